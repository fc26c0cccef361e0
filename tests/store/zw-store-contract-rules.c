/* SPDX-License-Identifier: GPL-3.0-or-later
 * What two writers may do to each other: conflicts, guards, undo, bulk sets. */
#include "zw-store-contract.h"

#include "zw-error.h"

static void
commit_expecting (ZwStore *store, ZwChangeSet *set, ZwError code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (zw_sync_commit (store, set, &error));
  g_assert_error (error, ZW_ERROR, (int) code);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
}

static ZwChangeSet *
move_new (ZwStoreFixture *self, gint64 ticket)
{
  ZwChangeSet *set = zw_test_set_new (self, ZW_DEED_MOVE);

  zw_change_set_set (set, ZW_ENTITY_TICKET, ticket, 0, ZW_FIELD_STATUS, "2", "3");
  zw_change_set_guard_limit (set, ticket, 0);
  return set;
}

static void
test_a_hard_limit_holds_against_two_writers (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwStore) second = zw_store_fixture_open_second (self);
  g_autoptr (ZwChangeSet) limit = zw_test_set_new (self, ZW_DEED_PROJECT);
  gint64 first_ticket = zw_test_make_ticket (self, "first"), second_ticket = zw_test_make_ticket (self, "second");

  zw_change_set_set (limit, ZW_ENTITY_STATUS, ZW_TEST_DOING, 0, ZW_FIELD_WIP_LIMIT, "0", "1");
  zw_change_set_set (limit, ZW_ENTITY_STATUS, ZW_TEST_DOING, 0, ZW_FIELD_WIP_HARD, "0", "1");
  zw_receipt_free (zw_sync_commit (self->store, limit, NULL));
  g_autoptr (ZwChangeSet) first = move_new (self, first_ticket), other = move_new (self, second_ticket);
  zw_receipt_free (zw_sync_commit (second, first, NULL));
  commit_expecting (self->store, other, ZW_ERROR_LIMIT_REACHED, "the column “Doing” holds at most 1 ticket");
  g_autoptr (GPtrArray) board = zw_sync_load_kind (self->store, ZW_SCOPE_BOARD, ZW_TEST_PROJECT);
  g_assert_cmpint (((ZwTicket *) zw_test_find (board, second_ticket))->status, ==, ZW_TEST_TODO);
  zw_store_close (second);
}

/* Closes @ticket at @at; cards closed before 1000 are not shown. */
static ZwChangeSet *
close_new (ZwStoreFixture *self, gint64 ticket, const char *at)
{
  ZwChangeSet *set = zw_test_set_new (self, ZW_DEED_CLOSE);

  zw_change_set_set (set, ZW_ENTITY_TICKET, ticket, 0, ZW_FIELD_STATUS, "2", "4");
  zw_change_set_set (set, ZW_ENTITY_TICKET, ticket, 0, ZW_FIELD_CLOSED, NULL, at);
  zw_change_set_guard_limit (set, ticket, 1000);
  return set;
}

static void
test_a_full_done_column_forgets_what_was_closed_long_ago (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwStore) second = zw_store_fixture_open_second (self);
  g_autoptr (ZwChangeSet) limit = zw_test_set_new (self, ZW_DEED_PROJECT);
  gint64 old = zw_test_make_ticket (self, "old"), fresh = zw_test_make_ticket (self, "fresh"), late = zw_test_make_ticket (self, "late");

  zw_change_set_set (limit, ZW_ENTITY_STATUS, ZW_TEST_DONE, 0, ZW_FIELD_WIP_LIMIT, "0", "1");
  zw_change_set_set (limit, ZW_ENTITY_STATUS, ZW_TEST_DONE, 0, ZW_FIELD_WIP_HARD, "0", "1");
  zw_receipt_free (zw_sync_commit (self->store, limit, NULL));
  g_autoptr (ZwChangeSet) long_ago = close_new (self, old, "999"), theirs = close_new (self, fresh, "1000");
  g_autoptr (ZwChangeSet) mine = close_new (self, late, "1001");
  zw_receipt_free (zw_sync_commit (self->store, long_ago, NULL));
  zw_receipt_free (zw_sync_commit (second, theirs, NULL));
  commit_expecting (self->store, mine, ZW_ERROR_LIMIT_REACHED, "the column “Done” holds at most 1 ticket");
  zw_store_close (second);
}

