/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tooltips of widgets that are made by the dozen. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* As gtk_widget_set_tooltip_text(), without its cost for a widget that nobody can point at yet. */
void zw_tooltip_set (GtkWidget *widget, const char *text);

G_END_DECLS
