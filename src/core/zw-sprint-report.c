/* SPDX-License-Identifier: GPL-3.0-or-later
 * Replays the log, change by change, and notes how the sprint stood at its start, at each day's end and at its close. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-report.h"

#include <math.h>

#include "zw-sprint-tally.h"

#define SECONDS_PER_DAY 86400
#define QUARTER_MS (15 * 60 * 1000)
#define EPOCH 719163 /* the julian day of 1970-01-01, as GDate counts */

typedef struct {
  const ZwSprintFrame *frame;
  ZwSprintReport *report;
  ZwSprintTally tally;
  GHashTable *undone;     /* (owned) gint64 * of sets: completions that were taken back, and what took them back */
  const ZwChangeSet *set; /* the one being replayed */
  gboolean has_ended;
  gint64 quarter;         /* of an hour: the one whose date was asked for last */
  int quarter_date;
  int next_day;           /* the first day whose end is not noted yet */
  int working;            /* working days of the sprint */
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

/* The local date of @instant; @moment (nullable): how much of the day was over. Without a GDateTime: it is asked for every
 * set of a log. */
static int
date_of (const ZwSprintFrame *frame, gint64 instant, double *moment)
{
  gint64 seconds = (instant - (instant < 0 ? 999 : 0)) / 1000;
  int interval = g_time_zone_find_interval (frame->zone, G_TIME_TYPE_UNIVERSAL, seconds);
  gint64 local = seconds + g_time_zone_get_offset (frame->zone, interval) + (gint64) EPOCH * SECONDS_PER_DAY;

  if (moment != NULL)
    *moment = (double) (local % SECONDS_PER_DAY) / SECONDS_PER_DAY;
  return (int) (local / SECONDS_PER_DAY);
}

/* The date of the set at hand. A log has many sets a day, and dates change at full quarters of an hour everywhere. */
static int
date_of_set (Replay *replay, const ZwChangeSet *set)
{
  gint64 quarter = set->at / QUARTER_MS;

  if (quarter != replay->quarter)
    {
      replay->quarter = quarter;
      replay->quarter_date = date_of (replay->frame, set->at, NULL);
    }
  return replay->quarter_date;
}

/* --- steps ---------------------------------------------------------------------------------------------------- */

static gboolean
find_kind (const ZwTallyTicket *ticket, const ZwTallyTicket *before, ZwStepKind *kind)
{
  gboolean was_closed = zw_category_is_closed (before->category), is_closed = zw_category_is_closed (ticket->category);

  if (!before->counts && !ticket->counts)
    return FALSE;
  if (before->counts != ticket->counts)
    *kind = ticket->counts ? ZW_STEP_ADDED : ZW_STEP_REMOVED;
  else if (is_closed && before->category != ticket->category)
    *kind = ticket->category == ZW_CATEGORY_DONE ? ZW_STEP_COMPLETED : ZW_STEP_CANCELLED;
  else if (was_closed && !is_closed)
    *kind = ZW_STEP_REOPENED;
  else if (zw_sprint_tidy (before->sums.scope - ticket->sums.scope) != 0)
    *kind = ZW_STEP_REESTIMATED;
  else if (zw_sprint_tidy (before->sums.remaining - ticket->sums.remaining) != 0)
    *kind = ZW_STEP_WORKED;
  else
    return FALSE;
  return TRUE;
}

static void
note_step (const ZwTallyTicket *ticket, const ZwTallyTicket *before, gpointer data)
{
  Replay *replay = data;
  ZwSprintStep step = { .set = replay->set->id, .ticket = ticket->id, .at = replay->set->at };

  if (!find_kind (ticket, before, &step.kind))
    return;
  step.actor_name = g_strdup (replay->set->actor_name);
  step.date = date_of (replay->frame, step.at, &step.moment);
  step.scope = zw_sprint_tidy (ticket->sums.scope - before->sums.scope);
  step.remaining = zw_sprint_tidy (ticket->sums.remaining - before->sums.remaining);
  step.done = zw_sprint_tidy (ticket->sums.done - before->sums.done);
  g_array_append_val (replay->report->steps, step);
}

/* --- the sprint ------------------------------------------------------------------------------------------------ */

static void
begin_sprint (Replay *replay)
{
  zw_sprint_tally_start (&replay->tally);
  for (guint i = 0; i < replay->tally.order->len; i++)
    {
      const ZwTallyTicket *ticket = replay->tally.order->pdata[i];
      if (ticket->committed)
        zw_sprint_group_put (&replay->report->committed, ticket->id, ticket->counted);
      else if (ticket->done_before)
        zw_sprint_group_put (&replay->report->done_before_start, ticket->id, ticket->counted);
    }
}

static void
note_day (Replay *replay, int date)
{
  const ZwSprintFrame *frame = replay->frame;
  int past = zw_count_working_days (frame->working_days, frame->holidays, frame->start, MIN (date, frame->end));
  double commitment = replay->report->committed.points;
  ZwBurndownPoint point = { .date = date, .working = is_working_day (frame->working_days, frame->holidays, date), .replanned = NAN };

  point.ideal = replay->working > 0 ? commitment * (replay->working - past) / replay->working : 0;
  point.scope = zw_sprint_tidy (replay->tally.sums.scope);
  point.remaining = zw_sprint_tidy (replay->tally.sums.remaining);
  point.done = zw_sprint_tidy (replay->tally.sums.done);
  g_array_append_val (replay->report->burndown, point);
}

/* Notes the ends of all days before @date. */
static void
note_days_before (Replay *replay, int date)
{
  for (; replay->tally.has_started && !replay->has_ended && replay->next_day < date; replay->next_day++)
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

static void
sum_up_ticket (ZwSprintReport *report, const ZwTallyTicket *ticket, gboolean closed)
{
  double points = ticket->worth;

  if (ticket->joined && ticket->counts)
    zw_sprint_group_put (&report->added, ticket->id, ticket->counted);
  if (ticket->committed && !ticket->counts)
    zw_sprint_group_put (&report->removed, ticket->id, ticket->counted);
  if (!ticket->counts)
    return;
  if (zw_sprint_tidy (points - ticket->counted) != 0)
    zw_sprint_group_put (&report->reestimated, ticket->id, points - ticket->counted);
  if (ticket->is_unknown && ticket->category != ZW_CATEGORY_CANCELLED)
    report->unestimated++;
  if (ticket->category == ZW_CATEGORY_DONE)
    {
      zw_sprint_group_put (&report->completed, ticket->id, points);
      put_owner (report->owners, ticket->owner, points);
      report->committed_and_completed += ticket->committed ? points : 0;
    }
  else if (ticket->category == ZW_CATEGORY_CANCELLED)
    zw_sprint_group_put (&report->cancelled, ticket->id, points);
  else if (closed)
    zw_sprint_group_put (&report->carried, ticket->id, ticket->sums.remaining);
}

/* What became of each ticket, as of now in the replay. */
static void
sum_up (Replay *replay, gboolean closed)
{
  for (guint i = 0; i < replay->tally.order->len; i++)
    sum_up_ticket (replay->report, replay->tally.order->pdata[i], closed);
}

/* --- replay ---------------------------------------------------------------------------------------------------- */

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

/* A completion that was undone never happened: neither what it carried away nor what brought it back is a change of scope. */
static GHashTable *
find_undone (const ZwSprintFrame *frame, GPtrArray *sets)
{
  GHashTable *undone = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) closing = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < sets->len; i++)
    {
      ZwChangeSet *set = sets->pdata[i];
      if (changes_state (frame, set, ZW_SPRINT_CLOSED))
        g_hash_table_add (closing, &set->id);
      else if (set->undoes != 0 && g_hash_table_contains (closing, &set->undoes))
        {
          g_hash_table_add (undone, &set->id);
          g_hash_table_add (undone, &set->undoes);
        }
    }
  return undone;
}

