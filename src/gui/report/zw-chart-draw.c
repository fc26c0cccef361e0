/* SPDX-License-Identifier: GPL-3.0-or-later
 * A chart in a snapshot: areas as colours, lines by cairo, words as layouts. Must never look at a widget but for its
 * colours, so that paper shows the same. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-chart-canvas.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-format.h"
#include "zw-report-words.h"

#define FONT_POINTS 9
#define GAP ZW_CHART_GAP
#define TOP 10
#define RIGHT 16
#define RING 4.5
#define DOT 5
#define MIN_DAY_GAP 8    /* between two words below the axis */

/* --- colours ---------------------------------------------------------------------------------------------------- */

static void
look_up (GtkWidget *widget, const char *name, GdkRGBA *color)
{
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, color))
    *color = (GdkRGBA){ 0, 0, 0, 1 };
}

void
zw_chart_style_init_for (ZwChartStyle *style, GtkWidget *widget)
{
  GdkRGBA outline;

  look_up (widget, "window_fg_color", &style->text);
  look_up (widget, "zw_sec", &style->soft);
  look_up (widget, "zw_faint", &style->grid);
  look_up (widget, "zw_column", &style->shade);
  look_up (widget, "zw_progress", &style->line);
  look_up (widget, "zw_acc_tint", &style->fill);
  look_up (widget, "warning_color", &style->mark);
  look_up (widget, "zw_card", &style->ground);
  look_up (widget, "zw_outline", &outline);
  style->scope = style->soft;
  style->is_plain = outline.alpha > 0;
  style->grid.alpha *= style->is_plain ? 1 : 0.6f;
}

void
zw_chart_style_init_paper (ZwChartStyle *style)
{
  *style = (ZwChartStyle){ .text = { 0, 0, 0, 1 }, .soft = { .3f, .3f, .3f, 1 }, .grid = { .87f, .87f, .87f, 1 },
                           .shade = { .94f, .94f, .94f, 1 }, .line = { .11f, .44f, .85f, 1 }, .fill = { .11f, .44f, .85f, .1f },
                           .scope = { .3f, .3f, .3f, 1 }, .mark = { .56f, .39f, 0, 1 }, .ground = { 1, 1, 1, 1 } };
}

/* --- words ------------------------------------------------------------------------------------------------------ */

static PangoLayout *
new_text (PangoContext *context, const char *text, gboolean bold)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_size_new (FONT_POINTS * PANGO_SCALE));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static void
get_size (PangoLayout *layout, double *width, double *height)
{
  int w, h;

  pango_layout_get_pixel_size (layout, &w, &h);
  *width = w;
  *height = h;
}

/* @along, @down: which part of the text's width and height lies left of and above the point. */
void
zw_chart_draw_text (ZwChartCanvas *drawing, const char *text, gboolean bold, double x, double y, double along, double down,
                    const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = new_text (drawing->chart->context, text, bold);
  double width, height;

  get_size (layout, &width, &height);
  x = CLAMP (x - along * width, 0, MAX (drawing->chart->width - width, 0));
  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &GRAPHENE_POINT_INIT ((float) round (x), (float) round (y - down * height)));
  gtk_snapshot_append_layout (drawing->snapshot, layout, color);
  gtk_snapshot_restore (drawing->snapshot);
}

void
zw_chart_measure_text (const ZwChartDrawing *chart, const char *text, gboolean bold, double *width, double *height)
{
  g_autoptr (PangoLayout) layout = new_text (chart->context, text, bold);
  get_size (layout, width, height);
}

/* --- places ----------------------------------------------------------------------------------------------------- */

void
zw_chart_get_plot (const ZwChartDrawing *chart, graphene_rect_t *plot)
{
  g_autofree char *highest = zw_format_number (chart->lines->top);
  double width, height;

  zw_chart_measure_text (chart, highest, FALSE, &width, &height);
  double left = width + GAP, bottom = height + GAP;
  graphene_rect_init (plot, (float) ceil (left), TOP, (float) MAX (chart->width - left - RIGHT, 10),
                      (float) MAX (chart->height - TOP - bottom, 10));
}

