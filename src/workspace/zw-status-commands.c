/* SPDX-License-Identifier: GPL-3.0-or-later
 * Columns: made, ordered, deleted. Pure: builds change sets, changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-command.h"
#include "zw-error.h"
#include "zw-project-commands.h"
#include "zw-ticket-commands.h"

/* The project's statuses in order without @except; borrowed. */
static GPtrArray *
collect_statuses (ZwWorkspace *workspace, gint64 project, ZwStatus *except)
{
  GListModel *list = zw_workspace_get_statuses (workspace, project);
  GPtrArray *statuses = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (list, i);
      if (status != except)
        g_ptr_array_add (statuses, status);
    }
  return statuses;
}

/* Where a status of @workflow goes: before @before, else behind the last of its workflow. */
static guint
find_index (GPtrArray *statuses, ZwWorkflow workflow, gint64 before)
{
  guint index = statuses->len;

  for (guint i = 0; i < statuses->len; i++)
    {
      ZwStatus *status = statuses->pdata[i];
      if (zw_item_get_id (ZW_ITEM (status)) == before)
        return i;
      if (status->workflow == workflow)
        index = i + 1;
    }
  return index;
}

/* Numbers all positions, leaving a hole at @hole. */
static void
renumber (ZwChangeSet *set, GPtrArray *statuses, guint hole)
{
  for (guint i = 0; i < statuses->len; i++)
    zw_command_set_int64 (set, statuses->pdata[i], ZW_FIELD_POSITION, i < hole ? i : i + 1);
}

static gboolean
check_name (GPtrArray *statuses, const char *name, GError **error)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  if (*name == '\0')
    {
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "the name of a column cannot be empty");
      return FALSE;
    }
  for (guint i = 0; i < statuses->len; i++)
    {
      ZwStatus *status = statuses->pdata[i];
      g_autofree char *folded = g_utf8_casefold (status->name, -1);
      if (g_str_equal (folded, wanted))
        {
          zw_set_error (error, ZW_ERROR_REFUSED, "there is a column “%s” already", status->name);
          return FALSE;
        }
    }
  return TRUE;
}

ZwChangeSet *
zw_status_create (ZwWorkspace *workspace, gint64 project_id, const char *name, ZwWorkflow workflow, ZwCategory category,
                  gint64 before, gint64 *id, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  g_autoptr (GPtrArray) statuses = collect_statuses (workspace, project_id, NULL);
  g_autofree char *clean = g_strstrip (g_strdup (name != NULL ? name : ""));
  ZwProject *project = zw_workspace_get_project (workspace, project_id);

  if (!check_name (statuses, clean, error))
    return NULL;
  guint index = find_index (statuses, workflow, before);
  gint64 status = zw_workspace_new_id (workspace);
  ZwChange *change = zw_change_set_create (set, ZW_ENTITY_STATUS, status, 0);
  zw_change_put_int (change, ZW_FIELD_PROJECT, project_id);
  zw_change_put (change, ZW_FIELD_NAME, clean);
  zw_change_put (change, ZW_FIELD_WORKFLOW, zw_workflow_names[workflow]);
  zw_change_put (change, ZW_FIELD_CATEGORY, zw_category_names[category]);
  zw_change_put_int (change, ZW_FIELD_WIP_LIMIT, 0);
  zw_change_put (change, ZW_FIELD_WIP_HARD, project != NULL && project->new_limit_hard ? "1" : "0");
  zw_change_put (change, ZW_FIELD_ON_BOARD, category == ZW_CATEGORY_CANCELLED ? "0" : "1");
  zw_change_put_int (change, ZW_FIELD_POSITION, index);
  renumber (set, statuses, index);
  zw_change_set_guard (set, ZW_GUARD_UNIQUE_NAME, ZW_ENTITY_STATUS, status);
  if (id != NULL)
    *id = status;
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_status_move (ZwWorkspace *workspace, gint64 status_id, gint64 before, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  ZwStatus *status = zw_workspace_get_status (workspace, status_id);

  if (status == NULL)
    {
      zw_set_error (error, ZW_ERROR_NOT_FOUND, "the column is gone");
      return NULL;
    }
  if (before == status_id)
    return g_steal_pointer (&set);
  g_autoptr (GPtrArray) statuses = collect_statuses (workspace, status->project, status);
  guint index = find_index (statuses, status->workflow, before);
  renumber (set, statuses, index);
  zw_command_set_int64 (set, ZW_ITEM (status), ZW_FIELD_POSITION, index);
  return g_steal_pointer (&set);
}

static gboolean
is_last_of_its_kind (GPtrArray *others, ZwStatus *status)
{
  for (guint i = 0; i < others->len; i++)
    {
      ZwStatus *other = others->pdata[i];
      if (other->workflow == status->workflow && other->category == status->category)
        return FALSE;
    }
  return status->category != ZW_CATEGORY_WAITING && status->category != ZW_CATEGORY_IN_PROGRESS;
}

static gboolean
move_all (ZwWorkspace *workspace, ZwChangeSet *set, ZwStatus *status, ZwStatus *target, GError **error)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (workspace, status->project);
  const ZwClosing without_reason = { ZW_RESOLUTION_OTHER, NULL, 0 };
  gint64 id = zw_item_get_id (ZW_ITEM (status));

  for (guint i = 0; i < zw_ticket_list_get_n (tickets); i++)
    {
      ZwTicket *ticket = zw_ticket_list_get (tickets, i);
      gboolean needs_reason = target->category == ZW_CATEGORY_CANCELLED && ticket->resolution == ZW_RESOLUTION_NONE;
      if (ticket->status == id
          && !zw_command_change_status (workspace, set, ticket, target, needs_reason ? &without_reason : NULL, error))
        return FALSE;
    }
  return TRUE;
}

ZwChangeSet *
zw_status_delete (ZwWorkspace *workspace, gint64 status_id, gint64 target_id, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  ZwStatus *status = zw_workspace_get_status (workspace, status_id), *target = zw_workspace_get_status (workspace, target_id);

  if (status == NULL || target == NULL || status == target || target->workflow != status->workflow)
    {
      zw_set_error (error, ZW_ERROR_REFUSED, "cannot delete the column: choose another one for its tickets");
      return NULL;
    }
  g_autoptr (GPtrArray) others = collect_statuses (workspace, status->project, status);
  if (is_last_of_its_kind (others, status))
    {
      zw_set_error (error, ZW_ERROR_REFUSED, "cannot delete “%s”: it is the only column for %s tickets", status->name,
                    zw_category_names[status->category]);
      return NULL;
    }
  if (!move_all (workspace, set, status, target, error))
    return NULL;
  zw_command_delete (set, ZW_ITEM (status));
  return zw_ticket_hold_limits (workspace, set, error) ? g_steal_pointer (&set) : NULL;
}
