/* SPDX-License-Identifier: GPL-3.0-or-later
 * Single fields of tickets and the rules that hang on them: types and their columns, parents, sprints of sub-tickets,
 * labels, the description. Pure: builds change sets, changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-commands.h"

#include <glib/gi18n.h>

#include "zw-command.h"
#include "zw-error.h"

#define REFUSE(error, ...) (zw_set_error (error, ZW_ERROR_REFUSED, __VA_ARGS__), FALSE)

/* Of a chain of epics; more is a circle that somebody else made. */
enum { MAX_HEIGHT = 1000 };

static gint64
parse_id (const char *value)
{
  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

/* --- type ---------------------------------------------------------------------------------------------------- */

/* To the other workflow; what hangs on waiting goes when it has no column for it. */
static void
map_status (ZwChangeSet *set, ZwItem *item, ZwStatus *status, ZwCategory before)
{
  zw_command_set_id (set, item, ZW_FIELD_STATUS, zw_item_get_id (ZW_ITEM (status)));
  zw_command_set_int64 (set, item, ZW_FIELD_STATUS_SINCE, set->at);
  if (before != ZW_CATEGORY_WAITING || status->category == ZW_CATEGORY_WAITING)
    return;
  zw_command_set (set, item, ZW_FIELD_WAITING_UNTIL, NULL);
  zw_command_set (set, item, ZW_FIELD_WAITING_FOR, NULL);
}

/* The column in the other workflow when none is named. */
static gboolean
map_workflow (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket, ZwTicketType type, GError **error)
{
  ZwCategory category = zw_workspace_get_category (workspace, ticket);
  ZwWorkflow workflow = zw_command_workflow_of_type (type);
  ZwStatus *status = zw_workspace_find_status (workspace, ticket->project, workflow, category);

  if (status == NULL)
    status = zw_workspace_find_status (workspace, ticket->project, workflow, ZW_CATEGORY_TODO);
  if (status == NULL)
    return REFUSE (error, "“%s” cannot be a %s: the project has no column for it", ticket->title, zw_ticket_type_names[type]);
  map_status (set, ZW_ITEM (ticket), status, category);
  return TRUE;
}

/* @status NULL: stays where it is, or goes to the first column of the same category. */
static gboolean
set_type (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket, ZwTicketType type, ZwStatus *status, GError **error)
{
  ZwItem *item = ZW_ITEM (ticket);

  if (ticket->type == ZW_TICKET_EPIC && type != ZW_TICKET_EPIC && ticket->children > 0)
    return REFUSE (error, "“%s” has child tickets and stays an epic", ticket->title);
  if (type == ZW_TICKET_EPIC)
    {
      ZwTicket *parent = zw_workspace_get_ticket (workspace, ticket->parent);
      if (parent != NULL && parent->type != ZW_TICKET_EPIC)
        return REFUSE (error, "“%s” has a parent that is no epic, so it cannot be one", ticket->title);
      zw_command_set (set, item, ZW_FIELD_SPRINT, NULL);
      zw_command_set (set, item, ZW_FIELD_ESTIMATE, NULL);
    }
  gboolean changes_workflow = zw_command_workflow_of_type (type) != zw_command_workflow_of_type (ticket->type);
  if (status != NULL ? !zw_command_change_status_as (workspace, set, ticket, type, status, NULL, error)
                     : changes_workflow && !map_workflow (workspace, set, ticket, type, error))
    return FALSE;
  /* Problems are in no sprint, and they alone have a customer. */
  if (changes_workflow)
    zw_command_set (set, item, type == ZW_TICKET_PROBLEM ? ZW_FIELD_SPRINT : ZW_FIELD_CUSTOMER, NULL);
  zw_command_set (set, item, ZW_FIELD_TYPE, zw_ticket_type_names[type]);
  return TRUE;
}

/* --- parent ---------------------------------------------------------------------------------------------------- */

static char *
describe_path (ZwWorkspace *workspace, ZwTicket *from, ZwTicket *to)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (ZwTicket *step = from; step != NULL; step = step == to ? NULL : zw_workspace_get_ticket (workspace, step->parent))
    {
      g_autofree char *name = zw_command_describe (workspace, step);
      g_string_append_printf (path, "%s%s", path->len > 0 ? " → " : "", name);
    }
  return g_strdup (path->str);
}

