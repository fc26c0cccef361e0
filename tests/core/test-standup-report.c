/* SPDX-License-Identifier: GPL-3.0-or-later
 * What happened since the last stand-up: vectors across a sprint change, a weekend, a holiday and a change of the clocks. */
#include <math.h>

#include "zw-standup-report.h"

enum { OLD_SPRINT = 1, SPRINT, OPEN = 10, DOING, REVIEW, DONE, CANCELLED, GONE, ANNA = 50, BERND, TICKET = 100 };
#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"
#define MIDNIGHT_SHIFT "<-03>3<-02>,M11.1.0/0,M2.3.0/0" /* the clocks go from 23:59:59 to 1:00 */

typedef struct {
  GPtrArray *log;
  GArray *people, *tickets, *off;
  ZwStandupFrame frame;
} Fixture;

static gint64
at (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);
  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * 1000;
}

static int
date (const char *text)
{
  int date;
  g_assert_true (zw_date_from_string (text, &date));
  return date;
}

static void
set_category (Fixture *self, gint64 status, ZwCategory category)
{
  g_hash_table_insert (self->frame.categories, g_memdup2 (&status, sizeof status), GINT_TO_POINTER (category));
}

/* Since Friday 9:30, now Monday 9:30 in Berlin. The sprint began on Monday a week ago. */
static void
set_up (Fixture *self, gconstpointer data)
{
  const ZwStandupPerson anna = { ANNA, NULL }, bernd = { BERND, self->off = g_array_new (FALSE, FALSE, sizeof (int)) };

  self->log = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_set_unref);
  self->people = g_array_new (FALSE, FALSE, sizeof (ZwStandupPerson));
  self->tickets = g_array_new (FALSE, FALSE, sizeof (ZwStandupTicket));
  g_array_append_val (self->people, anna);
  g_array_append_val (self->people, bernd);
  self->frame = (ZwStandupFrame){
    .since = at ("2026-11-20T09:30:00+01"), .until = at ("2026-11-23T09:30:00+01"),
    .sprint = SPRINT, .sprint_started = at ("2026-11-16T10:00:00+01"),
    .calendar = { g_time_zone_new_identifier (BERLIN), 0x1f, NULL },
    .categories = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .people = self->people, .tickets = self->tickets,
  };
  set_category (self, OPEN, ZW_CATEGORY_TODO);
  set_category (self, DOING, ZW_CATEGORY_IN_PROGRESS);
  set_category (self, REVIEW, ZW_CATEGORY_IN_PROGRESS);
  set_category (self, DONE, ZW_CATEGORY_DONE);
  set_category (self, CANCELLED, ZW_CATEGORY_CANCELLED);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->log);
  g_array_unref (self->people);
  g_array_unref (self->tickets);
  g_array_unref (self->off);
  g_time_zone_unref (self->frame.calendar.zone);
  g_hash_table_unref (self->frame.categories);
}

/* As it is now. */
static ZwStandupTicket *
add_ticket (Fixture *self, gint64 id, gint64 owner, gint64 status)
{
  ZwStandupTicket ticket = { .id = id, .owner = owner, .status = status, .sprint = SPRINT, .estimate = 3, .points = 3 };

  ticket.is_on_board = TRUE;
  ticket.category = GPOINTER_TO_INT (g_hash_table_lookup (self->frame.categories, &status));
  g_array_append_val (self->tickets, ticket);
  return &g_array_index (self->tickets, ZwStandupTicket, self->tickets->len - 1);
}

static ZwChangeSet *
append (Fixture *self, const char *when)
{
  ZwChangeSet *set = zw_change_set_new ((gint64) self->log->len + 1, ZW_DEED_EDIT);

  set->at = at (when);
  g_ptr_array_add (self->log, set);
  return set;
}

static void
put (Fixture *self, const char *when, gint64 id, ZwField field, const char *old_value, const char *new_value)
{
  zw_change_set_set (append (self, when), ZW_ENTITY_TICKET, id, id, field, old_value, new_value);
}

static void
move (Fixture *self, const char *when, gint64 id, gint64 from, gint64 to)
{
  g_autofree char *old_value = g_strdup_printf ("%" G_GINT64_FORMAT, from), *new_value = g_strdup_printf ("%" G_GINT64_FORMAT, to);
  put (self, when, id, ZW_FIELD_STATUS, old_value, new_value);
}

