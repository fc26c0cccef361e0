/* SPDX-License-Identifier: GPL-3.0-or-later
 * ChunkStream: a stream over bytes in memory that gives at most a few bytes per read, counts down to a failure, or
 * remembers nothing. For the tests of what must not depend on where the pieces of a file end. */
#pragma once

#include <gio/gio.h>

#define CHUNK_TYPE_STREAM (chunk_stream_get_type ())
G_DECLARE_FINAL_TYPE (ChunkStream, chunk_stream, CHUNK, STREAM, GInputStream)

/* A stream over a copy of @text that gives at most @most bytes per read. */
GInputStream *chunk_stream_new (const char *text, gsize length, gsize most);
/* From now on reading past byte @offset fails with G_IO_ERROR_FAILED. */
void          chunk_stream_fail_at (ChunkStream *stream, gsize offset);