gboolean
zw_command_check_parent (ZwWorkspace *workspace, const char *title, ZwTicketType type, gint64 project, ZwTicket *parent, GError **error)
{
  if (parent->project != project)
    return REFUSE (error, "“%s” belongs to another project than its parent", title);
  if (parent->type == ZW_TICKET_EPIC)
    return TRUE;
  if (type == ZW_TICKET_EPIC)
    return REFUSE (error, "“%s” is an epic: only an epic can be its parent", title);
  if (zw_workspace_is_sub_ticket (workspace, parent))
    return REFUSE (error, "“%s” is a sub-ticket itself: there is one level only", parent->title);
  return TRUE;
}

static gboolean
check_parent (ZwWorkspace *workspace, ZwTicket *ticket, ZwTicket *parent, GError **error)
{
  ZwTicket *step = parent;

  for (int height = 0; step != NULL && height < MAX_HEIGHT; height++, step = zw_workspace_get_ticket (workspace, step->parent))
    if (step == ticket)
      {
        g_autofree char *path = describe_path (workspace, parent, ticket);
        zw_set_error (error, ZW_ERROR_CYCLE, "“%s” cannot be its own ancestor: %s", ticket->title, path);
        return FALSE;
      }
  if (!zw_command_check_parent (workspace, ticket->title, ticket->type, ticket->project, parent, error))
    return FALSE;
  if (parent->type != ZW_TICKET_EPIC && ticket->children > 0)
    return REFUSE (error, "“%s” has sub-tickets itself: there is one level only", ticket->title);
  return TRUE;
}

static gboolean
set_parent (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket, const char *value, GError **error)
{
  if (value != NULL)
    {
      ZwTicket *parent = zw_command_require_ticket (workspace, parse_id (value), error);
      if (parent == NULL || !check_parent (workspace, ticket, parent, error))
        return FALSE;
      if (parent->type != ZW_TICKET_EPIC)
        zw_command_set_id (set, ZW_ITEM (ticket), ZW_FIELD_SPRINT, parent->sprint);
      zw_change_set_guard (set, ZW_GUARD_NO_PARENT_CYCLE, ZW_ENTITY_TICKET, zw_item_get_id (ZW_ITEM (ticket)));
      zw_change_set_guard (set, ZW_GUARD_ONE_PROJECT, ZW_ENTITY_TICKET, zw_item_get_id (ZW_ITEM (ticket)));
    }
  zw_command_set (set, ZW_ITEM (ticket), ZW_FIELD_PARENT, value);
  return TRUE;
}

/* --- one field ------------------------------------------------------------------------------------------------ */

static gboolean
check_field (ZwTicket *ticket, ZwField field, const char *value, GError **error)
{
  if (field == ZW_FIELD_PROGRESS && zw_ticket_is_progress_derived (ticket))
    return REFUSE (error, "the progress of “%s” comes from its %s and cannot be typed", ticket->title,
                   ticket->checks > 0 ? NC_("error", "checklist") : NC_("error", "sub-tickets"));
  if (field == ZW_FIELD_ESTIMATE && value != NULL && ticket->type == ZW_TICKET_EPIC)
    return REFUSE (error, "“%s” is an epic: its estimate is the sum of its children", ticket->title);
  if (field == ZW_FIELD_CUSTOMER && value != NULL && ticket->type != ZW_TICKET_PROBLEM)
    return REFUSE (error, "only problems have a customer");
  if (field == ZW_FIELD_NUMBER || field == ZW_FIELD_PROJECT || field == ZW_FIELD_LABELS)
    return REFUSE (error, "%s cannot be set like this", zw_field_to_string (field));
  return TRUE;
}

static gboolean
check_reference (ZwWorkspace *workspace, const ZwFieldSpec *spec, const char *value, GError **error)
{
  if (value == NULL || spec->type != ZW_VALUE_REF || spec->target == ZW_ENTITY_TICKET
      || zw_workspace_get_item (workspace, spec->target, parse_id (value)) != NULL)
    return TRUE;
  zw_set_error (error, ZW_ERROR_NOT_FOUND, "there is no such %s", zw_entity_to_string (spec->target));
  return FALSE;
}

static gboolean
set_one (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket, ZwField field, const char *value, GHashTable *done, GError **error)
{
  if (!check_field (ticket, field, value, error))
    return FALSE;
  if (field == ZW_FIELD_TYPE)
    return set_type (workspace, set, ticket, zw_choice_from_string (zw_ticket_type_names, value), NULL, error);
  if (field == ZW_FIELD_PARENT)
    return set_parent (workspace, set, ticket, value, error);
  if (field == ZW_FIELD_SPRINT)
    return zw_command_set_sprint (workspace, set, ticket, parse_id (value), done, error);
  if (field == ZW_FIELD_STATUS)
    return zw_command_change_status (workspace, set, ticket, zw_workspace_get_status (workspace, parse_id (value)), NULL, error);
  zw_command_set (set, ZW_ITEM (ticket), field, value);
  return TRUE;
}

