/* SPDX-License-Identifier: GPL-3.0-or-later
 * The parts of a ticket: comments, checklist, links, blocks, work log. Pure: builds change sets, changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-part-commands.h"

#include <glib/gi18n.h>

#include "zw-command.h"
#include "zw-error.h"
#include "zw-rank.h"

/* A text of a new or edited part: stripped; NULL with error when nothing is left. */
static char *
require_text (const char *text, const char *what, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (*stripped != '\0' && g_utf8_validate (stripped, -1, NULL))
    return g_steal_pointer (&stripped);
  zw_set_error (error, ZW_ERROR_INVALID_VALUE, "%s cannot be empty", what);
  return NULL;
}

static ZwChange *
create_part (ZwWorkspace *workspace, ZwChangeSet *set, ZwEntity entity, gint64 ticket)
{
  ZwChange *change = zw_change_set_create (set, entity, zw_workspace_new_id (workspace), ticket);

  zw_change_put_int (change, ZW_FIELD_TICKET, ticket);
  return change;
}

static void
put_author (ZwWorkspace *workspace, ZwChange *change)
{
  if (zw_workspace_get_actor (workspace) != 0)
    zw_change_put_int (change, ZW_FIELD_AUTHOR, zw_workspace_get_actor (workspace));
  zw_change_put (change, ZW_FIELD_AUTHOR_NAME, zw_workspace_get_actor_name (workspace));
}

/* --- comments ------------------------------------------------------------------------------------------------- */

ZwChangeSet *
zw_comment_add (ZwWorkspace *workspace, gint64 ticket, const char *text, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_COMMENT);
  g_autofree char *body = require_text (text, NC_("error", "a comment"), error);

  if (body == NULL)
    return NULL;
  ZwChange *change = create_part (workspace, set, ZW_ENTITY_COMMENT, ticket);
  gint64 id = change->id;
  put_author (workspace, change);
  zw_change_put (change, ZW_FIELD_DIRECTION, zw_direction_names[ZW_DIRECTION_NONE]);
  zw_change_put (change, ZW_FIELD_INTERNAL, "0");
  zw_change_put_int (change, ZW_FIELD_CREATED, set->at);
  zw_change_set_set (set, ZW_ENTITY_COMMENT, id, ticket, ZW_FIELD_TEXT, NULL, body);
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_comment_edit (ZwWorkspace *workspace, ZwComment *comment, const char *old_text, const char *text, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_COMMENT);
  g_autofree char *body = require_text (text, NC_("error", "a comment"), error);

  if (body == NULL)
    return NULL;
  if (g_strcmp0 (body, comment->text) == 0)
    return g_steal_pointer (&set);
  zw_change_set_set (set, ZW_ENTITY_COMMENT, zw_item_get_id (ZW_ITEM (comment)), comment->ticket, ZW_FIELD_TEXT, old_text, body);
  zw_command_set_int64 (set, ZW_ITEM (comment), ZW_FIELD_EDITED, set->at);
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_comment_delete (ZwWorkspace *workspace, ZwComment *comment, GError **error)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_COMMENT);

  zw_command_delete (set, ZW_ITEM (comment));
  return set;
}

/* --- checklist ------------------------------------------------------------------------------------------------ */

ZwChangeSet *
zw_check_item_add (ZwWorkspace *workspace, gint64 ticket, ZwCheckItem *last, const char *text, gboolean done, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  g_autofree char *body = require_text (text, NC_("error", "a checklist item"), error);
  gint64 rank = last != NULL ? last->rank : 0;

  if (body == NULL)
    return NULL;
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*g_strstrip (lines[i]) == '\0')
        continue;
      ZwChange *change = create_part (workspace, set, ZW_ENTITY_CHECK_ITEM, ticket);
      rank += ZW_RANK_STEP;
      zw_change_put (change, ZW_FIELD_TEXT, lines[i]);
      zw_change_put (change, ZW_FIELD_DONE, done ? "1" : "0");
      zw_change_put_int (change, ZW_FIELD_RANK, rank);
    }
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_check_item_set (ZwWorkspace *workspace, ZwCheckItem *item, ZwField field, const char *value, GError **error)
{
  const ZwFieldSpec *spec = zw_entity_find_field (ZW_ENTITY_CHECK_ITEM, field);
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  g_autofree char *text = g_strstrip (g_strdup (value != NULL ? value : ""));

  g_return_val_if_fail (spec != NULL, NULL);
  if (!zw_field_spec_validate (spec, *text != '\0' ? text : NULL, error))
    return NULL;
  zw_command_set (set, ZW_ITEM (item), field, text);
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_check_item_move (ZwWorkspace *workspace, GListModel *items, ZwCheckItem *item, guint position, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  gint64 rank;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ZwCheckItem) other = g_list_model_get_item (items, i);
      if (other != item)
        g_ptr_array_add (others, other);
    }
  position = MIN (position, others->len);
  ZwCheckItem *previous = position > 0 ? others->pdata[position - 1] : NULL;
  ZwCheckItem *next = position < others->len ? others->pdata[position] : NULL;
  if (!zw_rank_between (previous != NULL ? &previous->rank : NULL, next != NULL ? &next->rank : NULL, 1, &rank))
    zw_command_respread (set, others, position, 1, &rank);
  zw_command_set_int64 (set, ZW_ITEM (item), ZW_FIELD_RANK, rank);
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_check_item_delete (ZwWorkspace *workspace, ZwCheckItem *item, GError **error)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);

  zw_command_delete (set, ZW_ITEM (item));
  return set;
}

