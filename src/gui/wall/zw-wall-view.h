/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWallView: the board of one project for a television: everything on one screen, readable from afar, nothing to scroll. It is
 * a ZwView, so that the actions "ticket.*" move its cards, while its padlock is open; locked, it names no ticket to them. Made
 * by ZwWindow, which fills the screen with it. Main thread.
 *
 * Actions "wall.*": "locked" (boolean state), "wall-rotation" (int32 state: seconds a page shows, 0 = the board alone), "leave".
 * Signals: "leave": a key or button asked for the window back; "lock-changed". */
#pragma once

#include "zw-board.h"
#include "zw-wall-grid.h"

G_BEGIN_DECLS

#define ZW_TYPE_WALL_VIEW (zw_wall_view_get_type ())
G_DECLARE_FINAL_TYPE (ZwWallView, zw_wall_view, ZW, WALL_VIEW, GtkWidget)

GtkWidget  *zw_wall_view_new (ZwWorkspace *workspace, GSettings *settings);
/* Shows what @board shows, whatever its filter, and not more closely than that: it has a board of its own. */
void        zw_wall_view_show_as (ZwWallView *self, ZwBoard *board);
/* (nullable) before the first project. */
ZwBoard    *zw_wall_view_get_board (ZwWallView *self);
ZwWallGrid *zw_wall_view_get_grid (ZwWallView *self);
/* To the next page: the board, the burndown, what is blocked or waits; as time does where that is asked for. */
void        zw_wall_view_turn_page (ZwWallView *self);
/* "board", "burndown" or "blocked". */
const char *zw_wall_view_get_page (ZwWallView *self);
gboolean    zw_wall_view_is_locked (ZwWallView *self);
/* A small line at the edge: what is wrong for the moment. NULL = nothing. */
void        zw_wall_view_set_trouble (ZwWallView *self, const char *text);
const char *zw_wall_view_get_trouble (ZwWallView *self);
/* One sentence for what the head says. */
const char *zw_wall_view_get_summary (ZwWallView *self);

G_END_DECLS
