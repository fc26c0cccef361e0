/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwSprintActions: the action group "sprint": create, edit, start, complete, delete, report. Menus of the strip and of the backlog name
 * them; all but "create" take the id of a sprint (x). Made by ZwWindow. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_SPRINT_ACTIONS (zw_sprint_actions_get_type ())
G_DECLARE_FINAL_TYPE (ZwSprintActions, zw_sprint_actions, ZW, SPRINT_ACTIONS, GObject)

/* @window owns the group: windows open above it, toasts show in it. */
ZwSprintActions *zw_sprint_actions_new (ZwWorkspace *workspace, GtkWindow *window);
/* Where "create" makes a sprint; 0 = nowhere. */
void             zw_sprint_actions_set_project (ZwSprintActions *self, gint64 project);
GActionGroup    *zw_sprint_actions_get_group (ZwSprintActions *self); /* borrowed */

G_END_DECLS
