/* SPDX-License-Identifier: GPL-3.0-or-later
 * The keys of the board as one table: trigger -> action. They live on the columns alone, so that entries and text views
 * never see them. Called once per ZwBoardView. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void zw_board_keys_add (GtkWidget *columns);

G_END_DECLS
