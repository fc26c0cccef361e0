/* SPDX-License-Identifier: GPL-3.0-or-later
 * The chart as a widget: where the pointer and the keyboard are. Made by the report window. Drawing is zw-chart-draw.c. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-chart.h"

#include <math.h>

#include "zw-chart-draw.h"
#include "zw-report-words.h"

#define NATURAL_WIDTH 640
#define HEIGHT 300
#define MIN_WIDTH 280
/* Pixels around a step in which the pointer means it and not the evening. */
#define CATCH 12

/* An evening, or the step of a day. */
typedef struct {
  int index;
  gboolean at_mark;
} Stop;

struct _ZwSprintChart {
  GtkWidget parent_instance;

  const ZwSprintReport *report; /* (borrowed) (nullable) */
  ZwProject *project;           /* (owned) (nullable) */
  ZwChartKind kind;
  gboolean replan;
  ZwChartLines *lines;          /* (owned) (nullable) */
  GArray *stops;                /* (owned) Stop, from left to right */
  int stop;                     /* where keyboard or pointer are; -1 = nowhere */
};

G_DEFINE_FINAL_TYPE (ZwSprintChart, zw_sprint_chart, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
describe_chart (ZwSprintChart *self, ZwChartDrawing *drawing, ZwChartStyle *style)
{
  const Stop *stop = self->stop >= 0 ? &g_array_index (self->stops, Stop, self->stop) : NULL;

  if (style != NULL)
    zw_chart_style_init_for (style, GTK_WIDGET (self));
  *drawing = (ZwChartDrawing){
    .lines = self->lines, .report = self->report, .style = style, .project = self->project, .replan = self->replan,
    .context = gtk_widget_get_pango_context (GTK_WIDGET (self)), .width = gtk_widget_get_width (GTK_WIDGET (self)),
    .height = gtk_widget_get_height (GTK_WIDGET (self)), .stop = stop != NULL ? stop->index : -1,
    .at_mark = stop != NULL && stop->at_mark,
  };
}

/* --- stops ------------------------------------------------------------------------------------------------------ */

static void
append_stop (ZwSprintChart *self, int index, gboolean at_mark)
{
  const Stop stop = { index, at_mark };
  g_array_append_val (self->stops, stop);
}

static void
collect_stops (ZwSprintChart *self)
{
  g_array_set_size (self->stops, 0);
  for (guint i = 0; self->lines != NULL && i < self->lines->n_days; i++)
    {
      if (zw_chart_lines_find_mark (self->lines, self->lines->first + (int) i) != NULL)
        append_stop (self, (int) i, TRUE);
      append_stop (self, (int) i, FALSE);
    }
  if (self->stop >= (int) self->stops->len)
    self->stop = -1;
}

/* What a screen reader says: the day that the keyboard is on, else the whole. */
static void
update_name (ZwSprintChart *self)
{
  g_autofree char *text = NULL;

  if (self->lines == NULL)
    return;
  if (self->stop >= 0)
    text = zw_report_day_text (self->report, self->lines, g_array_index (self->stops, Stop, self->stop).index, self->project);
  else
    text = zw_report_summary (self->report, self->kind, self->project);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
set_stop (ZwSprintChart *self, int stop)
{
  if (self->stop == stop)
    return;
  self->stop = stop;
  update_name (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static int
find_nearest (ZwSprintChart *self, double x, double y)
{
  ZwChartDrawing drawing;
  double best = INFINITY;
  int nearest = -1;

  if (self->lines == NULL)
    return -1;
  describe_chart (self, &drawing, NULL);
  for (guint i = 0; i < self->stops->len; i++)
    {
      const Stop *stop = &g_array_index (self->stops, Stop, i);
      graphene_point_t point;
      if (!zw_chart_get_stop (&drawing, stop->index, stop->at_mark, &point))
        continue;
      if (stop->at_mark && hypot (point.x - x, point.y - y) < CATCH)
        return (int) i;
      if (!stop->at_mark && fabs (point.x - x) < best)
        {
          best = fabs (point.x - x);
          nearest = (int) i;
        }
    }
  return nearest;
}

static void
choose (ZwSprintChart *self)
{
  if (self->stop < 0)
    return;
  const Stop *stop = &g_array_index (self->stops, Stop, self->stop);
  g_signal_emit (self, chosen_signal, 0, self->lines->first + stop->index, stop->at_mark);
}

/* --- keyboard and pointer --------------------------------------------------------------------------------------- */

/* The walk begins today. */
static int
find_today (ZwSprintChart *self)
{
  for (guint i = 0; i < self->stops->len; i++)
    if (self->lines->first + g_array_index (self->stops, Stop, i).index == self->lines->today
        && !g_array_index (self->stops, Stop, i).at_mark)
      return (int) i;
  return 0;
}

static gboolean
key_cb (ZwSprintChart *self, guint keyval, guint keycode, GdkModifierType state)
{
  int last = (int) self->stops->len - 1, step = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  if (last < 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  int from = self->stop >= 0 ? self->stop : find_today (self);
  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    set_stop (self, self->stop < 0 ? from : CLAMP (from - step, 0, last));
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    set_stop (self, self->stop < 0 ? from : CLAMP (from + step, 0, last));
  else if (keyval == GDK_KEY_Home || keyval == GDK_KEY_KP_Home)
    set_stop (self, 0);
  else if (keyval == GDK_KEY_End || keyval == GDK_KEY_KP_End)
    set_stop (self, last);
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_space)
    choose (self);
  else
    return FALSE;
  return TRUE;
}

static void
motion_cb (ZwSprintChart *self, double x, double y)
{
  set_stop (self, find_nearest (self, x, y));
}

static void
leave_cb (ZwSprintChart *self)
{
  if (!gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    set_stop (self, -1);
}

static void
pressed_cb (ZwSprintChart *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  set_stop (self, find_nearest (self, x, y));
  choose (self);
}

static void
add_controllers (ZwSprintChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* --- overrides -------------------------------------------------------------------------------------------------- */

static void
zw_sprint_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                         int *natural_baseline)
{
  gboolean is_width = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = is_width ? MIN_WIDTH : HEIGHT;
  *natural = is_width ? NATURAL_WIDTH : HEIGHT;
}

static void
zw_sprint_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZwSprintChart *self = ZW_SPRINT_CHART (widget);
  ZwChartStyle style;
  ZwChartDrawing drawing;

  if (self->lines == NULL)
    return;
  describe_chart (self, &drawing, &style);
  zw_chart_draw (snapshot, &drawing);
}

static void
zw_sprint_chart_finalize (GObject *object)
{
  ZwSprintChart *self = ZW_SPRINT_CHART (object);

  g_clear_pointer (&self->lines, zw_chart_lines_free);
  g_clear_object (&self->project);
  g_array_unref (self->stops);
  G_OBJECT_CLASS (zw_sprint_chart_parent_class)->finalize (object);
}

static void
zw_sprint_chart_class_init (ZwSprintChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zw_sprint_chart_finalize;
  widget_class->measure = zw_sprint_chart_measure;
  widget_class->snapshot = zw_sprint_chart_snapshot;
  chosen_signal = g_signal_new ("chosen", ZW_TYPE_SPRINT_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT,
                                G_TYPE_BOOLEAN);
  gtk_widget_class_set_css_name (widget_class, "sprintchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
zw_sprint_chart_init (ZwSprintChart *self)
{
  self->stops = g_array_new (FALSE, FALSE, sizeof (Stop));
  self->stop = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  add_controllers (self);
}

GtkWidget *
zw_sprint_chart_new (void)
{
  return g_object_new (ZW_TYPE_SPRINT_CHART, NULL);
}

static void
update_lines (ZwSprintChart *self)
{
  g_clear_pointer (&self->lines, zw_chart_lines_free);
  if (self->report != NULL)
    self->lines = zw_chart_lines_new (self->report, self->kind);
  collect_stops (self);
  update_name (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
zw_sprint_chart_set_report (ZwSprintChart *self, const ZwSprintReport *report, ZwProject *project)
{
  self->report = report;
  g_set_object (&self->project, project);
  update_lines (self);
}

void
zw_sprint_chart_set_kind (ZwSprintChart *self, ZwChartKind kind)
{
  if (self->kind == kind)
    return;
  self->kind = kind;
  update_lines (self);
}

ZwChartKind
zw_sprint_chart_get_kind (ZwSprintChart *self)
{
  return self->kind;
}

void
zw_sprint_chart_set_replan (ZwSprintChart *self, gboolean replan)
{
  self->replan = replan;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
