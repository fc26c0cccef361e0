/* SPDX-License-Identifier: GPL-3.0-or-later
 * The figures of a sprint, with the vectors of the rules: two weeks of five working days, a commitment of 20 points. */
#include <math.h>

#include "zw-sprint-report.h"

enum { SPRINT = 1, OPEN = 10, DOING, DONE, CANCELLED };

typedef struct {
  GPtrArray *log;
  ZwSprintFrame frame;
  int monday; /* Mon 16 Nov 2026 */
} Fixture;

static gint64
instant (Fixture *self, int day, int hour)
{
  g_autoptr (GDateTime) start = g_date_time_new_utc (2026, 11, 16, 0, 0, 0);
  return (g_date_time_to_unix (start) + day * 86400 + hour * 3600) * 1000;
}

static void
set_category (Fixture *self, gint64 status, ZwCategory category)
{
  g_hash_table_insert (self->frame.categories, g_memdup2 (&status, sizeof status), GINT_TO_POINTER (category));
}

static ZwChangeSet *
append (Fixture *self, int day, int hour)
{
  ZwChangeSet *set = zw_change_set_new ((gint64) self->log->len + 1, ZW_DEED_EDIT);

  set->at = instant (self, day, hour);
  g_ptr_array_add (self->log, set);
  return set;
}

static void
create (Fixture *self, int day, gint64 id, const char *estimate, gint64 sprint)
{
  ZwChange *change = zw_change_set_create (append (self, day, 9), ZW_ENTITY_TICKET, id, id);

  zw_change_put_int (change, ZW_FIELD_STATUS, OPEN);
  zw_change_put (change, ZW_FIELD_TYPE, "task");
  zw_change_put (change, ZW_FIELD_ESTIMATE, estimate);
  if (sprint != 0)
    zw_change_put_int (change, ZW_FIELD_SPRINT, sprint);
}

static void
set_field (Fixture *self, int day, gint64 id, ZwField field, gint64 value)
{
  g_autofree char *text = value != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, value) : NULL;
  zw_change_set_set (append (self, day, 12), ZW_ENTITY_TICKET, id, id, field, "-", text);
}

static void
set_state (Fixture *self, int day, int hour, const char *state)
{
  zw_change_set_set (append (self, day, hour), ZW_ENTITY_SPRINT, SPRINT, 0, ZW_FIELD_STATE, "-", state);
}

/* Four tickets of 5 points; started Monday at 10:00; it is the second Monday, noon. */
static void
set_up (Fixture *self, gconstpointer data)
{
  zw_date_from_string ("2026-11-16", &self->monday);
  self->log = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_set_unref);
  self->frame = (ZwSprintFrame){
    .sprint = SPRINT, .start = self->monday, .end = self->monday + 11, .started = instant (self, 0, 10), .now = instant (self, 7, 12),
    .working_days = 0x1f, .zone = g_time_zone_new_utc (),
    .categories = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
  };
  set_category (self, OPEN, ZW_CATEGORY_TODO);
  set_category (self, DOING, ZW_CATEGORY_IN_PROGRESS);
  set_category (self, DONE, ZW_CATEGORY_DONE);
  set_category (self, CANCELLED, ZW_CATEGORY_CANCELLED);
  for (gint64 id = 100; id < 104; id++)
    create (self, 0, id, "5", SPRINT);
  set_state (self, 0, 10, "active");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->log);
  g_time_zone_unref (self->frame.zone);
  g_hash_table_unref (self->frame.categories);
}

static const ZwBurndownPoint *
day (ZwSprintReport *report, guint index)
{
  g_assert_cmpuint (index, <, report->burndown->len);
  return &g_array_index (report->burndown, ZwBurndownPoint, index);
}

static void
test_the_ideal_line_is_flat_on_days_off (Fixture *self, gconstpointer data)
{
  static const double ideal[] = { 18, 16, 14, 12, 10, 10, 10, 8, 6, 4, 2, 0 };
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);

  g_assert_cmpfloat (report->committed.points, ==, 20);
  g_assert_cmpuint (report->burndown->len, ==, G_N_ELEMENTS (ideal));
  for (guint i = 0; i < G_N_ELEMENTS (ideal); i++)
    g_assert_cmpfloat (day (report, i)->ideal, ==, ideal[i]);
  g_assert_false (day (report, 5)->working);
  g_assert_true (isnan (day (report, 8)->remaining));
}

