/* SPDX-License-Identifier: GPL-3.0-or-later
 * What ZwCardList promises to the hand: focus that survives scrolling and changes, keys, selection, drops at the right
 * place, and what assistive technology hears. */
#define G_LOG_DOMAIN "zw-test"
#include "card-board.h"
#include "zw-drag-paintable.h"

static gboolean
has_focus (Board *board, GObject *item)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (board->window));

  return TEST_IS_CARD (focus) && G_OBJECT (test_card_get_item (TEST_CARD (focus))) == item;
}

static void
focus_survives_scrolling_away (Board *board, gconstpointer data)
{
  GObject *item = board_get_item (board, 5);

  g_assert_true (zw_card_list_focus_item (board->list, item));
  board_wait_frame (board);
  g_assert_true (has_focus (board, item));
  board_scroll_by (board, 50000);
  board_insert (board, 0, 4);
  board_wait_frame (board);
  g_assert_true (has_focus (board, item));
  g_assert_true (gtk_widget_child_focus (board->window, GTK_DIR_DOWN));
  board_wait_frame (board);
  g_assert_true (has_focus (board, board_get_item (board, 10)));
  g_assert_cmpuint (board_get_first_visible (board), <=, 10);
  board_assert_sound (board);
}

static void
a_neighbour_inherits_the_focus (Board *board, gconstpointer data)
{
  GObject *next = board_get_item (board, 6);
  guint last;

  zw_card_list_focus_position (board->list, 5);
  g_list_store_remove (board->store, 5);
  board_wait_frame (board);
  g_assert_true (has_focus (board, next));
  g_assert_true (zw_card_list_get_focus_item (board->list) == next);
  g_assert_null (board->list->zombie);
  last = board_get_n (board) - 1;
  zw_card_list_focus_position (board->list, last);
  g_list_store_remove (board->store, last);
  board_wait_frame (board);
  g_assert_true (has_focus (board, board_get_item (board, last - 1)));
}

static void
focus_follows_an_item_that_moves (Board *board, gconstpointer data)
{
  g_autoptr (GObject) item = g_object_ref (board_get_item (board, 3));

  zw_card_list_focus_item (board->list, item);
  g_list_store_remove (board->store, 3);
  g_list_store_insert (board->store, 1, item);
  board_wait_frame (board);
  g_assert_true (has_focus (board, item));
  g_assert_cmpuint (board->list->focus_index, ==, 1);
}

static void
an_empty_list_keeps_the_focus (Board *board, gconstpointer data)
{
  zw_card_list_focus_position (board->list, 2);
  g_list_store_remove_all (board->store);
  board_wait_frame (board);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (board->window)) == GTK_WIDGET (board->list));
  g_assert_null (zw_card_list_get_focus_item (board->list));
  board_insert (board, 0, 3);
  board_wait_frame (board);
  g_assert_true (has_focus (board, board_get_item (board, 0)));
}

static gboolean
press (Board *board, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (board->list));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, i);
      if (!GTK_IS_SHORTCUT_CONTROLLER (shortcuts))
        continue;
      for (guint k = 0; k < g_list_model_get_n_items (shortcuts); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);
          if (gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (board->list),
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }
  return FALSE;
}

static void
pages_and_ends_move_the_focus (Board *board, gconstpointer data)
{
  guint index;

  zw_card_list_focus_position (board->list, 0);
  g_assert_true (press (board, GDK_KEY_Page_Down));
  board_wait_frame (board);
  index = board->list->focus_index;
  g_assert_cmpuint (index, >=, 4);
  g_assert_cmpuint (index, <=, 10);
  g_assert_true (has_focus (board, board_get_item (board, index)));
  press (board, GDK_KEY_Page_Down);
  board_wait_frame (board);
  g_assert_cmpuint (board->list->focus_index, >, index + 3);
  press (board, GDK_KEY_Page_Up);
  board_wait_frame (board);
  g_assert_cmpuint (board->list->focus_index, <=, index + 1);
  press (board, GDK_KEY_End);
  board_wait_frame (board);
  g_assert_true (has_focus (board, board_get_item (board, board_get_n (board) - 1)));
  g_assert_cmpint (board_get_last_row (board)->y + board_get_last_row (board)->height, ==, board->list->page);
  press (board, GDK_KEY_Page_Down);
  g_assert_cmpuint (board->list->focus_index, ==, board_get_n (board) - 1);
  press (board, GDK_KEY_Home);
  board_wait_frame (board);
  g_assert_true (has_focus (board, board_get_item (board, 0)));
  g_assert_false (zw_card_list_move_focus (board->list, -1));
  g_assert_true (zw_card_list_move_focus (board->list, 2));
  g_assert_true (has_focus (board, board_get_item (board, 2)));
}

