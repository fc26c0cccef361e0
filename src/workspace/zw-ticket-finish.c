/* SPDX-License-Identifier: GPL-3.0-or-later
 * What may be closed because something else was: a parent after its last sub-ticket, a problem after its last task. Answers
 * only; closing is zw_ticket_close () and a person's choice. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-commands.h"

static ZwStatus *
get_status (ZwWorkspace *workspace, const char *id)
{
  return id == NULL ? NULL : zw_workspace_get_status (workspace, g_ascii_strtoll (id, NULL, 10));
}

static gboolean
is_end (const ZwStatus *status)
{
  return status != NULL && (status->category == ZW_CATEGORY_DONE || status->category == ZW_CATEGORY_CANCELLED);
}

GPtrArray *
zw_ticket_dup_closed_by (ZwWorkspace *workspace, const ZwChangeSet *set)
{
  GPtrArray *closed = g_ptr_array_new ();

  for (guint i = 0; set->undoes == 0 && i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      ZwTicket *ticket = zw_workspace_get_ticket (workspace, change->id);
      if (ticket != NULL && change->entity == ZW_ENTITY_TICKET && change->op == ZW_OP_SET && change->field == ZW_FIELD_STATUS
          && !is_end (get_status (workspace, change->old_value)) && is_end (get_status (workspace, change->new_value)))
        g_ptr_array_add (closed, ticket);
    }
  return closed;
}

ZwTicket *
zw_ticket_find_finished_parent (ZwWorkspace *workspace, const ZwChangeSet *set)
{
  g_autoptr (GPtrArray) closed = zw_ticket_dup_closed_by (workspace, set);

  for (guint i = 0; i < closed->len; i++)
    {
      ZwTicket *ticket = closed->pdata[i];
      ZwTicket *parent = ticket->parent == 0 ? NULL : zw_workspace_get_ticket (workspace, ticket->parent);
      if (parent != NULL && !zw_workspace_is_closed (workspace, parent) && zw_ticket_count_open_children (workspace, ticket->parent) == 0)
        return parent;
    }
  return NULL;
}

static gboolean
is_closed_stub (ZwWorkspace *workspace, const ZwTicketDetails *details, gint64 id)
{
  for (guint i = 0; i < details->stubs->len; i++)
    {
      const ZwTicketStub *stub = details->stubs->pdata[i];
      if (stub->id == id)
        return stub->deleted || is_end (zw_workspace_get_status (workspace, stub->status));
    }
  return TRUE;
}

gboolean
zw_ticket_is_solved (ZwWorkspace *workspace, const ZwTicketDetails *problem)
{
  ZwTicket *ticket = zw_workspace_get_ticket (workspace, problem->ticket);
  guint tasks = 0;

  if (ticket == NULL || zw_workspace_is_closed (workspace, ticket))
    return FALSE;
  for (guint i = 0; i < problem->links->len; i++)
    {
      const ZwLink *link = &g_array_index (problem->links, ZwLink, i);
      if (link->kind != ZW_FIELD_SOLVES || link->outgoing)
        continue;
      ZwTicket *task = zw_workspace_get_ticket (workspace, link->other);
      if (task != NULL ? !zw_workspace_is_closed (workspace, task) : !is_closed_stub (workspace, problem, link->other))
        return FALSE;
      tasks++;
    }
  return tasks > 0;
}
