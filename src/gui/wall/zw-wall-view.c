/* SPDX-License-Identifier: GPL-3.0-or-later
 * The wall. Made by ZwWindow. Must never write: its moves end in the commands of zw-move.h. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-wall-view.h"

#include <glib/gi18n.h>

#include "zw-column-view.h"
#include "zw-view.h"
#include "zw-wall-view-private.h"

#define MARGIN 24
#define SPACING 16
#define LINE_TEXT 22
/* Frames to wait for a card to be laid out, at most. */
#define WAIT_FRAMES 8
/* A set that touches more cards than this is no news about any of them. */
#define MAX_GLOWING 40

static void zw_wall_view_view_init (ZwViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwWallView, zw_wall_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ZW_TYPE_VIEW, zw_wall_view_view_init))

/* --- cards that are not laid out yet -------------------------------------------------------------------------------- */

static void
glow_waiting (ZwWallView *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->waiting_glow);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, *(gint64 *) id);
      ZwWallCard *card = ticket == NULL ? NULL : zw_wall_grid_find_card (self->grid, ticket);
      if (card != NULL)
        zw_wall_card_glow (card);
      if (card != NULL || ticket == NULL)
        g_hash_table_iter_remove (&iter);
    }
}

static void
focus_waiting (ZwWallView *self)
{
  ZwWallCard *card = self->waiting_focus == NULL ? NULL : zw_wall_grid_find_card (self->grid, self->waiting_focus);

  if (card == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (card));
  g_clear_object (&self->waiting_focus);
}

static gboolean
wait_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ZwWallView *self = ZW_WALL_VIEW (widget);

  if (self->wait_frames++ == 0)
    return G_SOURCE_CONTINUE; /* this frame's layout is still to come */
  glow_waiting (self);
  focus_waiting (self);
  if ((g_hash_table_size (self->waiting_glow) > 0 || self->waiting_focus != NULL) && self->wait_frames < WAIT_FRAMES)
    return G_SOURCE_CONTINUE;
  g_hash_table_remove_all (self->waiting_glow);
  g_clear_object (&self->waiting_focus);
  self->wait_tick = 0;
  return G_SOURCE_REMOVE;
}

static void
wait_for_layout (ZwWallView *self)
{
  self->wait_frames = 0;
  if (self->wait_tick == 0)
    self->wait_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), wait_cb, NULL, NULL);
}

/* --- following the model -------------------------------------------------------------------------------------------- */

static void
update_column (ZwWallView *self, ZwWallColumn *column, ZwBoardColumn *model)
{
  ZwProject *project = zw_workspace_get_project (self->workspace, zw_board_get_project (self->board));
  ZwStatus *status = zw_board_column_get_status (model);
  guint n = zw_board_column_get_count (model);
  g_autofree char *sum = zw_format_estimate_long (zw_board_column_get_sum (model), project);
  g_autofree char *count = status->wip_limit > 0 ? g_strdup_printf ("%u/%d", n, status->wip_limit) : g_strdup_printf ("%u", n);
  g_autofree char *cards = status->wip_limit > 0 ? g_strdup_printf (_("%u of %d cards"), n, status->wip_limit)
                                                 : g_strdup_printf (ngettext ("%u card", "%u cards", n), n);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", status->name, cards, sum);

  zw_wall_column_set_head (column, status->name, count, zw_board_column_is_over_limit (model), spoken);
}

static void
update_head (ZwWallView *self)
{
  const ZwSprintReport *report = self->watch != NULL ? zw_sprint_watch_get_report (self->watch) : NULL;

  zw_wall_head_update (ZW_WALL_HEAD (self->head), self->board, report);
  zw_wall_chart_set_report (ZW_WALL_CHART (self->chart), report,
                            zw_workspace_get_project (self->workspace, zw_board_get_project (self->board)));
}

