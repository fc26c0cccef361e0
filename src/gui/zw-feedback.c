/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finding whoever shows messages for a widget. Called by every view and dialog; implemented by the window. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-feedback.h"

G_DEFINE_INTERFACE (ZwFeedback, zw_feedback, GTK_TYPE_WIDGET)

static void
zw_feedback_default_init (ZwFeedbackInterface *iface)
{
}

/* A dialog has no ancestors but a parent window; a popover is a child of what it points to. */
static ZwFeedback *
find_feedback (GtkWidget *widget)
{
  while (widget != NULL)
    {
      GtkWidget *found = ZW_IS_FEEDBACK (widget) ? widget : gtk_widget_get_ancestor (widget, ZW_TYPE_FEEDBACK);
      if (found != NULL)
        return ZW_FEEDBACK (found);
      GtkRoot *root = gtk_widget_get_root (widget);
      widget = GTK_IS_WINDOW (root) ? GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (root))) : NULL;
    }
  return NULL;
}

void
zw_feedback_toast (GtkWidget *widget, const char *text, gboolean with_undo)
{
  ZwFeedback *feedback = find_feedback (widget);

  if (feedback != NULL)
    ZW_FEEDBACK_GET_IFACE (feedback)->toast (feedback, text, with_undo);
  else
    g_message ("%s", text);
}

void
zw_feedback_error (GtkWidget *widget, const GError *error)
{
  ZwFeedback *feedback = find_feedback (widget);

  if (feedback != NULL)
    ZW_FEEDBACK_GET_IFACE (feedback)->error (feedback, error);
  else
    g_message ("%s", error->message);
}
