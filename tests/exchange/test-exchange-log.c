/* SPDX-License-Identifier: GPL-3.0-or-later
 * The promises of a file whose log does not tell of its records as they are: the records count, nothing of it happens
 * silently, and the database is sound. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-exchange-fixture.h"

#define ONE_TICKET "    {\"id\":\"877119152609820674\""
#define ONE_TICKET_ID G_GINT64_CONSTANT (877119152609820674)

/* --- files somebody edited ------------------------------------------------------------------------------------ */

/* Line @from up to its end, with what is in it replaced. (transfer full) */
static char *
edit_line (const char *text, const char *beginning, const char *from, const char *to)
{
  const char *start = strstr (text, beginning), *end = strchr (start, '\n');
  g_autofree char *line = g_strndup (start, (gsize) (end - start)), *edited = zw_test_replace (line, from, to);

  return g_strdup_printf ("%.*s%s%s", (int) (start - text), text, edited, end);
}

static char *
remove_line (const char *text, const char *beginning)
{
  const char *start = strstr (text, beginning);
  return g_strdup_printf ("%.*s%s", (int) (start - text), text, strchr (start, '\n') + 1);
}

static const ZwImportWarning *
find_warning (const ZwImportReport *report, const char *path)
{
  for (guint i = 0; i < report->warnings->len; i++)
    {
      const ZwImportWarning *warning = report->warnings->pdata[i];
      if (g_str_equal (warning->path, path))
        return warning;
    }
  g_error ("no warning about %s", path);
}

static void
assert_words (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” does not say “%s”", text, words);
}

/* What came in goes on from there: sound, and as it is into the next database. */
static void
assert_goes_on (ZwExchangeFixture *self)
{
  ZwWorkspace *other = zw_exchange_fixture_open (self, "other.db");
  g_autofree char *first = zw_test_export (self->workspace, 0);

  zw_test_assert_sound (self->workspace);
  g_autoptr (ZwImportReport) report = zw_test_import (other, first, NULL, NULL);
  g_assert_cmpuint (report->warnings->len, ==, 0);
  g_autofree char *second = zw_test_export (other, 0);
  g_assert_true (strcmp (first, second) == 0);
  zw_test_assert_sound (other);
  zw_test_close (other);
}

/* --- promises ------------------------------------------------------------------------------------------------- */

static void
test_an_edited_value_becomes_a_change (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example ();
  g_autofree char *file = edit_line (example, ONE_TICKET, "Show the roast profile on the product page", "Show the roast");
  g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, file, NULL, NULL);
  const ZwImportWarning *warning = find_warning (report, "$.tickets[1].title");

  g_assert_cmpuint (report->warnings->len, ==, 1);
  g_assert_cmpint (warning->line, ==, 66);
  assert_words (warning->reason, "“Show the roast”");
  assert_words (warning->reason, "“Show the roast profile on the product page” by the log");
  g_assert_cmpstr (zw_workspace_get_ticket (self->workspace, ONE_TICKET_ID)->title, ==, "Show the roast");
  assert_goes_on (self);
  /* The change has an author and can be taken back. */
  zw_test_undo (self->workspace, NULL);
  zw_test_settle (self->workspace);
  g_assert_cmpstr (zw_workspace_get_ticket (self->workspace, ONE_TICKET_ID)->title, ==, "Show the roast profile on the product page");
}

static void
test_an_edited_text_and_a_removed_label_too (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example ();
  g_autofree char *text = edit_line (example, ONE_TICKET, "The roastery records", "The big roastery records");
  g_autofree char *file = edit_line (text, ONE_TICKET, "\"labels\":[\"877088113799725060\"],", "");
  g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, file, NULL, NULL);

  g_assert_cmpuint (report->warnings->len, ==, 2);
  assert_words (find_warning (report, "$.tickets[1].description")->reason, "“The big roastery");
  assert_words (find_warning (report, "$.tickets[1].labels")->reason, "lacks “877088113799725060”");
  g_assert_null (zw_workspace_get_ticket (self->workspace, ONE_TICKET_ID)->labels);
  assert_goes_on (self);
}

static void
test_a_removed_record_is_deleted (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example (), *file = remove_line (example, ONE_TICKET);
  g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, file, NULL, NULL);
  const ZwImportWarning *warning = find_warning (report, "$.tickets");

  assert_words (warning->reason, "“Show the roast profile on the product page”, but there is no record of it");
  g_assert_null (zw_workspace_get_ticket (self->workspace, ONE_TICKET_ID));
  assert_goes_on (self);
  zw_test_undo (self->workspace, NULL);
  zw_test_settle (self->workspace);
  g_assert_nonnull (zw_workspace_get_ticket (self->workspace, ONE_TICKET_ID));
}

