/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwStartWindow: what one promises by starting a sprint: tickets, points against capacity, and what is worth a look before.
 * Warnings only warn; another sprint that runs stands in the way. */
#pragma once

#include "zw-toast-window.h"

G_BEGIN_DECLS

#define ZW_TYPE_START_WINDOW (zw_start_window_get_type ())
G_DECLARE_FINAL_TYPE (ZwStartWindow, zw_start_window, ZW, START_WINDOW, ZwToastWindow)

/* @owner (nullable): the toast of what was done shows there. */
GtkWidget *zw_start_window_new (ZwWorkspace *workspace, gint64 sprint, GtkWidget *owner);

G_END_DECLS
