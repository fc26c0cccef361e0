/* SPDX-License-Identifier: GPL-3.0-or-later
 * The action group "ticket". Made by ZwWindow. Must never know a rule of the domain: commands do. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-actions.h"

#include <glib/gi18n.h>

#include "zw-backlog-move.h"
#include "zw-block-popover.h"
#include "zw-close-dialog.h"
#include "zw-commit.h"
#include "zw-date-popover.h"
#include "zw-estimate-popover.h"
#include "zw-feedback.h"
#include "zw-format.h"
#include "zw-label-popover.h"
#include "zw-part-commands.h"
#include "zw-person-popover.h"
#include "zw-project-move.h"
#include "zw-ticket-commands.h"
#include "zw-wait-popover.h"

struct _ZwTicketActions {
  GObject parent_instance;

  ZwWorkspace *workspace;     /* (owned) */
  GtkWidget *widget;          /* the host, which owns us */
  ZwTicketActionsHost host;
  GSimpleActionGroup *group;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (ZwTicketActions, zw_ticket_actions, G_TYPE_OBJECT)

/* --- what it acts on --- */

static const gint64 *
get_ids (GArray *ids)
{
  return (const gint64 *) (gpointer) ids->data;
}

/* NULL when there is nothing to act on. */
static GArray *
dup_targets (ZwTicketActions *self)
{
  GArray *ids = self->host.dup_targets (self->host.data);

  if (ids->len == 0)
    g_clear_pointer (&ids, g_array_unref);
  return ids;
}

static ZwTicket *
get_first (ZwTicketActions *self, GArray *ids)
{
  return zw_workspace_get_ticket (self->workspace, g_array_index (ids, gint64, 0));
}

/* "WEB-142" or "3 tickets". */
static char *
dup_subject (ZwTicketActions *self, GArray *ids)
{
  if (ids->len == 1)
    return zw_format_key (self->workspace, get_first (self, ids));
  return g_strdup_printf (ngettext ("%u ticket", "%u tickets", ids->len), ids->len);
}

static gboolean
commit (ZwTicketActions *self, ZwChangeSet *set, GError **error)
{
  return zw_commit (self->widget, self->workspace, set, error);
}

static void
focus_first (ZwTicketActions *self, GArray *ids)
{
  ZwTicket *ticket = get_first (self, ids);

  if (ticket != NULL)
    self->host.focus (ticket, self->host.data);
}

/* The focus stays on a moved card, which says where it is now. */
static void
follow_first (ZwTicketActions *self, GArray *ids)
{
  ZwTicket *ticket = get_first (self, ids);

  focus_first (self, ids);
  if (ticket != NULL)
    self->host.tell_place (ticket, self->host.data);
}

/* --- popovers at the card --- */

typedef struct {
  ZwTicketActions *actions; /* (owned) */
  gint64 ticket;
} Anchored;

static void
anchored_free (gpointer data, GClosure *closure)
{
  Anchored *anchored = data;

  g_object_unref (anchored->actions);
  g_free (anchored);
}

static gboolean
unparent_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
popover_closed_cb (GtkPopover *popover, Anchored *anchored)
{
  ZwTicket *ticket = zw_workspace_get_ticket (anchored->actions->workspace, anchored->ticket);

  anchored->actions->host.focus (ticket, anchored->actions->host.data);
  g_idle_add_full (G_PRIORITY_LOW, unparent_cb, g_object_ref (popover), g_object_unref);
}

/* GTK flips a popover above or below the card but never pushes it back onto the screen from there: one that is taller than
 * both rooms would lose its last buttons. Beside the card it slides. */
static void
choose_side (GtkPopover *popover, GtkWidget *anchor, const GdkRectangle *bounds)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (anchor));
  double top = 0;
  int height;

  /* Hidden, the popover itself measures nothing; its arrow and edges are about one row. */
  gtk_widget_measure (gtk_popover_get_child (popover), GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  height += 40;
  gtk_widget_translate_coordinates (anchor, root, 0, bounds->y, NULL, &top);
  if (height > top && height > gtk_widget_get_height (root) - top - bounds->height)
    gtk_popover_set_position (popover, GTK_POS_RIGHT);
}

static void
popup (ZwTicketActions *self, GArray *ids, ZwField field, GtkWidget *popover)
{
  Anchored *anchored = g_new0 (Anchored, 1);
  GdkRectangle bounds = { 0 };

  anchored->actions = g_object_ref (self);
  anchored->ticket = g_array_index (ids, gint64, 0);
  GtkWidget *anchor = self->host.find_anchor (anchored->ticket, field, &bounds, self->host.data);
  gtk_widget_set_parent (popover, anchor);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &bounds);
  choose_side (GTK_POPOVER (popover), anchor, &bounds);
  g_signal_connect_data (popover, "closed", G_CALLBACK (popover_closed_cb), anchored, anchored_free, 0);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
