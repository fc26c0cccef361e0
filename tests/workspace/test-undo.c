/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an undo meets when others were busy: columns, sprints and labels that are gone, work that hangs on what would go. */
#include "zw-command-fixture.h"
#include "zw-error.h"
#include "zw-part-commands.h"
#include "zw-project-commands.h"
#include "zw-sprint-commands.h"

static ZwWorkspace *
open_other (ZwCommandFixture *self)
{
  return zw_workspace_fixture_open_second (&self->base, "command line");
}

static void
close_other (ZwCommandFixture *self, ZwWorkspace *other)
{
  zw_test_close (other);
  zw_test_catch_up (self->workspace);
}

/* @message is part of the refusal. */
static void
assert_undo_refused (ZwCommandFixture *self, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (zw_test_undo (self->workspace, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, message));
  zw_test_settle (self->workspace);
}

static gint64
add_testing (ZwCommandFixture *self)
{
  gint64 testing;

  zw_test_commit (self->workspace, zw_status_create (self->workspace, self->project, "Testing", ZW_WORKFLOW_WORK,
                                                     ZW_CATEGORY_IN_PROGRESS, self->doing, &testing, NULL), NULL);
  return testing;
}

static void
test_a_revived_ticket_gets_a_column_of_its_category (ZwCommandFixture *self, gconstpointer data)
{
  gint64 testing = add_testing (self), a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);

  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &a, 1, testing, 0, 0, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_delete (self->workspace, &a, 1, NULL), NULL);
  ZwWorkspace *other = open_other (self);
  zw_test_commit (other, zw_status_delete (other, testing, self->review, NULL), NULL);
  close_other (self, other);
  zw_test_undo (self->workspace, NULL);
  zw_test_settle (self->workspace);
  g_assert_cmpint (zw_test_get (self, a)->status, ==, self->doing);
  zw_sync_assert_sound (zw_workspace_get_store (self->workspace));
}

static void
test_a_move_out_of_a_gone_column_is_undone_into_its_category (ZwCommandFixture *self, gconstpointer data)
{
  gint64 testing = add_testing (self), a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);

  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &a, 1, testing, 0, 0, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &a, 1, self->todo, 0, 0, NULL), NULL);
  ZwWorkspace *other = open_other (self);
  zw_test_commit (other, zw_status_delete (other, testing, self->review, NULL), NULL);
  close_other (self, other);
  zw_test_undo (self->workspace, NULL);
  zw_test_settle (self->workspace);
  g_assert_cmpint (zw_test_get (self, a)->status, ==, self->doing);
  zw_test_redo (self->workspace, NULL);
  g_assert_cmpint (zw_test_get (self, a)->status, ==, self->todo);
  zw_sync_assert_sound (zw_workspace_get_store (self->workspace));
}

static void
test_gone_sprints_and_labels_stay_away (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), sprint, label;

  zw_test_commit (self->workspace, zw_sprint_create (self->workspace, self->project, "Sprint 1", NULL, NULL, NULL, &sprint, NULL), NULL);
  zw_test_commit (self->workspace, zw_label_create (self->workspace, self->project, "label", NULL, &label, NULL), NULL);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, sprint);
  zw_test_commit (self->workspace, zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_SPRINT, text, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_set_label (self->workspace, &a, 1, label, TRUE, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_SPRINT, NULL, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_set_label (self->workspace, &a, 1, label, FALSE, NULL), NULL);
  ZwWorkspace *other = open_other (self);
  zw_test_commit (other, zw_sprint_delete (other, sprint, NULL), NULL);
  zw_test_commit (other, zw_label_delete (other, label, NULL), NULL);
  close_other (self, other);
  zw_test_undo (self->workspace, NULL);
  zw_test_undo (self->workspace, NULL);
  zw_test_settle (self->workspace);
  g_assert_cmpint (zw_test_get (self, a)->sprint, ==, 0);
  g_assert_null (zw_test_get (self, a)->labels);
  zw_sync_assert_sound (zw_workspace_get_store (self->workspace));
}

