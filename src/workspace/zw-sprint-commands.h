/* SPDX-License-Identifier: GPL-3.0-or-later
 * The life of a sprint: planned, started and completed by a person, never by a date. Pure, as in zw-ticket-commands.h
 * (zw_sprint_create() stands in zw-project-commands.h). All tickets of the sprint must be in memory. (transfer full) */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

/* --- planning --------------------------------------------------------------------------------------------------- */

/* What a new sprint would be called and when it would run: after the last open one, from a working day to a working day, as
 * long as the last one was (without one: as the project says). */
char        *zw_sprint_propose_name (ZwWorkspace *workspace, gint64 project);
void         zw_sprint_propose_dates (ZwWorkspace *workspace, gint64 project, int *start, int *end);
/* The last day of a sprint that starts on @start and is as long as the last one. */
int          zw_sprint_propose_end (ZwWorkspace *workspace, gint64 project, int start);

/* Name, goal and dates in one set. A running sprint keeps its start, a completed one both dates: refused. */
ZwChangeSet *zw_sprint_edit (ZwWorkspace *workspace, gint64 sprint, const char *name, const char *goal, int start, int end, GError **error);
/* A planned sprint only; its tickets go to the top of the backlog in their order. */
ZwChangeSet *zw_sprint_delete (ZwWorkspace *workspace, gint64 sprint, GError **error);

/* --- start ------------------------------------------------------------------------------------------------------- */

/* What one should know before the start; nothing of it refuses it. ZwTicket, borrowed, by rank. */
typedef struct {
  GPtrArray *unestimated, *blocked, *closed; /* (owned) */
  guint tickets;                             /* open ones, sub-tickets apart */
  double points;                             /* what would be committed, in the project's unit */
} ZwSprintCheck;
ZwSprintCheck *zw_sprint_check_new (ZwWorkspace *workspace, gint64 sprint);
void           zw_sprint_check_free (ZwSprintCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwSprintCheck, zw_sprint_check_free)

/* Planned -> active. Freezes the calendar (dates, zone, working days, holidays, days off) in the sprint; the commitment is what
 * the log says at that instant. Refused while another sprint runs, unless the project allows parallel ones. */
ZwChangeSet *zw_sprint_start (ZwWorkspace *workspace, gint64 sprint, GError **error);

/* --- completion -------------------------------------------------------------------------------------------------- */

/* Where unfinished work goes. */
#define ZW_TARGET_BACKLOG ((gint64) 0)     /* its top, keeping the order */
#define ZW_TARGET_NEW_SPRINT ((gint64) -1) /* made in the same set */

typedef enum {
  ZW_FATE_CARRY,  /* goes to .target */
  ZW_FATE_SPLIT,  /* .rest of its size goes to .target as a new ticket, split from this one, which is closed as done */
  ZW_FATE_CANCEL  /* closed as not done, and stays */
} ZwFateKind;

typedef struct {
  ZwFateKind kind;
  gint64 target;          /* a sprint that is not completed, or one of the above */
  double rest;            /* SPLIT: see zw_ticket_divides (); not looked at when there is nothing to divide */
  const char *description; /* SPLIT: of the rest (nullable) */
  GPtrArray *checks;      /* SPLIT: ZwCheckItem of the ticket (nullable, borrowed): what is open goes with the rest, as open blocks do */
  ZwResolution resolution; /* CANCEL: the reason */
  const char *text;       /* CANCEL (nullable) */
} ZwFate;

typedef struct {
  ZwFate others;          /* of every ticket that has none of its own */
  GHashTable *fates;      /* (nullable) ticket id (gint64 *) -> ZwFate * */
  const char *new_sprint; /* its name; NULL = the proposed one */
} ZwCompletion;

/* The tickets that need a decision, by rank. A family is decided as one, by its parent: a ticket with sub-tickets of which any
 * is open. (transfer container) of borrowed ZwTicket. */
GPtrArray   *zw_sprint_dup_unfinished (ZwWorkspace *workspace, gint64 sprint);
/* Active -> closed in one set, with what becomes of every unfinished ticket. An empty sprint completes, too. Without the sealed
 * report: it is computed from the log with this set as its end, then zw_sprint_seal(). */
ZwChangeSet *zw_sprint_complete_with (ZwWorkspace *workspace, gint64 sprint, const ZwCompletion *completion, GError **error);
/* The text is kept as it is (nullable: nothing is sealed). */
void         zw_sprint_seal (ZwChangeSet *set, gint64 sprint, const char *report);
/* Both at once, and everything unfinished goes to @target. */
ZwChangeSet *zw_sprint_complete (ZwWorkspace *workspace, gint64 sprint, gint64 target, const char *report, GError **error);

G_END_DECLS
