/* SPDX-License-Identifier: GPL-3.0-or-later
 * The stand-up of the project that shows: one at a time, on the monitor of the window, which stays usable beside it. Called by
 * zw-window-actions.c. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-standup-window.h"
#include "zw-window-private.h"

/* The stand-up goes on behind: F5 leads back to it. */
static void
open_ticket_cb (ZwWindow *self, gint64 id)
{
  ZwTicket *ticket = self->workspace != NULL ? zw_workspace_get_ticket (self->workspace, id) : NULL;

  if (ticket == NULL)
    return;
  zw_window_open_ticket (self, ticket, TRUE);
  gtk_window_present (GTK_WINDOW (self));
  zw_window_toast_with_button (self, _("The stand-up goes on"), _("Back to It"), "win.stand-up");
}

GtkWidget *
zw_window_new_standup (ZwWindow *self)
{
  GtkWidget *standup = zw_standup_window_new (self->workspace, self->project, self->settings);

  g_set_weak_pointer (&self->standup, standup);
  g_signal_connect_object (standup, "open-ticket", G_CALLBACK (open_ticket_cb), self, G_CONNECT_SWAPPED);
  return standup;
}

void
zw_window_show_standup (ZwWindow *self)
{
  if (self->standup != NULL && zw_standup_window_get_project (ZW_STANDUP_WINDOW (self->standup)) == self->project)
    {
      gtk_window_present (GTK_WINDOW (self->standup));
      return;
    }
  zw_window_drop_standup (self);
  zw_standup_window_present_on (ZW_STANDUP_WINDOW (zw_window_new_standup (self)), GTK_WINDOW (self));
}

void
zw_window_drop_standup (ZwWindow *self)
{
  GtkWidget *standup = self->standup;

  g_clear_weak_pointer (&self->standup);
  if (standup != NULL)
    gtk_window_destroy (GTK_WINDOW (standup));
}
