/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwVelocityBars: one sprint as two bars side by side: what was promised, outlined, and what was done, filled. The words
 * stand above and below it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_VELOCITY_BARS (zw_velocity_bars_get_type ())
G_DECLARE_FINAL_TYPE (ZwVelocityBars, zw_velocity_bars, ZW, VELOCITY_BARS, GtkWidget)

/* @top: what the whole height stands for. */
GtkWidget *zw_velocity_bars_new (double committed, double completed, double top);

G_END_DECLS
