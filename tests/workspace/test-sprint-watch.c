/* SPDX-License-Identifier: GPL-3.0-or-later
 * The report that follows the workspace is the one that is read from the log. */
#include <math.h>

#include "zw-sprint-commands.h"
#include "zw-sprint-watch.h"
#include "zw-ticket-commands.h"
#include "zw-workspace-fixture.h"

typedef struct {
  ZwWorkspaceFixture base;
  ZwTicket *tickets[4];
  ZwSprintWatch *watch;
  gboolean changed;
} Fixture;

static void
changed_cb (Fixture *self)
{
  self->changed = TRUE;
}

static void
wait_for_change (Fixture *self)
{
  gint64 limit = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (!self->changed)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_main_context_iteration (NULL, FALSE);
    }
  self->changed = FALSE;
}

static char *
id_text (gint64 id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

/* Three tickets of 5 points in the sprint, one beside it; it has just been started. */
static void
set_up (Fixture *self, gconstpointer unused)
{
  g_autofree char *sprint = id_text (ZW_TEST_SPRINT);
  g_autoptr (GError) error = NULL;

  zw_workspace_fixture_set_up (&self->base, NULL);
  ZwWorkspace *workspace = self->base.workspace;
  zw_test_set (workspace, zw_workspace_get_sprint (workspace, ZW_TEST_SPRINT), ZW_FIELD_START, "2026-11-23");
  zw_test_set (workspace, zw_workspace_get_sprint (workspace, ZW_TEST_SPRINT), ZW_FIELD_END, "2026-12-04");
  for (guint i = 0; i < G_N_ELEMENTS (self->tickets); i++)
    {
      self->tickets[i] = zw_test_ticket (workspace, "work", ZW_TEST_TODO);
      zw_test_set (workspace, self->tickets[i], ZW_FIELD_ESTIMATE, "5");
      if (i < 3)
        zw_test_set (workspace, self->tickets[i], ZW_FIELD_SPRINT, sprint);
    }
  if (zw_workspace_get_sprint (workspace, ZW_TEST_SPRINT)->state == ZW_SPRINT_PLANNED)
    zw_test_commit (workspace, zw_sprint_start (workspace, ZW_TEST_SPRINT, &error), NULL);
  g_assert_no_error (error);
  self->watch = zw_sprint_watch_new (workspace, ZW_TEST_SPRINT);
  g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (changed_cb), self);
  wait_for_change (self);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  g_assert_finalize_object (self->watch);
  zw_workspace_fixture_tear_down (&self->base, NULL);
}

static void
assert_group (const ZwSprintGroup *a, const ZwSprintGroup *b)
{
  g_assert_cmpfloat (a->points, ==, b->points);
  g_assert_cmpuint (a->tickets->len, ==, b->tickets->len);
}

/* As somebody would see it who opens the report only now. */
static void
assert_as_read_anew (Fixture *self)
{
  Fixture fresh = { .watch = zw_sprint_watch_new (self->base.workspace, ZW_TEST_SPRINT) };

  g_signal_connect_swapped (fresh.watch, "changed", G_CALLBACK (changed_cb), &fresh);
  wait_for_change (&fresh);
  const ZwSprintReport *ours = zw_sprint_watch_get_report (self->watch), *theirs = zw_sprint_watch_get_report (fresh.watch);
  assert_group (&ours->committed, &theirs->committed);
  assert_group (&ours->added, &theirs->added);
  assert_group (&ours->removed, &theirs->removed);
  assert_group (&ours->completed, &theirs->completed);
  g_assert_cmpuint (ours->steps->len, ==, theirs->steps->len);
  int last = zw_sprint_report_get_last (ours);
  g_assert_cmpint (last, ==, zw_sprint_report_get_last (theirs));
  g_assert_cmpfloat (g_array_index (ours->burndown, ZwBurndownPoint, last).remaining, ==,
                     g_array_index (theirs->burndown, ZwBurndownPoint, last).remaining);
  g_object_unref (fresh.watch);
}

static double
get_remaining (Fixture *self)
{
  const ZwSprintReport *report = zw_sprint_watch_get_report (self->watch);
  return g_array_index (report->burndown, ZwBurndownPoint, zw_sprint_report_get_last (report)).remaining;
}

static void
test_a_change_of_a_ticket_moves_the_line (Fixture *self, gconstpointer unused)
{
  g_assert_cmpfloat (get_remaining (self), ==, 15);
  zw_test_set (self->base.workspace, self->tickets[0], ZW_FIELD_ESTIMATE, "8");
  wait_for_change (self);
  g_assert_cmpfloat (get_remaining (self), ==, 18);
  zw_test_flush (self->base.workspace);
  assert_as_read_anew (self);
}

