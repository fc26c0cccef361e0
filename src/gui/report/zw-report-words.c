/* SPDX-License-Identifier: GPL-3.0-or-later
 * Words for figures. Must never compute one. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-report-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-format.h"

const char *
zw_report_group_name (ZwReportGroup group)
{
  switch (group)
    {
    case ZW_GROUP_COMMITTED:
      return C_("sprint report", "Committed");
    case ZW_GROUP_ADDED:
      return C_("sprint report", "Added");
    case ZW_GROUP_REMOVED:
      return C_("sprint report", "Removed");
    case ZW_GROUP_REESTIMATED:
      return C_("sprint report", "Re-Estimated");
    case ZW_GROUP_COMPLETED:
      return C_("sprint report", "Completed");
    case ZW_GROUP_CANCELLED:
      return C_("sprint report", "Cancelled");
    case ZW_GROUP_CARRIED:
      return C_("sprint report", "Carried Over");
    case ZW_GROUP_DONE_BEFORE:
      return C_("sprint report", "Done before the Start");
    case ZW_N_GROUPS:
      break;
    }
  return "";
}

const ZwSprintGroup *
zw_report_get_group (const ZwSprintReport *report, ZwReportGroup group)
{
  const ZwSprintGroup *groups[] = { &report->committed, &report->added, &report->removed, &report->reestimated,
                                    &report->completed, &report->cancelled, &report->carried, &report->done_before_start };
  return groups[group];
}

char *
zw_report_signed (double value, ZwProject *project)
{
  g_autofree char *amount = zw_format_estimate_long (fabs (value), project);
  return g_strconcat (value < 0 ? "−" : "+", amount, NULL);
}

char *
zw_report_group_figures (const ZwSprintGroup *group, ZwReportGroup kind, ZwProject *project)
{
  g_autofree char *points = kind == ZW_GROUP_REESTIMATED ? zw_report_signed (group->points, project)
                                                          : zw_format_estimate_long (group->points, project);
  /* Translators: "40 points in 15 tickets": %s is "40 points" */
  return g_strdup_printf (ngettext ("%s in %u ticket", "%s in %u tickets", group->tickets->len), points, group->tickets->len);
}

static GDateTime *
new_date_time (int date)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, (guint32) date);
  return g_date_time_new_utc (g_date_get_year (&day), (int) g_date_get_month (&day), g_date_get_day (&day), 0, 0, 0);
}

char *
zw_report_axis_day (int date, gboolean with_number)
{
  g_autoptr (GDateTime) day = new_date_time (date);
  g_autofree char *weekday = g_date_time_format (day, "%a");

  if (!with_number)
    return g_steal_pointer (&weekday);
  /* Translators: a day below a chart: weekday and day of the month, "Mon 16" */
  return g_strdup_printf (C_("chart", "%s %d"), weekday, g_date_time_get_day_of_month (day));
}

char *
zw_report_mark_label (const ZwChartMark *mark, ZwProject *project)
{
  g_autofree char *change = zw_report_signed (mark->change, project);

  if (!mark->is_pure)
    return g_strdup_printf (C_("chart", "scope changed by %s"), change);
  switch (mark->kind)
    {
    case ZW_STEP_ADDED:
      return g_strdup_printf (C_("chart", "%s added to the sprint"), change);
    case ZW_STEP_REMOVED:
      return g_strdup_printf (C_("chart", "%s taken out of the sprint"), change);
    case ZW_STEP_REESTIMATED:
      return g_strdup_printf (C_("chart", "%s by a new estimate"), change);
    case ZW_STEP_REOPENED:
      return g_strdup_printf (C_("chart", "%s reopened"), change);
    case ZW_STEP_CANCELLED:
      return g_strdup_printf (C_("chart", "%s cancelled"), change);
    case ZW_STEP_COMPLETED:
    case ZW_STEP_WORKED:
      break;
    }
  return g_strdup (change);
}

