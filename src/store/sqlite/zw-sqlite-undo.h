/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an undo may not throw away. (worker only) */
#pragma once

#include "zw-change.h"
#include "zw-connection.h"

G_BEGIN_DECLS

/* After the rows of an undo or redo are written: refuses one that takes a ticket, a column, a project or a person away which others
 * have built upon since, naming who and what. ZW_ERROR_CONFLICT. */
gboolean zw_sqlite_undo_check (ZwConnection *connection, const ZwChangeSet *header, GPtrArray *changes, GError **error);

G_END_DECLS
