/* SPDX-License-Identifier: GPL-3.0-or-later
 * Hard limits of columns: what enters a full one is refused whatever the way, what does not count may pass, and a column holds what
 * the board shows in it. The store's side of it is in the contract suite. */
#include "zw-board.h"
#include "zw-command-fixture.h"
#include "zw-error.h"
#include "zw-project-commands.h"
#include "zw-sprint-commands.h"

static void
limit_review (ZwCommandFixture *self, const char *limit)
{
  ZwItem *review = ZW_ITEM (zw_workspace_get_status (self->workspace, self->review));

  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, review, ZW_FIELD_WIP_LIMIT, limit, NULL), NULL);
  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, review, ZW_FIELD_WIP_HARD, "1", NULL), NULL);
}

static void
test_a_hard_limit_refuses (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  GError *error = NULL;

  limit_review (self, "1");
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &a, 1, self->review, 0, 0, NULL), NULL);
  zw_assert_refused (zw_ticket_move (self->workspace, &b, 1, self->review, 0, 0, &error), error, ZW_ERROR_LIMIT_REACHED);
  gint64 child = zw_test_make (self, "sub", ZW_TICKET_TASK, a);
  zw_test_do_invertibly (self, zw_ticket_move (self->workspace, &child, 1, self->review, 0, 0, NULL));
}

static void
test_a_hard_limit_counts_all_that_come_at_once (ZwCommandFixture *self, gconstpointer data)
{
  gint64 ids[] = { zw_test_make (self, "a", ZW_TICKET_TASK, 0), zw_test_make (self, "b", ZW_TICKET_TASK, 0),
                   zw_test_make (self, "c", ZW_TICKET_TASK, 0) };
  const ZwNewTicket ticket = { .project = self->project, .status = self->review, .title = "d" };
  GError *error = NULL;

  limit_review (self, "2");
  zw_assert_refused (zw_ticket_move (self->workspace, ids, 3, self->review, 0, 0, &error), error, ZW_ERROR_LIMIT_REACHED);
  zw_test_do_invertibly (self, zw_ticket_move (self->workspace, ids, 2, self->review, 0, 0, NULL));
  zw_assert_refused (zw_ticket_create (self->workspace, &ticket, 1, NULL, &error), error, ZW_ERROR_LIMIT_REACHED);
}

/* The limit was lowered below what is there: nothing that counts may come, everything else may. */
static void
test_what_does_not_count_enters_a_full_column (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  gint64 epic = zw_test_make (self, "epic", ZW_TICKET_EPIC, 0), both[] = { a, b };
  const ZwNewTicket child = { .project = self->project, .type = ZW_TICKET_TASK, .status = self->review, .title = "sub", .parent = a };

  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, both, 2, self->review, 0, 0, NULL), NULL);
  limit_review (self, "1");
  zw_test_do_invertibly (self, zw_ticket_move (self->workspace, &epic, 1, self->review, 0, 0, NULL));
  zw_test_do_invertibly (self, zw_ticket_create (self->workspace, &child, 1, NULL, NULL));
  zw_test_do_invertibly (self, zw_ticket_move (self->workspace, &b, 1, self->review, a, 0, NULL));
}

/* Planned into the running sprint, a card appears in its column like one that is moved there. */
static void
test_a_hard_limit_counts_what_enters_by_its_sprint (ZwCommandFixture *self, gconstpointer data)
{
  gint64 ids[] = { zw_test_make (self, "a", ZW_TICKET_TASK, 0), zw_test_make (self, "b", ZW_TICKET_TASK, 0) }, sprint;
  GError *error = NULL;

  zw_test_commit (self->workspace, zw_sprint_create (self->workspace, self->project, "Sprint 1", NULL, NULL, NULL, &sprint, NULL), NULL);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, sprint);
  zw_test_commit (self->workspace, zw_sprint_start (self->workspace, sprint, NULL), NULL);
  limit_review (self, "1");
  zw_test_do_invertibly (self, zw_ticket_move (self->workspace, ids, 2, self->review, 0, 0, NULL));
  zw_assert_refused (zw_ticket_set_field (self->workspace, ids, 2, ZW_FIELD_SPRINT, text, &error), error, ZW_ERROR_LIMIT_REACHED);
  zw_test_do_invertibly (self, zw_ticket_set_field (self->workspace, &ids[0], 1, ZW_FIELD_SPRINT, text, NULL));
  zw_assert_refused (zw_ticket_set_field (self->workspace, &ids[1], 1, ZW_FIELD_SPRINT, text, &error), error, ZW_ERROR_LIMIT_REACHED);
}

/* --- the other ways into a column ----------------------------------------------------------------------------- */

