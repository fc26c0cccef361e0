/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwStandupTicketPage: one ticket of the walk along the work, as large as the screen: where it stands and whose it is, what blocks
 * it, its checklist and the last word said about it. Reads the ticket's details by itself and follows them. Main thread. */
#pragma once

#include "zw-standup-scene.h"

G_BEGIN_DECLS

#define ZW_TYPE_STANDUP_TICKET_PAGE (zw_standup_ticket_page_get_type ())
G_DECLARE_FINAL_TYPE (ZwStandupTicketPage, zw_standup_ticket_page, ZW, STANDUP_TICKET_PAGE, GtkBox)

GtkWidget *zw_standup_ticket_page_new (void);
/* @index from 0 of @n. */
void       zw_standup_ticket_page_fill (ZwStandupTicketPage *self, const ZwStandupScene *scene, ZwTicket *ticket, guint index, guint n);

G_END_DECLS
