/* SPDX-License-Identifier: GPL-3.0-or-later
 * The past of new tickets, as the other tool tells it: sets of the log with their own instants and actors, in front of the set
 * of the import. So charts know at once when a ticket came, moved and was done, while undo takes back the import alone. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-landing-private.h"

#define BATCH 500

typedef enum { PAST_CREATE, PAST_EVENT, PAST_CLOSE, PAST_SPRINT_START, PAST_SPRINT_END } PastKind; /* the order at one instant */

typedef struct {
  gint64 at;
  PastKind kind;
  guint order;
  ZwTarget *target;         /* (borrowed) */
  ZwNeutralTicket *ticket;  /* (borrowed) (nullable) */
  ZwNeutralEvent *event;    /* (borrowed) (nullable) */
  ZwNeutralSprint *sprint;  /* (borrowed) (nullable) */
} Past;

typedef struct {
  ZwLanding *landing;
  GArray *items;  /* (owned) Past */
  GPtrArray *sets; /* (owned) ZwChangeSet */
  gint64 now;
} History;

/* --- collecting ---------------------------------------------------------------------------------------------- */

static void
add_past (History *self, Past past)
{
  past.order = self->items->len;
  if (past.at > 0 && past.at <= self->now)
    g_array_append_val (self->items, past);
}

static gint64
get_beginning (const ZwNeutralTicket *ticket)
{
  gint64 first = ticket->events->len > 0 ? ((ZwNeutralEvent *) ticket->events->pdata[0])->at : 0;

  /* A ticket without a past was there when its sprint began. */
  if (ticket->created == 0 && first == 0 && ticket->sprint != NULL && ticket->sprint->is_new)
    return ticket->sprint->started;
  return ticket->created == 0 ? first : first != 0 ? MIN (first, ticket->created) : ticket->created;
}

static const ZwNeutralEvent *
find_status_event (const ZwNeutralTicket *ticket, gboolean last)
{
  const ZwNeutralEvent *found = NULL;

  for (guint i = 0; i < ticket->events->len; i++)
    {
      const ZwNeutralEvent *event = ticket->events->pdata[i];
      if (event->field == ZW_FIELD_STATUS && event->to_status != NULL && event->to_status->ours != 0 && (last || found == NULL))
        found = event;
    }
  return found;
}

/* Whether it was closed at a known instant that no event tells. */
static gboolean
closes_silently (ZwTarget *target, const ZwNeutralTicket *ticket)
{
  const ZwNeutralEvent *last = find_status_event (ticket, TRUE);
  ZwCategory category;
  gint64 status = zw_target_get_status (target, ticket, &category);

  return zw_category_is_closed (category) && ticket->closed > get_beginning (ticket)
         && (last == NULL || (last->to_status->ours != status && ticket->closed >= last->at));
}

static void
collect_ticket (History *self, ZwTarget *target, ZwNeutralTicket *ticket)
{
  gint64 beginning = get_beginning (ticket);

  if (ticket->row != NULL || beginning <= 0 || beginning > self->now)
    return;
  add_past (self, (Past) { .at = beginning, .kind = PAST_CREATE, .target = target, .ticket = ticket });
  for (guint i = 0; i < ticket->events->len; i++)
    add_past (self, (Past) { .at = ((ZwNeutralEvent *) ticket->events->pdata[i])->at, .kind = PAST_EVENT, .target = target,
                             .ticket = ticket, .event = ticket->events->pdata[i] });
  if (closes_silently (target, ticket))
    add_past (self, (Past) { .at = ticket->closed, .kind = PAST_CLOSE, .target = target, .ticket = ticket });
}

static void
collect_target (History *self, ZwTarget *target)
{
  for (guint i = 0; i < target->project->tickets->len; i++)
    collect_ticket (self, target, target->project->tickets->pdata[i]);
  for (guint i = 0; i < target->project->sprints->len; i++)
    {
      ZwNeutralSprint *sprint = target->project->sprints->pdata[i];
      if (!sprint->is_new || sprint->state == ZW_SPRINT_PLANNED || sprint->started == 0)
        continue;
      add_past (self, (Past) { .at = sprint->started, .kind = PAST_SPRINT_START, .target = target, .sprint = sprint });
      if (sprint->state == ZW_SPRINT_CLOSED && sprint->closed != 0)
        add_past (self, (Past) { .at = sprint->closed, .kind = PAST_SPRINT_END, .target = target, .sprint = sprint });
    }
}

