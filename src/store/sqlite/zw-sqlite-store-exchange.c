/* SPDX-License-Identifier: GPL-3.0-or-later
 * The verbs of the SQLite store that whole databases need on their way out and in. (worker only) */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-store-private.h"

#include "zw-sqlite-dump.h"
#include "zw-store-backend.h"

static gboolean
is_stopped_cb (gpointer data, GError **error)
{
  gpointer *pair = data;
  return zw_store_is_stopped (pair[0], pair[1], error);
}

gboolean
zw_sqlite_store_dump_in_worker (ZwStore *store, gint64 project, const ZwDumpSink *sink, gpointer data,
                                GCancellable *cancellable, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  gpointer stop[] = { store, cancellable };
  ZwDump dump = { .connection = self->connection, .schema = self->schema, .project = project,
                  .database = zw_store_get_database_id (store), .sink = sink, .sink_data = data,
                  .stopped = is_stopped_cb, .stopped_data = stop };

  return zw_sqlite_store_is_open (self, error) && zw_sqlite_dump (&dump, error);
}

gboolean
zw_sqlite_store_read_row_in_worker (ZwStore *store, ZwEntity entity, gint64 id, ZwDumpRowFunc func, gpointer data,
                                    gboolean *found, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_open (self, error)
         && zw_sqlite_read_row (self->connection, self->schema, entity, id, func, data, found, error);
}

gboolean
zw_sqlite_store_bury_row_in_worker (ZwStore *store, ZwEntity entity, gint64 id, gint64 set_id, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_writable (self, error) && zw_sqlite_bury_row (self->connection, self->schema, entity, id, set_id, error);
}

gboolean
zw_sqlite_store_put_content_in_worker (ZwStore *store, const char *hash, GBytes *content, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_writable (self, error) && zw_sqlite_put_content (self->connection, hash, content, error);
}

GBytes *
zw_sqlite_store_read_content_in_worker (ZwStore *store, const char *hash, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_open (self, error) ? zw_sqlite_read_content (self->connection, hash, error) : NULL;
}

gboolean
zw_sqlite_store_put_origin_in_worker (ZwStore *store, gint64 project, const char *database, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_writable (self, error) && zw_sqlite_put_origin (self->connection, project, database, error);
}

gboolean
zw_sqlite_store_put_met_in_worker (ZwStore *store, gint64 set_id, GError **error)
{
  ZwSqliteStore *self = ZW_SQLITE_STORE (store);
  return zw_sqlite_store_is_writable (self, error) && zw_sqlite_put_met (self->connection, set_id, error);
}

gboolean
zw_sqlite_store_has_met_in_worker (ZwStore *store, gint64 set_id, gboolean *found, GError **error)
{
  return zw_sqlite_has_met (ZW_SQLITE_STORE (store)->connection, set_id, found, error);
}
