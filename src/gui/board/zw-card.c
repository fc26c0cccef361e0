/* SPDX-License-Identifier: GPL-3.0-or-later
 * The interface type of cards; ZwCardList calls it, cards implement it. */
#define G_LOG_DOMAIN "zettelwand"
#include "zw-card.h"

G_DEFINE_INTERFACE (ZwCard, zw_card, GTK_TYPE_WIDGET)

static void
zw_card_default_init (ZwCardInterface *iface)
{
}

void
zw_card_bind (ZwCard *card, GObject *item)
{
  g_return_if_fail (ZW_IS_CARD (card));
  ZW_CARD_GET_IFACE (card)->bind (card, item);
}

void
zw_card_set_state (ZwCard *card, ZwCardState state)
{
  g_return_if_fail (ZW_IS_CARD (card));
  ZW_CARD_GET_IFACE (card)->set_state (card, state);
}
