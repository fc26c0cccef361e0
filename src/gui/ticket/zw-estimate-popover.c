/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by the pane, the board's key P, the backlog and the new-ticket dialog. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-estimate-popover.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-format.h"
#include "zw-ticket-commands.h"

#define DEFAULT_POINTS "1 2 3 5 8 13 21"
#define DEFAULT_HOURS "1 2 4 8 16 24 40"
#define PER_LINE 7

struct _ZwEstimatePopover {
  ZwTicketPopover parent_instance;
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (ZwEstimatePopover, zw_estimate_popover, ZW_TYPE_TICKET_POPOVER)

static guint chosen_signal;

static void
choose (ZwEstimatePopover *self, double estimate)
{
  g_autoptr (ZwEstimatePopover) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = zw_real_to_string (estimate);
  guint n;
  const gint64 *tickets = zw_ticket_popover_get_tickets (ZW_TICKET_POPOVER (self), &n);
  ZwWorkspace *workspace = zw_ticket_popover_get_workspace (ZW_TICKET_POPOVER (self));

  if (n == 0)
    gtk_popover_popdown (GTK_POPOVER (self));
  else if (!zw_ticket_popover_commit (ZW_TICKET_POPOVER (self),
                                      zw_ticket_set_field (workspace, tickets, n, ZW_FIELD_ESTIMATE, value, &error), &error))
    return;
  g_signal_emit (self, chosen_signal, 0, estimate);
}

/* A number with point or comma, "?" or nothing for unset. */
static gboolean
parse (const char *text, double *estimate)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  *estimate = NAN;
  if (*trimmed == '\0' || g_str_equal (trimmed, "?"))
    return TRUE;
  g_strdelimit (trimmed, ",", '.');
  return zw_real_from_string (trimmed, estimate) && *estimate >= 0;
}

static void
clicked_cb (GtkButton *button, ZwEstimatePopover *self)
{
  double estimate;

  if (parse (gtk_button_get_label (button), &estimate))
    choose (self, estimate);
}

static void
activate_cb (GtkEntry *entry, ZwEstimatePopover *self)
{
  double estimate;

  if (parse (gtk_editable_get_text (GTK_EDITABLE (entry)), &estimate))
    choose (self, estimate);
  else
    gtk_widget_add_css_class (self->entry, "error");
}

static void
changed_cb (GtkEditable *entry, ZwEstimatePopover *self)
{
  gtk_widget_remove_css_class (self->entry, "error");
}

static void
zw_estimate_popover_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zw_estimate_popover_parent_class)->map (widget);
  gtk_widget_grab_focus (ZW_ESTIMATE_POPOVER (widget)->entry);
}

static void
zw_estimate_popover_class_init (ZwEstimatePopoverClass *klass)
{
  GTK_WIDGET_CLASS (klass)->map = zw_estimate_popover_map;
  chosen_signal = g_signal_new ("chosen", ZW_TYPE_ESTIMATE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_DOUBLE);
}

static void
zw_estimate_popover_init (ZwEstimatePopover *self)
{
}

static ZwProject *
get_project (ZwEstimatePopover *self)
{
  return zw_workspace_get_project (zw_ticket_popover_get_workspace (ZW_TICKET_POPOVER (self)),
                                   zw_ticket_popover_get_project (ZW_TICKET_POPOVER (self)));
}

static GtkWidget *
new_number (ZwEstimatePopover *self, const char *text, double present)
{
  GtkWidget *button = gtk_button_new_with_label (text);
  double value;

  gtk_widget_add_css_class (button, "zw-number");
  gtk_widget_add_css_class (button, "numeric");
  if (parse (text, &value) && (value == present || (isnan (value) && isnan (present))))
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  return button;
}

static GtkWidget *
new_scale (ZwEstimatePopover *self)
{
  ZwProject *project = get_project (self);
  ZwTicket *ticket = zw_ticket_popover_get_ticket (ZW_TICKET_POPOVER (self));
  gboolean hours = project != NULL && project->estimate_unit == ZW_UNIT_HOURS;
  const char *scale = project != NULL && project->scale != NULL ? project->scale : hours ? DEFAULT_HOURS : DEFAULT_POINTS;
  g_auto (GStrv) numbers = g_strsplit_set (scale, " ,;", -1);
  GtkWidget *grid = gtk_grid_new ();
  int column = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (guint i = 0; numbers[i] != NULL; i++)
    if (*numbers[i] != '\0' && !g_str_equal (numbers[i], "?"))
      {
        gtk_grid_attach (GTK_GRID (grid), new_number (self, numbers[i], ticket == NULL ? -1 : ticket->estimate), column % PER_LINE,
                         column / PER_LINE, 1, 1);
        column++;
      }
  GtkWidget *unset = new_number (self, "?", ticket == NULL ? -1 : ticket->estimate);
  gtk_widget_set_tooltip_text (unset, _("Not Estimated"));
  gtk_grid_attach (GTK_GRID (grid), unset, column % PER_LINE, column / PER_LINE, 1, 1);
  return grid;
}

/* "Estimate WEB-170", and that nobody needs to click. */
static GtkWidget *
new_heading (ZwEstimatePopover *self)
{
  g_autofree char *subject = zw_ticket_popover_dup_subject (ZW_TICKET_POPOVER (self));
  /* Translators: heading; the key of a ticket or "3 tickets". */
  g_autofree char *words = *subject == '\0' ? g_strdup (_("Estimate")) : g_strdup_printf (_("Estimate %s"), subject);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (words), *hint = gtk_label_new (_("type a number"));

  gtk_widget_add_css_class (title, "caption-heading");
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "zw-sec");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return box;
}

GtkWidget *
zw_estimate_popover_new (ZwWorkspace *workspace, gint64 project, const gint64 *tickets, guint n)
{
  ZwEstimatePopover *self = ZW_ESTIMATE_POPOVER (zw_ticket_popover_new (ZW_TYPE_ESTIMATE_POPOVER, workspace, project, tickets, n));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  ZwProject *unit = get_project (self);

  self->entry = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), unit != NULL && unit->estimate_unit == ZW_UNIT_HOURS
                                                               ? _("Hours, or ? for none") : _("Points, or ? for none"));
  gtk_widget_add_css_class (box, "zw-popover-form");
  gtk_box_append (GTK_BOX (box), new_heading (self));
  gtk_box_append (GTK_BOX (box), new_scale (self));
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (self->entry, "changed", G_CALLBACK (changed_cb), self);
  return GTK_WIDGET (self);
}
