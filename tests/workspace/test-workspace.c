/* SPDX-License-Identifier: GPL-3.0-or-later
 * The live model and its one write path: applied at once, stored behind, taken back when refused, undone across restarts,
 * seen by other processes. */
#include "zw-error.h"
#include "zw-sprint-commands.h"
#include "zw-workspace-fixture.h"
#include "zw-workspace-private.h"

typedef ZwWorkspaceFixture F;

static void
count_cb (gpointer workspace, gpointer set, gpointer own_or_error, guint *n)
{
  (*n)++;
}

static void
count_one_cb (guint *n)
{
  (*n)++;
}

static void
test_is_seen_at_once_and_numbered_later (F *f, gconstpointer unused)
{
  ZwTicket *ticket = zw_test_ticket (f->workspace, "a", 0);

  g_assert_nonnull (ticket);
  g_assert_null (zw_workspace_dup_key (f->workspace, ticket));
  g_assert_cmpuint (zw_ticket_list_get_n (zw_workspace_get_tickets (f->workspace, ZW_TEST_PROJECT)), ==, 1);
  zw_test_flush (f->workspace);
  g_autofree char *key = zw_workspace_dup_key (f->workspace, ticket);
  g_assert_cmpstr (key, ==, "WEB-1");
}

static void
test_an_empty_set_is_no_event (F *f, gconstpointer unused)
{
  guint n = 0;

  g_signal_connect (f->workspace, "changed", G_CALLBACK (count_cb), &n);
  g_assert_true (zw_workspace_commit (f->workspace, zw_workspace_new_set (f->workspace, ZW_DEED_EDIT), NULL));
  g_assert_cmpuint (n, ==, 0);
  g_signal_handlers_disconnect_by_data (f->workspace, &n);
}

static void
test_inverse_is_as_before (F *f, gconstpointer unused)
{
  ZwTicket *a = zw_test_ticket (f->workspace, "a", 0), *b = zw_test_ticket (f->workspace, "b", 0);
  g_autofree char *before = NULL, *between = NULL, *after = NULL, *again = NULL;

  zw_test_flush (f->workspace);
  before = zw_test_dump (f->workspace);
  g_autoptr (ZwChangeSet) set = zw_test_set_of (f->workspace, ZW_ITEM (a), ZW_FIELD_STATUS, "3");
  zw_change_set_set (set, ZW_ENTITY_TICKET, zw_item_get_id (ZW_ITEM (b)), 0, ZW_FIELD_ESTIMATE, NULL, "2.5");
  zw_change_set_add (set, ZW_ENTITY_TICKET, zw_item_get_id (ZW_ITEM (b)), 0, ZW_FIELD_LABELS, "7");
  zw_test_commit (f->workspace, zw_change_set_ref (set), NULL);
  between = zw_test_dump (f->workspace);
  g_assert_cmpstr (before, !=, between);
  g_assert_true (zw_test_undo (f->workspace, NULL));
  after = zw_test_dump (f->workspace);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (zw_test_redo (f->workspace, NULL));
  again = zw_test_dump (f->workspace);
  g_assert_cmpstr (between, ==, again);
}

static void
test_deleting_and_reviving_keeps_everything (F *f, gconstpointer unused)
{
  ZwTicket *ticket = zw_test_ticket (f->workspace, "a", 0);
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));
  ZwChangeSet *set = zw_workspace_new_set (f->workspace, ZW_DEED_COMMENT);
  g_autofree char *before = NULL, *after = NULL, *key = NULL;

  zw_change_put_int (zw_change_set_create (set, ZW_ENTITY_COMMENT, zw_workspace_new_id (f->workspace), id), ZW_FIELD_TICKET, id);
  zw_test_commit (f->workspace, set, NULL);
  g_assert_cmpint (ticket->comments, ==, 1);
  before = zw_test_dump (f->workspace);
  set = zw_workspace_new_set (f->workspace, ZW_DEED_DELETE);
  ZwChange *gone = zw_change_set_delete (set, ZW_ENTITY_TICKET, id, id);
  zw_change_put (gone, ZW_FIELD_TITLE, "a");
  zw_change_put_int (gone, ZW_FIELD_PROJECT, ZW_TEST_PROJECT);
  zw_change_put_int (gone, ZW_FIELD_STATUS, ZW_TEST_TODO);
  zw_change_put_int (gone, ZW_FIELD_RANK, ticket->rank);
  zw_change_put_int (gone, ZW_FIELD_NUMBER, ticket->number);
  zw_change_put_int (gone, ZW_FIELD_CREATED, ticket->created);
  zw_change_put_int (gone, ZW_FIELD_STATUS_SINCE, ticket->status_since);
  zw_test_commit (f->workspace, set, NULL);
  g_assert_null (zw_workspace_get_ticket (f->workspace, id));
  g_assert_true (zw_test_undo (f->workspace, NULL));
  after = zw_test_dump (f->workspace);
  g_assert_cmpstr (before, ==, after);
  key = zw_workspace_dup_key (f->workspace, zw_workspace_get_ticket (f->workspace, id));
  g_assert_cmpstr (key, ==, "WEB-1");
}