char *
zw_report_step_text (const ZwSprintStep *step, ZwProject *project)
{
  double moved = step->scope != 0 ? step->scope : step->remaining;
  g_autofree char *points = zw_format_estimate_long (fabs (moved), project);
  g_autofree char *change = zw_report_signed (moved, project);

  switch (step->kind)
    {
    case ZW_STEP_ADDED:
      return g_strdup_printf (C_("sprint report", "Added with %s"), points);
    case ZW_STEP_REMOVED:
      return g_strdup_printf (C_("sprint report", "Taken out with %s"), points);
    case ZW_STEP_REESTIMATED:
      return g_strdup_printf (C_("sprint report", "Estimated anew: %s"), change);
    case ZW_STEP_COMPLETED:
      return g_strdup_printf (C_("sprint report", "Completed: %s"), points);
    case ZW_STEP_WORKED:
      return g_strdup_printf (C_("sprint report", "Worked off: %s"), points);
    case ZW_STEP_REOPENED:
      return g_strdup_printf (C_("sprint report", "Reopened: %s to do again"), points);
    case ZW_STEP_CANCELLED:
      return g_strdup_printf (C_("sprint report", "Cancelled: %s fewer"), points);
    }
  return g_strdup ("");
}

char *
zw_report_behind_text (double behind)
{
  g_autofree char *amount = zw_format_number (fabs (behind));

  if (behind == 0)
    return g_strdup (C_("sprint report", "On plan"));
  return g_strdup_printf (behind > 0 ? C_("sprint report", "%s behind the plan") : C_("sprint report", "%s ahead of the plan"), amount);
}

char *
zw_report_summary (const ZwSprintReport *report, ZwChartKind kind, ZwProject *project)
{
  int last = zw_sprint_report_get_last (report);
  double behind = 0;

  if (last < 0)
    return g_strdup (_("The charts appear after the first day of a sprint."));
  const ZwBurndownPoint *day = &g_array_index (report->burndown, ZwBurndownPoint, last);
  g_autofree char *scope = zw_format_estimate_long (day->scope, project), *left = zw_format_estimate_long (day->remaining, project);
  g_autofree char *done = zw_format_number (day->done);
  zw_sprint_report_get_behind (report, &behind);
  g_autofree char *plan = zw_report_behind_text (behind);
  if (kind == ZW_CHART_BURNUP)
    return g_strdup_printf (C_("chart", "%s of %s done"), done, scope);
  if (behind == 0)
    return g_strdup_printf (C_("chart", "%s left, as planned"), left);
  return g_strdup_printf (C_("chart", "%s left, %s"), left, plan);
}

char *
zw_report_day_text (const ZwSprintReport *report, const ZwChartLines *lines, int index, ZwProject *project)
{
  const ZwBurndownPoint *day = &g_array_index (report->burndown, ZwBurndownPoint, index);
  const ZwChartMark *mark = zw_chart_lines_find_mark (lines, day->date);
  g_autofree char *date = zw_format_date_long (day->date), *plan = zw_format_number (day->ideal);
  g_autofree char *known = NULL;
  g_autofree char *step = mark != NULL && mark->change != 0 ? zw_report_mark_label (mark, project) : NULL;

  if (isnan (day->remaining))
    return g_strdup_printf (C_("chart", "%s: plan %s"), date, plan);
  if (lines->kind == ZW_CHART_BURNUP)
    {
      g_autofree char *done = zw_format_number (day->done), *scope = zw_format_estimate_long (day->scope, project);
      known = g_strdup_printf (C_("chart", "%s: %s of %s done"), date, done, scope);
    }
  else
    {
      g_autofree char *left = zw_format_estimate_long (day->remaining, project);
      known = g_strdup_printf (C_("chart", "%s: %s left, plan %s"), date, left, plan);
    }
  return step == NULL ? g_steal_pointer (&known) : g_strjoin (", ", known, step, NULL);
}

char *
zw_report_forecast_number (double value)
{
  return zw_format_number (fabs (value) >= 10 ? round (value) : round (value * 2) / 2);
}
