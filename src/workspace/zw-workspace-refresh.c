/* SPDX-License-Identifier: GPL-3.0-or-later
 * What others wrote: sets of other processes are read from the log and applied like our own. And reading again what
 * memory alone cannot know: figures, tickets that came back, values after a refused set. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-workspace-private.h"

/* More foreign rows than this and a reload is cheaper. */
enum { MAX_FOREIGN_ROWS = 1000 };
/* When reading failed. */
enum { RETRY_S = 1 };

typedef struct {
  ZwWorkspace *workspace; /* (owned) */
  gint64 seq;             /* newest row known when the read was queued */
} Refresh;

static void
free_refresh (Refresh *refresh)
{
  g_object_unref (refresh->workspace);
  g_free (refresh);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Refresh, free_refresh)

static void
apply_foreign (ZwWorkspace *self, GPtrArray *sets)
{
  for (guint i = 0; i < sets->len; i++)
    {
      ZwChangeSet *set = sets->pdata[i];
      self->read_seq = MAX (self->read_seq, set->seq);
      zw_workspace_apply (self, set, FALSE);
      zw_workspace_doubt_carries (self, set);
      if (g_strcmp0 (set->writer, self->writer) == 0)
        zw_undo_stack_record (self->undo, set, FALSE);
    }
  zw_workspace_notify_undo (self);
  zw_workspace_start_reread (self);
}

static gboolean
retry_cb (gpointer data)
{
  ZwWorkspace *self = data;

  self->retry = 0;
  zw_workspace_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
since_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Refresh) refresh = user_data;
  ZwWorkspace *self = refresh->workspace;
  g_autoptr (GError) error = NULL;
  gboolean too_many = FALSE;
  g_autoptr (GPtrArray) sets = zw_store_read_since_finish (ZW_STORE (source), result, &too_many, &error);

  self->is_refreshing = FALSE;
  if (self->store == NULL)
    return;
  if (sets == NULL)
    {
      /* From the same row on, until it works. */
      g_debug ("cannot read what others changed: %s", error->message);
      if (self->retry == 0 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        self->retry = g_timeout_add_seconds (RETRY_S, retry_cb, self);
      return;
    }
  if (too_many)
    {
      zw_workspace_reload_async (self, NULL, NULL);
      return;
    }
  apply_foreign (self, sets);
  self->read_seq = MAX (self->read_seq, refresh->seq);
  if (self->refresh_again)
    zw_workspace_refresh (self);
}

void
zw_workspace_refresh (ZwWorkspace *self)
{
  self->refresh_again = self->is_refreshing || self->seen != NULL;
  if (!self->is_loaded || self->refresh_again)
    return;
  Refresh *refresh = g_new (Refresh, 1);
  *refresh = (Refresh) { g_object_ref (self), zw_store_get_seq (self->store) };
  self->is_refreshing = TRUE;
  zw_store_read_since_async (self->store, self->read_seq, MAX_FOREIGN_ROWS, since_read_cb, refresh);
}

/* --- reading again ---------------------------------------------------------------------------------------------- */

typedef struct {
  ZwWorkspace *workspace; /* (owned) */
  GPtrArray *items;       /* (owned) as delivered */
  GHashTable *ids;        /* (owned) (nullable) the tickets asked for; NULL = names */
  guint64 serial;         /* of the workspace when the read was queued */
} Reread;

static void
free_reread (Reread *reread)
{
  g_object_unref (reread->workspace);
  g_ptr_array_unref (reread->items);
  g_clear_pointer (&reread->ids, g_hash_table_unref);
  g_free (reread);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reread, free_reread)

static Reread *
new_reread (ZwWorkspace *self, GHashTable *ids)
{
  Reread *reread = g_new (Reread, 1);

  *reread = (Reread) { g_object_ref (self), g_ptr_array_new_with_free_func (g_object_unref), ids, self->serial };
  return reread;
}

static GHashTable *
new_id_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
mark_id (ZwWorkspace *self, gint64 id)
{
  if (id != 0)
    g_hash_table_add (self->stale, g_memdup2 (&id, sizeof id));
}

static void
collect_cb (GPtrArray *items, gpointer user_data)
{
  Reread *reread = user_data;

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (reread->items, g_object_ref (items->pdata[i]));
}

