/* SPDX-License-Identifier: GPL-3.0-or-later
 * Arithmetic of ranks: midpoints, and the smallest window to respread when a gap has closed. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-rank.h"

#define MIN_DISTANCE 64

static gboolean
spread_from (gint64 from, gint64 step, guint n, gint64 *ranks)
{
  for (guint i = 0; i < n; i++)
    {
      gint64 distance;
      if (__builtin_mul_overflow (step, (gint64) i + 1, &distance) || __builtin_add_overflow (from, distance, &ranks[i]))
        return FALSE;
    }
  return TRUE;
}

gboolean
zw_rank_between (const gint64 *low, const gint64 *high, guint n, gint64 *ranks)
{
  if (high == NULL)
    return spread_from (low != NULL ? *low : 0, ZW_RANK_STEP, n, ranks);
  if (low == NULL)
    {
      gint64 start;
      if (__builtin_sub_overflow (*high, ZW_RANK_STEP * ((gint64) n + 1), &start))
        return FALSE;
      return spread_from (start, ZW_RANK_STEP, n, ranks);
    }
  guint64 gap = (guint64) *high - (guint64) *low;
  guint64 step = gap / (n + 1);
  return step > 0 && spread_from (*low, (gint64) step, n, ranks);
}

static gboolean
is_wide_enough (const ZwRankWindow *window, guint n)
{
  if (!window->has_low || !window->has_high)
    return TRUE;
  guint64 gap = (guint64) window->high - (guint64) window->low;
  return gap / (window->last - window->first + n + 1) >= MIN_DISTANCE;
}

void
zw_rank_find_window (const gint64 *ranks, guint count, guint position, guint n, ZwRankWindow *window)
{
  for (guint reach = 1;; reach *= 2)
    {
      window->first = position > reach ? position - reach : 0;
      window->last = MIN (count, position + reach);
      window->has_low = window->first > 0;
      window->has_high = window->last < count;
      window->low = window->has_low ? ranks[window->first - 1] : 0;
      window->high = window->has_high ? ranks[window->last] : 0;
      if (is_wide_enough (window, n) || (!window->has_low && !window->has_high))
        return;
    }
}
