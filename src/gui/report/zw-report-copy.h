/* SPDX-License-Identifier: GPL-3.0-or-later
 * A sprint's report as text to paste elsewhere: CSV for a table program, Markdown for a wiki. Main thread. */
#pragma once

#include "zw-sprint-report.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

/* The tickets of every group, one a line, then the days of the chart; RFC 4180, figures with a decimal point, dates ISO.
 * (transfer full) */
char *zw_report_copy_csv (ZwWorkspace *workspace, ZwSprint *sprint, const ZwSprintReport *report);
/* A heading, the figures, a table of the days and a list for each group. (transfer full) */
char *zw_report_copy_markdown (ZwWorkspace *workspace, ZwSprint *sprint, const ZwSprintReport *report);

G_END_DECLS