static void
apply_change (Replay *replay, const ZwChange *change)
{
  if (change->entity == ZW_ENTITY_TICKET || change->entity == ZW_ENTITY_STATUS || change->entity == ZW_ENTITY_WORK)
    zw_sprint_tally_apply (&replay->tally, change, note_step, replay);
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
  zw_sprint_tally_settle (&replay->tally, note_step, replay);
  note_days_before (replay, date_of (replay->frame, replay->frame->closed, NULL) + 1);
  sum_up (replay, TRUE);
  replay->has_ended = TRUE;
}

static void
replay_set (Replay *replay, const ZwChangeSet *set)
{
  const ZwSprintFrame *frame = replay->frame;

  gboolean ends = frame->closed != 0 && set->at >= frame->closed && replay->tally.has_started
                  && changes_state (frame, set, ZW_SPRINT_CLOSED);

  if (!ends && g_hash_table_size (replay->undone) > 0 && g_hash_table_contains (replay->undone, &set->id))
    return;
  replay->set = set;
  if (replay->tally.has_started)
    note_days_before (replay, date_of_set (replay, set));
  if (ends)
    {
      end_sprint (replay, set);
      return;
    }
  for (guint i = 0; i < set->changes->len; i++)
    apply_change (replay, set->changes->pdata[i]);
  zw_sprint_tally_settle (&replay->tally, note_step, replay);
  if (!replay->tally.has_started && set->at >= frame->started && changes_state (frame, set, ZW_SPRINT_ACTIVE))
    begin_sprint (replay);
}

