/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwPageDots: which of several pages is shown, as a row of dots; a click on one goes there.
 * Signal "chosen" (guint page). Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_PAGE_DOTS (zw_page_dots_get_type ())
G_DECLARE_FINAL_TYPE (ZwPageDots, zw_page_dots, ZW, PAGE_DOTS, GtkWidget)

GtkWidget *zw_page_dots_new (void);
void       zw_page_dots_set (ZwPageDots *self, guint n, guint page);

G_END_DECLS
