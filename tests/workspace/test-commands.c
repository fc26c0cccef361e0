/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every command: its result, what it refuses, and that undoing it gives everything back as it was. */
#include <math.h>

#include "zw-backlog-commands.h"
#include "zw-command-fixture.h"
#include "zw-error.h"
#include "zw-part-commands.h"
#include "zw-project-commands.h"
#include "zw-sprint-commands.h"
#include "zw-ticket-commands.h"
#include "zw-ticket-document.h"
#include "zw-values.h"

/* --- creating and moving -------------------------------------------------------------------------------------- */

static void
test_create (ZwCommandFixture *self, gconstpointer data)
{
  const ZwNewTicket ticket = {
    .project = self->project, .type = ZW_TICKET_STORY, .title = "  Pay with PayPal  ", .estimate = "5", .difficulty = 4,
    .priority = 4, .due = "2026-11-25", .description = "As a guest",
  };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  zw_test_do_invertibly (self, zw_ticket_create (self->workspace, &ticket, 1, ids, NULL));
  ZwTicket *made = zw_test_get (self, g_array_index (ids, gint64, 0));
  g_assert_cmpstr (made->title, ==, "Pay with PayPal");
  g_assert_cmpint (made->number, ==, 1);
  g_assert_cmpint (made->status, ==, self->todo);
  g_assert_cmpfloat (made->estimate, ==, 5);
}

static void
test_create_refuses (ZwCommandFixture *self, gconstpointer data)
{
  const ZwNewTicket bad[] = {
    { .project = self->project, .title = "   " },
    { .project = self->project, .title = "a", .estimate = "many" },
    { .project = self->project, .title = "a", .due = "soon" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      GError *error = NULL;
      zw_assert_refused (zw_ticket_create (self->workspace, &bad[i], 1, NULL, &error), error, ZW_ERROR_INVALID_VALUE);
    }
  const ZwNewTicket wrong_column = { .project = self->project, .title = "a", .status = self->support_new };
  GError *error = NULL;
  zw_assert_refused (zw_ticket_create (self->workspace, &wrong_column, 1, NULL, &error), error, ZW_ERROR_REFUSED);
}

static char *
order (ZwCommandFixture *self)
{
  return zw_test_titles (G_LIST_MODEL (zw_workspace_get_tickets (self->workspace, self->project)));
}

static void
test_move (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  gint64 c = zw_test_make (self, "c", ZW_TICKET_TASK, 0);

  zw_test_do_invertibly (self, zw_ticket_move (self->workspace, &c, 1, self->todo, a, 0, NULL));
  g_autofree char *moved_up = order (self);
  g_assert_cmpstr (moved_up, ==, "c a b");
  zw_test_do_invertibly (self, zw_ticket_move (self->workspace, &c, 1, 0, 0, a, NULL));
  g_autofree char *moved_behind = order (self);
  g_assert_cmpstr (moved_behind, ==, "a c b");
  gint64 several[] = { b, a };
  zw_test_do_invertibly (self, zw_ticket_move (self->workspace, several, 2, self->review, 0, c, NULL));
  g_autofree char *moved_both = order (self);
  g_assert_cmpstr (moved_both, ==, "c a b");
  g_assert_cmpint (zw_test_get (self, a)->status, ==, self->review);
}

static void
test_moving_onto_the_own_place_is_no_change (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  g_autoptr (ZwChangeSet) behind = zw_ticket_move (self->workspace, &b, 1, self->todo, 0, a, NULL);
  g_autoptr (ZwChangeSet) before = zw_ticket_move (self->workspace, &a, 1, self->todo, b, 0, NULL);

  g_assert_true (zw_change_set_is_empty (behind));
  g_assert_true (zw_change_set_is_empty (before));
}

static void
test_crossed_cards_of_a_drop_stay_crossed (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0), both[] = { a, b };

  zw_test_commit (self->workspace, zw_ticket_close (self->workspace, &a, 1, ZW_RESOLUTION_POSTPONED, "to Q1", 0, FALSE, NULL), NULL);
  zw_test_do_invertibly (self, zw_ticket_drop (self->workspace, both, 2, self->done, 0, 0, NULL));
  g_assert_cmpint (zw_test_get (self, a)->status, ==, self->not_done);
  g_assert_cmpstr (zw_test_get (self, a)->resolution_text, ==, "to Q1");
  g_assert_cmpint (zw_test_get (self, b)->status, ==, self->done);
  /* A move says what it means; dragged out, a crossed card is open again. */
  zw_test_do_invertibly (self, zw_ticket_move (self->workspace, &a, 1, self->done, 0, 0, NULL));
  g_assert_cmpint (zw_test_get (self, a)->resolution, ==, ZW_RESOLUTION_NONE);
  zw_test_undo (self->workspace, NULL);
  zw_test_do_invertibly (self, zw_ticket_drop (self->workspace, both, 2, self->review, 0, 0, NULL));
  g_assert_cmpint (zw_test_get (self, a)->status, ==, self->review);
}

static void
test_one_blocker_holds_up_once (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);

  zw_test_do_invertibly (self, zw_block_start (self->workspace, &a, 1, "waits for b", b, NULL));
  g_autoptr (ZwChangeSet) again = zw_link_add (self->workspace, b, ZW_FIELD_BLOCKER, a, NULL);
  g_assert_true (zw_change_set_is_empty (again));
  g_autoptr (GPtrArray) open = zw_workspace_dup_open_blocks (self->workspace, a, 0);
  zw_test_commit (self->workspace, zw_block_end (self->workspace, open, NULL), NULL);
  zw_test_do_invertibly (self, zw_link_add (self->workspace, b, ZW_FIELD_BLOCKER, a, NULL));
}

