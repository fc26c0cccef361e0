/* SPDX-License-Identifier: GPL-3.0-or-later
 * Keeps the figures right: everything that changes is summed up anew from the few tickets of the sprint; the history is read
 * again only when a sprint starts or ends. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-planning.h"

#include <math.h>

#include "zw-sprint-calendar.h"
#include "zw-ticket-commands.h"

struct _ZwPlanning {
  GObject parent_instance;
  ZwWorkspace *workspace;       /* (owned) */
  gint64 project, sprint;
  ZwTicketList *tickets;        /* (owned) (nullable) those of the sprint */
  char *frozen;                 /* (owned) (nullable) the calendar of a sprint that has started */
  ZwSprintHistory *history;     /* (owned) (nullable) */
  GCancellable *reading;        /* (owned) (nullable) of the newest history */
  GCancellable *reading_frozen; /* (owned) (nullable) */
  GArray *shares;               /* (owned) ZwPlanningShare */
};

G_DEFINE_FINAL_TYPE (ZwPlanning, zw_planning, G_TYPE_OBJECT)

static guint changed_signal;

/* --- what counts -------------------------------------------------------------------------------------------------- */

static gboolean
counts (ZwPlanning *self, ZwTicket *ticket)
{
  return zw_ticket_counts_in (self->workspace, ticket, zw_planning_get_sprint (self));
}

static double
get_size (ZwPlanning *self, ZwTicket *ticket)
{
  double size = zw_ticket_get_size (self->workspace, ticket);
  return isnan (size) ? 0 : size;
}

/* --- shares ------------------------------------------------------------------------------------------------------- */

static void
clear_share (gpointer data)
{
  g_clear_object (&((ZwPlanningShare *) data)->person);
}

static ZwPlanningShare *
find_share (ZwPlanning *self, gint64 person)
{
  for (guint i = 0; i < self->shares->len; i++)
    {
      ZwPlanningShare *share = &g_array_index (self->shares, ZwPlanningShare, i);
      if (zw_item_get_id (ZW_ITEM (share->person)) == person)
        return share;
    }
  return NULL;
}

static double
get_points (ZwPlanning *self, ZwMember *member)
{
  if (!isnan (member->points_per_sprint))
    return member->points_per_sprint;
  return self->history != NULL ? zw_sprint_history_get_mean_of (self->history, member->person) : NAN;
}

static void
add_member (ZwPlanning *self, ZwProject *project, ZwSprint *sprint, ZwSprintCalendar *calendar, ZwMember *member)
{
  ZwPerson *person = zw_workspace_get_person (self->workspace, member->person);
  const ZwCapacityFrame frame = { sprint->start, sprint->end, calendar->working_days, calendar->holidays, project->focus_factor };
  const ZwCapacityMember about = { member->minutes_per_day != ZW_UNSET ? member->minutes_per_day : project->minutes_per_day,
                                   get_points (self, member), zw_sprint_calendar_get_days_off (calendar, member) };
  ZwCapacity capacity = { .points = about.points, .hours = NAN };

  if (person == NULL || !member->active)
    return;
  if (sprint->start != ZW_UNSET && sprint->end != ZW_UNSET)
    zw_capacity_measure (&frame, &about, &capacity);
  const ZwPlanningShare share = { g_object_ref (person), TRUE, capacity.days_off,
                                  project->estimate_unit == ZW_UNIT_HOURS ? capacity.hours : capacity.points, 0 };
  g_array_append_val (self->shares, share);
}

static void
add_members (ZwPlanning *self, ZwProject *project, ZwSprint *sprint)
{
  g_autoptr (ZwSprintCalendar) calendar = zw_sprint_calendar_new (self->workspace, sprint, self->frozen);
  GListModel *members = zw_workspace_get_members (self->workspace, self->project);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (ZwMember) member = g_list_model_get_item (members, i);
      add_member (self, project, sprint, calendar, member);
    }
}

static void
assign (ZwPlanning *self, ZwTicket *ticket)
{
  ZwPerson *owner = zw_workspace_get_person (self->workspace, ticket->owner);
  ZwPlanningShare *share = owner != NULL ? find_share (self, ticket->owner) : NULL;

  if (owner == NULL || !counts (self, ticket))
    return;
  if (share == NULL)
    {
      const ZwPlanningShare guest = { g_object_ref (owner), FALSE, 0, 0, 0 };
      g_array_append_val (self->shares, guest);
      share = &g_array_index (self->shares, ZwPlanningShare, self->shares->len - 1);
    }
  share->assigned += get_size (self, ticket);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const ZwPlanningShare *first = a, *second = b;
  return g_utf8_collate (first->person->name, second->person->name);
}

