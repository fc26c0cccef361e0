/* SPDX-License-Identifier: GPL-3.0-or-later
 * An opened ticket follows what happens to it, here and in other processes, without being opened anew. */
#include "zw-ticket-document.h"
#include "zw-workspace-fixture.h"

typedef struct {
  ZwWorkspaceFixture base;
  ZwTicket *ticket;
  gint64 id;
  ZwTicketDocument *document;
} F;

static gboolean
is_ready (gpointer document)
{
  return zw_ticket_document_is_ready (document);
}

static ZwTicketDocument *
open_document (ZwWorkspace *workspace, gint64 id)
{
  ZwTicketDocument *document = zw_ticket_document_new (workspace, zw_workspace_get_ticket (workspace, id));

  g_assert_true (zw_wait_until (is_ready, document, 10000));
  return document;
}

static void
set_up (F *f, gconstpointer unused)
{
  zw_workspace_fixture_set_up (&f->base, unused);
  f->ticket = zw_test_ticket (f->base.workspace, "a", 0);
  f->id = zw_item_get_id (ZW_ITEM (f->ticket));
  f->document = open_document (f->base.workspace, f->id);
}

static void
tear_down (F *f, gconstpointer unused)
{
  g_assert_finalize_object (f->document);
  zw_workspace_fixture_tear_down (&f->base, unused);
}

static gint64
add_part (ZwWorkspace *workspace, gint64 ticket, ZwEntity entity, ZwField field, const char *value, gint64 order)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  gint64 id = zw_workspace_new_id (workspace);
  ZwChange *part = zw_change_set_create (set, entity, id, ticket);

  zw_change_put_int (part, ZW_FIELD_TICKET, ticket);
  if (entity == ZW_ENTITY_CHECK_ITEM)
    {
      zw_change_put (part, field, value);
      zw_change_put_int (part, ZW_FIELD_RANK, order);
    }
  else
    {
      zw_change_put_int (part, ZW_FIELD_CREATED, order);
      zw_change_set_set (set, entity, id, ticket, field, NULL, value);
    }
  zw_workspace_commit (workspace, set, NULL);
  return id;
}

static char *
texts_of (GListModel *parts)
{
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (ZwItem) item = g_list_model_get_item (parts, i);
      g_autofree char *text = zw_item_dup_value (item, ZW_FIELD_TEXT);
      g_string_append_printf (texts, "%s%s", i == 0 ? "" : " ", text);
    }
  return g_string_free (texts, FALSE);
}

static void
assert_texts (GListModel *parts, const char *expected)
{
  g_autofree char *texts = texts_of (parts);
  g_assert_cmpstr (texts, ==, expected);
}

static void
test_parts_appear_at_once_and_in_order (F *f, gconstpointer unused)
{
  ZwWorkspace *workspace = f->base.workspace;
  gint64 last = add_part (workspace, f->id, ZW_ENTITY_CHECK_ITEM, ZW_FIELD_TEXT, "two", 20);

  add_part (workspace, f->id, ZW_ENTITY_CHECK_ITEM, ZW_FIELD_TEXT, "one", 10);
  add_part (workspace, f->id, ZW_ENTITY_COMMENT, ZW_FIELD_TEXT, "hello", 1);
  assert_texts (zw_ticket_document_get_checks (f->document), "one two");
  assert_texts (zw_ticket_document_get_comments (f->document), "hello");
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  zw_change_set_set (set, ZW_ENTITY_CHECK_ITEM, last, f->id, ZW_FIELD_RANK, "20", "5");
  zw_workspace_commit (workspace, set, NULL);
  assert_texts (zw_ticket_document_get_checks (f->document), "two one");
  zw_test_undo (workspace, NULL);
  zw_test_undo (workspace, NULL);
  zw_test_undo (workspace, NULL);
  assert_texts (zw_ticket_document_get_checks (f->document), "two");
  g_assert_cmpuint (g_list_model_get_n_items (zw_ticket_document_get_comments (f->document)), ==, 0);
}

static void
test_it_is_the_same_when_opened_anew (F *f, gconstpointer unused)
{
  ZwTicketDocument *again;
  g_autofree char *checks = NULL, *comments = NULL;

  add_part (f->base.workspace, f->id, ZW_ENTITY_CHECK_ITEM, ZW_FIELD_TEXT, "two", 20);
  add_part (f->base.workspace, f->id, ZW_ENTITY_CHECK_ITEM, ZW_FIELD_TEXT, "one", 10);
  add_part (f->base.workspace, f->id, ZW_ENTITY_COMMENT, ZW_FIELD_TEXT, "hello", 1);
  zw_test_flush (f->base.workspace);
  checks = texts_of (zw_ticket_document_get_checks (f->document));
  comments = texts_of (zw_ticket_document_get_comments (f->document));
  again = open_document (f->base.workspace, f->id);
  assert_texts (zw_ticket_document_get_checks (again), checks);
  assert_texts (zw_ticket_document_get_comments (again), comments);
  g_object_unref (again);
}

