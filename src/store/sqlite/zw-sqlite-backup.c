/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups by SQLite's own backup API. A copy gets its name only after a quick_check of what really lies on the disk; a
 * name is YYYYMMDDTHHMMSSmmmZ-reason.db, so that a folder listing needs no index. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "zw-error.h"
#include "zw-sqlite-migration.h"

#define N_DAILY 12
#define N_WEEKLY 10
#define REASON_OFFSET 20 /* in the name of a backup */
#define BUSY_WAIT_US 20000
#define BUSY_TRIES 250 /* as long as the busy timeout */

struct _ZwCopy {
  ZwConnection *target;   /* (owned) (nullable) */
  sqlite3_backup *backup; /* (owned) (nullable) */
  char *path, *part;
};

/* --- checking ------------------------------------------------------------------------------------------------ */

gboolean
zw_sqlite_quick_check (ZwConnection *connection, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, "PRAGMA quick_check (1)", error);

  if (statement == NULL)
    return FALSE;
  if (zw_statement_next (statement, &local))
    {
      const char *answer = zw_statement_get_text (statement, 0);
      if (g_strcmp0 (answer, "ok") == 0)
        return TRUE;
      zw_set_error (error, ZW_ERROR_DAMAGED, "“%s” is damaged: %s", zw_connection_get_path (connection), answer);
      return FALSE;
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    zw_set_error (error, ZW_ERROR_DAMAGED, "“%s” cannot be checked", zw_connection_get_path (connection));
  return FALSE;
}

gboolean
zw_sqlite_backup_verify (const char *path, GError **error)
{
  ZwFileState state;
  g_autoptr (ZwConnection) connection = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      zw_set_error (error, ZW_ERROR_NOT_FOUND, "cannot restore “%s”: there is no such file", path);
      return FALSE;
    }
  connection = zw_connection_open (path, ZW_CONNECTION_READ, error);
  if (connection == NULL || !zw_sqlite_inspect (connection, &state, error))
    return FALSE;
  if (state == ZW_FILE_EMPTY)
    zw_set_error (error, ZW_ERROR_NOT_A_DATABASE, "cannot restore “%s”: it is empty", path);
  else if (state == ZW_FILE_NEWER)
    zw_set_error (error, ZW_ERROR_NEWER_SCHEMA, "cannot restore “%s”: a newer Zettelwand wrote it", path);
  else
    return zw_sqlite_quick_check (connection, error);
  return FALSE;
}

/* --- copying ------------------------------------------------------------------------------------------------- */

ZwCopy *
zw_copy_new (ZwConnection *connection, const char *path, GError **error)
{
  g_autoptr (ZwCopy) self = g_new0 (ZwCopy, 1);

  self->path = g_strdup (path);
  self->part = g_strconcat (path, ".part", NULL);
  g_unlink (self->part);
  self->target = zw_connection_open (self->part, ZW_CONNECTION_CREATE, error);
  if (self->target == NULL)
    return NULL;
  self->backup = sqlite3_backup_init (zw_connection_get_handle (self->target), "main", zw_connection_get_handle (connection),
                                      "main");
  if (self->backup != NULL)
    return g_steal_pointer (&self);
  zw_connection_set_error (self->target, NC_("error", "write"), error);
  return NULL;
}

/* Waits for other writers as long as a statement would. */
static int
step_patiently (sqlite3_backup *backup, int n_pages)
{
  int code = sqlite3_backup_step (backup, n_pages);

  for (int i = 0; (code == SQLITE_BUSY || code == SQLITE_LOCKED) && i < BUSY_TRIES; i++)
    {
      g_usleep (BUSY_WAIT_US);
      code = sqlite3_backup_step (backup, n_pages);
    }
  return code;
}

gboolean
zw_copy_step (ZwCopy *self, int n_pages, gboolean *more, GError **error)
{
  int code = step_patiently (self->backup, n_pages);

  *more = code == SQLITE_OK;
  if (code == SQLITE_OK || code == SQLITE_DONE)
    return TRUE;
  zw_sqlite_set_error (code, sqlite3_system_errno (zw_connection_get_handle (self->target)), NC_("error", "write"),
                       self->path, sqlite3_errstr (code), error);
  return FALSE;
}

