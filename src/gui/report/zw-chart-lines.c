/* SPDX-License-Identifier: GPL-3.0-or-later
 * From a report to lines. Called by the charts. Must never draw or translate. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-chart-lines.h"

#include <math.h>

/* Grid lines at most, and the air above the highest point. */
#define GRID_LINES 5
#define HEADROOM 1.05

typedef enum { MEASURE_REMAINING, MEASURE_SCOPE, MEASURE_DONE } Measure;

static const ZwBurndownPoint *
get_day (const ZwSprintReport *report, guint index)
{
  return &g_array_index (report->burndown, ZwBurndownPoint, index);
}

static double
get_value (const ZwBurndownPoint *day, Measure measure)
{
  return measure == MEASURE_REMAINING ? day->remaining : measure == MEASURE_SCOPE ? day->scope : day->done;
}

static double
get_change (const ZwSprintStep *step, Measure measure)
{
  return measure == MEASURE_REMAINING ? step->remaining : measure == MEASURE_SCOPE ? step->scope : step->done;
}

static void
append (GArray *line, double x, double y)
{
  const ZwChartPoint point = { x, y };
  g_array_append_val (line, point);
}

/* --- steps of a day --------------------------------------------------------------------------------------------- */

typedef struct {
  double change, moment;
  guint n;
  gboolean is_pure;
  ZwStepKind kind;
} DaySteps;

/* Work that gets done is no step: it leads the line from evening to evening. */
static gboolean
is_work (const ZwSprintStep *step)
{
  return step->kind == ZW_STEP_COMPLETED || step->kind == ZW_STEP_WORKED;
}

static DaySteps
collect_steps (const ZwSprintReport *report, int date, Measure measure)
{
  DaySteps found = { .is_pure = TRUE };

  for (guint i = 0; i < report->steps->len; i++)
    {
      const ZwSprintStep *step = &g_array_index (report->steps, ZwSprintStep, i);
      if (step->date != date || is_work (step) || (get_change (step, measure) == 0 && step->scope == 0))
        continue;
      if (found.n == 0)
        {
          found.kind = step->kind;
          found.moment = step->moment;
        }
      found.is_pure &= step->kind == found.kind;
      found.change += get_change (step, measure);
      found.n++;
    }
  return found;
}

static void
add_mark (ZwChartLines *lines, int date, const DaySteps *steps, double x, double y)
{
  const ZwChartMark mark = { date, { x, y }, steps->change, steps->is_pure, steps->kind };
  g_array_append_val (lines->marks, mark);
}

/* --- lines ------------------------------------------------------------------------------------------------------ */

/* Straight from evening to evening, with each day's steps upright at the moment of the first of them. */
static void
trace (ZwChartLines *lines, GArray *line, const ZwSprintReport *report, Measure measure, gboolean marked)
{
  int last = zw_sprint_report_get_last (report);
  double before = measure == MEASURE_DONE ? 0 : report->committed.points;

  append (line, 0, before);
  for (int i = 0; i <= last; i++)
    {
      const ZwBurndownPoint *day = get_day (report, (guint) i);
      DaySteps steps = collect_steps (report, day->date, measure);
      double length = i == last && day->date == report->today ? CLAMP (report->moment, 0.02, 1) : 1;
      double after = get_value (day, measure), slope = after - before - steps.change;
      double moment = MIN (steps.moment, length), at = before + slope * moment / length;
      if (steps.n > 0 && steps.change != 0)
        {
          append (line, i + moment, at);
          append (line, i + moment, at + steps.change);
        }
      if (steps.n > 0 && marked)
        add_mark (lines, day->date, &steps, i + moment, at + steps.change);
      append (line, i + length, after);
      before = after;
    }
}

static void
trace_plan (ZwChartLines *lines, const ZwSprintReport *report)
{
  double commitment = report->committed.points;
  gboolean up = lines->kind == ZW_CHART_BURNUP;

  append (lines->plan, 0, up ? 0 : commitment);
  for (guint i = 0; i < report->burndown->len; i++)
    append (lines->plan, i + 1, up ? commitment - get_day (report, i)->ideal : get_day (report, i)->ideal);
  for (guint i = 0; i < report->burndown->len && !up; i++)
    if (!isnan (get_day (report, i)->replanned))
      append (lines->replan, i + 1, get_day (report, i)->replanned);
}

