/* SPDX-License-Identifier: GPL-3.0-or-later
 * Databases, files and blocking calls for the tests of import and export. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-exchange-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "zw-json-writer.h"
#include "zw-sections.h"
#include "zw-sqlite-store.h"

/* --- databases ----------------------------------------------------------------------------------------------- */

ZwWorkspace *
zw_exchange_fixture_open_at (ZwExchangeFixture *self, const char *name, gint64 now, const char *zone)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (ZwStore) store = zw_sqlite_store_new (path, NULL, name);
  g_autoptr (GTimeZone) local = g_time_zone_new_identifier (zone);
  g_autoptr (ZwClock) clock = zw_clock_new_fixed (now, local);

  zw_sync_open (store, ZW_OPEN_CREATE, NULL);
  ZwWorkspace *workspace = zw_workspace_new (store, clock, name);
  zw_workspace_set_actor (workspace, 0, "Ana");
  zw_test_load (workspace);
  return workspace;
}

ZwWorkspace *
zw_exchange_fixture_open (ZwExchangeFixture *self, const char *name)
{
  return zw_exchange_fixture_open_at (self, name, ZW_TEST_NOW, "Europe/Berlin");
}

void
zw_exchange_fixture_set_up (ZwExchangeFixture *self, gconstpointer unused)
{
  self->folder = g_dir_make_tmp ("zw-exchange-XXXXXX", NULL);
  self->workspace = zw_exchange_fixture_open (self, "first.db");
}

void
zw_exchange_fixture_tear_down (ZwExchangeFixture *self, gconstpointer unused)
{
  zw_test_close (self->workspace);
  zw_test_remove_folder (self->folder);
  g_free (self->folder);
}

/* --- blocking calls ------------------------------------------------------------------------------------------ */

void
zw_test_done_cb (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static gboolean
is_done (gpointer slot)
{
  return *(GAsyncResult **) slot != NULL;
}

GAsyncResult *
zw_test_wait (GAsyncResult **slot)
{
  g_assert_true (zw_wait_until (is_done, slot, 60000));
  return *slot;
}

ZwImportReport *
zw_test_import (ZwWorkspace *workspace, const char *json, const ZwImportOptions *options, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  return zw_test_import_bytes (workspace, bytes, options, error);
}

ZwImportReport *
zw_test_import_bytes (ZwWorkspace *workspace, GBytes *bytes, const ZwImportOptions *options, GError **error)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local = NULL;
  const ZwImportOptions none = { 0 };

  zw_import_async (workspace, input, (gint64) g_bytes_get_size (bytes), options != NULL ? options : &none, NULL, NULL, NULL,
                   zw_test_done_cb, &result);
  ZwImportReport *report = zw_import_finish (workspace, zw_test_wait (&result), &local);
  g_assert_true ((report == NULL) == (local != NULL));
  if (error == NULL)
    g_assert_no_error (local);
  else if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return report;
}

ZwImportReport *
zw_test_import_example (ZwWorkspace *workspace, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  zw_import_example_async (workspace, NULL, NULL, NULL, zw_test_done_cb, &result);
  return zw_import_example_finish (workspace, zw_test_wait (&result), error);
}

char *
zw_test_export (ZwWorkspace *workspace, gint64 project)
{
  return zw_test_export_with (workspace, &(const ZwExportOptions) { .format = ZW_EXPORT_JSON, .project = project });
}

char *
zw_test_export_with (ZwWorkspace *workspace, const ZwExportOptions *options)
{
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zw_export_async (workspace, options, output, NULL, NULL, NULL, zw_test_done_cb, &result);
  zw_export_finish (workspace, zw_test_wait (&result), &error);
  g_assert_no_error (error);
  g_output_stream_write_all (output, "", 1, NULL, NULL, NULL);
  g_output_stream_close (output, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (output));
}

void
zw_test_assert_refused (ZwWorkspace *workspace, const char *json, ZwError code, const char *words)
{
  g_autofree char *before = zw_test_export (workspace, 0);
  g_autoptr (GError) error = NULL;

  g_autoptr (ZwImportReport) report = zw_test_import (workspace, json, NULL, &error);
  if (report != NULL)
    g_error ("not refused, where “%s” should be", words);
  if (error->domain != ZW_ERROR || error->code != (int) code || strstr (error->message, words) == NULL)
    g_error ("refused with %s %d “%s”, not with %d and “%s”", g_quark_to_string (error->domain), error->code, error->message, code, words);
  g_autofree char *after = zw_test_export (workspace, 0);
  g_assert_cmpstr (before, ==, after);
}

void
zw_test_assert_sound (ZwWorkspace *workspace)
{
  zw_test_settle (workspace);
  zw_sync_assert_sound (zw_workspace_get_store (workspace));
}

/* --- files --------------------------------------------------------------------------------------------------- */

gint64
zw_test_world_id (ZwEntity entity, int number)
{
  return 1000 + (gint64) entity * 10 + number;
}

/* Whole numbers that every field with a range can hold. */
static gint64
make_int (ZwField field, int number)
{
  return field == ZW_FIELD_NUMBER ? 40 + number : 3 + number % 2;
}