static int
compare_past (gconstpointer a, gconstpointer b)
{
  const Past *first = a, *second = b;

  if (first->at != second->at)
    return first->at < second->at ? -1 : 1;
  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  return (first->order > second->order) - (first->order < second->order);
}

/* --- sets ---------------------------------------------------------------------------------------------------- */

static char *
dup_id (gint64 id)
{
  return id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;
}

/* A sprint that was here before keeps its past: nothing joins it but now. */
static gint64
get_sprint_id (const ZwNeutralSprint *sprint)
{
  return sprint != NULL && sprint->is_new ? sprint->ours : 0;
}

static gint64
get_first_status (ZwTarget *target, const ZwNeutralTicket *ticket)
{
  const ZwNeutralEvent *first = find_status_event (ticket, FALSE);
  ZwHereName *open = zw_target_find_category (target, ZW_CATEGORY_TODO, ticket->type == ZW_TICKET_PROBLEM);
  ZwCategory category;
  gint64 status = zw_target_get_status (target, ticket, &category);

  if (first != NULL && first->from_status != NULL && first->from_status->ours != 0)
    return first->from_status->ours;
  return open != NULL && (first != NULL || closes_silently (target, ticket)) ? open->id : status;
}

static const ZwNeutralEvent *
find_first (const ZwNeutralTicket *ticket, ZwField field)
{
  for (guint i = 0; i < ticket->events->len; i++)
    if (((ZwNeutralEvent *) ticket->events->pdata[i])->field == field)
      return ticket->events->pdata[i];
  return NULL;
}

/* What is not known to have changed was so from the beginning. */
static void
fill_create (Past *past, ZwChangeSet *set)
{
  ZwNeutralTicket *ticket = past->ticket;
  ZwChange *row = zw_change_set_create (set, ZW_ENTITY_TICKET, ticket->ours, ticket->ours);
  ZwNeutralTicket *parent = zw_target_get_parent (past->target, ticket);
  const ZwNeutralEvent *sprint = find_first (ticket, ZW_FIELD_SPRINT), *estimate = find_first (ticket, ZW_FIELD_ESTIMATE);
  gboolean is_epic = ticket->type == ZW_TICKET_EPIC;
  g_autofree char *points = zw_real_to_string (estimate != NULL ? estimate->from_estimate : ticket->estimate);

  zw_change_put_id (row, ZW_FIELD_PROJECT, past->target->here->id);
  zw_change_put (row, ZW_FIELD_TITLE, ticket->title);
  zw_change_put (row, ZW_FIELD_TYPE, zw_ticket_type_names[ticket->type]);
  zw_change_put_id (row, ZW_FIELD_STATUS, get_first_status (past->target, ticket));
  zw_change_put_id (row, ZW_FIELD_PARENT, parent != NULL ? parent->ours : 0);
  if (!is_epic)
    {
      zw_change_put_id (row, ZW_FIELD_SPRINT, get_sprint_id (sprint != NULL ? sprint->from_sprint : ticket->sprint));
      zw_change_put_text (row, ZW_FIELD_ESTIMATE, points != NULL && *points != '-' ? points : NULL);
    }
  zw_change_put_instant (row, ZW_FIELD_CREATED, past->at);
  zw_change_put_instant (row, ZW_FIELD_STATUS_SINCE, past->at);
}

static void
fill_status (const Past *past, gint64 from, gint64 to, ZwChangeSet *set)
{
  g_autofree char *old_status = dup_id (from), *new_status = dup_id (to);
  g_autofree char *since = dup_id (past->at);

  if (to == 0 || from == to)
    return;
  zw_change_set_set (set, ZW_ENTITY_TICKET, past->ticket->ours, past->ticket->ours, ZW_FIELD_STATUS, old_status, new_status);
  zw_change_set_set (set, ZW_ENTITY_TICKET, past->ticket->ours, past->ticket->ours, ZW_FIELD_STATUS_SINCE, NULL, since);
}

