/* SPDX-License-Identifier: GPL-3.0-or-later
 * The walk through a stand-up, with a clock of its own. */
#include "zw-standup-walk.h"

enum { ANNA = 1, BERND, CARLA, NOBODY = 0 };

/* Anna, Bernd and Carla; @away of them has a day off. @work: n tickets from 101 on. */
static ZwStandupReport *
new_report (gint64 away, guint n_people, guint n_work)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (ZwStandupPerson)), off = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (ZwStandupTicket));
  g_autoptr (GHashTable) categories = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();
  ZwStandupFrame frame = { .until = 1, .categories = categories, .people = people, .tickets = tickets };
  const int today = 719163; /* 1970-01-01 */

  g_array_append_val (off, today);
  for (guint i = 1; i <= n_people; i++)
    {
      const ZwStandupPerson person = { i, i == away ? off : NULL };
      g_array_append_val (people, person);
    }
  for (guint i = 0; i < n_work; i++)
    {
      const ZwStandupTicket ticket
        = { .id = 101 + i, .owner = ANNA, .status = 7, .category = ZW_CATEGORY_IN_PROGRESS, .is_on_board = TRUE };
      g_array_append_val (tickets, ticket);
    }
  frame.calendar.zone = g_time_zone_new_utc ();
  ZwStandupReport *report = zw_standup_report_new (&frame, sets);
  g_time_zone_unref (frame.calendar.zone);
  return report;
}

static ZwStandupWalk *
new_walk (gint64 away)
{
  g_autoptr (ZwStandupReport) report = new_report (away, 3, 2);
  ZwStandupWalk *walk = zw_standup_walk_new (0);

  zw_standup_walk_set_report (walk, report);
  return walk;
}

static void
test_who_is_away_is_skipped (void)
{
  g_autoptr (ZwStandupWalk) walk = new_walk (BERND);

  g_assert_cmpuint (zw_standup_walk_get_n (walk), ==, 2);
  g_assert_cmpint (zw_standup_walk_get_current (walk), ==, ANNA);
  g_assert_true (zw_standup_walk_next (walk));
  g_assert_cmpint (zw_standup_walk_get_current (walk), ==, CARLA);
  g_assert_true (zw_standup_walk_has_passed (walk, ANNA));
}

static void
test_behind_the_last_is_the_end (void)
{
  g_autoptr (ZwStandupWalk) walk = new_walk (0);

  g_assert_false (zw_standup_walk_back (walk));
  for (int i = 0; i < 3; i++)
    g_assert_true (zw_standup_walk_next (walk));
  g_assert_true (zw_standup_walk_is_at_end (walk));
  g_assert_cmpint (zw_standup_walk_get_current (walk), ==, -1);
  g_assert_false (zw_standup_walk_next (walk));
  g_assert_true (zw_standup_walk_back (walk));
  g_assert_cmpint (zw_standup_walk_get_current (walk), ==, CARLA);
}

static void
test_each_way_keeps_its_place (void)
{
  g_autoptr (ZwStandupWalk) walk = new_walk (0);

  zw_standup_walk_next (walk);
  zw_standup_walk_set_way (walk, ZW_STANDUP_BY_WORK);
  g_assert_cmpint (zw_standup_walk_get_current (walk), ==, 101);
  zw_standup_walk_next (walk);
  zw_standup_walk_set_way (walk, ZW_STANDUP_BY_PEOPLE);
  g_assert_cmpint (zw_standup_walk_get_current (walk), ==, BERND);
  zw_standup_walk_set_way (walk, ZW_STANDUP_BY_WORK);
  g_assert_cmpint (zw_standup_walk_get_current (walk), ==, 102);
}

