/* SPDX-License-Identifier: GPL-3.0-or-later
 * A change set becomes values of objects. The one place where items on show are written, whoever made the set. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-workspace-private.h"

ZwTicket *
zw_workspace_find_ticket (ZwWorkspace *self, gint64 id)
{
  ZwTicket *ticket = zw_id_map_get (self->items[ZW_ENTITY_TICKET], id);
  return ticket != NULL ? ticket : zw_id_map_get (self->aside, id);
}

static void
apply_values (ZwItem *item, const ZwChange *change)
{
  for (guint i = 0; i < change->values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (change->values, ZwFieldValue, i);
      const ZwFieldSpec *spec = zw_entity_find_field (change->entity, value->field);
      if (spec != NULL && spec->type != ZW_VALUE_SET_REF && spec->type != ZW_VALUE_SET_DATE)
        zw_item_apply (item, value->field, value->text);
    }
}

/* --- tickets ------------------------------------------------------------------------------------------------------ */

void
zw_workspace_set_aside (ZwWorkspace *self, ZwTouch *touch, ZwTicket *ticket)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));

  zw_touch_ticket (touch, ticket);
  zw_workspace_disown (self, ticket, TRUE);
  zw_touch_parent (touch, ticket->parent);
  if (zw_id_map_steal (self->items[ZW_ENTITY_TICKET], id) != NULL)
    zw_id_map_put (self->aside, id, ticket);
}

/* One that was made in the archive, as imports do, is not for memory; but its parent counts it. */
static gboolean
stays_out (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change)
{
  const char *parent = zw_change_get (change, ZW_FIELD_PARENT);

  if (g_strcmp0 (zw_change_get (change, ZW_FIELD_ARCHIVED), "1") != 0 || zw_workspace_find_ticket (self, change->id) != NULL)
    return FALSE;
  zw_touch_stale (touch, parent != NULL ? g_ascii_strtoll (parent, NULL, 10) : 0);
  return TRUE;
}

static void
create_ticket (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change, gboolean revives)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self, change->id);

  if (ticket == NULL)
    {
      ticket = zw_id_map_steal (self->aside, change->id);
      if (revives)
        zw_touch_stale (touch, change->id); /* its comments, checklist … came back with it; what was set aside may be doubtful */
      if (ticket == NULL)
        ticket = ZW_TICKET (zw_item_new (ZW_ENTITY_TICKET, change->id));
      zw_id_map_put (self->items[ZW_ENTITY_TICKET], change->id, ticket);
    }
  else
    zw_workspace_disown (self, ticket, TRUE);
  zw_touch_ticket (touch, ticket);
  apply_values (ZW_ITEM (ticket), change);
  zw_workspace_adopt (self, ticket, TRUE);
  zw_touch_parent (touch, ticket->parent);
  zw_touch_parent (touch, change->id);
}

static void
set_parent (ZwWorkspace *self, ZwTouch *touch, ZwTicket *ticket, const char *text)
{
  gboolean is_alive = zw_workspace_get_ticket (self, zw_item_get_id (ZW_ITEM (ticket))) == ticket;

  zw_workspace_disown (self, ticket, TRUE);
  zw_touch_parent (touch, ticket->parent);
  zw_item_apply (ZW_ITEM (ticket), ZW_FIELD_PARENT, text);
  if (is_alive)
    zw_workspace_adopt (self, ticket, TRUE);
  zw_touch_parent (touch, ticket->parent);
}

static gboolean
counts_for_parent (ZwField field)
{
  return field == ZW_FIELD_STATUS || field == ZW_FIELD_ESTIMATE || field == ZW_FIELD_PROGRESS || field == ZW_FIELD_ARCHIVED;
}

static void
set_ticket_field (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change)
{
  ZwTicket *ticket = zw_workspace_find_ticket (self, change->id);

  if (ticket == NULL)
    {
      if (change->field == ZW_FIELD_ARCHIVED)
        zw_touch_stale (touch, change->id); /* back from the archive */
      return;
    }
  zw_touch_ticket (touch, ticket);
  if (change->field == ZW_FIELD_PARENT)
    set_parent (self, touch, ticket, change->new_value);
  else
    zw_item_apply (ZW_ITEM (ticket), change->field, change->new_value);
  if (counts_for_parent (change->field))
    zw_touch_parent (touch, ticket->parent);
}

static void
apply_to_ticket (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change, gboolean revives)
{
  ZwTicket *ticket;

  switch (change->op)
    {
    case ZW_OP_CREATE:
      if (!stays_out (self, touch, change))
        create_ticket (self, touch, change, revives);
      break;
    case ZW_OP_SET:
      set_ticket_field (self, touch, change);
      break;
    case ZW_OP_DELETE:
      ticket = zw_workspace_get_ticket (self, change->id);
      if (ticket == NULL)
        break;
      if (ticket->solves > 0 || ticket->solved_by > 0)
        zw_touch_stale (touch, change->id); /* those at the other ends of its links are read with it */
      zw_workspace_set_aside (self, touch, ticket);
      break;
    case ZW_OP_ADD:
    case ZW_OP_REMOVE:
      zw_workspace_apply_set_member (self, touch, change);
      break;
    }
}

