/* SPDX-License-Identifier: GPL-3.0-or-later
 * The board of one project. Made by ZwWindow. Must never write: its actions end in commands elsewhere. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-board-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "zw-between-sprints.h"
#include "zw-board-keys.h"
#include "zw-board-menu.h"
#include "zw-board-view-private.h"
#include "zw-card-face.h"
#include "zw-card-place.h"
#include "zw-ticket-card.h"
#include "zw-view.h"

static void zw_board_view_view_init (ZwViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwBoardView, zw_board_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ZW_TYPE_VIEW, zw_board_view_view_init))

enum { SCOPE_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- where the keyboard is --- */

ZwColumnView *
zw_board_view_get_current_column (ZwBoardView *self)
{
  ZwColumnView *focused = zw_column_box_get_focused (self->columns);

  if (focused != NULL)
    g_set_weak_pointer (&self->last, focused);
  if (zw_column_box_get_paged (self->columns))
    return zw_column_box_get_nth (self->columns, zw_column_box_get_page (self->columns));
  return self->last;
}

ZwTicket *
zw_board_view_get_current_card (ZwBoardView *self)
{
  ZwColumnView *column = zw_board_view_get_current_column (self);
  GObject *item = column == NULL ? NULL : zw_card_list_get_focus_item (zw_column_view_get_list (column));

  return item == NULL ? NULL : ZW_TICKET (item);
}

gint64
zw_board_view_get_current_status (ZwBoardView *self)
{
  ZwColumnView *column = zw_board_view_get_current_column (self);
  return column == NULL ? 0 : zw_item_get_id (ZW_ITEM (zw_board_column_get_status (zw_column_view_get_column (column))));
}

static void
append_id (GArray *ids, ZwTicket *ticket)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));
  g_array_append_val (ids, id);
}

GArray *
zw_board_view_dup_targets (ZwBoardView *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  ZwTicket *current = zw_board_view_get_current_card (self);

  if (zw_card_selection_get_n_items (self->selection) == 0)
    {
      if (current != NULL)
        append_id (ids, current);
      return ids;
    }
  for (guint i = 0; i < zw_column_box_get_n (self->columns); i++)
    {
      GListModel *cards = zw_board_column_get_cards (zw_column_view_get_column (zw_column_box_get_nth (self->columns, i)));
      for (guint j = 0; j < g_list_model_get_n_items (cards); j++)
        {
          g_autoptr (ZwTicket) ticket = g_list_model_get_item (cards, j);
          if (zw_card_selection_contains (self->selection, G_OBJECT (ticket)))
            append_id (ids, ticket);
        }
    }
  return ids;
}

static ZwColumnView *
find_column_of (ZwBoardView *self, ZwTicket *ticket)
{
  ZwBoardColumn *column = self->board == NULL || ticket == NULL ? NULL : zw_board_find_column (self->board, ticket);
  return column == NULL ? NULL : zw_column_box_find (self->columns, column);
}

static gboolean
get_bounds_in_list (ZwBoardView *self, ZwCardList *list, const GdkRectangle *area, GdkRectangle *bounds)
{
  graphene_point_t point;
  graphene_point_t origin = GRAPHENE_POINT_INIT ((float) area->x, (float) area->y);

  if (!gtk_widget_compute_point (GTK_WIDGET (list), GTK_WIDGET (self), &origin, &point))
    return FALSE;
  *bounds = (GdkRectangle) { (int) point.x, (int) point.y, area->width, area->height };
  return TRUE;
}

gboolean
zw_board_view_get_card_bounds (ZwBoardView *self, gint64 ticket, GdkRectangle *bounds)
{
  ZwTicket *item = zw_workspace_get_ticket (self->workspace, ticket);
  ZwColumnView *column = find_column_of (self, item);
  GdkRectangle area;

  if (column == NULL || !zw_card_list_get_item_bounds (zw_column_view_get_list (column), G_OBJECT (item), &area))
    return FALSE;
  return get_bounds_in_list (self, zw_column_view_get_list (column), &area, bounds);
}

