/* SPDX-License-Identifier: GPL-3.0-or-later
 * What ZwWindow tells: one toast at a time. Called by its other files and, as ZwFeedback, by every widget in it. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-format.h"
#include "zw-window-private.h"

#define TOAST_SECONDS 5
#define UNDO_TOAST_SECONDS 8
#define TOAST_ARRIVAL_US (300 * 1000)

static void
toast_dismissed_cb (ZwWindow *self, AdwToast *toast)
{
  if (self->toast == toast)
    g_clear_object (&self->toast);
}

static void
set_toast_button (AdwToast *toast, guint seconds, const char *label, const char *action)
{
  adw_toast_set_timeout (toast, seconds);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_detailed_action_name (toast, action);
}

static void
show_toast (ZwWindow *self, const char *text, guint seconds, const char *label, const char *action)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  gint64 now = g_get_monotonic_time ();

  /* libadwaita 1.2 crashes when a toast is dismissed while it slides in, as by a key held down: it takes the new words. */
  if (self->toast != NULL && now - self->toast_shown < TOAST_ARRIVAL_US)
    {
      adw_toast_set_title (self->toast, escaped);
      set_toast_button (self->toast, seconds, label, action);
      return;
    }
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  AdwToast *toast = adw_toast_new (escaped);
  set_toast_button (toast, seconds, label, action);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, G_CONNECT_SWAPPED);
  g_set_object (&self->toast, toast);
  self->toast_shown = now;
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

void
zw_window_toast_with_button (ZwWindow *self, const char *text, const char *label, const char *action)
{
  show_toast (self, text, label != NULL ? UNDO_TOAST_SECONDS : TOAST_SECONDS, label, action);
}

AdwToast *
zw_window_toast_until_done (ZwWindow *self, const char *text, const char *label)
{
  show_toast (self, text, 0, label, NULL);
  return g_object_ref (self->toast);
}

void
zw_window_toast (ZwWindow *self, const char *text, gboolean with_undo)
{
  zw_window_toast_with_button (self, text, with_undo ? _("Undo") : NULL, with_undo ? "win.undo" : NULL);
}

static void
feedback_toast (ZwFeedback *feedback, const char *text, gboolean with_undo)
{
  zw_window_toast (ZW_WINDOW (feedback), text, with_undo);
}

static void
feedback_error (ZwFeedback *feedback, const GError *error)
{
  g_autofree char *text = zw_format_error (error);
  zw_window_toast (ZW_WINDOW (feedback), text, FALSE);
}

void
zw_window_feedback_init (ZwFeedbackInterface *iface)
{
  iface->toast = feedback_toast;
  iface->error = feedback_error;
}