static void
test_added_points_are_a_step_and_leave_the_plan_alone (Fixture *self, gconstpointer data)
{
  create (self, 2, 200, "5", SPRINT);
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);

  g_assert_cmpfloat (day (report, 1)->remaining, ==, 20);
  g_assert_cmpfloat (day (report, 2)->remaining, ==, 25);
  g_assert_cmpfloat (day (report, 2)->ideal, ==, 14);
  g_assert_cmpfloat (report->added.points, ==, 5);
}

static void
test_reopening_is_a_step_up_from_that_day_on (Fixture *self, gconstpointer data)
{
  set_field (self, 1, 100, ZW_FIELD_STATUS, DONE);
  set_field (self, 3, 100, ZW_FIELD_STATUS, DOING);
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);

  g_assert_cmpfloat (day (report, 0)->remaining, ==, 20);
  g_assert_cmpfloat (day (report, 1)->remaining, ==, 15);
  g_assert_cmpfloat (day (report, 2)->remaining, ==, 15);
  g_assert_cmpfloat (day (report, 3)->remaining, ==, 20);
}

static void
test_cancelling_removes_scope (Fixture *self, gconstpointer data)
{
  set_field (self, 1, 100, ZW_FIELD_STATUS, CANCELLED);
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);

  g_assert_cmpfloat (day (report, 1)->remaining, ==, 15);
  g_assert_cmpfloat (day (report, 1)->scope, ==, 15);
  g_assert_cmpfloat (report->cancelled.points, ==, 5);
  g_assert_cmpfloat (report->completed.points, ==, 0);
}

static void
test_done_before_the_start_counts_nowhere (Fixture *self, gconstpointer data)
{
  ZwChangeSet *early = zw_change_set_new (999, ZW_DEED_EDIT);

  early->at = instant (self, 0, 9);
  zw_change_set_set (early, ZW_ENTITY_TICKET, 100, 100, ZW_FIELD_STATUS, "-", "12");
  g_ptr_array_insert (self->log, 4, early);
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);
  g_assert_cmpfloat (report->committed.points, ==, 15);
  g_assert_cmpfloat (report->done_before_start.points, ==, 5);
  g_assert_cmpfloat (report->completed.points, ==, 0);
  g_assert_cmpfloat (day (report, 0)->scope, ==, 15);
}

static void
test_completing_seals_what_was_carried (Fixture *self, gconstpointer data)
{
  set_field (self, 1, 100, ZW_FIELD_STATUS, DONE);
  set_field (self, 2, 101, ZW_FIELD_ESTIMATE, 8);
  set_field (self, 3, 102, ZW_FIELD_SPRINT, 0);
  self->frame.closed = instant (self, 4, 16);
  ZwChangeSet *end = append (self, 4, 16);
  zw_change_set_set (end, ZW_ENTITY_SPRINT, SPRINT, 0, ZW_FIELD_STATE, "active", "closed");
  zw_change_set_set (end, ZW_ENTITY_TICKET, 101, 101, ZW_FIELD_SPRINT, "1", "2");
  zw_change_set_set (end, ZW_ENTITY_TICKET, 103, 103, ZW_FIELD_SPRINT, "1", "2");
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);

  g_assert_cmpfloat (report->completed.points, ==, 5);
  g_assert_cmpfloat (report->removed.points, ==, 5);
  g_assert_cmpfloat (report->reestimated.points, ==, 3);
  g_assert_cmpuint (report->carried.tickets->len, ==, 2);
  g_assert_cmpfloat (report->carried.points, ==, 13);
}

