/* SPDX-License-Identifier: GPL-3.0-or-later
 * Items as the store delivers them: taken in when unknown, else compared with the object on show, which keeps its identity
 * and takes over only what differs. So a reload keeps every list, selection and scroll position it can. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>

#include "zw-workspace-private.h"

#define MEMBER(Type, item, spec) G_STRUCT_MEMBER (Type, item, (spec)->offset)

static gboolean
has_same_value (ZwItem *a, ZwItem *b, const ZwFieldSpec *spec)
{
  switch (spec->type)
    {
    case ZW_VALUE_INT:
    case ZW_VALUE_BOOL:
    case ZW_VALUE_DATE:
    case ZW_VALUE_CHOICE:
      return MEMBER (int, a, spec) == MEMBER (int, b, spec);
    case ZW_VALUE_INT64:
    case ZW_VALUE_INSTANT:
    case ZW_VALUE_REF:
      return MEMBER (gint64, a, spec) == MEMBER (gint64, b, spec);
    case ZW_VALUE_REAL:
      return MEMBER (double, a, spec) == MEMBER (double, b, spec)
             || (isnan (MEMBER (double, a, spec)) && isnan (MEMBER (double, b, spec)));
    case ZW_VALUE_TEXT:
    case ZW_VALUE_LONG_TEXT:
      return g_strcmp0 (MEMBER (char *, a, spec), MEMBER (char *, b, spec)) == 0;
    case ZW_VALUE_SET_REF:
    case ZW_VALUE_SET_DATE:
      return TRUE;
    }
  return TRUE;
}

/* Whether any field in memory differed. */
static gboolean
patch_fields (ZwItem *item, ZwItem *fresh)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (zw_item_get_entity (item), &n_fields);
  gboolean differed = FALSE;

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].offset != 0 && !has_same_value (item, fresh, &fields[i]))
      {
        g_autofree char *text = zw_item_dup_value (fresh, fields[i].field);
        zw_item_apply (item, fields[i].field, text);
        differed = TRUE;
      }
  return differed;
}

static gboolean
has_same_elements (GArray *a, GArray *b, gsize size)
{
  guint n_a = a == NULL ? 0 : a->len, n_b = b == NULL ? 0 : b->len;
  return n_a == n_b && (n_a == 0 || memcmp (a->data, b->data, n_a * size) == 0);
}

static gboolean
patch_array (GArray **mine, GArray *fresh, gsize size)
{
  if (has_same_elements (*mine, fresh, size))
    return FALSE;
  g_clear_pointer (mine, g_array_unref);
  *mine = fresh == NULL ? NULL : g_array_ref (fresh);
  return TRUE;
}

static gboolean
has_same_figures (const ZwTicket *a, const ZwTicket *b)
{
  return a->comments == b->comments && a->checks == b->checks && a->checks_done == b->checks_done && a->spent == b->spent
         && a->solves == b->solves && a->solved_by == b->solved_by && a->blocked_since == b->blocked_since
         && a->blocker == b->blocker && g_strcmp0 (a->blocked_reason, b->blocked_reason) == 0 && a->children == b->children
         && a->children_closed == b->children_closed; /* their progress is summed up here alone */
}

static gboolean
patch_figures (ZwTicket *ticket, const ZwTicket *fresh)
{
  if (has_same_figures (ticket, fresh))
    return FALSE;
  g_free (ticket->blocked_reason);
  ticket->blocked_reason = g_strdup (fresh->blocked_reason);
  ticket->comments = fresh->comments;
  ticket->checks = fresh->checks;
  ticket->checks_done = fresh->checks_done;
  ticket->spent = fresh->spent;
  ticket->solves = fresh->solves;
  ticket->solved_by = fresh->solved_by;
  ticket->blocked_since = fresh->blocked_since;
  ticket->blocker = fresh->blocker;
  ticket->children = fresh->children;
  ticket->children_closed = fresh->children_closed;
  return TRUE;
}

/* Whether it had been set aside. */
static gboolean
revive (ZwWorkspace *self, ZwTouch *touch, ZwTicket *ticket)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));

  if (zw_id_map_steal (self->aside, id) == NULL)
    return FALSE;
  zw_id_map_put (self->items[ZW_ENTITY_TICKET], id, ticket);
  zw_touch_ticket (touch, ticket);
  return TRUE;
}

