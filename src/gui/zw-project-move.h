/* SPDX-License-Identifier: GPL-3.0-or-later
 * Moving tickets to another project from a menu: the choice of projects, and the deed with its message. Used by the menus of
 * cards and of the pane. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

/* Appends "Move to Project" with every project but @project to @menu; nothing when there is no other. @action takes an "x". */
void     zw_project_move_append (GMenu *menu, ZwWorkspace *workspace, gint64 project, const char *action);
/* Moves and says so, or says why not. TRUE when they moved. */
gboolean zw_project_move_run (GtkWidget *widget, ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 project);

G_END_DECLS
