/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwFeedback: how a widget deep in a window tells the person what happened. The window implements it with toasts; any
 * widget below (also in its popovers and in dialogs transient for it) calls the functions here and knows no window.
 * Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_FEEDBACK (zw_feedback_get_type ())
G_DECLARE_INTERFACE (ZwFeedback, zw_feedback, ZW, FEEDBACK, GtkWidget)

struct _ZwFeedbackInterface {
  GTypeInterface parent_iface;
  /* Shows @text, translated and plain (no markup); @with_undo adds a button that takes the newest deed back. */
  void (*toast) (ZwFeedback *self, const char *text, gboolean with_undo);
  /* Shows @error in words for people. Borrowed. */
  void (*error) (ZwFeedback *self, const GError *error);
};

/* Finds the nearest ZwFeedback: among the ancestors of @widget, then over the windows its window is transient for.
 * Without one the text goes to the log: nothing is swallowed. */
void zw_feedback_toast (GtkWidget *widget, const char *text, gboolean with_undo);
/* The same for a failure. @error stays the caller's. */
void zw_feedback_error (GtkWidget *widget, const GError *error);

G_END_DECLS
