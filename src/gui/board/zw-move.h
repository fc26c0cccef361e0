/* SPDX-License-Identifier: GPL-3.0-or-later
 * Moving cards: what a drop, a key and a menu do alike. Each call ends in one command, one toast with Undo, or the words
 * why it was refused. Main thread. */
#pragma once

#include "zw-board.h"
#include "zw-card-selection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum { ZW_MOVE_LEFT, ZW_MOVE_RIGHT, ZW_MOVE_UP, ZW_MOVE_DOWN, ZW_MOVE_TOP, ZW_MOVE_BOTTOM } ZwMoveStep;

/* May @ticket, with the selection it is part of, be dropped into @column? FALSE with the reason: the database is read-only,
 * the hard limit of the column would be passed. */
gboolean zw_move_check_drop (ZwWorkspace *workspace, ZwBoard *board, ZwBoardColumn *column, ZwCardSelection *selection,
                             ZwTicket *ticket, GError **error);
/* Why a move to @status (nullable) was refused, in words for people. */
void     zw_move_tell_refusal (GtkWidget *widget, ZwWorkspace *workspace, ZwStatus *status, const GError *error);
/* @ticket was dropped into @column before the card @next (NULL: at the end). Takes the whole selection along when @ticket
 * is part of it. TRUE when it is there now. */
gboolean zw_move_drop (GtkWidget *widget, ZwWorkspace *workspace, ZwBoard *board, ZwBoardColumn *column,
                       ZwCardSelection *selection, ZwTicket *ticket, ZwTicket *next);
/* To the neighbouring column or place as the board shows it. @ids in board order. */
gboolean zw_move_step (GtkWidget *widget, ZwWorkspace *workspace, ZwBoard *board, const gint64 *ids, guint n, ZwMoveStep step);
/* To the end of a status. */
gboolean zw_move_to (GtkWidget *widget, ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 status);

G_END_DECLS
