/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tickets into sprints and out of them: a family goes together, what is closed stays where it was done, the archive is left
 * alone. Called by the commands of this folder. Pure: appends to a set, changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-command.h"
#include "zw-error.h"
#include "zw-ticket-commands.h"

static gboolean
check_sprint (ZwWorkspace *workspace, ZwTicket *ticket, gint64 id, GError **error)
{
  ZwSprint *sprint = zw_workspace_get_sprint (workspace, id);

  if (sprint == NULL)
    {
      zw_set_error (error, ZW_ERROR_NOT_FOUND, "there is no such sprint");
      return FALSE;
    }
  if (ticket->type == ZW_TICKET_EPIC || ticket->type == ZW_TICKET_PROBLEM)
    zw_set_error (error, ZW_ERROR_REFUSED, "“%s” is %s and cannot be in a sprint", ticket->title,
                  ticket->type == ZW_TICKET_EPIC ? NC_("error", "an epic") : NC_("error", "a problem"));
  else if (ticket->archived)
    zw_set_error (error, ZW_ERROR_REFUSED, "“%s” is archived and cannot be in a sprint; restore it first", ticket->title);
  else if (sprint->state == ZW_SPRINT_CLOSED)
    zw_set_error (error, ZW_ERROR_REFUSED, "%s is completed and takes no more tickets", sprint->name);
  else if (sprint->project != ticket->project)
    zw_set_error (error, ZW_ERROR_REFUSED, "%s belongs to another project", sprint->name);
  else
    return TRUE;
  return FALSE;
}

/* What goes along with @ticket: the others of its family, but for those in the archive. (transfer container) */
static GPtrArray *
dup_family (ZwWorkspace *workspace, ZwTicket *ticket)
{
  ZwTicket *head = zw_workspace_is_sub_ticket (workspace, ticket) ? zw_workspace_get_ticket (workspace, ticket->parent) : ticket;
  g_autoptr (GPtrArray) children = zw_workspace_dup_children (workspace, zw_item_get_id (ZW_ITEM (head)));
  GPtrArray *family = g_ptr_array_new ();

  for (guint i = 0; i < children->len && head->type != ZW_TICKET_EPIC; i++)
    if (!((ZwTicket *) children->pdata[i])->archived)
      g_ptr_array_add (family, children->pdata[i]);
  if (!head->archived)
    g_ptr_array_add (family, head);
  if (ticket->archived)
    g_ptr_array_add (family, ticket);
  return family;
}

gboolean
zw_command_set_sprint (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket, gint64 sprint, GHashTable *done, GError **error)
{
  if (sprint != 0 && !check_sprint (workspace, ticket, sprint, error))
    return FALSE;
  g_autoptr (GPtrArray) family = dup_family (workspace, ticket);
  for (guint i = 0; i < family->len; i++)
    if (g_hash_table_add (done, family->pdata[i]))
      {
        zw_command_set_id (set, family->pdata[i], ZW_FIELD_SPRINT, sprint);
        zw_change_set_guard (set, ZW_GUARD_ONE_PROJECT, ZW_ENTITY_TICKET, zw_item_get_id (family->pdata[i]));
      }
  return TRUE;
}

/* --- what stays --------------------------------------------------------------------------------------------------- */

gboolean
zw_ticket_stays (ZwWorkspace *workspace, ZwTicket *ticket, gint64 sprint)
{
  return ticket->sprint != sprint && zw_workspace_is_closed (workspace, ticket);
}

guint
zw_ticket_count_staying (ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 sprint)
{
  guint staying = 0;

  for (guint i = 0; i < n; i++)
    {
      ZwTicket *ticket = zw_workspace_get_ticket (workspace, ids[i]);
      staying += ticket != NULL && zw_ticket_stays (workspace, ticket, sprint);
    }
  return staying;
}

