/* SPDX-License-Identifier: GPL-3.0-or-later
 * The one write path: apply first, store second. Sets are pipelined; when one is refused, the queue drains first (later
 * sets on the same fields are refused with it), then all refused ones are taken back in reverse order, what they touched
 * is read again, and one message tells of it. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-error.h"
#include "zw-workspace-private.h"

typedef struct {
  ZwWorkspace *workspace; /* (owned) */
  ZwChangeSet *set;       /* (owned) the store's worker reads it until the receipt */
  GTask *task;            /* (owned) (nullable) */
  GError *error;          /* (owned) (nullable) why it was refused */
} ZwPending;

static void
free_pending (ZwPending *pending)
{
  g_object_unref (pending->workspace);
  zw_change_set_unref (pending->set);
  g_clear_object (&pending->task);
  g_clear_error (&pending->error);
  g_free (pending);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwPending, free_pending)

static void
put_back_one (ZwWorkspace *self, ZwPending *pending)
{
  g_autoptr (ZwChangeSet) inverse = zw_change_set_invert (pending->set, pending->set->id);

  inverse->writer = g_strdup (pending->set->writer);
  inverse->actor = pending->set->actor;
  inverse->actor_name = g_strdup (pending->set->actor_name);
  inverse->at = pending->set->at;
  zw_undo_stack_take_back (self->undo, pending->set);
  zw_workspace_apply (self, inverse, FALSE);
  zw_workspace_mark_set_stale (self, pending->set);
}

static void
put_back (ZwWorkspace *self)
{
  g_autoptr (GPtrArray) failed = g_steal_pointer (&self->failed);

  self->failed = g_ptr_array_new ();
  for (guint i = failed->len; i > 0; i--)
    put_back_one (self, failed->pdata[i - 1]);
  zw_workspace_notify_undo (self);
  zw_workspace_start_reread (self);
  if (failed->len > 0)
    zw_workspace_emit_failed (self, ((ZwPending *) failed->pdata[0])->set, ((ZwPending *) failed->pdata[0])->error);
  for (guint i = 0; i < failed->len; i++)
    {
      g_autoptr (ZwPending) pending = failed->pdata[i];
      if (pending->task != NULL)
        g_task_return_error (pending->task, g_steal_pointer (&pending->error));
    }
}

/* Into the set as it may be undone later: of a ticket that was made, or that moved to another project. */
static void
note_number (ZwChangeSet *set, const ZwGivenNumber *given)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      ZwChange *change = set->changes->pdata[i];
      if (change->entity != ZW_ENTITY_TICKET || change->id != given->ticket)
        continue;
      if (change->op == ZW_OP_CREATE)
        zw_change_put_int (change, ZW_FIELD_NUMBER, given->number);
      else if (change->op == ZW_OP_SET && change->field == ZW_FIELD_NUMBER && change->new_value == NULL)
        change->new_value = g_strdup_printf ("%d", given->number);
    }
}

static void
apply_numbers (ZwWorkspace *self, ZwChangeSet *set, GArray *numbers)
{
  ZwTouch touch;

  if (numbers == NULL || numbers->len == 0)
    return;
  zw_touch_init (&touch);
  for (guint i = 0; i < numbers->len; i++)
    {
      const ZwGivenNumber *given = &g_array_index (numbers, ZwGivenNumber, i);
      ZwTicket *ticket = zw_workspace_find_ticket (self, given->ticket);
      g_autofree char *text = g_strdup_printf ("%d", given->number);
      note_number (set, given);
      if (ticket == NULL)
        continue;
      zw_touch_ticket (&touch, ticket);
      zw_item_apply (ZW_ITEM (ticket), ZW_FIELD_NUMBER, text);
    }
  zw_workspace_settle (self, &touch);
  zw_touch_clear (&touch);
}

