/* SPDX-License-Identifier: GPL-3.0-or-later
 * The corpus of the JSON tests: one small text per rule of RFC 8259, to be accepted or refused whole. Used by the
 * scanner's tests; the texts are plain bytes and may hold NUL. */
#pragma once

#include <glib.h>

typedef struct {
  const char *name; /* which rule */
  const char *text;
  gsize length;
} JsonCase;

/* Both end with a case whose name is NULL. */
extern const JsonCase json_accepted[];
extern const JsonCase json_refused[];
