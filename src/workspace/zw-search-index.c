/* SPDX-License-Identifier: GPL-3.0-or-later
 * The arena is a GByteArray of "web-42\ntitle\0" texts. A changed ticket gets a new text at the end; the old one is dead
 * until more than half of the arena is, then it is packed. */
#define G_LOG_DOMAIN "zettelwand"
#define _GNU_SOURCE

#include "zw-search-index.h"

#include <string.h>

#include "zw-id-map.h"

typedef struct {
  ZwTicket *ticket; /* (nullable) borrowed; NULL = dead */
  guint32 start;    /* offset into the arena */
} Entry;

struct _ZwSearchIndex {
  GByteArray *arena;
  GArray *entries;     /* of Entry, by rising start */
  ZwIdMap *indices;    /* ticket id -> index into entries + 1 */
  guint n_dead;
};

ZwSearchIndex *
zw_search_index_new (void)
{
  ZwSearchIndex *self = g_new0 (ZwSearchIndex, 1);

  self->arena = g_byte_array_new ();
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->indices = zw_id_map_new (NULL);
  return self;
}

void
zw_search_index_free (ZwSearchIndex *self)
{
  g_byte_array_unref (self->arena);
  g_array_unref (self->entries);
  zw_id_map_free (self->indices);
  g_free (self);
}

char *
zw_search_fold (const char *text)
{
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  return g_utf8_casefold (composed != NULL ? composed : text, -1);
}

static Entry *
get_entry (ZwSearchIndex *self, guint index)
{
  return &g_array_index (self->entries, Entry, index);
}

static void
append_bytes (ZwSearchIndex *self, const char *text, gsize length)
{
  g_byte_array_append (self->arena, (const guint8 *) text, (guint) length);
}

/* Nearly every text is ASCII: it is folded where it lands, without a copy of its own. */
static void
append_folded (ZwSearchIndex *self, const char *text)
{
  guint start = self->arena->len;

  if (!g_str_is_ascii (text))
    {
      g_autofree char *folded = zw_search_fold (text);
      append_bytes (self, folded, strlen (folded));
      return;
    }
  append_bytes (self, text, strlen (text));
  for (guint i = start; i < self->arena->len; i++)
    self->arena->data[i] = (guint8) g_ascii_tolower ((char) self->arena->data[i]);
}

static void
append_text (ZwSearchIndex *self, ZwTicket *ticket, const char *prefix)
{
  char number[16];

  if (prefix != NULL && ticket->number != ZW_UNSET)
    {
      append_folded (self, prefix);
      append_bytes (self, number, (gsize) g_snprintf (number, sizeof number, "-%d\n", ticket->number));
    }
  if (ticket->title != NULL)
    append_folded (self, ticket->title);
  append_bytes (self, "", 1);
}

static void
append_entry (ZwSearchIndex *self, ZwTicket *ticket, guint start)
{
  Entry entry = { ticket, start };

  g_array_append_val (self->entries, entry);
  zw_id_map_put (self->indices, zw_item_get_id (ZW_ITEM (ticket)), GUINT_TO_POINTER (self->entries->len));
}

static void
pack (ZwSearchIndex *self)
{
  g_autoptr (GByteArray) old_arena = g_steal_pointer (&self->arena);
  g_autoptr (GArray) old_entries = g_steal_pointer (&self->entries);

  self->arena = g_byte_array_sized_new (old_arena->len);
  self->entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), old_entries->len);
  self->n_dead = 0;
  for (guint i = 0; i < old_entries->len; i++)
    {
      const Entry *entry = &g_array_index (old_entries, Entry, i);
      const char *text = (const char *) old_arena->data + entry->start;
      if (entry->ticket == NULL)
        continue;
      append_entry (self, entry->ticket, self->arena->len);
      append_bytes (self, text, strlen (text) + 1);
    }
}

static void
forget (ZwSearchIndex *self, ZwTicket *ticket)
{
  guint index = GPOINTER_TO_UINT (zw_id_map_steal (self->indices, zw_item_get_id (ZW_ITEM (ticket))));

  if (index == 0)
    return;
  get_entry (self, index - 1)->ticket = NULL;
  self->n_dead++;
}

void
zw_search_index_remove (ZwSearchIndex *self, ZwTicket *ticket)
{
  forget (self, ticket);
}

void
zw_search_index_put (ZwSearchIndex *self, ZwTicket *ticket, const char *prefix)
{
  const char *known = zw_search_index_get_text (self, ticket);
  guint start = self->arena->len;
  gsize known_start = known == NULL ? 0 : (gsize) (known - (const char *) self->arena->data);

  append_text (self, ticket, prefix);
  if (known != NULL && strcmp ((char *) self->arena->data + known_start, (char *) self->arena->data + start) == 0)
    {
      g_byte_array_set_size (self->arena, start);
      return;
    }
  if (known != NULL)
    forget (self, ticket);
  append_entry (self, ticket, start);
  if (self->n_dead > 1000 && self->n_dead > self->entries->len / 2)
    pack (self);
}

const char *
zw_search_index_get_text (ZwSearchIndex *self, ZwTicket *ticket)
{
  guint index = GPOINTER_TO_UINT (zw_id_map_get (self->indices, zw_item_get_id (ZW_ITEM (ticket))));
  return index == 0 ? NULL : (const char *) self->arena->data + get_entry (self, index - 1)->start;
}

/* The entry in whose text @offset lies; searched from @low on in growing strides, because hits rise and lie close. */
static guint
find_entry_at (ZwSearchIndex *self, guint low, guint offset)
{
  guint high = low + 1, end = self->entries->len;

  for (guint stride = 1; high < end && get_entry (self, high)->start <= offset; stride *= 2)
    {
      low = high;
      high = MIN (end, high + stride);
    }

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      if (get_entry (self, middle)->start <= offset)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static gboolean
holds_all (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) == NULL)
      return FALSE;
  return TRUE;
}

static const char *
get_longest (const char *const *words)
{
  const char *longest = words[0];

  for (; *words != NULL; words++)
    if (strlen (*words) > strlen (longest))
      longest = *words;
  return longest;
}

GPtrArray *
zw_search_index_find (ZwSearchIndex *self, const char *const *words)
{
  GPtrArray *found = g_ptr_array_new ();
  const char *arena = (const char *) self->arena->data, *word = get_longest (words);
  gsize offset = 0, length = strlen (word), end = self->arena->len;
  guint index = 0;

  while (offset < end)
    {
      const char *hit = memmem (arena + offset, end - offset, word, length);
      if (hit == NULL)
        break;
      index = find_entry_at (self, index, (guint) (hit - arena));
      const Entry *entry = get_entry (self, index);
      if (entry->ticket != NULL && holds_all (arena + entry->start, words))
        g_ptr_array_add (found, entry->ticket);
      offset = index + 1 < self->entries->len ? get_entry (self, index + 1)->start : end;
    }
  return found;
}
