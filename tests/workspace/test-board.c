/* SPDX-License-Identifier: GPL-3.0-or-later
 * The board's rules: who stands where, what is counted and summed, limits, the done column, sprints and filters. */
#include "zw-board.h"
#include "zw-workspace-fixture.h"

enum { CANCELLED = 90, SUPPORT_NEW, REVIEW };

typedef struct {
  ZwWorkspaceFixture base;
  ZwBoard *board;
} F;

static void
add_status (ZwWorkspace *workspace, gint64 id, const char *name, const char *workflow, const char *category, gboolean on_board,
            int position)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  ZwChange *status = zw_change_set_create (set, ZW_ENTITY_STATUS, id, 0);

  zw_change_put_int (status, ZW_FIELD_PROJECT, ZW_TEST_PROJECT);
  zw_change_put (status, ZW_FIELD_NAME, name);
  zw_change_put (status, ZW_FIELD_WORKFLOW, workflow);
  zw_change_put (status, ZW_FIELD_CATEGORY, category);
  zw_change_put (status, ZW_FIELD_ON_BOARD, on_board ? "1" : "0");
  zw_change_put_int (status, ZW_FIELD_POSITION, position);
  g_assert_true (zw_workspace_commit (workspace, set, NULL));
}

static void
set_up (F *f, gconstpointer unused)
{
  zw_workspace_fixture_set_up (&f->base, unused);
  add_status (f->base.workspace, CANCELLED, "Not Done", "work", "cancelled", FALSE, 4);
  add_status (f->base.workspace, SUPPORT_NEW, "New", "support", "todo", TRUE, 5);
  f->board = zw_board_new (f->base.workspace, ZW_TEST_PROJECT);
}

static void
tear_down (F *f, gconstpointer unused)
{
  g_assert_finalize_object (f->board);
  zw_workspace_fixture_tear_down (&f->base, unused);
}

static ZwTicket *
add (F *f, const char *title, gint64 status, const char *estimate)
{
  ZwTicket *ticket = zw_test_ticket (f->base.workspace, title, status);
  zw_test_set (f->base.workspace, ticket, ZW_FIELD_ESTIMATE, estimate);
  return ticket;
}

static void
set (F *f, ZwTicket *ticket, ZwField field, const char *value)
{
  zw_test_set (f->base.workspace, ticket, field, value);
}

static ZwBoardColumn *
column_of (F *f, gint64 status)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->board)); i++)
    {
      g_autoptr (ZwBoardColumn) column = g_list_model_get_item (G_LIST_MODEL (f->board), i);
      if (zw_item_get_id (ZW_ITEM (zw_board_column_get_status (column))) == status)
        return column;
    }
  return NULL;
}

static char *
id_of (gpointer item)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, zw_item_get_id (item));
}

