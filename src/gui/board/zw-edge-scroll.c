/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made by ZwBoardView. GTK sends no motion while the pointer rests and the board moves below it, so each step also moves the
 * hover to what is there now. Must never drop anything itself. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-edge-scroll.h"

#define ZONE 48.0
#define SPEED 900.0 /* pixels a second at the very edge */
#define MAX_FRAME_S .05
#define PAGE_PAUSE_US (700 * G_TIME_SPAN_MILLISECOND)

struct _ZwEdgeScroll {
  GObject parent_instance;

  GtkWidget *scroller;  /* (weak) (nullable) */
  ZwColumnBox *columns; /* (weak) (nullable) */
  double x, y;          /* of the pointer, in the scroller */
  guint tick;
  gint64 time_us;       /* of the last frame, or when the page turned; 0 before the first */
};

G_DEFINE_FINAL_TYPE (ZwEdgeScroll, zw_edge_scroll, G_TYPE_OBJECT)

/* -1 to 1: how fast, with the pointer where it is; 0 outside the zones at both edges. */
static double
get_pace (ZwEdgeScroll *self)
{
  double width = gtk_widget_get_width (self->scroller), zone = MIN (ZONE, width / 4.0);

  if (self->x < zone)
    return MAX (-1, (self->x - zone) / zone);
  return self->x > width - zone ? MIN (1, (self->x - (width - zone)) / zone) : 0;
}

static void
turn_page (ZwEdgeScroll *self, double pace, gint64 now_us)
{
  guint page = zw_column_box_get_page (self->columns);
  gboolean right_to_left = gtk_widget_get_direction (self->scroller) == GTK_TEXT_DIR_RTL;

  if (now_us - self->time_us < PAGE_PAUSE_US)
    return;
  self->time_us = now_us;
  if ((pace > 0) != right_to_left)
    zw_column_box_set_page (self->columns, page + 1);
  else if (page > 0)
    zw_column_box_set_page (self->columns, page - 1);
}

static void
scroll (ZwEdgeScroll *self, double pace, gint64 now_us)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double elapsed_s = (double) (now_us - self->time_us) / G_USEC_PER_SEC;

  self->time_us = now_us;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + pace * SPEED * MIN (elapsed_s, MAX_FRAME_S));
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ZwEdgeScroll *self = user_data;
  double pace = self->columns == NULL ? 0 : get_pace (self);
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);
  graphene_point_t point;

  if (pace == 0)
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  if (self->time_us == 0)
    self->time_us = now_us;
  if (zw_column_box_get_paged (self->columns))
    turn_page (self, pace, now_us);
  else
    scroll (self, pace, now_us);
  if (gtk_widget_compute_point (widget, GTK_WIDGET (self->columns), &GRAPHENE_POINT_INIT ((float) self->x, (float) self->y), &point))
    zw_column_box_hover (self->columns, point.x, point.y);
  return G_SOURCE_CONTINUE;
}

static void
stop (ZwEdgeScroll *self)
{
  if (self->tick != 0 && self->scroller != NULL)
    gtk_widget_remove_tick_callback (self->scroller, self->tick);
  self->tick = 0;
}

static void
motion_cb (ZwEdgeScroll *self, double x, double y)
{
  self->x = x;
  self->y = y;
  if (self->tick != 0 || get_pace (self) == 0)
    return;
  self->time_us = 0;
  self->tick = gtk_widget_add_tick_callback (self->scroller, tick_cb, self, NULL);
}

static void
zw_edge_scroll_dispose (GObject *object)
{
  ZwEdgeScroll *self = ZW_EDGE_SCROLL (object);

  stop (self);
  g_clear_weak_pointer (&self->scroller);
  g_clear_weak_pointer (&self->columns);
  G_OBJECT_CLASS (zw_edge_scroll_parent_class)->dispose (object);
}

static void
zw_edge_scroll_class_init (ZwEdgeScrollClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_edge_scroll_dispose;
}

static void
zw_edge_scroll_init (ZwEdgeScroll *self)
{
}

/* In the capture phase: the drop targets below keep the motion for themselves. */
ZwEdgeScroll *
zw_edge_scroll_new (GtkScrolledWindow *scroller, ZwColumnBox *columns)
{
  ZwEdgeScroll *self = g_object_new (ZW_TYPE_EDGE_SCROLL, NULL);
  GtkEventController *motion = gtk_drop_controller_motion_new ();

  g_set_weak_pointer (&self->scroller, GTK_WIDGET (scroller));
  g_set_weak_pointer (&self->columns, columns);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_object (motion, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (scroller), motion);
  return self;
}
