/* SPDX-License-Identifier: GPL-3.0-or-later
 * The menu of a card. Called by ZwBoardView; offers only what makes sense for the ticket as it is now. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-board-menu.h"

#include <glib/gi18n.h>

#include "zw-project-move.h"

static void
append (GMenu *menu, const char *label, const char *action, const char *key)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (key != NULL)
    g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}

static GMenu *
begin_section (GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  return section; /* kept alive by the menu */
}

static void
append_rank (GMenu *section)
{
  g_autoptr (GMenu) places = g_menu_new ();

  append (places, _("Top of the Section"), "ticket.move-top", "<Alt>Home");
  append (places, _("Bottom of the Section"), "ticket.move-bottom", "<Alt>End");
  append (places, _("Up"), "ticket.move-up", "<Alt>Up");
  append (places, _("Down"), "ticket.move-down", "<Alt>Down");
  g_menu_append_submenu (section, _("Move to"), G_MENU_MODEL (places));
}

static void
append_move_to (GMenu *section, ZwBoard *board)
{
  g_autoptr (GMenu) places = g_menu_new ();
  GMenu *columns = begin_section (places);
  GMenu *ends = begin_section (places);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (board)); i++)
    {
      g_autoptr (ZwBoardColumn) column = g_list_model_get_item (G_LIST_MODEL (board), i);
      ZwStatus *status = zw_board_column_get_status (column);
      g_autoptr (GMenuItem) item = g_menu_item_new (status->name, NULL);
      g_menu_item_set_action_and_target (item, "ticket.move-to", "x", zw_item_get_id (ZW_ITEM (status)));
      g_menu_append_item (columns, item);
    }
  append (ends, _("Top of the Column"), "ticket.move-top", NULL);
  append (ends, _("Bottom of the Column"), "ticket.move-bottom", NULL);
  g_menu_append_submenu (section, _("Move to"), G_MENU_MODEL (places));
}

static GMenuModel *
new_menu (ZwWorkspace *workspace, ZwBoard *board, ZwTicket *ticket)
{
  GMenu *menu = g_menu_new ();
  gboolean closed = zw_workspace_is_closed (workspace, ticket);
  GMenu *look = begin_section (menu);
  GMenu *change = begin_section (menu);
  GMenu *state = begin_section (menu);
  GMenu *more = begin_section (menu);

  append (look, C_("action", "Open"), "ticket.open", "Return");
  append (look, _("Edit Title"), "ticket.edit-title", "e");
  if (board != NULL)
    append_move_to (change, board);
  else
    append_rank (change);
  zw_project_move_append (change, workspace, ticket->project, "ticket.move-to-project");
  append (change, _("Assign…"), "ticket.assign", "a");
  append (change, _("Labels…"), "ticket.labels", "t");
  append (change, _("Estimate…"), "ticket.estimate", "p");
  append (change, _("Due Date…"), "ticket.due", "d");
  append (change, _("Sprint…"), "ticket.sprint", "s");
  if (zw_ticket_is_blocked (ticket))
    append (state, _("Unblock"), "ticket.unblock", NULL);
  else if (!closed)
    append (state, _("Block…"), "ticket.block", "b");
  if (!closed)
    append (state, _("Wait Until…"), "ticket.wait", "w");
  if (ticket->waiting_until != ZW_UNSET)
    append (state, _("Stop Waiting"), "ticket.stop-waiting", NULL);
  append (state, closed ? _("Reopen") : _("Close Ticket…"), closed ? "ticket.reopen" : "ticket.close", closed ? NULL : "c");
  if (ticket->type == ZW_TICKET_PROBLEM)
    append (more, _("Create Task from Problem"), "ticket.create-task", NULL);
  append (more, _("Duplicate"), "ticket.duplicate", "<Control>d");
  append (more, _("Copy Key"), "ticket.copy-key", "<Control><Shift>c");
  append (more, _("Delete"), "ticket.delete", "Delete");
  return G_MENU_MODEL (menu);
}

static gboolean
unparent_cb (gpointer data)
{
  gtk_widget_unparent (data);
  return G_SOURCE_REMOVE;
}

/* The action of a chosen item runs after the popover closed. The keyboard goes back to the card it came from, unless
 * something took it already. */
static void
closed_cb (GtkPopover *popover)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (popover));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (parent));

  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (popover)))
    gtk_widget_activate_action (parent, "win.focus-view", NULL);
  g_idle_add_full (G_PRIORITY_LOW, unparent_cb, g_object_ref (popover), g_object_unref);
}

void
zw_board_menu_popup (GtkWidget *widget, ZwWorkspace *workspace, ZwBoard *board, ZwTicket *ticket, const GdkRectangle *bounds)
{
  g_autoptr (GMenuModel) menu = new_menu (workspace, board, ticket);
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);

  gtk_widget_set_parent (popover, widget);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_RIGHT);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), bounds);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}
