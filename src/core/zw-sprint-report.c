/* SPDX-License-Identifier: GPL-3.0-or-later
 * Replays the log, ticket by ticket, and notes how the sprint stood at its start, at each day's end and at its close. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-report.h"

#include <math.h>

/* A ticket as the log has told so far. */
typedef struct {
  gint64 status, sprint, parent, owner;
  double estimate; /* NAN = not estimated */
  gboolean is_epic, exists;

  /* about this sprint */
  gboolean committed, joined, done_before;
  double counted; /* estimate when it was committed or joined */
} Ticket;

typedef struct {
  const ZwSprintFrame *frame;
  ZwSprintReport *report;
  GHashTable *tickets; /* (owned) id (boxed) -> owned Ticket */
  GHashTable *columns; /* (owned) status id (boxed) -> GINT_TO_POINTER (ZwCategory) as the log has told so far */
  GArray *order;       /* (owned) gint64 ids as they appeared */
  gboolean has_started, has_ended;
  int next_day;        /* the first day whose end is not noted yet */
} Replay;

/* --- days ----------------------------------------------------------------------------------------------------- */

static gboolean
is_working_day (int working_days, const GArray *holidays, int date)
{
  for (guint i = 0; holidays != NULL && i < holidays->len; i++)
    if (g_array_index (holidays, int, i) == date)
      return FALSE;
  return (working_days & (1 << ((date + 6) % 7))) != 0; /* julian day 1 is a Monday */
}

int
zw_count_working_days (int working_days, const GArray *holidays, int from, int to)
{
  int days = 0;

  for (int date = from; date <= to; date++)
    days += is_working_day (working_days, holidays, date);
  return days;
}

static int
date_of (const ZwSprintFrame *frame, gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, frame->zone);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local), g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  return (int) g_date_get_julian (&date);
}

/* --- one ticket ------------------------------------------------------------------------------------------------ */

static Ticket *
get_ticket (Replay *replay, gint64 id)
{
  Ticket *ticket = g_hash_table_lookup (replay->tickets, &id);

  if (ticket != NULL)
    return ticket;
  ticket = g_new0 (Ticket, 1);
  ticket->estimate = NAN;
  g_hash_table_insert (replay->tickets, g_memdup2 (&id, sizeof id), ticket);
  g_array_append_val (replay->order, id);
  return ticket;
}

/* As the column was then: one that was changed or deleted since must not change the past. */
static ZwCategory
category_of (Replay *replay, const Ticket *ticket)
{
  gpointer category;

  if (g_hash_table_lookup_extended (replay->columns, &ticket->status, NULL, &category))
    return GPOINTER_TO_INT (category);
  return GPOINTER_TO_INT (g_hash_table_lookup (replay->frame->categories, &ticket->status));
}

static void
apply_column (Replay *replay, const ZwChange *change)
{
  const char *name = NULL;

  if (change->op == ZW_OP_CREATE)
    name = zw_change_get (change, ZW_FIELD_CATEGORY);
  else if (change->op == ZW_OP_SET && change->field == ZW_FIELD_CATEGORY)
    name = change->new_value;
  int category = name != NULL ? zw_choice_from_string (zw_category_names, name) : -1;

  if (category >= 0)
    g_hash_table_insert (replay->columns, g_memdup2 (&change->id, sizeof change->id), GINT_TO_POINTER (category));
}

/* Epics have no points, and a sub-ticket's are its parent's. */
static gboolean
is_counted (Replay *replay, const Ticket *ticket)
{
  const Ticket *parent = ticket->parent != 0 ? g_hash_table_lookup (replay->tickets, &ticket->parent) : NULL;
  return ticket->exists && ticket->sprint == replay->frame->sprint && !ticket->is_epic && (parent == NULL || parent->is_epic);
}

static double
points_of (const Ticket *ticket)
{
  return isnan (ticket->estimate) ? 0 : ticket->estimate;
}

