/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTicket: the card. Everything a board, a list or a query needs is in memory; descriptions, comments and history
 * are read on demand. The struct may be read directly (hot paths); it is written by workspace and store alone. */
#pragma once

#include "zw-items.h"

G_BEGIN_DECLS

#define ZW_TYPE_TICKET (zw_ticket_get_type ())
G_DECLARE_FINAL_TYPE (ZwTicket, zw_ticket, ZW, TICKET, ZwItem)

struct _ZwTicket {
  ZwItem parent_instance;
  /* the fields of the table; first those that boards and filters ask of every ticket */
  gint64 project, status, sprint, rank, parent;
  ZwTicketType type;
  gboolean archived;
  gint64 owner, reporter, customer, duplicate_of;
  gint64 created, changed, started, closed, status_since; /* instants */
  char *title, *waiting_for, *resolution_text;
  double estimate;             /* in the project's unit; NAN = unset, which is not 0 */
  int number;                  /* ZW_UNSET until the store has given one */
  int planned, remaining;      /* minutes */
  int due, waiting_until;      /* dates */
  int difficulty;              /* 1..5 */
  int progress;                /* typed by hand, 0..100 */
  int priority;                /* 1 lowest .. 5 urgent; 3 = normal */
  ZwResolution resolution;
  GArray *labels;              /* gint64 ids in the order added; NULL while empty */

  /* figures of its parts, kept by store (at load) and workspace (afterwards); not fields */
  int comments, checks, checks_done;
  int spent;                   /* minutes, sum of its work log */
  int solves, solved_by;       /* links, both directions */
  gint64 blocked_since;        /* of the oldest open block interval; 0 = not blocked */
  gint64 blocker;              /* its blocking ticket or 0 */
  char *blocked_reason;        /* (nullable) */
  int children, children_closed;
  int children_progress;       /* derived from sub-tickets, -1 = none */
};

gboolean zw_ticket_is_blocked (ZwTicket *ticket);
gboolean zw_ticket_has_label (ZwTicket *ticket, gint64 label);
/* Whether the checklist or sub-tickets give the progress, so that it cannot be typed. */
gboolean zw_ticket_is_progress_derived (ZwTicket *ticket);
/* 0..100: from the checklist, else from sub-tickets, else by hand; 100 when @closed_as_done. */
int      zw_ticket_get_shown_progress (ZwTicket *ticket, gboolean closed_as_done);
/* The order of board, sprint and backlog: by rank, ties by id. GCompareDataFunc. */
int      zw_ticket_compare_rank (gconstpointer a, gconstpointer b, gpointer unused);

G_END_DECLS