double
zw_chart_to_x (const ZwChartCanvas *drawing, double x)
{
  return drawing->plot.origin.x + x / drawing->lines->n_days * drawing->plot.size.width;
}

double
zw_chart_to_y (const ZwChartCanvas *drawing, double y)
{
  return drawing->plot.origin.y + (1 - y / drawing->lines->top) * drawing->plot.size.height;
}

double
zw_chart_get_bottom (const ZwChartCanvas *drawing)
{
  return drawing->plot.origin.y + drawing->plot.size.height;
}

const ZwChartPoint *
zw_chart_get_point (const GArray *line, guint index)
{
  return &g_array_index (line, ZwChartPoint, index);
}

/* --- ground ----------------------------------------------------------------------------------------------------- */

static void
draw_shades (ZwChartCanvas *drawing)
{
  for (guint i = 0; i < drawing->lines->n_days; i++)
    {
      if (g_array_index (drawing->chart->report->burndown, ZwBurndownPoint, i).working)
        continue;
      double left = zw_chart_to_x (drawing, i), right = zw_chart_to_x (drawing, i + 1);
      gtk_snapshot_append_color (drawing->snapshot, &drawing->style->shade,
                                 &GRAPHENE_RECT_INIT ((float) left, drawing->plot.origin.y, (float) (right - left),
                                                      drawing->plot.size.height));
    }
}

static void
draw_grid (ZwChartCanvas *drawing)
{
  for (double value = 0; value <= drawing->lines->top + drawing->lines->step / 2; value += drawing->lines->step)
    {
      g_autofree char *text = zw_format_number (value);
      double y = round (zw_chart_to_y (drawing, value));
      gtk_snapshot_append_color (drawing->snapshot, &drawing->style->grid,
                                 &GRAPHENE_RECT_INIT (drawing->plot.origin.x, (float) y - .5f, drawing->plot.size.width, 1));
      zw_chart_draw_text (drawing, text, FALSE, drawing->plot.origin.x - GAP, y, 1, .5, &drawing->style->soft);
    }
}

/* Every day if there is room for it, else every second, third …, counted from today, which is always named. */
static void
draw_days (ZwChartCanvas *drawing)
{
  const ZwChartLines *lines = drawing->lines;
  double widest = 0, day_width = drawing->plot.size.width / lines->n_days;
  int now = CLAMP (lines->today - lines->first, 0, (int) lines->n_days - 1);

  for (guint i = 0; i < MIN (lines->n_days, 7); i++)
    {
      double width, height;
      g_autofree char *text = zw_report_axis_day (lines->first + (int) i, TRUE);
      zw_chart_measure_text (drawing->chart, text, TRUE, &width, &height);
      widest = MAX (widest, width);
    }
  int every = MAX ((int) ceil ((widest + MIN_DAY_GAP) / day_width), 1);
  for (int i = 0; i < (int) lines->n_days; i++)
    {
      gboolean is_today = i == now && !lines->is_over;
      if ((i - now) % every != 0)
        continue;
      g_autofree char *text = zw_report_axis_day (lines->first + i, is_today || i == 0 || i == (int) lines->n_days - 1 || every > 1);
      zw_chart_draw_text (drawing, text, is_today, zw_chart_to_x (drawing, i + .5), zw_chart_get_bottom (drawing) + GAP, .5, 0,
                 is_today ? &drawing->style->text : &drawing->style->soft);
    }
}

/* --- lines ------------------------------------------------------------------------------------------------------ */

static cairo_t *
begin_lines (ZwChartCanvas *drawing)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) drawing->chart->width, (float) drawing->chart->height);
  cairo_t *cr = gtk_snapshot_append_cairo (drawing->snapshot, &bounds);

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  return cr;
}

static void
trace (ZwChartCanvas *drawing, cairo_t *cr, const GArray *line)
{
  for (guint i = 0; i < line->len; i++)
    cairo_line_to (cr, zw_chart_to_x (drawing, zw_chart_get_point (line, i)->x), zw_chart_to_y (drawing, zw_chart_get_point (line, i)->y));
}