static void
note_item_cb (ZwCardList *list, GObject *item, GObject **noted)
{
  *noted = item;
}

static void
enter_activates_the_focused_card (Board *board, gconstpointer data)
{
  GObject *activated = NULL;

  g_signal_connect (board->list, "item-activated", G_CALLBACK (note_item_cb), &activated);
  zw_card_list_focus_position (board->list, 4);
  g_assert_true (press (board, GDK_KEY_Return));
  g_assert_true (activated == board_get_item (board, 4));
}

typedef struct {
  GObject *item;
  GObject *before;
  guint count;
  gboolean answer;
  gboolean accepts;
} Drop;

static gboolean
drop_cb (ZwCardList *list, GObject *item, GObject *before, Drop *drop)
{
  drop->item = item;
  drop->before = before;
  drop->count++;
  return drop->answer;
}

static gboolean
accepts_cb (ZwCardList *list, GObject *item, Drop *drop)
{
  return drop->accepts;
}

static int
middle_of (Board *board, guint index)
{
  ZwCardRow *row = zw_card_list_find_row (board->list, index);

  return row->y + row->height / 2;
}

static void
drops_go_where_the_line_was (Board *board, gconstpointer data)
{
  g_autoptr (TestItem) guest = test_item_new (-1, 80);
  Drop drop = { .answer = TRUE };

  g_signal_connect (board->list, "drop", G_CALLBACK (drop_cb), &drop);
  g_assert_true (zw_card_list_drop_at (board->list, G_OBJECT (guest), 2));
  g_assert_true (drop.item == G_OBJECT (guest) && drop.before == board_get_item (board, 0));
  zw_card_list_drop_at (board->list, G_OBJECT (guest), middle_of (board, 2) - 3);
  g_assert_true (drop.before == board_get_item (board, 2));
  zw_card_list_drop_at (board->list, G_OBJECT (guest), middle_of (board, 2) + 3);
  g_assert_true (drop.before == board_get_item (board, 3));
  g_list_store_splice (board->store, 4, board_get_n (board) - 4, NULL, 0);
  board_wait_frame (board);
  zw_card_list_drop_at (board->list, G_OBJECT (guest), PAGE - 2);
  g_assert_null (drop.before);
  g_list_store_remove_all (board->store);
  board_wait_frame (board);
  drop.before = G_OBJECT (guest);
  g_assert_true (zw_card_list_drop_at (board->list, G_OBJECT (guest), 300));
  g_assert_null (drop.before);
  g_assert_cmpuint (drop.count, ==, 5);
}

static void
a_drop_beside_itself_changes_nothing (Board *board, gconstpointer data)
{
  Drop drop = { .answer = TRUE };

  g_signal_connect (board->list, "drop", G_CALLBACK (drop_cb), &drop);
  g_assert_true (zw_card_list_drop_at (board->list, board_get_item (board, 2), middle_of (board, 2) - 3));
  g_assert_true (zw_card_list_drop_at (board->list, board_get_item (board, 2), middle_of (board, 2) + 3));
  g_assert_true (zw_card_list_drop_at (board->list, board_get_item (board, 2), middle_of (board, 3) - 3));
  g_assert_cmpuint (drop.count, ==, 0);
  g_assert_true (zw_card_list_drop_at (board->list, board_get_item (board, 2), middle_of (board, 3) + 3));
  g_assert_true (drop.before == board_get_item (board, 4));
}

static void
a_refused_drop_says_so (Board *board, gconstpointer data)
{
  g_autoptr (TestItem) guest = test_item_new (-1, 80);
  Drop drop = { .answer = FALSE, .accepts = TRUE };

  g_assert_false (zw_card_list_drop_at (board->list, G_OBJECT (guest), 2));
  g_signal_connect (board->list, "drop", G_CALLBACK (drop_cb), &drop);
  g_assert_false (zw_card_list_drop_at (board->list, G_OBJECT (guest), 2));
  g_assert_cmpuint (drop.count, ==, 1);
  g_signal_connect (board->list, "accepts-drop", G_CALLBACK (accepts_cb), &drop);
  drop.accepts = FALSE;
  drop.answer = TRUE;
  g_assert_false (zw_card_list_drop_at (board->list, G_OBJECT (guest), 2));
  g_assert_cmpuint (drop.count, ==, 1);
}

