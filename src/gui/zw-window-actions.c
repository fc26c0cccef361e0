/* SPDX-License-Identifier: GPL-3.0-or-later
 * The actions "win.*". Called once by ZwWindow. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-dialogs.h"
#include "zw-error.h"
#include "zw-format.h"
#include "zw-new-ticket-dialog.h"
#include "zw-undo-text.h"
#include "zw-wall-view.h"
#include "zw-window-private.h"

/* --- undo --- */

/* The card that the deed moved, made or brought back; NULL when there is none, or more than one. */
static ZwTicket *
find_only_moved (ZwWorkspace *workspace, const ZwChangeSet *set)
{
  gint64 ticket = 0;

  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      gboolean moved = change->op == ZW_OP_CREATE || change->op == ZW_OP_DELETE || change->field == ZW_FIELD_STATUS
                       || change->field == ZW_FIELD_SPRINT || change->field == ZW_FIELD_RANK;
      if (change->entity != ZW_ENTITY_TICKET || !moved)
        continue;
      if (ticket != 0 && ticket != change->id)
        return NULL;
      ticket = change->id;
    }
  return ticket == 0 ? NULL : zw_workspace_get_ticket (workspace, ticket);
}

/* The keyboard stays where something just happened, unless the person is in the pane or types. */
static void
follow (ZwWindow *self, const ZwChangeSet *set)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  ZwTicket *ticket = find_only_moved (self->workspace, set);

  if (self->view == NULL || ticket == NULL || GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
    return;
  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    zw_view_focus_ticket (self->view, ticket);
}

static void
finish_undo (ZwWindow *self, ZwChangeSet *set, gboolean redo, const GError *error)
{
  if (set != NULL)
    {
      g_autofree char *text = zw_undo_text_new (self->workspace, set, redo);
      follow (self, set);
      zw_window_toast_with_button (self, text, redo ? _("Undo") : _("Redo"), redo ? "win.undo" : "win.redo");
    }
  else if (!g_error_matches (error, ZW_ERROR, ZW_ERROR_NOTHING_TO_UNDO))
    zw_feedback_error (GTK_WIDGET (self), error);
}

static void
undo_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwChangeSet) set = zw_workspace_undo_finish (ZW_WORKSPACE (source), result, &error);

  finish_undo (self, set, FALSE, error);
}

static void
redo_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwChangeSet) set = zw_workspace_redo_finish (ZW_WORKSPACE (source), result, &error);

  finish_undo (self, set, TRUE, error);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwWindow *self = data;
  zw_workspace_undo_async (self->workspace, undo_ready_cb, g_object_ref (self));
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwWindow *self = data;
  zw_workspace_redo_async (self->workspace, redo_ready_cb, g_object_ref (self));
}

/* --- tickets --- */

/* Where it shows in the dialog's window: the view follows to it. */
static void
created_cb (ZwWindow *self, gint64 id)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, id);

  if (ticket != NULL && self->view != NULL)
    zw_view_focus_ticket (self->view, ticket);
}

static void
ask_new_ticket (ZwWindow *self, gint64 status)
{
  gboolean on_board = self->view != NULL && self->view == ZW_VIEW (self->board_view);
  ZwBoard *board = on_board ? zw_board_view_get_board (self->board_view) : NULL;
  gint64 sprint = self->view == NULL ? 0 : zw_view_get_sprint (self->view);
  GtkWidget *dialog = zw_new_ticket_dialog_new (GTK_WIDGET (self), self->workspace, self->project, status, sprint);

  if (board != NULL && zw_board_get_scope (board) == ZW_BOARD_PROBLEMS)
    zw_new_ticket_dialog_set_kind (ZW_NEW_TICKET_DIALOG (dialog), ZW_TICKET_PROBLEM);
  g_signal_connect_object (dialog, "created", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
new_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwWindow *self = data;

  if (self->project == 0)
    g_action_group_activate_action (G_ACTION_GROUP (self), "new-project", NULL);
  else
    ask_new_ticket (self, 0);
}

static void
new_ticket_in_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_new_ticket (data, g_variant_get_int64 (parameter));
}

/* For windows beside this one, such as a report. */
static void
open_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwWindow *self = data;
  ZwTicket *ticket = self->workspace != NULL ? zw_workspace_get_ticket (self->workspace, g_variant_get_int64 (parameter)) : NULL;

  if (ticket != NULL)
    zw_window_open_ticket (self, ticket, TRUE);
}

/* --- projects --- */

static void
new_project_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_create_project (data);
}

static void
project_settings_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_show_settings (data, NULL);
}

static void
people_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_show_settings (data, "people");
}

static void
backups_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_show_backups (data);
}

static void
stand_up_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_show_standup (data);
}

static void
you_are_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_ask_who (data);
}

static void
close_finished_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_close_finished (data);
}

static void
switch_project_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_set_project (data, g_variant_get_int64 (parameter));
}

/* --- files --- */

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_choose_import (data);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_choose_export (data);
}

static void
send_changes_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_send_changes (data);
}

static void
example_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_add_example (data);
}

static void
database_chosen (GFile *file, gpointer data)
{
  g_signal_emit_by_name (data, "open-database", file);
}

static void
open_database_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_dialogs_open_file (data, _("Open Database"), ".db", database_chosen, g_object_ref (data), g_object_unref);
}

/* --- view --- */

