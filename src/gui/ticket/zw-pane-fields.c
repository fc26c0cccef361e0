/* SPDX-License-Identifier: GPL-3.0-or-later
 * A part of the ticket pane: reads the ticket, writes through the popovers. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-pane-fields.h"

#include <glib/gi18n.h>

#include "zw-avatar.h"
#include "zw-commit.h"
#include "zw-date-popover.h"
#include "zw-field-row.h"
#include "zw-format.h"
#include "zw-label-popover.h"
#include "zw-pane-parts.h"
#include "zw-person-popover.h"
#include "zw-ticket-chooser.h"
#include "zw-ticket-commands.h"
#include "zw-wait-popover.h"

#define MAX_LABELS 3

struct _ZwPaneFields {
  GtkWidget parent_instance;
  ZwWorkspace *workspace;     /* (owned) */
  ZwTicketDocument *document; /* (owned) (nullable) */
  ZwTicket *ticket;           /* (owned) (nullable) whose signal is listened to */
  GtkWidget *list;
  GtkSizeGroup *names;        /* (owned) */
  GtkWidget *owner, *reporter, *customer, *priority, *sprint, *due, *waiting, *labels, *parent;
};

G_DEFINE_FINAL_TYPE (ZwPaneFields, zw_pane_fields, GTK_TYPE_WIDGET)

static ZwTicket *
ticket_of (ZwPaneFields *self)
{
  return zw_ticket_document_get_ticket (self->document);
}

static gint64
id_of (ZwPaneFields *self)
{
  return zw_item_get_id (ZW_ITEM (ticket_of (self)));
}

/* --- popovers --- */

static GtkWidget *
new_person_popover (ZwPaneFields *self, ZwField field)
{
  gint64 id = id_of (self);

  return zw_person_popover_new (self->workspace, 0, &id, 1, field);
}

static GtkWidget *
create_owner (gpointer self)
{
  return new_person_popover (self, ZW_FIELD_OWNER);
}

static GtkWidget *
create_reporter (gpointer self)
{
  return new_person_popover (self, ZW_FIELD_REPORTER);
}

static GtkWidget *
create_customer (gpointer self)
{
  return new_person_popover (self, ZW_FIELD_CUSTOMER);
}

static GtkWidget *
create_due (gpointer self)
{
  gint64 id = id_of (self);

  return zw_date_popover_new (ZW_PANE_FIELDS (self)->workspace, 0, &id, 1);
}

static GtkWidget *
create_waiting (gpointer self)
{
  gint64 id = id_of (self);

  return zw_wait_popover_new (ZW_PANE_FIELDS (self)->workspace, &id, 1);
}

static GtkWidget *
create_labels (gpointer self)
{
  gint64 id = id_of (self);

  return zw_label_popover_new (ZW_PANE_FIELDS (self)->workspace, 0, &id, 1);
}

static GtkWidget *
create_priority (gpointer self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (int priority = 5; priority >= 1; priority--)
    {
      g_autofree char *action = g_strdup_printf ("pane.priority('%d')", priority);
      g_menu_append (menu, zw_format_priority (priority), action);
    }
  return gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
}

static GtkWidget *
create_sprint (gpointer self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GListModel *sprints = zw_workspace_get_sprints (ZW_PANE_FIELDS (self)->workspace, ticket_of (self)->project);

  g_menu_append (menu, _("Backlog"), "pane.sprint('')");
  for (guint i = 0; i < g_list_model_get_n_items (sprints); i++)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (sprints, i);
      g_autofree char *action = g_strdup_printf ("pane.sprint('%" G_GINT64_FORMAT "')", zw_item_get_id (ZW_ITEM (sprint)));
      if (sprint->state != ZW_SPRINT_CLOSED)
        g_menu_append (menu, sprint->name, action);
    }
  return gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
}

