/* SPDX-License-Identifier: GPL-3.0-or-later
 * The promises of packed files: what is in them arrives, their names lead nowhere, and what would not end ends soon. */
#define G_LOG_DOMAIN "zettelwand"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "zw-reader-fixture.h"

typedef ZwExchangeFixture Fixture;

#define LARGEST (8 << 20)

/* --- packing ------------------------------------------------------------------------------------------------- */

typedef struct {
  struct archive *archive;
  char *buffer;
  size_t length;
} Packer;

static void
begin_large (Packer *self, gboolean is_zip, const char *options, size_t largest)
{
  self->archive = archive_write_new ();
  self->buffer = g_malloc (largest);
  if (is_zip)
    archive_write_set_format_zip (self->archive);
  else
    {
      archive_write_add_filter_gzip (self->archive);
      archive_write_set_format_pax_restricted (self->archive);
    }
  if (options != NULL)
    g_assert_cmpint (archive_write_set_options (self->archive, options), ==, ARCHIVE_OK);
  if (options != NULL && strstr (options, "encryption") != NULL)
    archive_write_set_passphrase (self->archive, "secret");
  g_assert_cmpint (archive_write_open_memory (self->archive, self->buffer, largest, &self->length), ==, ARCHIVE_OK);
}

static void
begin (Packer *self, gboolean is_zip, const char *options)
{
  begin_large (self, is_zip, options, LARGEST);
}

static void
add (Packer *self, const char *name, const void *data, gsize length, guint times)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) (length * times));
  g_assert_cmpint (archive_write_header (self->archive, entry), ==, ARCHIVE_OK);
  for (guint i = 0; i < times; i++)
    g_assert_cmpint (archive_write_data (self->archive, data, length), >=, 0);
  archive_entry_free (entry);
}

static void
add_text (Packer *self, const char *name, const char *text)
{
  add (self, name, text, strlen (text), 1);
}

static void
add_fixture (Packer *self, const char *name, const char *fixture)
{
  g_autofree char *text = zw_test_read_fixture (fixture);
  add_text (self, name, text);
}

static GBytes *
end (Packer *self)
{
  g_assert_cmpint (archive_write_close (self->archive), ==, ARCHIVE_OK);
  archive_write_free (self->archive);
  return g_bytes_new_take (self->buffer, self->length);
}

/* --- what arrives -------------------------------------------------------------------------------------------- */

static GBytes *
pack_focalboard (const char *options)
{
  Packer packer;

  begin (&packer, TRUE, options);
  add_text (&packer, "version.json", "{\"version\":2,\"date\":1704067200000}");
  add_fixture (&packer, "b1/board.jsonl", "focalboard/board.jsonl");
  add_text (&packer, "b1/7sky.png", "a picture");
  add_text (&packer, "../../../tmp/escaped", "out of here");
  return end (&packer);
}

static void
test_focalboard (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = pack_focalboard (NULL);
  g_autoptr (ZwImportReport) report = zw_test_import_bytes (self->workspace, bytes, NULL, NULL);
  g_autofree char *titles = zw_test_dup_titles (self->workspace, report), *text = zw_test_export (self->workspace, report->project_id);

  g_assert_cmpstr (report->format, ==, "focalboard");
  g_assert_cmpstr (titles, ==, "Polish the mirror Watch the comet");
  g_assert_cmpuint (report->created[ZW_ENTITY_ATTACHMENT], ==, 1);
  g_assert_nonnull (strstr (text, "\"data\":\"YSBwaWN0dXJl\""));
  g_assert_cmpuint (zw_test_count_extra (report, "attachment"), ==, 0);
  g_assert_false (g_file_test ("/tmp/escaped", G_FILE_TEST_EXISTS));
  zw_test_assert_whole (self);
}

