/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwJsonTree: one record of JSON in memory, made from a text the scanner has proved valid; so nothing can go wrong here. Names and
 * texts lie in one copy of that text, values in a few large blocks: making and freeing a tree costs little more than reading
 * it once. For ZwJsonRecord, ZwJsonList and ZwJsonSpot alone. */
#pragma once

#include "zw-json-scanner.h"

G_BEGIN_DECLS

typedef struct _ZwJsonNode ZwJsonNode;
struct _ZwJsonNode {
  ZwJsonKind kind;
  guint n;          /* of objects and arrays: children; of numbers: whether it is .integer */
  guint hash;       /* of .name */
  const char *name; /* of members */
  union {
    ZwJsonNode *children; /* contiguous; of objects each name once, the last value that was given */
    const char *string;
    gint64 integer;
    double real;
    gboolean boolean;
  };
};

/* What a record and everything opened from it share: a g_rc_box. */
typedef struct {
  ZwJsonNode *root;
  ZwJsonWarnings *warnings; /* (owned) */
  gint64 line;
  GError *error;            /* (owned) (nullable) the first problem */
  char *text;               /* (owned) */
  GPtrArray *blocks;        /* (owned) of nodes */
  gsize used;               /* bytes of the last block */
  gsize size;
  GHashTable *indexes;      /* (owned) (nullable) of large objects: node -> name -> child */
} ZwJsonTree;

/* @slice has its text. Holds a reference on @warnings. */
ZwJsonTree *zw_json_tree_parse (const ZwJsonSlice *slice, ZwJsonWarnings *warnings);
void        zw_json_tree_unref (ZwJsonTree *tree);
/* Puts an object with one member @name (copied) around the root. */
void        zw_json_tree_wrap (ZwJsonTree *tree, const char *name);
/* The member of @object of that name; NULL = none. */
ZwJsonNode *zw_json_tree_find (ZwJsonTree *tree, ZwJsonNode *object, const char *name);

G_END_DECLS
