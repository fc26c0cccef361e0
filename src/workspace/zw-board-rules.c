/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rules of the board (SEMANTICS of board, sprint and done columns): which ticket stands in which column. Pure questions
 * about the present values; nothing here counts or keeps anything. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-board-private.h"
#include "zw-workspace-private.h"

/* How long a done card stays without a sprint. */
enum { DONE_DAYS = 14 };

ZwBoardColumn *
zw_board_find_column_of_status (ZwBoard *self, ZwStatus *status)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (zw_board_column_get_status (self->columns->pdata[i]) == status)
      return self->columns->pdata[i];
  return status != NULL && status->category == ZW_CATEGORY_CANCELLED && !status->on_board ? self->crossed : NULL;
}

static gboolean
is_in_scope (ZwBoard *self, ZwTicket *ticket, ZwStatus *status)
{
  if ((self->scope == ZW_BOARD_PROBLEMS) != (ticket->type == ZW_TICKET_PROBLEM) || ticket->type == ZW_TICKET_EPIC)
    return FALSE;
  if (self->sprint != NULL)
    return ticket->sprint == zw_item_get_id (ZW_ITEM (self->sprint));
  if (self->show_all || !zw_category_is_closed (status->category))
    return TRUE;
  return (ticket->closed != 0 ? ticket->closed : ticket->status_since) >= self->done_since;
}

/* NULL = not on this board. Whatever the filter. */
ZwBoardColumn *
zw_board_place_of (ZwBoard *self, ZwTicket *ticket)
{
  ZwStatus *status = zw_workspace_get_status (self->workspace, ticket->status);
  ZwProject *project;

  if (status == NULL || ticket->project != self->project || !is_in_scope (self, ticket, status))
    return NULL;
  project = zw_workspace_get_project (self->workspace, self->project);
  if (ticket->parent != 0 && project != NULL && !project->sub_tickets_on_board && zw_workspace_is_sub_ticket (self->workspace, ticket))
    return NULL;
  return zw_board_find_column_of_status (self, status);
}

gboolean
zw_board_stands_in_column (ZwTicket *ticket, gpointer column)
{
  ZwBoard *self = zw_board_column_get_board (column);
  return self != NULL && zw_board_place_of (self, ticket) == column && (self->query == NULL || zw_query_matches (self->query, ticket));
}

gboolean
zw_board_is_column_status (ZwBoard *self, ZwStatus *status)
{
  return status->on_board && (status->workflow == ZW_WORKFLOW_SUPPORT) == (self->scope == ZW_BOARD_PROBLEMS);
}

gint64
zw_board_find_done_since (ZwClock *clock)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (zw_clock_get_today (clock) - DONE_DAYS));
  g_autoptr (GDateTime) midnight = g_date_time_new (zw_clock_get_zone (clock), g_date_get_year (&date), (int) g_date_get_month (&date),
                                                    g_date_get_day (&date), 0, 0, 0);
  return midnight == NULL ? 0 : g_date_time_to_unix (midnight) * 1000;
}

void
zw_board_choose_sprint (ZwBoard *self)
{
  ZwSprint *sprint = NULL;

  if (self->scope == ZW_BOARD_SPRINT)
    sprint = zw_workspace_get_sprint (self->workspace, self->chosen_sprint);
  if (self->scope == ZW_BOARD_SPRINT && sprint == NULL)
    sprint = zw_workspace_get_active_sprint (self->workspace, self->project);
  g_set_object (&self->sprint, sprint);
}
