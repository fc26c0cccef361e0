/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwSqliteStore: the backend's verbs, each a few lines over the files beside it. Everything but construction runs on the
 * store's thread, which owns the connection. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-store.h"

#include "zw-error.h"
#include "zw-sqlite-load.h"
#include "zw-sqlite-log.h"
#include "zw-sqlite-open.h"
#include "zw-sqlite-read.h"
#include "zw-sqlite-search.h"
#include "zw-sqlite-write.h"
#include "zw-store-backend.h"

#define INDEX_SLICE 200 /* rows: some ms, the longest a waiting task waits for the index */

struct _ZwSqliteStore {
  ZwStore parent_instance;
  char *backup_dir; /* (owned) (nullable) */
  char *writer;     /* (owned) (nullable) */
  /* (worker only) from here on */
  ZwConnection *connection; /* (owned) (nullable) NULL until open */
  ZwSqliteSchema *schema;   /* (owned) */
  ZwLoadState load_state;
  GHashTable *own_sets;     /* (owned) gint64 ids of the sets committed here */
  ZwWriting *bulk;          /* (owned) (nullable) the bulk set under way */
  GError *bulk_error;       /* (owned) (nullable) why it was rolled back */
};

G_DEFINE_FINAL_TYPE (ZwSqliteStore, zw_sqlite_store, ZW_TYPE_STORE)

/* Every verb begins with this: the right thread, and a database to work on. */
static gboolean
is_open (ZwSqliteStore *self, GError **error)
{
  g_assert (zw_store_is_in_worker (ZW_STORE (self)));
  if (self->connection != NULL)
    return TRUE;
  g_set_error (error, ZW_ERROR, ZW_ERROR_IO, "“%s” is not open", zw_store_get_path (ZW_STORE (self)));
  return FALSE;
}

static gboolean
is_writable (ZwSqliteStore *self, GError **error)
{
  const GError *reason = zw_store_get_read_only_reason (ZW_STORE (self));

  if (!is_open (self, error))
    return FALSE;
  if (reason == NULL)
    return TRUE;
  g_set_error_literal (error, ZW_ERROR, ZW_ERROR_READ_ONLY, reason->message);
  return FALSE;
}

static gboolean
is_stopped_cb (gpointer data, GError **error)
{
  gpointer *pair = data;
  return zw_store_is_stopped (pair[0], pair[1], error);
}

/* --- open and close ------------------------------------------------------------------------------------------ */

static gboolean
open_in_worker (ZwStore *store, ZwOpenFlags flags, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  gboolean pending = FALSE;

  g_assert (zw_store_is_in_worker (store));
  if (self->connection != NULL)
    return TRUE;
  self->connection = zw_sqlite_open (store, flags, error);
  if (self->connection == NULL)
    return FALSE;
  if (zw_store_get_read_only_reason (store) == NULL && zw_sqlite_search_has_pending (self->connection, &pending, NULL) && pending)
    {
      zw_store_set_indexing (store, TRUE);
      zw_store_want_idle (store);
    }
  return TRUE;
}

static void
close_in_worker (ZwStore *store)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  g_clear_pointer (&self->bulk, zw_writing_free);
  if (self->connection != NULL)
    zw_connection_rollback (self->connection);
  g_clear_pointer (&self->connection, zw_connection_close);
}

/* --- reading ------------------------------------------------------------------------------------------------- */

static gboolean
load_in_worker (ZwStore *store, const ZwScope *scope, ZwBatchFunc emit, gpointer data, GCancellable *cancellable, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  gpointer stop[] = { store, cancellable };
  gint64 seq = zw_store_get_seq (store);

  if (!is_open (self, error))
    return FALSE;
  ZwLoad load = { self->connection, self->schema, &self->load_state, scope, emit, data, is_stopped_cb, stop };
  if (!zw_sqlite_load (&load, &seq, error))
    return FALSE;
  zw_store_set_seq (store, seq);
  return TRUE;
}

