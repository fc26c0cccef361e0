/* SPDX-License-Identifier: GPL-3.0-or-later
 * The SQLite connection. The pragmas of durability are set here, so no connection of ours can go without them. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-connection.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

#include "zw-error.h"
#include "zw-sqlite-schema.h"

#define BUSY_TIMEOUT_MS 5000

struct _ZwConnection {
  sqlite3 *handle;
  char *path;
  GHashTable *statements; /* (owned) address of the SQL -> sqlite3_stmt; hashing the text would cost more than a short query */
  GThread *thread;
};

static int
get_system_code (int system_errno)
{
  if (system_errno == ENOSPC || system_errno == EFBIG || system_errno == EDQUOT)
    return ZW_ERROR_DISK_FULL;
  if (system_errno == EROFS || system_errno == EACCES || system_errno == EPERM)
    return ZW_ERROR_READ_ONLY;
  return ZW_ERROR_IO;
}

static int
get_error_code (int code, int system_errno)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ZW_ERROR_LOCKED;
    case SQLITE_FULL:
      return ZW_ERROR_DISK_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return ZW_ERROR_READ_ONLY;
    case SQLITE_NOTADB:
      return ZW_ERROR_NOT_A_DATABASE;
    case SQLITE_CORRUPT:
      return ZW_ERROR_DAMAGED;
    case SQLITE_CONSTRAINT:
      return code == SQLITE_CONSTRAINT_UNIQUE ? ZW_ERROR_REFUSED : ZW_ERROR_INVALID_VALUE;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return get_system_code (system_errno);
    }
  return ZW_ERROR_IO;
}

static const char *
get_reason (int code, int zw_code, const char *detail)
{
  switch (zw_code)
    {
    case ZW_ERROR_LOCKED:
      return NC_("error", "another program holds it for more than 5 seconds");
    case ZW_ERROR_DISK_FULL:
      return NC_("error", "there is no space left for it");
    case ZW_ERROR_READ_ONLY:
      return NC_("error", "it may not be written");
    case ZW_ERROR_NOT_A_DATABASE:
      return NC_("error", "it is not a Zettelwand database");
    case ZW_ERROR_DAMAGED:
      return NC_("error", "its content is damaged");
    }
  if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
    return NC_("error", "it refers to something that is not there");
  return code == SQLITE_CONSTRAINT_UNIQUE ? zw_sqlite_explain_unique (detail) : detail;
}

void
zw_sqlite_set_error (int code, int system_errno, const char *doing, const char *path, const char *detail, GError **error)
{
  int zw_code = get_error_code (code, system_errno);

  zw_set_error (error, zw_code, "cannot %s “%s”: %s", doing, path, get_reason (code, zw_code, detail));
}

void
zw_connection_set_error (ZwConnection *self, const char *doing, GError **error)
{
  int system_errno = sqlite3_system_errno (self->handle);

  zw_sqlite_set_error (sqlite3_extended_errcode (self->handle), system_errno, doing, self->path,
                       sqlite3_errmsg (self->handle), error);
}

static int
get_open_flags (ZwConnectionMode mode)
{
  switch (mode)
    {
    case ZW_CONNECTION_WRITE:
      return SQLITE_OPEN_READWRITE;
    case ZW_CONNECTION_CREATE:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case ZW_CONNECTION_READ:
    case ZW_CONNECTION_IMMUTABLE:
      return SQLITE_OPEN_READONLY;
    }
  return SQLITE_OPEN_READONLY;
}

static char *
make_uri (const char *path, ZwConnectionMode mode)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  return g_strconcat ("file:", escaped, mode == ZW_CONNECTION_IMMUTABLE ? "?immutable=1" : NULL, NULL);
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

