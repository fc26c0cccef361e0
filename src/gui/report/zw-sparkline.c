/* SPDX-License-Identifier: GPL-3.0-or-later
 * The small burndown. Made by the sprint strip. Must never delay the board: it reads once everything is loaded. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sparkline.h"

#include <glib/gi18n.h>

#include "zw-chart-draw.h"
#include "zw-report-json.h"
#include "zw-report-words.h"
#include "zw-sprint-watch.h"

#define WIDTH 96
#define HEIGHT 28

struct _ZwSparkline {
  GtkButton parent_instance;

  ZwWorkspace *workspace; /* (owned) (nullable) */
  gint64 sprint;
  ZwSprintWatch *watch;   /* (owned) (nullable) */
  ZwSprintReport *sealed; /* (owned) (nullable) of a completed sprint */
  ZwChartLines *lines;    /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ZwSparkline, zw_sparkline, GTK_TYPE_BUTTON)

enum { PROP_HAS_LINE = 1, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

/* What was sealed holds; a completed sprint without a seal has what its log tells, as in its report's window. */
static const ZwSprintReport *
get_report (ZwSparkline *self)
{
  if (self->sealed != NULL || self->watch == NULL)
    return self->sealed;
  return zw_sprint_watch_get_report (self->watch);
}

static void
read_seal (ZwSparkline *self, ZwSprint *sprint)
{
  const char *text = self->watch != NULL ? zw_sprint_watch_get_sealed (self->watch) : NULL;

  g_clear_pointer (&self->sealed, zw_sprint_report_free);
  if (text != NULL && sprint != NULL && sprint->state == ZW_SPRINT_CLOSED)
    self->sealed = zw_report_json_read (text, NULL); /* its window says what is wrong with it */
}

static void
update (ZwSparkline *self)
{
  ZwSprint *sprint = zw_workspace_get_sprint (self->workspace, self->sprint);
  ZwProject *project = sprint != NULL ? zw_workspace_get_project (self->workspace, sprint->project) : NULL;
  gboolean had_line = self->lines != NULL;

  read_seal (self, sprint);
  const ZwSprintReport *report = get_report (self);
  g_clear_pointer (&self->lines, zw_chart_lines_free);
  if (report != NULL)
    self->lines = zw_chart_lines_new (report, ZW_CHART_BURNDOWN);
  if (self->lines != NULL)
    {
      g_autofree char *summary = zw_report_summary (report, ZW_CHART_BURNDOWN, project);
      g_autofree char *name = g_strdup_printf (_("Sprint Report: %s"), summary);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
  if (had_line || self->lines != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_LINE]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The first cards come before any chart. */
static void
follow (ZwSparkline *self)
{
  gboolean ready = self->sprint != 0 && zw_workspace_is_loaded (self->workspace);

  if (self->watch != NULL && zw_sprint_watch_get_sprint (self->watch) == self->sprint)
    return;
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  if (ready)
    {
      self->watch = zw_sprint_watch_new (self->workspace, self->sprint);
      g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (update), self);
    }
  update (self);
}

static void
zw_sparkline_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
zw_sparkline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZwSparkline *self = ZW_SPARKLINE (widget);
  ZwChartStyle style;

  if (self->lines == NULL)
    return;
  zw_chart_style_init_for (&style, widget);
  zw_chart_draw_spark (snapshot, self->lines, get_report (self), &style, gtk_widget_get_width (widget),
                       gtk_widget_get_height (widget));
}

static void
zw_sparkline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_HAS_LINE)
    g_value_set_boolean (value, ZW_SPARKLINE (object)->lines != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zw_sparkline_dispose (GObject *object)
{
  ZwSparkline *self = ZW_SPARKLINE (object);

  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_clear_pointer (&self->lines, zw_chart_lines_free);
  g_clear_pointer (&self->sealed, zw_sprint_report_free);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_sparkline_parent_class)->dispose (object);
}

static void
zw_sparkline_class_init (ZwSparklineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = zw_sparkline_get_property;
  object_class->dispose = zw_sparkline_dispose;
  widget_class->measure = zw_sparkline_measure;
  widget_class->snapshot = zw_sparkline_snapshot;
  properties[PROP_HAS_LINE] = g_param_spec_boolean ("has-line", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
zw_sparkline_init (ZwSparkline *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-sparkline");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
zw_sparkline_new (ZwWorkspace *workspace)
{
  ZwSparkline *self = g_object_new (ZW_TYPE_SPARKLINE, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::loaded", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
zw_sparkline_set_sprint (ZwSparkline *self, gint64 sprint)
{
  if (self->sprint == sprint)
    return;
  self->sprint = sprint;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "x", sprint);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "sprint.report");
  follow (self);
}

gboolean
zw_sparkline_has_line (ZwSparkline *self)
{
  return self->lines != NULL;
}

gboolean
zw_sparkline_get_outcome (ZwSparkline *self, double *done, double *scope)
{
  const ZwSprintReport *report = get_report (self);
  int last = report != NULL && report->is_closed ? zw_sprint_report_get_last (report) : -1;

  if (last < 0)
    return FALSE;
  *done = report->completed.points;
  *scope = g_array_index (report->burndown, ZwBurndownPoint, last).scope;
  return TRUE;
}
