/* SPDX-License-Identifier: GPL-3.0-or-later
 * Shared pieces of the command functions: values, ranks and what a change of status brings with it. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-command.h"

#include <glib/gi18n.h>

#include "zw-error.h"
#include "zw-rank.h"
#include "zw-ticket-commands.h"

gint64
zw_command_get_ticket_of (ZwItem *item)
{
  const ZwFieldSpec *spec;

  if (zw_item_get_entity (item) == ZW_ENTITY_TICKET)
    return zw_item_get_id (item);
  if (!zw_entity_is_part (zw_item_get_entity (item)))
    return 0;
  spec = zw_entity_find_field (zw_item_get_entity (item), ZW_FIELD_TICKET);
  return G_STRUCT_MEMBER (gint64, item, spec->offset);
}

void
zw_command_set (ZwChangeSet *set, ZwItem *item, ZwField field, const char *value)
{
  g_autofree char *before = zw_item_dup_value (item, field);

  zw_change_set_set (set, zw_item_get_entity (item), zw_item_get_id (item), zw_command_get_ticket_of (item), field, before,
                     value != NULL && *value != '\0' ? value : NULL);
}

void
zw_command_set_int64 (ZwChangeSet *set, ZwItem *item, ZwField field, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  zw_command_set (set, item, field, text);
}

void
zw_command_set_id (ZwChangeSet *set, ZwItem *item, ZwField field, gint64 id)
{
  if (id == 0)
    zw_command_set (set, item, field, NULL);
  else
    zw_command_set_int64 (set, item, field, id);
}

void
zw_command_delete (ZwChangeSet *set, ZwItem *item)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (zw_item_get_entity (item), &n_fields);
  ZwChange *change = zw_change_set_delete (set, zw_item_get_entity (item), zw_item_get_id (item), zw_command_get_ticket_of (item));

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *text = zw_item_dup_value (item, fields[i].field);
      zw_change_put (change, fields[i].field, text);
    }
}

ZwTicket *
zw_command_require_ticket (ZwWorkspace *workspace, gint64 id, GError **error)
{
  ZwTicket *ticket = zw_workspace_get_ticket (workspace, id);

  if (ticket == NULL)
    zw_set_error (error, ZW_ERROR_NOT_FOUND, "the ticket was deleted meanwhile");
  return ticket;
}

ZwWorkflow
zw_command_workflow_of_type (ZwTicketType type)
{
  return type == ZW_TICKET_PROBLEM ? ZW_WORKFLOW_SUPPORT : ZW_WORKFLOW_WORK;
}

char *
zw_command_describe (ZwWorkspace *workspace, ZwTicket *ticket)
{
  g_autofree char *key = zw_workspace_dup_key (workspace, ticket);
  return key != NULL ? g_strdup (key) : g_strdup_printf ("“%s”", ticket->title);
}

/* --- ranks --------------------------------------------------------------------------------------------------- */

static ZwTicket *
skip_moving (ZwTicketList *list, ZwTicket *ticket, GHashTable *moving, gboolean forward)
{
  while (ticket != NULL && moving != NULL && g_hash_table_contains (moving, ticket))
    ticket = forward ? zw_ticket_list_after (list, ticket) : zw_ticket_list_before (list, ticket);
  return ticket;
}

/* The tickets of the full order without the moving ones, and where the gap before @next is. */
static GPtrArray *
collect_around (ZwTicketList *list, GHashTable *moving, ZwTicket *next, guint *position)
{
  GPtrArray *around = g_ptr_array_new ();
  guint n = zw_ticket_list_get_n (list);

  *position = G_MAXUINT;
  for (ZwTicket *ticket = n > 0 ? zw_ticket_list_get (list, 0) : NULL; ticket != NULL; ticket = zw_ticket_list_after (list, ticket))
    {
      if (ticket == next)
        *position = around->len;
      if (moving == NULL || !g_hash_table_contains (moving, ticket))
        g_ptr_array_add (around, ticket);
    }
  if (*position == G_MAXUINT)
    *position = around->len;
  return around;
}

static gint64
get_rank (ZwItem *item)
{
  const ZwFieldSpec *spec = zw_entity_find_field (zw_item_get_entity (item), ZW_FIELD_RANK);
  return G_STRUCT_MEMBER (gint64, item, spec->offset);
}

