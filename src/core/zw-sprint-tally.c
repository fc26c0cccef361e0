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
  ticket->remaining = ticket->planned = ZW_UNSET;
  g_hash_table_insert (tally->tickets, &ticket->id, ticket);
  g_ptr_array_add (tally->order, ticket);
  return ticket;
}

static int
parse_minutes (const char *text)
{
  return text != NULL ? (int) CLAMP (g_ascii_strtoll (text, NULL, 10), 0, G_MAXINT / 2) : ZW_UNSET;
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
  else if (field == ZW_FIELD_REMAINING)
    ticket->remaining = parse_minutes (text);
  else if (field == ZW_FIELD_PLANNED)
    ticket->planned = parse_minutes (text);
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

static gboolean
is_sub_ticket (ZwSprintTally *tally, const ZwTallyTicket *ticket)
{
  const ZwTallyTicket *parent = ticket->parent != 0 ? find_ticket (tally, ticket->parent) : NULL;
  return parent != NULL && !parent->is_epic;
}

/* Epics have no points, and a sub-ticket's are its parent's; its hours are its own. */
static gboolean
is_of_sprint (ZwSprintTally *tally, const ZwTallyTicket *ticket)
{
  return ticket->exists && ticket->sprint == tally->frame->sprint && !ticket->is_epic
         && (tally->frame->measure == ZW_MEASURE_HOURS || !is_sub_ticket (tally, ticket));
}

/* --- what a ticket is worth --------------------------------------------------------------------------------------- */

/* NAN = nobody knows. */
static double
get_hours (ZwSprintTally *tally, const ZwTallyTicket *ticket)
{
  if (ticket->remaining != ZW_UNSET)
    return ticket->remaining / 60.0;
  if (ticket->planned != ZW_UNSET)
    return MAX (0, ticket->planned - ticket->spent) / 60.0;
  if (tally->frame->estimates_are_hours && !isnan (ticket->estimate))
    return MAX (0, ticket->estimate - ticket->spent / 60.0);
  return NAN;
}

/* What it has itself; NAN = nobody knows. */
static double
get_own (ZwSprintTally *tally, const ZwTallyTicket *ticket)
{
  switch (tally->frame->measure)
    {
    case ZW_MEASURE_POINTS:
      return ticket->estimate;
    case ZW_MEASURE_HOURS:
      return ticket->n_measured > 0 ? 0 : get_hours (tally, ticket);
    case ZW_MEASURE_COUNT:
      return 1;
    }
  return NAN;
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

/* In hours: what was worked off since it is in the sprint is scope, too, and so is what its closing wrote off. */
static void
weigh_hours (ZwTallyTicket *ticket, const ZwTallyTicket *before, double own)
{
  double worked = MAX (0, ticket->spent - ticket->spent_before) / 60.0;
  gboolean was_closed = before->counts && zw_category_is_closed (before->category);

  if (zw_category_is_closed (ticket->category))
    {
      ticket->worth = before->counts ? before->worth : worked + own;
      return;
    }
  if (was_closed)
    ticket->written_off = MAX (0, before->worth - worked - own);
  ticket->worth = worked + ticket->written_off + own;
}

static void
count (ZwSprintTally *tally, ZwTallyTicket *ticket, const ZwTallyTicket *before)
{
  double own = get_own (tally, ticket), known = isnan (own) ? 0 : own;
  gboolean adds = ticket->counts && ticket->category != ZW_CATEGORY_CANCELLED, done = ticket->category == ZW_CATEGORY_DONE;

  ticket->is_unknown = isnan (own) && !(tally->frame->measure == ZW_MEASURE_HOURS && is_sub_ticket (tally, ticket));
  if (tally->frame->measure == ZW_MEASURE_HOURS)
    weigh_hours (ticket, before, known);
  else
    ticket->worth = known;
  ZwTallySums sums = { adds ? ticket->worth : 0, adds && !done ? known : 0, 0 };
  sums.done = sums.scope - sums.remaining;
  tally->sums.scope += sums.scope - ticket->sums.scope;
  tally->sums.remaining += sums.remaining - ticket->sums.remaining;
  tally->sums.done += sums.done - ticket->sums.done;
  ticket->sums = sums;
}

/* A ticket that was closed before the start counts nowhere until somebody reopens it. */
static void
recount (ZwSprintTally *tally, ZwTallyTicket *ticket, ZwTallyFunc func, gpointer data)
{
  gboolean is_in = is_of_sprint (tally, ticket), joins = FALSE;

  if (!is_in && !ticket->counts)
    return;
  ZwTallyTicket before = *ticket;
  ticket->category = category_of (tally, ticket);
  if (ticket->done_before && !zw_category_is_closed (ticket->category))
    ticket->done_before = FALSE;
  ticket->counts = is_in && !ticket->done_before;
  if (ticket->counts && !ticket->committed && !ticket->joined)
    {
      ticket->joined = joins = TRUE;
      ticket->spent_before = ticket->spent;
    }
  count (tally, ticket, &before);
  if (joins)
    ticket->counted = ticket->worth;
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

/* --- hours -------------------------------------------------------------------------------------------------------- */

static void
mark (ZwSprintTally *tally, ZwTallyTicket *ticket)
{
  if (!ticket->is_dirty)
    g_ptr_array_add (tally->dirty, ticket);
  ticket->is_dirty = TRUE;
}

/* Whether its parent has hours of its own depends on it. */
static void
tell_parent (ZwSprintTally *tally, ZwTallyTicket *ticket)
{
  gboolean is_measured = ticket->exists && is_sub_ticket (tally, ticket) && !isnan (get_hours (tally, ticket));
  gint64 parent = is_measured ? ticket->parent : 0;

  if (parent == ticket->measured_in)
    return;
  if (ticket->measured_in != 0)
    {
      find_ticket (tally, ticket->measured_in)->n_measured--;
      mark (tally, find_ticket (tally, ticket->measured_in));
    }
  if (parent != 0)
    {
      find_ticket (tally, parent)->n_measured++;
      mark (tally, find_ticket (tally, parent));
    }
  ticket->measured_in = parent;
}

static void
change_hours (ZwSprintTally *tally, ZwTallyTicket *ticket)
{
  tell_parent (tally, ticket);
  mark (tally, ticket);
}

static void
apply_work (ZwSprintTally *tally, const ZwChange *change)
{
  ZwTallyTicket *ticket = get_ticket (tally, change->ticket);
  int before = GPOINTER_TO_INT (g_hash_table_lookup (tally->work, &change->id)), minutes = 0;

  if (change->op == ZW_OP_CREATE)
    minutes = parse_minutes (zw_change_get (change, ZW_FIELD_MINUTES));
  else if (change->op == ZW_OP_SET && change->field == ZW_FIELD_MINUTES)
    minutes = parse_minutes (change->new_value);
  else if (change->op != ZW_OP_DELETE)
    return;
  minutes = MAX (0, minutes);
  g_hash_table_insert (tally->work, g_memdup2 (&change->id, sizeof change->id), GINT_TO_POINTER (minutes));
  ticket->spent += minutes - before;
  change_hours (tally, ticket);
}

void
zw_sprint_tally_settle (ZwSprintTally *tally, ZwTallyFunc func, gpointer data)
{
  for (guint i = 0; i < tally->dirty->len; i++)
    {
      ((ZwTallyTicket *) tally->dirty->pdata[i])->is_dirty = FALSE;
      if (tally->has_started)
        recount (tally, tally->dirty->pdata[i], func, data);
    }
  g_ptr_array_set_size (tally->dirty, 0);
}

/* --- a change ----------------------------------------------------------------------------------------------------- */

/* Children become sub-tickets, or are none any more, with it. */
static void
change_children (ZwSprintTally *tally, const ZwTallyTicket *parent)
{
  for (guint i = 0; i < tally->order->len; i++)
    if (((ZwTallyTicket *) tally->order->pdata[i])->parent == parent->id)
      change_hours (tally, tally->order->pdata[i]);
}

void
zw_sprint_tally_apply (ZwSprintTally *tally, const ZwChange *change, ZwTallyFunc func, gpointer data)
{
  gboolean in_hours = tally->frame->measure == ZW_MEASURE_HOURS;

  if (change->entity == ZW_ENTITY_STATUS)
    {
      apply_column (tally, change, func, data);
      return;
    }
  if (change->entity == ZW_ENTITY_WORK)
    {
      if (in_hours)
        apply_work (tally, change);
      return;
    }
  ZwTallyTicket *ticket = get_ticket (tally, change->id);
  gboolean was_epic = ticket->is_epic, was_there = ticket->exists;

  apply_change (ticket, change);
  if (in_hours)
    {
      change_hours (tally, ticket);
      if (was_epic != ticket->is_epic)
        change_children (tally, ticket);
      return;
    }
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
      ticket->spent_before = ticket->spent;
      const ZwTallyTicket before = *ticket;
      count (tally, ticket, &before);
      ticket->counted = ticket->worth;
    }
}

void
zw_sprint_tally_init (ZwSprintTally *tally, const ZwSprintFrame *frame)
{
  *tally = (ZwSprintTally){ .frame = frame };
  tally->tickets = g_hash_table_new (g_int64_hash, g_int64_equal);
  tally->columns = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  tally->order = g_ptr_array_new_with_free_func (g_free);
  tally->work = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  tally->dirty = g_ptr_array_new ();
}

void
zw_sprint_tally_clear (ZwSprintTally *tally)
{
  g_hash_table_unref (tally->tickets);
  g_hash_table_unref (tally->columns);
  g_ptr_array_unref (tally->order);
  g_hash_table_unref (tally->work);
  g_ptr_array_unref (tally->dirty);
}
