/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows into items: the scopes of a load. (worker only) */
#pragma once

#include "zw-sqlite-schema.h"
#include "zw-store.h"

G_BEGIN_DECLS

/* What the loads of one store remember of each other. */
typedef struct {
  gboolean names_sent; /* by the load before: a BOARD after NAMES leaves them out */
  GArray *delivered;   /* (owned) (nullable) gint64 ids of the tickets of boards: REST leaves them out */
} ZwLoadState;
void zw_load_state_clear (ZwLoadState *state);

/* TRUE = stop now, with the error set. */
typedef gboolean (*ZwStoppedFunc) (gpointer data, GError **error);

typedef struct {
  ZwConnection *connection;
  ZwSqliteSchema *schema;
  ZwLoadState *state;
  const ZwScope *scope;
  ZwBatchFunc emit;
  gpointer emit_data;
  ZwStoppedFunc stopped;
  gpointer stopped_data;
  gint64 project, sprint; /* of a board, as found */
} ZwLoad;

/* In one read transaction; @seq: of the log at that moment, set when names were sent, else left alone. */
gboolean zw_sqlite_load (ZwLoad *load, gint64 *seq, GError **error);

/* Rows of @entity as items; @condition: what follows the SELECT of the schema, with :id in it unless @id is 0. */
GPtrArray *zw_sqlite_load_items (ZwConnection *connection, ZwSqliteSchema *schema, ZwEntity entity, const char *condition,
                                 gint64 id, GError **error);

G_END_DECLS
