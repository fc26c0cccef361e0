/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwSqliteStore: the backend's verbs, each a few lines over the files beside it. Everything but construction runs on the
 * store's thread, which owns the connection. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-store-private.h"

#include <glib/gstdio.h>

#include "zw-error.h"
#include "zw-sqlite-log.h"
#include "zw-sqlite-open.h"
#include "zw-sqlite-presence.h"
#include "zw-sqlite-read.h"
#include "zw-sqlite-search.h"
#include "zw-store-backend.h"

#define BACKUP_DELAY_US (5 * G_USEC_PER_SEC) /* after the open: a command line is long gone by then */

G_DEFINE_FINAL_TYPE (ZwSqliteStore, zw_sqlite_store, ZW_TYPE_STORE)

gboolean
zw_sqlite_store_is_open (ZwSqliteStore *self, GError **error)
{
  g_assert (zw_store_is_in_worker (ZW_STORE (self)));
  if (self->connection != NULL)
    return TRUE;
  zw_set_error (error, ZW_ERROR_IO, "“%s” is not open", zw_store_get_path (ZW_STORE (self)));
  return FALSE;
}

gboolean
zw_sqlite_store_is_writable (ZwSqliteStore *self, GError **error)
{
  const GError *reason = zw_store_get_read_only_reason (ZW_STORE (self));

  if (!zw_sqlite_store_is_open (self, error))
    return FALSE;
  if (reason == NULL)
    return TRUE;
  zw_set_error (error, ZW_ERROR_READ_ONLY, "nothing can be changed here: %s", reason->message);
  return FALSE;
}

static gboolean
is_stopped_cb (gpointer data, GError **error)
{
  gpointer *pair = data;
  return zw_store_is_stopped (pair[0], pair[1], error);
}

/* --- open and close ------------------------------------------------------------------------------------------ */

char *
zw_sqlite_store_read_generation (ZwSqliteStore *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (self->connection, "SELECT value FROM meta WHERE key = 'generation'", error);

  if (statement == NULL)
    return NULL;
  if (zw_statement_next (statement, &local))
    return zw_statement_dup_text (statement, 0);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    zw_set_error (error, ZW_ERROR_DAMAGED, "“%s” has lost its generation", zw_connection_get_path (self->connection));
  return NULL;
}

static gboolean
introduce_id (ZwSqliteStore *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (self->connection, "SELECT value FROM meta WHERE key = 'database'", error);

  if (statement == NULL)
    return FALSE;
  if (zw_statement_next (statement, &local))
    zw_store_set_database_id (ZW_STORE (self), zw_statement_get_text (statement, 0));
  return zw_statement_conclude (&local, error);
}

gboolean
zw_sqlite_store_introduce (ZwSqliteStore *self, GError **error)
{
  gboolean pending;
  gint64 seq, at;

  g_clear_pointer (&self->generation, g_free);
  if (!introduce_id (self, error) || (self->generation = zw_sqlite_store_read_generation (self, error)) == NULL
      || !zw_sqlite_log_get_last (self->connection, &seq, &at, error)
      || !zw_connection_query_int (self->connection, "PRAGMA data_version", &self->data_version, error)
      || !zw_sqlite_search_has_pending (self->connection, &pending, error))
    return FALSE;
  zw_store_set_seq (ZW_STORE (self), seq);
  if (pending && zw_store_get_read_only_reason (ZW_STORE (self)) == NULL)
    {
      zw_store_set_indexing (ZW_STORE (self), TRUE);
      zw_store_want_idle (ZW_STORE (self));
    }
  return TRUE;
}

/* Which file lies at the path now; FALSE when there is none. */
static gboolean
find_file (ZwSqliteStore *self, guint64 *device, guint64 *number)
{
  GStatBuf info;

  if (g_stat (zw_store_get_path (ZW_STORE (self)), &info) != 0)
    return FALSE;
  *device = info.st_dev;
  *number = info.st_ino;
  return TRUE;
}

static gboolean
is_replaced (ZwSqliteStore *self)
{
  guint64 device, number;

  return self->file_number != 0 && find_file (self, &device, &number) && (device != self->file_device || number != self->file_number);
}

