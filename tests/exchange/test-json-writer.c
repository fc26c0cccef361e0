/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the JSON writer promises: a layout that diffs well, text every parser reads back as it was, and one error at
 * the end. */
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "zw-json-scanner.h"
#include "zw-json-writer.h"

typedef struct {
  GOutputStream *stream;
  ZwJsonWriter *writer;
} Fixture;

static void
set_up (Fixture *fixture, const void *unused)
{
  fixture->stream = g_memory_output_stream_new_resizable ();
  fixture->writer = zw_json_writer_new (fixture->stream, NULL);
}

static void
tear_down (Fixture *fixture, const void *unused)
{
  zw_json_writer_free (fixture->writer);
  g_assert_finalize_object (fixture->stream);
}

static char *
finish (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (fixture->stream);

  zw_json_writer_finish (fixture->writer, &error);
  g_assert_no_error (error);
  return g_strndup (g_memory_output_stream_get_data (memory), g_memory_output_stream_get_data_size (memory));
}

/* --- layout --- */

static void
test_one_record_per_line (Fixture *fixture, const void *unused)
{
  ZwJsonWriter *writer = fixture->writer;
  g_autofree char *text = NULL;

  zw_json_writer_begin_object (writer, ZW_JSON_BLOCK);
  zw_json_writer_put_string (writer, "format", "zettelwand");
  zw_json_writer_put_int64 (writer, "version", 1);
  zw_json_writer_add_name (writer, "tickets");
  zw_json_writer_begin_array (writer, ZW_JSON_BLOCK);
  for (int i = 0; i < 2; i++)
    {
      zw_json_writer_begin_object (writer, ZW_JSON_LINE);
      zw_json_writer_put_id (writer, "id", 17 + i);
      zw_json_writer_put_boolean (writer, "done", i == 1);
      zw_json_writer_add_name (writer, "labels");
      zw_json_writer_begin_array (writer, ZW_JSON_BLOCK);
      zw_json_writer_add_id (writer, 3);
      zw_json_writer_add_id (writer, 4);
      zw_json_writer_end_array (writer);
      zw_json_writer_put_json (writer, "extra", "{\"a\":\n[1,\r\n2]}");
      zw_json_writer_end_object (writer);
    }
  zw_json_writer_end_array (writer);
  zw_json_writer_add_name (writer, "log");
  zw_json_writer_begin_array (writer, ZW_JSON_BLOCK);
  zw_json_writer_end_array (writer);
  zw_json_writer_add_name (writer, "none");
  zw_json_writer_begin_object (writer, ZW_JSON_LINE);
  zw_json_writer_end_object (writer);
  zw_json_writer_end_object (writer);
  text = finish (fixture);
  g_assert_cmpstr (text, ==,
                   "{\n  \"format\": \"zettelwand\",\n  \"version\": 1,\n  \"tickets\": [\n"
                   "    {\"id\":\"17\",\"done\":false,\"labels\":[\"3\",\"4\"],\"extra\":{\"a\": [1,  2]}},\n"
                   "    {\"id\":\"18\",\"done\":true,\"labels\":[\"3\",\"4\"],\"extra\":{\"a\": [1,  2]}}\n"
                   "  ],\n  \"log\": [],\n  \"none\": {}\n}\n");
}

static void
test_single_values_are_texts (Fixture *fixture, const void *unused)
{
  g_autofree char *text = NULL;

  zw_json_writer_add_string (fixture->writer, NULL);
  text = finish (fixture);
  g_assert_cmpstr (text, ==, "null\n");
}

/* --- values --- */