static void
test_type_and_column_change_together (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), open = zw_test_status_named (self, "Open");
  GError *error = NULL;

  zw_test_do_invertibly (self, zw_ticket_set_type (self->workspace, &a, 1, ZW_TICKET_PROBLEM, open, NULL));
  g_assert_cmpint (zw_test_get (self, a)->status, ==, open);
  g_assert_cmpint (zw_test_get (self, a)->type, ==, ZW_TICKET_PROBLEM);
  zw_assert_refused (zw_ticket_set_type (self->workspace, &a, 1, ZW_TICKET_TASK, open, &error), error, ZW_ERROR_REFUSED);
  zw_test_do_invertibly (self, zw_ticket_set_type (self->workspace, &a, 1, ZW_TICKET_TASK, self->done, NULL));
  g_assert_cmpint (zw_test_get (self, a)->closed, !=, 0);
}

static void
test_a_closed_gap_is_widened (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), ids[300];
  g_autoptr (GString) expected = g_string_new ("a");

  for (int i = 0; i < 300; i++)
    {
      g_autofree char *title = g_strdup_printf ("t%d", i);
      ids[i] = zw_test_make (self, title, ZW_TICKET_TASK, 0);
    }
  for (int i = 0; i < 300; i++)
    zw_workspace_commit (self->workspace, zw_ticket_move (self->workspace, &ids[i], 1, self->todo, 0, a, NULL), NULL);
  zw_test_flush (self->workspace);
  for (int i = 299; i >= 0; i--)
    g_string_append_printf (expected, " t%d", i);
  g_autofree char *now = order (self);
  g_assert_cmpstr (now, ==, expected->str);
}

/* --- life ----------------------------------------------------------------------------------------------------- */

static void
test_close_and_reopen (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);

  zw_test_do_invertibly (self, zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_PROGRESS, "40", NULL));
  zw_test_do_invertibly (self, zw_ticket_close (self->workspace, &a, 1, ZW_RESOLUTION_NONE, NULL, 0, FALSE, NULL));
  g_assert_cmpint (zw_workspace_get_progress (self->workspace, zw_test_get (self, a)), ==, 100);
  g_assert_cmpint (zw_test_get (self, a)->status, ==, self->done);
  zw_test_do_invertibly (self, zw_ticket_reopen (self->workspace, &a, 1, NULL));
  g_assert_cmpint (zw_workspace_get_progress (self->workspace, zw_test_get (self, a)), ==, 40);
  g_assert_cmpint (zw_test_get (self, a)->closed, ==, 0);
  zw_test_do_invertibly (self, zw_ticket_close (self->workspace, &a, 1, ZW_RESOLUTION_POSTPONED, "to Q1", 0, FALSE, NULL));
  g_assert_cmpint (zw_test_get (self, a)->status, ==, self->not_done);
  g_assert_cmpstr (zw_test_get (self, a)->resolution_text, ==, "to Q1");
  zw_test_do_invertibly (self, zw_ticket_move (self->workspace, &a, 1, self->doing, 0, 0, NULL));
  g_assert_cmpint (zw_test_get (self, a)->resolution, ==, ZW_RESOLUTION_NONE);
}

static void
test_not_done_without_a_reason_is_refused (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);
  GError *error = NULL;

  zw_assert_refused (zw_ticket_move (self->workspace, &a, 1, self->not_done, 0, 0, &error), error, ZW_ERROR_REFUSED);
}

static void
test_a_parent_closes_with_its_children (ZwCommandFixture *self, gconstpointer data)
{
  gint64 parent = zw_test_make (self, "parent", ZW_TICKET_TASK, 0), child = zw_test_make (self, "child", ZW_TICKET_TASK, parent);

  g_assert_cmpuint (zw_ticket_count_open_children (self->workspace, parent), ==, 1);
  zw_test_do_invertibly (self, zw_ticket_close (self->workspace, &parent, 1, ZW_RESOLUTION_NONE, NULL, 0, TRUE, NULL));
  g_assert_true (zw_workspace_is_closed (self->workspace, zw_test_get (self, child)));
}

static void
test_delete_takes_children_and_detaches_from_epics (ZwCommandFixture *self, gconstpointer data)
{
  gint64 epic = zw_test_make (self, "epic", ZW_TICKET_EPIC, 0), parent = zw_test_make (self, "parent", ZW_TICKET_TASK, epic);
  gint64 child = zw_test_make (self, "child", ZW_TICKET_TASK, parent);

  zw_test_do_invertibly (self, zw_ticket_delete (self->workspace, &epic, 1, NULL));
  g_assert_null (zw_test_get (self, epic));
  g_assert_cmpint (zw_test_get (self, parent)->parent, ==, 0);
  zw_test_do_invertibly (self, zw_ticket_delete (self->workspace, &parent, 1, NULL));
  g_assert_null (zw_test_get (self, child));
}

static void
test_waiting_ends_by_closing (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);

  zw_test_do_invertibly (self, zw_ticket_wait (self->workspace, &a, 1, "2026-11-25", "the test group", NULL));
  g_assert_cmpint (zw_test_get (self, a)->status, ==, self->todo);
  zw_test_do_invertibly (self, zw_ticket_close (self->workspace, &a, 1, ZW_RESOLUTION_NONE, NULL, 0, FALSE, NULL));
  g_assert_cmpint (zw_test_get (self, a)->waiting_until, ==, ZW_UNSET);
}

