/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window the tests of ZwCardList look at. It reads the list's private state: rows and their places. */
#define G_LOG_DOMAIN "zw-test"
#include "card-board.h"

#define LIMIT_US (5 * G_USEC_PER_SEC)

static TestItem *
new_item (Board *board)
{
  int number = board->next_number++;

  return test_item_new (number, 60 + number * 37 % 90);
}

void
board_insert (Board *board, guint position, guint n)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, new_item (board));
  g_list_store_splice (board->store, position, 0, items->pdata, items->len);
}

GObject *
board_get_item (Board *board, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (board->store), position);

  return item;
}

guint
board_get_n (Board *board)
{
  return g_list_model_get_n_items (G_LIST_MODEL (board->store));
}

static void
after_paint_cb (GdkFrameClock *clock, Board *board)
{
  board->frames++;
}

/* Lets one whole frame pass. */
void
board_wait_frame (Board *board)
{
  guint until = board->frames + 1;
  gint64 limit_us = g_get_monotonic_time () + LIMIT_US;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  gtk_widget_queue_draw (GTK_WIDGET (board->list));
  while (board->frames < until && g_get_monotonic_time () < limit_us)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (board->frames, >=, until);
}

void
board_open (Board *board, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  board->store = g_list_store_new (TEST_TYPE_ITEM);
  board->selection = zw_card_selection_new ();
  board->list = ZW_CARD_LIST (zw_card_list_new ((ZwCardCreateFunc) test_card_create, &board->created, NULL));
  board->scrolled = gtk_scrolled_window_new ();
  board->window = gtk_window_new ();
  zw_card_list_set_selection (board->list, board->selection);
  zw_card_list_set_model (board->list, G_LIST_MODEL (board->store));
  board_insert (board, 0, GPOINTER_TO_UINT (data));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (board->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (board->scrolled), GTK_WIDGET (board->list));
  gtk_window_set_child (GTK_WINDOW (board->window), board->scrolled);
  gtk_window_set_titlebar (GTK_WINDOW (board->window), gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_window_set_default_size (GTK_WINDOW (board->window), 300, PAGE);
  gtk_window_present (GTK_WINDOW (board->window));
  board->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (board->scrolled));
  g_signal_connect (gtk_widget_get_frame_clock (board->window), "after-paint", G_CALLBACK (after_paint_cb), board);
  board_wait_frame (board);
  board_wait_frame (board);
}

void
board_close (Board *board, gconstpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (board->window), after_paint_cb, board);
  gtk_window_destroy (GTK_WINDOW (board->window));
  g_clear_object (&board->store);
  g_clear_object (&board->selection);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
view_free (View *view)
{
  g_hash_table_unref (view->tops);
  g_free (view);
}

gboolean
board_shows (Board *board, ZwCardRow *row)
{
  return row->y + row->height > 0 && row->y < board->list->page;
}

View *
board_see (Board *board)
{
  View *view = g_new (View, 1);

  view->tops = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  for (guint i = 0; i < board->list->rows->len; i++)
    {
      ZwCardRow *row = board->list->rows->pdata[i];
      if (board_shows (board, row))
        g_hash_table_insert (view->tops, g_object_ref (row->item), GINT_TO_POINTER (row->y));
    }
  return view;
}

int
view_get_top (View *view, GObject *item)
{
  g_assert_true (g_hash_table_contains (view->tops, item));
  return GPOINTER_TO_INT (g_hash_table_lookup (view->tops, item));
}

/* Every item seen both before and after is where it was; at least @least of them. */
void
view_assert_still (View *before, View *after, guint least)
{
  GHashTableIter iter;
  gpointer item;
  gpointer y;
  guint common = 0;

  g_hash_table_iter_init (&iter, before->tops);
  while (g_hash_table_iter_next (&iter, &item, &y))
    {
      if (!g_hash_table_contains (after->tops, item))
        continue;
      g_assert_cmpint (view_get_top (after, item), ==, GPOINTER_TO_INT (y));
      common++;
    }
  g_assert_cmpuint (common, >=, least);
}

/* The live cards are a run of the model without gaps that fills the page, each bound to its item. */
void
board_assert_sound (Board *board)
{
  ZwCardList *list = board->list;
  int bottom = G_MININT;
  int first_y = G_MAXINT;

  g_assert_cmpuint (zw_card_list_get_n (list), ==, board_get_n (board));
  for (guint i = 0; i < list->rows->len; i++)
    {
      ZwCardRow *row = list->rows->pdata[i];
      g_assert_true (row->item == board_get_item (board, row->index));
      g_assert_true (test_card_get_item (TEST_CARD (row->card)) == TEST_ITEM (row->item));
      if (!board_shows (board, row))
        continue;
      if (bottom != G_MININT)
        g_assert_cmpint (row->y, ==, bottom + GAP);
      first_y = MIN (first_y, row->y);
      bottom = row->y + row->height;
    }
  if (board_get_n (board) == 0)
    return;
  g_assert_cmpint (first_y, <=, GAP);
  if (zw_card_heights_get_total (list->heights) - GAP > list->page)
    g_assert_cmpint (bottom, >=, list->page - GAP);
  g_assert_cmpfloat (gtk_adjustment_get_lower (board->adjustment), ==, list->origin);
}

void
board_scroll_by (Board *board, double distance)
{
  gtk_adjustment_set_value (board->adjustment, gtk_adjustment_get_value (board->adjustment) + distance);
  board_wait_frame (board);
}

guint
board_get_first_visible (Board *board)
{
  for (guint i = 0; i < board->list->rows->len; i++)
    if (board_shows (board, board->list->rows->pdata[i]))
      return ((ZwCardRow *) board->list->rows->pdata[i])->index;
  g_assert_not_reached ();
}

ZwCardRow *
board_get_last_row (Board *board)
{
  return board->list->rows->pdata[board->list->rows->len - 1];
}

void
board_random_splice (Board *board, GRand *rand)
{
  guint n = board_get_n (board);
  guint position = (guint) g_rand_int_range (rand, 0, (int) n + 1);
  guint wanted = (guint) g_rand_int_range (rand, 0, 12);
  guint removed = MIN (n - position, wanted);

  if (g_rand_int_range (rand, 0, 25) == 0)
    {
      position = 0;
      removed = n;
    }
  g_list_store_splice (board->store, position, removed, NULL, 0);
  board_insert (board, position, (guint) g_rand_int_range (rand, 0, removed == n ? 60 : 12));
}
