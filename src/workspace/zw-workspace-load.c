/* SPDX-License-Identifier: GPL-3.0-or-later
 * Loading: names, the first board, then the rest behind the first frame; scopes for the command line; everything anew. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-workspace-private.h"

typedef struct {
  gint64 project;
  ZwTouch touch;     /* of a reload */
  guint64 serial;    /* when a reload began */
  ZwScope *scope;    /* (owned) (nullable) of load_scope */
  GError *error;     /* (owned) (nullable) of the names */
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  zw_touch_clear (&load->touch);
  g_clear_pointer (&load->scope, zw_scope_free);
  g_clear_error (&load->error);
  g_free (load);
}

static GTask *
new_task (ZwWorkspace *self, gpointer tag, gint64 project, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  Load *load = g_new0 (Load, 1);

  load->project = project;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, load, free_load);
  return task;
}

/* After names: what the store knows of the log now is in what it delivers. Sets of ours cannot hide foreign ones in between:
 * none was made before the first load, and one made during a reload starts it again. */
static void
note_seq (ZwWorkspace *self)
{
  self->read_seq = MAX (self->read_seq, zw_store_get_seq (self->store));
}

static void
take_batch (ZwWorkspace *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    zw_workspace_take_loaded (self, NULL, items->pdata[i], FALSE);
}

static void
take_batch_cb (GPtrArray *items, gpointer task)
{
  take_batch (g_task_get_source_object (task), items);
}

/* What comes behind the board. */
typedef struct {
  ZwWorkspace *workspace; /* (owned) */
  guint n_items;
} Rest;

static void
take_rest_cb (GPtrArray *items, gpointer rest)
{
  ((Rest *) rest)->n_items += items->len;
  take_batch (((Rest *) rest)->workspace, items);
}

static void
list_all_names (ZwWorkspace *self)
{
  static const ZwEntity listed[] = { ZW_ENTITY_PROJECT, ZW_ENTITY_STATUS, ZW_ENTITY_PERSON, ZW_ENTITY_MEMBER, ZW_ENTITY_LABEL,
                                     ZW_ENTITY_SPRINT };

  for (guint i = 0; i < G_N_ELEMENTS (listed); i++)
    {
      gpointer item;
      for (guint position = 0; zw_id_map_next (self->items[listed[i]], &position, NULL, &item);)
        zw_workspace_list_name (self, item);
    }
}

/* After a load: everything that was taken in silence becomes visible. */
static void
show_all (ZwWorkspace *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  gpointer project;

  list_all_names (self);
  for (guint position = 0; zw_id_map_next (self->items[ZW_ENTITY_PROJECT], &position, NULL, &project);)
    zw_workspace_get_folder (self, zw_item_get_id (project));
  zw_workspace_forget_search (self);
  zw_workspace_refill_lists (self);
  zw_workspace_emit_tickets_changed (self, none, TRUE);
}

/* --- the window's load ------------------------------------------------------------------------------------------ */

static void
rest_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Rest *rest = user_data;
  g_autoptr (ZwWorkspace) self = rest->workspace;
  g_autoptr (GError) error = NULL;

  if (self->store == NULL)
    return;
  if (!zw_store_load_finish (ZW_STORE (source), result, &error))
    {
      zw_workspace_emit_failed (self, NULL, error);
      return;
    }
  if (rest->n_items > 0)
    {
      zw_workspace_sum_up_all (self);
      show_all (self);
    }
  zw_workspace_set_loaded (self, TRUE);
  zw_workspace_prepare_search (self);
  zw_workspace_refresh (self);
  zw_workspace_read_age_limits (self);
  zw_workspace_read_carries (self);
}

static void
history_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!zw_workspace_read_history_finish (ZW_WORKSPACE (source), result, &error))
    g_message ("cannot read what may be undone: %s", error->message);
}

static void
load_rest (ZwWorkspace *self)
{
  g_autoptr (ZwScope) scope = zw_scope_new (ZW_SCOPE_REST, 0);
  Rest *rest = g_new0 (Rest, 1);

  rest->workspace = g_object_ref (self);
  zw_workspace_read_history_async (self, history_read_cb, NULL);
  zw_store_load_async (self->store, scope, take_rest_cb, NULL, rest_loaded_cb, rest);
}

static void
board_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ZwWorkspace *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!zw_store_load_finish (ZW_STORE (source), result, &error) || load->error != NULL)
    {
      g_task_return_error (task, g_error_copy (load->error != NULL ? load->error : error));
      return;
    }
  zw_workspace_sum_up_all (self);
  show_all (self);
  g_task_return_boolean (task, TRUE);
  load_rest (self);
}

static gint64
choose_project (ZwWorkspace *self, gint64 wanted)
{
  g_autoptr (ZwProject) first = g_list_model_get_item (G_LIST_MODEL (self->projects), 0);

  if (wanted != 0 && zw_workspace_get_project (self, wanted) != NULL)
    return wanted;
  return first == NULL ? 0 : zw_item_get_id (ZW_ITEM (first));
}

/* The board comes right behind and tells what is wrong. */
static void
names_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ZwWorkspace *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);

  if (!zw_store_load_finish (ZW_STORE (source), result, &load->error))
    return;
  note_seq (self);
  list_all_names (self);
}