/* From now to the evening of the last working day. */
static void
trace_forecast (ZwChartLines *lines, const ZwSprintReport *report)
{
  int last = zw_sprint_report_get_last (report);
  guint end = report->burndown->len;
  double left;

  if (!zw_sprint_report_get_forecast (report, &left) || lines->is_over)
    return;
  while (end > (guint) last + 1 && !get_day (report, end - 1)->working)
    end--;
  double scope = get_day (report, (guint) last)->scope, remaining = get_day (report, (guint) last)->remaining;
  gboolean up = lines->kind == ZW_CHART_BURNUP;
  append (lines->forecast, lines->now, up ? scope - remaining : remaining);
  append (lines->forecast, end, up ? scope - left : left);
}

/* --- axis ------------------------------------------------------------------------------------------------------- */

static double
find_highest (const GArray *line, double highest)
{
  for (guint i = 0; i < line->len; i++)
    highest = MAX (highest, g_array_index (line, ZwChartPoint, i).y);
  return highest;
}

/* 1, 2, 5, 10, 20, 50 …: the first with few enough grid lines. */
static double
choose_step (double highest)
{
  static const double factors[] = { 1, 2, 5 };

  for (double power = highest <= 1 ? 0.1 : 1; power < 1e12; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
      if (factors[i] * power * GRID_LINES >= highest)
        return factors[i] * power;
  return 1e12;
}

static void
choose_axis (ZwChartLines *lines)
{
  double highest = find_highest (lines->plan, find_highest (lines->scope, find_highest (lines->known, 0)));

  lines->step = highest > 0 ? choose_step (highest) : 1;
  lines->top = lines->step * MAX (ceil (highest * HEADROOM / lines->step), 1);
}

/* --- public ----------------------------------------------------------------------------------------------------- */

static GArray *
new_line (void)
{
  return g_array_new (FALSE, FALSE, sizeof (ZwChartPoint));
}

ZwChartLines *
zw_chart_lines_new (const ZwSprintReport *report, ZwChartKind kind)
{
  int last = zw_sprint_report_get_last (report);
  ZwChartLines *lines;

  if (last < 0)
    return NULL;
  lines = g_new0 (ZwChartLines, 1);
  *lines = (ZwChartLines){ .kind = kind, .first = get_day (report, 0)->date, .today = report->today, .n_days = report->burndown->len,
                           .known = new_line (), .scope = new_line (), .plan = new_line (), .replan = new_line (),
                           .forecast = new_line (), .marks = g_array_new (FALSE, FALSE, sizeof (ZwChartMark)) };
  trace (lines, lines->known, report, kind == ZW_CHART_BURNUP ? MEASURE_DONE : MEASURE_REMAINING, kind == ZW_CHART_BURNDOWN);
  if (kind == ZW_CHART_BURNUP)
    trace (lines, lines->scope, report, MEASURE_SCOPE, TRUE);
  lines->now = g_array_index (lines->known, ZwChartPoint, lines->known->len - 1).x;
  lines->is_over = lines->now >= lines->n_days;
  trace_plan (lines, report);
  trace_forecast (lines, report);
  choose_axis (lines);
  return lines;
}

void
zw_chart_lines_free (ZwChartLines *lines)
{
  g_array_unref (lines->known);
  g_array_unref (lines->scope);
  g_array_unref (lines->plan);
  g_array_unref (lines->replan);
  g_array_unref (lines->forecast);
  g_array_unref (lines->marks);
  g_free (lines);
}

const ZwChartMark *
zw_chart_lines_find_mark (const ZwChartLines *lines, int date)
{
  for (guint i = 0; i < lines->marks->len; i++)
    if (g_array_index (lines->marks, ZwChartMark, i).date == date)
      return &g_array_index (lines->marks, ZwChartMark, i);
  return NULL;
}
