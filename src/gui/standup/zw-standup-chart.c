/* SPDX-License-Identifier: GPL-3.0-or-later
 * The burndown of the stand-up's foot. Drawing is zw-chart-draw.c, enlarged. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-chart.h"

#include <math.h>

#include "zw-chart-draw.h"
#include "zw-report-words.h"

#define MIN_WIDTH 10       /* em */
#define NATURAL_WIDTH 20
#define HEIGHT 6.1
#define CHART_TEXT 12.0    /* pixels that zw-chart-draw.c writes in */

struct _ZwStandupChart {
  GtkWidget parent_instance;
  const ZwSprintReport *report; /* (borrowed) (nullable) */
  ZwProject *project;           /* (owned) (nullable) */
  ZwChartLines *lines;          /* (owned) (nullable) */
  double em;
};

G_DEFINE_FINAL_TYPE (ZwStandupChart, zw_standup_chart, GTK_TYPE_WIDGET)

static void
look_up (GtkWidget *widget, const char *name, gboolean dark, GdkRGBA *color)
{
  g_autofree char *full = g_strconcat ("su_chart_", name, dark ? "_dark" : "_light", NULL);

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), full, color))
    *color = (GdkRGBA){ .5f, .5f, .5f, 1 };
}

static void
init_style (ZwChartStyle *style, GtkWidget *widget)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  gboolean dark = window != NULL && gtk_widget_has_css_class (window, "dark");

  *style = (ZwChartStyle){ .is_plain = FALSE };
  look_up (widget, "text", dark, &style->text);
  look_up (widget, "soft", dark, &style->soft);
  look_up (widget, "shade", dark, &style->shade);
  look_up (widget, "line", dark, &style->line);
  look_up (widget, "fill", dark, &style->fill);
  style->grid = style->scope = style->mark = style->soft;
  style->ground = style->fill;
}

static void
zw_standup_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  double em = ZW_STANDUP_CHART (widget)->em;

  *minimum = (int) lround (em * (orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : HEIGHT));
  *natural = (int) lround (em * (orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : HEIGHT));
}

static void
zw_standup_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZwStandupChart *self = ZW_STANDUP_CHART (widget);
  ZwChartStyle style;
  double scale = self->em / CHART_TEXT;

  if (self->lines == NULL || scale <= 0)
    return;
  init_style (&style, widget);
  const ZwChartDrawing drawing = {
    .lines = self->lines, .report = self->report, .style = &style, .project = self->project,
    .context = gtk_widget_get_pango_context (widget), .stop = -1, .width = (int) (gtk_widget_get_width (widget) / scale),
    .height = (int) (gtk_widget_get_height (widget) / scale),
  };
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  zw_chart_draw_band (snapshot, &drawing);
  gtk_snapshot_restore (snapshot);
}

static void
zw_standup_chart_finalize (GObject *object)
{
  ZwStandupChart *self = ZW_STANDUP_CHART (object);

  g_clear_pointer (&self->lines, zw_chart_lines_free);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (zw_standup_chart_parent_class)->finalize (object);
}

static void
zw_standup_chart_class_init (ZwStandupChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zw_standup_chart_finalize;
  widget_class->measure = zw_standup_chart_measure;
  widget_class->snapshot = zw_standup_chart_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
zw_standup_chart_init (ZwStandupChart *self)
{
}

GtkWidget *
zw_standup_chart_new (void)
{
  return g_object_new (ZW_TYPE_STANDUP_CHART, NULL);
}

void
zw_standup_chart_set_report (ZwStandupChart *self, const ZwSprintReport *report, ZwProject *project, double em)
{
  g_clear_pointer (&self->lines, zw_chart_lines_free);
  self->report = report;
  g_set_object (&self->project, project);
  self->lines = report != NULL ? zw_chart_lines_new (report, ZW_CHART_BURNDOWN) : NULL;
  if (self->lines != NULL)
    {
      g_autofree char *summary = zw_report_summary (report, ZW_CHART_BURNDOWN, project);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, summary, -1);
    }
  if (self->em != em)
    {
      self->em = em;
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