void
zw_command_respread (ZwChangeSet *set, GPtrArray *around, guint position, guint n, gint64 *ranks)
{
  ZwRankWindow window;
  g_autofree gint64 *present = g_new (gint64, around->len + 1);

  for (guint i = 0; i < around->len; i++)
    present[i] = get_rank (around->pdata[i]);
  zw_rank_find_window (present, around->len, position, n, &window);
  guint count = window.last - window.first + n;
  g_autofree gint64 *spread = g_new (gint64, count);
  if (!zw_rank_between (window.has_low ? &window.low : NULL, window.has_high ? &window.high : NULL, count, spread))
    g_warning ("no room for %u ranks", count);
  for (guint i = window.first, slot = 0; i <= window.last; i++)
    {
      if (i == position)
        {
          memcpy (ranks, spread + slot, n * sizeof *ranks);
          slot += n;
        }
      if (i < window.last)
        zw_command_set_int64 (set, around->pdata[i], ZW_FIELD_RANK, spread[slot++]);
    }
}

void
zw_command_rank (ZwWorkspace *workspace, ZwChangeSet *set, gint64 project, GHashTable *moving, ZwTicket *previous,
                 ZwTicket *next, guint n, gint64 *ranks)
{
  ZwTicketList *list = zw_workspace_get_tickets (workspace, project);
  guint count = zw_ticket_list_get_n (list);

  if (next != NULL)
    {
      next = skip_moving (list, next, moving, TRUE);
      previous = next != NULL ? zw_ticket_list_before (list, next) : count > 0 ? zw_ticket_list_get (list, count - 1) : NULL;
    }
  else if (previous == NULL)
    previous = count > 0 ? zw_ticket_list_get (list, count - 1) : NULL;
  else
    next = skip_moving (list, zw_ticket_list_after (list, previous), moving, TRUE);
  previous = skip_moving (list, previous, moving, FALSE);
  if (zw_rank_between (previous != NULL ? &previous->rank : NULL, next != NULL ? &next->rank : NULL, n, ranks))
    return;
  guint position;
  g_autoptr (GPtrArray) around = collect_around (list, moving, next, &position);
  zw_command_respread (set, around, position, n, ranks);
}

/* --- status -------------------------------------------------------------------------------------------------- */

void
zw_command_end_blocks_of (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *blocker)
{
  g_autoptr (GPtrArray) blocks = zw_workspace_dup_open_blocks (workspace, 0, zw_item_get_id (ZW_ITEM (blocker)));

  for (guint i = 0; i < blocks->len; i++)
    zw_command_set_int64 (set, blocks->pdata[i], ZW_FIELD_ENDED, set->at);
}

static void
close_ticket (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket, const ZwClosing *closing)
{
  ZwItem *item = ZW_ITEM (ticket);
  ZwResolution resolution = closing != NULL ? closing->resolution : ZW_RESOLUTION_NONE;

  if (ticket->closed == 0)
    zw_command_set_int64 (set, item, ZW_FIELD_CLOSED, set->at);
  zw_command_set (set, item, ZW_FIELD_RESOLUTION, zw_resolution_names[resolution]);
  zw_command_set (set, item, ZW_FIELD_RESOLUTION_TEXT, closing != NULL ? closing->text : NULL);
  zw_command_set_id (set, item, ZW_FIELD_DUPLICATE_OF, closing != NULL ? closing->duplicate_of : 0);
  if (ticket->remaining != ZW_UNSET || ticket->planned != ZW_UNSET)
    zw_command_set (set, item, ZW_FIELD_REMAINING, "0");
  zw_command_end_blocks_of (workspace, set, ticket);
}

static void
reopen_ticket (ZwChangeSet *set, ZwTicket *ticket)
{
  ZwItem *item = ZW_ITEM (ticket);

  zw_command_set (set, item, ZW_FIELD_CLOSED, NULL);
  zw_command_set (set, item, ZW_FIELD_RESOLUTION, zw_resolution_names[ZW_RESOLUTION_NONE]);
  zw_command_set (set, item, ZW_FIELD_RESOLUTION_TEXT, NULL);
  zw_command_set (set, item, ZW_FIELD_DUPLICATE_OF, NULL);
}

