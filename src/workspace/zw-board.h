/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBoard: what the board shows of one project: its columns with their cards, counts, limits and sums, the sprint, and
 * the filter. A model without widgets; the window and the command line read it. Main thread.
 *
 * ZwBoard is a GListModel of ZwBoardColumn, one per status on the board, in board order. Cards of cancelled statuses
 * that are not on the board stand crossed in the last done column. Signal "totals-changed": points, counts, shown. */
#pragma once

#include "zw-filterable.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

typedef enum {
  ZW_BOARD_SPRINT,   /* the chosen sprint; without one as OPEN */
  ZW_BOARD_OPEN,     /* all open tickets; done columns show the last 14 days unless show-all */
  ZW_BOARD_PROBLEMS  /* the support workflow: tickets of type problem */
} ZwBoardScope;

#define ZW_TYPE_BOARD (zw_board_get_type ())
G_DECLARE_FINAL_TYPE (ZwBoard, zw_board, ZW, BOARD, GObject)
#define ZW_TYPE_BOARD_COLUMN (zw_board_column_get_type ())
G_DECLARE_FINAL_TYPE (ZwBoardColumn, zw_board_column, ZW, BOARD_COLUMN, GObject)

/* The active sprint if one runs, else all open tickets. */
ZwBoard      *zw_board_new (ZwWorkspace *workspace, gint64 project);
/* Without a sprint, cards closed before this instant are not shown: the midnight before the last 14 days. */
gint64        zw_board_find_done_since (ZwClock *clock);
gint64        zw_board_get_project (ZwBoard *self);
ZwBoardScope  zw_board_get_scope (ZwBoard *self);
ZwSprint     *zw_board_get_sprint (ZwBoard *self);                 /* (nullable) borrowed */
/* Sprints were completed here, the next one has not begun, and nobody asked for all open tickets: nothing to work on yet. */
gboolean      zw_board_is_between_sprints (ZwBoard *self);
void          zw_board_set_scope (ZwBoard *self, ZwBoardScope scope, gint64 sprint);
/* Done columns without a sprint: all instead of the last 14 days. */
void          zw_board_set_show_all (ZwBoard *self, gboolean show_all);
/* Plain text over key, title, descriptions and comments (the last two a moment later), plus field:value terms (zw-query.h);
 * NULL or "" = no filter. */
void          zw_board_set_filter (ZwBoard *self, const char *text);
const char   *zw_board_get_filter (ZwBoard *self);                 /* (nullable) */
guint         zw_board_get_n_cards (ZwBoard *self);                /* by scope, whatever the filter */
guint         zw_board_get_n_shown (ZwBoard *self);
/* In the project's unit. Done = in done statuses; total leaves cancelled and sub-tickets out. */
double        zw_board_get_done (ZwBoard *self);
double        zw_board_get_total (ZwBoard *self);
/* The column in which @ticket stands, NULL when it is not on this board. */
ZwBoardColumn *zw_board_find_column (ZwBoard *self, ZwTicket *ticket);

/* A column: properties "status" (ZwStatus), "count", "shown", "sum" notify. */
ZwStatus     *zw_board_column_get_status (ZwBoardColumn *self);
GListModel   *zw_board_column_get_cards (ZwBoardColumn *self);     /* ZwTicket; what is shown */
guint         zw_board_column_get_count (ZwBoardColumn *self);     /* true count for the limit: filter-blind, sub-tickets apart */
guint         zw_board_column_get_shown (ZwBoardColumn *self);
double        zw_board_column_get_sum (ZwBoardColumn *self);       /* estimates without cancelled and sub-tickets */
gboolean      zw_board_column_is_over_limit (ZwBoardColumn *self);
/* Whether a drop of the tickets @ids before the card at @position leaves what is shown as it is: they stand there together,
 * whatever hidden cards stand in between. */
gboolean      zw_board_column_is_own_place (ZwBoardColumn *self, const gint64 *ids, guint n, guint position);

G_END_DECLS
