/* SPDX-License-Identifier: GPL-3.0-or-later
 * The labels of a chart, the most telling first: one that finds its place taken moves up or down, or goes. Called by
 * zw-chart-draw.c. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-chart-canvas.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-format.h"
#include "zw-report-words.h"

#define GAP ZW_CHART_GAP

static gboolean
is_free (const ZwChartCanvas *canvas, const graphene_rect_t *area)
{
  for (guint i = 0; i < canvas->n_taken; i++)
    if (graphene_rect_intersection (&canvas->taken[i], area, NULL))
      return FALSE;
  return area->origin.y >= 0 && area->origin.y + area->size.height <= zw_chart_get_bottom (canvas);
}

/* As zw_chart_draw_text(), beside what stands there. @may_go: better not at all than over another one. */
static void
place (ZwChartCanvas *canvas, const char *text, gboolean bold, double x, double y, double along, double down, const GdkRGBA *color,
       gboolean may_go)
{
  /* Up first, away from the line it names; down only what must stand. */
  static const double steps[] = { 0, -1, -2, 1, 2 };
  const guint n_steps = may_go ? 3 : G_N_ELEMENTS (steps);
  double width, height;

  zw_chart_measure_text (canvas->chart, text, bold, &width, &height);
  double left = CLAMP (x - along * width, 0, MAX (canvas->chart->width - width, 0)), top = y - down * height;
  for (guint i = 0; i <= n_steps; i++)
    {
      double shift = i < n_steps ? steps[i] * height : 0;
      graphene_rect_t area = GRAPHENE_RECT_INIT ((float) left, (float) (top + shift), (float) width, (float) height);
      if (i < n_steps ? !is_free (canvas, &area) : may_go)
        continue;
      zw_chart_draw_text (canvas, text, bold, left, top + shift, 0, 0, color);
      if (canvas->n_taken < ZW_CHART_MAX_LABELS)
        canvas->taken[canvas->n_taken++] = area;
      return;
    }
}

/* Beside its step, above the line. */
static void
label_marks (ZwChartCanvas *canvas)
{
  for (guint i = 0; i < canvas->lines->marks->len; i++)
    {
      const ZwChartMark *mark = &g_array_index (canvas->lines->marks, ZwChartMark, i);
      g_autofree char *text = zw_report_mark_label (mark, canvas->chart->project);
      if (mark->change != 0)
        place (canvas, text, FALSE, zw_chart_to_x (canvas, mark->at.x) + GAP - 2, zw_chart_to_y (canvas, mark->at.y) - GAP, 0, .9,
               &canvas->style->soft, TRUE);
    }
}

/* In bold behind the last point, on the side where the line does not run. */
static void
label_now (ZwChartCanvas *canvas)
{
  const ZwChartLines *lines = canvas->lines;
  const ZwChartPoint *now = zw_chart_get_point (lines->known, lines->known->len - 1);
  gboolean at_end = now->x > lines->n_days * .8, up = lines->kind == ZW_CHART_BURNUP;
  g_autofree char *number = zw_format_number (now->y);
  g_autofree char *text = g_strdup_printf (up ? C_("chart", "%s done") : C_("chart", "%s left"), number);

  /* A burnup goes on above, unless there is no room below. */
  gboolean below = up && !at_end && zw_chart_to_y (canvas, now->y) + 3 * GAP < zw_chart_get_bottom (canvas);
  double x = zw_chart_to_x (canvas, now->x) + (at_end ? -GAP : GAP), y = zw_chart_to_y (canvas, now->y) + (below ? GAP / 2 : -GAP);
  place (canvas, text, TRUE, x, y, at_end ? 1 : 0, below ? 0 : .8, &canvas->style->text, FALSE);
}

static void
label_scope (ZwChartCanvas *canvas)
{
  if (canvas->lines->scope->len == 0)
    return;
  const ZwChartPoint *now = zw_chart_get_point (canvas->lines->scope, canvas->lines->scope->len - 1);
  gboolean at_end = now->x > canvas->lines->n_days * .8;
  g_autofree char *number = zw_format_number (now->y);
  g_autofree char *text = g_strdup_printf (C_("chart", "%s in all"), number);

  place (canvas, text, TRUE, zw_chart_to_x (canvas, now->x) + (at_end ? -GAP : GAP), zw_chart_to_y (canvas, now->y), at_end ? 1 : 0,
         at_end ? 1.2 : .5, &canvas->style->text, FALSE);
}

/* Where the plan is to be read against what is known: at the last evening, on the side away from what is known. */
static void
label_plan (ZwChartCanvas *canvas)
{
  const ZwChartLines *lines = canvas->lines;
  guint last = (guint) CLAMP (floor (lines->now), 0, lines->n_days);
  guint first = last;

  while (first > 0 && zw_chart_get_point (lines->plan, first - 1)->y == zw_chart_get_point (lines->plan, last)->y)
    first--;
  if (last == 0)
    return;
  double value = zw_chart_get_point (lines->plan, last)->y;
  double x = zw_chart_to_x (canvas, (first + last) / 2.0), y = zw_chart_to_y (canvas, value);
  double known = zw_chart_get_point (lines->known, lines->known->len - 1)->y;
  gboolean below = known >= value && y + 3 * GAP < zw_chart_get_bottom (canvas);
  g_autofree char *number = zw_format_number (value);
  g_autofree char *text = g_strdup_printf (C_("chart", "plan: %s"), number);
  place (canvas, text, FALSE, x, below ? y + GAP : y - GAP, .5, below ? 0 : 1, &canvas->style->soft, TRUE);
}

static void
label_forecast (ZwChartCanvas *canvas)
{
  const ZwChartLines *lines = canvas->lines;

  if (lines->forecast->len < 2)
    return;
  const ZwChartPoint *end = zw_chart_get_point (lines->forecast, 1), *start = zw_chart_get_point (lines->forecast, 0);
  gboolean up = lines->kind == ZW_CHART_BURNUP;
  g_autofree char *number = zw_report_forecast_number (end->y);
  g_autofree char *text = g_strdup_printf (up ? C_("chart", "forecast: %s done") : C_("chart", "forecast: %s left"), number);
  double width, height;
  zw_chart_measure_text (canvas->chart, text, FALSE, &width, &height);
  /* Clear of the line from where the text begins to where it ends, on the side away from the plan. */
  double span = zw_chart_to_x (canvas, end->x) - zw_chart_to_x (canvas, start->x), share = span > 0 ? MIN (width / span, 1) : 0;
  double last = zw_chart_to_y (canvas, end->y), first = zw_chart_to_y (canvas, end->y + (start->y - end->y) * share);
  gboolean below = end->y < zw_chart_get_point (lines->plan, lines->plan->len - 1)->y
                   && MAX (first, last) + 3 * GAP < zw_chart_get_bottom (canvas);
  if (span < width + 6 * GAP)
    return;
  place (canvas, text, FALSE, zw_chart_to_x (canvas, end->x) - 2, below ? MAX (first, last) + GAP / 2 : MIN (first, last) - GAP, 1,
         below ? 0 : 1, &canvas->style->soft, FALSE);
}

void
zw_chart_draw_labels (ZwChartCanvas *canvas)
{
  label_now (canvas);
  label_scope (canvas);
  label_forecast (canvas);
  label_marks (canvas);
  label_plan (canvas);
}
