/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rules over several rows, asked of the tables inside the transaction that changed them. (worker only) */
#pragma once

#include "zw-change.h"
#include "zw-connection.h"

G_BEGIN_DECLS

/* FALSE with the error that names the rule when one of @guards (ZwGuard) does not hold. */
gboolean zw_sqlite_guards_check (ZwConnection *connection, GArray *guards, GError **error);

G_END_DECLS
