/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwFileDrop: the cover that shows while files are held over a window, and the drop itself. Lies over the content of the
 * window, in a GtkOverlay. Signal:
 *   "dropped" (GListModel of GFile) */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ZW_TYPE_FILE_DROP (zw_file_drop_get_type ())
G_DECLARE_FINAL_TYPE (ZwFileDrop, zw_file_drop, ZW, FILE_DROP, AdwBin)

/* Files may be dropped anywhere on @area, where nothing in it takes them. Once. */
void zw_file_drop_watch (ZwFileDrop *self, GtkWidget *area);
/* Whether files are wanted now. */
void zw_file_drop_set_enabled (ZwFileDrop *self, gboolean enabled);

G_END_DECLS
