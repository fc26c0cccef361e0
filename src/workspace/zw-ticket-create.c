/* SPDX-License-Identifier: GPL-3.0-or-later
 * How tickets are made: from nothing, as a copy, from a customer's problem. Pure: builds change sets, changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-commands.h"

#include <glib/gi18n.h>

#include "zw-command.h"
#include "zw-error.h"

static ZwStatus *
find_first_status (ZwWorkspace *workspace, const ZwNewTicket *new_ticket, GError **error)
{
  ZwWorkflow workflow = zw_command_workflow_of_type (new_ticket->type);
  ZwStatus *status = new_ticket->status != 0
                       ? zw_workspace_get_status (workspace, new_ticket->status)
                       : zw_workspace_find_status (workspace, new_ticket->project, workflow, ZW_CATEGORY_TODO);

  if (status == NULL)
    zw_set_error (error, ZW_ERROR_NOT_FOUND, "cannot create “%s”: there is no column for it", new_ticket->title);
  else if (status->workflow != workflow || status->project != new_ticket->project)
    zw_set_error (error, ZW_ERROR_REFUSED, "cannot create “%s” in “%s”: %s", new_ticket->title, status->name,
                  workflow == ZW_WORKFLOW_SUPPORT ? NC_("error", "problems use the support columns")
                                                  : NC_("error", "only problems use the support columns"));
  else if (status->category == ZW_CATEGORY_CANCELLED)
    zw_set_error (error, ZW_ERROR_REFUSED, "cannot create “%s” in “%s”: not done needs a reason", new_ticket->title,
                  status->name);
  else
    return status;
  return NULL;
}

static gboolean
put_checked (ZwChange *change, ZwField field, const char *text, GError **error)
{
  if (text == NULL || *text == '\0')
    return TRUE;
  if (!zw_field_spec_validate (zw_entity_find_field (change->entity, field), text, error))
    return FALSE;
  zw_change_put (change, field, text);
  return TRUE;
}

static void
put_id (ZwChange *change, ZwField field, gint64 id)
{
  if (id != 0)
    zw_change_put_int (change, field, id);
}

static gboolean
put_fields (ZwChange *change, const ZwNewTicket *new_ticket, GError **error)
{
  g_autofree char *title = g_strstrip (g_strdup (new_ticket->title != NULL ? new_ticket->title : ""));

  if (!zw_field_spec_validate (zw_entity_find_field (ZW_ENTITY_TICKET, ZW_FIELD_TITLE), title, error))
    return FALSE;
  zw_change_put (change, ZW_FIELD_TITLE, title);
  zw_change_put (change, ZW_FIELD_TYPE, zw_ticket_type_names[new_ticket->type]);
  zw_change_put_int (change, ZW_FIELD_PRIORITY, new_ticket->priority != 0 ? new_ticket->priority : 3);
  if (new_ticket->difficulty != 0)
    zw_change_put_int (change, ZW_FIELD_DIFFICULTY, new_ticket->difficulty);
  put_id (change, ZW_FIELD_OWNER, new_ticket->owner);
  put_id (change, ZW_FIELD_CUSTOMER, new_ticket->customer);
  put_id (change, ZW_FIELD_PARENT, new_ticket->parent);
  return put_checked (change, ZW_FIELD_DUE, new_ticket->due, error)
         && put_checked (change, ZW_FIELD_PLANNED, new_ticket->planned, error)
         && (new_ticket->type == ZW_TICKET_EPIC || put_checked (change, ZW_FIELD_ESTIMATE, new_ticket->estimate, error));
}

static gint64
choose_sprint (ZwWorkspace *workspace, const ZwNewTicket *new_ticket)
{
  ZwTicket *parent = zw_workspace_get_ticket (workspace, new_ticket->parent);

  if (new_ticket->type == ZW_TICKET_EPIC || new_ticket->type == ZW_TICKET_PROBLEM)
    return 0;
  return parent != NULL && parent->type != ZW_TICKET_EPIC ? parent->sprint : new_ticket->sprint;
}

static void
put_status (ZwChange *change, ZwStatus *status, gint64 at)
{
  zw_change_put_int (change, ZW_FIELD_STATUS, zw_item_get_id (ZW_ITEM (status)));
  zw_change_put_int (change, ZW_FIELD_CREATED, at);
  zw_change_put_int (change, ZW_FIELD_STATUS_SINCE, at);
  zw_change_put (change, ZW_FIELD_RESOLUTION, zw_resolution_names[ZW_RESOLUTION_NONE]);
  zw_change_put (change, ZW_FIELD_ARCHIVED, "0");
  if (status->category == ZW_CATEGORY_IN_PROGRESS)
    zw_change_put_int (change, ZW_FIELD_STARTED, at);
  if (status->category == ZW_CATEGORY_DONE)
    zw_change_put_int (change, ZW_FIELD_CLOSED, at);
}

static gboolean
check_problem (ZwWorkspace *workspace, const ZwNewTicket *new_ticket, GError **error)
{
  ZwTicket *problem = new_ticket->solves != 0 ? zw_command_require_ticket (workspace, new_ticket->solves, error) : NULL;

  if (new_ticket->solves != 0 && problem == NULL)
    return FALSE;
  if (problem != NULL && (problem->type != ZW_TICKET_PROBLEM || new_ticket->type == ZW_TICKET_PROBLEM))
    zw_set_error (error, ZW_ERROR_REFUSED,
                  "cannot create “%s” as the solution of “%s”: only a problem can be solved, and not by another problem",
                  new_ticket->title, problem->title);
  else if (new_ticket->customer != 0 && new_ticket->type != ZW_TICKET_PROBLEM)
    zw_set_error (error, ZW_ERROR_REFUSED, "cannot create “%s” for a customer: only problems have one", new_ticket->title);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_relatives (ZwWorkspace *workspace, const ZwNewTicket *new_ticket, GError **error)
{
  ZwTicket *parent = new_ticket->parent != 0 ? zw_command_require_ticket (workspace, new_ticket->parent, error) : NULL;

  if (new_ticket->parent != 0
      && (parent == NULL
          || !zw_command_check_parent (workspace, new_ticket->title, new_ticket->type, new_ticket->project, parent, error)))
    return FALSE;
  return check_problem (workspace, new_ticket, error);
}

static gboolean
create_one (ZwWorkspace *workspace, ZwChangeSet *set, const ZwNewTicket *new_ticket, gint64 rank, gint64 *id, GError **error)
{
  ZwStatus *status = find_first_status (workspace, new_ticket, error);

  if (status == NULL || !check_relatives (workspace, new_ticket, error))
    return FALSE;
  *id = zw_workspace_new_id (workspace);
  ZwChange *change = zw_change_set_create (set, ZW_ENTITY_TICKET, *id, *id);
  zw_change_put_int (change, ZW_FIELD_PROJECT, new_ticket->project);
  if (!put_fields (change, new_ticket, error))
    return FALSE;
  put_id (change, ZW_FIELD_REPORTER, new_ticket->reporter != 0 ? new_ticket->reporter : zw_workspace_get_actor (workspace));
  put_id (change, ZW_FIELD_SPRINT, choose_sprint (workspace, new_ticket));
  put_status (change, status, set->at);
  zw_change_put_int (change, ZW_FIELD_RANK, rank);
  for (guint i = 0; i < new_ticket->n_labels; i++)
    {
      g_autofree char *label = g_strdup_printf ("%" G_GINT64_FORMAT, new_ticket->labels[i]);
      zw_change_set_add (set, ZW_ENTITY_TICKET, *id, *id, ZW_FIELD_LABELS, label);
    }
  if (new_ticket->parent != 0)
    zw_change_set_guard (set, ZW_GUARD_ONE_PROJECT, ZW_ENTITY_TICKET, *id);
  if (new_ticket->description != NULL && *new_ticket->description != '\0')
    zw_change_set_set (set, ZW_ENTITY_TICKET, *id, *id, ZW_FIELD_DESCRIPTION, NULL, new_ticket->description);
  if (new_ticket->solves != 0)
    {
      g_autofree char *problem = g_strdup_printf ("%" G_GINT64_FORMAT, new_ticket->solves);
      zw_change_set_add (set, ZW_ENTITY_TICKET, *id, *id, ZW_FIELD_SOLVES, problem);
    }
  return TRUE;
}

/* The first ticket of the status a new one goes on top of; NULL = to the end of all. */
static ZwTicket *
find_place (ZwWorkspace *workspace, const ZwNewTicket *new_ticket)
{
  if (new_ticket->before != 0)
    return zw_workspace_get_ticket (workspace, new_ticket->before);
  if (!new_ticket->on_top)
    return NULL;
  ZwTicketList *list = zw_workspace_get_tickets (workspace, new_ticket->project);
  for (ZwTicket *ticket = zw_ticket_list_get (list, 0); ticket != NULL; ticket = zw_ticket_list_after (list, ticket))
    if (new_ticket->status == 0 || ticket->status == new_ticket->status)
      return ticket;
  return NULL;
}