static void
test_escaper_follows_the_rfc (void)
{
  static const struct { const char *text, *quoted; } cases[] = {
    { "", "\"\"" },
    { "plain", "\"plain\"" },
    { "\"\\/", "\"\\\"\\\\/\"" },
    { "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"" },
    { "\x01\x0b\x1b\x1f\x20\x7f", "\"\\u0001\\u000b\\u001b\\u001f \x7f\"" },
    { "Gr\xc3\xb6\xc3\x9f" "e \xe2\x82\xac \xf0\x9f\x98\x80 \xe2\x80\xa8",
      "\"Gr\xc3\xb6\xc3\x9f" "e \xe2\x82\xac \xf0\x9f\x98\x80 \xe2\x80\xa8\"" },
    { "a\xff\xe2\x82z", "\"a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz\"" },
    { "\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) target = g_string_new (NULL);
      zw_json_append_quoted (target, cases[i].text);
      g_assert_cmpstr (target->str, ==, cases[i].quoted);
    }
}

static void
test_numbers_are_shortest (Fixture *fixture, const void *unused)
{
  static const double values[] = { 0, 5, -3, 0.5, 0.1, 1.0 / 3, 1e21, 1.7976931348623157e308, 5e-324, 123456789012345.0 };
  g_autofree char *text = NULL;

  zw_json_writer_begin_array (fixture->writer, ZW_JSON_LINE);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    zw_json_writer_add_number (fixture->writer, values[i]);
  zw_json_writer_add_int64 (fixture->writer, G_MININT64);
  zw_json_writer_add_int64 (fixture->writer, G_MAXINT64);
  zw_json_writer_end_array (fixture->writer);
  text = finish (fixture);
  g_assert_true (g_str_has_prefix (text, "[0,5,-3,0.5,0.1,0.3333333333333333,1e+21,1.7976931348623157e+308,5e-324,"));
  g_assert_true (g_str_has_suffix (text, ",-9223372036854775808,9223372036854775807]\n"));
}

static void
test_bytes_become_base64 (Fixture *fixture, const void *unused)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL, back = NULL;
  g_autofree char *text = NULL;
  gsize length;
  guint8 *decoded;

  for (int i = 0; i < 200001; i++)
    g_byte_array_append (array, (guint8[]){ i * 7 + i / 256 }, 1);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
  zw_json_writer_add_base64 (fixture->writer, bytes);
  text = finish (fixture);
  g_assert_cmpint (text[0], ==, '"');
  g_assert_true (g_str_has_suffix (text, "\"\n"));
  text[strlen (text) - 2] = '\0';
  decoded = g_base64_decode (text + 1, &length);
  back = g_bytes_new_take (decoded, length);
  g_assert_true (g_bytes_equal (back, bytes));
}

/* --- round trips --- */

static char *
make_text (GRand *rand)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int length = g_rand_int_range (rand, 0, 40);

  for (int i = 0; i < length; i++)
    {
      gunichar character = g_rand_int_range (rand, 1, g_rand_boolean (rand) ? 0x80 : 0x110000);
      if (character < 0xd800 || character > 0xdfff)
        g_string_append_unichar (text, character);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
write_random (ZwJsonWriter *writer, GRand *rand, JsonNode **expected, int depth)
{
  int kind = g_rand_int_range (rand, 0, depth > 4 ? 5 : 7);
  g_autofree char *text = make_text (rand);
  double number = ldexp (g_rand_double_range (rand, -1, 1), g_rand_int_range (rand, -40, 40));
  gint64 integer = (gint64) ((guint64) g_rand_int (rand) << 32 | g_rand_int (rand));

  *expected = json_node_alloc ();
  switch (kind)
    {
    case 0:
      zw_json_writer_add_string (writer, text);
      json_node_init_string (*expected, text);
      break;
    case 1:
      zw_json_writer_add_int64 (writer, integer);
      json_node_init_int (*expected, integer);
      break;
    case 2:
      zw_json_writer_add_number (writer, number);
      json_node_init_double (*expected, number);
      break;
    case 3:
      zw_json_writer_add_boolean (writer, integer & 1);
      json_node_init_boolean (*expected, integer & 1);
      break;
    case 4:
      zw_json_writer_add_null (writer);
      json_node_init_null (*expected);
      break;
    case 5:
      json_node_init_array (*expected, json_array_new ());
      json_array_unref (json_node_get_array (*expected));
      zw_json_writer_begin_array (writer, integer & 1 ? ZW_JSON_BLOCK : ZW_JSON_LINE);
      for (int i = g_rand_int_range (rand, 0, 5); i > 0; i--)
        {
          JsonNode *child;
          write_random (writer, rand, &child, depth + 1);
          json_array_add_element (json_node_get_array (*expected), child);
        }
      zw_json_writer_end_array (writer);
      break;
    case 6:
      json_node_init_object (*expected, json_object_new ());
      json_object_unref (json_node_get_object (*expected));
      zw_json_writer_begin_object (writer, integer & 1 ? ZW_JSON_BLOCK : ZW_JSON_LINE);
      for (int i = g_rand_int_range (rand, 0, 5); i > 0; i--)
        {
          g_autofree char *rest = make_text (rand);
          g_autofree char *name = g_strdup_printf ("%d%s", i, rest);
          JsonNode *child;
          zw_json_writer_add_name (writer, name);
          write_random (writer, rand, &child, depth + 1);
          json_object_set_member (json_node_get_object (*expected), name, child);
        }
      zw_json_writer_end_object (writer);
      break;
    }
}

static void
test_what_is_written_reads_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 400; i++)
    {
      Fixture fixture;
      g_autoptr (JsonNode) expected = NULL;
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      set_up (&fixture, NULL);
      write_random (fixture.writer, rand, &expected, 0);
      text = finish (&fixture);
      json_parser_load_from_data (parser, text, -1, &error);
      g_assert_no_error (error);
      g_assert_true (json_node_equal (json_parser_get_root (parser), expected));
      tear_down (&fixture, NULL);
    }
}

