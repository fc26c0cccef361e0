/* SPDX-License-Identifier: GPL-3.0-or-later
 * Between ZwBoard, its rules and its columns alone. */
#pragma once

#include "zw-board-entries.h"
#include "zw-board.h"
#include "zw-full-text.h"

G_BEGIN_DECLS

struct _ZwBoard {
  GObject parent_instance;
  ZwWorkspace *workspace;  /* (owned) */
  gint64 project;
  ZwBoardScope scope;
  gint64 chosen_sprint;    /* 0 = whichever is active */
  ZwSprint *sprint;        /* (owned) (nullable) what that means now */
  gboolean show_all;
  char *filter;            /* (owned) (nullable) */
  ZwQuery *query;          /* (owned) (nullable) */
  ZwFullText *full_text;   /* (owned) what its words find out of memory */
  gint64 done_since;       /* done cards older than this are not shown */
  GPtrArray *columns;      /* (owned) of owned ZwBoardColumn */
  ZwBoardColumn *crossed;  /* (nullable) borrowed: where cancelled cards stand */
  ZwBoardEntries *entries; /* (owned) what each card adds to the figures */
  double done, total;
  guint n_told_cards, n_told_shown;
  double told_done, told_total;
  gint64 told_sprint; /* 0 = none, -1 = between two */
};

/* --- zw-board-rules.c --- */
/* NULL = not on this board. Whatever the filter. */
ZwBoardColumn *zw_board_place_of (ZwBoard *self, ZwTicket *ticket);
/* The predicate of the columns' lists; with the filter. */
gboolean       zw_board_stands_in_column (ZwTicket *ticket, gpointer column);
ZwBoardColumn *zw_board_find_column_of_status (ZwBoard *self, ZwStatus *status);
gboolean       zw_board_is_column_status (ZwBoard *self, ZwStatus *status);
/* Sets .sprint to what scope and choice mean now. */
void           zw_board_choose_sprint (ZwBoard *self);

/* --- zw-board-column.c --- */
/* @predicate gets the column. The board keeps the column's figures. */
ZwBoardColumn *zw_board_column_new (ZwWorkspace *workspace, ZwStatus *status, ZwTicketPredicate predicate);
ZwTicketList  *zw_board_column_get_list (ZwBoardColumn *self);
/* The board this column stands on: for predicates. NULL once the board is gone. */
ZwBoard       *zw_board_column_get_board (ZwBoardColumn *self);
void           zw_board_column_set_board (ZwBoardColumn *self, ZwBoard *board);
/* One more (+1) or fewer (-1) card; what it does to count and sum. Notifies later, by announce(). */
void           zw_board_column_count (ZwBoardColumn *self, int cards, int counted, double estimate);
void           zw_board_column_reset (ZwBoardColumn *self);
/* Notifies of what changed since the last time; TRUE when anything did. */
gboolean       zw_board_column_announce (ZwBoardColumn *self);

G_END_DECLS
