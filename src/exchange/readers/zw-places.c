/* SPDX-License-Identifier: GPL-3.0-or-later
 * The order of things in a foreign file. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-places.h"

#include <math.h>

typedef struct {
  double place;
  guint order;
  guint column; /* while tickets are sorted */
} Place;

struct _ZwPlaces {
  GHashTable *places; /* (owned) item -> Place (owned) */
};

ZwPlaces *
zw_places_new (void)
{
  ZwPlaces *self = g_new0 (ZwPlaces, 1);

  self->places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
zw_places_free (ZwPlaces *self)
{
  g_hash_table_unref (self->places);
  g_free (self);
}

void
zw_places_put (ZwPlaces *self, gconstpointer item, double place)
{
  Place *entry = g_new0 (Place, 1);

  *entry = (Place) { isnan (place) ? INFINITY : place, g_hash_table_size (self->places) };
  g_hash_table_replace (self->places, (gpointer) item, entry);
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  static const Place none = { INFINITY, G_MAXUINT, 0 };
  ZwPlaces *self = data;
  const Place *first = g_hash_table_lookup (self->places, *(gpointer *) a), *second = g_hash_table_lookup (self->places, *(gpointer *) b);

  first = first != NULL ? first : &none;
  second = second != NULL ? second : &none;
  if (first->column != second->column)
    return first->column < second->column ? -1 : 1;
  if (first->place != second->place)
    return first->place < second->place ? -1 : 1;
  return (first->order > second->order) - (first->order < second->order);
}

void
zw_places_sort (ZwPlaces *self, GPtrArray *items)
{
  g_ptr_array_sort_with_data (items, compare_items, self);
}

void
zw_places_sort_tickets (ZwPlaces *self, ZwNeutralProject *project)
{
  g_autoptr (GHashTable) columns = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < project->statuses->len; i++)
    g_hash_table_insert (columns, project->statuses->pdata[i], GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < project->tickets->len; i++)
    {
      ZwNeutralTicket *ticket = project->tickets->pdata[i];
      if (!g_hash_table_contains (self->places, ticket))
        zw_places_put (self, ticket, INFINITY);
      guint column = GPOINTER_TO_UINT (g_hash_table_lookup (columns, ticket->status));
      ((Place *) g_hash_table_lookup (self->places, ticket))->column = column != 0 ? column : G_MAXUINT;
    }
  zw_places_sort (self, project->tickets);
}
