/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwPaneFigures: estimate, difficulty, planned and spent time side by side, progress below. The menu of the difficulty
 * uses the action pane.difficulty of the pane. */
#pragma once

#include <gtk/gtk.h>

#include "zw-ticket-document.h"

G_BEGIN_DECLS

#define ZW_TYPE_PANE_FIGURES (zw_pane_figures_get_type ())
G_DECLARE_FINAL_TYPE (ZwPaneFigures, zw_pane_figures, ZW, PANE_FIGURES, GtkBox)

GtkWidget *zw_pane_figures_new (ZwWorkspace *workspace);
void       zw_pane_figures_set_document (ZwPaneFigures *self, ZwTicketDocument *document); /* NULL = none */
void       zw_pane_figures_update (ZwPaneFigures *self);

/* Five dots, @difficulty of them filled. (transfer floating) */
GtkWidget *zw_difficulty_dots_new (int difficulty);

G_END_DECLS