/* The name must survive a power cut, too. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/* As one plain file: a write-ahead log beside a backup would be one more thing to lose. */
static gboolean
seal (ZwCopy *self, GError **error)
{
  return zw_connection_execute (self->target, "PRAGMA journal_mode = DELETE", error)
         && zw_sqlite_quick_check (self->target, error);
}

gboolean
zw_copy_finish (ZwCopy *self, GError **error)
{
  sqlite3_backup_finish (g_steal_pointer (&self->backup));
  if (!seal (self, error))
    return FALSE;
  g_clear_pointer (&self->target, zw_connection_close);
  if (g_rename (self->part, self->path) != 0)
    {
      zw_sqlite_set_error (SQLITE_IOERR, errno, NC_("error", "write"), self->path, g_strerror (errno), error);
      return FALSE;
    }
  sync_folder (self->path);
  return TRUE;
}

void
zw_copy_free (ZwCopy *self)
{
  if (self->backup != NULL)
    sqlite3_backup_finish (self->backup);
  if (self->target != NULL)
    {
      zw_connection_close (self->target);
      g_unlink (self->part);
    }
  g_free (self->path);
  g_free (self->part);
  g_free (self);
}

gboolean
zw_sqlite_backup (ZwConnection *connection, const char *path, GError **error)
{
  g_autoptr (ZwCopy) copy = zw_copy_new (connection, path, error);
  gboolean more;

  return copy != NULL && zw_copy_step (copy, -1, &more, error) && zw_copy_finish (copy, error);
}

gboolean
zw_sqlite_backup_put_back (ZwConnection *connection, const char *path, GError **error)
{
  g_autoptr (ZwConnection) source = zw_connection_open (path, ZW_CONNECTION_READ, error);

  if (source == NULL)
    return FALSE;
  sqlite3_backup *backup = sqlite3_backup_init (zw_connection_get_handle (connection), "main",
                                                zw_connection_get_handle (source), "main");
  if (backup == NULL)
    {
      zw_connection_set_error (connection, NC_("error", "restore"), error);
      return FALSE;
    }
  int code = step_patiently (backup, -1);
  int finished = sqlite3_backup_finish (backup);
  if (code == SQLITE_DONE && finished == SQLITE_OK)
    return TRUE;
  zw_sqlite_set_error (code == SQLITE_DONE ? finished : code, sqlite3_system_errno (zw_connection_get_handle (connection)),
                       NC_("error", "restore"), zw_connection_get_path (connection), sqlite3_errstr (code), error);
  return FALSE;
}

/* --- the folder ---------------------------------------------------------------------------------------------- */

char *
zw_sqlite_backup_folder (const char *backup_dir, const char *database_id, GError **error)
{
  g_autofree char *folder = g_build_filename (backup_dir, database_id, NULL);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return g_steal_pointer (&folder);
  zw_sqlite_set_error (SQLITE_IOERR, errno, NC_("error", "write"), folder, g_strerror (errno), error);
  return NULL;
}

char *
zw_sqlite_backup_path (const char *folder, const char *reason)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *instant = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *slug = g_strdelimit (g_strdup (reason), " /", '-');
  g_autofree char *name = g_strdup_printf ("%s%03dZ-%s.db", instant, g_date_time_get_microsecond (now) / 1000, slug);

  return g_build_filename (folder, name, NULL);
}

/* NULL when the name is not that of a backup. */
static ZwBackup *
parse_name (const char *folder, const char *name)
{
  int year, month, day, hour, minute, second, ms;

  if (!g_str_has_suffix (name, ".db") || strlen (name) <= REASON_OFFSET + strlen (".db")
      || sscanf (name, "%4d%2d%2dT%2d%2d%2d%3dZ-", &year, &month, &day, &hour, &minute, &second, &ms) != 7)
    return NULL;
  g_autoptr (GDateTime) at = g_date_time_new_utc (year, month, day, hour, minute, second);
  if (at == NULL)
    return NULL;
  ZwBackup *backup = g_new0 (ZwBackup, 1);
  backup->path = g_build_filename (folder, name, NULL);
  backup->at = g_date_time_to_unix (at) * 1000 + ms;
  backup->reason = g_strndup (name + REASON_OFFSET, strcspn (name + REASON_OFFSET, "."));
  g_strdelimit (backup->reason, "-", ' ');
  return backup;
}

