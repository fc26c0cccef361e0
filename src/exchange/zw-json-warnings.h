/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwJsonWarnings: what was repaired or passed over while JSON was read, in file order, for the report of an import.
 * Filled by ZwJsonScanner, ZwJsonRecord and the readers; shown by gui and cli, which translate the kinds. Holds paths,
 * never contents. One thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  ZW_JSON_WARNING_DUPLICATE_MEMBER,     /* a name came twice in one object: the last value counts */
  ZW_JSON_WARNING_NUL_ESCAPE,           /* \u0000 became U+2400 */
  ZW_JSON_WARNING_LONE_SURROGATE,       /* half of a surrogate pair became U+FFFD */
  ZW_JSON_WARNING_INTEGER_OUT_OF_RANGE, /* an integer beyond 64 bits became null */
  ZW_JSON_WARNING_NUMBER_OUT_OF_RANGE,  /* a number beyond double became null */
  ZW_JSON_WARNING_COMMENT_LINES,        /* "//" lines before the text were passed over */
  ZW_JSON_WARNING_WRONG_TYPE,           /* a member has another type than this format says: it is left out */
  ZW_JSON_WARNING_MISSING,              /* a member this format needs is not there */
  ZW_JSON_WARNING_INVALID_VALUE,        /* right type, but a value the field cannot hold: it is left out */
  ZW_JSON_WARNING_UNKNOWN_MEMBER        /* this version does not know it, and has no place to keep it: it is left out */
} ZwJsonWarningKind;

typedef struct {
  ZwJsonWarningKind kind;
  gint64 line;   /* from 1, of the value where known, else of its record */
  char *path;    /* (owned) "$.tickets[213].points" */
  char *detail;  /* (owned) (nullable) English: what was expected, which value */
  int count;     /* the same thing this often at this path */
} ZwJsonWarning;

typedef struct _ZwJsonWarnings ZwJsonWarnings;

/* An empty list. Free with unref. */
ZwJsonWarnings      *zw_json_warnings_new (void);
ZwJsonWarnings      *zw_json_warnings_ref (ZwJsonWarnings *warnings);
void                 zw_json_warnings_unref (ZwJsonWarnings *warnings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwJsonWarnings, zw_json_warnings_unref)

/* Notes @count cases of @kind at @path. @detail may be NULL. Past 1,000 entries only the total is counted: a hostile
 * file cannot fill memory with complaints about itself. */
void                 zw_json_warnings_add (ZwJsonWarnings *warnings, ZwJsonWarningKind kind, gint64 line, const char *path,
                                           const char *detail, int count);
/* Entries that are kept, at most 1,000. */
guint                zw_json_warnings_get_length (ZwJsonWarnings *warnings);
/* The entry at @position < length; owned by the list. */
const ZwJsonWarning *zw_json_warnings_get (ZwJsonWarnings *warnings, guint position);
/* All cases ever added, kept or not. */
gint64               zw_json_warnings_get_total (ZwJsonWarnings *warnings);
/* What the kind means, in English, for logs and tests: what was wrong and what was done about it; static. */
const char          *zw_json_warning_kind_to_string (ZwJsonWarningKind kind);
/* The first half of it, for errors: where a reader refuses, nothing is done about it; static. */
const char          *zw_json_warning_kind_to_reason (ZwJsonWarningKind kind);

G_END_DECLS
