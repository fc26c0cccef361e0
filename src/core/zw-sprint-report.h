/* SPDX-License-Identifier: GPL-3.0-or-later
 * What happened in a sprint, computed from the change log alone: commitment, scope changes, what was completed, the
 * burndown. Pure: the same log gives the same report, and later changes never alter earlier points, because a day's point
 * is the sum as it stood at that day's end. Sources of the formulas: "burndown" = sum of the estimates of the sprint's
 * tickets not closed at the end of a day; "ideal" = C x (1 - w(d) / W) over working days, fixed at the start. */
#pragma once

#include "zw-change.h"
#include "zw-items.h"

G_BEGIN_DECLS

/* What the report must know besides the log. */
typedef struct {
  gint64 sprint, project;
  int start, end;               /* planned dates, both inclusive */
  gint64 started, closed;       /* instants; closed 0 = it runs */
  gint64 now;
  int working_days;             /* mask, bit 0 = Monday */
  const GArray *holidays;       /* (nullable) int dates */
  GTimeZone *zone;
  GHashTable *categories;       /* status id (gint64 *) -> GINT_TO_POINTER (ZwCategory), for columns the log does not tell of */
} ZwSprintFrame;

typedef struct {
  double points;   /* of reestimated: the sum of the differences */
  GArray *tickets; /* (owned) gint64 ids in the order it happened */
} ZwSprintGroup;

/* What somebody completed; @person 0 = tickets without an owner. */
typedef struct {
  gint64 person;
  double points;
} ZwOwnerPoints;

typedef struct {
  int date;
  double remaining; /* NAN for days to come */
  double scope;     /* everything that counts, done or not; NAN for days to come */
  double ideal;     /* at the end of the day */
  gboolean working;
} ZwBurndownPoint;

typedef struct {
  ZwSprintGroup committed, added, removed, reestimated, completed, cancelled, carried, done_before_start;
  double committed_and_completed;
  GArray *owners;   /* (owned) ZwOwnerPoints: who completed how much, by the owner at the close */
  GArray *burndown; /* (owned) ZwBurndownPoint, one per day from start to the later of end and close */
} ZwSprintReport;

/* @sets: ZwChangeSet in log order, at least every change of status, sprint, estimate, type, parent, owner of the project's
 * tickets, of the sprint's state and of the columns' categories. A sprint that has not started gives empty groups. */
ZwSprintReport *zw_sprint_report_new (const ZwSprintFrame *frame, GPtrArray *sets);
void            zw_sprint_report_free (ZwSprintReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwSprintReport, zw_sprint_report_free)

/* Working days from @from to @to inclusive by mask and holidays (nullable); 0 when @to is before. */
int             zw_count_working_days (int working_days, const GArray *holidays, int from, int to);

G_END_DECLS
