/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwPaneFrame: the room of all views: their heads above, the content below with the ticket pane at its right or over it.
 * Made by ZwWindow. Main thread.
 *
 * Signal: "closed" (): the pane was pushed away. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_PANE_FRAME (zw_pane_frame_get_type ())
G_DECLARE_FINAL_TYPE (ZwPaneFrame, zw_pane_frame, ZW, PANE_FRAME, GtkWidget)

GtkWidget *zw_pane_frame_new (GtkWidget *content);
/* Stands above content and pane; its owner shows and hides it. */
void       zw_pane_frame_add_head (ZwPaneFrame *self, GtkWidget *head);
void       zw_pane_frame_set_pane (ZwPaneFrame *self, GtkWidget *pane);
void       zw_pane_frame_set_open (ZwPaneFrame *self, gboolean open);
/* Beside the content, or over it while FALSE. */
void       zw_pane_frame_set_beside (ZwPaneFrame *self, gboolean beside);
/* A narrow window is the pane's as a whole. */
void       zw_pane_frame_set_narrow (ZwPaneFrame *self, gboolean narrow);

G_END_DECLS
