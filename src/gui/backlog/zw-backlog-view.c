/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backlog of one project. Made by ZwWindow when it first shows. Must never write: its actions end in commands elsewhere. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-view-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "zw-backlog-keys.h"
#include "zw-backlog-move.h"

#define ROW_ESTIMATE 36
#define EMPTY_HEIGHT 440

static void zw_backlog_view_view_init (ZwViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwBacklogView, zw_backlog_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ZW_TYPE_VIEW, zw_backlog_view_view_init))

/* --- following the model --- */

static void
rows_changed_cb (ZwBacklogView *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    zw_backlog_cell_update_edges (self->cells->pdata[i]);
}

static void
update_empty (ZwBacklogView *self)
{
  gboolean is_empty = zw_filterable_get_n (ZW_FILTERABLE (self->backlog)) == 0 && zw_backlog_get_n_sections (self->backlog) == 1;
  ZwBacklogSection *section = zw_backlog_get_section (self->backlog, 0);
  gboolean shown = is_empty && zw_workspace_is_loaded (self->workspace) && !zw_backlog_section_is_adding (section);

  gtk_widget_set_visible (self->empty, shown);
}

/* A filter hides what was selected: it takes no part any more. */
static void
totals_changed_cb (ZwBacklogView *self)
{
  zw_backlog_view_drop_gone (self);
  update_empty (self);
}

/* Names of people, labels, columns and the project stand on rows that are not theirs. */
static gboolean
changes_names (ZwChangeSet *set)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      ZwChange *change = set->changes->pdata[i];
      if (change->entity == ZW_ENTITY_PERSON || change->entity == ZW_ENTITY_LABEL || change->entity == ZW_ENTITY_PROJECT ||
          change->entity == ZW_ENTITY_STATUS)
        return TRUE;
    }
  return FALSE;
}

static void
changed_cb (ZwBacklogView *self, ZwChangeSet *set, gboolean own)
{
  if (self->backlog == NULL)
    return;
  if (changes_names (set))
    zw_card_theme_change (self->theme);
  zw_backlog_view_drop_gone (self);
  zw_backlog_view_update_panel (self);
  update_empty (self);
}

static void
day_changed_cb (ZwBacklogView *self)
{
  zw_card_theme_change (self->theme);
}

static void
loaded_cb (ZwBacklogView *self)
{
  if (self->backlog != NULL)
    update_empty (self);
}

/* What was typed and not made waits where it was typed. */
static void
draft_found_cb (ZwBacklogView *self, gint64 sprint)
{
  for (guint i = 0; i < zw_backlog_get_n_sections (self->backlog); i++)
    if (zw_backlog_section_get_sprint_id (zw_backlog_get_section (self->backlog, i)) == sprint)
      zw_backlog_section_set_adding (zw_backlog_get_section (self->backlog, i), TRUE);
}

/* --- as a view --- */

static void
set_project (ZwView *view, gint64 project)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);

  if (self->backlog != NULL && zw_filterable_get_project (ZW_FILTERABLE (self->backlog)) == project)
    return;
  zw_card_selection_clear (self->selection);
  zw_card_list_set_model (self->list, NULL);
  if (self->backlog != NULL)
    g_signal_handlers_disconnect_by_data (self->backlog, self);
  g_clear_object (&self->backlog);
  g_clear_object (&self->plans);
  g_clear_object (&self->drafts);
  self->backlog = zw_backlog_new (self->workspace, project);
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "sort", g_variant_new_int32 (ZW_BACKLOG_BY_RANK));
  self->plans = zw_backlog_plans_new (self->workspace, project);
  self->drafts = zw_backlog_drafts_new (self->workspace, project);
  g_signal_connect_object (self->drafts, "found", G_CALLBACK (draft_found_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < self->cells->len; i++)
    zw_backlog_cell_set_backlog (self->cells->pdata[i], self->backlog, self->plans, self->drafts);
  zw_card_list_set_model (self->list, G_LIST_MODEL (self->backlog));
  g_signal_connect_object (self->backlog, "items-changed", G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->backlog, "totals-changed", G_CALLBACK (totals_changed_cb), self, G_CONNECT_SWAPPED);
  zw_filter_bar_set_model (self->filter, ZW_FILTERABLE (self->backlog));
  if (!zw_workspace_is_read_only (self->workspace))
    zw_backlog_drafts_restore (self->drafts, self->backlog);
  update_empty (self);
  zw_backlog_view_update_panel (self);
}

