/* SPDX-License-Identifier: GPL-3.0-or-later
 * The async functions of ZwStore: each copies its arguments into a Call, sends it to the worker and hands the answer
 * back. No decision is taken here; the verbs are the backend's. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-store-private.h"

/* The arguments of any call; each uses its own few. */
typedef struct {
  ZwOpenFlags flags;
  ZwScope *scope;
  ZwBatchFunc batch;
  gpointer batch_data;
  ZwChangeSet *set;
  GPtrArray *changes; /* ZwChange, or ZwChangeSet of a log */
  ZwFinish finish;
  gint64 seq, id;
  guint limit;
  gboolean archived;
  gboolean too_many; /* out */
  ZwEntity entity;
  ZwField field;
  char *text, *reason;
  char **keys;
  ZwDraft *draft;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_pointer (&call->scope, zw_scope_free);
  g_clear_pointer (&call->set, zw_change_set_unref);
  g_clear_pointer (&call->changes, g_ptr_array_unref);
  g_clear_pointer (&call->draft, zw_draft_free);
  g_strfreev (call->keys);
  g_free (call->text);
  g_free (call->reason);
  g_free (call);
}

static GTask *
new_task (ZwStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data, Call **call)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  *call = g_new0 (Call, 1);
  g_task_set_task_data (task, *call, call_free);
  return task;
}

static void
return_boolean (GTask *task, gboolean success, GError *error)
{
  if (success)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* NULL with an error is a failure; NULL without one may be an answer. */
static void
return_pointer (GTask *task, gpointer answer, GError *error, GDestroyNotify destroy)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, destroy);
}

static gboolean
finish_boolean (ZwStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gpointer
finish_pointer (ZwStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- open ---------------------------------------------------------------------------------------------------- */

static void
open_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;
  gboolean success = ZW_STORE_GET_CLASS (source)->open_in_worker (source, ((Call *) data)->flags, &error);

  if (success)
    zw_store_announce_open (source);
  return_boolean (task, success, error);
}

void
zw_store_open_async (ZwStore *self, ZwOpenFlags flags, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, NULL, callback, data, &call);

  call->flags = flags;
  zw_store_push (self, ZW_TURN_WRITE, task, open_in_worker);
}

gboolean
zw_store_open_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

/* --- load ---------------------------------------------------------------------------------------------------- */

typedef struct {
  GTask *task; /* (owned) keeps whoever the batch function speaks to as long as the load itself */
  GPtrArray *items;
} Batch;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_ptr_array_unref (batch->items);
  g_object_unref (batch->task);
  g_free (batch);
}

static gboolean
deliver_batch_cb (gpointer data)
{
  Batch *batch = data;
  Call *call = g_task_get_task_data (batch->task);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (batch->task)))
    call->batch (batch->items, call->batch_data);
  return G_SOURCE_REMOVE;
}

/* Sources of one priority run in the order they were attached, so batches arrive in order and before the answer. */
static void
emit_in_worker (GPtrArray *items, gpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Batch *batch = g_new0 (Batch, 1);

  batch->task = g_object_ref (data);
  batch->items = g_ptr_array_ref (items);
  g_source_set_priority (source, g_task_get_priority (data));
  g_source_set_callback (source, deliver_batch_cb, batch, batch_free);
  g_source_attach (source, g_task_get_context (data));
}

static void
load_in_worker (GTask *task, gpointer source, gpointer data)
{
  Call *call = data;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  gboolean success = ZW_STORE_GET_CLASS (source)->load_in_worker (source, call->scope, emit_in_worker, task,
                                                                  g_task_get_cancellable (task), &error);
  return_boolean (task, success, error);
}

void
zw_store_load_async (ZwStore *self, const ZwScope *scope, ZwBatchFunc batch, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, cancellable, callback, data, &call);

  call->scope = zw_scope_copy (scope);
  call->batch = batch;
  call->batch_data = data;
  /* What comes behind the first board comes behind its frames, too. */
  if (scope->kind == ZW_SCOPE_REST)
    g_task_set_priority (task, G_PRIORITY_DEFAULT_IDLE);
  zw_store_push (self, ZW_TURN_READ, task, load_in_worker);
}