/* An epic, or a ticket that is itself no sub-ticket: the command has the last word. */
static gboolean
can_be_parent (ZwTicket *ticket, ZwWorkspace *workspace)
{
  ZwTicket *above = zw_workspace_get_ticket (workspace, ticket->parent);

  return ticket->type == ZW_TICKET_EPIC || above == NULL || above->type == ZW_TICKET_EPIC;
}

static void
parent_chosen_cb (ZwTicketChooser *chooser, gint64 parent, ZwPaneFields *self)
{
  g_autofree char *value = zw_ref_to_text (parent);
  g_autoptr (GError) error = NULL;
  gint64 id = id_of (self);

  zw_commit (GTK_WIDGET (self), self->workspace,
             zw_ticket_set_field (self->workspace, &id, 1, ZW_FIELD_PARENT, value, &error), &error);
}

static GtkWidget *
create_parent (gpointer user_data)
{
  ZwPaneFields *self = user_data;
  GtkWidget *chooser = zw_ticket_chooser_new (self->workspace, ticket_of (self)->project, id_of (self), can_be_parent);

  zw_ticket_chooser_set_none (ZW_TICKET_CHOOSER (chooser), _("No Parent"));
  g_signal_connect (chooser, "chosen", G_CALLBACK (parent_chosen_cb), self);
  return zw_ticket_chooser_popover_new (ZW_TICKET_CHOOSER (chooser));
}

/* --- values --- */

static void
show_person (ZwPaneFields *self, GtkWidget *row, gint64 id, const char *nobody)
{
  ZwPerson *person = zw_workspace_get_person (self->workspace, id);
  GtkWidget *avatar = zw_avatar_new (22);

  zw_avatar_set_person (ZW_AVATAR (avatar), person);
  zw_field_row_set_value (ZW_FIELD_ROW (row), avatar, person == NULL ? nobody : person->name, person != NULL, NULL);
}

static void
show_priority (ZwPaneFields *self, ZwTicket *ticket)
{
  GtkWidget *icon = NULL;

  if (ticket->priority >= 4)
    {
      icon = gtk_image_new_from_icon_name (ticket->priority == 5 ? "zw-urgent-symbolic" : "zw-high-symbolic");
      gtk_widget_add_css_class (icon, ticket->priority == 5 ? "p-urgent" : "p-high");
    }
  zw_field_row_set_value (ZW_FIELD_ROW (self->priority), icon, zw_format_priority (ticket->priority), ticket->priority != 3, NULL);
}

/* (transfer floating) (nullable) */
static GtkWidget *
new_carried_chip (ZwPaneFields *self, ZwTicket *ticket)
{
  guint times = zw_workspace_count_carries (self->workspace, ticket);
  g_autofree char *carried = zw_format_carried (times);

  return times == 0 ? NULL : zw_pane_chip_new ("edit-redo-symbolic", carried);
}

static void
show_sprint (ZwPaneFields *self, ZwTicket *ticket)
{
  ZwSprint *sprint = zw_workspace_get_sprint (self->workspace, ticket->sprint);

  zw_field_row_set_value (ZW_FIELD_ROW (self->sprint), NULL, sprint == NULL ? _("Backlog") : sprint->name, sprint != NULL,
                          new_carried_chip (self, ticket));
}

/* "in 2 days" beside the date while that helps. (transfer floating) (nullable) */
static GtkWidget *
new_due_chip (ZwPaneFields *self, ZwTicket *ticket, int today)
{
  int days = ticket->due - today;
  ZwUrgency urgency;
  g_autofree char *unused = zw_format_due (ticket->due, today, &urgency);
  g_autofree char *text = days == 0   ? g_strdup (_("today"))
                          : days == 1 ? g_strdup (_("tomorrow"))
                          : days > 1  ? g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong) days), days)
                                      : g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong) -days), -days);

  if (days > 14 || zw_workspace_is_closed (self->workspace, ticket))
    return NULL;
  GtkWidget *chip = zw_pane_chip_new ("x-office-calendar-symbolic", text);
  if (urgency != ZW_URGENCY_NONE)
    gtk_widget_add_css_class (chip, urgency == ZW_URGENCY_LATE ? "late" : "soon");
  return chip;
}

