/* SPDX-License-Identifier: GPL-3.0-or-later
 * The search index of the workspace: filled a little at a time behind the first frames, or all at once by whoever asks
 * sooner. 100,000 tickets take 50 ms of the main thread, which nobody should feel in the first key of a filter. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-workspace-private.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* A thousand take half a millisecond. From MANY on, what loading left behind is worth giving back. */
enum { TICKETS_A_TIME = 2000, MANY = 20000 };

static void
start (ZwWorkspace *self)
{
  self->search = zw_search_index_new ();
  self->unsearched = zw_workspace_dup_listed (self, 0);
  /* They may go before their turn comes. */
  g_ptr_array_foreach (self->unsearched, (GFunc) g_object_ref, NULL);
  g_ptr_array_set_free_func (self->unsearched, g_object_unref);
  self->n_searched = 0;
}

/* Takes up to @n more tickets in. TRUE while there are others. */
static gboolean
proceed (ZwWorkspace *self, guint n)
{
  for (; n > 0 && self->n_searched < self->unsearched->len; n--)
    {
      ZwTicket *ticket = self->unsearched->pdata[self->n_searched++];
      ZwProject *project = zw_workspace_get_project (self, ticket->project);
      if (zw_workspace_is_listed (self, ticket))
        zw_search_index_put (self->search, ticket, project == NULL ? NULL : project->key);
    }
  if (self->n_searched < self->unsearched->len)
    return TRUE;
  g_clear_pointer (&self->unsearched, g_ptr_array_unref);
  return FALSE;
}

static void
trim_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  g_task_return_boolean (task, TRUE);
}

/* The index is the last thing made of what was loaded: the allocator holds 10 MB at 100,000 tickets that nobody needs. */
static void
give_memory_back (void)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_run_in_thread (task, trim_in_thread);
}

static gboolean
proceed_cb (gpointer workspace)
{
  ZwWorkspace *self = workspace;

  if (self->unsearched != NULL && proceed (self, TICKETS_A_TIME))
    return G_SOURCE_CONTINUE;
  if (self->n_searched >= MANY)
    give_memory_back ();
  self->search_later = 0;
  return G_SOURCE_REMOVE;
}

void
zw_workspace_prepare_search (ZwWorkspace *self)
{
  if (self->search != NULL)
    return;
  start (self);
  if (self->search_later == 0)
    self->search_later = g_idle_add_full (G_PRIORITY_LOW, proceed_cb, self, NULL);
}

ZwSearchIndex *
zw_workspace_get_search (ZwWorkspace *self)
{
  if (self->search == NULL)
    start (self);
  if (self->unsearched != NULL)
    proceed (self, G_MAXUINT);
  return self->search;
}

void
zw_workspace_forget_search (ZwWorkspace *self)
{
  g_clear_handle_id (&self->search_later, g_source_remove);
  g_clear_pointer (&self->unsearched, g_ptr_array_unref);
  g_clear_pointer (&self->search, zw_search_index_free);
}
