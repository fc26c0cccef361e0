/* SPDX-License-Identifier: GPL-3.0-or-later
 * The interface type of cards; ZwCardList calls it, cards implement it. */
#define G_LOG_DOMAIN "zettelwand"
#include "zw-card.h"

G_DEFINE_INTERFACE (ZwCard, zw_card, GTK_TYPE_WIDGET)

static void
zw_card_default_init (ZwCardInterface *iface)
{
  g_signal_new ("edit-ended", ZW_TYPE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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

gboolean
zw_card_is_movable (ZwCard *card)
{
  ZwCardInterface *iface = ZW_CARD_GET_IFACE (card);
  return iface->is_movable == NULL || iface->is_movable (card);
}

double
zw_card_get_split (ZwCard *card)
{
  ZwCardInterface *iface = ZW_CARD_GET_IFACE (card);
  return iface->get_split == NULL ? .5 : iface->get_split (card);
}

gboolean
zw_card_clicked (ZwCard *card, double x, double y, GdkModifierType modifiers)
{
  ZwCardInterface *iface = ZW_CARD_GET_IFACE (card);
  return iface->clicked != NULL && iface->clicked (card, x, y, modifiers);
}

gboolean
zw_card_is_edited (ZwCard *card)
{
  ZwCardInterface *iface = ZW_CARD_GET_IFACE (card);
  return iface->is_edited != NULL && iface->is_edited (card);
}

void
zw_card_end_edit (ZwCard *card)
{
  g_signal_emit_by_name (card, "edit-ended");
}
