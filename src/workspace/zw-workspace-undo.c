/* SPDX-License-Identifier: GPL-3.0-or-later
 * Undo and redo: the newest set of this writer, inverted, as a new set. Requests are taken one at a time, each as soon as
 * the one before is applied; each is answered when its set is durable. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-error.h"
#include "zw-ticket-commands.h"
#include "zw-workspace-private.h"

/* How far the log is read back, and how far to find who changed a field. */
enum { HISTORY_LENGTH = 10000, AUTHOR_SEARCH = 200 };

typedef struct {
  gboolean is_redo;
  gboolean is_import;     /* a redo of one, which no limit refuses */
  ZwChangeSet *inverse;   /* (owned) (nullable) */
  GArray *gone;           /* (owned) (nullable) gint64: columns it refers to that were deleted since */
  GArray *categories;     /* (owned) (nullable) ZwCategory: theirs, as far as they are read */
  const ZwChange *clash;  /* (nullable) the change of .inverse that somebody else's change is in the way of */
  ZwField clash_field;
} Turn;

static void take_turn (ZwWorkspace *self);

static void
free_turn (gpointer data)
{
  Turn *turn = data;

  g_clear_pointer (&turn->inverse, zw_change_set_unref);
  g_clear_pointer (&turn->gone, g_array_unref);
  g_clear_pointer (&turn->categories, g_array_unref);
  g_free (turn);
}

static void
end_turn (ZwWorkspace *self)
{
  self->is_turning = FALSE;
  take_turn (self);
}

static void
refuse_turn (GTask *task, GError *error)
{
  g_autoptr (ZwWorkspace) self = g_object_ref (g_task_get_source_object (task));

  g_task_return_error (task, error);
  end_turn (self);
}

/* --- somebody else's change in the way --------------------------------------------------------------------------- */

/* A field that the set itself goes through: only its first step meets the present value. */
typedef struct {
  gint64 id;
  ZwField field;
} Step;

static guint
hash_step (gconstpointer step)
{
  return g_int64_hash (&((const Step *) step)->id) * 131 + ((const Step *) step)->field;
}

static gboolean
is_same_step (gconstpointer a, gconstpointer b)
{
  const Step *first = a, *second = b;
  return first->id == second->id && first->field == second->field;
}

/* TRUE when it is the first. */
static gboolean
note_step (GHashTable *steps, gint64 id, ZwField field)
{
  const Step step = { id, field };
  return g_hash_table_add (steps, g_memdup2 (&step, sizeof step));
}

static gboolean
has_value (ZwItem *item, ZwField field, const char *expected)
{
  const ZwFieldSpec *spec = zw_entity_find_field (zw_item_get_entity (item), field);

  if (spec == NULL || spec->offset == 0)
    return TRUE;
  g_autofree char *value = zw_item_dup_value (item, field);
  return g_strcmp0 (value, expected) == 0;
}

/* A created item may only go while it is as it was made; its rank and number are nobody's edit. */
static ZwField
find_edited_value (const ZwChange *change, ZwItem *item, GHashTable *steps)
{
  for (guint i = 0; i < change->values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (change->values, ZwFieldValue, i);
      if (value->field != ZW_FIELD_RANK && value->field != ZW_FIELD_NUMBER && !has_value (item, value->field, value->text)
          && note_step (steps, change->id, value->field))
        return value->field;
    }
  return ZW_FIELD_NONE;
}

/* Only what memory knows; the store compares everything again. */
static const ZwChange *
find_clash (ZwWorkspace *self, const ZwChangeSet *set, ZwField *field)
{
  g_autoptr (GHashTable) steps = g_hash_table_new_full (hash_step, is_same_step, g_free, NULL);

  *field = ZW_FIELD_NONE;
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      ZwItem *item = zw_workspace_get_item (self, change->entity, change->id);
      if (item == NULL)
        continue;
      if (change->op == ZW_OP_SET && note_step (steps, change->id, change->field)
          && !has_value (item, change->field, change->old_value))
        *field = change->field;
      else if (change->op == ZW_OP_DELETE)
        *field = find_edited_value (change, item, steps);
      if (*field != ZW_FIELD_NONE)
        return change;
    }
  return NULL;
}