static ZwChangeSet *
set_fields (ZwWorkspace *workspace, const gint64 *ids, guint n, ZwField field, const char *value, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n; i++)
    {
      ZwTicket *ticket = zw_command_require_ticket (workspace, ids[i], error);
      if (ticket == NULL || !set_one (workspace, set, ticket, field, value, done, error))
        return NULL;
    }
  return zw_ticket_hold_limits (workspace, set, error) ? g_steal_pointer (&set) : NULL;
}

ZwChangeSet *
zw_ticket_set_field (ZwWorkspace *workspace, const gint64 *ids, guint n, ZwField field, const char *value, GError **error)
{
  const ZwFieldSpec *spec = zw_entity_find_field (ZW_ENTITY_TICKET, field);
  g_autofree char *text = value != NULL ? g_strstrip (g_strdup (value)) : NULL;

  g_return_val_if_fail (spec != NULL && spec->type != ZW_VALUE_LONG_TEXT, NULL);
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  if (!zw_field_spec_validate (spec, text, error) || !check_reference (workspace, spec, text, error))
    return NULL;
  if (field == ZW_FIELD_STATUS)
    return zw_ticket_move (workspace, ids, n, parse_id (text), 0, 0, error);
  if (field != ZW_FIELD_SPRINT)
    return set_fields (workspace, ids, n, field, text, error);
  g_autoptr (GArray) moving = zw_ticket_dup_moving (workspace, ids, n, parse_id (text), error);
  return moving != NULL ? set_fields (workspace, (const gint64 *) moving->data, moving->len, field, text, error) : NULL;
}

ZwChangeSet *
zw_ticket_set_type (ZwWorkspace *workspace, const gint64 *ids, guint n, ZwTicketType type, gint64 status_id, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  ZwStatus *status = status_id != 0 ? zw_workspace_get_status (workspace, status_id) : NULL;

  if (status_id != 0 && status == NULL)
    {
      zw_set_error (error, ZW_ERROR_NOT_FOUND, "cannot move: the column is gone");
      return NULL;
    }
  for (guint i = 0; i < n; i++)
    {
      ZwTicket *ticket = zw_command_require_ticket (workspace, ids[i], error);
      if (ticket == NULL || !set_type (workspace, set, ticket, type, status, error))
        return NULL;
    }
  return zw_ticket_hold_limits (workspace, set, error) ? g_steal_pointer (&set) : NULL;
}

ZwChangeSet *
zw_ticket_set_description (ZwWorkspace *workspace, gint64 id, const char *old_text, const char *text, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);

  if (zw_command_require_ticket (workspace, id, error) == NULL)
    return NULL;
  if (text != NULL && *text == '\0')
    text = NULL;
  if (!zw_field_spec_validate (zw_entity_find_field (ZW_ENTITY_TICKET, ZW_FIELD_DESCRIPTION), text, error))
    return NULL;
  zw_change_set_set (set, ZW_ENTITY_TICKET, id, id, ZW_FIELD_DESCRIPTION, old_text, text);
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_ticket_set_label (ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 label, gboolean present, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, label);
  ZwLabel *known = zw_workspace_get_label (workspace, label);

  if (known == NULL)
    {
      zw_set_error (error, ZW_ERROR_NOT_FOUND, "there is no such label");
      return NULL;
    }
  for (guint i = 0; i < n; i++)
    {
      ZwTicket *ticket = zw_command_require_ticket (workspace, ids[i], error);
      if (ticket == NULL)
        return NULL;
      if (zw_ticket_has_label (ticket, label) == present || known->project != ticket->project)
        continue;
      if (present)
        {
          zw_change_set_add (set, ZW_ENTITY_TICKET, ids[i], ids[i], ZW_FIELD_LABELS, text);
          zw_change_set_guard (set, ZW_GUARD_ONE_PROJECT, ZW_ENTITY_TICKET, ids[i]);
        }
      else
        zw_change_set_remove (set, ZW_ENTITY_TICKET, ids[i], ids[i], ZW_FIELD_LABELS, text);
    }
  return g_steal_pointer (&set);
}