static void
stroke (ZwChartCanvas *drawing, cairo_t *cr, const GArray *line, const GdkRGBA *color, double width, const double *dashes, int n_dashes)
{
  if (line->len < 2)
    return;
  cairo_new_path (cr);
  trace (drawing, cr, line);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, drawing->style->is_plain ? width + 1 : width);
  cairo_set_line_cap (cr, n_dashes > 0 ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, dashes, n_dashes, 0);
  cairo_stroke (cr);
}

static void
fill_below (ZwChartCanvas *drawing, cairo_t *cr)
{
  const GArray *line = drawing->lines->known;

  if (drawing->style->is_plain)
    return;
  cairo_new_path (cr);
  trace (drawing, cr, line);
  cairo_line_to (cr, zw_chart_to_x (drawing, drawing->lines->now), zw_chart_get_bottom (drawing));
  cairo_line_to (cr, zw_chart_to_x (drawing, 0), zw_chart_get_bottom (drawing));
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &drawing->style->fill);
  cairo_fill (cr);
}

static void
draw_disc (cairo_t *cr, double x, double y, double radius, const GdkRGBA *fill, const GdkRGBA *ring)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, fill);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, ring);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static void
draw_lines (ZwChartCanvas *drawing, cairo_t *cr)
{
  static const double dashed[] = { 6, 5 }, dotted[] = { 2, 3 }, dash_dot[] = { 8, 3, 2, 3 };
  const ZwChartLines *lines = drawing->lines;

  fill_below (drawing, cr);
  stroke (drawing, cr, lines->plan, &drawing->style->soft, 1.5, dashed, G_N_ELEMENTS (dashed));
  if (drawing->chart->replan)
    stroke (drawing, cr, lines->replan, &drawing->style->mark, 1.5, dash_dot, G_N_ELEMENTS (dash_dot));
  stroke (drawing, cr, lines->forecast, &drawing->style->line, 2, dotted, G_N_ELEMENTS (dotted));
  stroke (drawing, cr, lines->scope, &drawing->style->scope, 2, NULL, 0);
  stroke (drawing, cr, lines->known, &drawing->style->line, 3, NULL, 0);
}

static void
draw_points (ZwChartCanvas *drawing, cairo_t *cr)
{
  const ZwChartLines *lines = drawing->lines;
  const ZwChartPoint *now = zw_chart_get_point (lines->known, lines->known->len - 1);

  for (guint i = 0; i < lines->marks->len; i++)
    {
      const ZwChartMark *mark = &g_array_index (lines->marks, ZwChartMark, i);
      /* What comes to nothing and just happened would only blur the last point. */
      if (mark->change == 0 && fabs (zw_chart_to_x (drawing, mark->at.x) - zw_chart_to_x (drawing, now->x)) < 2 * DOT)
        continue;
      draw_disc (cr, zw_chart_to_x (drawing, mark->at.x), zw_chart_to_y (drawing, mark->at.y), mark->change != 0 ? RING : RING - 1.5,
                 &drawing->style->ground, &drawing->style->mark);
    }
  draw_disc (cr, zw_chart_to_x (drawing, now->x), zw_chart_to_y (drawing, now->y), DOT - 1, &drawing->style->line, &drawing->style->line);
}

/* --- the day that is pointed at --------------------------------------------------------------------------------- */

static void
begin_drawing (ZwChartCanvas *drawing, GtkSnapshot *snapshot, const ZwChartDrawing *chart)
{
  *drawing = (ZwChartCanvas){ .chart = chart, .lines = chart->lines, .style = chart->style, .snapshot = snapshot };
  zw_chart_get_plot (chart, &drawing->plot);
}