static void
selection_shows_on_live_and_coming_cards (Board *board, gconstpointer data)
{
  ZwCardRow *row = zw_card_list_find_row (board->list, 1);
  GListModel *model = G_LIST_MODEL (board->store);

  zw_card_selection_toggle (board->selection, model, board_get_item (board, 1));
  g_assert_cmpuint (test_card_get_state (TEST_CARD (row->card)), ==, ZW_CARD_STATE_SELECTED);
  zw_card_selection_select_range (board->selection, model, board_get_item (board, 40));
  g_assert_cmpuint (zw_card_selection_get_n_items (board->selection), ==, 40);
  zw_card_list_scroll_to_position (board->list, 40);
  board_wait_frame (board);
  row = zw_card_list_find_row (board->list, 40);
  g_assert_cmpuint (test_card_get_state (TEST_CARD (row->card)), ==, ZW_CARD_STATE_SELECTED);
  zw_card_selection_toggle (board->selection, model, board_get_item (board, 40));
  g_assert_cmpuint (test_card_get_state (TEST_CARD (row->card)), ==, 0);
  zw_card_list_set_open_item (board->list, row->item);
  g_assert_cmpuint (test_card_get_state (TEST_CARD (row->card)), ==, ZW_CARD_STATE_OPEN);
  zw_card_selection_clear (board->selection);
  g_assert_cmpuint (zw_card_selection_get_n_items (board->selection), ==, 0);
}

static void
siblings_stand_in_the_order_of_the_model (Board *board, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < 30; i++)
    {
      GtkWidget *card;
      guint position = 0;
      board_random_splice (board, rand);
      board_scroll_by (board, g_rand_double_range (rand, -2000, 2000));
      card = gtk_widget_get_first_child (GTK_WIDGET (board->list));
      for (position = 0; position < board->list->rows->len; position++, card = gtk_widget_get_next_sibling (card))
        g_assert_true (card == GTK_WIDGET (((ZwCardRow *) board->list->rows->pdata[position])->card));
    }
}

static void
assistive_technology_hears_place_and_only_live_cards (Board *board, gconstpointer data)
{
  ZwCardRow *row = zw_card_list_find_row (board->list, 2);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (board->list), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row->card), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "3 of 200");
  g_list_store_splice (board->store, 0, board_get_n (board), NULL, 0);
  board_wait_frame (board);
  g_assert_cmpuint (board->list->parked->len, >, 3);
  row = board->list->parked->pdata[0];
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (row->card), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE);
  g_assert_null (row->item);
}

static void
a_selection_holds_its_items_and_lets_go (void)
{
  ZwCardSelection *selection = zw_card_selection_new ();
  g_autoptr (GListStore) store = g_list_store_new (TEST_TYPE_ITEM);
  g_autoptr (GListStore) other = g_list_store_new (TEST_TYPE_ITEM);
  g_autoptr (GPtrArray) items = NULL;
  TestItem *first = test_item_new (0, 80);

  g_list_store_append (store, first);
  for (int i = 1; i < 9; i++)
    {
      g_autoptr (TestItem) item = test_item_new (i, 80);
      g_list_store_append (i < 6 ? store : other, item);
    }
  zw_card_selection_select_all (selection, G_LIST_MODEL (store));
  g_assert_cmpuint (zw_card_selection_get_n_items (selection), ==, 6);
  zw_card_selection_remove (selection, G_OBJECT (first));
  g_assert_false (zw_card_selection_contains (selection, G_OBJECT (first)));
  items = zw_card_selection_dup_items (selection);
  g_assert_cmpuint (items->len, ==, 5);
  zw_card_selection_toggle (selection, G_LIST_MODEL (other), items->pdata[0]);
  zw_card_selection_select_range (selection, G_LIST_MODEL (store), G_OBJECT (first));
  g_assert_cmpuint (zw_card_selection_get_n_items (selection), ==, 1);
  g_list_store_remove (store, 0);
  g_assert_finalize_object (selection);
  g_assert_finalize_object (first);
}

