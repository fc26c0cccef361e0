/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTicketCard: one ticket on the board. Implements ZwCard: made a dozen times per column by ZwCardList and bound to
 * whatever scrolls into view. It has no children but the title's editor while one types; all else is drawn. It follows
 * its ticket while bound and writes nothing but the title. Main thread. */
#pragma once

#include "zw-card-theme.h"
#include "zw-card.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_TICKET_CARD (zw_ticket_card_get_type ())
G_DECLARE_FINAL_TYPE (ZwTicketCard, zw_ticket_card, ZW, TICKET_CARD, GtkWidget)

/* Takes references. (floating) */
ZwCard   *zw_ticket_card_new (ZwWorkspace *workspace, ZwCardTheme *theme);
/* (nullable) borrowed */
ZwTicket *zw_ticket_card_get_ticket (ZwTicketCard *self);
/* The title becomes an entry: Enter saves, Escape leaves it as it was, a focus elsewhere saves. */
void      zw_ticket_card_edit_title (ZwTicketCard *self);
/* Where it stands now, for the accessible name: "Review, 2 of 3". NULL = unsaid, as when the focus goes elsewhere. */
void      zw_ticket_card_set_place (ZwTicketCard *self, const char *place);

G_END_DECLS
