/* SPDX-License-Identifier: GPL-3.0-or-later
 * The columns of a board side by side, or one at a time. Made by ZwBoardView. Must never look into a ticket. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-column-box.h"

#include "zw-commit.h"
#include "zw-project-commands.h"

#define MIN_COLUMN 256
#define MAX_COLUMN 360
#define GAP 12
#define EDGE 12
#define LINE_WIDTH 3
#define NO_LINE G_MAXUINT

struct _ZwColumnBox {
  GtkWidget parent_instance;

  ZwWorkspace *workspace;     /* (owned) */
  ZwCardTheme *theme;         /* (owned) */
  ZwCardSelection *selection; /* (owned) */
  ZwBoard *board;             /* (owned) (nullable) */
  GPtrArray *views;           /* ZwColumnView, children, in the order of the board */
  gboolean paged;
  guint page;
  guint line;                 /* where a dragged column would go; NO_LINE */
  GObject *dragged;           /* (owned) (nullable) the ticket or status that is dragged over the board now */
};

G_DEFINE_FINAL_TYPE (ZwColumnBox, zw_column_box, GTK_TYPE_WIDGET)

enum { PAGE_CHANGED, CARD_CLICKED, CARD_ACTIVATED, CARD_MENU, N_SIGNALS };
static guint signals[N_SIGNALS];

guint
zw_column_box_get_n (ZwColumnBox *self)
{
  return self->views->len;
}

ZwColumnView *
zw_column_box_get_nth (ZwColumnBox *self, guint n)
{
  return n < self->views->len ? self->views->pdata[n] : NULL;
}

ZwColumnView *
zw_column_box_find (ZwColumnBox *self, ZwBoardColumn *column)
{
  for (guint i = 0; i < self->views->len; i++)
    if (zw_column_view_get_column (self->views->pdata[i]) == column)
      return self->views->pdata[i];
  return NULL;
}

ZwColumnView *
zw_column_box_get_focused (ZwColumnBox *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  return child == NULL ? NULL : ZW_COLUMN_VIEW (child);
}

/* --- layout --- */

/* @pixels at the usual size of text. */
static int
scale (ZwColumnBox *self, int pixels)
{
  return (int) (pixels * zw_card_theme_get_scale (self->theme));
}

static gboolean
is_mirrored (ZwColumnBox *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static void
zw_column_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  ZwColumnBox *self = ZW_COLUMN_BOX (widget);
  int n = (int) self->views->len;

  *minimum_baseline = *natural_baseline = -1;
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int columns = self->paged ? MIN (n, 1) : n;
      /* One at a time it is as wide as the window, whatever the text. */
      int column = self->paged ? MIN_COLUMN : scale (self, MIN_COLUMN);
      *minimum = *natural = 2 * EDGE + columns * column + MAX (0, columns - 1) * GAP;
      return;
    }
  for (int i = 0; i < n; i++)
    {
      int child_minimum, child_natural;
      gtk_widget_measure (self->views->pdata[i], orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum + EDGE);
      *natural = MAX (*natural, child_natural + EDGE);
    }
}

static void
allocate_page (ZwColumnBox *self, int width, int height)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      GtkWidget *view = self->views->pdata[i];
      gtk_widget_set_child_visible (view, i == self->page);
      if (i == self->page)
        gtk_widget_size_allocate (view, &(GtkAllocation) { 0, 0, width, height }, -1);
    }
}

static void
allocate_row (ZwColumnBox *self, int width, int height)
{
  int n = (int) self->views->len;
  int room = width - 2 * EDGE - (n - 1) * GAP;
  int narrowest = scale (self, MIN_COLUMN), widest = scale (self, MAX_COLUMN);
  int x = EDGE;

  for (int i = 0; i < n; i++)
    {
      GtkWidget *view = self->views->pdata[i];
      int column = CLAMP (room / (n - i), narrowest, widest);
      int child_x = is_mirrored (self) ? width - x - column : x;
      gtk_widget_set_child_visible (view, TRUE);
      gtk_widget_size_allocate (view, &(GtkAllocation) { child_x, 0, column, MAX (0, height - EDGE) }, -1);
      x += column + GAP;
      room -= column;
    }
}

static void
zw_column_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZwColumnBox *self = ZW_COLUMN_BOX (widget);

  if (self->paged)
    allocate_page (self, width, height);
  else
    allocate_row (self, width, height);
}

static double
get_line_x (ZwColumnBox *self)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (EDGE, 0, 0, 0);
  gboolean last = self->line >= self->views->len;

  if (self->views->len == 0
      || !gtk_widget_compute_bounds (self->views->pdata[last ? self->views->len - 1 : self->line], GTK_WIDGET (self), &bounds))
    return EDGE;
  return last != is_mirrored (self) ? bounds.origin.x + bounds.size.width + GAP / 2.0 : bounds.origin.x - GAP / 2.0;
}

