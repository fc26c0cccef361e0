/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTicketActions: everything one can do to tickets from keys, menus and the pane, as the action group "ticket". Each
 * action asks its host what it acts on, and ends in one command, a popover or a dialog. Made by ZwWindow. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-move.h"

G_BEGIN_DECLS

/* What the window knows. @data is handed to all. */
typedef struct {
  GArray *(*dup_targets) (gpointer data);                                        /* gint64 ids (transfer full) */
  /* A widget with a layout manager and, in it, where @field of @ticket is shown. */
  GtkWidget *(*find_anchor) (gint64 ticket, ZwField field, GdkRectangle *bounds, gpointer data);
  /* One place further as the view shows it; says what happened. */
  gboolean (*move) (const gint64 *ids, guint n, ZwMoveStep step, gpointer data);
  void (*tell_place) (ZwTicket *ticket, gpointer data);
  void (*open) (ZwTicket *ticket, gpointer data);
  void (*edit_title) (gpointer data);
  /* It moved, or comes back from a popover. NULL: it is gone meanwhile, the view takes the focus. */
  void (*focus) (ZwTicket *ticket, gpointer data);
  gpointer data;
} ZwTicketActionsHost;

#define ZW_TYPE_TICKET_ACTIONS (zw_ticket_actions_get_type ())
G_DECLARE_FINAL_TYPE (ZwTicketActions, zw_ticket_actions, ZW, TICKET_ACTIONS, GObject)

/* @host is copied; its data must outlive the group. @widget: for messages and the clipboard; it owns the host. */
ZwTicketActions *zw_ticket_actions_new (ZwWorkspace *workspace, GtkWidget *widget, const ZwTicketActionsHost *host);
GActionGroup    *zw_ticket_actions_get_group (ZwTicketActions *self); /* borrowed */

G_END_DECLS