ZwChangeSet *
zw_ticket_create (ZwWorkspace *workspace, const ZwNewTicket *tickets, guint n, GArray *ids, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_CREATE);
  g_autofree gint64 *ranks = g_new (gint64, n);

  g_return_val_if_fail (n > 0, NULL);
  zw_command_rank (workspace, set, tickets[0].project, NULL, NULL, find_place (workspace, &tickets[0]), n, ranks);
  for (guint i = 0; i < n; i++)
    {
      gint64 id;
      if (!create_one (workspace, set, &tickets[i], ranks[i], &id, error))
        return NULL;
      if (ids != NULL)
        g_array_append_val (ids, id);
    }
  return zw_ticket_hold_limits (workspace, set, error) ? g_steal_pointer (&set) : NULL;
}

static void
copy_checklist (ZwWorkspace *workspace, ZwChangeSet *set, const ZwTicketDetails *details, gint64 id)
{
  for (guint i = 0; i < details->checks->len; i++)
    {
      ZwCheckItem *item = details->checks->pdata[i];
      ZwChange *change = zw_change_set_create (set, ZW_ENTITY_CHECK_ITEM, zw_workspace_new_id (workspace), id);
      zw_change_put_int (change, ZW_FIELD_TICKET, id);
      zw_change_put (change, ZW_FIELD_TEXT, item->text);
      zw_change_put (change, ZW_FIELD_DONE, "0");
      zw_change_put_int (change, ZW_FIELD_RANK, item->rank);
    }
}