static void
zw_column_box_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZwColumnBox *self = ZW_COLUMN_BOX (widget);

  GTK_WIDGET_CLASS (zw_column_box_parent_class)->snapshot (widget, snapshot);
  if (self->line == NO_LINE)
    return;
  int height = gtk_widget_get_height (widget) - EDGE;
  gtk_snapshot_append_color (snapshot, zw_card_theme_get_color (self->theme, "accent_color"),
                             &GRAPHENE_RECT_INIT ((float) (get_line_x (self) - LINE_WIDTH / 2.0), 0, LINE_WIDTH, height));
}

/* --- the keyboard --- */

static gboolean
focus_list (ZwColumnView *view, GtkDirectionType direction)
{
  ZwCardList *list = zw_column_view_get_list (view);

  if (g_list_model_get_n_items (zw_card_list_get_model (list)) == 0)
    return FALSE;
  return gtk_widget_child_focus (GTK_WIDGET (list), direction);
}

/* To the next column that has a card. */
static gboolean
focus_beside (ZwColumnBox *self, ZwColumnView *from, GtkDirectionType direction)
{
  guint position = 0;
  gboolean forward = (direction == GTK_DIR_RIGHT) == !is_mirrored (self);

  g_ptr_array_find (self->views, from, &position);
  for (int i = (int) position + (forward ? 1 : -1); i >= 0 && i < (int) self->views->len; i += forward ? 1 : -1)
    {
      ZwColumnView *view = self->views->pdata[i];
      if (g_list_model_get_n_items (zw_board_column_get_cards (zw_column_view_get_column (view))) == 0)
        continue;
      if (self->paged)
        zw_column_box_set_page (self, (guint) i);
      if (focus_list (view, direction))
        return TRUE;
    }
  return TRUE;
}

static gboolean
enter (ZwColumnBox *self, GtkDirectionType direction)
{
  if (self->paged)
    return self->page < self->views->len && focus_list (self->views->pdata[self->page], direction);
  for (guint i = 0; i < self->views->len; i++)
    if (focus_list (self->views->pdata[i], GTK_DIR_TAB_FORWARD))
      return TRUE;
  return FALSE;
}

static gboolean
zw_column_box_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ZwColumnBox *self = ZW_COLUMN_BOX (widget);
  ZwColumnView *focused = zw_column_box_get_focused (self);
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (focused == NULL)
    return enter (self, direction);
  GtkWidget *list = GTK_WIDGET (zw_column_view_get_list (focused));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean on_card = focus != NULL && (focus == list || gtk_widget_is_ancestor (focus, list));
  if (tab && on_card)
    return FALSE;
  if (on_card && (direction == GTK_DIR_LEFT || direction == GTK_DIR_RIGHT))
    return focus_beside (self, focused, direction);
  return GTK_WIDGET_CLASS (zw_column_box_parent_class)->focus (widget, direction);
}

/* --- columns that are dragged --- */

static guint
find_gap (ZwColumnBox *self, double x)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      graphene_rect_t bounds;
      if (gtk_widget_compute_bounds (self->views->pdata[i], GTK_WIDGET (self), &bounds)
          && (x < bounds.origin.x + bounds.size.width / 2) != is_mirrored (self))
        return i;
    }
  return self->views->len;
}

static void
set_line (ZwColumnBox *self, guint line)
{
  if (self->line == line)
    return;
  self->line = line;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Of the column that is nearest to @x: its header and the gaps beside it count. @list_y: @y in the list. */
static ZwCardList *
find_list_at (ZwColumnBox *self, double x, double y, double *list_y)
{
  ZwCardList *nearest = NULL;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < self->views->len; i++)
    {
      graphene_rect_t bounds;
      if ((self->paged && i != self->page) || !gtk_widget_compute_bounds (self->views->pdata[i], GTK_WIDGET (self), &bounds))
        continue;
      double distance = ABS (bounds.origin.x + bounds.size.width / 2 - x);
      if (distance >= least)
        continue;
      least = distance;
      nearest = zw_column_view_get_list (self->views->pdata[i]);
    }
  double list_x;
  if (nearest == NULL || !gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (nearest), x, y, &list_x, list_y))
    return NULL;
  *list_y = CLAMP (*list_y, 0, MAX (0, gtk_widget_get_height (GTK_WIDGET (nearest)) - 1));
  return nearest;
}

