/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwPlaces: where things of a foreign file stand among their like, as numbers that come in any order and may be equal or missing.
 * For the readers. */
#pragma once

#include "zw-neutral.h"

G_BEGIN_DECLS

typedef struct _ZwPlaces ZwPlaces;

ZwPlaces *zw_places_new (void);
void      zw_places_free (ZwPlaces *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwPlaces, zw_places_free)

/* @place: NAN or INFINITY = behind those that have one. What is put first stands first among equals. */
void      zw_places_put (ZwPlaces *self, gconstpointer item, double place);
/* By place; what was never put comes last, in its order. */
void      zw_places_sort (ZwPlaces *self, GPtrArray *items);
/* By column, in the order the columns have, then by place; what has no column comes last. */
void      zw_places_sort_tickets (ZwPlaces *self, ZwNeutralProject *project);

G_END_DECLS