static void
test_an_epic_and_its_child_go_and_come_together (ZwCommandFixture *self, gconstpointer data)
{
  gint64 epic = zw_test_make (self, "epic", ZW_TICKET_EPIC, 0), child = zw_test_make (self, "child", ZW_TICKET_TASK, epic);
  gint64 grandchild = zw_test_make (self, "sub", ZW_TICKET_TASK, child), all[] = { epic, child, grandchild };

  zw_test_do_invertibly (self, zw_ticket_delete (self->workspace, all, 3, NULL));
  g_assert_null (zw_test_get (self, grandchild));
}

/* --- fields --------------------------------------------------------------------------------------------------- */

static void
test_type_maps_the_status (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);

  zw_test_do_invertibly (self, zw_ticket_move (self->workspace, &a, 1, self->review, 0, 0, NULL));
  zw_test_do_invertibly (self, zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_TYPE, "problem", NULL));
  g_assert_cmpint (zw_test_get (self, a)->status, ==, zw_test_status_named (self, "Open"));
  zw_test_do_invertibly (self, zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_TYPE, "bug", NULL));
  g_assert_cmpint (zw_test_get (self, a)->status, ==, self->doing);
}

static void
test_a_family_shares_its_sprint (ZwCommandFixture *self, gconstpointer data)
{
  gint64 parent = zw_test_make (self, "parent", ZW_TICKET_TASK, 0), child = zw_test_make (self, "child", ZW_TICKET_TASK, parent), sprint;

  zw_test_commit (self->workspace, zw_sprint_create (self->workspace, self->project, "Sprint 1", NULL, NULL, NULL, &sprint, NULL), NULL);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, sprint);
  zw_test_do_invertibly (self, zw_ticket_set_field (self->workspace, &child, 1, ZW_FIELD_SPRINT, text, NULL));
  g_assert_cmpint (zw_test_get (self, parent)->sprint, ==, sprint);
  g_assert_cmpint (zw_test_get (self, child)->sprint, ==, sprint);
}

static void
test_circles_are_refused (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, a);
  gint64 epic = zw_test_make (self, "e", ZW_TICKET_EPIC, 0);
  g_autofree char *a_text = g_strdup_printf ("%" G_GINT64_FORMAT, a), *b_text = g_strdup_printf ("%" G_GINT64_FORMAT, b);
  GError *error = NULL;

  zw_assert_refused (zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_PARENT, b_text, &error), error, ZW_ERROR_CYCLE);
  zw_assert_refused (zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_PARENT, a_text, &error), error, ZW_ERROR_CYCLE);
  zw_assert_refused (zw_ticket_set_field (self->workspace, &epic, 1, ZW_FIELD_PARENT, a_text, &error), error, ZW_ERROR_REFUSED);
  zw_test_commit (self->workspace, zw_link_add (self->workspace, a, ZW_FIELD_BLOCKER, epic, NULL), NULL);
  zw_assert_refused (zw_link_add (self->workspace, epic, ZW_FIELD_BLOCKER, a, &error), error, ZW_ERROR_CYCLE);
}

static void
test_new_tickets_obey_the_rules_of_families (ZwCommandFixture *self, gconstpointer data)
{
  gint64 task = zw_test_make (self, "task", ZW_TICKET_TASK, 0), child = zw_test_make (self, "sub", ZW_TICKET_TASK, task);
  const ZwNewTicket bad[] = {
    { .project = self->project, .type = ZW_TICKET_EPIC, .title = "an epic below a task", .parent = task },
    { .project = self->project, .type = ZW_TICKET_TASK, .title = "a third level", .parent = child },
    { .project = self->project, .type = ZW_TICKET_TASK, .title = "solves a task", .solves = task },
    { .project = self->project, .type = ZW_TICKET_TASK, .title = "a task's customer", .customer = ZW_TEST_BEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      GError *error = NULL;
      zw_assert_refused (zw_ticket_create (self->workspace, &bad[i], 1, NULL, &error), error, ZW_ERROR_REFUSED);
    }
}

/* Its columns know no waiting, its tickets no customer. */
static void
test_a_pending_problem_becomes_a_plain_task (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_PROBLEM, 0), pending = zw_test_status_named (self, "Pending");
  g_autofree char *customer = g_strdup_printf ("%d", ZW_TEST_BEN);

  zw_test_commit (self->workspace, zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_CUSTOMER, customer, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &a, 1, pending, 0, 0, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_wait (self->workspace, &a, 1, "2026-11-25", "an answer", NULL), NULL);
  zw_test_do_invertibly (self, zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_TYPE, "task", NULL));
  g_assert_cmpint (zw_test_get (self, a)->status, ==, self->todo);
  g_assert_cmpint (zw_test_get (self, a)->waiting_until, ==, ZW_UNSET);
  g_assert_cmpint (zw_test_get (self, a)->customer, ==, 0);
}

static void
test_labels_are_added_and_removed (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), label;
  GError *error = NULL;

  zw_test_do_invertibly (self, zw_label_create (self->workspace, self->project, "checkout", NULL, &label, NULL));
  zw_test_do_invertibly (self, zw_ticket_set_label (self->workspace, &a, 1, label, TRUE, NULL));
  g_assert_true (zw_ticket_has_label (zw_test_get (self, a), label));
  zw_assert_refused (zw_label_create (self->workspace, self->project, "Checkout", NULL, NULL, &error), error, ZW_ERROR_REFUSED);
  zw_test_do_invertibly (self, zw_label_delete (self->workspace, label, NULL));
  g_assert_false (zw_ticket_has_label (zw_test_get (self, a), label));
}