/* The sprint's log is read once all tickets are there: the first cards come before any chart. */
static void
follow_sprint (ZwWallView *self)
{
  ZwSprint *sprint = zw_board_get_scope (self->board) == ZW_BOARD_SPRINT ? zw_board_get_sprint (self->board) : NULL;
  gboolean began = sprint != NULL && sprint->state != ZW_SPRINT_PLANNED && zw_workspace_is_loaded (self->workspace);
  gint64 id = began ? zw_item_get_id (ZW_ITEM (sprint)) : 0;

  if (id == (self->watch != NULL ? zw_sprint_watch_get_sprint (self->watch) : 0))
    return;
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  if (id == 0)
    return;
  self->watch = zw_sprint_watch_new (self->workspace, id);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (update_head), self, G_CONNECT_SWAPPED);
}

static void
update_figures (ZwWallView *self)
{
  if (self->board == NULL)
    return;
  follow_sprint (self);
  update_head (self);
  for (guint i = 0; i < zw_wall_grid_get_n_columns (self->grid); i++)
    {
      g_autoptr (ZwBoardColumn) column = g_list_model_get_item (G_LIST_MODEL (self->board), i);
      if (column != NULL)
        update_column (self, zw_wall_grid_get_column (self->grid, i), column);
    }
}

static void
dropped_cb (ZwWallView *self, ZwTicket *ticket, ZwTicket *next, ZwWallColumn *column)
{
  for (guint i = 0; i < zw_wall_grid_get_n_columns (self->grid) && !self->locked; i++)
    {
      g_autoptr (ZwBoardColumn) model = g_list_model_get_item (G_LIST_MODEL (self->board), i);
      if (zw_wall_grid_get_column (self->grid, i) == column
          && zw_move_drop (GTK_WIDGET (self), self->workspace, self->board, model, self->selection, ticket, next))
        zw_view_focus_ticket (ZW_VIEW (self), ticket);
    }
}

static GtkWidget *
find_or_make_column (ZwWallView *self, ZwBoardColumn *model)
{
  for (guint i = 0; i < zw_wall_grid_get_n_columns (self->grid); i++)
    if (zw_wall_column_get_cards (zw_wall_grid_get_column (self->grid, i)) == zw_board_column_get_cards (model))
      return GTK_WIDGET (zw_wall_grid_get_column (self->grid, i));
  GtkWidget *column = zw_wall_column_new (self->workspace, self->theme, zw_board_column_get_cards (model));
  g_signal_connect_object (column, "dropped", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  return column;
}

static void
columns_changed_cb (ZwWallView *self)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->board)); i++)
    {
      g_autoptr (ZwBoardColumn) model = g_list_model_get_item (G_LIST_MODEL (self->board), i);
      g_ptr_array_add (columns, find_or_make_column (self, model));
    }
  zw_wall_grid_set_columns (self->grid, columns);
  zw_wall_view_update_lock (self);
  update_figures (self);
}

static void
glow (ZwWallView *self, gint64 id)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, id);
  ZwWallCard *card = ticket == NULL ? NULL : zw_wall_grid_find_card (self->grid, ticket);

  if (card != NULL)
    zw_wall_card_glow (card);
  else if (ticket != NULL)
    g_hash_table_add (self->waiting_glow, g_memdup2 (&id, sizeof id));
}

/* Names of people, columns and the project stand on cards that are not theirs. */
static gboolean
changes_names (const ZwChangeSet *set)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->entity == ZW_ENTITY_PERSON || change->entity == ZW_ENTITY_PROJECT || change->entity == ZW_ENTITY_STATUS
          || change->entity == ZW_ENTITY_SPRINT)
        return TRUE;
    }
  return FALSE;
}

static void
refill (ZwWallView *self)
{
  zw_card_theme_change (self->theme);
  zw_wall_grid_refill (self->grid);
  zw_wall_grid_refill (self->stopped);
  update_figures (self);
}

static void
changed_cb (ZwWallView *self, ZwChangeSet *set, gboolean own)
{
  if (changes_names (set))
    refill (self);
  if (own || set->changes->len > MAX_GLOWING)
    return;
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      gint64 id = change->entity == ZW_ENTITY_TICKET ? change->id : change->ticket;
      if (id != 0)
        glow (self, id);
    }
  if (g_hash_table_size (self->waiting_glow) > 0)
    wait_for_layout (self);
}

