/* SPDX-License-Identifier: GPL-3.0-or-later
 * The promises of our own JSON: what comes out goes in again, byte for byte; what is wrong changes nothing and says
 * where. Every thread here has 512 KiB of stack. */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "zettelwand"

#include <pthread.h>
#include <string.h>

#include "zw-exchange-fixture.h"
#include "zw-sections.h"

#define SMALL_STACK ((size_t) 512 * 1024)

/* --- what comes out goes in ---------------------------------------------------------------------------------- */

static void
test_example_comes_out_as_it_went_in (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example ();
  g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, example, NULL, NULL);
  g_autofree char *exported = zw_test_export (self->workspace, 0);

  g_assert_cmpstr (report->project, ==, "WEB");
  g_assert_cmpuint (report->warnings->len, ==, 0);
  g_assert_true (strcmp (example, exported) == 0);
  zw_test_assert_sound (self->workspace);
  g_assert_false (zw_workspace_can_undo (self->workspace));
}

static void
test_every_field_survives (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *world = zw_test_make_world (-1, ZW_FIELD_NONE);
  g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, world, NULL, NULL);
  g_autofree char *first = zw_test_export (self->workspace, 0);
  ZwWorkspace *other = zw_exchange_fixture_open (self, "other.db");

  for (ZwEntity entity = 0; entity < ZW_N_ENTITIES; entity++)
    {
      guint n_fields;
      const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields);
      g_autofree char *section = g_strdup_printf ("\"%s\": [", zw_section_get_name (entity));
      const char *record = strstr (first, section);
      g_autofree char *line = g_strndup (strchr (record, '{'), strcspn (strchr (record, '{'), "\n"));
      g_assert_cmpuint (report->created[entity], ==, 2);
      for (guint i = 0; i < n_fields; i++)
        {
          gboolean is_extra = fields[i].field == ZW_FIELD_EXTRA;
          g_autofree char *member = g_strdup_printf ("\"%s\":", is_extra ? "zz_unknown" : zw_field_to_string (fields[i].field));
          g_assert_nonnull (strstr (line, member));
        }
    }
  zw_import_report_free (zw_test_import (other, first, NULL, NULL));
  g_autofree char *second = zw_test_export (other, 0);
  g_assert_cmpstr (first, ==, second);
  zw_test_assert_sound (self->workspace);
  zw_test_assert_sound (other);
  zw_test_close (other);
}

static void
test_unknown_members_survive (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example ();
  g_autofree char *edited = zw_test_replace (example, "\"number\":1,", "\"number\":1,\"mood\":{\"a\":[1,2.5],\"b\":\"\\u00e9\"},");
  ZwWorkspace *other = zw_exchange_fixture_open (self, "other.db");

  zw_import_report_free (zw_test_import (self->workspace, edited, NULL, NULL));
  g_autofree char *first = zw_test_export (self->workspace, 0);
  g_assert_nonnull (strstr (first, "\"mood\":{\"a\":[1,2.5],\"b\":\"é\"}"));
  zw_import_report_free (zw_test_import (other, first, NULL, NULL));
  g_autofree char *second = zw_test_export (other, 0);
  g_assert_true (strcmp (first, second) == 0);
  zw_test_close (other);
}

/* The log still knows what was deleted: so the database is whole again, and the number is not given twice. */
static void
test_deleted_tickets_come_along_in_the_log (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *world = zw_test_make_world (-1, ZW_FIELD_NONE);
  ZwWorkspace *other = zw_exchange_fixture_open (self, "other.db");
  gint64 gone = zw_test_world_id (ZW_ENTITY_TICKET, 2);

  zw_import_report_free (zw_test_import (self->workspace, world, NULL, NULL));
  ZwChangeSet *set = zw_workspace_new_set (self->workspace, ZW_DEED_DELETE);
  zw_change_set_delete (set, ZW_ENTITY_TICKET, gone, gone);
  zw_test_commit (self->workspace, set, NULL);
  g_autofree char *first = zw_test_export (self->workspace, 0);
  zw_import_report_free (zw_test_import (other, first, NULL, NULL));
  g_autofree char *second = zw_test_export (other, 0);
  g_assert_cmpstr (first, ==, second);
  g_assert_null (zw_workspace_get_ticket (other, gone));
  zw_test_assert_sound (other);
  zw_test_close (other);
}