gboolean
zw_store_load_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

/* --- writing ------------------------------------------------------------------------------------------------- */

static void
commit_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;
  ZwReceipt *receipt = ZW_STORE_GET_CLASS (source)->commit_in_worker (source, ((Call *) data)->set, &error);

  return_pointer (task, receipt, error, (GDestroyNotify) zw_receipt_free);
}

void
zw_store_commit_async (ZwStore *self, ZwChangeSet *set, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, NULL, callback, data, &call);

  call->set = zw_change_set_ref (set);
  zw_store_push_write (self, task, commit_in_worker);
}

ZwReceipt *
zw_store_commit_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

static void
begin_set_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;
  gboolean success = ZW_STORE_GET_CLASS (source)->begin_set_in_worker (source, ((Call *) data)->set, &error);

  return_boolean (task, success, error);
}

void
zw_store_begin_set_async (ZwStore *self, ZwChangeSet *header, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, NULL, callback, data, &call);

  call->set = zw_change_set_ref (header);
  zw_store_push_write (self, task, begin_set_in_worker);
  zw_store_hold_writes (self);
}

gboolean
zw_store_begin_set_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  if (finish_boolean (self, result, error))
    return TRUE;
  zw_store_release_writes (self);
  return FALSE;
}

static void
append_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;
  gboolean success = ZW_STORE_GET_CLASS (source)->append_in_worker (source, ((Call *) data)->changes, &error);

  return_boolean (task, success, error);
}

void
zw_store_append_async (ZwStore *self, GPtrArray *changes, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, NULL, callback, data, &call);

  call->changes = changes;
  zw_store_push (self, ZW_TURN_WRITE, task, append_in_worker);
}

gboolean
zw_store_append_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

static void
append_log_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;
  gboolean success = ZW_STORE_GET_CLASS (source)->append_log_in_worker (source, ((Call *) data)->changes, &error);

  return_boolean (task, success, error);
}

void
zw_store_append_log_async (ZwStore *self, GPtrArray *sets, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, NULL, callback, data, &call);

  call->changes = sets;
  zw_store_push (self, ZW_TURN_WRITE, task, append_log_in_worker);
}

gboolean
zw_store_append_log_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

static void
finish_set_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;
  ZwReceipt *receipt = ZW_STORE_GET_CLASS (source)->finish_set_in_worker (source, ((Call *) data)->finish, &error);

  return_pointer (task, receipt, error, (GDestroyNotify) zw_receipt_free);
}

void
zw_store_finish_set_async (ZwStore *self, ZwFinish finish, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, NULL, callback, data, &call);

  call->finish = finish;
  zw_store_push (self, ZW_TURN_WRITE, task, finish_set_in_worker);
  zw_store_release_writes (self);
}

ZwReceipt *
zw_store_finish_set_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

/* --- the log ------------------------------------------------------------------------------------------------- */

static void
read_since_in_worker (GTask *task, gpointer source, gpointer data)
{
  Call *call = data;
  GError *error = NULL;
  GPtrArray *sets = ZW_STORE_GET_CLASS (source)->read_since_in_worker (source, call->seq, call->limit, &call->too_many,
                                                                       &error);

  return_pointer (task, sets, error, (GDestroyNotify) g_ptr_array_unref);
}

void
zw_store_read_since_async (ZwStore *self, gint64 seq, guint max_rows, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, NULL, callback, data, &call);

  call->seq = seq;
  call->limit = max_rows;
  zw_store_push (self, ZW_TURN_READ, task, read_since_in_worker);
}

GPtrArray *
zw_store_read_since_finish (ZwStore *self, GAsyncResult *result, gboolean *too_many, GError **error)
{
  GPtrArray *sets = finish_pointer (self, result, error);

  if (too_many != NULL)
    *too_many = ((Call *) g_task_get_task_data (G_TASK (result)))->too_many;
  return sets;
}

