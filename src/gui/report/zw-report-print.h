/* SPDX-License-Identifier: GPL-3.0-or-later
 * A sprint's report on paper, in a PDF and as a picture. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-chart-lines.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

/* What is printed; all borrowed while a call lasts. */
typedef struct {
  ZwWorkspace *workspace;
  ZwSprint *sprint;
  const ZwSprintReport *report;
  ZwChartKind kind;
  gboolean replan;
} ZwReportSheet;

/* Asks for printer and paper. FALSE with @error when nothing could be printed; TRUE also when it was cancelled. */
gboolean zw_report_print (GtkWindow *parent, const ZwReportSheet *sheet, GError **error);
/* The same pages into a file. */
gboolean zw_report_save_pdf (GtkWindow *parent, const ZwReportSheet *sheet, GFile *file, GError **error);
/* The chart alone under its title, black on white, at twice the resolution of the screen. */
gboolean zw_report_save_png (GtkWidget *widget, const ZwReportSheet *sheet, GFile *file, GError **error);

G_END_DECLS
