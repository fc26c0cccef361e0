/* SPDX-License-Identifier: GPL-3.0-or-later
 * Printing a report. Called by the report window. What is drawn is drawn by the chart's own code, in the colours of paper. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-report-print.h"

#include <fcntl.h>
#include <glib/gstdio.h>

#include "zw-chart-draw.h"
#include "zw-error.h"
#include "zw-format.h"
#include "zw-report-lists.h"
#include "zw-report-words.h"

#define CHART_HEIGHT 260
#define PICTURE_WIDTH 960
#define PICTURE_HEIGHT 480
#define PICTURE_SCALE 2
#define PADDING 16
#define LINE_GAP 3
#define PIXELS_PER_INCH 96
#define PAPER_SCALE (72.0 / PIXELS_PER_INCH)

typedef enum { LINE_TITLE, LINE_TEXT, LINE_CHART, LINE_HEADING, LINE_TICKET } LineKind;

/* One thing below the other, with its place on its page. */
typedef struct {
  LineKind kind;
  char *text, *figure; /* (owned) (nullable) */
  int page;
  double y;
} Line;

typedef struct {
  const ZwReportSheet *sheet;
  ZwProject *project; /* (nullable) */
  GArray *lines;      /* (owned) Line */
} Print;

static void
clear_line (gpointer data)
{
  Line *line = data;

  g_free (line->text);
  g_free (line->figure);
}

/* --- what stands on the pages ------------------------------------------------------------------------------------ */

static void
add_line (Print *print, LineKind kind, char *text, char *figure)
{
  const Line line = { kind, text, figure, 0, 0 };
  g_array_append_val (print->lines, line);
}

static void
add_group (Print *print, ZwReportGroup kind)
{
  const ZwSprintGroup *group = zw_report_get_group (print->sheet->report, kind);

  if (group->tickets->len == 0)
    return;
  add_line (print, LINE_HEADING, g_strdup (zw_report_group_name (kind)), zw_report_group_figures (group, kind, print->project));
  for (guint i = 0; i < group->tickets->len; i++)
    {
      double points = g_array_index (group->amounts, double, i);
      add_line (print, LINE_TICKET, zw_report_dup_ticket_name (print->sheet->workspace, g_array_index (group->tickets, gint64, i)),
                kind == ZW_GROUP_REESTIMATED ? zw_report_signed (points, print->project)
                                             : zw_format_estimate_long (points, print->project));
    }
}

static void
add_lines (Print *print)
{
  ZwSprint *sprint = print->sheet->sprint;

  add_line (print, LINE_TITLE, g_strdup (sprint->name), zw_format_date_range (sprint->start, sprint->end));
  if (sprint->goal != NULL)
    add_line (print, LINE_TEXT, g_strdup (sprint->goal), NULL);
  add_line (print, LINE_TEXT, zw_report_summary (print->sheet->report, print->sheet->kind, print->project), NULL);
  add_line (print, LINE_CHART, NULL, NULL);
  for (guint i = 0; i < ZW_N_GROUPS; i++)
    add_group (print, (ZwReportGroup) i);
}

/* --- drawing ----------------------------------------------------------------------------------------------------- */

static void
draw_chart (const Print *print, cairo_t *cr, PangoContext *context, double width, double height)
{
  g_autoptr (ZwChartLines) lines = zw_chart_lines_new (print->sheet->report, print->sheet->kind);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  ZwChartStyle style;

  if (lines == NULL)
    return;
  zw_chart_style_init_paper (&style);
  const ZwChartDrawing drawing = { .lines = lines, .report = print->sheet->report, .style = &style, .context = context,
                                   .project = print->project, .width = (int) width, .height = (int) height,
                                   .replan = print->sheet->replan, .stop = -1 };
  zw_chart_draw (snapshot, &drawing);
  GskRenderNode *node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    return;
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
}

static PangoLayout *
new_layout (PangoContext *context, LineKind kind, const char *text)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int points = kind == LINE_TITLE ? 16 : kind == LINE_HEADING ? 11 : 10;

  pango_attr_list_insert (attributes, pango_attr_size_new (points * PANGO_SCALE));
  if (kind == LINE_TITLE || kind == LINE_HEADING)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text != NULL ? text : "", -1);
  return layout;
}

static double
get_height (PangoContext *context, const Line *line)
{
  g_autoptr (PangoLayout) layout = new_layout (context, line->kind, line->text);
  int height;

  if (line->kind == LINE_CHART)
    return CHART_HEIGHT + 2 * PADDING;
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height + LINE_GAP + (line->kind == LINE_HEADING ? PADDING : 0);
}