static gint64
parse_id (const char *text)
{
  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
apply_value (Ticket *ticket, ZwField field, const char *text)
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
apply_change (Replay *replay, const ZwChange *change)
{
  Ticket *ticket = get_ticket (replay, change->id);

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

/* --- the sprint ------------------------------------------------------------------------------------------------ */

static void
put (ZwSprintGroup *group, gint64 id, double points)
{
  g_array_append_val (group->tickets, id);
  group->points += points;
}

static void
begin_sprint (Replay *replay)
{
  replay->has_started = TRUE;
  for (guint i = 0; i < replay->order->len; i++)
    {
      gint64 id = g_array_index (replay->order, gint64, i);
      Ticket *ticket = g_hash_table_lookup (replay->tickets, &id);
      if (!is_counted (replay, ticket))
        continue;
      ticket->done_before = zw_category_is_closed (category_of (replay, ticket));
      ticket->committed = !ticket->done_before;
      ticket->counted = points_of (ticket);
      put (ticket->committed ? &replay->report->committed : &replay->report->done_before_start, id, ticket->counted);
    }
}

/* A ticket that was closed before the start counts nowhere until somebody reopens it. */
static void
note_joins (Replay *replay, const ZwChange *change)
{
  Ticket *ticket = get_ticket (replay, change->id);
  gboolean counts = is_counted (replay, ticket);

  if (ticket->done_before && counts && !zw_category_is_closed (category_of (replay, ticket)))
    ticket->done_before = FALSE;
  if (!counts || ticket->committed || ticket->joined || ticket->done_before)
    return;
  ticket->joined = TRUE;
  ticket->counted = points_of (ticket);
}

static void
note_day (Replay *replay, int date)
{
  const ZwSprintFrame *frame = replay->frame;
  int working = zw_count_working_days (frame->working_days, frame->holidays, frame->start, frame->end);
  int past = zw_count_working_days (frame->working_days, frame->holidays, frame->start, MIN (date, frame->end));
  ZwBurndownPoint point = { .date = date, .working = is_working_day (frame->working_days, frame->holidays, date) };
  GHashTableIter iter;
  gpointer value;

  point.ideal = working > 0 ? replay->report->committed.points * (working - past) / working : 0;
  g_hash_table_iter_init (&iter, replay->tickets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Ticket *ticket = value;
      ZwCategory category = category_of (replay, ticket);
      if (!is_counted (replay, ticket) || ticket->done_before)
        continue;
      point.scope += category != ZW_CATEGORY_CANCELLED ? points_of (ticket) : 0;
      point.remaining += !zw_category_is_closed (category) ? points_of (ticket) : 0;
    }
  g_array_append_val (replay->report->burndown, point);
}

/* Notes the ends of all days before @date. */
static void
note_days_before (Replay *replay, int date)
{
  for (; replay->has_started && !replay->has_ended && replay->next_day < date; replay->next_day++)
    note_day (replay, replay->next_day);
}

static void
put_owner (GArray *owners, gint64 person, double points)
{
  for (guint i = 0; i < owners->len; i++)
    if (g_array_index (owners, ZwOwnerPoints, i).person == person)
      {
        g_array_index (owners, ZwOwnerPoints, i).points += points;
        return;
      }
  const ZwOwnerPoints first = { person, points };
  g_array_append_val (owners, first);
}

/* What became of each ticket, as of now in the replay. */
static void
sum_up (Replay *replay, gboolean closed)
{
  ZwSprintReport *report = replay->report;

  for (guint i = 0; i < replay->order->len; i++)
    {
      gint64 id = g_array_index (replay->order, gint64, i);
      const Ticket *ticket = g_hash_table_lookup (replay->tickets, &id);
      ZwCategory category = category_of (replay, ticket);
      gboolean counts = is_counted (replay, ticket) && !ticket->done_before;
      if (!ticket->committed && !ticket->joined)
        continue;
      if (ticket->joined && counts)
        put (&report->added, id, ticket->counted);
      if (ticket->committed && !counts)
        put (&report->removed, id, ticket->counted);
      if (!counts)
        continue;
      if (points_of (ticket) != ticket->counted)
        put (&report->reestimated, id, points_of (ticket) - ticket->counted);
      if (category == ZW_CATEGORY_DONE)
        {
          put (&report->completed, id, points_of (ticket));
          put_owner (report->owners, ticket->owner, points_of (ticket));
          report->committed_and_completed += ticket->committed ? points_of (ticket) : 0;
        }
      else if (category == ZW_CATEGORY_CANCELLED)
        put (&report->cancelled, id, points_of (ticket));
      else if (closed)
        put (&report->carried, id, points_of (ticket));
    }
}

static gboolean
changes_state (const ZwSprintFrame *frame, const ZwChangeSet *set, ZwSprintState state)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->entity == ZW_ENTITY_SPRINT && change->id == frame->sprint && change->op == ZW_OP_SET
          && change->field == ZW_FIELD_STATE && g_strcmp0 (change->new_value, zw_sprint_state_names[state]) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Of the completing set only what it closes and re-estimates counts; where it carries the others comes after the end. */
static void
end_sprint (Replay *replay, const ZwChangeSet *set)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->entity == ZW_ENTITY_TICKET && change->op == ZW_OP_SET
          && (change->field == ZW_FIELD_STATUS || change->field == ZW_FIELD_ESTIMATE))
        apply_change (replay, change);
    }
  note_days_before (replay, date_of (replay->frame, replay->frame->closed) + 1);
  sum_up (replay, TRUE);
  replay->has_ended = TRUE;
}

