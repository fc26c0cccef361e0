/* SPDX-License-Identifier: GPL-3.0-or-later
 * Drag and drop of ZwCardList: one drag source and one drop target per list, so nothing hangs on recycled cards. The
 * payload is the item itself, typed by the model's item type. Where a drop would go follows from the heights and the
 * last pointer position, so it stays right while the list scrolls or changes under the pointer. A drop is handed to
 * the owner's "drop" handler; the list moves nothing itself. */
#define G_LOG_DOMAIN "zettelwand"
#include "zw-card-list-private.h"
#include "zw-drag-escape.h"
#include "zw-drag-paintable.h"
#include "zw-drag-picture.h"

#define SCROLL_ZONE 48.0
#define SCROLL_SPEED 900.0 /* pixels a second at the very edge */
#define MAX_FRAME_S .05

/* How many a drag of @item takes along: all that are selected when it is one of them. */
static guint
count_taken (ZwCardList *self, GObject *item)
{
  gboolean selected = self->selection != NULL && zw_card_selection_contains (self->selection, item);

  return selected ? zw_card_selection_get_n_items (self->selection) : 1;
}

gboolean
zw_card_list_is_dragged (ZwCardList *self, GObject *item)
{
  if (self->drag_item == NULL || item == self->drag_item)
    return item == self->drag_item;
  return count_taken (self, self->drag_item) > 1 && zw_card_selection_contains (self->selection, item);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, ZwCardList *self)
{
  ZwCardRow *row = zw_card_list_row_at (self, y);

  if (row == NULL || !zw_card_is_movable (row->card))
    return NULL;
  g_set_object (&self->drag_item, row->item);
  self->drag_x = x;
  self->drag_y = y;
  return gdk_content_provider_new_typed (g_list_model_get_item_type (self->model), row->item);
}

static void
set_icon (ZwCardList *self, GtkDragSource *source, ZwCardRow *row)
{
  g_autoptr (GdkPaintable) live = gtk_widget_paintable_new (GTK_WIDGET (row->card));
  g_autoptr (GdkPaintable) card = gdk_paintable_get_current_image (live);
  g_autoptr (GdkPaintable) image = zw_drag_picture_new (GTK_WIDGET (self), card, count_taken (self, row->item));
  gboolean lifted = gdk_display_is_composited (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (ZwDragPaintable) icon = zw_drag_paintable_new (image, lifted);
  int hot_x;
  int hot_y;

  double x = MIN (self->drag_x, gdk_paintable_get_intrinsic_width (image));
  zw_drag_paintable_map_point (icon, x, self->drag_y - row->y, &hot_x, &hot_y);
  gtk_drag_source_set_icon (source, GDK_PAINTABLE (icon), hot_x, hot_y);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, ZwCardList *self)
{
  ZwCardRow *row = zw_card_list_find_row_of_item (self, self->drag_item);

  g_clear_object (&self->pressed_item);
  if (row != NULL)
    set_icon (self, source, row);
  zw_card_list_update_states (self);
  zw_drag_escape_watch (drag);
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, ZwCardList *self)
{
  g_clear_object (&self->drag_item);
  zw_card_list_update_states (self);
}

/* Before which index a drop at @y goes: cards split at their middle, unless they say otherwise. */
static guint
insertion_index (ZwCardList *self, double y)
{
  guint index;

  if (!zw_card_list_index_at (self, y, &index))
    return 0;
  ZwCardRow *row = zw_card_list_find_row (self, index);
  int height = zw_card_heights_get (self->heights, index) - self->spacing;
  double split = row == NULL ? .5 : zw_card_get_split (row->card);
  return y > zw_card_list_get_y (self, index) + height * split ? index + 1 : index;
}

static gboolean
is_item_at (ZwCardList *self, GObject *item, guint index)
{
  g_autoptr (GObject) other = index < zw_card_list_get_n (self) ? zw_card_list_get_item (self, index) : NULL;

  return other == item;
}

/* Dropping a card right before or after itself changes nothing, unless others come along. */
static gboolean
moves_nothing (ZwCardList *self, GObject *item, guint index)
{
  if (count_taken (self, item) > 1)
    return FALSE;
  return is_item_at (self, item, index) || (index > 0 && is_item_at (self, item, index - 1));
}

static void
fade_line (ZwCardList *self, gboolean visible)
{
  if (self->has_line == visible)
    return;
  self->has_line = visible;
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->line_animation), self->line_opacity);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->line_animation), visible ? 1 : 0);
  adw_animation_play (self->line_animation);
}