static void
test_vikunja (Fixture *self, gconstpointer unused)
{
  Packer packer;

  begin (&packer, TRUE, NULL);
  add_fixture (&packer, "data.json", "vikunja/data.json");
  add_text (&packer, "VERSION", "v0.24.0");
  add_text (&packer, "filters.json", "[]");
  add_text (&packer, "files/70", "pear");
  g_autoptr (GBytes) bytes = end (&packer);
  g_autoptr (ZwImportReport) report = zw_test_import_bytes (self->workspace, bytes, NULL, NULL);
  g_assert_cmpstr (report->format, ==, "vikunja");
  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET], ==, 3);
  g_assert_cmpuint (report->created[ZW_ENTITY_ATTACHMENT], ==, 1);
  zw_test_assert_whole (self);
}

static const char *const members = "{\"user\":{\"id\":5,\"username\":\"mason\",\"name\":\"Mia Mason\"}}\n";
static const char *const boards
  = "{\"name\":\"Board\",\"lists\":[{\"list_type\":\"closed\"},"
    "{\"list_type\":\"label\",\"position\":1,\"label\":{\"title\":\"In Progress\"}},"
    "{\"list_type\":\"label\",\"position\":0,\"label\":{\"title\":\"Ready\"}}]}\n";
static const char *const issues
  = "{\"iid\":1,\"title\":\"Lay bricks\",\"state\":\"opened\",\"author_id\":5,\"label_links\":[{\"label\":{\"title\":\"In Progress\"}}],"
    "\"notes\":[],\"created_at\":\"2024-01-01T08:00:00Z\"}\n"
    "{\"iid\":2,\"title\":\"Mix mortar\",\"state\":\"closed\",\"author_id\":5,\"label_links\":[{\"label\":{\"title\":\"Ready\"}}],"
    "\"notes\":[],\"closed_at\":\"2024-01-02T08:00:00Z\",\"created_at\":\"2024-01-01T08:00:00Z\"}\n";

static void
check_gitlab (Fixture *self, GBytes *bytes)
{
  g_autoptr (ZwImportReport) report = zw_test_import_bytes (self->workspace, bytes, NULL, NULL);
  g_autofree char *columns = zw_test_dup_columns (self->workspace, report);
  ZwTicket *bricks = zw_test_find_ticket (self->workspace, report, "Lay bricks");
  ZwTicket *mortar = zw_test_find_ticket (self->workspace, report, "Mix mortar");

  g_assert_cmpstr (report->format, ==, "gitlab");
  g_assert_cmpstr (columns, ==, "Open/todo Ready/todo In Progress/in-progress Done/done [Not Done/cancelled]");
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, bricks), ==, "In Progress");
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, mortar), ==, "Done");
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, bricks->reporter), ==, "Mia Mason");
  zw_test_assert_whole (self);
}

static void
test_gitlab (Fixture *self, gconstpointer unused)
{
  Packer packer;

  begin (&packer, FALSE, NULL);
  add_text (&packer, "./VERSION", "0.2.4");
  add_text (&packer, "./tree/project.json", "{\"description\":\"Walls\",\"visibility_level\":0}");
  add_text (&packer, "./tree/project/issues.ndjson", issues);
  add_text (&packer, "./tree/project/boards.ndjson", boards);
  add_text (&packer, "./tree/project/project_members.ndjson", members);
  add_text (&packer, "./tree/project/snippets.ndjson", "");
  g_autoptr (GBytes) bytes = end (&packer);
  check_gitlab (self, bytes);
}

static void
test_old_gitlab (Fixture *self, gconstpointer unused)
{
  Packer packer;
  g_autoptr (GString) json = g_string_new ("{\"description\":\"Walls\",\"issues\":[");
  g_auto (GStrv) lines = g_strsplit (issues, "\n", -1);

  g_string_append_printf (json, "%s,%s],\"boards\":[%s],\"project_members\":[%s]}", lines[0], lines[1], boards, members);
  begin (&packer, FALSE, NULL);
  add_text (&packer, "VERSION", "0.1.3");
  add_text (&packer, "project.json", json->str);
  g_autoptr (GBytes) bytes = end (&packer);
  check_gitlab (self, bytes);
}

/* --- what does not ------------------------------------------------------------------------------------------- */

