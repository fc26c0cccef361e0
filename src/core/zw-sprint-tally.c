/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which tickets count in a sprint, and what they add up to, kept change by change. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-tally.h"

#include <math.h>

static gint64
parse_id (const char *text)
{
  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static ZwTallyTicket *
find_ticket (ZwSprintTally *tally, gint64 id)
{
  return g_hash_table_lookup (tally->tickets, &id);
}

static ZwTallyTicket *
get_ticket (ZwSprintTally *tally, gint64 id)
{
  ZwTallyTicket *ticket = find_ticket (tally, id);

  if (ticket != NULL)
    return ticket;
  ticket = g_new0 (ZwTallyTicket, 1);
  ticket->id = id;
  ticket->estimate = NAN;
  g_hash_table_insert (tally->tickets, &ticket->id, ticket);
  g_ptr_array_add (tally->order, ticket);
  return ticket;
}

static void
apply_value (ZwTallyTicket *ticket, ZwField field, const char *text)
{
  if (field == ZW_FIELD_STATUS)
    ticket->status = parse_id (text);
  else if (field == ZW_FIELD_SPRINT)
    ticket->sprint = parse_id (text);
  else if (field == ZW_FIELD_PARENT)
    ticket->parent = parse_id (text);
  else if (field == ZW_FIELD_OWNER)
    ticket->owner = parse_id (text);
  else if (field == ZW_FIELD_ESTIMATE)
    zw_real_from_string (text, &ticket->estimate);
  else if (field == ZW_FIELD_TYPE)
    ticket->is_epic = g_strcmp0 (text, zw_ticket_type_names[ZW_TICKET_EPIC]) == 0;
}

static void
apply_change (ZwTallyTicket *ticket, const ZwChange *change)
{
  switch (change->op)
    {
    case ZW_OP_CREATE:
      ticket->exists = TRUE;
      for (guint i = 0; i < change->values->len; i++)
        {
          const ZwFieldValue *value = &g_array_index (change->values, ZwFieldValue, i);
          apply_value (ticket, value->field, value->text);
        }
      break;
    case ZW_OP_DELETE:
      ticket->exists = FALSE;
      break;
    case ZW_OP_SET:
      apply_value (ticket, change->field, change->new_value);
      break;
    case ZW_OP_ADD:
    case ZW_OP_REMOVE:
      break;
    }
}

double
zw_tally_ticket_get_points (const ZwTallyTicket *ticket)
{
  return isnan (ticket->estimate) ? 0 : ticket->estimate;
}

/* Epics have no points, and a sub-ticket's are its parent's. */
static gboolean
is_of_sprint (ZwSprintTally *tally, const ZwTallyTicket *ticket)
{
  if (!ticket->exists || ticket->sprint != tally->frame->sprint || ticket->is_epic)
    return FALSE;
  const ZwTallyTicket *parent = ticket->parent != 0 ? find_ticket (tally, ticket->parent) : NULL;
  return parent == NULL || parent->is_epic;
}

/* As the column was then: one that was changed or deleted since must not change the past. */
static ZwCategory
category_of (ZwSprintTally *tally, const ZwTallyTicket *ticket)
{
  gpointer category;

  if (g_hash_table_lookup_extended (tally->columns, &ticket->status, NULL, &category))
    return GPOINTER_TO_INT (category);
  return GPOINTER_TO_INT (g_hash_table_lookup (tally->frame->categories, &ticket->status));
}

static void
count (ZwSprintTally *tally, ZwTallyTicket *ticket)
{
  double points = ticket->counts && ticket->category != ZW_CATEGORY_CANCELLED ? zw_tally_ticket_get_points (ticket) : 0;
  gboolean done = ticket->category == ZW_CATEGORY_DONE;
  ZwTallySums sums = { points, done ? 0 : points, done ? points : 0 };

  tally->sums.scope += sums.scope - ticket->sums.scope;
  tally->sums.remaining += sums.remaining - ticket->sums.remaining;
  tally->sums.done += sums.done - ticket->sums.done;
  ticket->sums = sums;
}

/* A ticket that was closed before the start counts nowhere until somebody reopens it. */
static void
recount (ZwSprintTally *tally, ZwTallyTicket *ticket, ZwTallyFunc func, gpointer data)
{
  gboolean is_in = is_of_sprint (tally, ticket);

  if (!is_in && !ticket->counts)
    return;
  ZwTallyTicket before = *ticket;
  ticket->category = category_of (tally, ticket);
  if (ticket->done_before && !zw_category_is_closed (ticket->category))
    ticket->done_before = FALSE;
  ticket->counts = is_in && !ticket->done_before;
  if (ticket->counts && !ticket->committed && !ticket->joined)
    {
      ticket->joined = TRUE;
      ticket->counted = zw_tally_ticket_get_points (ticket);
    }
  count (tally, ticket);
  if (func != NULL)
    func (ticket, &before, data);
}

/* Whether its children are sub-tickets changed with it. Rare: a search is good enough. */
static void
recount_children (ZwSprintTally *tally, const ZwTallyTicket *parent, ZwTallyFunc func, gpointer data)
{
  for (guint i = 0; i < tally->order->len; i++)
    if (((ZwTallyTicket *) tally->order->pdata[i])->parent == parent->id)
      recount (tally, tally->order->pdata[i], func, data);
}

static void
apply_column (ZwSprintTally *tally, const ZwChange *change, ZwTallyFunc func, gpointer data)
{
  const char *name = change->op == ZW_OP_CREATE ? zw_change_get (change, ZW_FIELD_CATEGORY)
                     : change->op == ZW_OP_SET && change->field == ZW_FIELD_CATEGORY ? change->new_value : NULL;
  int category = name != NULL ? zw_choice_from_string (zw_category_names, name) : -1;

  if (category < 0)
    return;
  g_hash_table_insert (tally->columns, g_memdup2 (&change->id, sizeof change->id), GINT_TO_POINTER (category));
  for (guint i = 0; tally->has_started && i < tally->order->len; i++)
    if (((ZwTallyTicket *) tally->order->pdata[i])->status == change->id)
      recount (tally, tally->order->pdata[i], func, data);
}

void
zw_sprint_tally_apply (ZwSprintTally *tally, const ZwChange *change, ZwTallyFunc func, gpointer data)
{
  if (change->entity == ZW_ENTITY_STATUS)
    {
      apply_column (tally, change, func, data);
      return;
    }
  ZwTallyTicket *ticket = get_ticket (tally, change->id);
  gboolean was_epic = ticket->is_epic, was_there = ticket->exists;

  apply_change (ticket, change);
  if (!tally->has_started)
    return;
  recount (tally, ticket, func, data);
  if (was_there && was_epic != ticket->is_epic)
    recount_children (tally, ticket, func, data);
}

void
zw_sprint_tally_start (ZwSprintTally *tally)
{
  tally->has_started = TRUE;
  for (guint i = 0; i < tally->order->len; i++)
    {
      ZwTallyTicket *ticket = tally->order->pdata[i];
      if (!is_of_sprint (tally, ticket))
        continue;
      ticket->category = category_of (tally, ticket);
      ticket->done_before = zw_category_is_closed (ticket->category);
      ticket->committed = ticket->counts = !ticket->done_before;
      ticket->counted = zw_tally_ticket_get_points (ticket);
      count (tally, ticket);
    }
}

void
zw_sprint_tally_init (ZwSprintTally *tally, const ZwSprintFrame *frame)
{
  *tally = (ZwSprintTally){ .frame = frame };
  tally->tickets = g_hash_table_new (g_int64_hash, g_int64_equal);
  tally->columns = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  tally->order = g_ptr_array_new_with_free_func (g_free);
}

void
zw_sprint_tally_clear (ZwSprintTally *tally)
{
  g_hash_table_unref (tally->tickets);
  g_hash_table_unref (tally->columns);
  g_ptr_array_unref (tally->order);
}
