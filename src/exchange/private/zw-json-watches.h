/* SPDX-License-Identifier: GPL-3.0-or-later
 * The paths a scanner watches ("$.tickets[*]") and which of them a place of the text belongs to. A set of watches is a
 * word of bits, narrowed from container to container. For the scanner alone. */
#pragma once

#include <glib.h>

#include "zw-json-scanner.h"

G_BEGIN_DECLS

#define ZW_JSON_MAX_WATCHES 64
#define ZW_JSON_ALL_WATCHES G_MAXUINT64

typedef struct {
  GArray *steps; /* (owned) (element-type Step) */
  ZwJsonHandling handling;
} ZwJsonWatch;

typedef struct {
  ZwJsonWatch items[ZW_JSON_MAX_WATCHES];
  int n_items;
} ZwJsonWatches;

void     zw_json_watches_clear (ZwJsonWatches *watches);
/* Adds "$", "$.name", "$.*", "$[*]" or a chain of them; its number, or -1 for anything else. */
int      zw_json_watches_add (ZwJsonWatches *watches, const char *path, ZwJsonHandling handling);

/* Those of @bits, which lead to a container at @depth - 1, that lead on to this member of it (@name of @length bytes)
 * or to an element (@name NULL). */
guint64  zw_json_watches_narrow (const ZwJsonWatches *watches, guint64 bits, int depth, const char *name, gsize length);
/* The first of @bits whose path ends at @depth, or -1. */
int      zw_json_watches_find_end (const ZwJsonWatches *watches, guint64 bits, int depth);
/* Whether one of @bits leads into the container that begins with @opening at @depth; 0 asks for any container. */
gboolean zw_json_watches_lead_on (const ZwJsonWatches *watches, guint64 bits, int depth, guint8 opening);

G_END_DECLS
