/* SPDX-License-Identifier: GPL-3.0-or-later
 * A part of the ticket pane. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-links-view.h"

#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-format.h"
#include "zw-pane-parts.h"
#include "zw-part-commands.h"
#include "zw-ticket-chooser.h"

/* What a new link can say, in the order of the drop-down. */
static const struct {
  const char *name;
  ZwField kind;
  gboolean outgoing; /* this ticket is the subject */
} relations[] = {
  { N_("relates to"), ZW_FIELD_RELATES, TRUE },        { N_("is blocked by"), ZW_FIELD_BLOCKER, FALSE },
  { N_("blocks"), ZW_FIELD_BLOCKER, TRUE },            { N_("solves"), ZW_FIELD_SOLVES, TRUE },
  { N_("is solved by"), ZW_FIELD_SOLVES, FALSE },      { N_("duplicates"), ZW_FIELD_DUPLICATES, TRUE },
  { N_("is duplicated by"), ZW_FIELD_DUPLICATES, FALSE }
};

/* One row: a link, or a sub-ticket when .kind is PARENT. */
typedef struct {
  ZwField kind;
  gboolean outgoing;
  gint64 other;
} Entry;

struct _ZwLinksView {
  GtkBox parent_instance;
  ZwWorkspace *workspace;     /* (owned) */
  ZwTicketDocument *document; /* (owned) (nullable) */
  gulong links_handler;
  GtkWidget *add;             /* GtkMenuButton */
  GtkWidget *relation;        /* GtkDropDown in the popover */
  GtkWidget *list;
  GArray *entries;            /* (owned) Entry, one per row */
};

G_DEFINE_FINAL_TYPE (ZwLinksView, zw_links_view, GTK_TYPE_BOX)

static guint open_ticket_signal;

static gint64
id_of (ZwLinksView *self)
{
  return zw_item_get_id (ZW_ITEM (zw_ticket_document_get_ticket (self->document)));
}

static const char *
get_relation (const Entry *entry)
{
  /* A blocker's direction is told from the link's own side: outgoing = the other one blocks this ticket. */
  if (entry->kind == ZW_FIELD_BLOCKER)
    return entry->outgoing ? _("is blocked by") : _("blocks");
  if (entry->kind == ZW_FIELD_SOLVES)
    return entry->outgoing ? _("solves") : _("is solved by");
  if (entry->kind == ZW_FIELD_DUPLICATES)
    return entry->outgoing ? _("duplicates") : _("is duplicated by");
  if (entry->kind == ZW_FIELD_SPLIT_FROM)
    return entry->outgoing ? _("split from") : _("split into");
  return entry->kind == ZW_FIELD_PARENT ? _("sub-ticket") : _("relates to");
}

static void
remove_clicked_cb (GtkButton *button, ZwLinksView *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  const Entry *entry = &g_array_index (self->entries, Entry, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
  gboolean this_first = entry->kind == ZW_FIELD_BLOCKER ? !entry->outgoing : entry->outgoing;
  gint64 from = this_first ? id_of (self) : entry->other, to = this_first ? entry->other : id_of (self);
  g_autoptr (GError) error = NULL;

  zw_commit (GTK_WIDGET (self), self->workspace, zw_link_remove (self->workspace, from, entry->kind, to, &error), &error);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ZwLinksView *self)
{
  g_signal_emit (self, open_ticket_signal, 0, g_array_index (self->entries, Entry, gtk_list_box_row_get_index (row)).other);
}

/* The button to remove the link takes the place of the words while the row is pointed at or focused. */
static GtkWidget *
new_relation (ZwLinksView *self, const Entry *entry)
{
  GtkWidget *words = zw_pane_label_new (get_relation (entry), "zw-key");

  if (entry->kind == ZW_FIELD_PARENT)
    return words;
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *remove = zw_pane_icon_button_new ("window-close-symbolic", _("Remove Link"));
  gtk_widget_add_css_class (words, "zw-conceal");
  gtk_widget_add_css_class (remove, "zw-reveal");
  gtk_widget_add_css_class (remove, "zw-small");
  gtk_widget_set_halign (remove, GTK_ALIGN_END);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), words);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), remove);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_clicked_cb), self);
  return overlay;
}

static GtkWidget *
new_row (ZwLinksView *self, const Entry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, entry->other);
  const ZwTicketStub *stub = ticket == NULL ? zw_ticket_document_get_stub (self->document, entry->other) : NULL;
  ZwTicketType type = ticket != NULL ? ticket->type : stub != NULL ? stub->type : ZW_TICKET_TASK;
  g_autofree char *key = ticket == NULL ? NULL : zw_format_key (self->workspace, ticket);
  GtkWidget *icon = gtk_image_new_from_icon_name (zw_format_type_icon (type));
  GtkWidget *title = zw_pane_label_new (ticket != NULL ? ticket->title : stub != NULL ? stub->title : _("Deleted ticket"), NULL);

  gtk_widget_add_css_class (icon, zw_format_type_class (type));
  gtk_widget_add_css_class (box, "zw-link");
  if (ticket != NULL && zw_workspace_is_closed (self->workspace, ticket))
    gtk_widget_add_css_class (title, "zw-sec");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), zw_pane_label_new (key, "zw-key"));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), new_relation (self, entry));
  return box;
}