/* The log beside a file that came in the place of ours is ours still. Whoever opened that file next would take what stands in it
 * for its own. */
static void
remove_orphaned_log (ZwSqliteStore *self)
{
  static const char *const ends[] = { "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (zw_store_get_path (ZW_STORE (self)), ends[i], NULL);
      g_unlink (path);
    }
}

static gboolean
open_in_worker (ZwStore *store, ZwOpenFlags flags, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  g_assert (zw_store_is_in_worker (store));
  if (self->connection != NULL)
    return TRUE;
  self->connection = zw_sqlite_open (store, flags, self->backup_dir, &self->presence, error);
  self->opened_at = g_get_monotonic_time ();
  if (self->connection != NULL)
    find_file (self, &self->file_device, &self->file_number);
  if (self->connection == NULL || zw_sqlite_store_introduce (self, error))
    return self->connection != NULL;
  g_clear_pointer (&self->connection, zw_connection_close);
  return FALSE;
}

static void
close_in_worker (ZwStore *store)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  g_clear_pointer (&self->daily, zw_copy_free);
  g_clear_pointer (&self->bulk, zw_writing_free);
  if (self->connection != NULL)
    zw_connection_rollback (self->connection);
  /* A file chooser of another process that looks into the database drops that process' locks as it closes the file: to SQLite
   * nobody is there any more, and it would take the log away from under a program that goes on writing into it. */
  gboolean has_others = zw_presence_has_others (self->presence), replaced = self->connection != NULL && is_replaced (self);
  if (self->connection != NULL && has_others)
    zw_connection_keep_log (self->connection);
  g_clear_pointer (&self->connection, zw_connection_close);
  if (replaced && !has_others)
    remove_orphaned_log (self);
  g_clear_pointer (&self->drafts, zw_connection_close);
  g_clear_pointer (&self->holders, zw_holders_free);
  zw_presence_leave (self->presence);
  self->presence = -1;
}

/* --- what happens to the file, and other processes -------------------------------------------------------------- */

/* It may lie elsewhere by now, or another one in its place, while SQLite goes on with what it opened. */
static void
look_for_file (ZwSqliteStore *self, GError **error)
{
  guint64 device, number;

  if (!find_file (self, &device, &number))
    zw_set_error (error, ZW_ERROR_NOT_FOUND, "“%s” is not there any more", zw_store_get_path (ZW_STORE (self)));
  else if (is_replaced (self))
    zw_store_report_replaced (ZW_STORE (self));
}

void
zw_sqlite_store_look_in_worker (ZwStore *store)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  g_autoptr (GError) error = NULL;
  gint64 version = self->data_version;

  g_atomic_int_set (&self->looking, 0);
  if (self->connection == NULL)
    return;
  if (zw_connection_query_int (self->connection, "PRAGMA data_version", &version, &error))
    look_for_file (self, &error);
  zw_store_set_trouble (store, error);
  if (version != self->data_version)
    zw_store_report_change (store);
  self->data_version = version;
  if (self->asked_daily || g_get_monotonic_time () < self->opened_at + BACKUP_DELAY_US)
    return;
  self->asked_daily = TRUE;
  self->wants_daily = self->backup_dir != NULL && zw_store_get_read_only_reason (store) == NULL;
  if (self->wants_daily)
    zw_store_want_idle (store);
}

static void
look_cb (gpointer data)
{
  ZwSqliteStore *self = data;

  if (g_atomic_int_compare_and_exchange (&self->looking, 0, 1))
    zw_store_run_in_worker (ZW_STORE (self), zw_sqlite_store_look_in_worker);
}

static void
opened (ZwStore *store)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  if (self->watch == NULL)
    self->watch = zw_watch_new (zw_store_get_path (store), look_cb, self);
}

static void
closing (ZwStore *store)
{
  g_clear_pointer (&ZW_SQLITE_STORE (store)->watch, zw_watch_free);
}

/* --- reading ------------------------------------------------------------------------------------------------- */

