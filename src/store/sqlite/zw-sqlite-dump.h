/* SPDX-License-Identifier: GPL-3.0-or-later
 * Everything a database holds, in the order of zw-dump.h, without ever having more than a row in memory. Reads only.
 * (worker only) */
#pragma once

#include "zw-dump.h"
#include "zw-sqlite-schema.h"

G_BEGIN_DECLS

/* TRUE = stop now, with the error set. */
typedef gboolean (*ZwDumpStopFunc) (gpointer data, GError **error);

typedef struct {
  ZwConnection *connection;
  ZwSqliteSchema *schema;
  gint64 project;          /* 0 = everything */
  const char *database;    /* id of this database */
  const ZwDumpSink *sink;
  gpointer sink_data;
  ZwDumpStopFunc stopped;  /* (nullable) */
  gpointer stopped_data;
} ZwDump;

/* In one read transaction, or inside the one that is open. */
gboolean zw_sqlite_dump (const ZwDump *dump, GError **error);
/* See zw_bulk_read_row(). */
gboolean zw_sqlite_read_row (ZwConnection *connection, ZwSqliteSchema *schema, ZwEntity entity, gint64 id, ZwDumpRowFunc func,
                             gpointer data, gboolean *found, GError **error);
/* See zw_bulk_bury(), zw_bulk_put_content(), zw_bulk_put_origin(), zw_bulk_put_met() and zw_bulk_has_met(). */
gboolean zw_sqlite_bury_row (ZwConnection *connection, ZwSqliteSchema *schema, ZwEntity entity, gint64 id, gint64 set_id,
                             GError **error);
gboolean zw_sqlite_put_content (ZwConnection *connection, const char *hash, GBytes *content, GError **error);
/* See zw_store_read_content_async(). */
GBytes  *zw_sqlite_read_content (ZwConnection *connection, const char *hash, GError **error);
gboolean zw_sqlite_put_origin (ZwConnection *connection, gint64 project, const char *database, GError **error);
gboolean zw_sqlite_put_met (ZwConnection *connection, gint64 set_id, GError **error);
gboolean zw_sqlite_has_met (ZwConnection *connection, gint64 set_id, gboolean *found, GError **error);

G_END_DECLS
