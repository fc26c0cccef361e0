/* SPDX-License-Identifier: GPL-3.0-or-later
 * A new ticket has no key before it is stored: the toast waits for it. Called by the new-ticket dialog, which may be gone
 * by then; must never hold a window. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-created-toast.h"

#include <glib/gi18n.h>

#include "zw-feedback.h"
#include "zw-format.h"

typedef struct {
  GtkWidget *widget; /* (weak) (nullable) */
  gint64 ticket;
  gulong handler;
} Created;

static void
created_free (gpointer data, GClosure *closure)
{
  Created *created = data;

  g_clear_weak_pointer (&created->widget);
  g_free (created);
}

static void
stored_cb (ZwWorkspace *workspace, ZwChangeSet *set, Created *created)
{
  ZwTicket *ticket = zw_workspace_get_ticket (workspace, created->ticket);

  if (ticket != NULL && ticket->number == 0)
    return;
  if (ticket != NULL && created->widget != NULL)
    {
      g_autofree char *key = zw_format_key (workspace, ticket);
      g_autofree char *text = g_strdup_printf (_("%s created"), key);
      zw_feedback_toast (created->widget, text, TRUE);
    }
  g_signal_handler_disconnect (workspace, created->handler);
}

void
zw_created_toast_show (GtkWidget *widget, ZwWorkspace *workspace, const gint64 *ids, guint n)
{
  if (n > 1)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u ticket created", "%u tickets created", n), n);
      zw_feedback_toast (widget, text, TRUE);
      return;
    }
  Created *created = g_new0 (Created, 1);
  g_set_weak_pointer (&created->widget, widget);
  created->ticket = ids[0];
  created->handler = g_signal_connect_data (workspace, "stored", G_CALLBACK (stored_cb), created, created_free, 0);
}
