/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the parts of tickets add up to: comments, checks, work, links, blocks, children, labels. (worker only) */
#pragma once

#include "zw-connection.h"
#include "zw-ticket.h"

G_BEGIN_DECLS

/* Figures by ticket id, of all tickets or of those in temp.wanted. (transfer full) */
GHashTable *zw_sqlite_figures_read (ZwConnection *connection, gboolean all_tickets, GError **error);
/* Moves the figures of @ticket from the table into it. */
void        zw_sqlite_figures_give (GHashTable *all, ZwTicket *ticket);

G_END_DECLS
