/* SPDX-License-Identifier: GPL-3.0-or-later
 * Moving cards. Called by drops, keys and menus. Must never decide what is allowed: the command does. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-move.h"

#include <glib/gi18n.h>

#include "zw-error.h"
#include "zw-feedback.h"
#include "zw-format.h"
#include "zw-ticket-commands.h"

typedef struct {
  GtkWidget *widget;
  ZwWorkspace *workspace;
  const gint64 *ids;
  guint n;
  gint64 status; /* 0 = keep */
  gint64 before, after;
  gboolean is_drop;
} Move;

static gboolean
stand_there (Move *move)
{
  for (guint i = 0; i < move->n; i++)
    {
      ZwTicket *ticket = zw_workspace_get_ticket (move->workspace, move->ids[i]);
      if (ticket != NULL && ticket->status != move->status)
        return FALSE;
    }
  return TRUE;
}

static gboolean
leaves_children_open (Move *move)
{
  for (guint i = 0; i < move->n; i++)
    {
      ZwTicket *ticket = zw_workspace_get_ticket (move->workspace, move->ids[i]);
      if (ticket != NULL && !zw_workspace_is_closed (move->workspace, ticket)
          && zw_ticket_count_open_children (move->workspace, move->ids[i]) > 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether @set, not applied yet, takes cards into another column. */
static gboolean
changes_status (const ZwChangeSet *set)
{
  for (guint i = 0; set != NULL && i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->op == ZW_OP_SET && change->entity == ZW_ENTITY_TICKET && change->field == ZW_FIELD_STATUS)
        return TRUE;
    }
  return FALSE;
}

static void
tell (Move *move, ZwStatus *status)
{
  if (move->n > 1)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u ticket moved to %s", "%u tickets moved to %s", move->n),
                                               move->n, status->name);
      zw_feedback_toast (move->widget, text, TRUE);
      return;
    }
  ZwTicket *ticket = zw_workspace_get_ticket (move->workspace, move->ids[0]);
  g_autofree char *key = zw_format_key (move->workspace, ticket);
  g_autofree char *text = g_strdup_printf (_("%s moved to %s"), key, status->name);
  zw_feedback_toast (move->widget, text, TRUE);
}

void
zw_move_tell_refusal (GtkWidget *widget, ZwWorkspace *workspace, ZwStatus *status, const GError *error)
{
  if (status == NULL || !g_error_matches (error, ZW_ERROR, ZW_ERROR_LIMIT_REACHED))
    {
      zw_feedback_error (widget, error);
      return;
    }
  /* Translators: a column, its cards and its limit: "Review is full (3 of 3)." */
  g_autofree char *text = g_strdup_printf (_("%s is full (%d of %d). Finish a card first."), status->name,
                                           zw_status_count_cards (workspace, status), status->wip_limit);
  zw_feedback_toast (widget, text, FALSE);
}

static gboolean
run (Move *move)
{
  ZwStatus *status = move->status == 0 ? NULL : zw_workspace_get_status (move->workspace, move->status);
  g_autoptr (GError) error = NULL;

  if (status != NULL && status->category == ZW_CATEGORY_CANCELLED && !stand_there (move))
    {
      /* It needs a reason: the dialog asks, and moves. */
      gtk_widget_activate_action (move->widget, "ticket.give-up", NULL);
      return FALSE;
    }
  if (status != NULL && status->category == ZW_CATEGORY_DONE && leaves_children_open (move))
    {
      /* It asks whether they are closed, too. */
      gtk_widget_activate_action (move->widget, "ticket.close", NULL);
      return FALSE;
    }
  ZwChangeSet *set = move->is_drop
                       ? zw_ticket_drop (move->workspace, move->ids, move->n, move->status, move->before, move->after, &error)
                       : zw_ticket_move (move->workspace, move->ids, move->n, move->status, move->before, move->after, &error);
  gboolean elsewhere = changes_status (set);
  if (set == NULL || !zw_workspace_commit (move->workspace, set, &error))
    {
      zw_move_tell_refusal (move->widget, move->workspace, status, error);
      return FALSE;
    }
  if (!elsewhere)
    return TRUE;
  tell (move, status);
  if (status->category == ZW_CATEGORY_WAITING)
    gtk_widget_activate_action (move->widget, "ticket.wait", NULL);
  return TRUE;
}

/* --- the order of the board --- */

static gboolean
has_id (const gint64 *ids, guint n, ZwTicket *ticket)
{
  for (guint i = 0; i < n; i++)
    if (ids[i] == zw_item_get_id (ZW_ITEM (ticket)))
      return TRUE;
  return FALSE;
}

/* The card of @column at @position, passing over those that move themselves; 0 = none. */
static gint64
find_id (ZwBoardColumn *column, guint position, int step, const gint64 *ids, guint n)
{
  GListModel *cards = zw_board_column_get_cards (column);

  for (;; position = (guint) ((int) position + step))
    {
      g_autoptr (ZwTicket) ticket = g_list_model_get_item (cards, position);
      if (ticket == NULL)
        return 0;
      if (!has_id (ids, n, ticket))
        return zw_item_get_id (ZW_ITEM (ticket));
    }
}

static guint
find_position (ZwBoardColumn *column, ZwTicket *ticket)
{
  GListModel *cards = zw_board_column_get_cards (column);
  guint n = g_list_model_get_n_items (cards);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZwTicket) other = g_list_model_get_item (cards, i);
      if (other == ticket)
        return i;
    }
  return n;
}