static void
test_one_project_leaves_the_others_at_home (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *world = zw_test_make_world (-1, ZW_FIELD_NONE);
  g_autofree char *example = zw_test_read_example ();
  ZwWorkspace *other = zw_exchange_fixture_open (self, "other.db");

  zw_import_report_free (zw_test_import (self->workspace, world, NULL, NULL));
  g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, example, NULL, NULL);
  g_autofree char *first = zw_test_export (self->workspace, report->project_id);
  g_assert_true (strcmp (first, example) == 0);
  /* The other project has links to a third one. */
  g_autofree char *linked = zw_test_export (self->workspace, zw_test_world_id (ZW_ENTITY_PROJECT, 1));
  zw_import_report_free (zw_test_import (other, linked, NULL, NULL));
  g_autofree char *again = zw_test_export (other, 0);
  g_assert_cmpstr (linked, ==, again);
  zw_test_assert_sound (other);
  zw_test_close (other);
}

/* --- what is wrong changes nothing --------------------------------------------------------------------------- */

static void
test_every_cut_is_refused (ZwExchangeFixture *self, gconstpointer unused)
{
  const char *file = "{\"format\":\"zettelwand\",\"version\":1,\"people\":[{\"id\":\"7\",\"name\":\"Änne\",\"kind\":\"member\"}],\"log\":["
                     "{\"id\":\"9\",\"deed\":\"create\",\"at\":\"2026-01-02T03:04:05.678Z\",\"changes\":[{\"op\":\"create\",\"entity\":"
                     "\"person\",\"id\":\"7\",\"values\":{\"name\":\"Änne\",\"kind\":\"member\"}}]}]}";
  g_autofree char *before = zw_test_export (self->workspace, 0);

  for (gsize length = 0; length < strlen (file); length++)
    {
      g_autofree char *cut = g_strndup (file, length);
      g_autoptr (GError) error = NULL;
      g_assert_null (zw_test_import (self->workspace, cut, NULL, &error));
      g_assert_error (error, ZW_ERROR, ZW_ERROR_SYNTAX);
      g_assert_nonnull (strstr (error->message, "line 1"));
    }
  g_autofree char *after = zw_test_export (self->workspace, 0);
  g_assert_cmpstr (before, ==, after);
  g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, file, NULL, NULL);
  g_assert_cmpuint (report->created[ZW_ENTITY_PERSON], ==, 1);
}

static void
test_wrong_types_name_their_place (ZwExchangeFixture *self, gconstpointer unused)
{
  for (ZwEntity entity = 0; entity < ZW_N_ENTITIES; entity++)
    {
      guint n_fields;
      const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields);
      for (guint i = 0; i < n_fields; i++)
        {
          g_autofree char *world = zw_test_make_world (entity, fields[i].field);
          g_autofree char *path = g_strdup_printf ("$.%s[0].%s", zw_section_get_name (entity), zw_field_to_string (fields[i].field));
          if (fields[i].field != ZW_FIELD_EXTRA)
            zw_test_assert_refused (self->workspace, world, ZW_ERROR_INVALID_VALUE, path);
        }
    }
}

typedef struct {
  const char *from, *to;
  ZwError code;
  const char *words;
} Wrong;

