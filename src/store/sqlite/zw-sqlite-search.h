/* SPDX-License-Identifier: GPL-3.0-or-later
 * The full-text tables. They hold no text of their own but index that of ticket and comment, so each row must be taken
 * out with the very words it was put in with: remove before a row changes, add after. Rows that come in bulk are only
 * noted and indexed afterwards. (worker only) */
#pragma once

#include "zw-connection.h"
#include "zw-schema.h"

G_BEGIN_DECLS

/* Whether the text of @field of @entity is searched; ZW_FIELD_NONE: any of it. */
gboolean zw_sqlite_search_covers (ZwEntity entity, ZwField field);
/* Before the row changes; does nothing when it is not there or not indexed yet. */
gboolean zw_sqlite_search_remove (ZwConnection *connection, ZwEntity entity, gint64 id, GError **error);
/* After it changed. @later: only note it. */
gboolean zw_sqlite_search_add (ZwConnection *connection, ZwEntity entity, gint64 id, gboolean later, GError **error);
/* Indexes up to @limit noted rows in a transaction of its own; @more tells whether some are left. */
gboolean zw_sqlite_search_index_pending (ZwConnection *connection, guint limit, gboolean *more, GError **error);
gboolean zw_sqlite_search_has_pending (ZwConnection *connection, gboolean *pending, GError **error);
/* Ticket ids, best first. @project 0 = all. Words are ANDed, the last one is a prefix. (transfer full) */
GArray  *zw_sqlite_search (ZwConnection *connection, gint64 project, const char *text, gboolean archived, guint limit,
                           GError **error);

G_END_DECLS