/* Each column as "Name count/shown sum: titles". */
static void
assert_board (F *f, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->board)); i++)
    {
      g_autoptr (ZwBoardColumn) column = g_list_model_get_item (G_LIST_MODEL (f->board), i);
      g_autofree char *titles = zw_test_titles (zw_board_column_get_cards (column));
      g_string_append_printf (text, "%s%s %u/%u %g: %s", i == 0 ? "" : " | ", zw_board_column_get_status (column)->name,
                              zw_board_column_get_count (column), zw_board_column_get_shown (column),
                              zw_board_column_get_sum (column), titles);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_columns_are_the_work_statuses_on_board (F *f, gconstpointer unused)
{
  assert_board (f, "To Do 0/0 0:  | Doing 0/0 0:  | Done 0/0 0: ");
  add_status (f->base.workspace, REVIEW, "Review", "work", "in-progress", TRUE, 2);
  assert_board (f, "To Do 0/0 0:  | Doing 0/0 0:  | Review 0/0 0:  | Done 0/0 0: ");
  zw_board_set_scope (f->board, ZW_BOARD_PROBLEMS, 0);
  assert_board (f, "New 0/0 0: ");
}

static void
test_a_move_changes_both_columns (F *f, gconstpointer unused)
{
  ZwTicket *a = add (f, "a", 0, "3");

  add (f, "b", 0, "5");
  assert_board (f, "To Do 2/2 8: a b | Doing 0/0 0:  | Done 0/0 0: ");
  set (f, a, ZW_FIELD_STATUS, "3");
  assert_board (f, "To Do 1/1 5: b | Doing 1/1 3: a | Done 0/0 0: ");
  g_assert_cmpfloat (zw_board_get_total (f->board), ==, 8);
  set (f, a, ZW_FIELD_STATUS, "4");
  g_assert_cmpfloat (zw_board_get_done (f->board), ==, 3);
  zw_test_undo (f->base.workspace, NULL);
  zw_test_undo (f->base.workspace, NULL);
  assert_board (f, "To Do 2/2 8: a b | Doing 0/0 0:  | Done 0/0 0: ");
}

static void
test_sub_tickets_stand_but_do_not_count (F *f, gconstpointer unused)
{
  ZwTicket *a = add (f, "a", 0, "3"), *b = add (f, "b", 0, "5");
  g_autofree char *parent = id_of (a);

  set (f, b, ZW_FIELD_PARENT, parent);
  assert_board (f, "To Do 1/2 3: a b | Doing 0/0 0:  | Done 0/0 0: ");
  zw_test_set (f->base.workspace, zw_workspace_get_project (f->base.workspace, ZW_TEST_PROJECT), ZW_FIELD_SUB_TICKETS_ON_BOARD, "0");
  assert_board (f, "To Do 1/1 3: a | Doing 0/0 0:  | Done 0/0 0: ");
  set (f, a, ZW_FIELD_TYPE, "epic"); /* an epic is not on the board, and its children are whole tickets */
  assert_board (f, "To Do 1/1 5: b | Doing 0/0 0:  | Done 0/0 0: ");
  set (f, a, ZW_FIELD_TYPE, "task");
  assert_board (f, "To Do 1/1 3: a | Doing 0/0 0:  | Done 0/0 0: ");
}

static void
test_crossed_cards_stand_in_the_last_done_column (F *f, gconstpointer unused)
{
  ZwTicket *a = add (f, "a", ZW_TEST_DONE, "3"), *b = add (f, "b", 0, "5");

  g_assert_nonnull (a);
  set (f, b, ZW_FIELD_STATUS, "90");
  assert_board (f, "To Do 0/0 0:  | Doing 0/0 0:  | Done 2/2 3: a b");
  g_assert_cmpfloat (zw_board_get_total (f->board), ==, 3);
  g_assert_true (zw_board_find_column (f->board, b) == column_of (f, ZW_TEST_DONE));
}

static char *
days_ago (int days)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, ZW_TEST_NOW - (gint64) days * 24 * 60 * 60 * 1000);
}

static void
test_done_shows_the_last_fourteen_days (F *f, gconstpointer unused)
{
  g_autofree char *recent = days_ago (14), *old = days_ago (15);

  set (f, add (f, "recent", ZW_TEST_DONE, "1"), ZW_FIELD_CLOSED, recent);
  set (f, add (f, "old", ZW_TEST_DONE, "1"), ZW_FIELD_CLOSED, old);
  assert_board (f, "To Do 0/0 0:  | Doing 0/0 0:  | Done 1/1 1: recent");
  zw_clock_set (f->base.clock, ZW_TEST_NOW + G_GINT64_CONSTANT (86400000));
  assert_board (f, "To Do 0/0 0:  | Doing 0/0 0:  | Done 0/0 0: ");
  zw_board_set_show_all (f->board, TRUE);
  assert_board (f, "To Do 0/0 0:  | Doing 0/0 0:  | Done 2/2 2: recent old");
}