/* --- layout --------------------------------------------------------------------------------------------------------- */

static void
set_base (ZwWallView *self, double base)
{
  if (self->base == base)
    return;
  self->base = base;
  zw_wall_head_set_base (ZW_WALL_HEAD (self->head), base);
  zw_wall_grid_set_base (self->grid, base);
  zw_wall_grid_set_base (self->stopped, base);
  zw_wall_chart_set_base (ZW_WALL_CHART (self->chart), base);
  g_autoptr (PangoLayout) layout = zw_wall_new_text (GTK_WIDGET (self), base, LINE_TEXT, FALSE, "");
  gtk_label_set_attributes (GTK_LABEL (self->line), pango_layout_get_attributes (layout));
}

static void
allocate (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, height }, -1);
}

/* @along, @down: 0 = at the left or top, 1 = at the right or bottom. */
static void
allocate_at_edge (GtkWidget *child, int width, int height, int margin, int along, int down)
{
  int natural_width, natural_height;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural_width, NULL, NULL);
  natural_width = MIN (natural_width, width - 2 * margin);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, natural_width, NULL, &natural_height, NULL, NULL);
  gtk_widget_size_allocate (child, &(GtkAllocation) { along ? width - margin - natural_width : margin,
                                                      down ? height - margin / 2 - natural_height : margin / 2, natural_width,
                                                      natural_height }, -1);
}

static void
zw_wall_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZwWallView *self = ZW_WALL_VIEW (widget);
  int shift_x, shift_y;

  set_base (self, zw_wall_get_base (width, height));
  zw_wall_get_shift ((guint) (zw_clock_get_now (zw_workspace_get_clock (self->workspace)) / 60000), &shift_x, &shift_y);
  int margin = zw_wall_scale (self->base, MARGIN), spacing = zw_wall_scale (self->base, SPACING);
  int head = zw_wall_head_get_height (self->base, width, height);
  int x = margin + zw_wall_scale (self->base, shift_x), y = spacing / 2 + zw_wall_scale (self->base, shift_y);
  allocate (self->head, x, y, width - 2 * margin, head);
  y += head + spacing / 2;
  allocate (GTK_WIDGET (self->pages), x, y, width - 2 * margin, MAX (height - y - margin + zw_wall_scale (self->base, shift_y), 1));
  if (gtk_widget_should_layout (self->line))
    allocate_at_edge (self->line, width, height, margin, 0, 1);
  if (gtk_widget_should_layout (self->corner))
    allocate_at_edge (self->corner, width, height, margin, 1, 1);
}

static void
zw_wall_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 1;
  *minimum_baseline = *natural_baseline = -1;
}

static void
zw_wall_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ZwWallView *self = ZW_WALL_VIEW (widget);

  GTK_WIDGET_CLASS (zw_wall_view_parent_class)->css_changed (widget, change);
  if (self->theme != NULL)
    zw_card_theme_forget_colors (self->theme);
}

/* Another font, resolution or language. */
static void
zw_wall_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  ZwWallView *self = ZW_WALL_VIEW (widget);

  GTK_WIDGET_CLASS (zw_wall_view_parent_class)->system_setting_changed (widget, setting);
  if (self->board != NULL)
    refill (self);
}

/* --- as a view ------------------------------------------------------------------------------------------------------ */

static void
set_project (ZwView *view, gint64 project)
{
  ZwWallView *self = ZW_WALL_VIEW (view);

  if (self->board != NULL && zw_board_get_project (self->board) == project)
    return;
  if (self->board != NULL)
    g_signal_handlers_disconnect_by_data (self->board, self);
  g_clear_object (&self->board);
  self->board = zw_board_new (self->workspace, project);
  g_signal_connect_object (self->board, "totals-changed", G_CALLBACK (update_figures), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "items-changed", G_CALLBACK (columns_changed_cb), self, G_CONNECT_SWAPPED);
  columns_changed_cb (self);
}

