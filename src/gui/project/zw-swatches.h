/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwSwatches: a row of colours of which one is chosen. Knows their names alone; what is coloured is the owner's business.
 * Property "colour" (string, notify): "blue" …, NULL while none is chosen. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_SWATCHES (zw_swatches_get_type ())
G_DECLARE_FINAL_TYPE (ZwSwatches, zw_swatches, ZW, SWATCHES, GtkBox)

GtkWidget  *zw_swatches_new (void);
/* (nullable) static */
const char *zw_swatches_get_colour (ZwSwatches *self);
/* A name that is none of them, or NULL, chooses none. */
void        zw_swatches_set_colour (ZwSwatches *self, const char *colour);

G_END_DECLS
