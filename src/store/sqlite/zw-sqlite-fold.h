/* SPDX-License-Identifier: GPL-3.0-or-later
 * The change log, folded row by row beside the tables: what it would have to say besides to end in what they hold. Used by
 * the check, which complains, and by imports, which write it down. Changes nothing itself. (worker only) */
#pragma once

#include "zw-sqlite-schema.h"
#include "zw-store.h"

G_BEGIN_DECLS

/* @changes (ZwChange, borrowed): what the log lacks of one row, never empty. FALSE with an error ends the walk. */
typedef gboolean (*ZwLackFunc) (GPtrArray *changes, gpointer data, GError **error);

/* Calls @func for every row, deleted or not, of which log and tables do not say the same. @func may append to the log. */
gboolean zw_sqlite_fold_log (ZwConnection *connection, ZwSqliteSchema *schema, ZwLackFunc func, gpointer data, GError **error);

G_END_DECLS
