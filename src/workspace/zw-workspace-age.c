/* SPDX-License-Identifier: GPL-3.0-or-later
 * How long tickets usually stay in a status, read from the log once all tickets are there and once a day: what makes a
 * card over its age. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-item-apply.h"
#include "zw-workspace-private.h"

enum { FALLBACK_DAYS = 5, ENOUGH_STAYS = 10, PERCENTILE = 85 };

#define MS_PER_DAY (24.0 * 60 * 60 * 1000)

static int
compare_stays (gconstpointer a, gconstpointer b)
{
  const ZwStay *first = a, *second = b;

  if (first->status != second->status)
    return first->status < second->status ? -1 : 1;
  return first->duration_ms == second->duration_ms ? 0 : first->duration_ms < second->duration_ms ? -1 : 1;
}

/* The nearest-rank percentile of every run of equal statuses that is long enough. */
static GHashTable *
make_limits (GArray *stays)
{
  GHashTable *limits = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  g_array_sort (stays, compare_stays);
  for (guint first = 0, end; first < stays->len; first = end)
    {
      const ZwStay *run = &g_array_index (stays, ZwStay, first);
      for (end = first; end < stays->len && g_array_index (stays, ZwStay, end).status == run->status; end++)
        ;
      guint n = end - first, rank = (n * PERCENTILE + 99) / 100;
      double days = run[rank - 1].duration_ms / MS_PER_DAY;
      if (n >= ENOUGH_STAYS)
        g_hash_table_insert (limits, g_memdup2 (&run->status, sizeof run->status), g_memdup2 (&days, sizeof days));
    }
  return limits;
}

/* Cards that stand in a measured status may be over their age now, or no longer. */
static void
tell_cards (ZwWorkspace *self)
{
  GListModel *projects = G_LIST_MODEL (self->projects);

  for (guint i = 0; i < g_list_model_get_n_items (projects); i++)
    {
      g_autoptr (ZwItem) project = g_list_model_get_item (projects, i);
      ZwTicketList *tickets = zw_workspace_get_tickets (self, zw_item_get_id (project));
      for (ZwTicket *ticket = zw_ticket_list_get (tickets, 0); ticket != NULL; ticket = zw_ticket_list_after (tickets, ticket))
        if (!zw_workspace_is_closed (self, ticket) && g_hash_table_contains (self->age_limits, &ticket->status))
          zw_ticket_parts_changed (ticket);
    }
}

static void
weak_ref_free (GWeakRef *ref)
{
  g_weak_ref_clear (ref);
  g_free (ref);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GWeakRef, weak_ref_free)

static void
stays_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GWeakRef) ref = data;
  g_autoptr (ZwWorkspace) self = g_weak_ref_get (ref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) stays = zw_store_read_stays_finish (ZW_STORE (source), result, &error);

  if (self == NULL || self->store == NULL || stays == NULL)
    return; /* closed meanwhile, or unreadable: the fallback holds */
  g_clear_pointer (&self->age_limits, g_hash_table_unref);
  self->age_limits = make_limits (stays);
  tell_cards (self);
}

void
zw_workspace_read_age_limits (ZwWorkspace *self)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, self);
  zw_store_read_stays_async (self->store, NULL, stays_read_cb, ref);
}

double
zw_workspace_get_age_limit (ZwWorkspace *self, ZwTicket *ticket)
{
  ZwProject *project = zw_workspace_get_project (self, ticket->project);
  double *days = self->age_limits != NULL ? g_hash_table_lookup (self->age_limits, &ticket->status) : NULL;

  if (project != NULL && project->age_limit != ZW_UNSET)
    return project->age_limit;
  return days != NULL ? *days : FALLBACK_DAYS;
}
