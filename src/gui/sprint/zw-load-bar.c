/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by the planning panel and the start window. Colours come by name from the style sheet. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-load-bar.h"

#include <math.h>

#define HEIGHT 8
#define MARK_WIDTH 2
#define MARK_HEIGHT 14

struct _ZwLoadBar {
  GtkWidget parent_instance;
  double taken, available, scale;
};

G_DEFINE_FINAL_TYPE (ZwLoadBar, zw_load_bar, GTK_TYPE_WIDGET)

static GdkRGBA
get_color (GtkWidget *widget, const char *name)
{
  GdkRGBA color = { 0, 0, 0, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color);
  return color;
}

/* The part of the bar between two values, inside the rounded whole. */
static void
fill (GtkSnapshot *snapshot, ZwLoadBar *self, double from, double to, const char *color_name)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double start = width * CLAMP (from / self->scale, 0, 1), end = width * CLAMP (to / self->scale, 0, 1);
  double x = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width - end : start;
  GdkRGBA color = get_color (GTK_WIDGET (self), color_name);
  GskRoundedRect part;

  if (end - start < 1)
    return;
  gsk_rounded_rect_init_from_rect (&part, &GRAPHENE_RECT_INIT ((float) x, (MARK_HEIGHT - HEIGHT) / 2.0f, (float) (end - start), HEIGHT), 4);
  gtk_snapshot_push_rounded_clip (snapshot, &part);
  gtk_snapshot_append_color (snapshot, &color, &part.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_mark (GtkSnapshot *snapshot, ZwLoadBar *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double x = width * CLAMP (self->available / self->scale, 0, 1);
  GdkRGBA color = get_color (GTK_WIDGET (self), "window_fg_color");

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = width - x;
  x = CLAMP (round (x), 0, width - MARK_WIDTH);
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT ((float) x, 0, MARK_WIDTH, MARK_HEIGHT));
}

static void
zw_load_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZwLoadBar *self = ZW_LOAD_BAR (widget);
  gboolean known = !isnan (self->available);
  double within = known ? MIN (self->taken, self->available) : self->taken;

  fill (snapshot, self, 0, self->scale, "zw_faint");
  if (known)
    fill (snapshot, self, 0, self->taken, "warning_bg_color");
  fill (snapshot, self, 0, within, "zw_progress");
  if (known)
    draw_mark (snapshot, self);
}

static void
zw_load_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? MARK_HEIGHT : 40;
}

static void
zw_load_bar_class_init (ZwLoadBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = zw_load_bar_snapshot;
  widget_class->measure = zw_load_bar_measure;
  gtk_widget_class_set_css_name (widget_class, "loadbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
zw_load_bar_init (ZwLoadBar *self)
{
  self->scale = 1;
  self->available = NAN;
}

GtkWidget *
zw_load_bar_new (void)
{
  return g_object_new (ZW_TYPE_LOAD_BAR, NULL);
}

void
zw_load_bar_set (ZwLoadBar *self, double taken, double available, double scale)
{
  self->taken = taken;
  self->available = available;
  self->scale = scale > 0 ? scale : 1;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  isnan (available) ? self->scale : available, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, taken, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
