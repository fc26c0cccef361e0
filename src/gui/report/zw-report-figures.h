/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwReportFigures: the figures of a sprint as cards in a row: done, kept, scope, what is to come. Part of the report
 * window. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-items.h"
#include "zw-sprint-report.h"

G_BEGIN_DECLS

#define ZW_TYPE_REPORT_FIGURES (zw_report_figures_get_type ())
G_DECLARE_FINAL_TYPE (ZwReportFigures, zw_report_figures, ZW, REPORT_FIGURES, GtkWidget)

/* @project (nullable) names the unit; @closed: nothing is to come. */
void zw_report_figures_set (ZwReportFigures *self, const ZwSprintReport *report, ZwProject *project, gboolean closed);

G_END_DECLS