gboolean
zw_chart_get_stop (const ZwChartDrawing *chart, int index, gboolean at_mark, graphene_point_t *point)
{
  ZwChartCanvas drawing;

  begin_drawing (&drawing, NULL, chart);
  if (index < 0 || index >= (int) chart->lines->n_days)
    return FALSE;
  const ZwBurndownPoint *day = &g_array_index (chart->report->burndown, ZwBurndownPoint, index);
  const ZwChartMark *mark = at_mark ? zw_chart_lines_find_mark (chart->lines, day->date) : NULL;
  double value = chart->lines->kind == ZW_CHART_BURNUP ? day->done : day->remaining;
  if (at_mark && mark == NULL)
    return FALSE;
  if (isnan (value))
    value = zw_chart_get_point (chart->lines->plan, (guint) index + 1)->y;
  double x = mark != NULL ? mark->at.x : day->date == chart->lines->today ? MIN (chart->lines->now, index + 1) : index + 1;
  graphene_point_init (point, (float) zw_chart_to_x (&drawing, x), (float) zw_chart_to_y (&drawing, mark != NULL ? mark->at.y : value));
  return TRUE;
}

static void
draw_box (ZwChartCanvas *drawing, double x, double y, double width, double height)
{
  GskRoundedRect box;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);
  const float border[] = { 1, 1, 1, 1 };
  const GdkRGBA colors[] = { drawing->style->soft, drawing->style->soft, drawing->style->soft, drawing->style->soft };

  gsk_rounded_rect_init_from_rect (&box, &bounds, 6);
  gtk_snapshot_push_rounded_clip (drawing->snapshot, &box);
  gtk_snapshot_append_color (drawing->snapshot, &drawing->style->ground, &bounds);
  gtk_snapshot_pop (drawing->snapshot);
  gtk_snapshot_append_border (drawing->snapshot, &box, border, colors);
}

static void
draw_stop (ZwChartCanvas *drawing)
{
  const ZwChartDrawing *chart = drawing->chart;
  graphene_point_t point;
  double width, height;

  if (!zw_chart_get_stop (chart, chart->stop, chart->at_mark, &point))
    return;
  g_autofree char *text = zw_report_day_text (chart->report, chart->lines, chart->stop, chart->project);
  zw_chart_measure_text (chart, text, FALSE, &width, &height);
  gtk_snapshot_append_color (drawing->snapshot, &drawing->style->soft,
                             &GRAPHENE_RECT_INIT (point.x - .5f, drawing->plot.origin.y, 1, drawing->plot.size.height));
  cairo_t *cr = begin_lines (drawing);
  draw_disc (cr, point.x, point.y, RING + 1, &drawing->style->ground, chart->at_mark ? &drawing->style->mark : &drawing->style->line);
  cairo_destroy (cr);
  double left = drawing->plot.origin.x, right = MAX (left + drawing->plot.size.width - width - 2 * GAP, 0);
  double x = CLAMP (point.x - width / 2 - GAP, MIN (left, right), right);
  double top = drawing->plot.origin.y, bottom = zw_chart_get_bottom (drawing);
  double y = point.y > top + height + 5 * GAP ? top : bottom - height - 2 * GAP;
  draw_box (drawing, x, y, width + 2 * GAP, height + GAP);
  zw_chart_draw_text (drawing, text, FALSE, x + GAP, y + GAP / 2, 0, 0, &drawing->style->text);
}

/* --- public ----------------------------------------------------------------------------------------------------- */

void
zw_chart_draw (GtkSnapshot *snapshot, const ZwChartDrawing *chart)
{
  ZwChartCanvas drawing;

  begin_drawing (&drawing, snapshot, chart);
  draw_shades (&drawing);
  draw_grid (&drawing);
  draw_days (&drawing);
  cairo_t *cr = begin_lines (&drawing);
  draw_lines (&drawing, cr);
  draw_points (&drawing, cr);
  cairo_destroy (cr);
  zw_chart_draw_labels (&drawing);
  if (chart->stop >= 0)
    draw_stop (&drawing);
}