/* The one change of the report; NULL when nothing happened. */
static const ZwStandupChange *
get_only_change (const ZwStandupReport *report)
{
  const ZwStandupChange *change = NULL;

  for (guint i = 0; i < report->shares->len; i++)
    {
      const ZwStandupShare *share = report->shares->pdata[i];
      g_assert_true (share->changes->len == 0 || (share->changes->len == 1 && change == NULL));
      if (share->changes->len == 1)
        change = &g_array_index (share->changes, ZwStandupChange, 0);
    }
  return change;
}

static void
assert_kinds (Fixture *self, guint kinds)
{
  g_autoptr (ZwStandupReport) report = zw_standup_report_new (&self->frame, self->log);
  const ZwStandupChange *change = get_only_change (report);

  g_assert_cmpuint (change != NULL ? change->kinds : 0, ==, kinds);
  for (guint i = 0; i < ZW_N_STANDUP_KINDS; i++)
    g_assert_cmpuint (report->sums[i], ==, (kinds >> i) & 1);
}

/* --- moves ---------------------------------------------------------------------------------------------------------- */

static void
test_only_the_net_move_counts (Fixture *self, gconstpointer data)
{
  add_ticket (self, TICKET, ANNA, REVIEW);
  move (self, "2026-11-20T10:00:00+01", TICKET, OPEN, DOING);
  move (self, "2026-11-20T11:00:00+01", TICKET, DOING, DONE);
  move (self, "2026-11-20T12:00:00+01", TICKET, DONE, REVIEW);
  g_autoptr (ZwStandupReport) report = zw_standup_report_new (&self->frame, self->log);
  const ZwStandupChange *change = get_only_change (report);

  g_assert_cmpint (change->from, ==, OPEN);
  g_assert_cmpint (change->to, ==, REVIEW);
  g_assert_cmpuint (change->kinds, ==, ZW_STANDUP_MOVED | ZW_STANDUP_STARTED);
}

static void
test_there_and_back_is_no_move (Fixture *self, gconstpointer data)
{
  add_ticket (self, TICKET, ANNA, DOING);
  move (self, "2026-11-20T10:00:00+01", TICKET, DOING, REVIEW);
  move (self, "2026-11-20T11:00:00+01", TICKET, REVIEW, DOING);
  assert_kinds (self, 0);
}

static void
test_finishing_cancelling_and_reopening_are_told (Fixture *self, gconstpointer data)
{
  ZwStandupTicket *ticket = add_ticket (self, TICKET, ANNA, DONE);

  move (self, "2026-11-20T10:00:00+01", TICKET, REVIEW, DONE);
  assert_kinds (self, ZW_STANDUP_MOVED | ZW_STANDUP_FINISHED);
  move (self, "2026-11-20T11:00:00+01", TICKET, DONE, CANCELLED);
  ticket->status = CANCELLED;
  ticket->category = ZW_CATEGORY_CANCELLED;
  assert_kinds (self, ZW_STANDUP_MOVED | ZW_STANDUP_CANCELLED);
  g_ptr_array_set_size (self->log, 0);
  move (self, "2026-11-20T11:00:00+01", TICKET, DONE, OPEN);
  ticket->status = OPEN;
  ticket->category = ZW_CATEGORY_TODO;
  assert_kinds (self, ZW_STANDUP_MOVED | ZW_STANDUP_REOPENED);
}

static void
test_what_was_told_last_time_is_not_told_again (Fixture *self, gconstpointer data)
{
  add_ticket (self, TICKET, ANNA, DOING);
  move (self, "2026-11-20T09:29:59+01", TICKET, OPEN, DOING);
  assert_kinds (self, 0);
  move (self, "2026-11-23T09:30:01+01", TICKET, DOING, REVIEW); /* after now */
  assert_kinds (self, 0);
}

static void
test_a_column_that_was_deleted_still_says_what_it_was (Fixture *self, gconstpointer data)
{
  add_ticket (self, TICKET, ANNA, DOING);
  move (self, "2026-11-20T10:00:00+01", TICKET, GONE, DOING);
  ZwChange *change = zw_change_set_delete (append (self, "2026-11-20T10:01:00+01"), ZW_ENTITY_STATUS, GONE, 0);
  zw_change_put (change, ZW_FIELD_CATEGORY, "done");
  assert_kinds (self, ZW_STANDUP_MOVED | ZW_STANDUP_REOPENED);
}

