/* SPDX-License-Identifier: GPL-3.0-or-later
 * Offering the next step of what was just closed here: the parent whose last sub-ticket that was, or the problem whose last
 * task. Called by zw-window.c after each change; must never close anything unasked. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-format.h"
#include "zw-ticket-commands.h"
#include "zw-window-private.h"

typedef struct {
  ZwWindow *window;       /* (owned) */
  ZwWorkspace *workspace; /* (owned) the one the offer is about: the window may show another one by then */
  gint64 ticket;
} Offer;

static Offer *
offer_new (ZwWindow *window, gint64 ticket)
{
  Offer *offer = g_new0 (Offer, 1);

  offer->window = g_object_ref (window);
  offer->workspace = g_object_ref (window->workspace);
  offer->ticket = ticket;
  return offer;
}

static void
offer_free (Offer *offer)
{
  g_object_unref (offer->window);
  g_object_unref (offer->workspace);
  g_free (offer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

static void
show_offer (Offer *offer)
{
  ZwTicket *ticket = zw_workspace_get_ticket (offer->workspace, offer->ticket);

  if (ticket == NULL || offer->window->workspace != offer->workspace || zw_workspace_is_closed (offer->workspace, ticket))
    return;
  g_autofree char *key = zw_format_key (offer->workspace, ticket);
  g_autofree char *text = g_strdup_printf (ticket->type == ZW_TICKET_PROBLEM ? _("All tasks for %s are closed")
                                           : ticket->type == ZW_TICKET_EPIC  ? _("All tickets of %s are closed")
                                                                             : _("All sub-tickets of %s are closed"),
                                           key);
  /* Translators: a button; %s is a ticket such as WEB-142. */
  g_autofree char *label = g_strdup_printf (_("Close %s"), key);
  /* No target: a toast of libadwaita 1.2 names its action before it sets one, and GTK complains. */
  offer->window->offered = offer->ticket;
  zw_window_toast_with_button (offer->window, text, label, "win.close-finished");
}

/* After whoever closed the last one has told of that. */
static gboolean
show_offer_cb (gpointer data)
{
  show_offer (data);
  return G_SOURCE_REMOVE;
}

static void
problem_read_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (Offer) offer = data;
  g_autoptr (ZwTicketDetails) details = zw_store_read_details_finish (ZW_STORE (store), result, NULL);

  if (details != NULL && zw_ticket_is_solved (offer->workspace, details))
    show_offer (offer);
}

static void
task_read_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (Offer) offer = data;
  g_autoptr (ZwTicketDetails) details = zw_store_read_details_finish (ZW_STORE (store), result, NULL);

  for (guint i = 0; details != NULL && i < details->links->len; i++)
    {
      const ZwLink *link = &g_array_index (details->links, ZwLink, i);
      if (link->kind == ZW_FIELD_SOLVES && link->outgoing && offer->window->workspace == offer->workspace)
        zw_store_read_details_async (ZW_STORE (store), link->other, NULL, problem_read_cb, offer_new (offer->window, link->other));
    }
}

void
zw_window_offer_to_close (ZwWindow *self, const ZwChangeSet *set)
{
  g_autoptr (GPtrArray) closed = zw_ticket_dup_closed_by (self->workspace, set);
  ZwTicket *parent = zw_ticket_find_finished_parent (self->workspace, set);

  if (parent != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_offer_cb, offer_new (self, zw_item_get_id (ZW_ITEM (parent))),
                     (GDestroyNotify) offer_free);
  for (guint i = 0; i < closed->len; i++)
    {
      ZwTicket *ticket = closed->pdata[i];
      gint64 id = zw_item_get_id (ZW_ITEM (ticket));
      if (ticket->solves > 0)
        zw_store_read_details_async (zw_workspace_get_store (self->workspace), id, NULL, task_read_cb, offer_new (self, id));
    }
}

void
zw_window_close_finished (ZwWindow *self)
{
  gint64 id = self->offered;
  ZwTicket *ticket = self->workspace == NULL ? NULL : zw_workspace_get_ticket (self->workspace, id);
  g_autoptr (GError) error = NULL;

  if (ticket == NULL)
    return;
  g_autofree char *key = zw_format_key (self->workspace, ticket);
  g_autofree char *text = g_strdup_printf (_("%s closed as done"), key);
  if (zw_commit (GTK_WIDGET (self), self->workspace,
                 zw_ticket_close (self->workspace, &id, 1, ZW_RESOLUTION_NONE, NULL, 0, FALSE, &error), &error))
    zw_window_toast (self, text, TRUE);
}
