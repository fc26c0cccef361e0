/* SPDX-License-Identifier: GPL-3.0-or-later
 * Drags of cards by a real pointer, through the X server and GDK: between columns and within one, with changes and
 * scrolling on the way, cancelled by Escape. The owner here moves the item as the board's action would. */
#define G_LOG_DOMAIN "zw-test"
#include "hand.h"
#include "test-card.h"
#include "zw-card-list-private.h"

#include <adwaita.h>

#define CARD 80
#define STRIDE 88

typedef struct {
  GtkWidget *window;
  ZwCardList *lists[2];
  GListStore *stores[2];
  guint created;
  guint drops;
  guint clicks;
  gboolean refuse;
  guint refusals;
} Desk;

static GListStore *
store_of (Desk *desk, ZwCardList *list)
{
  return desk->stores[list == desk->lists[1]];
}

static gboolean
take_out (Desk *desk, GObject *item)
{
  guint position;

  for (guint i = 0; i < 2; i++)
    if (g_list_store_find (desk->stores[i], item, &position))
      {
        g_list_store_remove (desk->stores[i], position);
        return TRUE;
      }
  return FALSE;
}

static gboolean
drop_cb (ZwCardList *list, GObject *item, GObject *before, Desk *desk)
{
  GListStore *store = store_of (desk, list);
  guint position = g_list_model_get_n_items (G_LIST_MODEL (store));

  if (!take_out (desk, item))
    return FALSE;
  if (before == NULL || !g_list_store_find (store, before, &position))
    position = g_list_model_get_n_items (G_LIST_MODEL (store));
  g_list_store_insert (store, position, item);
  desk->drops++;
  return TRUE;
}

static gboolean
accepts_cb (ZwCardList *list, GObject *item, Desk *desk)
{
  return !desk->refuse;
}

static void
refused_cb (ZwCardList *list, GObject *item, Desk *desk)
{
  desk->refusals++;
}

static void
clicked_cb (ZwCardList *list, GObject *item, int n_press, GdkModifierType modifiers, Desk *desk)
{
  desk->clicks++;
}

static void
fill (GListStore *store, int first, int n)
{
  for (int i = 0; i < n; i++)
    {
      g_autoptr (TestItem) item = test_item_new (first + i, CARD);
      g_list_store_append (store, item);
    }
}

static GtkWidget *
add_column (Desk *desk, guint column)
{
  ZwCardList *list = ZW_CARD_LIST (zw_card_list_new ((ZwCardCreateFunc) test_card_create, &desk->created, NULL));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  desk->lists[column] = list;
  desk->stores[column] = g_list_store_new (TEST_TYPE_ITEM);
  zw_card_list_set_model (list, G_LIST_MODEL (desk->stores[column]));
  g_signal_connect (list, "drop", G_CALLBACK (drop_cb), desk);
  g_signal_connect (list, "accepts-drop", G_CALLBACK (accepts_cb), desk);
  g_signal_connect (list, "drop-refused", G_CALLBACK (refused_cb), desk);
  g_signal_connect (list, "item-clicked", G_CALLBACK (clicked_cb), desk);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (list));
  gtk_widget_set_hexpand (scrolled, TRUE);
  return scrolled;
}

static void
desk_open (Desk *desk, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  desk->window = gtk_window_new ();
  for (guint column = 0; column < 2; column++)
    gtk_box_append (GTK_BOX (box), add_column (desk, column));
  fill (desk->stores[0], 0, GPOINTER_TO_INT (data));
  fill (desk->stores[1], 1000, 3);
  gtk_window_set_child (GTK_WINDOW (desk->window), box);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 640, 600);
  gtk_window_present (GTK_WINDOW (desk->window));
  hand_rest (300);
}

static void
desk_close (Desk *desk, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  for (guint i = 0; i < 2; i++)
    g_object_unref (desk->stores[i]);
  hand_rest (50);
}

static int
number_at (Desk *desk, guint column, guint position)
{
  g_autoptr (TestItem) item = g_list_model_get_item (G_LIST_MODEL (desk->stores[column]), position);

  return item != NULL ? test_item_get_number (item) : -1;
}

