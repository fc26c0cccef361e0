/* SPDX-License-Identifier: GPL-3.0-or-later
 * Small pieces that the parts of the ticket pane share: headings, icon buttons, chips, times. Builders only; no state. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

/* A flat icon button with tooltip and accessible name. (transfer floating) */
GtkWidget *zw_pane_icon_button_new (const char *icon, const char *tooltip);
/* A row with a bold @title on the left; append what belongs on the right. (transfer floating) */
GtkWidget *zw_pane_heading_new (const char *title);
/* A chip with an icon before its words. (transfer floating) */
GtkWidget *zw_pane_chip_new (const char *icon, const char *text);
/* A start-aligned label, ellipsized at its end. @style_class (nullable). (transfer floating) */
GtkWidget *zw_pane_label_new (const char *text, const char *style_class);
/* Removes all children of a GtkBox. */
void       zw_pane_clear_box (GtkBox *box);
/* "Today, 09:12", "Yesterday, 17:40", "Wed 25 Nov, 09:12". (transfer full) */
char      *zw_pane_format_time (ZwClock *clock, gint64 instant);
/* "1 d 3 h", "45 min"; 1 d = @minutes_per_day. (transfer full) */
char      *zw_pane_format_minutes (int minutes, int minutes_per_day);
/* Trivial .. Very Hard for 1 .. 5. (static) */
const char *zw_pane_format_difficulty (int difficulty);
/* Whether the focus of its window is in @widget, also while another window is the active one: switching windows is no
 * reason to end an edit. */
gboolean   zw_pane_holds_focus (GtkWidget *widget);
/* The whole text of a buffer. (transfer full) */
char      *zw_pane_dup_buffer_text (GtkTextBuffer *buffer);

G_END_DECLS
