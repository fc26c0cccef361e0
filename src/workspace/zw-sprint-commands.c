/* SPDX-License-Identifier: GPL-3.0-or-later
 * Planning, editing, deleting and starting sprints. Pure: builds change sets, changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-commands.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-command.h"
#include "zw-error.h"
#include "zw-project-commands.h"
#include "zw-sprint-calendar.h"
#include "zw-sprint-private.h"
#include "zw-ticket-commands.h"
#include "zw-values.h"

/* --- shared ------------------------------------------------------------------------------------------------------ */

ZwSprint *
zw_sprint_require (ZwWorkspace *workspace, gint64 sprint_id, GError **error)
{
  ZwSprint *sprint = zw_workspace_get_sprint (workspace, sprint_id);

  if (sprint == NULL)
    zw_set_error (error, ZW_ERROR_NOT_FOUND, "there is no such sprint");
  return sprint;
}

GPtrArray *
zw_sprint_dup_tickets (ZwWorkspace *workspace, gint64 sprint_id)
{
  ZwSprint *sprint = zw_workspace_get_sprint (workspace, sprint_id);
  ZwTicketList *list = zw_workspace_get_tickets (workspace, sprint->project);
  GPtrArray *tickets = g_ptr_array_new ();
  guint n = zw_ticket_list_get_n (list);

  for (ZwTicket *ticket = n > 0 ? zw_ticket_list_get (list, 0) : NULL; ticket != NULL; ticket = zw_ticket_list_after (list, ticket))
    if (ticket->sprint == sprint_id)
      g_ptr_array_add (tickets, ticket);
  return tickets;
}

void
zw_sprint_rank_on_top (ZwWorkspace *workspace, ZwChangeSet *set, gint64 project, GPtrArray *tickets, guint n, gint64 *ranks)
{
  ZwTicketList *list = zw_workspace_get_tickets (workspace, project);
  g_autoptr (GHashTable) moving = g_hash_table_new (NULL, NULL);
  ZwTicket *first = zw_ticket_list_get_n (list) > 0 ? zw_ticket_list_get (list, 0) : NULL;

  for (guint i = 0; i < tickets->len; i++)
    g_hash_table_add (moving, tickets->pdata[i]);
  while (first != NULL && g_hash_table_contains (moving, first))
    first = zw_ticket_list_after (list, first);
  zw_command_rank (workspace, set, project, moving, NULL, first, n, ranks);
}

/* --- proposals ----------------------------------------------------------------------------------------------------- */

static int
next_working_day (ZwProject *project, int date, int step)
{
  for (int i = 0; i < 31 && zw_working_days_between (project, date, date) == 0; i++)
    date += step;
  return date;
}

/* The one that starts last, of those that have both dates. (nullable) borrowed */
static ZwSprint *
find_last (ZwWorkspace *workspace, gint64 project)
{
  GListModel *sprints = zw_workspace_get_sprints (workspace, project);
  ZwSprint *last = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (sprints); i++)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (sprints, i);
      if (sprint->start != ZW_UNSET && sprint->end != ZW_UNSET && (last == NULL || sprint->start >= last->start))
        last = sprint;
    }
  return last;
}

/* Free days between two sprints belong to the first one: Monday to Friday of next week is two weeks. */
static int
measure_length (ZwWorkspace *workspace, ZwProject *project)
{
  ZwSprint *last = find_last (workspace, zw_item_get_id (ZW_ITEM (project)));

  if (last == NULL || last->end < last->start)
    return MAX (1, project->sprint_days);
  return next_working_day (project, last->end + 1, 1) - last->start;
}

int
zw_sprint_propose_end (ZwWorkspace *workspace, gint64 project_id, int start)
{
  ZwProject *project = zw_workspace_get_project (workspace, project_id);
  return MAX (start, next_working_day (project, start + measure_length (workspace, project) - 1, -1));
}

void
zw_sprint_propose_dates (ZwWorkspace *workspace, gint64 project_id, int *start, int *end)
{
  ZwProject *project = zw_workspace_get_project (workspace, project_id);
  GListModel *sprints = zw_workspace_get_sprints (workspace, project_id);
  int first = zw_clock_get_today (zw_workspace_get_clock (workspace));

  for (guint i = 0; i < g_list_model_get_n_items (sprints); i++)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (sprints, i);
      if (sprint->end != ZW_UNSET && sprint->state != ZW_SPRINT_CLOSED)
        first = MAX (first, sprint->end + 1);
    }
  *start = next_working_day (project, first, 1);
  *end = zw_sprint_propose_end (workspace, project_id, *start);
}

