/* SPDX-License-Identifier: GPL-3.0-or-later
 * The pages of the wall in turn, for those who ask for it: the board, the burndown, what is blocked or waits. A page with nothing
 * on it is passed over, and nobody is interrupted: pages turn only while the wall is locked and the pointer rests. Called by the
 * other files of ZwWallView. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-wall-view-private.h"

/* --- what is blocked or waits ---------------------------------------------------------------------------------------- */

static gboolean
is_open (ZwWallView *self, ZwTicket *ticket)
{
  ZwSprint *sprint = zw_board_get_scope (self->board) == ZW_BOARD_SPRINT ? zw_board_get_sprint (self->board) : NULL;

  return ticket->type != ZW_TICKET_EPIC && !zw_workspace_is_closed (self->workspace, ticket)
         && (sprint == NULL || ticket->sprint == zw_item_get_id (ZW_ITEM (sprint)));
}

static gboolean
is_blocked (ZwTicket *ticket, gpointer data)
{
  return zw_ticket_is_blocked (ticket) && is_open (data, ticket);
}

static gboolean
is_waiting (ZwTicket *ticket, gpointer data)
{
  return ticket->waiting_until != ZW_UNSET && is_open (data, ticket);
}

static void
update_stop (ZwWallView *self, guint index, const char *name)
{
  ZwWallColumn *column = zw_wall_grid_get_column (self->stopped, index);
  guint n = g_list_model_get_n_items (zw_wall_column_get_cards (column));
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *cards = g_strdup_printf (ngettext ("%u card", "%u cards", n), n);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", name, cards);

  zw_wall_column_set_head (column, name, count, FALSE, spoken);
}

static void
update_stops (ZwWallView *self)
{
  update_stop (self, 0, _("Blocked"));
  update_stop (self, 1, _("Waiting"));
}

static GtkWidget *
new_stop (ZwWallView *self, ZwTicketPredicate predicate)
{
  g_autoptr (ZwTicketList) list = zw_workspace_new_list (self->workspace, zw_board_get_project (self->board), predicate, self, NULL, NULL,
                                                         NULL);

  g_signal_connect_object (list, "items-changed", G_CALLBACK (update_stops), self, G_CONNECT_SWAPPED);
  return zw_wall_column_new (self->workspace, self->theme, G_LIST_MODEL (list));
}

/* The lists ask the board for its sprint: they are filled anew with the page. */
static void
fill_stops (ZwWallView *self)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  g_ptr_array_add (columns, new_stop (self, is_blocked));
  g_ptr_array_add (columns, new_stop (self, is_waiting));
  zw_wall_grid_set_columns (self->stopped, columns);
  update_stops (self);
}

static void
empty_stops (ZwWallView *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  zw_wall_grid_set_columns (self->stopped, none);
}

static gboolean
has_stops (ZwWallView *self)
{
  return g_list_model_get_n_items (zw_wall_column_get_cards (zw_wall_grid_get_column (self->stopped, 0))) > 0
         || g_list_model_get_n_items (zw_wall_column_get_cards (zw_wall_grid_get_column (self->stopped, 1))) > 0;
}

/* --- in turn --------------------------------------------------------------------------------------------------------- */

void
zw_wall_view_show_board (ZwWallView *self)
{
  if (gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->grid))
    return;
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->grid));
  empty_stops (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static gboolean
show_burndown (ZwWallView *self)
{
  if (self->watch == NULL || zw_sprint_watch_get_report (self->watch) == NULL)
    return FALSE;
  gtk_stack_set_visible_child (self->pages, self->chart);
  return TRUE;
}

static gboolean
show_stopped (ZwWallView *self)
{
  fill_stops (self);
  if (has_stops (self))
    gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->stopped));
  else
    empty_stops (self);
  return gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->stopped);
}

void
zw_wall_view_turn_page (ZwWallView *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->pages);

  if (self->board == NULL || !self->locked || gtk_widget_get_opacity (self->corner) > 0)
    return;
  if (shown == GTK_WIDGET (self->grid) && show_burndown (self))
    return;
  if (shown != GTK_WIDGET (self->stopped) && show_stopped (self))
    return;
  zw_wall_view_show_board (self);
}

const char *
zw_wall_view_get_page (ZwWallView *self)
{
  return gtk_stack_get_visible_child_name (self->pages);
}

static gboolean
turn_cb (gpointer data)
{
  zw_wall_view_turn_page (data);
  return G_SOURCE_CONTINUE;
}

static void
rotation_changed_cb (ZwWallView *self)
{
  int seconds = g_settings_get_int (self->settings, "wall-rotation");

  g_clear_handle_id (&self->rotation_timer, g_source_remove);
  if (seconds > 0)
    self->rotation_timer = g_timeout_add_seconds ((guint) seconds, turn_cb, self);
  else
    zw_wall_view_show_board (self);
}

GMenuModel *
zw_wall_view_new_menu (void)
{
  const struct {
    const char *words;
    int seconds;
  } choices[] = { { _("Board Only"), 0 }, { _("Next Page Every 30 Seconds"), 30 }, { _("Next Page Every Minute"), 60 },
                  { _("Next Page Every 5 Minutes"), 300 } };
  g_autoptr (GMenu) menu = g_menu_new (), section = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (choices[i].words, NULL);
      g_menu_item_set_action_and_target (item, "wall.wall-rotation", "i", choices[i].seconds);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, _("Board, Burndown, Blocked"), G_MENU_MODEL (section));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

void
zw_wall_view_add_pages (ZwWallView *self)
{
  g_autoptr (GAction) rotation = g_settings_create_action (self->settings, "wall-rotation");

  self->chart = zw_wall_chart_new ();
  self->stopped = ZW_WALL_GRID (zw_wall_grid_new (_("Blocked or waiting")));
  gtk_stack_add_named (self->pages, self->chart, "burndown");
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->stopped), "blocked");
  g_action_map_add_action (G_ACTION_MAP (self->actions), rotation);
  g_signal_connect_object (self->settings, "changed::wall-rotation", G_CALLBACK (rotation_changed_cb), self, G_CONNECT_SWAPPED);
  rotation_changed_cb (self);
}
