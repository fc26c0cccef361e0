/* SPDX-License-Identifier: GPL-3.0-or-later
 * What any store promises, told through the interface alone. */
#include "zw-store-contract.h"

#include "zw-error.h"

static void
test_numbers_are_given_in_order (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwChangeSet) set = zw_test_set_new (self, ZW_DEED_CREATE);
  gint64 first = zw_test_add_ticket (self, set, "first"), second = zw_test_add_ticket (self, set, "second");
  g_autoptr (ZwReceipt) receipt = zw_sync_commit (self->store, set, NULL);

  g_assert_cmpuint (receipt->numbers->len, ==, 2);
  g_assert_cmpint (g_array_index (receipt->numbers, ZwGivenNumber, 0).number, ==, 1);
  g_assert_cmpint (g_array_index (receipt->numbers, ZwGivenNumber, 1).number, ==, 2);
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-1"), ==, first);
  g_assert_cmpint (zw_sync_find_key (self->store, "web-2"), ==, second);
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-3"), ==, 0);
  g_assert_cmpint (zw_sync_find_key (self->store, "nonsense"), ==, 0);
}

static void
test_tickets_come_back_by_rank (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 first = zw_test_make_ticket (self, "first"), second = zw_test_make_ticket (self, "second");
  g_autofree char *rank = g_strdup_printf ("%" G_GINT64_FORMAT, first << 20);

  zw_receipt_free (zw_test_set_field (self, self->store, first, ZW_FIELD_RANK, rank, "900000000", NULL));
  g_autoptr (GPtrArray) names = zw_sync_load_kind (self->store, ZW_SCOPE_NAMES, 0);
  g_autoptr (GPtrArray) rest = zw_sync_load_kind (self->store, ZW_SCOPE_REST, 0);
  g_assert_nonnull (zw_test_find (names, ZW_TEST_PROJECT));
  g_assert_cmpuint (rest->len, ==, 2);
  g_assert_cmpint (zw_item_get_id (rest->pdata[0]), ==, second);
  g_assert_cmpint (zw_item_get_id (rest->pdata[1]), ==, first);
  g_assert_cmpint (((ZwTicket *) rest->pdata[1])->number, ==, 1);
}

static void
test_board_and_rest_deliver_each_ticket_once (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 open = zw_test_make_ticket (self, "open"), closed = zw_test_make_ticket (self, "closed");

  zw_receipt_free (zw_test_set_field (self, self->store, closed, ZW_FIELD_STATUS, "2", "4", NULL));
  g_object_unref (zw_store_fixture_open_second (self));
  g_autoptr (GPtrArray) names = zw_sync_load_kind (self->store, ZW_SCOPE_NAMES, 0);
  g_autoptr (GPtrArray) board = zw_sync_load_kind (self->store, ZW_SCOPE_BOARD, ZW_TEST_PROJECT);
  g_autoptr (GPtrArray) rest = zw_sync_load_kind (self->store, ZW_SCOPE_REST, 0);
  g_assert_cmpuint (board->len, ==, 1);
  g_assert_nonnull (zw_test_find (board, open));
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_nonnull (zw_test_find (rest, closed));
}

static void
test_same_field_changed_by_both_is_a_conflict (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 ticket = zw_test_make_ticket (self, "base");
  g_autoptr (ZwStore) second = zw_store_fixture_open_second (self);
  g_autoptr (GError) error = NULL;

  zw_receipt_free (zw_test_set_field (self, second, ticket, ZW_FIELD_TITLE, "base", "theirs", NULL));
  g_assert_null (zw_test_set_field (self, self->store, ticket, ZW_FIELD_TITLE, "base", "mine", &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==,
                   "cannot change the title of WEB-1 to “mine”: Ana changed it to “theirs” in the meantime");
  zw_receipt_free (zw_test_set_field (self, self->store, ticket, ZW_FIELD_DIFFICULTY, NULL, "3", NULL));
  zw_store_close (second);
}

static void
test_other_stores_read_each_others_sets (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwStore) second = zw_store_fixture_open_second (self);
  gint64 seq = zw_store_get_seq (second);
  gboolean too_many = TRUE;
  gint64 ticket = zw_test_make_ticket (self, "news");

  g_autoptr (GPtrArray) sets = zw_sync_read_since (second, seq, 100, &too_many);
  g_assert_false (too_many);
  g_assert_cmpuint (sets->len, ==, 1);
  ZwChangeSet *set = sets->pdata[0];
  g_assert_cmpstr (set->actor_name, ==, "Ana");
  g_assert_cmpuint (set->changes->len, ==, 1);
  ZwChange *create = set->changes->pdata[0];
  g_assert_cmpint (create->op, ==, ZW_OP_CREATE);
  g_assert_cmpint (create->id, ==, ticket);
  g_assert_cmpstr (zw_change_get (create, ZW_FIELD_NUMBER), ==, "1");
  g_assert_cmpint (zw_store_get_seq (second), ==, set->seq);
  g_autoptr (GPtrArray) own = zw_sync_read_since (self->store, seq, 100, &too_many);
  g_assert_cmpuint (own->len, ==, 0);
  zw_store_close (second);
}

#define ADD(name, func) \
  do \
    { \
      g_autofree char *path = g_strconcat ("/store/", backend, "/" name, NULL); \
      g_test_add (path, ZwStoreFixture, (gconstpointer) factory, zw_store_fixture_set_up, func, zw_store_fixture_tear_down); \
    } \
  while (0)

void
zw_store_contract_add (const char *backend, ZwStoreFactory factory)
{
  ADD ("numbers-are-given-in-order", test_numbers_are_given_in_order);
  ADD ("tickets-come-back-by-rank", test_tickets_come_back_by_rank);
  ADD ("board-and-rest-deliver-each-ticket-once", test_board_and_rest_deliver_each_ticket_once);
  ADD ("same-field-changed-by-both-is-a-conflict", test_same_field_changed_by_both_is_a_conflict);
  ADD ("other-stores-read-each-others-sets", test_other_stores_read_each_others_sets);
  zw_store_contract_add_values (backend, factory);
  zw_store_contract_add_rules (backend, factory);
}
