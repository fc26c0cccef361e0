/* SPDX-License-Identifier: GPL-3.0-or-later
 * Blocking calls for tests. */
#include "zw-sync.h"

#include "zw-error.h"

#define LIMIT_MS 60000

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
zw_wait_until (gboolean (*done) (gpointer data), gpointer data, guint limit_ms)
{
  gint64 end = g_get_monotonic_time () + (gint64) limit_ms * 1000;
  guint tick = g_timeout_add (MIN (limit_ms, 20), wake_cb, NULL);
  gboolean is_done;

  /* Asked once per turn: what was true may be false again a moment later. */
  while (!(is_done = done (data)) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  return is_done;
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
is_answered (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  g_assert_true (zw_wait_until (is_answered, result, LIMIT_MS));
  return *result;
}

/* With @error NULL the caller counts on success. */
static void
hand_over (GError *local, GError **error)
{
  if (error == NULL)
    g_assert_no_error (local);
  else if (local != NULL)
    g_propagate_error (error, local);
}

gboolean
zw_sync_open (ZwStore *store, ZwOpenFlags flags, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *local = NULL;

  zw_store_open_async (store, flags, answer_cb, &result);
  gboolean success = zw_store_open_finish (store, wait_for (&result), &local);
  hand_over (local, error);
  return success;
}

typedef struct {
  GAsyncResult *result;
  GPtrArray *items;
} Loading;

static void
batch_cb (GPtrArray *items, gpointer data)
{
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (((Loading *) data)->items, g_object_ref (items->pdata[i]));
}

GPtrArray *
zw_sync_load (ZwStore *store, const ZwScope *scope, GError **error)
{
  Loading loading = { NULL, g_ptr_array_new_with_free_func (g_object_unref) };
  GError *local = NULL;

  zw_store_load_async (store, scope, batch_cb, NULL, answer_cb, &loading);
  zw_store_load_finish (store, wait_for (&loading.result), &local);
  g_object_unref (loading.result);
  hand_over (local, error);
  return loading.items;
}

GPtrArray *
zw_sync_load_kind (ZwStore *store, ZwScopeKind kind, gint64 project)
{
  g_autoptr (ZwScope) scope = zw_scope_new (kind, project);
  return zw_sync_load (store, scope, NULL);
}

ZwReceipt *
zw_sync_commit (ZwStore *store, ZwChangeSet *set, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *local = NULL;

  zw_store_commit_async (store, set, answer_cb, &result);
  ZwReceipt *receipt = zw_store_commit_finish (store, wait_for (&result), &local);
  hand_over (local, error);
  return receipt;
}

ZwReceipt *
zw_sync_bulk (ZwStore *store, ZwChangeSet *set, ZwFinish finish, GError **error)
{
  g_autoptr (GAsyncResult) begun = NULL, appended = NULL, finished = NULL;
  GError *local = NULL;
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_free);

  for (guint i = 0; i < set->changes->len; i++)
    g_ptr_array_add (changes, set->changes->pdata[i]);
  g_ptr_array_set_free_func (set->changes, NULL);
  g_ptr_array_set_size (set->changes, 0);
  zw_store_begin_set_async (store, set, answer_cb, &begun);
  zw_store_append_async (store, changes, answer_cb, &appended);
  zw_store_finish_set_async (store, finish, answer_cb, &finished);
  zw_store_begin_set_finish (store, wait_for (&begun), NULL);
  zw_store_append_finish (store, wait_for (&appended), NULL);
  ZwReceipt *receipt = zw_store_finish_set_finish (store, wait_for (&finished), &local);
  hand_over (local, error);
  return receipt;
}

GPtrArray *
zw_sync_read_since (ZwStore *store, gint64 seq, guint max_rows, gboolean *too_many)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zw_store_read_since_async (store, seq, max_rows, answer_cb, &result);
  GPtrArray *sets = zw_store_read_since_finish (store, wait_for (&result), too_many, &error);
  g_assert_no_error (error);
  return sets;
}