static void
patch_ticket (ZwWorkspace *self, ZwTouch *touch, ZwTicket *ticket, ZwTicket *fresh)
{
  /* Notifications wait for the end, but only of tickets that differ. */
  g_object_freeze_notify (G_OBJECT (ticket));
  gboolean was_aside = revive (self, touch, ticket), changes_parent = ticket->parent != fresh->parent;
  if (changes_parent && !was_aside)
    zw_workspace_disown (self, ticket, FALSE);
  if (patch_fields (ZW_ITEM (ticket), ZW_ITEM (fresh)))
    zw_touch_ticket (touch, ticket);
  if (changes_parent || was_aside)
    zw_workspace_adopt (self, ticket, FALSE);
  gboolean has_other_labels = patch_array (&ticket->labels, fresh->labels, sizeof (gint64));
  if (patch_figures (ticket, fresh) || has_other_labels)
    zw_touch_parts (touch, ticket);
  ticket->changed = fresh->changed;
  if (g_hash_table_contains (touch->known, ticket))
    zw_touch_parent (touch, ticket->parent);
  if (ticket->children > 0)
    zw_touch_parent (touch, zw_item_get_id (ZW_ITEM (ticket)));
  g_object_thaw_notify (G_OBJECT (ticket));
}

static void
patch_name (ZwTouch *touch, ZwItem *item, ZwItem *fresh)
{
  gboolean differs = patch_fields (item, fresh);

  if (ZW_IS_PROJECT (item))
    differs |= patch_array (&ZW_PROJECT (item)->holidays, ZW_PROJECT (fresh)->holidays, sizeof (int));
  else if (ZW_IS_MEMBER (item))
    differs |= patch_array (&ZW_MEMBER (item)->days_off, ZW_MEMBER (fresh)->days_off, sizeof (int));
  if (differs)
    zw_touch_name (touch, item);
}

static void
take_new (ZwWorkspace *self, ZwTouch *touch, ZwItem *fresh)
{
  zw_id_map_put (self->items[zw_item_get_entity (fresh)], zw_item_get_id (fresh), g_object_ref (fresh));
  if (ZW_IS_TICKET (fresh))
    zw_workspace_adopt (self, ZW_TICKET (fresh), FALSE);
  if (touch == NULL)
    return;
  if (ZW_IS_TICKET (fresh))
    zw_touch_ticket (touch, ZW_TICKET (fresh));
  else
    zw_touch_name (touch, fresh);
}

void
zw_workspace_take_loaded (ZwWorkspace *self, ZwTouch *touch, ZwItem *fresh, gboolean patch)
{
  ZwEntity entity = zw_item_get_entity (fresh);
  gint64 id = zw_item_get_id (fresh);
  ZwItem *known = entity == ZW_ENTITY_TICKET ? (ZwItem *) zw_workspace_find_ticket (self, id) : zw_workspace_get_item (self, entity, id);

  if (known == NULL)
    take_new (self, touch, fresh);
  else if (patch && entity == ZW_ENTITY_TICKET)
    patch_ticket (self, touch, ZW_TICKET (known), ZW_TICKET (fresh));
  else if (patch)
    patch_name (touch, known, fresh);
  if (self->seen != NULL)
    g_hash_table_add (self->seen, known != NULL ? known : fresh);
}

void
zw_workspace_drop_unseen (ZwWorkspace *self, ZwTouch *touch)
{
  for (guint entity = 0; entity < ZW_N_ENTITIES; entity++)
    {
      g_autoptr (GPtrArray) gone = g_ptr_array_new ();
      gpointer item;
      for (guint position = 0; zw_id_map_next (self->items[entity], &position, NULL, &item);)
        if (!g_hash_table_contains (self->seen, item))
          g_ptr_array_add (gone, item);
      for (guint i = 0; i < gone->len; i++)
        {
          if (entity == ZW_ENTITY_TICKET)
            {
              zw_touch_ticket (touch, gone->pdata[i]);
              zw_workspace_disown (self, gone->pdata[i], FALSE);
            }
          else
            zw_touch_name (touch, gone->pdata[i]);
          zw_id_map_remove (self->items[entity], zw_item_get_id (gone->pdata[i]));
        }
    }
}
