/* SPDX-License-Identifier: GPL-3.0-or-later
 * Moving rows of the backlog: what a drop, a key and a menu do alike. Each call ends in one command, one toast with Undo
 * when a sprint changed, or the words why it was refused. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-backlog.h"
#include "zw-move.h"

G_BEGIN_DECLS

/* Into @section before the row @next (NULL: at its end), as the filter shows it. TRUE when they are there now. */
gboolean zw_backlog_move_drop (GtkWidget *widget, ZwWorkspace *workspace, ZwBacklog *backlog, ZwBacklogSection *section,
                               const gint64 *ids, guint n, ZwTicket *next);
/* To the neighbouring place, or an end, of their section. @ids as shown. */
gboolean zw_backlog_move_step (GtkWidget *widget, ZwWorkspace *workspace, ZwBacklog *backlog, const gint64 *ids, guint n, ZwMoveStep step);
/* Into a sprint (0 = the Product Backlog), keeping their rank: also from the board. */
gboolean zw_backlog_move_to_sprint (GtkWidget *widget, ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 sprint);

G_END_DECLS