static ZwTicket *
get_current (ZwView *view)
{
  return zw_wall_grid_get_focused (ZW_WALL_VIEW (view)->grid);
}

/* A locked wall gives nothing away. */
static GArray *
dup_targets (ZwView *view)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  ZwTicket *ticket = ZW_WALL_VIEW (view)->locked ? NULL : get_current (view);

  if (ticket != NULL)
    {
      gint64 id = zw_item_get_id (ZW_ITEM (ticket));
      g_array_append_val (ids, id);
    }
  return ids;
}

static gboolean
get_bounds (ZwView *view, gint64 ticket, ZwField field, GdkRectangle *bounds)
{
  ZwWallView *self = ZW_WALL_VIEW (view);
  ZwTicket *item = zw_workspace_get_ticket (self->workspace, ticket);
  ZwWallCard *card = item == NULL ? NULL : zw_wall_grid_find_card (self->grid, item);
  graphene_rect_t area;

  if (card == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (card), GTK_WIDGET (self), &area))
    return FALSE;
  *bounds = (GdkRectangle) { (int) area.origin.x, (int) area.origin.y, (int) area.size.width, (int) area.size.height };
  return TRUE;
}

/* At once if its card is laid out, else in the frame after it is. */
static gboolean
focus_ticket (ZwView *view, ZwTicket *ticket)
{
  ZwWallView *self = ZW_WALL_VIEW (view);

  if (self->board == NULL || zw_board_find_column (self->board, ticket) == NULL)
    return FALSE;
  zw_wall_view_show_board (self);
  g_set_object (&self->waiting_focus, ticket);
  wait_for_layout (self);
  return TRUE;
}

static void
focus (ZwView *view)
{
  gtk_widget_grab_focus (GTK_WIDGET (ZW_WALL_VIEW (view)->grid));
}

static gint64
get_sprint (ZwView *view)
{
  ZwBoard *board = ZW_WALL_VIEW (view)->board;
  ZwSprint *sprint = board != NULL && zw_board_get_scope (board) == ZW_BOARD_SPRINT ? zw_board_get_sprint (board) : NULL;

  return sprint == NULL ? 0 : zw_item_get_id (ZW_ITEM (sprint));
}

static gboolean
move (ZwView *view, const gint64 *ids, guint n, ZwMoveStep step)
{
  ZwWallView *self = ZW_WALL_VIEW (view);
  return self->board != NULL && !self->locked && zw_move_step (GTK_WIDGET (self), self->workspace, self->board, ids, n, step);
}

static guint
get_regions (ZwView *view, GtkWidget **regions)
{
  regions[0] = GTK_WIDGET (ZW_WALL_VIEW (view)->grid);
  return 1;
}

/* What a wall has not: a head above others, titles to edit, a pane, a filter, a narrow form. A card's name tells its place. */
static GtkWidget *
get_no_head (ZwView *view)
{
  return NULL;
}

static void
do_nothing (ZwView *view)
{
}

static void
ignore_ticket (ZwView *view, ZwTicket *ticket)
{
}

static void
ignore_state (ZwView *view, gboolean state)
{
}

static void
ignore_filter (ZwView *view, const char *filter)
{
}

static ZwTicket *
get_no_neighbour (ZwView *view, ZwTicket *ticket, int step)
{
  return NULL;
}

static void
zw_wall_view_view_init (ZwViewInterface *iface)
{
  iface->set_project = set_project;
  iface->get_head = get_no_head;
  iface->dup_targets = dup_targets;
  iface->get_current = get_current;
  iface->get_bounds = get_bounds;
  iface->focus_ticket = focus_ticket;
  iface->focus = focus;
  iface->edit_title = do_nothing;
  iface->get_beside = get_no_neighbour;
  iface->get_sprint = get_sprint;
  iface->move = move;
  iface->tell_place = ignore_ticket;
  iface->set_open_ticket = ignore_ticket;
  iface->set_narrow = ignore_state;
  iface->set_filter = ignore_filter;
  iface->set_searching = ignore_state;
  iface->start_filter = do_nothing;
  iface->get_regions = get_regions;
}