/* Recomputes the line from the last pointer position: after motion, scrolling, and any change of the list. */
void
zw_card_list_update_hover (ZwCardList *self)
{
  guint index;

  if (!self->drop_active)
    return;
  index = insertion_index (self, self->hover_y);
  if (!moves_nothing (self, self->hover_item, index))
    {
      self->line_index = index;
      fade_line (self, TRUE);
    }
  else
    fade_line (self, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* -1 to 1: how fast the list should scroll with the pointer at hover_y; 0 outside the zones at its edges. */
static double
scroll_pace (ZwCardList *self)
{
  double zone = MIN (SCROLL_ZONE, self->page / 3.0);

  if (self->hover_y < zone)
    return MAX (-1, (self->hover_y - zone) / zone);
  if (self->hover_y > self->page - zone)
    return MIN (1, (self->hover_y - (self->page - zone)) / zone);
  return 0;
}

static gboolean
scroll_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ZwCardList *self = ZW_CARD_LIST (widget);
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);
  double elapsed_s = self->scroll_time_us > 0 ? (double) (now_us - self->scroll_time_us) / G_USEC_PER_SEC : 0;
  double pace = scroll_pace (self);

  if (!self->drop_active || pace == 0 || adjustment == NULL)
    {
      self->scroll_tick = 0;
      return G_SOURCE_REMOVE;
    }
  self->scroll_time_us = now_us;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                                          pace * SCROLL_SPEED * MIN (elapsed_s, MAX_FRAME_S));
  zw_card_list_update_hover (self);
  return G_SOURCE_CONTINUE;
}

static void
start_scrolling (ZwCardList *self)
{
  if (self->scroll_tick != 0 || scroll_pace (self) == 0)
    return;
  self->scroll_time_us = 0;
  self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_tick_cb, NULL, NULL);
}

static void
set_drop_active (ZwCardList *self, gboolean active)
{
  if (self->drop_active == active)
    return;
  self->drop_active = active;
  if (!active)
    fade_line (self, FALSE);
  zw_card_list_notify_drop_active (self);
}

void
zw_card_list_stop_hover (ZwCardList *self)
{
  set_drop_active (self, FALSE);
  g_clear_object (&self->hover_item);
  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick = 0;
}

/* Where it is not accepted: no line and no tint, but the drop is taken. One that is turned away never arrives, and nothing
 * could say why. */
void
zw_card_list_hover (ZwCardList *self, GObject *item, double y)
{
  if (!zw_card_list_accepts (self, item))
    {
      zw_card_list_stop_hover (self);
      return;
    }
  g_set_object (&self->hover_item, item);
  self->hover_y = y;
  set_drop_active (self, TRUE);
  zw_card_list_update_hover (self);
  start_scrolling (self);
}

static GdkDragAction
hover_cb (GtkDropTarget *target, double x, double y, ZwCardList *self)
{
  const GValue *value = gtk_drop_target_get_value (target);
  GObject *item = value != NULL ? g_value_get_object (value) : NULL;

  if (item == NULL)
    {
      zw_card_list_stop_hover (self);
      return 0;
    }
  zw_card_list_hover (self, item, y);
  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, ZwCardList *self)
{
  zw_card_list_stop_hover (self);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, ZwCardList *self)
{
  g_autoptr (GObject) item = g_value_dup_object (value);

  zw_card_list_stop_hover (self);
  return item != NULL && zw_card_list_drop_at (self, item, y);
}

static void
connect_source (ZwCardList *self)
{
  self->drag_source = gtk_drag_source_new ();
  gtk_drag_source_set_actions (self->drag_source, GDK_ACTION_MOVE);
  g_signal_connect_object (self->drag_source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  g_signal_connect_object (self->drag_source, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (self->drag_source, "drag-end", G_CALLBACK (drag_end_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag_source));
}

static void
connect_target (ZwCardList *self)
{
  self->drop_target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_MOVE);
  gtk_drop_target_set_preload (self->drop_target, TRUE);
  g_signal_connect_object (self->drop_target, "enter", G_CALLBACK (hover_cb), self, 0);
  g_signal_connect_object (self->drop_target, "motion", G_CALLBACK (hover_cb), self, 0);
  g_signal_connect_object (self->drop_target, "leave", G_CALLBACK (leave_cb), self, 0);
  g_signal_connect_object (self->drop_target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drop_target));
}

void
zw_card_list_add_drag_controllers (ZwCardList *self)
{
  connect_source (self);
  connect_target (self);
}

void
zw_card_list_set_drag_type (ZwCardList *self, GType type)
{
  gtk_drop_target_set_gtypes (self->drop_target, &type, type != G_TYPE_INVALID ? 1 : 0);
}

gboolean
zw_card_list_accepts (ZwCardList *self, GObject *item)
{
  gboolean accepted = FALSE;

  g_signal_emit_by_name (self, "accepts-drop", item, &accepted);
  return accepted;
}

/* The focus stays on a card that was moved. It is beside @index, or one before it came from above in this list. */
static void
focus_dropped (ZwCardList *self, GObject *item, guint index)
{
  for (guint i = index > 0 ? index - 1 : 0; i <= index; i++)
    if (is_item_at (self, item, i))
      {
        zw_card_list_focus_position (self, i);
        return;
      }
  zw_card_list_focus_item (self, item);
}

gboolean
zw_card_list_drop_at (ZwCardList *self, GObject *item, double y)
{
  guint index = insertion_index (self, y);
  g_autoptr (GObject) before = NULL;
  gboolean done = FALSE;

  if (!zw_card_list_accepts (self, item))
    {
      g_signal_emit_by_name (self, "drop-refused", item);
      return FALSE;
    }
  if (moves_nothing (self, item, index))
    return TRUE;
  if (index < zw_card_list_get_n (self))
    before = zw_card_list_get_item (self, index);
  g_signal_emit_by_name (self, "drop", item, before, &done);
  if (!done)
    return FALSE;
  zw_card_list_settle_item (self, item, y);
  focus_dropped (self, item, index);
  return TRUE;
}
