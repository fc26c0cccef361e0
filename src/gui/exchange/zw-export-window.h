/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwExportWindow: what goes out (a project, what its filter shows, everything; or what changed in a project since some day),
 * as what, into which file. Opened by ZwWindow (win.export, win.send-changes). Closing it while it writes leaves no file
 * behind. Signal:
 *   "sent" (gint64 at)  the changes up to this instant (UTC ms) are in a file */
#pragma once

#include "zw-toast-window.h"

G_BEGIN_DECLS

#define ZW_TYPE_EXPORT_WINDOW (zw_export_window_get_type ())
G_DECLARE_FINAL_TYPE (ZwExportWindow, zw_export_window, ZW, EXPORT_WINDOW, ZwToastWindow)

/* @shown: ids (gint64) of what a filter shows now; NULL = there is no filter. @owner: a ZwFeedback that hears what came of
 * it (nullable). */
GtkWidget *zw_export_window_new (ZwWorkspace *workspace, gint64 project, GArray *shown, GtkWidget *owner);
/* “Send My Changes”: @last: when it was last done (UTC ms), 0 = never. */
GtkWidget *zw_export_window_new_changes (ZwWorkspace *workspace, gint64 project, gint64 last, GtkWidget *owner);
/* Writes what is chosen into @file, and closes when it is there. */
void       zw_export_window_write (ZwExportWindow *self, GFile *file);

G_END_DECLS