static void
test_undo_survives_a_restart (F *f, gconstpointer unused)
{
  ZwTicket *ticket = zw_test_ticket (f->workspace, "a", 0);
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));
  g_autofree char *first = NULL, *second = NULL, *undone = NULL, *redone = NULL;

  zw_test_flush (f->workspace);
  first = zw_test_dump (f->workspace);
  zw_test_set (f->workspace, ticket, ZW_FIELD_TITLE, "b");
  zw_test_flush (f->workspace);
  second = zw_test_dump (f->workspace);
  zw_workspace_fixture_restart (f);
  g_assert_true (zw_workspace_can_undo (f->workspace));
  g_assert_true (zw_test_undo (f->workspace, NULL));
  undone = zw_test_dump (f->workspace);
  g_assert_cmpstr (undone, ==, first);
  zw_workspace_fixture_restart (f);
  g_assert_true (zw_workspace_can_redo (f->workspace));
  g_assert_true (zw_test_redo (f->workspace, NULL));
  redone = zw_test_dump (f->workspace);
  g_assert_cmpstr (redone, ==, second);
  g_assert_cmpstr (zw_workspace_get_ticket (f->workspace, id)->title, ==, "b");
}

static void
test_a_command_clears_redo (F *f, gconstpointer unused)
{
  ZwTicket *ticket = zw_test_ticket (f->workspace, "a", 0);
  g_autoptr (GError) error = NULL;

  zw_test_set (f->workspace, ticket, ZW_FIELD_TITLE, "b");
  zw_test_undo (f->workspace, NULL);
  g_assert_true (zw_workspace_can_redo (f->workspace));
  zw_test_set (f->workspace, ticket, ZW_FIELD_TITLE, "c");
  g_assert_false (zw_workspace_can_redo (f->workspace));
  g_assert_false (zw_test_redo (f->workspace, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_NOTHING_TO_UNDO);
}

static void
test_two_processes_see_each_other (F *f, gconstpointer unused)
{
  ZwWorkspace *other = zw_workspace_fixture_open_second (f, "command line");
  ZwTicket *mine = zw_test_ticket (f->workspace, "a", 0), *theirs;
  g_autofree char *here = NULL, *there = NULL;

  zw_test_flush (f->workspace);
  zw_test_catch_up (other);
  theirs = zw_workspace_get_ticket (other, zw_item_get_id (ZW_ITEM (mine)));
  g_assert_cmpstr (theirs->title, ==, "a");
  zw_test_set (other, theirs, ZW_FIELD_TITLE, "b");
  zw_test_flush (other);
  zw_test_catch_up (f->workspace);
  g_assert_cmpstr (mine->title, ==, "b");
  zw_test_settle (other);
  here = zw_test_dump (f->workspace);
  there = zw_test_dump (other);
  g_assert_cmpstr (here, ==, there);
  zw_test_close (other);
}

static gboolean
has_title_c (gpointer ticket)
{
  return g_strcmp0 (((ZwTicket *) ticket)->title, "c") == 0;
}

/* With the store's own watch, not a hint of the test's. */
static void
test_another_process_is_noticed (F *f, gconstpointer unused)
{
  ZwTicket *mine = zw_test_ticket (f->workspace, "a", 0);
  ZwWorkspace *other;

  zw_test_flush (f->workspace);
  other = zw_workspace_fixture_open_second (f, "command line");
  zw_test_set (other, zw_workspace_get_ticket (other, zw_item_get_id (ZW_ITEM (mine))), ZW_FIELD_TITLE, "c");
  g_assert_true (zw_wait_until (has_title_c, mine, 20000));
  zw_test_close (other);
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer n)
{
  g_assert_true (zw_workspace_reload_finish (ZW_WORKSPACE (source), result, NULL));
  (*(guint *) n)++;
}

static void
test_reloads_take_turns (F *f, gconstpointer unused)
{
  g_autofree char *before = NULL, *after = NULL;
  guint n = 0;

  zw_test_ticket (f->workspace, "a", 0);
  zw_test_flush (f->workspace);
  before = zw_test_dump (f->workspace);
  for (int i = 0; i < 3; i++)
    {
      zw_workspace_reload_async (f->workspace, reloaded_cb, &n);
      g_main_context_iteration (NULL, TRUE);
    }
  zw_test_settle (f->workspace);
  after = zw_test_dump (f->workspace);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (before, ==, after);
}

static gboolean
has_many_tickets (gpointer workspace)
{
  return zw_ticket_list_get_n (zw_workspace_get_tickets (workspace, ZW_TEST_PROJECT)) == 1501;
}

/* Over a thousand rows are read anew; what is on show stays the same object. */
static void
test_an_import_elsewhere_is_reloaded (F *f, gconstpointer unused)
{
  ZwTicket *mine = zw_test_ticket (f->workspace, "a", 0);
  g_autoptr (ZwStore) second = NULL;
  g_autoptr (ZwChangeSet) set = zw_test_set_new (&f->base, ZW_DEED_IMPORT);
  guint n_reloads = 0;

  zw_test_flush (f->workspace);
  second = zw_store_fixture_open_second (&f->base);
  g_signal_connect_swapped (f->workspace, "reloaded", G_CALLBACK (count_one_cb), &n_reloads);
  for (int i = 0; i < 1500; i++)
    zw_test_add_ticket (&f->base, set, "imported");
  zw_receipt_free (zw_sync_bulk (second, set, ZW_FINISH_COMMIT, NULL));
  g_signal_emit_by_name (f->base.store, "changed-elsewhere");
  g_assert_true (zw_wait_until (has_many_tickets, f->workspace, 20000));
  zw_test_settle (f->workspace);
  g_assert_cmpuint (n_reloads, ==, 1);
  g_assert_true (zw_workspace_get_ticket (f->workspace, zw_item_get_id (ZW_ITEM (mine))) == mine);
  g_signal_handlers_disconnect_by_data (f->workspace, &n_reloads);
  zw_store_close (second);
}

static void
test_undo_refuses_what_others_changed_since (F *f, gconstpointer unused)
{
  ZwWorkspace *other = zw_workspace_fixture_open_second (f, "command line");
  ZwTicket *mine = zw_test_ticket (f->workspace, "x", 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;

  zw_test_set (f->workspace, mine, ZW_FIELD_TITLE, "a");
  zw_test_flush (f->workspace);
  zw_test_catch_up (other);
  zw_test_set (other, zw_workspace_get_ticket (other, zw_item_get_id (ZW_ITEM (mine))), ZW_FIELD_TITLE, "b");
  zw_test_flush (other);
  zw_test_catch_up (f->workspace);
  g_assert_cmpstr (mine->title, ==, "b");
  before = zw_test_dump (f->workspace);
  g_assert_false (zw_test_undo (f->workspace, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Ben"));
  g_assert_nonnull (strstr (error->message, "title"));
  after = zw_test_dump (f->workspace);
  g_assert_cmpstr (before, ==, after);
  zw_test_close (other);
}

/* Both change the title; whoever comes second is told, and sees what the first wrote. */
static void
test_a_refused_set_is_taken_back (F *f, gconstpointer unused)
{
  ZwTicket *mine = zw_test_ticket (f->workspace, "x", 0);
  g_autoptr (ZwStore) second = NULL;
  g_autoptr (GError) error = NULL;
  guint n_failed = 0;

  zw_test_flush (f->workspace);
  second = zw_store_fixture_open_second (&f->base);
  g_signal_connect (f->workspace, "failed", G_CALLBACK (count_cb), &n_failed);
  zw_receipt_free (zw_test_set_field (&f->base, second, zw_item_get_id (ZW_ITEM (mine)), ZW_FIELD_TITLE, "x", "theirs", NULL));
  g_assert_false (zw_test_commit (f->workspace, zw_test_set_of (f->workspace, ZW_ITEM (mine), ZW_FIELD_TITLE, "mine"), &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_CONFLICT);
  zw_test_settle (f->workspace);
  g_assert_cmpstr (mine->title, ==, "theirs");
  g_assert_cmpuint (n_failed, ==, 1);
  g_signal_handlers_disconnect_by_data (f->workspace, &n_failed);
  zw_store_close (second);
}

static void
test_pipelined_sets_fail_together (F *f, gconstpointer unused)
{
  ZwTicket *mine = zw_test_ticket (f->workspace, "x", 0);
  g_autoptr (ZwStore) second = NULL;
  guint n_failed = 0;

  zw_test_flush (f->workspace);
  second = zw_store_fixture_open_second (&f->base);
  g_signal_connect (f->workspace, "failed", G_CALLBACK (count_cb), &n_failed);
  zw_receipt_free (zw_test_set_field (&f->base, second, zw_item_get_id (ZW_ITEM (mine)), ZW_FIELD_TITLE, "x", "theirs", NULL));
  zw_test_set (f->workspace, mine, ZW_FIELD_TITLE, "mine 1");
  zw_test_set (f->workspace, mine, ZW_FIELD_PRIORITY, "5");
  zw_test_set (f->workspace, mine, ZW_FIELD_TITLE, "mine 2");
  g_assert_cmpstr (mine->title, ==, "mine 2");
  zw_test_settle (f->workspace);
  g_assert_cmpstr (mine->title, ==, "theirs");
  g_assert_cmpint (mine->priority, ==, 5); /* another field: it stands */
  g_assert_cmpuint (n_failed, ==, 1);
  g_assert_true (zw_test_undo (f->workspace, NULL));
  g_assert_cmpint (mine->priority, ==, 3); /* the refused ones are not in the way of undo */
  g_signal_handlers_disconnect_by_data (f->workspace, &n_failed);
  zw_store_close (second);
}

/* A rank is nobody's edit. */
static void
test_a_creation_is_undone_though_others_moved_it (F *f, gconstpointer unused)
{
  ZwTicket *mine = zw_test_ticket (f->workspace, "x", 0);
  gint64 id = zw_item_get_id (ZW_ITEM (mine));
  g_autoptr (ZwStore) second = NULL;

  zw_test_flush (f->workspace);
  g_autofree char *rank = g_strdup_printf ("%" G_GINT64_FORMAT, mine->rank);
  second = zw_store_fixture_open_second (&f->base);
  zw_receipt_free (zw_test_set_field (&f->base, second, id, ZW_FIELD_RANK, rank, "77", NULL));
  zw_test_catch_up (f->workspace);
  g_assert_true (zw_test_undo (f->workspace, NULL));
  g_assert_null (zw_workspace_get_ticket (f->workspace, id));
  zw_store_close (second);
}

static void
test_a_completion_stands_once_a_later_sprint_was_started (F *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  zw_test_commit (f->workspace, zw_sprint_start (f->workspace, ZW_TEST_SPRINT, NULL), NULL);
  zw_test_commit (f->workspace, zw_sprint_complete (f->workspace, ZW_TEST_SPRINT, 0, NULL, NULL), NULL);
  g_assert_true (zw_test_undo (f->workspace, NULL));
  g_assert_true (zw_test_redo (f->workspace, NULL));
  zw_clock_set (f->clock, ZW_TEST_NOW + 1000);
  ZwWorkspace *other = zw_workspace_fixture_open_second (f, "command line");
  zw_test_commit (other, zw_sprint_start (other, ZW_TEST_NEXT_SPRINT, NULL), NULL);
  zw_test_close (other);
  zw_test_catch_up (f->workspace);
  g_assert_false (zw_test_undo (f->workspace, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "cannot take back that “Sprint 1” was completed: “Sprint 2” was started since");
}

static void
test_a_refused_creation_is_gone (F *f, gconstpointer unused)
{
  ZwChangeSet *set = zw_workspace_new_set (f->workspace, ZW_DEED_CREATE);
  g_autofree char *before = zw_test_dump (f->workspace), *after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = zw_workspace_new_id (f->workspace);
  ZwChange *change = zw_change_set_create (set, ZW_ENTITY_TICKET, id, id);

  zw_change_put_int (change, ZW_FIELD_PROJECT, ZW_TEST_PROJECT);
  zw_change_put (change, ZW_FIELD_TITLE, "nowhere");
  zw_change_put_int (change, ZW_FIELD_STATUS, 4711); /* there is no such status */
  zw_change_put_int (change, ZW_FIELD_RANK, 1);
  g_assert_false (zw_test_commit (f->workspace, set, &error));
  zw_test_settle (f->workspace);
  after = zw_test_dump (f->workspace);
  g_assert_cmpstr (before, ==, after);
  g_assert_null (zw_workspace_get_ticket (f->workspace, id));
}

static ZwChange *
create_part (F *f, ZwChangeSet *set, ZwEntity entity, ZwTicket *ticket)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));
  ZwChange *part = zw_change_set_create (set, entity, zw_workspace_new_id (f->workspace), id);

  zw_change_put_int (part, ZW_FIELD_TICKET, id);
  return part;
}

static void
add_parts (F *f, ZwTicket *ticket, ZwTicket *other)
{
  ZwChangeSet *set = zw_workspace_new_set (f->workspace, ZW_DEED_EDIT);
  g_autofree char *other_id = zw_item_dup_value (ZW_ITEM (other), ZW_FIELD_TITLE);

  g_clear_pointer (&other_id, g_free);
  other_id = g_strdup_printf ("%" G_GINT64_FORMAT, zw_item_get_id (ZW_ITEM (other)));
  for (int i = 0; i < 3; i++)
    {
      ZwChange *check = create_part (f, set, ZW_ENTITY_CHECK_ITEM, ticket);
      zw_change_put (check, ZW_FIELD_TEXT, "to do");
      zw_change_put (check, ZW_FIELD_DONE, i == 0 ? "1" : "0");
      zw_change_put_int (check, ZW_FIELD_RANK, i);
    }
  zw_change_put (create_part (f, set, ZW_ENTITY_WORK, ticket), ZW_FIELD_MINUTES, "90");
  create_part (f, set, ZW_ENTITY_COMMENT, ticket);
  ZwChange *block = create_part (f, set, ZW_ENTITY_BLOCK, ticket);
  zw_change_put (block, ZW_FIELD_REASON, "no key");
  zw_change_put (block, ZW_FIELD_BLOCKER, other_id);
  zw_change_put_int (block, ZW_FIELD_SINCE, set->at);
  zw_change_set_add (set, ZW_ENTITY_TICKET, zw_item_get_id (ZW_ITEM (ticket)), 0, ZW_FIELD_SOLVES, other_id);
  zw_test_commit (f->workspace, set, NULL);
}

/* What the workspace counts from changes is what the store counts from rows. */
static void
test_figures_are_the_stores (F *f, gconstpointer unused)
{
  ZwTicket *ticket = zw_test_ticket (f->workspace, "a", 0), *other = zw_test_ticket (f->workspace, "b", 0);
  g_autofree char *before = NULL, *counted = NULL, *loaded = NULL, *undone = NULL;
  g_autofree char *parent = g_strdup_printf ("%" G_GINT64_FORMAT, zw_item_get_id (ZW_ITEM (ticket)));

  zw_test_flush (f->workspace);
  before = zw_test_dump (f->workspace);
  add_parts (f, ticket, other);
  g_assert_cmpint (ticket->checks, ==, 3);
  g_assert_cmpint (ticket->checks_done, ==, 1);
  g_assert_cmpint (ticket->spent, ==, 90);
  g_assert_cmpint (other->solved_by, ==, 1);
  g_assert_cmpstr (ticket->blocked_reason, ==, "no key");
  zw_test_set (f->workspace, other, ZW_FIELD_PARENT, parent);
  g_assert_cmpint (ticket->children, ==, 1);
  zw_test_flush (f->workspace);
  counted = zw_test_dump (f->workspace);
  zw_workspace_fixture_restart (f);
  loaded = zw_test_dump (f->workspace);
  g_assert_cmpstr (counted, ==, loaded);
  g_assert_true (zw_test_undo (f->workspace, NULL));
  g_assert_true (zw_test_undo (f->workspace, NULL));
  undone = zw_test_dump (f->workspace);
  g_assert_cmpstr (before, ==, undone);
}

static void
test_progress_follows_the_children (F *f, gconstpointer unused)
{
  ZwTicket *epic = zw_test_ticket (f->workspace, "epic", 0);
  ZwTicket *big = zw_test_ticket (f->workspace, "big", 0), *small = zw_test_ticket (f->workspace, "small", 0);
  g_autofree char *parent = g_strdup_printf ("%" G_GINT64_FORMAT, zw_item_get_id (ZW_ITEM (epic)));

  zw_test_set (f->workspace, epic, ZW_FIELD_TYPE, "epic");
  zw_test_set (f->workspace, big, ZW_FIELD_ESTIMATE, "3");
  zw_test_set (f->workspace, big, ZW_FIELD_PARENT, parent);
  zw_test_set (f->workspace, small, ZW_FIELD_PARENT, parent);
  g_assert_cmpint (epic->children_progress, ==, 0);
  zw_test_set (f->workspace, big, ZW_FIELD_STATUS, "4");
  g_assert_cmpint (epic->children_progress, ==, 75);
  g_assert_cmpint (epic->children_closed, ==, 1);
  zw_test_set (f->workspace, small, ZW_FIELD_PROGRESS, "50");
  g_assert_cmpint (epic->children_progress, ==, 87);
  zw_test_set (f->workspace, big, ZW_FIELD_PARENT, NULL);
  g_assert_cmpint (epic->children, ==, 1);
  g_assert_cmpint (epic->children_progress, ==, 50);
}

static void
test_archived_tickets_leave_the_lists (F *f, gconstpointer unused)
{
  ZwTicket *ticket = zw_test_ticket (f->workspace, "a", 0);
  ZwTicketList *tickets = zw_workspace_get_tickets (f->workspace, ZW_TEST_PROJECT);

  zw_test_set (f->workspace, ticket, ZW_FIELD_ARCHIVED, "1");
  g_assert_cmpuint (zw_ticket_list_get_n (tickets), ==, 0);
  g_assert_true (zw_test_undo (f->workspace, NULL));
  g_assert_cmpuint (zw_ticket_list_get_n (tickets), ==, 1);
}

/* As an import of another process makes it. Restored it is there like any other. */
static void
test_a_ticket_made_in_the_archive_stays_out (F *f, gconstpointer unused)
{
  ZwWorkspace *other = zw_workspace_fixture_open_second (f, "command line");
  ZwTicket *epic = zw_test_ticket (f->workspace, "epic", 0);
  gint64 parent = zw_item_get_id (ZW_ITEM (epic)), id = zw_workspace_new_id (other);
  ZwChangeSet *set = zw_workspace_new_set (other, ZW_DEED_CREATE);

  zw_test_flush (f->workspace);
  ZwChange *change = zw_change_set_create (set, ZW_ENTITY_TICKET, id, id);
  zw_change_put_int (change, ZW_FIELD_PROJECT, ZW_TEST_PROJECT);
  zw_change_put (change, ZW_FIELD_TITLE, "old");
  zw_change_put_int (change, ZW_FIELD_STATUS, ZW_TEST_DONE);
  zw_change_put_int (change, ZW_FIELD_PARENT, parent);
  zw_change_put_int (change, ZW_FIELD_RANK, id);
  zw_change_put (change, ZW_FIELD_ARCHIVED, "1");
  zw_test_commit (other, set, NULL);
  zw_test_catch_up (f->workspace);
  zw_test_settle (f->workspace);
  g_assert_null (zw_workspace_get_ticket (f->workspace, id));
  g_assert_cmpint (epic->children, ==, 1);
  g_assert_cmpint (epic->children_closed, ==, 1);
  set = zw_workspace_new_set (other, ZW_DEED_EDIT);
  zw_change_set_set (set, ZW_ENTITY_TICKET, id, id, ZW_FIELD_ARCHIVED, "1", "0");
  zw_test_commit (other, set, NULL);
  zw_test_catch_up (f->workspace);
  zw_test_settle (f->workspace);
  g_assert_nonnull (zw_workspace_get_ticket (f->workspace, id));
  g_assert_cmpint (epic->children, ==, 1);
  zw_test_close (other);
}

static void
test_reload_keeps_the_objects (F *f, gconstpointer unused)
{
  ZwTicket *ticket = zw_test_ticket (f->workspace, "a", 0);
  ZwStatus *status = zw_workspace_get_status (f->workspace, ZW_TEST_TODO);
  g_autofree char *before = NULL, *after = NULL;

  zw_test_flush (f->workspace);
  before = zw_test_dump (f->workspace);
  zw_test_reload (f->workspace);
  after = zw_test_dump (f->workspace);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (zw_workspace_get_ticket (f->workspace, zw_item_get_id (ZW_ITEM (ticket))) == ticket);
  g_assert_true (zw_workspace_get_status (f->workspace, ZW_TEST_TODO) == status);
  g_assert_true (zw_workspace_can_undo (f->workspace));
}

static void
test_names_are_sorted_and_stay_so (F *f, gconstpointer unused)
{
  ZwPerson *ben = zw_workspace_get_person (f->workspace, ZW_TEST_BEN);
  ZwStatus *todo = zw_workspace_get_status (f->workspace, ZW_TEST_TODO);
  g_autoptr (ZwPerson) first = NULL;
  g_autoptr (ZwStatus) last = NULL;

  zw_test_set (f->workspace, ben, ZW_FIELD_NAME, "aaron");
  zw_test_set (f->workspace, todo, ZW_FIELD_POSITION, "9");
  first = g_list_model_get_item (zw_workspace_get_people (f->workspace), 0);
  last = g_list_model_get_item (zw_workspace_get_statuses (f->workspace, ZW_TEST_PROJECT), 2);
  g_assert_true (first == ben);
  g_assert_true (last == todo);
}

/* --- a thousand random sets ----------------------------------------------------------------------------------------- */

static ZwTicket *
choose (F *f, GRand *rand)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (f->workspace, ZW_TEST_PROJECT);
  return zw_ticket_list_get (tickets, (guint) g_rand_int_range (rand, 0, (gint32) zw_ticket_list_get_n (tickets)));
}

static void
toggle_label (F *f, ZwTicket *ticket)
{
  ZwChangeSet *set = zw_workspace_new_set (f->workspace, ZW_DEED_EDIT);
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));

  if (zw_ticket_has_label (ticket, ZW_TEST_LABEL))
    zw_change_set_remove (set, ZW_ENTITY_TICKET, id, id, ZW_FIELD_LABELS, "7");
  else
    zw_change_set_add (set, ZW_ENTITY_TICKET, id, id, ZW_FIELD_LABELS, "7");
  zw_workspace_commit (f->workspace, set, NULL);
}

