/* SPDX-License-Identifier: GPL-3.0-or-later
 * White space, strings, numbers and words of JSON: checked byte by byte and repaired in place in the scanner's window
 * (every repair has the length of what it replaces). For the scanner's own files alone. */
#pragma once

#include "zw-json-input.h"

G_BEGIN_DECLS

typedef struct {
  gsize length;     /* raw bytes between the quotes; they end one byte before the cursor */
  gboolean escaped; /* holds backslashes */
  int nuls;         /* \u0000 replaced by \u2400 */
  int surrogates;   /* lone surrogates replaced by \ufffd */
} ZwJsonString;

typedef enum { ZW_JSON_NUMBER_FITS, ZW_JSON_NUMBER_BEYOND_INT64, ZW_JSON_NUMBER_BEYOND_DOUBLE } ZwJsonNumber;

/* Moves to the first byte that is no white space and gives it; 0 where there is none (a NUL byte, the end, an error). */
guint8   zw_json_skip_blanks (ZwJsonInput *input);
/* Moves to the next newline, or to where the text ends. */
void     zw_json_skip_line (ZwJsonInput *input);

static inline guint8
zw_json_skip_space (ZwJsonInput *input)
{
  return *input->cursor > ' ' ? *input->cursor : zw_json_skip_blanks (input);
}

/* Each begins at the cursor and leaves it behind the token, or at the byte that is wrong, with input->reason or
 * input->error set. The string's bytes stay in the window only while input->pin holds them. */
gboolean zw_json_scan_string (ZwJsonInput *input, gboolean refuse_lone_surrogates, ZwJsonString *string);
gboolean zw_json_scan_number (ZwJsonInput *input, ZwJsonNumber *number);
gboolean zw_json_scan_word (ZwJsonInput *input);

/* Undoes the escapes of a string that was scanned. @target holds @length bytes at least; gives the bytes written. */
gsize    zw_json_unescape (const guint8 *raw, gsize length, guint8 *target);

G_END_DECLS
