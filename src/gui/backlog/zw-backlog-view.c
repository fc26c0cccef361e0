/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backlog of one project. Made by ZwWindow when it first shows. Must never write: its actions end in commands elsewhere. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "zw-format.h"
#include "zw-view.h"

struct _ZwBacklogView {
  GtkWidget parent_instance;

  ZwWorkspace *workspace;          /* (owned) */
  ZwTicketList *tickets;           /* (owned) (nullable) the open ones */
  GtkSelectionModel *selection;    /* (owned) (nullable) */
  GtkWidget *list;
};

static void zw_backlog_view_view_init (ZwViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwBacklogView, zw_backlog_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ZW_TYPE_VIEW, zw_backlog_view_view_init))

static gboolean
is_open (ZwTicket *ticket, gpointer workspace)
{
  return ticket->type != ZW_TICKET_PROBLEM && ticket->type != ZW_TICKET_EPIC && !zw_workspace_is_closed (workspace, ticket);
}

/* --- rows --- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (row), 0);
  gtk_label_set_ellipsize (GTK_LABEL (row), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, ZwBacklogView *self)
{
  ZwTicket *ticket = gtk_list_item_get_item (item);
  g_autofree char *key = zw_format_key (self->workspace, ticket);
  g_autofree char *text = g_strdup_printf ("%s  %s", key, ticket->title);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
activate_cb (ZwBacklogView *self, guint position)
{
  ZwTicket *ticket = zw_ticket_list_get (self->tickets, position);

  if (ticket != NULL)
    zw_view_open_ticket (ZW_VIEW (self), ticket, TRUE);
}

/* --- as a view --- */

static void
set_project (ZwView *view, gint64 project)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);

  g_clear_object (&self->selection);
  g_clear_object (&self->tickets);
  self->tickets = zw_workspace_new_list (self->workspace, project, is_open, self->workspace, NULL, NULL, NULL);
  self->selection = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->tickets))));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), self->selection);
}

static GtkWidget *
get_head (ZwView *view)
{
  return NULL;
}

static ZwTicket *
get_current (ZwView *view)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);
  gpointer item = self->selection == NULL ? NULL : gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (self->selection));
  return item;
}

static GArray *
dup_targets (ZwView *view)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  ZwTicket *current = get_current (view);
  gint64 id = current == NULL ? 0 : zw_item_get_id (ZW_ITEM (current));

  if (current != NULL)
    g_array_append_val (ids, id);
  return ids;
}

static gboolean
get_bounds (ZwView *view, gint64 ticket, GdkRectangle *bounds)
{
  return FALSE;
}

static gboolean
focus_ticket (ZwView *view, ZwTicket *ticket)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);
  guint position = ticket == NULL || self->tickets == NULL ? G_MAXUINT : zw_ticket_list_index_of (self->tickets, ticket);

  if (position == G_MAXUINT)
    return FALSE;
  gtk_selection_model_select_item (self->selection, position, TRUE);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
  return TRUE;
}

static void
focus (ZwView *view)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);
  gtk_widget_grab_focus (self->list);
}

static void
edit_title (ZwView *view)
{
  ZwTicket *ticket = get_current (view);

  if (ticket != NULL)
    zw_view_open_ticket (view, ticket, TRUE);
}

static ZwTicket *
get_beside (ZwView *view, ZwTicket *ticket, int step)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (view);
  guint position = zw_ticket_list_index_of (self->tickets, ticket);

  if (position == G_MAXUINT || (int) position + step < 0)
    return NULL;
  return zw_ticket_list_get (self->tickets, (guint) ((int) position + step));
}

static gboolean
move (ZwView *view, const gint64 *ids, guint n, ZwMoveStep step)
{
  return FALSE;
}

static void
ignore_ticket (ZwView *view, ZwTicket *ticket)
{
}

static void
ignore_flag (ZwView *view, gboolean flag)
{
}

static void
ignore_text (ZwView *view, const char *text)
{
}

static guint
get_regions (ZwView *view, GtkWidget **regions)
{
  regions[0] = ZW_BACKLOG_VIEW (view)->list;
  return 1;
}

static void
zw_backlog_view_view_init (ZwViewInterface *iface)
{
  iface->set_project = set_project;
  iface->get_head = get_head;
  iface->dup_targets = dup_targets;
  iface->get_current = get_current;
  iface->get_bounds = get_bounds;
  iface->focus_ticket = focus_ticket;
  iface->focus = focus;
  iface->edit_title = edit_title;
  iface->get_beside = get_beside;
  iface->move = move;
  iface->tell_place = ignore_ticket;
  iface->set_open_ticket = ignore_ticket;
  iface->set_narrow = ignore_flag;
  iface->set_filter = ignore_text;
  iface->set_searching = ignore_flag;
  iface->start_filter = focus;
  iface->get_regions = get_regions;
}

/* --- the widget --- */

static void
zw_backlog_view_dispose (GObject *object)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->tickets);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_backlog_view_parent_class)->dispose (object);
}

static void
zw_backlog_view_class_init (ZwBacklogViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_backlog_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "backlog");
}

static void
zw_backlog_view_init (ZwBacklogView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  self->list = gtk_list_view_new (NULL, factory);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

GtkWidget *
zw_backlog_view_new (ZwWorkspace *workspace)
{
  ZwBacklogView *self = g_object_new (ZW_TYPE_BACKLOG_VIEW, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}
