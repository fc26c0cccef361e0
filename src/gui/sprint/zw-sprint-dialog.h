/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwSprintDialog: makes a sprint, or edits one: name, goal, dates. Nothing happens before Create or Save; leaving with
 * something typed asks first. */
#pragma once

#include "zw-toast-window.h"

G_BEGIN_DECLS

#define ZW_TYPE_SPRINT_DIALOG (zw_sprint_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZwSprintDialog, zw_sprint_dialog, ZW, SPRINT_DIALOG, ZwToastWindow)

/* @sprint 0 = a new one, named and dated after the last. @owner (nullable): the toast of what was done shows there. */
GtkWidget *zw_sprint_dialog_new (ZwWorkspace *workspace, gint64 project, gint64 sprint, GtkWidget *owner);

G_END_DECLS
