/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTicketList: a GListModel of the tickets that satisfy a predicate, in an order; O(log n) per changed ticket.
 * The workspace updates every list after all values of a set are applied; nobody changes a list in items-changed.
 * The list borrows its tickets: whoever feeds it keeps them alive while they are in it, as the workspace does. */
#pragma once

#include <gio/gio.h>

#include "zw-ticket.h"

G_BEGIN_DECLS

#define ZW_TYPE_TICKET_LIST (zw_ticket_list_get_type ())
G_DECLARE_FINAL_TYPE (ZwTicketList, zw_ticket_list, ZW, TICKET_LIST, GObject)

typedef gboolean (*ZwTicketPredicate) (ZwTicket *ticket, gpointer user_data);

/* Empty; the owner or workspace feeds it. NULL @predicate takes all, NULL @compare = zw_ticket_compare_rank. Both get
 * their own data; predicates look at the ticket's present values only. */
ZwTicketList *zw_ticket_list_new (ZwTicketPredicate predicate, gpointer predicate_data, GDestroyNotify predicate_free,
                                  GCompareDataFunc compare, gpointer compare_data);

/* One emission of items-changed per run of neighbours that come or go; a move is one out, one in. */
void          zw_ticket_list_fill (ZwTicketList *self, GPtrArray *tickets);  /* replaces all: sorts once */
/* The same with tickets that are known to satisfy the predicate. */
void          zw_ticket_list_fill_chosen (ZwTicketList *self, GPtrArray *tickets);
void          zw_ticket_list_update (ZwTicketList *self, ZwTicket *ticket);  /* in, out, or to another place */
/* The same for several that changed at once (none twice): exact, even when their order among each other changed. */
void          zw_ticket_list_update_all (ZwTicketList *self, GPtrArray *tickets);
void          zw_ticket_list_remove (ZwTicketList *self, ZwTicket *ticket);
/* Tells views that an item stays but draws anew is not needed: items notify. */

guint         zw_ticket_list_get_n (ZwTicketList *self);
/* (nullable) borrowed */
ZwTicket     *zw_ticket_list_get (ZwTicketList *self, guint position);
/* G_MAXUINT when absent. O(log n). */
guint         zw_ticket_list_index_of (ZwTicketList *self, ZwTicket *ticket);
/* The neighbours of @ticket in this order; NULL at the ends. O(1)-O(log n). */
ZwTicket     *zw_ticket_list_before (ZwTicketList *self, ZwTicket *ticket);
ZwTicket     *zw_ticket_list_after (ZwTicketList *self, ZwTicket *ticket);
/* All of them in order: to walk a whole list, this is faster than after(). (transfer container) */
GPtrArray    *zw_ticket_list_dup_all (ZwTicketList *self);

G_END_DECLS