/* --- sprints -------------------------------------------------------------------------------------------------------- */

static void
test_what_comes_after_the_start_was_added (Fixture *self, gconstpointer data)
{
  add_ticket (self, TICKET, ANNA, OPEN);
  put (self, "2026-11-20T10:00:00+01", TICKET, ZW_FIELD_SPRINT, NULL, "2");
  assert_kinds (self, ZW_STANDUP_ADDED);
}

static void
test_a_ticket_made_in_the_sprint_was_added (Fixture *self, gconstpointer data)
{
  add_ticket (self, TICKET, ANNA, OPEN);
  ZwChange *change = zw_change_set_create (append (self, "2026-11-20T10:00:00+01"), ZW_ENTITY_TICKET, TICKET, TICKET);
  zw_change_put_int (change, ZW_FIELD_STATUS, OPEN);
  zw_change_put_int (change, ZW_FIELD_SPRINT, SPRINT);
  put (self, "2026-11-20T10:01:00+01", TICKET, ZW_FIELD_ESTIMATE, NULL, "3");
  assert_kinds (self, ZW_STANDUP_ADDED);
}

static void
test_out_and_in_again_is_no_change_of_scope (Fixture *self, gconstpointer data)
{
  add_ticket (self, TICKET, ANNA, OPEN);
  put (self, "2026-11-20T10:00:00+01", TICKET, ZW_FIELD_SPRINT, "2", NULL);
  put (self, "2026-11-20T11:00:00+01", TICKET, ZW_FIELD_SPRINT, NULL, "2");
  assert_kinds (self, 0);
}

/* Friday: the old sprint ends, its rest goes to the next one, which is estimated and begins on Monday at 9. */
static void
test_across_a_sprint_change_plans_are_no_news_and_finished_work_is (Fixture *self, gconstpointer data)
{
  self->frame.sprint_started = at ("2026-11-23T09:00:00+01");
  add_ticket (self, TICKET, ANNA, DOING);
  put (self, "2026-11-20T15:00:00+01", TICKET, ZW_FIELD_SPRINT, "1", "2");
  put (self, "2026-11-20T15:30:00+01", TICKET, ZW_FIELD_ESTIMATE, "8", "3");
  assert_kinds (self, 0);

  ZwStandupTicket *finished = add_ticket (self, TICKET + 1, ANNA, DONE);
  finished->sprint = OLD_SPRINT;
  finished->is_on_board = FALSE;
  move (self, "2026-11-20T14:00:00+01", TICKET + 1, DOING, DONE);
  assert_kinds (self, ZW_STANDUP_MOVED | ZW_STANDUP_FINISHED);
  g_autoptr (ZwStandupReport) report = zw_standup_report_new (&self->frame, self->log);
  g_assert_cmpfloat (zw_standup_report_find (report, ANNA)->points_done, ==, 0); /* of the new sprint */
}

static void
test_in_the_new_sprint_scope_is_news_again (Fixture *self, gconstpointer data)
{
  self->frame.sprint_started = at ("2026-11-23T09:00:00+01");
  add_ticket (self, TICKET, ANNA, DOING);
  put (self, "2026-11-20T15:00:00+01", TICKET, ZW_FIELD_SPRINT, "1", "2");
  put (self, "2026-11-23T09:10:00+01", TICKET, ZW_FIELD_ESTIMATE, "5", "3");
  assert_kinds (self, ZW_STANDUP_REESTIMATED);
}

static void
test_without_a_sprint_estimates_count_from_the_last_time (Fixture *self, gconstpointer data)
{
  self->frame.sprint = self->frame.sprint_started = 0;
  add_ticket (self, TICKET, ANNA, OPEN)->sprint = 0;
  put (self, "2026-11-20T10:00:00+01", TICKET, ZW_FIELD_ESTIMATE, NULL, "8");
  put (self, "2026-11-20T11:00:00+01", TICKET, ZW_FIELD_ESTIMATE, "8", "3");
  g_autoptr (ZwStandupReport) report = zw_standup_report_new (&self->frame, self->log);
  const ZwStandupChange *change = get_only_change (report);

  g_assert_cmpuint (change->kinds, ==, ZW_STANDUP_REESTIMATED);
  g_assert_true (isnan (change->estimate_from));
  g_assert_cmpfloat (change->estimate_to, ==, 3);
}

/* --- people --------------------------------------------------------------------------------------------------------- */