static void
test_it_follows_another_process (F *f, gconstpointer unused)
{
  ZwWorkspace *other;
  ZwChangeSet *set;

  zw_test_flush (f->base.workspace);
  other = zw_workspace_fixture_open_second (&f->base, "command line");
  add_part (other, f->id, ZW_ENTITY_COMMENT, ZW_FIELD_TEXT, "from afar", 1);
  set = zw_workspace_new_set (other, ZW_DEED_EDIT);
  zw_change_set_set (set, ZW_ENTITY_TICKET, f->id, 0, ZW_FIELD_DESCRIPTION, NULL, "Long text");
  zw_test_commit (other, set, NULL);
  zw_test_close (other);
  g_signal_emit_by_name (f->base.base.store, "changed-elsewhere");
  for (int i = 0; i < 1000 && zw_ticket_document_get_description (f->document) == NULL; i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (zw_ticket_document_get_description (f->document), ==, "Long text");
  assert_texts (zw_ticket_document_get_comments (f->document), "from afar");
  g_assert_cmpint (f->ticket->comments, ==, 1);
}

static void
count_cb (gpointer document, guint *n)
{
  (*n)++;
}

static void
test_links_are_seen_from_both_sides (F *f, gconstpointer unused)
{
  ZwWorkspace *workspace = f->base.workspace;
  ZwTicket *other = zw_test_ticket (workspace, "b", 0);
  g_autofree char *other_id = g_strdup_printf ("%" G_GINT64_FORMAT, zw_item_get_id (ZW_ITEM (other)));
  ZwTicketDocument *there = open_document (workspace, zw_item_get_id (ZW_ITEM (other)));
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  guint n = 0;

  g_signal_connect (there, "links-changed", G_CALLBACK (count_cb), &n);
  zw_change_set_add (set, ZW_ENTITY_TICKET, f->id, 0, ZW_FIELD_SOLVES, other_id);
  ZwChange *block = zw_change_set_create (set, ZW_ENTITY_BLOCK, zw_workspace_new_id (workspace), f->id);
  zw_change_put_int (block, ZW_FIELD_TICKET, f->id);
  zw_change_put (block, ZW_FIELD_BLOCKER, other_id);
  zw_change_put_int (block, ZW_FIELD_SINCE, set->at);
  zw_workspace_commit (workspace, set, NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (zw_ticket_document_get_links (f->document)->len, ==, 2);
  g_assert_cmpuint (zw_ticket_document_get_links (there)->len, ==, 2);
  g_assert_true (g_array_index (zw_ticket_document_get_links (f->document), ZwLink, 0).outgoing);
  g_assert_false (g_array_index (zw_ticket_document_get_links (there), ZwLink, 0).outgoing);
  g_assert_cmpuint (g_list_model_get_n_items (zw_ticket_document_get_blocks (f->document)), ==, 1);
  zw_test_undo (workspace, NULL);
  g_assert_cmpuint (zw_ticket_document_get_links (there)->len, ==, 0);
  g_object_unref (there);
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
test_history_is_the_tickets_own (F *f, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) sets = NULL;

  zw_test_set (f->base.workspace, zw_test_ticket (f->base.workspace, "other", 0), ZW_FIELD_TITLE, "elsewhere");
  zw_test_set (f->base.workspace, f->ticket, ZW_FIELD_TITLE, "b");
  zw_ticket_document_read_history_async (f->document, 10, answer_cb, &result);
  g_assert_true (zw_wait_until (is_answered, &result, 10000));
  sets = zw_ticket_document_read_history_finish (f->document, result, NULL);
  g_assert_cmpuint (sets->len, ==, 2);
  g_assert_cmpint (((ZwChangeSet *) sets->pdata[0])->deed, ==, ZW_DEED_EDIT);
}

#define ADD(name, func) g_test_add ("/ticket-document/" name, F, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("parts-appear-at-once-and-in-order", test_parts_appear_at_once_and_in_order);
  ADD ("it-is-the-same-when-opened-anew", test_it_is_the_same_when_opened_anew);
  ADD ("it-follows-another-process", test_it_follows_another_process);
  ADD ("links-are-seen-from-both-sides", test_links_are_seen_from_both_sides);
  ADD ("history-is-the-tickets-own", test_history_is_the_tickets_own);
  return g_test_run ();
}