static void
test_own_scanner_accepts_it (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (int i = 0; i < 400; i++)
    {
      Fixture fixture;
      g_autoptr (JsonNode) unused = NULL;
      g_autoptr (ZwJsonScanner) scanner = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      const ZwJsonSlice *slice;
      set_up (&fixture, NULL);
      write_random (fixture.writer, rand, &unused, 0);
      text = finish (&fixture);
      bytes = g_bytes_new (text, strlen (text));
      scanner = zw_json_scanner_new_for_bytes (bytes, ZW_JSON_SCAN_REFUSE_LONE_SURROGATES);
      while (zw_json_scanner_next (scanner, &slice, NULL, &error) && slice != NULL)
        ;
      g_assert_no_error (error);
      g_assert_cmpint (zw_json_warnings_get_total (zw_json_scanner_get_warnings (scanner)), ==, 0);
      tear_down (&fixture, NULL);
    }
}

/* --- errors --- */

static void
test_infinite_numbers_are_reported_at_the_end (Fixture *fixture, const void *unused)
{
  g_autoptr (GError) error = NULL;

  zw_json_writer_begin_array (fixture->writer, ZW_JSON_LINE);
  zw_json_writer_add_number (fixture->writer, INFINITY);
  zw_json_writer_add_number (fixture->writer, NAN);
  g_assert_true (zw_json_writer_has_failed (fixture->writer));
  zw_json_writer_end_array (fixture->writer);
  g_assert_false (zw_json_writer_finish (fixture->writer, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_INVALID_VALUE);
}

/* A stream with a fixed buffer of 64 KiB stands for a disk that fills up. */
static void
test_full_disk_is_reported_at_the_end (void)
{
  static char room[64 * 1024];
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
  g_autoptr (ZwJsonWriter) writer = zw_json_writer_new (stream, NULL);
  g_autoptr (GError) error = NULL;

  zw_json_writer_begin_array (writer, ZW_JSON_BLOCK);
  for (int i = 0; i < 100000; i++)
    zw_json_writer_add_string (writer, "text");
  zw_json_writer_end_array (writer);
  g_assert_true (zw_json_writer_has_failed (writer));
  g_assert_false (zw_json_writer_finish (writer, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_DISK_FULL);
}

static void
test_cancelling_stays_cancelling (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ZwJsonWriter) writer = zw_json_writer_new (stream, cancellable);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  zw_json_writer_add_null (writer);
  g_assert_false (zw_json_writer_finish (writer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/json-writer/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("one-record-per-line", test_one_record_per_line);
  ADD ("single-values-are-texts", test_single_values_are_texts);
  ADD ("numbers-are-shortest", test_numbers_are_shortest);
  ADD ("bytes-become-base64", test_bytes_become_base64);
  ADD ("infinite-numbers-are-reported-at-the-end", test_infinite_numbers_are_reported_at_the_end);
#undef ADD
  g_test_add_func ("/json-writer/escaper-follows-the-rfc", test_escaper_follows_the_rfc);
  g_test_add_func ("/json-writer/what-is-written-reads-back", test_what_is_written_reads_back);
  g_test_add_func ("/json-writer/own-scanner-accepts-it", test_own_scanner_accepts_it);
  g_test_add_func ("/json-writer/full-disk-is-reported-at-the-end", test_full_disk_is_reported_at_the_end);
  g_test_add_func ("/json-writer/cancelling-stays-cancelling", test_cancelling_stays_cancelling);
  return g_test_run ();
}