static void
filter_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwWindow *self = data;

  if (self->view == NULL)
    return;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search), TRUE);
  zw_view_start_filter (self->view);
}

static void
show_board_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_show_view (data, "board");
}

static void
show_backlog_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_show_view (data, "backlog");
}

static void
next_view_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_step_view (data, 1);
}

static void
previous_view_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_step_view (data, -1);
}

/* From the filter or a closed popover back to the tickets. */
static void
focus_view_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwWindow *self = data;

  if (self->view != NULL)
    zw_view_focus (self->view);
}

static void
close_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_open_ticket (data, NULL, FALSE);
}

static void
toggle_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwWindow *self = data;
  ZwTicket *ticket = self->view == NULL ? NULL : zw_view_get_current (self->view);

  if (ticket != NULL)
    zw_window_toggle_ticket (self, ticket);
}

static gboolean
holds_focus (ZwWindow *self, GtkWidget *region)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  return focus != NULL && (focus == region || gtk_widget_is_ancestor (focus, region));
}

static gboolean
focus_region (ZwWindow *self, GtkWidget *region, gboolean is_tickets)
{
  if (is_tickets)
    zw_view_focus (self->view);
  return is_tickets || (gtk_widget_get_mapped (region) && gtk_widget_child_focus (region, GTK_DIR_TAB_FORWARD));
}

static void
next_region_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwWindow *self = data;
  GtkWidget *regions[ZW_VIEW_MAX_REGIONS + 2] = { self->header };

  if (self->view == NULL)
    return;
  guint n = 1 + zw_view_get_regions (self->view, regions + 1), tickets = n - 1, current = 0;
  if (self->open_ticket != NULL)
    regions[n++] = self->pane;
  for (guint i = 0; i < n; i++)
    if (holds_focus (self, regions[i]))
      current = i;
  for (guint i = 1; i < n; i++)
    if (focus_region (self, regions[(current + i) % n], (current + i) % n == tickets))
      return;
}

static void
full_screen_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_toggle_screen (data);
}

static void
show_wall_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_window_set_wall (data, TRUE);
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_dialogs_shortcuts (data);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_dialogs_about (data);
}

static void
enable (ZwWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* What leads away from the wall waits until it is left. */
static void
update_wall_actions (ZwWindow *self)
{
  static const char *const others[] = { "show-board", "show-backlog", "next-view", "previous-view", "toggle-pane", "close-pane",
                                        "filter", "next-region" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    enable (self, others[i], self->wall == NULL);
}

void
zw_window_update_actions (ZwWindow *self)
{
  gboolean on_wall = self->wall != NULL, open = self->workspace != NULL;
  gboolean may_write = open && !zw_workspace_is_read_only (self->workspace);
  gboolean writable = may_write && !on_wall;
  gboolean may_undo = may_write && (!on_wall || !zw_wall_view_is_locked (ZW_WALL_VIEW (self->wall)));
  gboolean has_project = open && self->project != 0 && !on_wall;

  enable (self, "undo", may_undo && zw_workspace_can_undo (self->workspace));
  enable (self, "redo", may_undo && zw_workspace_can_redo (self->workspace));
  update_wall_actions (self);
  enable (self, "new-project", writable);
  enable (self, "project-settings", has_project);
  enable (self, "stand-up", has_project);
  enable (self, "show-wall", has_project);
  enable (self, "people", has_project);
  enable (self, "backups", open);
  enable (self, "you-are", open);
  enable (self, "import", writable);
  zw_file_drop_set_enabled (self->file_drop, writable);
  enable (self, "example", writable);
  enable (self, "export", has_project);
  enable (self, "send-changes", has_project);
  enable (self, "new-ticket", writable);
  enable (self, "new-ticket-in", writable && has_project);
}

void
zw_window_add_actions (ZwWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = redo_cb },
    { .name = "new-ticket", .activate = new_ticket_cb },
    { .name = "new-ticket-in", .activate = new_ticket_in_cb, .parameter_type = "x" },
    { .name = "close-finished", .activate = close_finished_cb },
    { .name = "new-project", .activate = new_project_cb },
    { .name = "project-settings", .activate = project_settings_cb },
    { .name = "people", .activate = people_cb },
    { .name = "backups", .activate = backups_cb },
    { .name = "stand-up", .activate = stand_up_cb },
    { .name = "you-are", .activate = you_are_cb },
    { .name = "switch-project", .activate = switch_project_cb, .parameter_type = "x" },
    { .name = "open-ticket", .activate = open_ticket_cb, .parameter_type = "x" },
    { .name = "import", .activate = import_cb },
    { .name = "export", .activate = export_cb },
    { .name = "send-changes", .activate = send_changes_cb },
    { .name = "example", .activate = example_cb },
    { .name = "open-database", .activate = open_database_cb },
    { .name = "filter", .activate = filter_cb },
    { .name = "show-board", .activate = show_board_cb },
    { .name = "show-backlog", .activate = show_backlog_cb },
    { .name = "next-view", .activate = next_view_cb },
    { .name = "previous-view", .activate = previous_view_cb },
    { .name = "focus-view", .activate = focus_view_cb },
    { .name = "close-pane", .activate = close_pane_cb },
    { .name = "toggle-pane", .activate = toggle_pane_cb },
    { .name = "next-region", .activate = next_region_cb },
    { .name = "full-screen", .activate = full_screen_cb },
    { .name = "show-wall", .activate = show_wall_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
    { .name = "about", .activate = about_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
