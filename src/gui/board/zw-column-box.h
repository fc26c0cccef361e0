/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwColumnBox: the columns of a board side by side. Builds a ZwColumnView for every ZwBoardColumn and keeps it as long as
 * the column is there. Wide enough, all columns share the width; in the paged mode of narrow windows it shows one.
 * The arrow keys move among cards of all columns; Tab enters and leaves the board as one stop. Takes dropped columns.
 * Main thread.
 *
 * Signals: "page-changed" (); those of ZwColumnView for any column: card-clicked, card-activated, card-menu (with the list
 * as first argument). Properties: none. */
#pragma once

#include "zw-column-view.h"

G_BEGIN_DECLS

#define ZW_TYPE_COLUMN_BOX (zw_column_box_get_type ())
G_DECLARE_FINAL_TYPE (ZwColumnBox, zw_column_box, ZW, COLUMN_BOX, GtkWidget)

GtkWidget    *zw_column_box_new (ZwWorkspace *workspace, ZwCardTheme *theme, ZwCardSelection *selection);
/* (nullable) a reference is taken. */
void          zw_column_box_set_board (ZwColumnBox *self, ZwBoard *board);
guint         zw_column_box_get_n (ZwColumnBox *self);
/* (nullable) borrowed */
ZwColumnView *zw_column_box_get_nth (ZwColumnBox *self, guint n);
ZwColumnView *zw_column_box_find (ZwColumnBox *self, ZwBoardColumn *column);
/* The column that holds the keyboard focus now; NULL when none does. */
ZwColumnView *zw_column_box_get_focused (ZwColumnBox *self);

void          zw_column_box_set_paged (ZwColumnBox *self, gboolean paged);
gboolean      zw_column_box_get_paged (ZwColumnBox *self);
guint         zw_column_box_get_page (ZwColumnBox *self);
void          zw_column_box_set_page (ZwColumnBox *self, guint page);

/* What is dragged over the box is now at this point, though the pointer did not move: the box was scrolled or turned. */
void          zw_column_box_hover (ZwColumnBox *self, double x, double y);

G_END_DECLS
