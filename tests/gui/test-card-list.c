/* SPDX-License-Identifier: GPL-3.0-or-later
 * What ZwCardList promises to the eye: cards stay in place while others change, the ends are exact, few widgets serve
 * any number of items, and nothing is left behind. */
#define G_LOG_DOMAIN "zw-test"
#include "card-board.h"

static void
shows_a_full_page (Board *board, gconstpointer data)
{
  board_assert_sound (board);
  g_assert_cmpint (board->list->page, >, PAGE / 2);
  g_assert_cmpint (((ZwCardRow *) board->list->rows->pdata[0])->y, ==, 0);
}

static void
changes_above_move_nothing (Board *board, gconstpointer data)
{
  g_autoptr (View) before = NULL;
  guint first;

  board_scroll_by (board, 30000);
  before = board_see (board);
  first = board_get_first_visible (board);
  for (guint step = 0; step < 4; step++)
    {
      g_autoptr (View) after = NULL;
      if (step == 0)
        board_insert (board, first - 20, 1);
      else if (step == 1)
        board_insert (board, 0, 50);
      else if (step == 2)
        g_list_store_remove (board->store, 3);
      else
        g_list_store_splice (board->store, 10, 5 + 35, NULL, 0);
      board_wait_frame (board);
      after = board_see (board);
      view_assert_still (before, after, g_hash_table_size (before->tops));
      board_assert_sound (board);
    }
}

static void
changes_in_one_frame_move_nothing (Board *board, gconstpointer data)
{
  g_autoptr (View) before = NULL;
  g_autoptr (View) after = NULL;

  board_scroll_by (board, 20000);
  before = board_see (board);
  for (guint i = 0; i < 30; i++)
    board_insert (board, i, i % 3);
  g_list_store_splice (board->store, 5, 12, NULL, 0);
  board_insert (board, board_get_n (board), 40);
  board_wait_frame (board);
  after = board_see (board);
  view_assert_still (before, after, g_hash_table_size (before->tops));
}

static void
a_card_that_goes_lifts_only_those_below (Board *board, gconstpointer data)
{
  g_autoptr (View) before = NULL;
  g_autoptr (View) after = NULL;
  guint first;
  int lifted;
  GObject *below;

  board_scroll_by (board, 20000);
  before = board_see (board);
  first = board_get_first_visible (board);
  below = board_get_item (board, first + 4);
  lifted = view_get_top (before, below) - view_get_top (before, board_get_item (board, first + 3));
  g_list_store_remove (board->store, first + 3);
  board_wait_frame (board);
  after = board_see (board);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (view_get_top (after, board_get_item (board, first + i)), ==, view_get_top (before, board_get_item (board, first + i)));
  g_assert_cmpint (view_get_top (after, below), ==, view_get_top (before, below) - lifted);
}

static void
a_card_that_comes_pushes_only_those_below (Board *board, gconstpointer data)
{
  g_autoptr (View) before = NULL;
  g_autoptr (View) after = NULL;
  guint first;

  board_scroll_by (board, 20000);
  before = board_see (board);
  first = board_get_first_visible (board);
  board_insert (board, first + 2, 1);
  board_wait_frame (board);
  after = board_see (board);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (view_get_top (after, board_get_item (board, first + i)), ==, view_get_top (before, board_get_item (board, first + i)));
  g_assert_cmpint (view_get_top (after, board_get_item (board, first + 2)), ==, view_get_top (before, board_get_item (board, first + 3)));
}

static void
a_card_growing_above_moves_nothing (Board *board, gconstpointer data)
{
  g_autoptr (View) before = NULL;
  g_autoptr (View) after = NULL;
  ZwCardRow *above;

  board_scroll_by (board, 20000);
  before = board_see (board);
  above = board->list->rows->pdata[0];
  g_assert_false (board_shows (board, above));
  test_item_set_height (TEST_ITEM (above->item), 210);
  board_wait_frame (board);
  after = board_see (board);
  view_assert_still (before, after, g_hash_table_size (before->tops) - 1);
  board_assert_sound (board);
}

