/* SPDX-License-Identifier: GPL-3.0-or-later
 * The question before a column is deleted. Must never decide what is allowed: the command does. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-column-delete.h"

#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-dialogs.h"
#include "zw-feedback.h"
#include "zw-project-commands.h"

typedef struct {
  GtkWidget *window;      /* (owned) */
  ZwWorkspace *workspace; /* (owned) */
  ZwStatus *status;       /* (owned) */
  GtkDropDown *targets;   /* (owned) */
  GArray *ids;            /* (owned) gint64, parallel to the drop-down */
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_clear_object (&form->window);
  g_clear_object (&form->workspace);
  g_clear_object (&form->status);
  g_clear_object (&form->targets);
  g_clear_pointer (&form->ids, g_array_unref);
  g_free (form);
}

static void
delete_column (gpointer data)
{
  Form *form = data;
  guint chosen = gtk_drop_down_get_selected (form->targets);
  gint64 id = zw_item_get_id (ZW_ITEM (form->status));
  g_autofree char *text = g_strdup_printf (_("Column “%s” deleted"), form->status->name);
  g_autoptr (GError) error = NULL;

  if (chosen >= form->ids->len)
    return;
  ZwChangeSet *set = zw_status_delete (form->workspace, id, g_array_index (form->ids, gint64, chosen), &error);
  if (zw_commit (form->window, form->workspace, set, &error))
    zw_feedback_toast (form->window, text, TRUE);
}

/* Open tickets stay open, done ones done, cancelled ones cancelled. */
static gboolean
is_target (ZwStatus *status, ZwStatus *other)
{
  gboolean closed = zw_category_is_closed (status->category);

  if (other == status || other->workflow != status->workflow || zw_category_is_closed (other->category) != closed)
    return FALSE;
  return !closed || other->category == status->category;
}

static GtkStringList *
collect_targets (ZwWorkspace *workspace, ZwStatus *status, GArray *ids)
{
  GListModel *statuses = zw_workspace_get_statuses (workspace, status->project);
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) other = g_list_model_get_item (statuses, i);
      gint64 id = zw_item_get_id (ZW_ITEM (other));
      if (!is_target (status, other))
        continue;
      gtk_string_list_append (names, other->name);
      g_array_append_val (ids, id);
    }
  return names;
}

static guint
count_tickets (ZwWorkspace *workspace, ZwStatus *status)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (workspace, status->project);
  gint64 id = zw_item_get_id (ZW_ITEM (status));
  guint n = 0;

  for (guint i = 0; i < zw_ticket_list_get_n (tickets); i++)
    if (zw_ticket_list_get (tickets, i)->status == id)
      n++;
  return n;
}

static void
refuse (GtkWidget *widget, ZwStatus *status)
{
  g_autofree char *heading = g_strdup_printf (_("“%s” Is Needed"), status->name);
  zw_dialogs_tell (widget, heading, _("It is the only column of its kind, and its tickets would have nowhere to go."));
}

void
zw_column_delete_ask (GtkWidget *widget, ZwWorkspace *workspace, ZwStatus *status)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkStringList) names = collect_targets (workspace, status, ids);
  g_autofree char *heading = g_strdup_printf (_("Delete “%s”?"), status->name);
  guint n = count_tickets (workspace, status);
  g_autofree char *body = g_strdup_printf (ngettext ("Its ticket moves to:", "Its %u tickets move to:", n), n);

  if (ids->len == 0)
    {
      refuse (widget, status);
      return;
    }
  Form *form = g_new0 (Form, 1);
  form->window = g_object_ref (GTK_WIDGET (gtk_widget_get_root (widget)));
  form->workspace = g_object_ref (workspace);
  form->status = g_object_ref (status);
  form->ids = g_steal_pointer (&ids);
  form->targets = g_object_ref_sink (GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (form->targets), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Move its tickets to"), -1);
  gtk_widget_set_visible (GTK_WIDGET (form->targets), n > 0);
  zw_dialogs_ask (widget, heading, n > 0 ? body : _("It holds no tickets."), GTK_WIDGET (form->targets), _("_Delete"), TRUE,
                  delete_column, form, form_free);
}
