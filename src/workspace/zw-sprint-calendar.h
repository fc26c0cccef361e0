/* SPDX-License-Identifier: GPL-3.0-or-later
 * The calendar a sprint lives by: dates, time zone, working days, holidays and everybody's days off. A start freezes it into the
 * sprint; a planned sprint follows its project. Called by the sprint commands, zw-planning.c and whoever computes a report.
 * Changes nothing. Main thread. */
#pragma once

#include "zw-sprint-report.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

typedef struct _ZwSprintCalendar ZwSprintCalendar;
struct _ZwSprintCalendar {
  GTimeZone *zone;      /* (owned) */
  int working_days;     /* mask, bit 0 = Monday */
  GArray *holidays;     /* (owned) int dates */
  int start, end;       /* planned dates of the sprint; ZW_UNSET where there are none */
  GHashTable *days_off; /* (owned) (nullable) person id (boxed) -> owned GArray of int dates; NULL: the members' present ones */
};

/* @frozen: the text of the sprint's field (nullable: the project's present calendar and the sprint's present dates). */
ZwSprintCalendar *zw_sprint_calendar_new (ZwWorkspace *workspace, ZwSprint *sprint, const char *frozen);
void              zw_sprint_calendar_free (ZwSprintCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwSprintCalendar, zw_sprint_calendar_free)

/* Borrowed, nullable: int dates. */
const GArray     *zw_sprint_calendar_get_days_off (ZwSprintCalendar *self, ZwMember *member);
/* What a start writes into the sprint. (transfer full) */
char             *zw_sprint_calendar_freeze (ZwWorkspace *workspace, ZwSprint *sprint);

/* What a report of @sprint must know, with the calendar as frozen at its start (@frozen nullable), in the measure of its project:
 * points, or the hours that remain; .measure may be changed before zw_sprint_report_new(). Free with zw_sprint_frame_clear(). */
void              zw_sprint_frame_init (ZwSprintFrame *frame, ZwWorkspace *workspace, ZwSprint *sprint, const char *frozen);
void              zw_sprint_frame_clear (ZwSprintFrame *frame);

G_END_DECLS
