/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwCloseDialog: close tickets as done, or as not done with a reason. */
#pragma once

#include <adwaita.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_CLOSE_DIALOG (zw_close_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZwCloseDialog, zw_close_dialog, ZW, CLOSE_DIALOG, AdwMessageDialog)

/* @parent: the widget that asks; its window is the dialog's parent and shows the toast afterwards. @tickets: at least
 * one, copied. @resolution: where the dialog starts; NONE = done. Present it with gtk_window_present(). */
GtkWidget *zw_close_dialog_new (GtkWidget *parent, ZwWorkspace *workspace, const gint64 *tickets, guint n, ZwResolution resolution);

G_END_DECLS
