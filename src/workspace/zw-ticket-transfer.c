/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tickets that move to another project: a new number there, the old key stays as an alias, and what belongs to a project is mapped by
 * name. Sub-tickets go along; what stays behind of a family is detached, as when an epic is deleted. Links, blocks, people,
 * comments and history are the ticket's own and stay. Pure: builds change sets, changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-command.h"
#include "zw-error.h"
#include "zw-id-map.h"
#include "zw-project-commands.h"
#include "zw-ticket-commands.h"

typedef struct {
  ZwWorkspace *workspace;
  ZwChangeSet *set;
  ZwProject *target;
  GPtrArray *tickets; /* (owned) those that move, parents before their sub-tickets, else by rank */
  GHashTable *moving; /* (owned) the same as a set */
  ZwIdMap *labels;    /* (owned) label of the source -> label of the target (owned gint64) */
} Transfer;

static void
transfer_clear (Transfer *self)
{
  g_clear_pointer (&self->tickets, g_ptr_array_unref);
  g_clear_pointer (&self->moving, g_hash_table_unref);
  g_clear_pointer (&self->labels, zw_id_map_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Transfer, transfer_clear)

static gint64
get_target (Transfer *self)
{
  return zw_item_get_id (ZW_ITEM (self->target));
}

static gboolean
refuse (Transfer *self, ZwTicket *ticket, const char *why, GError **error)
{
  g_autofree char *name = zw_command_describe (self->workspace, ticket);

  zw_set_error (error, ZW_ERROR_REFUSED, "cannot move %s to “%s”: %s", name, self->target->name, why);
  return FALSE;
}

/* --- who goes ------------------------------------------------------------------------------------------------- */

static gboolean
take_along (Transfer *self, ZwTicket *ticket, GError **error)
{
  g_autoptr (GPtrArray) children = zw_workspace_dup_children (self->workspace, zw_item_get_id (ZW_ITEM (ticket)));

  if (ticket->project == get_target (self) || !g_hash_table_add (self->moving, ticket))
    return TRUE;
  if (ticket->number == ZW_UNSET)
    return refuse (self, ticket, NC_("error", "it has no number yet"), error);
  if (ticket->children > (int) children->len)
    return refuse (self, ticket, NC_("error", "tickets below it are archived; restore them first"), error);
  g_ptr_array_add (self->tickets, ticket);
  for (guint i = 0; i < children->len && ticket->type != ZW_TICKET_EPIC; i++)
    if (!take_along (self, children->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
collect (Transfer *self, const gint64 *ids, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      ZwTicket *ticket = zw_command_require_ticket (self->workspace, ids[i], error);
      if (ticket == NULL || !take_along (self, ticket, error))
        return FALSE;
    }
  return TRUE;
}

/* --- by name -------------------------------------------------------------------------------------------------- */

/* The item of @list called as @name, whatever the case; (nullable) borrowed. */
static gpointer
find_named (GListModel *list, const char *name, gboolean (*fits) (gpointer item, gconstpointer data), gconstpointer data)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ZwItem) item = g_list_model_get_item (list, i);
      g_autofree char *value = zw_item_dup_value (item, ZW_FIELD_NAME);
      g_autofree char *folded = g_utf8_casefold (value, -1);
      if (g_str_equal (folded, wanted) && fits (item, data))
        return item;
    }
  return NULL;
}

/* Moving to another project closes nothing and reopens nothing. */
static gboolean
is_status_alike (gpointer item, gconstpointer data)
{
  ZwStatus *status = item;
  const ZwStatus *before = data;
  gboolean closed = zw_category_is_closed (status->category) || zw_category_is_closed (before->category);

  return status->workflow == before->workflow && (closed ? status->category == before->category : TRUE);
}

static gboolean
is_sprint_open (gpointer item, gconstpointer unused)
{
  return ZW_SPRINT (item)->state != ZW_SPRINT_CLOSED;
}

static gboolean
is_any (gpointer item, gconstpointer unused)
{
  return TRUE;
}

