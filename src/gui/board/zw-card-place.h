/* SPDX-License-Identifier: GPL-3.0-or-later
 * Telling a screen reader where a moved card stands now. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-board.h"

G_BEGIN_DECLS

/* As soon as the card of @ticket has the focus, its name ends in its column and place. @widget: the columns. */
void zw_card_place_tell (GtkWidget *widget, ZwBoard *board, ZwTicket *ticket);

G_END_DECLS