/* Relatives come along unasked; archived ones among them stay out of memory. */
static gboolean
is_wanted (Reread *reread, ZwItem *fresh)
{
  gint64 id = zw_item_get_id (fresh);

  return !ZW_IS_TICKET (fresh) || !ZW_TICKET (fresh)->archived || zw_workspace_find_ticket (reread->workspace, id) != NULL;
}

/* A ticket asked for and not delivered is deleted. */
static void
set_missing_aside (Reread *reread, ZwTouch *touch)
{
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < reread->items->len; i++)
    {
      gint64 delivered = zw_item_get_id (reread->items->pdata[i]);
      g_hash_table_remove (reread->ids, &delivered);
    }
  g_hash_table_iter_init (&iter, reread->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      ZwTicket *ticket = zw_workspace_get_ticket (reread->workspace, *(gint64 *) id);
      if (ticket != NULL)
        zw_workspace_set_aside (reread->workspace, touch, ticket);
    }
}

static void
patch_reread (Reread *reread)
{
  ZwTouch touch;

  zw_touch_init (&touch);
  for (guint i = 0; i < reread->items->len; i++)
    if (is_wanted (reread, reread->items->pdata[i]))
      zw_workspace_take_loaded (reread->workspace, &touch, reread->items->pdata[i], TRUE);
  if (reread->ids != NULL)
    set_missing_aside (reread, &touch);
  zw_workspace_settle (reread->workspace, &touch);
  zw_touch_clear (&touch);
}

static void
mark_again (Reread *reread)
{
  GHashTableIter iter;
  gpointer id;

  if (reread->ids == NULL)
    {
      reread->workspace->names_stale = TRUE;
      return;
    }
  g_hash_table_iter_init (&iter, reread->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    mark_id (reread->workspace, *(gint64 *) id);
}

static void
reread_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reread) reread = user_data;
  ZwWorkspace *self = reread->workspace;
  g_autoptr (GError) error = NULL;
  gboolean is_read = zw_store_load_finish (ZW_STORE (source), result, &error);

  self->is_rereading = FALSE;
  if (self->store == NULL)
    return;
  if (!is_read)
    g_message ("cannot read changed tickets again: %s", error->message);
  else if (reread->serial == self->serial)
    patch_reread (reread);
  else
    mark_again (reread); /* something was done meanwhile: what was read is older than what is on show */
  zw_workspace_start_reread (self);
}

static ZwScope *
make_ticket_scope (GHashTable *ids)
{
  ZwScope *scope = zw_scope_new (ZW_SCOPE_TICKETS, 0);
  GHashTableIter iter;
  gpointer id;

  g_clear_pointer (&scope->ids, g_array_unref);
  scope->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (scope->ids, id, 1);
  return scope;
}

void
zw_workspace_start_reread (ZwWorkspace *self)
{
  g_autoptr (ZwScope) scope = NULL;
  GHashTable *ids = NULL;

  if (self->is_rereading || (!self->names_stale && g_hash_table_size (self->stale) == 0))
    return;
  self->is_rereading = TRUE;
  if (self->names_stale)
    scope = zw_scope_new (ZW_SCOPE_NAMES, 0);
  else
    {
      ids = g_steal_pointer (&self->stale);
      self->stale = new_id_set ();
      scope = make_ticket_scope (ids);
    }
  self->names_stale = FALSE;
  zw_store_load_async (self->store, scope, collect_cb, NULL, reread_cb, new_reread (self, ids));
}

void
zw_workspace_mark_stale (ZwWorkspace *self, const ZwTouch *touch)
{
  for (guint i = 0; i < touch->stale->len; i++)
    mark_id (self, g_array_index (touch->stale, gint64, i));
  self->names_stale |= touch->names_stale;
}

void
zw_workspace_mark_set_stale (ZwWorkspace *self, const ZwChangeSet *set)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->ticket != 0)
        mark_id (self, change->ticket);
      if (change->entity != ZW_ENTITY_TICKET && (change->entity == ZW_ENTITY_BLOCK || !zw_entity_is_part (change->entity)))
        self->names_stale = TRUE;
    }
}