static void
the_hot_spot_turns_with_the_card (void)
{
  GdkPaintable *card = gdk_paintable_new_empty (240, 120);
  ZwDragPaintable *flat = zw_drag_paintable_new (card, FALSE);
  ZwDragPaintable *lifted = zw_drag_paintable_new (card, TRUE);
  int x;
  int y;

  zw_drag_paintable_map_point (flat, 30, 20, &x, &y);
  g_assert_cmpint (x, ==, 30);
  g_assert_cmpint (y, ==, 20);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (flat)), ==, 240);
  zw_drag_paintable_map_point (lifted, 120, 60, &x, &y);
  g_assert_cmpint (ABS (2 * x - gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (lifted))), <=, 1);
  g_assert_cmpint (ABS (2 * y - gdk_paintable_get_intrinsic_height (GDK_PAINTABLE (lifted))), <=, 1);
  zw_drag_paintable_map_point (lifted, 240, 60, &x, &y);
  g_assert_cmpint (y, >, gdk_paintable_get_intrinsic_height (GDK_PAINTABLE (lifted)) / 2);
  g_assert_finalize_object (flat);
  g_assert_finalize_object (lifted);
  g_assert_finalize_object (card);
}

static void
properties_tell_what_was_set (Board *board, gconstpointer data)
{
  g_autoptr (GListStore) store = g_list_store_new (TEST_TYPE_ITEM);
  g_autoptr (GListModel) model = NULL;
  g_autoptr (GObject) focus_item = NULL;
  gboolean drop_active = TRUE;

  zw_card_list_focus_position (board->list, 1);
  g_object_get (board->list, "focus-item", &focus_item, "drop-active", &drop_active, NULL);
  g_assert_true (focus_item == board_get_item (board, 1));
  g_assert_false (drop_active);
  g_object_set (board->list, "model", store, NULL);
  g_object_get (board->list, "model", &model, NULL);
  g_assert_true (model == G_LIST_MODEL (store));
  board_wait_frame (board);
  g_assert_null (zw_card_list_get_focus_item (board->list));
  g_assert_cmpuint (board->list->rows->len, ==, 0);
  g_object_set (board->list, "model", NULL, NULL);
  board_wait_frame (board);
  g_assert_null (zw_card_list_get_model (board->list));
}

static void
a_new_density_keeps_the_place (Board *board, gconstpointer data)
{
  guint first;
  guint now;

  board_scroll_by (board, 10000);
  first = board_get_first_visible (board);
  zw_card_list_set_estimated_height (board->list, 36);
  zw_card_list_set_spacing (board->list, 4);
  board_wait_frame (board);
  now = board_get_first_visible (board);
  g_assert_cmpuint (now, >=, first);
  g_assert_cmpuint (now, <=, first + 1);
}

#define TEST(path, n, function) g_test_add (path, Board, GUINT_TO_POINTER (n), board_open, function, board_close)

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  TEST ("/card-list/focus-survives-scrolling-away", 1000, focus_survives_scrolling_away);
  TEST ("/card-list/a-neighbour-inherits-the-focus", 50, a_neighbour_inherits_the_focus);
  TEST ("/card-list/focus-follows-an-item-that-moves", 50, focus_follows_an_item_that_moves);
  TEST ("/card-list/an-empty-list-keeps-the-focus", 5, an_empty_list_keeps_the_focus);
  TEST ("/card-list/pages-and-ends-move-the-focus", 200, pages_and_ends_move_the_focus);
  TEST ("/card-list/enter-activates-the-focused-card", 20, enter_activates_the_focused_card);
  TEST ("/card-list/drops-go-where-the-line-was", 20, drops_go_where_the_line_was);
  TEST ("/card-list/a-drop-beside-itself-changes-nothing", 20, a_drop_beside_itself_changes_nothing);
  TEST ("/card-list/a-refused-drop-says-so", 20, a_refused_drop_says_so);
  TEST ("/card-list/selection-shows-on-live-and-coming-cards", 200, selection_shows_on_live_and_coming_cards);
  TEST ("/card-list/siblings-stand-in-the-order-of-the-model", 300, siblings_stand_in_the_order_of_the_model);
  TEST ("/card-list/assistive-technology-hears-place-and-only-live-cards", 200,
        assistive_technology_hears_place_and_only_live_cards);
  TEST ("/card-list/properties-tell-what-was-set", 20, properties_tell_what_was_set);
  TEST ("/card-list/a-new-density-keeps-the-place", 1000, a_new_density_keeps_the_place);
  g_test_add_func ("/card-selection/holds-its-items-and-lets-go", a_selection_holds_its_items_and_lets_go);
  g_test_add_func ("/drag-paintable/the-hot-spot-turns-with-the-card", the_hot_spot_turns_with_the_card);
  return g_test_run ();
}
