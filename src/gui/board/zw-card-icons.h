/* SPDX-License-Identifier: GPL-3.0-or-later
 * The icons that cards usually show, read ahead of the first board. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Once, when GTK has started: a thread of its own fills the icon theme's cache while the window is built. */
void zw_card_icons_expect (GdkDisplay *display);

G_END_DECLS
