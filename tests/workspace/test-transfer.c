/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tickets that move to another project: what goes along, what is mapped, what stays, and that an undo brings the old key back. */
#include "zw-command-fixture.h"
#include "zw-error.h"
#include "zw-part-commands.h"
#include "zw-project-commands.h"
#include "zw-sprint-commands.h"

/* A second project, OPS. */
static gint64
add_ops (ZwCommandFixture *self)
{
  gint64 project;

  zw_test_commit (self->workspace, zw_project_create (self->workspace, "OPS", "Operations", &project, NULL), NULL);
  return project;
}

static ZwChangeSet *
transfer (ZwCommandFixture *self, gint64 id, gint64 project, GError **error)
{
  return zw_ticket_move_to_project (self->workspace, &id, 1, project, error);
}

static void
assert_key (ZwCommandFixture *self, gint64 id, const char *expected)
{
  g_autofree char *key = zw_workspace_dup_key (self->workspace, zw_test_get (self, id));
  g_assert_cmpstr (key, ==, expected);
}

static gint64
find_key (ZwCommandFixture *self, const char *key)
{
  return zw_sync_find_key (zw_workspace_get_store (self->workspace), key);
}

static void
test_a_new_number_and_the_old_key_opens_still (ZwCommandFixture *self, gconstpointer data)
{
  gint64 ops = add_ops (self), a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);

  zw_test_commit (self->workspace, transfer (self, b, ops, NULL), NULL);
  zw_test_do_invertibly (self, transfer (self, a, ops, NULL));
  assert_key (self, a, "OPS-2");
  g_assert_cmpint (find_key (self, "OPS-2"), ==, a);
  g_assert_cmpint (find_key (self, "new-1"), ==, a);
  g_autofree char *there = zw_test_titles (G_LIST_MODEL (zw_workspace_get_tickets (self->workspace, ops)));
  g_assert_cmpstr (there, ==, "b a");
  g_assert_cmpuint (zw_ticket_list_get_n (zw_workspace_get_tickets (self->workspace, self->project)), ==, 0);
  /* Numbers are never given again. */
  assert_key (self, zw_test_make (self, "c", ZW_TICKET_TASK, 0), "NEW-3");
  zw_sync_assert_sound (zw_workspace_get_store (self->workspace));
}

static void
test_an_undo_brings_the_key_back_at_once (ZwCommandFixture *self, gconstpointer data)
{
  gint64 ops = add_ops (self), a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);

  /* The number there is not known yet when the undo is asked for. */
  g_assert_true (zw_workspace_commit (self->workspace, transfer (self, a, ops, NULL), NULL));
  zw_test_undo (self->workspace, NULL);
  assert_key (self, a, "NEW-1");
  zw_test_redo (self->workspace, NULL);
  zw_workspace_fixture_restart (&self->base);
  self->workspace = self->base.workspace;
  assert_key (self, a, "OPS-1");
  zw_test_undo (self->workspace, NULL);
  assert_key (self, a, "NEW-1");
  g_assert_cmpint (find_key (self, "OPS-1"), ==, 0);
  zw_sync_assert_sound (zw_workspace_get_store (self->workspace));
}

static void
test_columns_labels_and_sprints_go_by_name (ZwCommandFixture *self, gconstpointer data)
{
  gint64 ops = add_ops (self), a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), label, other, here, there, same;
  ZwStatus *todo = zw_workspace_find_status (self->workspace, ops, ZW_WORKFLOW_WORK, ZW_CATEGORY_TODO);
  ZwItem *review = ZW_ITEM (zw_workspace_get_status (self->workspace, zw_workspace_match_status (self->workspace, ops, "Review", NULL)));

  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, review, ZW_FIELD_NAME, "Later", NULL), NULL);
  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, ZW_ITEM (todo), ZW_FIELD_NAME, "review", NULL), NULL);
  zw_test_commit (self->workspace, zw_label_create (self->workspace, self->project, "Checkout", "blue", &label, NULL), NULL);
  zw_test_commit (self->workspace, zw_label_create (self->workspace, self->project, "Another", "red", &other, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_set_label (self->workspace, &a, 1, label, TRUE, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_set_label (self->workspace, &a, 1, other, TRUE, NULL), NULL);
  zw_test_commit (self->workspace, zw_sprint_create (self->workspace, self->project, "Sprint 1", NULL, NULL, NULL, &here, NULL), NULL);
  zw_test_commit (self->workspace, zw_sprint_create (self->workspace, ops, "sprint 1", NULL, NULL, NULL, &there, NULL), NULL);
  g_autofree char *sprint = g_strdup_printf ("%" G_GINT64_FORMAT, here);
  zw_test_commit (self->workspace, zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_SPRINT, sprint, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &a, 1, self->review, 0, 0, NULL), NULL);
  zw_test_do_invertibly (self, transfer (self, a, ops, NULL));
  g_assert_cmpint (zw_test_get (self, a)->status, ==, zw_item_get_id (ZW_ITEM (todo)));
  g_assert_cmpint (zw_test_get (self, a)->sprint, ==, there);
  g_assert_cmpuint (zw_test_get (self, a)->labels->len, ==, 2);
  same = g_array_index (zw_test_get (self, a)->labels, gint64, 0);
  g_assert_cmpint (zw_workspace_match_label (self->workspace, ops, "checkout", NULL), ==, same);
  /* A second one finds the label made for the first. */
  gint64 b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  zw_test_commit (self->workspace, zw_ticket_set_label (self->workspace, &b, 1, label, TRUE, NULL), NULL);
  zw_test_commit (self->workspace, transfer (self, b, ops, NULL), NULL);
  g_assert_true (zw_ticket_has_label (zw_test_get (self, b), same));
}