static gboolean
load_in_worker (ZwStore *store, const ZwScope *scope, ZwBatchFunc emit, gpointer data, GCancellable *cancellable, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  gpointer stop[] = { store, cancellable };
  gint64 seq = zw_store_get_seq (store);

  if (!zw_sqlite_store_is_open (self, error))
    return FALSE;
  ZwLoad load = { self->connection, self->schema, &self->load_state, scope, emit, data, is_stopped_cb, stop };
  if (!zw_sqlite_load (&load, &seq, error))
    return FALSE;
  zw_store_set_seq (store, seq);
  if (scope->kind == ZW_SCOPE_REST)
    zw_sqlite_store_note_long_read (self);
  if (scope->kind != ZW_SCOPE_NAMES)
    return TRUE;
  g_free (self->generation);
  zw_load_state_clear (&self->load_state);
  self->generation = zw_sqlite_store_read_generation (self, error);
  return self->generation != NULL;
}

static GPtrArray *
read_since_in_worker (ZwStore *store, gint64 seq, guint max_rows, gboolean *too_many, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  g_autofree char *generation = NULL;
  gint64 last, newest, at;

  if (!zw_sqlite_store_is_open (self, error) || (generation = zw_sqlite_store_read_generation (self, error)) == NULL)
    return NULL;
  if (!zw_sqlite_log_get_last (self->connection, &newest, &at, error))
    return NULL;
  *too_many = !g_str_equal (generation, self->generation) || seq > newest; /* both mean that a backup was put back */
  if (*too_many)
    return g_ptr_array_new ();
  GPtrArray *sets = zw_sqlite_log_read_since (self->connection, seq, max_rows, self->own_sets, &last, too_many, error);
  if (sets != NULL && !*too_many)
    zw_store_set_seq (store, MAX (last, zw_store_get_seq (store)));
  return sets;
}

static GPtrArray *
read_sets_in_worker (ZwStore *store, const char *writer, gint64 ticket, guint limit, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_open (self, error) ? zw_sqlite_log_read_sets (self->connection, writer, ticket, limit, error) : NULL;
}

static ZwChangeSet *
read_set_in_worker (ZwStore *store, gint64 set_id, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_open (self, error) ? zw_sqlite_log_read_set (self->connection, set_id, error) : NULL;
}

static GArray *
find_keys_in_worker (ZwStore *store, const char *const *keys, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_open (self, error) ? zw_sqlite_find_keys (self->connection, keys, error) : NULL;
}

static ZwTicketDetails *
read_details_in_worker (ZwStore *store, gint64 ticket, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_open (self, error) ? zw_sqlite_read_details (self->connection, self->schema, ticket, error) : NULL;
}

static char *
read_text_in_worker (ZwStore *store, ZwEntity entity, gint64 id, ZwField field, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_open (self, error) ? zw_sqlite_read_text (self->connection, self->schema, entity, id, field, error) : NULL;
}

static GPtrArray *
read_facts_in_worker (ZwStore *store, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  zw_sqlite_store_note_long_read (self);
  return zw_sqlite_store_is_open (self, error) ? zw_sqlite_log_read_facts (self->connection, error) : NULL;
}

static GPtrArray *
read_sprint_facts_in_worker (ZwStore *store, gint64 sprint, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  zw_sqlite_store_note_long_read (self);
  return zw_sqlite_store_is_open (self, error) ? zw_sqlite_log_read_sprint_facts (self->connection, sprint, error) : NULL;
}

static GPtrArray *
read_recent_in_worker (ZwStore *store, gint64 since, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_open (self, error) ? zw_sqlite_log_read_recent (self->connection, since, error) : NULL;
}

static GArray *
read_carries_in_worker (ZwStore *store, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_open (self, error) ? zw_sqlite_read_carries (self->connection, error) : NULL;
}

static GArray *
read_stays_in_worker (ZwStore *store, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_open (self, error) ? zw_sqlite_read_stays (self->connection, error) : NULL;
}

static GArray *
search_in_worker (ZwStore *store, gint64 project, const char *text, gboolean archived, guint limit, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_open (self, error) ? zw_sqlite_search (self->connection, project, text, archived, limit, error) : NULL;
}

/* --- the object ---------------------------------------------------------------------------------------------- */

