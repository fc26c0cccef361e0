/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBacklogView: what is to be done, in its order: a section for each sprint that runs or is planned, then the Product
 * Backlog, in one list of rows; the planning panel at its right. A ZwView; its keys and menus run the actions "ticket.*",
 * "backlog.*", "sprint.*" and "win.*". Signal "look-changed" (const char *look): for the next time this project shows. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-backlog.h"

G_BEGIN_DECLS

#define ZW_TYPE_BACKLOG_VIEW (zw_backlog_view_get_type ())
G_DECLARE_FINAL_TYPE (ZwBacklogView, zw_backlog_view, ZW, BACKLOG_VIEW, GtkWidget)

/* Empty until it gets a project. */
GtkWidget *zw_backlog_view_new (ZwWorkspace *workspace);
/* How the view was left, as "look-changed" told it: which sections are folded, the order, the planning panel. NULL and what is
 * no longer understood or there change nothing. */
void       zw_backlog_view_set_look (ZwBacklogView *self, const char *look);
/* (nullable) borrowed: before the first project. */
ZwBacklog *zw_backlog_view_get_backlog (ZwBacklogView *self);

G_END_DECLS
