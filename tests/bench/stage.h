/* SPDX-License-Identifier: GPL-3.0-or-later
 * A window on the display of ./dev bench, waited for frame by frame: what bench-start and bench-board stand on. */
#pragma once

#include "bench.h"
#include "zw-window.h"

G_BEGIN_DECLS

/* An AdwApplicationWindow with nothing in it, as large as ours: the floor. Owned by GTK. */
GtkWindow *stage_show_empty (void);
/* Zettelwand as main.c starts it, on the database at @path. Owned by GTK. */
ZwWindow  *stage_show_database (const char *path);

/* Whether what is waited for is on screen; asked after each painted frame. */
typedef gboolean (*StageReady) (gpointer data);
/* Runs the main context until the frame in which @ready (NULL: any) holds; how many frames were painted for it. Ends the
 * program when that takes 60 s. */
guint      stage_wait_painted (GtkWindow *window, StageReady ready, gpointer data);
/* For stage_wait_painted(): the board is shown and has cards. @data: the ZwWindow. */
gboolean   stage_has_cards (gpointer window);
/* The workspace of @window has every ticket, and nothing moves any more. */
void       stage_settle (ZwWindow *window);

G_END_DECLS