ZwConnection *
zw_connection_open (const char *path, ZwConnectionMode mode, GError **error)
{
  g_autofree char *uri = make_uri (path, mode);
  g_autoptr (ZwConnection) self = g_new0 (ZwConnection, 1);

  self->path = g_strdup (path);
  self->thread = g_thread_self ();
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  int code = sqlite3_open_v2 (uri, &self->handle, get_open_flags (mode) | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
  if (self->handle == NULL || code != SQLITE_OK)
    {
      zw_sqlite_set_error (code, self->handle == NULL ? 0 : sqlite3_system_errno (self->handle), NC_("error", "open"), path,
                           sqlite3_errstr (code), error);
      return NULL;
    }
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  if (!zw_connection_execute (self, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
                                    "PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16000;", error))
    return NULL;
  return g_steal_pointer (&self);
}

void
zw_connection_close (ZwConnection *self)
{
  g_assert (self->thread == g_thread_self ());
  g_hash_table_unref (self->statements);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_warning ("a statement of “%s” is still in use at its end", self->path);
  g_free (self->path);
  g_free (self);
}

void
zw_connection_keep_log (ZwConnection *self)
{
  g_assert (self->thread == g_thread_self ());
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

sqlite3 *
zw_connection_get_handle (ZwConnection *self)
{
  g_assert (self->thread == g_thread_self ());
  return self->handle;
}

const char *
zw_connection_get_path (ZwConnection *self)
{
  return self->path;
}

gboolean
zw_connection_execute (ZwConnection *self, const char *sql, GError **error)
{
  g_assert (self->thread == g_thread_self ());
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  zw_connection_set_error (self, NC_("error", "use"), error);
  return FALSE;
}

gboolean
zw_connection_query_int (ZwConnection *self, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (ZwStatement) statement = zw_connection_prepare (self, sql, error);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return FALSE;
  if (zw_statement_next (statement, &local))
    *value = zw_statement_get_int (statement, 0);
  return zw_statement_conclude (&local, error);
}

ZwStatement *
zw_connection_prepare (ZwConnection *self, const char *sql, GError **error)
{
  g_assert (self->thread == g_thread_self ());
  ZwStatement *statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL)
    {
      g_assert (!sqlite3_stmt_busy (statement) && strcmp (sqlite3_sql (statement), sql) == 0);
      return statement;
    }
  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    {
      zw_connection_set_error (self, NC_("error", "read"), error);
      return NULL;
    }
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

void
zw_statement_release (ZwStatement *self)
{
  sqlite3_reset (self);
  sqlite3_clear_bindings (self);
}

static int
find_parameter (ZwStatement *self, const char *name)
{
  int index = sqlite3_bind_parameter_index (self, name);
  if (index == 0)
    g_error ("no parameter %s in: %s", name, sqlite3_sql (self));
  return index;
}

void
zw_statement_bind_int (ZwStatement *self, const char *name, gint64 value)
{
  sqlite3_bind_int64 (self, find_parameter (self, name), value);
}

void
zw_statement_bind_id (ZwStatement *self, const char *name, gint64 id)
{
  if (id == 0)
    sqlite3_bind_null (self, find_parameter (self, name));
  else
    sqlite3_bind_int64 (self, find_parameter (self, name), id);
}

void
zw_statement_bind_text (ZwStatement *self, const char *name, const char *text)
{
  sqlite3_bind_text (self, find_parameter (self, name), text, -1, SQLITE_STATIC);
}

static void
set_statement_error (ZwStatement *self, int last_errno, GError **error)
{
  sqlite3 *handle = sqlite3_db_handle (self);
  int code = sqlite3_extended_errcode (handle), system_errno = sqlite3_system_errno (handle);
  gboolean writes = !sqlite3_stmt_readonly (self) || code == SQLITE_IOERR_WRITE; /* COMMIT counts as reading */

  zw_sqlite_set_error (code, system_errno != 0 ? system_errno : last_errno, writes ? NC_("error", "write") : NC_("error", "read"),
                       sqlite3_db_filename (handle, "main"), sqlite3_errmsg (handle), error);
}

/* A COMMIT that fails does not tell SQLite's own record of errno, so it is looked at here. */
static int
step (ZwStatement *self, int *last_errno)
{
  errno = 0;
  int code = sqlite3_step (self);
  *last_errno = errno;
  return code;
}

gboolean
zw_statement_next (ZwStatement *self, GError **error)
{
  int last_errno, code = step (self, &last_errno);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    set_statement_error (self, last_errno, error);
  return FALSE;
}

gboolean
zw_statement_conclude (GError **local, GError **error)
{
  if (*local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (local));
  return FALSE;
}

gboolean
zw_statement_run (ZwStatement *self, GError **error)
{
  int last_errno, code = step (self, &last_errno);

  if (code != SQLITE_DONE && code != SQLITE_ROW)
    {
      set_statement_error (self, last_errno, error);
      return FALSE;
    }
  sqlite3_reset (self);
  return TRUE;
}

const char *
zw_statement_get_text (ZwStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self, column);
}

char *
zw_statement_dup_text (ZwStatement *self, int column)
{
  return g_strdup (zw_statement_get_text (self, column));
}

gint64
zw_statement_get_int (ZwStatement *self, int column)
{
  return sqlite3_column_int64 (self, column);
}

gint64
zw_connection_get_changes (ZwConnection *self)
{
  return sqlite3_changes64 (self->handle);
}

gboolean
zw_connection_begin (ZwConnection *self, GError **error)
{
  g_autoptr (ZwStatement) begin = zw_connection_prepare (self, "BEGIN IMMEDIATE", error);
  return begin != NULL && zw_statement_run (begin, error);
}

gboolean
zw_connection_commit (ZwConnection *self, GError **error)
{
  g_autoptr (ZwStatement) commit = zw_connection_prepare (self, "COMMIT", error);

  if (commit != NULL && zw_statement_run (commit, error))
    return TRUE;
  zw_connection_rollback (self);
  return FALSE;
}

void
zw_connection_rollback (ZwConnection *self)
{
  g_autoptr (GError) error = NULL;

  if (zw_connection_is_in_transaction (self) && !zw_connection_execute (self, "ROLLBACK", &error))
    g_warning ("%s", error->message);
}

gboolean
zw_connection_is_in_transaction (ZwConnection *self)
{
  return !sqlite3_get_autocommit (self->handle);
}

void
zw_connection_release_memory (ZwConnection *self)
{
  sqlite3_db_release_memory (self->handle);
}
