/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwStandupWindow: the stand-up on a shared screen: person after person, or ticket after ticket, readable from four metres. A window
 * of its own beside the main one, in its own colours: those who work at their desk meanwhile keep theirs. It keeps the screen
 * awake, writes by the same commands as the board, and records itself as held on its last page. Main thread.
 *
 * Signal "open-ticket" (gint64 id): Enter; the main window shows it, this one goes on. */
#pragma once

#include <adwaita.h>

#include "zw-standup-walk.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_STANDUP_WINDOW (zw_standup_window_get_type ())
G_DECLARE_FINAL_TYPE (ZwStandupWindow, zw_standup_window, ZW, STANDUP_WINDOW, AdwWindow)

/* Not yet on the screen: present it, or zw_standup_window_present_on(). @settings (nullable): of the application. */
GtkWidget     *zw_standup_window_new (ZwWorkspace *workspace, gint64 project, GSettings *settings);
/* Fills the monitor that @beside is on. */
void           zw_standup_window_present_on (ZwStandupWindow *self, GtkWindow *beside);
gint64         zw_standup_window_get_project (ZwStandupWindow *self);
/* Where it is. Borrowed; for the tests, and for pictures. */
ZwStandupWalk *zw_standup_window_get_walk (ZwStandupWindow *self);
/* Goes by ticks from here: milliseconds of a clock that never goes back. Called every second with the real one. */
void           zw_standup_window_tick (ZwStandupWindow *self, gint64 now_ms);
/* By people or by work; its looks; each as the key does it. */
void           zw_standup_window_set_way (ZwStandupWindow *self, ZwStandupWay way);
void           zw_standup_window_set_dark (ZwStandupWindow *self, gboolean dark);

G_END_DECLS
