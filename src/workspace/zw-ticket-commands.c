/* SPDX-License-Identifier: GPL-3.0-or-later
 * The life of tickets: move, close, reopen, delete, archive, wait. Pure: builds change sets, changes nothing.
 * How they are made is in zw-ticket-create.c, single fields are in zw-ticket-fields.c. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-commands.h"

#include <glib/gi18n.h>

#include "zw-command.h"
#include "zw-error.h"

static GHashTable *
make_moving (ZwWorkspace *workspace, const gint64 *ids, guint n)
{
  GHashTable *moving = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n; i++)
    {
      ZwTicket *ticket = zw_workspace_get_ticket (workspace, ids[i]);
      if (ticket != NULL)
        g_hash_table_add (moving, ticket);
    }
  return moving;
}

static int
compare_rank_indirect (gconstpointer a, gconstpointer b, gpointer unused)
{
  return zw_ticket_compare_rank (*(gconstpointer *) a, *(gconstpointer *) b, unused);
}

/* The tickets @ids in their present order; NULL with error when one is unknown. */
static GPtrArray *
collect (ZwWorkspace *workspace, const gint64 *ids, guint n, GError **error)
{
  g_autoptr (GPtrArray) tickets = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      ZwTicket *ticket = zw_command_require_ticket (workspace, ids[i], error);
      if (ticket == NULL)
        return NULL;
      if (!g_ptr_array_find (tickets, ticket, NULL))
        g_ptr_array_add (tickets, ticket);
    }
  g_ptr_array_sort_with_data (tickets, compare_rank_indirect, NULL);
  return g_steal_pointer (&tickets);
}

/* --- moving -------------------------------------------------------------------------------------------------- */

static ZwTicket *
find_last_of_status (ZwTicketList *list, gint64 status, GHashTable *moving)
{
  guint n = zw_ticket_list_get_n (list);

  for (ZwTicket *ticket = n > 0 ? zw_ticket_list_get (list, n - 1) : NULL; ticket != NULL; ticket = zw_ticket_list_before (list, ticket))
    if (ticket->status == status && !g_hash_table_contains (moving, ticket))
      return ticket;
  return NULL;
}

/* Whether the tickets, in order, already stand between these two in the full order. */
static gboolean
stands_there (ZwTicketList *list, GPtrArray *tickets, ZwTicket *previous, ZwTicket *next)
{
  for (guint i = 1; i < tickets->len; i++)
    if (zw_ticket_list_before (list, tickets->pdata[i]) != tickets->pdata[i - 1])
      return FALSE;
  return next != NULL ? zw_ticket_list_after (list, tickets->pdata[tickets->len - 1]) == next
                      : previous != NULL && zw_ticket_list_before (list, tickets->pdata[0]) == previous;
}

static void
rank_moved (ZwWorkspace *workspace, ZwChangeSet *set, GPtrArray *tickets, GHashTable *moving, ZwTicket *previous, ZwTicket *next)
{
  gint64 project = ((ZwTicket *) tickets->pdata[0])->project;
  g_autofree gint64 *ranks = NULL;

  if (stands_there (zw_workspace_get_tickets (workspace, project), tickets, previous, next))
    return;
  ranks = g_new (gint64, tickets->len);
  zw_command_rank (workspace, set, project, moving, previous, next, tickets->len, ranks);
  for (guint i = 0; i < tickets->len; i++)
    zw_command_set_int64 (set, tickets->pdata[i], ZW_FIELD_RANK, ranks[i]);
}

/* Where tickets are to go: the arguments of move and drop. */
typedef struct {
  gint64 status, before, after;
  gboolean keeps_crossed;
} Destination;

/* Crossed: cancelled, and standing in a done column because its status is none. */
static gboolean
is_crossed (ZwWorkspace *workspace, ZwTicket *ticket)
{
  ZwStatus *status = zw_workspace_get_status (workspace, ticket->status);
  return status != NULL && status->category == ZW_CATEGORY_CANCELLED && !status->on_board;
}