gboolean
zw_board_view_focus_ticket (ZwBoardView *self, ZwTicket *ticket)
{
  ZwColumnView *column = find_column_of (self, ticket);

  if (column == NULL)
    return FALSE;
  for (guint i = 0; i < zw_column_box_get_n (self->columns); i++)
    if (zw_column_box_get_nth (self->columns, i) == column)
      zw_column_box_set_page (self->columns, i);
  g_set_weak_pointer (&self->last, column);
  return zw_card_list_focus_item (zw_column_view_get_list (column), G_OBJECT (ticket));
}

void
zw_board_view_focus_cards (ZwBoardView *self)
{
  ZwTicket *current = zw_board_view_get_current_card (self);

  if (current == NULL || !zw_board_view_focus_ticket (self, current))
    gtk_widget_child_focus (GTK_WIDGET (self->columns), GTK_DIR_TAB_FORWARD);
}

static guint
get_regions (ZwView *view, GtkWidget **regions)
{
  ZwBoardView *self = ZW_BOARD_VIEW (view);

  regions[0] = GTK_WIDGET (self->strip);
  regions[1] = GTK_WIDGET (self->filter);
  regions[2] = GTK_WIDGET (self->columns);
  return 3;
}

static void
edit_title (ZwView *view)
{
  ZwBoardView *self = ZW_BOARD_VIEW (view);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  zw_board_view_focus_cards (self);
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  if (ZW_IS_TICKET_CARD (focus))
    zw_ticket_card_edit_title (ZW_TICKET_CARD (focus));
}

static ZwTicket *
get_beside (ZwView *view, ZwTicket *ticket, int step)
{
  ZwBoardView *self = ZW_BOARD_VIEW (view);
  ZwBoardColumn *column = self->board == NULL || ticket == NULL ? NULL : zw_board_find_column (self->board, ticket);
  GListModel *cards = column == NULL ? NULL : zw_board_column_get_cards (column);

  for (guint i = 0; cards != NULL && i < g_list_model_get_n_items (cards); i++)
    {
      g_autoptr (ZwTicket) card = g_list_model_get_item (cards, i);
      g_autoptr (ZwTicket) other = card == ticket && (int) i + step >= 0 ? g_list_model_get_item (cards, (guint) ((int) i + step)) : NULL;
      if (card == ticket)
        return other;
    }
  return NULL;
}

static void
set_open_ticket (ZwView *view, ZwTicket *ticket)
{
  ZwBoardView *self = ZW_BOARD_VIEW (view);

  for (guint i = 0; i < zw_column_box_get_n (self->columns); i++)
    zw_card_list_set_open_item (zw_column_view_get_list (zw_column_box_get_nth (self->columns, i)), (GObject *) ticket);
}

/* --- cards --- */

static void
clicked_cb (ZwBoardView *self, ZwTicket *ticket, int n_press, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0 && n_press == 1)
    zw_view_open_ticket (ZW_VIEW (self), ticket, FALSE);
}

static void
activated_cb (ZwBoardView *self, ZwTicket *ticket)
{
  zw_view_open_ticket (ZW_VIEW (self), ticket, TRUE);
}

static void
menu_cb (ZwBoardView *self, ZwCardList *list, ZwTicket *ticket, GdkRectangle *area)
{
  GdkRectangle bounds;

  if (!zw_card_selection_contains (self->selection, G_OBJECT (ticket)))
    zw_card_selection_clear (self->selection);
  zw_board_view_focus_ticket (self, ticket);
  if (get_bounds_in_list (self, list, area, &bounds))
    zw_board_menu_popup (GTK_WIDGET (self), self->workspace, self->board, ticket, &bounds);
}

/* --- following the model --- */

/* Names of people, labels, columns and the project stand on cards that are not theirs. */
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
drop_gone_from_selection (ZwBoardView *self)
{
  g_autoptr (GPtrArray) items = zw_card_selection_dup_items (self->selection);

  for (guint i = 0; i < items->len; i++)
    if (zw_board_find_column (self->board, items->pdata[i]) == NULL)
      zw_card_selection_remove (self->selection, items->pdata[i]);
}