static void
hover_card (ZwColumnBox *self, double x, double y)
{
  double list_y = 0;
  ZwCardList *there = self->dragged == NULL ? NULL : find_list_at (self, x, y, &list_y);

  for (guint i = 0; i < self->views->len; i++)
    if (zw_column_view_get_list (self->views->pdata[i]) != there)
      zw_card_list_stop_hover (zw_column_view_get_list (self->views->pdata[i]));
  if (there != NULL)
    zw_card_list_hover (there, self->dragged, list_y);
}

void
zw_column_box_hover (ZwColumnBox *self, double x, double y)
{
  if (self->dragged == NULL)
    return;
  if (ZW_IS_STATUS (self->dragged))
    set_line (self, self->paged ? NO_LINE : find_gap (self, x));
  else
    hover_card (self, x, y);
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, gpointer data)
{
  ZwColumnBox *self = data;
  const GValue *value = gtk_drop_target_get_value (target);

  if (value == NULL)
    return 0;
  g_set_object (&self->dragged, g_value_get_object (value));
  zw_column_box_hover (self, x, y);
  return GDK_ACTION_MOVE;
}

static void
end_hover (ZwColumnBox *self)
{
  set_line (self, NO_LINE);
  g_clear_object (&self->dragged);
  hover_card (self, 0, 0);
}

static void
leave_cb (GtkDropTarget *target, gpointer data)
{
  end_hover (data);
}

static gboolean
drop_column (ZwColumnBox *self, ZwStatus *status, double x)
{
  ZwColumnView *next = zw_column_box_get_nth (self, find_gap (self, x));
  ZwStatus *before = next == NULL ? NULL : zw_board_column_get_status (zw_column_view_get_column (next));
  g_autoptr (GError) error = NULL;

  if (before == status)
    return FALSE;
  ZwChangeSet *set = zw_status_move (self->workspace, zw_item_get_id (ZW_ITEM (status)),
                                     before == NULL ? 0 : zw_item_get_id (ZW_ITEM (before)), &error);
  return zw_commit (GTK_WIDGET (self), self->workspace, set, &error);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  ZwColumnBox *self = data;
  g_autoptr (GObject) dragged = g_value_dup_object (value);
  double list_y = 0;

  end_hover (self);
  if (ZW_IS_STATUS (dragged))
    return drop_column (self, ZW_STATUS (dragged), x);
  ZwCardList *list = dragged == NULL ? NULL : find_list_at (self, x, y, &list_y);
  return list != NULL && zw_card_list_drop_at (list, dragged, list_y);
}

/* One target for cards and columns, before those of the lists: GTK gives a drop to what is under the pointer then, and a list
 * that came there by scrolling has heard of no drag. */
static void
add_drop_target (ZwColumnBox *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_MOVE);
  GType types[] = { ZW_TYPE_TICKET, ZW_TYPE_STATUS };

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_drop_target_set_preload (target, TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* --- following the board --- */

static void
clicked_cb (ZwColumnView *view, ZwTicket *ticket, int n_press, GdkModifierType state, ZwColumnBox *self)
{
  g_signal_emit (self, signals[CARD_CLICKED], 0, ticket, n_press, state);
}

static void
activated_cb (ZwColumnView *view, ZwTicket *ticket, ZwColumnBox *self)
{
  g_signal_emit (self, signals[CARD_ACTIVATED], 0, ticket);
}

static void
menu_cb (ZwColumnView *view, ZwTicket *ticket, GdkRectangle *rectangle, ZwColumnBox *self)
{
  g_signal_emit (self, signals[CARD_MENU], 0, zw_column_view_get_list (view), ticket, rectangle);
}

static ZwColumnView *
new_view (ZwColumnBox *self, ZwBoardColumn *column)
{
  ZwColumnView *view = ZW_COLUMN_VIEW (zw_column_view_new (self->workspace, self->board, column, self->theme, self->selection));

  zw_column_view_set_bare (view, self->paged);
  g_signal_connect_object (view, "card-clicked", G_CALLBACK (clicked_cb), self, 0);
  g_signal_connect_object (view, "card-activated", G_CALLBACK (activated_cb), self, 0);
  g_signal_connect_object (view, "card-menu", G_CALLBACK (menu_cb), self, 0);
  return view;
}

/* Views of columns that stay are kept, with their scroll position and focus. */
static void
rebuild (ZwColumnBox *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->views);
  guint n = self->board == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->board));

  self->views = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZwBoardColumn) column = g_list_model_get_item (G_LIST_MODEL (self->board), i);
      ZwColumnView *view = NULL;
      for (guint j = 0; j < old->len && view == NULL; j++)
        if (zw_column_view_get_column (old->pdata[j]) == column)
          view = g_ptr_array_steal_index (old, j);
      g_ptr_array_add (self->views, view != NULL ? view : new_view (self, column));
    }
  for (guint i = 0; i < old->len; i++)
    gtk_widget_unparent (old->pdata[i]);
  for (guint i = 0; i < n; i++)
    gtk_widget_insert_after (self->views->pdata[i], GTK_WIDGET (self), i == 0 ? NULL : self->views->pdata[i - 1]);
  self->page = n == 0 ? 0 : MIN (self->page, n - 1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, signals[PAGE_CHANGED], 0);
}