/* Both at once: the store may still be opening, and reads on while the main thread starts a toolkit. */
void
zw_workspace_load_async (ZwWorkspace *self, gint64 project, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = new_task (self, zw_workspace_load_async, project, callback, data);
  g_autoptr (ZwScope) names = zw_scope_new (ZW_SCOPE_NAMES, 0);
  g_autoptr (ZwScope) board = zw_scope_new (ZW_SCOPE_BOARD, project);

  board->sprint = ZW_SCOPE_ACTIVE_SPRINT;
  zw_store_load_async (self->store, names, take_batch_cb, NULL, names_loaded_cb, g_object_ref (task));
  zw_store_load_async (self->store, board, take_batch_cb, NULL, board_loaded_cb, task);
}

gboolean
zw_workspace_load_finish (ZwWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- the command line's load ------------------------------------------------------------------------------------ */

static void
scope_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ZwWorkspace *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  if (!zw_store_load_finish (ZW_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  zw_workspace_sum_up_all (self);
  show_all (self);
  if (load->scope->kind == ZW_SCOPE_REST)
    zw_workspace_set_loaded (self, TRUE);
  g_task_return_boolean (task, TRUE);
}

void
zw_workspace_load_scope_async (ZwWorkspace *self, const ZwScope *scope, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = new_task (self, zw_workspace_load_scope_async, 0, callback, data);
  Load *load = g_task_get_task_data (task);

  load->scope = zw_scope_copy (scope);
  if (!self->is_loaded)
    self->read_seq = zw_store_get_seq (self->store);
  zw_store_load_async (self->store, scope, take_batch_cb, NULL, scope_loaded_cb, task);
}

gboolean
zw_workspace_load_scope_finish (ZwWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- everything anew -------------------------------------------------------------------------------------------- */

static void start_reload (GTask *task);

/* The next reload may mark what it sees. */
static void
end_reload (ZwWorkspace *self)
{
  GTask *next = g_queue_pop_head (&self->reloads);

  if (next != NULL)
    start_reload (next);
  else
    zw_workspace_refresh (self);
}

static void
finish_reload (GTask *task)
{
  ZwWorkspace *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);

  zw_workspace_drop_unseen (self, &load->touch);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  zw_id_map_clear (self->aside);
  zw_workspace_sum_up_all (self);
  zw_workspace_settle (self, &load->touch);
  zw_touch_clear (&load->touch);
  show_all (self);
  zw_workspace_set_loaded (self, TRUE);
  zw_workspace_prepare_search (self);
  zw_workspace_emit_reloaded (self);
  zw_workspace_read_age_limits (self);
  zw_workspace_read_carries (self);
  self->has_history = FALSE; /* an import may be the newest set: undo waits until that is known */
  zw_workspace_read_history_async (self, history_read_cb, NULL);
  g_task_return_boolean (task, TRUE);
  end_reload (self);
}

static void
patch_batch_cb (GPtrArray *items, gpointer user_data)
{
  ZwWorkspace *self = g_task_get_source_object (user_data);
  Load *load = g_task_get_task_data (user_data);

  for (guint i = 0; i < items->len; i++)
    zw_workspace_take_loaded (self, &load->touch, items->pdata[i], TRUE);
}

static gboolean
end_reload_on_error (GTask *task, GAsyncResult *result)
{
  ZwWorkspace *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  if (zw_store_load_finish (self->store, result, &error))
    return FALSE;
  g_clear_pointer (&self->seen, g_hash_table_unref);
  zw_workspace_settle (self, &load->touch);
  zw_touch_clear (&load->touch);
  g_task_return_error (task, error);
  end_reload (self);
  return TRUE;
}

static void
all_reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ZwWorkspace *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);

  if (end_reload_on_error (task, result))
    return;
  if (load->serial == self->serial)
    {
      finish_reload (task);
      return;
    }
  /* Something was done meanwhile: what was read is older than what is on show. */
  zw_workspace_settle (self, &load->touch);
  zw_touch_clear (&load->touch);
  start_reload (g_steal_pointer (&task));
}

static void
board_reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (ZwScope) scope = zw_scope_new (ZW_SCOPE_REST, 0);
  ZwWorkspace *self = g_task_get_source_object (task);

  if (end_reload_on_error (task, result))
    return;
  zw_store_load_async (self->store, scope, patch_batch_cb, NULL, all_reloaded_cb, task);
  g_steal_pointer (&task);
}

static void
names_reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ZwWorkspace *self = g_task_get_source_object (task);

  if (end_reload_on_error (task, result))
    return;
  note_seq (self);
  g_autoptr (ZwScope) scope = zw_scope_new (ZW_SCOPE_BOARD, choose_project (self, 0));
  zw_store_load_async (self->store, scope, patch_batch_cb, NULL, board_reloaded_cb, task);
  g_steal_pointer (&task);
}

static void
start_reload (GTask *task)
{
  ZwWorkspace *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autoptr (ZwScope) scope = zw_scope_new (ZW_SCOPE_NAMES, 0);

  zw_touch_init (&load->touch);
  load->serial = self->serial;
  g_clear_pointer (&self->seen, g_hash_table_unref);
  self->seen = g_hash_table_new (NULL, NULL);
  zw_store_load_async (self->store, scope, patch_batch_cb, NULL, names_reloaded_cb, task);
}

void
zw_workspace_reload_async (ZwWorkspace *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = new_task (self, zw_workspace_reload_async, 0, callback, data);

  if (self->seen != NULL)
    g_queue_push_tail (&self->reloads, task);
  else
    start_reload (task);
}

gboolean
zw_workspace_reload_finish (ZwWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
