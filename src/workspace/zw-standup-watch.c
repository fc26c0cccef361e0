/* SPDX-License-Identifier: GPL-3.0-or-later
 * Follows what happens since the last stand-up. Must never compute while a set is being applied: a drop must not wait for it. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-watch.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zw-error.h"
#include "zw-workspace-private.h"

struct _ZwStandupWatch {
  GObject parent_instance;

  ZwWorkspace *workspace;  /* (owned) (nullable) NULL once disposed */
  gint64 project, since;
  GPtrArray *sets;         /* (owned) (nullable) ZwChangeSet in log order */
  GPtrArray *pending;      /* (owned) ZwChangeSet that came while we read */
  ZwStandupReport *report; /* (owned) (nullable) */
  GError *error;           /* (owned) (nullable) */
  gboolean reading, stale; /* stale: read once more afterwards */
  guint computing;         /* source id */
};

G_DEFINE_FINAL_TYPE (ZwStandupWatch, zw_standup_watch, G_TYPE_OBJECT)

static guint changed_signal;

static void read_all (ZwStandupWatch *self);

/* --- what the report must know ------------------------------------------------------------------------------------- */

void
zw_standup_calendar_init (ZwStandupCalendar *calendar, ZwWorkspace *workspace, gint64 project_id)
{
  ZwProject *project = zw_workspace_get_project (workspace, project_id);
  const char *name = project->time_zone;

  *calendar = (ZwStandupCalendar){ .working_days = project->working_days, .holidays = project->holidays };
  calendar->zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;
  if (calendar->zone == NULL)
    calendar->zone = g_time_zone_ref (zw_clock_get_zone (zw_workspace_get_clock (workspace)));
}

void
zw_standup_calendar_clear (ZwStandupCalendar *calendar)
{
  g_clear_pointer (&calendar->zone, g_time_zone_unref);
}

/* What the log tells of tickets that stand on no board. */
static GHashTable *
collect_touched (GPtrArray *sets)
{
  GHashTable *touched = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < sets->len; i++)
    {
      GPtrArray *changes = ((ZwChangeSet *) sets->pdata[i])->changes;
      for (guint j = 0; j < changes->len; j++)
        if (((ZwChange *) changes->pdata[j])->entity == ZW_ENTITY_TICKET)
          g_hash_table_add (touched, &((ZwChange *) changes->pdata[j])->id);
    }
  return touched;
}

static gboolean
is_on_board (const ZwStandupFrame *frame, ZwTicket *ticket, ZwCategory category)
{
  return frame->sprint != 0 ? ticket->sprint == frame->sprint : !zw_category_is_closed (category);
}

/* FALSE for what no stand-up speaks of: epics and problems, what is elsewhere and was left alone. */
static gboolean
describe_ticket (ZwStandupWatch *self, const ZwStandupFrame *frame, GHashTable *touched, ZwTicket *ticket,
                 ZwStandupTicket *described)
{
  ZwStatus *status = zw_workspace_get_status (self->workspace, ticket->status);
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));

  if (status == NULL || ticket->type == ZW_TICKET_EPIC || ticket->type == ZW_TICKET_PROBLEM || ticket->archived)
    return FALSE;
  gboolean on_board = is_on_board (frame, ticket, status->category);
  if (!on_board && ticket->blocked_since == 0 && !g_hash_table_contains (touched, &id))
    return FALSE;
  *described = (ZwStandupTicket){
    .id = id, .owner = ticket->owner, .status = ticket->status, .sprint = ticket->sprint, .category = status->category,
    .column = status->position, .status_since = ticket->status_since, .estimate = ticket->estimate,
    .blocked_since = ticket->blocked_since, .is_on_board = on_board,
    .waits = ticket->waiting_until != ZW_UNSET || ticket->waiting_for != NULL || status->category == ZW_CATEGORY_WAITING,
    .points = isnan (ticket->estimate) || zw_workspace_is_sub_ticket (self->workspace, ticket) ? 0 : ticket->estimate,
  };
  return TRUE;
}

static int
compare_columns (gconstpointer a, gconstpointer b)
{
  return ((const ZwStandupTicket *) a)->column - ((const ZwStandupTicket *) b)->column;
}

/* In board order: by column, then by rank, as the project's list has them. */
static GArray *
collect_tickets (ZwStandupWatch *self, const ZwStandupFrame *frame)
{
  ZwTicketList *list = zw_workspace_get_tickets (self->workspace, self->project);
  g_autoptr (GHashTable) touched = collect_touched (self->sets);
  GArray *tickets = g_array_new (FALSE, FALSE, sizeof (ZwStandupTicket));
  ZwStandupTicket described;

  for (ZwTicket *ticket = zw_ticket_list_get_n (list) > 0 ? zw_ticket_list_get (list, 0) : NULL; ticket != NULL;
       ticket = zw_ticket_list_after (list, ticket))
    if (describe_ticket (self, frame, touched, ticket, &described))
      g_array_append_val (tickets, described);
  g_array_sort (tickets, compare_columns); /* stable */
  return tickets;
}