static void
grip (Desk *desk, guint column, double y)
{
  hand_move (GTK_WIDGET (desk->lists[column]), 60, y, 2);
  hand_button (1, TRUE);
  hand_move (GTK_WIDGET (desk->lists[column]), 75, y + 12, 4);
}

static void
let_go (Desk *desk)
{
  hand_rest (60);
  hand_button (1, FALSE);
  hand_rest (400);
  g_assert_null (desk->lists[0]->drag_item);
  g_assert_false (desk->lists[0]->drop_active);
  g_assert_false (desk->lists[1]->drop_active);
}

static void
assert_focus (Desk *desk, guint column, guint position)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (desk->window));

  g_assert_true (gtk_widget_get_parent (focus) == GTK_WIDGET (desk->lists[column]));
  g_assert_cmpint (test_item_get_number (test_card_get_item (TEST_CARD (focus))), ==, number_at (desk, column, position));
}

static gboolean
skip_without_hand (void)
{
  if (hand_is_there ())
    return FALSE;
  g_test_skip ("needs X11 with XTEST");
  return TRUE;
}

static void
a_card_goes_where_it_is_dropped (Desk *desk, gconstpointer data)
{
  ZwCardRow *row;

  if (skip_without_hand ())
    return;
  grip (desk, 0, STRIDE + 30);
  row = zw_card_list_find_row (desk->lists[0], 1);
  g_assert_cmpuint (test_card_get_state (TEST_CARD (row->card)), ==, ZW_CARD_STATE_DRAG_SOURCE);
  hand_move (GTK_WIDGET (desk->lists[1]), 80, 2 * STRIDE + 10, 10);
  g_assert_true (desk->lists[1]->drop_active);
  g_assert_true (desk->lists[1]->has_line);
  g_assert_cmpuint (desk->lists[1]->line_index, ==, 2);
  let_go (desk);
  g_assert_cmpuint (desk->drops, ==, 1);
  g_assert_cmpint (number_at (desk, 1, 2), ==, 1);
  g_assert_cmpint (number_at (desk, 0, 1), ==, 2);
  g_assert_cmpuint (desk->clicks, ==, 0);
  assert_focus (desk, 1, 2);
}

static void
a_card_moves_within_its_column (Desk *desk, gconstpointer data)
{
  if (skip_without_hand ())
    return;
  grip (desk, 0, 30);
  hand_move (GTK_WIDGET (desk->lists[0]), 80, 3 * STRIDE + 70, 10);
  g_assert_cmpuint (desk->lists[0]->line_index, ==, 4);
  let_go (desk);
  g_assert_cmpint (number_at (desk, 0, 0), ==, 1);
  g_assert_cmpint (number_at (desk, 0, 3), ==, 0);
  assert_focus (desk, 0, 3);
}

static void
escape_cancels_a_drag (Desk *desk, gconstpointer data)
{
  if (skip_without_hand ())
    return;
  grip (desk, 0, 30);
  hand_move (GTK_WIDGET (desk->lists[1]), 80, 100, 10);
  hand_key (GDK_KEY_Escape);
  hand_rest (100);
  g_assert_null (desk->lists[0]->drag_item);
  hand_button (1, FALSE);
  hand_rest (400);
  g_assert_cmpuint (desk->drops, ==, 0);
  g_assert_cmpint (number_at (desk, 0, 0), ==, 0);
  grip (desk, 0, 30);
  hand_move (GTK_WIDGET (desk->lists[1]), 80, 100, 10);
  let_go (desk);
  g_assert_cmpuint (desk->drops, ==, 1);
}

static void
a_column_that_refuses_shows_no_line (Desk *desk, gconstpointer data)
{
  if (skip_without_hand ())
    return;
  desk->refuse = TRUE;
  grip (desk, 0, 30);
  hand_move (GTK_WIDGET (desk->lists[1]), 80, 100, 10);
  g_assert_false (desk->lists[1]->drop_active);
  g_assert_false (desk->lists[1]->has_line);
  g_assert_cmpuint (desk->refusals, ==, 0);
  let_go (desk);
  g_assert_cmpuint (desk->drops, ==, 0);
  g_assert_cmpuint (desk->refusals, ==, 1);
}