static void
assert_refused (Fixture *self, GBytes *bytes, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwImportReport) report = zw_test_import_bytes (self->workspace, bytes, NULL, &error);

  g_assert_null (report);
  g_assert_error (error, ZW_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” says nothing of “%s”", error->message, words);
}

/* Wherever it is cut off: never half of it, never a crash. */
static void
test_cut_off (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) whole = pack_focalboard (NULL);
  gsize size = g_bytes_get_size (whole);

  for (gsize length = 4; length < size; length += 1 + size / 40)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, length);
      const ZwImportOptions dry = { .dry_run = TRUE };
      g_autoptr (GError) error = NULL;
      g_autoptr (ZwImportReport) report = zw_test_import_bytes (self->workspace, part, &dry, &error);
      g_assert_true ((report != NULL) != (error != NULL));
    }
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, size / 2);
  assert_refused (self, half, ZW_ERROR_INVALID_VALUE, "damaged or cut off");
}

static void
test_encrypted (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = pack_focalboard ("zip:encryption=traditional");
  assert_refused (self, bytes, ZW_ERROR_UNSUPPORTED, "encrypted");
}

/* 256 MiB of blanks in a few hundred kilobytes. */
static void
test_bomb (Fixture *self, gconstpointer is_zip)
{
  g_autofree char *blanks = g_strnfill (1 << 20, ' ');
  Packer packer;

  begin (&packer, is_zip != NULL, NULL);
  add_text (&packer, "VERSION", "1");
  add (&packer, is_zip != NULL ? "data.json" : "project.json", blanks, 1 << 20, 256);
  g_autoptr (GBytes) bytes = end (&packer);
  assert_refused (self, bytes, ZW_ERROR_UNSUPPORTED, "times its size");
}

/* A film among the pictures, which does not get smaller by packing: whoever only looks passes over it. */
static void
test_large_file (Fixture *self, gconstpointer unused)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree guint32 *film = g_new (guint32, (1 << 20) / sizeof (guint32));
  Packer packer;

  for (guint i = 0; i < (1 << 20) / sizeof (guint32); i++)
    film[i] = g_rand_int (rand);
  begin_large (&packer, TRUE, NULL, 80 << 20);
  add_text (&packer, "version.json", "{\"version\":2,\"date\":1704067200000}");
  add_fixture (&packer, "b1/board.jsonl", "focalboard/board.jsonl");
  add (&packer, "b1/7sky.png", film, 1 << 20, 70);
  g_autoptr (GBytes) bytes = end (&packer);
  const ZwImportOptions dry = { .dry_run = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwImportReport) report = zw_test_import_bytes (self->workspace, bytes, &dry, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->format, ==, "focalboard");
}

static void
test_unknown_content (Fixture *self, gconstpointer unused)
{
  Packer packer;

  begin (&packer, TRUE, NULL);
  add_text (&packer, "letter.txt", "Dear all");
  g_autoptr (GBytes) bytes = end (&packer);
  assert_refused (self, bytes, ZW_ERROR_UNSUPPORTED, "no export that is known");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, data, func) g_test_add (name, Fixture, data, zw_exchange_fixture_set_up, func, zw_exchange_fixture_tear_down)
  TEST ("/readers/archives/focalboard-arrives-with-its-files", NULL, test_focalboard);
  TEST ("/readers/archives/vikunja-arrives-with-its-files", NULL, test_vikunja);
  TEST ("/readers/archives/gitlab-arrives-with-its-board", NULL, test_gitlab);
  TEST ("/readers/archives/an-old-gitlab-arrives-too", NULL, test_old_gitlab);
  TEST ("/readers/archives/cut-off-is-refused", NULL, test_cut_off);
  TEST ("/readers/archives/encrypted-is-refused", NULL, test_encrypted);
  TEST ("/readers/archives/a-bomb-is-refused/zip", "zip", test_bomb);
  TEST ("/readers/archives/a-bomb-is-refused/tar", NULL, test_bomb);
  TEST ("/readers/archives/a-large-file-is-no-bomb", NULL, test_large_file);
  TEST ("/readers/archives/something-else-is-refused", NULL, test_unknown_content);
  return g_test_run ();
}