void
zw_chart_draw_spark (GtkSnapshot *snapshot, const ZwChartLines *lines, const ZwSprintReport *report, const ZwChartStyle *style,
                     int width, int height)
{
  static const double dotted[] = { 2, 2 };
  ZwChartLines tight = *lines; /* no air above, there is no axis to read */
  const ZwChartDrawing chart = { .lines = &tight, .report = report, .style = style, .width = width, .height = height };
  ZwChartCanvas drawing = { .chart = &chart, .lines = &tight, .style = style, .snapshot = snapshot };
  const ZwChartPoint *now = zw_chart_get_point (lines->known, lines->known->len - 1);

  tight.top = 0;
  for (guint i = 0; i < lines->known->len; i++)
    tight.top = MAX (tight.top, zw_chart_get_point (lines->known, i)->y);
  for (guint i = 0; i < lines->plan->len; i++)
    tight.top = MAX (tight.top, zw_chart_get_point (lines->plan, i)->y);
  tight.top = MAX (tight.top, lines->step / 10);
  graphene_rect_init (&drawing.plot, 3, 3, (float) width - 6, (float) height - 6);
  draw_shades (&drawing);
  cairo_t *cr = begin_lines (&drawing);
  stroke (&drawing, cr, lines->plan, &style->soft, 1.2, dotted, G_N_ELEMENTS (dotted));
  stroke (&drawing, cr, lines->known, &style->line, 2, NULL, 0);
  cairo_new_path (cr);
  cairo_arc (cr, zw_chart_to_x (&drawing, now->x), zw_chart_to_y (&drawing, now->y), 3, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &style->line);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
draw_initials (ZwChartCanvas *drawing)
{
  for (guint i = 0; i < drawing->lines->n_days; i++)
    {
      int date = drawing->lines->first + (int) i;
      gboolean is_today = date == drawing->lines->today && !drawing->lines->is_over;
      g_autofree char *day = zw_report_axis_day (date, FALSE);
      g_autofree char *initial = g_utf8_substring (day, 0, MIN (1, g_utf8_strlen (day, -1)));
      zw_chart_draw_text (drawing, initial, is_today, zw_chart_to_x (drawing, i + .5), drawing->chart->height, .5, 1,
                 is_today ? &drawing->style->text : &drawing->style->soft);
    }
}

void
zw_chart_draw_band (GtkSnapshot *snapshot, const ZwChartDrawing *chart)
{
  static const double dashed[] = { 4, 3 };
  ZwChartLines tight = *chart->lines; /* no air above, there is no axis to read */
  ZwChartCanvas drawing = { .chart = chart, .lines = &tight, .style = chart->style, .snapshot = snapshot };
  const ZwChartPoint *now = zw_chart_get_point (tight.known, tight.known->len - 1);
  double width, height;

  zw_chart_measure_text (chart, "M", TRUE, &width, &height);
  tight.top = tight.step / 10;
  for (guint i = 0; i < tight.known->len; i++)
    tight.top = MAX (tight.top, zw_chart_get_point (tight.known, i)->y);
  graphene_rect_init (&drawing.plot, 2, 2, (float) chart->width - 4, (float) MAX (chart->height - height - 2, 4));
  draw_shades (&drawing);
  draw_initials (&drawing);
  cairo_t *cr = begin_lines (&drawing);
  fill_below (&drawing, cr);
  stroke (&drawing, cr, tight.plan, &chart->style->soft, 1, dashed, G_N_ELEMENTS (dashed));
  stroke (&drawing, cr, tight.known, &chart->style->line, 2.2, NULL, 0);
  draw_disc (cr, zw_chart_to_x (&drawing, now->x), zw_chart_to_y (&drawing, now->y), RING - 1.5, &chart->style->line, &chart->style->line);
  cairo_destroy (cr);
  g_autofree char *left = zw_format_estimate_long (now->y, chart->project), *label = g_strdup_printf (C_("chart", "%s left"), left);
  zw_chart_measure_text (chart, label, TRUE, &width, &height);
  gboolean fits = zw_chart_to_x (&drawing, now->x) + GAP + width < chart->width;
  /* Else into the corner where no burndown ever comes. */
  double x = fits ? zw_chart_to_x (&drawing, now->x) + GAP : chart->width, y = fits ? zw_chart_to_y (&drawing, now->y) : 0;
  zw_chart_draw_text (&drawing, label, TRUE, x, y, fits ? 0 : 1, fits ? .85 : 0, &chart->style->text);
}