static ZwChangeSet *
start_new (ZwStoreFixture *self, gint64 sprint)
{
  ZwChangeSet *set = zw_test_set_new (self, ZW_DEED_SPRINT);

  zw_change_set_set (set, ZW_ENTITY_SPRINT, sprint, 0, ZW_FIELD_STATE, "planned", "active");
  zw_change_set_guard (set, ZW_GUARD_ONE_ACTIVE_SPRINT, ZW_ENTITY_PROJECT, ZW_TEST_PROJECT);
  return set;
}

static void
test_only_one_of_two_writers_starts_a_sprint (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwStore) second = zw_store_fixture_open_second (self);
  g_autoptr (ZwChangeSet) mine = start_new (self, ZW_TEST_SPRINT), theirs = start_new (self, ZW_TEST_NEXT_SPRINT);

  zw_receipt_free (zw_sync_commit (second, theirs, NULL));
  commit_expecting (self->store, mine, ZW_ERROR_REFUSED,
                    "“Sprint 1” and “Sprint 2” cannot both be active: the project runs one sprint at a time");
  zw_store_close (second);
}

static ZwChangeSet *
parent_new (ZwStoreFixture *self, gint64 child, gint64 parent)
{
  ZwChangeSet *set = zw_test_set_new (self, ZW_DEED_EDIT);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, parent);

  zw_change_set_set (set, ZW_ENTITY_TICKET, child, 0, ZW_FIELD_PARENT, NULL, value);
  zw_change_set_guard (set, ZW_GUARD_NO_PARENT_CYCLE, ZW_ENTITY_TICKET, child);
  return set;
}

static void
test_parents_form_no_circle (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 a = zw_test_make_ticket (self, "a"), b = zw_test_make_ticket (self, "b"), c = zw_test_make_ticket (self, "c");
  g_autoptr (ZwChangeSet) first = parent_new (self, a, b), second = parent_new (self, b, c), last = parent_new (self, c, a);

  zw_receipt_free (zw_sync_commit (self->store, first, NULL));
  zw_receipt_free (zw_sync_commit (self->store, second, NULL));
  commit_expecting (self->store, last, ZW_ERROR_CYCLE, "parents would form a circle: WEB-3 → WEB-1 → WEB-2 → WEB-3");
}

static ZwChangeSet *
block_new (ZwStoreFixture *self, gint64 ticket, gint64 blocker)
{
  ZwChangeSet *set = zw_test_set_new (self, ZW_DEED_EDIT);
  ZwChange *block = zw_change_set_create (set, ZW_ENTITY_BLOCK, self->next_id++, ticket);

  zw_change_put_int (block, ZW_FIELD_TICKET, ticket);
  zw_change_put_int (block, ZW_FIELD_BLOCKER, blocker);
  zw_change_put_int (block, ZW_FIELD_SINCE, 1);
  zw_change_set_guard (set, ZW_GUARD_NO_BLOCK_CYCLE, ZW_ENTITY_TICKET, ticket);
  return set;
}

static void
test_blockers_form_no_circle (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 a = zw_test_make_ticket (self, "a"), b = zw_test_make_ticket (self, "b");
  g_autoptr (ZwChangeSet) first = block_new (self, a, b), last = block_new (self, b, a);

  zw_receipt_free (zw_sync_commit (self->store, first, NULL));
  commit_expecting (self->store, last, ZW_ERROR_CYCLE, "blockers would form a circle: WEB-2 → WEB-1 → WEB-2");
}

