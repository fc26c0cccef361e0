/* SPDX-License-Identifier: GPL-3.0-or-later
 * One job of the store's thread for a whole import, and one for a whole export. Every step is a verb of the backend. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-bulk.h"

#include "zw-error.h"
#include "zw-store-private.h"

static const ZwEntity dump_order[ZW_N_ENTITIES] = {
  ZW_ENTITY_PERSON, ZW_ENTITY_PROJECT, ZW_ENTITY_STATUS, ZW_ENTITY_MEMBER, ZW_ENTITY_LABEL, ZW_ENTITY_SPRINT,
  ZW_ENTITY_TICKET, ZW_ENTITY_COMMENT, ZW_ENTITY_CHECK_ITEM, ZW_ENTITY_BLOCK, ZW_ENTITY_WORK, ZW_ENTITY_ALIAS,
  ZW_ENTITY_FILTER, ZW_ENTITY_TEMPLATE, ZW_ENTITY_SOURCE, ZW_ENTITY_STANDUP, ZW_ENTITY_ATTACHMENT
};

struct _ZwBulk {
  ZwStore *store;
  ZwChangeSet *header;
  gboolean begun;
};

typedef struct {
  ZwChangeSet *header; /* (owned) */
  ZwBulkFunc func;
  gpointer func_data;
} BulkCall;

typedef struct {
  gint64 project;
  const ZwDumpSink *sink;
  gpointer sink_data;
} DumpCall;

#define VERB(self) ZW_STORE_GET_CLASS ((self)->store)

ZwEntity
zw_dump_get_entity (guint position)
{
  return dump_order[position];
}

/* --- import -------------------------------------------------------------------------------------------------- */

static void
free_bulk_call (gpointer data)
{
  zw_change_set_unref (((BulkCall *) data)->header);
  g_free (data);
}

static ZwReceipt *
run_bulk (ZwBulk *bulk, BulkCall *call, GError **error)
{
  ZwFinish finish = ZW_FINISH_ROLLBACK;

  if (!call->func (bulk, call->func_data, &finish, error))
    {
      zw_bulk_undo (bulk);
      return NULL;
    }
  if (!bulk->begun && !zw_bulk_begin (bulk, FALSE, error))
    return NULL;
  return VERB (bulk)->finish_set_in_worker (bulk->store, finish, error);
}

static void
run_bulk_in_worker (GTask *task, gpointer source, gpointer data)
{
  BulkCall *call = data;
  ZwBulk bulk = { source, call->header, FALSE };
  GError *error = NULL;
  ZwReceipt *receipt = run_bulk (&bulk, call, &error);

  if (receipt == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, receipt, (GDestroyNotify) zw_receipt_free);
}

void
zw_store_run_bulk_async (ZwStore *self, ZwChangeSet *header, ZwBulkFunc func, gpointer func_data,
                         GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  BulkCall *call = g_new (BulkCall, 1);

  *call = (BulkCall) { zw_change_set_ref (header), func, func_data };
  g_task_set_task_data (task, call, free_bulk_call);
  zw_store_push_write (self, task, run_bulk_in_worker);
}

ZwReceipt *
zw_store_run_bulk_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
zw_bulk_begin (ZwBulk *self, gboolean verbatim, GError **error)
{
  g_autoptr (ZwChangeSet) unlogged = zw_change_set_new (0, self->header->deed);

  g_return_val_if_fail (!self->begun, FALSE);
  unlogged->at = self->header->at;
  self->begun = VERB (self)->begin_set_in_worker (self->store, verbatim ? unlogged : self->header, error);
  return self->begun;
}

void
zw_bulk_undo (ZwBulk *self)
{
  if (self->begun)
    VERB (self)->abandon_set_in_worker (self->store);
  self->begun = FALSE;
}

gboolean
zw_bulk_append (ZwBulk *self, GPtrArray *changes, GError **error)
{
  return VERB (self)->append_in_worker (self->store, changes, error);
}

gboolean
zw_bulk_append_guarded (ZwBulk *self, GPtrArray *changes, GArray *guards, GError **refusal, GError **error)
{
  return VERB (self)->append_guarded_in_worker (self->store, changes, guards, refusal, error);
}

gboolean
zw_bulk_append_log (ZwBulk *self, GPtrArray *sets, GError **error)
{
  return VERB (self)->append_log_in_worker (self->store, sets, error);
}

gboolean
zw_bulk_put_content (ZwBulk *self, const char *hash, GBytes *content, GError **error)
{
  return VERB (self)->put_content_in_worker (self->store, hash, content, error);
}

gboolean
zw_bulk_bury (ZwBulk *self, ZwEntity entity, gint64 id, gint64 set_id, GError **error)
{
  return VERB (self)->bury_row_in_worker (self->store, entity, id, set_id, error);
}

gboolean
zw_bulk_correct_log (ZwBulk *self, ZwCorrectionFunc judge, gpointer data, GError **error)
{
  return VERB (self)->correct_log_in_worker (self->store, self->header, judge, data, error);
}

gint64
zw_bulk_get_set_id (ZwBulk *self)
{
  return self->header->id;
}

gboolean
zw_bulk_put_origin (ZwBulk *self, gint64 project, const char *database, GError **error)
{
  return VERB (self)->put_origin_in_worker (self->store, project, database, error);
}

gboolean
zw_bulk_put_met (ZwBulk *self, gint64 set_id, GError **error)
{
  return VERB (self)->put_met_in_worker (self->store, set_id, error);
}

gboolean
zw_bulk_has_met (ZwBulk *self, gint64 set_id, gboolean *found, GError **error)
{
  return VERB (self)->has_met_in_worker (self->store, set_id, found, error);
}

gboolean
zw_bulk_read_row (ZwBulk *self, ZwEntity entity, gint64 id, ZwDumpRowFunc func, gpointer data, gboolean *found, GError **error)
{
  return VERB (self)->read_row_in_worker (self->store, entity, id, func, data, found, error);
}

gboolean
zw_bulk_dump (ZwBulk *self, gint64 project, const ZwDumpSink *sink, gpointer data, GError **error)
{
  return VERB (self)->dump_in_worker (self->store, project, sink, data, NULL, error);
}

/* --- export -------------------------------------------------------------------------------------------------- */

static void
dump_in_worker (GTask *task, gpointer source, gpointer data)
{
  DumpCall *call = data;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (ZW_STORE_GET_CLASS (source)->dump_in_worker (source, call->project, call->sink, call->sink_data,
                                                   g_task_get_cancellable (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
zw_store_dump_async (ZwStore *self, gint64 project, const ZwDumpSink *sink, gpointer sink_data, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  DumpCall *call = g_new (DumpCall, 1);

  *call = (DumpCall) { project, sink, sink_data };
  g_task_set_task_data (task, call, g_free);
  zw_store_push (self, ZW_TURN_READ, task, dump_in_worker);
}

gboolean
zw_store_dump_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