static ZwStatus *
map_status (Transfer *self, ZwTicket *ticket)
{
  ZwWorkflow workflow = zw_command_workflow_of_type (ticket->type);
  ZwCategory category = zw_workspace_get_category (self->workspace, ticket);
  ZwStatus *before = zw_workspace_get_status (self->workspace, ticket->status), *status = NULL;

  if (before != NULL)
    status = find_named (zw_workspace_get_statuses (self->workspace, get_target (self)), before->name, is_status_alike, before);
  if (status == NULL)
    status = zw_workspace_find_status (self->workspace, get_target (self), workflow, category);
  if (status == NULL && !zw_category_is_closed (category))
    status = zw_workspace_find_status (self->workspace, get_target (self), workflow, ZW_CATEGORY_TODO);
  return status;
}

static gboolean
change_status (Transfer *self, ZwTicket *ticket, GError **error)
{
  ZwStatus *status = map_status (self, ticket);
  ZwCategory before = zw_workspace_get_category (self->workspace, ticket);
  ZwItem *item = ZW_ITEM (ticket);

  if (status == NULL)
    return refuse (self, ticket, NC_("error", "the project has no column for it"), error);
  zw_command_set_id (self->set, item, ZW_FIELD_STATUS, zw_item_get_id (ZW_ITEM (status)));
  if (status->category == before)
    return TRUE;
  zw_command_set_int64 (self->set, item, ZW_FIELD_STATUS_SINCE, self->set->at);
  if (status->category == ZW_CATEGORY_IN_PROGRESS && ticket->started == 0)
    zw_command_set_int64 (self->set, item, ZW_FIELD_STARTED, self->set->at);
  if (before == ZW_CATEGORY_WAITING)
    {
      zw_command_set (self->set, item, ZW_FIELD_WAITING_UNTIL, NULL);
      zw_command_set (self->set, item, ZW_FIELD_WAITING_FOR, NULL);
    }
  return TRUE;
}

static void
change_sprint (Transfer *self, ZwTicket *ticket)
{
  ZwSprint *before = zw_workspace_get_sprint (self->workspace, ticket->sprint), *sprint = NULL;

  if (before != NULL)
    sprint = find_named (zw_workspace_get_sprints (self->workspace, get_target (self)), before->name, is_sprint_open, NULL);
  zw_command_set_id (self->set, ZW_ITEM (ticket), ZW_FIELD_SPRINT, sprint != NULL ? zw_item_get_id (ZW_ITEM (sprint)) : 0);
}

/* The label of the target that is called as @label; made in the set when there is none. 0 with error. */
static gint64
map_label (Transfer *self, ZwLabel *label, GError **error)
{
  gint64 source = zw_item_get_id (ZW_ITEM (label)), id = 0;
  gint64 *known = zw_id_map_get (self->labels, source);

  if (known != NULL)
    return *known;
  ZwLabel *found = find_named (zw_workspace_get_labels (self->workspace, get_target (self)), label->name, is_any, NULL);
  if (found != NULL)
    id = zw_item_get_id (ZW_ITEM (found));
  else
    {
      g_autoptr (ZwChangeSet) made = zw_label_create (self->workspace, get_target (self), label->name, label->colour, &id, error);
      if (made == NULL)
        return 0;
      zw_change_set_merge (self->set, made);
    }
  zw_id_map_put (self->labels, source, g_memdup2 (&id, sizeof id));
  return id;
}

/* Taken off from the last to the first and put on from the first to the last: so an undo, too, keeps their order. */
static gboolean
change_labels (Transfer *self, ZwTicket *ticket, GError **error)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));
  guint n = ticket->labels != NULL ? ticket->labels->len : 0;

  for (guint i = n; i > 0; i--)
    {
      g_autofree char *before = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ticket->labels, gint64, i - 1));
      zw_change_set_remove (self->set, ZW_ENTITY_TICKET, id, id, ZW_FIELD_LABELS, before);
    }
  for (guint i = 0; i < n; i++)
    {
      ZwLabel *label = zw_workspace_get_label (self->workspace, g_array_index (ticket->labels, gint64, i));
      gint64 mapped = label != NULL ? map_label (self, label, error) : 0;
      g_autofree char *after = g_strdup_printf ("%" G_GINT64_FORMAT, mapped);
      if (label != NULL && mapped == 0)
        return FALSE;
      if (mapped != 0)
        zw_change_set_add (self->set, ZW_ENTITY_TICKET, id, id, ZW_FIELD_LABELS, after);
    }
  return TRUE;
}