static void
sum_up (ZwPlanning *self)
{
  ZwProject *project = zw_workspace_get_project (self->workspace, self->project);
  ZwSprint *sprint = zw_planning_get_sprint (self);

  g_array_set_size (self->shares, 0);
  if (project != NULL && sprint != NULL && self->tickets != NULL)
    {
      add_members (self, project, sprint);
      for (guint i = 0; i < zw_ticket_list_get_n (self->tickets); i++)
        assign (self, zw_ticket_list_get (self->tickets, i));
      g_array_sort (self->shares, compare_names);
    }
  g_signal_emit (self, changed_signal, 0);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* An answer is for the planning that still waits for it: nobody is kept alive by a question. */
typedef struct {
  GWeakRef self;        /* ZwPlanning */
  GCancellable *answer; /* (owned) cancelled when nobody waits for it any more */
} Waiting;

static Waiting *
wait_for (ZwPlanning *self, GCancellable **slot)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  if (*slot != NULL)
    g_cancellable_cancel (*slot);
  g_clear_object (slot);
  *slot = g_cancellable_new ();
  g_weak_ref_init (&waiting->self, self);
  waiting->answer = g_object_ref (*slot);
  return waiting;
}

static void
waiting_free (Waiting *waiting)
{
  g_weak_ref_clear (&waiting->self);
  g_object_unref (waiting->answer);
  g_free (waiting);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiting, waiting_free)

/* (transfer full) NULL: the answer comes too late. */
static ZwPlanning *
get_asker (Waiting *waiting)
{
  return g_cancellable_is_cancelled (waiting->answer) ? NULL : g_weak_ref_get (&waiting->self);
}

static void
history_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Waiting) waiting = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwSprintHistory) history = zw_sprint_history_read_finish (result, &error);
  g_autoptr (ZwPlanning) self = get_asker (waiting);

  if (self == NULL)
    return;
  if (history == NULL)
    {
      g_warning ("cannot read the velocity: %s", error->message);
      return;
    }
  g_clear_pointer (&self->history, zw_sprint_history_free);
  self->history = g_steal_pointer (&history);
  sum_up (self);
}

static void
read_history (ZwPlanning *self)
{
  Waiting *waiting = wait_for (self, &self->reading);
  zw_sprint_history_read_async (self->workspace, self->project, waiting->answer, history_cb, waiting);
}

static void
frozen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Waiting) waiting = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *frozen = zw_store_read_text_finish (ZW_STORE (source), result, &error);
  g_autoptr (ZwPlanning) self = get_asker (waiting);

  if (error != NULL)
    g_warning ("cannot read the sprint's calendar: %s", error->message);
  if (error != NULL || self == NULL)
    return;
  g_free (self->frozen);
  self->frozen = g_steal_pointer (&frozen);
  sum_up (self);
}

/* A planned sprint has no calendar of its own. */
static void
read_frozen (ZwPlanning *self)
{
  Waiting *waiting = wait_for (self, &self->reading_frozen);
  ZwSprint *sprint = zw_planning_get_sprint (self);

  g_clear_pointer (&self->frozen, g_free);
  if (sprint == NULL || sprint->state == ZW_SPRINT_PLANNED)
    waiting_free (waiting);
  else
    zw_store_read_text_async (zw_workspace_get_store (self->workspace), ZW_ENTITY_SPRINT, self->sprint, ZW_FIELD_FROZEN, frozen_cb,
                              waiting);
}

/* --- the workspace ------------------------------------------------------------------------------------------------- */

static gboolean
tells_of_sprints (const ZwChangeSet *set)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->entity == ZW_ENTITY_SPRINT && change->op == ZW_OP_SET && change->field == ZW_FIELD_STATE)
        return TRUE;
    }
  return FALSE;
}

static void
changed_cb (ZwPlanning *self, ZwChangeSet *set)
{
  if (tells_of_sprints (set))
    {
      read_history (self);
      read_frozen (self);
    }
  sum_up (self);
}

