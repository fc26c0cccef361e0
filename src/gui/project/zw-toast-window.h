/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwToastWindow: what the windows of this folder share: the workspace (construct-only property "workspace"), toasts, undo
 * (Ctrl+Z, Ctrl+Shift+Z), Escape. Implements ZwFeedback. A subclass' template puts an AdwToastOverlay in as content. */
#pragma once

#include <adwaita.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_TOAST_WINDOW (zw_toast_window_get_type ())
G_DECLARE_DERIVABLE_TYPE (ZwToastWindow, zw_toast_window, ZW, TOAST_WINDOW, AdwWindow)

struct _ZwToastWindowClass {
  AdwWindowClass parent_class;
};

/* Borrowed. */
ZwWorkspace *zw_toast_window_get_workspace (ZwToastWindow *self);

G_END_DECLS
