/* SPDX-License-Identifier: GPL-3.0-or-later
 * Our own JSON, as far as it is read without a database: the head, the records, the log, what is settled after the last one. */
#include "fuzz.h"

#include "zw-import-reader.h"
#include "zw-json-warnings.h"

static void
read_all (GInputStream *stream, gboolean is_partial)
{
  const ZwImportReading reading = { .is_partial = is_partial, .wants_log = TRUE };
  g_autoptr (ZwJsonWarnings) warnings = zw_json_warnings_new ();
  g_autoptr (ZwImportReader) reader = zw_import_reader_new (stream, &reading, warnings);
  g_autoptr (GError) error = NULL;
  ZwImportBatch *batch;

  while ((batch = zw_import_reader_next (reader, NULL, &error)) != NULL)
    zw_import_batch_free (batch);
  if (error != NULL || !zw_import_reader_check_parents (reader, &error) || zw_import_reader_get_loose_references (reader, &error) == NULL)
    return;
  zw_import_reader_get_buried (reader);
  zw_import_reader_is_even (reader);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwImportHead) head = zw_import_head_read (stream, NULL, &error);

  g_assert_true ((head == NULL) == (error != NULL));
  g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, NULL, NULL);
  read_all (stream, head != NULL && head->is_partial);
  return 0;
}
