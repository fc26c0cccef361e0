/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwDragPaintable: the picture under the pointer while a card is dragged: the card, slightly turned, with a shadow of
 * its own. Made by ZwCardList when a drag begins; the picture is frozen then and holds no widget. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_DRAG_PAINTABLE (zw_drag_paintable_get_type ())
G_DECLARE_FINAL_TYPE (ZwDragPaintable, zw_drag_paintable, ZW, DRAG_PAINTABLE, GObject)

/* @card_image: an immutable picture of the card (a reference is taken). @lifted: turned and with a shadow, which
 * needs a screen with a compositor; else the card as it is, for the picture's corners would be black. */
ZwDragPaintable *zw_drag_paintable_new (GdkPaintable *card_image, gboolean lifted);

/* Where the point (@x, @y) of the card lies in the turned picture: the hot spot. */
void zw_drag_paintable_map_point (ZwDragPaintable *paintable, double x, double y, int *out_x, int *out_y);

G_END_DECLS