static void
test_a_creation_with_a_comment_of_others_stays (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);
  ZwWorkspace *other = open_other (self);

  zw_test_commit (other, zw_comment_add (other, a, "Do not lose me", NULL), NULL);
  close_other (self, other);
  assert_undo_refused (self, "cannot take NEW-1 back: Ben commented on it since");
  g_assert_nonnull (zw_test_get (self, a));
  g_assert_cmpint (zw_test_get (self, a)->comments, ==, 1);
}

/* What others took away again is in nobody's way. */
static void
test_a_creation_whose_comment_is_gone_goes (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);
  ZwWorkspace *other = open_other (self);

  zw_test_commit (other, zw_comment_add (other, a, "Never mind", NULL), NULL);
  zw_test_undo (other, NULL);
  close_other (self, other);
  zw_test_undo (self->workspace, NULL);
  g_assert_null (zw_test_get (self, a));
}

static void
test_a_creation_that_others_built_upon_stays (ZwCommandFixture *self, gconstpointer data)
{
  gint64 label, a, person;
  const ZwNewTicket child = { .project = self->project, .type = ZW_TICKET_TASK, .title = "child" };

  zw_test_commit (self->workspace, zw_label_create (self->workspace, self->project, "label", NULL, &label, NULL), NULL);
  a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);
  ZwWorkspace *other = open_other (self);
  ZwNewTicket below = child;
  below.parent = a;
  zw_test_commit (other, zw_ticket_create (other, &below, 1, NULL, NULL), NULL);
  close_other (self, other);
  assert_undo_refused (self, "NEW-2 belongs to it since");
  gint64 testing = add_testing (self);
  other = open_other (self);
  zw_test_commit (other, zw_ticket_move (other, &a, 1, testing, 0, 0, NULL), NULL);
  close_other (self, other);
  assert_undo_refused (self, "NEW-1 belongs to it since");
  zw_test_commit (self->workspace, zw_person_create (self->workspace, self->project, "Zoe", NULL, NULL, ZW_PERSON_MEMBER, &person, NULL),
                  NULL);
  other = open_other (self);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, person);
  zw_test_commit (other, zw_ticket_set_field (other, &a, 1, ZW_FIELD_OWNER, text, NULL), NULL);
  close_other (self, other);
  assert_undo_refused (self, "NEW-1 belongs to it since");
}

static void
test_a_redone_deletion_spares_what_others_wrote (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);
  g_autoptr (GError) error = NULL;

  zw_test_commit (self->workspace, zw_comment_add (self->workspace, a, "mine", NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_delete (self->workspace, &a, 1, NULL), NULL);
  zw_test_undo (self->workspace, NULL);
  zw_test_redo (self->workspace, NULL);
  g_assert_null (zw_test_get (self, a));
  zw_test_undo (self->workspace, NULL);
  ZwWorkspace *other = open_other (self);
  zw_test_commit (other, zw_check_item_add (other, a, NULL, "theirs", FALSE, NULL), NULL);
  close_other (self, other);
  g_assert_false (zw_test_redo (self->workspace, &error));
  g_assert_nonnull (strstr (error->message, "Ben changed its checklist since"));
  zw_test_settle (self->workspace);
  g_assert_nonnull (zw_test_get (self, a));
}

#define TEST(path, func) \
  g_test_add ("/undo/" path, ZwCommandFixture, NULL, zw_command_fixture_set_up, func, zw_command_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("a-revived-ticket-gets-a-column-of-its-category", test_a_revived_ticket_gets_a_column_of_its_category);
  TEST ("a-move-out-of-a-gone-column-is-undone-into-its-category", test_a_move_out_of_a_gone_column_is_undone_into_its_category);
  TEST ("gone-sprints-and-labels-stay-away", test_gone_sprints_and_labels_stay_away);
  TEST ("a-creation-with-a-comment-of-others-stays", test_a_creation_with_a_comment_of_others_stays);
  TEST ("a-creation-whose-comment-is-gone-goes", test_a_creation_whose_comment_is_gone_goes);
  TEST ("a-creation-that-others-built-upon-stays", test_a_creation_that_others_built_upon_stays);
  TEST ("a-redone-deletion-spares-what-others-wrote", test_a_redone_deletion_spares_what_others_wrote);
  return g_test_run ();
}
