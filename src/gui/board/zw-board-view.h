/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBoardView: the board of one project: sprint strip, filter bar, columns. Owns its ZwBoard and the selection; its keys
 * and menus run the actions "ticket.*", "board.*" and "win.*". Main thread.
 *
 * Signals: "open-ticket" (ZwTicket, gboolean focus): show it in the pane; focus FALSE = the keyboard stays here.
 *          "toggle-ticket" (ZwTicket): Space. "pane-closed" (): the pane was pushed away. */
#pragma once

#include <gtk/gtk.h>

#include "zw-board.h"

G_BEGIN_DECLS

#define ZW_TYPE_BOARD_VIEW (zw_board_view_get_type ())
G_DECLARE_FINAL_TYPE (ZwBoardView, zw_board_view, ZW, BOARD_VIEW, GtkWidget)

GtkWidget *zw_board_view_new (ZwWorkspace *workspace);
void       zw_board_view_set_project (ZwBoardView *self, gint64 project);
/* (nullable) borrowed: before the first project. */
ZwBoard   *zw_board_view_get_board (ZwBoardView *self);
/* One column at a time; the filter bar hides until it is searched. */
void       zw_board_view_set_narrow (ZwBoardView *self, gboolean narrow);
void       zw_board_view_set_searching (ZwBoardView *self, gboolean searching);

/* What a key acts on: the selection in board order, else the card of the keyboard; gint64 ids (transfer full). */
GArray    *zw_board_view_dup_targets (ZwBoardView *self);
/* Where the card of @ticket is in this widget, for a popover; FALSE when it is not on screen. */
gboolean   zw_board_view_get_card_bounds (ZwBoardView *self, gint64 ticket, GdkRectangle *bounds);
/* The keyboard goes to its card. FALSE when it is not on the board. */
gboolean   zw_board_view_focus_ticket (ZwBoardView *self, ZwTicket *ticket);
/* To the card it was on last, or the first one. */
void       zw_board_view_focus_cards (ZwBoardView *self);
/* Strip, filter and columns, in the order F6 visits them: three borrowed widgets. */
void       zw_board_view_get_regions (ZwBoardView *self, GtkWidget **regions);
void       zw_board_view_edit_title (ZwBoardView *self);
/* The card @step places further down its column (negative: up); NULL beyond the ends. Borrowed. */
ZwTicket  *zw_board_view_get_beside (ZwBoardView *self, ZwTicket *ticket, int step);
/* What stands beside the cards, or over them while @beside is FALSE; the strip stays above both. */
void       zw_board_view_set_pane (ZwBoardView *self, GtkWidget *pane);
void       zw_board_view_set_pane_open (ZwBoardView *self, gboolean open);
void       zw_board_view_set_pane_beside (ZwBoardView *self, gboolean beside);
/* The card that is open in the pane gets a ring (nullable). */
void       zw_board_view_set_open_ticket (ZwBoardView *self, ZwTicket *ticket);
/* The status of the column the keyboard is in: where "N" makes a ticket; 0 = none. */
gint64     zw_board_view_get_current_status (ZwBoardView *self);

G_END_DECLS
