/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTicketPopover: what all small windows about tickets share: the workspace, the project and the tickets they act on.
 * One ticket in the pane, the focused card or the selection on the board, none in the new-ticket dialog (then nothing is
 * committed: the subclass tells its choice by a signal). Construct-only properties: "workspace", "project" (0 = that of the
 * first ticket), "tickets" (GArray of gint64). */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_TICKET_POPOVER (zw_ticket_popover_get_type ())
G_DECLARE_DERIVABLE_TYPE (ZwTicketPopover, zw_ticket_popover, ZW, TICKET_POPOVER, GtkPopover)

struct _ZwTicketPopoverClass {
  GtkPopoverClass parent_class;
};

/* For the constructors of subclasses: a floating popover of @type with further construct properties. */
GtkWidget    *zw_ticket_popover_new (GType type, ZwWorkspace *workspace, gint64 project, const gint64 *tickets, guint n);
ZwWorkspace  *zw_ticket_popover_get_workspace (ZwTicketPopover *self);
gint64        zw_ticket_popover_get_project (ZwTicketPopover *self);
/* Borrowed; NULL with *n 0 when it acts on none. */
const gint64 *zw_ticket_popover_get_tickets (ZwTicketPopover *self, guint *n);
/* (nullable) borrowed; the first one, while it exists. */
ZwTicket     *zw_ticket_popover_get_ticket (ZwTicketPopover *self);
/* "WEB-142" for one ticket, "3 tickets" for several, "" for none. (transfer full) */
char         *zw_ticket_popover_dup_subject (ZwTicketPopover *self);
/* Commits as zw_commit() and closes the popover when that worked. */
gboolean      zw_ticket_popover_commit (ZwTicketPopover *self, ZwChangeSet *set, GError **error);

G_END_DECLS