/* --- blocks --------------------------------------------------------------------------------------------------- */

/* Whether @from is held up, directly or not, by @by; the path is appended to @path. */
static gboolean
waits_for (ZwWorkspace *workspace, gint64 from, gint64 by, GHashTable *seen, GString *path)
{
  g_autoptr (GPtrArray) blocks = NULL;
  ZwTicket *ticket = zw_workspace_get_ticket (workspace, from);
  gsize length = path->len;

  if (ticket == NULL || !g_hash_table_add (seen, ticket))
    return FALSE;
  g_autofree char *name = zw_command_describe (workspace, ticket);
  g_string_append_printf (path, "%s%s", path->len > 0 ? " → " : "", name);
  if (from == by)
    return TRUE;
  blocks = zw_workspace_dup_open_blocks (workspace, from, 0);
  for (guint i = 0; i < blocks->len; i++)
    {
      ZwBlock *block = blocks->pdata[i];
      if (block->blocker != 0 && waits_for (workspace, block->blocker, by, seen, path))
        return TRUE;
    }
  g_string_truncate (path, length);
  return FALSE;
}

static gboolean
check_block (ZwWorkspace *workspace, ZwTicket *ticket, ZwTicket *blocker, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) path = g_string_new (NULL);
  g_autofree char *name = zw_command_describe (workspace, ticket);

  if (zw_workspace_is_closed (workspace, ticket))
    zw_set_error (error, ZW_ERROR_REFUSED, "cannot block %s: it is closed", name);
  else if (blocker != NULL && zw_workspace_is_closed (workspace, blocker))
    zw_set_error (error, ZW_ERROR_REFUSED, "cannot block %s by “%s”: that one is closed", name, blocker->title);
  else if (blocker == ticket)
    zw_set_error (error, ZW_ERROR_CYCLE, "%s cannot wait for itself", name);
  else if (blocker != NULL && waits_for (workspace, zw_item_get_id (ZW_ITEM (blocker)), zw_item_get_id (ZW_ITEM (ticket)), seen, path))
    zw_set_error (error, ZW_ERROR_CYCLE, "“%s” already waits for %s: %s", blocker->title, name, path->str);
  else
    return TRUE;
  return FALSE;
}

/* One interval a blocker: it is already so. */
static gboolean
is_blocked_by (ZwWorkspace *workspace, gint64 ticket, gint64 blocker)
{
  g_autoptr (GPtrArray) open = blocker != 0 ? zw_workspace_dup_open_blocks (workspace, ticket, blocker) : NULL;
  return open != NULL && open->len > 0;
}