static void
new_cards_show_at_the_very_top (Board *board, gconstpointer data)
{
  board_insert (board, 0, 1);
  board_wait_frame (board);
  g_assert_cmpuint (board_get_first_visible (board), ==, 0);
  g_assert_cmpint (((ZwCardRow *) board->list->rows->pdata[0])->y, ==, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (board->adjustment), ==, 0);
}

static void
the_end_is_exact_and_holds (Board *board, gconstpointer data)
{
  gtk_adjustment_set_value (board->adjustment, gtk_adjustment_get_upper (board->adjustment));
  board_wait_frame (board);
  g_assert_cmpuint (board_get_last_row (board)->index, ==, board_get_n (board) - 1);
  g_assert_cmpint (board_get_last_row (board)->y + board_get_last_row (board)->height, ==, board->list->page);
  board_insert (board, 4, 7);
  board_wait_frame (board);
  g_assert_cmpint (board_get_last_row (board)->y + board_get_last_row (board)->height, ==, board->list->page);
  board_assert_sound (board);
}

/* As kinetic scrolling does: absolute values, on and on, while cards come in above. */
static void
absolute_scrolling_is_not_disturbed (Board *board, gconstpointer data)
{
  double value;

  gtk_adjustment_set_value (board->adjustment, gtk_adjustment_get_upper (board->adjustment) / 2);
  board_wait_frame (board);
  value = gtk_adjustment_get_value (board->adjustment);
  for (guint frame = 0; frame < 100; frame++)
    {
      g_autoptr (View) before = board_see (board);
      g_autoptr (View) after = NULL;
      GHashTableIter iter;
      gpointer item;
      gpointer y;

      if (frame % 10 == 5)
        board_insert (board, frame, 3);
      value -= 9;
      gtk_adjustment_set_value (board->adjustment, value);
      board_wait_frame (board);
      after = board_see (board);
      g_hash_table_iter_init (&iter, before->tops);
      while (g_hash_table_iter_next (&iter, &item, &y))
        if (g_hash_table_contains (after->tops, item))
          g_assert_cmpint (view_get_top (after, item), ==, GPOINTER_TO_INT (y) + 9);
      board_assert_sound (board);
    }
}

static void
every_item_can_be_shown (Board *board, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 60; i++)
    {
      guint index = (guint) g_rand_int_range (rand, 0, (int) board_get_n (board));
      ZwCardRow *row;
      zw_card_list_scroll_to_position (board->list, index);
      board_wait_frame (board);
      row = zw_card_list_find_row (board->list, index);
      g_assert_nonnull (row);
      g_assert_cmpint (row->y, >=, 0);
      g_assert_cmpint (row->y + row->height, <=, board->list->page);
      board_assert_sound (board);
    }
}

static void
random_changes_leave_it_sound (Board *board, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);

  for (guint i = 0; i < 100; i++)
    {
      for (int k = g_rand_int_range (rand, 1, 4); k > 0; k--)
        board_random_splice (board, rand);
      if (i % 3 == 0)
        gtk_adjustment_set_value (board->adjustment,
                                  g_rand_double_range (rand, gtk_adjustment_get_lower (board->adjustment),
                                                       gtk_adjustment_get_upper (board->adjustment)));
      board_wait_frame (board);
      board_assert_sound (board);
    }
}