static void
set_none_moves (ZwWorkspace *workspace, const gint64 *ids, guint n, GError **error)
{
  ZwTicket *ticket = zw_workspace_get_ticket (workspace, ids[0]);
  ZwSprint *sprint = zw_workspace_get_sprint (workspace, ticket->sprint);
  g_autofree char *name = zw_command_describe (workspace, ticket);

  if (n > 1)
    zw_set_error (error, ZW_ERROR_REFUSED, "all of these tickets are closed and stay where they were done; reopen them first");
  else if (sprint != NULL)
    zw_set_error (error, ZW_ERROR_REFUSED, "%s is closed and stays in %s; reopen it first", name, sprint->name);
  else
    zw_set_error (error, ZW_ERROR_REFUSED, "%s is closed and goes to no sprint; reopen it first", name);
}

GArray *
zw_ticket_dup_moving (ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 sprint, GError **error)
{
  g_autoptr (GArray) moving = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  for (guint i = 0; i < n; i++)
    {
      ZwTicket *ticket = zw_command_require_ticket (workspace, ids[i], error);
      if (ticket == NULL)
        return NULL;
      if (!zw_ticket_stays (workspace, ticket, sprint))
        g_array_append_val (moving, ids[i]);
    }
  if (moving->len > 0 || n == 0)
    return g_steal_pointer (&moving);
  set_none_moves (workspace, ids, n, error);
  return NULL;
}

/* --- what counts -------------------------------------------------------------------------------------------------- */

gboolean
zw_ticket_counts_in (ZwWorkspace *workspace, ZwTicket *ticket, ZwSprint *sprint)
{
  ZwCategory category = zw_workspace_get_category (workspace, ticket);
  gboolean is_planned = sprint != NULL && sprint->state == ZW_SPRINT_PLANNED;

  return ticket->type != ZW_TICKET_EPIC && ticket->type != ZW_TICKET_PROBLEM && !zw_workspace_is_sub_ticket (workspace, ticket)
         && category != ZW_CATEGORY_CANCELLED && !(is_planned && category == ZW_CATEGORY_DONE);
}

/* NAN = nobody knows. */
static double
get_own_hours (ZwTicket *ticket)
{
  if (ticket->remaining != ZW_UNSET)
    return ticket->remaining / 60.0;
  if (ticket->planned != ZW_UNSET)
    return MAX (0, ticket->planned - ticket->spent) / 60.0;
  return isnan (ticket->estimate) ? NAN : MAX (0, ticket->estimate - ticket->spent / 60.0);
}

/* Of the open sub-tickets; NAN = none of them has any, the parent's own count. */
static double
get_hours_below (ZwWorkspace *workspace, ZwTicket *ticket)
{
  g_autoptr (GPtrArray) children = ticket->children > 0 ? zw_workspace_dup_children (workspace, zw_item_get_id (ZW_ITEM (ticket))) : NULL;
  double sum = NAN;

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      double hours = get_own_hours (children->pdata[i]);
      if (isnan (hours))
        continue;
      sum = isnan (sum) ? 0 : sum;
      sum += zw_workspace_is_closed (workspace, children->pdata[i]) ? 0 : hours;
    }
  return sum;
}

/* What remains of an open ticket is known from its hours. */
static gboolean
has_hours (ZwWorkspace *workspace, ZwTicket *ticket)
{
  ZwProject *project = zw_workspace_get_project (workspace, ticket->project);

  return project != NULL && project->estimate_unit == ZW_UNIT_HOURS && !zw_workspace_is_closed (workspace, ticket);
}

double
zw_ticket_get_size (ZwWorkspace *workspace, ZwTicket *ticket)
{
  if (!has_hours (workspace, ticket))
    return ticket->estimate;
  double below = get_hours_below (workspace, ticket);
  return isnan (below) ? get_own_hours (ticket) : below;
}

double
zw_ticket_get_divisible (ZwWorkspace *workspace, ZwTicket *ticket)
{
  if (!has_hours (workspace, ticket))
    return ticket->estimate;
  double hours = get_own_hours (ticket);
  return hours > 0 && isnan (get_hours_below (workspace, ticket)) ? hours : NAN;
}

gboolean
zw_ticket_divides (ZwWorkspace *workspace, ZwTicket *ticket, double rest)
{
  double whole = zw_ticket_get_divisible (workspace, ticket);

  return rest > 0 && (rest < whole || (rest == whole && has_hours (workspace, ticket) && ticket->spent > 0));
}
