/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the JSON scanner promises: accepts what RFC 8259 accepts and nothing else, says exactly where, repairs what
 * must not be lost, hands out the records, and does all that alike for every way the bytes arrive. */
#include <json-glib/json-glib.h>
#include <pthread.h>
#include <string.h>

#include "chunk-stream.h"
#include "json-cases.h"
#include "zw-json-scanner.h"

#define SMALL_STACK (512 * 1024)

/* --- a run as text --- */

static void
write_slice (GString *transcript, const ZwJsonSlice *slice)
{
  g_string_append_printf (transcript, "%d %s %" G_GINT64_FORMAT ":%" G_GINT64_FORMAT " ", slice->watch, slice->path,
                          slice->line, slice->column);
  g_string_append_len (transcript, slice->text != NULL ? slice->text : "-", slice->text != NULL ? slice->length : 1);
  g_string_append_c (transcript, '\n');
}

static void
write_warnings (GString *transcript, ZwJsonWarnings *warnings)
{
  for (guint i = 0; i < zw_json_warnings_get_length (warnings); i++)
    {
      const ZwJsonWarning *warning = zw_json_warnings_get (warnings, i);
      g_string_append_printf (transcript, "warning %" G_GINT64_FORMAT " %s %d x %s\n", warning->line, warning->path,
                              warning->count, zw_json_warning_kind_to_string (warning->kind));
    }
}

/* All records, warnings and the error of a scan to its end. */
static char *
run (ZwJsonScanner *scanner)
{
  g_autoptr (GString) transcript = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const ZwJsonSlice *slice;

  while (zw_json_scanner_next (scanner, &slice, NULL, &error) && slice != NULL)
    write_slice (transcript, slice);
  write_warnings (transcript, zw_json_scanner_get_warnings (scanner));
  if (error != NULL)
    g_string_append_printf (transcript, "error %s", error->message);
  return g_string_free (g_steal_pointer (&transcript), FALSE);
}

static ZwJsonScanner *
open_text (const char *text, gsize length, gsize most, ZwJsonScanFlags flags)
{
  g_autoptr (GInputStream) stream = chunk_stream_new (text, length, most);

  return zw_json_scanner_new (stream, flags);
}

static char *
run_text (const char *text, gsize length, gsize most, ZwJsonScanFlags flags)
{
  g_autoptr (ZwJsonScanner) scanner = open_text (text, length, most, flags);

  return run (scanner);
}

static char *
run_watching (const char *text, const char *watches, ZwJsonScanFlags flags)
{
  g_autoptr (ZwJsonScanner) scanner = open_text (text, strlen (text), G_MAXSIZE, flags);
  g_auto (GStrv) paths = g_strsplit (watches, " ", -1);

  for (int i = 0; paths[i] != NULL && *paths[i] != '\0'; i++)
    g_assert_cmpint (zw_json_scanner_watch (scanner, paths[i], ZW_JSON_GIVE_TEXT), ==, i);
  return run (scanner);
}