static void
test_a_new_block_is_told_and_an_old_one_only_listed (Fixture *self, gconstpointer data)
{
  ZwStandupTicket *ticket = add_ticket (self, TICKET, ANNA, DOING);

  ticket->blocked_since = at ("2026-11-20T17:00:00+01");
  assert_kinds (self, ZW_STANDUP_BLOCKED);
  ticket->blocked_since = at ("2026-11-19T17:00:00+01");
  assert_kinds (self, 0);
  g_autoptr (ZwStandupReport) report = zw_standup_report_new (&self->frame, self->log);
  g_assert_cmpuint (zw_standup_report_find (report, ANNA)->blocked->len, ==, 1);
  g_assert_cmpuint (zw_standup_report_find (report, ANNA)->in_progress->len, ==, 1);
}

static void
test_blocked_comes_before_waiting_and_the_oldest_first (Fixture *self, gconstpointer data)
{
  const gint64 order[] = { TICKET + 2, TICKET + 1, TICKET };

  add_ticket (self, TICKET, ANNA, DOING)->waits = TRUE;
  add_ticket (self, TICKET + 1, ANNA, DOING)->blocked_since = at ("2026-11-18T10:00:00+01");
  add_ticket (self, TICKET + 2, ANNA, OPEN)->blocked_since = at ("2026-11-17T10:00:00+01");
  g_autoptr (ZwStandupReport) report = zw_standup_report_new (&self->frame, self->log);
  ZwStandupShare *share = zw_standup_report_find (report, ANNA);

  g_assert_cmpmem (share->blocked->data, share->blocked->len * sizeof (gint64), order, sizeof order);
  g_assert_cmpuint (share->in_progress->len, ==, 1); /* what waits is not worked on */
  g_assert_cmpfloat (share->points_in_work, ==, 6);
}

static void
test_the_work_goes_from_the_last_column_to_the_first (Fixture *self, gconstpointer data)
{
  const gint64 order[] = { TICKET + 3, TICKET + 2, TICKET + 1, TICKET + 4 };
  ZwStandupTicket *ticket;

  add_ticket (self, TICKET, ANNA, OPEN);                                      /* not begun: nobody speaks of it */
  ticket = add_ticket (self, TICKET + 1, ANNA, DOING);
  ticket->column = 1;
  ticket = add_ticket (self, TICKET + 2, BERND, REVIEW);
  ticket->column = 2;
  ticket->status_since = at ("2026-11-16T10:00:00+01");
  ticket = add_ticket (self, TICKET + 3, BERND, REVIEW);
  ticket->column = 2;
  ticket->status_since = at ("2026-11-19T10:00:00+01");
  ticket->blocked_since = at ("2026-11-20T10:00:00+01");
  add_ticket (self, TICKET + 4, 0, OPEN)->blocked_since = at ("2026-11-20T10:00:00+01");
  add_ticket (self, TICKET + 5, ANNA, DONE)->column = 3;
  g_autoptr (ZwStandupReport) report = zw_standup_report_new (&self->frame, self->log);

  g_assert_cmpmem (report->work->data, report->work->len * sizeof (gint64), order, sizeof order);
}

static void
test_who_has_a_day_off_is_away (Fixture *self, gconstpointer data)
{
  const int today = date ("2026-11-23");

  g_array_append_val (self->off, today);
  g_autoptr (ZwStandupReport) report = zw_standup_report_new (&self->frame, self->log);
  g_assert_true (zw_standup_report_find (report, BERND)->is_away);
  g_assert_false (zw_standup_report_find (report, ANNA)->is_away);
}

static void
test_what_nobody_owns_comes_last (Fixture *self, gconstpointer data)
{
  add_ticket (self, TICKET, 0, DOING);
  add_ticket (self, TICKET + 1, 777, DOING); /* of someone who left */
  g_autoptr (ZwStandupReport) report = zw_standup_report_new (&self->frame, self->log);

  g_assert_cmpuint (report->shares->len, ==, 3);
  g_assert_cmpint (((ZwStandupShare *) report->shares->pdata[2])->person, ==, 0);
  g_assert_cmpuint (((ZwStandupShare *) report->shares->pdata[2])->in_progress->len, ==, 2);
  g_array_set_size (self->tickets, 0);
  g_autoptr (ZwStandupReport) quiet = zw_standup_report_new (&self->frame, self->log);
  g_assert_cmpuint (quiet->shares->len, ==, 2);
}