static void
test_the_active_sprint_takes_over (F *f, gconstpointer unused)
{
  ZwTicket *a = add (f, "a", 0, "3");
  ZwSprint *sprint = zw_workspace_get_sprint (f->base.workspace, ZW_TEST_SPRINT);
  g_autofree char *id = id_of (sprint), *old = days_ago (30);

  add (f, "b", 0, "5");
  set (f, add (f, "done", ZW_TEST_DONE, "1"), ZW_FIELD_CLOSED, old);
  set (f, a, ZW_FIELD_SPRINT, id);
  g_assert_cmpint (zw_board_get_scope (f->board), ==, ZW_BOARD_OPEN);
  zw_test_set (f->base.workspace, sprint, ZW_FIELD_STATE, "active");
  g_assert_cmpint (zw_board_get_scope (f->board), ==, ZW_BOARD_SPRINT);
  g_assert_true (zw_board_get_sprint (f->board) == sprint);
  assert_board (f, "To Do 1/1 3: a | Doing 0/0 0:  | Done 0/0 0: ");
  set (f, a, ZW_FIELD_STATUS, "4");
  set (f, a, ZW_FIELD_CLOSED, old); /* nothing of a running sprint is ever hidden */
  assert_board (f, "To Do 0/0 0:  | Doing 0/0 0:  | Done 1/1 3: a");
  zw_test_set (f->base.workspace, sprint, ZW_FIELD_STATE, "closed");
  g_assert_cmpint (zw_board_get_scope (f->board), ==, ZW_BOARD_OPEN);
  assert_board (f, "To Do 1/1 5: b | Doing 0/0 0:  | Done 0/0 0: ");
}

static void
count_cb (gpointer board, guint *n)
{
  (*n)++;
}

static void
test_a_filter_hides_cards_not_counts (F *f, gconstpointer unused)
{
  ZwTicket *apple = add (f, "Apple", 0, "3");
  guint n = 0;

  add (f, "Pear", 0, "5");
  g_signal_connect (f->board, "totals-changed", G_CALLBACK (count_cb), &n);
  zw_board_set_filter (f->board, "app");
  assert_board (f, "To Do 2/1 8: Apple | Doing 0/0 0:  | Done 0/0 0: ");
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (zw_board_get_n_cards (f->board), ==, 2);
  g_assert_cmpuint (zw_board_get_n_shown (f->board), ==, 1);
  set (f, apple, ZW_FIELD_TITLE, "Plum"); /* cards come and go as they change */
  assert_board (f, "To Do 2/0 8:  | Doing 0/0 0:  | Done 0/0 0: ");
  set (f, apple, ZW_FIELD_TITLE, "Apple pie");
  assert_board (f, "To Do 2/1 8: Apple pie | Doing 0/0 0:  | Done 0/0 0: ");
  zw_board_set_filter (f->board, "");
  assert_board (f, "To Do 2/2 8: Apple pie Pear | Doing 0/0 0:  | Done 0/0 0: ");
}

static void
test_the_limit_is_held_by_the_true_count (F *f, gconstpointer unused)
{
  ZwBoardColumn *column = column_of (f, ZW_TEST_DOING);

  zw_test_set (f->base.workspace, zw_workspace_get_status (f->base.workspace, ZW_TEST_DOING), ZW_FIELD_WIP_LIMIT, "1");
  add (f, "a", ZW_TEST_DOING, NULL);
  g_assert_false (zw_board_column_is_over_limit (column));
  add (f, "b", ZW_TEST_DOING, NULL);
  g_assert_true (zw_board_column_is_over_limit (column));
  zw_board_set_filter (f->board, "nothing");
  g_assert_true (zw_board_column_is_over_limit (column));
}

static gboolean
is_own_place (F *f, ZwTicket *first, ZwTicket *second, guint position)
{
  gint64 ids[] = { zw_item_get_id (ZW_ITEM (first)), second != NULL ? zw_item_get_id (ZW_ITEM (second)) : 0 };
  return zw_board_column_is_own_place (column_of (f, ZW_TEST_TODO), ids, second != NULL ? 2 : 1, position);
}

/* Behind the card above it, before the one below it: hidden ones in between do not count. */
static void
test_the_visibly_own_place_is_the_own_place (F *f, gconstpointer unused)
{
  ZwTicket *a = add (f, "see a", 0, "1"), *hidden = add (f, "hidden", 0, "1"), *b = add (f, "see b", 0, "1"), *c = add (f, "see c", 0, "1");

  g_assert_true (is_own_place (f, b, NULL, 2));
  g_assert_false (is_own_place (f, b, NULL, 1));
  zw_board_set_filter (f->board, "see");
  g_assert_true (is_own_place (f, b, NULL, 1));
  g_assert_true (is_own_place (f, b, NULL, 2));
  g_assert_false (is_own_place (f, b, NULL, 0));
  g_assert_false (is_own_place (f, b, NULL, 3));
  g_assert_true (is_own_place (f, c, b, 3));
  g_assert_true (is_own_place (f, b, c, 1));
  g_assert_false (is_own_place (f, a, c, 2));
  g_assert_false (is_own_place (f, hidden, NULL, 1));
}