static gboolean
change_something (F *f, GRand *rand)
{
  static const char *const statuses[] = { "2", "3", "4" };
  ZwTicket *ticket = choose (f, rand);
  g_autofree char *number = g_strdup_printf ("%d", g_rand_int_range (rand, 1, 6));
  g_autofree char *rank = g_strdup_printf ("%d", g_rand_int (rand));
  guint64 serial = f->workspace->serial;

  switch (g_rand_int_range (rand, 0, 7))
    {
    case 0:
      zw_test_ticket (f->workspace, number, 0);
      break;
    case 1:
      zw_test_set (f->workspace, ticket, ZW_FIELD_STATUS, statuses[g_rand_int_range (rand, 0, 3)]);
      break;
    case 2:
      zw_test_set (f->workspace, ticket, ZW_FIELD_ESTIMATE, g_rand_boolean (rand) ? number : NULL);
      break;
    case 3:
      zw_test_set (f->workspace, ticket, ZW_FIELD_PRIORITY, number);
      break;
    case 4:
      zw_test_set (f->workspace, ticket, ZW_FIELD_RANK, rank);
      break;
    case 5:
      zw_test_set (f->workspace, ticket, ZW_FIELD_OWNER, g_rand_boolean (rand) ? "5" : NULL);
      break;
    case 6:
      toggle_label (f, ticket);
      break;
    }
  return f->workspace->serial != serial;
}

