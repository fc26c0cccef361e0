/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the stand-up tells follows the workspace, whoever changes it, and a stand-up that was held is where the next one begins. */
#include "zw-error.h"
#include "zw-part-commands.h"
#include "zw-project-commands.h"
#include "zw-standup-watch.h"
#include "zw-ticket-commands.h"
#include "zw-workspace-fixture.h"

#define HOUR_MS (60 * 60 * 1000)
#define DAY_MS (24 * HOUR_MS)

typedef struct {
  ZwWorkspaceFixture base;
  ZwTicket *ticket; /* of Ana, in To Do */
  ZwStandupWatch *watch;
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

static void
watch (Fixture *self)
{
  g_clear_object (&self->watch);
  self->watch = zw_standup_watch_new (self->base.workspace, ZW_TEST_PROJECT, 0);
  g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (changed_cb), self);
  wait_for_change (self);
}

/* Ana is a member; her ticket was made a week ago, the day is a Tuesday. */
static void
set_up (Fixture *self, gconstpointer unused)
{
  g_autofree char *ana = id_text (ZW_TEST_ANA);

  zw_workspace_fixture_set_up (&self->base, NULL);
  ZwWorkspace *workspace = self->base.workspace;
  zw_clock_set (self->base.clock, ZW_TEST_NOW - 7 * (gint64) DAY_MS);
  self->ticket = zw_test_ticket (workspace, "work", ZW_TEST_TODO);
  zw_test_set (workspace, self->ticket, ZW_FIELD_OWNER, ana);
  zw_test_flush (workspace);
  zw_clock_set (self->base.clock, ZW_TEST_NOW);
  watch (self);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  if (self->watch != NULL)
    g_assert_finalize_object (self->watch);
  zw_workspace_fixture_tear_down (&self->base, NULL);
}

static ZwStandupShare *
share_of (Fixture *self, gint64 person)
{
  const ZwStandupReport *report = zw_standup_watch_get_report (self->watch);

  g_assert_nonnull (report);
  return zw_standup_report_find (report, person);
}

static void
move (Fixture *self, ZwWorkspace *workspace, gint64 status)
{
  gint64 id = zw_item_get_id (ZW_ITEM (self->ticket));

  zw_test_commit (workspace, zw_ticket_move (workspace, &id, 1, status, 0, 0, NULL), NULL);
}

static void
test_nothing_happened_since_yesterday (Fixture *self, gconstpointer unused)
{
  g_assert_cmpuint (share_of (self, ZW_TEST_ANA)->changes->len, ==, 0);
  g_assert_cmpint (zw_standup_watch_get_since (self->watch), <, ZW_TEST_NOW - 9 * HOUR_MS);
}

static void
test_an_own_move_is_told_and_its_undo_takes_it_back (Fixture *self, gconstpointer unused)
{
  move (self, self->base.workspace, ZW_TEST_DOING);
  wait_for_change (self);
  ZwStandupShare *share = share_of (self, ZW_TEST_ANA);
  g_assert_cmpuint (share->changes->len, ==, 1);
  g_assert_cmpuint (g_array_index (share->changes, ZwStandupChange, 0).kinds, ==, ZW_STANDUP_MOVED | ZW_STANDUP_STARTED);
  g_assert_true (zw_test_undo (self->base.workspace, NULL));
  wait_for_change (self);
  g_assert_cmpuint (share_of (self, ZW_TEST_ANA)->changes->len, ==, 0);
}

static void
test_what_another_process_does_is_told_at_once (Fixture *self, gconstpointer unused)
{
  ZwWorkspace *other = zw_workspace_fixture_open_second (&self->base, "other");

  zw_test_load (other);
  move (self, other, ZW_TEST_DONE);
  g_signal_emit_by_name (zw_workspace_get_store (self->base.workspace), "changed-elsewhere");
  wait_for_change (self);
  g_assert_true (g_array_index (share_of (self, ZW_TEST_ANA)->changes, ZwStandupChange, 0).kinds & ZW_STANDUP_FINISHED);
  zw_test_close (other);
}

static void
test_a_block_is_told_and_listed (Fixture *self, gconstpointer unused)
{
  gint64 id = zw_item_get_id (ZW_ITEM (self->ticket));
  g_autoptr (GError) error = NULL;

  zw_test_commit (self->base.workspace, zw_block_start (self->base.workspace, &id, 1, "no key", 0, &error), NULL);
  g_assert_no_error (error);
  wait_for_change (self);
  g_assert_cmpuint (share_of (self, ZW_TEST_ANA)->blocked->len, ==, 1);
  g_assert_cmpuint (zw_standup_watch_get_report (self->watch)->sums[5], ==, 1);
}

static void
test_a_day_off_makes_away (Fixture *self, gconstpointer unused)
{
  GListModel *members = zw_workspace_get_members (self->base.workspace, ZW_TEST_PROJECT);
  g_autoptr (ZwMember) member = g_list_model_get_item (members, 0);

  g_assert_false (share_of (self, member->person)->is_away);
  zw_test_commit (self->base.workspace, zw_member_set_day_off (self->base.workspace, member, "2026-11-24", TRUE, NULL), NULL);
  wait_for_change (self);
  g_assert_true (share_of (self, member->person)->is_away);
}

static void
test_the_next_one_begins_where_the_last_was_held (Fixture *self, gconstpointer unused)
{
  ZwWorkspace *workspace = self->base.workspace;
  gint64 since = zw_standup_watch_get_since (self->watch), held = ZW_TEST_NOW - HOUR_MS;
  g_autoptr (GError) error = NULL;

  zw_test_commit (workspace, zw_standup_hold (workspace, ZW_TEST_PROJECT, held, 600, "ask Ben", NULL, &error), NULL);
  g_assert_no_error (error);
  g_assert_cmpint (zw_standup_watch_get_since (self->watch), ==, since); /* the present one keeps its place */
  g_assert_cmpint (zw_standup_find_last_time (workspace, ZW_TEST_PROJECT), ==, held);
  g_assert_true (zw_test_undo (workspace, NULL));
  g_assert_cmpint (zw_standup_find_last_time (workspace, ZW_TEST_PROJECT), ==, since);
  g_assert_true (zw_test_redo (workspace, NULL));
  g_assert_finalize_object (g_steal_pointer (&self->watch));
  zw_workspace_fixture_restart (&self->base);
  g_assert_cmpint (zw_standup_find_last_time (self->base.workspace, ZW_TEST_PROJECT), ==, held);
}

static void
test_a_standup_of_nothing_is_refused (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (zw_standup_hold (self->base.workspace, 4711, ZW_TEST_NOW, 0, NULL, NULL, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (zw_standup_hold (self->base.workspace, ZW_TEST_PROJECT, ZW_TEST_NOW, -1, NULL, NULL, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_INVALID_VALUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/standup-watch/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing-happened-since-yesterday", test_nothing_happened_since_yesterday);
  ADD ("an-own-move-is-told-and-its-undo-takes-it-back", test_an_own_move_is_told_and_its_undo_takes_it_back);
  ADD ("what-another-process-does-is-told-at-once", test_what_another_process_does_is_told_at_once);
  ADD ("a-block-is-told-and-listed", test_a_block_is_told_and_listed);
  ADD ("a-day-off-makes-away", test_a_day_off_makes_away);
  ADD ("the-next-one-begins-where-the-last-was-held", test_the_next_one_begins_where_the_last_was_held);
  ADD ("a-standup-of-nothing-is-refused", test_a_standup_of_nothing_is_refused);
#undef ADD
  return g_test_run ();
}