/* --- names -------------------------------------------------------------------------------------------------------- */

static void
create_name (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change)
{
  ZwItem *item = zw_workspace_get_item (self, change->entity, change->id);

  if (item == NULL)
    {
      item = zw_item_new (change->entity, change->id);
      zw_id_map_put (self->items[change->entity], change->id, item);
    }
  apply_values (item, change);
  zw_touch_name (touch, item);
}

/* A person's name orders the members, a status's category decides the progress of parents. */
static void
touch_dependents (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change)
{
  gpointer item;

  if (change->entity == ZW_ENTITY_PERSON && change->field == ZW_FIELD_NAME)
    for (guint position = 0; zw_id_map_next (self->items[ZW_ENTITY_MEMBER], &position, NULL, &item);)
      if (((ZwMember *) item)->person == change->id)
        zw_touch_name (touch, item);
  if (change->entity == ZW_ENTITY_STATUS && change->field == ZW_FIELD_CATEGORY)
    {
      gint64 parent;
      for (guint position = 0; zw_id_map_next (self->children, &position, &parent, NULL);)
        zw_touch_parent (touch, parent);
    }
}

/* As the store sees it: nobody has a label that is gone. The set that deletes it knows only of those that were listed. */
static void
take_off_label (ZwWorkspace *self, ZwTouch *touch, gint64 label)
{
  gpointer item;

  for (guint position = 0; zw_id_map_next (self->items[ZW_ENTITY_TICKET], &position, NULL, &item);)
    if (zw_ticket_has_label (item, label))
      {
        zw_workspace_remove_label (item, label);
        zw_touch_parts (touch, item);
      }
}

/* A label that is back is back on all that had it, also where it was not seen: only the store knows which. */
static void
doubt_labels (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change)
{
  const char *project = zw_change_get (change, ZW_FIELD_PROJECT);
  gint64 id = project != NULL ? g_ascii_strtoll (project, NULL, 10) : 0;
  gpointer item;

  for (guint position = 0; zw_id_map_next (self->items[ZW_ENTITY_TICKET], &position, NULL, &item);)
    if (((ZwTicket *) item)->project == id)
      zw_touch_stale (touch, zw_item_get_id (item));
}

static void
apply_to_name (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change, gboolean revives)
{
  ZwItem *item = zw_workspace_get_item (self, change->entity, change->id);

  switch (change->op)
    {
    case ZW_OP_CREATE:
      create_name (self, touch, change);
      if (revives && change->entity == ZW_ENTITY_LABEL)
        doubt_labels (self, touch, change);
      break;
    case ZW_OP_SET:
      if (item == NULL)
        break;
      zw_item_apply (item, change->field, change->new_value);
      zw_touch_name (touch, item);
      touch_dependents (self, touch, change);
      break;
    case ZW_OP_DELETE:
      if (item == NULL)
        break;
      zw_touch_name (touch, item);
      zw_id_map_remove (self->items[change->entity], change->id);
      if (change->entity == ZW_ENTITY_LABEL)
        take_off_label (self, touch, change->id);
      break;
    case ZW_OP_ADD:
    case ZW_OP_REMOVE:
      zw_workspace_apply_set_member (self, touch, change);
      break;
    }
}

/* --- the set ------------------------------------------------------------------------------------------------------ */

static void
apply_change (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change, gboolean revives)
{
  if (change->entity == ZW_ENTITY_TICKET)
    apply_to_ticket (self, touch, change, revives);
  else if (zw_entity_is_part (change->entity))
    zw_workspace_apply_part (self, touch, change);
  else
    apply_to_name (self, touch, change, revives);
}

/* Figures are kept by steps. Others' steps may have been loaded already, and a link may have been there before, of which memory
 * knows only the number: so the store has the last word. */
static void
doubt_figures (ZwTouch *touch, const ZwChangeSet *set, gboolean own)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      const char *value = change->op == ZW_OP_ADD ? change->new_value : change->old_value;
      if ((zw_entity_is_part (change->entity) && !own) || change->field == ZW_FIELD_SOLVES)
        zw_touch_stale (touch, change->ticket);
      if (change->field == ZW_FIELD_SOLVES && value != NULL)
        zw_touch_stale (touch, g_ascii_strtoll (value, NULL, 10));
    }
}

void
zw_workspace_apply (ZwWorkspace *self, ZwChangeSet *set, gboolean own)
{
  ZwTouch touch;

  self->serial++;
  self->last_at = MAX (self->last_at, set->at);
  zw_touch_init (&touch);
  for (guint i = 0; i < set->changes->len; i++)
    apply_change (self, &touch, set->changes->pdata[i], set->undoes != 0);
  for (guint i = 0; i < touch.tickets->len; i++)
    ((ZwTicket *) touch.tickets->pdata[i])->changed = set->at;
  doubt_figures (&touch, set, own);
  zw_workspace_settle (self, &touch);
  zw_workspace_mark_stale (self, &touch);
  zw_workspace_emit_changed (self, set, own);
  zw_touch_clear (&touch);
}
