/* SPDX-License-Identifier: GPL-3.0-or-later
 * The scanner: the first byte chooses the flags. What it hands out must be JSON that it takes in again, and records must open. */
#include "fuzz.h"

#include <string.h>

#include "zw-json-record.h"
#include "zw-json-scanner.h"

/* Whatever was repaired on the way is sound now. */
static void
check_slice (const ZwJsonSlice *slice)
{
  g_autoptr (GBytes) text = g_bytes_new (slice->text, slice->length);
  g_autoptr (ZwJsonScanner) again = zw_json_scanner_new_for_bytes (text, ZW_JSON_SCAN_REFUSE_LONE_SURROGATES);
  g_autoptr (ZwJsonWarnings) warnings = zw_json_warnings_new ();
  g_autoptr (GError) error = NULL;
  const ZwJsonSlice *inner;

  g_assert_true (g_utf8_validate_len (slice->text, slice->length, NULL));
  g_assert_true (memchr (slice->text, 0, slice->length) == NULL);
  zw_json_scanner_watch (again, "$", ZW_JSON_GIVE_TEXT);
  g_assert_true (zw_json_scanner_next (again, &inner, NULL, &error));
  g_assert_nonnull (inner);
  g_autoptr (ZwJsonRecord) record = zw_json_record_new_holding (slice, warnings, &error);
  g_assert_true ((record == NULL) == (error != NULL));
  g_autofree const char **names = record != NULL ? zw_json_record_get_names (record) : NULL;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_free (zw_json_record_dup_json (record, names[i]));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = size > 0 ? g_bytes_new_static (data + 1, size - 1) : NULL;
  g_autoptr (GInputStream) stream = bytes != NULL ? g_memory_input_stream_new_from_bytes (bytes) : NULL;
  g_autoptr (GError) error = NULL;
  const ZwJsonSlice *slice;

  if (bytes == NULL)
    return 0;
  g_autoptr (ZwJsonScanner) scanner = zw_json_scanner_new (stream, (ZwJsonScanFlags) (data[0] & 7));
  zw_json_scanner_watch (scanner, "$.tickets[*]", ZW_JSON_GIVE_TEXT);
  zw_json_scanner_watch (scanner, "$.log[*].changes[*]", ZW_JSON_GIVE_PLACE);
  zw_json_scanner_watch (scanner, "$[*].*", ZW_JSON_GIVE_TEXT);
  zw_json_scanner_set_limit (scanner, 1024 * 1024);
  while (zw_json_scanner_next (scanner, &slice, NULL, &error) && slice != NULL)
    if (slice->text != NULL)
      check_slice (slice);
  return 0;
}