static gboolean
check_status_fits (ZwWorkspace *workspace, ZwTicket *ticket, ZwTicketType type, ZwStatus *status, const ZwClosing *closing,
                   GError **error)
{
  g_autofree char *name = zw_command_describe (workspace, ticket);

  if (status->project != ticket->project || status->workflow != zw_command_workflow_of_type (type))
    zw_set_error (error, ZW_ERROR_REFUSED, "cannot move %s to “%s”: %s", name, status->name,
                  status->project != ticket->project ? NC_("error", "the column belongs to another project")
                  : type == ZW_TICKET_PROBLEM ? NC_("error", "problems use the support columns")
                                                      : NC_("error", "only problems use the support columns"));
  else if (status->category == ZW_CATEGORY_CANCELLED && (closing == NULL || closing->resolution == ZW_RESOLUTION_NONE)
           && ticket->resolution == ZW_RESOLUTION_NONE)
    zw_set_error (error, ZW_ERROR_REFUSED, "cannot move %s to “%s”: not done needs a reason", name, status->name);
  else
    return TRUE;
  return FALSE;
}

gboolean
zw_command_change_status (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket, ZwStatus *status,
                          const ZwClosing *closing, GError **error)
{
  return zw_command_change_status_as (workspace, set, ticket, ticket->type, status, closing, error);
}

gboolean
zw_command_change_status_as (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket, ZwTicketType type, ZwStatus *status,
                             const ZwClosing *closing, GError **error)
{
  ZwCategory before = zw_workspace_get_category (workspace, ticket);
  ZwItem *item = ZW_ITEM (ticket);

  if (!check_status_fits (workspace, ticket, type, status, closing, error))
    return FALSE;
  if (ticket->status == zw_item_get_id (ZW_ITEM (status)))
    {
      if (zw_category_is_closed (status->category) && closing != NULL)
        close_ticket (workspace, set, ticket, closing);
      return TRUE;
    }
  zw_command_set_id (set, item, ZW_FIELD_STATUS, zw_item_get_id (ZW_ITEM (status)));
  zw_command_set_int64 (set, item, ZW_FIELD_STATUS_SINCE, set->at);
  if (status->category == ZW_CATEGORY_IN_PROGRESS && ticket->started == 0)
    zw_command_set_int64 (set, item, ZW_FIELD_STARTED, set->at);
  if (zw_category_is_closed (status->category))
    {
      const ZwClosing kept = { ticket->resolution, ticket->resolution_text, ticket->duplicate_of };
      gboolean keeps = closing == NULL && status->category == ZW_CATEGORY_CANCELLED;
      close_ticket (workspace, set, ticket, keeps ? &kept : closing);
    }
  else if (zw_category_is_closed (before))
    reopen_ticket (set, ticket);
  if (zw_category_is_closed (status->category) || before == ZW_CATEGORY_WAITING)
    {
      zw_command_set (set, item, ZW_FIELD_WAITING_UNTIL, NULL);
      zw_command_set (set, item, ZW_FIELD_WAITING_FOR, NULL);
    }
  return TRUE;
}

/* --- the archive ---------------------------------------------------------------------------------------------- */

static void
give_living_status (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket)
{
  ZwCategory category = ticket->closed == 0 ? ZW_CATEGORY_TODO
                        : ticket->resolution == ZW_RESOLUTION_NONE ? ZW_CATEGORY_DONE : ZW_CATEGORY_CANCELLED;
  ZwStatus *status = zw_workspace_find_status (workspace, ticket->project, zw_command_workflow_of_type (ticket->type), category);

  if (zw_workspace_get_status (workspace, ticket->status) == NULL && status != NULL)
    zw_command_set_id (set, ZW_ITEM (ticket), ZW_FIELD_STATUS, zw_item_get_id (ZW_ITEM (status)));
}

void
zw_command_restore (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket)
{
  gboolean has_family = zw_workspace_is_sub_ticket (workspace, ticket);
  gint64 sprint = has_family ? zw_workspace_get_ticket (workspace, ticket->parent)->sprint : ticket->sprint;

  give_living_status (workspace, set, ticket);
  zw_command_set_id (set, ZW_ITEM (ticket), ZW_FIELD_SPRINT, zw_workspace_get_sprint (workspace, sprint) != NULL ? sprint : 0);
}
