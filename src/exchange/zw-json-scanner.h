/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwJsonScanner: walks a JSON text of any size from a stream and hands out one validated record at a time, in file
 * order. Called by the readers of this folder, on whatever thread reads; one thread at a time.
 *
 * It accepts exactly what RFC 8259 accepts, in UTF-8 (a byte order mark in front is allowed) or UTF-16 with byte
 * order mark, nested at most 256 deep, and refuses the rest with line, column, byte and path. What is valid but would
 * be damaged by the parser behind it is repaired in the record and noted as a warning: of double members the last
 * counts, \u0000 becomes U+2400, half a surrogate pair U+FFFD, numbers beyond 64 bits or double become null.
 * Nothing recurses; memory is bounded by the largest record, plus the member names of the objects around it.
 *
 * Which values are records: the caller watches paths. The scanner walks into a container only when a watched path
 * leads through it; every other value it meets is a record of its own ("the rest"). So with "$.tickets[*]" watched,
 * {"format":1,"tickets":[{},{}]} gives $.format (the rest), $.tickets[0], $.tickets[1]. */
#pragma once

#include <gio/gio.h>

#include "zw-error.h"
#include "zw-json-warnings.h"

G_BEGIN_DECLS

typedef enum {
  ZW_JSON_SCAN_PLAIN = 0,
  ZW_JSON_SCAN_REFUSE_LONE_SURROGATES = 1 << 0, /* instead of repairing them: for our own format */
  ZW_JSON_SCAN_MANY_DOCUMENTS = 1 << 1,         /* several texts one behind the other: NDJSON, glued pages */
  ZW_JSON_SCAN_COMMENT_HEADER = 1 << 2          /* lines that begin with "//" before the text are passed over */
} ZwJsonScanFlags;

/* What to do with a record. All are validated alike. */
typedef enum {
  ZW_JSON_GIVE_TEXT,  /* hand it out with its repaired text */
  ZW_JSON_GIVE_PLACE, /* hand out that it is there, without text: for detecting formats; keeps nothing in memory */
  ZW_JSON_PASS_OVER   /* do not hand it out; keeps nothing in memory */
} ZwJsonHandling;

typedef enum {
  ZW_JSON_OBJECT, ZW_JSON_ARRAY, ZW_JSON_STRING, ZW_JSON_NUMBER, ZW_JSON_BOOLEAN, ZW_JSON_NULL
} ZwJsonKind;

/* One record. Everything belongs to the scanner and dies with the next call. */
typedef struct {
  int watch;        /* which watched path it is at; -1 = the rest */
  ZwJsonKind kind;
  int document;     /* counted from 0; always 0 without ZW_JSON_SCAN_MANY_DOCUMENTS */
  const char *path; /* "$.tickets[3]" */
  const char *name; /* of the member; NULL for elements and whole documents */
  gint64 index;     /* of the element; -1 for members and whole documents */
  gint64 line;      /* of its first byte, from 1 */
  gint64 column;    /* in characters, from 1 */
  gint64 offset;    /* in bytes from 0 (of the UTF-8 text where the file is UTF-16) */
  const char *text; /* valid JSON, valid UTF-8, without NUL, NOT terminated; NULL without ZW_JSON_GIVE_TEXT */
  gsize length;     /* of the text in bytes */
} ZwJsonSlice;

typedef struct _ZwJsonScanner ZwJsonScanner;

/* A scanner at the beginning of @stream, which it reads but does not close. */
ZwJsonScanner  *zw_json_scanner_new (GInputStream *stream, ZwJsonScanFlags flags);
/* The same over a text in memory. */
ZwJsonScanner  *zw_json_scanner_new_for_bytes (GBytes *bytes, ZwJsonScanFlags flags);
void            zw_json_scanner_free (ZwJsonScanner *scanner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwJsonScanner, zw_json_scanner_free)

/* Makes the values at @path records, before the first call of next. A path is "$", followed by ".name", ".*" (any
 * member) and "[*]" (any element); anything else is a programmer's mistake. Gives the number of the watch, counting
 * from 0, at most 63. Where several fit a value, the first counts; what fits is never walked into. */
int             zw_json_scanner_watch (ZwJsonScanner *scanner, const char *path, ZwJsonHandling handling);
/* What happens to values no watched path leads to; ZW_JSON_GIVE_TEXT unless set. */
void            zw_json_scanner_set_rest (ZwJsonScanner *scanner, ZwJsonHandling handling);
/* The most bytes a record handed out with its text may have, 64 MiB unless set (1 GiB at most). A larger one is
 * ZW_ERROR_UNSUPPORTED. */
void            zw_json_scanner_set_limit (ZwJsonScanner *scanner, gsize bytes);

/* Goes on to the next record: TRUE with @slice, or with NULL in @slice behind the last one, when the whole text has
 * proved valid. FALSE on errors, from then on always the same one: ZW_ERROR_SYNTAX (text), ZW_ERROR_UNSUPPORTED (over
 * the limit), ZW_ERROR_IO, G_IO_ERROR_CANCELLED. Records handed out before an error are not to be kept: an import is
 * all or nothing. A double member next to the records is handed out twice; one a watched path leads through is an
 * error, for its records are gone already. May block on the stream. */
gboolean        zw_json_scanner_next (ZwJsonScanner *scanner, const ZwJsonSlice **slice, GCancellable *cancellable,
                                      GError **error);

/* Where the scanner stopped with ZW_ERROR_SYNTAX or ZW_ERROR_UNSUPPORTED; all as in ZwJsonSlice. .path is NULL before
 * any error. Owned by the scanner. */
typedef struct {
  gint64 line;
  gint64 column;
  gint64 offset;
  const char *path;
  const char *reason; /* English, without the place */
} ZwJsonFault;
const ZwJsonFault *zw_json_scanner_get_fault (ZwJsonScanner *scanner);

/* Bytes of the stream that are behind us, for progress: against the size of the file. */
gint64          zw_json_scanner_get_bytes_read (ZwJsonScanner *scanner);
/* What was repaired so far; readers may add their own. Owned by the scanner. */
ZwJsonWarnings *zw_json_scanner_get_warnings (ZwJsonScanner *scanner);

G_END_DECLS
