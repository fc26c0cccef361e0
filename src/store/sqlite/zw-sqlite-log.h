/* SPDX-License-Identifier: GPL-3.0-or-later
 * The change log: its rows and sets, and what it tells about a conflict. (worker only) */
#pragma once

#include "zw-connection.h"
#include "zw-store.h"

G_BEGIN_DECLS

/* Appends one row; @seq gets its number. */
gboolean     zw_sqlite_log_append (ZwConnection *connection, gint64 set_id, const ZwChange *change, const char *old_value,
                                   const char *new_value, gint64 *seq, GError **error);
/* The same with the values that @change itself has. */
gboolean     zw_sqlite_log_append_change (ZwConnection *connection, gint64 set_id, const ZwChange *change, gint64 *seq, GError **error);
/* Writes the set whose rows @first_seq..@seq are, as of @at. */
gboolean     zw_sqlite_log_append_set (ZwConnection *connection, const ZwChangeSet *header, gint64 at, gint64 first_seq,
                                       gint64 seq, GError **error);
/* Takes a set of another database over as it is, unless its id is known; @seq: raised when rows were written. @taking: the
 * set taken last; the same again is more of it. */
gboolean     zw_sqlite_log_take (ZwConnection *connection, const ZwChangeSet *set, gint64 *taking, gint64 *seq, GError **error);
/* The newest seq and instant of the log; 0 when it is empty. */
gboolean     zw_sqlite_log_get_last (ZwConnection *connection, gint64 *seq, gint64 *at, GError **error);

/* A ticket's key, another entity's name, else its kind: for messages. (transfer full) */
char        *zw_sqlite_describe (ZwConnection *connection, ZwEntity entity, gint64 id);
/* Sets ZW_ERROR_CONFLICT for a row that is not what @change expected: @gone, or its field holds @found. */
void         zw_sqlite_set_conflict (ZwConnection *connection, const ZwChange *change, ZwField field, gboolean gone,
                                     const char *found, const char *wanted, GError **error);

/* See zw_store_read_since_async() and its neighbours. @own: set ids (gint64 keys) to leave out; @last gets the seq read up to. */
GPtrArray   *zw_sqlite_log_read_since (ZwConnection *connection, gint64 seq, guint max_rows, GHashTable *own, gint64 *last,
                                       gboolean *too_many, GError **error);
GPtrArray   *zw_sqlite_log_read_sets (ZwConnection *connection, const char *writer, gint64 ticket, guint limit, GError **error);
GPtrArray   *zw_sqlite_log_read_facts (ZwConnection *connection, GError **error);
GPtrArray   *zw_sqlite_log_read_sprint_facts (ZwConnection *connection, gint64 sprint, GError **error);
/* Of the sets after @since: tickets made, their status, sprint and estimate, columns deleted. */
GPtrArray   *zw_sqlite_log_read_recent (ZwConnection *connection, gint64 since, GError **error);
ZwChangeSet *zw_sqlite_log_read_set (ZwConnection *connection, gint64 set_id, GError **error);

G_END_DECLS