static GPtrArray *
read_since_in_worker (ZwStore *store, gint64 seq, guint max_rows, gboolean *too_many, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  gint64 last;

  if (!is_open (self, error))
    return NULL;
  GPtrArray *sets = zw_sqlite_log_read_since (self->connection, seq, max_rows, self->own_sets, &last, too_many, error);
  if (sets != NULL && !*too_many)
    zw_store_set_seq (store, MAX (last, zw_store_get_seq (store)));
  return sets;
}

static GPtrArray *
read_sets_in_worker (ZwStore *store, const char *writer, gint64 ticket, guint limit, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return is_open (self, error) ? zw_sqlite_log_read_sets (self->connection, writer, ticket, limit, error) : NULL;
}

static ZwChangeSet *
read_set_in_worker (ZwStore *store, gint64 set_id, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return is_open (self, error) ? zw_sqlite_log_read_set (self->connection, set_id, error) : NULL;
}

static GArray *
find_keys_in_worker (ZwStore *store, const char *const *keys, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return is_open (self, error) ? zw_sqlite_find_keys (self->connection, keys, error) : NULL;
}

static ZwTicketDetails *
read_details_in_worker (ZwStore *store, gint64 ticket, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return is_open (self, error) ? zw_sqlite_read_details (self->connection, self->schema, ticket, error) : NULL;
}

static char *
read_text_in_worker (ZwStore *store, ZwEntity entity, gint64 id, ZwField field, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return is_open (self, error) ? zw_sqlite_read_text (self->connection, self->schema, entity, id, field, error) : NULL;
}

static GArray *
search_in_worker (ZwStore *store, gint64 project, const char *text, gboolean archived, guint limit, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return is_open (self, error) ? zw_sqlite_search (self->connection, project, text, archived, limit, error) : NULL;
}

/* --- writing ------------------------------------------------------------------------------------------------- */

/* Own sets are not read back; they raise the seen seq only when nobody else's lie between. */
static void
remember_own (ZwSqliteStore *self, gint64 set_id, gint64 first_seq, gint64 seq)
{
  g_hash_table_add (self->own_sets, g_memdup2 (&set_id, sizeof set_id));
  if (first_seq == zw_store_get_seq (ZW_STORE (self)) + 1)
    zw_store_set_seq (ZW_STORE (self), seq);
}

static ZwReceipt *
write_set (ZwSqliteStore *self, ZwChangeSet *set, gint64 *first_seq, GError **error)
{
  g_autoptr (ZwWriting) writing = zw_writing_new (self->connection, self->schema, set, FALSE, error);

  if (writing == NULL || !zw_writing_apply (writing, set->changes, error))
    return NULL;
  ZwReceipt *receipt = zw_writing_complete (writing, set->guards, error);
  *first_seq = zw_writing_get_first_seq (writing);
  return receipt;
}

static ZwReceipt *
commit_in_worker (ZwStore *store, ZwChangeSet *set, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  gint64 first_seq = 0;

  if (!is_writable (self, error) || !zw_connection_begin (self->connection, error))
    return NULL;
  g_autoptr (ZwReceipt) receipt = write_set (self, set, &first_seq, error);
  if (receipt == NULL)
    {
      zw_connection_rollback (self->connection);
      return NULL;
    }
  if (!zw_connection_commit (self->connection, error))
    return NULL;
  if (first_seq != 0)
    remember_own (self, set->id, first_seq, receipt->seq);
  return g_steal_pointer (&receipt);
}

