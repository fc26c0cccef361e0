/* SPDX-License-Identifier: GPL-3.0-or-later
 * The workspace as an object: life, properties, signals, actor, ids. Reading is in zw-workspace-lists.c, loading in
 * zw-workspace-load.c, the one write path in zw-workspace-apply.c and zw-workspace-commit.c. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-workspace-private.h"

G_DEFINE_FINAL_TYPE (ZwWorkspace, zw_workspace, G_TYPE_OBJECT)

typedef enum { PROP_LOADED = 1, PROP_CAN_UNDO, PROP_CAN_REDO, PROP_READ_ONLY, PROP_BUSY } ZwWorkspaceProperty;
static GParamSpec *properties[PROP_BUSY + 1];
static guint signals[ZW_WORKSPACE_N_SIGNALS];

static void
changed_elsewhere_cb (ZwWorkspace *self)
{
  zw_workspace_refresh (self);
}

static void
zw_workspace_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ZwWorkspace *self = ZW_WORKSPACE (object);

  switch ((ZwWorkspaceProperty) property_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->is_loaded);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, zw_workspace_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, zw_workspace_can_redo (self));
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, zw_workspace_is_read_only (self));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, !g_queue_is_empty (&self->pending));
      break;
    }
}

static void
forget_live_list_cb (gpointer data, GObject *list)
{
  GPtrArray *live_lists = data;

  for (guint i = 0; i < live_lists->len; i++)
    if (((ZwLiveList *) live_lists->pdata[i])->list == (ZwTicketList *) list)
      {
        g_ptr_array_remove_index (live_lists, i);
        return;
      }
}

/* Lists that outlive us must not hold our tickets. */
static void
release_live_lists (ZwWorkspace *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  while (self->live_lists->len > 0)
    {
      g_autoptr (ZwTicketList) list = g_object_ref (((ZwLiveList *) self->live_lists->pdata[0])->list);
      g_object_weak_unref (G_OBJECT (list), forget_live_list_cb, self->live_lists);
      g_ptr_array_remove_index (self->live_lists, 0);
      zw_ticket_list_fill (list, none);
    }
}

