/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwSprintReportWindow: what happened in a sprint: figures, burndown or burnup, the tickets of each group. A running sprint is
 * shown live, a completed one as it was sealed. Opened by the action "sprint.report". Main thread. */
#pragma once

#include "zw-toast-window.h"

G_BEGIN_DECLS

#define ZW_TYPE_SPRINT_REPORT_WINDOW (zw_sprint_report_window_get_type ())
G_DECLARE_FINAL_TYPE (ZwSprintReportWindow, zw_sprint_report_window, ZW, SPRINT_REPORT_WINDOW, ZwToastWindow)

/* Not shown yet. */
GtkWidget *zw_sprint_report_window_new (ZwWorkspace *workspace, gint64 sprint);

G_END_DECLS