/* 5 points split: 3 are done, 2 go on as another ticket, which is no part of this sprint. */
static void
test_a_split_leaves_the_finished_points (Fixture *self, gconstpointer data)
{
  self->frame.closed = instant (self, 4, 16);
  ZwChangeSet *end = append (self, 4, 16);
  zw_change_set_set (end, ZW_ENTITY_SPRINT, SPRINT, 0, ZW_FIELD_STATE, "active", "closed");
  zw_change_set_set (end, ZW_ENTITY_TICKET, 100, 100, ZW_FIELD_ESTIMATE, "5", "3");
  zw_change_set_set (end, ZW_ENTITY_TICKET, 100, 100, ZW_FIELD_STATUS, "10", "12");
  ZwChange *rest = zw_change_set_create (end, ZW_ENTITY_TICKET, 500, 500);
  zw_change_put_int (rest, ZW_FIELD_STATUS, OPEN);
  zw_change_put_int (rest, ZW_FIELD_SPRINT, 2);
  zw_change_put (rest, ZW_FIELD_ESTIMATE, "2");
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);

  g_assert_cmpfloat (report->completed.points, ==, 3);
  g_assert_cmpfloat (report->reestimated.points, ==, -2);
  g_assert_cmpfloat (report->carried.points, ==, 15);
  g_assert_cmpfloat (report->committed.points + report->reestimated.points, ==, report->completed.points + report->carried.points);
}

/* "Done" becomes something else, and another column is deleted, after the sprint was closed. */
static void
test_columns_count_as_they_were (Fixture *self, gconstpointer data)
{
  ZwChangeSet *before = zw_change_set_new (998, ZW_DEED_PROJECT);

  before->at = instant (self, 0, 8);
  zw_change_put (zw_change_set_create (before, ZW_ENTITY_STATUS, DONE, 0), ZW_FIELD_CATEGORY, "done");
  g_ptr_array_insert (self->log, 0, before);
  set_field (self, 1, 100, ZW_FIELD_STATUS, DONE);
  self->frame.closed = instant (self, 4, 16);
  set_state (self, 4, 16, "closed");
  zw_change_set_set (append (self, 5, 9), ZW_ENTITY_STATUS, DONE, 0, ZW_FIELD_CATEGORY, "done", "in-progress");
  set_category (self, DONE, ZW_CATEGORY_IN_PROGRESS);
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);

  g_assert_cmpfloat (report->completed.points, ==, 5);
}

static void
test_who_completed_how_much (Fixture *self, gconstpointer data)
{
  set_field (self, 1, 100, ZW_FIELD_OWNER, 7);
  set_field (self, 1, 101, ZW_FIELD_OWNER, 8);
  set_field (self, 1, 102, ZW_FIELD_OWNER, 7);
  for (gint64 id = 100; id < 104; id++)
    set_field (self, 2, id, ZW_FIELD_STATUS, DONE);
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);

  g_assert_cmpuint (report->owners->len, ==, 3);
  for (guint i = 0; i < report->owners->len; i++)
    {
      const ZwOwnerPoints *owner = &g_array_index (report->owners, ZwOwnerPoints, i);
      g_assert_cmpfloat (owner->points, ==, owner->person == 7 ? 10 : 5);
    }
}

static const ZwSprintStep *
step (ZwSprintReport *report, guint index)
{
  g_assert_cmpuint (index, <, report->steps->len);
  return &g_array_index (report->steps, ZwSprintStep, index);
}

static void
test_burnup_shows_scope_and_done_apart (Fixture *self, gconstpointer data)
{
  set_field (self, 1, 100, ZW_FIELD_STATUS, DONE);
  create (self, 2, 200, "3", SPRINT);
  set_field (self, 3, 101, ZW_FIELD_STATUS, CANCELLED);
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);

  g_assert_cmpfloat (day (report, 0)->scope, ==, 20);
  g_assert_cmpfloat (day (report, 1)->done, ==, 5);
  g_assert_cmpfloat (day (report, 2)->scope, ==, 23);
  g_assert_cmpfloat (day (report, 2)->done, ==, 5);
  g_assert_cmpfloat (day (report, 3)->scope, ==, 18);
  g_assert_cmpfloat (day (report, 3)->remaining, ==, 13);
  g_assert_true (isnan (day (report, 8)->done));
}

