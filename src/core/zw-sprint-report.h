/* SPDX-License-Identifier: GPL-3.0-or-later
 * What happened in a sprint, computed from the change log alone: commitment, scope changes, what was completed, the
 * burndown and the burnup with the changes that made each of their steps. Pure: the same log gives the same report, and
 * later changes never alter earlier points, because a day's point is the sum as it stood at that day's end. Sources of the
 * formulas: "remaining" = sum of the estimates of the sprint's tickets not closed at the end of a day; "ideal" = C x (1 -
 * w(d) / W) over working days, fixed at the start; burnup = scope and done as two lines. */
#pragma once

#include "zw-change.h"
#include "zw-items.h"

G_BEGIN_DECLS

/* What is summed: estimates, hours that remain, or tickets. In hours a ticket has what remains of it (unset: what is planned,
 * else an estimate in hours, less what was spent), and a parent whose sub-tickets have hours none of its own; sub-tickets
 * count. Scope is what was worked off in the sprint and what remains. */
typedef enum { ZW_MEASURE_POINTS, ZW_MEASURE_HOURS, ZW_MEASURE_COUNT } ZwMeasure;
extern const char *const zw_measure_names[];

/* What the report must know besides the log. */
typedef struct {
  gint64 sprint, project;
  int start, end;               /* planned dates, both inclusive */
  gint64 started, closed;       /* instants; closed 0 = it runs */
  gint64 now;
  ZwMeasure measure;
  gboolean estimates_are_hours; /* the project's unit */
  int working_days;             /* mask, bit 0 = Monday */
  const GArray *holidays;       /* (nullable) int dates */
  GTimeZone *zone;
  GHashTable *categories;       /* status id (gint64 *) -> GINT_TO_POINTER (ZwCategory), for columns the log does not tell of */
} ZwSprintFrame;

typedef struct {
  double points;   /* in the frame's measure; of reestimated: the sum of the differences */
  GArray *tickets; /* (owned) gint64 ids in the order it happened */
  GArray *amounts; /* (owned) double, what each of them adds to .points */
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
  double done;      /* NAN for days to come */
  double ideal;     /* at the end of the day */
  double replanned; /* the plan that begins anew at the last change of scope; NAN before it, and without one */
  gboolean working;
} ZwBurndownPoint;

typedef enum {
  ZW_STEP_ADDED, ZW_STEP_REMOVED, ZW_STEP_REESTIMATED, ZW_STEP_COMPLETED, ZW_STEP_REOPENED, ZW_STEP_CANCELLED,
  ZW_STEP_WORKED /* in hours: less remains, by work that was logged */
} ZwStepKind;
extern const char *const zw_step_kind_names[];

/* One change of one ticket that moved a line, after the start. */
typedef struct {
  gint64 set, ticket, at;
  char *actor_name;              /* (owned) (nullable) */
  int date;                      /* in the sprint's time zone */
  double moment;                 /* how much of that day was over, 0..1 */
  ZwStepKind kind;
  double remaining, scope, done; /* differences; 0 for a ticket without an estimate */
} ZwSprintStep;

typedef struct {
  ZwMeasure measure;
  ZwSprintGroup committed, added, removed, reestimated, completed, cancelled, carried, done_before_start;
  double committed_and_completed;
  GArray *owners;    /* (owned) ZwOwnerPoints: who completed how much, by the owner at the close */
  GArray *burndown;  /* (owned) ZwBurndownPoint, one per day from start to the later of end and close */
  GArray *steps;     /* (owned) ZwSprintStep in log order */
  guint unestimated; /* tickets in the sprint, not cancelled, that count nothing because nobody estimated them */
  int today;         /* the day of the last known point: of now, or of the close */
  double moment;     /* and how much of it was over, 0..1 */
  gboolean is_closed; /* the sprint is completed: there is nothing to expect of it */
} ZwSprintReport;

/* @sets: ZwChangeSet in log order, at least every change of status, sprint, estimate, type, parent, owner, remaining and planned
 * time of the project's tickets, of its logged work, of the sprint's state and of the columns' categories. A sprint that
 * has not started gives empty groups. */
ZwSprintReport *zw_sprint_report_new (const ZwSprintFrame *frame, GPtrArray *sets);
/* Nothing in it: for whoever reads a sealed one. */
ZwSprintReport *zw_sprint_report_new_empty (void);
/* For whoever needs it longer than its owner keeps it. (transfer full) */
ZwSprintReport *zw_sprint_report_copy (const ZwSprintReport *report);
void            zw_sprint_report_free (ZwSprintReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwSprintReport, zw_sprint_report_free)

/* Appends; the group's sum follows. */
void            zw_sprint_group_put (ZwSprintGroup *group, gint64 ticket, double points);
/* The index of the last point that is known; -1 when there is none. */
int             zw_sprint_report_get_last (const ZwSprintReport *report);
/* Points remaining now above the ideal line at the end of the last working day that is over; negative = ahead. FALSE when
 * nothing is known yet. */
gboolean        zw_sprint_report_get_behind (const ZwSprintReport *report, double *behind);
/* What will be left at the planned end if each working day brings as much as those that are over did on average. FALSE
 * before one is over, once none is left, and when the sprint is completed. */
gboolean        zw_sprint_report_get_forecast (const ZwSprintReport *report, double *left);
/* Whether the scope stands more than a tenth away from the commitment: the burnup tells more then. */
gboolean        zw_sprint_report_has_moved (const ZwSprintReport *report);

/* Working days from @from to @to inclusive by mask and holidays (nullable); 0 when @to is before. */
int             zw_count_working_days (int working_days, const GArray *holidays, int from, int to);

G_END_DECLS
