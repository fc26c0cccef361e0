/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwStandupChart: the burndown as it is read from four metres: lines, the days below, what is left; no axis. Its colours are the
 * stand-up's own (su_chart_* of standup.css), whatever the other windows look like. For assistive technology an image with a
 * sentence for a name. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-items.h"
#include "zw-sprint-report.h"

G_BEGIN_DECLS

#define ZW_TYPE_STANDUP_CHART (zw_standup_chart_get_type ())
G_DECLARE_FINAL_TYPE (ZwStandupChart, zw_standup_chart, ZW, STANDUP_CHART, GtkWidget)

GtkWidget *zw_standup_chart_new (void);
/* @report (nullable) is borrowed: it lives until the next call. @em: pixels of plain text. */
void       zw_standup_chart_set_report (ZwStandupChart *self, const ZwSprintReport *report, ZwProject *project, double em);

G_END_DECLS