static void
test_every_step_names_the_change_that_made_it (Fixture *self, gconstpointer data)
{
  static const ZwStepKind kinds[] = { ZW_STEP_COMPLETED, ZW_STEP_ADDED, ZW_STEP_REESTIMATED, ZW_STEP_REOPENED, ZW_STEP_REMOVED,
                                      ZW_STEP_CANCELLED };
  static const double remaining[] = { -5, 3, 4, 9, -5, -5 }, scope[] = { 0, 3, 4, 0, -5, -5 };

  set_field (self, 1, 100, ZW_FIELD_STATUS, DONE);
  create (self, 2, 200, "3", SPRINT);
  set_field (self, 2, 100, ZW_FIELD_ESTIMATE, 9);
  set_field (self, 3, 100, ZW_FIELD_STATUS, DOING);
  set_field (self, 4, 101, ZW_FIELD_SPRINT, 0);
  set_field (self, 4, 102, ZW_FIELD_STATUS, CANCELLED);
  set_field (self, 5, 101, ZW_FIELD_ESTIMATE, 13); /* not in the sprint any more */
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);
  g_assert_cmpuint (report->steps->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < report->steps->len; i++)
    {
      g_assert_cmpint (step (report, i)->kind, ==, kinds[i]);
      g_assert_cmpfloat (step (report, i)->scope, ==, scope[i]);
      g_assert_cmpint (step (report, i)->set, ==, ((ZwChangeSet *) self->log->pdata[5 + i])->id);
      /* What is done already changes its size: the rest stays as it was. */
      g_assert_cmpfloat (step (report, i)->remaining, ==, kinds[i] == ZW_STEP_REESTIMATED ? 0 : remaining[i]);
    }
  g_assert_cmpint (step (report, 0)->date, ==, self->monday + 1);
  g_assert_cmpfloat (step (report, 0)->moment, ==, .5);
}

/* Of any two neighbouring days the difference is what the steps between them add up to. */
static void
test_steps_add_up_to_the_lines (Fixture *self, gconstpointer data)
{
  set_field (self, 1, 100, ZW_FIELD_STATUS, DONE);
  create (self, 3, 200, "3", SPRINT);
  set_field (self, 3, 101, ZW_FIELD_STATUS, DONE);
  set_field (self, 6, 101, ZW_FIELD_STATUS, DOING);
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);
  for (guint i = 1; i < 8; i++)
    {
      double remaining = day (report, i - 1)->remaining, done = day (report, i - 1)->done;
      for (guint j = 0; j < report->steps->len; j++)
        if (step (report, j)->date == day (report, i)->date)
          {
            remaining += step (report, j)->remaining;
            done += step (report, j)->done;
          }
      g_assert_cmpfloat (day (report, i)->remaining, ==, remaining);
      g_assert_cmpfloat (day (report, i)->done, ==, done);
    }
}

/* Ten working days, 20 points: 15 left and 5 done on Friday night, the plan says 10. */
static void
test_behind_is_measured_at_the_last_finished_day (Fixture *self, gconstpointer data)
{
  double behind = 0, left = 0;

  set_field (self, 2, 100, ZW_FIELD_STATUS, DONE);
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);
  g_assert_true (zw_sprint_report_get_behind (report, &behind));
  g_assert_cmpfloat (behind, ==, 5);
  g_assert_true (zw_sprint_report_get_forecast (report, &left));
  g_assert_cmpfloat (left, ==, 10); /* one point a day, five days to come */
  set_field (self, 7, 101, ZW_FIELD_STATUS, DONE);
  g_autoptr (ZwSprintReport) later = zw_sprint_report_new (&self->frame, self->log);
  g_assert_true (zw_sprint_report_get_behind (later, &behind));
  g_assert_cmpfloat (behind, ==, 0);
  g_assert_true (zw_sprint_report_get_forecast (later, &left));
  g_assert_cmpfloat (left, ==, 10); /* today's five points are part of today */
}

/* Completed before its last day, so that working days were to come. */
static void
test_a_completed_sprint_expects_nothing (Fixture *self, gconstpointer data)
{
  double left;

  set_field (self, 2, 100, ZW_FIELD_STATUS, DONE);
  self->frame.closed = instant (self, 4, 16);
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);
  g_autoptr (ZwSprintReport) copy = zw_sprint_report_copy (report);
  g_assert_true (report->is_closed);
  g_assert_false (zw_sprint_report_get_forecast (report, &left));
  g_assert_false (zw_sprint_report_get_forecast (copy, &left));
}

