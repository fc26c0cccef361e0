/* SPDX-License-Identifier: GPL-3.0-or-later
 * The selection of a board: a set of items plus the start of the next range. Card lists change it on clicks, the
 * board on keys; it must never look at widgets. */
#define G_LOG_DOMAIN "zettelwand"
#include "zw-card-selection.h"

struct _ZwCardSelection {
  GObject parent_instance;
  GType type;              /* of what can be selected */
  GHashTable *items;       /* (owned) a set of GObject (owned) */
  GListModel *range_model; /* (owned) (nullable) */
  GObject *range_item;     /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ZwCardSelection, zw_card_selection, G_TYPE_OBJECT)

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
emit_changed (ZwCardSelection *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* FALSE when one of the two items is not in the model. */
static gboolean
find_range (GListModel *model, GObject *one, GObject *other, guint *first, guint *last)
{
  guint n = g_list_model_get_n_items (model);
  guint found = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      if (item != one && item != other)
        continue;
      if (found++ == 0)
        *first = i;
      *last = i;
      if (found == 2 || one == other)
        return TRUE;
    }
  return FALSE;
}

static void
add_range (ZwCardSelection *self, GListModel *model, guint first, guint last)
{
  for (guint i = first; i <= last; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      if (G_TYPE_CHECK_INSTANCE_TYPE (item, self->type))
        g_hash_table_add (self->items, g_steal_pointer (&item));
    }
}

static void
zw_card_selection_dispose (GObject *object)
{
  ZwCardSelection *self = ZW_CARD_SELECTION (object);

  g_hash_table_remove_all (self->items);
  g_clear_object (&self->range_model);
  g_clear_object (&self->range_item);
  G_OBJECT_CLASS (zw_card_selection_parent_class)->dispose (object);
}

static void
zw_card_selection_finalize (GObject *object)
{
  g_hash_table_unref (ZW_CARD_SELECTION (object)->items);
  G_OBJECT_CLASS (zw_card_selection_parent_class)->finalize (object);
}

static void
zw_card_selection_class_init (ZwCardSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zw_card_selection_dispose;
  object_class->finalize = zw_card_selection_finalize;
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", ZW_TYPE_CARD_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_card_selection_init (ZwCardSelection *self)
{
  self->type = G_TYPE_OBJECT;
  self->items = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

ZwCardSelection *
zw_card_selection_new (void)
{
  return g_object_new (ZW_TYPE_CARD_SELECTION, NULL);
}

void
zw_card_selection_set_item_type (ZwCardSelection *self, GType type)
{
  self->type = type;
}

guint
zw_card_selection_get_n_items (ZwCardSelection *self)
{
  return g_hash_table_size (self->items);
}

gboolean
zw_card_selection_contains (ZwCardSelection *self, GObject *item)
{
  return g_hash_table_contains (self->items, item);
}

GPtrArray *
zw_card_selection_dup_items (ZwCardSelection *self)
{
  GPtrArray *items = g_ptr_array_new_full (g_hash_table_size (self->items), g_object_unref);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    g_ptr_array_add (items, g_object_ref (item));
  return items;
}

void
zw_card_selection_clear (ZwCardSelection *self)
{
  if (g_hash_table_size (self->items) == 0)
    return;
  g_hash_table_remove_all (self->items);
  emit_changed (self);
}

void
zw_card_selection_remove (ZwCardSelection *self, GObject *item)
{
  if (self->range_item == item)
    g_clear_object (&self->range_item);
  if (g_hash_table_remove (self->items, item))
    emit_changed (self);
}

void
zw_card_selection_select_all (ZwCardSelection *self, GListModel *model)
{
  guint n = g_list_model_get_n_items (model);

  if (n == 0)
    return;
  add_range (self, model, 0, n - 1);
  emit_changed (self);
}

void
zw_card_selection_set_range_start (ZwCardSelection *self, GListModel *model, GObject *item)
{
  g_set_object (&self->range_model, model);
  g_set_object (&self->range_item, item);
}

void
zw_card_selection_toggle (ZwCardSelection *self, GListModel *model, GObject *item)
{
  if (!G_TYPE_CHECK_INSTANCE_TYPE (item, self->type))
    return;
  zw_card_selection_set_range_start (self, model, item);
  if (!g_hash_table_remove (self->items, item))
    g_hash_table_add (self->items, g_object_ref (item));
  emit_changed (self);
}

void
zw_card_selection_select_range (ZwCardSelection *self, GListModel *model, GObject *item)
{
  guint first = 0;
  guint last = 0;

  if (self->range_item == NULL || self->range_model != model ||
      !find_range (model, self->range_item, item, &first, &last))
    {
      zw_card_selection_set_range_start (self, model, item);
      if (!find_range (model, item, item, &first, &last))
        return;
    }
  g_hash_table_remove_all (self->items);
  add_range (self, model, first, last);
  emit_changed (self);
}