static const char *
find_author (GPtrArray *sets, gint64 id, ZwField field)
{
  for (guint i = 0; sets != NULL && i < sets->len; i++)
    {
      const ZwChangeSet *set = sets->pdata[i];
      for (guint j = 0; j < set->changes->len; j++)
        {
          const ZwChange *change = set->changes->pdata[j];
          if (change->id == id && change->field == field)
            return set->actor_name;
        }
    }
  return NULL;
}

static char *
describe_item (ZwWorkspace *self, const ZwChange *change)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self, change->ticket);
  char *key = ticket == NULL ? NULL : zw_workspace_dup_key (self, ticket);

  if (key != NULL)
    return key;
  return ticket != NULL ? g_strdup_printf ("“%s”", ticket->title) : g_strdup (zw_entity_to_string (change->entity));
}

static void
author_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ZwWorkspace *self = g_task_get_source_object (task);
  Turn *turn = g_task_get_task_data (task);
  g_autoptr (GPtrArray) sets = zw_store_read_sets_finish (ZW_STORE (source), result, NULL);
  const char *author = find_author (sets, turn->clash->id, turn->clash_field);
  g_autofree char *what = describe_item (self, turn->clash);

  refuse_turn (task, zw_error_new (ZW_ERROR_CONFLICT, "cannot %s: %s changed the %s of %s since",
                                   turn->is_redo ? NC_("error", "redo") : NC_("error", "undo"),
                                   author != NULL ? author : NC_("error", "somebody else"),
                                   zw_field_to_string (turn->clash_field), what));
}

/* --- sprints ---------------------------------------------------------------------------------------------------- */

static ZwSprint *
find_started_after (ZwWorkspace *self, ZwSprint *sprint)
{
  GListModel *sprints = zw_workspace_get_sprints (self, sprint->project);

  for (guint i = 0; i < g_list_model_get_n_items (sprints); i++)
    {
      g_autoptr (ZwSprint) other = g_list_model_get_item (sprints, i);
      if (other != sprint && other->started > sprint->started)
        return other;
    }
  return NULL;
}

/* A sprint that runs again must be the only one, and a completion stands once a later sprint was started. */
static gboolean
check_sprints (ZwWorkspace *self, ZwChangeSet *inverse, GError **error)
{
  for (guint i = 0; i < inverse->changes->len; i++)
    {
      const ZwChange *change = inverse->changes->pdata[i];
      gboolean runs = change->entity == ZW_ENTITY_SPRINT && change->field == ZW_FIELD_STATE
                      && g_strcmp0 (change->new_value, zw_sprint_state_names[ZW_SPRINT_ACTIVE]) == 0;
      ZwSprint *sprint = runs ? zw_workspace_get_sprint (self, change->id) : NULL;
      if (sprint == NULL)
        continue;
      ZwSprint *later = sprint->state == ZW_SPRINT_CLOSED ? find_started_after (self, sprint) : NULL;
      zw_change_set_guard (inverse, ZW_GUARD_ONE_ACTIVE_SPRINT, ZW_ENTITY_PROJECT, sprint->project);
      if (later == NULL)
        continue;
      zw_set_error (error, ZW_ERROR_REFUSED, "cannot take back that “%s” was completed: “%s” was started since", sprint->name,
                    later->name);
      return FALSE;
    }
  return TRUE;
}

/* --- a turn ------------------------------------------------------------------------------------------------------ */

static void
inverse_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Turn *turn = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_pointer (task, g_steal_pointer (&turn->inverse), (GDestroyNotify) zw_change_set_unref);
  else
    g_task_return_error (task, error);
}