popover_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicketActions *self = data;
  const char *name = g_action_get_name (G_ACTION (action));
  g_autoptr (GArray) ids = dup_targets (self);

  if (ids == NULL || zw_workspace_is_read_only (self->workspace))
    return;
  if (g_str_equal (name, "assign"))
    popup (self, ids, ZW_FIELD_OWNER, zw_person_popover_new (self->workspace, 0, get_ids (ids), ids->len, ZW_FIELD_OWNER));
  else if (g_str_equal (name, "labels"))
    popup (self, ids, ZW_FIELD_LABELS, zw_label_popover_new (self->workspace, 0, get_ids (ids), ids->len));
  else if (g_str_equal (name, "estimate"))
    popup (self, ids, ZW_FIELD_ESTIMATE, zw_estimate_popover_new (self->workspace, 0, get_ids (ids), ids->len));
  else if (g_str_equal (name, "due"))
    popup (self, ids, ZW_FIELD_DUE, zw_date_popover_new (self->workspace, 0, get_ids (ids), ids->len));
  else if (g_str_equal (name, "block"))
    popup (self, ids, ZW_FIELD_TITLE, zw_block_popover_new (self->workspace, get_ids (ids), ids->len));
  else if (g_str_equal (name, "wait"))
    popup (self, ids, ZW_FIELD_WAITING_UNTIL, zw_wait_popover_new (self->workspace, get_ids (ids), ids->len));
}

static void
sprint_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicketActions *self = data;
  g_autoptr (GArray) ids = dup_targets (self);
  g_autoptr (GMenu) menu = g_menu_new ();

  if (ids == NULL)
    return;
  GListModel *sprints = zw_workspace_get_sprints (self->workspace, get_first (self, ids)->project);
  for (guint i = 0; i < g_list_model_get_n_items (sprints); i++)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (sprints, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (sprint->name, NULL);
      g_menu_item_set_action_and_target (item, "ticket.set-sprint", "x", zw_item_get_id (ZW_ITEM (sprint)));
      if (sprint->state != ZW_SPRINT_CLOSED)
        g_menu_append_item (menu, item);
    }
  g_menu_append (menu, _("No Sprint"), "ticket.set-sprint(@x 0)");
  popup (self, ids, ZW_FIELD_SPRINT, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

/* --- fields --- */

static void
set_field (ZwTicketActions *self, ZwField field, const char *value)
{
  g_autoptr (GArray) ids = dup_targets (self);
  g_autoptr (GError) error = NULL;

  if (ids != NULL)
    commit (self, zw_ticket_set_field (self->workspace, get_ids (ids), ids->len, field, value, &error), &error);
}

static void
set_sprint_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicketActions *self = data;
  g_autoptr (GArray) ids = dup_targets (self);

  if (ids != NULL && zw_backlog_move_to_sprint (self->widget, self->workspace, get_ids (ids), ids->len, g_variant_get_int64 (parameter)))
    follow_first (self, ids);
}

static void
assign_me_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicketActions *self = data;
  gint64 actor = zw_workspace_get_actor (self->workspace);
  g_autofree char *person = zw_ref_to_text (actor);

  if (actor == 0)
    gtk_widget_activate_action (self->widget, "win.you-are", NULL);
  else
    set_field (self, ZW_FIELD_OWNER, person);
}

static void
difficulty_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  int difficulty = g_variant_get_int32 (parameter);
  g_autofree char *text = difficulty == 0 ? NULL : g_strdup_printf ("%d", difficulty);

  set_field (data, ZW_FIELD_DIFFICULTY, text);
}

/* --- moving --- */

static void
move_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const struct {
    const char *name;
    ZwMoveStep step;
  } steps[] = { { "move-left", ZW_MOVE_LEFT }, { "move-right", ZW_MOVE_RIGHT }, { "move-up", ZW_MOVE_UP },
                { "move-down", ZW_MOVE_DOWN }, { "move-top", ZW_MOVE_TOP }, { "move-bottom", ZW_MOVE_BOTTOM } };
  ZwTicketActions *self = data;
  g_autoptr (GArray) ids = dup_targets (self);

  for (guint i = 0; i < G_N_ELEMENTS (steps) && ids != NULL; i++)
    if (g_str_equal (g_action_get_name (G_ACTION (action)), steps[i].name) &&
        self->host.move (get_ids (ids), ids->len, steps[i].step, self->host.data))
      follow_first (self, ids);
}

static void
move_to_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicketActions *self = data;
  g_autoptr (GArray) ids = dup_targets (self);

  if (ids != NULL && zw_move_to (self->widget, self->workspace, get_ids (ids), ids->len, g_variant_get_int64 (parameter)))
    follow_first (self, ids);
}

