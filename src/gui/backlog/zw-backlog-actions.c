/* SPDX-License-Identifier: GPL-3.0-or-later
 * The actions "backlog.*". Called once by ZwBacklogView. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-view-private.h"

static ZwBacklogSection *
find_section (ZwBacklogView *self, gint64 sprint)
{
  for (guint i = 0; self->backlog != NULL && i < zw_backlog_get_n_sections (self->backlog); i++)
    if (zw_backlog_section_get_sprint_id (zw_backlog_get_section (self->backlog, i)) == sprint)
      return zw_backlog_get_section (self->backlog, i);
  return NULL;
}

/* --- sections --- */

/* The keyboard stays on the section: its rows may go. */
static void
set_collapsed (ZwBacklogView *self, ZwBacklogSection *section, gboolean collapsed)
{
  if (collapsed && zw_backlog_view_get_current_section (self) == section)
    zw_backlog_view_focus_row (self, zw_backlog_get_first_row (self->backlog, section));
  zw_backlog_section_set_collapsed (section, collapsed);
  zw_backlog_view_tell_look (self);
}

static void
toggle_section_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBacklogSection *section = find_section (data, g_variant_get_int64 (parameter));

  if (section != NULL)
    set_collapsed (data, section, !zw_backlog_section_is_collapsed (section));
}

static void
collapse_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBacklogSection *section = zw_backlog_view_get_current_section (data);

  if (section != NULL)
    set_collapsed (data, section, TRUE);
}

static void
expand_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBacklogSection *section = zw_backlog_view_get_current_section (data);

  if (section != NULL)
    set_collapsed (data, section, FALSE);
}

static void
all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBacklogView *self = data;
  gboolean collapse = g_str_equal (g_action_get_name (G_ACTION (action)), "collapse-all");

  for (guint i = 0; self->backlog != NULL && i < zw_backlog_get_n_sections (self->backlog); i++)
    set_collapsed (self, zw_backlog_get_section (self->backlog, i), collapse);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBacklogSection *section = find_section (data, g_variant_get_int64 (parameter));

  if (section != NULL)
    zw_backlog_view_start_adding (data, section);
}

static void
add_here_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBacklogSection *section = zw_backlog_view_get_current_section (data);

  if (section != NULL)
    zw_backlog_view_start_adding (data, section);
}

static void
sort_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  ZwBacklogView *self = data;
  ZwBacklogSection *section = find_section (self, 0);
  ZwBacklogSort sort = (ZwBacklogSort) g_variant_get_int32 (value);

  g_simple_action_set_state (action, value);
  if (section == NULL || zw_backlog_section_get_sort (section) == sort)
    return;
  zw_backlog_section_set_sort (section, sort);
  zw_backlog_view_tell_look (self);
}

/* --- focus and selection --- */

static void
focus_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBacklogView *self = data;
  zw_card_list_move_focus (self->list, g_str_has_suffix (g_action_get_name (G_ACTION (action)), "up") ? -1 : 1);
}

static void
extend_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBacklogView *self = data;
  ZwTicket *before = zw_backlog_view_get_current (self);

  if (before != NULL && zw_card_selection_get_n_items (self->selection) == 0)
    zw_card_selection_set_range_start (self->selection, G_LIST_MODEL (self->backlog), G_OBJECT (before));
  focus_cb (action, parameter, data);
  ZwTicket *now = zw_backlog_view_get_current (self);
  if (now != NULL)
    zw_card_selection_select_range (self->selection, G_LIST_MODEL (self->backlog), G_OBJECT (now));
}

static void
select_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBacklogView *self = data;
  ZwTicket *ticket = zw_backlog_view_get_current (self);

  if (ticket != NULL)
    zw_card_selection_toggle (self->selection, G_LIST_MODEL (self->backlog), G_OBJECT (ticket));
}

/* The section of the keyboard first, unless its tickets are folded away; else everything that is shown. */
static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBacklogView *self = data;
  ZwBacklogSection *section = zw_backlog_view_get_current_section (self);
  ZwTicketList *tickets = section == NULL ? NULL : zw_backlog_section_get_tickets (section);
  gboolean has_all = TRUE;

  if (tickets == NULL)
    return;
  for (guint i = 0; !zw_backlog_section_is_collapsed (section) && i < zw_ticket_list_get_n (tickets) && has_all; i++)
    has_all = zw_card_selection_contains (self->selection, G_OBJECT (zw_ticket_list_get (tickets, i)));
  zw_card_selection_select_all (self->selection, has_all ? G_LIST_MODEL (self->backlog) : G_LIST_MODEL (tickets));
}

/* --- the rest --- */

static void
toggle_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBacklogView *self = data;
  ZwTicket *ticket = zw_backlog_view_get_current (self);
  GObject *item = zw_backlog_view_get_focus_item (self);

  if (ticket != NULL)
    zw_view_toggle_ticket (ZW_VIEW (self), ticket);
  else if (ZW_IS_BACKLOG_SECTION (item))
    set_collapsed (self, ZW_BACKLOG_SECTION (item), !zw_backlog_section_is_collapsed (ZW_BACKLOG_SECTION (item)));
}

static void
planning_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  gboolean planning = g_variant_get_boolean (value);
  g_autoptr (GVariant) before = g_action_get_state (G_ACTION (action));

  if (g_variant_get_boolean (before) == planning)
    return;
  g_simple_action_set_state (action, value);
  zw_backlog_view_set_planning (data, planning);
}

static void
escape_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwBacklogView *self = data;

  if (zw_card_selection_get_n_items (self->selection) > 0)
    zw_card_selection_clear (self->selection);
  else if (zw_filter_bar_clear (self->filter))
    return;
  else if (self->open_ticket != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.close-pane", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-board", NULL);
}

void
zw_backlog_view_add_actions (ZwBacklogView *self)
{
  static const GActionEntry entries[] = {
    { .name = "toggle-section", .activate = toggle_section_cb, .parameter_type = "x" },
    { .name = "collapse", .activate = collapse_cb },
    { .name = "expand", .activate = expand_cb },
    { .name = "collapse-all", .activate = all_cb },
    { .name = "expand-all", .activate = all_cb },
    { .name = "add", .activate = add_cb, .parameter_type = "x" },
    { .name = "add-here", .activate = add_here_cb },
    { .name = "focus-up", .activate = focus_cb },
    { .name = "focus-down", .activate = focus_cb },
    { .name = "extend-up", .activate = extend_cb },
    { .name = "extend-down", .activate = extend_cb },
    { .name = "select", .activate = select_cb },
    { .name = "select-all", .activate = select_all_cb },
    { .name = "toggle-pane", .activate = toggle_pane_cb },
    { .name = "sort", .parameter_type = "i", .state = "0", .change_state = sort_cb },
    { .name = "planning", .state = "false", .change_state = planning_cb },
    { .name = "escape", .activate = escape_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "backlog", G_ACTION_GROUP (self->actions));
}