static void
show_dates (ZwPaneFields *self, ZwTicket *ticket)
{
  int today = zw_clock_get_today (zw_workspace_get_clock (self->workspace));
  g_autofree char *due = ticket->due == ZW_UNSET ? g_strdup (_("No date")) : zw_format_date (ticket->due, today);
  g_autofree char *waiting = ticket->waiting_until == ZW_UNSET ? g_strdup (_("Not waiting"))
                                                               : zw_format_date (ticket->waiting_until, today);

  zw_field_row_set_value (ZW_FIELD_ROW (self->due), NULL, due, ticket->due != ZW_UNSET,
                          ticket->due == ZW_UNSET ? NULL : new_due_chip (self, ticket, today));
  zw_field_row_set_value (ZW_FIELD_ROW (self->waiting), NULL, waiting, ticket->waiting_until != ZW_UNSET, NULL);
}

static GtkWidget *
new_label (ZwLabel *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *text = zw_pane_label_new (label->name, "caption");

  gtk_widget_add_css_class (box, "zw-lbl");
  gtk_widget_add_css_class (text, "zw-sec");
  gtk_box_append (GTK_BOX (box), zw_label_dot_new (label));
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

/* As many as fit a narrow row; the others are counted. */
static void
show_labels (ZwPaneFields *self, ZwTicket *ticket)
{
  g_autoptr (GtkWidget) box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  g_autoptr (GString) spoken = g_string_new (NULL);
  guint n = 0;

  gtk_widget_add_css_class (box, "zw-lbls");
  for (guint i = 0; ticket->labels != NULL && i < ticket->labels->len; i++)
    {
      ZwLabel *label = zw_workspace_get_label (self->workspace, g_array_index (ticket->labels, gint64, i));
      if (label == NULL)
        continue;
      if (n++ < MAX_LABELS)
        gtk_box_append (GTK_BOX (box), new_label (label));
      g_string_append_printf (spoken, "%s%s", spoken->len > 0 ? ", " : "", label->name);
    }
  if (n == 0)
    {
      zw_field_row_set_value (ZW_FIELD_ROW (self->labels), NULL, C_("labels", "No labels"), FALSE, NULL);
      return;
    }
  g_autofree char *more = g_strdup_printf ("+%u", n - MIN (n, MAX_LABELS));
  if (n > MAX_LABELS)
    gtk_box_append (GTK_BOX (box), zw_pane_label_new (more, "zw-key"));
  gtk_widget_set_tooltip_text (box, spoken->str);
  zw_field_row_set_content (ZW_FIELD_ROW (self->labels), box, spoken->str);
}

static void
show_parent (ZwPaneFields *self, ZwTicket *ticket)
{
  ZwTicket *parent = zw_workspace_get_ticket (self->workspace, ticket->parent);
  const ZwTicketStub *stub = parent == NULL && ticket->parent != 0 ? zw_ticket_document_get_stub (self->document, ticket->parent) : NULL;

  if (parent == NULL)
    {
      zw_field_row_set_value (ZW_FIELD_ROW (self->parent), NULL, stub == NULL ? _("No parent") : stub->title, stub != NULL, NULL);
      return;
    }
  GtkWidget *start = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (zw_format_type_icon (parent->type));
  g_autofree char *key = zw_format_key (self->workspace, parent);
  gtk_widget_add_css_class (icon, zw_format_type_class (parent->type));
  gtk_box_append (GTK_BOX (start), icon);
  gtk_box_append (GTK_BOX (start), zw_pane_label_new (key, "zw-key"));
  zw_field_row_set_value (ZW_FIELD_ROW (self->parent), start, parent->title, TRUE, NULL);
}

/* How often it was carried is known only some time after it was. */
static void
follow (ZwPaneFields *self, ZwTicket *ticket)
{
  if (ticket == self->ticket)
    return;
  if (self->ticket != NULL)
    g_signal_handlers_disconnect_by_func (self->ticket, show_sprint, self);
  g_set_object (&self->ticket, ticket);
  if (ticket != NULL)
    g_signal_connect_swapped (ticket, "parts-changed", G_CALLBACK (show_sprint), self);
}

/* --- life --- */

static GtkWidget *
add_row (ZwPaneFields *self, const char *name, ZwPopoverFunc create)
{
  GtkWidget *row = zw_field_row_new (name, create, self);

  zw_field_row_join (ZW_FIELD_ROW (row), self->names);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  return row;
}

static void
zw_pane_fields_dispose (GObject *object)
{
  ZwPaneFields *self = ZW_PANE_FIELDS (object);

  follow (self, NULL);
  g_clear_object (&self->document);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_object (&self->names);
  G_OBJECT_CLASS (zw_pane_fields_parent_class)->dispose (object);
}

static void
zw_pane_fields_class_init (ZwPaneFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_pane_fields_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
zw_pane_fields_init (ZwPaneFields *self)
{
  self->names = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_add_css_class (self->list, "zw-fields");
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  self->owner = add_row (self, _("Owner"), create_owner);
  self->reporter = add_row (self, _("Reporter"), create_reporter);
  self->customer = add_row (self, _("Customer"), create_customer);
  self->priority = add_row (self, _("Priority"), create_priority);
  self->sprint = add_row (self, _("Sprint"), create_sprint);
  self->due = add_row (self, _("Due"), create_due);
  self->waiting = add_row (self, _("Waiting until"), create_waiting);
  self->labels = add_row (self, _("Labels"), create_labels);
  self->parent = add_row (self, _("Parent"), create_parent);
}

GtkWidget *
zw_pane_fields_new (ZwWorkspace *workspace)
{
  ZwPaneFields *self = g_object_new (ZW_TYPE_PANE_FIELDS, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}

void
zw_pane_fields_set_document (ZwPaneFields *self, ZwTicketDocument *document)
{
  g_set_object (&self->document, document);
  follow (self, document == NULL ? NULL : ticket_of (self));
  zw_pane_fields_update (self);
}

void
zw_pane_fields_update (ZwPaneFields *self)
{
  if (self->document == NULL)
    return;
  ZwTicket *ticket = ticket_of (self);
  ZwProject *project = zw_workspace_get_project (self->workspace, ticket->project);
  const char *role = project == NULL ? NULL : project->reporter_role;

  zw_field_row_set_name (ZW_FIELD_ROW (self->reporter), role == NULL ? _("Reporter") : _(role));
  show_person (self, self->owner, ticket->owner, _("Nobody"));
  show_person (self, self->reporter, ticket->reporter, _("Nobody"));
  show_person (self, self->customer, ticket->customer, _("Unknown"));
  gtk_widget_set_visible (self->customer, ticket->type == ZW_TICKET_PROBLEM || ticket->customer != 0);
  gtk_widget_set_visible (self->sprint, ticket->type != ZW_TICKET_EPIC && ticket->type != ZW_TICKET_PROBLEM);
  show_priority (self, ticket);
  show_sprint (self, ticket);
  show_dates (self, ticket);
  show_labels (self, ticket);
  show_parent (self, ticket);
}

void
zw_pane_fields_edit (ZwPaneFields *self, ZwField field)
{
  GtkWidget *row = field == ZW_FIELD_OWNER           ? self->owner
                   : field == ZW_FIELD_REPORTER      ? self->reporter
                   : field == ZW_FIELD_CUSTOMER      ? self->customer
                   : field == ZW_FIELD_PRIORITY      ? self->priority
                   : field == ZW_FIELD_SPRINT        ? self->sprint
                   : field == ZW_FIELD_DUE           ? self->due
                   : field == ZW_FIELD_WAITING_UNTIL ? self->waiting
                   : field == ZW_FIELD_LABELS        ? self->labels
                                                     : self->parent;

  zw_field_row_popup (ZW_FIELD_ROW (row));
}
