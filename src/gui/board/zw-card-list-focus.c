/* SPDX-License-Identifier: GPL-3.0-or-later
 * Keyboard focus and clicks of ZwCardList. Cards take the focus, the list only while it is empty, so that the keyboard
 * never falls out of the board. The list remembers one item, its tab stop, through scrolling and changes of the
 * model; when that item goes for good, its neighbour inherits. Called by the widget's overrides and the model's
 * changes; tells the owner by signals and acts on nothing itself. */
#define G_LOG_DOMAIN "zettelwand"
#include "zw-card-list-private.h"

/* A focused item that was removed is looked for among this many added ones; beyond, its neighbour inherits. */
#define MAX_LOOKUP 1024u

typedef enum { MOVE_PAGE_UP, MOVE_PAGE_DOWN, MOVE_FIRST, MOVE_LAST } Move;

static void
remember (ZwCardList *self, guint index, GObject *item)
{
  self->focus_index = index;
  self->focus_heir = index;
  if (g_set_object (&self->focus_item, item))
    zw_card_list_notify_focus_item (self);
}

static void
remember_index (ZwCardList *self, guint index)
{
  g_autoptr (GObject) item = zw_card_list_get_item (self, index);

  remember (self, index, item);
}

/* The widget of the window that has the focus; NULL without a window. */
static GtkWidget *
get_window_focus (ZwCardList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* The neighbour comes into view only where the card that went was: a change far away must not scroll. */
static void
hand_focus_on (ZwCardList *self)
{
  if (zw_card_list_get_n (self) == 0)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      return;
    }
  self->focus_in_place = self->zombie != NULL && !self->zombie_was_seen;
  zw_card_list_focus_position (self, self->focus_index);
  self->focus_in_place = FALSE;
}

static gboolean
resolve_focus_cb (gpointer data)
{
  ZwCardList *self = data;
  guint n = zw_card_list_get_n (self);
  GtkWidget *focus_child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  gboolean orphaned = gtk_widget_is_focus (GTK_WIDGET (self)) ||
                      (self->zombie != NULL && focus_child == GTK_WIDGET (self->zombie->card));

  self->focus_idle = 0;
  if (zw_card_list_holds_edit (self))
    return G_SOURCE_REMOVE;
  if (n == 0)
    zw_card_list_forget_focus (self);
  else if (self->focus_index == ZW_NO_INDEX && (self->focus_item != NULL || orphaned))
    remember_index (self, MIN (self->focus_heir, n - 1));
  if (orphaned)
    hand_focus_on (self);
  zw_card_list_drop_zombie (self);
  return G_SOURCE_REMOVE;
}

/* Settles the focus once the current change is complete: what was removed may be added again a moment later. */
void
zw_card_list_queue_focus (ZwCardList *self)
{
  if (self->focus_idle == 0)
    self->focus_idle = g_idle_add_full (G_PRIORITY_DEFAULT, resolve_focus_cb, self, NULL);
}

/* The card of the focus is at @index now. Where somebody types in it, the list moves and not what is typed. */
static void
take_back (ZwCardList *self, guint index)
{
  if (self->zombie == NULL || self->zombie->item != self->focus_item)
    return;
  gboolean held = zw_card_list_holds_edit (self);
  int y = self->zombie->y;
  zw_card_list_ensure_row (self, index);
  if (held)
    zw_card_list_anchor_to (self, index, y);
}

static void
look_for_focus_item (ZwCardList *self, guint position, guint added)
{
  for (guint i = position; i < position + MIN (added, MAX_LOOKUP); i++)
    {
      g_autoptr (GObject) item = zw_card_list_get_item (self, i);
      if (item != self->focus_item)
        continue;
      remember (self, i, item);
      take_back (self, i);
      return;
    }
}

void
zw_card_list_splice_focus (ZwCardList *self, guint position, guint removed, guint added)
{
  if (self->focus_index != ZW_NO_INDEX && self->focus_index < position)
    return;
  if (self->focus_index != ZW_NO_INDEX && self->focus_index >= position + removed)
    {
      self->focus_index += added - removed;
      return;
    }
  if (self->focus_index != ZW_NO_INDEX)
    self->focus_heir = position;
  else if (self->focus_heir > position && self->focus_heir >= position + removed)
    self->focus_heir += added - removed;
  self->focus_index = ZW_NO_INDEX;
  if (self->focus_item != NULL)
    look_for_focus_item (self, position, added);
  if (self->focus_index == ZW_NO_INDEX)
    zw_card_list_queue_focus (self);
}

void
zw_card_list_forget_focus (ZwCardList *self)
{
  self->focus_index = ZW_NO_INDEX;
  self->focus_heir = 0;
  if (g_set_object (&self->focus_item, NULL))
    zw_card_list_notify_focus_item (self);
}

/* The override of GtkWidget.set_focus_child chained up already. */
void
zw_card_list_focus_moved (ZwCardList *self, GtkWidget *child)
{
  ZwCardRow *row = child != NULL ? zw_card_list_find_row_of_widget (self, child) : NULL;

  if (row == NULL)
    zw_card_list_queue_layout (self);
  if (row == NULL || row->index == ZW_NO_INDEX)
    return;
  remember (self, row->index, row->item);
  if (!self->focus_in_place)
    zw_card_list_show_index (self, row->index);
}

