/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opening. Everything that can be wrong with a file is told apart here, once, with one clear message each. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-open.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "zw-error.h"
#include "zw-sqlite-backup.h"
#include "zw-sqlite-migration.h"
#include "zw-sqlite-presence.h"
#include "zw-store-backend.h"

/* The magic numbers of statfs(2) for file systems whose locks cannot be trusted. */
static gboolean
is_on_network (const char *path)
{
  static const guint32 magics[] = { 0x6969 /* NFS */, 0xff534d42 /* CIFS */, 0xfe534d42 /* SMB2 */, 0x517b /* SMB */,
                                    0x01021997 /* 9P */, 0x5346414f /* AFS */, 0x73757245 /* Coda */, 0x00c36400 /* Ceph */ };
  struct statfs info;

  if (statfs (path, &info) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if ((guint32) info.f_type == magics[i])
      return TRUE;
  return FALSE;
}

/* NULL when the file can be written; else why not. */
static GError *
find_read_only_reason (const char *path, ZwOpenFlags flags)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (flags & ZW_OPEN_READ_ONLY)
    return zw_error_new (ZW_ERROR_READ_ONLY, "“%s” was opened to look at only", path);
  if (g_access (path, F_OK) == 0 && g_access (path, W_OK) != 0)
    return zw_error_new (ZW_ERROR_READ_ONLY, "“%s” is a read-only file", path);
  if (g_access (folder, W_OK) != 0)
    return zw_error_new (ZW_ERROR_READ_ONLY, "the folder of “%s” is read-only", path);
  return NULL;
}

static gboolean
check_path (const char *path, ZwOpenFlags flags, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    zw_set_error (error, ZW_ERROR_NOT_A_DATABASE, "cannot open “%s”: it is a folder", path);
  else if (!g_file_test (path, G_FILE_TEST_EXISTS) && !(flags & ZW_OPEN_CREATE))
    zw_set_error (error, ZW_ERROR_NOT_FOUND, "cannot open “%s”: there is no such file", path);
  else if (g_file_test (path, G_FILE_TEST_EXISTS) && g_access (path, R_OK) != 0)
    zw_set_error (error, ZW_ERROR_IO, "cannot open “%s”: %s", path, g_strerror (errno));
  else
    return TRUE;
  return FALSE;
}

/* Reading a write-ahead log needs its index file beside it; where none can be made, the file cannot change either. */
static ZwConnection *
open_read_only (const char *path, ZwFileState *state, GError **error)
{
  g_autoptr (ZwConnection) connection = zw_connection_open (path, ZW_CONNECTION_READ, NULL);

  if (connection != NULL && zw_sqlite_inspect (connection, state, NULL))
    return g_steal_pointer (&connection);
  g_clear_pointer (&connection, zw_connection_close);
  connection = zw_connection_open (path, ZW_CONNECTION_IMMUTABLE, error);
  if (connection == NULL || !zw_sqlite_inspect (connection, state, error))
    return NULL;
  return g_steal_pointer (&connection);
}

/* Before the first script runs, the file as it was goes into the backups. */
static gboolean
upgrade (ZwConnection *connection, const char *backup_dir, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *folder = NULL, *path = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, "SELECT value FROM meta WHERE key = 'database'", error);

  if (statement == NULL)
    return FALSE;
  if (backup_dir != NULL && zw_statement_next (statement, &local))
    {
      folder = zw_sqlite_backup_folder (backup_dir, zw_statement_get_text (statement, 0), error);
      if (folder == NULL)
        return FALSE;
      path = zw_sqlite_backup_path (folder, "before upgrade");
      if (!zw_sqlite_backup (connection, path, error))
        return FALSE;
    }
  if (local == NULL)
    return zw_sqlite_migrate (connection, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static ZwConnection *
open_writable (const char *path, ZwOpenFlags flags, const char *backup_dir, ZwFileState *state, GError **error)
{
  g_autoptr (ZwConnection) connection
    = zw_connection_open (path, flags & ZW_OPEN_CREATE ? ZW_CONNECTION_CREATE : ZW_CONNECTION_WRITE, error);

  if (connection == NULL || !zw_sqlite_inspect (connection, state, error))
    return NULL;
  if (*state == ZW_FILE_EMPTY && !(flags & ZW_OPEN_CREATE))
    {
      zw_set_error (error, ZW_ERROR_NOT_A_DATABASE, "cannot open “%s”: the file is empty", path);
      return NULL;
    }
  if (*state != ZW_FILE_NEWER && !zw_connection_execute (connection, "PRAGMA journal_mode = WAL", error))
    return NULL;
  if (*state == ZW_FILE_EMPTY && !zw_sqlite_migrate (connection, error))
    return NULL;
  if (*state == ZW_FILE_OLD && !upgrade (connection, backup_dir, error))
    return NULL;
  return g_steal_pointer (&connection);
}

/* What makes a file that can be written one that must not be; NULL when nothing does. */
static GError *
find_content_reason (ZwConnection *connection, ZwFileState state, gboolean ended_badly)
{
  GError *damage = NULL;

  if (state == ZW_FILE_NEWER)
    return zw_error_new (ZW_ERROR_NEWER_SCHEMA, "“%s” was written by a newer Zettelwand",
                         zw_connection_get_path (connection));
  if (ended_badly)
    zw_sqlite_quick_check (connection, &damage);
  return damage;
}

static ZwConnection *
open_file (ZwStore *store, ZwOpenFlags flags, const char *backup_dir, gboolean ended_badly, GError **error)
{
  const char *path = zw_store_get_path (store);
  g_autoptr (GError) reason = find_read_only_reason (path, flags);
  ZwFileState state = ZW_FILE_EMPTY;
  g_autoptr (ZwConnection) connection
    = reason != NULL ? open_read_only (path, &state, error) : open_writable (path, flags, backup_dir, &state, error);

  if (connection == NULL)
    return NULL;
  if (reason == NULL)
    reason = find_content_reason (connection, state, ended_badly);
  if (state == ZW_FILE_EMPTY && reason != NULL)
    {
      zw_set_error (error, ZW_ERROR_NOT_A_DATABASE, "cannot open “%s”: the file is empty", path);
      return NULL;
    }
  if (reason == NULL)
    return g_steal_pointer (&connection);
  zw_store_set_read_only_reason (store, reason);
  g_clear_pointer (&connection, zw_connection_close);
  return open_read_only (path, &state, error);
}

ZwConnection *
zw_sqlite_open (ZwStore *store, ZwOpenFlags flags, const char *backup_dir, int *presence, GError **error)
{
  const char *path = zw_store_get_path (store);
  gboolean ended_badly;

  if (!check_path (path, flags, error))
    return NULL;
  int fd = zw_presence_enter (path, &ended_badly);
  int guard = zw_presence_guard_index (fd, path);
  ZwConnection *connection = open_file (store, flags, backup_dir, ended_badly, error);
  zw_presence_end_guard (guard);
  if (connection == NULL)
    {
      zw_presence_leave (fd);
      return NULL;
    }
  zw_presence_hold (fd, path);
  *presence = fd;
  zw_store_set_on_network (store, is_on_network (path));
  return connection;
}