static void
test_scope_has_moved_above_a_tenth (Fixture *self, gconstpointer data)
{
  create (self, 2, 200, "2", SPRINT);
  g_autoptr (ZwSprintReport) little = zw_sprint_report_new (&self->frame, self->log);
  g_assert_false (zw_sprint_report_has_moved (little));
  create (self, 2, 201, "1", SPRINT);
  g_autoptr (ZwSprintReport) much = zw_sprint_report_new (&self->frame, self->log);
  g_assert_true (zw_sprint_report_has_moved (much));
}

static void
test_a_new_plan_begins_at_the_last_change_of_scope (Fixture *self, gconstpointer data)
{
  create (self, 4, 200, "5", SPRINT); /* Friday: 25 left for five days */
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);

  g_assert_true (isnan (day (report, 3)->replanned));
  g_assert_cmpfloat (day (report, 4)->replanned, ==, 25);
  g_assert_cmpfloat (day (report, 6)->replanned, ==, 25);
  g_assert_cmpfloat (day (report, 7)->replanned, ==, 20);
  g_assert_cmpfloat (day (report, 11)->replanned, ==, 0);
  g_assert_cmpfloat (day (report, 7)->ideal, ==, 8);
}

static void
test_an_undone_completion_leaves_no_trace (Fixture *self, gconstpointer data)
{
  ZwChangeSet *end = append (self, 4, 16);
  zw_change_set_set (end, ZW_ENTITY_SPRINT, SPRINT, 0, ZW_FIELD_STATE, "active", "closed");
  zw_change_set_set (end, ZW_ENTITY_TICKET, 101, 101, ZW_FIELD_SPRINT, "1", "2");
  ZwChangeSet *undo = append (self, 4, 17);
  undo->undoes = end->id;
  zw_change_set_set (undo, ZW_ENTITY_SPRINT, SPRINT, 0, ZW_FIELD_STATE, "closed", "active");
  zw_change_set_set (undo, ZW_ENTITY_TICKET, 101, 101, ZW_FIELD_SPRINT, "2", "1");
  g_autoptr (ZwSprintReport) running = zw_sprint_report_new (&self->frame, self->log);
  g_assert_cmpuint (running->steps->len, ==, 0);
  g_assert_cmpuint (running->removed.tickets->len, ==, 0);

  /* Redone, the sprint ended when it first did. */
  ZwChangeSet *redo = append (self, 4, 18);
  redo->undoes = undo->id;
  zw_change_set_set (redo, ZW_ENTITY_SPRINT, SPRINT, 0, ZW_FIELD_STATE, "active", "closed");
  zw_change_set_set (redo, ZW_ENTITY_TICKET, 101, 101, ZW_FIELD_SPRINT, "1", "2");
  self->frame.closed = end->at;
  g_autoptr (ZwSprintReport) closed = zw_sprint_report_new (&self->frame, self->log);
  g_assert_cmpuint (closed->carried.tickets->len, ==, 4);
  g_assert_cmpint (closed->today, ==, self->monday + 4);
}

static void
test_days_are_those_of_the_time_zone (Fixture *self, gconstpointer data)
{
  g_time_zone_unref (self->frame.zone);
  self->frame.zone = g_time_zone_new_identifier ("Europe/Berlin");
  ZwChangeSet *late = append (self, 1, 23); /* 00:00 on Wednesday in Berlin */
  zw_change_set_set (late, ZW_ENTITY_TICKET, 100, 100, ZW_FIELD_STATUS, "10", "12");
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);

  g_assert_cmpint (step (report, 0)->date, ==, self->monday + 2);
  g_assert_cmpfloat (step (report, 0)->moment, ==, 0);
  g_assert_cmpfloat (day (report, 1)->remaining, ==, 20);
  g_assert_cmpfloat (day (report, 2)->remaining, ==, 15);
}

