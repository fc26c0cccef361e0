/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwColumnView: one column of the board: a header with name, count, limit, sum, add and menu, and the cards in a
 * ZwCardList. Made by ZwColumnBox for every ZwBoardColumn. Cards and headers act through commands; the column itself
 * holds nothing that the model does not. Main thread.
 *
 * Signals
 *   card-clicked (ZwTicket, int n_press, GdkModifierType), card-activated (ZwTicket), card-menu (ZwTicket, GdkRectangle *):
 *   as those of ZwCardList; the rectangle is in the list's coordinates. */
#pragma once

#include "zw-board.h"
#include "zw-card-list.h"
#include "zw-card-theme.h"

G_BEGIN_DECLS

#define ZW_TYPE_COLUMN_VIEW (zw_column_view_get_type ())
G_DECLARE_FINAL_TYPE (ZwColumnView, zw_column_view, ZW, COLUMN_VIEW, GtkWidget)

/* Takes references. */
GtkWidget     *zw_column_view_new (ZwWorkspace *workspace, ZwBoard *board, ZwBoardColumn *column, ZwCardTheme *theme,
                                   ZwCardSelection *selection);
ZwBoardColumn *zw_column_view_get_column (ZwColumnView *self);
ZwWorkspace   *zw_column_view_get_workspace (ZwColumnView *self);
ZwCardList    *zw_column_view_get_list (ZwColumnView *self);
/* Without its own header: the narrow board shows it above all columns. */
void           zw_column_view_set_bare (ZwColumnView *self, gboolean bare);
/* "4/4" as Pango markup, and whether it is over the limit. (transfer full) */
char          *zw_column_view_dup_count_markup (ZwBoardColumn *column);
/* A status's neighbour on the board, @step columns away; NULL beyond the ends. Borrowed. */
ZwStatus      *zw_column_view_get_neighbour (ZwColumnView *self, int step);

G_END_DECLS
