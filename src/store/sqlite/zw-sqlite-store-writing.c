/* SPDX-License-Identifier: GPL-3.0-or-later
 * The writing verbs of the SQLite store: one set in one transaction, at once or in batches. (worker only) */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-store-private.h"

#include "zw-error.h"
#include "zw-store-backend.h"

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

ZwReceipt *
zw_sqlite_store_commit_in_worker (ZwStore *store, ZwChangeSet *set, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  gint64 first_seq = 0;

  if (!zw_sqlite_store_is_writable (self, error) || !zw_connection_begin (self->connection, error))
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

gboolean
zw_sqlite_store_begin_set_in_worker (ZwStore *store, ZwChangeSet *header, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  if (!zw_sqlite_store_is_writable (self, error) || !set_reference_checks (self, FALSE, error))
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
  if (!zw_sqlite_store_is_open (self, error))
    return FALSE;
  if (self->bulk != NULL)
    return TRUE;
  if (self->bulk_error != NULL && error != NULL)
    *error = g_error_copy (self->bulk_error);
  else
    zw_set_error (error, ZW_ERROR_REFUSED, "no change set was begun");
  return FALSE;
}

/* The set cannot go on; whoever appends more is told the same. */
static gboolean
give_up_bulk (ZwSqliteStore *self, GError **error)
{
  end_bulk (self);
  if (error != NULL)
    *error = g_error_copy (self->bulk_error);
  return FALSE;
}

gboolean
zw_sqlite_store_append_in_worker (ZwStore *store, GPtrArray *changes, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return is_in_bulk (self, error)
         && (zw_writing_apply (self->bulk, changes, &self->bulk_error) || give_up_bulk (self, error));
}

gboolean
zw_sqlite_store_append_guarded_in_worker (ZwStore *store, GPtrArray *changes, GArray *guards, GError **refusal, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return is_in_bulk (self, error)
         && (zw_writing_try (self->bulk, changes, guards, refusal, &self->bulk_error) || give_up_bulk (self, error));
}

gboolean
zw_sqlite_store_append_log_in_worker (ZwStore *store, GPtrArray *sets, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return is_in_bulk (self, error)
         && (zw_writing_take_log (self->bulk, sets, &self->bulk_error) || give_up_bulk (self, error));
}

gboolean
zw_sqlite_store_correct_log_in_worker (ZwStore *store, ZwChangeSet *header, ZwCorrectionFunc judge, gpointer data, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return is_in_bulk (self, error) && zw_writing_correct_log (self->bulk, header, judge, data, error);
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
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "a %s refers to a %s that is not there",
                    zw_statement_get_text (statement, 0), zw_statement_get_text (statement, 1));
      return FALSE;
    }
  return zw_statement_conclude (&local, error);
}

ZwReceipt *
zw_sqlite_store_finish_set_in_worker (ZwStore *store, ZwFinish finish, GError **error)
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

void
zw_sqlite_store_abandon_set_in_worker (ZwStore *store)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  g_assert (zw_store_is_in_worker (store));
  if (self->bulk != NULL)
    end_bulk (self);
}
