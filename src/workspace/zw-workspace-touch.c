/* SPDX-License-Identifier: GPL-3.0-or-later
 * The order of events after values changed, the same for a set of ours, of others, one put back and tickets read again:
 * figures, then the items' notifications, then all lists, then the announcements. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-workspace-private.h"

void
zw_touch_init (ZwTouch *touch)
{
  touch->tickets = g_ptr_array_new_with_free_func (g_object_unref);
  touch->known = g_hash_table_new (NULL, NULL);
  touch->parts = g_hash_table_new (NULL, NULL);
  touch->names = g_ptr_array_new_with_free_func (g_object_unref);
  touch->parents = g_array_new (FALSE, FALSE, sizeof (gint64));
  touch->stale = g_array_new (FALSE, FALSE, sizeof (gint64));
  touch->names_stale = FALSE;
}

void
zw_touch_clear (ZwTouch *touch)
{
  g_clear_pointer (&touch->tickets, g_ptr_array_unref);
  g_clear_pointer (&touch->known, g_hash_table_unref);
  g_clear_pointer (&touch->parts, g_hash_table_unref);
  g_clear_pointer (&touch->names, g_ptr_array_unref);
  g_clear_pointer (&touch->parents, g_array_unref);
  g_clear_pointer (&touch->stale, g_array_unref);
}

void
zw_touch_ticket (ZwTouch *touch, ZwTicket *ticket)
{
  if (!g_hash_table_add (touch->known, ticket))
    return;
  g_ptr_array_add (touch->tickets, g_object_ref (ticket));
  g_object_freeze_notify (G_OBJECT (ticket));
}

void
zw_touch_parts (ZwTouch *touch, ZwTicket *ticket)
{
  zw_touch_ticket (touch, ticket);
  g_hash_table_add (touch->parts, ticket);
}

void
zw_touch_name (ZwTouch *touch, ZwItem *item)
{
  if (!g_ptr_array_find (touch->names, item, NULL))
    g_ptr_array_add (touch->names, g_object_ref (item));
}

void
zw_touch_parent (ZwTouch *touch, gint64 parent)
{
  if (parent != 0)
    g_array_append_val (touch->parents, parent);
}

void
zw_touch_stale (ZwTouch *touch, gint64 ticket)
{
  if (ticket != 0)
    g_array_append_val (touch->stale, ticket);
}

static void
thaw (ZwTouch *touch)
{
  for (guint i = 0; i < touch->tickets->len; i++)
    {
      g_object_thaw_notify (touch->tickets->pdata[i]);
      if (g_hash_table_contains (touch->parts, touch->tickets->pdata[i]))
        zw_ticket_parts_changed (touch->tickets->pdata[i]);
    }
}

static gboolean
renames_keys (GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    if (ZW_IS_PROJECT (names->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
update_search (ZwWorkspace *self, ZwTouch *touch)
{
  if (self->search == NULL)
    return;
  if (renames_keys (touch->names))
    {
      zw_workspace_forget_search (self);
      return;
    }
  for (guint i = 0; i < touch->tickets->len; i++)
    {
      ZwTicket *ticket = touch->tickets->pdata[i];
      ZwProject *project = zw_workspace_get_project (self, ticket->project);
      if (zw_workspace_is_listed (self, ticket))
        zw_search_index_put (self->search, ticket, project == NULL ? NULL : project->key);
      else
        zw_search_index_remove (self->search, ticket);
    }
}

void
zw_workspace_settle (ZwWorkspace *self, ZwTouch *touch)
{
  zw_workspace_sum_up (self, touch);
  update_search (self, touch);
  thaw (touch);
  for (guint i = 0; i < touch->names->len; i++)
    zw_workspace_list_name (self, touch->names->pdata[i]);
  zw_workspace_update_lists (self, touch->tickets);
  if (touch->tickets->len > 0 || touch->names->len > 0)
    zw_workspace_emit_tickets_changed (self, touch->tickets, touch->names->len > 0);
}
