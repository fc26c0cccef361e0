/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTicketPane: one ticket with everything that can be said about it, beside the board or over it. Non-modal: every edit
 * is committed as it ends. Construct-only property "workspace"; property "ticket" (nullable, notify).
 * Signals: "close" () the pane should go; "step" (int) the person wants the previous (-1) or next (+1) ticket;
 * "open-ticket" (gint64 id) a link, a parent or a copy was followed. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_TICKET_PANE (zw_ticket_pane_get_type ())
G_DECLARE_FINAL_TYPE (ZwTicketPane, zw_ticket_pane, ZW, TICKET_PANE, GtkWidget)

GtkWidget *zw_ticket_pane_new (ZwWorkspace *workspace);
/* Shows @ticket; open edits of the former one are saved first. NULL = none. */
void       zw_ticket_pane_set_ticket (ZwTicketPane *self, ZwTicket *ticket);
ZwTicket  *zw_ticket_pane_get_ticket (ZwTicketPane *self); /* (nullable) borrowed */
/* Moves the focus into the pane. */
void       zw_ticket_pane_focus (ZwTicketPane *self);
void       zw_ticket_pane_edit_title (ZwTicketPane *self);

G_END_DECLS
