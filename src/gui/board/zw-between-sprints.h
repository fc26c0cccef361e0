/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a board shows when its last sprint is completed and no other runs: the way to the backlog, and to all open tickets.
 * Made by ZwBoardView. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Its buttons run "win.show-backlog" and "board.scope". (transfer floating) */
GtkWidget *zw_between_sprints_new (void);

G_END_DECLS
