/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTicketOrder: a long sequence of tickets in small blocks, with a map from ticket to block. Position of a ticket, ticket at
 * a position, insert and remove cost well under a microsecond at 100,000; filling costs one copy; a ticket takes about 40
 * bytes, half of what a tree of nodes beside a hash table takes. ZwTicketList is its only user. Borrows the tickets. */
#pragma once

#include "zw-ticket.h"

G_BEGIN_DECLS

typedef struct _ZwTicketOrder ZwTicketOrder;

ZwTicketOrder *zw_ticket_order_new (void);
void           zw_ticket_order_free (ZwTicketOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwTicketOrder, zw_ticket_order_free)

guint          zw_ticket_order_get_n (const ZwTicketOrder *self);
/* NULL from the end on. */
ZwTicket      *zw_ticket_order_get (const ZwTicketOrder *self, guint position);
gboolean       zw_ticket_order_contains (ZwTicketOrder *self, ZwTicket *ticket);
/* G_MAXUINT when absent. */
guint          zw_ticket_order_index_of (ZwTicketOrder *self, ZwTicket *ticket);
/* The position behind every ticket that @compare puts before or beside @ticket. The order must be sorted. */
guint          zw_ticket_order_search (const ZwTicketOrder *self, ZwTicket *ticket, GCompareDataFunc compare, gpointer data);
/* @ticket must not be in yet. */
void           zw_ticket_order_insert (ZwTicketOrder *self, guint position, ZwTicket *ticket);
void           zw_ticket_order_remove (ZwTicketOrder *self, guint position);
/* Replaces everything by @tickets, each once. */
void           zw_ticket_order_fill (ZwTicketOrder *self, GPtrArray *tickets);
/* All of them. (transfer container) */
GPtrArray     *zw_ticket_order_dup (const ZwTicketOrder *self);

G_END_DECLS
