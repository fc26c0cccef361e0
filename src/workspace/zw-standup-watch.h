/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwStandupWatch: what a team of one project tells each other today, kept right while the workspace changes. It reads the part of
 * the log since the last stand-up once, follows the change sets from then on, and computes anew when nothing else is to do. Used
 * by the stand-up window and the command line. Main thread; changes nothing.
 *
 * Signal "changed": there is a report, another one, or a failure. */
#pragma once

#include "zw-standup-report.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_STANDUP_WATCH (zw_standup_watch_get_type ())
G_DECLARE_FINAL_TYPE (ZwStandupWatch, zw_standup_watch, ZW, STANDUP_WATCH, GObject)

/* @since: an instant; 0 = zw_standup_find_last_time(), which stays the same from then on, also when this one is recorded. */
ZwStandupWatch        *zw_standup_watch_new (ZwWorkspace *workspace, gint64 project, gint64 since);
gint64                 zw_standup_watch_get_since (ZwStandupWatch *self);
/* Borrowed until the next "changed". NULL before the first one, and for a project that is gone. */
const ZwStandupReport *zw_standup_watch_get_report (ZwStandupWatch *self);
/* Why there is no report; NULL when all is well. Borrowed likewise. */
const GError          *zw_standup_watch_get_error (ZwStandupWatch *self);

/* The last stand-up of @project that was held before now; without one the start of its last working day. */
gint64                 zw_standup_find_last_time (ZwWorkspace *workspace, gint64 project);
/* Days as @project counts them: its own time zone, else the clock's. Clear with zw_standup_calendar_clear(). */
void                   zw_standup_calendar_init (ZwStandupCalendar *calendar, ZwWorkspace *workspace, gint64 project);
void                   zw_standup_calendar_clear (ZwStandupCalendar *calendar);

/* --- writing -------------------------------------------------------------------------------------------------------- */

/* Records that a stand-up was held: when it began, how long it took, what is on the parking lot (@notes nullable). (transfer
 * full); NULL with ZW_ERROR_NOT_FOUND without such a project, ZW_ERROR_INVALID_VALUE for texts and times that are none. @standup
 * (nullable) gets its id. */
ZwChangeSet           *zw_standup_hold (ZwWorkspace *workspace, gint64 project, gint64 held, int seconds, const char *notes,
                                        gint64 *standup, GError **error);
/* The parking lot of one that is recorded, with the text it replaces; NULL and "" are none. (transfer full) */
ZwChangeSet           *zw_standup_set_notes (ZwWorkspace *workspace, gint64 standup, const char *old_notes, const char *notes,
                                             GError **error);

G_END_DECLS