/* A ticket in the archive is on no list, so the set that deletes the label does not name it. */
static void
test_a_deleted_label_leaves_archived_tickets (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), label, other;

  zw_test_commit (self->workspace, zw_project_create (self->workspace, "OPS", "Operations", &other, NULL), NULL);
  zw_test_commit (self->workspace, zw_label_create (self->workspace, self->project, "checkout", NULL, &label, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_set_label (self->workspace, &a, 1, label, TRUE, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_set_archived (self->workspace, &a, 1, TRUE, NULL), NULL);
  zw_test_do_invertibly (self, zw_label_delete (self->workspace, label, NULL));
  g_assert_false (zw_ticket_has_label (zw_test_get (self, a), label));
  zw_test_do_invertibly (self, zw_ticket_set_archived (self->workspace, &a, 1, FALSE, NULL));
  g_assert_false (zw_ticket_has_label (zw_test_get (self, a), label));
  zw_test_do_invertibly (self, zw_ticket_move_to_project (self->workspace, &a, 1, other, NULL));
  for (int i = 0; i < 3; i++)
    zw_test_undo (self->workspace, NULL);
  zw_test_settle (self->workspace);
  g_assert_true (zw_ticket_has_label (zw_test_get (self, a), label));
}

/* --- parts ---------------------------------------------------------------------------------------------------- */

static void
test_checklist_gives_the_progress (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);
  GError *error = NULL;

  zw_test_do_invertibly (self, zw_check_item_add (self->workspace, a, NULL, "one\n\ntwo\n", FALSE, NULL));
  g_assert_cmpint (zw_test_get (self, a)->checks, ==, 2);
  zw_assert_refused (zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_PROGRESS, "50", &error), error, ZW_ERROR_REFUSED);
}

static void
test_blocks_end_when_the_blocker_closes (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  GError *error = NULL;

  zw_test_do_invertibly (self, zw_block_start (self->workspace, &a, 1, "keys missing", b, NULL));
  g_assert_true (zw_ticket_is_blocked (zw_test_get (self, a)));
  zw_test_do_invertibly (self, zw_ticket_close (self->workspace, &b, 1, ZW_RESOLUTION_NONE, NULL, 0, FALSE, NULL));
  g_assert_false (zw_ticket_is_blocked (zw_test_get (self, a)));
  zw_assert_refused (zw_block_start (self->workspace, &a, 1, "  ", 0, &error), error, ZW_ERROR_INVALID_VALUE);
}

static void
test_logging_work_lowers_what_remains (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);

  zw_test_do_invertibly (self, zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_REMAINING, "120", NULL));
  zw_test_do_invertibly (self, zw_work_add (self->workspace, a, 90, NULL, NULL, NULL));
  g_assert_cmpint (zw_test_get (self, a)->remaining, ==, 30);
  g_assert_cmpint (zw_test_get (self, a)->spent, ==, 90);
  zw_test_do_invertibly (self, zw_work_set_total (self->workspace, a, 60, NULL));
  g_assert_cmpint (zw_test_get (self, a)->spent, ==, 60);
}

static void
test_a_task_from_a_problem_is_linked (ZwCommandFixture *self, gconstpointer data)
{
  gint64 problem = zw_test_make (self, "It crashes", ZW_TICKET_PROBLEM, 0), task;

  zw_test_do_invertibly (self, zw_ticket_create_task_from_problem (self->workspace, problem, ZW_TICKET_BUG, "Text", &task, NULL));
  g_assert_cmpint (zw_test_get (self, task)->solves, ==, 1);
  g_assert_cmpint (zw_test_get (self, problem)->solved_by, ==, 1);
  g_assert_cmpint (zw_test_get (self, task)->status, ==, self->todo);
  zw_test_commit (self->workspace, zw_link_add (self->workspace, task, ZW_FIELD_SOLVES, problem, NULL), NULL);
  zw_test_settle (self->workspace);
  g_assert_cmpint (zw_test_get (self, task)->solves, ==, 1);
}

/* Both ways, and for those at the other end of the link. */
static void
test_a_deleted_ticket_solves_nothing (ZwCommandFixture *self, gconstpointer data)
{
  gint64 problem = zw_test_make (self, "It crashes", ZW_TICKET_PROBLEM, 0), task = zw_test_make (self, "Mend it", ZW_TICKET_TASK, 0);

  zw_test_do_invertibly (self, zw_link_add (self->workspace, task, ZW_FIELD_SOLVES, problem, NULL));
  zw_test_do_invertibly (self, zw_ticket_delete (self->workspace, &task, 1, NULL));
  g_assert_cmpint (zw_test_get (self, problem)->solved_by, ==, 0);
  zw_test_undo (self->workspace, NULL);
  zw_test_settle (self->workspace);
  g_assert_cmpint (zw_test_get (self, problem)->solved_by, ==, 1);
  zw_test_do_invertibly (self, zw_ticket_delete (self->workspace, &problem, 1, NULL));
  g_assert_cmpint (zw_test_get (self, task)->solves, ==, 0);
}

static gboolean
is_ready (gpointer document)
{
  return zw_ticket_document_is_ready (document);
}

