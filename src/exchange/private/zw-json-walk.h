/* SPDX-License-Identifier: GPL-3.0-or-later
 * The inside of ZwJsonScanner, and the walk over the text it is made of. For the scanner alone: zw-json-scanner.c has
 * the public functions, zw-json-walk.c the tokens. */
#pragma once

#include "zw-json-scanner.h"
#include "zw-json-token.h"
#include "zw-json-trail.h"
#include "zw-json-watches.h"

G_BEGIN_DECLS

typedef enum {
  ZW_JSON_EXPECT_START,          /* nothing read yet */
  ZW_JSON_EXPECT_VALUE,
  ZW_JSON_EXPECT_FIRST_ELEMENT,  /* a value or ] */
  ZW_JSON_EXPECT_FIRST_MEMBER,   /* a name or } */
  ZW_JSON_EXPECT_MEMBER,         /* a name */
  ZW_JSON_EXPECT_COLON,
  ZW_JSON_EXPECT_COMMA,          /* or the end of the container */
  ZW_JSON_EXPECT_NOTHING         /* the document is complete */
} ZwJsonExpect;

typedef enum { ZW_JSON_WALK_ON, ZW_JSON_WALK_RECORD, ZW_JSON_WALK_END, ZW_JSON_WALK_FAILED } ZwJsonWalk;

struct _ZwJsonScanner {
  ZwJsonInput input;
  ZwJsonTrail trail;
  ZwJsonWatches watches;
  ZwJsonWarnings *warnings; /* (owned) */
  ZwJsonScanFlags flags;
  ZwJsonHandling rest;
  ZwJsonExpect expect;
  gboolean in_record;
  int record_depth;         /* containers around the record */
  ZwJsonHandling handling;  /* of the record under way */
  ZwJsonSlice slice;
  char *path;               /* (owned) (nullable) of the slice */
  char *name;               /* (owned) (nullable) of the slice */
  ZwJsonFault fault;
  char *fault_path;         /* (owned) (nullable) */
  GError *error;            /* (owned) (nullable) once set, for good */
};

/* Takes the next token. RECORD: the slice is filled and stays pinned. FAILED: the input knows why. */
ZwJsonWalk zw_json_walk_take_token (ZwJsonScanner *scanner);

G_END_DECLS
