/* SPDX-License-Identifier: GPL-3.0-or-later
 * A sum of weights modulo 2^64: the order does not matter, and nothing needs to be kept per row. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-balance.h"

#include <string.h>

#include "zw-item.h"

#define MIX G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

struct _ZwImportBalance {
  guint64 sum, seed;
  char **initials[ZW_N_ENTITIES]; /* (owned) what a new row holds, by index into the field table */
};

static char **
make_initials (ZwEntity entity)
{
  g_autoptr (ZwItem) item = g_object_new (zw_entity_get_item_type (entity), NULL);
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields);
  char **initials = g_new0 (char *, n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].offset != 0)
      initials[i] = zw_item_dup_value (item, fields[i].field);
  return initials;
}

ZwImportBalance *
zw_import_balance_new (void)
{
  ZwImportBalance *self = g_new0 (ZwImportBalance, 1);

  self->seed = ((guint64) g_random_int () << 32) | g_random_int ();
  for (ZwEntity entity = 0; entity < ZW_N_ENTITIES; entity++)
    self->initials[entity] = make_initials (entity);
  return self;
}

void
zw_import_balance_free (ZwImportBalance *self)
{
  for (ZwEntity entity = 0; entity < ZW_N_ENTITIES; entity++)
    {
      guint n_fields;
      zw_entity_get_fields (entity, &n_fields);
      for (guint i = 0; i < n_fields; i++)
        g_free (self->initials[entity][i]);
      g_free (self->initials[entity]);
    }
  g_free (self);
}

static inline guint64
fold (guint64 hash, guint64 word)
{
  hash = (hash ^ word) * MIX;
  return hash ^ (hash >> 29);
}

/* What no row says weighs nothing: a value that it has from the beginning. */
static guint64
weigh (ZwImportBalance *self, ZwEntity entity, gint64 id, ZwField field, const char *text)
{
  guint n_fields;
  const ZwFieldSpec *spec = zw_entity_find_field (entity, field);
  guint64 hash = fold (fold (self->seed, (guint64) id), ((guint64) entity << 32) | field), word;

  if (spec == NULL || g_strcmp0 (text, self->initials[entity][spec - zw_entity_get_fields (entity, &n_fields)]) == 0)
    return 0;
  gsize length = text == NULL ? 0 : strlen (text);
  hash = fold (hash, text == NULL ? G_MAXUINT64 : length);
  for (; length >= sizeof word; text += sizeof word, length -= sizeof word)
    {
      memcpy (&word, text, sizeof word);
      hash = fold (hash, word);
    }
  word = 0;
  if (length > 0)
    memcpy (&word, text, length);
  return fold (fold (hash, word), self->seed);
}

static guint64
weigh_values (ZwImportBalance *self, const ZwChange *change)
{
  guint64 sum = 0;

  for (guint i = 0; i < change->values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (change->values, ZwFieldValue, i);
      sum += weigh (self, change->entity, change->id, value->field, value->text);
    }
  return sum;
}

/* By how much @change makes its row heavier. */
static guint64
weigh_change (ZwImportBalance *self, const ZwChange *change)
{
  switch (change->op)
    {
    case ZW_OP_CREATE:
      return weigh_values (self, change);
    case ZW_OP_DELETE:
      return -weigh_values (self, change);
    case ZW_OP_SET:
      return weigh (self, change->entity, change->id, change->field, change->new_value)
             - weigh (self, change->entity, change->id, change->field, change->old_value);
    case ZW_OP_ADD:
      return weigh (self, change->entity, change->id, change->field, change->new_value);
    case ZW_OP_REMOVE:
      return -weigh (self, change->entity, change->id, change->field, change->old_value);
    }
  return 0;
}

static guint64
weigh_row (ZwImportBalance *self, const ZwChangeSet *row)
{
  guint64 sum = 0;

  for (guint i = 0; i < row->changes->len; i++)
    sum += weigh_change (self, row->changes->pdata[i]);
  return sum;
}

void
zw_import_balance_put_row (ZwImportBalance *self, const ZwChangeSet *row)
{
  self->sum += weigh_row (self, row);
}

void
zw_import_balance_take_change (ZwImportBalance *self, const ZwChange *change)
{
  self->sum -= weigh_change (self, change);
}

void
zw_import_balance_take_row (ZwImportBalance *self, const ZwChangeSet *row)
{
  self->sum -= weigh_row (self, row);
}

gboolean
zw_import_balance_is_even (ZwImportBalance *self)
{
  return self->sum == 0;
}