static void
swipe_cb (GtkGestureSwipe *gesture, double velocity_x, double velocity_y, gpointer data)
{
  ZwColumnBox *self = data;

  if (!self->paged || ABS (velocity_x) < 2 * ABS (velocity_y) || ABS (velocity_x) < 200)
    return;
  if (velocity_x < 0)
    zw_column_box_set_page (self, self->page + 1);
  else if (self->page > 0)
    zw_column_box_set_page (self, self->page - 1);
}

/* --- overrides --- */

static void
zw_column_box_dispose (GObject *object)
{
  ZwColumnBox *self = ZW_COLUMN_BOX (object);

  zw_column_box_set_board (self, NULL);
  g_clear_object (&self->dragged);
  g_clear_object (&self->workspace);
  g_clear_object (&self->theme);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (zw_column_box_parent_class)->dispose (object);
}

static void
zw_column_box_finalize (GObject *object)
{
  g_clear_pointer (&ZW_COLUMN_BOX (object)->views, g_ptr_array_unref);
  G_OBJECT_CLASS (zw_column_box_parent_class)->finalize (object);
}

static void
zw_column_box_class_init (ZwColumnBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_column_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_column_box_finalize;
  widget_class->measure = zw_column_box_measure;
  widget_class->size_allocate = zw_column_box_size_allocate;
  widget_class->snapshot = zw_column_box_snapshot;
  widget_class->focus = zw_column_box_focus;
  gtk_widget_class_set_css_name (widget_class, "columns");
  signals[PAGE_CHANGED] = g_signal_new ("page-changed", ZW_TYPE_COLUMN_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CARD_CLICKED] = g_signal_new ("card-clicked", ZW_TYPE_COLUMN_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                        ZW_TYPE_TICKET, G_TYPE_INT, GDK_TYPE_MODIFIER_TYPE);
  signals[CARD_ACTIVATED] = g_signal_new ("card-activated", ZW_TYPE_COLUMN_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, ZW_TYPE_TICKET);
  signals[CARD_MENU] = g_signal_new ("card-menu", ZW_TYPE_COLUMN_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                     ZW_TYPE_CARD_LIST, ZW_TYPE_TICKET, GDK_TYPE_RECTANGLE | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
zw_column_box_init (ZwColumnBox *self)
{
  GtkGesture *swipe = gtk_gesture_swipe_new ();

  self->views = g_ptr_array_new ();
  self->line = NO_LINE;
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  add_drop_target (self);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (swipe), TRUE);
  g_signal_connect (swipe, "swipe", G_CALLBACK (swipe_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (swipe));
}

void
zw_column_box_set_board (ZwColumnBox *self, ZwBoard *board)
{
  if (self->board == board)
    return;
  if (self->board != NULL)
    g_signal_handlers_disconnect_by_func (self->board, G_CALLBACK (rebuild), self);
  g_set_object (&self->board, board);
  if (board != NULL)
    g_signal_connect_swapped (board, "items-changed", G_CALLBACK (rebuild), self);
  rebuild (self);
}

void
zw_column_box_set_paged (ZwColumnBox *self, gboolean paged)
{
  if (self->paged == paged)
    return;
  self->paged = paged;
  for (guint i = 0; i < self->views->len; i++)
    zw_column_view_set_bare (self->views->pdata[i], paged);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
zw_column_box_get_paged (ZwColumnBox *self)
{
  return self->paged;
}

guint
zw_column_box_get_page (ZwColumnBox *self)
{
  return self->page;
}

void
zw_column_box_set_page (ZwColumnBox *self, guint page)
{
  if (page >= self->views->len || page == self->page)
    return;
  self->page = page;
  if (self->paged)
    {
      for (guint i = 0; i < self->views->len; i++)
        gtk_widget_set_child_visible (self->views->pdata[i], i == page);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
    }
  g_signal_emit (self, signals[PAGE_CHANGED], 0);
}

GtkWidget *
zw_column_box_new (ZwWorkspace *workspace, ZwCardTheme *theme, ZwCardSelection *selection)
{
  ZwColumnBox *self = g_object_new (ZW_TYPE_COLUMN_BOX, NULL);

  self->workspace = g_object_ref (workspace);
  self->theme = g_object_ref (theme);
  self->selection = g_object_ref (selection);
  return GTK_WIDGET (self);
}
