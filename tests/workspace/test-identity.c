/* SPDX-License-Identifier: GPL-3.0-or-later
 * Clock, writers, "You are", undo stacks: the small things everything else stands on. */
#include "zw-clock.h"
#include "zw-error.h"
#include "zw-identity.h"
#include "zw-store-fixture.h"
#include "zw-undo-stack.h"

static void
count_cb (gpointer clock, guint *n)
{
  (*n)++;
}

static void
test_dates_are_local (void)
{
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (ZwClock) clock = zw_clock_new_fixed (G_GINT64_CONSTANT (1795474740000), berlin); /* 2026-11-23 22:59 UTC */
  guint n = 0;

  g_signal_connect (clock, "day-changed", G_CALLBACK (count_cb), &n);
  g_autofree char *before = zw_date_to_string (zw_clock_get_today (clock));
  g_assert_cmpstr (before, ==, "2026-11-23");
  zw_clock_set (clock, G_GINT64_CONSTANT (1795474799999));
  g_assert_cmpuint (n, ==, 0);
  zw_clock_set (clock, G_GINT64_CONSTANT (1795474800000));
  g_assert_cmpuint (n, ==, 1);
  g_autofree char *after = zw_date_to_string (zw_clock_get_today (clock));
  g_assert_cmpstr (after, ==, "2026-11-24");
  g_autofree char *old = zw_date_to_string (zw_clock_get_date (clock, -1));
  g_assert_cmpstr (old, ==, "1970-01-01");
}

static void
test_a_writer_stays_the_same (void)
{
  g_autofree char *folder = g_dir_make_tmp ("zw-identity-XXXXXX", NULL), *state = g_build_filename (folder, "new", "state", NULL);
  g_autofree char *first = zw_identity_dup_writer (state, "window", NULL);
  g_autofree char *again = zw_identity_dup_writer (state, "window", NULL);
  g_autofree char *other = zw_identity_dup_writer (state, "command-line", NULL);

  g_assert_cmpuint (strlen (first), ==, 32);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
  zw_test_remove_folder (folder);
}

static void
test_a_writer_lives_without_a_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *writer = zw_identity_dup_writer ("/dev/null/state", "window", &error);

  g_assert_nonnull (writer);
  g_assert_error (error, ZW_ERROR, ZW_ERROR_IO);
}

static void
test_you_are_is_per_database (void)
{
  g_autofree char *folder = g_dir_make_tmp ("zw-identity-XXXXXX", NULL), *name = NULL;
  gint64 person;

  g_assert_false (zw_identity_load_actor (folder, "abc", &person, &name));
  g_assert_true (zw_identity_save_actor (folder, "abc", G_GINT64_CONSTANT (9007199254740993), "Ana", NULL));
  g_assert_true (zw_identity_save_actor (folder, "def", 0, "Guest", NULL));
  g_assert_true (zw_identity_load_actor (folder, "abc", &person, &name));
  g_assert_cmpint (person, ==, G_GINT64_CONSTANT (9007199254740993));
  g_assert_cmpstr (name, ==, "Ana");
  g_clear_pointer (&name, g_free);
  g_assert_true (zw_identity_save_actor (folder, "abc", 0, NULL, NULL));
  g_assert_false (zw_identity_load_actor (folder, "abc", &person, &name));
  g_assert_true (zw_identity_load_actor (folder, "def", &person, &name));
  g_assert_cmpstr (name, ==, "Guest");
  zw_test_remove_folder (folder);
}

static void
record (ZwUndoStack *stack, gint64 id, gint64 undoes)
{
  g_autoptr (ZwChangeSet) set = zw_change_set_new (id, undoes == 0 ? ZW_DEED_EDIT : ZW_DEED_UNDO);

  set->undoes = undoes;
  zw_undo_stack_record (stack, set, FALSE);
}

static void
assert_next (ZwUndoStack *stack, gint64 undo, gint64 redo)
{
  g_assert_cmpint (zw_undo_stack_peek (stack, FALSE, NULL), ==, undo);
  g_assert_cmpint (zw_undo_stack_peek (stack, TRUE, NULL), ==, redo);
}

static void
test_undo_and_redo_go_to_and_fro (void)
{
  g_autoptr (ZwUndoStack) stack = zw_undo_stack_new ();

  record (stack, 1, 0);
  record (stack, 2, 0);
  assert_next (stack, 2, 0);
  record (stack, 3, 2); /* undo 2 */
  assert_next (stack, 1, 3);
  record (stack, 4, 1); /* undo 1 */
  assert_next (stack, 0, 4);
  record (stack, 5, 4); /* redo 1 */
  assert_next (stack, 5, 3);
  record (stack, 6, 5); /* undo it again */
  assert_next (stack, 0, 6);
  record (stack, 7, 6);
  record (stack, 8, 3); /* redo 2 */
  assert_next (stack, 8, 0);
  record (stack, 9, 0);
  assert_next (stack, 9, 0);
}

static void
test_a_refused_undo_can_be_tried_again (void)
{
  g_autoptr (ZwUndoStack) stack = zw_undo_stack_new ();
  g_autoptr (ZwChangeSet) undo = zw_change_set_new (2, ZW_DEED_UNDO);

  record (stack, 1, 0);
  undo->undoes = 1;
  zw_undo_stack_record (stack, undo, TRUE);
  assert_next (stack, 0, 2);
  zw_undo_stack_take_back (stack, undo);
  assert_next (stack, 1, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/dates-are-local", test_dates_are_local);
  g_test_add_func ("/identity/a-writer-stays-the-same", test_a_writer_stays_the_same);
  g_test_add_func ("/identity/a-writer-lives-without-a-folder", test_a_writer_lives_without_a_folder);
  g_test_add_func ("/identity/you-are-is-per-database", test_you_are_is_per_database);
  g_test_add_func ("/undo-stack/undo-and-redo-go-to-and-fro", test_undo_and_redo_go_to_and_fro);
  g_test_add_func ("/undo-stack/a-refused-undo-can-be-tried-again", test_a_refused_undo_can_be_tried_again);
  return g_test_run ();
}
