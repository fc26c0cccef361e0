/* SPDX-License-Identifier: GPL-3.0-or-later
 * The figures on a ticket that come from elsewhere: its comments, checklist, work log, links, blocks and children. Kept
 * from the changes themselves; where a change does not tell enough, the ticket is marked to be read again. */
#define G_LOG_DOMAIN "zettelwand"

#include <stdlib.h>

#include "zw-workspace-private.h"

/* --- parts ------------------------------------------------------------------------------------------------------ */

/* +1 for a part that came, -1 for one that went, 0 for one that changed. */
static int
get_step (const ZwChange *change)
{
  return change->op == ZW_OP_CREATE ? 1 : change->op == ZW_OP_DELETE ? -1 : 0;
}

static gboolean
is_set_of (const ZwChange *change, ZwField field)
{
  return change->op == ZW_OP_SET && change->field == field;
}

static void
apply_check_item (ZwTicket *ticket, const ZwChange *change)
{
  ticket->checks += get_step (change);
  if (get_step (change) != 0 && g_strcmp0 (zw_change_get (change, ZW_FIELD_DONE), "1") == 0)
    ticket->checks_done += get_step (change);
  else if (is_set_of (change, ZW_FIELD_DONE))
    ticket->checks_done += (g_strcmp0 (change->new_value, "1") == 0) - (g_strcmp0 (change->old_value, "1") == 0);
}

static int
to_int (const char *text)
{
  return text == NULL ? 0 : atoi (text);
}

static void
apply_work (ZwTicket *ticket, const ZwChange *change)
{
  ticket->spent += get_step (change) * to_int (zw_change_get (change, ZW_FIELD_MINUTES));
  if (is_set_of (change, ZW_FIELD_MINUTES))
    ticket->spent += to_int (change->new_value) - to_int (change->old_value);
}

/* Of two of one moment the one with the lower id, as the store has it. */
static gboolean
is_older (ZwBlock *a, ZwBlock *b)
{
  return a->since != b->since ? a->since < b->since : zw_item_get_id (ZW_ITEM (a)) < zw_item_get_id (ZW_ITEM (b));
}

/* The oldest open interval is what the card shows. */
static void
show_oldest_block (ZwWorkspace *self, ZwTicket *ticket)
{
  g_autoptr (GPtrArray) blocks = zw_workspace_dup_open_blocks (self, zw_item_get_id (ZW_ITEM (ticket)), 0);
  ZwBlock *oldest = NULL;

  for (guint i = 0; i < blocks->len; i++)
    if (oldest == NULL || is_older (blocks->pdata[i], oldest))
      oldest = blocks->pdata[i];
  g_free (ticket->blocked_reason);
  ticket->blocked_since = oldest == NULL ? 0 : oldest->since;
  ticket->blocker = oldest == NULL ? 0 : oldest->blocker;
  ticket->blocked_reason = oldest == NULL ? NULL : g_strdup (oldest->reason);
}

static void
apply_block (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change)
{
  ZwIdMap *blocks = self->items[ZW_ENTITY_BLOCK];
  ZwItem *block = zw_id_map_get (blocks, change->id);

  if (change->op == ZW_OP_DELETE)
    zw_id_map_remove (blocks, change->id);
  else if (change->op == ZW_OP_CREATE)
    {
      block = zw_item_new (ZW_ENTITY_BLOCK, change->id);
      for (guint i = 0; i < change->values->len; i++)
        {
          const ZwFieldValue *value = &g_array_index (change->values, ZwFieldValue, i);
          zw_item_apply (block, value->field, value->text);
        }
      zw_id_map_put (blocks, change->id, block);
    }
  else if (block != NULL)
    zw_item_apply (block, change->field, change->new_value);
  else
    {
      /* An interval that ended before we were opened runs again: only the store knows it. */
      touch->names_stale = TRUE;
      zw_touch_stale (touch, change->ticket);
    }
}

