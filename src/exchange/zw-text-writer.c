/* SPDX-License-Identifier: GPL-3.0-or-later
 * One buffer before a stream. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-text-writer.h"

#include "zw-error.h"

#define FLUSH_AT ((gsize) 64 * 1024)

struct _ZwTextWriter {
  GOutputStream *stream;     /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) */
  GString *buffer;           /* (owned) */
  gint64 written;            /* bytes that left the buffer */
  GError *error;             /* (owned) (nullable) the first one */
};

ZwTextWriter *
zw_text_writer_new (GOutputStream *stream, GCancellable *cancellable)
{
  ZwTextWriter *self = g_new0 (ZwTextWriter, 1);

  self->stream = g_object_ref (stream);
  g_set_object (&self->cancellable, cancellable);
  self->buffer = g_string_sized_new (FLUSH_AT + 4096);
  return self;
}

void
zw_text_writer_free (ZwTextWriter *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_string_free (self->buffer, TRUE);
  g_clear_error (&self->error);
  g_free (self);
}

GString *
zw_text_writer_get_buffer (ZwTextWriter *self)
{
  return self->buffer;
}

/* Names the cause in our own domain; @error is consumed. */
static void
take_error (ZwTextWriter *self, GError *error)
{
  ZwError code = ZW_ERROR_IO;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->error = error;
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    code = ZW_ERROR_DISK_FULL;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    code = ZW_ERROR_READ_ONLY;
  self->error = zw_error_new (ZW_ERROR_IO, "cannot write: %s", error->message);
  self->error->code = (int) code;
  g_error_free (error);
}

static void
write_out (ZwTextWriter *self)
{
  GError *error = NULL;

  /* Not every stream looks at the cancellable. */
  if (self->error == NULL && !g_cancellable_set_error_if_cancelled (self->cancellable, &self->error)
      && !g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL, self->cancellable, &error))
    take_error (self, error);
  self->written += self->buffer->len;
  g_string_truncate (self->buffer, 0);
}

void
zw_text_writer_give_way (ZwTextWriter *self)
{
  if (self->buffer->len >= FLUSH_AT)
    write_out (self);
}

void
zw_text_writer_fail (ZwTextWriter *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

gboolean
zw_text_writer_has_failed (ZwTextWriter *self)
{
  return self->error != NULL;
}

gint64
zw_text_writer_get_length (ZwTextWriter *self)
{
  return self->written + self->buffer->len;
}

gboolean
zw_text_writer_finish (ZwTextWriter *self, GError **error)
{
  GError *flush_error = NULL;

  write_out (self);
  if (self->error == NULL && !g_output_stream_flush (self->stream, self->cancellable, &flush_error))
    take_error (self, flush_error);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}
