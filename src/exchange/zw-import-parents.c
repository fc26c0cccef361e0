/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every walk upwards ends at the top, or at what a walk before has seen, or in a circle. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-parents.h"

struct _ZwImportParents {
  ZwIdMap *parents; /* (owned) id -> id of its parent */
  ZwIdMap *walks;   /* (owned) id -> number of the walk that came by */
};

ZwImportParents *
zw_import_parents_new (void)
{
  ZwImportParents *self = g_new0 (ZwImportParents, 1);

  self->parents = zw_id_map_new (NULL);
  self->walks = zw_id_map_new (NULL);
  return self;
}

void
zw_import_parents_free (ZwImportParents *self)
{
  zw_id_map_free (self->parents);
  zw_id_map_free (self->walks);
  g_free (self);
}

void
zw_import_parents_put (ZwImportParents *self, gint64 id, gint64 parent)
{
  zw_id_map_put (self->parents, id, GSIZE_TO_POINTER ((gsize) parent));
}

static gint64
get_parent (ZwImportParents *self, gint64 id)
{
  return (gint64) GPOINTER_TO_SIZE (zw_id_map_get (self->parents, id));
}

static GArray *
collect_circle (ZwImportParents *self, gint64 start)
{
  GArray *circle = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = start;

  g_array_append_val (circle, id);
  do
    {
      id = get_parent (self, id);
      g_array_append_val (circle, id);
    }
  while (id != start);
  return circle;
}

GArray *
zw_import_parents_find_circle (ZwImportParents *self)
{
  guint position = 0, walk = 0;
  gint64 id;

  while (zw_id_map_next (self->parents, &position, &id, NULL))
    {
      walk++;
      for (; id != 0 && zw_id_map_get (self->walks, id) == NULL; id = get_parent (self, id))
        zw_id_map_put (self->walks, id, GUINT_TO_POINTER (walk));
      if (id != 0 && GPOINTER_TO_UINT (zw_id_map_get (self->walks, id)) == walk)
        return collect_circle (self, id);
    }
  return NULL;
}