static GtkWidget *
get_head (ZwView *view)
{
  return NULL;
}

static GArray *
dup_targets (ZwView *view)
{
  return zw_backlog_view_dup_targets (ZW_BACKLOG_VIEW (view));
}

static ZwTicket *
get_current (ZwView *view)
{
  return zw_backlog_view_get_current (ZW_BACKLOG_VIEW (view));
}

static gboolean
get_bounds (ZwView *view, gint64 ticket, ZwField field, GdkRectangle *bounds)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);
  GObject *item = G_OBJECT (zw_workspace_get_ticket (self->workspace, ticket));
  ZwBacklogCell *cell = zw_backlog_view_find_cell (self, item);
  graphene_point_t point;
  GdkRectangle area;

  if (cell == NULL || !gtk_widget_get_child_visible (GTK_WIDGET (cell)))
    return FALSE;
  zw_backlog_cell_get_field_bounds (cell, field, &area);
  graphene_point_t origin = GRAPHENE_POINT_INIT ((float) area.x, (float) area.y);
  if (!gtk_widget_compute_point (GTK_WIDGET (cell), GTK_WIDGET (self), &origin, &point))
    return FALSE;
  *bounds = (GdkRectangle) { (int) point.x, (int) point.y, area.width, area.height };
  return TRUE;
}

static gboolean
focus_ticket (ZwView *view, ZwTicket *ticket)
{
  return zw_backlog_view_focus_ticket (ZW_BACKLOG_VIEW (view), ticket);
}

static void
focus (ZwView *view)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);

  if (gtk_widget_get_visible (self->empty))
    gtk_widget_child_focus (self->empty, GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
edit_title (ZwView *view)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);
  ZwTicket *ticket = zw_backlog_view_get_current (self);
  ZwBacklogCell *cell = ticket == NULL ? NULL : zw_backlog_view_find_cell (self, G_OBJECT (ticket));

  if (cell != NULL)
    zw_backlog_cell_edit_title (cell);
}

static ZwTicket *
get_beside (ZwView *view, ZwTicket *ticket, int step)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);
  guint position = self->backlog == NULL || ticket == NULL ? G_MAXUINT : zw_backlog_find_position (self->backlog, ticket);

  for (int i = (int) position + step; position != G_MAXUINT && i >= 0; i += step)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->backlog), (guint) i);
      if (item == NULL)
        return NULL;
      if (ZW_IS_TICKET (item))
        return ZW_TICKET (item);
    }
  return NULL;
}

/* New tickets are collected before they are planned. */
static gint64
get_sprint (ZwView *view)
{
  return 0;
}

static gboolean
move (ZwView *view, const gint64 *ids, guint n, ZwMoveStep step)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);
  return self->backlog != NULL && zw_backlog_move_step (GTK_WIDGET (self), self->workspace, self->backlog, ids, n, step);
}

static void
tell_place (ZwView *view, ZwTicket *ticket)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);
  ZwBacklogCell *cell = zw_backlog_view_find_cell (self, G_OBJECT (ticket));
  ZwBacklogSection *section = cell == NULL ? NULL : zw_backlog_find_section (self->backlog, ticket);

  if (section == NULL)
    return;
  ZwSprint *sprint = zw_backlog_section_get_sprint (section);
  ZwTicketList *tickets = zw_backlog_section_get_tickets (section);
  /* Translators: where a row stands: section, place, number of rows: "Sprint 15, 2 of 6". */
  g_autofree char *place = g_strdup_printf (_("%s, %u of %u"), sprint == NULL ? _("Product Backlog") : sprint->name,
                                            zw_ticket_list_index_of (tickets, ticket) + 1, zw_ticket_list_get_n (tickets));
  zw_backlog_cell_set_place (cell, place);
}

