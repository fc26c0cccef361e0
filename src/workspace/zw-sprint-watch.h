/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwSprintWatch: the report of one sprint, kept right while the workspace changes. It reads the sprint's part of the log
 * once, follows the change sets from then on, and computes anew when nothing else is to do. Of a sprint with a very long past it
 * keeps the report alone and reads again, a moment after a change. Main thread.
 *
 * Signal "changed": there is a report, another one, or a failure. */
#pragma once

#include "zw-sprint-report.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_SPRINT_WATCH (zw_sprint_watch_get_type ())
G_DECLARE_FINAL_TYPE (ZwSprintWatch, zw_sprint_watch, ZW, SPRINT_WATCH, GObject)

ZwSprintWatch        *zw_sprint_watch_new (ZwWorkspace *workspace, gint64 sprint);
gint64                zw_sprint_watch_get_sprint (ZwSprintWatch *self);
/* Borrowed until the next "changed". NULL before the first one, and for a sprint that is gone. */
const ZwSprintReport *zw_sprint_watch_get_report (ZwSprintWatch *self);
/* The text that a completed sprint was sealed with; NULL when there is none. Borrowed likewise. */
const char           *zw_sprint_watch_get_sealed (ZwSprintWatch *self);
/* Why there is no report; NULL when all is well. Borrowed likewise. */
const GError         *zw_sprint_watch_get_error (ZwSprintWatch *self);

G_END_DECLS
