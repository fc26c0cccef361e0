/* SPDX-License-Identifier: GPL-3.0-or-later
 * A stream that gives little at a time. For tests alone. */
#include "chunk-stream.h"

#include <string.h>

struct _ChunkStream {
  GInputStream parent_instance;
  GBytes *bytes; /* (owned) */
  gsize position;
  gsize most;
  gsize failure;
};

G_DEFINE_FINAL_TYPE (ChunkStream, chunk_stream, G_TYPE_INPUT_STREAM)

static gssize
chunk_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  ChunkStream *self = CHUNK_STREAM (stream);
  gsize size;
  const char *data = g_bytes_get_data (self->bytes, &size);
  gsize given = MIN (MIN (count, self->most), size - self->position);

  if (self->position + given > self->failure)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the disk is gone");
      return -1;
    }
  if (given > 0)
    memcpy (buffer, data + self->position, given);
  self->position += given;
  return given;
}

static void
chunk_stream_finalize (GObject *object)
{
  g_bytes_unref (CHUNK_STREAM (object)->bytes);
  G_OBJECT_CLASS (chunk_stream_parent_class)->finalize (object);
}

static void
chunk_stream_class_init (ChunkStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chunk_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = chunk_stream_read;
}

static void
chunk_stream_init (ChunkStream *self)
{
  self->failure = G_MAXSIZE;
}

GInputStream *
chunk_stream_new (const char *text, gsize length, gsize most)
{
  ChunkStream *self = g_object_new (CHUNK_TYPE_STREAM, NULL);

  self->bytes = g_bytes_new (text, length);
  self->most = most;
  return G_INPUT_STREAM (self);
}

void
chunk_stream_fail_at (ChunkStream *stream, gsize offset)
{
  stream->failure = offset;
}
