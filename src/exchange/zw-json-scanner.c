/* SPDX-License-Identifier: GPL-3.0-or-later
 * The public side of the JSON scanner: set-up, the loop to the next record, errors with their place. Called by the
 * readers. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-scanner.h"

#include "zw-json-walk.h"

#define DEFAULT_LIMIT ((gsize) 64 * 1024 * 1024)
#define HIGHEST_LIMIT ((gsize) 1024 * 1024 * 1024)

/* Turns what the input noted into the error of this scanner. */
static void
note_fault (ZwJsonScanner *self)
{
  ZwJsonInput *input = &self->input;

  if (input->error != NULL)
    {
      self->error = g_steal_pointer (&input->error);
      return;
    }
  self->fault_path = zw_json_trail_dup_path (&self->trail);
  self->fault = (ZwJsonFault){ .line = input->line, .column = zw_json_input_get_column (input),
                               .offset = zw_json_input_get_offset (input), .path = self->fault_path,
                               .reason = input->reason->message };
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, self->fault.line);
  g_autofree char *column = g_strdup_printf ("%" G_GINT64_FORMAT, self->fault.column);
  g_autofree char *offset = g_strdup_printf ("%" G_GINT64_FORMAT, self->fault.offset);
  self->error = zw_error_wrap (g_error_copy (input->reason), "line %s, column %s (byte %s%s), %s: %s", line, column, offset,
                               input->converted ? " in UTF-8" : "", self->fault.path, self->fault.reason);
}

ZwJsonScanner *
zw_json_scanner_new (GInputStream *stream, ZwJsonScanFlags flags)
{
  ZwJsonScanner *self;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  self = g_new0 (ZwJsonScanner, 1);
  zw_json_input_init (&self->input, stream);
  self->input.limit = DEFAULT_LIMIT;
  zw_json_keys_init (&self->trail.keys);
  self->warnings = zw_json_warnings_new ();
  self->flags = flags;
  return self;
}

ZwJsonScanner *
zw_json_scanner_new_for_bytes (GBytes *bytes, ZwJsonScanFlags flags)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return zw_json_scanner_new (stream, flags);
}

void
zw_json_scanner_free (ZwJsonScanner *self)
{
  zw_json_watches_clear (&self->watches);
  zw_json_input_clear (&self->input);
  zw_json_keys_clear (&self->trail.keys);
  zw_json_warnings_unref (self->warnings);
  g_free (self->path);
  g_free (self->name);
  g_free (self->fault_path);
  g_clear_error (&self->error);
  g_free (self);
}

int
zw_json_scanner_watch (ZwJsonScanner *self, const char *path, ZwJsonHandling handling)
{
  int watch;

  g_return_val_if_fail (self->expect == ZW_JSON_EXPECT_START, -1);
  watch = zw_json_watches_add (&self->watches, path, handling);
  g_return_val_if_fail (watch >= 0, -1);
  return watch;
}

void
zw_json_scanner_set_rest (ZwJsonScanner *self, ZwJsonHandling handling)
{
  self->rest = handling;
}

void
zw_json_scanner_set_limit (ZwJsonScanner *self, gsize bytes)
{
  self->input.limit = MIN (bytes, HIGHEST_LIMIT);
}

gboolean
zw_json_scanner_next (ZwJsonScanner *self, const ZwJsonSlice **slice, GCancellable *cancellable, GError **error)
{
  ZwJsonWalk step = ZW_JSON_WALK_ON;

  *slice = NULL;
  if (self->error == NULL && g_cancellable_set_error_if_cancelled (cancellable, &self->error))
    step = ZW_JSON_WALK_FAILED;
  self->input.pin = ZW_JSON_UNPINNED;
  self->input.cancellable = cancellable;
  while (step == ZW_JSON_WALK_ON && self->error == NULL)
    step = zw_json_walk_take_token (self);
  self->input.cancellable = NULL;
  if (step == ZW_JSON_WALK_FAILED && self->error == NULL)
    note_fault (self);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->error));
      return FALSE;
    }
  *slice = step == ZW_JSON_WALK_RECORD ? &self->slice : NULL;
  return TRUE;
}

const ZwJsonFault *
zw_json_scanner_get_fault (ZwJsonScanner *self)
{
  return &self->fault;
}

gint64
zw_json_scanner_get_bytes_read (ZwJsonScanner *self)
{
  if (G_IS_SEEKABLE (self->input.base))
    return g_seekable_tell (G_SEEKABLE (self->input.base));
  return self->input.base_offset + (self->input.end - self->input.buffer);
}

ZwJsonWarnings *
zw_json_scanner_get_warnings (ZwJsonScanner *self)
{
  return self->warnings;
}