/* --- making --------------------------------------------------------------------------------------------------------- */

static void
build (ZwWallView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->theme = zw_card_theme_new (widget);
  self->selection = zw_card_selection_new ();
  self->head = zw_wall_head_new (self->workspace, self->theme);
  self->pages = GTK_STACK (gtk_stack_new ());
  self->grid = ZW_WALL_GRID (zw_wall_grid_new (_("Board")));
  gtk_stack_set_transition_type (self->pages, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->grid), "board");
  self->line = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->line, "zw-wall-line");
  gtk_label_set_ellipsize (GTK_LABEL (self->line), PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (self->line, FALSE);
  gtk_widget_set_parent (self->head, widget);
  gtk_widget_set_parent (GTK_WIDGET (self->pages), widget);
  gtk_widget_set_parent (self->line, widget);
  zw_wall_view_add_hands (self);
  zw_wall_view_add_pages (self);
}

static void
zw_wall_view_dispose (GObject *object)
{
  ZwWallView *self = ZW_WALL_VIEW (object);
  GtkWidget *child;

  zw_wall_view_stop_timers (self);
  if (self->wait_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->wait_tick);
  self->wait_tick = 0;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->waiting_focus);
  g_clear_pointer (&self->waiting_glow, g_hash_table_unref);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_clear_object (&self->board);
  g_clear_object (&self->actions);
  g_clear_object (&self->selection);
  g_clear_object (&self->theme);
  g_clear_object (&self->settings);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_wall_view_parent_class)->dispose (object);
}

static void
zw_wall_view_class_init (ZwWallViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_wall_view_dispose;
  widget_class->measure = zw_wall_view_measure;
  widget_class->size_allocate = zw_wall_view_size_allocate;
  widget_class->css_changed = zw_wall_view_css_changed;
  widget_class->system_setting_changed = zw_wall_view_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "wall");
  g_signal_new ("leave", ZW_TYPE_WALL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("lock-changed", ZW_TYPE_WALL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_wall_view_init (ZwWallView *self)
{
  self->locked = TRUE;
  self->waiting_glow = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

void
zw_wall_view_show_as (ZwWallView *self, ZwBoard *board)
{
  ZwSprint *sprint = zw_board_get_sprint (board);

  if (self->board != NULL && zw_board_get_scope (board) != ZW_BOARD_SPRINT)
    zw_board_set_scope (self->board, zw_board_get_scope (board), 0);
  else if (self->board != NULL && sprint != NULL)
    zw_board_set_scope (self->board, ZW_BOARD_SPRINT, zw_item_get_id (ZW_ITEM (sprint)));
}

ZwBoard *
zw_wall_view_get_board (ZwWallView *self)
{
  return self->board;
}

ZwWallGrid *
zw_wall_view_get_grid (ZwWallView *self)
{
  return self->grid;
}

gboolean
zw_wall_view_is_locked (ZwWallView *self)
{
  return self->locked;
}

void
zw_wall_view_set_trouble (ZwWallView *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->line), text != NULL ? text : "");
  gtk_widget_set_visible (self->line, text != NULL);
}

const char *
zw_wall_view_get_trouble (ZwWallView *self)
{
  return gtk_widget_get_visible (self->line) ? gtk_label_get_text (GTK_LABEL (self->line)) : NULL;
}

const char *
zw_wall_view_get_summary (ZwWallView *self)
{
  return zw_wall_head_get_summary (ZW_WALL_HEAD (self->head));
}

GtkWidget *
zw_wall_view_new (ZwWorkspace *workspace, GSettings *settings)
{
  ZwWallView *self = g_object_new (ZW_TYPE_WALL_VIEW, NULL);

  self->workspace = g_object_ref (workspace);
  self->settings = g_object_ref (settings);
  build (self);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::loaded", G_CALLBACK (update_figures), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (zw_workspace_get_clock (workspace), "day-changed", G_CALLBACK (refill), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
