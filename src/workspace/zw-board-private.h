/* SPDX-License-Identifier: GPL-3.0-or-later
 * Between ZwBoard and its columns alone. */
#pragma once

#include "zw-board.h"

G_BEGIN_DECLS

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