/* --- where to look back to ------------------------------------------------------------------------------------------ */

typedef struct {
  const char *zone, *now, *holiday, *since;
  int working_days;
} Vector;

static const Vector vectors[] = {
  { BERLIN, "2026-11-24T09:30:00+01", NULL, "2026-11-23T00:00:00+01", 0x1f },                 /* Tuesday: yesterday */
  { BERLIN, "2026-11-23T09:30:00+01", NULL, "2026-11-20T00:00:00+01", 0x1f },                 /* Monday: Friday */
  { BERLIN, "2026-11-23T09:30:00+01", "2026-11-20", "2026-11-19T00:00:00+01", 0x1f },         /* a holiday before a weekend */
  { BERLIN, "2026-11-22T09:30:00+01", NULL, "2026-11-20T00:00:00+01", 0x1f },                 /* on a Sunday */
  { BERLIN, "2026-03-30T09:30:00+02", NULL, "2026-03-27T00:00:00+01", 0x1f },                 /* summer time began on Sunday */
  { BERLIN, "2026-03-30T09:30:00+02", NULL, "2026-03-29T00:00:00+01", 0x7f },                 /* a day of 23 hours */
  { BERLIN, "2026-10-26T00:10:00+01", NULL, "2026-10-25T00:00:00+02", 0x7f },                 /* a day of 25 hours */
  { MIDNIGHT_SHIFT, "2026-11-02T09:30:00-02", NULL, "2026-11-01T01:00:00-02", 0x7f },         /* that Sunday begins at one */
  { BERLIN, "2026-11-23T09:30:00+01", NULL, "2026-11-22T00:00:00+01", 0 },                    /* nobody ever works */
};

static void
test_since_is_the_start_of_the_last_working_day (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (vectors[i].zone);
      g_autoptr (GArray) holidays = g_array_new (FALSE, FALSE, sizeof (int));
      ZwStandupCalendar calendar = { zone, vectors[i].working_days, holidays };
      int holiday = vectors[i].holiday != NULL ? date (vectors[i].holiday) : 0;

      g_assert_nonnull (zone);
      g_array_append_val (holidays, holiday);
      g_assert_cmpint (zw_standup_find_since (&calendar, at (vectors[i].now)), ==, at (vectors[i].since));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/standup-report/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("only-the-net-move-counts", test_only_the_net_move_counts);
  ADD ("there-and-back-is-no-move", test_there_and_back_is_no_move);
  ADD ("finishing-cancelling-and-reopening-are-told", test_finishing_cancelling_and_reopening_are_told);
  ADD ("what-was-told-last-time-is-not-told-again", test_what_was_told_last_time_is_not_told_again);
  ADD ("a-column-that-was-deleted-still-says-what-it-was", test_a_column_that_was_deleted_still_says_what_it_was);
  ADD ("what-comes-after-the-start-was-added", test_what_comes_after_the_start_was_added);
  ADD ("a-ticket-made-in-the-sprint-was-added", test_a_ticket_made_in_the_sprint_was_added);
  ADD ("out-and-in-again-is-no-change-of-scope", test_out_and_in_again_is_no_change_of_scope);
  ADD ("across-a-sprint-change-plans-are-no-news-and-finished-work-is",
       test_across_a_sprint_change_plans_are_no_news_and_finished_work_is);
  ADD ("in-the-new-sprint-scope-is-news-again", test_in_the_new_sprint_scope_is_news_again);
  ADD ("without-a-sprint-estimates-count-from-the-last-time", test_without_a_sprint_estimates_count_from_the_last_time);
  ADD ("a-new-block-is-told-and-an-old-one-only-listed", test_a_new_block_is_told_and_an_old_one_only_listed);
  ADD ("blocked-comes-before-waiting-and-the-oldest-first", test_blocked_comes_before_waiting_and_the_oldest_first);
  ADD ("the-work-goes-from-the-last-column-to-the-first", test_the_work_goes_from_the_last_column_to_the_first);
  ADD ("who-has-a-day-off-is-away", test_who_has_a_day_off_is_away);
  ADD ("what-nobody-owns-comes-last", test_what_nobody_owns_comes_last);
#undef ADD
  g_test_add_func ("/standup-report/since-is-the-start-of-the-last-working-day", test_since_is_the_start_of_the_last_working_day);
  return g_test_run ();
}
