/* SPDX-License-Identifier: GPL-3.0-or-later
 * The schema scripts of data/schema, one after the other. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-migration.h"

#include "zw-error.h"
#include "zw-sqlite-schema.h"
#include "zw-sqlite-store-resources.h"

/* The script at index n leads from version n to n + 1. */
static const char *const scripts[] = { "/io/github/zettelwand/Zettelwand/schema/001-initial.sql" };
G_STATIC_ASSERT (G_N_ELEMENTS (scripts) == ZW_SCHEMA_VERSION);

gboolean
zw_sqlite_inspect (ZwConnection *connection, ZwFileState *state, GError **error)
{
  gint64 application_id = 0, version = 0, n_tables = 0;

  if (!zw_connection_query_int (connection, "PRAGMA application_id", &application_id, error)
      || !zw_connection_query_int (connection, "PRAGMA user_version", &version, error)
      || !zw_connection_query_int (connection, "SELECT count (*) FROM sqlite_schema", &n_tables, error))
    return FALSE;
  if (application_id != ZW_APPLICATION_ID && (application_id != 0 || version != 0 || n_tables != 0))
    {
      zw_set_error (error, ZW_ERROR_NOT_A_DATABASE, "cannot open “%s”: it is a database of another program",
                    zw_connection_get_path (connection));
      return FALSE;
    }
  *state = version == 0 ? ZW_FILE_EMPTY
         : version < ZW_SCHEMA_VERSION ? ZW_FILE_OLD
         : version == ZW_SCHEMA_VERSION ? ZW_FILE_CURRENT : ZW_FILE_NEWER;
  return TRUE;
}

static gboolean
run_script (ZwConnection *connection, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (zw_sqlite_store_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes != NULL && zw_connection_execute (connection, g_bytes_get_data (bytes, NULL), error);
}

static gboolean
run_scripts (ZwConnection *connection, gint64 version, GError **error)
{
  for (gint64 i = version; i < ZW_SCHEMA_VERSION; i++)
    if (!run_script (connection, scripts[i], error))
      return FALSE;
  return version > 0
         || zw_connection_execute (connection,
                                   "INSERT INTO meta (key, value) VALUES ('database', lower (hex (randomblob (16)))),"
                                   " ('generation', lower (hex (randomblob (8))))", error);
}

gboolean
zw_sqlite_migrate (ZwConnection *connection, GError **error)
{
  gint64 version = 0;

  if (!zw_connection_begin (connection, error))
    return FALSE;
  if (!zw_connection_query_int (connection, "PRAGMA user_version", &version, error) || !run_scripts (connection, version, error))
    {
      zw_connection_rollback (connection);
      return FALSE;
    }
  return zw_connection_commit (connection, error);
}
