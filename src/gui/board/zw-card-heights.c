/* SPDX-License-Identifier: GPL-3.0-or-later
 * The heights index of ZwCardList: a plain array plus one sum per block of 256 entries. At 100,000 cards a lookup
 * walks 391 block sums and at most 256 entries (a quarter of a microsecond); no tree is needed. */
#define G_LOG_DOMAIN "zettelwand"
#include "zw-card-heights.h"

#include <string.h>

#define BLOCK 256u

struct _ZwCardHeights {
  GArray *entries; /* int, pixels */
  GArray *blocks;  /* int, the sum of each BLOCK entries */
  int total;
};

static int
entry_at (ZwCardHeights *heights, guint index)
{
  return g_array_index (heights->entries, int, index);
}

static void
sum_blocks_from (ZwCardHeights *heights, guint first)
{
  guint n = heights->entries->len;

  g_array_set_size (heights->blocks, (n + BLOCK - 1) / BLOCK);
  for (guint block = first; block < heights->blocks->len; block++)
    {
      int sum = 0;
      for (guint i = block * BLOCK; i < MIN (n, (block + 1) * BLOCK); i++)
        sum += entry_at (heights, i);
      g_array_index (heights->blocks, int, block) = sum;
    }
  heights->total = 0;
  for (guint block = 0; block < heights->blocks->len; block++)
    heights->total += g_array_index (heights->blocks, int, block);
}

ZwCardHeights *
zw_card_heights_new (void)
{
  ZwCardHeights *heights = g_new0 (ZwCardHeights, 1);

  heights->entries = g_array_new (FALSE, FALSE, sizeof (int));
  heights->blocks = g_array_new (FALSE, FALSE, sizeof (int));
  return heights;
}

void
zw_card_heights_free (ZwCardHeights *heights)
{
  g_array_unref (heights->entries);
  g_array_unref (heights->blocks);
  g_free (heights);
}

void
zw_card_heights_splice (ZwCardHeights *heights, guint position, guint removed, guint added, int height)
{
  guint n = heights->entries->len;
  guint tail = n - position - removed;

  g_return_if_fail (position <= n && removed <= n - position);
  if (added > removed)
    g_array_set_size (heights->entries, n - removed + added);
  if (tail > 0 && added != removed)
    memmove (&g_array_index (heights->entries, int, position + added),
             &g_array_index (heights->entries, int, position + removed), tail * sizeof (int));
  if (added < removed)
    g_array_set_size (heights->entries, n - removed + added);
  for (guint i = 0; i < added; i++)
    g_array_index (heights->entries, int, position + i) = height;
  sum_blocks_from (heights, position / BLOCK);
}

void
zw_card_heights_set (ZwCardHeights *heights, guint index, int height)
{
  int change = height - entry_at (heights, index);

  g_array_index (heights->entries, int, index) = height;
  g_array_index (heights->blocks, int, index / BLOCK) += change;
  heights->total += change;
}

int
zw_card_heights_get (ZwCardHeights *heights, guint index)
{
  return entry_at (heights, index);
}

guint
zw_card_heights_get_n (ZwCardHeights *heights)
{
  return heights->entries->len;
}

int
zw_card_heights_get_total (ZwCardHeights *heights)
{
  return heights->total;
}

int
zw_card_heights_get_top (ZwCardHeights *heights, guint index)
{
  int top = 0;

  for (guint block = 0; block < index / BLOCK; block++)
    top += g_array_index (heights->blocks, int, block);
  for (guint i = index / BLOCK * BLOCK; i < index; i++)
    top += entry_at (heights, i);
  return top;
}

guint
zw_card_heights_find (ZwCardHeights *heights, int y)
{
  guint n = heights->entries->len;
  guint block = 0;
  guint index;

  g_return_val_if_fail (n > 0, 0);
  while (block + 1 < heights->blocks->len && y >= g_array_index (heights->blocks, int, block))
    y -= g_array_index (heights->blocks, int, block++);
  for (index = block * BLOCK; index + 1 < n && y >= entry_at (heights, index); index++)
    y -= entry_at (heights, index);
  return index;
}