static char *
repeat (const char *head, const char *piece, int times, const char *tail)
{
  g_autoptr (GString) text = g_string_new (head);

  for (int i = 0; i < times; i++)
    g_string_append (text, piece);
  g_string_append (text, tail);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- the corpus --- */

static void
check_accepted (const JsonCase *item)
{
  g_autoptr (ZwJsonScanner) scanner = open_text (item->text, item->length, G_MAXSIZE, ZW_JSON_SCAN_PLAIN);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  const ZwJsonSlice *slice;

  g_test_message ("%s", item->name);
  zw_json_scanner_next (scanner, &slice, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (slice);
  g_assert_cmpstr (slice->path, ==, "$");
  g_assert_true (g_utf8_validate_len (slice->text, slice->length, NULL));
  json_parser_load_from_data (parser, slice->text, slice->length, &error);
  g_assert_no_error (error);
  g_assert_nonnull (json_parser_get_root (parser));
  g_assert_true (zw_json_scanner_next (scanner, &slice, NULL, &error));
  g_assert_null (slice);
}

static void
check_refused (const JsonCase *item)
{
  g_autoptr (ZwJsonScanner) scanner = open_text (item->text, item->length, G_MAXSIZE, ZW_JSON_SCAN_PLAIN);
  g_autoptr (GError) error = NULL, again = NULL;
  const ZwJsonSlice *slice;

  g_test_message ("%s", item->name);
  while (zw_json_scanner_next (scanner, &slice, NULL, &error) && slice != NULL)
    ;
  g_assert_error (error, ZW_ERROR, ZW_ERROR_SYNTAX);
  g_assert_nonnull (zw_json_scanner_get_fault (scanner)->path);
  g_assert_true (g_str_has_suffix (error->message, zw_json_scanner_get_fault (scanner)->reason));
  g_assert_false (zw_json_scanner_next (scanner, &slice, NULL, &again));
  g_assert_cmpstr (again->message, ==, error->message);
}

static void
test_accepts_every_valid_text (void)
{
  int n_cases = 0;

  for (const JsonCase *item = json_accepted; item->name != NULL; item++, n_cases++)
    check_accepted (item);
  g_assert_cmpint (n_cases, >=, 95);
}

static void
test_refuses_every_invalid_text (void)
{
  int n_cases = 0;

  for (const JsonCase *item = json_refused; item->name != NULL; item++, n_cases++)
    check_refused (item);
  g_assert_cmpint (n_cases, >=, 190);
}

static void
check_chunks (const JsonCase *cases)
{
  for (const JsonCase *item = cases; item->name != NULL; item++)
    {
      g_autofree char *whole = run_text (item->text, item->length, G_MAXSIZE, ZW_JSON_SCAN_PLAIN);
      for (gsize most = 1; most <= 7; most++)
        {
          g_autofree char *pieces = run_text (item->text, item->length, most, ZW_JSON_SCAN_PLAIN);
          g_assert_cmpstr (pieces, ==, whole);
        }
    }
}

static void
test_pieces_do_not_matter (void)
{
  check_chunks (json_accepted);
  check_chunks (json_refused);
}

/* --- depth and small stacks --- */

static void
check_depth (const char *opening, int times, gboolean closed, gboolean accepted)
{
  g_autofree char *text = repeat ("", opening, times, "");
  g_autofree char *tail = repeat ("", "]", closed ? times : 0, "");
  g_autofree char *whole = g_strconcat (text, tail, NULL);
  g_autofree char *transcript = run_text (whole, strlen (whole), G_MAXSIZE, ZW_JSON_SCAN_PLAIN);

  g_assert_cmpint (strstr (transcript, "error") == NULL, ==, accepted);
  if (!accepted)
    g_assert_nonnull (strstr (transcript, ": nested deeper than 256 levels"));
}

static void
test_depth_ends_at_256 (void)
{
  check_depth ("[", 256, TRUE, TRUE);
  check_depth ("[", 257, TRUE, FALSE);
  check_depth ("[", 100000, FALSE, FALSE);
  check_depth ("[{\"\":", 50000, FALSE, FALSE);
  check_depth ("{\"a\":", 100000, FALSE, FALSE);
}

static void *
run_all_in_thread (void *unused)
{
  for (const JsonCase *item = json_accepted; item->name != NULL; item++)
    check_accepted (item);
  for (const JsonCase *item = json_refused; item->name != NULL; item++)
    check_refused (item);
  test_depth_ends_at_256 ();
  return NULL;
}

static void
test_small_stack_is_enough (void)
{
  pthread_attr_t attributes;
  pthread_t thread;

  pthread_attr_init (&attributes);
  g_assert_cmpint (pthread_attr_setstacksize (&attributes, SMALL_STACK), ==, 0);
  g_assert_cmpint (pthread_create (&thread, &attributes, run_all_in_thread, NULL), ==, 0);
  pthread_join (thread, NULL);
  pthread_attr_destroy (&attributes);
}

/* --- places --- */

static void
check_error (const char *text, const char *watches, const char *message)
{
  g_autofree char *transcript = run_watching (text, watches, ZW_JSON_SCAN_REFUSE_LONE_SURROGATES);
  const char *found = strstr (transcript, "error ");

  g_assert_nonnull (found);
  g_assert_cmpstr (found + strlen ("error "), ==, message);
}

static void
test_errors_name_their_place (void)
{
  check_error ("", "", "line 1, column 1 (byte 0), $: the text is empty");
  check_error ("[1,]", "", "line 1, column 4 (byte 3), $[1]: a comma before the end of an array");
  check_error ("{\"a\":1,}", "", "line 1, column 8 (byte 7), $: a comma before the end of an object");
  check_error ("{\n  \"a\": [0, {\"b\": tru}]\n}", "",
               "line 2, column 21 (byte 22), $.a[1].b: only true, false and null are words");
  check_error ("{\"gr\xc3\xb6\xc3\x9f" "e\":\n\"\xe2\x82\xac\xf0\x9d\x84\x9e\",\"x\":\"\xc3\xa4\xff\"}", "",
               "line 2, column 12 (byte 29), $.x: the text is not valid UTF-8");
  check_error ("{\"tickets\":[{},{\"points\":01}]}", "$.tickets[*]",
               "line 1, column 27 (byte 26), $.tickets[1].points: a number may not begin with a zero");
  check_error ("{\"tickets\":[{},{\"points\":1}", "$.tickets[*]",
               "line 1, column 28 (byte 27), $.tickets[1]: the text ends where a comma or the end of the array should be");
  check_error ("[\r\n1,\r\n\t'x']", "", "line 3, column 2 (byte 8), $[1]: strings need double quotes");
  check_error ("{\"odd name\":{\"quo\\\"te\":{\"\":{\"tab\\t\":nul}}}}", "",
               "line 1, column 40 (byte 39), $[\"odd name\"][\"quo\\\"te\"][\"\"][\"tab\\u0009\"]: only true, false and null are words");
  check_error ("{} x", "", "line 1, column 4 (byte 3), $: more text behind the end of the JSON text");
  check_error ("[\"a\\ud800\"]", "", "line 1, column 4 (byte 3), $[0]: half of a surrogate pair stands alone");
  check_error ("[\"a\\u00g0\"]", "", "line 1, column 8 (byte 7), $[0]: \\u needs four hexadecimal digits");
  check_error ("[1, /* no */ 2]", "", "line 1, column 5 (byte 4), $[1]: comments are no part of JSON");
  check_error ("<html>", "", "line 1, column 1 (byte 0), $: “<” where a JSON text should be");
  check_error ("{\"a\" 1}", "", "line 1, column 6 (byte 5), $.a: “1” where a colon should be");
  check_error ("\xef\xbb\xbf[1 2]", "", "line 1, column 4 (byte 6), $[0]: “2” where a comma or the end of the array should be");
}

static void
test_offset_of_utf16_counts_utf8 (void)
{
  static const char text[] = "\xff\xfe[\0\xe9\0]\0";
  g_autofree char *transcript = run_text (text, sizeof text - 1, 1, ZW_JSON_SCAN_PLAIN);

  g_assert_cmpstr (transcript, ==, "error line 1, column 2 (byte 1 in UTF-8), $[0]: byte 0xc3 where a value should be");
}

static void
test_long_names_are_shortened (void)
{
  g_autofree char *name = repeat ("{\"", "\xc3\xa4", 5000, "\":x}");
  g_autofree char *transcript = run_text (name, strlen (name), G_MAXSIZE, ZW_JSON_SCAN_PLAIN);
  g_autofree char *expected = repeat ("error line 1, column 5005 (byte 10004), $.", "\xc3\xa4", 40,
                                      "…: “x” where a value should be");

  g_assert_cmpstr (transcript, ==, expected);
}

static void
test_deep_paths_are_shortened (void)
{
  g_autofree char *text = repeat ("{\"a\":", "[", 100, "x");
  g_autofree char *transcript = run_text (text, strlen (text), G_MAXSIZE, ZW_JSON_SCAN_PLAIN);

  g_assert_cmpstr (transcript, ==, "error line 1, column 106 (byte 105), $.a[0][0][0][0][0][0][0][0][0][0][0]…[0][0][0][0][0][0]: "
                   "“x” where a value should be");
}

/* --- repairs --- */

static void
check_repair (const char *text, const char *expected)
{
  g_autofree char *whole = run_text (text, strlen (text), G_MAXSIZE, ZW_JSON_SCAN_PLAIN);
  g_autofree char *pieces = run_text (text, strlen (text), 1, ZW_JSON_SCAN_PLAIN);

  g_assert_cmpstr (whole, ==, expected);
  g_assert_cmpstr (pieces, ==, expected);
}

static void
test_repairs_are_made_and_noted (void)
{
  check_repair ("{\"a\":\"x\\u0000y\\u0000\"}", "-1 $ 1:1 {\"a\":\"x\\u2400y\\u2400\"}\n"
                "warning 1 $.a 2 x a NUL character was replaced by U+2400\n");
  check_repair ("[\"\\\\u0000\"]", "-1 $ 1:1 [\"\\\\u0000\"]\n");
  check_repair ("[1,\n\"\\ud800\\ud83d\\ude00\\udc00\"]", "-1 $ 1:1 [1,\n\"\\ufffd\\ud83d\\ude00\\ufffd\"]\n"
                "warning 2 $[1] 2 x half of a surrogate pair was replaced by U+FFFD\n");
  check_repair ("[9223372036854775807,-9223372036854775808,9223372036854775808]",
                "-1 $ 1:1 [9223372036854775807,-9223372036854775808,null               ]\n"
                "warning 1 $[2] 1 x an integer beyond 64 bits was replaced by null\n");
  check_repair ("{\"p\":-1e400,\"q\":1e-400,\"r\":1e308}", "-1 $ 1:1 {\"p\":null  ,\"q\":1e-400,\"r\":1e308}\n"
                "warning 1 $.p 1 x a number beyond double precision was replaced by null\n");
  check_repair ("1e999", "-1 $ 1:1 null \n"
                "warning 1 $ 1 x a number beyond double precision was replaced by null\n");
  check_repair ("{\"\\u0000\":1}", "-1 $ 1:1 {\"\\u2400\":1}\n"
                "warning 1 $ 1 x a NUL character was replaced by U+2400\n");
}

static void
test_last_of_double_members_counts (void)
{
  check_repair ("{\"a\":1,\"b\":2,\"a\":3}", "-1 $ 1:1 {      \"b\":2,\"a\":3}\n"
                "warning 1 $.a 1 x the member comes twice, the last value counts\n");
  check_repair ("{\"a\":1, \"a\" : [2,{}],\"a\":3}", "-1 $ 1:1 {                    \"a\":3}\n"
                "warning 1 $.a 1 x the member comes twice, the last value counts\n"
                "warning 1 $.a 1 x the member comes twice, the last value counts\n");
  check_repair ("[{\"a\":{\"a\":1},\"\\u0061\":{\"a\":2,\"b\":0,\"a\":3}}]",
                "-1 $ 1:1 [{            \"\\u0061\":{      \"b\":0,\"a\":3}}]\n"
                "warning 1 $[0].a 1 x the member comes twice, the last value counts\n"
                "warning 1 $[0].a.a 1 x the member comes twice, the last value counts\n");
  check_repair ("{\"\\u0000\":1,\"\\u2400\":2}", "-1 $ 1:1 {           \"\\u2400\":2}\n"
                "warning 1 $ 1 x a NUL character was replaced by U+2400\n"
                "warning 1 $.\xe2\x90\x80 1 x the member comes twice, the last value counts\n");
}

/* Every name twice among thousands, nested: the index must find them all and nothing else. */
static void
test_many_members_are_told_apart (void)
{
  g_autoptr (GString) text = g_string_new ("[{\"deep\":{");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (ZwJsonScanner) scanner = NULL;
  const ZwJsonSlice *slice;

  for (int i = 0; i < 20000; i++)
    g_string_append_printf (text, "%s\"n%d\":{\"n%d\":%d}", i == 0 ? "" : ",", i % 15000, i, i);
  g_string_append (text, "}}]");
  scanner = open_text (text->str, text->len, G_MAXSIZE, ZW_JSON_SCAN_PLAIN);
  g_assert_true (zw_json_scanner_next (scanner, &slice, NULL, NULL));
  g_assert_cmpint (zw_json_warnings_get_total (zw_json_scanner_get_warnings (scanner)), ==, 5000);
  g_assert_cmpint (zw_json_warnings_get_length (zw_json_scanner_get_warnings (scanner)), ==, 1000);
  g_assert_true (json_parser_load_from_data (parser, slice->text, slice->length, NULL));
  g_assert_cmpint (json_object_get_size (json_object_get_object_member (
                     json_array_get_object_element (json_node_get_array (json_parser_get_root (parser)), 0), "deep")),
                   ==, 15000);
}

/* --- records --- */

static void
check_records (const char *text, const char *watches, ZwJsonScanFlags flags, const char *expected)
{
  g_autofree char *transcript = run_watching (text, watches, flags);

  g_assert_cmpstr (transcript, ==, expected);
}

static void
test_records_come_one_by_one (void)
{
  check_records ("{\"format\":1,\n \"tickets\":[{\"id\":1},\n{\"id\":2}],\"log\":[],\"end\":{}}", "$.tickets[*] $.log[*]", 0,
                 "-1 $.format 1:11 1\n0 $.tickets[0] 2:13 {\"id\":1}\n0 $.tickets[1] 3:1 {\"id\":2}\n-1 $.end 3:26 {}\n");
  check_records ("[{\"n\":1}, {\"n\":2}]", "$[*]", 0, "0 $[0] 1:2 {\"n\":1}\n0 $[1] 1:11 {\"n\":2}\n");
  check_records ("[[1,2],[3]]", "$[*][*]", 0, "0 $[0][0] 1:3 1\n0 $[0][1] 1:5 2\n0 $[1][0] 1:9 3\n");
  check_records ("{\"projects\":[{\"key\":\"A\",\"issues\":[5,6]}]}", "$.projects[*].issues[*]", 0,
                 "-1 $.projects[0].key 1:21 \"A\"\n0 $.projects[0].issues[0] 1:35 5\n0 $.projects[0].issues[1] 1:37 6\n");
  check_records ("{\"tickets\":{\"a\":1},\"x\":[1]}", "$.tickets[*]", 0, "-1 $.tickets 1:12 {\"a\":1}\n-1 $.x 1:24 [1]\n");
  check_records ("{\"a\":[1],\"b\":2}", "$.*", 0, "0 $.a 1:6 [1]\n0 $.b 1:14 2\n");
  check_records ("{\"a\":[1]}", "$ $.a", 0, "0 $ 1:1 {\"a\":[1]}\n");
  check_records ("5", "$[*]", 0, "-1 $ 1:1 5\n");
}

static void
test_double_record_member_is_refused (void)
{
  check_records ("{\"tickets\":[1],\"tickets\":[2]}", "$.tickets[*]", 0,
                 "0 $.tickets[0] 1:13 1\n"
                 "error line 1, column 25 (byte 24), $.tickets: a member that holds records comes twice");
  check_records ("{\"a\":1,\"a\":2}", "$.tickets[*]", 0,
                 "-1 $.a 1:6 1\n-1 $.a 1:12 2\nwarning 1 $.a 1 x the member comes twice, the last value counts\n");
}

static void
test_documents_follow_each_other (void)
{
  check_records ("{\"a\":1}\r\n\r\n{\"a\":2}\n", "", ZW_JSON_SCAN_MANY_DOCUMENTS, "-1 $ 1:1 {\"a\":1}\n-1 $ 3:1 {\"a\":2}\n");
  check_records ("[1][2]", "$[*]", ZW_JSON_SCAN_MANY_DOCUMENTS, "0 $[0] 1:2 1\n0 $[0] 1:5 2\n");
  check_records ("{}\n{\"a\":}\n", "", ZW_JSON_SCAN_MANY_DOCUMENTS,
                 "-1 $ 1:1 {}\nerror line 2, column 6 (byte 8), $.a: “}” where a value should be");
  check_records ("  ", "", ZW_JSON_SCAN_MANY_DOCUMENTS, "error line 1, column 3 (byte 2), $: the text is empty");
}

static void
test_comment_header_is_passed_over (void)
{
  check_records ("// viewer\n// https://x\n\n[1]", "", ZW_JSON_SCAN_COMMENT_HEADER,
                 "-1 $ 4:1 [1]\nwarning 1 $ 2 x comment lines before the text were passed over\n");
  check_records ("// only", "", ZW_JSON_SCAN_COMMENT_HEADER, "warning 1 $ 1 x comment lines before the text were passed over\n"
                 "error line 1, column 8 (byte 7), $: the text is empty");
  check_records ("/* x */[1]", "", ZW_JSON_SCAN_COMMENT_HEADER,
                 "error line 1, column 1 (byte 0), $: comments are no part of JSON");
}

static void
test_rest_can_be_outlined_or_passed_over (void)
{
  static const char text[] = "{\"a\":{\"x\":1,\"x\":2},\"b\":[\"\\u0000\"],\"t\":[1e999,2]}";

  for (ZwJsonHandling handling = ZW_JSON_GIVE_TEXT; handling <= ZW_JSON_PASS_OVER; handling++)
    {
      static const char *const expected[] = {
        "-1 $.a 1:6 {      \"x\":2}\n-1 $.b 1:24 [\"\\u2400\"]\n0 $.t[0] 1:40 -\n0 $.t[1] 1:46 -\n"
        "warning 1 $.a.x 1 x the member comes twice, the last value counts\n"
        "warning 1 $.b[0] 1 x a NUL character was replaced by U+2400\n",
        "-1 $.a 1:6 -\n-1 $.b 1:24 -\n0 $.t[0] 1:40 -\n0 $.t[1] 1:46 -\n",
        "0 $.t[0] 1:40 -\n0 $.t[1] 1:46 -\n"
      };
      g_autoptr (ZwJsonScanner) scanner = open_text (text, strlen (text), 3, ZW_JSON_SCAN_PLAIN);
      g_autofree char *transcript = NULL;
      zw_json_scanner_watch (scanner, "$.t[*]", ZW_JSON_GIVE_PLACE);
      zw_json_scanner_set_rest (scanner, handling);
      transcript = run (scanner);
      g_assert_cmpstr (transcript, ==, expected[handling]);
    }
}

static void
test_slice_tells_name_index_and_kind (void)
{
  static const char text[] = "{\"s\":\"\",\"n\":1,\"t\":true,\"z\":null,\"a\":[],\"o\":{},\"r\":[false]}";
  static const ZwJsonKind kinds[] = { ZW_JSON_STRING, ZW_JSON_NUMBER, ZW_JSON_BOOLEAN, ZW_JSON_NULL, ZW_JSON_ARRAY,
                                      ZW_JSON_OBJECT };
  g_autoptr (ZwJsonScanner) scanner = open_text (text, strlen (text), G_MAXSIZE, ZW_JSON_SCAN_PLAIN);
  const ZwJsonSlice *slice;

  zw_json_scanner_watch (scanner, "$.r[*]", ZW_JSON_GIVE_TEXT);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_assert_true (zw_json_scanner_next (scanner, &slice, NULL, NULL));
      g_assert_cmpint (slice->kind, ==, kinds[i]);
      g_assert_cmpint (slice->name[0], ==, "sntzao"[i]);
      g_assert_cmpint (slice->index, ==, -1);
    }
  g_assert_true (zw_json_scanner_next (scanner, &slice, NULL, NULL));
  g_assert_cmpint (slice->kind, ==, ZW_JSON_BOOLEAN);
  g_assert_null (slice->name);
  g_assert_cmpint (slice->index, ==, 0);
  g_assert_cmpint (slice->offset, ==, 51);
}

/* --- limits and streams --- */

static void
test_limit_holds_for_records_alone (void)
{
  g_autofree char *small = repeat ("{\"t\":[0", ",\"0123456789012345678901234567890123456789\"", 50000, "]}");
  g_autofree char *large = repeat ("{\"t\":[\"", "0123456789", 100000, "\"]}");
  const char *texts[] = { small, large, large };
  ZwJsonHandling handlings[] = { ZW_JSON_GIVE_TEXT, ZW_JSON_PASS_OVER, ZW_JSON_GIVE_TEXT };

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (ZwJsonScanner) scanner = open_text (texts[i], strlen (texts[i]), G_MAXSIZE, ZW_JSON_SCAN_PLAIN);
      g_autoptr (GError) error = NULL;
      const ZwJsonSlice *slice;
      zw_json_scanner_watch (scanner, "$.t[*]", handlings[i]);
      zw_json_scanner_set_limit (scanner, 4096);
      while (zw_json_scanner_next (scanner, &slice, NULL, &error) && slice != NULL)
        ;
      if (i < 2)
        g_assert_no_error (error);
      else
        g_assert_error (error, ZW_ERROR, ZW_ERROR_UNSUPPORTED);
    }
}

