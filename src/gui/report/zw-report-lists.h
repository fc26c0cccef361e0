/* SPDX-License-Identifier: GPL-3.0-or-later
 * The lists of a report window: the tickets of each group, the changes that made a step, the chart as a table. Main
 * thread. */
#pragma once

#include <adwaita.h>

#include "zw-chart-lines.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

/* "WEB-142 Pay with PayPal", or that it is not in memory any more. (transfer full) */
char *zw_report_dup_ticket_name (ZwWorkspace *workspace, gint64 ticket);

#define ZW_TYPE_REPORT_GROUPS (zw_report_groups_get_type ())
G_DECLARE_FINAL_TYPE (ZwReportGroups, zw_report_groups, ZW, REPORT_GROUPS, GtkWidget)

/* One row a group that has tickets, which opens to them; a ticket's row runs "report.open-ticket". @report is borrowed until
 * the next call; NULL = no rows. */
void  zw_report_groups_set (ZwReportGroups *self, ZwWorkspace *workspace, const ZwSprintReport *report, ZwProject *project);

/* Fills @list with what was changed on @date, one row a ticket. @steps: without what was completed. Gives how many. */
guint zw_report_fill_changes (GtkListBox *list, ZwWorkspace *workspace, const ZwSprintReport *report, ZwProject *project, int date,
                              gboolean steps);
/* Fills @list with a head and a row for each day: what the chart shows, in figures. */
void  zw_report_fill_table (GtkListBox *list, const ZwSprintReport *report, const ZwChartLines *lines, ZwProject *project);

G_END_DECLS
