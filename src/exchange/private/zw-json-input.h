/* SPDX-License-Identifier: GPL-3.0-or-later
 * The sliding window of the JSON scanner over its stream: decodes, counts lines, keeps what is pinned.
 * For the scanner's own files alone; nobody else includes it. It never looks at JSON syntax. */
#pragma once

#include <gio/gio.h>

#include "zw-error.h"

G_BEGIN_DECLS

#define ZW_JSON_UNPINNED G_MAXSIZE

/* The bytes from .cursor to .end are at hand. *end is always 0 with more zeros behind it, so that loops may run
 * (and read a word) past the end without asking; a 0 at .cursor < .end is a NUL byte of the text itself. */
typedef struct {
  GInputStream *base;     /* (owned) what the caller gave */
  GInputStream *stream;   /* (owned) the same, buffered and converted to UTF-8; NULL before the start */
  gboolean converted;     /* from UTF-16: offsets count the bytes after conversion */
  gboolean at_end;
  guint8 *buffer;         /* (owned) */
  gsize capacity;         /* without the padding */
  gsize limit;            /* bytes that may be pinned */
  gsize pin;              /* from this index on bytes must stay; ZW_JSON_UNPINNED: only from the cursor on */
  guint8 *cursor;
  guint8 *end;
  gint64 base_offset;     /* of buffer[0] in the text */
  gint64 line;            /* counted from 1 */
  gint64 line_start;      /* offset of the first byte of that line */
  gint64 line_extra;      /* bytes of that line which begin no character */
  GCancellable *cancellable; /* (unowned) (nullable) of the call under way */
  GError *error;          /* (owned) (nullable) of the stream; complete as it is */
  GError *reason;         /* (owned) (nullable) what is wrong at the cursor */
} ZwJsonInput;

void     zw_json_input_init (ZwJsonInput *input, GInputStream *stream);
void     zw_json_input_clear (ZwJsonInput *input);
/* Tells the encodings apart and skips the byte order mark. Call once, before the first fill. */
gboolean zw_json_input_start (ZwJsonInput *input);
/* Brings more bytes behind .end, one read of the stream. Moves the window: pointers into it die, .cursor follows.
 * FALSE at the end of the text or with .error or .reason set. */
gboolean zw_json_input_fill (ZwJsonInput *input);
/* As many as @n (at most 16) bytes after the cursor, fewer only where the text ends. */
void     zw_json_input_ensure (ZwJsonInput *input, gsize n);
/* Notes why the bytes at the cursor are wrong; always FALSE, the first reason stays. */
gboolean zw_json_input_refuse (ZwJsonInput *input, const char *reason);
/* The same with a sentence that has parts; @reason is taken. */
gboolean zw_json_input_take_refusal (ZwJsonInput *input, GError *reason);
/* The same for a record over the limit. */
gboolean zw_json_input_refuse_size (ZwJsonInput *input);

static inline gint64
zw_json_input_get_offset (const ZwJsonInput *input)
{
  return input->base_offset + (input->cursor - input->buffer);
}

/* In characters, counted from 1. */
static inline gint64
zw_json_input_get_column (const ZwJsonInput *input)
{
  return zw_json_input_get_offset (input) - input->line_start - input->line_extra + 1;
}

/* Whether everything is read without an error and the cursor stands behind the last byte. */
static inline gboolean
zw_json_input_is_done (const ZwJsonInput *input)
{
  return input->cursor == input->end && input->at_end && input->error == NULL && input->reason == NULL;
}

G_END_DECLS