static void
test_cancelling_stops (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ZwJsonScanner) scanner = open_text ("[1,2]", 5, G_MAXSIZE, ZW_JSON_SCAN_PLAIN);
  g_autoptr (GError) error = NULL;
  const ZwJsonSlice *slice;

  zw_json_scanner_watch (scanner, "$[*]", ZW_JSON_GIVE_TEXT);
  g_assert_true (zw_json_scanner_next (scanner, &slice, cancellable, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (zw_json_scanner_next (scanner, &slice, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_broken_stream_is_no_syntax_error (void)
{
  static const char text[] = "{\"a\":[1,22,\"text\",true],\"b\":{}}";

  for (gsize offset = 1; offset < sizeof text - 1; offset++)
    {
      g_autoptr (GInputStream) stream = chunk_stream_new (text, sizeof text - 1, 1);
      g_autoptr (ZwJsonScanner) scanner = zw_json_scanner_new (stream, ZW_JSON_SCAN_PLAIN);
      g_autoptr (GError) error = NULL;
      const ZwJsonSlice *slice;
      chunk_stream_fail_at (CHUNK_STREAM (stream), offset);
      g_assert_false (zw_json_scanner_next (scanner, &slice, NULL, &error));
      g_assert_error (error, ZW_ERROR, ZW_ERROR_IO);
    }
}

static void
test_progress_reaches_the_end (void)
{
  g_autofree char *text = repeat ("[0", ",123456789", 100000, "]");
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (ZwJsonScanner) scanner = zw_json_scanner_new_for_bytes (bytes, ZW_JSON_SCAN_PLAIN);
  const ZwJsonSlice *slice;
  gint64 before = 0;

  zw_json_scanner_watch (scanner, "$[*]", ZW_JSON_GIVE_TEXT);
  while (zw_json_scanner_next (scanner, &slice, NULL, NULL) && slice != NULL)
    {
      g_assert_cmpint (zw_json_scanner_get_bytes_read (scanner), >=, before);
      before = zw_json_scanner_get_bytes_read (scanner);
    }
  g_assert_cmpint (before, ==, strlen (text));
}

/* --- chance --- */

static void
mutate (GRand *rand, GString *text)
{
  static const char bytes[] = "{}[]\",:\\u0dD8 \n\t019eE.-+tfn\xc3\xa4\xff\xed\x80/'\x01";
  int n_changes = g_rand_int_range (rand, 1, 4);

  for (int i = 0; i < n_changes && text->len > 0; i++)
    {
      gsize position = g_rand_int_range (rand, 0, text->len);
      char byte = bytes[g_rand_int_range (rand, 0, sizeof bytes)];
      int kind = g_rand_int_range (rand, 0, 4), length = g_rand_int_range (rand, 1, 5);
      if (kind == 0)
        text->str[position] = byte;
      else if (kind == 1)
        g_string_insert_c (text, position, byte);
      else if (kind == 2)
        g_string_erase (text, position, MIN (length, (int) (text->len - position)));
      else
        g_string_truncate (text, position);
    }
}

/* What the scanner lets through, the parser behind it must be able to read; the pieces must not matter. */
static void
check_mutation (const GString *text)
{
  g_autofree char *whole = run_text (text->str, text->len, G_MAXSIZE, ZW_JSON_SCAN_PLAIN);
  g_autofree char *pieces = run_text (text->str, text->len, 3, ZW_JSON_SCAN_PLAIN);
  g_autoptr (ZwJsonScanner) scanner = open_text (text->str, text->len, G_MAXSIZE, ZW_JSON_SCAN_PLAIN);
  const ZwJsonSlice *slice;

  g_assert_cmpstr (pieces, ==, whole);
  zw_json_scanner_watch (scanner, "$.tickets[*]", ZW_JSON_GIVE_TEXT);
  while (zw_json_scanner_next (scanner, &slice, NULL, NULL) && slice != NULL)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (GError) error = NULL;
      json_parser_load_from_data (parser, slice->text, slice->length, &error);
      g_assert_no_error (error);
    }
}

static void
test_mutations_do_no_harm (void)
{
  static const char text[] =
    "{\"format\": \"zettelwand-1\", \"n\": [-1.5e3, 0, 12345678901234567890, 1e999],\n"
    " \"tickets\": [{\"id\": \"7\", \"title\": \"Gr\xc3\xb6\xc3\x9f" "e \\u00e4\\ud83d\\ude00 \\n\", \"points\": 0.5, \"done\": true},\n"
    "  {\"id\": \"8\", \"id\": \"9\", \"title\": \"\\u0000\\udc00\", \"list\": [[], {}, null, false]}],\n \"log\": []}\n";
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240511);

  for (int i = 0; i < 4000; i++)
    {
      g_autoptr (GString) mutated = g_string_new_len (text, sizeof text - 1);
      mutate (rand, mutated);
      check_mutation (mutated);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-scanner/accepts-every-valid-text", test_accepts_every_valid_text);
  g_test_add_func ("/json-scanner/refuses-every-invalid-text", test_refuses_every_invalid_text);
  g_test_add_func ("/json-scanner/pieces-do-not-matter", test_pieces_do_not_matter);
  g_test_add_func ("/json-scanner/depth-ends-at-256", test_depth_ends_at_256);
  g_test_add_func ("/json-scanner/small-stack-is-enough", test_small_stack_is_enough);
  g_test_add_func ("/json-scanner/errors-name-their-place", test_errors_name_their_place);
  g_test_add_func ("/json-scanner/offset-of-utf16-counts-utf8", test_offset_of_utf16_counts_utf8);
  g_test_add_func ("/json-scanner/long-names-are-shortened", test_long_names_are_shortened);
  g_test_add_func ("/json-scanner/deep-paths-are-shortened", test_deep_paths_are_shortened);
  g_test_add_func ("/json-scanner/repairs-are-made-and-noted", test_repairs_are_made_and_noted);
  g_test_add_func ("/json-scanner/last-of-double-members-counts", test_last_of_double_members_counts);
  g_test_add_func ("/json-scanner/many-members-are-told-apart", test_many_members_are_told_apart);
  g_test_add_func ("/json-scanner/records-come-one-by-one", test_records_come_one_by_one);
  g_test_add_func ("/json-scanner/double-record-member-is-refused", test_double_record_member_is_refused);
  g_test_add_func ("/json-scanner/documents-follow-each-other", test_documents_follow_each_other);
  g_test_add_func ("/json-scanner/comment-header-is-passed-over", test_comment_header_is_passed_over);
  g_test_add_func ("/json-scanner/rest-can-be-outlined-or-passed-over", test_rest_can_be_outlined_or_passed_over);
  g_test_add_func ("/json-scanner/slice-tells-name-index-and-kind", test_slice_tells_name_index_and_kind);
  g_test_add_func ("/json-scanner/limit-holds-for-records-alone", test_limit_holds_for_records_alone);
  g_test_add_func ("/json-scanner/cancelling-stops", test_cancelling_stops);
  g_test_add_func ("/json-scanner/broken-stream-is-no-syntax-error", test_broken_stream_is_no_syntax_error);
  g_test_add_func ("/json-scanner/progress-reaches-the-end", test_progress_reaches_the_end);
  g_test_add_func ("/json-scanner/mutations-do-no-harm", test_mutations_do_no_harm);
  return g_test_run ();
}