static void
read_sets_in_worker (GTask *task, gpointer source, gpointer data)
{
  Call *call = data;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  GPtrArray *sets = ZW_STORE_GET_CLASS (source)->read_sets_in_worker (source, call->text, call->id, call->limit, &error);
  return_pointer (task, sets, error, (GDestroyNotify) g_ptr_array_unref);
}

void
zw_store_read_sets_async (ZwStore *self, const char *writer, gint64 ticket, guint limit, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, cancellable, callback, data, &call);

  call->text = g_strdup (writer);
  call->id = ticket;
  call->limit = limit;
  zw_store_push (self, ZW_TURN_READ, task, read_sets_in_worker);
}

GPtrArray *
zw_store_read_sets_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

static void
read_set_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;
  ZwChangeSet *set = ZW_STORE_GET_CLASS (source)->read_set_in_worker (source, ((Call *) data)->id, &error);

  return_pointer (task, set, error, (GDestroyNotify) zw_change_set_unref);
}

void
zw_store_read_set_async (ZwStore *self, gint64 set_id, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, NULL, callback, data, &call);

  call->id = set_id;
  zw_store_push (self, ZW_TURN_READ, task, read_set_in_worker);
}

ZwChangeSet *
zw_store_read_set_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

/* --- reading ------------------------------------------------------------------------------------------------- */

static void
find_keys_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;
  GArray *ids = ZW_STORE_GET_CLASS (source)->find_keys_in_worker (source, (const char *const *) ((Call *) data)->keys, &error);

  return_pointer (task, ids, error, (GDestroyNotify) g_array_unref);
}

void
zw_store_find_keys_async (ZwStore *self, const char *const *keys, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, NULL, callback, data, &call);

  call->keys = g_strdupv ((char **) keys);
  zw_store_push (self, ZW_TURN_READ, task, find_keys_in_worker);
}

GArray *
zw_store_find_keys_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

static void
read_details_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  ZwTicketDetails *details = ZW_STORE_GET_CLASS (source)->read_details_in_worker (source, ((Call *) data)->id, &error);
  return_pointer (task, details, error, (GDestroyNotify) zw_ticket_details_free);
}

void
zw_store_read_details_async (ZwStore *self, gint64 ticket, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer data)
{
  Call *call;
  GTask *task = new_task (self, cancellable, callback, data, &call);

  call->id = ticket;
  zw_store_push (self, ZW_TURN_READ, task, read_details_in_worker);
}

ZwTicketDetails *
zw_store_read_details_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

static void
read_text_in_worker (GTask *task, gpointer source, gpointer data)
{
  Call *call = data;
  GError *error = NULL;
  char *text = ZW_STORE_GET_CLASS (source)->read_text_in_worker (source, call->entity, call->id, call->field, &error);

  return_pointer (task, text, error, g_free);
}

void
zw_store_read_text_async (ZwStore *self, ZwEntity entity, gint64 id, ZwField field, GAsyncReadyCallback callback,
                          gpointer data)
{
  Call *call;
  GTask *task = new_task (self, NULL, callback, data, &call);

  call->entity = entity;
  call->id = id;
  call->field = field;
  zw_store_push (self, ZW_TURN_READ, task, read_text_in_worker);
}

char *
zw_store_read_text_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

static void
search_in_worker (GTask *task, gpointer source, gpointer data)
{
  Call *call = data;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  GArray *ids = ZW_STORE_GET_CLASS (source)->search_in_worker (source, call->id, call->text, call->archived, call->limit,
                                                               &error);
  return_pointer (task, ids, error, (GDestroyNotify) g_array_unref);
}

void
zw_store_search_async (ZwStore *self, gint64 project, const char *text, gboolean archived, guint limit,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, cancellable, callback, data, &call);

  call->id = project;
  call->text = g_strdup (text);
  call->archived = archived;
  call->limit = limit;
  zw_store_push (self, ZW_TURN_READ, task, search_in_worker);
}

