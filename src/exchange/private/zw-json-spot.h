/* SPDX-License-Identifier: GPL-3.0-or-later
 * One member or element of a parsed record on its way to a typed value. For ZwJsonRecord and ZwJsonList alone, whose
 * getters it implements; zw-json-record.h says what each gives. */
#pragma once

#include <json-glib/json-glib.h>

#include "zw-json-record.h"

G_BEGIN_DECLS

/* What a record and everything opened from it share: a g_rc_box. */
typedef struct {
  JsonNode *root;           /* (owned) */
  ZwJsonWarnings *warnings; /* (owned) */
  gint64 line;
  GError *error;            /* (owned) (nullable) the first problem */
} ZwJsonTree;

ZwJsonTree *zw_json_tree_parse (const ZwJsonSlice *slice, ZwJsonWarnings *warnings, GError **error);
void        zw_json_tree_unref (ZwJsonTree *tree);

typedef struct {
  ZwJsonTree *tree;
  const char *path; /* of its container */
  const char *name; /* of a member; NULL for elements */
  guint index;      /* of an element */
  JsonNode *node;   /* NULL when absent */
} ZwJsonSpot;

char       *zw_json_spot_dup_path (const ZwJsonSpot *spot);
/* Notes a problem with the spot; always FALSE. */
gboolean    zw_json_spot_note (const ZwJsonSpot *spot, ZwJsonWarningKind kind, const char *detail);
/* Whether it is there and not null. */
gboolean    zw_json_spot_is_value (const ZwJsonSpot *spot);
/* Of a node that is there. */
ZwJsonKind  zw_json_spot_get_kind (const ZwJsonSpot *spot);
/* "an object" */
const char *zw_json_kind_to_string (ZwJsonKind kind);
/* Whether there is a value of @kind; a value of another kind is noted. */
gboolean    zw_json_spot_holds (const ZwJsonSpot *spot, ZwJsonKind kind);

const char *zw_json_spot_read_string (const ZwJsonSpot *spot);
gboolean    zw_json_spot_read_number (const ZwJsonSpot *spot, double *value);
gboolean    zw_json_spot_read_int64 (const ZwJsonSpot *spot, gint64 *value);
gboolean    zw_json_spot_read_id (const ZwJsonSpot *spot, gint64 *id);
char       *zw_json_spot_read_text (const ZwJsonSpot *spot);
/* The node as compact JSON; recurses no deeper than the scanner lets records be. */
void        zw_json_append_node (GString *text, JsonNode *node);

G_END_DECLS