/* Review holds one card and takes no more. */
static gint64
fill_review (ZwCommandFixture *self)
{
  gint64 id = zw_test_make (self, "sits", ZW_TICKET_TASK, 0);

  limit_review (self, "1");
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &id, 1, self->review, 0, 0, NULL), NULL);
  return id;
}

static void
test_what_comes_back_from_the_archive_counts (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);
  GError *error = NULL;

  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &a, 1, self->review, 0, 0, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_set_archived (self->workspace, &a, 1, TRUE, NULL), NULL);
  gint64 sitting = fill_review (self);
  zw_assert_refused (zw_ticket_set_archived (self->workspace, &a, 1, FALSE, &error), error, ZW_ERROR_LIMIT_REACHED);
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &sitting, 1, self->todo, 0, 0, NULL), NULL);
  zw_test_do_invertibly (self, zw_ticket_set_archived (self->workspace, &a, 1, FALSE, NULL));
}

static void
test_what_changes_its_type_counts (ZwCommandFixture *self, gconstpointer data)
{
  gint64 epic = zw_test_make (self, "epic", ZW_TICKET_EPIC, 0), a = zw_test_make (self, "a", ZW_TICKET_PROBLEM, 0);
  ZwItem *doing = ZW_ITEM (zw_workspace_get_status (self->workspace, self->doing));
  GError *error = NULL;

  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &epic, 1, self->review, 0, 0, NULL), NULL);
  fill_review (self);
  zw_assert_refused (zw_ticket_set_field (self->workspace, &epic, 1, ZW_FIELD_TYPE, "story", &error), error, ZW_ERROR_LIMIT_REACHED);
  /* A problem that is open becomes a task in the first column of that category. */
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &a, 1, zw_test_status_named (self, "Open"), 0, 0, NULL), NULL);
  gint64 b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &b, 1, self->doing, 0, 0, NULL), NULL);
  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, doing, ZW_FIELD_WIP_LIMIT, "1", NULL), NULL);
  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, doing, ZW_FIELD_WIP_HARD, "1", NULL), NULL);
  zw_assert_refused (zw_ticket_set_field (self->workspace, &a, 1, ZW_FIELD_TYPE, "task", &error), error, ZW_ERROR_LIMIT_REACHED);
}

static void
test_a_detached_sub_ticket_counts (ZwCommandFixture *self, gconstpointer data)
{
  gint64 sitting = fill_review (self), child = zw_test_make (self, "sub", ZW_TICKET_TASK, sitting);
  GError *error = NULL;

  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &child, 1, self->review, 0, 0, NULL), NULL);
  zw_assert_refused (zw_ticket_set_field (self->workspace, &child, 1, ZW_FIELD_PARENT, NULL, &error), error, ZW_ERROR_LIMIT_REACHED);
  /* The children of an epic are no sub-tickets: one card goes, two come. */
  gint64 other = zw_test_make (self, "other sub", ZW_TICKET_TASK, sitting);
  zw_test_do_invertibly (self, zw_ticket_move (self->workspace, &other, 1, self->review, 0, 0, NULL));
  zw_assert_refused (zw_ticket_set_field (self->workspace, &sitting, 1, ZW_FIELD_TYPE, "epic", &error), error, ZW_ERROR_LIMIT_REACHED);
}

static void
test_a_column_is_not_merged_into_a_full_one (ZwCommandFixture *self, gconstpointer data)
{
  gint64 testing, a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);
  GError *error = NULL;

  zw_test_commit (self->workspace, zw_status_create (self->workspace, self->project, "Testing", ZW_WORKFLOW_WORK,
                                                     ZW_CATEGORY_IN_PROGRESS, self->done, &testing, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &a, 1, testing, 0, 0, NULL), NULL);
  fill_review (self);
  zw_assert_refused (zw_status_delete (self->workspace, testing, self->review, &error), error, ZW_ERROR_LIMIT_REACHED);
  zw_test_do_invertibly (self, zw_status_delete (self->workspace, testing, self->doing, NULL));
}

static void
test_an_undo_does_not_overfill (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0);
  g_autoptr (GError) error = NULL;

  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &a, 1, self->review, 0, 0, NULL), NULL);
  limit_review (self, "1");
  zw_test_commit (self->workspace, zw_ticket_move (self->workspace, &a, 1, self->todo, 0, 0, NULL), NULL);
  ZwWorkspace *other = zw_workspace_fixture_open_second (&self->base, "command line");
  const ZwNewTicket theirs = { .project = self->project, .status = self->review, .title = "theirs" };
  zw_test_commit (other, zw_ticket_create (other, &theirs, 1, NULL, NULL), NULL);
  zw_test_close (other);
  zw_test_catch_up (self->workspace);
  g_assert_false (zw_test_undo (self->workspace, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_LIMIT_REACHED);
  g_assert_cmpint (zw_test_get (self, a)->status, ==, self->todo);
}