ZwChangeSet *
zw_ticket_duplicate (ZwWorkspace *workspace, gint64 ticket_id, const ZwTicketDetails *details, gint64 *id, GError **error)
{
  ZwTicket *ticket = zw_command_require_ticket (workspace, ticket_id, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (ticket == NULL)
    return NULL;
  ZwTicket *next = zw_ticket_list_after (zw_workspace_get_tickets (workspace, ticket->project), ticket);
  gboolean closed = zw_workspace_is_closed (workspace, ticket);
  g_autofree char *estimate = zw_item_dup_value (ZW_ITEM (ticket), ZW_FIELD_ESTIMATE);
  g_autofree char *due = zw_item_dup_value (ZW_ITEM (ticket), ZW_FIELD_DUE);
  g_autofree char *planned = zw_item_dup_value (ZW_ITEM (ticket), ZW_FIELD_PLANNED);
  const ZwNewTicket copy = {
    .project = ticket->project, .status = closed ? 0 : ticket->status, .type = ticket->type, .title = ticket->title,
    .description = details->description, .owner = ticket->owner, .reporter = ticket->reporter, .customer = ticket->customer,
    .sprint = closed ? 0 : ticket->sprint, .parent = ticket->parent, .estimate = estimate, .due = due, .planned = planned,
    .difficulty = ticket->difficulty == ZW_UNSET ? 0 : ticket->difficulty, .priority = ticket->priority,
    .labels = ticket->labels != NULL ? (gint64 *) ticket->labels->data : NULL,
    .n_labels = ticket->labels != NULL ? ticket->labels->len : 0,
    .before = next != NULL ? zw_item_get_id (ZW_ITEM (next)) : 0,
  };
  g_autoptr (ZwChangeSet) set = zw_ticket_create (workspace, &copy, 1, ids, error);
  if (set == NULL)
    return NULL;
  *id = g_array_index (ids, gint64, 0);
  copy_checklist (workspace, set, details, *id);
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_ticket_create_task_from_problem (ZwWorkspace *workspace, gint64 problem_id, ZwTicketType type, const char *description,
                                    gint64 *id, GError **error)
{
  ZwTicket *problem = zw_command_require_ticket (workspace, problem_id, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (problem == NULL)
    return NULL;
  if (problem->type != ZW_TICKET_PROBLEM)
    {
      zw_set_error (error, ZW_ERROR_REFUSED, "cannot create a task from “%s”: it is no problem", problem->title);
      return NULL;
    }
  const ZwNewTicket task = {
    .project = problem->project, .type = type, .title = problem->title, .description = description,
    .priority = problem->priority, .solves = problem_id,
    .labels = problem->labels != NULL ? (gint64 *) problem->labels->data : NULL,
    .n_labels = problem->labels != NULL ? problem->labels->len : 0,
  };
  ZwChangeSet *set = zw_ticket_create (workspace, &task, 1, ids, error);
  if (set != NULL)
    *id = g_array_index (ids, gint64, 0);
  return set;
}