static void
collect (ZwLinksView *self)
{
  GArray *links = zw_ticket_document_get_links (self->document);
  g_autoptr (GPtrArray) children = zw_workspace_dup_children (self->workspace, id_of (self));

  g_array_set_size (self->entries, 0);
  for (guint i = 0; i < children->len; i++)
    {
      Entry entry = { ZW_FIELD_PARENT, FALSE, zw_item_get_id (g_ptr_array_index (children, i)) };
      g_array_append_val (self->entries, entry);
    }
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const ZwLink *link = &g_array_index (links, ZwLink, i);
      Entry entry = { link->kind, link->outgoing, link->other };
      g_array_append_val (self->entries, entry);
    }
}

/* --- adding --- */

static void
chosen_cb (ZwTicketChooser *chooser, gint64 other, ZwLinksView *self)
{
  guint index = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->relation));
  gboolean outgoing = relations[index].outgoing;
  gint64 from = outgoing ? id_of (self) : other, to = outgoing ? other : id_of (self);
  g_autoptr (GError) error = NULL;

  if (zw_commit (GTK_WIDGET (self), self->workspace, zw_link_add (self->workspace, from, relations[index].kind, to, &error), &error))
    gtk_menu_button_popdown (GTK_MENU_BUTTON (self->add));
}

static void
stopped_cb (ZwTicketChooser *chooser, ZwLinksView *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->add));
}

static void
create_add_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  ZwLinksView *self = user_data;
  ZwTicket *ticket = zw_ticket_document_get_ticket (self->document);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *chooser = zw_ticket_chooser_new (self->workspace, ticket->project, id_of (self), NULL);
  const char *names[G_N_ELEMENTS (relations) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    names[i] = _(relations[i].name);
  self->relation = gtk_drop_down_new_from_strings (names);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->relation), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Relation"), -1);
  gtk_box_append (GTK_BOX (box), self->relation);
  gtk_box_append (GTK_BOX (box), chooser);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect (chooser, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect (chooser, "stopped", G_CALLBACK (stopped_cb), self);
  g_signal_connect_swapped (popover, "map", G_CALLBACK (zw_ticket_chooser_restart), chooser);
  gtk_menu_button_set_popover (button, popover);
}

/* --- life --- */

static void
drop_document (ZwLinksView *self)
{
  if (self->document != NULL)
    g_clear_signal_handler (&self->links_handler, self->document);
  g_clear_object (&self->document);
}

static void
zw_links_view_dispose (GObject *object)
{
  ZwLinksView *self = ZW_LINKS_VIEW (object);

  drop_document (self);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_links_view_parent_class)->dispose (object);
}

static void
zw_links_view_finalize (GObject *object)
{
  g_array_unref (ZW_LINKS_VIEW (object)->entries);
  G_OBJECT_CLASS (zw_links_view_parent_class)->finalize (object);
}

static void
zw_links_view_class_init (ZwLinksViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_links_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_links_view_finalize;
  open_ticket_signal = g_signal_new ("open-ticket", ZW_TYPE_LINKS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                     G_TYPE_INT64);
}

static void
zw_links_view_init (ZwLinksView *self)
{
  GtkWidget *heading = zw_pane_heading_new (_("Links"));

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->add = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->add), "list-add-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->add), FALSE);
  gtk_widget_set_tooltip_text (self->add, _("Add Link"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add Link"), -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->add), create_add_popover_cb, self, NULL);
  gtk_widget_set_hexpand (self->add, TRUE);
  gtk_widget_set_halign (self->add, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (heading), self->add);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), self->list);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
}

GtkWidget *
zw_links_view_new (ZwWorkspace *workspace)
{
  ZwLinksView *self = g_object_new (ZW_TYPE_LINKS_VIEW, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}

void
zw_links_view_set_document (ZwLinksView *self, ZwTicketDocument *document)
{
  if (self->document == document)
    return;
  drop_document (self);
  if (document != NULL)
    {
      self->document = g_object_ref (document);
      self->links_handler = g_signal_connect_swapped (document, "links-changed", G_CALLBACK (zw_links_view_update), self);
    }
  zw_links_view_update (self);
}

void
zw_links_view_update (ZwLinksView *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  g_array_set_size (self->entries, 0);
  if (self->document != NULL)
    collect (self);
  for (guint i = 0; i < self->entries->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (self, &g_array_index (self->entries, Entry, i)));
  gtk_widget_set_visible (self->list, self->entries->len > 0);
}
