/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwCardList: the cards of one column, of any length. A scrollable that makes widgets only for the cards one can see
 * and recycles them, keeps the visible cards in place while others come and go, and offers keyboard focus, selection
 * and drag and drop. The board puts one into each column's scrolled window. It knows nothing of tickets: a list model
 * of GObjects in, signals out; it never changes the model. Main thread.
 *
 * Properties
 *   model        GListModel, all items of one type (its item type is the drag payload's type); nullable
 *   focus-item   the item the keyboard is on, or would come back to; read-only, NULL when there is none
 *   drop-active  a drag hovers and may be dropped here; read-only, for the style of the column
 * Signals
 *   item-clicked   (item, int n_press, GdkModifierType)  after a primary click, with the keys held; a plain click has
 *                                                        cleared the selection, Ctrl and Shift have changed it
 *   item-activated (item)                                Enter on a card
 *   context-menu   (item, GdkRectangle *)                secondary click, long press, Menu key; in list coordinates
 *   accepts-drop   (item) -> gboolean                    may it be dropped here? TRUE when nobody answers
 *   drop-refused   (item)                                it was let go here although it may not: time to say why
 *   drop           (item, before) -> gboolean            move item before that one (NULL: to the end); TRUE when it is
 *                                                        there now: then it gets the focus; not emitted for a drop
 *                                                        beside itself */
#pragma once

#include "zw-card-selection.h"
#include "zw-card.h"

G_BEGIN_DECLS

#define ZW_TYPE_CARD_LIST (zw_card_list_get_type ())
G_DECLARE_FINAL_TYPE (ZwCardList, zw_card_list, ZW, CARD_LIST, GtkWidget)

/* Makes one unbound card (floating reference). */
typedef ZwCard *(*ZwCardCreateFunc) (ZwCardList *list, gpointer user_data);

/* @create is called for every widget needed, about a dozen times in a column's life. */
GtkWidget *zw_card_list_new (ZwCardCreateFunc create, gpointer user_data, GDestroyNotify destroy);

/* Begins at the top with @model (nullable, a reference is taken). */
void        zw_card_list_set_model (ZwCardList *list, GListModel *model);
GListModel *zw_card_list_get_model (ZwCardList *list);

/* The selection shared by the lists of a board (nullable, a reference is taken). */
void             zw_card_list_set_selection (ZwCardList *list, ZwCardSelection *selection);
ZwCardSelection *zw_card_list_get_selection (ZwCardList *list);

/* The gap between two cards, pixels; 8 at first. */
void zw_card_list_set_spacing (ZwCardList *list, int spacing);

/* How high an unseen card is taken to be, pixels; 118 at first. Forgets all measured heights: for a new density. */
void zw_card_list_set_estimated_height (ZwCardList *list, int height);

/* The item shown in the detail pane (nullable); it need not be in this list. */
void zw_card_list_set_open_item (ZwCardList *list, GObject *item);

/* Borrowed; NULL when there is none. */
GObject *zw_card_list_get_focus_item (ZwCardList *list);

/* Moves the keyboard focus to a card and scrolls it into view. FALSE when it is not in the list. The position is
 * quick; by item the model is searched when the card is not on screen. */
gboolean zw_card_list_focus_item (ZwCardList *list, GObject *item);
gboolean zw_card_list_focus_position (ZwCardList *list, guint position);

/* Moves the focus by @step cards, negative upwards, stopping at the ends. FALSE when it did not move. */
gboolean zw_card_list_move_focus (ZwCardList *list, int step);

/* Scrolls just as far as needed to show the whole card. */
void zw_card_list_scroll_to_position (ZwCardList *list, guint position);

/* Where the card of @item is, in list coordinates; FALSE when it has no widget now. */
gboolean zw_card_list_get_item_bounds (ZwCardList *list, GObject *item, GdkRectangle *bounds);

/* For a board that takes the drops of all its lists: shows where @item would go from @y (list coordinates); shows nothing any
 * more; drops it, and focuses it. FALSE when the owner refuses, for one because the item is gone. */
void     zw_card_list_hover (ZwCardList *list, GObject *item, double y);
void     zw_card_list_stop_hover (ZwCardList *list);
gboolean zw_card_list_drop_at (ZwCardList *list, GObject *item, double y);

/* Lets the card of @item glide from where its middle was at @from_middle_y (list coordinates) to its place, in
 * 180 ms; at once when animations are off. A drop does it by itself. */
void zw_card_list_settle_item (ZwCardList *list, GObject *item, double from_middle_y);

G_END_DECLS
