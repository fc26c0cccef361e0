/* SPDX-License-Identifier: GPL-3.0-or-later
 * The filter language by example: what each query finds among six tickets, asked one by one and all at once. */
#include "zw-query.h"
#include "zw-workspace-fixture.h"

typedef ZwWorkspaceFixture F;

static ZwTicket *
add (F *f, const char *title)
{
  return zw_test_ticket (f->workspace, title, 0);
}

static void
set (F *f, ZwTicket *ticket, ZwField field, const char *value)
{
  zw_test_set (f->workspace, ticket, field, value);
}

static void
add_label (F *f, ZwTicket *ticket)
{
  ZwChangeSet *change = zw_workspace_new_set (f->workspace, ZW_DEED_EDIT);

  zw_change_set_add (change, ZW_ENTITY_TICKET, zw_item_get_id (ZW_ITEM (ticket)), 0, ZW_FIELD_LABELS, "7");
  zw_workspace_commit (f->workspace, change, NULL);
}

static void
block (F *f, ZwTicket *ticket)
{
  ZwChangeSet *change = zw_workspace_new_set (f->workspace, ZW_DEED_EDIT);
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));
  ZwChange *created = zw_change_set_create (change, ZW_ENTITY_BLOCK, zw_workspace_new_id (f->workspace), id);

  zw_change_put_int (created, ZW_FIELD_TICKET, id);
  zw_change_put_int (created, ZW_FIELD_SINCE, change->at);
  zw_workspace_commit (f->workspace, change, NULL);
}

static void
set_up (F *f, gconstpointer unused)
{
  ZwTicket *a, *b, *c, *d, *e;

  zw_workspace_fixture_set_up (f, unused);
  zw_workspace_set_actor (f->workspace, ZW_TEST_BEN, NULL);
  a = add (f, "A fix login");
  set (f, a, ZW_FIELD_OWNER, "5");
  set (f, a, ZW_FIELD_ESTIMATE, "3");
  b = add (f, "B Über-Login");
  set (f, b, ZW_FIELD_OWNER, "6");
  set (f, b, ZW_FIELD_DUE, "2026-11-23");
  c = add (f, "C logout");
  set (f, c, ZW_FIELD_STATUS, "4");
  set (f, c, ZW_FIELD_DUE, "2026-11-23");
  set (f, c, ZW_FIELD_PRIORITY, "5");
  d = add (f, "D checkout");
  set (f, d, ZW_FIELD_TYPE, "bug");
  set (f, d, ZW_FIELD_WAITING_UNTIL, "2026-12-01");
  e = add (f, "E basket");
  set (f, e, ZW_FIELD_SPRINT, "8");
  add_label (f, e);
  block (f, e);
  zw_test_flush (f->workspace);
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(ZwTicket **) a)->title, (*(ZwTicket **) b)->title);
}

/* @expected: the first letters. */
static void
assert_finds (F *f, const char *text, const char *expected)
{
  g_autoptr (ZwQuery) query = zw_query_new (f->workspace, ZW_TEST_PROJECT, text);
  g_autoptr (GPtrArray) matches = zw_query_dup_matches (query);
  g_autoptr (GString) found = g_string_new (NULL), asked = g_string_new (NULL);
  ZwTicketList *tickets = zw_workspace_get_tickets (f->workspace, ZW_TEST_PROJECT);

  g_ptr_array_sort (matches, compare_titles);
  for (guint i = 0; i < matches->len; i++)
    g_string_append_c (found, ((ZwTicket *) matches->pdata[i])->title[0]);
  for (guint i = 0; i < zw_ticket_list_get_n (tickets); i++)
    if (zw_query_matches (query, zw_ticket_list_get (tickets, i)))
      g_string_append_c (asked, zw_ticket_list_get (tickets, i)->title[0]);
  g_test_message ("%s", text);
  g_assert_cmpstr (found->str, ==, expected);
  g_assert_cmpstr (asked->str, ==, expected);
}

static void
test_words (F *f, gconstpointer unused)
{
  assert_finds (f, "LOGIN", "AB");
  assert_finds (f, "login fix", "A");
  assert_finds (f, "log -login", "C");
  assert_finds (f, "über", "B");
  assert_finds (f, "web-4", "D");
  assert_finds (f, "\"fix login\"", "A");
  assert_finds (f, "http://x", "");
  assert_finds (f, "-log", "DE");
}

static void
test_fields (F *f, gconstpointer unused)
{
  assert_finds (f, "owner:ana", "A");
  assert_finds (f, "owner:me", "B");
  assert_finds (f, "owner:none", "CDE");
  assert_finds (f, "owner:ana owner:be", "AB");
  assert_finds (f, "-owner:ana", "BCDE");
  assert_finds (f, "owner:nobody", "");
  assert_finds (f, "owner: login", "AB");
  assert_finds (f, "label:urg", "E");
  assert_finds (f, "type:bug,story", "ABCDE");
  assert_finds (f, "type:bug", "D");
  assert_finds (f, "status:done", "C");
  assert_finds (f, "status:\"to do\"", "ABDE");
  assert_finds (f, "sprint:\"sprint 1\"", "E");
  assert_finds (f, "sprint:none", "ABCD");
  assert_finds (f, "priority:urgent", "C");
  assert_finds (f, "priority:3", "ABDE");
}

static void
test_states (F *f, gconstpointer unused)
{
  assert_finds (f, "is:blocked", "E");
  assert_finds (f, "is:waiting", "D");
  assert_finds (f, "is:late", "B");
  assert_finds (f, "is:unestimated", "BCDE");
  assert_finds (f, "is:closed", "C");
  assert_finds (f, "is:open -is:blocked login", "AB");
}

static void
test_the_empty_text_is_no_query (F *f, gconstpointer unused)
{
  g_assert_null (zw_query_new (f->workspace, ZW_TEST_PROJECT, NULL));
  g_assert_null (zw_query_new (f->workspace, ZW_TEST_PROJECT, "  "));
  g_assert_null (zw_query_new (f->workspace, ZW_TEST_PROJECT, "owner:"));
}

static void
test_changed_titles_and_keys_are_found (F *f, gconstpointer unused)
{
  ZwTicket *first = zw_ticket_list_get (zw_workspace_get_tickets (f->workspace, ZW_TEST_PROJECT), 0);

  assert_finds (f, "fix", "A");
  set (f, first, ZW_FIELD_TITLE, "A mend login");
  assert_finds (f, "fix", "");
  assert_finds (f, "mend", "A");
  zw_test_ticket (f->workspace, "F fix", 0);
  assert_finds (f, "fix", "F");
  zw_test_set (f->workspace, zw_workspace_get_project (f->workspace, ZW_TEST_PROJECT), ZW_FIELD_KEY, "SHOP");
  assert_finds (f, "shop-1", "A");
  assert_finds (f, "web-1", "");
}

#define ADD(name, func) g_test_add ("/query/" name, F, NULL, set_up, func, zw_workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("words", test_words);
  ADD ("fields", test_fields);
  ADD ("states", test_states);
  ADD ("the-empty-text-is-no-query", test_the_empty_text_is_no_query);
  ADD ("changed-titles-and-keys-are-found", test_changed_titles_and_keys_are_found);
  return g_test_run ();
}
