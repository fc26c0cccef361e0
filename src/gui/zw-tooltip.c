/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tooltips of widgets that are made by the dozen. With every tooltip of a visible widget GTK asks the display where the pointer
 * is, and waits for the answer: 70 times for a board. What is not mapped needs no answer. Called while views are built. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-tooltip.h"

void
zw_tooltip_set (GtkWidget *widget, const char *text)
{
  gboolean hides = gtk_widget_get_visible (widget) && !gtk_widget_get_mapped (widget);

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return;
  if (hides)
    gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_tooltip_text (widget, text);
  if (hides)
    gtk_widget_set_visible (widget, TRUE);
}
