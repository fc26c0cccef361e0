/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a scanner stands: the containers that are open around it, with their member names. For the scanner alone. */
#pragma once

#include "zw-json-keys.h"

G_BEGIN_DECLS

#define ZW_JSON_MAX_DEPTH 256
#define ZW_JSON_NO_MEMBER G_MAXSIZE

typedef struct {
  gboolean object;
  gsize floor;     /* members of the objects around it */
  gsize member;    /* of an object: the one under way in .keys, or ZW_JSON_NO_MEMBER */
  gint64 index;    /* of an array: the element under way */
  guint64 watches; /* bits of those whose path leads here and beyond */
} ZwJsonFrame;

typedef struct {
  ZwJsonKeys keys;
  ZwJsonFrame frames[ZW_JSON_MAX_DEPTH];
  int depth;
} ZwJsonTrail;

/* The innermost container, NULL outside all. */
static inline ZwJsonFrame *
zw_json_trail_get_top (ZwJsonTrail *trail)
{
  return trail->depth > 0 ? &trail->frames[trail->depth - 1] : NULL;
}

/* Opens a container; FALSE at the greatest depth. */
gboolean    zw_json_trail_enter (ZwJsonTrail *trail, gboolean object, guint64 watches);
void        zw_json_trail_leave (ZwJsonTrail *trail);
/* The name of the member under way, not terminated; NULL in arrays and outside. */
const char *zw_json_trail_get_name (ZwJsonTrail *trail, gsize *length);
/* "$.tickets[213].points" in a new string; the middle of very long paths is left out. */
char       *zw_json_trail_dup_path (ZwJsonTrail *trail);

G_END_DECLS
