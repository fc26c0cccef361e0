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
#include "zw-sqlite-log.h"
#include "zw-sqlite-migration.h"
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
    return g_error_new (ZW_ERROR, ZW_ERROR_READ_ONLY, "“%s” was opened to look at only", path);
  if (g_access (path, F_OK) == 0 && g_access (path, W_OK) != 0)
    return g_error_new (ZW_ERROR, ZW_ERROR_READ_ONLY, "“%s” is a read-only file", path);
  if (g_access (folder, W_OK) != 0)
    return g_error_new (ZW_ERROR, ZW_ERROR_READ_ONLY, "the folder of “%s” is read-only", path);
  return NULL;
}

static gboolean
check_path (const char *path, ZwOpenFlags flags, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    g_set_error (error, ZW_ERROR, ZW_ERROR_NOT_A_DATABASE, "cannot open “%s”: it is a folder", path);
  else if (!g_file_test (path, G_FILE_TEST_EXISTS) && !(flags & ZW_OPEN_CREATE))
    g_set_error (error, ZW_ERROR, ZW_ERROR_NOT_FOUND, "cannot open “%s”: there is no such file", path);
  else if (g_file_test (path, G_FILE_TEST_EXISTS) && g_access (path, R_OK) != 0)
    g_set_error (error, ZW_ERROR, ZW_ERROR_IO, "cannot open “%s”: %s", path, g_strerror (errno));
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

static ZwConnection *
open_writable (const char *path, ZwOpenFlags flags, ZwFileState *state, GError **error)
{
  g_autoptr (ZwConnection) connection
    = zw_connection_open (path, flags & ZW_OPEN_CREATE ? ZW_CONNECTION_CREATE : ZW_CONNECTION_WRITE, error);

  if (connection == NULL || !zw_sqlite_inspect (connection, state, error))
    return NULL;
  if (*state == ZW_FILE_NEWER)
    return g_steal_pointer (&connection);
  if (*state == ZW_FILE_EMPTY && !(flags & ZW_OPEN_CREATE))
    {
      g_set_error (error, ZW_ERROR, ZW_ERROR_NOT_A_DATABASE, "cannot open “%s”: the file is empty", path);
      return NULL;
    }
  if (!zw_connection_execute (connection, "PRAGMA journal_mode = WAL", error)
      || (*state != ZW_FILE_CURRENT && !zw_sqlite_migrate (connection, error)))
    return NULL;
  return g_steal_pointer (&connection);
}

static gboolean
introduce (ZwStore *store, ZwConnection *connection, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 seq, at;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, "SELECT value FROM meta WHERE key = 'database'", error);

  if (statement == NULL)
    return FALSE;
  if (zw_statement_next (statement, &local))
    zw_store_set_database_id (store, zw_statement_get_text (statement, 0));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!zw_sqlite_log_get_last (connection, &seq, &at, error))
    return FALSE;
  zw_store_set_seq (store, seq);
  return TRUE;
}

ZwConnection *
zw_sqlite_open (ZwStore *store, ZwOpenFlags flags, GError **error)
{
  const char *path = zw_store_get_path (store);
  g_autoptr (GError) reason = NULL;
  g_autoptr (ZwConnection) connection = NULL;
  ZwFileState state = ZW_FILE_EMPTY;

  if (!check_path (path, flags, error))
    return NULL;
  reason = find_read_only_reason (path, flags);
  connection = reason != NULL ? open_read_only (path, &state, error) : open_writable (path, flags, &state, error);
  if (connection == NULL)
    return NULL;
  if (state == ZW_FILE_NEWER && reason == NULL)
    reason = g_error_new (ZW_ERROR, ZW_ERROR_NEWER_SCHEMA, "“%s” was written by a newer Zettelwand", path);
  if (reason != NULL)
    zw_store_set_read_only_reason (store, reason);
  zw_store_set_on_network (store, is_on_network (path));
  return introduce (store, connection, error) ? g_steal_pointer (&connection) : NULL;
}
