/* SPDX-License-Identifier: GPL-3.0-or-later
 * Replays the time between two stand-ups and deals the result out to people. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-report.h"

#include <math.h>

#include "zw-sprint-report.h"

#define SECONDS_PER_DAY 86400
#define EPOCH 719163 /* the julian day of 1970-01-01, as GDate counts */

const char *const zw_standup_kind_names[]
  = { "moved", "started", "finished", "cancelled", "reopened", "blocked", "added", "reestimated", NULL };

/* How a ticket stood before the changes of the time between. */
typedef struct {
  gint64 id;
  gint64 status;        /* 0 = no change of it was seen */
  gint64 sprint;        /* before the first change after the sprint's start */
  double estimate;      /* likewise */
  gint64 at;
  gboolean is_new;      /* made in that time */
  gboolean has_sprint, has_estimate; /* the two above were seen */
} Past;

typedef struct {
  const ZwStandupFrame *frame;
  GHashTable *pasts;    /* (owned) id (gint64 *) -> owned Past */
  GHashTable *columns;  /* (owned) deleted status id (boxed) -> GINT_TO_POINTER (ZwCategory) */
} Replay;

/* --- days ----------------------------------------------------------------------------------------------------------- */

int
zw_standup_date_of (const ZwStandupCalendar *calendar, gint64 instant)
{
  gint64 seconds = (instant - (instant < 0 ? 999 : 0)) / 1000;
  int interval = g_time_zone_find_interval (calendar->zone, G_TIME_TYPE_UNIVERSAL, seconds);
  gint64 local = seconds + g_time_zone_get_offset (calendar->zone, interval) + (gint64) EPOCH * SECONDS_PER_DAY;

  return (int) (local / SECONDS_PER_DAY);
}

/* By asking for dates, because a day may begin at one o'clock and may be 23 or 25 hours long. */
gint64
zw_standup_start_of (const ZwStandupCalendar *calendar, int date)
{
  gint64 before = ((gint64) date - EPOCH - 1) * SECONDS_PER_DAY, after = before + 2 * (gint64) SECONDS_PER_DAY;

  while (after - before > 1)
    {
      gint64 middle = before + (after - before) / 2;
      if (zw_standup_date_of (calendar, middle * 1000) < date)
        before = middle;
      else
        after = middle;
    }
  return after * 1000;
}

gint64
zw_standup_find_since (const ZwStandupCalendar *calendar, gint64 now)
{
  enum { LONGEST_REST = 366 };
  int today = zw_standup_date_of (calendar, now);

  for (int date = today - 1; date > today - LONGEST_REST; date--)
    if (zw_count_working_days (calendar->working_days, calendar->holidays, date, date) > 0)
      return zw_standup_start_of (calendar, date);
  return zw_standup_start_of (calendar, today - 1);
}

/* --- the time between ----------------------------------------------------------------------------------------------- */

