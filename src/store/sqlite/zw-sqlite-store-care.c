/* SPDX-License-Identifier: GPL-3.0-or-later
 * The caring verbs of the SQLite store: drafts, backups, the check, and what nobody waits for. (worker only) */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-store-private.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "zw-error.h"
#include "zw-sqlite-check.h"
#include "zw-sqlite-drafts.h"
#include "zw-sqlite-migration.h"
#include "zw-sqlite-search.h"
#include "zw-store-backend.h"

#define INDEX_SLICE 400 /* rows: some 15 ms, the longest a waiting task waits for the index */
#define COPY_SLICE 256  /* pages: 1 MiB */

/* --- drafts -------------------------------------------------------------------------------------------------- */

static gboolean
open_drafts (ZwSqliteStore *self, GError **error)
{
  g_assert (zw_store_is_in_worker (ZW_STORE (self)));
  if (self->holders == NULL)
    self->holders = zw_holders_new (zw_store_get_path (ZW_STORE (self)));
  if (self->drafts == NULL)
    self->drafts = zw_sqlite_drafts_open (zw_store_get_path (ZW_STORE (self)), error);
  return self->drafts != NULL;
}

gboolean
zw_sqlite_store_save_draft_in_worker (ZwStore *store, const ZwDraft *draft, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  if (!open_drafts (self, error))
    return FALSE;
  if (draft->holder != 0 && draft->text != NULL && *draft->text != '\0')
    zw_holders_hold (self->holders, draft->holder);
  return zw_sqlite_drafts_save (self->drafts, self->writer, draft, error);
}

GPtrArray *
zw_sqlite_store_read_drafts_in_worker (ZwStore *store, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  GPtrArray *drafts = open_drafts (self, error) ? zw_sqlite_drafts_read (self->drafts, self->writer, error) : NULL;

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      ZwDraft *draft = g_ptr_array_index (drafts, i);
      draft->is_held = zw_holders_is_alive (self->holders, draft->holder);
    }
  return drafts;
}

void
zw_sqlite_store_release_draft_in_worker (ZwStore *store, gint64 holder)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  g_assert (zw_store_is_in_worker (store));
  if (self->holders != NULL)
    zw_holders_release (self->holders, holder);
}

/* --- backups ------------------------------------------------------------------------------------------------- */

/* Without a folder given, copies made on the way (before a restore) still need a place: beside the database. */
static char *
get_folder (ZwSqliteStore *self, GError **error)
{
  g_autofree char *beside = g_strconcat (zw_store_get_path (ZW_STORE (self)), ".backups", NULL);

  return zw_sqlite_backup_folder (self->backup_dir != NULL ? self->backup_dir : beside,
                                  zw_store_get_database_id (ZW_STORE (self)), error);
}

static gboolean
backup_into_folder (ZwSqliteStore *self, const char *reason, GError **error)
{
  g_autofree char *folder = get_folder (self, error);

  if (folder == NULL)
    return FALSE;
  g_autofree char *path = zw_sqlite_backup_path (folder, reason);
  if (!zw_sqlite_backup (self->connection, path, error))
    return FALSE;
  zw_sqlite_backup_thin_out (folder);
  return TRUE;
}

/* An empty database needs none, and one a day is enough. */
static gboolean
is_daily_due (ZwSqliteStore *self, const char *folder, gboolean *due, GError **error)
{
  gint64 seq = 0;

  if (!zw_connection_query_int (self->connection, "SELECT max (seq) FROM change", &seq, error))
    return FALSE;
  *due = seq > 0 && zw_sqlite_backup_is_due (folder);
  return TRUE;
}

static gboolean
backup_daily (ZwSqliteStore *self, GError **error)
{
  g_autofree char *folder = get_folder (self, error);
  gboolean due = FALSE;

  if (folder == NULL || !is_daily_due (self, folder, &due, error))
    return FALSE;
  return !due || backup_into_folder (self, "daily", error);
}

gboolean
zw_sqlite_store_backup_in_worker (ZwStore *store, const char *path, const char *reason, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  if (!zw_sqlite_store_is_open (self, error))
    return FALSE;
  if (path == NULL && g_strcmp0 (reason, "daily") == 0)
    return backup_daily (self, error);
  if (path == NULL)
    return backup_into_folder (self, reason == NULL ? "by hand" : reason, error);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  if (!g_str_equal (absolute, zw_store_get_path (store)))
    return zw_sqlite_backup (self->connection, absolute, error);
  zw_set_error (error, ZW_ERROR_REFUSED, "cannot write a backup to “%s”: that is the database itself", absolute);
  return FALSE;
}

GPtrArray *
zw_sqlite_store_list_backups_in_worker (ZwStore *store, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  if (!zw_sqlite_store_is_open (self, error))
    return NULL;
  g_autofree char *beside = g_strconcat (zw_store_get_path (store), ".backups", NULL);
  g_autofree char *folder = g_build_filename (self->backup_dir != NULL ? self->backup_dir : beside,
                                              zw_store_get_database_id (store), NULL);
  return zw_sqlite_backup_list (folder, TRUE, error);
}

