/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwJsonWriter: writes a JSON text of any size to a stream, piece by piece. Called by the exporters of this folder
 * and by the command line's --json. The layout is made for version control: containers in block style put every child
 * on a line of its own, indented by two spaces a level; containers in line style stay on one line:
 *
 *   {
 *     "format": "zettelwand",
 *     "tickets": [
 *       {"id":"17","title":"Fix login"},
 *       {"id":"18","title":"Draw the board"}
 *     ]
 *   }
 *
 * What goes wrong on the way (a full disk, a value JSON cannot hold) is kept, everything after it is ignored, and
 * finish reports it once. One thread at a time; may block on the stream. */
#pragma once

#include <gio/gio.h>

#include "zw-error.h"

G_BEGIN_DECLS

typedef enum {
  ZW_JSON_BLOCK, /* every child on its own line; line style all the same inside a container in line style */
  ZW_JSON_LINE   /* everything on one line */
} ZwJsonStyle;

typedef struct _ZwJsonWriter ZwJsonWriter;

/* A writer to @stream, which it flushes but does not close. @cancellable may be NULL. */
ZwJsonWriter *zw_json_writer_new (GOutputStream *stream, GCancellable *cancellable);
void          zw_json_writer_free (ZwJsonWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwJsonWriter, zw_json_writer_free)

/* Containers, at most 256 deep. Each begin needs its end. */
void          zw_json_writer_begin_object (ZwJsonWriter *writer, ZwJsonStyle style);
void          zw_json_writer_end_object (ZwJsonWriter *writer);
void          zw_json_writer_begin_array (ZwJsonWriter *writer, ZwJsonStyle style);
void          zw_json_writer_end_array (ZwJsonWriter *writer);

/* The name of the member that follows; only inside objects, before each value. Names must not repeat. */
void          zw_json_writer_add_name (ZwJsonWriter *writer, const char *name);
/* Values: elements of an array, the value behind a name, or the whole text. Text that is not UTF-8 is made so with
 * U+FFFD; NULL is written as null. */
void          zw_json_writer_add_string (ZwJsonWriter *writer, const char *value);
void          zw_json_writer_add_int64 (ZwJsonWriter *writer, gint64 value);
/* An id as JSON holds them: its decimal digits as a string. */
void          zw_json_writer_add_id (ZwJsonWriter *writer, gint64 id);
/* The shortest digits that read back as the same double. Infinite and undefined values are an error at finish. */
void          zw_json_writer_add_number (ZwJsonWriter *writer, double value);
void          zw_json_writer_add_boolean (ZwJsonWriter *writer, gboolean value);
void          zw_json_writer_add_null (ZwJsonWriter *writer);
/* Bytes as a base64 string, encoded on the way. */
void          zw_json_writer_add_base64 (ZwJsonWriter *writer, GBytes *bytes);
/* A value that is JSON already, such as a kept member of another tool. The caller vouches for it (the scanner does);
 * line breaks between its tokens become blanks. */
void          zw_json_writer_add_json (ZwJsonWriter *writer, const char *json);

/* A name and its value in one. */
void          zw_json_writer_put_string (ZwJsonWriter *writer, const char *name, const char *value);
void          zw_json_writer_put_int64 (ZwJsonWriter *writer, const char *name, gint64 value);
void          zw_json_writer_put_id (ZwJsonWriter *writer, const char *name, gint64 id);
void          zw_json_writer_put_number (ZwJsonWriter *writer, const char *name, double value);
void          zw_json_writer_put_boolean (ZwJsonWriter *writer, const char *name, gboolean value);
void          zw_json_writer_put_null (ZwJsonWriter *writer, const char *name);
void          zw_json_writer_put_json (ZwJsonWriter *writer, const char *name, const char *json);

/* Bytes written so far, for progress. */
gint64        zw_json_writer_get_length (ZwJsonWriter *writer);
/* Whether something went wrong already: long loops may stop early. */
gboolean      zw_json_writer_has_failed (ZwJsonWriter *writer);
/* Writes what is left, with a newline behind a complete text, and flushes the stream. Call once, with all containers
 * ended. FALSE with the first error of all: ZW_ERROR_DISK_FULL, ZW_ERROR_READ_ONLY, ZW_ERROR_IO,
 * ZW_ERROR_INVALID_VALUE (a number), G_IO_ERROR_CANCELLED. */
gboolean      zw_json_writer_finish (ZwJsonWriter *writer, GError **error);

/* Appends @text as a JSON string with its quotes: the one escaper. Not valid UTF-8 as above. */
void          zw_json_append_quoted (GString *target, const char *text);

G_END_DECLS
