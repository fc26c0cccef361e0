/* SPDX-License-Identifier: GPL-3.0-or-later
 * A card for tests of ZwCardList: an item knows its height and how often cards were bound to it; the card has exactly
 * that height and remembers what it was told. */
#pragma once

#include "zw-card.h"

G_BEGIN_DECLS

#define TEST_TYPE_ITEM (test_item_get_type ())
G_DECLARE_FINAL_TYPE (TestItem, test_item, TEST, ITEM, GObject)

TestItem *test_item_new (int number, int height);
int       test_item_get_number (TestItem *item);
/* The card that shows it asks for a new size. */
void      test_item_set_height (TestItem *item, int height);

#define TEST_TYPE_CARD (test_card_get_type ())
G_DECLARE_FINAL_TYPE (TestCard, test_card, TEST, CARD, GtkWidget)

/* A ZwCardCreateFunc; @counter (guint) counts the cards. */
ZwCard     *test_card_create (gpointer list, gpointer counter);
TestItem   *test_card_get_item (TestCard *card);
ZwCardState test_card_get_state (TestCard *card);

G_END_DECLS
