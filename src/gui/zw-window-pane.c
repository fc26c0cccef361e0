/* SPDX-License-Identifier: GPL-3.0-or-later
 * The ticket in the pane of ZwWindow, and what ticket actions act on: that ticket while the pane has the keyboard, else what
 * the current view says. Called by its other files. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-pane.h"
#include "zw-window-private.h"

static void
pane_close_cb (ZwWindow *self)
{
  zw_window_open_ticket (self, NULL, FALSE);
}

static void
pane_step_cb (ZwWindow *self, int step)
{
  ZwTicket *next = zw_view_get_beside (self->view, self->open_ticket, step);

  if (next != NULL)
    zw_window_open_ticket (self, next, FALSE);
}

static void
pane_open_cb (ZwWindow *self, gint64 id)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, id);

  if (ticket != NULL)
    zw_window_open_ticket (self, ticket, FALSE);
}

static void
ensure_pane (ZwWindow *self)
{
  if (self->pane != NULL)
    return;
  self->pane = zw_ticket_pane_new (self->workspace);
  g_signal_connect_object (self->pane, "close", G_CALLBACK (pane_close_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "step", G_CALLBACK (pane_step_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "open-ticket", G_CALLBACK (pane_open_cb), self, G_CONNECT_SWAPPED);
  zw_pane_frame_set_pane (self->frame, self->pane);
}

void
zw_window_open_ticket (ZwWindow *self, ZwTicket *ticket, gboolean focus)
{
  gboolean had_focus = self->pane != NULL && gtk_widget_get_focus_child (self->pane) != NULL;

  if (self->view == NULL || (ticket == NULL && self->pane == NULL))
    return;
  ensure_pane (self);
  g_autoptr (ZwTicket) before = self->open_ticket == NULL ? NULL : g_object_ref (self->open_ticket);
  g_set_object (&self->open_ticket, ticket);
  zw_view_set_open_ticket (self->view, ticket);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), ticket);
  zw_pane_frame_set_open (self->frame, ticket != NULL);
  if (ticket != NULL && focus)
    zw_ticket_pane_focus (ZW_TICKET_PANE (self->pane));
  else if (ticket == NULL && had_focus && before != NULL && !zw_view_focus_ticket (self->view, before))
    zw_view_focus (self->view);
}

void
zw_window_pane_closed (ZwWindow *self)
{
  if (self->open_ticket != NULL)
    zw_window_open_ticket (self, NULL, FALSE);
}

void
zw_window_toggle_ticket (ZwWindow *self, ZwTicket *ticket)
{
  zw_window_open_ticket (self, self->open_ticket == ticket ? NULL : ticket, FALSE);
}

/* --- what ticket actions act on --- */

static gboolean
is_pane_focused (ZwWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  return self->open_ticket != NULL && focus != NULL && gtk_widget_is_ancestor (focus, self->pane);
}

static GArray *
dup_targets (gpointer data)
{
  ZwWindow *self = data;

  if (!is_pane_focused (self))
    return zw_view_dup_targets (self->view);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = zw_item_get_id (ZW_ITEM (self->open_ticket));
  g_array_append_val (ids, id);
  return ids;
}

static GtkWidget *
find_anchor (gint64 ticket, ZwField field, GdkRectangle *bounds, gpointer data)
{
  ZwWindow *self = data;
  GtkWidget *view = GTK_WIDGET (self->view);

  if (!is_pane_focused (self) && zw_view_get_bounds (self->view, ticket, field, bounds))
    return view;
  *bounds = (GdkRectangle) { gtk_widget_get_width (view) / 2, gtk_widget_get_height (view) / 3, 1, 1 };
  return view;
}

static gboolean
move (const gint64 *ids, guint n, ZwMoveStep step, gpointer data)
{
  return zw_view_move (ZW_WINDOW (data)->view, ids, n, step);
}

static void
tell_place (ZwTicket *ticket, gpointer data)
{
  zw_view_tell_place (ZW_WINDOW (data)->view, ticket);
}

static void
open_ticket (ZwTicket *ticket, gpointer data)
{
  zw_window_open_ticket (data, ticket, TRUE);
}

static void
edit_title (gpointer data)
{
  ZwWindow *self = data;

  if (is_pane_focused (self))
    zw_ticket_pane_edit_title (ZW_TICKET_PANE (self->pane));
  else
    zw_view_edit_title (self->view);
}

static void
focus_ticket (ZwTicket *ticket, gpointer data)
{
  ZwWindow *self = data;

  if (is_pane_focused (self))
    return;
  if (ticket == NULL || !zw_view_focus_ticket (self->view, ticket))
    zw_view_focus (self->view);
}

void
zw_window_add_ticket_actions (ZwWindow *self)
{
  ZwTicketActionsHost host = { dup_targets, find_anchor, move, tell_place, open_ticket, edit_title, focus_ticket, self };

  g_clear_object (&self->ticket_actions);
  self->ticket_actions = zw_ticket_actions_new (self->workspace, GTK_WIDGET (self), &host);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "ticket", zw_ticket_actions_get_group (self->ticket_actions));
}
