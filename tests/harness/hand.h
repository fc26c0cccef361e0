/* SPDX-License-Identifier: GPL-3.0-or-later
 * Hand: a pointer and a keyboard for tests on X11, by the XTEST extension, so that drags and keys go the whole way
 * through the server and GDK. libXtst is opened at run time; hand_is_there () says whether it could be. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* FALSE when the display is not X11 or has no XTEST; then the test should skip. */
gboolean hand_is_there (void);

/* Moves the pointer to a point of @widget in @steps steps, a frame apart, as a hand does. */
void hand_move (GtkWidget *widget, double x, double y, int steps);

/* Presses or releases a mouse button (1: primary) where the pointer is. */
void hand_button (guint button, gboolean down);

/* Presses and releases a key. */
void hand_key (guint keyval);

/* Runs the main context for @duration_ms; for what only the clock ends. */
void hand_rest (int duration_ms);

G_END_DECLS