GArray *
zw_store_search_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

/* --- drafts -------------------------------------------------------------------------------------------------- */

static void
save_draft_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;
  gboolean success = ZW_STORE_GET_CLASS (source)->save_draft_in_worker (source, ((Call *) data)->draft, &error);

  return_boolean (task, success, error);
}

/* A draft is in a file of its own, so it need not wait for a bulk set. */
void
zw_store_save_draft_async (ZwStore *self, const ZwDraft *draft, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, NULL, callback, data, &call);

  call->draft = g_memdup2 (draft, sizeof *draft);
  call->draft->base = g_strdup (draft->base);
  call->draft->text = g_strdup (draft->text);
  zw_store_push (self, ZW_TURN_WRITE, task, save_draft_in_worker);
}

gboolean
zw_store_save_draft_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

static void
read_drafts_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;
  GPtrArray *drafts = ZW_STORE_GET_CLASS (source)->read_drafts_in_worker (source, &error);

  return_pointer (task, drafts, error, (GDestroyNotify) g_ptr_array_unref);
}

void
zw_store_read_drafts_async (ZwStore *self, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  zw_store_push (self, ZW_TURN_READ, new_task (self, NULL, callback, data, &call), read_drafts_in_worker);
}

GPtrArray *
zw_store_read_drafts_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

static void
release_draft_in_worker (GTask *task, gpointer source, gpointer data)
{
  ZW_STORE_GET_CLASS (source)->release_draft_in_worker (source, ((Call *) data)->id);
  g_task_return_boolean (task, TRUE);
}

void
zw_store_release_draft (ZwStore *self, gint64 holder)
{
  Call *call;
  GTask *task = new_task (self, NULL, NULL, NULL, &call);

  call->id = holder;
  zw_store_push (self, ZW_TURN_WRITE, task, release_draft_in_worker);
}

/* --- care ---------------------------------------------------------------------------------------------------- */

static void
backup_in_worker (GTask *task, gpointer source, gpointer data)
{
  Call *call = data;
  GError *error = NULL;
  gboolean success = ZW_STORE_GET_CLASS (source)->backup_in_worker (source, call->text, call->reason, &error);

  return_boolean (task, success, error);
}

void
zw_store_backup_async (ZwStore *self, const char *path, const char *reason, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, NULL, callback, data, &call);

  call->text = g_strdup (path);
  call->reason = g_strdup (reason);
  zw_store_push_write (self, task, backup_in_worker);
}

gboolean
zw_store_backup_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

static void
list_backups_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;
  GPtrArray *backups = ZW_STORE_GET_CLASS (source)->list_backups_in_worker (source, &error);

  return_pointer (task, backups, error, (GDestroyNotify) g_ptr_array_unref);
}

void
zw_store_list_backups_async (ZwStore *self, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  zw_store_push (self, ZW_TURN_READ, new_task (self, NULL, callback, data, &call), list_backups_in_worker);
}

GPtrArray *
zw_store_list_backups_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}

static void
restore_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;
  gboolean success = ZW_STORE_GET_CLASS (source)->restore_in_worker (source, ((Call *) data)->text, &error);

  return_boolean (task, success, error);
}

void
zw_store_restore_async (ZwStore *self, const char *path, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  GTask *task = new_task (self, NULL, callback, data, &call);

  call->text = g_strdup (path);
  zw_store_push_write (self, task, restore_in_worker);
}

gboolean
zw_store_restore_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}

static void
check_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;
  GPtrArray *complaints = ZW_STORE_GET_CLASS (source)->check_in_worker (source, &error);

  return_pointer (task, complaints, error, (GDestroyNotify) g_ptr_array_unref);
}

/* Not between the parts of a bulk set. */
void
zw_store_check_async (ZwStore *self, GAsyncReadyCallback callback, gpointer data)
{
  Call *call;
  zw_store_push_write (self, new_task (self, NULL, callback, data, &call), check_in_worker);
}

GPtrArray *
zw_store_check_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_pointer (self, result, error);
}