/* The days that have not come yet: only the plan. */
static void
add_days_to_come (Replay *replay)
{
  for (int date = replay->next_day; date <= replay->frame->end; date++)
    {
      note_day (replay, date);
      ZwBurndownPoint *point = &g_array_index (replay->report->burndown, ZwBurndownPoint, replay->report->burndown->len - 1);
      point->remaining = point->scope = point->done = NAN;
    }
}

/* --- the plan anew --------------------------------------------------------------------------------------------- */

static ZwBurndownPoint *
get_point (const ZwSprintReport *report, guint index)
{
  return &g_array_index (report->burndown, ZwBurndownPoint, index);
}

static const ZwSprintStep *
find_last_scope_step (const ZwSprintReport *report)
{
  for (guint i = report->steps->len; i > 0; i--)
    if (g_array_index (report->steps, ZwSprintStep, i - 1).scope != 0)
      return &g_array_index (report->steps, ZwSprintStep, i - 1);
  return NULL;
}

/* From what remained on the evening of the last change of scope down to 0 at the planned end. */
static void
plan_anew (Replay *replay)
{
  ZwSprintReport *report = replay->report;
  const ZwSprintFrame *frame = replay->frame;
  const ZwSprintStep *step = find_last_scope_step (report);
  guint first = step == NULL ? G_MAXUINT : (guint) MAX (step->date - get_point (report, 0)->date, 0);

  if (step == NULL || first >= report->burndown->len || step->date >= frame->end)
    return;
  int days = zw_count_working_days (frame->working_days, frame->holidays, step->date + 1, frame->end);
  double left = get_point (report, first)->remaining;
  for (guint i = first; i < report->burndown->len && days > 0; i++)
    {
      ZwBurndownPoint *point = get_point (report, i);
      int past = zw_count_working_days (frame->working_days, frame->holidays, step->date + 1, MIN (point->date, frame->end));
      point->replanned = left * (days - past) / days;
    }
}

/* --- public ---------------------------------------------------------------------------------------------------- */

ZwSprintReport *
zw_sprint_report_new (const ZwSprintFrame *frame, GPtrArray *sets)
{
  Replay replay = { .frame = frame, .report = zw_sprint_report_new_empty () };

  replay.report->measure = frame->measure;
  replay.report->is_closed = frame->closed != 0;
  if (frame->started == 0)
    return replay.report;
  zw_sprint_tally_init (&replay.tally, frame);
  replay.undone = find_undone (frame, sets);
  replay.next_day = MIN (frame->start, date_of (frame, frame->started, NULL));
  replay.working = zw_count_working_days (frame->working_days, frame->holidays, frame->start, frame->end);
  replay.report->today = date_of (frame, frame->closed != 0 ? frame->closed : frame->now, &replay.report->moment);
  for (guint i = 0; i < sets->len && !replay.has_ended; i++)
    replay_set (&replay, sets->pdata[i]);
  if (!replay.has_ended)
    {
      note_days_before (&replay, replay.report->today + 1); /* today's point is "now" */
      sum_up (&replay, frame->closed != 0);
    }
  add_days_to_come (&replay);
  plan_anew (&replay);
  g_hash_table_unref (replay.undone);
  zw_sprint_tally_clear (&replay.tally);
  return replay.report;
}