/* A damaged database is worth keeping, too, but no verified copy of it can be made: the file as it is. */
static gboolean
put_damaged_aside (ZwSqliteStore *self, GError **error)
{
  g_autofree char *folder = get_folder (self, error);

  if (folder == NULL)
    return FALSE;
  g_autofree char *path = zw_sqlite_backup_path (folder, "damaged");
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  g_autoptr (GFile) source = g_file_new_for_path (zw_store_get_path (ZW_STORE (self)));
  g_autoptr (GFile) target = g_file_new_for_path (aside);
  return g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, error);
}

static gboolean
may_restore (ZwSqliteStore *self, gboolean *damaged, GError **error)
{
  const GError *reason = zw_store_get_read_only_reason (ZW_STORE (self));

  *damaged = g_error_matches (reason, ZW_ERROR, ZW_ERROR_DAMAGED);
  return *damaged ? zw_sqlite_store_is_open (self, error) : zw_sqlite_store_is_writable (self, error);
}

/* A damaged database was opened to look at only. */
static gboolean
reopen_writable (ZwSqliteStore *self, GError **error)
{
  ZwConnection *writable = zw_connection_open (zw_store_get_path (ZW_STORE (self)), ZW_CONNECTION_WRITE, error);

  if (writable == NULL)
    return FALSE;
  zw_connection_close (self->connection);
  self->connection = writable;
  return TRUE;
}

static gboolean
put_back (ZwSqliteStore *self, const char *path, gboolean damaged, GError **error)
{
  return (!damaged || reopen_writable (self, error))
         && zw_sqlite_backup_put_back (self->connection, path, error)
         && zw_sqlite_migrate (self->connection, error)
         && zw_connection_execute (self->connection,
                                   "INSERT OR REPLACE INTO meta (key, value) VALUES ('generation', lower (hex (randomblob (8))))", error);
}

gboolean
zw_sqlite_store_restore_in_worker (ZwStore *store, const char *path, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  gboolean damaged;

  if (!may_restore (self, &damaged, error) || !zw_sqlite_backup_verify (path, error))
    return FALSE;
  g_clear_pointer (&self->daily, zw_copy_free);
  if (!(damaged ? put_damaged_aside (self, error) : backup_into_folder (self, "before restore", error))
      || !put_back (self, path, damaged, error))
    return FALSE;
  g_hash_table_remove_all (self->own_sets);
  return zw_sqlite_store_introduce (self, error);
}

GPtrArray *
zw_sqlite_store_check_in_worker (ZwStore *store, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);

  if (!zw_sqlite_store_is_open (self, error))
    return NULL;
  return zw_sqlite_check (self->connection, self->schema, zw_store_get_read_only_reason (store) == NULL, error);
}

/* --- what nobody waits for ----------------------------------------------------------------------------------- */

static gboolean
index_slice (ZwSqliteStore *self, GError **error)
{
  gboolean more = FALSE, success = zw_sqlite_search_index_pending (self->connection, INDEX_SLICE, &more, error);

  zw_store_set_indexing (ZW_STORE (self), success && more);
  return success;
}

static gboolean
begin_daily (ZwSqliteStore *self, GError **error)
{
  g_autofree char *folder = get_folder (self, error);
  gboolean due = FALSE;

  self->wants_daily = FALSE;
  if (folder == NULL || !is_daily_due (self, folder, &due, error))
    return FALSE;
  if (!due)
    return TRUE;
  g_autofree char *path = zw_sqlite_backup_path (folder, "daily");
  self->daily = zw_copy_new (self->connection, path, error);
  return self->daily != NULL;
}

static gboolean
continue_daily (ZwSqliteStore *self, GError **error)
{
  g_autofree char *folder = NULL;
  gboolean more, success = zw_copy_step (self->daily, COPY_SLICE, &more, error);

  if (success && more)
    return TRUE;
  success = success && zw_copy_finish (self->daily, error);
  g_clear_pointer (&self->daily, zw_copy_free);
  if (success && (folder = get_folder (self, error)) != NULL)
    zw_sqlite_backup_thin_out (folder);
  return success;
}

void
zw_sqlite_store_note_long_read (ZwSqliteStore *self)
{
  self->has_read_much = TRUE;
  zw_store_want_idle (ZW_STORE (self));
}

/* SQLite keeps the pages it read, and the allocator what the rows passed through on their way: 25 MB at 100,000 tickets. */
static void
give_memory_back (ZwSqliteStore *self)
{
  self->has_read_much = FALSE;
  zw_connection_release_memory (self->connection);
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

gboolean
zw_sqlite_store_idle_in_worker (ZwStore *store)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  g_autoptr (GError) error = NULL;

  if (self->connection == NULL || self->bulk != NULL)
    return FALSE;
  if (zw_store_is_indexing (store))
    index_slice (self, &error);
  else if (self->daily != NULL)
    continue_daily (self, &error);
  else if (self->wants_daily)
    begin_daily (self, &error);
  else if (self->has_read_much)
    give_memory_back (self);
  if (error != NULL)
    g_message ("%s", error->message);
  return zw_store_is_indexing (store) || self->daily != NULL || self->wants_daily || self->has_read_much;
}