static void
test_a_change_keeps_the_place (void)
{
  g_autoptr (ZwStandupWalk) walk = new_walk (0);
  g_autoptr (ZwStandupReport) bernd_goes = new_report (BERND, 3, 1), all = new_report (0, 3, 2), few = new_report (0, 1, 0);

  zw_standup_walk_next (walk);
  zw_standup_walk_set_report (walk, bernd_goes);
  g_assert_cmpint (zw_standup_walk_get_current (walk), ==, CARLA); /* the next one */
  zw_standup_walk_set_report (walk, all);
  g_assert_cmpint (zw_standup_walk_get_current (walk), ==, CARLA);
  zw_standup_walk_set_report (walk, few);
  g_assert_cmpint (zw_standup_walk_get_current (walk), ==, ANNA); /* the last that is left, not the end */
  zw_standup_walk_set_way (walk, ZW_STANDUP_BY_WORK);
  g_assert_true (zw_standup_walk_is_at_end (walk)); /* nothing under way */
}

static void
test_time_goes_to_whose_turn_it_is (void)
{
  g_autoptr (ZwStandupWalk) walk = new_walk (0);

  zw_standup_walk_tick (walk, 84500);
  g_assert_cmpint (zw_standup_walk_get_seconds (walk), ==, 84);
  zw_standup_walk_next (walk);
  g_assert_cmpint (zw_standup_walk_get_seconds (walk), ==, 0);
  zw_standup_walk_tick (walk, 95000);
  g_assert_cmpint (zw_standup_walk_get_seconds (walk), ==, 10);
  zw_standup_walk_back (walk);
  zw_standup_walk_tick (walk, 96000);
  g_assert_cmpint (zw_standup_walk_get_seconds (walk), ==, 85); /* all visits */
  g_assert_cmpint (zw_standup_walk_get_total_seconds (walk), ==, 96);
}

static void
test_a_pause_costs_nothing (void)
{
  g_autoptr (ZwStandupWalk) walk = new_walk (0);

  zw_standup_walk_tick (walk, 10000);
  zw_standup_walk_set_paused (walk, TRUE);
  zw_standup_walk_tick (walk, 500000);
  zw_standup_walk_set_paused (walk, FALSE);
  zw_standup_walk_tick (walk, 501000);
  g_assert_cmpint (zw_standup_walk_get_total_seconds (walk), ==, 11);
  zw_standup_walk_tick (walk, 400000); /* no clock goes back */
  zw_standup_walk_tick (walk, 502000);
  g_assert_cmpint (zw_standup_walk_get_total_seconds (walk), ==, 12);
}

static void
test_at_the_end_time_stands_still (void)
{
  g_autoptr (ZwStandupWalk) walk = new_walk (0);

  while (zw_standup_walk_next (walk))
    ;
  zw_standup_walk_tick (walk, 60000);
  g_assert_cmpint (zw_standup_walk_get_total_seconds (walk), ==, 0);
}

static void
test_notes_are_lines (void)
{
  g_autoptr (ZwStandupWalk) walk = new_walk (0);

  zw_standup_walk_park (walk, "  ask the bank\nabout keys ");
  zw_standup_walk_park (walk, "   ");
  zw_standup_walk_park (walk, "retro date");
  g_assert_cmpstr (zw_standup_walk_get_notes (walk), ==, "ask the bank about keys\nretro date");
  zw_standup_walk_restore (walk, "from yesterday");
  g_assert_cmpstr (zw_standup_walk_get_notes (walk), ==, "from yesterday\nask the bank about keys\nretro date");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/standup-walk/who-is-away-is-skipped", test_who_is_away_is_skipped);
  g_test_add_func ("/standup-walk/behind-the-last-is-the-end", test_behind_the_last_is_the_end);
  g_test_add_func ("/standup-walk/each-way-keeps-its-place", test_each_way_keeps_its_place);
  g_test_add_func ("/standup-walk/a-change-keeps-the-place", test_a_change_keeps_the_place);
  g_test_add_func ("/standup-walk/time-goes-to-whose-turn-it-is", test_time_goes_to_whose_turn_it_is);
  g_test_add_func ("/standup-walk/a-pause-costs-nothing", test_a_pause_costs_nothing);
  g_test_add_func ("/standup-walk/at-the-end-time-stands-still", test_at_the_end_time_stands_still);
  g_test_add_func ("/standup-walk/notes-are-lines", test_notes_are_lines);
  return g_test_run ();
}