/* No column of that name there: the first of its category. A closed ticket stays closed. */
static void
test_moving_closes_and_reopens_nothing (ZwCommandFixture *self, gconstpointer data)
{
  gint64 ops = add_ops (self), a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  gint64 there = zw_workspace_match_status (self->workspace, ops, "Done", NULL), testing;
  ZwItem *done = ZW_ITEM (zw_workspace_get_status (self->workspace, there));

  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, done, ZW_FIELD_NAME, "Delivered", NULL), NULL);
  zw_test_commit (self->workspace, zw_status_create (self->workspace, self->project, "Testing", ZW_WORKFLOW_WORK,
                                                     ZW_CATEGORY_IN_PROGRESS, self->done, &testing, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &b, 1, testing, 0, 0, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_close (self->workspace, &a, 1, ZW_RESOLUTION_NONE, NULL, 0, FALSE, NULL), NULL);
  gint64 closed = zw_test_get (self, a)->closed;
  zw_test_do_invertibly (self, transfer (self, a, ops, NULL));
  zw_test_do_invertibly (self, transfer (self, b, ops, NULL));
  g_assert_cmpint (zw_test_get (self, a)->status, ==, there);
  g_assert_cmpint (zw_test_get (self, a)->closed, ==, closed);
  ZwStatus *status = zw_workspace_get_status (self->workspace, zw_test_get (self, b)->status);
  g_assert_cmpstr (status->name, ==, "In Progress");
}

static void
test_sub_tickets_go_along_and_epics_stay (ZwCommandFixture *self, gconstpointer data)
{
  gint64 ops = add_ops (self), epic = zw_test_make (self, "epic", ZW_TICKET_EPIC, 0);
  gint64 parent = zw_test_make (self, "parent", ZW_TICKET_TASK, epic), child = zw_test_make (self, "child", ZW_TICKET_TASK, parent);
  gint64 other = zw_test_make (self, "other", ZW_TICKET_TASK, 0);

  zw_test_commit (self->workspace, zw_link_add (self->workspace, other, ZW_FIELD_BLOCKER, child, NULL), NULL);
  zw_test_commit (self->workspace, zw_link_add (self->workspace, other, ZW_FIELD_RELATES, parent, NULL), NULL);
  zw_test_do_invertibly (self, transfer (self, parent, ops, NULL));
  g_assert_cmpint (zw_test_get (self, parent)->parent, ==, 0);
  g_assert_cmpint (zw_test_get (self, child)->parent, ==, parent);
  g_assert_cmpint (zw_test_get (self, child)->project, ==, ops);
  g_assert_true (zw_ticket_is_blocked (zw_test_get (self, child)));
  /* A sub-ticket alone becomes a ticket of its own; an epic leaves its children behind. */
  zw_test_do_invertibly (self, transfer (self, child, self->project, NULL));
  g_assert_cmpint (zw_test_get (self, child)->parent, ==, 0);
  gint64 both[] = { epic, zw_test_make (self, "goes", ZW_TICKET_TASK, epic) }, stays = zw_test_make (self, "stays", ZW_TICKET_TASK, epic);
  zw_test_do_invertibly (self, zw_ticket_move_to_project (self->workspace, both, 2, ops, NULL));
  g_assert_cmpint (zw_test_get (self, both[1])->parent, ==, epic);
  g_assert_cmpint (zw_test_get (self, stays)->parent, ==, 0);
}

