/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWallGrid: the columns of a page of the wall, side by side or in rows, and the way of the keyboard among them. Made by
 * ZwWallView and ZwWallBlocked, which fill it. Main thread. */
#pragma once

#include "zw-wall-column.h"

G_BEGIN_DECLS

#define ZW_TYPE_WALL_GRID (zw_wall_grid_get_type ())
G_DECLARE_FINAL_TYPE (ZwWallGrid, zw_wall_grid, ZW, WALL_GRID, GtkWidget)

/* @name: for assistive technology. (floating) */
GtkWidget    *zw_wall_grid_new (const char *name);
void          zw_wall_grid_set_base (ZwWallGrid *self, double base);
/* Columns that are there stay; @columns: ZwWallColumn, in order (borrowed, new ones are floating). */
void          zw_wall_grid_set_columns (ZwWallGrid *self, GPtrArray *columns);
guint         zw_wall_grid_get_n_columns (ZwWallGrid *self);
ZwWallColumn *zw_wall_grid_get_column (ZwWallGrid *self, guint index);
/* The card of @ticket; NULL when it does not show. */
ZwWallCard   *zw_wall_grid_find_card (ZwWallGrid *self, ZwTicket *ticket);
/* The ticket that the keyboard is on; (nullable) borrowed. */
ZwTicket     *zw_wall_grid_get_focused (ZwWallGrid *self);
void          zw_wall_grid_refill (ZwWallGrid *self);

G_END_DECLS