static void
an_item_that_vanished_is_not_dropped (Desk *desk, gconstpointer data)
{
  if (skip_without_hand ())
    return;
  grip (desk, 0, 30);
  hand_move (GTK_WIDGET (desk->lists[1]), 80, 100, 6);
  g_list_store_remove (desk->stores[0], 0);
  let_go (desk);
  g_assert_cmpuint (desk->drops, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (desk->stores[1])), ==, 3);
}

static void
the_line_follows_changes_under_the_pointer (Desk *desk, gconstpointer data)
{
  if (skip_without_hand ())
    return;
  grip (desk, 0, 30);
  hand_move (GTK_WIDGET (desk->lists[1]), 80, 400, 8);
  g_assert_cmpuint (desk->lists[1]->line_index, ==, 3);
  fill (desk->stores[1], 2000, 2);
  hand_rest (60);
  g_assert_cmpuint (desk->lists[1]->line_index, ==, 5);
  let_go (desk);
  g_assert_cmpint (number_at (desk, 1, 5), ==, 0);
}

static void
a_column_scrolls_near_its_edge (Desk *desk, gconstpointer data)
{
  guint line;

  if (skip_without_hand ())
    return;
  grip (desk, 0, 30);
  hand_move (GTK_WIDGET (desk->lists[0]), 80, desk->lists[0]->page - 6, 8);
  hand_rest (700);
  line = desk->lists[0]->line_index;
  g_assert_cmpuint (line, >, 8);
  g_assert_cmpfloat (gtk_adjustment_get_value (desk->lists[0]->adjustments[1]), >, 150);
  let_go (desk);
  g_assert_cmpuint (desk->drops, ==, 1);
  g_assert_cmpint (number_at (desk, 0, 0), ==, 1);
  g_assert_cmpint (number_at (desk, 0, 200), ==, 200);
}

static void
a_drag_survives_its_column (Desk *desk, gconstpointer data)
{
  GtkWidget *scrolled;

  if (skip_without_hand ())
    return;
  grip (desk, 0, 30);
  hand_move (GTK_WIDGET (desk->lists[1]), 80, 100, 6);
  scrolled = gtk_widget_get_ancestor (GTK_WIDGET (desk->lists[0]), GTK_TYPE_SCROLLED_WINDOW);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (scrolled)), scrolled);
  hand_rest (60);
  hand_button (1, FALSE);
  hand_rest (400);
  g_assert_cmpuint (desk->drops, ==, 1);
}

static void
a_click_is_no_drag (Desk *desk, gconstpointer data)
{
  if (skip_without_hand ())
    return;
  hand_move (GTK_WIDGET (desk->lists[0]), 60, STRIDE + 30, 2);
  hand_button (1, TRUE);
  hand_button (1, FALSE);
  hand_rest (60);
  g_assert_cmpuint (desk->clicks, ==, 1);
  g_assert_cmpuint (desk->lists[0]->focus_index, ==, 1);
}

#define TEST(path, n, function) g_test_add (path, Desk, GINT_TO_POINTER (n), desk_open, function, desk_close)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  TEST ("/card-drag/a-click-is-no-drag", 5, a_click_is_no_drag);
  TEST ("/card-drag/a-card-goes-where-it-is-dropped", 5, a_card_goes_where_it_is_dropped);
  TEST ("/card-drag/a-card-moves-within-its-column", 5, a_card_moves_within_its_column);
  TEST ("/card-drag/escape-cancels-a-drag", 5, escape_cancels_a_drag);
  TEST ("/card-drag/a-column-that-refuses-shows-no-line", 5, a_column_that_refuses_shows_no_line);
  TEST ("/card-drag/an-item-that-vanished-is-not-dropped", 5, an_item_that_vanished_is_not_dropped);
  TEST ("/card-drag/the-line-follows-changes-under-the-pointer", 5, the_line_follows_changes_under_the_pointer);
  TEST ("/card-drag/a-column-scrolls-near-its-edge", 300, a_column_scrolls_near_its_edge);
  TEST ("/card-drag/a-drag-survives-its-column", 5, a_drag_survives_its_column);
  return g_test_run ();
}