/* References are checked once at the end of a bulk set, not row by row (foreign_keys cannot change inside a transaction). */
static gboolean
set_reference_checks (ZwSqliteStore *self, gboolean on, GError **error)
{
  return zw_connection_execute (self->connection, on ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF", error);
}

static void
end_bulk (ZwSqliteStore *self)
{
  g_autoptr (GError) error = NULL;

  zw_connection_rollback (self->connection);
  g_clear_pointer (&self->bulk, zw_writing_free);
  if (!set_reference_checks (self, TRUE, &error))
    g_warning ("%s", error->message);
}

static gboolean
begin_set_in_worker (ZwStore *store, ZwChangeSet *header, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  if (!is_writable (self, error) || !set_reference_checks (self, FALSE, error))
    return FALSE;
  g_clear_error (&self->bulk_error);
  if (zw_connection_begin (self->connection, error))
    self->bulk = zw_writing_new (self->connection, self->schema, header, TRUE, error);
  if (self->bulk == NULL)
    end_bulk (self);
  return self->bulk != NULL;
}

static gboolean
is_in_bulk (ZwSqliteStore *self, GError **error)
{
  if (!is_open (self, error))
    return FALSE;
  if (self->bulk != NULL)
    return TRUE;
  if (self->bulk_error != NULL && error != NULL)
    *error = g_error_copy (self->bulk_error);
  else
    g_set_error (error, ZW_ERROR, ZW_ERROR_REFUSED, "no change set was begun");
  return FALSE;
}

static gboolean
append_in_worker (ZwStore *store, GPtrArray *changes, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  if (!is_in_bulk (self, error))
    return FALSE;
  if (zw_writing_apply (self->bulk, changes, &self->bulk_error))
    return TRUE;
  end_bulk (self);
  if (error != NULL)
    *error = g_error_copy (self->bulk_error);
  return FALSE;
}

static gboolean
check_references (ZwSqliteStore *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (self->connection, "SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1", error);

  if (statement == NULL)
    return FALSE;
  if (zw_statement_next (statement, &local))
    {
      g_set_error (error, ZW_ERROR, ZW_ERROR_INVALID_VALUE, "a %s refers to a %s that is not there",
                   zw_statement_get_text (statement, 0), zw_statement_get_text (statement, 1));
      return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static ZwReceipt *
finish_set_in_worker (ZwStore *store, ZwFinish finish, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  if (!is_in_bulk (self, error))
    return NULL;
  g_autoptr (ZwReceipt) receipt = check_references (self, error) ? zw_writing_complete (self->bulk, NULL, error) : NULL;
  gboolean done = receipt != NULL && (finish == ZW_FINISH_ROLLBACK || zw_connection_commit (self->connection, error));
  end_bulk (self);
  if (done && finish == ZW_FINISH_COMMIT)
    {
      zw_store_set_indexing (store, TRUE);
      zw_store_want_idle (store);
    }
  return done ? g_steal_pointer (&receipt) : NULL;
}

/* --- what nobody waits for ----------------------------------------------------------------------------------- */

static gboolean
idle_in_worker (ZwStore *store)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;

  if (self->connection == NULL || self->bulk != NULL)
    return self->bulk != NULL;
  if (!zw_sqlite_search_index_pending (self->connection, INDEX_SLICE, &more, &error))
    g_message ("the full-text index is not complete: %s", error->message);
  if (!more)
    zw_store_set_indexing (store, FALSE);
  return more;
}

/* --- the object ---------------------------------------------------------------------------------------------- */

static void
finalize (GObject *object)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (object);

  g_free (self->backup_dir);
  g_free (self->writer);
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
  store_class->commit_in_worker = commit_in_worker;
  store_class->begin_set_in_worker = begin_set_in_worker;
  store_class->append_in_worker = append_in_worker;
  store_class->finish_set_in_worker = finish_set_in_worker;
  store_class->read_since_in_worker = read_since_in_worker;
  store_class->read_sets_in_worker = read_sets_in_worker;
  store_class->read_set_in_worker = read_set_in_worker;
  store_class->find_keys_in_worker = find_keys_in_worker;
  store_class->read_details_in_worker = read_details_in_worker;
  store_class->read_text_in_worker = read_text_in_worker;
  store_class->search_in_worker = search_in_worker;
  store_class->idle_in_worker = idle_in_worker;
  store_class->close_in_worker = close_in_worker;
}

static void
zw_sqlite_store_init (ZwSqliteStore *self)
{
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