static gboolean
change_statuses (ZwWorkspace *workspace, ZwChangeSet *set, GPtrArray *tickets, const Destination *destination, GError **error)
{
  ZwStatus *status = destination->status != 0 ? zw_workspace_get_status (workspace, destination->status) : NULL;

  if (destination->status != 0 && status == NULL)
    {
      zw_set_error (error, ZW_ERROR_NOT_FOUND, "cannot move: the column is gone");
      return FALSE;
    }
  for (guint i = 0; i < tickets->len && status != NULL; i++)
    {
      gboolean stays_crossed = destination->keeps_crossed && status->category == ZW_CATEGORY_DONE
                               && is_crossed (workspace, tickets->pdata[i]);
      if (!stays_crossed && !zw_command_change_status (workspace, set, tickets->pdata[i], status, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static ZwChangeSet *
move_tickets (ZwWorkspace *workspace, const gint64 *ids, guint n, const Destination *destination, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_MOVE);
  g_autoptr (GPtrArray) tickets = collect (workspace, ids, n, error);
  g_autoptr (GHashTable) moving = make_moving (workspace, ids, n);

  if (tickets == NULL || !change_statuses (workspace, set, tickets, destination, error))
    return NULL;
  ZwTicket *next = zw_workspace_get_ticket (workspace, destination->before);
  ZwTicket *previous = zw_workspace_get_ticket (workspace, destination->after);
  if (next == NULL && previous == NULL && tickets->len > 0)
    {
      ZwTicket *first = tickets->pdata[0];
      previous = find_last_of_status (zw_workspace_get_tickets (workspace, first->project),
                                      destination->status != 0 ? destination->status : first->status, moving);
    }
  if (next != NULL && g_hash_table_contains (moving, next))
    next = NULL;
  if (previous != NULL && g_hash_table_contains (moving, previous))
    previous = NULL;
  if ((next != NULL || previous != NULL) && tickets->len > 0)
    rank_moved (workspace, set, tickets, moving, previous, next);
  return zw_ticket_hold_limits (workspace, set, error) ? g_steal_pointer (&set) : NULL;
}

ZwChangeSet *
zw_ticket_move (ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 status, gint64 before, gint64 after, GError **error)
{
  const Destination destination = { status, before, after, FALSE };
  return move_tickets (workspace, ids, n, &destination, error);
}

ZwChangeSet *
zw_ticket_drop (ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 status, gint64 before, gint64 after, GError **error)
{
  const Destination destination = { status, before, after, TRUE };
  return move_tickets (workspace, ids, n, &destination, error);
}

/* --- closing ------------------------------------------------------------------------------------------------- */

static gboolean
set_closed (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket, const ZwClosing *closing, GError **error)
{
  ZwCategory category = closing->resolution == ZW_RESOLUTION_NONE ? ZW_CATEGORY_DONE : ZW_CATEGORY_CANCELLED;
  ZwStatus *status = zw_workspace_get_category (workspace, ticket) == category
                       ? zw_workspace_get_status (workspace, ticket->status)
                       : zw_workspace_find_status (workspace, ticket->project, zw_command_workflow_of_type (ticket->type), category);

  if (status != NULL)
    return zw_command_change_status (workspace, set, ticket, status, closing, error);
  zw_set_error (error, ZW_ERROR_REFUSED, "cannot close “%s”: the project has no column for %s tickets", ticket->title,
                category == ZW_CATEGORY_DONE ? NC_("error", "done") : NC_("error", "not done"));
  return FALSE;
}

guint
zw_ticket_count_open_children (ZwWorkspace *workspace, gint64 id)
{
  g_autoptr (GPtrArray) children = zw_workspace_dup_children (workspace, id);
  guint open = 0;

  for (guint i = 0; i < children->len; i++)
    open += !zw_workspace_is_closed (workspace, children->pdata[i]);
  return open;
}

static gboolean
close_children (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *parent, const gint64 *ids, guint n,
                const ZwClosing *closing, GError **error)
{
  g_autoptr (GPtrArray) children = zw_workspace_dup_children (workspace, zw_item_get_id (ZW_ITEM (parent)));
  g_autoptr (GHashTable) named = make_moving (workspace, ids, n);

  for (guint i = 0; i < children->len; i++)
    if (!g_hash_table_contains (named, children->pdata[i]) && !zw_workspace_is_closed (workspace, children->pdata[i])
        && !set_closed (workspace, set, children->pdata[i], closing, error))
      return FALSE;
  return TRUE;
}

ZwChangeSet *
zw_ticket_close (ZwWorkspace *workspace, const gint64 *ids, guint n, ZwResolution resolution, const char *text,
                 gint64 duplicate_of, gboolean with_sub_tickets, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_CLOSE);
  g_autoptr (GPtrArray) tickets = collect (workspace, ids, n, error);
  const ZwClosing closing = { resolution, text, duplicate_of };

  if (tickets == NULL)
    return NULL;
  if (resolution == ZW_RESOLUTION_DUPLICATE && duplicate_of == 0)
    {
      zw_set_error (error, ZW_ERROR_REFUSED, "cannot close as duplicate: name the other ticket");
      return NULL;
    }
  for (guint i = 0; i < tickets->len; i++)
    {
      ZwTicket *ticket = tickets->pdata[i];
      if (duplicate_of != 0 && zw_item_get_id (ZW_ITEM (ticket)) == duplicate_of)
        {
          zw_set_error (error, ZW_ERROR_REFUSED, "cannot close “%s” as a duplicate of itself", ticket->title);
          return NULL;
        }
      if (!set_closed (workspace, set, ticket, &closing, error)
          || (with_sub_tickets && !close_children (workspace, set, ticket, ids, n, &closing, error)))
        return NULL;
    }
  return zw_ticket_hold_limits (workspace, set, error) ? g_steal_pointer (&set) : NULL;
}

ZwChangeSet *
zw_ticket_reopen (ZwWorkspace *workspace, const gint64 *ids, guint n, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_REOPEN);

  for (guint i = 0; i < n; i++)
    {
      ZwTicket *ticket = zw_command_require_ticket (workspace, ids[i], error);
      if (ticket == NULL)
        return NULL;
      if (!zw_workspace_is_closed (workspace, ticket))
        continue;
      ZwCategory category = ticket->started != 0 ? ZW_CATEGORY_IN_PROGRESS : ZW_CATEGORY_TODO;
      ZwStatus *status = zw_workspace_find_status (workspace, ticket->project, zw_command_workflow_of_type (ticket->type), category);
      if (status == NULL)
        {
          zw_set_error (error, ZW_ERROR_REFUSED, "cannot reopen “%s”: the project has no column for it", ticket->title);
          return NULL;
        }
      if (!zw_command_change_status (workspace, set, ticket, status, NULL, error))
        return NULL;
    }
  return zw_ticket_hold_limits (workspace, set, error) ? g_steal_pointer (&set) : NULL;
}

/* --- the end ------------------------------------------------------------------------------------------------- */

/* @ticket and its sub-tickets, children first, so that an undo brings parents back first. */
static void
collect_doomed (ZwWorkspace *workspace, ZwTicket *ticket, GHashTable *known, GPtrArray *doomed)
{
  g_autoptr (GPtrArray) children = zw_workspace_dup_children (workspace, zw_item_get_id (ZW_ITEM (ticket)));

  if (!g_hash_table_add (known, ticket))
    return;
  for (guint i = 0; i < children->len && ticket->type != ZW_TICKET_EPIC; i++)
    collect_doomed (workspace, children->pdata[i], known, doomed);
  g_ptr_array_add (doomed, ticket);
}

static void
delete_one (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket, GHashTable *doomed)
{
  g_autoptr (GPtrArray) children = zw_workspace_dup_children (workspace, zw_item_get_id (ZW_ITEM (ticket)));

  for (guint i = 0; i < children->len; i++)
    if (!g_hash_table_contains (doomed, children->pdata[i]))
      zw_command_set (set, children->pdata[i], ZW_FIELD_PARENT, NULL);
  zw_command_end_blocks_of (workspace, set, ticket);
  zw_command_delete (set, ZW_ITEM (ticket));
}

ZwChangeSet *
zw_ticket_delete (ZwWorkspace *workspace, const gint64 *ids, guint n, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_DELETE);
  g_autoptr (GPtrArray) tickets = collect (workspace, ids, n, error);
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) doomed = g_ptr_array_new ();

  if (tickets == NULL)
    return NULL;
  for (guint i = 0; i < tickets->len; i++)
    collect_doomed (workspace, tickets->pdata[i], known, doomed);
  for (guint i = 0; i < doomed->len; i++)
    delete_one (workspace, set, doomed->pdata[i], known);
  return zw_ticket_hold_limits (workspace, set, error) ? g_steal_pointer (&set) : NULL;
}

