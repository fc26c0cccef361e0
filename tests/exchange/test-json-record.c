/* SPDX-License-Identifier: GPL-3.0-or-later
 * What records and lists promise: the value when it is of the type asked for, otherwise none and a warning with the
 * path; absent and null told apart; never a critical from below. */
#include <string.h>

#include "zw-json-record.h"

typedef struct {
  ZwJsonWarnings *warnings;
  ZwJsonRecord *record;
} Fixture;

static const char text[] =
  "{\"tickets\":[\n{\"title\":\"Gr\xc3\xb6\xc3\x9f" "e\",\"none\":null,"
  "\"points\":5,\"share\":0.5,\"whole\":3.0,\"huge\":1e30,\"done\":true,"
  "\"id\":\"123\",\"bad_id\":\"0123\",\"nul\":\"a\\u0000b\",\"owner\":{\"name\":\"Ana\",\"age\":\"x\"},"
  "\"labels\":[\"a\",2,null,{\"k\":[]},[7],\"9\"],"
  "\"flag\":\"1\",\"number\":\"2.5\",\"empty\":\"\",\"data\":\"aGFsbG8=\",\"\":0,\"odd \\\"name\\\"\":[1.0,-0.5,\"\\u001f\",{},[]]}]}";

static const ZwJsonSlice *
scan_ticket (ZwJsonScanner *scanner)
{
  const ZwJsonSlice *slice;

  zw_json_scanner_watch (scanner, "$.tickets[*]", ZW_JSON_GIVE_TEXT);
  g_assert_true (zw_json_scanner_next (scanner, &slice, NULL, NULL));
  return slice;
}

static void
set_up (Fixture *fixture, const void *unused)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (ZwJsonScanner) scanner = zw_json_scanner_new_for_bytes (bytes, ZW_JSON_SCAN_PLAIN);
  g_autoptr (GError) error = NULL;

  fixture->warnings = zw_json_warnings_new ();
  fixture->record = zw_json_record_new (scan_ticket (scanner), fixture->warnings, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, const void *unused)
{
  zw_json_record_free (fixture->record);
  zw_json_warnings_unref (fixture->warnings);
}

/* The newest warning, and how many there are. */
static void
check_warning (Fixture *fixture, guint n, ZwJsonWarningKind kind, const char *path, const char *detail)
{
  const ZwJsonWarning *warning;

  g_assert_cmpint (zw_json_warnings_get_length (fixture->warnings), ==, n);
  warning = zw_json_warnings_get (fixture->warnings, n - 1);
  g_assert_cmpint (warning->kind, ==, kind);
  g_assert_cmpint (warning->line, ==, 2);
  g_assert_cmpstr (warning->path, ==, path);
  g_assert_cmpstr (warning->detail, ==, detail);
}

static void
test_values_of_the_right_type (Fixture *fixture, const void *unused)
{
  ZwJsonRecord *record = fixture->record;
  gint64 integer = 0;
  double number = 0;
  gboolean truth = FALSE;

  g_assert_cmpstr (zw_json_record_get_string (record, "title"), ==, "Gr\xc3\xb6\xc3\x9f" "e");
  g_assert_cmpstr (zw_json_record_get_string (record, "nul"), ==, "a\xe2\x90\x80" "b");
  g_assert_true (zw_json_record_get_int64 (record, "points", &integer) && integer == 5);
  g_assert_true (zw_json_record_get_int64 (record, "whole", &integer) && integer == 3);
  g_assert_true (zw_json_record_get_number (record, "share", &number) && number == 0.5);
  g_assert_true (zw_json_record_get_number (record, "points", &number) && number == 5);
  g_assert_true (zw_json_record_get_boolean (record, "done", &truth) && truth);
  g_assert_true (zw_json_record_get_id (record, "id", &integer) && integer == 123);
  g_assert_true (zw_json_record_need (record, "id"));
  g_assert_true (zw_json_record_check (record, NULL));
  g_assert_cmpint (zw_json_warnings_get_total (fixture->warnings), ==, 0);
  g_assert_cmpstr (zw_json_record_get_path (record), ==, "$.tickets[0]");
  g_assert_cmpint (zw_json_record_get_line (record), ==, 2);
}

