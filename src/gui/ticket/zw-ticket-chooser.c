/* SPDX-License-Identifier: GPL-3.0-or-later
 * Looks through the tickets in memory; used for parents, links, blockers and duplicates. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-chooser.h"

#include <glib/gi18n.h>

#include "zw-format.h"
#include "zw-search-list.h"

#define MAX_ROWS 30

struct _ZwTicketChooser {
  GtkBox parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  gint64 project, except;
  ZwTicketFilter filter;
  char *none;             /* (owned) (nullable) */
  GtkWidget *list;        /* ZwSearchList */
  GArray *shown;          /* (owned) gint64 ids in the order of the rows */
};

G_DEFINE_FINAL_TYPE (ZwTicketChooser, zw_ticket_chooser, GTK_TYPE_BOX)

enum { CHOSEN, STOPPED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
matches (ZwTicketChooser *self, ZwTicket *ticket, const char *folded)
{
  if (zw_item_get_id (ZW_ITEM (ticket)) == self->except || (self->filter != NULL && !self->filter (ticket, self->workspace)))
    return FALSE;
  if (*folded == '\0')
    return !zw_workspace_is_closed (self->workspace, ticket);
  g_autofree char *key = zw_format_key (self->workspace, ticket);
  g_autofree char *text = g_strconcat (key, " ", ticket->title, NULL);
  g_autofree char *folded_text = g_utf8_casefold (text, -1);
  return strstr (folded_text, folded) != NULL;
}

static GtkWidget *
new_ticket_row (ZwTicketChooser *self, ZwTicket *ticket)
{
  GtkWidget *start = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (zw_format_type_icon (ticket->type));
  g_autofree char *key_text = zw_format_key (self->workspace, ticket);
  GtkWidget *key = gtk_label_new (key_text);

  gtk_widget_add_css_class (icon, zw_format_type_class (ticket->type));
  gtk_widget_add_css_class (key, "zw-key");
  gtk_box_append (GTK_BOX (start), icon);
  gtk_box_append (GTK_BOX (start), key);
  return zw_search_list_row_new (start, ticket->title, FALSE);
}

static void
add_from_project (ZwTicketChooser *self, gint64 project, const char *folded)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (self->workspace, project);

  for (guint i = 0; i < zw_ticket_list_get_n (tickets) && self->shown->len < MAX_ROWS; i++)
    {
      ZwTicket *ticket = zw_ticket_list_get (tickets, i);
      gint64 id = zw_item_get_id (ZW_ITEM (ticket));
      if (!matches (self, ticket, folded))
        continue;
      g_array_append_val (self->shown, id);
      zw_search_list_append (ZW_SEARCH_LIST (self->list), new_ticket_row (self, ticket));
    }
}

static void
refill (ZwTicketChooser *self)
{
  g_autofree char *folded = zw_search_list_dup_folded (ZW_SEARCH_LIST (self->list));
  GListModel *projects = zw_workspace_get_projects (self->workspace);
  gint64 nothing = 0;

  zw_search_list_clear (ZW_SEARCH_LIST (self->list));
  g_array_set_size (self->shown, 0);
  if (self->none != NULL && *folded == '\0')
    {
      g_array_append_val (self->shown, nothing);
      zw_search_list_append (ZW_SEARCH_LIST (self->list),
                             zw_search_list_row_new (gtk_image_new_from_icon_name ("edit-clear-symbolic"), self->none, FALSE));
    }
  add_from_project (self, self->project, folded);
  for (guint i = 0; i < g_list_model_get_n_items (projects); i++)
    {
      g_autoptr (ZwItem) project = g_list_model_get_item (projects, i);
      if (zw_item_get_id (project) != self->project)
        add_from_project (self, zw_item_get_id (project), folded);
    }
}

static void
activated_cb (ZwSearchList *list, guint index, ZwTicketChooser *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, g_array_index (self->shown, gint64, index));
}

static void
stopped_cb (ZwSearchList *list, ZwTicketChooser *self)
{
  g_signal_emit (self, signals[STOPPED], 0);
}

static void
zw_ticket_chooser_finalize (GObject *object)
{
  ZwTicketChooser *self = ZW_TICKET_CHOOSER (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->shown, g_array_unref);
  g_free (self->none);
  G_OBJECT_CLASS (zw_ticket_chooser_parent_class)->finalize (object);
}

static void
zw_ticket_chooser_class_init (ZwTicketChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zw_ticket_chooser_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", ZW_TYPE_TICKET_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_INT64);
  signals[STOPPED] = g_signal_new ("stopped", ZW_TYPE_TICKET_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_ticket_chooser_init (ZwTicketChooser *self)
{
  self->shown = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->list = zw_search_list_new (_("Key or title"));
  gtk_widget_set_size_request (self->list, 320, -1);
  gtk_widget_set_hexpand (self->list, TRUE);
  gtk_box_append (GTK_BOX (self), self->list);
  g_signal_connect_swapped (self->list, "search", G_CALLBACK (refill), self);
  g_signal_connect (self->list, "activated", G_CALLBACK (activated_cb), self);
  g_signal_connect (self->list, "stopped", G_CALLBACK (stopped_cb), self);
}

GtkWidget *
zw_ticket_chooser_new (ZwWorkspace *workspace, gint64 project, gint64 except, ZwTicketFilter filter)
{
  ZwTicketChooser *self = g_object_new (ZW_TYPE_TICKET_CHOOSER, NULL);

  self->workspace = g_object_ref (workspace);
  self->project = project;
  self->except = except;
  self->filter = filter;
  refill (self); /* before it is measured */
  return GTK_WIDGET (self);
}

void
zw_ticket_chooser_set_none (ZwTicketChooser *self, const char *text)
{
  g_free (self->none);
  self->none = g_strdup (text);
  refill (self);
}

void
zw_ticket_chooser_restart (ZwTicketChooser *self)
{
  zw_search_list_restart (ZW_SEARCH_LIST (self->list));
}

static void
popdown_cb (GtkPopover *popover)
{
  gtk_popover_popdown (popover);
}

GtkWidget *
zw_ticket_chooser_popover_new (ZwTicketChooser *self)
{
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self));
  g_signal_connect_object (self, "chosen", G_CALLBACK (popdown_cb), popover, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self, "stopped", G_CALLBACK (popdown_cb), popover, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (popover, "map", G_CALLBACK (zw_ticket_chooser_restart), self);
  return popover;
}
