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
  gboolean is_epic, exists;

  /* about this sprint, from its start on */
  gboolean committed, joined, done_before;
  double counted;     /* estimate when it was committed or joined */
  gboolean counts;    /* whether it is in the sums now */
  ZwCategory category;
  ZwTallySums sums;   /* what it adds to them */
} ZwTallyTicket;

typedef struct {
  const ZwSprintFrame *frame;
  GHashTable *tickets; /* (owned) id (gint64 *) -> borrowed ZwTallyTicket */
  GHashTable *columns; /* (owned) status id (boxed) -> GINT_TO_POINTER (ZwCategory) as the log has told so far */
  GPtrArray *order;    /* (owned) ZwTallyTicket as they appeared */
  gboolean has_started;
  ZwTallySums sums;
} ZwSprintTally;

/* Told of every ticket whose part in the sprint changed, once the sprint has started. @before: its counts, category and
 * sums before the change. */
typedef void (*ZwTallyFunc) (const ZwTallyTicket *ticket, const ZwTallyTicket *before, gpointer data);

void           zw_sprint_tally_init (ZwSprintTally *tally, const ZwSprintFrame *frame);
void           zw_sprint_tally_clear (ZwSprintTally *tally);
/* A change of a ticket or a column. @func may be NULL. */
void           zw_sprint_tally_apply (ZwSprintTally *tally, const ZwChange *change, ZwTallyFunc func, gpointer data);
/* From now on tickets count; those of the sprint are committed, or were done before. */
void           zw_sprint_tally_start (ZwSprintTally *tally);
double         zw_tally_ticket_get_points (const ZwTallyTicket *ticket);

G_END_DECLS
