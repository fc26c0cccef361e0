/* SPDX-License-Identifier: GPL-3.0-or-later
 * Ranks: one 64-bit integer per ticket orders board, sprint and backlog. Pure arithmetic; who stands where is the
 * caller's business. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZW_RANK_STEP ((gint64) 1 << 20)

/* Writes @n ranks, evenly spread and strictly between @low and @high, into @ranks. NULL @low or @high = open end: steps
 * of ZW_RANK_STEP from the other one. FALSE when the gap is too narrow (or the integer range ends): respread. */
gboolean zw_rank_between (const gint64 *low, const gint64 *high, guint n, gint64 *ranks);

/* The smallest window around a full gap that can take @n more: given the @count present ranks in ascending order and
 * the gap's @position (the new ones stand before ranks[position]), finds [*first, *last) whose members, together with
 * the new ones, get even distances of at least 2^6 (less only when nothing else is left). *low and *high receive the
 * open bounds, NULL-able by *has_low / *has_high. */
typedef struct {
  guint first, last;
  gboolean has_low, has_high;
  gint64 low, high;
} ZwRankWindow;
void     zw_rank_find_window (const gint64 *ranks, guint count, guint position, guint n, ZwRankWindow *window);

G_END_DECLS