static void
test_wrong_types_give_nothing_but_a_warning (Fixture *fixture, const void *unused)
{
  g_autoptr (GError) error = NULL;
  gint64 integer = -7;
  double number = -7;
  gboolean truth = -7;

  g_assert_null (zw_json_record_get_string (fixture->record, "points"));
  check_warning (fixture, 1, ZW_JSON_WARNING_WRONG_TYPE, "$.tickets[0].points", "a number where a string should be");
  g_assert_false (zw_json_record_get_int64 (fixture->record, "share", &integer));
  check_warning (fixture, 2, ZW_JSON_WARNING_INVALID_VALUE, "$.tickets[0].share", "no whole number");
  g_assert_false (zw_json_record_get_int64 (fixture->record, "huge", &integer));
  g_assert_false (zw_json_record_get_number (fixture->record, "labels", &number));
  check_warning (fixture, 4, ZW_JSON_WARNING_WRONG_TYPE, "$.tickets[0].labels", "an array where a number should be");
  g_assert_false (zw_json_record_get_boolean (fixture->record, "flag", &truth));
  g_assert_false (zw_json_record_get_id (fixture->record, "bad_id", &integer));
  check_warning (fixture, 6, ZW_JSON_WARNING_INVALID_VALUE, "$.tickets[0].bad_id", "no id");
  g_assert_null (zw_json_record_open_object (fixture->record, "labels"));
  g_assert_null (zw_json_record_open_list (fixture->record, "owner"));
  check_warning (fixture, 8, ZW_JSON_WARNING_WRONG_TYPE, "$.tickets[0].owner", "an object where an array should be");
  g_assert_true (integer == -7 && number == -7 && truth == -7);
  g_assert_false (zw_json_record_check (fixture->record, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_INVALID_VALUE);
  g_assert_cmpstr (error->message, ==, "line 2, $.tickets[0].points: the member has the wrong type: "
                   "a number where a string should be");
}

static void
test_absent_is_not_null (Fixture *fixture, const void *unused)
{
  ZwJsonKind kind = ZW_JSON_OBJECT;

  g_assert_false (zw_json_record_get_kind (fixture->record, "absent", &kind));
  g_assert_true (zw_json_record_get_kind (fixture->record, "none", &kind));
  g_assert_cmpint (kind, ==, ZW_JSON_NULL);
  g_assert_null (zw_json_record_get_string (fixture->record, "absent"));
  g_assert_null (zw_json_record_get_string (fixture->record, "none"));
  g_assert_null (zw_json_record_open_list (fixture->record, "none"));
  g_assert_true (zw_json_record_check (fixture->record, NULL));
  g_assert_false (zw_json_record_need (fixture->record, "none"));
  check_warning (fixture, 1, ZW_JSON_WARNING_MISSING, "$.tickets[0].none", NULL);
  g_assert_false (zw_json_record_need (fixture->record, "absent"));
  g_assert_false (zw_json_record_check (fixture->record, NULL));
}

static void
test_inner_objects_share_the_verdict (Fixture *fixture, const void *unused)
{
  g_autoptr (ZwJsonRecord) owner = zw_json_record_open_object (fixture->record, "owner");
  gint64 age = 0;

  g_assert_cmpstr (zw_json_record_get_string (owner, "name"), ==, "Ana");
  g_assert_true (zw_json_record_check (fixture->record, NULL));
  g_assert_false (zw_json_record_get_int64 (owner, "age", &age));
  check_warning (fixture, 1, ZW_JSON_WARNING_WRONG_TYPE, "$.tickets[0].owner.age", "a string where a number should be");
  g_assert_false (zw_json_record_check (fixture->record, NULL));
  zw_json_record_refuse (owner, "name", "nobody knows her");
  check_warning (fixture, 2, ZW_JSON_WARNING_INVALID_VALUE, "$.tickets[0].owner.name", "nobody knows her");
}

static void
test_lists_are_read_by_position (Fixture *fixture, const void *unused)
{
  g_autoptr (ZwJsonList) labels = zw_json_record_open_list (fixture->record, "labels");
  g_autoptr (ZwJsonRecord) inner = zw_json_list_open_object (labels, 3);
  g_autoptr (ZwJsonList) deeper = zw_json_list_open_list (labels, 4), deepest = zw_json_record_open_list (inner, "k");
  g_autofree char *loose = zw_json_list_dup_text (labels, 1);
  gint64 integer = 0;

  g_assert_cmpint (zw_json_list_get_length (labels), ==, 6);
  g_assert_cmpint (zw_json_list_get_kind (labels, 2), ==, ZW_JSON_NULL);
  g_assert_cmpstr (zw_json_list_get_string (labels, 0), ==, "a");
  g_assert_null (zw_json_list_get_string (labels, 2));
  g_assert_cmpstr (loose, ==, "2");
  g_assert_true (zw_json_list_get_int64 (deeper, 0, &integer) && integer == 7);
  g_assert_true (zw_json_list_get_id (labels, 5, &integer) && integer == 9);
  g_assert_cmpint (zw_json_list_get_length (deepest), ==, 0);
  g_assert_null (zw_json_list_get_string (labels, 1));
  check_warning (fixture, 1, ZW_JSON_WARNING_WRONG_TYPE, "$.tickets[0].labels[1]", "a number where a string should be");
}

static void
check_text (Fixture *fixture, const char *name, const char *expected)
{
  g_autofree char *found = zw_json_record_dup_text (fixture->record, name);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_loose_values_take_any_scalar (Fixture *fixture, const void *unused)
{
  gboolean truth = FALSE;
  double number = 0;

  check_text (fixture, "title", "Gr\xc3\xb6\xc3\x9f" "e");
  check_text (fixture, "points", "5");
  check_text (fixture, "share", "0.5");
  check_text (fixture, "done", "true");
  check_text (fixture, "none", NULL);
  g_assert_true (zw_json_record_get_loose_boolean (fixture->record, "flag", &truth) && truth);
  g_assert_true (zw_json_record_get_loose_boolean (fixture->record, "done", &truth) && truth);
  g_assert_true (zw_json_record_get_loose_number (fixture->record, "number", &number) && number == 2.5);
  g_assert_true (zw_json_record_get_loose_number (fixture->record, "points", &number) && number == 5);
  g_assert_false (zw_json_record_get_loose_number (fixture->record, "empty", &number));
  g_assert_true (zw_json_record_check (fixture->record, NULL));
  g_assert_false (zw_json_record_get_loose_number (fixture->record, "title", &number) || number != 5);
  check_text (fixture, "owner", NULL);
  check_warning (fixture, 2, ZW_JSON_WARNING_WRONG_TYPE, "$.tickets[0].owner", "an object where a text should be");
}

static void
test_base64_is_checked (Fixture *fixture, const void *unused)
{
  g_autoptr (GBytes) data = zw_json_record_dup_base64 (fixture->record, "data");

  g_assert_cmpmem (g_bytes_get_data (data, NULL), g_bytes_get_size (data), "hallo", 5);
  g_assert_null (zw_json_record_dup_base64 (fixture->record, "title"));
  check_warning (fixture, 1, ZW_JSON_WARNING_INVALID_VALUE, "$.tickets[0].title", "no base64");
}

static void
test_unknown_members_can_be_kept (Fixture *fixture, const void *unused)
{
  g_autofree const char **names = zw_json_record_get_names (fixture->record);
  g_autofree char *odd = zw_json_record_dup_json (fixture->record, "odd \"name\"");
  g_autofree char *owner = zw_json_record_dup_json (fixture->record, "owner");
  g_autofree char *none = zw_json_record_dup_json (fixture->record, "none");

  g_assert_cmpstr (names[0], ==, "title");
  g_assert_cmpint (g_strv_length ((char **) names), ==, 18);
  g_assert_cmpstr (odd, ==, "[1,-0.5,\"\\u001f\",{},[]]");
  g_assert_cmpstr (owner, ==, "{\"name\":\"Ana\",\"age\":\"x\"}");
  g_assert_cmpstr (none, ==, "null");
  g_assert_null (zw_json_record_dup_json (fixture->record, "absent"));
}

static void
test_members_beside_records_read_alike (void)
{
  static const char beside[] = "{\"version\":1,\"odd name\":\"x\",\"list\":[1]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (beside, sizeof beside - 1);
  g_autoptr (ZwJsonScanner) scanner = zw_json_scanner_new_for_bytes (bytes, ZW_JSON_SCAN_PLAIN);
  ZwJsonWarnings *warnings = zw_json_scanner_get_warnings (scanner);
  const ZwJsonSlice *slice;

  zw_json_scanner_watch (scanner, "$.tickets[*]", ZW_JSON_GIVE_TEXT);
  while (zw_json_scanner_next (scanner, &slice, NULL, NULL) && slice != NULL)
    {
      g_autoptr (ZwJsonRecord) record = zw_json_record_new_holding (slice, warnings, NULL);
      g_autoptr (GError) error = NULL;
      gint64 version = 0;
      g_assert_cmpstr (zw_json_record_get_path (record), ==, "$");
      g_assert_cmpint (zw_json_record_get_int64 (record, "version", &version), ==, g_str_equal (slice->name, "version"));
      g_assert_null (zw_json_record_new (slice, warnings, &error));
      g_assert_error (error, ZW_ERROR, ZW_ERROR_INVALID_VALUE);
    }
  g_assert_cmpint (zw_json_warnings_get_total (warnings), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/json-record/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("values-of-the-right-type", test_values_of_the_right_type);
  ADD ("wrong-types-give-nothing-but-a-warning", test_wrong_types_give_nothing_but_a_warning);
  ADD ("absent-is-not-null", test_absent_is_not_null);
  ADD ("inner-objects-share-the-verdict", test_inner_objects_share_the_verdict);
  ADD ("lists-are-read-by-position", test_lists_are_read_by_position);
  ADD ("loose-values-take-any-scalar", test_loose_values_take_any_scalar);
  ADD ("base64-is-checked", test_base64_is_checked);
  ADD ("unknown-members-can-be-kept", test_unknown_members_can_be_kept);
#undef ADD
  g_test_add_func ("/json-record/members-beside-records-read-alike", test_members_beside_records_read_alike);
  return g_test_run ();
}