static void
test_names_are_unique_whatever_their_case (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwChangeSet) set = zw_test_set_new (self, ZW_DEED_PROJECT);

  zw_change_set_set (set, ZW_ENTITY_STATUS, ZW_TEST_DOING, 0, ZW_FIELD_NAME, "Doing", "TO DO");
  zw_change_set_guard (set, ZW_GUARD_UNIQUE_NAME, ZW_ENTITY_STATUS, ZW_TEST_DOING);
  commit_expecting (self->store, set, ZW_ERROR_REFUSED, "cannot name a status “TO DO”: another one is called “To Do”");
}

static void
test_keys_and_handles_are_taken_once (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwChangeSet) project = zw_test_set_new (self, ZW_DEED_PROJECT), person = zw_test_set_new (self, ZW_DEED_PROJECT);
  ZwChange *create = zw_change_set_create (project, ZW_ENTITY_PROJECT, self->next_id++, 0);
  g_autoptr (GError) key_error = NULL, handle_error = NULL;

  zw_change_put (create, ZW_FIELD_KEY, "web");
  zw_change_put (create, ZW_FIELD_NAME, "Other");
  g_assert_null (zw_sync_commit (self->store, project, &key_error));
  g_assert_error (key_error, ZW_ERROR, ZW_ERROR_REFUSED);
  g_assert_true (g_str_has_suffix (key_error->message, "another project has this key"));
  zw_change_set_set (person, ZW_ENTITY_PERSON, ZW_TEST_BEN, 0, ZW_FIELD_HANDLE, "ben", "ana");
  g_assert_null (zw_sync_commit (self->store, person, &handle_error));
  g_assert_true (g_str_has_suffix (handle_error->message, "another person has this handle"));
}

