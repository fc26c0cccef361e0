/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBackupsWindow: the backups of the open database: make one, look into one, go back to one.
 * Signal "open-read-only" (GFile *file): somebody wants to look into a backup; the application opens it. */
#pragma once

#include "zw-toast-window.h"

G_BEGIN_DECLS

#define ZW_TYPE_BACKUPS_WINDOW (zw_backups_window_get_type ())
G_DECLARE_FINAL_TYPE (ZwBackupsWindow, zw_backups_window, ZW, BACKUPS_WINDOW, ZwToastWindow)

/* The caller makes it transient and presents it. */
GtkWidget *zw_backups_window_new (ZwWorkspace *workspace);

G_END_DECLS