void
zw_workspace_apply_part (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change)
{
  ZwTicket *ticket = zw_workspace_find_ticket (self, change->ticket);

  if (change->entity == ZW_ENTITY_BLOCK)
    apply_block (self, touch, change);
  if (ticket == NULL)
    return;
  switch (change->entity)
    {
    case ZW_ENTITY_COMMENT:
      ticket->comments += get_step (change);
      break;
    case ZW_ENTITY_CHECK_ITEM:
      apply_check_item (ticket, change);
      zw_touch_parent (touch, ticket->parent);
      break;
    case ZW_ENTITY_WORK:
      apply_work (ticket, change);
      break;
    case ZW_ENTITY_BLOCK:
      show_oldest_block (self, ticket);
      break;
    case ZW_ENTITY_PROJECT: case ZW_ENTITY_STATUS: case ZW_ENTITY_PERSON: case ZW_ENTITY_MEMBER: case ZW_ENTITY_LABEL:
    case ZW_ENTITY_SPRINT: case ZW_ENTITY_TICKET: case ZW_ENTITY_ATTACHMENT: case ZW_ENTITY_ALIAS: case ZW_ENTITY_FILTER:
    case ZW_ENTITY_TEMPLATE: case ZW_ENTITY_SOURCE: case ZW_ENTITY_STANDUP:
      break;
    }
  zw_touch_parts (touch, ticket);
}

/* --- sets: labels, links, free days ------------------------------------------------------------------------------ */

void
zw_workspace_remove_label (ZwTicket *ticket, gint64 label)
{
  for (guint i = ticket->labels != NULL ? ticket->labels->len : 0; i > 0; i--)
    if (g_array_index (ticket->labels, gint64, i - 1) == label)
      g_array_remove_index (ticket->labels, i - 1);
  if (ticket->labels != NULL && ticket->labels->len == 0)
    g_clear_pointer (&ticket->labels, g_array_unref);
}

static void
apply_label (ZwTicket *ticket, const ZwChange *change, gint64 label)
{
  zw_workspace_remove_label (ticket, label);
  if (change->op != ZW_OP_ADD)
    return;
  if (ticket->labels == NULL)
    ticket->labels = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (ticket->labels, label);
}

static void
apply_ticket_member (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change, const char *text)
{
  ZwTicket *ticket = zw_workspace_find_ticket (self, change->id);
  gint64 other_id = g_ascii_strtoll (text, NULL, 10);
  int step = change->op == ZW_OP_ADD ? 1 : -1;

  if (ticket != NULL)
    {
      if (change->field == ZW_FIELD_LABELS)
        apply_label (ticket, change, other_id);
      else if (change->field == ZW_FIELD_SOLVES)
        ticket->solves += step;
      zw_touch_parts (touch, ticket);
    }
  ZwTicket *other = change->field == ZW_FIELD_LABELS ? NULL : zw_workspace_find_ticket (self, other_id);
  if (other == NULL)
    return;
  if (change->field == ZW_FIELD_SOLVES)
    other->solved_by += step;
  zw_touch_parts (touch, other);
}

static void
apply_date (GArray **dates, const ZwChange *change, const char *text)
{
  int date;
  guint index = 0;

  if (!zw_date_from_string (text, &date) || date == ZW_UNSET)
    return;
  if (*dates == NULL)
    *dates = g_array_new (FALSE, FALSE, sizeof (int));
  while (index < (*dates)->len && g_array_index (*dates, int, index) < date)
    index++;
  gboolean is_there = index < (*dates)->len && g_array_index (*dates, int, index) == date;
  if (change->op == ZW_OP_ADD && !is_there)
    g_array_insert_val (*dates, index, date);
  else if (change->op == ZW_OP_REMOVE && is_there)
    g_array_remove_index (*dates, index);
  if ((*dates)->len == 0)
    g_clear_pointer (dates, g_array_unref);
}

void
zw_workspace_apply_set_member (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change)
{
  const char *text = change->op == ZW_OP_ADD ? change->new_value : change->old_value;
  ZwItem *item;

  if (text == NULL)
    return;
  if (change->entity == ZW_ENTITY_TICKET)
    {
      apply_ticket_member (self, touch, change, text);
      return;
    }
  item = zw_workspace_get_item (self, change->entity, change->id);
  if (item == NULL)
    return;
  if (change->field == ZW_FIELD_HOLIDAYS && ZW_IS_PROJECT (item))
    apply_date (&ZW_PROJECT (item)->holidays, change, text);
  else if (change->field == ZW_FIELD_DAYS_OFF && ZW_IS_MEMBER (item))
    apply_date (&ZW_MEMBER (item)->days_off, change, text);
  zw_touch_name (touch, item);
}

