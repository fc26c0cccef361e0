/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tables are what the field tables say, and what the store keeps to is what the files of the design ask for. */
#include <glib/gstdio.h>

#include "zw-connection.h"
#include "zw-log-codec.h"
#include "zw-sqlite-migration.h"
#include "zw-sqlite-schema.h"

typedef struct {
  char *folder;
  ZwConnection *connection;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("zw-schema-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (self->folder, "test.db", NULL);
  self->connection = zw_connection_open (path, ZW_CONNECTION_CREATE, &error);
  zw_sqlite_migrate (self->connection, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (self->folder, "test.db", NULL);

  zw_connection_close (self->connection);
  g_unlink (path);
  g_rmdir (self->folder);
  g_free (self->folder);
}

static const char *
get_column_type (ZwValueType type)
{
  switch (type)
    {
    case ZW_VALUE_INT:
    case ZW_VALUE_INT64:
    case ZW_VALUE_BOOL:
    case ZW_VALUE_INSTANT:
    case ZW_VALUE_REF:
      return "INTEGER";
    case ZW_VALUE_REAL:
      return "REAL";
    case ZW_VALUE_DATE:
    case ZW_VALUE_CHOICE:
    case ZW_VALUE_TEXT:
    case ZW_VALUE_LONG_TEXT:
      return "TEXT";
    case ZW_VALUE_SET_REF:
    case ZW_VALUE_SET_DATE:
      break;
    }
  return NULL;
}

static void
assert_reference (Fixture *self, ZwEntity entity, const ZwFieldSpec *spec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (self->connection, "SELECT \"table\" FROM pragma_foreign_key_list (:entity) WHERE \"from\" = :field", &error);

  g_assert_no_error (error);
  zw_statement_bind_text (statement, ":entity", zw_entity_to_string (entity));
  zw_statement_bind_text (statement, ":field", zw_field_to_string (spec->field));
  g_assert_true (zw_statement_next (statement, &error));
  g_assert_cmpstr (zw_statement_get_text (statement, 0), ==, zw_entity_to_string (spec->target));
}

static void
assert_columns (Fixture *self, ZwEntity entity)
{
  static const char *const own[] = { "id", "revision", "changed", "deleted" };
  g_autoptr (GError) error = NULL;
  guint n_fields, n_own = 0;
  const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields), *spec = fields;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (self->connection, "SELECT name, type, \"notnull\" FROM pragma_table_info (:entity) ORDER BY cid", &error);

  g_assert_no_error (error);
  zw_statement_bind_text (statement, ":entity", zw_entity_to_string (entity));
  while (zw_statement_next (statement, &error))
    {
      if (n_own < G_N_ELEMENTS (own))
        {
          g_assert_cmpstr (zw_statement_get_text (statement, 0), ==, own[n_own++]);
          continue;
        }
      while (spec < fields + n_fields && !zw_sqlite_is_column (spec))
        spec++;
      g_assert_true (spec < fields + n_fields);
      g_assert_cmpstr (zw_statement_get_text (statement, 0), ==, zw_field_to_string (spec->field));
      g_assert_cmpstr (zw_statement_get_text (statement, 1), ==, get_column_type (spec->type));
      g_assert_cmpint (zw_statement_get_int (statement, 2), ==, spec->required);
      if (spec->type == ZW_VALUE_REF)
        assert_reference (self, entity, spec);
      spec++;
    }
  while (spec < fields + n_fields && !zw_sqlite_is_column (spec))
    spec++;
  g_assert_true (spec == fields + n_fields);
  g_assert_no_error (error);
}

static void
test_tables_match_the_field_tables (Fixture *self, gconstpointer unused)
{
  for (ZwEntity entity = 0; entity < ZW_N_ENTITIES; entity++)
    assert_columns (self, entity);
}

static gint64
query (Fixture *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = -1;

  zw_connection_query_int (self->connection, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
test_every_table_is_strict_and_every_pragma_set (Fixture *self, gconstpointer unused)
{
  g_assert_cmpint (query (self, "SELECT count (*) FROM pragma_table_list WHERE type = 'table' AND strict = 0"
                                " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search_%'"), ==, 0);
  g_assert_cmpint (query (self, "PRAGMA application_id"), ==, ZW_APPLICATION_ID);
  g_assert_cmpint (query (self, "PRAGMA user_version"), ==, ZW_SCHEMA_VERSION);
  g_assert_cmpint (query (self, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (query (self, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (query (self, "PRAGMA busy_timeout"), ==, 5000);
  g_assert_cmpint (query (self, "SELECT count (*) FROM pragma_table_info ('change_log')"), ==, 13);
}

static void
test_the_board_is_read_from_its_index_alone (Fixture *self, gconstpointer unused)
{
  g_assert_cmpint (query (self, "SELECT instr (lower (sql), 'description') FROM sqlite_schema WHERE name = 'ticket_board'"), ==, 0);
}

static void
test_values_survive_the_log_whatever_they_hold (void)
{
  static const char *const texts[] = { "", "plain", "\"\\/\b\f\n\r\t", "\001\037\177", "ä€🎉", "{\"a\":\"b\"}", "\\u0041" };
  g_autoptr (GArray) values = zw_log_codec_new_values ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      ZwFieldValue value = { ZW_FIELD_TITLE + (int) i % 2, g_strdup (texts[i]) };
      g_array_append_val (values, value);
    }
  g_autofree char *json = zw_log_codec_encode (values);
  g_autoptr (GArray) back = zw_log_codec_decode (json, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->len, ==, values->len);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpstr (g_array_index (back, ZwFieldValue, i).text, ==, texts[i]);
}

static void
test_what_is_no_log_object_is_refused (void)
{
  static const char *const texts[] = { "", "{", "{\"title\"}", "{\"title\":1}", "{\"title\":\"x\"", "{\"title\":\"x\"}}", "[]",
                                       "{\"title\":\"\\x\"}", "{\"title\":\"\\u12\"}", "{\"title\":\"\\ud800\"}", "{,}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (zw_log_codec_decode (texts[i], &error));
      g_assert_nonnull (error);
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) known = zw_log_codec_decode (" { \"title\" : \"\\ud83c\\udf89\" , \"later_field\":\"x\"} ", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (known->len, ==, 1);
  g_assert_cmpstr (g_array_index (known, ZwFieldValue, 0).text, ==, "🎉");
  const ZwField only[] = { ZW_FIELD_ESTIMATE, ZW_FIELD_NONE };
  g_autoptr (GArray) asked = zw_log_codec_decode_only ("{\"title\":\"x\",\"estimate\":\"5\"}", only, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (asked->len, ==, 1);
  g_assert_cmpint (g_array_index (asked, ZwFieldValue, 0).field, ==, ZW_FIELD_ESTIMATE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/sqlite-schema/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("tables-match-the-field-tables", test_tables_match_the_field_tables);
  ADD ("every-table-is-strict-and-every-pragma-set", test_every_table_is_strict_and_every_pragma_set);
  ADD ("the-board-is-read-from-its-index-alone", test_the_board_is_read_from_its_index_alone);
  g_test_add_func ("/log-codec/values-survive-whatever-they-hold", test_values_survive_the_log_whatever_they_hold);
  g_test_add_func ("/log-codec/what-is-no-object-is-refused", test_what_is_no_log_object_is_refused);
  return g_test_run ();
}
