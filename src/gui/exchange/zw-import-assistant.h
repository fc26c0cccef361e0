/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportAssistant: brings files in, one after the other: looks into each (the real run, rolled back), lets the person decide
 * where everything goes, imports, reports. Opened by ZwWindow with Ctrl+O and by a drop. Closing it while it runs changes
 * nothing. Signal:
 *   "imported" (gint64 project)  something came in; the project it came into */
#pragma once

#include "zw-toast-window.h"

G_BEGIN_DECLS

#define ZW_TYPE_IMPORT_ASSISTANT (zw_import_assistant_get_type ())
G_DECLARE_FINAL_TYPE (ZwImportAssistant, zw_import_assistant, ZW, IMPORT_ASSISTANT, ZwToastWindow)

/* @owner: a ZwFeedback that has the action win.undo, and hears of it when the window is gone (nullable). */
GtkWidget *zw_import_assistant_new (ZwWorkspace *workspace, GtkWidget *owner);
/* Begins with the first of @files (GFile). */
void       zw_import_assistant_open (ZwImportAssistant *self, GListModel *files);
/* Whether it looks into a file, or imports it. */
gboolean   zw_import_assistant_is_running (ZwImportAssistant *self);

G_END_DECLS