static guint
first_visible (ZwCardList *self)
{
  guint index = 0;

  if (zw_card_list_index_at (self, 0, &index) && zw_card_list_get_y (self, index) < 0 &&
      index + 1 < zw_card_list_get_n (self))
    index++;
  return index;
}

static guint
last_visible (ZwCardList *self)
{
  guint index = 0;

  if (zw_card_list_index_at (self, self->page, &index) && index > first_visible (self) &&
      zw_card_list_get_y (self, index + 1) - self->spacing > self->page)
    index--;
  return index;
}

/* The card level with @focus; from an empty column, and without a place to compare, the remembered one. */
static guint
index_level_with (ZwCardList *self, GtkWidget *focus)
{
  graphene_rect_t bounds;
  guint index = 0;
  double y;

  if (focus == NULL || ZW_IS_CARD_LIST (focus) || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &bounds))
    return self->focus_index != ZW_NO_INDEX ? self->focus_index : first_visible (self);
  y = bounds.origin.y + bounds.size.height / 2;
  zw_card_list_index_at (self, CLAMP (y, 0, MAX (0, self->page - 1)), &index);
  return index;
}

static guint
entry_index (ZwCardList *self, GtkDirectionType direction, GtkWidget *focus)
{
  switch (direction)
    {
    case GTK_DIR_LEFT:
    case GTK_DIR_RIGHT:
      return index_level_with (self, focus);
    case GTK_DIR_UP:
      return last_visible (self);
    case GTK_DIR_DOWN:
      return first_visible (self);
    case GTK_DIR_TAB_FORWARD:
    case GTK_DIR_TAB_BACKWARD:
      break;
    }
  return self->focus_index != ZW_NO_INDEX ? self->focus_index : first_visible (self);
}

/* Tab goes through what a card holds, if anything, before it leaves the list; arrows stay in what is open there, as in a menu. */
static gboolean
focus_inside (ZwCardList *self, GtkDirectionType direction, GtkWidget *focus)
{
  GtkWidget *card = gtk_widget_get_focus_child (GTK_WIDGET (self));
  gboolean is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  return card != NULL && (is_tab || focus != card) && gtk_widget_child_focus (card, direction);
}

/* The override of GtkWidget.focus: one tab stop a column, up and down inside, left and right on the same level. */
gboolean
zw_card_list_enter_focus (ZwCardList *self, GtkDirectionType direction)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *focus = get_window_focus (self);

  if (focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget)))
    {
      if (focus_inside (self, direction, focus))
        return TRUE;
      if (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN)
        return FALSE;
      zw_card_list_move_focus (self, direction == GTK_DIR_UP ? -1 : 1);
      return TRUE;
    }
  if (zw_card_list_get_n (self) == 0)
    return gtk_widget_grab_focus (widget);
  return zw_card_list_focus_position (self, entry_index (self, direction, focus));
}

static guint
page_target (ZwCardList *self, int direction)
{
  guint n = zw_card_list_get_n (self);
  guint index = self->focus_index;
  guint target = index;

  zw_card_list_index_at (self, zw_card_list_get_y (self, index) + direction * self->page, &target);
  if (direction > 0)
    return MIN (n - 1, MAX (target, index + 1));
  return MIN (target, index > 0 ? index - 1 : 0);
}

static guint
move_target (ZwCardList *self, Move move)
{
  switch (move)
    {
    case MOVE_PAGE_UP:
      return page_target (self, -1);
    case MOVE_PAGE_DOWN:
      return page_target (self, 1);
    case MOVE_FIRST:
      return 0;
    case MOVE_LAST:
      break;
    }
  return zw_card_list_get_n (self) - 1;
}

static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ZwCardList *self = ZW_CARD_LIST (widget);

  if (zw_card_list_get_n (self) == 0)
    return FALSE;
  if (self->focus_index == ZW_NO_INDEX)
    return zw_card_list_focus_position (self, first_visible (self));
  return zw_card_list_focus_position (self, move_target (self, (Move) g_variant_get_int32 (args)));
}

/* The live row whose card itself (not an entry in it) has the focus. */
static ZwCardRow *
get_focused_row (ZwCardList *self)
{
  GtkWidget *focus = get_window_focus (self);

  return focus != NULL ? zw_card_list_find_row_of_widget (self, focus) : NULL;
}

static gboolean
activate_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ZwCardList *self = ZW_CARD_LIST (widget);
  ZwCardRow *row = get_focused_row (self);

  if (row == NULL || row->index == ZW_NO_INDEX)
    return FALSE;
  zw_card_list_emit_for_item (self, "item-activated", row->item);
  return TRUE;
}

static gboolean
menu_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ZwCardList *self = ZW_CARD_LIST (widget);
  ZwCardRow *row = get_focused_row (self);

  if (row == NULL || row->index == ZW_NO_INDEX)
    return FALSE;
  zw_card_list_emit_context_menu (self, row->item, &(GdkRectangle){ 0, row->y, self->width, row->height });
  return TRUE;
}

