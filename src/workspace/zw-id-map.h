/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwIdMap: a hash map from 63-bit ids (or addresses) to pointers, 16 bytes a slot and no allocation per entry: 100,000 tickets are
 * found in it on every command. Used by workspace and exchange; never holds the id 0 or a NULL value. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ZwIdMap ZwIdMap;

/* @free_value (nullable) gets every value that is replaced, removed or left at the end. */
ZwIdMap *zw_id_map_new (GDestroyNotify free_value);
void     zw_id_map_free (ZwIdMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwIdMap, zw_id_map_free)

/* Makes room for @n entries at once. */
void     zw_id_map_reserve (ZwIdMap *self, guint n);
guint    zw_id_map_get_n (const ZwIdMap *self);
/* (nullable) borrowed */
gpointer zw_id_map_get (const ZwIdMap *self, gint64 id);
/* Takes @value. */
void     zw_id_map_put (ZwIdMap *self, gint64 id, gpointer value);
/* (nullable) (transfer full): the value leaves the map without being freed. */
gpointer zw_id_map_steal (ZwIdMap *self, gint64 id);
void     zw_id_map_remove (ZwIdMap *self, gint64 id);
void     zw_id_map_clear (ZwIdMap *self);
/* Walks the values in no particular order; start with *@position = 0, FALSE at the end. The map must not change. */
gboolean zw_id_map_next (const ZwIdMap *self, guint *position, gint64 *id, gpointer *value);

G_END_DECLS