static gboolean
is_taken (GListModel *sprints, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < g_list_model_get_n_items (sprints); i++)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (sprints, i);
      g_autofree char *folded = g_utf8_casefold (sprint->name, -1);
      if (g_str_equal (folded, wanted))
        return TRUE;
    }
  return FALSE;
}

/* "Sprint 16" after "Sprint 15": the last name with its number raised until nobody has it. */
char *
zw_sprint_propose_name (ZwWorkspace *workspace, gint64 project)
{
  GListModel *sprints = zw_workspace_get_sprints (workspace, project);
  guint n = g_list_model_get_n_items (sprints);
  g_autoptr (ZwSprint) last = n > 0 ? g_list_model_get_item (sprints, n - 1) : NULL;
  const char *name = last != NULL ? last->name : "Sprint 0";
  gsize length = strlen (name), digits = length;

  while (digits > 0 && g_ascii_isdigit (name[digits - 1]) && length - digits < 9)
    digits--;
  gint64 number = digits < length ? g_ascii_strtoll (name + digits, NULL, 10) : 1;
  g_autofree char *stem = digits < length ? g_strndup (name, digits) : g_strconcat (name, " ", NULL);
  for (;; number++)
    {
      char *next = g_strdup_printf ("%s%" G_GINT64_FORMAT, stem, number + 1);
      if (!is_taken (sprints, next))
        return next;
      g_free (next);
    }
}

/* --- editing -------------------------------------------------------------------------------------------------------- */

static gboolean
check_dates (ZwSprint *sprint, int start, int end, GError **error)
{
  if (start != ZW_UNSET && end != ZW_UNSET && end < start)
    {
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "“%s” cannot end before it starts", sprint->name);
      return FALSE;
    }
  if (sprint->state != ZW_SPRINT_PLANNED && start != sprint->start)
    return zw_sprint_refuse (error, "cannot change the start of “%s”: %s", sprint, NC_("error", "it has started"));
  if (sprint->state == ZW_SPRINT_CLOSED && end != sprint->end)
    return zw_sprint_refuse (error, "cannot change the end of “%s”: %s", sprint, NC_("error", "it is completed"));
  return TRUE;
}

static void
set_date (ZwChangeSet *set, ZwSprint *sprint, ZwField field, int date)
{
  g_autofree char *text = zw_date_to_string (date);
  zw_command_set (set, ZW_ITEM (sprint), field, text);
}

ZwChangeSet *
zw_sprint_edit (ZwWorkspace *workspace, gint64 sprint_id, const char *name, const char *goal, int start, int end, GError **error)
{
  ZwSprint *sprint = zw_sprint_require (workspace, sprint_id, error);
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_SPRINT);

  if (sprint == NULL || !check_dates (sprint, start, end, error))
    return NULL;
  g_autoptr (ZwChangeSet) named = zw_item_set_field (workspace, ZW_ITEM (sprint), ZW_FIELD_NAME, name, error);
  g_autoptr (ZwChangeSet) aimed = named != NULL ? zw_item_set_field (workspace, ZW_ITEM (sprint), ZW_FIELD_GOAL, goal, error) : NULL;
  if (aimed == NULL)
    return NULL;
  zw_change_set_merge (set, named);
  zw_change_set_merge (set, aimed);
  set_date (set, sprint, ZW_FIELD_START, start);
  set_date (set, sprint, ZW_FIELD_END, end);
  return g_steal_pointer (&set);
}

/* --- deleting ------------------------------------------------------------------------------------------------------- */

