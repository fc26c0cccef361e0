/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwPlanningPanel: beside the backlog while a sprint is planned: capacity, velocity, what the selection would change. Its
 * buttons name the actions "ticket.*", "sprint.create" and "win.people", which its window must have. Signal: "close" (). */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_PLANNING_PANEL (zw_planning_panel_get_type ())
G_DECLARE_FINAL_TYPE (ZwPlanningPanel, zw_planning_panel, ZW, PLANNING_PANEL, GtkWidget)

GtkWidget *zw_planning_panel_new (ZwWorkspace *workspace);
/* 0: none is planned; the velocity of the project it showed last remains. */
void       zw_planning_panel_set_sprint (ZwPlanningPanel *self, gint64 sprint);
/* For a project that never planned a sprint. */
void       zw_planning_panel_set_project (ZwPlanningPanel *self, gint64 project);
/* Borrowed for the call; @n 0 hides the card. */
void       zw_planning_panel_set_selection (ZwPlanningPanel *self, ZwTicket *const *tickets, guint n);

G_END_DECLS