/* The last child closes, in whatever way: its parent may be closed. A taken back close offers nothing. */
static void
test_a_finished_parent_is_found (ZwCommandFixture *self, gconstpointer data)
{
  gint64 parent = zw_test_make (self, "Parent", ZW_TICKET_STORY, 0);
  gint64 first = zw_test_make (self, "First", ZW_TICKET_TASK, parent), second = zw_test_make (self, "Second", ZW_TICKET_TASK, parent);
  ZwChangeSet *set = zw_ticket_close (self->workspace, &first, 1, ZW_RESOLUTION_NONE, NULL, 0, FALSE, NULL);
  g_autoptr (ZwChangeSet) kept = zw_change_set_ref (set);

  zw_test_commit (self->workspace, set, NULL);
  g_assert_null (zw_ticket_find_finished_parent (self->workspace, kept));
  zw_change_set_unref (kept);
  set = zw_ticket_move (self->workspace, &second, 1, self->done, 0, 0, NULL);
  kept = zw_change_set_ref (set);
  zw_test_commit (self->workspace, set, NULL);
  g_assert_true (zw_ticket_find_finished_parent (self->workspace, kept) == zw_test_get (self, parent));
  g_autoptr (GPtrArray) closed = zw_ticket_dup_closed_by (self->workspace, kept);
  g_assert_cmpuint (closed->len, ==, 1);
  zw_test_commit (self->workspace, zw_ticket_close (self->workspace, &parent, 1, ZW_RESOLUTION_NONE, NULL, 0, FALSE, NULL), NULL);
  g_assert_null (zw_ticket_find_finished_parent (self->workspace, kept));
}

/* Into the same gap again and again: it closes, and still everything stands where it was put. */
static void
test_checklist_items_keep_their_order (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);
  g_autoptr (ZwTicketDocument) document = zw_ticket_document_new (self->workspace, zw_test_get (self, a));
  GListModel *checks = zw_ticket_document_get_checks (document);

  g_assert_true (zw_wait_until (is_ready, document, 10000));
  zw_test_commit (self->workspace, zw_check_item_add (self->workspace, a, NULL, "one\ntwo\nthree\nfour", FALSE, NULL), NULL);
  for (int i = 0; i < 60; i++)
    {
      g_autoptr (ZwCheckItem) last = g_list_model_get_item (checks, 3), third = g_list_model_get_item (checks, 2);
      zw_test_commit (self->workspace, zw_check_item_move (self->workspace, checks, last, 1, NULL), NULL);
      g_autoptr (ZwCheckItem) second = g_list_model_get_item (checks, 1), now_last = g_list_model_get_item (checks, 3);
      g_assert_true (second == last);
      g_assert_true (now_last == third);
    }
}

/* --- columns and projects ------------------------------------------------------------------------------------- */

static char *
columns (ZwCommandFixture *self)
{
  GListModel *statuses = zw_workspace_get_statuses (self->workspace, self->project);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (statuses, i);
      if (status->workflow == ZW_WORKFLOW_WORK)
        g_string_append_printf (names, "%s%s", names->len > 0 ? "|" : "", status->name);
    }
  return g_strdup (names->str);
}

static void
test_columns_are_made_moved_and_deleted (ZwCommandFixture *self, gconstpointer data)
{
  gint64 testing, a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);
  GError *error = NULL;

  zw_test_do_invertibly (self, zw_status_create (self->workspace, self->project, "Testing", ZW_WORKFLOW_WORK, ZW_CATEGORY_IN_PROGRESS,
                                         self->done, &testing, NULL));
  g_autofree char *made = columns (self);
  g_assert_cmpstr (made, ==, "To Do|In Progress|Review|Testing|Done|Not Done");
  zw_test_do_invertibly (self, zw_status_move (self->workspace, testing, self->doing, NULL));
  g_autofree char *moved = columns (self);
  g_assert_cmpstr (moved, ==, "To Do|Testing|In Progress|Review|Done|Not Done");
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &a, 1, testing, 0, 0, NULL), NULL);
  zw_test_do_invertibly (self, zw_status_delete (self->workspace, testing, self->review, NULL));
  g_assert_cmpint (zw_test_get (self, a)->status, ==, self->review);
  zw_assert_refused (zw_status_delete (self->workspace, self->done, self->review, &error), error, ZW_ERROR_REFUSED);
  zw_assert_refused (zw_status_create (self->workspace, self->project, "review", ZW_WORKFLOW_WORK, ZW_CATEGORY_TODO, 0, NULL, &error),
                     error, ZW_ERROR_REFUSED);
}

static void
test_cancelled_tickets_keep_their_reason_in_another_column (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), rejected;

  zw_test_commit (self->workspace, zw_status_create (self->workspace, self->project, "Rejected", ZW_WORKFLOW_WORK,
                                                     ZW_CATEGORY_CANCELLED, 0, &rejected, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_close (self->workspace, &a, 1, ZW_RESOLUTION_POSTPONED, "to Q1", 0, FALSE, NULL), NULL);
  zw_test_do_invertibly (self, zw_status_delete (self->workspace, self->not_done, rejected, NULL));
  g_assert_cmpint (zw_test_get (self, a)->status, ==, rejected);
  g_assert_cmpint (zw_test_get (self, a)->resolution, ==, ZW_RESOLUTION_POSTPONED);
  g_assert_cmpstr (zw_test_get (self, a)->resolution_text, ==, "to Q1");
}

