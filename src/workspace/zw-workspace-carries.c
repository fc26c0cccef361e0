/* SPDX-License-Identifier: GPL-3.0-or-later
 * How often tickets were carried out of a completed sprint, read from the log once all tickets are there and whenever a sprint
 * begins or ends, here or elsewhere. Asked by cards, rows and the pane; changes no ticket. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-item-apply.h"
#include "zw-workspace-private.h"

static guint
get_times (GHashTable *carries, gint64 id)
{
  return carries != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (carries, &id)) : 0;
}

/* The tickets in @now that had another figure in @before. */
static void
tell_changed (ZwWorkspace *self, GHashTable *now, GHashTable *before)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      ZwTicket *ticket = zw_workspace_get_ticket (self, *(gint64 *) id);
      if (ticket != NULL && get_times (now, *(gint64 *) id) != get_times (before, *(gint64 *) id))
        zw_ticket_parts_changed (ticket);
    }
}

static GHashTable *
index_carries (GArray *carries)
{
  GHashTable *index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < carries->len; i++)
    {
      const ZwCarry *carry = &g_array_index (carries, ZwCarry, i);
      g_hash_table_insert (index, g_memdup2 (&carry->ticket, sizeof carry->ticket), GUINT_TO_POINTER (carry->times));
    }
  return index;
}

static void
weak_ref_free (GWeakRef *ref)
{
  g_weak_ref_clear (ref);
  g_free (ref);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GWeakRef, weak_ref_free)

static void
carries_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GWeakRef) ref = data;
  g_autoptr (ZwWorkspace) self = g_weak_ref_get (ref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) carries = zw_store_read_carries_finish (ZW_STORE (source), result, &error);

  if (self == NULL || self->store == NULL || carries == NULL)
    return; /* closed meanwhile, or unreadable: what was known stays */
  g_autoptr (GHashTable) before = g_steal_pointer (&self->carries);
  self->carries = index_carries (carries);
  tell_changed (self, self->carries, before);
  if (before != NULL)
    tell_changed (self, before, self->carries);
}

void
zw_workspace_read_carries (ZwWorkspace *self)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, self);
  zw_store_read_carries_async (self->store, NULL, carries_read_cb, ref);
}

void
zw_workspace_doubt_carries (ZwWorkspace *self, const ZwChangeSet *set)
{
  for (guint i = 0; i < set->changes->len && self->is_loaded; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->entity == ZW_ENTITY_SPRINT && change->op == ZW_OP_SET && change->field == ZW_FIELD_STATE)
        {
          zw_workspace_read_carries (self);
          return;
        }
    }
}

guint
zw_workspace_count_carries (ZwWorkspace *self, ZwTicket *ticket)
{
  return get_times (self->carries, zw_item_get_id (ZW_ITEM (ticket)));
}