static void
test_a_ticket_that_joins_brings_its_past (Fixture *self, gconstpointer unused)
{
  g_autofree char *sprint = id_text (ZW_TEST_SPRINT);

  zw_test_set (self->base.workspace, self->tickets[3], ZW_FIELD_SPRINT, sprint);
  wait_for_change (self);
  g_assert_cmpfloat (get_remaining (self), ==, 20);
  zw_test_set (self->base.workspace, self->tickets[3], ZW_FIELD_SPRINT, NULL);
  wait_for_change (self);
  g_assert_cmpfloat (get_remaining (self), ==, 15);
  assert_as_read_anew (self);
}

static void
test_what_does_not_concern_the_sprint_is_no_change (Fixture *self, gconstpointer unused)
{
  zw_test_set (self->base.workspace, self->tickets[3], ZW_FIELD_ESTIMATE, "8");
  zw_test_flush (self->base.workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (self->changed);
}

static void
test_an_undo_is_followed (Fixture *self, gconstpointer unused)
{
  zw_test_set (self->base.workspace, self->tickets[1], ZW_FIELD_ESTIMATE, "13");
  wait_for_change (self);
  g_assert_cmpfloat (get_remaining (self), ==, 23);
  zw_test_undo (self->base.workspace, NULL);
  wait_for_change (self);
  g_assert_cmpfloat (get_remaining (self), ==, 15);
  assert_as_read_anew (self);
}

static void
test_another_process_is_followed (Fixture *self, gconstpointer unused)
{
  ZwWorkspace *second = zw_workspace_fixture_open_second (&self->base, "other");
  ZwTicket *theirs = zw_workspace_get_ticket (second, zw_item_get_id (ZW_ITEM (self->tickets[2])));

  zw_test_set (second, theirs, ZW_FIELD_ESTIMATE, "1");
  zw_test_flush (second);
  g_signal_emit_by_name (zw_workspace_get_store (self->base.workspace), "changed-elsewhere");
  wait_for_change (self);
  g_assert_cmpfloat (get_remaining (self), ==, 11);
  zw_test_close (second);
}

static void
test_a_completion_brings_its_seal (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (zw_sprint_watch_get_sealed (self->watch));
  zw_test_commit (self->base.workspace, zw_sprint_complete (self->base.workspace, ZW_TEST_SPRINT, 0, "{}", &error), NULL);
  g_assert_no_error (error);
  wait_for_change (self);
  g_assert_cmpstr (zw_sprint_watch_get_sealed (self->watch), ==, "{}");
  g_assert_cmpuint (zw_sprint_watch_get_report (self->watch)->carried.tickets->len, ==, 3);
  zw_test_undo (self->base.workspace, NULL);
  wait_for_change (self);
  g_assert_null (zw_sprint_watch_get_sealed (self->watch));
  g_assert_cmpuint (zw_sprint_watch_get_report (self->watch)->steps->len, ==, 0);
  assert_as_read_anew (self);
}

/* More than is kept: the report stays, and is read again. */
static void
test_a_very_long_past_is_followed_too (Fixture *self, gconstpointer unused)
{
  ZwItem *ticket = ZW_ITEM (self->tickets[0]);
  g_autoptr (ZwChangeSet) set = zw_test_set_of (self->base.workspace, ticket, ZW_FIELD_ESTIMATE, "8");
  const char *points[] = { "8", "5" };

  for (guint i = 0; i < 20001; i++)
    zw_change_set_set (set, ZW_ENTITY_TICKET, zw_item_get_id (ticket), zw_item_get_id (ticket), ZW_FIELD_ESTIMATE, points[i % 2],
                       points[(i + 1) % 2]);
  zw_test_commit (self->base.workspace, zw_change_set_ref (set), NULL);
  wait_for_change (self);
  g_assert_cmpfloat (get_remaining (self), ==, 15);
  zw_test_set (self->base.workspace, self->tickets[0], ZW_FIELD_ESTIMATE, "3");
  wait_for_change (self);
  g_assert_cmpfloat (get_remaining (self), ==, 13);
  zw_test_flush (self->base.workspace);
  assert_as_read_anew (self);
}

#define TEST(name, func) g_test_add ("/sprint-watch/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("a-change-of-a-ticket-moves-the-line", test_a_change_of_a_ticket_moves_the_line);
  TEST ("a-ticket-that-joins-brings-its-past", test_a_ticket_that_joins_brings_its_past);
  TEST ("what-does-not-concern-the-sprint-is-no-change", test_what_does_not_concern_the_sprint_is_no_change);
  TEST ("an-undo-is-followed", test_an_undo_is_followed);
  TEST ("another-process-is-followed", test_another_process_is_followed);
  TEST ("a-very-long-past-is-followed-too", test_a_very_long_past_is_followed_too);
  TEST ("a-completion-brings-its-seal", test_a_completion_brings_its_seal);
  return g_test_run ();
}