static void
test_project_keys_are_unique_and_well_formed (ZwCommandFixture *self, gconstpointer data)
{
  static const char *const bad[] = { "W", "1WEB", "WEB-X", "TOOLONGAKEYX", NULL };
  ZwItem *project = ZW_ITEM (zw_workspace_get_project (self->workspace, self->project));
  GError *error = NULL;

  for (int i = 0; bad[i] != NULL; i++)
    {
      g_autoptr (GError) invalid = NULL;
      g_assert_null (zw_project_create (self->workspace, bad[i], "Name", NULL, &invalid));
      g_assert_error (invalid, ZW_ERROR, ZW_ERROR_INVALID_VALUE);
    }
  zw_assert_refused (zw_project_create (self->workspace, "new", "Another", NULL, &error), error, ZW_ERROR_REFUSED);
  zw_test_do_invertibly (self, zw_project_create (self->workspace, "NEW2", "New Project", NULL, NULL));
  zw_test_do_invertibly (self, zw_item_set_field (self->workspace, project, ZW_FIELD_KEY, "SHOP", NULL));
}

static void
add_person (ZwCommandFixture *self, const char *name, const char *handle)
{
  zw_test_commit (self->workspace,
                  zw_person_create (self->workspace, self->project, name, handle, NULL, ZW_PERSON_MEMBER, NULL, NULL), NULL);
}

static void
test_typed_names_match (ZwCommandFixture *self, gconstpointer data)
{
  g_autoptr (GError) ambiguous = NULL, unknown = NULL;

  add_person (self, "Mei-Lin Chen", "mei");
  add_person (self, "Melanie Roth", "mel");
  g_assert_cmpint (zw_workspace_match_person (self->workspace, "@MEI", NULL), !=, 0);
  g_assert_cmpint (zw_workspace_match_person (self->workspace, "melanie", NULL), !=, 0);
  g_assert_cmpint (zw_workspace_match_person (self->workspace, "me", &ambiguous), ==, 0);
  g_assert_error (ambiguous, ZW_ERROR, ZW_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (ambiguous->message, "Melanie Roth"));
  g_assert_cmpint (zw_workspace_match_person (self->workspace, "zoe", &unknown), ==, 0);
  g_assert_error (unknown, ZW_ERROR, ZW_ERROR_NOT_FOUND);
}

static void
test_a_million_ids_are_distinct_and_rise (ZwCommandFixture *self, gconstpointer data)
{
  gint64 last = 0;

  for (int i = 0; i < 1000000; i++)
    {
      gint64 id = zw_workspace_new_id (self->workspace);
      g_assert_cmpint (id, >, last);
      last = id;
    }
}

/* --- sprints ---------------------------------------------------------------------------------------------------- */

static gint64
add_sprint (ZwCommandFixture *self, const char *name)
{
  gint64 id;
  zw_test_commit (self->workspace, zw_sprint_create (self->workspace, self->project, name, NULL, NULL, NULL, &id, NULL), NULL);
  return id;
}

static void
test_a_sprint_starts_and_completes (ZwCommandFixture *self, gconstpointer data)
{
  gint64 first = add_sprint (self, "Sprint 1"), second = add_sprint (self, "Sprint 2"), a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, first);
  GError *error = NULL;

  zw_test_do_invertibly (self, zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_SPRINT, text, NULL));
  zw_assert_refused (zw_sprint_complete (self->workspace, first, 0, NULL, &error), error, ZW_ERROR_REFUSED);
  zw_test_do_invertibly (self, zw_sprint_start (self->workspace, first, NULL));
  zw_assert_refused (zw_sprint_start (self->workspace, second, &error), error, ZW_ERROR_REFUSED);
  zw_assert_refused (zw_sprint_complete (self->workspace, first, first, NULL, &error), error, ZW_ERROR_REFUSED);
  zw_test_do_invertibly (self, zw_sprint_complete (self->workspace, first, second, "{}", NULL));
  g_assert_cmpint (zw_test_get (self, a)->sprint, ==, second);
  g_assert_cmpint (zw_workspace_get_sprint (self->workspace, first)->state, ==, ZW_SPRINT_CLOSED);
}