static void
take_receipt (ZwWorkspace *self, ZwPending *pending, const ZwReceipt *receipt)
{
  ZwChangeSet *set = pending->set;

  set->seq = receipt->seq;
  set->at = receipt->at;
  self->last_at = MAX (self->last_at, receipt->at);
  apply_numbers (self, set, receipt->numbers);
  if (receipt->is_void)
    {
      /* Such as a link that was there before, which memory cannot know: there is nothing to take back. */
      zw_undo_stack_forget (self->undo, set);
      zw_workspace_notify_undo (self);
    }
  zw_workspace_doubt_carries (self, set);
  zw_workspace_emit_stored (self, set);
  if (pending->task != NULL)
    g_task_return_boolean (pending->task, TRUE);
}

static void
release_flushes (ZwWorkspace *self)
{
  GTask *task;

  while (g_queue_is_empty (&self->pending) && (task = g_queue_pop_head (&self->waiting)) != NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZwPending) pending = user_data;
  g_autoptr (ZwWorkspace) self = g_object_ref (pending->workspace);
  g_autoptr (ZwReceipt) receipt = zw_store_commit_finish (ZW_STORE (source), result, &pending->error);

  g_queue_remove (&self->pending, pending);
  if (receipt != NULL)
    take_receipt (self, pending, receipt);
  else
    g_ptr_array_add (self->failed, g_steal_pointer (&pending));
  if (!g_queue_is_empty (&self->pending))
    return;
  if (self->failed->len > 0)
    put_back (self);
  zw_workspace_notify_busy (self);
  release_flushes (self);
}

void
zw_workspace_record_pending (ZwWorkspace *self)
{
  for (GList *link = self->pending.head; link != NULL; link = link->next)
    zw_undo_stack_record (self->undo, ((ZwPending *) link->data)->set, TRUE);
}

gboolean
zw_workspace_check_writable (ZwWorkspace *self, GError **error)
{
  const GError *reason = self->store == NULL ? NULL : zw_store_get_read_only_reason (self->store);

  if (self->store != NULL && reason == NULL)
    return TRUE;
  if (reason == NULL)
    zw_set_error (error, ZW_ERROR_READ_ONLY, "nothing can be changed here: the database is closed");
  else
    zw_set_error (error, ZW_ERROR_READ_ONLY, "nothing can be changed here: %s", reason->message);
  return FALSE;
}

void
zw_workspace_push (ZwWorkspace *self, ZwChangeSet *set, GTask *task)
{
  ZwPending *pending = g_new0 (ZwPending, 1);

  if (set->writer == NULL)
    set->writer = g_strdup (self->writer);
  if (set->at == 0)
    set->at = MAX (zw_clock_get_now (self->clock), self->last_at);
  *pending = (ZwPending) { g_object_ref (self), set, task, NULL };
  g_queue_push_tail (&self->pending, pending);
  zw_undo_stack_record (self->undo, set, TRUE);
  /* Queued first, so that a set made by a handler of the announcements follows this one; the result comes later anyway. */
  zw_store_commit_async (self->store, set, stored_cb, pending);
  zw_workspace_apply (self, set, TRUE);
  zw_workspace_start_reread (self);
  zw_workspace_notify_undo (self);
  if (self->pending.length == 1)
    zw_workspace_notify_busy (self);
}

gboolean
zw_workspace_commit (ZwWorkspace *self, ZwChangeSet *set, GError **error)
{
  if (zw_change_set_is_empty (set) || !zw_workspace_check_writable (self, error))
    {
      gboolean is_empty = zw_change_set_is_empty (set);
      zw_change_set_unref (set);
      return is_empty;
    }
  zw_workspace_push (self, set, NULL);
  return TRUE;
}

void
zw_workspace_commit_async (ZwWorkspace *self, ZwChangeSet *set, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  GError *error = NULL;

  g_task_set_source_tag (task, zw_workspace_commit_async);
  if (zw_change_set_is_empty (set))
    g_task_return_boolean (task, TRUE);
  else if (!zw_workspace_check_writable (self, &error))
    g_task_return_error (task, error);
  else
    {
      zw_workspace_push (self, set, g_steal_pointer (&task));
      return;
    }
  zw_change_set_unref (set);
}

gboolean
zw_workspace_commit_finish (ZwWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
zw_workspace_flush_async (ZwWorkspace *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, zw_workspace_flush_async);
  g_queue_push_tail (&self->waiting, task);
  release_flushes (self);
}

gboolean
zw_workspace_flush_finish (ZwWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
