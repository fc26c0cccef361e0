/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwCardSelection: the items selected on a board, across all its columns. One per board, shared by its card lists,
 * which show it on their live cards; the board acts on it. It holds references, not positions, so it survives
 * scrolling and moves; the board removes items that are gone. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ZW_TYPE_CARD_SELECTION (zw_card_selection_get_type ())
G_DECLARE_FINAL_TYPE (ZwCardSelection, zw_card_selection, ZW, CARD_SELECTION, GObject)

/* Signals: "changed" () after the set of items changed. */
ZwCardSelection *zw_card_selection_new (void);

/* Items of a model that are of another type are passed over; at first all can be selected. */
void     zw_card_selection_set_item_type (ZwCardSelection *selection, GType type);

guint    zw_card_selection_get_n_items (ZwCardSelection *selection);
gboolean zw_card_selection_contains (ZwCardSelection *selection, GObject *item);

/* All selected items in no particular order, each with a reference (transfer full); empty, never NULL. */
GPtrArray *zw_card_selection_dup_items (ZwCardSelection *selection);

void zw_card_selection_clear (ZwCardSelection *selection);
void zw_card_selection_remove (ZwCardSelection *selection, GObject *item);
void zw_card_selection_select_all (ZwCardSelection *selection, GListModel *model);

/* Where the next range begins: @item of @model. Selects nothing. */
void zw_card_selection_set_range_start (ZwCardSelection *selection, GListModel *model, GObject *item);

/* Adds or takes out @item and makes it the start of the next range. */
void zw_card_selection_toggle (ZwCardSelection *selection, GListModel *model, GObject *item);

/* Selects exactly the items of @model from the start of the range to @item. Without a start in @model: only @item. */
void zw_card_selection_select_range (ZwCardSelection *selection, GListModel *model, GObject *item);

G_END_DECLS