static void
the_heights_index_agrees_with_a_plain_array (void)
{
  g_autoptr (ZwCardHeights) heights = zw_card_heights_new ();
  g_autoptr (GArray) shadow = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 200; i++)
    {
      guint position = (guint) g_rand_int_range (rand, 0, (int) shadow->len + 1);
      guint wanted = (guint) g_rand_int_range (rand, 0, 300);
      guint removed = MIN (shadow->len - position, wanted);
      guint added = (guint) g_rand_int_range (rand, 0, 400);
      int height = g_rand_int_range (rand, 1, 150);
      int top = 0;

      if (removed > 0)
        g_array_remove_range (shadow, position, removed);
      for (guint k = 0; k < added; k++)
        g_array_insert_val (shadow, position, height);
      zw_card_heights_splice (heights, position, removed, added, height);
      g_assert_cmpuint (zw_card_heights_get_n (heights), ==, shadow->len);
      for (guint k = 0; k < shadow->len; k += 1 + (guint) g_rand_int_range (rand, 0, 40))
        {
          top = 0;
          for (guint j = 0; j < k; j++)
            top += g_array_index (shadow, int, j);
          g_assert_cmpint (zw_card_heights_get_top (heights, k), ==, top);
          g_assert_cmpuint (zw_card_heights_find (heights, top), ==, k);
          g_assert_cmpuint (zw_card_heights_find (heights, top + g_array_index (shadow, int, k) - 1), ==, k);
        }
    }
  g_assert_cmpint (zw_card_heights_get_top (heights, shadow->len), ==, zw_card_heights_get_total (heights));
}

static void
few_cards_serve_a_hundred_thousand (Board *board, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < 150; i++)
    {
      gtk_adjustment_set_value (board->adjustment,
                                g_rand_double_range (rand, 0, gtk_adjustment_get_upper (board->adjustment)));
      board_wait_frame (board);
      board_assert_sound (board);
    }
  for (guint i = 0; i < 50; i++)
    board_scroll_by (board, 40);
  g_assert_cmpuint (board->created, <, 60);
}

static void
nothing_is_left_behind (void)
{
  Board board = { 0 };
  g_autoptr (TestItem) item = NULL;
  GListStore *store;
  ZwCardList *list;
  GtkWidget *card;

  board_open (&board, GUINT_TO_POINTER (200));
  store = g_object_ref (board.store);
  list = board.list;
  card = GTK_WIDGET (((ZwCardRow *) list->rows->pdata[1])->card);
  item = TEST_ITEM (g_object_ref (board_get_item (&board, 1)));
  zw_card_list_focus_position (list, 1);
  zw_card_selection_toggle (board.selection, G_LIST_MODEL (store), board_get_item (&board, 1));
  zw_card_list_settle_item (list, board_get_item (&board, 1), 10);
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  g_object_add_weak_pointer (G_OBJECT (card), (gpointer *) &card);
  board_close (&board, NULL);
  g_assert_null (list);
  g_assert_null (card);
  g_list_store_remove_all (store);
  g_assert_finalize_object (store);
  g_assert_finalize_object (g_steal_pointer (&item));
}

#define TEST(path, n, function) g_test_add (path, Board, GUINT_TO_POINTER (n), board_open, function, board_close)

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/card-heights/agrees-with-a-plain-array", the_heights_index_agrees_with_a_plain_array);
  TEST ("/card-list/shows-a-full-page", 200, shows_a_full_page);
  TEST ("/card-list/changes-above-move-nothing", 1000, changes_above_move_nothing);
  TEST ("/card-list/changes-in-one-frame-move-nothing", 1000, changes_in_one_frame_move_nothing);
  TEST ("/card-list/a-card-that-goes-lifts-only-those-below", 1000, a_card_that_goes_lifts_only_those_below);
  TEST ("/card-list/a-card-that-comes-pushes-only-those-below", 1000, a_card_that_comes_pushes_only_those_below);
  TEST ("/card-list/a-card-growing-above-moves-nothing", 1000, a_card_growing_above_moves_nothing);
  TEST ("/card-list/new-cards-show-at-the-very-top", 200, new_cards_show_at_the_very_top);
  TEST ("/card-list/the-end-is-exact-and-holds", 1000, the_end_is_exact_and_holds);
  TEST ("/card-list/absolute-scrolling-is-not-disturbed", 1000, absolute_scrolling_is_not_disturbed);
  TEST ("/card-list/every-item-can-be-shown", 2000, every_item_can_be_shown);
  TEST ("/card-list/random-changes-leave-it-sound", 300, random_changes_leave_it_sound);
  TEST ("/card-list/few-cards-serve-a-hundred-thousand", 100000, few_cards_serve_a_hundred_thousand);
  g_test_add_func ("/card-list/nothing-is-left-behind", nothing_is_left_behind);
  return g_test_run ();
}