/* Of several, closed ones stay where they were done, also in the order; alone they are refused. */
static void
test_a_closed_ticket_stays_in_its_sprint (ZwCommandFixture *self, gconstpointer data)
{
  gint64 first = add_sprint (self, "Sprint 1"), second = add_sprint (self, "Sprint 2");
  gint64 ids[] = { zw_test_make (self, "a", ZW_TICKET_TASK, 0), zw_test_make (self, "b", ZW_TICKET_TASK, 0),
                   zw_test_make (self, "c", ZW_TICKET_TASK, 0) };
  g_autofree char *one = g_strdup_printf ("%" G_GINT64_FORMAT, first), *two = g_strdup_printf ("%" G_GINT64_FORMAT, second);
  g_autoptr (GError) refusal = NULL;
  GError *error = NULL;

  zw_test_commit (self->workspace, zw_ticket_set_field (self->workspace, ids, 2, ZW_FIELD_SPRINT, one, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_close (self->workspace, ids, 1, ZW_RESOLUTION_NONE, NULL, 0, FALSE, NULL), NULL);
  g_assert_cmpuint (zw_ticket_count_staying (self->workspace, ids, 3, second), ==, 1);
  g_assert_cmpuint (zw_ticket_count_staying (self->workspace, ids, 3, first), ==, 0);
  zw_test_do_invertibly (self, zw_ticket_set_field (self->workspace, ids, 3, ZW_FIELD_SPRINT, two, NULL));
  g_assert_cmpint (zw_test_get (self, ids[0])->sprint, ==, first);
  g_assert_cmpint (zw_test_get (self, ids[1])->sprint, ==, second);
  gint64 rank = zw_test_get (self, ids[0])->rank;
  zw_test_do_invertibly (self, zw_backlog_move (self->workspace, ids, 2, 0, 0, ids[2], NULL));
  g_assert_cmpint (zw_test_get (self, ids[0])->rank, ==, rank);
  g_assert_cmpint (zw_test_get (self, ids[1])->sprint, ==, 0);
  g_assert_null (zw_ticket_set_field (self->workspace, ids, 1, ZW_FIELD_SPRINT, NULL, &refusal));
  g_assert_error (refusal, ZW_ERROR, ZW_ERROR_REFUSED);
  g_assert_cmpstr (refusal->message, ==, "NEW-1 is closed and stays in Sprint 1; reopen it first");
  zw_assert_refused (zw_backlog_move (self->workspace, ids, 1, second, 0, 0, &error), error, ZW_ERROR_REFUSED);
}

/* A ticket of the archive keeps its sprint and column, whatever its family does and whatever is deleted meanwhile; it comes out
 * into the world as it is then, by hand and by undo. */
static void
test_the_archive_is_left_alone (ZwCommandFixture *self, gconstpointer data)
{
  gint64 sprint = add_sprint (self, "Sprint 1"), parent = zw_test_make (self, "parent", ZW_TICKET_TASK, 0);
  gint64 child = zw_test_make (self, "child", ZW_TICKET_TASK, parent);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, sprint);
  GError *error = NULL;

  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &child, 1, self->review, 0, 0, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_set_archived (self->workspace, &child, 1, TRUE, NULL), NULL);
  g_assert_cmpint (zw_test_get (self, parent)->children_closed, ==, 1);
  zw_assert_refused (zw_ticket_set_field (self->workspace, &child, 1, ZW_FIELD_SPRINT, text, &error), error, ZW_ERROR_REFUSED);
  zw_test_commit (self->workspace, zw_ticket_set_field (self->workspace, &parent, 1, ZW_FIELD_SPRINT, text, NULL), NULL);
  g_assert_cmpint (zw_test_get (self, child)->sprint, ==, 0);
  zw_test_do_invertibly (self, zw_ticket_set_archived (self->workspace, &child, 1, FALSE, NULL));
  g_assert_cmpint (zw_test_get (self, child)->sprint, ==, sprint);
  g_assert_cmpint (zw_test_get (self, parent)->children_closed, ==, 0);
}

static void
test_a_completion_stays_once_a_later_sprint_runs (ZwCommandFixture *self, gconstpointer data)
{
  gint64 first = add_sprint (self, "Sprint 1"), second = add_sprint (self, "Sprint 2");
  g_autoptr (GError) error = NULL;

  zw_test_commit (self->workspace, zw_sprint_start (self->workspace, first, NULL), NULL);
  zw_test_commit (self->workspace, zw_sprint_complete (self->workspace, first, 0, NULL, NULL), NULL);
  ZwWorkspace *other = zw_workspace_fixture_open_second (&self->base, "command line");
  zw_test_commit (other, zw_sprint_start (other, second, NULL), NULL);
  g_assert_false (zw_test_undo (self->workspace, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_REFUSED);
  zw_test_close (other);
  zw_test_settle (self->workspace);
  g_assert_cmpint (zw_workspace_get_sprint (self->workspace, first)->state, ==, ZW_SPRINT_CLOSED);
}

/* --- age ------------------------------------------------------------------------------------------------------ */

static void
stay_in_review (ZwCommandFixture *self, gint64 id, int days)
{
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &id, 1, self->review, 0, 0, NULL), NULL);
  zw_clock_set (self->base.clock, zw_clock_get_now (self->base.clock) + days * G_GINT64_CONSTANT (86400000));
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &id, 1, self->done, 0, 0, NULL), NULL);
}

static gboolean
is_measured (gpointer fixture)
{
  ZwCommandFixture *self = fixture;
  return zw_workspace_get_age_limit (self->workspace, zw_test_get (self, self->measured)) != 5;
}

static void
test_over_age_is_older_than_85_of_100 (ZwCommandFixture *self, gconstpointer data)
{
  gint64 ids[10];

  for (int i = 0; i < 10; i++)
    ids[i] = zw_test_make (self, "a", ZW_TICKET_TASK, 0);
  for (int i = 0; i < 9; i++)
    stay_in_review (self, ids[i], i + 11);
  gint64 waiting = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &waiting, 1, self->review, 0, 0, NULL), NULL);
  zw_test_reload (self->workspace);
  zw_test_flush (self->workspace);
  g_assert_cmpfloat (zw_workspace_get_age_limit (self->workspace, zw_test_get (self, waiting)), ==, 5);
  stay_in_review (self, ids[9], 20);
  zw_test_reload (self->workspace);
  /* Nearest rank: the 9th of 11 … 20 days. */
  self->measured = waiting;
  g_assert_true (zw_wait_until (is_measured, self, 10000));
  g_assert_cmpfloat (zw_workspace_get_age_limit (self->workspace, zw_test_get (self, waiting)), ==, 19);
}

/* --- values --------------------------------------------------------------------------------------------------- */

