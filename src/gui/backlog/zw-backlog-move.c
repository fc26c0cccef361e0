/* SPDX-License-Identifier: GPL-3.0-or-later
 * Moving rows. Called by drops, keys and menus. Must never decide what is allowed: the command does. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-move.h"

#include <glib/gi18n.h>

#include "zw-backlog-commands.h"
#include "zw-commit.h"
#include "zw-feedback.h"
#include "zw-format.h"
#include "zw-ticket-commands.h"

typedef struct {
  GtkWidget *widget;
  ZwWorkspace *workspace;
  const gint64 *ids;
  guint n;
  gint64 sprint;
  gint64 before, after;
} Move;

static gboolean
changes_sprint (const Move *move)
{
  for (guint i = 0; i < move->n; i++)
    {
      ZwTicket *ticket = zw_workspace_get_ticket (move->workspace, move->ids[i]);
      if (ticket != NULL && ticket->sprint != move->sprint)
        return TRUE;
    }
  return FALSE;
}

/* @n_staying: closed ones, which are not moved. */
static void
tell (const Move *move, guint n_staying)
{
  ZwSprint *sprint = move->sprint == 0 ? NULL : zw_workspace_get_sprint (move->workspace, move->sprint);
  const char *place = sprint == NULL ? _("Product Backlog") : sprint->name;
  ZwTicket *ticket = zw_workspace_get_ticket (move->workspace, move->ids[0]);
  g_autofree char *key = ticket == NULL ? g_strdup ("") : zw_format_key (move->workspace, ticket);
  guint n = move->n - n_staying;
  g_autofree char *moved = move->n == 1 ? g_strdup_printf (_("%s moved to %s"), key, place)
                                        : g_strdup_printf (ngettext ("%u ticket moved to %s", "%u tickets moved to %s", n), n, place);
  /* Translators: added to "3 tickets moved to Sprint 15". */
  g_autofree char *stayed = g_strdup_printf (ngettext ("%u closed ticket stays", "%u closed tickets stay", n_staying), n_staying);
  g_autofree char *both = g_strdup_printf ("%s · %s", moved, stayed);

  zw_feedback_toast (move->widget, n_staying > 0 ? both : moved, TRUE);
}

static gboolean
run (const Move *move)
{
  g_autoptr (GError) error = NULL;
  gboolean elsewhere = changes_sprint (move);
  guint n_staying = zw_ticket_count_staying (move->workspace, move->ids, move->n, move->sprint);

  if (!zw_commit (move->widget, move->workspace,
                  zw_backlog_move (move->workspace, move->ids, move->n, move->sprint, move->before, move->after, &error), &error))
    return FALSE;
  if (elsewhere)
    tell (move, n_staying);
  return TRUE;
}

/* --- the order of a section --- */

static GHashTable *
new_moving (const Move *move)
{
  GHashTable *moving = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < move->n; i++)
    g_hash_table_add (moving, zw_workspace_get_ticket (move->workspace, move->ids[i]));
  return moving;
}

/* The ticket at @position, passing over those that move themselves; 0 = none. */
static gint64
find_id (ZwTicketList *tickets, guint position, int step, GHashTable *moving)
{
  for (int i = (int) position; i >= 0 && i < (int) zw_ticket_list_get_n (tickets); i += step)
    {
      ZwTicket *ticket = zw_ticket_list_get (tickets, (guint) i);
      if (!g_hash_table_contains (moving, ticket))
        return zw_item_get_id (ZW_ITEM (ticket));
    }
  return 0;
}

/* What stands above is not what is more important then. */
static gboolean
refuse_order (GtkWidget *widget)
{
  zw_feedback_toast (widget, _("Sort by rank to change the order"), FALSE);
  return FALSE;
}

gboolean
zw_backlog_move_drop (GtkWidget *widget, ZwWorkspace *workspace, ZwBacklog *backlog, ZwBacklogSection *section, const gint64 *ids,
                      guint n, ZwTicket *next)
{
  ZwTicketList *tickets = zw_backlog_section_get_tickets (section);
  guint position = next == NULL ? zw_ticket_list_get_n (tickets) : zw_ticket_list_index_of (tickets, next);
  Move move = { widget, workspace, ids, n, zw_backlog_section_get_sprint_id (section), 0, 0 };

  if (n == 0 || position == G_MAXUINT)
    return FALSE;
  if (zw_backlog_section_get_sort (section) != ZW_BACKLOG_BY_RANK)
    return changes_sprint (&move) ? run (&move) : refuse_order (widget);
  g_autoptr (GHashTable) moving = new_moving (&move);
  /* Directly behind the row one sees above it, wherever hidden ones stand; first in the section: before the next. */
  move.after = position == 0 ? 0 : find_id (tickets, position - 1, -1, moving);
  if (move.after == 0)
    move.before = find_id (tickets, position, 1, moving);
  return run (&move);
}

gboolean
zw_backlog_move_step (GtkWidget *widget, ZwWorkspace *workspace, ZwBacklog *backlog, const gint64 *ids, guint n, ZwMoveStep step)
{
  ZwTicket *ticket = n == 0 ? NULL : zw_workspace_get_ticket (workspace, ids[step == ZW_MOVE_DOWN ? n - 1 : 0]);
  ZwBacklogSection *section = ticket == NULL ? NULL : zw_backlog_find_section (backlog, ticket);
  ZwTicketList *tickets = section == NULL ? NULL : zw_backlog_section_get_tickets (section);
  guint position = tickets == NULL ? G_MAXUINT : zw_ticket_list_index_of (tickets, ticket);

  if (position == G_MAXUINT)
    return FALSE;
  if (zw_backlog_section_get_sort (section) != ZW_BACKLOG_BY_RANK)
    return refuse_order (widget);
  Move move = { widget, workspace, ids, n, zw_backlog_section_get_sprint_id (section), 0, 0 };
  g_autoptr (GHashTable) moving = new_moving (&move);
  switch (step)
    {
    case ZW_MOVE_LEFT:
    case ZW_MOVE_RIGHT:
      return FALSE;
    case ZW_MOVE_UP:
      move.before = position == 0 ? 0 : find_id (tickets, position - 1, -1, moving);
      break;
    case ZW_MOVE_DOWN:
      move.after = find_id (tickets, position + 1, 1, moving);
      break;
    case ZW_MOVE_TOP:
      move.before = find_id (tickets, 0, 1, moving);
      break;
    case ZW_MOVE_BOTTOM:
      move.after = find_id (tickets, zw_ticket_list_get_n (tickets) - 1, -1, moving);
      break;
    }
  return (move.before != 0 || move.after != 0) && run (&move);
}

gboolean
zw_backlog_move_to_sprint (GtkWidget *widget, ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 sprint)
{
  Move move = { widget, workspace, ids, n, sprint, 0, 0 };
  return n > 0 && run (&move);
}
