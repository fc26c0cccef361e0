/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a sprint's report says in words: translated, in the project's unit. Called by the chart, the report window, print and
 * the copies. Texts are (transfer full) unless they are const. @project may be NULL: points. */
#pragma once

#include "zw-chart-lines.h"
#include "zw-items.h"

G_BEGIN_DECLS

typedef enum {
  ZW_GROUP_COMMITTED, ZW_GROUP_ADDED, ZW_GROUP_REMOVED, ZW_GROUP_REESTIMATED, ZW_GROUP_COMPLETED, ZW_GROUP_CANCELLED, ZW_GROUP_CARRIED,
  ZW_GROUP_DONE_BEFORE, ZW_N_GROUPS
} ZwReportGroup;

const char          *zw_report_group_name (ZwReportGroup group);
const ZwSprintGroup *zw_report_get_group (const ZwSprintReport *report, ZwReportGroup group);
/* "40 points in 15 tickets" */
char                *zw_report_group_figures (const ZwSprintGroup *group, ZwReportGroup kind, ZwProject *project);
/* "+3 points" with a real minus sign. */
char                *zw_report_signed (double value, ZwProject *project);
/* The day below the axis: "Mon 16", or short "Tue". */
char                *zw_report_axis_day (int date, gboolean with_number);
/* "+3 points added to the sprint" */
char                *zw_report_mark_label (const ZwChartMark *mark, ZwProject *project);
/* What one step did: "Added with 3 points". */
char                *zw_report_step_text (const ZwSprintStep *step, ZwProject *project);
/* One sentence for the whole chart: "27 points left, 7 behind the plan". */
char                *zw_report_summary (const ZwSprintReport *report, ZwChartKind kind, ZwProject *project);
/* "7 behind the plan", "3 ahead of the plan", "On plan". */
char                *zw_report_behind_text (double behind);
/* A guess, no more exact than a guess is: "25", below ten "3.5". */
char                *zw_report_forecast_number (double value);
/* One sentence for a day: "Wednesday 18 November: 36 points left, plan 28, +3 points added to the sprint". @index of the day. */
char                *zw_report_day_text (const ZwSprintReport *report, const ZwChartLines *lines, int index, ZwProject *project);

G_END_DECLS
