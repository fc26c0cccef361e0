/* SPDX-License-Identifier: GPL-3.0-or-later
 * One array of entries, a list of its free places, and a map into it: no allocation per card. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-board-entries.h"

#include "zw-id-map.h"

struct _ZwBoardEntries {
  GArray *entries; /* (owned) of ZwBoardEntry */
  GArray *free;    /* (owned) of guint: indices into entries that are not in use */
  ZwIdMap *places; /* (owned) ticket id -> index + 1 */
};

ZwBoardEntries *
zw_board_entries_new (void)
{
  ZwBoardEntries *self = g_new0 (ZwBoardEntries, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (ZwBoardEntry));
  self->free = g_array_new (FALSE, FALSE, sizeof (guint));
  self->places = zw_id_map_new (NULL);
  return self;
}

void
zw_board_entries_free (ZwBoardEntries *self)
{
  g_array_unref (self->entries);
  g_array_unref (self->free);
  zw_id_map_free (self->places);
  g_free (self);
}

guint
zw_board_entries_get_n (ZwBoardEntries *self)
{
  return zw_id_map_get_n (self->places);
}

const ZwBoardEntry *
zw_board_entries_get (ZwBoardEntries *self, gint64 ticket)
{
  guint place = GPOINTER_TO_UINT (zw_id_map_get (self->places, ticket));
  return place == 0 ? NULL : &g_array_index (self->entries, ZwBoardEntry, place - 1);
}

void
zw_board_entries_put (ZwBoardEntries *self, gint64 ticket, const ZwBoardEntry *entry)
{
  guint index = self->entries->len;

  if (self->free->len > 0)
    {
      index = g_array_index (self->free, guint, self->free->len - 1);
      g_array_set_size (self->free, self->free->len - 1);
      g_array_index (self->entries, ZwBoardEntry, index) = *entry;
    }
  else
    g_array_append_vals (self->entries, entry, 1);
  zw_id_map_put (self->places, ticket, GUINT_TO_POINTER (index + 1));
}

gboolean
zw_board_entries_take (ZwBoardEntries *self, gint64 ticket, ZwBoardEntry *entry)
{
  guint place = GPOINTER_TO_UINT (zw_id_map_steal (self->places, ticket));

  if (place == 0)
    return FALSE;
  place--;
  *entry = g_array_index (self->entries, ZwBoardEntry, place);
  g_array_append_val (self->free, place);
  return TRUE;
}

void
zw_board_entries_clear (ZwBoardEntries *self, guint n_expected)
{
  g_array_unref (self->entries);
  self->entries = g_array_sized_new (FALSE, FALSE, sizeof (ZwBoardEntry), n_expected);
  g_array_set_size (self->free, 0);
  zw_id_map_clear (self->places);
  zw_id_map_reserve (self->places, n_expected);
}
