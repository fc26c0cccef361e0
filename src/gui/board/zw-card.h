/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwCard: what ZwCardList asks of a widget that shows one item. Implemented by the cards of the board. A card is
 * created once and bound to many items while the person scrolls, so bind must be cheap; it must never move, select
 * or remove anything itself. The list makes cards focusable, gives them their place among their siblings and sets
 * their accessible description ("3 of 200"); role and label are the card's own. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  ZW_CARD_STATE_OPEN = 1 << 0,       /* shown in the detail pane */
  ZW_CARD_STATE_SELECTED = 1 << 1,   /* in the selection; the card tells assistive technology */
  ZW_CARD_STATE_DRAG_SOURCE = 1 << 2 /* being dragged: drawn as a ghost */
} ZwCardState;

#define ZW_TYPE_CARD (zw_card_get_type ())
G_DECLARE_INTERFACE (ZwCard, zw_card, ZW, CARD, GtkWidget)

struct _ZwCardInterface {
  GTypeInterface parent_interface;
  void (*bind) (ZwCard *card, GObject *item);
  void (*set_state) (ZwCard *card, ZwCardState state);
  /* Optional: a card that cannot be dragged, and at which share of its height a drop goes behind it; else .5. */
  gboolean (*is_movable) (ZwCard *card);
  double (*get_split) (ZwCard *card);
  /* Optional: a part of the card was clicked that does something of its own. TRUE: the list leaves it at that. */
  gboolean (*clicked) (ZwCard *card, double x, double y, GdkModifierType modifiers);
  /* Optional: something is being typed in the card; "edit-ended" follows. */
  gboolean (*is_edited) (ZwCard *card);
};

/* Shows @item from now on. NULL: forget the item (references, signal handlers); what is drawn does not matter then,
 * and the card should not ask for a new size. */
void zw_card_bind (ZwCard *card, GObject *item);

/* Called only when the flags change. */
void zw_card_set_state (ZwCard *card, ZwCardState state);

gboolean zw_card_is_movable (ZwCard *card);
double   zw_card_get_split (ZwCard *card);
gboolean zw_card_clicked (ZwCard *card, double x, double y, GdkModifierType modifiers);
/* A card in which something is typed stays where it is until that is done, whatever becomes of its item. */
gboolean zw_card_is_edited (ZwCard *card);
/* For cards: emits "edit-ended". */
void     zw_card_end_edit (ZwCard *card);

G_END_DECLS