static void
turned_cb (GObject *source, GAsyncResult *result, gpointer n_left)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_undo_finish (ZW_WORKSPACE (source), result, NULL);

  g_assert_nonnull (set);
  (*(guint *) n_left)--;
}

static gboolean
is_zero (gpointer n_left)
{
  return *(guint *) n_left == 0;
}

/* As fast as a person can hold Ctrl+Z: nobody waits for the disk between two. */
static void
turn_many (F *f, guint n, void (*turn) (ZwWorkspace *, GAsyncReadyCallback, gpointer))
{
  guint n_left = n;

  for (guint i = 0; i < n; i++)
    turn (f->workspace, turned_cb, &n_left);
  g_assert_true (zw_wait_until (is_zero, &n_left, 60000));
}

static void
test_a_thousand_sets_undone_are_the_start (F *f, gconstpointer unused)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);
  g_autofree char *start = NULL, *end = NULL, *undone = NULL, *redone = NULL;
  guint n_sets = 0;

  for (int i = 0; i < 10; i++)
    zw_test_ticket (f->workspace, "start", 0);
  zw_test_flush (f->workspace);
  start = zw_test_dump (f->workspace);
  for (int i = 0; i < 1000; i++)
    n_sets += (guint) change_something (f, rand);
  zw_test_flush (f->workspace);
  end = zw_test_dump (f->workspace);
  turn_many (f, n_sets, zw_workspace_undo_async);
  undone = zw_test_dump (f->workspace);
  g_assert_cmpstr (start, ==, undone);
  turn_many (f, n_sets, zw_workspace_redo_async);
  redone = zw_test_dump (f->workspace);
  g_assert_cmpstr (end, ==, redone);
  zw_workspace_fixture_restart (f);
  g_free (redone);
  redone = zw_test_dump (f->workspace);
  g_assert_cmpstr (end, ==, redone);
}