ZwChangeSet *
zw_ticket_set_archived (ZwWorkspace *workspace, const gint64 *ids, guint n, gboolean archived, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);

  for (guint i = 0; i < n; i++)
    {
      ZwTicket *ticket = zw_command_require_ticket (workspace, ids[i], error);
      if (ticket == NULL)
        return NULL;
      ZwSprint *sprint = zw_workspace_get_sprint (workspace, ticket->sprint);
      if (archived && sprint != NULL && sprint->state != ZW_SPRINT_CLOSED)
        {
          zw_set_error (error, ZW_ERROR_REFUSED, "cannot archive “%s”: it belongs to %s", ticket->title, sprint->name);
          return NULL;
        }
      zw_command_set (set, ZW_ITEM (ticket), ZW_FIELD_ARCHIVED, archived ? "1" : "0");
      if (!archived)
        zw_command_restore (workspace, set, ticket);
    }
  return zw_ticket_hold_limits (workspace, set, error) ? g_steal_pointer (&set) : NULL;
}

ZwChangeSet *
zw_ticket_wait (ZwWorkspace *workspace, const gint64 *ids, guint n, const char *until, const char *what, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);

  if (!zw_field_spec_validate (zw_entity_find_field (ZW_ENTITY_TICKET, ZW_FIELD_WAITING_UNTIL), until, error))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      ZwTicket *ticket = zw_command_require_ticket (workspace, ids[i], error);
      if (ticket == NULL)
        return NULL;
      if (until != NULL && zw_workspace_is_closed (workspace, ticket))
        {
          zw_set_error (error, ZW_ERROR_REFUSED, "“%s” is closed and waits for nothing", ticket->title);
          return NULL;
        }
      zw_command_set (set, ZW_ITEM (ticket), ZW_FIELD_WAITING_UNTIL, until);
      zw_command_set (set, ZW_ITEM (ticket), ZW_FIELD_WAITING_FOR, until != NULL ? what : NULL);
    }
  return g_steal_pointer (&set);
}