static void
changed_cb (ZwBoardView *self, ZwChangeSet *set, gboolean own)
{
  if (changes_names (set))
    zw_card_theme_change (self->theme);
  if (self->board != NULL)
    drop_gone_from_selection (self);
  if (self->narrow)
    zw_column_pager_update (self->pager);
}

static void
day_changed_cb (ZwBoardView *self)
{
  zw_card_theme_change (self->theme);
}

static void
page_changed_cb (ZwBoardView *self)
{
  zw_page_dots_set (self->dots, zw_column_box_get_n (self->columns), zw_column_box_get_page (self->columns));
}

/* Between two sprints there is nothing to filter and no column to look at. */
static void
update_shown (ZwBoardView *self)
{
  gboolean between = self->board != NULL && zw_board_is_between_sprints (self->board);

  gtk_widget_set_visible (self->between, between);
  gtk_widget_set_visible (self->scroller, !between);
  gtk_widget_set_visible (GTK_WIDGET (self->pager), self->narrow && !between);
  gtk_widget_set_visible (GTK_WIDGET (self->dots), self->narrow && !between);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), (!self->narrow || self->searching) && !between);
}

/* Takes the focus as it appears: there is no card to begin with, and the filter would swallow the keys. */
static void
update_first (ZwBoardView *self)
{
  gboolean is_empty = zw_board_get_n_cards (self->board) == 0 && zw_board_get_filter (self->board) == NULL;
  gboolean shows = is_empty && zw_workspace_is_loaded (self->workspace) && !zw_workspace_is_read_only (self->workspace)
                   && !zw_board_is_between_sprints (self->board);
  gboolean appears = shows && !gtk_widget_get_visible (self->first);

  gtk_widget_set_visible (self->first, shows);
  if (appears)
    gtk_widget_grab_focus (self->first);
}

static void
loaded_cb (ZwBoardView *self)
{
  if (self->board != NULL)
    update_first (self);
}

static void
totals_changed_cb (ZwBoardView *self)
{
  update_shown (self);
  update_first (self);
  if (self->narrow)
    zw_column_pager_update (self->pager);
  zw_board_view_update_scope_state (self);
}

static void
dot_chosen_cb (ZwBoardView *self, guint page)
{
  zw_column_box_set_page (self->columns, page);
}

/* --- building --- */

static void
build_columns (ZwBoardView *self)
{
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);

  self->columns = ZW_COLUMN_BOX (zw_column_box_new (self->workspace, self->theme, self->selection));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), GTK_WIDGET (self->columns));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), viewport);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  self->edge_scroll = zw_edge_scroll_new (GTK_SCROLLED_WINDOW (self->scroller), self->columns);
  self->first = gtk_button_new_with_label (_("Add the First Ticket"));
  gtk_widget_add_css_class (self->first, "suggested-action");
  gtk_widget_add_css_class (self->first, "pill");
  gtk_widget_set_halign (self->first, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->first, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->first, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->first), "win.new-ticket");
  self->overlay = gtk_overlay_new ();
  gtk_widget_set_vexpand (self->overlay, TRUE);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->first);
  self->between = zw_between_sprints_new ();
  gtk_widget_set_visible (self->between, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->between);
  zw_board_keys_add (GTK_WIDGET (self->columns));
  g_signal_connect_object (self->columns, "card-clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->columns, "card-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->columns, "card-menu", G_CALLBACK (menu_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->columns, "page-changed", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
build (ZwBoardView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->theme = zw_card_theme_new (widget);
  self->selection = zw_card_selection_new ();
  self->strip = ZW_SPRINT_STRIP (g_object_ref_sink (zw_sprint_strip_new (self->workspace)));
  gtk_widget_insert_action_group (GTK_WIDGET (self->strip), "board", G_ACTION_GROUP (self->actions));
  self->filter = ZW_FILTER_BAR (zw_filter_bar_new (self->workspace, ZW_FILTER_CARDS));
  build_columns (self);
  self->pager = ZW_COLUMN_PAGER (zw_column_pager_new (self->workspace, self->columns));
  self->dots = ZW_PAGE_DOTS (zw_page_dots_new ());
  g_signal_connect_object (self->dots, "chosen", G_CALLBACK (dot_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->pager), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->dots), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->filter), widget);
  gtk_widget_set_parent (GTK_WIDGET (self->pager), widget);
  gtk_widget_set_parent (self->overlay, widget);
  gtk_widget_set_parent (GTK_WIDGET (self->dots), widget);
}