/* --- children ----------------------------------------------------------------------------------------------------- */

void
zw_workspace_adopt (ZwWorkspace *self, ZwTicket *child, gboolean count)
{
  GPtrArray *children = zw_id_map_get (self->children, child->parent);
  ZwTicket *parent = zw_workspace_find_ticket (self, child->parent);

  if (child->parent == 0)
    return;
  if (children == NULL)
    {
      children = g_ptr_array_new ();
      zw_id_map_put (self->children, child->parent, children);
    }
  g_ptr_array_add (children, child);
  if (parent != NULL && count)
    parent->children++;
}

void
zw_workspace_disown (ZwWorkspace *self, ZwTicket *child, gboolean count)
{
  GPtrArray *children = zw_id_map_get (self->children, child->parent);
  ZwTicket *parent = zw_workspace_find_ticket (self, child->parent);

  if (children == NULL || !g_ptr_array_remove_fast (children, child))
    return;
  if (parent != NULL && count)
    parent->children--;
  if (children->len == 0)
    zw_id_map_remove (self->children, child->parent);
}

typedef struct {
  int closed;
  double weight, done; /* of those that are not cancelled */
} Sum;

/* In memory or not, a child in the archive counts as closed, and as done with the least weight. */
static void
add_archived (Sum *sum, int n)
{
  sum->closed += n;
  sum->weight += n;
  sum->done += 100.0 * n;
}

static Sum
sum_children (ZwWorkspace *self, GPtrArray *children)
{
  Sum sum = { 0, 0, 0 };

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      ZwTicket *child = children->pdata[i];
      ZwCategory category = zw_workspace_get_category (self, child);
      double weight = child->estimate > 0 ? child->estimate : 1;
      if (child->archived)
        {
          add_archived (&sum, 1);
          continue;
        }
      sum.closed += zw_category_is_closed (category);
      if (category == ZW_CATEGORY_CANCELLED)
        continue;
      sum.weight += weight;
      sum.done += weight * zw_ticket_get_shown_progress (child, category == ZW_CATEGORY_DONE);
    }
  return sum;
}

/* Children that are not in memory are archived. */
static gboolean
sum_up_parent (ZwWorkspace *self, ZwTicket *parent)
{
  GPtrArray *children = zw_id_map_get (self->children, zw_item_get_id (ZW_ITEM (parent)));
  int n = children == NULL ? 0 : (int) children->len;
  int n_archived = MAX (0, parent->children - n);
  Sum sum = sum_children (self, children);

  add_archived (&sum, n_archived);
  int progress = sum.weight > 0 ? (int) (sum.done / sum.weight) : -1;
  gboolean changed = parent->children != n + n_archived || parent->children_closed != sum.closed || parent->children_progress != progress;

  parent->children = n + n_archived;
  parent->children_closed = sum.closed;
  parent->children_progress = progress;
  return changed;
}

void
zw_workspace_sum_up (ZwWorkspace *self, ZwTouch *touch)
{
  /* The array grows while we climb; epics are the top, so this ends. A damaged circle ends, too: nothing changes twice. */
  for (guint i = 0; i < touch->parents->len && i < 100000; i++)
    {
      gint64 id = g_array_index (touch->parents, gint64, i);
      ZwTicket *parent = zw_workspace_find_ticket (self, id);
      if (parent == NULL || !sum_up_parent (self, parent))
        continue;
      zw_touch_parts (touch, parent);
      zw_touch_parent (touch, parent->parent);
    }
}

void
zw_workspace_sum_up_all (ZwWorkspace *self)
{
  gint64 id;

  /* Sub-tickets first, then their epics: two levels, so two rounds. */
  for (int round = 0; round < 2; round++)
    for (guint position = 0; zw_id_map_next (self->children, &position, &id, NULL);)
      {
        ZwTicket *parent = zw_workspace_get_ticket (self, id);
        if (parent != NULL)
          sum_up_parent (self, parent);
      }
}