static void
move_to_project_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicketActions *self = data;
  g_autoptr (GArray) ids = dup_targets (self);

  if (ids != NULL)
    zw_project_move_run (self->widget, self->workspace, get_ids (ids), ids->len, g_variant_get_int64 (parameter));
}

/* --- life --- */

static void
ask_to_close (ZwTicketActions *self, GArray *ids, ZwResolution resolution)
{
  if (!zw_workspace_is_read_only (self->workspace))
    gtk_window_present (GTK_WINDOW (zw_close_dialog_new (self->widget, self->workspace, get_ids (ids), ids->len, resolution)));
}

/* (transfer full) */
static GArray *
dup_open (ZwTicketActions *self, GArray *ids)
{
  GArray *open = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < ids->len; i++)
    if (!zw_workspace_is_closed (self->workspace, zw_workspace_get_ticket (self->workspace, g_array_index (ids, gint64, i))))
      g_array_append_val (open, g_array_index (ids, gint64, i));
  return open;
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicketActions *self = data;
  g_autoptr (GArray) ids = dup_targets (self);

  if (ids == NULL)
    return;
  g_autoptr (GArray) open = dup_open (self, ids);
  g_autofree char *subject = dup_subject (self, ids);
  /* Translators: what cannot be closed again: "WEB-142", or "3 tickets". */
  g_autofree char *text = g_strdup_printf (_("%s: closed already. Reopen is in the menu."), subject);
  if (open->len > 0)
    ask_to_close (self, open, ZW_RESOLUTION_NONE);
  else
    zw_feedback_toast (self->widget, text, FALSE);
}

/* What was done may turn out not to be. */
static void
give_up_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicketActions *self = data;
  g_autoptr (GArray) ids = dup_targets (self);

  if (ids != NULL)
    ask_to_close (self, ids, ZW_RESOLUTION_WILL_NOT_BE_DONE);
}

static void
reopen_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicketActions *self = data;
  g_autoptr (GArray) ids = dup_targets (self);
  g_autoptr (GError) error = NULL;

  if (ids == NULL)
    return;
  g_autofree char *subject = dup_subject (self, ids);
  g_autofree char *text = g_strdup_printf (_("%s reopened"), subject);
  if (commit (self, zw_ticket_reopen (self->workspace, get_ids (ids), ids->len, &error), &error))
    zw_feedback_toast (self->widget, text, TRUE);
  focus_first (self, ids);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicketActions *self = data;
  g_autoptr (GArray) ids = dup_targets (self);
  g_autoptr (GError) error = NULL;

  if (ids == NULL)
    return;
  g_autofree char *subject = dup_subject (self, ids);
  g_autofree char *text = g_strdup_printf (_("%s deleted"), subject);
  if (commit (self, zw_ticket_delete (self->workspace, get_ids (ids), ids->len, &error), &error))
    zw_feedback_toast (self->widget, text, TRUE);
}

static void
stop_waiting_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicketActions *self = data;
  g_autoptr (GArray) ids = dup_targets (self);
  g_autoptr (GError) error = NULL;

  if (ids != NULL)
    commit (self, zw_ticket_wait (self->workspace, get_ids (ids), ids->len, NULL, NULL, &error), &error);
}

/* --- what needs the ticket's parts from the store first --- */

typedef struct {
  ZwTicketActions *actions; /* (owned) */
  gint64 ticket;
} Reading;

static Reading *
reading_new (ZwTicketActions *self, gint64 ticket)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->actions = g_object_ref (self);
  reading->ticket = ticket;
  return reading;
}

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->actions);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
read_details (ZwTicketActions *self, gint64 ticket, GAsyncReadyCallback callback)
{
  zw_store_read_details_async (zw_workspace_get_store (self->workspace), ticket, NULL, callback, reading_new (self, ticket));
}

static void
unblock_ready_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  ZwTicketActions *self = reading->actions;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwTicketDetails) details = zw_store_read_details_finish (ZW_STORE (store), result, &error);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  if (details == NULL)
    {
      zw_feedback_error (self->widget, error);
      return;
    }
  for (guint i = 0; i < details->blocks->len; i++)
    if (ZW_BLOCK (details->blocks->pdata[i])->ended == 0)
      g_ptr_array_add (open, details->blocks->pdata[i]);
  if (open->len > 0)
    commit (self, zw_block_end (self->workspace, open, &error), &error);
}

static void
unblock_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GArray) ids = dup_targets (data);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    read_details (data, g_array_index (ids, gint64, i), unblock_ready_cb);
}

static void
duplicate_ready_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  ZwTicketActions *self = reading->actions;
  gint64 id = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwTicketDetails) details = zw_store_read_details_finish (ZW_STORE (store), result, &error);

  if (details == NULL)
    {
      zw_feedback_error (self->widget, error);
      return;
    }
  if (commit (self, zw_ticket_duplicate (self->workspace, reading->ticket, details, &id, &error), &error))
    self->host.focus (zw_workspace_get_ticket (self->workspace, id), self->host.data);
}