GPtrArray *
zw_sync_read_sets (ZwStore *store, const char *writer, gint64 ticket, guint limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zw_store_read_sets_async (store, writer, ticket, limit, NULL, answer_cb, &result);
  GPtrArray *sets = zw_store_read_sets_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return sets;
}

ZwChangeSet *
zw_sync_read_set (ZwStore *store, gint64 set_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *local = NULL;

  zw_store_read_set_async (store, set_id, answer_cb, &result);
  ZwChangeSet *set = zw_store_read_set_finish (store, wait_for (&result), &local);
  hand_over (local, error);
  return set;
}

gint64
zw_sync_find_key (ZwStore *store, const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *const keys[] = { key, NULL };

  zw_store_find_keys_async (store, keys, answer_cb, &result);
  g_autoptr (GArray) ids = zw_store_find_keys_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
  return g_array_index (ids, gint64, 0);
}

ZwTicketDetails *
zw_sync_read_details (ZwStore *store, gint64 ticket, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *local = NULL;

  zw_store_read_details_async (store, ticket, NULL, answer_cb, &result);
  ZwTicketDetails *details = zw_store_read_details_finish (store, wait_for (&result), &local);
  hand_over (local, error);
  return details;
}

char *
zw_sync_read_text (ZwStore *store, ZwEntity entity, gint64 id, ZwField field)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zw_store_read_text_async (store, entity, id, field, answer_cb, &result);
  char *text = zw_store_read_text_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return text;
}

GPtrArray *
zw_sync_read_sprint_facts (ZwStore *store, gint64 sprint)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zw_store_read_sprint_facts_async (store, sprint, NULL, answer_cb, &result);
  GPtrArray *sets = zw_store_read_sprint_facts_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return sets;
}

GPtrArray *
zw_sync_read_recent (ZwStore *store, gint64 since)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zw_store_read_recent_async (store, since, NULL, answer_cb, &result);
  GPtrArray *sets = zw_store_read_recent_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return sets;
}

GArray *
zw_sync_search (ZwStore *store, const char *text, gboolean archived)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zw_store_search_async (store, 0, text, archived, 100, NULL, answer_cb, &result);
  GArray *ids = zw_store_search_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return ids;
}

gboolean
zw_sync_save_draft (ZwStore *store, const ZwDraft *draft, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *local = NULL;

  zw_store_save_draft_async (store, draft, answer_cb, &result);
  gboolean success = zw_store_save_draft_finish (store, wait_for (&result), &local);
  hand_over (local, error);
  return success;
}

GPtrArray *
zw_sync_read_drafts (ZwStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zw_store_read_drafts_async (store, answer_cb, &result);
  GPtrArray *drafts = zw_store_read_drafts_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return drafts;
}

gboolean
zw_sync_backup (ZwStore *store, const char *path, const char *reason, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *local = NULL;

  zw_store_backup_async (store, path, reason, answer_cb, &result);
  gboolean success = zw_store_backup_finish (store, wait_for (&result), &local);
  hand_over (local, error);
  return success;
}

GPtrArray *
zw_sync_list_backups (ZwStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zw_store_list_backups_async (store, answer_cb, &result);
  GPtrArray *backups = zw_store_list_backups_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  return backups;
}

gboolean
zw_sync_restore (ZwStore *store, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *local = NULL;

  zw_store_restore_async (store, path, answer_cb, &result);
  gboolean success = zw_store_restore_finish (store, wait_for (&result), &local);
  hand_over (local, error);
  return success;
}

void
zw_sync_assert_sound (ZwStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zw_store_check_async (store, answer_cb, &result);
  g_autoptr (GPtrArray) complaints = zw_store_check_finish (store, wait_for (&result), &error);
  g_assert_no_error (error);
  if (complaints->len > 0)
    g_error ("%s", (char *) complaints->pdata[0]);
}
