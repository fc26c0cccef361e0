/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window of the scanner over its stream. Called by the scanner's files alone. Holds one chunk or, while
 * something is pinned, everything since the pin; never more than the limit. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-input.h"

#include <glib/gi18n.h>
#include <string.h>

#define CHUNK ((gsize) 128 * 1024)
#define PADDING 16

void
zw_json_input_init (ZwJsonInput *input, GInputStream *stream)
{
  *input = (ZwJsonInput){
    .base = g_object_ref (stream), .capacity = 2 * CHUNK, .limit = G_MAXSIZE, .pin = ZW_JSON_UNPINNED, .line = 1
  };
  input->buffer = g_malloc0 (input->capacity + PADDING);
  input->cursor = input->end = input->buffer;
}

void
zw_json_input_clear (ZwJsonInput *input)
{
  g_clear_object (&input->stream);
  g_clear_object (&input->base);
  g_clear_pointer (&input->buffer, g_free);
  g_clear_error (&input->reason);
  g_clear_error (&input->error);
}

gboolean
zw_json_input_take_refusal (ZwJsonInput *input, GError *reason)
{
  if (input->reason == NULL && input->error == NULL)
    input->reason = reason;
  else
    g_error_free (reason);
  return FALSE;
}

gboolean
zw_json_input_refuse (ZwJsonInput *input, const char *reason)
{
  return zw_json_input_take_refusal (input, zw_error_new (ZW_ERROR_SYNTAX, "%s", reason));
}

gboolean
zw_json_input_refuse_size (ZwJsonInput *input)
{
  return zw_json_input_take_refusal (input, zw_error_new (ZW_ERROR_UNSUPPORTED, "one record is larger than the limit"));
}

/* A broken stream: cancelling stays what it is, bad UTF-16 is a matter of the text, the rest is I/O. */
static gboolean
take_stream_error (ZwJsonInput *input, GError *error)
{
  gboolean text = input->converted && (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)
                                       || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT));

  input->at_end = TRUE;
  if (text)
    zw_json_input_refuse (input, NC_("error", "the text is not valid UTF-16"));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    input->error = g_error_copy (error);
  else
    input->error = zw_error_new (ZW_ERROR_IO, "cannot read: %s", error->message);
  g_error_free (error);
  return FALSE;
}

static gboolean
convert_from (ZwJsonInput *input, GInputStream *raw, const char *charset)
{
  GError *error = NULL;
  g_autoptr (GCharsetConverter) converter = g_charset_converter_new ("UTF-8", charset, &error);

  if (converter == NULL)
    return take_stream_error (input, error);
  input->stream = g_converter_input_stream_new (raw, G_CONVERTER (converter));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (input->stream), FALSE);
  input->converted = TRUE;
  return TRUE;
}

gboolean
zw_json_input_start (ZwJsonInput *input)
{
  g_autoptr (GInputStream) raw = g_buffered_input_stream_new_sized (input->base, 4096);
  GBufferedInputStream *buffered = G_BUFFERED_INPUT_STREAM (raw);
  GError *error = NULL;
  guint8 mark[3] = { 0 };
  gssize got = 1;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (raw), FALSE);
  while (got > 0 && g_buffered_input_stream_get_available (buffered) < sizeof mark)
    got = g_buffered_input_stream_fill (buffered, -1, input->cancellable, &error);
  if (got < 0)
    return take_stream_error (input, error);
  g_buffered_input_stream_peek (buffered, mark, 0, sizeof mark);
  if (mark[0] == 0xff && mark[1] == 0xfe)
    return g_input_stream_skip (raw, 2, NULL, NULL) == 2 && convert_from (input, raw, "UTF-16LE");
  if (mark[0] == 0xfe && mark[1] == 0xff)
    return g_input_stream_skip (raw, 2, NULL, NULL) == 2 && convert_from (input, raw, "UTF-16BE");
  if (mark[0] == 0xef && mark[1] == 0xbb && mark[2] == 0xbf)
    input->base_offset = input->line_start = g_input_stream_skip (raw, sizeof mark, NULL, NULL);
  input->stream = g_steal_pointer (&raw);
  return TRUE;
}

static void
slide (ZwJsonInput *input, gsize keep)
{
  gsize kept = input->end - input->buffer - keep;

  memmove (input->buffer, input->buffer + keep, kept);
  input->cursor -= keep;
  input->end -= keep;
  input->base_offset += keep;
  if (input->pin != ZW_JSON_UNPINNED)
    input->pin -= keep;
}

static void
grow (ZwJsonInput *input)
{
  gsize cursor = input->cursor - input->buffer, end = input->end - input->buffer;

  input->capacity *= 2;
  input->buffer = g_realloc (input->buffer, input->capacity + PADDING);
  input->cursor = input->buffer + cursor;
  input->end = input->buffer + end;
}

/* Room for at least half a chunk behind the end; FALSE when more is pinned than the limit allows. */
static gboolean
make_room (ZwJsonInput *input)
{
  gsize keep = MIN (input->pin, (gsize) (input->cursor - input->buffer));
  gsize used = input->end - input->buffer;

  if (used - keep > input->limit)
    return zw_json_input_refuse_size (input);
  if (input->capacity - used >= CHUNK / 2)
    return TRUE;
  if (keep >= input->capacity / 2)
    slide (input, keep);
  else
    grow (input);
  return TRUE;
}

gboolean
zw_json_input_fill (ZwJsonInput *input)
{
  GError *error = NULL;
  gssize got;

  if (input->at_end || input->error != NULL || input->reason != NULL || !make_room (input))
    return FALSE;
  /* Not every stream looks at the cancellable. */
  if (g_cancellable_set_error_if_cancelled (input->cancellable, &error))
    return take_stream_error (input, error);
  got = g_input_stream_read (input->stream, input->end, input->capacity - (input->end - input->buffer),
                             input->cancellable, &error);
  if (got < 0)
    return take_stream_error (input, error);
  input->at_end = got == 0;
  input->end += got;
  memset (input->end, 0, PADDING);
  return got > 0;
}

void
zw_json_input_ensure (ZwJsonInput *input, gsize n)
{
  while ((gsize) (input->end - input->cursor) < n && zw_json_input_fill (input))
    ;
}