static void
zw_board_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ZwBoardView *self = ZW_BOARD_VIEW (widget);

  GTK_WIDGET_CLASS (zw_board_view_parent_class)->css_changed (widget, change);
  if (self->theme != NULL)
    zw_card_theme_forget_colors (self->theme);
}

/* Another font, resolution or language. */
static void
zw_board_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  ZwBoardView *self = ZW_BOARD_VIEW (widget);

  GTK_WIDGET_CLASS (zw_board_view_parent_class)->system_setting_changed (widget, setting);
  if (self->theme != NULL)
    zw_card_theme_change (self->theme);
}

static void
zw_board_view_dispose (GObject *object)
{
  ZwBoardView *self = ZW_BOARD_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_weak_pointer (&self->last);
  g_clear_object (&self->edge_scroll);
  g_clear_object (&self->strip);
  g_clear_object (&self->actions);
  g_clear_object (&self->board);
  g_clear_object (&self->selection);
  g_clear_object (&self->theme);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_board_view_parent_class)->dispose (object);
}

static void
zw_board_view_class_init (ZwBoardViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_board_view_dispose;
  widget_class->css_changed = zw_board_view_css_changed;
  widget_class->system_setting_changed = zw_board_view_system_setting_changed;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "board");
  signals[SCOPE_CHOSEN] = g_signal_new ("scope-chosen", ZW_TYPE_BOARD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                        G_TYPE_STRING);
}

static void
zw_board_view_init (ZwBoardView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  zw_board_view_add_actions (self);
}

ZwBoard *
zw_board_view_get_board (ZwBoardView *self)
{
  return self->board;
}

/* A narrow board begins where the work is. */
static void
choose_first_page (ZwBoardView *self)
{
  for (guint i = 0; i < zw_column_box_get_n (self->columns); i++)
    {
      ZwBoardColumn *column = zw_column_view_get_column (zw_column_box_get_nth (self->columns, i));
      if (zw_board_column_get_status (column)->category != ZW_CATEGORY_IN_PROGRESS)
        continue;
      zw_column_box_set_page (self->columns, i);
      return;
    }
}

void
zw_board_view_set_scope (ZwBoardView *self, const char *scope)
{
  gint64 sprint = g_ascii_strtoll (scope, NULL, 10);

  if (g_str_equal (scope, "open"))
    zw_board_set_scope (self->board, ZW_BOARD_OPEN, 0);
  else if (g_str_equal (scope, "problems"))
    zw_board_set_scope (self->board, ZW_BOARD_PROBLEMS, 0);
  else if (zw_workspace_get_sprint (self->workspace, sprint) != NULL)
    zw_board_set_scope (self->board, ZW_BOARD_SPRINT, sprint);
  zw_board_view_update_scope_state (self);
}

void
zw_board_view_set_project (ZwBoardView *self, gint64 project)
{
  if (self->board != NULL && zw_board_get_project (self->board) == project)
    return;
  if (self->board != NULL)
    g_signal_handlers_disconnect_by_func (self->board, G_CALLBACK (totals_changed_cb), self);
  zw_card_selection_clear (self->selection);
  g_clear_object (&self->board);
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "show-all", g_variant_new_boolean (FALSE));
  self->board = zw_board_new (self->workspace, project);
  g_signal_connect_object (self->board, "totals-changed", G_CALLBACK (totals_changed_cb), self, G_CONNECT_SWAPPED);
  zw_column_box_set_board (self->columns, self->board);
  zw_sprint_strip_set_board (self->strip, self->board);
  zw_filter_bar_set_model (self->filter, ZW_FILTERABLE (self->board));
  choose_first_page (self);
  totals_changed_cb (self);
}