static gint64
parse_id (const char *text)
{
  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static double
parse_estimate (const char *text)
{
  double value = NAN;

  return zw_real_from_string (text, &value) ? value : NAN;
}

static Past *
get_past (Replay *replay, gint64 id)
{
  Past *past = g_hash_table_lookup (replay->pasts, &id);

  if (past != NULL)
    return past;
  past = g_new0 (Past, 1);
  past->id = id;
  g_hash_table_insert (replay->pasts, &past->id, past);
  return past;
}

/* A ticket that is made counts from where it was put first: nothing before that is anybody's news. */
static void
note_create (Replay *replay, const ZwChange *change, gint64 at)
{
  Past *past = get_past (replay, change->id);

  if (past->status != 0)
    return; /* deleted and brought back */
  past->status = parse_id (zw_change_get (change, ZW_FIELD_STATUS));
  past->is_new = TRUE;
  past->at = at;
  past->has_sprint = at > replay->frame->sprint_started;
}

static void
note_set (Replay *replay, const ZwChange *change, gint64 at)
{
  gboolean after_start = at > replay->frame->sprint_started;
  Past *past = get_past (replay, change->id);

  if (change->field == ZW_FIELD_STATUS && past->status == 0)
    past->status = parse_id (change->old_value);
  if (change->field == ZW_FIELD_SPRINT && after_start && !past->has_sprint)
    {
      past->has_sprint = TRUE;
      past->sprint = parse_id (change->old_value);
    }
  if (change->field == ZW_FIELD_ESTIMATE && after_start && !past->has_estimate)
    {
      past->has_estimate = TRUE;
      past->estimate = parse_estimate (change->old_value);
    }
  if (change->field == ZW_FIELD_STATUS || (after_start && (change->field == ZW_FIELD_SPRINT || change->field == ZW_FIELD_ESTIMATE)))
    past->at = at;
}

static void
note_column (Replay *replay, const ZwChange *change)
{
  const char *name = zw_change_get (change, ZW_FIELD_CATEGORY);
  int category = name != NULL ? zw_choice_from_string (zw_category_names, name) : -1;

  if (category >= 0)
    g_hash_table_insert (replay->columns, g_memdup2 (&change->id, sizeof change->id), GINT_TO_POINTER (category));
}

static void
note_change (Replay *replay, const ZwChange *change, gint64 at)
{
  if (change->entity == ZW_ENTITY_STATUS && change->op == ZW_OP_DELETE)
    note_column (replay, change);
  if (change->entity != ZW_ENTITY_TICKET)
    return;
  if (change->op == ZW_OP_CREATE)
    note_create (replay, change, at);
  else if (change->op == ZW_OP_SET)
    note_set (replay, change, at);
}

static void
replay_sets (Replay *replay, GPtrArray *sets)
{
  for (guint i = 0; i < sets->len; i++)
    {
      const ZwChangeSet *set = sets->pdata[i];
      if (set->at <= replay->frame->since || set->at > replay->frame->until)
        continue;
      for (guint j = 0; j < set->changes->len; j++)
        note_change (replay, set->changes->pdata[j], set->at);
    }
}

/* --- what became of a ticket ---------------------------------------------------------------------------------------- */

static ZwCategory
category_of (Replay *replay, gint64 status)
{
  gpointer category;

  if (g_hash_table_lookup_extended (replay->frame->categories, &status, NULL, &category)
      || g_hash_table_lookup_extended (replay->columns, &status, NULL, &category))
    return GPOINTER_TO_INT (category);
  return ZW_CATEGORY_TODO;
}

static guint
find_kinds_of_move (Replay *replay, const ZwStandupTicket *ticket, const Past *past)
{
  ZwCategory now = ticket->category, then = past->is_new ? ZW_CATEGORY_TODO : category_of (replay, past->status);
  guint kinds = past->status != ticket->status ? ZW_STANDUP_MOVED : 0;

  if (past->status == 0)
    return 0;
  if (now == ZW_CATEGORY_IN_PROGRESS && then == ZW_CATEGORY_TODO)
    kinds |= ZW_STANDUP_STARTED;
  if (now == ZW_CATEGORY_DONE && then != ZW_CATEGORY_DONE)
    kinds |= ZW_STANDUP_FINISHED;
  if (now == ZW_CATEGORY_CANCELLED && then != ZW_CATEGORY_CANCELLED)
    kinds |= ZW_STANDUP_CANCELLED;
  if (!zw_category_is_closed (now) && zw_category_is_closed (then))
    kinds |= ZW_STANDUP_REOPENED;
  return kinds;
}

static gboolean
is_same (double first, double second)
{
  return first == second || (isnan (first) && isnan (second));
}

/* What a plan says before its start is not news: the sprint's commitment is. */
static guint
find_kinds_of_scope (Replay *replay, const ZwStandupTicket *ticket, const Past *past)
{
  gint64 sprint = replay->frame->sprint;

  if (sprint != 0 && ticket->sprint != sprint)
    return 0;
  if (sprint != 0 && past->has_sprint && past->sprint != sprint)
    return ZW_STANDUP_ADDED;
  return !past->is_new && past->has_estimate && !is_same (past->estimate, ticket->estimate) ? ZW_STANDUP_REESTIMATED : 0;
}

static gboolean
find_change (Replay *replay, const ZwStandupTicket *ticket, ZwStandupChange *change)
{
  static const Past nothing;
  const Past *past = g_hash_table_lookup (replay->pasts, &ticket->id);

  if (past == NULL)
    past = &nothing;
  *change = (ZwStandupChange){ .ticket = ticket->id, .to = ticket->status, .estimate_to = ticket->estimate, .at = past->at };
  change->from = past->status != 0 ? past->status : ticket->status;
  change->estimate_from = past->has_estimate ? past->estimate : ticket->estimate;
  change->kinds = find_kinds_of_move (replay, ticket, past) | find_kinds_of_scope (replay, ticket, past);
  if (ticket->blocked_since > replay->frame->since && ticket->blocked_since <= replay->frame->until
      && !zw_category_is_closed (ticket->category))
    change->kinds |= ZW_STANDUP_BLOCKED;
  return change->kinds != 0;
}

/* --- shares --------------------------------------------------------------------------------------------------------- */

static void
share_free (gpointer data)
{
  ZwStandupShare *share = data;

  g_array_unref (share->changes);
  g_array_unref (share->in_progress);
  g_array_unref (share->blocked);
  g_free (share);
}

static ZwStandupShare *
add_share (ZwStandupReport *report, gint64 person)
{
  ZwStandupShare *share = g_new0 (ZwStandupShare, 1);

  share->person = person;
  share->changes = g_array_new (FALSE, FALSE, sizeof (ZwStandupChange));
  share->in_progress = g_array_new (FALSE, FALSE, sizeof (gint64));
  share->blocked = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (report->shares, share);
  return share;
}

static gboolean
has_date (const GArray *dates, int date)
{
  for (guint i = 0; dates != NULL && i < dates->len; i++)
    if (g_array_index (dates, int, i) == date)
      return TRUE;
  return FALSE;
}

static void
add_shares (ZwStandupReport *report, const ZwStandupFrame *frame)
{
  int today = zw_standup_date_of (&frame->calendar, frame->until);

  for (guint i = 0; i < frame->people->len; i++)
    {
      const ZwStandupPerson *person = &g_array_index (frame->people, ZwStandupPerson, i);
      add_share (report, person->id)->is_away = has_date (person->days_off, today);
    }
}

static void
count_kinds (ZwStandupReport *report, guint kinds)
{
  for (guint i = 0; i < ZW_N_STANDUP_KINDS; i++)
    report->sums[i] += (kinds >> i) & 1;
}

static void
deal_out (Replay *replay, ZwStandupReport *report, ZwStandupShare *share, const ZwStandupTicket *ticket)
{
  gboolean is_open = !zw_category_is_closed (ticket->category);
  ZwStandupChange change;

  if (find_change (replay, ticket, &change))
    {
      g_array_append_val (share->changes, change);
      count_kinds (report, change.kinds);
    }
  if (!ticket->is_on_board)
    return;
  if (ticket->category == ZW_CATEGORY_IN_PROGRESS && !ticket->waits)
    g_array_append_val (share->in_progress, ticket->id);
  if (is_open && (ticket->blocked_since != 0 || ticket->waits))
    g_array_append_val (share->blocked, ticket->id);
  if (is_open && ticket->category != ZW_CATEGORY_TODO)
    share->points_in_work += ticket->points;
  if (ticket->category == ZW_CATEGORY_DONE)
    share->points_done += ticket->points;
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const ZwStandupChange *first = a, *second = b;
  int finished = ((second->kinds & ZW_STANDUP_FINISHED) != 0) - ((first->kinds & ZW_STANDUP_FINISHED) != 0);

  if (finished != 0)
    return finished;
  if (first->at != second->at)
    return first->at > second->at ? -1 : 1;
  return first->ticket < second->ticket ? -1 : first->ticket > second->ticket;
}

/* Blocked before waiting, and who waits for help longest first. */
static int
compare_blocked (gconstpointer a, gconstpointer b, gpointer data)
{
  GHashTable *by_id = data; /* id (gint64 *) -> ZwStandupTicket */
  const ZwStandupTicket *first = g_hash_table_lookup (by_id, a), *second = g_hash_table_lookup (by_id, b);
  gint64 first_since = first->blocked_since != 0 ? first->blocked_since : G_MAXINT64;
  gint64 second_since = second->blocked_since != 0 ? second->blocked_since : G_MAXINT64;

  if (first_since != second_since)
    return first_since < second_since ? -1 : 1;
  return first < second ? -1 : first > second; /* as they stand on the board: they lie in one array */
}

static void
sort_shares (ZwStandupReport *report, const GArray *tickets)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < tickets->len; i++)
    g_hash_table_insert (by_id, &g_array_index (tickets, ZwStandupTicket, i).id, &g_array_index (tickets, ZwStandupTicket, i));
  for (guint i = 0; i < report->shares->len; i++)
    {
      ZwStandupShare *share = report->shares->pdata[i];
      g_array_sort (share->changes, compare_changes);
      g_array_sort_with_data (share->blocked, compare_blocked, by_id);
    }
}

