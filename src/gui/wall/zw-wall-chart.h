/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWallChart: the burndown of the sprint as a page of the wall, and small in its head: the charts of the sprint report, enlarged
 * until their words can be read from afar. Made by ZwWallView; ZwWallHead calls the function. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-chart-lines.h"
#include "zw-items.h"

G_BEGIN_DECLS

#define ZW_TYPE_WALL_CHART (zw_wall_chart_get_type ())
G_DECLARE_FINAL_TYPE (ZwWallChart, zw_wall_chart, ZW, WALL_CHART, GtkWidget)

/* (floating) */
GtkWidget *zw_wall_chart_new (void);
/* @report (nullable) is borrowed until the next call; @project (nullable) names the unit. */
void       zw_wall_chart_set_report (ZwWallChart *self, const ZwSprintReport *report, ZwProject *project);
void       zw_wall_chart_set_base (ZwWallChart *self, double base);

/* The lines alone within @bounds, in the colours of @widget. */
void       zw_wall_chart_append_small (GtkSnapshot *snapshot, GtkWidget *widget, const ZwChartLines *lines, const ZwSprintReport *report,
                                       double base, const graphene_rect_t *bounds);

G_END_DECLS