static void
set_narrow (ZwView *view, gboolean narrow)
{
  ZwBoardView *self = ZW_BOARD_VIEW (view);

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  zw_sprint_strip_set_narrow (self->strip, narrow);
  zw_column_box_set_paged (self->columns, narrow);
  zw_column_pager_update (self->pager);
  update_shown (self);
}

static void
set_searching (ZwView *view, gboolean searching)
{
  ZwBoardView *self = ZW_BOARD_VIEW (view);

  self->searching = searching;
  if (!searching)
    zw_filter_bar_clear (self->filter);
  update_shown (self);
}

/* --- as a view --- */

static void
set_project (ZwView *view, gint64 project)
{
  zw_board_view_set_project (ZW_BOARD_VIEW (view), project);
}

static GtkWidget *
get_head (ZwView *view)
{
  return GTK_WIDGET (ZW_BOARD_VIEW (view)->strip);
}

static GArray *
dup_targets (ZwView *view)
{
  return zw_board_view_dup_targets (ZW_BOARD_VIEW (view));
}

static ZwTicket *
get_current_ticket (ZwView *view)
{
  return zw_board_view_get_current_card (ZW_BOARD_VIEW (view));
}

static gboolean
get_bounds (ZwView *view, gint64 ticket, ZwField field, GdkRectangle *bounds)
{
  return zw_board_view_get_card_bounds (ZW_BOARD_VIEW (view), ticket, bounds);
}

static gboolean
focus_ticket (ZwView *view, ZwTicket *ticket)
{
  return zw_board_view_focus_ticket (ZW_BOARD_VIEW (view), ticket);
}

static void
focus (ZwView *view)
{
  zw_board_view_focus_cards (ZW_BOARD_VIEW (view));
}

static gint64
get_sprint (ZwView *view)
{
  ZwBoard *board = ZW_BOARD_VIEW (view)->board;
  ZwSprint *sprint = board != NULL && zw_board_get_scope (board) == ZW_BOARD_SPRINT ? zw_board_get_sprint (board) : NULL;

  return sprint == NULL ? 0 : zw_item_get_id (ZW_ITEM (sprint));
}

static gboolean
move (ZwView *view, const gint64 *ids, guint n, ZwMoveStep step)
{
  ZwBoardView *self = ZW_BOARD_VIEW (view);
  return self->board != NULL && zw_move_step (GTK_WIDGET (self), self->workspace, self->board, ids, n, step);
}

static void
tell_place (ZwView *view, ZwTicket *ticket)
{
  ZwBoardView *self = ZW_BOARD_VIEW (view);

  if (self->board != NULL)
    zw_card_place_tell (GTK_WIDGET (self), self->board, ticket);
}

static void
set_filter (ZwView *view, const char *filter)
{
  zw_board_set_filter (ZW_BOARD_VIEW (view)->board, filter);
}

static void
start_filter (ZwView *view)
{
  set_searching (view, TRUE);
  zw_filter_bar_start (ZW_BOARD_VIEW (view)->filter);
}

static ZwFilterable *
get_filterable (ZwView *view)
{
  ZwBoard *board = ZW_BOARD_VIEW (view)->board;
  return board != NULL ? ZW_FILTERABLE (board) : NULL;
}

static void
zw_board_view_view_init (ZwViewInterface *iface)
{
  iface->get_filterable = get_filterable;
  iface->set_project = set_project;
  iface->get_head = get_head;
  iface->dup_targets = dup_targets;
  iface->get_current = get_current_ticket;
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
  iface->set_filter = set_filter;
  iface->set_searching = set_searching;
  iface->start_filter = start_filter;
  iface->get_regions = get_regions;
}

GtkWidget *
zw_board_view_new (ZwWorkspace *workspace)
{
  ZwBoardView *self = g_object_new (ZW_TYPE_BOARD_VIEW, NULL);

  self->workspace = g_object_ref (workspace);
  build (self);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (zw_workspace_get_clock (workspace), "day-changed", G_CALLBACK (day_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