static void
test_what_refers_to_nothing_is_refused (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 ticket = zw_test_make_ticket (self, "ticket");
  g_autoptr (GError) error = NULL, bulk_error = NULL;
  g_autoptr (ZwChangeSet) bulk = zw_test_set_new (self, ZW_DEED_IMPORT);

  g_assert_null (zw_test_set_field (self, self->store, ticket, ZW_FIELD_OWNER, NULL, "999", &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_INVALID_VALUE);
  zw_change_set_set (bulk, ZW_ENTITY_TICKET, ticket, 0, ZW_FIELD_OWNER, NULL, "999");
  g_assert_null (zw_sync_bulk (self->store, bulk, ZW_FINISH_COMMIT, &bulk_error));
  g_assert_error (bulk_error, ZW_ERROR, ZW_ERROR_INVALID_VALUE);
  zw_receipt_free (zw_test_set_field (self, self->store, ticket, ZW_FIELD_OWNER, NULL, "5", NULL));
  zw_sync_assert_sound (self->store);
}

/* Both found no description and wrote one. */
/* Both asked whether it is there, and neither saw the other's. A blocker that ended may block again. */
static void
test_two_writers_block_with_one_blocker_once (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 a = zw_test_make_ticket (self, "a"), b = zw_test_make_ticket (self, "b");
  g_autoptr (ZwStore) second = zw_store_fixture_open_second (self);
  g_autoptr (ZwChangeSet) mine = block_new (self, a, b), theirs = block_new (self, a, b), end = zw_test_set_new (self, ZW_DEED_EDIT);
  gint64 block = ((ZwChange *) theirs->changes->pdata[0])->id, again_id = ((ZwChange *) mine->changes->pdata[0])->id;

  zw_change_set_guard (mine, ZW_GUARD_ONE_BLOCK, ZW_ENTITY_BLOCK, again_id);
  zw_change_set_guard (theirs, ZW_GUARD_ONE_BLOCK, ZW_ENTITY_BLOCK, block);
  zw_receipt_free (zw_sync_commit (second, theirs, NULL));
  commit_expecting (self->store, mine, ZW_ERROR_REFUSED, "WEB-1 is blocked by WEB-2 already");
  zw_change_set_set (end, ZW_ENTITY_BLOCK, block, a, ZW_FIELD_ENDED, NULL, "5");
  zw_receipt_free (zw_sync_commit (second, end, NULL));
  zw_receipt_free (zw_sync_commit (self->store, mine, NULL));
  zw_sync_assert_sound (self->store);
  zw_store_close (second);
}

static void
test_a_text_where_none_was_is_not_overwritten (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 ticket = zw_test_make_ticket (self, "ticket");
  g_autoptr (GError) error = NULL;

  zw_receipt_free (zw_test_set_field (self, self->store, ticket, ZW_FIELD_DESCRIPTION, NULL, "mine", NULL));
  g_assert_null (zw_test_set_field (self, self->store, ticket, ZW_FIELD_DESCRIPTION, NULL, "yours", &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_CONFLICT);
}

static void
test_changing_what_is_deleted_is_a_conflict (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 ticket = zw_test_make_ticket (self, "ticket");
  g_autoptr (ZwChangeSet) deletion = zw_test_set_new (self, ZW_DEED_DELETE);
  g_autoptr (GError) error = NULL;

  zw_change_set_delete (deletion, ZW_ENTITY_TICKET, ticket, 0);
  zw_receipt_free (zw_sync_commit (self->store, deletion, NULL));
  g_assert_null (zw_test_set_field (self, self->store, ticket, ZW_FIELD_TITLE, "ticket", "new", &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==, "cannot change WEB-1: Ana deleted it");
}

/* Commits the inverse of the stored set @id; the new set's id is returned. */
static gint64
undo (ZwStoreFixture *self, gint64 id)
{
  g_autoptr (ZwChangeSet) set = zw_sync_read_set (self->store, id, NULL);
  g_autoptr (ZwChangeSet) inverse = zw_change_set_invert (set, self->next_id++);

  inverse->writer = g_strdup ("window");
  inverse->at = 1;
  zw_receipt_free (zw_sync_commit (self->store, inverse, NULL));
  return inverse->id;
}

static void
test_undo_and_redo_keep_key_and_texts (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwChangeSet) set = zw_test_set_new (self, ZW_DEED_CREATE);
  gint64 ticket = zw_test_add_ticket (self, set, "first"), set_id = set->id;
  g_autoptr (ZwChangeSet) deletion = zw_test_set_new (self, ZW_DEED_DELETE);

  zw_change_set_set (set, ZW_ENTITY_TICKET, ticket, 0, ZW_FIELD_DESCRIPTION, NULL, "long text");
  zw_change_set_add (set, ZW_ENTITY_TICKET, ticket, 0, ZW_FIELD_LABELS, "7");
  zw_receipt_free (zw_sync_commit (self->store, set, NULL));
  gint64 undone = undo (self, set_id);
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-1"), ==, 0);
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-2"), ==, 0);
  zw_test_make_ticket (self, "next");
  undo (self, undone);
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-1"), ==, ticket);
  zw_change_set_delete (deletion, ZW_ENTITY_TICKET, ticket, 0);
  zw_receipt_free (zw_sync_commit (self->store, deletion, NULL));
  undo (self, deletion->id);
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-1"), ==, ticket);
  g_autofree char *text = zw_sync_read_text (self->store, ZW_ENTITY_TICKET, ticket, ZW_FIELD_DESCRIPTION);
  g_assert_cmpstr (text, ==, "long text");
  zw_sync_assert_sound (self->store);
}

static void
test_undoing_a_creation_somebody_edited_is_refused (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwChangeSet) set = zw_test_set_new (self, ZW_DEED_CREATE), inverse = NULL;
  gint64 ticket = zw_test_add_ticket (self, set, "first");

  zw_receipt_free (zw_sync_commit (self->store, set, NULL));
  zw_receipt_free (zw_test_set_field (self, self->store, ticket, ZW_FIELD_TITLE, "first", "better", NULL));
  inverse = zw_change_set_invert (set, self->next_id++);
  commit_expecting (self->store, inverse, ZW_ERROR_CONFLICT, NULL);
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-1"), ==, ticket);
}

static void
test_undoing_a_creation_somebody_commented_on_is_refused (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwStore) second = zw_store_fixture_open_second (self);
  g_autoptr (ZwChangeSet) set = zw_test_set_new (self, ZW_DEED_CREATE), talk = zw_test_set_new (self, ZW_DEED_COMMENT), inverse = NULL;
  gint64 ticket = zw_test_add_ticket (self, set, "first"), comment = self->next_id++;

  g_free (talk->writer);
  talk->writer = g_strdup ("command line");
  zw_change_put_int (zw_change_set_create (talk, ZW_ENTITY_COMMENT, comment, ticket), ZW_FIELD_TICKET, ticket);
  zw_change_set_set (talk, ZW_ENTITY_COMMENT, comment, ticket, ZW_FIELD_TEXT, NULL, "keep me");
  zw_receipt_free (zw_sync_commit (self->store, set, NULL));
  zw_receipt_free (zw_sync_commit (second, talk, NULL));
  inverse = zw_change_set_invert (set, self->next_id++);
  inverse->writer = g_strdup ("window");
  commit_expecting (self->store, inverse, ZW_ERROR_CONFLICT, "cannot take WEB-1 back: Ana commented on it since");
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-1"), ==, ticket);
  zw_store_close (second);
}

