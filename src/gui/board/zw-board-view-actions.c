/* SPDX-License-Identifier: GPL-3.0-or-later
 * What keys and menus do on the board itself: the focus, the selection, the filter, and what it shows. Called by
 * zw-board-view.c. Must never write: "ticket.*" do that. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-board-view-private.h"
#include "zw-view.h"

static void
focus_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_board_view_focus_cards (data);
}

static void
move_focus_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBoardView *self = data;
  const char *name = g_action_get_name (G_ACTION (action));
  GtkDirectionType direction = g_str_has_suffix (name, "left") ? GTK_DIR_LEFT : g_str_has_suffix (name, "right") ? GTK_DIR_RIGHT
                               : g_str_has_suffix (name, "up") ? GTK_DIR_UP : GTK_DIR_DOWN;

  gtk_widget_child_focus (GTK_WIDGET (self->columns), direction);
}

static void
toggle_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwTicket *ticket = zw_board_view_get_current_card (data);

  if (ticket != NULL)
    zw_view_toggle_ticket (ZW_VIEW (data), ticket);
}

static void
new_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBoardView *self = data;
  gint64 status = zw_board_view_get_current_status (self);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-ticket-in", "x", status);
}

static void
select_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBoardView *self = data;
  ZwColumnView *column = zw_board_view_get_current_column (self);
  ZwTicket *ticket = zw_board_view_get_current_card (self);

  if (ticket != NULL)
    zw_card_selection_toggle (self->selection, zw_board_column_get_cards (zw_column_view_get_column (column)), G_OBJECT (ticket));
}

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBoardView *self = data;
  ZwColumnView *column = zw_board_view_get_current_column (self);

  if (column != NULL)
    zw_card_selection_select_all (self->selection, zw_board_column_get_cards (zw_column_view_get_column (column)));
}

static void
escape_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBoardView *self = data;

  if (zw_card_selection_get_n_items (self->selection) > 0)
    zw_card_selection_clear (self->selection);
  else if (!zw_filter_bar_clear (self->filter))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.close-pane", NULL);
}

static void
filter_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_view_start_filter (ZW_VIEW (data));
}

void
zw_board_view_update_scope_state (ZwBoardView *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "scope");
  ZwSprint *sprint = zw_board_get_sprint (self->board);
  g_autofree char *id = sprint == NULL ? g_strdup ("open") : g_strdup_printf ("%" G_GINT64_FORMAT, zw_item_get_id (ZW_ITEM (sprint)));
  const char *state = id;

  switch (zw_board_get_scope (self->board))
    {
    case ZW_BOARD_SPRINT:
      break;
    case ZW_BOARD_OPEN:
      state = "open";
      break;
    case ZW_BOARD_PROBLEMS:
      state = "problems";
      break;
    }
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (state));
}

/* NULL stands for the running sprint, whichever it is by then. */
static const char *
get_lasting_scope (ZwBoardView *self, const char *scope)
{
  ZwSprint *running = zw_workspace_get_active_sprint (self->workspace, zw_board_get_project (self->board));

  return running != NULL && g_ascii_strtoll (scope, NULL, 10) == zw_item_get_id (ZW_ITEM (running)) ? NULL : scope;
}

static void
scope_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  ZwBoardView *self = data;
  g_autofree char *scope = g_variant_dup_string (value, NULL);

  if (self->board == NULL)
    return;
  zw_board_view_set_scope (self, scope);
  g_signal_emit_by_name (self, "scope-chosen", get_lasting_scope (self, scope));
}

static void
show_all_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  ZwBoardView *self = data;

  if (self->board == NULL)
    return;
  zw_board_set_show_all (self->board, g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
}

void
zw_board_view_add_actions (ZwBoardView *self)
{
  static const GActionEntry entries[] = {
    { .name = "focus", .activate = focus_cb },
    { .name = "focus-left", .activate = move_focus_cb },
    { .name = "focus-right", .activate = move_focus_cb },
    { .name = "focus-up", .activate = move_focus_cb },
    { .name = "focus-down", .activate = move_focus_cb },
    { .name = "toggle-pane", .activate = toggle_pane_cb },
    { .name = "new-ticket", .activate = new_ticket_cb },
    { .name = "select", .activate = select_cb },
    { .name = "select-all", .activate = select_all_cb },
    { .name = "escape", .activate = escape_cb },
    { .name = "filter", .activate = filter_cb },
    { .name = "show-all", .state = "false", .change_state = show_all_cb },
    { .name = "scope", .parameter_type = "s", .state = "''", .change_state = scope_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "board", G_ACTION_GROUP (self->actions));
}