ZwChangeSet *
zw_block_start (ZwWorkspace *workspace, const gint64 *tickets, guint n, const char *reason, gint64 blocker_id, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  g_autofree char *text = g_strstrip (g_strdup (reason != NULL ? reason : ""));
  ZwTicket *blocker = blocker_id != 0 ? zw_command_require_ticket (workspace, blocker_id, error) : NULL;

  if (blocker_id != 0 && blocker == NULL)
    return NULL;
  if (blocker == NULL && *text == '\0')
    {
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "name a reason or the ticket that blocks");
      return NULL;
    }
  for (guint i = 0; i < n; i++)
    {
      ZwTicket *ticket = zw_command_require_ticket (workspace, tickets[i], error);
      if (ticket == NULL || !check_block (workspace, ticket, blocker, error))
        return NULL;
      if (is_blocked_by (workspace, tickets[i], blocker_id))
        continue;
      ZwChange *change = create_part (workspace, set, ZW_ENTITY_BLOCK, tickets[i]);
      put_author (workspace, change);
      zw_change_put (change, ZW_FIELD_REASON, text);
      if (blocker_id != 0)
        {
          zw_change_put_int (change, ZW_FIELD_BLOCKER, blocker_id);
          zw_change_set_guard (set, ZW_GUARD_NO_BLOCK_CYCLE, ZW_ENTITY_TICKET, tickets[i]);
          zw_change_set_guard (set, ZW_GUARD_ONE_BLOCK, ZW_ENTITY_BLOCK, change->id);
        }
      zw_change_put_int (change, ZW_FIELD_SINCE, set->at);
    }
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_block_end (ZwWorkspace *workspace, GPtrArray *blocks, GError **error)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);

  for (guint i = 0; i < blocks->len; i++)
    if (((ZwBlock *) blocks->pdata[i])->ended == 0)
      zw_command_set_int64 (set, blocks->pdata[i], ZW_FIELD_ENDED, set->at);
  return set;
}

/* --- links ---------------------------------------------------------------------------------------------------- */

ZwChangeSet *
zw_link_add (ZwWorkspace *workspace, gint64 from, ZwField kind, gint64 to, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT, to);
  ZwTicket *first = zw_command_require_ticket (workspace, from, error);

  if (first == NULL)
    return NULL;
  if (kind == ZW_FIELD_BLOCKER)
    return zw_block_start (workspace, &to, 1, NULL, from, error);
  if (from == to)
    {
      zw_set_error (error, ZW_ERROR_REFUSED, "“%s” cannot be linked to itself", first->title);
      return NULL;
    }
  ZwTicket *second = zw_command_require_ticket (workspace, to, error);
  if (second == NULL)
    return NULL;
  if (kind == ZW_FIELD_SOLVES && (second->type != ZW_TICKET_PROBLEM || first->type == ZW_TICKET_PROBLEM))
    {
      zw_set_error (error, ZW_ERROR_REFUSED, "only a problem can be solved, and not by another problem");
      return NULL;
    }
  zw_change_set_add (set, ZW_ENTITY_TICKET, from, from, kind, target);
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_link_remove (ZwWorkspace *workspace, gint64 from, ZwField kind, gint64 to, GError **error)
{
  g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT, to);

  if (kind == ZW_FIELD_BLOCKER)
    {
      g_autoptr (GPtrArray) blocks = zw_workspace_dup_open_blocks (workspace, to, from);
      return zw_block_end (workspace, blocks, error);
    }
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  zw_change_set_remove (set, ZW_ENTITY_TICKET, from, from, kind, target);
  return set;
}

/* --- work log ------------------------------------------------------------------------------------------------- */

ZwChangeSet *
zw_work_add (ZwWorkspace *workspace, gint64 ticket_id, int minutes, const char *date, const char *note, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  g_autofree char *today = zw_date_to_string (zw_clock_get_today (zw_workspace_get_clock (workspace)));
  ZwTicket *ticket = zw_command_require_ticket (workspace, ticket_id, error);

  if (ticket == NULL)
    return NULL;
  if (ticket->spent + minutes < 0)
    {
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "the time spent on “%s” cannot be negative", ticket->title);
      return NULL;
    }
  if (minutes == 0)
    return g_steal_pointer (&set);
  ZwChange *change = create_part (workspace, set, ZW_ENTITY_WORK, ticket_id);
  if (zw_workspace_get_actor (workspace) != 0)
    zw_change_put_int (change, ZW_FIELD_PERSON, zw_workspace_get_actor (workspace));
  zw_change_put (change, ZW_FIELD_DATE, date != NULL ? date : today);
  zw_change_put_int (change, ZW_FIELD_MINUTES, minutes);
  zw_change_put (change, ZW_FIELD_NOTE, note);
  if (ticket->remaining != ZW_UNSET)
    zw_command_set_int64 (set, ZW_ITEM (ticket), ZW_FIELD_REMAINING, MAX (0, ticket->remaining - minutes));
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_work_set_total (ZwWorkspace *workspace, gint64 ticket_id, int minutes, GError **error)
{
  ZwTicket *ticket = zw_command_require_ticket (workspace, ticket_id, error);
  return ticket != NULL ? zw_work_add (workspace, ticket_id, minutes - ticket->spent, NULL, NULL, error) : NULL;
}