static void
test_a_ticket_that_moves_gets_a_number_there (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 ticket = zw_test_make_ticket (self, "first"), project = self->next_id++;
  g_autoptr (ZwChangeSet) other = zw_test_set_new (self, ZW_DEED_PROJECT), move = zw_test_set_new (self, ZW_DEED_EDIT);
  g_autofree char *project_text = g_strdup_printf ("%" G_GINT64_FORMAT, project);

  ZwChange *create = zw_change_set_create (other, ZW_ENTITY_PROJECT, project, 0);
  zw_change_put (create, ZW_FIELD_KEY, "APP");
  zw_change_put (create, ZW_FIELD_NAME, "App");
  ZwChange *resident = zw_change_set_create (other, ZW_ENTITY_TICKET, self->next_id++, 0);
  zw_change_put (resident, ZW_FIELD_PROJECT, project_text);
  zw_change_put (resident, ZW_FIELD_TITLE, "resident");
  zw_change_put_int (resident, ZW_FIELD_STATUS, ZW_TEST_TODO);
  zw_receipt_free (zw_sync_commit (self->store, other, NULL));
  zw_change_set_set (move, ZW_ENTITY_TICKET, ticket, 0, ZW_FIELD_PROJECT, "1", project_text);
  zw_change_set_set (move, ZW_ENTITY_TICKET, ticket, 0, ZW_FIELD_NUMBER, "1", NULL);
  ZwChange *alias = zw_change_set_create (move, ZW_ENTITY_ALIAS, self->next_id++, 0);
  zw_change_put_int (alias, ZW_FIELD_PROJECT, ZW_TEST_PROJECT);
  zw_change_put_int (alias, ZW_FIELD_TICKET, ticket);
  zw_change_put (alias, ZW_FIELD_KEY, "WEB-1");
  zw_receipt_free (zw_sync_commit (self->store, move, NULL));
  g_assert_cmpint (zw_sync_find_key (self->store, "APP-2"), ==, ticket);
  g_assert_cmpint (zw_sync_find_key (self->store, "web-1"), ==, ticket);
  undo (self, move->id);
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-1"), ==, ticket);
  g_assert_cmpint (zw_sync_find_key (self->store, "APP-2"), ==, 0);
  zw_sync_assert_sound (self->store);
}