/* --- the work, whoever does it --------------------------------------------------------------------------------------- */

static int
compare_work (gconstpointer a, gconstpointer b)
{
  const ZwStandupTicket *first = *(const ZwStandupTicket *const *) a, *second = *(const ZwStandupTicket *const *) b;

  if (first->column != second->column)
    return second->column - first->column;
  if ((first->blocked_since != 0) != (second->blocked_since != 0))
    return first->blocked_since != 0 ? -1 : 1;
  if (first->status_since != second->status_since)
    return first->status_since < second->status_since ? -1 : 1;
  return first->id < second->id ? -1 : first->id > second->id;
}

static void
collect_work (ZwStandupReport *report, const GArray *tickets)
{
  g_autoptr (GPtrArray) work = g_ptr_array_new ();

  for (guint i = 0; i < tickets->len; i++)
    {
      const ZwStandupTicket *ticket = &g_array_index (tickets, ZwStandupTicket, i);
      gboolean is_open = ticket->is_on_board && !zw_category_is_closed (ticket->category);
      if (is_open && (ticket->category != ZW_CATEGORY_TODO || ticket->blocked_since != 0))
        g_ptr_array_add (work, (gpointer) ticket);
    }
  g_ptr_array_sort (work, compare_work);
  for (guint i = 0; i < work->len; i++)
    g_array_append_val (report->work, ((const ZwStandupTicket *) work->pdata[i])->id);
}