static void
test_children_count_once_their_parent_is_an_epic (Fixture *self, gconstpointer data)
{
  set_field (self, 1, 101, ZW_FIELD_PARENT, 100); /* a sub-ticket: its points are its parent's */
  ZwChangeSet *grown = append (self, 2, 12);
  zw_change_set_set (grown, ZW_ENTITY_TICKET, 100, 100, ZW_FIELD_TYPE, "task", "epic");
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);

  g_assert_cmpfloat (day (report, 0)->remaining, ==, 20);
  g_assert_cmpfloat (day (report, 1)->remaining, ==, 15);
  g_assert_cmpfloat (day (report, 2)->remaining, ==, 15); /* the child's 5 instead of the epic's */
}

static void
test_every_kind_of_step_has_a_name (void)
{
  g_assert_cmpuint (g_strv_length ((char **) zw_step_kind_names), ==, ZW_STEP_WORKED + 1);
}

static void
test_a_copy_outlives_its_original (Fixture *self, gconstpointer data)
{
  create (self, 2, 200, "3", SPRINT);
  ((ZwChangeSet *) self->log->pdata[5])->actor_name = g_strdup ("Ana");
  ZwSprintReport *original = zw_sprint_report_new (&self->frame, self->log);
  g_autoptr (ZwSprintReport) copy = zw_sprint_report_copy (original);

  zw_sprint_report_free (original);
  g_assert_cmpfloat (copy->committed.points, ==, 20);
  g_assert_cmpuint (copy->committed.tickets->len, ==, 4);
  g_assert_cmpfloat (day (copy, 2)->scope, ==, 23);
  g_assert_cmpstr (step (copy, 0)->actor_name, ==, "Ana");
}

/* The steps of @then are the first ones of @whole. */
static void
assert_steps_begin (ZwSprintReport *whole, ZwSprintReport *then)
{
  g_assert_cmpuint (then->steps->len, <=, whole->steps->len);
  for (guint i = 0; i < then->steps->len; i++)
    {
      g_assert_cmpint (step (then, i)->set, ==, step (whole, i)->set);
      g_assert_cmpint (step (then, i)->kind, ==, step (whole, i)->kind);
      g_assert_cmpfloat (step (then, i)->remaining, ==, step (whole, i)->remaining);
    }
}

/* Replaying any prefix of a log gives the chart as it stood; later changes never alter earlier points. */
static void
test_the_past_is_never_redrawn (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);

  for (int at = 1; at < 12; at++)
    for (int i = 0; i < 3; i++)
      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          create (self, at, 300 + at * 10 + i, "3", SPRINT);
          break;
        case 1:
          set_field (self, at, 100 + g_rand_int_range (rand, 0, 4), ZW_FIELD_ESTIMATE, g_rand_int_range (rand, 1, 13));
          break;
        case 2:
          set_field (self, at, 100 + g_rand_int_range (rand, 0, 4), ZW_FIELD_SPRINT, g_rand_int_range (rand, 0, 2));
          break;
        default:
          set_field (self, at, 100 + g_rand_int_range (rand, 0, 4), ZW_FIELD_STATUS, g_rand_int_range (rand, OPEN, CANCELLED + 1));
        }
  self->frame.now = instant (self, 11, 23);
  g_autoptr (ZwSprintReport) whole = zw_sprint_report_new (&self->frame, self->log);
  for (guint length = 6; length <= self->log->len; length++)
    {
      g_autoptr (GPtrArray) prefix = g_ptr_array_new ();
      for (guint i = 0; i < length; i++)
        g_ptr_array_add (prefix, self->log->pdata[i]);
      self->frame.now = ((ZwChangeSet *) self->log->pdata[length - 1])->at;
      g_autoptr (ZwSprintReport) then = zw_sprint_report_new (&self->frame, prefix);
      int today = (int) ((self->frame.now - instant (self, 0, 0)) / 86400000);
      for (int i = 0; i < today; i++)
        {
          g_assert_cmpfloat (day (then, (guint) i)->remaining, ==, day (whole, (guint) i)->remaining);
          g_assert_cmpfloat (day (then, (guint) i)->scope, ==, day (whole, (guint) i)->scope);
          g_assert_cmpfloat (day (then, (guint) i)->done, ==, day (whole, (guint) i)->done);
          g_assert_cmpfloat (day (then, (guint) i)->ideal, ==, day (whole, (guint) i)->ideal);
        }
      assert_steps_begin (whole, then);
    }
}