#define ADD(name, func) \
  g_test_add ("/workspace/" name, F, NULL, zw_workspace_fixture_set_up, func, zw_workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("is-seen-at-once-and-numbered-later", test_is_seen_at_once_and_numbered_later);
  ADD ("an-empty-set-is-no-event", test_an_empty_set_is_no_event);
  ADD ("inverse-is-as-before", test_inverse_is_as_before);
  ADD ("deleting-and-reviving-keeps-everything", test_deleting_and_reviving_keeps_everything);
  ADD ("undo-survives-a-restart", test_undo_survives_a_restart);
  ADD ("a-command-clears-redo", test_a_command_clears_redo);
  ADD ("two-processes-see-each-other", test_two_processes_see_each_other);
  ADD ("another-process-is-noticed", test_another_process_is_noticed);
  ADD ("an-import-elsewhere-is-reloaded", test_an_import_elsewhere_is_reloaded);
  ADD ("undo-refuses-what-others-changed-since", test_undo_refuses_what_others_changed_since);
  ADD ("a-refused-set-is-taken-back", test_a_refused_set_is_taken_back);
  ADD ("pipelined-sets-fail-together", test_pipelined_sets_fail_together);
  ADD ("a-creation-is-undone-though-others-moved-it", test_a_creation_is_undone_though_others_moved_it);
  ADD ("a-completion-stands-once-a-later-sprint-was-started", test_a_completion_stands_once_a_later_sprint_was_started);
  ADD ("a-refused-creation-is-gone", test_a_refused_creation_is_gone);
  ADD ("figures-are-the-stores", test_figures_are_the_stores);
  ADD ("progress-follows-the-children", test_progress_follows_the_children);
  ADD ("archived-tickets-leave-the-lists", test_archived_tickets_leave_the_lists);
  ADD ("a-ticket-made-in-the-archive-stays-out", test_a_ticket_made_in_the_archive_stays_out);
  ADD ("reload-keeps-the-objects", test_reload_keeps_the_objects);
  ADD ("reloads-take-turns", test_reloads_take_turns);
  ADD ("names-are-sorted-and-stay-so", test_names_are_sorted_and_stay_so);
  ADD ("a-thousand-sets-undone-are-the-start", test_a_thousand_sets_undone_are_the_start);
  return g_test_run ();
}