static void
fill_in (ZwBackup *backup, gboolean count)
{
  g_autoptr (ZwConnection) connection = NULL;
  GStatBuf info;
  gint64 tickets = 0;

  if (g_stat (backup->path, &info) == 0)
    backup->size = info.st_size;
  if (!count)
    return;
  connection = zw_connection_open (backup->path, ZW_CONNECTION_READ, NULL);
  if (connection != NULL
      && zw_connection_query_int (connection, "SELECT count (*) FROM ticket WHERE deleted IS NULL", &tickets, NULL))
    backup->tickets = (int) tickets;
}

static int
compare_backups (gconstpointer a, gconstpointer b)
{
  const ZwBackup *first = *(const ZwBackup *const *) a, *second = *(const ZwBackup *const *) b;

  if (first->at != second->at)
    return first->at > second->at ? -1 : 1;
  return strcmp (second->path, first->path);
}

GPtrArray *
zw_sqlite_backup_list (const char *folder, gboolean count, GError **error)
{
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_backup_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &local);
  const char *name;

  if (dir == NULL && !g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      zw_set_error (error, ZW_ERROR_IO, "cannot list the backups: %s", local->message);
      return NULL;
    }
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      ZwBackup *backup = parse_name (folder, name);
      if (backup == NULL)
        continue;
      fill_in (backup, count);
      g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_backups);
  return g_steal_pointer (&backups);
}

static gboolean
is_daily (const ZwBackup *backup)
{
  return g_str_equal (backup->reason, "daily");
}

gboolean
zw_sqlite_backup_is_due (const char *folder)
{
  g_autoptr (GPtrArray) backups = zw_sqlite_backup_list (folder, FALSE, NULL);
  gint64 yesterday = g_get_real_time () / 1000 - 24 * 3600 * 1000;

  for (guint i = 0; backups != NULL && i < backups->len; i++)
    if (is_daily (backups->pdata[i]))
      return ((ZwBackup *) backups->pdata[i])->at <= yesterday;
  return backups != NULL;
}

/* Weeks begin on Monday; 1970-01-01 was a Thursday. */
static gint64
get_week (const ZwBackup *backup)
{
  return (backup->at / (24 * 3600 * 1000) + 3) / 7;
}

static gboolean
keeps_daily (const ZwBackup *backup, int *n_daily, int *n_weekly, gint64 *last_week)
{
  if ((*n_daily)++ < N_DAILY)
    {
      *last_week = get_week (backup);
      return TRUE;
    }
  if (get_week (backup) == *last_week)
    return FALSE;
  *last_week = get_week (backup);
  return (*n_weekly)++ < N_WEEKLY;
}

void
zw_sqlite_backup_thin_out (const char *folder)
{
  g_autoptr (GPtrArray) backups = zw_sqlite_backup_list (folder, FALSE, NULL);
  int n_daily = 0, n_weekly = 0;
  gint64 last_week = 0;
  g_autoptr (GHashTable) others = g_hash_table_new (g_str_hash, g_str_equal); /* reason -> how many were met */

  for (guint i = 0; backups != NULL && i < backups->len; i++)
    {
      ZwBackup *backup = backups->pdata[i];
      int n_met = GPOINTER_TO_INT (g_hash_table_lookup (others, backup->reason));
      g_hash_table_insert (others, backup->reason, GINT_TO_POINTER (n_met + 1));
      if (is_daily (backup) ? !keeps_daily (backup, &n_daily, &n_weekly, &last_week) : n_met >= N_DAILY)
        g_unlink (backup->path);
    }
}