ZwChangeSet *
zw_sprint_delete (ZwWorkspace *workspace, gint64 sprint_id, GError **error)
{
  ZwSprint *sprint = zw_sprint_require (workspace, sprint_id, error);
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_SPRINT);

  if (sprint == NULL)
    return NULL;
  if (sprint->state != ZW_SPRINT_PLANNED)
    {
      zw_set_error (error, ZW_ERROR_REFUSED, "cannot delete “%s”: %s", sprint->name,
                    sprint->state == ZW_SPRINT_ACTIVE ? NC_("error", "it runs; complete it") : NC_("error", "it is completed"));
      return NULL;
    }
  g_autoptr (GPtrArray) tickets = zw_sprint_dup_tickets (workspace, sprint_id);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  for (guint i = 0; i < tickets->len; i++)
    {
      zw_command_set_id (set, tickets->pdata[i], ZW_FIELD_SPRINT, 0);
      if (!zw_workspace_is_closed (workspace, tickets->pdata[i]))
        g_ptr_array_add (open, tickets->pdata[i]);
    }
  g_autofree gint64 *ranks = g_new (gint64, open->len + 1);
  if (open->len > 0)
    zw_sprint_rank_on_top (workspace, set, sprint->project, open, open->len, ranks);
  for (guint i = 0; i < open->len; i++)
    zw_command_set_int64 (set, open->pdata[i], ZW_FIELD_RANK, ranks[i]);
  zw_command_delete (set, ZW_ITEM (sprint));
  return g_steal_pointer (&set);
}

/* --- start ----------------------------------------------------------------------------------------------------------- */

static gboolean
check_start (ZwWorkspace *workspace, ZwSprint *sprint, GError **error)
{
  ZwProject *project = zw_workspace_get_project (workspace, sprint->project);
  ZwSprint *active = zw_workspace_get_active_sprint (workspace, sprint->project);

  if (sprint->state != ZW_SPRINT_PLANNED)
    return zw_sprint_refuse (error, "cannot start “%s”: %s", sprint,
                             sprint->state == ZW_SPRINT_ACTIVE ? NC_("error", "it runs already") : NC_("error", "it is completed"));
  if (active != NULL && !project->parallel_sprints)
    {
      zw_set_error (error, ZW_ERROR_REFUSED, "cannot start “%s”: “%s” still runs; complete it first", sprint->name, active->name);
      return FALSE;
    }
  return TRUE;
}

ZwChangeSet *
zw_sprint_start (ZwWorkspace *workspace, gint64 sprint_id, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_SPRINT);
  ZwSprint *sprint = zw_sprint_require (workspace, sprint_id, error);

  if (sprint == NULL || !check_start (workspace, sprint, error))
    return NULL;
  g_autofree char *calendar = zw_sprint_calendar_freeze (workspace, sprint);
  zw_command_set (set, ZW_ITEM (sprint), ZW_FIELD_STATE, zw_sprint_state_names[ZW_SPRINT_ACTIVE]);
  zw_command_set_int64 (set, ZW_ITEM (sprint), ZW_FIELD_STARTED, set->at);
  zw_change_set_set (set, ZW_ENTITY_SPRINT, sprint_id, 0, ZW_FIELD_FROZEN, NULL, calendar);
  zw_change_set_guard (set, ZW_GUARD_ONE_ACTIVE_SPRINT, ZW_ENTITY_PROJECT, sprint->project);
  return g_steal_pointer (&set);
}

ZwSprintCheck *
zw_sprint_check_new (ZwWorkspace *workspace, gint64 sprint)
{
  ZwSprintCheck *self = g_new0 (ZwSprintCheck, 1);
  g_autoptr (GPtrArray) tickets = zw_sprint_dup_tickets (workspace, sprint);

  self->unestimated = g_ptr_array_new ();
  self->blocked = g_ptr_array_new ();
  self->closed = g_ptr_array_new ();
  for (guint i = 0; i < tickets->len; i++)
    {
      ZwTicket *ticket = tickets->pdata[i];
      gboolean counts = !zw_workspace_is_sub_ticket (workspace, ticket);
      if (zw_workspace_is_closed (workspace, ticket))
        {
          g_ptr_array_add (self->closed, ticket);
          continue;
        }
      if (zw_ticket_is_blocked (ticket))
        g_ptr_array_add (self->blocked, ticket);
      double size = zw_ticket_get_size (workspace, ticket);
      if (counts && isnan (size))
        g_ptr_array_add (self->unestimated, ticket);
      self->tickets += counts ? 1 : 0;
      self->points += counts && !isnan (size) ? size : 0;
    }
  return self;
}

void
zw_sprint_check_free (ZwSprintCheck *self)
{
  g_ptr_array_unref (self->unestimated);
  g_ptr_array_unref (self->blocked);
  g_ptr_array_unref (self->closed);
  g_free (self);
}