static void
fill_event (const Past *past, ZwChangeSet *set)
{
  const ZwNeutralEvent *event = past->event;
  gint64 id = past->ticket->ours;

  if (event->field == ZW_FIELD_STATUS)
    fill_status (past, event->from_status != NULL ? event->from_status->ours : 0,
                 event->to_status != NULL ? event->to_status->ours : 0, set);
  else if (event->field == ZW_FIELD_SPRINT)
    {
      g_autofree char *from = dup_id (get_sprint_id (event->from_sprint)), *to = dup_id (get_sprint_id (event->to_sprint));
      zw_change_set_set (set, ZW_ENTITY_TICKET, id, id, ZW_FIELD_SPRINT, from, to);
    }
  else
    {
      g_autofree char *from = zw_real_to_string (event->from_estimate), *to = zw_real_to_string (event->to_estimate);
      zw_change_set_set (set, ZW_ENTITY_TICKET, id, id, ZW_FIELD_ESTIMATE, from, to);
    }
}

static void
fill_close (const Past *past, ZwChangeSet *set)
{
  const ZwNeutralEvent *last = find_status_event (past->ticket, TRUE);
  ZwCategory category;

  fill_status (past, last != NULL ? last->to_status->ours : get_first_status (past->target, past->ticket),
               zw_target_get_status (past->target, past->ticket, &category), set);
}

static void
fill_sprint (const Past *past, ZwSprintState from, ZwSprintState to, ZwChangeSet *set)
{
  zw_change_set_set (set, ZW_ENTITY_SPRINT, past->sprint->ours, 0, ZW_FIELD_STATE, zw_sprint_state_names[from],
                     zw_sprint_state_names[to]);
}

static ZwCategory
get_category (const Past *past, const ZwNeutralStatus *status)
{
  for (guint i = 0; status != NULL && i < past->target->here->statuses->len; i++)
    {
      const ZwHereName *here = past->target->here->statuses->pdata[i];
      if (here->id == status->ours)
        return (ZwCategory) here->category;
    }
  return ZW_CATEGORY_TODO;
}

/* What people would call it. */
static ZwDeed
get_deed (const Past *past)
{
  switch (past->kind)
    {
    case PAST_CREATE:
      return ZW_DEED_CREATE;
    case PAST_CLOSE:
      return ZW_DEED_CLOSE;
    case PAST_SPRINT_START:
    case PAST_SPRINT_END:
      return ZW_DEED_SPRINT;
    case PAST_EVENT:
      break;
    }
  if (past->event->field != ZW_FIELD_STATUS)
    return ZW_DEED_EDIT;
  gboolean was_closed = zw_category_is_closed (get_category (past, past->event->from_status));
  gboolean is_closed = zw_category_is_closed (get_category (past, past->event->to_status));
  return is_closed && !was_closed ? ZW_DEED_CLOSE : was_closed && !is_closed ? ZW_DEED_REOPEN : ZW_DEED_MOVE;
}

static ZwChangeSet *
make_set (History *self, Past *past)
{
  ZwChangeSet *set = zw_change_set_new (zw_landing_new_id (self->landing), get_deed (past));
  const ZwNeutralPerson *actor = past->event != NULL ? past->event->author
                               : past->kind == PAST_CREATE ? past->ticket->reporter : NULL;

  set->at = past->at;
  set->actor = actor != NULL ? actor->ours : 0;
  set->actor_name = actor != NULL ? g_strdup (actor->name) : NULL;
  switch (past->kind)
    {
    case PAST_CREATE:
      fill_create (past, set);
      break;
    case PAST_EVENT:
      fill_event (past, set);
      break;
    case PAST_CLOSE:
      fill_close (past, set);
      break;
    case PAST_SPRINT_START:
      fill_sprint (past, ZW_SPRINT_PLANNED, ZW_SPRINT_ACTIVE, set);
      break;
    case PAST_SPRINT_END:
      fill_sprint (past, ZW_SPRINT_ACTIVE, ZW_SPRINT_CLOSED, set);
      break;
    }
  return set;
}

static gboolean
write_sets (History *self, GError **error)
{
  gboolean done = self->sets->len == 0 || zw_bulk_append_log (self->landing->job->bulk, self->sets, error);

  g_ptr_array_set_size (self->sets, 0);
  return done;
}

gboolean
zw_landing_write_history (ZwLanding *self, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (Past));
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_set_unref);
  History history = { self, items, sets, self->job->now };

  for (guint i = 0; i < self->targets->len; i++)
    collect_target (&history, self->targets->pdata[i]);
  g_array_sort (items, compare_past);
  for (guint i = 0; i < items->len; i++)
    {
      g_ptr_array_add (sets, make_set (&history, &g_array_index (items, Past, i)));
      if (sets->len >= BATCH && !write_sets (&history, error))
        return FALSE;
    }
  return write_sets (&history, error);
}