static void
fill_header (ZwWorkspace *self, ZwChangeSet *set, gboolean is_redo)
{
  set->deed = is_redo ? ZW_DEED_REDO : ZW_DEED_UNDO;
  set->writer = g_strdup (self->writer);
  set->actor = self->actor;
  set->actor_name = g_strdup (zw_workspace_get_actor_name (self));
  set->at = MAX (zw_clock_get_now (self->clock), self->last_at);
}

/* Everything that .inverse refers to is known. */
static void
complete_turn (GTask *task)
{
  g_autoptr (ZwWorkspace) self = g_object_ref (g_task_get_source_object (task));
  Turn *turn = g_task_get_task_data (task);
  GError *error = NULL;

  zw_workspace_mend (self, turn->inverse, turn->gone, (const ZwCategory *) turn->categories->data);
  turn->clash = find_clash (self, turn->inverse, &turn->clash_field);
  if (turn->clash != NULL)
    {
      zw_store_read_sets_async (self->store, NULL, turn->clash->ticket, AUTHOR_SEARCH, NULL, author_read_cb, g_object_ref (task));
      return;
    }
  if (!check_sprints (self, turn->inverse, &error)
      || (!turn->is_import && !zw_ticket_hold_limits (self, turn->inverse, &error)))
    {
      refuse_turn (task, error);
      return;
    }
  GTask *stored = g_task_new (self, NULL, inverse_stored_cb, g_object_ref (task));
  zw_workspace_push (self, zw_change_set_ref (turn->inverse), stored);
  end_turn (self);
}

static void read_next_category (GTask *task);

/* A row that cannot be read any more tells nothing: such a ticket was to do. */
static void
category_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Turn *turn = g_task_get_task_data (task);
  g_autofree char *name = zw_store_read_text_finish (ZW_STORE (source), result, NULL);
  ZwCategory category = name == NULL ? ZW_CATEGORY_TODO : (ZwCategory) MAX (0, zw_choice_from_string (zw_category_names, name));

  g_array_append_val (turn->categories, category);
  read_next_category (task);
}

/* Of the columns that were deleted since: the store has their rows still. */
static void
read_next_category (GTask *task)
{
  ZwWorkspace *self = g_task_get_source_object (task);
  Turn *turn = g_task_get_task_data (task);

  if (turn->categories->len == turn->gone->len)
    complete_turn (task);
  else
    zw_store_read_text_async (self->store, ZW_ENTITY_STATUS, g_array_index (turn->gone, gint64, turn->categories->len),
                              ZW_FIELD_CATEGORY, category_read_cb, g_object_ref (task));
}

static void
turn_back (GTask *task, const ZwChangeSet *set)
{
  ZwWorkspace *self = g_task_get_source_object (task);
  Turn *turn = g_task_get_task_data (task);

  turn->inverse = zw_change_set_invert (set, zw_workspace_new_id (self));
  fill_header (self, turn->inverse, turn->is_redo);
  turn->gone = zw_workspace_find_gone_statuses (self, turn->inverse);
  turn->categories = g_array_new (FALSE, FALSE, sizeof (ZwCategory));
  read_next_category (task);
}

static void
set_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (ZwChangeSet) set = zw_store_read_set_finish (ZW_STORE (source), result, &error);

  if (set == NULL)
    refuse_turn (task, error);
  else
    turn_back (task, set);
}

/* Whether the store has not told yet which number a ticket got in another project. */
static gboolean
awaits_number (const ZwChangeSet *set)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->op == ZW_OP_SET && change->entity == ZW_ENTITY_TICKET && change->field == ZW_FIELD_NUMBER && change->new_value == NULL)
        return TRUE;
    }
  return FALSE;
}

static void begin_turn (GTask *task);

/* What was on its way may have been refused: the newest set is another one then. */
static void
numbered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  zw_workspace_flush_finish (ZW_WORKSPACE (source), result, NULL);
  begin_turn (task);
}