static void
set_open_ticket (ZwView *view, ZwTicket *ticket)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);

  g_set_object (&self->open_ticket, ticket);
  zw_card_list_set_open_item (self->list, (GObject *) ticket);
  zw_backlog_view_update_panel (self);
}

static void
update_filter_visible (ZwBacklogView *self)
{
  gtk_widget_set_visible (self->filter_row, !self->narrow || self->searching);
  gtk_widget_set_visible (self->panel_toggle, !self->narrow);
}

static void
set_narrow (ZwView *view, gboolean narrow)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  update_filter_visible (self);
  zw_backlog_view_update_panel (self);
}

static void
set_wide (ZwView *view, gboolean wide)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);

  if (self->wide == wide)
    return;
  self->wide = wide;
  zw_backlog_view_update_toggle (self);
  zw_backlog_view_update_panel (self);
}

static void
set_filter (ZwView *view, const char *filter)
{
  zw_filterable_set_filter (ZW_FILTERABLE (ZW_BACKLOG_VIEW (view)->backlog), filter);
}

static void
set_searching (ZwView *view, gboolean searching)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);

  self->searching = searching;
  if (!searching)
    zw_filter_bar_clear (self->filter);
  update_filter_visible (self);
}

static void
start_filter (ZwView *view)
{
  set_searching (view, TRUE);
  zw_filter_bar_start (ZW_BACKLOG_VIEW (view)->filter);
}

static guint
get_regions (ZwView *view, GtkWidget **regions)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);
  guint n = 0;

  regions[n++] = self->filter_row;
  if (self->panel != NULL && gtk_widget_get_visible (self->panel))
    regions[n++] = self->panel;
  regions[n++] = GTK_WIDGET (self->list);
  return n;
}

static ZwFilterable *
get_filterable (ZwView *view)
{
  ZwBacklog *backlog = ZW_BACKLOG_VIEW (view)->backlog;
  return backlog != NULL ? ZW_FILTERABLE (backlog) : NULL;
}

static void
zw_backlog_view_view_init (ZwViewInterface *iface)
{
  iface->get_filterable = get_filterable;
  iface->set_project = set_project;
  iface->get_head = get_head;
  iface->dup_targets = dup_targets;
  iface->get_current = get_current;
  iface->get_bounds = get_bounds;
  iface->focus_ticket = focus_ticket;
  iface->focus = focus;
  iface->edit_title = edit_title;
  iface->get_beside = get_beside;
  iface->get_sprint = get_sprint;
  iface->move = move;
  iface->tell_place = tell_place;
  iface->set_open_ticket = set_open_ticket;
  iface->set_narrow = set_narrow;
  iface->set_wide = set_wide;
  iface->set_filter = set_filter;
  iface->set_searching = set_searching;
  iface->start_filter = start_filter;
  iface->get_regions = get_regions;
}

/* --- building --- */

static GtkWidget *
new_filter_row (ZwBacklogView *self)
{
  self->filter_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->filter = ZW_FILTER_BAR (zw_filter_bar_new (self->workspace, ZW_FILTER_TICKETS));
  gtk_widget_set_hexpand (GTK_WIDGET (self->filter), TRUE);
  gtk_box_append (GTK_BOX (self->filter_row), GTK_WIDGET (self->filter));
  gtk_box_append (GTK_BOX (self->filter_row), zw_backlog_view_create_panel_toggle (self));
  return self->filter_row;
}

