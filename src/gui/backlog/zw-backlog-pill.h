/* SPDX-License-Identifier: GPL-3.0-or-later
 * The estimate of a row as a stop of the keyboard: a row is drawn, and what is drawn cannot be reached by Tab. A row that had
 * the focus gets this button over its pill; the pointer passes it. Main thread. */
#pragma once

#include "zw-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A child of @row, whose action "card.estimate" it runs. Borrowed. */
GtkWidget *zw_backlog_pill_new (GtkWidget *row);
/* What assistive technology reads. */
void       zw_backlog_pill_update (GtkWidget *pill, ZwWorkspace *workspace, ZwTicket *ticket);
/* Over the pill at @x in a row of @row_height. */
void       zw_backlog_pill_place (GtkWidget *pill, int x, int width, int row_height);

G_END_DECLS
