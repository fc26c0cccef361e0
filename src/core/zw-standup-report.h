/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a team tells each other in a stand-up: what became of its tickets since the last one, what is in progress and what is blocked
 * or waits, person by person. Pure: tickets as they are now and a part of the change log in, lists and sums out. Called by
 * zw-standup-watch.c and the tests. Only net changes count: a ticket that went to Review and back has not moved. */
#pragma once

#include "zw-change.h"
#include "zw-items.h"

G_BEGIN_DECLS

/* What became of one ticket, seen from both ends of the time between. */
typedef enum {
  ZW_STANDUP_MOVED = 1 << 0,       /* it stands in another column */
  ZW_STANDUP_STARTED = 1 << 1,     /* it is in progress and was not */
  ZW_STANDUP_FINISHED = 1 << 2,    /* it is done and was not */
  ZW_STANDUP_CANCELLED = 1 << 3,   /* it was closed as not done */
  ZW_STANDUP_REOPENED = 1 << 4,    /* it is open and was closed */
  ZW_STANDUP_BLOCKED = 1 << 5,     /* it is blocked and was not */
  ZW_STANDUP_ADDED = 1 << 6,       /* it came into the running sprint after its start */
  ZW_STANDUP_REESTIMATED = 1 << 7  /* its size is another one; while a sprint runs: in it, after its start */
} ZwStandupKind;
#define ZW_N_STANDUP_KINDS 8
/* In the order of the bits. */
extern const char *const zw_standup_kind_names[];

/* Days as a project counts them. */
typedef struct {
  GTimeZone *zone;
  int working_days;        /* mask, bit 0 = Monday */
  const GArray *holidays;  /* (nullable) int dates */
} ZwStandupCalendar;

/* A ticket as it is now. */
typedef struct {
  gint64 id, owner, status, sprint;
  ZwCategory category;
  int column;              /* its place on the board, from the left */
  gint64 status_since;     /* since when it stands there */
  double estimate;         /* NAN = not estimated */
  double points;           /* what it adds to sums: 0 for sub-tickets and without an estimate */
  gint64 blocked_since;    /* 0 = not blocked */
  gboolean waits;
  gboolean is_on_board;    /* of the running sprint, or of the open tickets while none runs */
} ZwStandupTicket;

typedef struct {
  gint64 id;
  const GArray *days_off;  /* (nullable) int dates */
} ZwStandupPerson;

typedef struct {
  gint64 since, until;            /* instants: what happened after the one, up to the other */
  gint64 sprint, sprint_started;  /* the running one; 0 = none runs */
  ZwStandupCalendar calendar;
  GHashTable *categories;         /* status id (gint64 *) -> GINT_TO_POINTER (ZwCategory) */
  const GArray *people;           /* ZwStandupPerson in the order they speak */
  const GArray *tickets;          /* ZwStandupTicket in board order, epics and problems left out */
} ZwStandupFrame;

typedef struct {
  gint64 ticket;
  guint kinds;                    /* ZwStandupKind */
  gint64 from, to;                /* columns at both ends; equal when it did not move */
  double estimate_from, estimate_to;
  gint64 at;                      /* of the last change that counts; 0 when only the block tells */
} ZwStandupChange;

typedef struct {
  gint64 person;                  /* 0 = tickets without an owner, or whose owner is no active member */
  gboolean is_away;               /* a day off */
  GArray *changes;                /* (owned) ZwStandupChange, what is finished first, then the newest */
  GArray *in_progress;            /* (owned) gint64, on the board; what waits is left out */
  GArray *blocked;                /* (owned) gint64, blocked or waiting, on the board; blocked ones first, the oldest of them on top */
  double points_in_work;          /* of what is in progress, waiting or not */
  double points_done;             /* of the running sprint */
} ZwStandupShare;

typedef struct {
  gint64 since, until;
  GPtrArray *shares;              /* (owned) ZwStandupShare in the order of the people; last the one of nobody, if it has any */
  GArray *work;                   /* (owned) gint64: what is under way or blocked, from the last column to the first; in each blocked
                                   * ones first, then the one that stands there longest */
  guint sums[ZW_N_STANDUP_KINDS]; /* how many tickets of each kind, in the order of the bits */
} ZwStandupReport;

/* @sets: ZwChangeSet in log order, at least all since frame->since that are about status, sprint and estimate of tickets, and
 * columns that were deleted; more do no harm. (transfer full) */
ZwStandupReport *zw_standup_report_new (const ZwStandupFrame *frame, GPtrArray *sets);
void             zw_standup_report_free (ZwStandupReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwStandupReport, zw_standup_report_free)
/* (nullable) borrowed */
ZwStandupShare  *zw_standup_report_find (const ZwStandupReport *report, gint64 person);

/* The local date of @instant. */
int              zw_standup_date_of (const ZwStandupCalendar *calendar, gint64 instant);
/* The first instant of the local @date, also where the clocks change at midnight. */
gint64           zw_standup_start_of (const ZwStandupCalendar *calendar, int date);
/* From where a stand-up at @now looks back when none was held before: the start of the last working day before today; yesterday,
 * where nobody ever works. */
gint64           zw_standup_find_since (const ZwStandupCalendar *calendar, gint64 now);

G_END_DECLS
