/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwChartLines: what a burndown or burnup chart draws, in days and points: lines, shaded days, marked steps. Pure, made from
 * a report; the chart, the sparkline and print draw the same. x counts days from the beginning of the first one: 2.5 is
 * the noon of the third. */
#pragma once

#include "zw-sprint-report.h"

G_BEGIN_DECLS

typedef enum { ZW_CHART_BURNDOWN, ZW_CHART_BURNUP } ZwChartKind;

typedef struct {
  double x, y;
} ZwChartPoint;

/* The changes of one day that moved a line other than by work being done. */
typedef struct {
  int date;
  ZwChartPoint at;  /* where the line stands after them */
  double change;    /* by how much it moved */
  gboolean is_pure; /* all of one kind: .kind */
  ZwStepKind kind;
} ZwChartMark;

typedef struct {
  ZwChartKind kind;
  int first, today;   /* dates */
  guint n_days;
  double top, step;   /* of the axis; step = between two grid lines */
  double now;         /* x of the last known point */
  gboolean is_over;   /* the last day of the chart is behind it */
  GArray *known;      /* (owned) ZwChartPoint: remaining, or done */
  GArray *scope;      /* (owned) likewise; empty in a burndown */
  GArray *plan;       /* (owned) the ideal line; of a burnup from 0 up to the commitment */
  GArray *replan;     /* (owned) empty without a change of scope */
  GArray *forecast;   /* (owned) two points; empty without one */
  GArray *marks;      /* (owned) ZwChartMark */
} ZwChartLines;

/* NULL when nothing is known yet. (transfer full) */
ZwChartLines *zw_chart_lines_new (const ZwSprintReport *report, ZwChartKind kind);
void          zw_chart_lines_free (ZwChartLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwChartLines, zw_chart_lines_free)

/* The mark of a day; NULL when there is none. Borrowed. */
const ZwChartMark *zw_chart_lines_find_mark (const ZwChartLines *lines, int date);

G_END_DECLS
