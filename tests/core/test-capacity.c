/* SPDX-License-Identifier: GPL-3.0-or-later
 * Capacity and velocity, with the figures of the rules: two weeks from Mon 30 Nov 2026, Monday to Friday. */
#include <math.h>

#include "zw-capacity.h"
#include "zw-schema.h"

enum { MONDAY_TO_FRIDAY = 0x1f, EVERY_DAY = 0x7f };

static int
date (const char *text)
{
  int value;

  g_assert_true (zw_date_from_string (text, &value));
  return value;
}

static GArray *
dates (const char *const *texts)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; texts[i] != NULL; i++)
    {
      int value = date (texts[i]);
      g_array_append_val (all, value);
    }
  return all;
}

static ZwCapacityFrame
two_weeks (void)
{
  return (ZwCapacityFrame){ .start = date ("2026-11-30"), .end = date ("2026-12-11"), .working_days = MONDAY_TO_FRIDAY, .focus_factor = 1 };
}

static ZwCapacity
measure (const ZwCapacityFrame *frame, int minutes_per_day, double points, const char *const *days_off)
{
  g_autoptr (GArray) off = days_off != NULL ? dates (days_off) : NULL;
  const ZwCapacityMember member = { minutes_per_day, points, off };
  ZwCapacity capacity;

  zw_capacity_measure (frame, &member, &capacity);
  return capacity;
}

static void
test_hours_are_days_there_times_focus (void)
{
  ZwCapacityFrame frame = two_weeks ();
  const char *const off[] = { "2026-12-01", "2026-12-02", NULL };

  g_assert_cmpfloat (measure (&frame, 480, NAN, NULL).hours, ==, 80);
  g_assert_cmpfloat (measure (&frame, 480, NAN, off).hours, ==, 64);
  frame.focus_factor = .75;
  g_assert_cmpfloat (measure (&frame, 480, NAN, off).hours, ==, 48);
  g_assert_cmpfloat (measure (&frame, 300, NAN, NULL).hours, ==, 37.5);
}

static void
test_points_shrink_in_proportion_to_days_off (void)
{
  const ZwCapacityFrame frame = two_weeks ();
  const char *const four[] = { "2026-12-08", "2026-12-09", "2026-12-10", "2026-12-11", NULL };
  const char *const half[] = { "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", NULL };

  g_assert_cmpfloat (measure (&frame, 480, 9, NULL).points, ==, 9);
  g_assert_cmpfloat (measure (&frame, 480, 9, four).points, ==, 5);
  g_assert_cmpint (measure (&frame, 480, 9, four).days_off, ==, 4);
  g_assert_cmpfloat (measure (&frame, 480, 8, half).points, ==, 4);
}

static void
test_points_are_never_made_from_hours (void)
{
  ZwCapacityFrame frame = two_weeks ();

  frame.focus_factor = .5;
  g_assert_cmpfloat (measure (&frame, 120, 9, NULL).points, ==, 9);
  g_assert_true (isnan (measure (&frame, 480, NAN, NULL).points));
}

static void
test_a_holiday_is_nobodys_working_day (void)
{
  const char *const feast[] = { "2026-12-08", NULL }, *const away[] = { "2026-12-08", "2026-12-09", NULL };
  g_autoptr (GArray) holidays = dates (feast);
  ZwCapacityFrame frame = two_weeks ();

  frame.holidays = holidays;
  ZwCapacity capacity = measure (&frame, 480, 10, away);
  g_assert_cmpint (capacity.days, ==, 9);
  g_assert_cmpint (capacity.days_off, ==, 1);
  g_assert_cmpfloat (capacity.hours, ==, 64);
  g_assert_cmpfloat (capacity.points, ==, 8);
}

static void
test_days_off_count_once_inside_the_sprint_on_working_days (void)
{
  const char *const off[] = { "2026-11-27", "2026-12-05", "2026-12-06", "2026-12-07", "2026-12-07", "2026-12-14", NULL };
  ZwCapacityFrame frame = two_weeks ();

  g_assert_cmpint (measure (&frame, 480, 10, off).days_off, ==, 1);
  frame.working_days = EVERY_DAY;
  g_assert_cmpint (measure (&frame, 480, 10, off).days_off, ==, 3);
}

