/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a drag shows of the cards it takes along: the card that was gripped, cut to a width that leaves the list in sight, and
 * when there are several a stack below it and their number. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @list: gives font and colours. @card: a picture of the one gripped. @n: how many come along, it included. (transfer full) */
GdkPaintable *zw_drag_picture_new (GtkWidget *list, GdkPaintable *card, guint n);

G_END_DECLS
