/* SPDX-License-Identifier: GPL-3.0-or-later
 * One reader of another tool's files, READER by name; "detect": the one that fits. What comes out must have what landing relies on. */
#include "fuzz.h"

#include "zw-reader.h"

static void
check_ticket (const ZwNeutralTicket *ticket)
{
  g_assert_true (ticket->key != NULL && g_utf8_validate (ticket->key, -1, NULL));
  g_assert_true (ticket->title != NULL && *ticket->title != '\0' && g_utf8_validate (ticket->title, -1, NULL));
  g_assert_true (ticket->description == NULL || g_utf8_validate (ticket->description, -1, NULL));
  for (guint i = 0; i < ticket->comments->len; i++)
    g_assert_nonnull (((ZwNeutralComment *) ticket->comments->pdata[i])->text);
}

static void
check_neutral (const ZwNeutral *neutral)
{
  for (guint i = 0; i < neutral->projects->len; i++)
    {
      const ZwNeutralProject *project = neutral->projects->pdata[i];
      g_assert_nonnull (project->name);
      for (guint j = 0; j < project->tickets->len; j++)
        check_ticket (project->tickets->pdata[j]);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ZwJsonWarnings) warnings = zw_json_warnings_new ();
  g_autoptr (GError) error = NULL;
  const ZwReaderInput input = { .stream = stream, .zone = zone, .warnings = warnings };
  gboolean is_like_ours;
  const ZwReader *reader = g_str_equal (READER, "detect") ? zw_reader_detect (stream, &is_like_ours, NULL, &error)
                                                          : zw_reader_find (READER);

  if (reader == NULL)
    return 0;
  g_autoptr (ZwNeutral) neutral = zw_reader_read (reader, &input, &error);
  g_assert_true ((neutral == NULL) == (error != NULL));
  if (neutral != NULL)
    check_neutral (neutral);
  return 0;
}
