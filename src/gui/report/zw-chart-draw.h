/* SPDX-License-Identifier: GPL-3.0-or-later
 * Drawing a chart: on the screen in a widget's snapshot, on paper and into a picture by the same call. Called by
 * ZwSprintChart, ZwSparkline and zw-report-print.c. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-chart-lines.h"
#include "zw-items.h"

G_BEGIN_DECLS

typedef struct {
  GdkRGBA text, soft, grid, shade, line, fill, scope, mark, ground;
  gboolean is_plain; /* high contrast: thicker lines, no tinted areas */
} ZwChartStyle;

/* The colours of the style sheet, as they are for @widget now. */
void zw_chart_style_init_for (ZwChartStyle *style, GtkWidget *widget);
/* Black on white, whatever the screen shows. */
void zw_chart_style_init_paper (ZwChartStyle *style);

typedef struct {
  const ZwChartLines *lines;
  const ZwSprintReport *report;
  const ZwChartStyle *style;
  PangoContext *context; /* font and resolution of the texts */
  ZwProject *project;    /* (nullable) names the unit */
  int width, height;
  gboolean replan;       /* the plan anew, too */
  int stop;              /* index of the day that is pointed at; -1 = none */
  gboolean at_mark;      /* its step instead of its evening */
} ZwChartDrawing;

void zw_chart_draw (GtkSnapshot *snapshot, const ZwChartDrawing *drawing);
/* The lines alone, edge to edge. */
void zw_chart_draw_spark (GtkSnapshot *snapshot, const ZwChartLines *lines, const ZwSprintReport *report, const ZwChartStyle *style,
                          int width, int height);
/* As it is read from afar: lines and area from edge to edge, the initials of the days below, what is left; no axis. */
void zw_chart_draw_band (GtkSnapshot *snapshot, const ZwChartDrawing *drawing);
/* Where the days are: the part of @drawing between the axes. */
void zw_chart_get_plot (const ZwChartDrawing *drawing, graphene_rect_t *plot);
/* Where the point of day @index is, or its step. FALSE for a day to come, or without a step. */
gboolean zw_chart_get_stop (const ZwChartDrawing *drawing, int index, gboolean at_mark, graphene_point_t *point);

G_END_DECLS