static gboolean
is_empty (const ZwStandupShare *share)
{
  return share->changes->len == 0 && share->in_progress->len == 0 && share->blocked->len == 0;
}

static void
deal_all (Replay *replay, ZwStandupReport *report)
{
  const GArray *tickets = replay->frame->tickets;
  ZwStandupShare *nobody = add_share (report, 0);

  for (guint i = 0; i < tickets->len; i++)
    {
      const ZwStandupTicket *ticket = &g_array_index (tickets, ZwStandupTicket, i);
      ZwStandupShare *share = ticket->owner != 0 ? zw_standup_report_find (report, ticket->owner) : NULL;
      deal_out (replay, report, share != NULL ? share : nobody, ticket);
    }
  sort_shares (report, tickets);
  if (is_empty (nobody))
    g_ptr_array_set_size (report->shares, (int) report->shares->len - 1);
}

ZwStandupReport *
zw_standup_report_new (const ZwStandupFrame *frame, GPtrArray *sets)
{
  ZwStandupReport *report = g_new0 (ZwStandupReport, 1);
  Replay replay = { .frame = frame };

  replay.pasts = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  replay.columns = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  report->since = frame->since;
  report->until = frame->until;
  report->work = g_array_new (FALSE, FALSE, sizeof (gint64));
  report->shares = g_ptr_array_new_with_free_func (share_free);
  replay_sets (&replay, sets);
  add_shares (report, frame);
  deal_all (&replay, report);
  collect_work (report, frame->tickets);
  g_hash_table_unref (replay.pasts);
  g_hash_table_unref (replay.columns);
  return report;
}

void
zw_standup_report_free (ZwStandupReport *report)
{
  g_ptr_array_unref (report->shares);
  g_array_unref (report->work);
  g_free (report);
}

ZwStandupShare *
zw_standup_report_find (const ZwStandupReport *report, gint64 person)
{
  for (guint i = 0; i < report->shares->len; i++)
    if (((ZwStandupShare *) report->shares->pdata[i])->person == person)
      return report->shares->pdata[i];
  return NULL;
}