static char *
make_text (ZwEntity entity, const ZwFieldSpec *spec, int number)
{
  if (spec->field == ZW_FIELD_KEY && entity == ZW_ENTITY_PROJECT)
    return g_strdup_printf ("AB%d", number);
  if (spec->field == ZW_FIELD_TIME_ZONE)
    return g_strdup ("Europe/Berlin");
  if (spec->field == ZW_FIELD_HANDLE)
    return g_strdup_printf ("ana%d", number);
  if (spec->field == ZW_FIELD_BLOB)
    return g_compute_checksum_for_string (G_CHECKSUM_SHA256, "content", -1);
  return g_strdup_printf ("%s %d: “Ünï” \\ / \"quoted\"\ttab \x01 \x7f \xe2\x80\xa8 \xf0\x9f\x98\x80 end",
                          zw_field_to_string (spec->field), number);
}

static void
put_elements (ZwJsonWriter *writer, const ZwFieldSpec *spec)
{
  zw_json_writer_begin_array (writer, ZW_JSON_LINE);
  for (int i = 1; i <= 2; i++)
    if (spec->type == ZW_VALUE_SET_REF)
      zw_json_writer_add_id (writer, zw_test_world_id (spec->target, i));
    else
      zw_json_writer_add_string (writer, i == 1 ? "2026-12-25" : "2027-02-28");
  zw_json_writer_end_array (writer);
}

static void
put_value (ZwJsonWriter *writer, ZwEntity entity, const ZwFieldSpec *spec, int number)
{
  g_autofree char *text = make_text (entity, spec, number);

  switch (spec->type)
    {
    case ZW_VALUE_INT:
    case ZW_VALUE_INT64:
      zw_json_writer_add_int64 (writer, make_int (spec->field, number));
      break;
    case ZW_VALUE_REAL:
      zw_json_writer_add_number (writer, number / 3.0);
      break;
    case ZW_VALUE_BOOL:
      /* What is archived is not in memory, and tests look there. */
      zw_json_writer_add_boolean (writer, number == 1 && spec->field != ZW_FIELD_ARCHIVED);
      break;
    case ZW_VALUE_DATE:
      zw_json_writer_add_string (writer, "2024-02-29");
      break;
    case ZW_VALUE_INSTANT:
      zw_json_writer_add_string (writer, "2026-01-02T03:04:05.678Z");
      break;
    case ZW_VALUE_CHOICE:
      zw_json_writer_add_string (writer, spec->choices[number - 1]);
      break;
    case ZW_VALUE_TEXT:
    case ZW_VALUE_LONG_TEXT:
      zw_json_writer_add_string (writer, text);
      break;
    case ZW_VALUE_REF:
      zw_json_writer_add_id (writer, zw_test_world_id (spec->target, spec->field == ZW_FIELD_PARENT ? 3 - number : number));
      break;
    case ZW_VALUE_SET_REF:
    case ZW_VALUE_SET_DATE:
      put_elements (writer, spec);
      break;
    }
}

static void
put_record (ZwJsonWriter *writer, ZwEntity entity, int number, ZwField wrong_field)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields);
  gboolean has_extra = FALSE;

  zw_json_writer_begin_object (writer, ZW_JSON_LINE);
  zw_json_writer_put_id (writer, "id", zw_test_world_id (entity, number));
  for (guint i = 0; i < n_fields; i++)
    {
      has_extra = has_extra || fields[i].field == ZW_FIELD_EXTRA;
      /* The first ticket is a child of the second, which is nobody's. */
      if (fields[i].field == ZW_FIELD_EXTRA || (fields[i].field == ZW_FIELD_PARENT && number == 2))
        continue;
      zw_json_writer_add_name (writer, zw_field_to_string (fields[i].field));
      if (fields[i].field == wrong_field)
        zw_json_writer_add_json (writer, "{\"no\":\"value\"}");
      else
        put_value (writer, entity, &fields[i], number);
    }
  if (has_extra)
    zw_json_writer_put_json (writer, "zz_unknown", "{\"deep\":[1,2.5,null,{\"é\":true}]}");
  if (entity == ZW_ENTITY_ATTACHMENT)
    zw_json_writer_put_string (writer, "data", "Y29udGVudA==");
  zw_json_writer_end_object (writer);
}

char *
zw_test_make_world (int wrong_entity, ZwField wrong_field)
{
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (ZwJsonWriter) writer = zw_json_writer_new (output, NULL);
  g_autoptr (GError) error = NULL;

  zw_json_writer_begin_object (writer, ZW_JSON_BLOCK);
  zw_json_writer_put_string (writer, "format", ZW_OWN_FORMAT);
  zw_json_writer_put_int64 (writer, "version", ZW_OWN_VERSION);
  for (guint i = 0; i < ZW_N_ENTITIES; i++)
    {
      ZwEntity entity = zw_dump_get_entity (i);
      zw_json_writer_add_name (writer, zw_section_get_name (entity));
      zw_json_writer_begin_array (writer, ZW_JSON_BLOCK);
      put_record (writer, entity, 1, wrong_entity == (int) entity ? wrong_field : ZW_FIELD_NONE);
      put_record (writer, entity, 2, ZW_FIELD_NONE);
      zw_json_writer_end_array (writer);
    }
  zw_json_writer_end_object (writer);
  zw_json_writer_finish (writer, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (output, "", 1, NULL, NULL, NULL);
  g_output_stream_close (output, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (output));
}

char *
zw_test_read_example (void)
{
  char *text;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (g_getenv ("ZW_EXAMPLE"), &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

char *
zw_test_replace (const char *text, const char *from, const char *to)
{
  const char *at = strstr (text, from);

  g_assert_nonnull (at);
  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, to, at + strlen (from));
}
