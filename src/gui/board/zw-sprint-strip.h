/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwSprintStrip: the line above the board: which sprint or scope is shown, its dates, the working days left, the goal and
 * how much is done. The menu chooses another scope by the action "board.scope". Reads ZwBoard only. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-board.h"

G_BEGIN_DECLS

#define ZW_TYPE_SPRINT_STRIP (zw_sprint_strip_get_type ())
G_DECLARE_FINAL_TYPE (ZwSprintStrip, zw_sprint_strip, ZW, SPRINT_STRIP, GtkWidget)

GtkWidget *zw_sprint_strip_new (ZwWorkspace *workspace);
/* (nullable) a reference is taken. */
void       zw_sprint_strip_set_board (ZwSprintStrip *self, ZwBoard *board);
/* Two lines: the bar takes the whole width. */
void       zw_sprint_strip_set_narrow (ZwSprintStrip *self, gboolean narrow);

G_END_DECLS
