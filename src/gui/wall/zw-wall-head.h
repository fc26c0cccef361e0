/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWallHead: what stands above the columns of the wall: the sprint and its goal, days left, points done, the burndown. One
 * widget that draws words and a chart; assistive technology reads it as a sentence. Made by ZwWallView. Main thread. */
#pragma once

#include "zw-board.h"
#include "zw-sprint-report.h"
#include "zw-wall-face.h"

G_BEGIN_DECLS

#define ZW_TYPE_WALL_HEAD (zw_wall_head_get_type ())
G_DECLARE_FINAL_TYPE (ZwWallHead, zw_wall_head, ZW, WALL_HEAD, GtkWidget)

/* (floating) */
GtkWidget *zw_wall_head_new (ZwWorkspace *workspace, ZwCardTheme *theme);
/* The words anew. @report (nullable) is borrowed until the next call. */
void       zw_wall_head_update (ZwWallHead *self, ZwBoard *board, const ZwSprintReport *report);
void       zw_wall_head_set_base (ZwWallHead *self, double base);
/* Pixels for a screen of that size. */
int        zw_wall_head_get_height (double base, int width, int height);
/* The sentence; borrowed. */
const char *zw_wall_head_get_summary (ZwWallHead *self);

G_END_DECLS
