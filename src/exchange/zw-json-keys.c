/* SPDX-License-Identifier: GPL-3.0-or-later
 * The scanner's stack of member names. Members go as they came, last in first out; that is why the open addressing
 * needs no tombstones: taking the newest out leaves the table as it was before. Never shrinks. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-keys.h"

#include <string.h>

#include "zw-json-token.h"

#define MIX G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

void
zw_json_keys_init (ZwJsonKeys *keys)
{
  *keys = (ZwJsonKeys){ .members_size = 64, .names_size = 1024, .mask = 255 };
  keys->members = g_new (ZwJsonMember, keys->members_size);
  keys->names = g_malloc (keys->names_size);
  keys->slots = g_new0 (guint32, keys->mask + 1);
  keys->seed = ((guint64) g_random_int () << 32) | g_random_int ();
}

void
zw_json_keys_clear (ZwJsonKeys *keys)
{
  g_clear_pointer (&keys->members, g_free);
  g_clear_pointer (&keys->names, g_free);
  g_clear_pointer (&keys->slots, g_free);
}

static inline guint64
fold (guint64 hash, guint64 word)
{
  hash = (hash ^ word) * MIX;
  return hash ^ (hash >> 32);
}

static guint64
hash_name (const ZwJsonKeys *keys, guint32 owner, const char *name, gsize length)
{
  guint64 hash = fold (keys->seed, ((guint64) owner << 40) ^ length), word;

  for (; length >= sizeof word; name += sizeof word, length -= sizeof word)
    {
      memcpy (&word, name, sizeof word);
      hash = fold (hash, word);
    }
  word = 0;
  memcpy (&word, name, length);
  return fold (hash, word);
}

/* Puts the name's bytes behind the others; gives their number. Unescaped text is never longer than its source. */
static gsize
append_name (ZwJsonKeys *keys, const guint8 *raw, gsize length, gboolean escaped)
{
  char *target;

  while (keys->names_size - keys->n_names < length)
    {
      keys->names_size *= 2;
      keys->names = g_realloc (keys->names, keys->names_size);
    }
  target = keys->names + keys->n_names;
  if (escaped)
    return zw_json_unescape (raw, length, (guint8 *) target);
  memcpy (target, raw, length);
  return length;
}

static ZwJsonMember *
append_member (ZwJsonKeys *keys, guint32 owner, gsize length)
{
  ZwJsonMember *member;

  if (keys->n_members == keys->members_size)
    {
      keys->members_size *= 2;
      keys->members = g_renew (ZwJsonMember, keys->members, keys->members_size);
    }
  member = &keys->members[keys->n_members++];
  *member = (ZwJsonMember){ .name = keys->n_names, .length = length, .slot = ZW_JSON_KEYS_NO_SLOT, .owner = owner };
  keys->n_names += length;
  return member;
}

/* The slots must be filled in the order of the stack: leaving relies on it. */
static void
grow_index (ZwJsonKeys *keys)
{
  keys->mask = keys->mask * 2 + 1;
  g_free (keys->slots);
  keys->slots = g_new0 (guint32, keys->mask + 1);
  for (gsize i = 0; i < keys->n_members; i++)
    {
      gsize slot = keys->members[i].hash & keys->mask;
      if (keys->members[i].slot == ZW_JSON_KEYS_NO_SLOT)
        continue;
      while (keys->slots[slot] != 0)
        slot = (slot + 1) & keys->mask;
      keys->slots[slot] = i + 1;
      keys->members[i].slot = slot;
    }
}

static gboolean
is_same (const ZwJsonKeys *keys, const ZwJsonMember *member, guint64 hash, guint32 owner, gsize length)
{
  return member->hash == hash && member->owner == owner && member->length == length
         && memcmp (keys->names + member->name, keys->names + keys->n_names, length) == 0;
}

gsize
zw_json_keys_add (ZwJsonKeys *keys, guint32 owner, const guint8 *raw, gsize length, gboolean escaped, gboolean *known)
{
  gsize written = append_name (keys, raw, length, escaped), slot;
  guint64 hash = hash_name (keys, owner, keys->names + keys->n_names, written);
  ZwJsonMember *member;

  if (keys->n_members * 2 > keys->mask)
    grow_index (keys);
  for (slot = hash & keys->mask; keys->slots[slot] != 0; slot = (slot + 1) & keys->mask)
    {
      *known = is_same (keys, &keys->members[keys->slots[slot] - 1], hash, owner, written);
      if (*known)
        return keys->slots[slot] - 1;
    }
  *known = FALSE;
  member = append_member (keys, owner, written);
  member->hash = hash;
  member->slot = slot;
  keys->slots[slot] = keys->n_members;
  return keys->n_members - 1;
}

gsize
zw_json_keys_push (ZwJsonKeys *keys, guint32 owner, const guint8 *raw, gsize length, gboolean escaped)
{
  append_member (keys, owner, append_name (keys, raw, length, escaped));
  return keys->n_members - 1;
}

void
zw_json_keys_leave (ZwJsonKeys *keys, gsize floor)
{
  while (keys->n_members > floor)
    {
      const ZwJsonMember *member = &keys->members[--keys->n_members];
      if (member->slot != ZW_JSON_KEYS_NO_SLOT)
        keys->slots[member->slot] = 0;
      keys->n_names = member->name;
    }
}