/* --- what a column holds -------------------------------------------------------------------------------------- */

static void
limit_done (ZwCommandFixture *self, const char *limit)
{
  ZwItem *done = ZW_ITEM (zw_workspace_get_status (self->workspace, self->done));

  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, done, ZW_FIELD_WIP_LIMIT, limit, NULL), NULL);
  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, done, ZW_FIELD_WIP_HARD, "1", NULL), NULL);
}

static ZwChangeSet *
close_as (ZwCommandFixture *self, gint64 id, ZwResolution resolution, GError **error)
{
  return zw_ticket_close (self->workspace, &id, 1, resolution, NULL, 0, FALSE, error);
}

static void
test_a_done_column_holds_what_was_closed_of_late (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  gint64 c = zw_test_make (self, "c", ZW_TICKET_TASK, 0);
  GError *error = NULL;

  limit_done (self, "1");
  zw_test_commit (self->workspace, close_as (self, a, ZW_RESOLUTION_NONE, NULL), NULL);
  zw_assert_refused (close_as (self, b, ZW_RESOLUTION_NONE, &error), error, ZW_ERROR_LIMIT_REACHED);
  zw_clock_set (self->base.clock, ZW_TEST_NOW + 15 * G_GINT64_CONSTANT (86400000));
  g_assert_cmpint (zw_status_count_cards (self->workspace, zw_workspace_get_status (self->workspace, self->done)), ==, 0);
  zw_test_do_invertibly (self, close_as (self, b, ZW_RESOLUTION_NONE, NULL));
  zw_assert_refused (close_as (self, c, ZW_RESOLUTION_NONE, &error), error, ZW_ERROR_LIMIT_REACHED);
}

static void
test_crossed_cards_count_where_they_stand (ZwCommandFixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  ZwStatus *done = zw_workspace_get_status (self->workspace, self->done);
  GError *error = NULL;

  limit_done (self, "1");
  zw_test_commit (self->workspace, close_as (self, a, ZW_RESOLUTION_POSTPONED, NULL), NULL);
  g_assert_cmpint (zw_status_count_cards (self->workspace, done), ==, 1);
  zw_assert_refused (close_as (self, b, ZW_RESOLUTION_NONE, &error), error, ZW_ERROR_LIMIT_REACHED);
  zw_assert_refused (close_as (self, b, ZW_RESOLUTION_POSTPONED, &error), error, ZW_ERROR_LIMIT_REACHED);
}

static gint64
add_running_sprint (ZwCommandFixture *self, const char *name)
{
  gint64 sprint;

  zw_test_commit (self->workspace, zw_sprint_create (self->workspace, self->project, name, NULL, NULL, NULL, &sprint, NULL), NULL);
  zw_test_commit (self->workspace, zw_sprint_start (self->workspace, sprint, NULL), NULL);
  return sprint;
}

static gint64
make_in_sprint (ZwCommandFixture *self, const char *title, gint64 sprint)
{
  const ZwNewTicket ticket = { .project = self->project, .type = ZW_TICKET_TASK, .title = title, .sprint = sprint };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  zw_test_commit (self->workspace, zw_ticket_create (self->workspace, &ticket, 1, ids, NULL), NULL);
  return g_array_index (ids, gint64, 0);
}

static void
test_parallel_sprints_have_a_limit_each (ZwCommandFixture *self, gconstpointer data)
{
  ZwItem *project = ZW_ITEM (zw_workspace_get_project (self->workspace, self->project));
  GError *error = NULL;

  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, project, ZW_FIELD_PARALLEL_SPRINTS, "1", NULL), NULL);
  gint64 first = add_running_sprint (self, "Sprint 1"), second = add_running_sprint (self, "Sprint 2");
  gint64 a = make_in_sprint (self, "a", first), b = make_in_sprint (self, "b", second), c = make_in_sprint (self, "c", second);
  limit_review (self, "1");
  zw_test_do_invertibly (self, zw_ticket_move (self->workspace, &a, 1, self->review, 0, 0, NULL));
  zw_test_do_invertibly (self, zw_ticket_move (self->workspace, &b, 1, self->review, 0, 0, NULL));
  zw_assert_refused (zw_ticket_move (self->workspace, &c, 1, self->review, 0, 0, &error), error, ZW_ERROR_LIMIT_REACHED);
}

