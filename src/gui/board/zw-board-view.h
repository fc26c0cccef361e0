/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBoardView: the board of one project: sprint strip, filter bar, columns. Owns its ZwBoard and the selection; its keys
 * and menus run the actions "ticket.*", "board.*" and "win.*". A ZwView; its head is the strip. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-board.h"

G_BEGIN_DECLS

#define ZW_TYPE_BOARD_VIEW (zw_board_view_get_type ())
G_DECLARE_FINAL_TYPE (ZwBoardView, zw_board_view, ZW, BOARD_VIEW, GtkWidget)

GtkWidget *zw_board_view_new (ZwWorkspace *workspace);
void       zw_board_view_set_project (ZwBoardView *self, gint64 project);
/* "open", "problems" or the id of a sprint; one that is gone changes nothing. A person's choice is told by the signal
 * "scope-chosen" with such a text, NULL for the running sprint. */
void       zw_board_view_set_scope (ZwBoardView *self, const char *scope);
/* (nullable) borrowed: before the first project. */
ZwBoard   *zw_board_view_get_board (ZwBoardView *self);

/* What a key acts on: the selection in board order, else the card of the keyboard; gint64 ids (transfer full). */
GArray    *zw_board_view_dup_targets (ZwBoardView *self);
/* Where the card of @ticket is in this widget, for a popover; FALSE when it is not on screen. */
gboolean   zw_board_view_get_card_bounds (ZwBoardView *self, gint64 ticket, GdkRectangle *bounds);
/* The keyboard goes to its card. FALSE when it is not on the board. */
gboolean   zw_board_view_focus_ticket (ZwBoardView *self, ZwTicket *ticket);
/* To the card it was on last, or the first one. */
void       zw_board_view_focus_cards (ZwBoardView *self);
/* The status of the column the keyboard is in: where "N" makes a ticket; 0 = none. */
gint64     zw_board_view_get_current_status (ZwBoardView *self);

G_END_DECLS