static void
begin_turn (GTask *task)
{
  ZwWorkspace *self = g_task_get_source_object (task);
  Turn *turn = g_task_get_task_data (task);
  ZwChangeSet *set = NULL;
  gint64 id = zw_undo_stack_peek (self->undo, turn->is_redo, &set);

  turn->is_import = turn->is_redo && zw_undo_stack_is_import (self->undo, TRUE);
  if (id == 0)
    refuse_turn (task, turn->is_redo ? zw_error_new (ZW_ERROR_NOTHING_TO_UNDO, "there is nothing to redo")
                                     : zw_error_new (ZW_ERROR_NOTHING_TO_UNDO, "there is nothing to undo"));
  else if (set == NULL)
    zw_store_read_set_async (self->store, id, set_read_cb, g_object_ref (task));
  else if (awaits_number (set))
    zw_workspace_flush_async (self, numbered_cb, g_object_ref (task));
  else
    {
      g_autoptr (ZwChangeSet) kept = zw_change_set_ref (set);
      turn_back (task, kept);
    }
}

static void
history_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (zw_workspace_read_history_finish (ZW_WORKSPACE (source), result, &error))
    begin_turn (task);
  else
    refuse_turn (task, error);
}

static void
take_turn (ZwWorkspace *self)
{
  g_autoptr (GTask) task = self->is_turning ? NULL : g_queue_pop_head (&self->turns);
  GError *error = NULL;

  if (task == NULL)
    return;
  self->is_turning = TRUE;
  if (!zw_workspace_check_writable (self, &error))
    refuse_turn (task, error);
  else if (self->has_history)
    begin_turn (task);
  else
    zw_workspace_read_history_async (self, history_read_cb, g_object_ref (task));
}

static void
request_turn (ZwWorkspace *self, gpointer tag, gboolean is_redo, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  Turn *turn = g_new0 (Turn, 1);

  turn->is_redo = is_redo;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, turn, free_turn);
  g_queue_push_tail (&self->turns, task);
  take_turn (self);
}

void
zw_workspace_undo_async (ZwWorkspace *self, GAsyncReadyCallback callback, gpointer data)
{
  request_turn (self, zw_workspace_undo_async, FALSE, callback, data);
}

ZwChangeSet *
zw_workspace_undo_finish (ZwWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
zw_workspace_redo_async (ZwWorkspace *self, GAsyncReadyCallback callback, gpointer data)
{
  request_turn (self, zw_workspace_redo_async, TRUE, callback, data);
}

ZwChangeSet *
zw_workspace_redo_finish (ZwWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
zw_workspace_can_undo (ZwWorkspace *self)
{
  return !zw_workspace_is_read_only (self) && zw_undo_stack_peek (self->undo, FALSE, NULL) != 0;
}

gboolean
zw_workspace_can_redo (ZwWorkspace *self)
{
  return !zw_workspace_is_read_only (self) && zw_undo_stack_peek (self->undo, TRUE, NULL) != 0;
}

/* --- history ------------------------------------------------------------------------------------------------------ */

static void
sets_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ZwWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) sets = zw_store_read_sets_finish (ZW_STORE (source), result, &error);

  if (sets == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  zw_undo_stack_clear (self->undo);
  for (guint i = sets->len; i > 0; i--)
    zw_undo_stack_record (self->undo, sets->pdata[i - 1], FALSE);
  /* What the store has not written yet is newer than all of these. */
  zw_workspace_record_pending (self);
  self->has_history = TRUE;
  zw_workspace_notify_undo (self);
  g_task_return_boolean (task, TRUE);
}

void
zw_workspace_read_history_async (ZwWorkspace *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, zw_workspace_read_history_async);
  zw_store_read_sets_async (self->store, self->writer, 0, HISTORY_LENGTH, NULL, sets_read_cb, task);
}

gboolean
zw_workspace_read_history_finish (ZwWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
