/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwSprintChart: the burndown or burnup of a sprint. Arrows walk through its days and steps, Enter or a click chooses one.
 * For assistive technology an image with a sentence for a name, which follows the walk. Main thread.
 *
 * Signal "chosen" (int date, gboolean steps): what made that day's line is asked for; @steps: only the marked step. */
#pragma once

#include <gtk/gtk.h>

#include "zw-chart-lines.h"
#include "zw-items.h"

G_BEGIN_DECLS

#define ZW_TYPE_SPRINT_CHART (zw_sprint_chart_get_type ())
G_DECLARE_FINAL_TYPE (ZwSprintChart, zw_sprint_chart, ZW, SPRINT_CHART, GtkWidget)

GtkWidget   *zw_sprint_chart_new (void);
/* @report is borrowed: it lives until the next call. NULL shows nothing. @project (nullable) names the unit. */
void         zw_sprint_chart_set_report (ZwSprintChart *self, const ZwSprintReport *report, ZwProject *project);
void         zw_sprint_chart_set_kind (ZwSprintChart *self, ZwChartKind kind);
ZwChartKind  zw_sprint_chart_get_kind (ZwSprintChart *self);
/* Whether the plan anew from the last change of scope is drawn, too. */
void         zw_sprint_chart_set_replan (ZwSprintChart *self, gboolean replan);

G_END_DECLS