/* --- hours and counts ------------------------------------------------------------------------------------------- */

/* Work on @ticket that lowers what remains to @remaining, as one set. */
static void
log_work (Fixture *self, int day, gint64 id, gint64 ticket, int minutes, int remaining)
{
  ZwChangeSet *set = append (self, day, 12);
  ZwChange *work = zw_change_set_create (set, ZW_ENTITY_WORK, id, ticket);
  g_autofree char *text = g_strdup_printf ("%d", remaining);

  zw_change_put_int (work, ZW_FIELD_TICKET, ticket);
  zw_change_put_int (work, ZW_FIELD_MINUTES, minutes);
  zw_change_set_set (set, ZW_ENTITY_TICKET, ticket, ticket, ZW_FIELD_REMAINING, "-", text);
}

static void
assert_day (ZwSprintReport *report, guint index, double remaining, double scope, double done)
{
  g_assert_cmpfloat (day (report, index)->remaining, ==, remaining);
  g_assert_cmpfloat (day (report, index)->scope, ==, scope);
  g_assert_cmpfloat (day (report, index)->done, ==, done);
}

/* Four tickets of 5 hours by estimate. */
static void
test_hours_burn_by_logged_work (Fixture *self, gconstpointer data)
{
  self->frame.measure = ZW_MEASURE_HOURS;
  self->frame.estimates_are_hours = TRUE;
  log_work (self, 1, 900, 100, 120, 180); /* 2 h: 3 h remain */
  log_work (self, 2, 901, 100, 60, 240);  /* 1 h, but 4 h remain: 2 h more than was thought */
  set_field (self, 3, 101, ZW_FIELD_STATUS, DONE);
  set_field (self, 4, 100, ZW_FIELD_STATUS, CANCELLED);
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);
  g_assert_cmpfloat (report->committed.points, ==, 20);
  assert_day (report, 1, 18, 20, 2);
  assert_day (report, 2, 19, 22, 3);
  assert_day (report, 3, 14, 22, 8);
  assert_day (report, 4, 10, 15, 5);
  g_assert_cmpint (g_array_index (report->steps, ZwSprintStep, 0).kind, ==, ZW_STEP_WORKED);
  g_assert_cmpint (g_array_index (report->steps, ZwSprintStep, 1).kind, ==, ZW_STEP_REESTIMATED);
  g_assert_cmpfloat (g_array_index (report->steps, ZwSprintStep, 1).scope, ==, 2);
  g_assert_cmpfloat (report->completed.points, ==, 5);
  g_assert_cmpfloat (report->cancelled.points, ==, 7);
  g_assert_cmpfloat (report->reestimated.points, ==, 2);
}

/* Closing sets what remains to 0; undone, everything is as before, and the step up is on its day. */
static void
test_hours_come_back_with_a_reopened_ticket (Fixture *self, gconstpointer data)
{
  self->frame.measure = ZW_MEASURE_HOURS;
  set_field (self, 0, 100, ZW_FIELD_REMAINING, 300);
  self->frame.started = instant (self, 0, 13);
  set_state (self, 0, 14, "active");
  ZwChangeSet *close = append (self, 1, 12);
  zw_change_set_set (close, ZW_ENTITY_TICKET, 100, 100, ZW_FIELD_STATUS, "10", "12");
  zw_change_set_set (close, ZW_ENTITY_TICKET, 100, 100, ZW_FIELD_REMAINING, "300", "0");
  ZwChangeSet *undo = append (self, 2, 12);
  zw_change_set_set (undo, ZW_ENTITY_TICKET, 100, 100, ZW_FIELD_REMAINING, "0", "300");
  zw_change_set_set (undo, ZW_ENTITY_TICKET, 100, 100, ZW_FIELD_STATUS, "12", "10");
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);
  g_assert_cmpfloat (report->committed.points, ==, 5);
  g_assert_cmpuint (report->unestimated, ==, 3);
  assert_day (report, 0, 5, 5, 0);
  assert_day (report, 1, 0, 5, 5);
  assert_day (report, 2, 5, 5, 0);
  g_assert_cmpuint (report->steps->len, ==, 2);
  g_assert_cmpuint (report->reestimated.tickets->len, ==, 0);
}

