/* SPDX-License-Identifier: GPL-3.0-or-later
 * The planning panel of the backlog, and the button that shows it. Called by the view's other files. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-backlog-view-private.h"
#include "zw-planning-panel.h"

#define PANEL_WIDTH 315

static void
panel_closed_cb (ZwBacklogView *self)
{
  zw_backlog_view_set_planning (self, FALSE);
  zw_view_focus (ZW_VIEW (self));
}

void
zw_backlog_view_update_panel_selection (ZwBacklogView *self)
{
  if (self->panel == NULL)
    return;
  g_autoptr (GPtrArray) items = zw_card_selection_dup_items (self->selection);
  zw_planning_panel_set_selection (ZW_PLANNING_PANEL (self->panel), (ZwTicket *const *) items->pdata, items->len);
}

/* The sprint that is planned next; 0 = none. */
static gint64
find_planned (ZwBacklogView *self)
{
  for (guint i = 0; self->backlog != NULL && i < zw_backlog_get_n_sections (self->backlog); i++)
    {
      ZwSprint *sprint = zw_backlog_section_get_sprint (zw_backlog_get_section (self->backlog, i));
      if (sprint != NULL && sprint->state == ZW_SPRINT_PLANNED)
        return zw_item_get_id (ZW_ITEM (sprint));
    }
  return 0;
}

static void
make_panel (ZwBacklogView *self)
{
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  self->panel = zw_planning_panel_new (self->workspace);
  gtk_widget_set_size_request (self->panel, PANEL_WIDTH, -1);
  g_signal_connect_object (self->panel, "close", G_CALLBACK (panel_closed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->separator, GTK_WIDGET (self));
  gtk_widget_set_parent (self->panel, GTK_WIDGET (self));
}

/* Beside the list in a wide window unless a ticket is open there; in a smaller one when asked for; in a narrow one alone. */
void
zw_backlog_view_update_panel (ZwBacklogView *self)
{
  gboolean wanted = self->wide ? self->wants_panel && self->open_ticket == NULL : self->shows_panel;
  gboolean shown = wanted && self->backlog != NULL;

  if (shown && self->panel == NULL)
    make_panel (self);
  if (self->panel != NULL)
    {
      gtk_widget_set_visible (self->panel, shown);
      gtk_widget_set_visible (self->separator, shown && !self->narrow);
      gtk_widget_set_hexpand (self->panel, self->narrow);
      if (self->narrow)
        gtk_widget_remove_css_class (self->panel, "beside");
      else
        gtk_widget_add_css_class (self->panel, "beside");
    }
  gtk_widget_set_visible (self->column, !(shown && self->narrow));
  if (!shown)
    return;
  zw_planning_panel_set_project (ZW_PLANNING_PANEL (self->panel), zw_filterable_get_project (ZW_FILTERABLE (self->backlog)));
  zw_planning_panel_set_sprint (ZW_PLANNING_PANEL (self->panel), find_planned (self));
  zw_backlog_view_update_panel_selection (self);
}

static void
panel_toggled_cb (ZwBacklogView *self)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->panel_toggle));

  if (self->wide)
    self->wants_panel = active;
  else
    self->shows_panel = active;
  zw_backlog_view_update_panel (self);
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "planning", g_variant_new_boolean (active));
  zw_backlog_view_tell_look (self);
}

void
zw_backlog_view_set_planning (ZwBacklogView *self, gboolean planning)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->panel_toggle), planning);
}

void
zw_backlog_view_update_toggle (ZwBacklogView *self)
{
  g_signal_handlers_block_by_func (self->panel_toggle, panel_toggled_cb, self);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->panel_toggle), self->wide ? self->wants_panel : self->shows_panel);
  g_signal_handlers_unblock_by_func (self->panel_toggle, panel_toggled_cb, self);
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "planning",
                                      g_variant_new_boolean (self->wide ? self->wants_panel : self->shows_panel));
}

void
zw_backlog_view_want_panel (ZwBacklogView *self, gboolean wanted)
{
  self->wants_panel = wanted;
  zw_backlog_view_update_toggle (self);
  zw_backlog_view_update_panel (self);
}

GtkWidget *
zw_backlog_view_create_panel_toggle (ZwBacklogView *self)
{
  self->panel_toggle = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->panel_toggle), "zw-insights-symbolic");
  gtk_widget_add_css_class (self->panel_toggle, "flat");
  gtk_widget_set_valign (self->panel_toggle, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->panel_toggle, GTK_ALIGN_END);
  gtk_widget_set_margin_end (self->panel_toggle, 12);
  gtk_widget_set_tooltip_text (self->panel_toggle, _("Planning"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->panel_toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Planning"), -1);
  g_signal_connect_swapped (self->panel_toggle, "toggled", G_CALLBACK (panel_toggled_cb), self);
  return self->panel_toggle;
}
