/* SPDX-License-Identifier: GPL-3.0-or-later
 * Open addressing with linear probing; removal shifts the followers back, so there are no tombstones. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-id-map.h"

typedef struct {
  gint64 id; /* 0 = free */
  gpointer value;
} Slot;

struct _ZwIdMap {
  Slot *slots;
  guint bits;
  guint n;
  GDestroyNotify free_value;
};

enum { FIRST_BITS = 4 };

static guint
get_home (const ZwIdMap *self, gint64 id)
{
  return (guint) (((guint64) id * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> (64 - self->bits));
}

static guint
get_mask (const ZwIdMap *self)
{
  return (1u << self->bits) - 1;
}

/* The slot that holds @id, or the free one where it would go. */
static guint
find_slot (const ZwIdMap *self, gint64 id)
{
  guint slot = get_home (self, id);

  while (self->slots[slot].id != 0 && self->slots[slot].id != id)
    slot = (slot + 1) & get_mask (self);
  return slot;
}

ZwIdMap *
zw_id_map_new (GDestroyNotify free_value)
{
  ZwIdMap *self = g_new0 (ZwIdMap, 1);

  self->bits = FIRST_BITS;
  self->slots = g_new0 (Slot, 1u << self->bits);
  self->free_value = free_value;
  return self;
}

void
zw_id_map_clear (ZwIdMap *self)
{
  g_autofree Slot *slots = g_steal_pointer (&self->slots);
  guint n_slots = 1u << self->bits;

  self->bits = FIRST_BITS;
  self->n = 0;
  self->slots = g_new0 (Slot, 1u << self->bits);
  for (guint i = 0; i < n_slots; i++)
    if (slots[i].id != 0 && self->free_value != NULL)
      self->free_value (slots[i].value);
}

void
zw_id_map_free (ZwIdMap *self)
{
  zw_id_map_clear (self);
  g_free (self->slots);
  g_free (self);
}

guint
zw_id_map_get_n (const ZwIdMap *self)
{
  return self->n;
}

gpointer
zw_id_map_get (const ZwIdMap *self, gint64 id)
{
  return id == 0 ? NULL : self->slots[find_slot (self, id)].value;
}

/* Up to four fifths may be taken: probes lie side by side, and a map half as large stays in the cache. */
static gboolean
is_too_small (guint bits, guint n)
{
  return 5 * (guint64) n > (guint64) 4 << bits;
}

static void
grow (ZwIdMap *self, guint bits)
{
  g_autofree Slot *old = self->slots;
  guint n_old = 1u << self->bits;

  self->bits = bits;
  self->slots = g_new0 (Slot, 1u << self->bits);
  for (guint i = 0; i < n_old; i++)
    if (old[i].id != 0)
      self->slots[find_slot (self, old[i].id)] = old[i];
}

void
zw_id_map_reserve (ZwIdMap *self, guint n)
{
  guint bits = self->bits;

  while (is_too_small (bits, n))
    bits++;
  if (bits > self->bits)
    grow (self, bits);
}

void
zw_id_map_put (ZwIdMap *self, gint64 id, gpointer value)
{
  g_return_if_fail (id != 0 && value != NULL);
  guint slot = find_slot (self, id);

  if (self->slots[slot].id == 0)
    {
      if (is_too_small (self->bits, self->n + 1))
        {
          grow (self, self->bits + 1);
          slot = find_slot (self, id);
        }
      self->n++;
    }
  else if (self->free_value != NULL)
    self->free_value (self->slots[slot].value);
  self->slots[slot] = (Slot) { id, value };
}

/* Every follower that could not be at home because of the freed slot moves up. */
static void
close_gap (ZwIdMap *self, guint gap)
{
  guint mask = get_mask (self);

  for (guint slot = (gap + 1) & mask; self->slots[slot].id != 0; slot = (slot + 1) & mask)
    {
      guint home = get_home (self, self->slots[slot].id);
      if (((slot - home) & mask) >= ((slot - gap) & mask))
        {
          self->slots[gap] = self->slots[slot];
          gap = slot;
        }
    }
  self->slots[gap] = (Slot) { 0, NULL };
}

gpointer
zw_id_map_steal (ZwIdMap *self, gint64 id)
{
  if (id == 0)
    return NULL;
  guint slot = find_slot (self, id);
  gpointer value = self->slots[slot].value;
  if (self->slots[slot].id == 0)
    return NULL;
  close_gap (self, slot);
  self->n--;
  return value;
}

void
zw_id_map_remove (ZwIdMap *self, gint64 id)
{
  gpointer value = zw_id_map_steal (self, id);

  if (value != NULL && self->free_value != NULL)
    self->free_value (value);
}

gboolean
zw_id_map_next (const ZwIdMap *self, guint *position, gint64 *id, gpointer *value)
{
  while (*position < 1u << self->bits)
    {
      const Slot *slot = &self->slots[(*position)++];
      if (slot->id == 0)
        continue;
      if (id != NULL)
        *id = slot->id;
      if (value != NULL)
        *value = slot->value;
      return TRUE;
    }
  return FALSE;
}
