/* SPDX-License-Identifier: GPL-3.0-or-later
 * The burndown on the wall. Must never compute: the report says it all. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-wall-chart.h"

#include "zw-chart-draw.h"
#include "zw-report-words.h"
#include "zw-wall-layout.h"

/* The words of a chart are 9 points: 12 pixels. */
#define CHART_TEXT 12.0
/* The lines of the small one are made for 28 pixels of height. */
#define SMALL_ENLARGED 2

struct _ZwWallChart {
  GtkWidget parent_instance;

  const ZwSprintReport *report; /* (borrowed) (nullable) */
  ZwProject *project;           /* (owned) (nullable) */
  ZwChartLines *lines;          /* (owned) (nullable) */
  double base;
};

G_DEFINE_FINAL_TYPE (ZwWallChart, zw_wall_chart, GTK_TYPE_WIDGET)

/* A picture of its own first: GTK 4.8 misplaces what is drawn by cairo in a snapshot that is scaled. */
static void
append_enlarged (GtkSnapshot *snapshot, GtkSnapshot *picture, double x, double y, double scale)
{
  g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (picture);

  if (node == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_restore (snapshot);
}

void
zw_wall_chart_append_small (GtkSnapshot *snapshot, GtkWidget *widget, const ZwChartLines *lines, const ZwSprintReport *report, double base,
                            const graphene_rect_t *bounds)
{
  double scale = SMALL_ENLARGED * base;
  GtkSnapshot *picture = gtk_snapshot_new ();
  ZwChartStyle style;

  zw_chart_style_init_for (&style, widget);
  zw_chart_draw_spark (picture, lines, report, &style, (int) (bounds->size.width / scale), (int) (bounds->size.height / scale));
  append_enlarged (snapshot, picture, bounds->origin.x, bounds->origin.y, scale);
}

static void
zw_wall_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZwWallChart *self = ZW_WALL_CHART (widget);
  double scale = self->base * ZW_WALL_SMALLEST_TEXT / CHART_TEXT;
  ZwChartStyle style;

  if (self->lines == NULL)
    return;
  zw_chart_style_init_for (&style, widget);
  const ZwChartDrawing drawing = {
    .lines = self->lines, .report = self->report, .style = &style, .project = self->project, .stop = -1,
    .context = gtk_widget_get_pango_context (widget), .width = (int) (gtk_widget_get_width (widget) / scale),
    .height = (int) (gtk_widget_get_height (widget) / scale),
  };
  GtkSnapshot *picture = gtk_snapshot_new ();
  zw_chart_draw (picture, &drawing);
  append_enlarged (snapshot, picture, 0, 0, scale);
}

static void
zw_wall_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = 1;
  *minimum_baseline = *natural_baseline = -1;
}

static void
zw_wall_chart_finalize (GObject *object)
{
  ZwWallChart *self = ZW_WALL_CHART (object);

  g_clear_pointer (&self->lines, zw_chart_lines_free);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (zw_wall_chart_parent_class)->finalize (object);
}

static void
zw_wall_chart_class_init (ZwWallChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zw_wall_chart_finalize;
  widget_class->measure = zw_wall_chart_measure;
  widget_class->snapshot = zw_wall_chart_snapshot;
  gtk_widget_class_set_css_name (widget_class, "wallchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
zw_wall_chart_init (ZwWallChart *self)
{
  self->base = 1;
}

void
zw_wall_chart_set_base (ZwWallChart *self, double base)
{
  self->base = base;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
zw_wall_chart_set_report (ZwWallChart *self, const ZwSprintReport *report, ZwProject *project)
{
  ZwChartKind kind = report != NULL && zw_sprint_report_has_moved (report) ? ZW_CHART_BURNUP : ZW_CHART_BURNDOWN;

  self->report = report;
  g_set_object (&self->project, project);
  g_clear_pointer (&self->lines, zw_chart_lines_free);
  if (report != NULL)
    self->lines = zw_chart_lines_new (report, kind);
  if (self->lines != NULL)
    {
      g_autofree char *summary = zw_report_summary (report, kind, project);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, summary, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
zw_wall_chart_new (void)
{
  return g_object_new (ZW_TYPE_WALL_CHART, NULL);
}
