/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwCompleteWindow: completes a sprint: where its open tickets go, all of them or ticket by ticket, and what that does to the
 * next one. Nothing happens before Complete Sprint, which is one set with one undo. */
#pragma once

#include "zw-toast-window.h"

G_BEGIN_DECLS

#define ZW_TYPE_COMPLETE_WINDOW (zw_complete_window_get_type ())
G_DECLARE_FINAL_TYPE (ZwCompleteWindow, zw_complete_window, ZW, COMPLETE_WINDOW, ZwToastWindow)

/* @owner (nullable): the toast of what was done shows there, and its window shows the backlog to plan. */
GtkWidget *zw_complete_window_new (ZwWorkspace *workspace, gint64 sprint, GtkWidget *owner);

G_END_DECLS
