/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by the pane, the board's key D and the new-ticket dialog. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-date-popover.h"

#include <glib/gi18n.h>

#include "zw-date-choice.h"
#include "zw-ticket-commands.h"
#include "zw-values.h"

struct _ZwDatePopover {
  ZwTicketPopover parent_instance;
  GtkWidget *entry;
  GtkWidget *choice; /* ZwDateChoice */
};

G_DEFINE_FINAL_TYPE (ZwDatePopover, zw_date_popover, ZW_TYPE_TICKET_POPOVER)

static guint chosen_signal;

static int
get_today (ZwDatePopover *self)
{
  return zw_clock_get_today (zw_workspace_get_clock (zw_ticket_popover_get_workspace (ZW_TICKET_POPOVER (self))));
}

static void
choose (ZwDatePopover *self, int date)
{
  g_autoptr (ZwDatePopover) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = zw_date_to_string (date);
  guint n;
  const gint64 *tickets = zw_ticket_popover_get_tickets (ZW_TICKET_POPOVER (self), &n);
  ZwWorkspace *workspace = zw_ticket_popover_get_workspace (ZW_TICKET_POPOVER (self));

  if (n == 0)
    gtk_popover_popdown (GTK_POPOVER (self));
  else if (!zw_ticket_popover_commit (ZW_TICKET_POPOVER (self),
                                      zw_ticket_set_field (workspace, tickets, n, ZW_FIELD_DUE, value, &error), &error))
    return;
  g_signal_emit (self, chosen_signal, 0, date);
}

static void
picked_cb (ZwDateChoice *choice, int date, ZwDatePopover *self)
{
  choose (self, date);
}

static void
set_clicked_cb (GtkButton *button, ZwDatePopover *self)
{
  int date = zw_date_choice_get_date (ZW_DATE_CHOICE (self->choice));

  choose (self, date == ZW_UNSET ? get_today (self) : date);
}

static void
remove_clicked_cb (GtkButton *button, ZwDatePopover *self)
{
  choose (self, ZW_UNSET);
}

static void
entry_changed_cb (GtkEditable *entry, ZwDatePopover *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  int date;

  gtk_widget_remove_css_class (self->entry, "error");
  if (*text != '\0' && zw_date_parse (text, get_today (self), &date))
    zw_date_choice_set_date (ZW_DATE_CHOICE (self->choice), date);
}

static void
entry_activate_cb (GtkEntry *entry, ZwDatePopover *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  int date;

  if (*text == '\0')
    set_clicked_cb (NULL, self);
  else if (zw_date_parse (text, get_today (self), &date))
    choose (self, date);
  else
    gtk_widget_add_css_class (self->entry, "error");
}

static void
zw_date_popover_map (GtkWidget *widget)
{
  ZwDatePopover *self = ZW_DATE_POPOVER (widget);

  GTK_WIDGET_CLASS (zw_date_popover_parent_class)->map (widget);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
}

static void
zw_date_popover_class_init (ZwDatePopoverClass *klass)
{
  GTK_WIDGET_CLASS (klass)->map = zw_date_popover_map;
  chosen_signal = g_signal_new ("chosen", ZW_TYPE_DATE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
zw_date_popover_init (ZwDatePopover *self)
{
}

static GtkWidget *
new_buttons (ZwDatePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *none = gtk_button_new_with_label (_("Remove"));
  GtkWidget *set = gtk_button_new_with_label (_("Set Date"));

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (set, "suggested-action");
  gtk_box_append (GTK_BOX (box), none);
  gtk_box_append (GTK_BOX (box), set);
  g_signal_connect (none, "clicked", G_CALLBACK (remove_clicked_cb), self);
  g_signal_connect (set, "clicked", G_CALLBACK (set_clicked_cb), self);
  return box;
}

static void
add_choices (ZwDatePopover *self)
{
  ZwWorkspace *workspace = zw_ticket_popover_get_workspace (ZW_TICKET_POPOVER (self));
  ZwSprint *sprint = zw_workspace_get_active_sprint (workspace, zw_ticket_popover_get_project (ZW_TICKET_POPOVER (self)));
  int today = get_today (self);

  zw_date_choice_add (ZW_DATE_CHOICE (self->choice), _("Today"), today);
  zw_date_choice_add (ZW_DATE_CHOICE (self->choice), _("Tomorrow"), today + 1);
  zw_date_choice_add (ZW_DATE_CHOICE (self->choice), _("Next week"), zw_date_next_monday (today));
  if (sprint != NULL && sprint->end != ZW_UNSET && sprint->end >= today)
    zw_date_choice_add (ZW_DATE_CHOICE (self->choice), _("End of the sprint"), sprint->end);
}

GtkWidget *
zw_date_popover_new (ZwWorkspace *workspace, gint64 project, const gint64 *tickets, guint n)
{
  ZwDatePopover *self = ZW_DATE_POPOVER (zw_ticket_popover_new (ZW_TYPE_DATE_POPOVER, workspace, project, tickets, n));
  ZwTicket *ticket = zw_ticket_popover_get_ticket (ZW_TICKET_POPOVER (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Date, “fri” or “+3d”"));
  self->choice = zw_date_choice_new (get_today (self));
  add_choices (self);
  zw_date_choice_set_date (ZW_DATE_CHOICE (self->choice), ticket == NULL ? ZW_UNSET : ticket->due);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->choice);
  gtk_box_append (GTK_BOX (box), new_buttons (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect (self->choice, "picked", G_CALLBACK (picked_cb), self);
  g_signal_connect (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  return GTK_WIDGET (self);
}