/* --- one ticket ----------------------------------------------------------------------------------------------- */

/* What is left of its family on either side is detached. */
static void
leave_family (Transfer *self, ZwTicket *ticket)
{
  ZwTicket *parent = zw_workspace_get_ticket (self->workspace, ticket->parent);
  g_autoptr (GPtrArray) children = zw_workspace_dup_children (self->workspace, zw_item_get_id (ZW_ITEM (ticket)));

  if (parent == NULL || !g_hash_table_contains (self->moving, parent))
    zw_command_set (self->set, ZW_ITEM (ticket), ZW_FIELD_PARENT, NULL);
  for (guint i = 0; i < children->len; i++)
    if (!g_hash_table_contains (self->moving, children->pdata[i]))
      zw_command_set (self->set, children->pdata[i], ZW_FIELD_PARENT, NULL);
}

/* The alias is of the project where the ticket lives, so that an export of that project takes it along. */
static void
keep_old_key (Transfer *self, ZwTicket *ticket)
{
  g_autofree char *key = zw_workspace_dup_key (self->workspace, ticket);
  ZwChange *alias = zw_change_set_create (self->set, ZW_ENTITY_ALIAS, zw_workspace_new_id (self->workspace), 0);

  zw_change_put_int (alias, ZW_FIELD_PROJECT, get_target (self));
  zw_change_put_int (alias, ZW_FIELD_TICKET, zw_item_get_id (ZW_ITEM (ticket)));
  zw_change_put (alias, ZW_FIELD_KEY, key);
}

static gboolean
transfer_one (Transfer *self, ZwTicket *ticket, gint64 rank, GError **error)
{
  ZwProject *source = zw_workspace_get_project (self->workspace, ticket->project);
  ZwItem *item = ZW_ITEM (ticket);

  keep_old_key (self, ticket);
  zw_command_set_id (self->set, item, ZW_FIELD_PROJECT, get_target (self));
  zw_command_set (self->set, item, ZW_FIELD_NUMBER, NULL);
  zw_command_set_int64 (self->set, item, ZW_FIELD_RANK, rank);
  leave_family (self, ticket);
  change_sprint (self, ticket);
  /* Points are no hours. */
  if (source != NULL && source->estimate_unit != self->target->estimate_unit)
    zw_command_set (self->set, item, ZW_FIELD_ESTIMATE, NULL);
  zw_change_set_guard (self->set, ZW_GUARD_ONE_PROJECT, ZW_ENTITY_TICKET, zw_item_get_id (item));
  return change_status (self, ticket, error) && change_labels (self, ticket, error);
}

ZwChangeSet *
zw_ticket_move_to_project (ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 project, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_MOVE);
  g_auto (Transfer) transfer = {
    workspace, set, zw_workspace_get_project (workspace, project), g_ptr_array_new (), g_hash_table_new (NULL, NULL), zw_id_map_new (g_free)
  };

  if (transfer.target == NULL)
    {
      zw_set_error (error, ZW_ERROR_NOT_FOUND, "cannot move: the project is gone");
      return NULL;
    }
  if (!collect (&transfer, ids, n, error))
    return NULL;
  if (transfer.tickets->len == 0)
    return g_steal_pointer (&set);
  g_autofree gint64 *ranks = g_new (gint64, transfer.tickets->len);
  zw_command_rank (workspace, set, project, NULL, NULL, NULL, transfer.tickets->len, ranks);
  for (guint i = 0; i < transfer.tickets->len; i++)
    if (!transfer_one (&transfer, transfer.tickets->pdata[i], ranks[i], error))
      return NULL;
  return zw_ticket_hold_limits (workspace, set, error) ? g_steal_pointer (&set) : NULL;
}