static ZwChangeSet *
new_review_ticket (ZwWorkspace *workspace, ZwCommandFixture *self, const char *title)
{
  const ZwNewTicket ticket = { .project = self->project, .type = ZW_TICKET_TASK, .title = title, .status = self->review };

  return zw_ticket_create (workspace, &ticket, 1, NULL, NULL);
}

/* An import is never refused, and so is none that comes again; what a person does is. */
static void
test_a_redone_import_may_overfill (ZwCommandFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  limit_review (self, "1");
  ZwChangeSet *import = new_review_ticket (self->workspace, self, "came in");
  import->deed = ZW_DEED_IMPORT;
  zw_test_commit (self->workspace, import, NULL);
  zw_test_undo (self->workspace, NULL);
  ZwWorkspace *other = zw_workspace_fixture_open_second (&self->base, "other");
  zw_test_commit (other, new_review_ticket (other, self, "mine"), NULL);
  zw_test_close (other);
  zw_test_catch_up (self->workspace);
  g_assert_true (zw_test_redo (self->workspace, &error));
  g_assert_no_error (error);
  g_assert_cmpint (zw_status_count_cards (self->workspace, zw_workspace_get_status (self->workspace, self->review)), ==, 2);
}

/* What the board shows and what the limit counts are one rule. */
static void
test_the_limit_counts_what_the_board_shows (ZwCommandFixture *self, gconstpointer data)
{
  g_autoptr (ZwBoard) board = zw_board_new (self->workspace, self->project);
  gint64 ids[12];

  for (int i = 0; i < 12; i++)
    ids[i] = zw_test_make (self, "t", i % 5 == 4 ? ZW_TICKET_EPIC : ZW_TICKET_TASK, i % 4 == 3 ? ids[0] : 0);
  zw_test_commit (self->workspace, zw_ticket_close (self->workspace, ids, 3, ZW_RESOLUTION_NONE, NULL, 0, FALSE, NULL), NULL);
  zw_clock_set (self->base.clock, ZW_TEST_NOW + 20 * G_GINT64_CONSTANT (86400000));
  zw_test_commit (self->workspace, zw_ticket_close (self->workspace, ids + 3, 2, ZW_RESOLUTION_OTHER, NULL, 0, FALSE, NULL), NULL);
  zw_test_commit (self->workspace, zw_ticket_close (self->workspace, ids + 6, 2, ZW_RESOLUTION_OTHER, NULL, 0, FALSE, NULL), NULL);
  for (int sprint = 0; sprint < 2; sprint++)
    {
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (board)); i++)
        {
          g_autoptr (ZwBoardColumn) column = g_list_model_get_item (G_LIST_MODEL (board), i);
          ZwStatus *status = zw_board_column_get_status (column);
          g_assert_cmpint (zw_status_count_cards (self->workspace, status), ==, zw_board_column_get_count (column));
        }
      gint64 running = sprint == 0 ? add_running_sprint (self, "Sprint") : 0;
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, running);
      if (running != 0)
        zw_test_commit (self->workspace, zw_ticket_set_field (self->workspace, ids + 5, 3, ZW_FIELD_SPRINT, text, NULL), NULL);
    }
}

#define TEST(path, func) \
  g_test_add ("/hard-limits/" path, ZwCommandFixture, NULL, zw_command_fixture_set_up, func, zw_command_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("a-full-column-refuses-but-not-sub-tickets", test_a_hard_limit_refuses);
  TEST ("what-enters-by-its-sprint-counts", test_a_hard_limit_counts_what_enters_by_its_sprint);
  TEST ("all-that-come-at-once-count", test_a_hard_limit_counts_all_that_come_at_once);
  TEST ("what-does-not-count-enters-a-full-column", test_what_does_not_count_enters_a_full_column);
  TEST ("what-comes-back-from-the-archive-counts", test_what_comes_back_from_the_archive_counts);
  TEST ("what-changes-its-type-counts", test_what_changes_its_type_counts);
  TEST ("a-detached-sub-ticket-counts", test_a_detached_sub_ticket_counts);
  TEST ("a-column-is-not-merged-into-a-full-one", test_a_column_is_not_merged_into_a_full_one);
  TEST ("an-undo-does-not-overfill", test_an_undo_does_not_overfill);
  TEST ("a-done-column-holds-what-was-closed-of-late", test_a_done_column_holds_what_was_closed_of_late);
  TEST ("crossed-cards-count-where-they-stand", test_crossed_cards_count_where_they_stand);
  TEST ("parallel-sprints-have-a-limit-each", test_parallel_sprints_have_a_limit_each);
  TEST ("a-redone-import-may-overfill", test_a_redone_import_may_overfill);
  TEST ("the-limit-counts-what-the-board-shows", test_the_limit_counts_what_the_board_shows);
  return g_test_run ();
}