/* The hours of sub-tickets count instead of their parent's, whose points do. */
static void
test_sub_tickets_count_in_hours (Fixture *self, gconstpointer data)
{
  self->frame.estimates_are_hours = TRUE;
  create (self, 1, 200, "2", SPRINT);
  set_field (self, 1, 200, ZW_FIELD_PARENT, 100);
  g_autoptr (ZwSprintReport) points = zw_sprint_report_new (&self->frame, self->log);
  assert_day (points, 1, 20, 20, 0);
  self->frame.measure = ZW_MEASURE_HOURS;
  g_autoptr (ZwSprintReport) hours = zw_sprint_report_new (&self->frame, self->log);
  assert_day (hours, 1, 17, 17, 0);
}

static void
test_tickets_are_counted (Fixture *self, gconstpointer data)
{
  self->frame.measure = ZW_MEASURE_COUNT;
  set_field (self, 1, 100, ZW_FIELD_ESTIMATE, 0);
  set_field (self, 2, 101, ZW_FIELD_STATUS, DONE);
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&self->frame, self->log);
  g_assert_cmpfloat (report->committed.points, ==, 4);
  assert_day (report, 2, 3, 4, 1);
  g_assert_cmpuint (report->unestimated, ==, 0);
  g_assert_cmpuint (report->steps->len, ==, 1);
}

#define TEST(name, func) g_test_add ("/sprint-report/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("the-ideal-line-is-flat-on-days-off", test_the_ideal_line_is_flat_on_days_off);
  TEST ("added-points-are-a-step-and-leave-the-plan-alone", test_added_points_are_a_step_and_leave_the_plan_alone);
  TEST ("reopening-is-a-step-up-from-that-day-on", test_reopening_is_a_step_up_from_that_day_on);
  TEST ("cancelling-removes-scope", test_cancelling_removes_scope);
  TEST ("done-before-the-start-counts-nowhere", test_done_before_the_start_counts_nowhere);
  TEST ("completing-seals-what-was-carried", test_completing_seals_what_was_carried);
  TEST ("a-split-leaves-the-finished-points", test_a_split_leaves_the_finished_points);
  TEST ("columns-count-as-they-were", test_columns_count_as_they_were);
  TEST ("who-completed-how-much", test_who_completed_how_much);
  TEST ("burnup-shows-scope-and-done-apart", test_burnup_shows_scope_and_done_apart);
  TEST ("every-step-names-the-change-that-made-it", test_every_step_names_the_change_that_made_it);
  TEST ("steps-add-up-to-the-lines", test_steps_add_up_to_the_lines);
  TEST ("behind-is-measured-at-the-last-finished-day", test_behind_is_measured_at_the_last_finished_day);
  TEST ("a-completed-sprint-expects-nothing", test_a_completed_sprint_expects_nothing);
  TEST ("scope-has-moved-above-a-tenth", test_scope_has_moved_above_a_tenth);
  TEST ("a-new-plan-begins-at-the-last-change-of-scope", test_a_new_plan_begins_at_the_last_change_of_scope);
  TEST ("an-undone-completion-leaves-no-trace", test_an_undone_completion_leaves_no_trace);
  TEST ("days-are-those-of-the-time-zone", test_days_are_those_of_the_time_zone);
  TEST ("children-count-once-their-parent-is-an-epic", test_children_count_once_their_parent_is_an_epic);
  TEST ("hours-burn-by-logged-work", test_hours_burn_by_logged_work);
  TEST ("hours-come-back-with-a-reopened-ticket", test_hours_come_back_with_a_reopened_ticket);
  TEST ("sub-tickets-count-in-hours", test_sub_tickets_count_in_hours);
  TEST ("tickets-are-counted", test_tickets_are_counted);
  TEST ("a-copy-outlives-its-original", test_a_copy_outlives_its_original);
  g_test_add_func ("/sprint-report/every-kind-of-step-has-a-name", test_every_kind_of_step_has_a_name);
  TEST ("the-past-is-never-redrawn", test_the_past_is_never_redrawn);
  return g_test_run ();
}