static const Wrong wrongs[] = {
  { "\"zettelwand\"", "\"zettelkasten\"", ZW_ERROR_UNSUPPORTED, "“format”" },
  { "\"version\": 1", "\"version\": 2", ZW_ERROR_UNSUPPORTED, "version 2" },
  { "\"version\": 1", "\"version\": \"1\"", ZW_ERROR_UNSUPPORTED, "“version”" },
  { "\"id\":\"1011\"", "\"id\":1011", ZW_ERROR_INVALID_VALUE, "$.statuses[0].id" },
  { "\"id\":\"1011\"", "\"id\":\"-1\"", ZW_ERROR_INVALID_VALUE, "$.statuses[0].id" },
  { "\"id\":\"1012\"", "\"id\":\"1011\"", ZW_ERROR_INVALID_VALUE, "$.statuses[1].id" },
  { "\"owner\":\"1021\"", "\"owner\":\"4711\"", ZW_ERROR_INVALID_VALUE, "$.tickets[0].owner: there is no person 4711" },
  { "\"owner\":\"1021\"", "\"owner\":\"1011\"", ZW_ERROR_INVALID_VALUE, "$.tickets[0].owner" },
  { "\"labels\":[\"1041\"", "\"labels\":[\"4711\"", ZW_ERROR_INVALID_VALUE, "$.tickets[0].labels" },
  { "\"key\":\"AB1\"", "\"key\":\"ab2\"", ZW_ERROR_REFUSED, "$.projects[1]" },
  { "\"priority\":4", "\"priority\":9", ZW_ERROR_INVALID_VALUE, "$.tickets[0].priority" },
  { "\"due\":\"2024-02-29\"", "\"due\":\"2023-02-29\"", ZW_ERROR_INVALID_VALUE, "$.tickets[0].due" },
  { "\"created\":\"2026-01-02T03", "\"created\":\"2026-01-02T33", ZW_ERROR_INVALID_VALUE, "$.tickets[0].created" },
  { "\"Y29udGVudA==\"", "\"Y29udGVuZA==\"", ZW_ERROR_INVALID_VALUE, "$.attachments[0]" },
  { "\"tickets\": [", "\"tickets\": [7,", ZW_ERROR_INVALID_VALUE, "$.tickets[0]" },
  { "\"sprints\": [", "\"zz\": 1, \"sprints\": {}, \"zz2\": [", ZW_ERROR_INVALID_VALUE, "$.sprints" },
  { "name 1: ", "name \\ud800: ", ZW_ERROR_SYNTAX, "$.people[0]" },
  { "\"project\":\"1001\",", "", ZW_ERROR_INVALID_VALUE, "$.statuses[0]" },
};

static void
test_wrong_values_name_their_place (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *world = zw_test_make_world (-1, ZW_FIELD_NONE);

  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *wrong = zw_test_replace (world, wrongs[i].from, wrongs[i].to);
      zw_test_assert_refused (self->workspace, wrong, wrongs[i].code, wrongs[i].words);
    }
  zw_test_assert_refused (self->workspace, "[]", ZW_ERROR_UNSUPPORTED, "no export");
  zw_test_assert_refused (self->workspace, "", ZW_ERROR_SYNTAX, "line 1");
}

static void
test_wrong_log_names_its_place (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example ();
  static const Wrong log_wrongs[] = {
    { "\"deed\":\"project\"", "\"deed\":\"dance\"", ZW_ERROR_INVALID_VALUE, "$.log[0].deed" },
    { "\"op\":\"create\"", "\"op\":\"dance\"", ZW_ERROR_INVALID_VALUE, "$.log[0].changes[0].op" },
    { "\"entity\":\"person\"", "\"entity\":\"dancer\"", ZW_ERROR_INVALID_VALUE, "$.log[0].changes[0].entity" },
    { "\"kind\":\"member\"}}", "\"kind\":\"dancer\"}}", ZW_ERROR_INVALID_VALUE, "$.log[0].changes[0].values.kind" },
    { "\"at\":\"2026", "\"at\":\"x2026", ZW_ERROR_INVALID_VALUE, "$.log[0].at" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (log_wrongs); i++)
    {
      g_autofree char *wrong = zw_test_replace (example, log_wrongs[i].from, log_wrongs[i].to);
      zw_test_assert_refused (self->workspace, wrong, log_wrongs[i].code, log_wrongs[i].words);
    }
}

/* --- the ways in --------------------------------------------------------------------------------------------- */

static void
test_dry_run_leaves_no_trace (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example (), *before = zw_test_export (self->workspace, 0);
  const ZwImportOptions dry = { .dry_run = TRUE };
  g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, example, &dry, NULL);
  g_autofree char *after = zw_test_export (self->workspace, 0);

  g_assert_true (report->dry_run);
  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET], ==, 188);
  g_assert_cmpstr (before, ==, after);
  zw_test_assert_sound (self->workspace);
}

