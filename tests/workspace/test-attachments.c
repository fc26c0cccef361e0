/* SPDX-License-Identifier: GPL-3.0-or-later
 * The files of a ticket: what may be called a file, how many bytes it may have, that every deed can be undone. */
#include "zw-attachment-commands.h"
#include "zw-command-fixture.h"
#include "zw-error.h"
#include "zw-ticket-document.h"

#define HASH "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

static gboolean
is_ready (gpointer document)
{
  return zw_ticket_document_is_ready (document);
}

static ZwTicketDocument *
open_document (ZwCommandFixture *self, gint64 ticket)
{
  ZwTicketDocument *document = zw_ticket_document_new (self->workspace, zw_test_get (self, ticket));

  g_assert_true (zw_wait_until (is_ready, document, 60000));
  return document;
}

/* Commits @set (transfer full). */
static void
commit (ZwCommandFixture *self, ZwChangeSet *set)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (set);
  g_assert_true (zw_workspace_commit (self->workspace, set, &error));
}

static ZwChangeSet *
add (ZwCommandFixture *self, gint64 ticket, const char *name)
{
  g_autoptr (GError) error = NULL;
  ZwChangeSet *set = zw_attachment_add (self->workspace, ticket, name, "text/plain", HASH, 4, &error);

  g_assert_no_error (error);
  return set;
}

static void
test_a_document_follows_the_files_of_its_ticket (ZwCommandFixture *self, gconstpointer unused)
{
  gint64 ticket = zw_test_make (self, "Fix it", ZW_TICKET_BUG, 0);
  g_autoptr (ZwTicketDocument) document = open_document (self, ticket);
  GListModel *files = zw_ticket_document_get_attachments (document);
  g_autoptr (GError) error = NULL;

  commit (self, add (self, ticket, "log.txt"));
  commit (self, add (self, ticket, "trace.txt"));
  g_assert_cmpuint (g_list_model_get_n_items (files), ==, 2);
  g_autoptr (ZwAttachment) first = g_list_model_get_item (files, 0);
  g_assert_cmpstr (first->name, ==, "log.txt");
  g_assert_cmpstr (first->mime, ==, "text/plain");
  g_assert_cmpint (first->size, ==, 4);
  commit (self, zw_attachment_rename (self->workspace, first, "server.txt", &error));
  g_assert_cmpstr (first->name, ==, "server.txt");
  commit (self, zw_attachment_remove (self->workspace, first, &error));
  g_assert_cmpuint (g_list_model_get_n_items (files), ==, 1);
  g_autoptr (ZwTicketDocument) again = open_document (self, ticket);
  g_assert_cmpuint (g_list_model_get_n_items (zw_ticket_document_get_attachments (again)), ==, 1);
}

static ZwAttachment *
dup_file (ZwCommandFixture *self, gint64 ticket)
{
  g_autoptr (ZwTicketDocument) document = open_document (self, ticket);

  return g_list_model_get_item (zw_ticket_document_get_attachments (document), 0);
}

static void
test_every_deed_can_be_undone (ZwCommandFixture *self, gconstpointer unused)
{
  gint64 ticket = zw_test_make (self, "Fix it", ZW_TICKET_BUG, 0);
  g_autoptr (GError) error = NULL;

  zw_test_do_invertibly (self, add (self, ticket, "log.txt"));
  g_autoptr (ZwAttachment) file = dup_file (self, ticket);
  zw_test_do_invertibly (self, zw_attachment_rename (self->workspace, file, "server.txt", &error));
  g_autoptr (ZwAttachment) renamed = dup_file (self, ticket);
  zw_test_do_invertibly (self, zw_attachment_remove (self->workspace, renamed, &error));
}

static const char *
get_name (ZwChangeSet *set)
{
  return zw_change_get (set->changes->pdata[0], ZW_FIELD_NAME);
}

/* It will be the name of a file again. */
static void
test_a_name_is_one_that_a_file_can_have (ZwCommandFixture *self, gconstpointer unused)
{
  static const char *const names[][2] = {
    { "../../etc/passwd", "passwd" }, { "a\nb.txt", "ab.txt" }, { "  two words.txt ", "two words.txt" }, { "Grüße.txt", "Grüße.txt" },
  };
  static const char *const bad[] = { "", "..", "folder/", " ", "\t" };
  gint64 ticket = zw_test_make (self, "Fix it", ZW_TICKET_BUG, 0);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (ZwChangeSet) set = zw_attachment_add (self->workspace, ticket, names[i][0], NULL, HASH, 4, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (get_name (set), ==, names[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    zw_assert_refused (zw_attachment_add (self->workspace, ticket, bad[i], NULL, HASH, 4, &error), error, ZW_ERROR_INVALID_VALUE);
}

static void
test_any_name_becomes_one_of_a_file (void)
{
  g_autofree char *letters = g_strnfill (500, 'x'), *many = g_strconcat ("\xc3\xbc", letters, ".txt", NULL);
  g_autofree char *path = zw_attachment_dup_file_name ("../../.config/autostart/x.desktop");
  g_autofree char *parent = zw_attachment_dup_file_name (".."), *none = zw_attachment_dup_file_name (NULL);
  g_autofree char *cut = zw_attachment_dup_file_name (many);
  GString *wide = g_string_new (NULL);

  g_assert_cmpstr (path, ==, "x.desktop");
  g_assert_cmpstr (parent, ==, "-");
  g_assert_cmpstr (none, ==, "-");
  g_assert_cmpuint (strlen (cut), ==, 200);
  g_assert_true (g_str_has_suffix (cut, ".txt"));
  for (int i = 0; i < 200; i++)
    g_string_append (wide, "\xf0\x9f\x99\x82");
  g_string_append (wide, ".t");
  g_autofree char *long_name = g_string_free (wide, FALSE), *whole = zw_attachment_dup_file_name (long_name);
  g_assert_true (g_utf8_validate (whole, -1, NULL));
  g_assert_cmpuint (strlen (whole), ==, 198);
}

static void
test_what_is_too_large_or_has_no_ticket_is_refused (ZwCommandFixture *self, gconstpointer unused)
{
  gint64 ticket = zw_test_make (self, "Fix it", ZW_TICKET_BUG, 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (zw_attachment_accepts ("film.mp4", ZW_ATTACHMENT_MAX_BYTES, &error));
  zw_assert_refused (zw_attachment_add (self->workspace, ticket, "film.mp4", NULL, HASH, ZW_ATTACHMENT_MAX_BYTES + 1, &error), error,
                     ZW_ERROR_REFUSED);
  zw_assert_refused (zw_attachment_add (self->workspace, ticket + 1, "log.txt", NULL, HASH, 4, &error), error, ZW_ERROR_NOT_FOUND);
}

#define ADD(name, test) \
  g_test_add ("/attachments/" name, ZwCommandFixture, NULL, zw_command_fixture_set_up, test, zw_command_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-document-follows-the-files-of-its-ticket", test_a_document_follows_the_files_of_its_ticket);
  ADD ("every-deed-can-be-undone", test_every_deed_can_be_undone);
  ADD ("a-name-is-one-that-a-file-can-have", test_a_name_is_one_that_a_file_can_have);
  g_test_add_func ("/attachments/any-name-becomes-one-of-a-file", test_any_name_becomes_one_of_a_file);
  ADD ("what-is-too-large-or-has-no-ticket-is-refused", test_what_is_too_large_or_has_no_ticket_is_refused);
  return g_test_run ();
}