static GtkWidget *
new_empty (ZwBacklogView *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("New Ticket"));

  self->empty = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "view-list-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _("The backlog is empty"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), _("Collect what the product needs; the order is the priority."));
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.new-ticket");
  adw_status_page_set_child (ADW_STATUS_PAGE (self->empty), button);
  /* It leaves the head of the section to the pointer. */
  gtk_widget_set_size_request (self->empty, -1, EMPTY_HEIGHT);
  gtk_widget_set_valign (self->empty, GTK_ALIGN_END);
  gtk_widget_set_visible (self->empty, FALSE);
  return self->empty;
}

static void
build (ZwBacklogView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  self->theme = zw_card_theme_new (GTK_WIDGET (self));
  self->selection = zw_card_selection_new ();
  zw_card_selection_set_item_type (self->selection, ZW_TYPE_TICKET);
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (self->column, TRUE);
  self->list = ZW_CARD_LIST (zw_card_list_new (zw_backlog_view_create_cell, self, NULL));
  zw_card_list_set_spacing (self->list, 0);
  zw_card_list_set_estimated_height (self->list, ROW_ESTIMATE);
  zw_card_list_set_selection (self->list, self->selection);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Backlog"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "zw-backlog-rows");
  zw_backlog_keys_add (GTK_WIDGET (self->list));
  zw_backlog_view_connect_list (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), new_empty (self));
  gtk_widget_set_vexpand (overlay, TRUE);
  gtk_box_append (GTK_BOX (self->column), new_filter_row (self));
  gtk_box_append (GTK_BOX (self->column), overlay);
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (zw_backlog_view_update_panel_selection), self, G_CONNECT_SWAPPED);
  zw_backlog_view_want_panel (self, TRUE);
}

/* --- the widget --- */

static void
zw_backlog_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (widget);

  GTK_WIDGET_CLASS (zw_backlog_view_parent_class)->css_changed (widget, change);
  if (self->theme != NULL)
    zw_card_theme_forget_colors (self->theme);
}

/* Another font, resolution or language. */
static void
zw_backlog_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (widget);

  GTK_WIDGET_CLASS (zw_backlog_view_parent_class)->system_setting_changed (widget, setting);
  if (self->theme != NULL)
    zw_card_theme_change (self->theme);
}

static void
zw_backlog_view_dispose (GObject *object)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (object);
  GtkWidget *child;

  if (self->adding_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->adding_tick);
  self->adding_tick = 0;
  g_ptr_array_set_size (self->cells, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->actions);
  g_clear_object (&self->open_ticket);
  g_clear_object (&self->drafts);
  g_clear_object (&self->plans);
  g_clear_object (&self->backlog);
  g_clear_object (&self->selection);
  g_clear_object (&self->theme);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_backlog_view_parent_class)->dispose (object);
}

static void
zw_backlog_view_finalize (GObject *object)
{
  g_ptr_array_unref (ZW_BACKLOG_VIEW (object)->cells);
  G_OBJECT_CLASS (zw_backlog_view_parent_class)->finalize (object);
}

static void
zw_backlog_view_class_init (ZwBacklogViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_backlog_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_backlog_view_finalize;
  widget_class->css_changed = zw_backlog_view_css_changed;
  widget_class->system_setting_changed = zw_backlog_view_system_setting_changed;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "backlog");
  zw_backlog_view_add_signals (ZW_TYPE_BACKLOG_VIEW);
}

static void
zw_backlog_view_init (ZwBacklogView *self)
{
  self->cells = g_ptr_array_new ();
  zw_backlog_view_add_actions (self);
}

GtkWidget *
zw_backlog_view_new (ZwWorkspace *workspace)
{
  ZwBacklogView *self = g_object_new (ZW_TYPE_BACKLOG_VIEW, NULL);

  self->workspace = g_object_ref (workspace);
  build (self);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (zw_workspace_get_clock (workspace), "day-changed", G_CALLBACK (day_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

ZwBacklog *
zw_backlog_view_get_backlog (ZwBacklogView *self)
{
  return self->backlog;
}