static GArray *
collect_people (ZwStandupWatch *self)
{
  GListModel *members = zw_workspace_get_members (self->workspace, self->project);
  GArray *people = g_array_new (FALSE, FALSE, sizeof (ZwStandupPerson));

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (ZwMember) member = g_list_model_get_item (members, i);
      const ZwStandupPerson person = { member->person, member->days_off };
      if (member->active && zw_workspace_get_person (self->workspace, member->person) != NULL)
        g_array_append_val (people, person);
    }
  return people;
}

static GHashTable *
collect_categories (ZwStandupWatch *self)
{
  GHashTable *categories = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GListModel *statuses = zw_workspace_get_statuses (self->workspace, self->project);

  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (statuses, i);
      gint64 id = zw_item_get_id (ZW_ITEM (status));
      g_hash_table_insert (categories, g_memdup2 (&id, sizeof id), GINT_TO_POINTER (status->category));
    }
  return categories;
}

static ZwStandupReport *
make_report (ZwStandupWatch *self)
{
  ZwSprint *sprint = zw_workspace_get_active_sprint (self->workspace, self->project);
  ZwStandupFrame frame = { .since = self->since, .until = zw_clock_get_now (zw_workspace_get_clock (self->workspace)) };
  g_autoptr (GHashTable) categories = collect_categories (self);
  g_autoptr (GArray) people = collect_people (self);

  if (sprint != NULL)
    {
      frame.sprint = zw_item_get_id (ZW_ITEM (sprint));
      frame.sprint_started = sprint->started;
    }
  g_autoptr (GArray) tickets = collect_tickets (self, &frame);
  frame.categories = categories;
  frame.people = people;
  frame.tickets = tickets;
  zw_standup_calendar_init (&frame.calendar, self->workspace, self->project);
  ZwStandupReport *report = zw_standup_report_new (&frame, self->sets);
  zw_standup_calendar_clear (&frame.calendar);
  return report;
}

/* --- computing ------------------------------------------------------------------------------------------------------ */

static void
compute (ZwStandupWatch *self)
{
  g_clear_pointer (&self->report, zw_standup_report_free);
  if (self->sets != NULL && zw_workspace_get_project (self->workspace, self->project) != NULL)
    self->report = make_report (self);
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
compute_cb (gpointer data)
{
  ZwStandupWatch *self = data;

  self->computing = 0;
  compute (self);
  return G_SOURCE_REMOVE;
}

static void
compute_soon (ZwStandupWatch *self)
{
  if (self->computing == 0)
    self->computing = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, compute_cb, self, NULL);
}

/* --- reading -------------------------------------------------------------------------------------------------------- */

static gboolean
has_set (GPtrArray *sets, gint64 id)
{
  for (guint i = sets->len; i > 0; i--)
    if (((ZwChangeSet *) sets->pdata[i - 1])->id == id)
      return TRUE;
  return FALSE;
}

static void
take_sets (ZwStandupWatch *self, GPtrArray *sets)
{
  g_clear_error (&self->error);
  g_clear_pointer (&self->sets, g_ptr_array_unref);
  self->sets = sets;
  for (guint i = 0; i < self->pending->len; i++)
    if (!has_set (sets, ((ZwChangeSet *) self->pending->pdata[i])->id))
      g_ptr_array_add (sets, zw_change_set_ref (self->pending->pdata[i]));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwStandupWatch) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sets = zw_store_read_recent_finish (ZW_STORE (source), result, &error);

  if (self->workspace == NULL)
    return;
  self->reading = FALSE;
  if (sets != NULL)
    take_sets (self, g_steal_pointer (&sets));
  else
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
    }
  g_ptr_array_set_size (self->pending, 0);
  if (self->stale)
    read_all (self);
  compute_soon (self);
}

static void
read_all (ZwStandupWatch *self)
{
  self->stale = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  zw_store_read_recent_async (zw_workspace_get_store (self->workspace), self->since, NULL, read_cb, g_object_ref (self));
}

/* --- following ------------------------------------------------------------------------------------------------------ */

static void
changed_cb (ZwStandupWatch *self, ZwChangeSet *set, gboolean own)
{
  if (self->reading)
    g_ptr_array_add (self->pending, zw_change_set_ref (set));
  else if (self->sets != NULL)
    g_ptr_array_add (self->sets, zw_change_set_ref (set));
  compute_soon (self);
}

/* The set that was refused is no part of the log. */
static void
failed_cb (ZwStandupWatch *self, ZwChangeSet *set, GError *error)
{
  if (set != NULL)
    read_all (self);
}

/* --- the object ----------------------------------------------------------------------------------------------------- */

