/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows out of their changes. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-fold.h"

struct _ZwImportFold {
  ZwIdMap *rows; /* (owned) id -> ZwImportBuried */
};

static void
free_buried (gpointer data)
{
  ZwImportBuried *buried = data;

  zw_change_set_unref (buried->set);
  g_free (buried);
}

ZwImportFold *
zw_import_fold_new (void)
{
  ZwImportFold *self = g_new (ZwImportFold, 1);

  self->rows = zw_id_map_new (free_buried);
  return self;
}

void
zw_import_fold_free (ZwImportFold *self)
{
  zw_id_map_free (self->rows);
  g_free (self);
}

static ZwChange *
get_create (const ZwImportBuried *buried)
{
  return buried->set->changes->pdata[0];
}

/* A row that comes back keeps the long texts that its CREATE does not name. */
static void
put_values (ZwImportBuried *buried, const ZwChange *change)
{
  ZwChange *create = get_create (buried);

  for (guint i = create->values->len; i > 0; i--)
    {
      const ZwFieldValue *value = &g_array_index (create->values, ZwFieldValue, i - 1);
      if (zw_entity_find_field (change->entity, value->field)->type != ZW_VALUE_LONG_TEXT)
        g_array_remove_index (create->values, i - 1);
    }
  for (guint i = 0; i < change->values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (change->values, ZwFieldValue, i);
      zw_change_put (create, value->field, value->text);
    }
}

static void
remove_element (ZwImportBuried *buried, const ZwChange *change)
{
  for (guint i = buried->set->changes->len; i > 1; i--)
    {
      const ZwChange *add = buried->set->changes->pdata[i - 1];
      if (add->field == change->field && g_strcmp0 (add->new_value, change->old_value) == 0)
        g_ptr_array_remove_index (buried->set->changes, i - 1);
    }
}

static ZwImportBuried *
require_row (ZwImportFold *self, const ZwChange *change)
{
  ZwImportBuried *buried = zw_id_map_get (self->rows, change->id);

  if (buried != NULL || change->op != ZW_OP_CREATE)
    return buried;
  buried = g_new0 (ZwImportBuried, 1);
  buried->set = zw_change_set_new (0, ZW_DEED_IMPORT);
  zw_change_set_create (buried->set, change->entity, change->id, change->ticket);
  zw_id_map_put (self->rows, change->id, buried);
  return buried;
}

void
zw_import_fold_add (ZwImportFold *self, const ZwChange *change, gint64 set_id)
{
  ZwImportBuried *buried = require_row (self, change);

  if (buried == NULL)
    return;
  switch (change->op)
    {
    case ZW_OP_CREATE:
      buried->deleted_by = 0;
      put_values (buried, change);
      break;
    case ZW_OP_DELETE:
      buried->deleted_by = set_id;
      break;
    case ZW_OP_SET:
      zw_change_put (get_create (buried), change->field, change->new_value);
      break;
    case ZW_OP_ADD:
      zw_change_set_add (buried->set, change->entity, change->id, change->ticket, change->field, change->new_value);
      break;
    case ZW_OP_REMOVE:
      remove_element (buried, change);
      break;
    }
}

ZwIdMap *
zw_import_fold_take_rows (ZwImportFold *self, ZwIdMap *seen, ZwImportBalance *balance)
{
  gint64 id;
  gpointer value;
  guint position = 0;

  while (zw_id_map_next (seen, &position, &id, &value))
    {
      ZwImportBuried *buried = zw_id_map_get (self->rows, id);
      if (buried != NULL && buried->deleted_by == 0)
        zw_import_balance_take_row (balance, buried->set);
      zw_id_map_remove (self->rows, id);
    }
  return self->rows;
}