static void
test_an_added_record_is_new (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example ();
  g_autofree char *file
    = zw_test_replace (example, ONE_TICKET,
                       "    {\"id\":\"4711\",\"project\":\"877085592075108354\",\"number\":4711,\"title\":\"By hand\","
                       "\"type\":\"task\",\"status\":\"877085592075108355\",\"rank\":1,\"description\":\"Long\"},\n" ONE_TICKET);
  g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, file, NULL, NULL);

  g_assert_cmpuint (report->warnings->len, ==, 1);
  assert_words (find_warning (report, "$.tickets[1]")->reason, "entered as new");
  g_assert_cmpint (zw_workspace_get_ticket (self->workspace, 4711)->number, ==, 4711);
  assert_goes_on (self);
}

/* Deleted by the log, but somebody put the record back. */
static void
test_a_record_put_back_is_revived (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example ();
  ZwWorkspace *source = zw_exchange_fixture_open (self, "source.db");
  ZwChangeSet *set = zw_workspace_new_set (source, ZW_DEED_DELETE);
  const char *record = strstr (example, ONE_TICKET), *next = "    {\"id\":\"877139036181889026\"";

  zw_import_report_free (zw_test_import (source, example, NULL, NULL));
  zw_change_set_delete (set, ZW_ENTITY_TICKET, ONE_TICKET_ID, ONE_TICKET_ID);
  zw_test_commit (source, set, NULL);
  g_autofree char *deleted = zw_test_export (source, 0);
  g_autofree char *both = g_strdup_printf ("%.*s%s", (int) (strchr (record, '\n') + 1 - record), record, next);
  g_autofree char *file = zw_test_replace (deleted, next, both);
  g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, file, NULL, NULL);
  assert_words (find_warning (report, "$.tickets[1]")->reason, "entered as new");
  g_assert_nonnull (zw_workspace_get_ticket (self->workspace, ONE_TICKET_ID));
  assert_goes_on (self);
  zw_test_close (source);
}

/* The log may come first: other programs sort the members by name. */
static void
test_order_does_not_matter (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example ();
  const char *people = strstr (example, "  \"people\": ["), *log = strstr (example, "  \"log\": [");
  const char *attachments = strstr (log, "  \"attachments\"");
  g_autofree char *file = g_strdup_printf ("%.*s%.*s%.*s%s", (int) (people - example), example, (int) (attachments - log), log,
                                           (int) (log - people), people, attachments);
  g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, file, NULL, NULL);
  g_autofree char *exported = zw_test_export (self->workspace, 0);

  g_assert_cmpuint (report->warnings->len, ==, 0);
  g_assert_true (strcmp (exported, example) == 0);
  zw_test_assert_sound (self->workspace);
}

/* A person known here by another name stays who they are here, and a handle stays with who has it. */
static void
test_people_known_already_keep_what_they_have (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *world = zw_test_make_world (-1, ZW_FIELD_NONE), *example = zw_test_read_example ();
  ZwWorkspace *source = zw_exchange_fixture_open (self, "source.db");

  zw_import_report_free (zw_test_import (source, world, NULL, NULL));
  g_autofree char *one = zw_test_export (source, zw_test_world_id (ZW_ENTITY_PROJECT, 1));
  zw_import_report_free (zw_test_import (self->workspace, one, NULL, NULL));
  ZwItem *person = ZW_ITEM (zw_workspace_get_person (source, zw_test_world_id (ZW_ENTITY_PERSON, 1)));
  zw_test_commit (source, zw_test_set_of (source, person, ZW_FIELD_NAME, "Renamed there"), NULL);
  zw_test_commit (source, zw_test_set_of (source, person, ZW_FIELD_HANDLE, "elif"), NULL);
  g_autofree char *two = zw_test_export (source, zw_test_world_id (ZW_ENTITY_PROJECT, 2));
  g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, two, NULL, NULL);
  zw_test_assert_sound (self->workspace);
  g_autoptr (ZwImportReport) more = zw_test_import (source, example, NULL, NULL);
  assert_words (find_warning (more, "$.people[0].handle")->reason, "somebody else here");
  zw_test_assert_sound (source);
  zw_test_close (source);
}

#define TEST(name, func) \
  g_test_add ("/exchange-log/" name, ZwExchangeFixture, NULL, zw_exchange_fixture_set_up, func, zw_exchange_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("an-edited-value-becomes-a-change", test_an_edited_value_becomes_a_change);
  TEST ("an-edited-text-and-a-removed-label-too", test_an_edited_text_and_a_removed_label_too);
  TEST ("a-removed-record-is-deleted", test_a_removed_record_is_deleted);
  TEST ("an-added-record-is-new", test_an_added_record_is_new);
  TEST ("a-record-put-back-is-revived", test_a_record_put_back_is_revived);
  TEST ("order-does-not-matter", test_order_does_not_matter);
  TEST ("people-known-already-keep-what-they-have", test_people_known_already_keep_what_they_have);
  return g_test_run ();
}
