/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by the planning panel. Colours come by name from the style sheet. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-velocity-bars.h"

#define HEIGHT 48
#define BAR_WIDTH 16
#define GAP 3
#define RADIUS 3
#define LINE 1.5f

struct _ZwVelocityBars {
  GtkWidget parent_instance;
  double committed, completed, top;
};

G_DEFINE_FINAL_TYPE (ZwVelocityBars, zw_velocity_bars, GTK_TYPE_WIDGET)

static void
init_bar (GskRoundedRect *bar, ZwVelocityBars *self, double x, double value)
{
  double height = HEIGHT * CLAMP (value / self->top, 0, 1);

  gsk_rounded_rect_init_from_rect (bar, &GRAPHENE_RECT_INIT ((float) x, (float) (HEIGHT - height), BAR_WIDTH, (float) height), RADIUS);
}

static void
zw_velocity_bars_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZwVelocityBars *self = ZW_VELOCITY_BARS (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  double left = (gtk_widget_get_width (widget) - 2 * BAR_WIDTH - GAP) / 2.0;
  const float widths[4] = { LINE, LINE, LINE, LINE };
  GdkRGBA line = { 0, 0, 0, 1 }, filling = line;
  GskRoundedRect bar;

  gtk_style_context_lookup_color (style, "zw_sec", &line);
  gtk_style_context_lookup_color (style, "zw_progress", &filling);
  const GdkRGBA lines[4] = { line, line, line, line };
  init_bar (&bar, self, left, self->committed);
  gtk_snapshot_append_border (snapshot, &bar, widths, lines);
  init_bar (&bar, self, left + BAR_WIDTH + GAP, self->completed);
  gtk_snapshot_push_rounded_clip (snapshot, &bar);
  gtk_snapshot_append_color (snapshot, &filling, &bar.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
zw_velocity_bars_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 2 * BAR_WIDTH + GAP;
}

static void
zw_velocity_bars_class_init (ZwVelocityBarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = zw_velocity_bars_snapshot;
  widget_class->measure = zw_velocity_bars_measure;
  gtk_widget_class_set_css_name (widget_class, "velocitybars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
zw_velocity_bars_init (ZwVelocityBars *self)
{
  self->top = 1;
}

GtkWidget *
zw_velocity_bars_new (double committed, double completed, double top)
{
  ZwVelocityBars *self = g_object_new (ZW_TYPE_VELOCITY_BARS, NULL);

  self->committed = committed;
  self->completed = completed;
  self->top = top > 0 ? top : 1;
  return GTK_WIDGET (self);
}