static void
reloaded_cb (ZwPlanning *self)
{
  read_history (self);
  read_frozen (self);
  sum_up (self);
}

static gboolean
is_in_sprint (ZwTicket *ticket, gpointer data)
{
  return ticket->sprint == *(gint64 *) data;
}

void
zw_planning_set_sprint (ZwPlanning *self, gint64 sprint)
{
  if (sprint == self->sprint)
    return;
  self->sprint = sprint;
  g_clear_object (&self->tickets);
  if (sprint != 0)
    self->tickets = zw_workspace_new_list (self->workspace, self->project, is_in_sprint, g_memdup2 (&sprint, sizeof sprint), g_free,
                                           zw_ticket_compare_rank, NULL);
  read_frozen (self);
  sum_up (self);
}

/* --- figures ------------------------------------------------------------------------------------------------------- */

ZwSprint *
zw_planning_get_sprint (ZwPlanning *self)
{
  return self->sprint != 0 ? zw_workspace_get_sprint (self->workspace, self->sprint) : NULL;
}

guint
zw_planning_get_n_shares (ZwPlanning *self)
{
  return self->shares->len;
}

const ZwPlanningShare *
zw_planning_get_share (ZwPlanning *self, guint i)
{
  return &g_array_index (self->shares, ZwPlanningShare, i);
}

double
zw_planning_get_capacity (ZwPlanning *self)
{
  double sum = NAN;

  for (guint i = 0; i < self->shares->len; i++)
    {
      const ZwPlanningShare *share = zw_planning_get_share (self, i);
      if (share->is_active && !isnan (share->available))
        sum = isnan (sum) ? share->available : sum + share->available;
    }
  return sum;
}

double
zw_planning_get_planned_with (ZwPlanning *self, ZwTicket *const *tickets, guint n, double *moved)
{
  double planned = 0, brought = 0;

  for (guint i = 0; self->tickets != NULL && i < zw_ticket_list_get_n (self->tickets); i++)
    {
      ZwTicket *ticket = zw_ticket_list_get (self->tickets, i);
      planned += counts (self, ticket) ? get_size (self, ticket) : 0;
    }
  for (guint i = 0; i < n; i++)
    {
      gboolean stays = zw_ticket_stays (self->workspace, tickets[i], self->sprint);
      double points = counts (self, tickets[i]) && !stays ? get_size (self, tickets[i]) : 0;
      brought += points;
      planned += tickets[i]->sprint != self->sprint ? points : 0;
    }
  if (moved != NULL)
    *moved = brought;
  return planned;
}

double
zw_planning_get_planned (ZwPlanning *self)
{
  return zw_planning_get_planned_with (self, NULL, 0, NULL);
}

const ZwSprintHistory *
zw_planning_get_history (ZwPlanning *self)
{
  return self->history;
}

/* --- the object ---------------------------------------------------------------------------------------------------- */

static void
zw_planning_dispose (GObject *object)
{
  ZwPlanning *self = ZW_PLANNING (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  if (self->reading_frozen != NULL)
    g_cancellable_cancel (self->reading_frozen);
  g_clear_object (&self->reading);
  g_clear_object (&self->reading_frozen);
  g_clear_object (&self->tickets);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_planning_parent_class)->dispose (object);
}

static void
zw_planning_finalize (GObject *object)
{
  ZwPlanning *self = ZW_PLANNING (object);

  g_clear_pointer (&self->history, zw_sprint_history_free);
  g_array_unref (self->shares);
  g_free (self->frozen);
  G_OBJECT_CLASS (zw_planning_parent_class)->finalize (object);
}

static void
zw_planning_class_init (ZwPlanningClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_planning_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_planning_finalize;
  changed_signal = g_signal_new ("changed", ZW_TYPE_PLANNING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_planning_init (ZwPlanning *self)
{
  self->shares = g_array_new (FALSE, FALSE, sizeof (ZwPlanningShare));
  g_array_set_clear_func (self->shares, clear_share);
}

ZwPlanning *
zw_planning_new (ZwWorkspace *workspace, gint64 project)
{
  ZwPlanning *self = g_object_new (ZW_TYPE_PLANNING, NULL);

  self->workspace = g_object_ref (workspace);
  self->project = project;
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "reloaded", G_CALLBACK (reloaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::loaded", G_CALLBACK (sum_up), self, G_CONNECT_SWAPPED);
  read_history (self);
  return self;
}