static void
duplicate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GArray) ids = dup_targets (data);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    read_details (data, g_array_index (ids, gint64, i), duplicate_ready_cb);
}

static void
create_task_ready_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  ZwTicketActions *self = reading->actions;
  gint64 id = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwTicketDetails) details = zw_store_read_details_finish (ZW_STORE (store), result, &error);

  if (details == NULL)
    {
      zw_feedback_error (self->widget, error);
      return;
    }
  ZwChangeSet *set = zw_ticket_create_task_from_problem (self->workspace, reading->ticket, ZW_TICKET_TASK, details->description,
                                                         &id, &error);
  if (!commit (self, set, &error))
    return;
  zw_feedback_toast (self->widget, _("Task created from the problem"), TRUE);
  self->host.open (zw_workspace_get_ticket (self->workspace, id), self->host.data);
}

static void
create_task_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GArray) ids = dup_targets (data);

  if (ids != NULL)
    read_details (data, g_array_index (ids, gint64, 0), create_task_ready_cb);
}

/* --- looking --- */

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicketActions *self = data;
  g_autoptr (GArray) ids = dup_targets (self);

  if (ids != NULL)
    self->host.open (get_first (self, ids), self->host.data);
}

static void
edit_title_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicketActions *self = data;
  self->host.edit_title (self->host.data);
}

static void
copy_key_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicketActions *self = data;
  g_autoptr (GArray) ids = dup_targets (self);
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, g_array_index (ids, gint64, i));
      g_autofree char *key = zw_format_key (self->workspace, ticket);
      g_string_append_printf (keys, "%s%s", i == 0 ? "" : " ", key);
    }
  if (keys->len == 0)
    return;
  g_autofree char *text = g_strdup_printf (_("%s copied"), keys->str);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (self->widget), keys->str);
  zw_feedback_toast (self->widget, text, FALSE);
}

/* --- the group --- */

static void
add_actions (ZwTicketActions *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = open_cb },
    { .name = "edit-title", .activate = edit_title_cb },
    { .name = "move-to", .activate = move_to_cb, .parameter_type = "x" },
    { .name = "move-to-project", .activate = move_to_project_cb, .parameter_type = "x" },
    { .name = "move-left", .activate = move_cb },
    { .name = "move-right", .activate = move_cb },
    { .name = "move-up", .activate = move_cb },
    { .name = "move-down", .activate = move_cb },
    { .name = "move-top", .activate = move_cb },
    { .name = "move-bottom", .activate = move_cb },
    { .name = "assign", .activate = popover_cb },
    { .name = "assign-me", .activate = assign_me_cb },
    { .name = "labels", .activate = popover_cb },
    { .name = "estimate", .activate = popover_cb },
    { .name = "difficulty", .activate = difficulty_cb, .parameter_type = "i" },
    { .name = "block", .activate = popover_cb },
    { .name = "unblock", .activate = unblock_cb },
    { .name = "wait", .activate = popover_cb },
    { .name = "stop-waiting", .activate = stop_waiting_cb },
    { .name = "due", .activate = popover_cb },
    { .name = "sprint", .activate = sprint_cb },
    { .name = "set-sprint", .activate = set_sprint_cb, .parameter_type = "x" },
    { .name = "close", .activate = close_cb },
    { .name = "give-up", .activate = give_up_cb },
    { .name = "reopen", .activate = reopen_cb },
    { .name = "delete", .activate = delete_cb },
    { .name = "duplicate", .activate = duplicate_cb },
    { .name = "copy-key", .activate = copy_key_cb },
    { .name = "create-task", .activate = create_task_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries), self);
}

static void
zw_ticket_actions_dispose (GObject *object)
{
  ZwTicketActions *self = ZW_TICKET_ACTIONS (object);

  g_clear_object (&self->group);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_ticket_actions_parent_class)->dispose (object);
}

static void
zw_ticket_actions_class_init (ZwTicketActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_ticket_actions_dispose;
}

static void
zw_ticket_actions_init (ZwTicketActions *self)
{
  self->group = g_simple_action_group_new ();
  add_actions (self);
}

GActionGroup *
zw_ticket_actions_get_group (ZwTicketActions *self)
{
  return G_ACTION_GROUP (self->group);
}

ZwTicketActions *
zw_ticket_actions_new (ZwWorkspace *workspace, GtkWidget *widget, const ZwTicketActionsHost *host)
{
  ZwTicketActions *self = g_object_new (ZW_TYPE_TICKET_ACTIONS, NULL);

  self->workspace = g_object_ref (workspace);
  self->widget = widget;
  self->host = *host;
  return self;
}