static void
add_move (GtkWidgetClass *widget_class, guint key, guint keypad_key, Move move)
{
  gtk_widget_class_add_binding (widget_class, key, 0, move_cb, "i", (int) move);
  gtk_widget_class_add_binding (widget_class, keypad_key, 0, move_cb, "i", (int) move);
}

/* On the list, for else the scrolled window would scroll without moving the focus. */
void
zw_card_list_add_key_bindings (GtkWidgetClass *widget_class)
{
  add_move (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, MOVE_PAGE_UP);
  add_move (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, MOVE_PAGE_DOWN);
  add_move (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, MOVE_FIRST);
  add_move (widget_class, GDK_KEY_End, GDK_KEY_KP_End, MOVE_LAST);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_ISO_Enter, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb, NULL);
}

/* Without scrolling: what was pressed must stay under the pointer. An entry in the card keeps its focus. */
static void
focus_pressed_row (ZwCardList *self, ZwCardRow *row)
{
  GtkWidget *focus = get_window_focus (self);

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (row->card)))
    return;
  self->focus_in_place = TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (row->card));
  self->focus_in_place = FALSE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ZwCardList *self)
{
  ZwCardRow *row = zw_card_list_row_at (self, y);

  g_set_object (&self->pressed_item, row != NULL ? row->item : NULL);
  if (row != NULL)
    focus_pressed_row (self, row);
}

static void
apply_click (ZwCardList *self, GObject *item, GdkModifierType modifiers)
{
  if (self->selection == NULL)
    return;
  if (modifiers & GDK_SHIFT_MASK)
    zw_card_selection_select_range (self->selection, self->model, item);
  else if (modifiers & GDK_CONTROL_MASK)
    zw_card_selection_toggle (self->selection, self->model, item);
  else
    {
      zw_card_selection_clear (self->selection);
      zw_card_selection_set_range_start (self->selection, self->model, item);
    }
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, ZwCardList *self)
{
  g_autoptr (GObject) item = g_steal_pointer (&self->pressed_item);
  ZwCardRow *row = zw_card_list_row_at (self, y);
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)) &
                              gtk_accelerator_get_default_mod_mask ();

  if (item == NULL || row == NULL || row->item != item)
    return;
  zw_card_list_show_index (self, row->index);
  if (zw_card_clicked (row->card, x, y - row->y, modifiers))
    return;
  apply_click (self, item, modifiers);
  g_signal_emit_by_name (self, "item-clicked", item, n_press, modifiers);
}

static void
cancelled_cb (GtkGesture *gesture, GdkEventSequence *sequence, ZwCardList *self)
{
  g_clear_object (&self->pressed_item);
}

static void
open_menu_at (ZwCardList *self, GtkGesture *gesture, double x, double y)
{
  ZwCardRow *row = zw_card_list_row_at (self, y);
  g_autoptr (GObject) item = NULL;

  if (row == NULL)
    return;
  item = g_object_ref (row->item);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  focus_pressed_row (self, row);
  zw_card_list_emit_context_menu (self, item, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
secondary_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ZwCardList *self)
{
  open_menu_at (self, GTK_GESTURE (gesture), x, y);
}

static void
long_pressed_cb (GtkGestureLongPress *gesture, double x, double y, ZwCardList *self)
{
  open_menu_at (self, GTK_GESTURE (gesture), x, y);
}

void
zw_card_list_add_click_controllers (ZwCardList *self)
{
  GtkGesture *primary = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (primary), GDK_BUTTON_PRIMARY);
  g_signal_connect (primary, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (primary, "released", G_CALLBACK (released_cb), self);
  g_signal_connect (primary, "cancel", G_CALLBACK (cancelled_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (primary));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect (long_press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (long_press));
}

gboolean
zw_card_list_focus_position (ZwCardList *self, guint position)
{
  ZwCardRow *row;

  if (position >= zw_card_list_get_n (self))
    return FALSE;
  row = zw_card_list_ensure_row (self, position);
  remember (self, position, row->item);
  if (!self->focus_in_place)
    zw_card_list_show_index (self, position);
  return gtk_widget_grab_focus (GTK_WIDGET (row->card));
}

gboolean
zw_card_list_focus_item (ZwCardList *self, GObject *item)
{
  ZwCardRow *row = zw_card_list_find_row_of_item (self, item);
  guint n = zw_card_list_get_n (self);

  if (row != NULL)
    return zw_card_list_focus_position (self, row->index);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) candidate = zw_card_list_get_item (self, i);
      if (candidate == item)
        return zw_card_list_focus_position (self, i);
    }
  return FALSE;
}

gboolean
zw_card_list_move_focus (ZwCardList *self, int step)
{
  int n = (int) zw_card_list_get_n (self);
  int target;

  if (n == 0)
    return FALSE;
  if (self->focus_index == ZW_NO_INDEX)
    return zw_card_list_focus_position (self, first_visible (self));
  target = CLAMP ((int) self->focus_index + step, 0, n - 1);
  if (target == (int) self->focus_index)
    return FALSE;
  return zw_card_list_focus_position (self, (guint) target);
}