static void
test_a_bulk_set_is_one_set_or_nothing (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwChangeSet) dry = zw_test_set_new (self, ZW_DEED_IMPORT), real = zw_test_set_new (self, ZW_DEED_IMPORT);
  g_autoptr (ZwChangeSet) broken = zw_test_set_new (self, ZW_DEED_IMPORT);
  g_autoptr (GError) error = NULL;
  gint64 seq = zw_store_get_seq (self->store), real_id = real->id;
  gboolean too_many;

  zw_test_add_ticket (self, dry, "dry");
  g_autoptr (ZwReceipt) tried = zw_sync_bulk (self->store, dry, ZW_FINISH_ROLLBACK, NULL);
  g_assert_cmpuint (tried->numbers->len, ==, 1);
  zw_test_add_ticket (self, broken, "broken");
  zw_change_put (broken->changes->pdata[0], ZW_FIELD_PRIORITY, "9");
  g_assert_null (zw_sync_bulk (self->store, broken, ZW_FINISH_COMMIT, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_INVALID_VALUE);
  gint64 first = zw_test_add_ticket (self, real, "first");
  zw_test_add_ticket (self, real, "second");
  zw_receipt_free (zw_sync_bulk (self->store, real, ZW_FINISH_COMMIT, NULL));
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-1"), ==, first);
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-3"), ==, 0);
  g_autoptr (GPtrArray) sets = zw_sync_read_since (self->store, seq, 100, &too_many);
  g_assert_cmpuint (sets->len, ==, 1);
  g_assert_cmpint (((ZwChangeSet *) sets->pdata[0])->id, ==, real_id);
  zw_sync_assert_sound (self->store);
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
is_answered (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static void
test_writes_wait_for_the_end_of_a_bulk_set (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwChangeSet) bulk = zw_test_set_new (self, ZW_DEED_IMPORT), other = zw_test_set_new (self, ZW_DEED_CREATE);
  g_autoptr (GAsyncResult) begun = NULL, committed = NULL, finished = NULL;

  zw_test_add_ticket (self, other, "other");
  zw_store_begin_set_async (self->store, bulk, answer_cb, &begun);
  zw_store_commit_async (self->store, other, answer_cb, &committed);
  g_assert_true (zw_wait_until (is_answered, &begun, 5000));
  zw_store_begin_set_finish (self->store, begun, NULL);
  g_assert_false (zw_wait_until (is_answered, &committed, 50));
  zw_store_finish_set_async (self->store, ZW_FINISH_ROLLBACK, answer_cb, &finished);
  g_assert_true (zw_wait_until (is_answered, &committed, 5000));
  g_autoptr (ZwReceipt) receipt = zw_store_commit_finish (self->store, committed, NULL);
  g_assert_nonnull (receipt);
  zw_receipt_free (zw_store_finish_set_finish (self->store, finished, NULL));
}

static void
test_history_and_undo_stack_are_read_newest_first (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 ticket = zw_test_make_ticket (self, "one");

  zw_test_make_ticket (self, "other");
  zw_receipt_free (zw_test_set_field (self, self->store, ticket, ZW_FIELD_TITLE, "one", "two", NULL));
  g_autoptr (GPtrArray) history = zw_sync_read_sets (self->store, NULL, ticket, 10);
  g_assert_cmpuint (history->len, ==, 2);
  ZwChange *newest = ((ZwChangeSet *) history->pdata[0])->changes->pdata[0];
  g_assert_cmpstr (newest->new_value, ==, "two");
  g_autoptr (GPtrArray) stack = zw_sync_read_sets (self->store, "window", 0, 3);
  g_assert_cmpuint (stack->len, ==, 3);
  g_assert_cmpint (((ZwChangeSet *) stack->pdata[0])->id, ==, ((ZwChangeSet *) history->pdata[0])->id);
  g_autoptr (GPtrArray) nobody = zw_sync_read_sets (self->store, "nobody", 0, 3);
  g_assert_cmpuint (nobody->len, ==, 0);
}

static void
test_a_history_is_taken_over_as_it_is (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwChangeSet) header = zw_change_set_new (0, ZW_DEED_IMPORT), old = zw_change_set_new (4711, ZW_DEED_CREATE);
  g_autoptr (ZwChangeSet) holder = zw_test_set_new (self, ZW_DEED_IMPORT);
  g_autoptr (GAsyncResult) begun = NULL, appended = NULL, logged = NULL, finished = NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_free);
  GPtrArray *sets = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_set_unref);
  gint64 ticket = zw_test_add_ticket (self, holder, "old one");
  ZwChange *row = holder->changes->pdata[0], *logged_row = zw_change_set_create (old, ZW_ENTITY_TICKET, ticket, 0);

  zw_change_put_int (row, ZW_FIELD_NUMBER, 12);
  for (guint i = 0; i < row->values->len; i++)
    zw_change_put (logged_row, g_array_index (row->values, ZwFieldValue, i).field, g_array_index (row->values, ZwFieldValue, i).text);
  zw_change_put_int (row, ZW_FIELD_CHANGED, 1234);
  old->at = 1000;
  g_ptr_array_add (rows, g_ptr_array_steal_index (holder->changes, 0));
  g_ptr_array_add (sets, zw_change_set_ref (old));
  zw_store_begin_set_async (self->store, header, answer_cb, &begun);
  zw_store_append_async (self->store, rows, answer_cb, &appended);
  zw_store_append_log_async (self->store, sets, answer_cb, &logged);
  zw_store_finish_set_async (self->store, ZW_FINISH_COMMIT, answer_cb, &finished);
  g_assert_true (zw_wait_until (is_answered, &finished, 5000));
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwReceipt) receipt = zw_store_finish_set_finish (self->store, finished, &error);
  g_assert_no_error (error);
  g_autoptr (ZwChangeSet) stored = zw_sync_read_set (self->store, 4711, NULL);
  g_assert_cmpint (stored->at, ==, 1000);
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-12"), ==, ticket);
  zw_test_make_ticket (self, "new");
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-13"), !=, 0);
  zw_sync_assert_sound (self->store);
}