static void
zw_standup_watch_dispose (GObject *object)
{
  ZwStandupWatch *self = ZW_STANDUP_WATCH (object);

  g_clear_handle_id (&self->computing, g_source_remove);
  if (self->workspace != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->workspace, self);
      g_signal_handlers_disconnect_by_data (zw_workspace_get_clock (self->workspace), self);
    }
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_standup_watch_parent_class)->dispose (object);
}

static void
zw_standup_watch_finalize (GObject *object)
{
  ZwStandupWatch *self = ZW_STANDUP_WATCH (object);

  g_clear_pointer (&self->sets, g_ptr_array_unref);
  g_ptr_array_unref (self->pending);
  g_clear_pointer (&self->report, zw_standup_report_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (zw_standup_watch_parent_class)->finalize (object);
}

static void
zw_standup_watch_class_init (ZwStandupWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_standup_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_standup_watch_finalize;
  changed_signal = g_signal_new ("changed", ZW_TYPE_STANDUP_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_standup_watch_init (ZwStandupWatch *self)
{
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_set_unref);
}

ZwStandupWatch *
zw_standup_watch_new (ZwWorkspace *workspace, gint64 project, gint64 since)
{
  ZwStandupWatch *self = g_object_new (ZW_TYPE_STANDUP_WATCH, NULL);

  self->workspace = g_object_ref (workspace);
  self->project = project;
  self->since = since != 0 ? since : zw_standup_find_last_time (workspace, project);
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (workspace, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (workspace, "reloaded", G_CALLBACK (read_all), self);
  g_signal_connect_swapped (workspace, "notify::loaded", G_CALLBACK (compute_soon), self);
  g_signal_connect_swapped (zw_workspace_get_clock (workspace), "day-changed", G_CALLBACK (compute_soon), self);
  read_all (self);
  return self;
}

gint64
zw_standup_watch_get_since (ZwStandupWatch *self)
{
  return self->since;
}

const ZwStandupReport *
zw_standup_watch_get_report (ZwStandupWatch *self)
{
  return self->report;
}

const GError *
zw_standup_watch_get_error (ZwStandupWatch *self)
{
  return self->error;
}

gint64
zw_standup_find_last_time (ZwWorkspace *workspace, gint64 project)
{
  gint64 now = zw_clock_get_now (zw_workspace_get_clock (workspace)), last = 0;
  ZwStandupCalendar calendar;
  gpointer item;

  for (guint position = 0; zw_id_map_next (workspace->items[ZW_ENTITY_STANDUP], &position, NULL, &item);)
    if (((ZwStandup *) item)->project == project && ((ZwStandup *) item)->held <= now)
      last = MAX (last, ((ZwStandup *) item)->held);
  if (last != 0)
    return last;
  zw_standup_calendar_init (&calendar, workspace, project);
  last = zw_standup_find_since (&calendar, now);
  zw_standup_calendar_clear (&calendar);
  return last;
}

/* --- writing -------------------------------------------------------------------------------------------------------- */

ZwChangeSet *
zw_standup_hold (ZwWorkspace *workspace, gint64 project, gint64 held, int seconds, const char *notes, gint64 *standup, GError **error)
{
  if (zw_workspace_get_project (workspace, project) == NULL)
    {
      zw_set_error (error, ZW_ERROR_NOT_FOUND, "there is no such project");
      return NULL;
    }
  if (held <= 0 || seconds < 0 || (notes != NULL && !g_utf8_validate (notes, -1, NULL)))
    {
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "cannot record the stand-up: its time or its notes are not valid");
      return NULL;
    }
  gint64 id = zw_workspace_new_id (workspace);
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  ZwChange *change = zw_change_set_create (set, ZW_ENTITY_STANDUP, id, 0);
  if (standup != NULL)
    *standup = id;
  zw_change_put_int (change, ZW_FIELD_PROJECT, project);
  zw_change_put_int (change, ZW_FIELD_HELD, held);
  zw_change_put_int (change, ZW_FIELD_SECONDS, seconds);
  zw_change_set_set (set, ZW_ENTITY_STANDUP, id, 0, ZW_FIELD_NOTES, NULL, notes != NULL && *notes != '\0' ? notes : NULL);
  return set;
}

ZwChangeSet *
zw_standup_set_notes (ZwWorkspace *workspace, gint64 standup, const char *old_notes, const char *notes, GError **error)
{
  ZwItem *item = zw_workspace_get_item (workspace, ZW_ENTITY_STANDUP, standup);
  const char *before = old_notes != NULL && *old_notes != '\0' ? old_notes : NULL, *after = notes != NULL && *notes != '\0' ? notes : NULL;

  if (item == NULL)
    {
      zw_set_error (error, ZW_ERROR_NOT_FOUND, "there is no such stand-up");
      return NULL;
    }
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  zw_change_set_set (set, ZW_ENTITY_STANDUP, standup, 0, ZW_FIELD_NOTES, before, after);
  return set;
}
