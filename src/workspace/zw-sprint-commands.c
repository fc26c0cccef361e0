/* SPDX-License-Identifier: GPL-3.0-or-later
 * Starting and completing sprints. Pure: builds change sets, changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-commands.h"

#include "zw-command.h"
#include "zw-error.h"
#include "zw-sprint-calendar.h"

/* --- start ------------------------------------------------------------------------------------------------------ */

static gboolean
refuse (GError **error, const char *what, ZwSprint *sprint, const char *why)
{
  g_set_error (error, ZW_ERROR, ZW_ERROR_REFUSED, "cannot %s “%s”: %s", what, sprint->name, why);
  return FALSE;
}

static gboolean
check_start (ZwWorkspace *workspace, ZwSprint *sprint, GError **error)
{
  ZwProject *project = zw_workspace_get_project (workspace, sprint->project);
  ZwSprint *active = zw_workspace_get_active_sprint (workspace, sprint->project);

  if (sprint->state != ZW_SPRINT_PLANNED)
    return refuse (error, "start", sprint, sprint->state == ZW_SPRINT_ACTIVE ? "it runs already" : "it is completed");
  if (active != NULL && !project->parallel_sprints)
    {
      g_autofree char *why = g_strdup_printf ("“%s” still runs; complete it first", active->name);
      return refuse (error, "start", sprint, why);
    }
  return TRUE;
}

ZwChangeSet *
zw_sprint_start (ZwWorkspace *workspace, gint64 sprint_id, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_SPRINT);
  ZwSprint *sprint = zw_workspace_get_sprint (workspace, sprint_id);

  if (sprint == NULL)
    {
      g_set_error (error, ZW_ERROR, ZW_ERROR_NOT_FOUND, "there is no such sprint");
      return NULL;
    }
  if (!check_start (workspace, sprint, error))
    return NULL;
  g_autofree char *calendar = zw_sprint_calendar_freeze (workspace, zw_workspace_get_project (workspace, sprint->project));
  zw_command_set (set, ZW_ITEM (sprint), ZW_FIELD_STATE, zw_sprint_state_names[ZW_SPRINT_ACTIVE]);
  zw_command_set_int64 (set, ZW_ITEM (sprint), ZW_FIELD_STARTED, set->at);
  zw_change_set_set (set, ZW_ENTITY_SPRINT, sprint_id, 0, ZW_FIELD_FROZEN, NULL, calendar);
  zw_change_set_guard (set, ZW_GUARD_ONE_ACTIVE_SPRINT, ZW_ENTITY_PROJECT, sprint->project);
  return g_steal_pointer (&set);
}

/* --- complete --------------------------------------------------------------------------------------------------- */

static GPtrArray *
collect_unfinished (ZwWorkspace *workspace, ZwSprint *sprint)
{
  ZwTicketList *list = zw_workspace_get_tickets (workspace, sprint->project);
  GPtrArray *tickets = g_ptr_array_new ();

  for (ZwTicket *ticket = zw_ticket_list_get (list, 0); ticket != NULL; ticket = zw_ticket_list_after (list, ticket))
    if (ticket->sprint == zw_item_get_id (ZW_ITEM (sprint)) && !zw_workspace_is_closed (workspace, ticket))
      g_ptr_array_add (tickets, ticket);
  return tickets;
}

/* To the top of the full order, as they stood among each other. */
static void
rank_on_top (ZwWorkspace *workspace, ZwChangeSet *set, gint64 project, GPtrArray *tickets)
{
  ZwTicketList *list = zw_workspace_get_tickets (workspace, project);
  g_autoptr (GHashTable) moving = g_hash_table_new (NULL, NULL);
  g_autofree gint64 *ranks = g_new (gint64, tickets->len);

  for (guint i = 0; i < tickets->len; i++)
    g_hash_table_add (moving, tickets->pdata[i]);
  ZwTicket *first = zw_ticket_list_get (list, 0);
  while (first != NULL && g_hash_table_contains (moving, first))
    first = zw_ticket_list_after (list, first);
  if (first == NULL)
    return;
  zw_command_rank (workspace, set, project, moving, NULL, first, tickets->len, ranks);
  for (guint i = 0; i < tickets->len; i++)
    zw_command_set_int64 (set, tickets->pdata[i], ZW_FIELD_RANK, ranks[i]);
}

static gboolean
check_complete (ZwWorkspace *workspace, ZwSprint *sprint, gint64 target_id, GError **error)
{
  ZwSprint *target = zw_workspace_get_sprint (workspace, target_id);

  if (sprint->state != ZW_SPRINT_ACTIVE)
    return refuse (error, "complete", sprint, sprint->state == ZW_SPRINT_PLANNED ? "it has not started" : "it is completed already");
  if (target_id != 0 && (target == NULL || target == sprint || target->state == ZW_SPRINT_CLOSED || target->project != sprint->project))
    return refuse (error, "complete", sprint, "its open tickets need another sprint that is not completed");
  return TRUE;
}

ZwChangeSet *
zw_sprint_complete (ZwWorkspace *workspace, gint64 sprint_id, gint64 target, const char *report, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_SPRINT);
  ZwSprint *sprint = zw_workspace_get_sprint (workspace, sprint_id);

  if (sprint == NULL)
    {
      g_set_error (error, ZW_ERROR, ZW_ERROR_NOT_FOUND, "there is no such sprint");
      return NULL;
    }
  if (!check_complete (workspace, sprint, target, error))
    return NULL;
  g_autoptr (GPtrArray) unfinished = collect_unfinished (workspace, sprint);
  zw_command_set (set, ZW_ITEM (sprint), ZW_FIELD_STATE, zw_sprint_state_names[ZW_SPRINT_CLOSED]);
  zw_command_set_int64 (set, ZW_ITEM (sprint), ZW_FIELD_CLOSED, set->at);
  zw_change_set_set (set, ZW_ENTITY_SPRINT, sprint_id, 0, ZW_FIELD_REPORT, NULL, report);
  for (guint i = 0; i < unfinished->len; i++)
    zw_command_set_id (set, unfinished->pdata[i], ZW_FIELD_SPRINT, target);
  if (target == 0 && unfinished->len > 0)
    rank_on_top (workspace, set, sprint->project, unfinished);
  return g_steal_pointer (&set);
}
