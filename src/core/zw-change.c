/* SPDX-License-Identifier: GPL-3.0-or-later
 * Change sets as plain data: building, reading, inverting. Knows no object and no store. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-change.h"

static const char *const deed_names[] = { "edit", "create", "delete", "move", "close", "reopen", "comment",
                                          "sprint", "project", "import", "undo", "redo", NULL };

G_DEFINE_BOXED_TYPE (ZwChangeSet, zw_change_set, zw_change_set_ref, zw_change_set_unref)

const char *
zw_deed_to_string (ZwDeed deed)
{
  return deed_names[deed];
}

ZwDeed
zw_deed_from_string (const char *name)
{
  return MAX (0, zw_choice_from_string (deed_names, name));
}

static void
clear_value (gpointer data)
{
  g_free (((ZwFieldValue *) data)->text);
}

void
zw_change_free (ZwChange *change)
{
  g_free (change->old_value);
  g_free (change->new_value);
  g_clear_pointer (&change->values, g_array_unref);
  g_free (change);
}

ZwChangeSet *
zw_change_set_new (gint64 id, ZwDeed deed)
{
  ZwChangeSet *set = g_new0 (ZwChangeSet, 1);

  g_atomic_ref_count_init (&set->ref_count);
  set->id = id;
  set->deed = deed;
  set->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_free);
  set->guards = g_array_new (FALSE, FALSE, sizeof (ZwGuard));
  return set;
}

ZwChangeSet *
zw_change_set_ref (ZwChangeSet *set)
{
  g_atomic_ref_count_inc (&set->ref_count);
  return set;
}

void
zw_change_set_unref (ZwChangeSet *set)
{
  if (!g_atomic_ref_count_dec (&set->ref_count))
    return;
  g_ptr_array_unref (set->changes);
  g_array_unref (set->guards);
  g_free (set->writer);
  g_free (set->actor_name);
  g_free (set);
}

static ZwChange *
append (ZwChangeSet *set, ZwOp op, ZwEntity entity, gint64 id, gint64 ticket, ZwField field)
{
  ZwChange *change = g_new0 (ZwChange, 1);

  change->op = op;
  change->entity = entity;
  change->id = id;
  change->ticket = entity == ZW_ENTITY_TICKET ? id : ticket;
  change->field = field;
  g_ptr_array_add (set->changes, change);
  return change;
}

static ZwChange *
append_with_values (ZwChangeSet *set, ZwOp op, ZwEntity entity, gint64 id, gint64 ticket)
{
  ZwChange *change = append (set, op, entity, id, ticket, ZW_FIELD_NONE);

  change->values = g_array_new (FALSE, FALSE, sizeof (ZwFieldValue));
  g_array_set_clear_func (change->values, clear_value);
  return change;
}

ZwChange *
zw_change_set_create (ZwChangeSet *set, ZwEntity entity, gint64 id, gint64 ticket)
{
  return append_with_values (set, ZW_OP_CREATE, entity, id, ticket);
}

ZwChange *
zw_change_set_delete (ZwChangeSet *set, ZwEntity entity, gint64 id, gint64 ticket)
{
  return append_with_values (set, ZW_OP_DELETE, entity, id, ticket);
}

void
zw_change_set_set (ZwChangeSet *set, ZwEntity entity, gint64 id, gint64 ticket, ZwField field, const char *old_value,
                   const char *new_value)
{
  if (g_strcmp0 (old_value, new_value) == 0)
    return;
  ZwChange *change = append (set, ZW_OP_SET, entity, id, ticket, field);
  change->old_value = g_strdup (old_value);
  change->new_value = g_strdup (new_value);
}

void
zw_change_set_add (ZwChangeSet *set, ZwEntity entity, gint64 id, gint64 ticket, ZwField field, const char *value)
{
  append (set, ZW_OP_ADD, entity, id, ticket, field)->new_value = g_strdup (value);
}

void
zw_change_set_remove (ZwChangeSet *set, ZwEntity entity, gint64 id, gint64 ticket, ZwField field, const char *value)
{
  append (set, ZW_OP_REMOVE, entity, id, ticket, field)->old_value = g_strdup (value);
}

void
zw_change_set_guard (ZwChangeSet *set, ZwGuardKind kind, ZwEntity entity, gint64 id)
{
  ZwGuard guard = { .kind = kind, .entity = entity, .id = id };
  g_array_append_val (set->guards, guard);
}

void
zw_change_set_guard_limit (ZwChangeSet *set, gint64 ticket, gint64 since)
{
  ZwGuard guard = { ZW_GUARD_WIP_LIMIT, ZW_ENTITY_TICKET, ticket, since };
  g_array_append_val (set->guards, guard);
}

gboolean
zw_change_set_is_empty (const ZwChangeSet *set)
{
  return set->changes->len == 0;
}

static int
find_value (const ZwChange *change, ZwField field)
{
  for (guint i = 0; change->values != NULL && i < change->values->len; i++)
    if (g_array_index (change->values, ZwFieldValue, i).field == field)
      return (int) i;
  return -1;
}

void
zw_change_put (ZwChange *change, ZwField field, const char *text)
{
  int index = find_value (change, field);

  if (index >= 0)
    g_array_remove_index (change->values, (guint) index);
  if (text == NULL || *text == '\0')
    return;
  ZwFieldValue value = { field, g_strdup (text) };
  g_array_append_val (change->values, value);
}

void
zw_change_put_int (ZwChange *change, ZwField field, gint64 value)
{
  char text[24];
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  zw_change_put (change, field, text);
}

const char *
zw_change_get (const ZwChange *change, ZwField field)
{
  int index = find_value (change, field);
  return index < 0 ? NULL : g_array_index (change->values, ZwFieldValue, (guint) index).text;
}

static ZwChange *
copy_change (const ZwChange *change)
{
  ZwChange *copy = g_new0 (ZwChange, 1);

  *copy = *change;
  copy->old_value = g_strdup (change->old_value);
  copy->new_value = g_strdup (change->new_value);
  if (change->values == NULL)
    return copy;
  copy->values = g_array_new (FALSE, FALSE, sizeof (ZwFieldValue));
  g_array_set_clear_func (copy->values, clear_value);
  for (guint i = 0; i < change->values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (change->values, ZwFieldValue, i);
      zw_change_put (copy, value->field, value->text);
    }
  return copy;
}

static ZwChange *
find_same_field (ZwChangeSet *set, const ZwChange *wanted)
{
  for (guint i = 0; wanted->op == ZW_OP_SET && i < set->changes->len; i++)
    {
      ZwChange *change = set->changes->pdata[i];
      if (change->op == ZW_OP_SET && change->entity == wanted->entity && change->id == wanted->id && change->field == wanted->field)
        return change;
    }
  return NULL;
}

void
zw_change_set_merge (ZwChangeSet *set, const ZwChangeSet *from)
{
  for (guint i = 0; i < from->changes->len; i++)
    {
      const ZwChange *change = from->changes->pdata[i];
      ZwChange *same = find_same_field (set, change);
      if (same == NULL)
        g_ptr_array_add (set->changes, copy_change (change));
      else
        {
          g_free (same->new_value);
          same->new_value = g_strdup (change->new_value);
        }
    }
  g_array_append_vals (set->guards, from->guards->data, from->guards->len);
}

static ZwOp
inverse_op (ZwOp op)
{
  switch (op)
    {
    case ZW_OP_CREATE:
      return ZW_OP_DELETE;
    case ZW_OP_DELETE:
      return ZW_OP_CREATE;
    case ZW_OP_ADD:
      return ZW_OP_REMOVE;
    case ZW_OP_REMOVE:
      return ZW_OP_ADD;
    case ZW_OP_SET:
      return ZW_OP_SET;
    }
  return op;
}

static void
append_inverse (ZwChangeSet *inverse, const ZwChange *change)
{
  ZwOp op = inverse_op (change->op);

  if (change->values == NULL)
    {
      ZwChange *back = append (inverse, op, change->entity, change->id, change->ticket, change->field);
      back->old_value = g_strdup (change->new_value);
      back->new_value = g_strdup (change->old_value);
      return;
    }
  ZwChange *back = append_with_values (inverse, op, change->entity, change->id, change->ticket);
  for (guint i = 0; i < change->values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (change->values, ZwFieldValue, i);
      zw_change_put (back, value->field, value->text);
    }
}

ZwChangeSet *
zw_change_set_invert (const ZwChangeSet *set, gint64 id)
{
  ZwChangeSet *inverse = zw_change_set_new (id, set->undoes == 0 ? ZW_DEED_UNDO : ZW_DEED_REDO);

  inverse->undoes = set->id;
  for (guint i = set->changes->len; i > 0; i--)
    append_inverse (inverse, set->changes->pdata[i - 1]);
  return inverse;
}