static void
test_points_do_not_become_hours (ZwCommandFixture *self, gconstpointer data)
{
  gint64 ops = add_ops (self), a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);
  ZwItem *project = ZW_ITEM (zw_workspace_get_project (self->workspace, ops));

  zw_test_commit (self->workspace, zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_ESTIMATE, "5", NULL), NULL);
  zw_test_do_invertibly (self, transfer (self, a, ops, NULL));
  g_assert_cmpfloat (zw_test_get (self, a)->estimate, ==, 5);
  zw_test_undo (self->workspace, NULL);
  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, project, ZW_FIELD_ESTIMATE_UNIT, "hours", NULL), NULL);
  zw_test_do_invertibly (self, transfer (self, a, ops, NULL));
  g_autofree char *estimate = zw_item_dup_value (ZW_ITEM (zw_test_get (self, a)), ZW_FIELD_ESTIMATE);
  g_assert_null (estimate);
}

static void
test_full_columns_and_archived_families_refuse (ZwCommandFixture *self, gconstpointer data)
{
  gint64 ops = add_ops (self), a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  ZwItem *todo = ZW_ITEM (zw_workspace_find_status (self->workspace, ops, ZW_WORKFLOW_WORK, ZW_CATEGORY_TODO));
  gint64 child = zw_test_make (self, "child", ZW_TICKET_TASK, a), both[] = { a, b };
  GError *error = NULL;

  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, todo, ZW_FIELD_WIP_LIMIT, "1", NULL), NULL);
  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, todo, ZW_FIELD_WIP_HARD, "1", NULL), NULL);
  zw_assert_refused (zw_ticket_move_to_project (self->workspace, both, 2, ops, &error), error, ZW_ERROR_LIMIT_REACHED);
  g_autoptr (ZwChangeSet) nothing = transfer (self, a, self->project, NULL);
  g_assert_true (zw_change_set_is_empty (nothing));
  zw_test_commit (self->workspace, zw_ticket_set_archived (self->workspace, &child, 1, TRUE, NULL), NULL);
  zw_workspace_fixture_restart (&self->base);
  self->workspace = self->base.workspace;
  zw_assert_refused (transfer (self, a, ops, &error), error, ZW_ERROR_REFUSED);
}

/* Somebody gives it a label of its old project before they hear that it has gone. */
static void
test_what_others_do_meanwhile_stays_in_one_project (ZwCommandFixture *self, gconstpointer data)
{
  gint64 ops = add_ops (self), a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), label;
  g_autoptr (GError) error = NULL;

  zw_test_commit (self->workspace, zw_label_create (self->workspace, self->project, "old", NULL, &label, NULL), NULL);
  ZwWorkspace *other = zw_workspace_fixture_open_second (&self->base, "command line");
  ZwChangeSet *theirs = zw_ticket_set_label (other, &a, 1, label, TRUE, NULL);
  zw_test_commit (self->workspace, transfer (self, a, ops, NULL), NULL);
  g_assert_false (zw_test_commit (other, theirs, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_REFUSED);
  zw_test_catch_up (other);
  g_assert_cmpint (zw_workspace_get_ticket (other, a)->project, ==, ops);
  g_assert_cmpint (zw_workspace_get_ticket (other, a)->number, ==, 1);
  zw_test_close (other);
}

#define TEST(path, func) \
  g_test_add ("/transfer/" path, ZwCommandFixture, NULL, zw_command_fixture_set_up, func, zw_command_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("a-new-number-and-the-old-key-opens-still", test_a_new_number_and_the_old_key_opens_still);
  TEST ("an-undo-brings-the-key-back-at-once", test_an_undo_brings_the_key_back_at_once);
  TEST ("columns-labels-and-sprints-go-by-name", test_columns_labels_and_sprints_go_by_name);
  TEST ("moving-closes-and-reopens-nothing", test_moving_closes_and_reopens_nothing);
  TEST ("sub-tickets-go-along-and-epics-stay", test_sub_tickets_go_along_and_epics_stay);
  TEST ("points-do-not-become-hours", test_points_do_not_become_hours);
  TEST ("full-columns-and-archived-families-refuse", test_full_columns_and_archived_families_refuse);
  TEST ("what-others-do-meanwhile-stays-in-one-project", test_what_others_do_meanwhile_stays_in_one_project);
  return g_test_run ();
}