#define ADD(name, func) \
  do \
    { \
      g_autofree char *path = g_strconcat ("/store/", backend, "/" name, NULL); \
      g_test_add (path, ZwStoreFixture, (gconstpointer) factory, zw_store_fixture_set_up, func, zw_store_fixture_tear_down); \
    } \
  while (0)

void
zw_store_contract_add_rules (const char *backend, ZwStoreFactory factory)
{
  ADD ("a-hard-limit-holds-against-two-writers", test_a_hard_limit_holds_against_two_writers);
  ADD ("a-full-done-column-forgets-what-was-closed-long-ago", test_a_full_done_column_forgets_what_was_closed_long_ago);
  ADD ("only-one-of-two-writers-starts-a-sprint", test_only_one_of_two_writers_starts_a_sprint);
  ADD ("parents-form-no-circle", test_parents_form_no_circle);
  ADD ("blockers-form-no-circle", test_blockers_form_no_circle);
  ADD ("two-writers-block-with-one-blocker-once", test_two_writers_block_with_one_blocker_once);
  ADD ("a-text-where-none-was-is-not-overwritten", test_a_text_where_none_was_is_not_overwritten);
  ADD ("names-are-unique-whatever-their-case", test_names_are_unique_whatever_their_case);
  ADD ("keys-and-handles-are-taken-once", test_keys_and_handles_are_taken_once);
  ADD ("what-refers-to-nothing-is-refused", test_what_refers_to_nothing_is_refused);
  ADD ("changing-what-is-deleted-is-a-conflict", test_changing_what_is_deleted_is_a_conflict);
  ADD ("undo-and-redo-keep-key-and-texts", test_undo_and_redo_keep_key_and_texts);
  ADD ("undoing-a-creation-somebody-edited-is-refused", test_undoing_a_creation_somebody_edited_is_refused);
  ADD ("undoing-a-creation-somebody-commented-on-is-refused", test_undoing_a_creation_somebody_commented_on_is_refused);
  ADD ("a-ticket-that-moves-gets-a-number-there", test_a_ticket_that_moves_gets_a_number_there);
  ADD ("a-bulk-set-is-one-set-or-nothing", test_a_bulk_set_is_one_set_or_nothing);
  ADD ("writes-wait-for-the-end-of-a-bulk-set", test_writes_wait_for_the_end_of_a_bulk_set);
  ADD ("history-and-undo-stack-are-read-newest-first", test_history_and_undo_stack_are_read_newest_first);
  ADD ("a-history-is-taken-over-as-it-is", test_a_history_is_taken_over_as_it_is);
}