static void
draw_line (const Print *print, const Line *line, cairo_t *cr, PangoContext *context, double width)
{
  double top = line->y + (line->kind == LINE_HEADING ? PADDING : 0);
  int figure_width = 0;

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (line->kind == LINE_CHART)
    {
      cairo_translate (cr, 0, top + PADDING);
      draw_chart (print, cr, context, width, CHART_HEIGHT);
      cairo_restore (cr);
      return;
    }
  if (line->figure != NULL)
    {
      g_autoptr (PangoLayout) figure = new_layout (context, LINE_TICKET, line->figure);
      pango_layout_get_pixel_size (figure, &figure_width, NULL);
      cairo_move_to (cr, width - figure_width, top);
      pango_cairo_show_layout (cr, figure);
    }
  g_autoptr (PangoLayout) layout = new_layout (context, line->kind, line->text);
  pango_layout_set_width (layout, (int) MAX (width - figure_width - PADDING, 1) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_move_to (cr, 0, top);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}

/* --- pages ------------------------------------------------------------------------------------------------------- */

/* A heading never stands alone at the foot of a page. */
static int
break_pages (Print *print, PangoContext *context, double page_height)
{
  double y = 0;
  int page = 0;

  for (guint i = 0; i < print->lines->len; i++)
    {
      Line *line = &g_array_index (print->lines, Line, i);
      double height = get_height (context, line);
      double needed = line->kind == LINE_HEADING && i + 1 < print->lines->len ? height + get_height (context, line + 1) : height;
      if (y > 0 && y + needed > page_height)
        {
          y = 0;
          page++;
        }
      line->page = page;
      line->y = y;
      y += height;
    }
  return page + 1;
}

/* Everything is measured in the pixels of a screen; paper counts in points. */
static PangoContext *
new_words (GtkPrintContext *context)
{
  PangoContext *words = gtk_print_context_create_pango_context (context);

  pango_cairo_context_set_resolution (words, PIXELS_PER_INCH);
  return words;
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  PangoContext *words = new_words (context);

  gtk_print_operation_set_n_pages (operation, break_pages (data, words, gtk_print_context_get_height (context) / PAPER_SCALE));
  g_object_unref (words);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  Print *print = data;
  PangoContext *words = new_words (context);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  cairo_scale (cr, PAPER_SCALE, PAPER_SCALE);
  for (guint i = 0; i < print->lines->len; i++)
    {
      const Line *line = &g_array_index (print->lines, Line, i);
      if (line->page == page)
        draw_line (print, line, cr, words, gtk_print_context_get_width (context) / PAPER_SCALE);
    }
  g_object_unref (words);
}

static void
begin (Print *print, const ZwReportSheet *sheet)
{
  *print = (Print){ .sheet = sheet, .project = zw_workspace_get_project (sheet->workspace, sheet->sprint->project) };
  print->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (print->lines, clear_line);
}

static gboolean
run (GtkWindow *parent, const ZwReportSheet *sheet, const char *path, GError **error)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  /* While a dialog is open, the sprint may go on. */
  g_autoptr (ZwWorkspace) workspace = g_object_ref (sheet->workspace);
  g_autoptr (ZwSprint) sprint = g_object_ref (sheet->sprint);
  g_autoptr (ZwSprintReport) report = zw_sprint_report_copy (sheet->report);
  const ZwReportSheet kept = { workspace, sprint, report, sheet->kind, sheet->replan };
  Print print;

  begin (&print, &kept);
  add_lines (&print);
  gtk_print_operation_set_job_name (operation, sprint->name);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  if (path != NULL)
    gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), &print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), &print);
  GtkPrintOperationResult result = gtk_print_operation_run (operation, path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                                                                    : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                                            parent, error);
  g_array_unref (print.lines);
  return result != GTK_PRINT_OPERATION_RESULT_ERROR;
}

/* --- public ------------------------------------------------------------------------------------------------------ */

gboolean
zw_report_print (GtkWindow *parent, const ZwReportSheet *sheet, GError **error)
{
  return run (parent, sheet, NULL, error);
}

/* The print operation leaves a file that it cannot write without a word. */
static gboolean
can_write (const char *path)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);

  return fd >= 0 && g_close (fd, NULL);
}

gboolean
zw_report_save_pdf (GtkWindow *parent, const ZwReportSheet *sheet, GFile *file, GError **error)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL && can_write (path))
    return run (parent, sheet, path, error);
  if (path != NULL)
    zw_set_error (error, ZW_ERROR_IO, "cannot write the report “%s”", path);
  else
    zw_set_error (error, ZW_ERROR_IO, "cannot write the report: the place is not a folder of this computer");
  return FALSE;
}

gboolean
zw_report_save_png (GtkWidget *widget, const ZwReportSheet *sheet, GFile *file, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, PICTURE_WIDTH * PICTURE_SCALE, PICTURE_HEIGHT * PICTURE_SCALE);
  cairo_t *cr = cairo_create (surface);
  Print print;

  begin (&print, sheet);
  add_line (&print, LINE_TITLE, g_strdup (sheet->sprint->name), zw_format_date_range (sheet->sprint->start, sheet->sprint->end));
  PangoContext *context = gtk_widget_get_pango_context (widget);
  double head = get_height (context, &g_array_index (print.lines, Line, 0)) + PADDING / 2;
  cairo_scale (cr, PICTURE_SCALE, PICTURE_SCALE);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, PADDING, PADDING);
  draw_line (&print, &g_array_index (print.lines, Line, 0), cr, context, PICTURE_WIDTH - 2 * PADDING);
  cairo_translate (cr, 0, head);
  draw_chart (&print, cr, context, PICTURE_WIDTH - 2 * PADDING, PICTURE_HEIGHT - 2 * PADDING - head);
  cairo_status_t status = path != NULL ? cairo_surface_write_to_png (surface, path) : CAIRO_STATUS_WRITE_ERROR;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_array_unref (print.lines);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  zw_set_error (error, ZW_ERROR_IO, "cannot write the picture “%s”", path != NULL ? path : "");
  return FALSE;
}
