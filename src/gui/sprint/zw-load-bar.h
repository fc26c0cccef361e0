/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwLoadBar: how much somebody has taken of what is there: a bar, and a mark where it is full. What lies past the mark is
 * drawn as a warning; whoever shows the bar says the figures in words beside it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_LOAD_BAR (zw_load_bar_get_type ())
G_DECLARE_FINAL_TYPE (ZwLoadBar, zw_load_bar, ZW, LOAD_BAR, GtkWidget)

GtkWidget *zw_load_bar_new (void);
/* @available NAN = unknown: no mark. @scale: what the whole width stands for, the same for bars that are compared. */
void       zw_load_bar_set (ZwLoadBar *self, double taken, double available, double scale);

G_END_DECLS
