/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTicketChooser: find a ticket by key or by words of its title.
 * Signals: "chosen" (gint64 ticket), 0 for the row that stands for none; "stopped" (): Escape. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_TICKET_CHOOSER (zw_ticket_chooser_get_type ())
G_DECLARE_FINAL_TYPE (ZwTicketChooser, zw_ticket_chooser, ZW, TICKET_CHOOSER, GtkBox)

typedef gboolean (*ZwTicketFilter) (ZwTicket *ticket, ZwWorkspace *workspace);

/* @project: whose tickets come first. @except is never offered (0 = all are). @filter (nullable) narrows further. */
GtkWidget *zw_ticket_chooser_new (ZwWorkspace *workspace, gint64 project, gint64 except, ZwTicketFilter filter);
/* A first row that chooses nothing, with these words; NULL = no such row. */
void       zw_ticket_chooser_set_none (ZwTicketChooser *self, const char *text);
/* Shows the first tickets and takes the focus; the owner calls it when it opens. */
void       zw_ticket_chooser_restart (ZwTicketChooser *self);

/* A popover around a chooser; it closes by itself on both signals. (transfer floating) */
GtkWidget *zw_ticket_chooser_popover_new (ZwTicketChooser *self);

G_END_DECLS
