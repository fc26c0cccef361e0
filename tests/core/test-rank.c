/* SPDX-License-Identifier: GPL-3.0-or-later
 * Ranks keep their promises: strictly between, forever, with few writes. */
#include "zw-rank.h"

static void
test_between_neighbours_is_strictly_between (void)
{
  gint64 low = 10, high = 1000, ranks[5];

  g_assert_true (zw_rank_between (&low, &high, 5, ranks));
  gint64 previous = low;
  for (int i = 0; i < 5; i++)
    {
      g_assert_cmpint (ranks[i], >, previous);
      previous = ranks[i];
    }
  g_assert_cmpint (previous, <, high);
}

static void
test_full_gap_is_refused (void)
{
  gint64 low = 10, high = 11, rank;
  g_assert_false (zw_rank_between (&low, &high, 1, &rank));
}

static void
test_open_ends_step (void)
{
  gint64 only = 500, rank;

  g_assert_true (zw_rank_between (&only, NULL, 1, &rank));
  g_assert_cmpint (rank, ==, 500 + ZW_RANK_STEP);
  g_assert_true (zw_rank_between (NULL, &only, 1, &rank));
  g_assert_cmpint (rank, <, 500);
  g_assert_true (zw_rank_between (NULL, NULL, 1, &rank));
}

static void
test_integer_range_end_is_refused (void)
{
  gint64 last = G_MAXINT64, first = G_MININT64, rank;

  g_assert_false (zw_rank_between (&last, NULL, 1, &rank));
  g_assert_false (zw_rank_between (NULL, &first, 1, &rank));
}

/* Inserts at a fixed index of a growing order, respreading the smallest window when the gap has closed. */
static void
insert_at (GArray *ranks, guint position, guint *writes)
{
  gint64 *present = (gint64 *) ranks->data;
  gint64 rank;

  if (zw_rank_between (position > 0 ? &present[position - 1] : NULL, position < ranks->len ? &present[position] : NULL, 1, &rank))
    {
      g_array_insert_val (ranks, position, rank);
      *writes += 1;
      return;
    }
  ZwRankWindow window;
  zw_rank_find_window (present, ranks->len, position, 1, &window);
  guint count = window.last - window.first + 1;
  g_autofree gint64 *spread = g_new (gint64, count);
  g_assert_true (zw_rank_between (window.has_low ? &window.low : NULL, window.has_high ? &window.high : NULL, count, spread));
  g_array_insert_val (ranks, position, rank);
  for (guint i = 0; i < count; i++)
    g_array_index (ranks, gint64, window.first + i) = spread[i];
  *writes += count;
}

static void
test_ten_thousand_inserts_at_one_place_keep_the_order (void)
{
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint writes = 0;

  for (gint64 i = 0; i < 100; i++)
    {
      gint64 rank = i * ZW_RANK_STEP;
      g_array_append_val (ranks, rank);
    }
  for (int i = 0; i < 10000; i++)
    insert_at (ranks, 50, &writes);
  for (guint i = 1; i < ranks->len; i++)
    g_assert_cmpint (g_array_index (ranks, gint64, i - 1), <, g_array_index (ranks, gint64, i));
  g_test_message ("%.2f rows written per insert", writes / 10000.0);
  g_assert_cmpuint (writes, <, 40 * 10000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rank/between-neighbours-is-strictly-between", test_between_neighbours_is_strictly_between);
  g_test_add_func ("/rank/a-full-gap-is-refused", test_full_gap_is_refused);
  g_test_add_func ("/rank/open-ends-step", test_open_ends_step);
  g_test_add_func ("/rank/the-end-of-the-integer-range-is-refused", test_integer_range_end_is_refused);
  g_test_add_func ("/rank/ten-thousand-inserts-at-one-place-keep-the-order", test_ten_thousand_inserts_at_one_place_keep_the_order);
  return g_test_run ();
}
