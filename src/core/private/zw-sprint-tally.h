/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwSprintTally: the tickets of a log as told so far, and what they add up to in one sprint. Made and fed by
 * zw-sprint-report.c; each change costs the same however many tickets there are. */
#pragma once

#include "zw-sprint-report.h"

G_BEGIN_DECLS

typedef struct {
  double scope, remaining, done;
} ZwTallySums;

/* A ticket as the log has told so far. */
typedef struct {
  gint64 id, status, sprint, parent, owner;
  double estimate; /* NAN = not estimated */
  int remaining, planned, spent; /* minutes; ZW_UNSET */
  gboolean is_epic, exists;
  guint n_measured;   /* in hours: its sub-tickets that have some */
  gint64 measured_in; /* in hours: the parent that counts it as one; 0 = none */
  gboolean is_dirty;

  /* about this sprint, from its start on */
  gboolean committed, joined, done_before;
  double counted;     /* what it was worth when it was committed or joined */
  double worth;       /* its estimate, in the measure; in hours what was worked off in the sprint and what remains */
  gboolean is_unknown; /* nobody estimated it */
  int spent_before;   /* minutes, when it was committed or joined */
  double written_off; /* in hours: closed with it, and not taken up again when it was reopened */
  gboolean counts;    /* whether it is in the sums now */
  ZwCategory category;
  ZwTallySums sums;   /* what it adds to them */
} ZwTallyTicket;

typedef struct {
  const ZwSprintFrame *frame;
  GHashTable *tickets; /* (owned) id (gint64 *) -> borrowed ZwTallyTicket */
  GHashTable *columns; /* (owned) status id (boxed) -> GINT_TO_POINTER (ZwCategory) as the log has told so far */
  GPtrArray *order;    /* (owned) ZwTallyTicket as they appeared */
  GHashTable *work;    /* (owned) id of a work log entry (boxed) -> GINT_TO_POINTER (minutes) */
  GPtrArray *dirty;    /* (owned) of borrowed ZwTallyTicket: changed since the last settle */
  gboolean has_started;
  ZwTallySums sums;
} ZwSprintTally;

/* Told of every ticket whose part in the sprint changed, once the sprint has started. @before: its counts, category and
 * sums before the change. */
typedef void (*ZwTallyFunc) (const ZwTallyTicket *ticket, const ZwTallyTicket *before, gpointer data);

void           zw_sprint_tally_init (ZwSprintTally *tally, const ZwSprintFrame *frame);
void           zw_sprint_tally_clear (ZwSprintTally *tally);
/* A change of a ticket, a column or logged work. @func may be NULL. */
void           zw_sprint_tally_apply (ZwSprintTally *tally, const ZwChange *change, ZwTallyFunc func, gpointer data);
/* After each set: work that is logged and what remains then are one step. */
void           zw_sprint_tally_settle (ZwSprintTally *tally, ZwTallyFunc func, gpointer data);
/* From now on tickets count; those of the sprint are committed, or were done before. */
void           zw_sprint_tally_start (ZwSprintTally *tally);
/* Without the dust of adding and subtracting. */
double         zw_sprint_tidy (double sum);

G_END_DECLS