static void
finalize (GObject *object)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (object);

  g_free (self->backup_dir);
  g_free (self->writer);
  g_free (self->generation);
  zw_load_state_clear (&self->load_state);
  g_hash_table_unref (self->own_sets);
  g_clear_error (&self->bulk_error);
  zw_sqlite_schema_free (self->schema);
  G_OBJECT_CLASS (zw_sqlite_store_parent_class)->finalize (object);
}

static void
zw_sqlite_store_class_init (ZwSqliteStoreClass *klass)
{
  ZwStoreClass *store_class = ZW_STORE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  store_class->open_in_worker = open_in_worker;
  store_class->load_in_worker = load_in_worker;
  store_class->commit_in_worker = zw_sqlite_store_commit_in_worker;
  store_class->begin_set_in_worker = zw_sqlite_store_begin_set_in_worker;
  store_class->append_in_worker = zw_sqlite_store_append_in_worker;
  store_class->finish_set_in_worker = zw_sqlite_store_finish_set_in_worker;
  store_class->read_since_in_worker = read_since_in_worker;
  store_class->read_sets_in_worker = read_sets_in_worker;
  store_class->read_set_in_worker = read_set_in_worker;
  store_class->find_keys_in_worker = find_keys_in_worker;
  store_class->read_details_in_worker = read_details_in_worker;
  store_class->read_text_in_worker = read_text_in_worker;
  store_class->read_facts_in_worker = read_facts_in_worker;
  store_class->read_sprint_facts_in_worker = read_sprint_facts_in_worker;
  store_class->read_recent_in_worker = read_recent_in_worker;
  store_class->read_stays_in_worker = read_stays_in_worker;
  store_class->read_carries_in_worker = read_carries_in_worker;
  store_class->search_in_worker = search_in_worker;
  store_class->idle_in_worker = zw_sqlite_store_idle_in_worker;
  store_class->append_log_in_worker = zw_sqlite_store_append_log_in_worker;
  store_class->append_guarded_in_worker = zw_sqlite_store_append_guarded_in_worker;
  store_class->correct_log_in_worker = zw_sqlite_store_correct_log_in_worker;
  store_class->save_draft_in_worker = zw_sqlite_store_save_draft_in_worker;
  store_class->read_drafts_in_worker = zw_sqlite_store_read_drafts_in_worker;
  store_class->release_draft_in_worker = zw_sqlite_store_release_draft_in_worker;
  store_class->backup_in_worker = zw_sqlite_store_backup_in_worker;
  store_class->list_backups_in_worker = zw_sqlite_store_list_backups_in_worker;
  store_class->restore_in_worker = zw_sqlite_store_restore_in_worker;
  store_class->check_in_worker = zw_sqlite_store_check_in_worker;
  store_class->dump_in_worker = zw_sqlite_store_dump_in_worker;
  store_class->abandon_set_in_worker = zw_sqlite_store_abandon_set_in_worker;
  store_class->read_row_in_worker = zw_sqlite_store_read_row_in_worker;
  store_class->bury_row_in_worker = zw_sqlite_store_bury_row_in_worker;
  store_class->put_content_in_worker = zw_sqlite_store_put_content_in_worker;
  store_class->read_content_in_worker = zw_sqlite_store_read_content_in_worker;
  store_class->put_origin_in_worker = zw_sqlite_store_put_origin_in_worker;
  store_class->put_met_in_worker = zw_sqlite_store_put_met_in_worker;
  store_class->has_met_in_worker = zw_sqlite_store_has_met_in_worker;
  store_class->close_in_worker = close_in_worker;
  store_class->opened = opened;
  store_class->closing = closing;
}

static void
zw_sqlite_store_init (ZwSqliteStore *self)
{
  self->presence = -1;
  self->schema = zw_sqlite_schema_new ();
  self->own_sets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

ZwStore *
zw_sqlite_store_new (const char *path, const char *backup_dir, const char *writer)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  ZwSqliteStore *self = g_object_new (ZW_TYPE_SQLITE_STORE, "path", absolute, NULL);

  self->backup_dir = g_strdup (backup_dir);
  self->writer = g_strdup (writer);
  return ZW_STORE (self);
}