/* The selected tickets in board order. */
static GArray *
collect_selected (ZwBoard *board, ZwCardSelection *selection)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (board)); i++)
    {
      g_autoptr (ZwBoardColumn) column = g_list_model_get_item (G_LIST_MODEL (board), i);
      GListModel *cards = zw_board_column_get_cards (column);
      for (guint j = 0; j < g_list_model_get_n_items (cards); j++)
        {
          g_autoptr (ZwTicket) ticket = g_list_model_get_item (cards, j);
          gint64 id = zw_item_get_id (ZW_ITEM (ticket));
          if (zw_card_selection_contains (selection, G_OBJECT (ticket)))
            g_array_append_val (ids, id);
        }
    }
  return ids;
}

static ZwBoardColumn *
get_column_beside (ZwBoard *board, ZwBoardColumn *column, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (board));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZwBoardColumn) other = g_list_model_get_item (G_LIST_MODEL (board), i);
      if (other != column)
        continue;
      if ((int) i + step < 0 || (int) i + step >= (int) n)
        return NULL;
      g_autoptr (ZwBoardColumn) beside = g_list_model_get_item (G_LIST_MODEL (board), (guint) ((int) i + step));
      return beside;
    }
  return NULL;
}

/* What a drop of @ticket takes along. */
static GArray *
collect_dropped (ZwBoard *board, ZwCardSelection *selection, ZwTicket *ticket)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));

  if (selection != NULL && zw_card_selection_contains (selection, G_OBJECT (ticket)))
    return collect_selected (board, selection);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (ids, id);
  return ids;
}

/* --- deeds --- */

gboolean
zw_move_check_drop (ZwWorkspace *workspace, ZwBoard *board, ZwBoardColumn *column, ZwCardSelection *selection, ZwTicket *ticket,
                    GError **error)
{
  ZwStatus *status = zw_board_column_get_status (column);

  if (zw_workspace_is_read_only (workspace))
    {
      g_set_error (error, ZW_ERROR, ZW_ERROR_READ_ONLY, "the database is read-only");
      return FALSE;
    }
  if (!status->wip_hard || status->wip_limit == 0 || zw_board_find_column (board, ticket) == column)
    return TRUE;
  g_autoptr (GArray) ids = collect_dropped (board, selection, ticket);
  const gint64 *moved = (const gint64 *) (gpointer) ids->data;
  g_autoptr (ZwChangeSet) set = zw_ticket_drop (workspace, moved, ids->len, zw_item_get_id (ZW_ITEM (status)), 0, 0, error);
  return set != NULL;
}

gboolean
zw_move_drop (GtkWidget *widget, ZwWorkspace *workspace, ZwBoard *board, ZwBoardColumn *column, ZwCardSelection *selection,
              ZwTicket *ticket, ZwTicket *next)
{
  g_autoptr (GArray) ids = collect_dropped (board, selection, ticket);
  const gint64 *moved = (const gint64 *) (gpointer) ids->data;
  GListModel *cards = zw_board_column_get_cards (column);
  guint position = next != NULL ? find_position (column, next) : g_list_model_get_n_items (cards);
  Move move = { widget, workspace, moved, ids->len, .is_drop = TRUE };

  if (zw_board_column_is_own_place (column, moved, ids->len, position))
    return TRUE;
  move.status = zw_item_get_id (ZW_ITEM (zw_board_column_get_status (column)));
  /* Directly behind the card one sees above it, wherever hidden ones stand; first in the column: before the next. */
  move.after = position == 0 ? 0 : find_id (column, position - 1, -1, moved, ids->len);
  if (move.after == 0)
    move.before = find_id (column, position, 1, moved, ids->len);
  return run (&move);
}

static gboolean
move_sideways (Move *move, ZwBoard *board, ZwBoardColumn *column, ZwTicket *ticket, int step)
{
  ZwBoardColumn *target = get_column_beside (board, column, step);

  if (target == NULL)
    return FALSE;
  /* Straight across: to the same height in the other column. */
  move->status = zw_item_get_id (ZW_ITEM (zw_board_column_get_status (target)));
  move->before = find_id (target, find_position (column, ticket), 1, move->ids, move->n);
  return run (move);
}

gboolean
zw_move_step (GtkWidget *widget, ZwWorkspace *workspace, ZwBoard *board, const gint64 *ids, guint n, ZwMoveStep step)
{
  ZwTicket *ticket = n == 0 ? NULL : zw_workspace_get_ticket (workspace, ids[step == ZW_MOVE_DOWN ? n - 1 : 0]);
  ZwBoardColumn *column = ticket == NULL ? NULL : zw_board_find_column (board, ticket);
  Move move = { widget, workspace, ids, n };

  if (column == NULL)
    return FALSE;
  guint position = find_position (column, ticket);
  guint last = g_list_model_get_n_items (zw_board_column_get_cards (column)) - 1;
  switch (step)
    {
    case ZW_MOVE_LEFT:
      return move_sideways (&move, board, column, ticket, -1);
    case ZW_MOVE_RIGHT:
      return move_sideways (&move, board, column, ticket, 1);
    case ZW_MOVE_UP:
      move.before = position == 0 ? 0 : find_id (column, position - 1, -1, ids, n);
      break;
    case ZW_MOVE_DOWN:
      move.after = find_id (column, position + 1, 1, ids, n);
      break;
    case ZW_MOVE_TOP:
      move.before = find_id (column, 0, 1, ids, n);
      break;
    case ZW_MOVE_BOTTOM:
      move.after = find_id (column, last, -1, ids, n);
      break;
    }
  return (move.before != 0 || move.after != 0) && run (&move);
}

gboolean
zw_move_to (GtkWidget *widget, ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 status)
{
  Move move = { widget, workspace, ids, n, status, 0, 0 };
  return n > 0 && run (&move);
}