static void
zw_workspace_dispose (GObject *object)
{
  ZwWorkspace *self = ZW_WORKSPACE (object);

  g_clear_handle_id (&self->retry, g_source_remove);
  zw_id_map_clear (self->folders);
  release_live_lists (self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (zw_workspace_parent_class)->dispose (object);
}

static void
zw_workspace_finalize (GObject *object)
{
  ZwWorkspace *self = ZW_WORKSPACE (object);

  for (guint i = 0; i < ZW_N_ENTITIES; i++)
    zw_id_map_free (self->items[i]);
  zw_id_map_free (self->aside);
  zw_id_map_free (self->children);
  zw_id_map_free (self->folders);
  g_clear_object (&self->projects);
  g_clear_object (&self->people);
  g_ptr_array_unref (self->live_lists);
  zw_workspace_forget_search (self);
  g_clear_pointer (&self->age_limits, g_hash_table_unref);
  g_clear_pointer (&self->carries, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_hash_table_unref (self->stale);
  g_ptr_array_unref (self->failed);
  zw_undo_stack_free (self->undo);
  g_free (self->writer);
  g_free (self->actor_name);
  G_OBJECT_CLASS (zw_workspace_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  signals[ZW_WORKSPACE_CHANGED] = g_signal_new ("changed", ZW_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                G_TYPE_NONE, 2, ZW_TYPE_CHANGE_SET, G_TYPE_BOOLEAN);
  signals[ZW_WORKSPACE_STORED] = g_signal_new ("stored", ZW_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 1, ZW_TYPE_CHANGE_SET);
  signals[ZW_WORKSPACE_FAILED] = g_signal_new ("failed", ZW_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 2, ZW_TYPE_CHANGE_SET, G_TYPE_ERROR);
  signals[ZW_WORKSPACE_RELOADED] = g_signal_new ("reloaded", ZW_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 0);
  signals[ZW_WORKSPACE_TICKETS_CHANGED] = g_signal_new ("tickets-changed", ZW_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL,
                                                        NULL, NULL, G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_BOOLEAN);
}

static void
zw_workspace_class_init (ZwWorkspaceClass *klass)
{
  static const char *const names[] = { NULL, "loaded", "can-undo", "can-redo", "read-only", "busy" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = zw_workspace_get_property;
  object_class->dispose = zw_workspace_dispose;
  object_class->finalize = zw_workspace_finalize;
  for (guint i = PROP_LOADED; i <= PROP_BUSY; i++)
    properties[i] = g_param_spec_boolean (names[i], NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  install_signals ();
}

static void
free_children (gpointer children)
{
  g_ptr_array_unref (children);
}

static void
zw_workspace_init (ZwWorkspace *self)
{
  for (guint i = 0; i < ZW_N_ENTITIES; i++)
    self->items[i] = zw_id_map_new (g_object_unref);
  self->aside = zw_id_map_new (g_object_unref);
  self->children = zw_id_map_new (free_children);
  self->folders = zw_id_map_new (zw_folder_free);
  self->projects = g_list_store_new (ZW_TYPE_PROJECT);
  self->people = g_list_store_new (ZW_TYPE_PERSON);
  self->live_lists = g_ptr_array_new_with_free_func (g_free);
  self->stale = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->failed = g_ptr_array_new ();
  self->undo = zw_undo_stack_new ();
  g_queue_init (&self->pending);
  g_queue_init (&self->waiting);
  g_queue_init (&self->turns);
  g_queue_init (&self->reloads);
}

ZwWorkspace *
zw_workspace_new (ZwStore *store, ZwClock *clock, const char *writer)
{
  ZwWorkspace *self = g_object_new (ZW_TYPE_WORKSPACE, NULL);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->writer = g_strdup (writer);
  self->read_seq = zw_store_get_seq (store);
  g_signal_connect_swapped (store, "changed-elsewhere", G_CALLBACK (changed_elsewhere_cb), self);
  return self;
}

ZwStore *
zw_workspace_get_store (ZwWorkspace *self)
{
  return self->store;
}

ZwClock *
zw_workspace_get_clock (ZwWorkspace *self)
{
  return self->clock;
}

gboolean
zw_workspace_is_loaded (ZwWorkspace *self)
{
  return self->is_loaded;
}

void
zw_workspace_set_loaded (ZwWorkspace *self, gboolean is_loaded)
{
  if (self->is_loaded == is_loaded)
    return;
  self->is_loaded = is_loaded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

gboolean
zw_workspace_is_read_only (ZwWorkspace *self)
{
  return self->store == NULL || zw_store_get_read_only_reason (self->store) != NULL;
}

void
zw_workspace_set_actor (ZwWorkspace *self, gint64 person, const char *name)
{
  self->actor = person;
  g_free (self->actor_name);
  self->actor_name = g_strdup (name != NULL && *name != '\0' ? name : NULL);
}

gint64
zw_workspace_get_actor (ZwWorkspace *self)
{
  return self->actor;
}

const char *
zw_workspace_get_actor_name (ZwWorkspace *self)
{
  ZwPerson *person = zw_workspace_get_person (self, self->actor);
  return self->actor_name == NULL && person != NULL ? person->name : self->actor_name;
}

gint64
zw_workspace_new_id (ZwWorkspace *self)
{
  /* Real time even under a fixed clock: two commands at the same pretended instant must not give the same ids. */
  const gint64 epoch_ms = G_GINT64_CONSTANT (1577836800000); /* 2020-01-01 */
  gint64 moment = (g_get_real_time () / 1000 - epoch_ms) << 22;

  if (moment > self->last_id)
    self->last_id = moment + g_random_int_range (0, 1 << 21);
  else
    self->last_id++;
  return self->last_id;
}

gint64
zw_workspace_reserve_ids (ZwWorkspace *self)
{
  gint64 first = zw_workspace_new_id (self);

  self->last_id += 1000 * 1000;
  return first;
}

ZwChangeSet *
zw_workspace_new_set (ZwWorkspace *self, ZwDeed deed)
{
  ZwChangeSet *set = zw_change_set_new (zw_workspace_new_id (self), deed);

  set->writer = g_strdup (self->writer);
  set->actor = self->actor;
  set->actor_name = g_strdup (zw_workspace_get_actor_name (self));
  set->at = MAX (zw_clock_get_now (self->clock), self->last_at);
  return set;
}

ZwTicketList *
zw_workspace_new_list (ZwWorkspace *self, gint64 project, ZwTicketPredicate predicate, gpointer predicate_data,
                       GDestroyNotify predicate_free, GCompareDataFunc compare, gpointer compare_data)
{
  ZwTicketList *list = zw_ticket_list_new (predicate, predicate_data, predicate_free, compare, compare_data);
  ZwLiveList *live = g_new (ZwLiveList, 1);

  /* The folder first: its full order is filled before the lists that are filled from it. */
  if (project != 0)
    zw_workspace_get_folder (self, project);
  *live = (ZwLiveList) { list, project };
  g_ptr_array_add (self->live_lists, live);
  g_object_weak_ref (G_OBJECT (list), forget_live_list_cb, self->live_lists);
  zw_workspace_refilter (self, list);
  return list;
}

void
zw_workspace_emit_changed (ZwWorkspace *self, ZwChangeSet *set, gboolean own)
{
  g_signal_emit (self, signals[ZW_WORKSPACE_CHANGED], 0, set, own);
}

void
zw_workspace_emit_stored (ZwWorkspace *self, ZwChangeSet *set)
{
  g_signal_emit (self, signals[ZW_WORKSPACE_STORED], 0, set);
}

void
zw_workspace_emit_failed (ZwWorkspace *self, ZwChangeSet *set, const GError *error)
{
  g_signal_emit (self, signals[ZW_WORKSPACE_FAILED], 0, set, error);
}

void
zw_workspace_emit_reloaded (ZwWorkspace *self)
{
  g_signal_emit (self, signals[ZW_WORKSPACE_RELOADED], 0);
}

void
zw_workspace_emit_tickets_changed (ZwWorkspace *self, GPtrArray *tickets, gboolean names)
{
  g_signal_emit (self, signals[ZW_WORKSPACE_TICKETS_CHANGED], 0, tickets, names);
}

void
zw_workspace_notify_busy (ZwWorkspace *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
zw_workspace_notify_undo (ZwWorkspace *self)
{
  gboolean can_undo = zw_workspace_can_undo (self), can_redo = zw_workspace_can_redo (self);

  if (can_undo != self->could_undo)
    {
      self->could_undo = can_undo;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
    }
  if (can_redo != self->could_redo)
    {
      self->could_redo = can_redo;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
    }
}