static void
replay_set (Replay *replay, const ZwChangeSet *set)
{
  const ZwSprintFrame *frame = replay->frame;

  if (replay->has_started)
    note_days_before (replay, date_of (frame, set->at));
  if (frame->closed != 0 && set->at >= frame->closed && replay->has_started && changes_state (frame, set, ZW_SPRINT_CLOSED))
    {
      end_sprint (replay, set);
      return;
    }
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->entity == ZW_ENTITY_STATUS)
        apply_column (replay, change);
      if (change->entity != ZW_ENTITY_TICKET)
        continue;
      apply_change (replay, change);
      if (replay->has_started)
        note_joins (replay, change);
    }
  if (!replay->has_started && set->at >= frame->started && changes_state (frame, set, ZW_SPRINT_ACTIVE))
    begin_sprint (replay);
}

/* The days that have not come yet: only the plan. */
static void
add_days_to_come (Replay *replay)
{
  const ZwSprintFrame *frame = replay->frame;

  for (int date = replay->next_day; date <= frame->end; date++)
    {
      guint last = replay->report->burndown->len;
      note_day (replay, date);
      g_array_index (replay->report->burndown, ZwBurndownPoint, last).remaining = NAN;
      g_array_index (replay->report->burndown, ZwBurndownPoint, last).scope = NAN;
    }
}

static void
init_group (ZwSprintGroup *group)
{
  group->tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static ZwSprintReport *
make_empty (void)
{
  ZwSprintReport *report = g_new0 (ZwSprintReport, 1);

  init_group (&report->committed);
  init_group (&report->added);
  init_group (&report->removed);
  init_group (&report->reestimated);
  init_group (&report->completed);
  init_group (&report->cancelled);
  init_group (&report->carried);
  init_group (&report->done_before_start);
  report->owners = g_array_new (FALSE, FALSE, sizeof (ZwOwnerPoints));
  report->burndown = g_array_new (FALSE, FALSE, sizeof (ZwBurndownPoint));
  return report;
}

ZwSprintReport *
zw_sprint_report_new (const ZwSprintFrame *frame, GPtrArray *sets)
{
  Replay replay = { .frame = frame, .report = make_empty () };

  if (frame->started == 0)
    return replay.report;
  replay.tickets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  replay.columns = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  replay.order = g_array_new (FALSE, FALSE, sizeof (gint64));
  replay.next_day = MIN (frame->start, date_of (frame, frame->started));
  for (guint i = 0; i < sets->len && !replay.has_ended; i++)
    replay_set (&replay, sets->pdata[i]);
  if (!replay.has_ended)
    {
      note_days_before (&replay, date_of (frame, frame->now) + 1); /* today's point is "now" */
      sum_up (&replay, frame->closed != 0);
    }
  add_days_to_come (&replay);
  g_hash_table_unref (replay.tickets);
  g_hash_table_unref (replay.columns);
  g_array_unref (replay.order);
  return replay.report;
}

void
zw_sprint_report_free (ZwSprintReport *report)
{
  ZwSprintGroup *groups[] = { &report->committed, &report->added, &report->removed, &report->reestimated,
                              &report->completed, &report->cancelled, &report->carried, &report->done_before_start };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    g_array_unref (groups[i]->tickets);
  g_array_unref (report->owners);
  g_array_unref (report->burndown);
  g_free (report);
}