static void
test_leave_for_the_whole_sprint_leaves_nothing (void)
{
  g_autoptr (GArray) leave = g_array_new (FALSE, FALSE, sizeof (int));
  const ZwCapacityFrame frame = two_weeks ();
  const ZwCapacityMember member = { 480, 9, leave };
  ZwCapacity capacity;

  for (int day = frame.start - 7; day <= frame.end + 7; day++)
    g_array_append_val (leave, day);
  zw_capacity_measure (&frame, &member, &capacity);
  g_assert_cmpint (capacity.days_off, ==, 10);
  g_assert_cmpfloat (capacity.hours, ==, 0);
  g_assert_cmpfloat (capacity.points, ==, 0);
}

static void
test_a_sprint_without_a_working_day_holds_nothing (void)
{
  ZwCapacityFrame frame = two_weeks ();

  frame.start = frame.end = date ("2026-12-05");
  g_assert_cmpfloat (measure (&frame, 480, 9, NULL).points, ==, 0);
  g_assert_cmpfloat (measure (&frame, 480, 9, NULL).hours, ==, 0);
}

static void
test_velocity_is_the_mean_of_what_was_completed (void)
{
  const ZwVelocitySprint sprints[] = { { 11, 40, 38, 36 }, { 12, 38, 34, 34 }, { 13, 37, 36, 30 } };
  ZwVelocity velocity;

  zw_velocity_measure (sprints, G_N_ELEMENTS (sprints), &velocity);
  g_assert_cmpuint (velocity.n, ==, 3);
  g_assert_cmpfloat (velocity.mean, ==, 36);
  g_assert_cmpfloat (velocity.min, ==, 34);
  g_assert_cmpfloat (velocity.max, ==, 38);
  g_assert_cmpfloat (velocity.kept, ==, 100);
  g_assert_cmpfloat (velocity.promised, ==, 115);
  g_assert_cmpfloat (zw_velocity_suggest (&velocity), ==, 36);
  zw_velocity_measure (sprints, 2, &velocity);
  g_assert_cmpfloat (zw_velocity_suggest (&velocity), ==, 36);
}

static void
test_without_a_closed_sprint_there_is_no_velocity (void)
{
  ZwVelocity velocity;

  zw_velocity_measure (NULL, 0, &velocity);
  g_assert_cmpuint (velocity.n, ==, 0);
  g_assert_true (isnan (velocity.mean) && isnan (velocity.min) && isnan (velocity.max));
  g_assert_true (isnan (zw_velocity_suggest (&velocity)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/capacity/hours-are-days-there-times-focus", test_hours_are_days_there_times_focus);
  g_test_add_func ("/capacity/points-shrink-in-proportion-to-days-off", test_points_shrink_in_proportion_to_days_off);
  g_test_add_func ("/capacity/points-are-never-made-from-hours", test_points_are_never_made_from_hours);
  g_test_add_func ("/capacity/a-holiday-is-nobodys-working-day", test_a_holiday_is_nobodys_working_day);
  g_test_add_func ("/capacity/days-off-count-once-inside-the-sprint-on-working-days",
                   test_days_off_count_once_inside_the_sprint_on_working_days);
  g_test_add_func ("/capacity/leave-for-the-whole-sprint-leaves-nothing", test_leave_for_the_whole_sprint_leaves_nothing);
  g_test_add_func ("/capacity/a-sprint-without-a-working-day-holds-nothing", test_a_sprint_without_a_working_day_holds_nothing);
  g_test_add_func ("/velocity/is-the-mean-of-what-was-completed", test_velocity_is_the_mean_of_what_was_completed);
  g_test_add_func ("/velocity/without-a-closed-sprint-there-is-none", test_without_a_closed_sprint_there_is_no_velocity);
  return g_test_run ();
}
