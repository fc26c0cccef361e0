/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reading on demand: keys, one ticket's parts, one long text. (worker only) */
#pragma once

#include "zw-sqlite-schema.h"
#include "zw-store.h"

G_BEGIN_DECLS

/* See the functions of zw-store.h with the same names. */
GArray          *zw_sqlite_find_keys (ZwConnection *connection, const char *const *keys, GError **error);
ZwTicketDetails *zw_sqlite_read_details (ZwConnection *connection, ZwSqliteSchema *schema, gint64 ticket, GError **error);
GArray          *zw_sqlite_read_stays (ZwConnection *connection, GError **error);
GArray          *zw_sqlite_read_carries (ZwConnection *connection, GError **error);
char            *zw_sqlite_read_text (ZwConnection *connection, ZwSqliteSchema *schema, ZwEntity entity, gint64 id, ZwField field,
                                      GError **error);

G_END_DECLS