typedef struct {
  ZwBoard *board;
  guint n;
} Shown;

static gboolean
is_shown (gpointer data)
{
  return zw_board_get_n_shown (((Shown *) data)->board) == ((Shown *) data)->n;
}

static void
assert_shown (F *f, guint n)
{
  Shown shown = { f->board, n };
  g_assert_true (zw_wait_until (is_shown, &shown, 10000));
}

static void
write_text (F *f, ZwTicket *ticket, const char *old_text, const char *text)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));
  ZwChangeSet *change = zw_workspace_new_set (f->base.workspace, ZW_DEED_EDIT);

  zw_change_set_set (change, ZW_ENTITY_TICKET, id, id, ZW_FIELD_DESCRIPTION, old_text, text);
  zw_test_commit (f->base.workspace, change, NULL);
}

static void
comment (F *f, ZwTicket *ticket, const char *text)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket)), comment = zw_workspace_new_id (f->base.workspace);
  ZwChangeSet *change = zw_workspace_new_set (f->base.workspace, ZW_DEED_COMMENT);

  zw_change_put_int (zw_change_set_create (change, ZW_ENTITY_COMMENT, comment, id), ZW_FIELD_TICKET, id);
  zw_change_set_set (change, ZW_ENTITY_COMMENT, comment, id, ZW_FIELD_TEXT, NULL, text);
  zw_test_commit (f->base.workspace, change, NULL);
}

static void
test_a_filter_finds_words_of_descriptions_and_comments (F *f, gconstpointer unused)
{
  ZwTicket *a = add (f, "apple voucher", 0, "1"), *b = add (f, "banana", 0, "1"), *c = add (f, "cherry", 0, "1");

  write_text (f, b, NULL, "Guests lose their Voucher in the cart");
  comment (f, c, "seen with a vouch\u00e9r, too");
  zw_board_set_filter (f->board, "voucher");
  g_assert_cmpuint (zw_board_get_n_shown (f->board), ==, 1);
  g_assert_nonnull (a);
  assert_shown (f, 3);
  zw_board_set_filter (f->board, "voucher cart");
  assert_shown (f, 1);
  /* What is written later is found, what is gone is not. */
  write_text (f, b, "Guests lose their Voucher in the cart", "Nothing of that");
  assert_shown (f, 0);
  zw_board_set_filter (f->board, "voucher -cherry");
  assert_shown (f, 1);
  comment (f, b, "the voucher again");
  assert_shown (f, 2);
  zw_board_set_filter (f->board, "");
  assert_shown (f, 3);
}

#define ADD(name, func) g_test_add ("/board/" name, F, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("columns-are-the-work-statuses-on-board", test_columns_are_the_work_statuses_on_board);
  ADD ("a-move-changes-both-columns", test_a_move_changes_both_columns);
  ADD ("sub-tickets-stand-but-do-not-count", test_sub_tickets_stand_but_do_not_count);
  ADD ("crossed-cards-stand-in-the-last-done-column", test_crossed_cards_stand_in_the_last_done_column);
  ADD ("done-shows-the-last-fourteen-days", test_done_shows_the_last_fourteen_days);
  ADD ("the-active-sprint-takes-over", test_the_active_sprint_takes_over);
  ADD ("a-filter-hides-cards-not-counts", test_a_filter_hides_cards_not_counts);
  ADD ("the-visibly-own-place-is-the-own-place", test_the_visibly_own_place_is_the_own_place);
  ADD ("a-filter-finds-words-of-descriptions-and-comments", test_a_filter_finds_words_of_descriptions_and_comments);
  ADD ("the-limit-is-held-by-the-true-count", test_the_limit_is_held_by_the_true_count);
  return g_test_run ();
}
