/* SPDX-License-Identifier: GPL-3.0-or-later
 * The menu of a card: what its keys do, in words. Called by ZwBoardView; runs the actions "ticket.*". */
#pragma once

#include <gtk/gtk.h>

#include "zw-board.h"

G_BEGIN_DECLS

/* @widget has a layout manager and is below the window's "ticket" actions. @bounds: of the card in @widget. @board NULL: a row of
 * the backlog, which is ranked in its section. */
void zw_board_menu_popup (GtkWidget *widget, ZwWorkspace *workspace, ZwBoard *board, ZwTicket *ticket, const GdkRectangle *bounds);

G_END_DECLS
