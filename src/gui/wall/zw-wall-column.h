/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWallColumn: one column of the wall: a head, as many cards as fit at the step that suits them, and "+7" for those that do
 * not. Follows a list of tickets; a ticket that moves within it keeps its widget, and so focus and glow. A LIST for assistive
 * technology. Made by ZwWallGrid. Main thread.
 *
 * Signals: "dropped" (ZwTicket *ticket, ZwTicket *next (nullable)): put before @next by a hand. */
#pragma once

#include "zw-wall-card.h"

G_BEGIN_DECLS

#define ZW_TYPE_WALL_COLUMN (zw_wall_column_get_type ())
G_DECLARE_FINAL_TYPE (ZwWallColumn, zw_wall_column, ZW, WALL_COLUMN, GtkWidget)

/* @cards: a list of ZwTicket. (floating) */
GtkWidget  *zw_wall_column_new (ZwWorkspace *workspace, ZwCardTheme *theme, GListModel *cards);
/* @count: "4/4"; @over: over its limit; @spoken: the accessible name, "In Progress, 4 of 4 cards, 12 points". */
void        zw_wall_column_set_head (ZwWallColumn *self, const char *name, const char *count, gboolean over, const char *spoken);
void        zw_wall_column_set_base (ZwWallColumn *self, double base);
/* Whether cards can be dragged. */
void        zw_wall_column_set_movable (ZwWallColumn *self, gboolean movable);
/* The names, the day or the style changed. */
void        zw_wall_column_refill (ZwWallColumn *self);

GListModel *zw_wall_column_get_cards (ZwWallColumn *self);
/* As laid out last. */
guint       zw_wall_column_get_n_shown (ZwWallColumn *self);
/* The widget of the card at @index; NULL when it does not show. Borrowed. */
ZwWallCard *zw_wall_column_get_card (ZwWallColumn *self, guint index);
/* That of @ticket, likewise. */
ZwWallCard *zw_wall_column_find_card (ZwWallColumn *self, ZwTicket *ticket);

G_END_DECLS