static void
test_cancelled_import_leaves_no_trace (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example (), *before = zw_test_export (self->workspace, 0);
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (example, (gssize) strlen (example), NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const ZwImportOptions none = { 0 };

  g_cancellable_cancel (cancellable);
  zw_import_async (self->workspace, input, 0, &none, NULL, NULL, cancellable, zw_test_done_cb, &result);
  g_assert_null (zw_import_finish (self->workspace, zw_test_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree char *after = zw_test_export (self->workspace, 0);
  g_assert_cmpstr (before, ==, after);
}

static void
test_example_is_dated_today (ZwExchangeFixture *self, gconstpointer unused)
{
  const gint64 wednesday = G_GINT64_CONSTANT (1804690800000); /* 2027-03-10 10:00 in New York */
  ZwWorkspace *workspace = zw_exchange_fixture_open_at (self, "today.db", wednesday, "America/New_York");
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwImportReport) report = zw_test_import_example (workspace, &error);

  g_assert_no_error (error);
  ZwSprint *sprint = zw_workspace_get_active_sprint (workspace, report->project_id);
  g_autofree char *start = zw_date_to_string (sprint->start), *text = zw_test_export (workspace, 0);
  g_assert_cmpstr (start, ==, "2027-03-01");
  g_assert_nonnull (strstr (text, "\"time_zone\":\"America/New_York\""));
  /* The comment of 09:28 in Berlin on the last day is one of 09:28 in New York. */
  g_assert_nonnull (strstr (text, "\"exported\": \"2027-03-08T14:29:42.771Z\""));
  zw_test_assert_sound (workspace);
  g_assert_null (zw_test_import_example (workspace, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_REFUSED);
  zw_test_close (workspace);
}

static void
test_example_beside_others_is_one_undoable_set (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *world = zw_test_make_world (-1, ZW_FIELD_NONE);
  g_autoptr (GError) error = NULL;

  zw_import_report_free (zw_test_import (self->workspace, world, NULL, NULL));
  g_autoptr (ZwImportReport) report = zw_test_import_example (self->workspace, &error);
  g_assert_no_error (error);
  g_assert_nonnull (zw_workspace_get_project (self->workspace, report->project_id));
  zw_test_assert_sound (self->workspace);
  zw_test_undo (self->workspace, &error);
  g_assert_no_error (error);
  zw_test_settle (self->workspace);
  g_assert_null (zw_workspace_get_project (self->workspace, report->project_id));
  zw_test_assert_sound (self->workspace);
}

#define TEST(name, func) \
  g_test_add ("/exchange/" name, ZwExchangeFixture, NULL, zw_exchange_fixture_set_up, func, zw_exchange_fixture_tear_down)

int
main (int argc, char **argv)
{
  pthread_attr_t attributes;

  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, SMALL_STACK);
  pthread_setattr_default_np (&attributes);
  pthread_attr_destroy (&attributes);
  g_test_init (&argc, &argv, NULL);
  TEST ("example-comes-out-as-it-went-in", test_example_comes_out_as_it_went_in);
  TEST ("every-field-survives", test_every_field_survives);
  TEST ("unknown-members-survive", test_unknown_members_survive);
  TEST ("deleted-tickets-come-along-in-the-log", test_deleted_tickets_come_along_in_the_log);
  TEST ("one-project-leaves-the-others-at-home", test_one_project_leaves_the_others_at_home);
  TEST ("every-cut-is-refused", test_every_cut_is_refused);
  TEST ("wrong-types-name-their-place", test_wrong_types_name_their_place);
  TEST ("wrong-values-name-their-place", test_wrong_values_name_their_place);
  TEST ("wrong-log-names-its-place", test_wrong_log_names_its_place);
  TEST ("dry-run-leaves-no-trace", test_dry_run_leaves_no_trace);
  TEST ("cancelled-import-leaves-no-trace", test_cancelled_import_leaves_no_trace);
  TEST ("example-is-dated-today", test_example_is_dated_today);
  TEST ("example-beside-others-is-one-undoable-set", test_example_beside_others_is_one_undoable_set);
  return g_test_run ();
}
