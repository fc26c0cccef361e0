/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files that draw a chart share: zw-chart-draw.c draws it, zw-chart-labels.c names its lines. Nobody else includes
 * this. */
#pragma once

#include "zw-chart-draw.h"

G_BEGIN_DECLS

/* Between an axis and its words, a point and its label. */
#define ZW_CHART_GAP 8
#define ZW_CHART_MAX_LABELS 24

typedef struct {
  const ZwChartDrawing *chart;
  const ZwChartLines *lines;
  const ZwChartStyle *style;
  GtkSnapshot *snapshot;
  graphene_rect_t plot;
  graphene_rect_t taken[ZW_CHART_MAX_LABELS]; /* where labels stand already */
  guint n_taken;
} ZwChartCanvas;

/* zw-chart-draw.c. @along, @down: which part of the text's width and height lies left of and above the point. */
void   zw_chart_draw_text (ZwChartCanvas *canvas, const char *text, gboolean bold, double x, double y, double along, double down,
                           const GdkRGBA *color);
void   zw_chart_measure_text (const ZwChartDrawing *chart, const char *text, gboolean bold, double *width, double *height);
double zw_chart_to_x (const ZwChartCanvas *canvas, double x);
double zw_chart_to_y (const ZwChartCanvas *canvas, double y);
double zw_chart_get_bottom (const ZwChartCanvas *canvas);
const ZwChartPoint *zw_chart_get_point (const GArray *line, guint index);

/* zw-chart-labels.c */
void   zw_chart_draw_labels (ZwChartCanvas *canvas);

G_END_DECLS
