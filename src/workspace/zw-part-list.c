/* SPDX-License-Identifier: GPL-3.0-or-later
 * Short sorted lists, searched from the start. Items keep their objects, so that rows keep focus and text. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-part-list.h"

#include "zw-item-apply.h"

static gint64
get_order (gconstpointer item)
{
  if (ZW_IS_COMMENT ((gpointer) item))
    return ((const ZwComment *) item)->created;
  if (ZW_IS_ATTACHMENT ((gpointer) item))
    return ((const ZwAttachment *) item)->created;
  if (ZW_IS_CHECK_ITEM ((gpointer) item))
    return ((const ZwCheckItem *) item)->rank;
  return ZW_IS_BLOCK ((gpointer) item) ? ((const ZwBlock *) item)->since : ((const ZwWork *) item)->date;
}

static int
compare_parts (gconstpointer a, gconstpointer b, gpointer unused)
{
  gint64 first = get_order (a), second = get_order (b);

  if (first == second)
    {
      first = zw_item_get_id ((ZwItem *) a);
      second = zw_item_get_id ((ZwItem *) b);
    }
  return first == second ? 0 : first < second ? -1 : 1;
}

static ZwItem *
find_part (GListStore *parts, gint64 id, guint *position)
{
  for (*position = 0; *position < g_list_model_get_n_items (G_LIST_MODEL (parts)); (*position)++)
    {
      g_autoptr (ZwItem) item = g_list_model_get_item (G_LIST_MODEL (parts), *position);
      if (zw_item_get_id (item) == id)
        return item;
    }
  return NULL;
}

static gboolean
is_in_order (GListStore *parts, guint position)
{
  GListModel *model = G_LIST_MODEL (parts);
  g_autoptr (ZwItem) item = g_list_model_get_item (model, position);
  g_autoptr (ZwItem) previous = position == 0 ? NULL : g_list_model_get_item (model, position - 1);
  g_autoptr (ZwItem) next = g_list_model_get_item (model, position + 1);

  return (previous == NULL || compare_parts (previous, item, NULL) < 0) && (next == NULL || compare_parts (item, next, NULL) < 0);
}

static void
reorder_part (GListStore *parts, guint position)
{
  g_autoptr (ZwItem) item = g_list_model_get_item (G_LIST_MODEL (parts), position);

  if (is_in_order (parts, position))
    return;
  g_list_store_remove (parts, position);
  g_list_store_insert_sorted (parts, item, compare_parts, NULL);
}

static void
create_part (GListStore *parts, const ZwChange *change)
{
  guint position;
  g_autoptr (ZwItem) item = NULL;

  if (find_part (parts, change->id, &position) != NULL)
    return;
  item = zw_item_new (change->entity, change->id);
  for (guint i = 0; i < change->values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (change->values, ZwFieldValue, i);
      zw_item_apply (item, value->field, value->text);
    }
  g_list_store_insert_sorted (parts, item, compare_parts, NULL);
}

void
zw_part_list_apply (GListStore *parts, const ZwChange *change)
{
  guint position;

  if (change->op == ZW_OP_CREATE)
    {
      create_part (parts, change);
      return;
    }
  ZwItem *item = find_part (parts, change->id, &position);
  if (item == NULL)
    return;
  if (change->op == ZW_OP_DELETE)
    g_list_store_remove (parts, position);
  else
    {
      zw_item_apply (item, change->field, change->new_value);
      reorder_part (parts, position);
    }
}

static void
patch_part (ZwItem *item, ZwItem *fresh)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (zw_item_get_entity (item), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *text = zw_item_dup_value (fresh, fields[i].field);
      zw_item_apply (item, fields[i].field, text);
    }
}

static gboolean
has_id (GPtrArray *items, gint64 id)
{
  for (guint i = 0; i < items->len; i++)
    if (zw_item_get_id (items->pdata[i]) == id)
      return TRUE;
  return FALSE;
}

void
zw_part_list_patch (GListStore *parts, GPtrArray *fresh)
{
  guint position;

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (parts)); i > 0; i--)
    {
      g_autoptr (ZwItem) item = g_list_model_get_item (G_LIST_MODEL (parts), i - 1);
      if (!has_id (fresh, zw_item_get_id (item)))
        g_list_store_remove (parts, i - 1);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (parts)) == 0)
    {
      g_list_store_splice (parts, 0, 0, fresh->pdata, fresh->len);
      g_list_store_sort (parts, compare_parts, NULL);
      return;
    }
  for (guint i = 0; i < fresh->len; i++)
    {
      ZwItem *known = find_part (parts, zw_item_get_id (fresh->pdata[i]), &position);
      if (known == NULL)
        g_list_store_insert_sorted (parts, fresh->pdata[i], compare_parts, NULL);
      else
        {
          patch_part (known, fresh->pdata[i]);
          reorder_part (parts, position);
        }
    }
}
