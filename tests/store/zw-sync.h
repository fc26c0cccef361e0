/* SPDX-License-Identifier: GPL-3.0-or-later
 * The async functions of a store as blocking ones, for tests: each spins the main context until the answer is there, at most
 * a minute. Errors go to @error; with a NULL @error a failure ends the test. */
#pragma once

#include "zw-store.h"

G_BEGIN_DECLS

gboolean     zw_sync_open (ZwStore *store, ZwOpenFlags flags, GError **error);
/* All items of the load, (transfer full). */
GPtrArray   *zw_sync_load (ZwStore *store, const ZwScope *scope, GError **error);
/* As above for a kind without further arguments. */
GPtrArray   *zw_sync_load_kind (ZwStore *store, ZwScopeKind kind, gint64 project);
ZwReceipt   *zw_sync_commit (ZwStore *store, ZwChangeSet *set, GError **error);
/* begin, one append, finish. @set is taken apart: its changes are the batch. */
ZwReceipt   *zw_sync_bulk (ZwStore *store, ZwChangeSet *set, ZwFinish finish, GError **error);
GPtrArray   *zw_sync_read_since (ZwStore *store, gint64 seq, guint max_rows, gboolean *too_many);
GPtrArray   *zw_sync_read_sets (ZwStore *store, const char *writer, gint64 ticket, guint limit);
ZwChangeSet *zw_sync_read_set (ZwStore *store, gint64 set_id, GError **error);
gint64       zw_sync_find_key (ZwStore *store, const char *key);
ZwTicketDetails *zw_sync_read_details (ZwStore *store, gint64 ticket, GError **error);
char        *zw_sync_read_text (ZwStore *store, ZwEntity entity, gint64 id, ZwField field);
GPtrArray   *zw_sync_read_sprint_facts (ZwStore *store, gint64 sprint);
GPtrArray   *zw_sync_read_recent (ZwStore *store, gint64 since);
GArray      *zw_sync_search (ZwStore *store, const char *text, gboolean archived);
gboolean     zw_sync_save_draft (ZwStore *store, const ZwDraft *draft, GError **error);
GPtrArray   *zw_sync_read_drafts (ZwStore *store);
gboolean     zw_sync_backup (ZwStore *store, const char *path, const char *reason, GError **error);
GPtrArray   *zw_sync_list_backups (ZwStore *store);
gboolean     zw_sync_restore (ZwStore *store, const char *path, GError **error);
/* Fails the test with the first complaint. */
void         zw_sync_assert_sound (ZwStore *store);
/* Spins the main context until @done (@data) or @limit_ms are over; whether it became TRUE. */
gboolean     zw_wait_until (gboolean (*done) (gpointer data), gpointer data, guint limit_ms);

G_END_DECLS