static void
test_durations (void)
{
  static const struct { const char *text; int minutes; } good[] = {
    { "90m", 90 }, { "1h30m", 90 }, { "1d 2h", 600 }, { "2d", 960 }, { "1.5h", 90 }, { "2", 120 }, { "1w", 2400 }, { "0", 0 },
  };
  static const char *const bad[] = { "", "x", "1y", "-1h", "1h x", "99999999999d", NULL };
  int minutes;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (zw_duration_parse (good[i].text, 480, &minutes));
      g_assert_cmpint (minutes, ==, good[i].minutes);
    }
  for (int i = 0; bad[i] != NULL; i++)
    g_assert_false (zw_duration_parse (bad[i], 480, &minutes));
  g_autofree char *text = zw_duration_format (660, 480), *none = zw_duration_format (0, 480);
  g_assert_cmpstr (text, ==, "1d 3h");
  g_assert_cmpstr (none, ==, "0m");
}

static void
test_typed_dates (void)
{
  static const struct { const char *text, *date; } good[] = {
    { "today", "2026-11-23" }, { "tomorrow", "2026-11-24" }, { "+3d", "2026-11-26" }, { "+2w", "2026-12-07" },
    { "fri", "2026-11-27" }, { "mon", "2026-11-30" }, { "Wednesday", "2026-11-25" }, { "2026-12-31", "2026-12-31" },
  };
  int today, date, expected;

  zw_date_from_string ("2026-11-23", &today);
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (zw_date_parse (good[i].text, today, &date));
      zw_date_from_string (good[i].date, &expected);
      g_assert_cmpint (date, ==, expected);
    }
  g_assert_false (zw_date_parse ("someday", today, &date));
  g_assert_false (zw_date_parse ("", today, &date));
}

#define TEST(path, func) \
  g_test_add ("/commands/" path, ZwCommandFixture, NULL, zw_command_fixture_set_up, func, zw_command_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("create-and-undo", test_create);
  TEST ("create-refuses-bad-values", test_create_refuses);
  TEST ("move-before-and-after", test_move);
  TEST ("moving-onto-the-own-place-is-no-change", test_moving_onto_the_own_place_is_no_change);
  TEST ("crossed-cards-of-a-drop-stay-crossed", test_crossed_cards_of_a_drop_stay_crossed);
  TEST ("one-blocker-holds-up-once", test_one_blocker_holds_up_once);
  TEST ("type-and-column-change-together", test_type_and_column_change_together);
  TEST ("a-closed-gap-is-widened", test_a_closed_gap_is_widened);
  TEST ("close-and-reopen-restore-the-progress", test_close_and_reopen);
  TEST ("not-done-without-a-reason-is-refused", test_not_done_without_a_reason_is_refused);
  TEST ("a-parent-closes-with-its-children", test_a_parent_closes_with_its_children);
  TEST ("delete-takes-children-and-detaches-from-epics", test_delete_takes_children_and_detaches_from_epics);
  TEST ("an-epic-and-its-child-go-and-come-together", test_an_epic_and_its_child_go_and_come_together);
  TEST ("waiting-ends-by-closing", test_waiting_ends_by_closing);
  TEST ("the-type-maps-the-status", test_type_maps_the_status);
  TEST ("a-family-shares-its-sprint", test_a_family_shares_its_sprint);
  TEST ("circles-are-refused", test_circles_are_refused);
  TEST ("new-tickets-obey-the-rules-of-families", test_new_tickets_obey_the_rules_of_families);
  TEST ("a-pending-problem-becomes-a-plain-task", test_a_pending_problem_becomes_a_plain_task);
  TEST ("labels-are-added-and-removed", test_labels_are_added_and_removed);
  TEST ("a-deleted-label-leaves-archived-tickets", test_a_deleted_label_leaves_archived_tickets);
  TEST ("a-checklist-gives-the-progress", test_checklist_gives_the_progress);
  TEST ("a-parent-may-close-after-its-last-child", test_a_finished_parent_is_found);
  TEST ("blocks-end-when-the-blocker-closes", test_blocks_end_when_the_blocker_closes);
  TEST ("logging-work-lowers-what-remains", test_logging_work_lowers_what_remains);
  TEST ("a-task-from-a-problem-is-linked", test_a_task_from_a_problem_is_linked);
  TEST ("a-deleted-ticket-solves-nothing", test_a_deleted_ticket_solves_nothing);
  TEST ("columns-are-made-moved-and-deleted", test_columns_are_made_moved_and_deleted);
  TEST ("checklist-items-keep-their-order", test_checklist_items_keep_their_order);
  TEST ("cancelled-tickets-keep-their-reason-in-another-column", test_cancelled_tickets_keep_their_reason_in_another_column);
  TEST ("project-keys-are-unique-and-well-formed", test_project_keys_are_unique_and_well_formed);
  TEST ("typed-names-match", test_typed_names_match);
  TEST ("a-sprint-starts-and-completes", test_a_sprint_starts_and_completes);
  TEST ("a-closed-ticket-stays-in-its-sprint", test_a_closed_ticket_stays_in_its_sprint);
  TEST ("the-archive-is-left-alone", test_the_archive_is_left_alone);
  TEST ("a-completion-stays-once-a-later-sprint-runs", test_a_completion_stays_once_a_later_sprint_runs);
  TEST ("a-million-ids-are-distinct-and-rise", test_a_million_ids_are_distinct_and_rise);
  TEST ("over-age-is-older-than-85-of-100", test_over_age_is_older_than_85_of_100);
  g_test_add_func ("/values/durations", test_durations);
  g_test_add_func ("/values/typed-dates", test_typed_dates);
  return g_test_run ();
}
