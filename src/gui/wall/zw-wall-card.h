/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWallCard: one ticket on the wall. A light widget without children that draws its ticket at the step its column chose and
 * follows it; it glows for a while after a change. Made by ZwWallColumn. Main thread.
 *
 * Signal "height-changed": the ticket says something else now, and the card may need another height. */
#pragma once

#include "zw-wall-face.h"

G_BEGIN_DECLS

#define ZW_TYPE_WALL_CARD (zw_wall_card_get_type ())
G_DECLARE_FINAL_TYPE (ZwWallCard, zw_wall_card, ZW, WALL_CARD, GtkWidget)

/* Empty until it has a parent, whose fonts it takes, a base and a ticket. (floating) */
GtkWidget *zw_wall_card_new (ZwWorkspace *workspace, ZwCardTheme *theme);
/* NULL = it waits for another one, and nobody sees it. */
void       zw_wall_card_set_ticket (ZwWallCard *self, ZwTicket *ticket);
ZwTicket  *zw_wall_card_get_ticket (ZwWallCard *self);
/* The size of everything on it. */
void       zw_wall_card_set_base (ZwWallCard *self, double base);
int        zw_wall_card_measure (ZwWallCard *self, int width, ZwWallDensity density);
void       zw_wall_card_set_density (ZwWallCard *self, ZwWallDensity density);
ZwWallDensity zw_wall_card_get_density (ZwWallCard *self);
/* The names, the day or the style changed. */
void       zw_wall_card_refill (ZwWallCard *self);
/* "Look here": fades by itself; nothing while animations are off. */
void       zw_wall_card_glow (ZwWallCard *self);
gboolean   zw_wall_card_is_glowing (ZwWallCard *self);
/* What is written on it, one thing a line, whether there is room for it or not: for tests. (transfer full) */
char      *zw_wall_card_dup_words (ZwWallCard *self);
/* Where it stands, for the accessible name: "Review, 2 of 3". */
void       zw_wall_card_set_place (ZwWallCard *self, const char *place);

G_END_DECLS
