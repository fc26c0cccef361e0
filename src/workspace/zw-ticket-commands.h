/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be done to tickets. Every function is pure: (workspace, arguments) -> a set to commit, or an error; nothing
 * has happened yet. An empty set means "already so". All ids are of tickets in memory; texts are in the encoding of
 * zw-schema.h (NULL clears). The same rules hold for mouse, keys, pane and command line. (transfer full) */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

/* What a new ticket starts with; zero / NULL = default. Copies are taken. */
typedef struct {
  gint64 project;
  gint64 status;        /* 0: first todo status of the workflow that fits the type */
  ZwTicketType type;
  const char *title;    /* required */
  const char *description;
  gint64 owner, reporter /* 0: the actor */, customer, sprint, parent;
  const char *estimate, *due, *planned;
  int difficulty, priority;          /* 0 = unset / normal */
  const gint64 *labels; guint n_labels;
  gint64 before;        /* a ticket to stand before; 0 = see on_top */
  gboolean on_top;      /* before all of its status, else at the end */
  gint64 solves;        /* the problem it solves */
} ZwNewTicket;

/* The cards that a limit of the column of @status counts: what its board shows without a filter, sub-tickets and epics apart. */
int          zw_status_count_cards (ZwWorkspace *workspace, ZwStatus *status);
/* Whether the hard limits of all columns hold after @set, which gets the guards for the store. Every command here has asked it;
 * for whoever merges several commands into one set. FALSE with ZW_ERROR_LIMIT_REACHED. */
gboolean     zw_ticket_hold_limits (ZwWorkspace *workspace, ZwChangeSet *set, GError **error);

/* @ids gets the new ids in order when given. Several at once are one set. */
ZwChangeSet *zw_ticket_create (ZwWorkspace *workspace, const ZwNewTicket *tickets, guint n, GArray *ids, GError **error);
/* Copies title, description, type, estimate, labels, checklist … not history, comments, number; stands behind the original.
 * @details of the original. */
ZwChangeSet *zw_ticket_duplicate (ZwWorkspace *workspace, gint64 ticket, const ZwTicketDetails *details, gint64 *id, GError **error);
/* A task in the work flow that solves the problem, with its text. @type TASK or BUG. */
ZwChangeSet *zw_ticket_create_task_from_problem (ZwWorkspace *workspace, gint64 problem, ZwTicketType type,
                                                 const char *description, gint64 *id, GError **error);
/* One field of every ticket. Knows all rules: status (= move to the end there), sprint of sub-tickets and closed ones, type change maps the
 * status, parent cycles, derived progress is refused, owner by id. Not for labels. */
ZwChangeSet *zw_ticket_set_field (ZwWorkspace *workspace, const gint64 *ids, guint n, ZwField field, const char *value, GError **error);
/* Of tickets that go to another sprint the closed ones stay where they were done; nothing but closed ones is refused.
 * Whether @ticket stays when it is to go to @sprint (0 = backlog), and how many of @ids do. */
gboolean     zw_ticket_stays (ZwWorkspace *workspace, ZwTicket *ticket, gint64 sprint);
guint        zw_ticket_count_staying (ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 sprint);
/* The others of @ids (gint64); NULL with ZW_ERROR_REFUSED when there are none. */
GArray      *zw_ticket_dup_moving (ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 sprint, GError **error);
/* Whether the estimate of @ticket is part of what @sprint (nullable: the backlog) holds: epics, problems, sub-tickets and
 * cancelled ones are not, nor is what was done before the sprint starts. */
gboolean     zw_ticket_counts_in (ZwWorkspace *workspace, ZwTicket *ticket, ZwSprint *sprint);
/* What it adds to sums: its estimate; where estimates are hours, of an open ticket the hours that remain (of its sub-tickets, if
 * they have any). NAN = not estimated. */
double       zw_ticket_get_size (ZwWorkspace *workspace, ZwTicket *ticket);
/* How much of it a split can hand on, in the project's unit. NAN = there is nothing to divide: it is not estimated, no hours
 * remain, or they are those of its sub-tickets, which go along themselves. */
double       zw_ticket_get_divisible (ZwWorkspace *workspace, ZwTicket *ticket);
/* Whether @rest of it is more than nothing and leaves a part; where hours were worked, those are the part. */
gboolean     zw_ticket_divides (ZwWorkspace *workspace, ZwTicket *ticket, double rest);
/* The type together with a column of its workflow; @status 0 = the first one of the same category when the workflow changes. */
ZwChangeSet *zw_ticket_set_type (ZwWorkspace *workspace, const gint64 *ids, guint n, ZwTicketType type, gint64 status, GError **error);
/* Long text: the description with the value it replaces. */
ZwChangeSet *zw_ticket_set_description (ZwWorkspace *workspace, gint64 id, const char *old_text, const char *text, GError **error);
ZwChangeSet *zw_ticket_set_label (ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 label, gboolean present, GError **error);
/* To @status (0 = keep), before the ticket @before, else after @after, else to the end of that status in the full order.
 * Into done = closes, out = reopens; into cancelled needs a resolution: use close. */
ZwChangeSet *zw_ticket_move (ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 status, gint64 before, gint64 after,
                             GError **error);
/* With their sub-tickets to the end of another project: new numbers, the old keys stay as aliases; columns, labels (made where
 * they lack) and sprints by name. Who stays behind of a family is detached. Tickets that are there already stay as they are. */
ZwChangeSet *zw_ticket_move_to_project (ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 project, GError **error);
/* As move, for cards dropped on the board: in a done column crossed ones (cancelled, in no column of their own) are only ranked. */
ZwChangeSet *zw_ticket_drop (ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 status, gint64 before, gint64 after,
                             GError **error);
/* @resolution NONE = done; else the cancelled status with reason, text and duplicate. @status 0 = first of the category. */
ZwChangeSet *zw_ticket_close (ZwWorkspace *workspace, const gint64 *ids, guint n, ZwResolution resolution, const char *text,
                              gint64 duplicate_of, gboolean with_sub_tickets, GError **error);
/* --- what may be closed then (zw-ticket-finish.c) --- */

/* The tickets that @set, applied, closed; none for an undo or redo. (transfer container) of borrowed ZwTicket */
GPtrArray   *zw_ticket_dup_closed_by (ZwWorkspace *workspace, const ZwChangeSet *set);
/* The open parent whose last open child @set closed (nullable, borrowed). */
ZwTicket    *zw_ticket_find_finished_parent (ZwWorkspace *workspace, const ZwChangeSet *set);
/* Whether an open problem has tasks, and all of them are closed. */
gboolean     zw_ticket_is_solved (ZwWorkspace *workspace, const ZwTicketDetails *problem);

ZwChangeSet *zw_ticket_reopen (ZwWorkspace *workspace, const gint64 *ids, guint n, GError **error);
/* Sub-tickets go along, an epic's children are detached. */
ZwChangeSet *zw_ticket_delete (ZwWorkspace *workspace, const gint64 *ids, guint n, GError **error);
ZwChangeSet *zw_ticket_set_archived (ZwWorkspace *workspace, const gint64 *ids, guint n, gboolean archived, GError **error);
/* @until NULL = stop waiting. */
ZwChangeSet *zw_ticket_wait (ZwWorkspace *workspace, const gint64 *ids, guint n, const char *until, const char *what, GError **error);
/* Which open tickets would remain when @id closes: for the dialogs' questions. */
guint        zw_ticket_count_open_children (ZwWorkspace *workspace, gint64 id);

G_END_DECLS
