/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by the pane, by the board's key W, and after a move into a waiting column. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-wait-popover.h"

#include <glib/gi18n.h>

#include "zw-date-choice.h"
#include "zw-ticket-commands.h"

struct _ZwWaitPopover {
  ZwTicketPopover parent_instance;
  GtkWidget *choice; /* ZwDateChoice */
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (ZwWaitPopover, zw_wait_popover, ZW_TYPE_TICKET_POPOVER)

static void
commit (ZwWaitPopover *self, int date)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *until = zw_date_to_string (date);
  g_autofree char *what = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  guint n;
  const gint64 *tickets = zw_ticket_popover_get_tickets (ZW_TICKET_POPOVER (self), &n);
  ZwWorkspace *workspace = zw_ticket_popover_get_workspace (ZW_TICKET_POPOVER (self));

  zw_ticket_popover_commit (ZW_TICKET_POPOVER (self),
                            zw_ticket_wait (workspace, tickets, n, until, until == NULL || *what == '\0' ? NULL : what, &error),
                            &error);
}

static void
wait_clicked_cb (GtkWidget *widget, ZwWaitPopover *self)
{
  commit (self, zw_date_choice_get_date (ZW_DATE_CHOICE (self->choice)));
}

static void
stop_clicked_cb (GtkButton *button, ZwWaitPopover *self)
{
  commit (self, ZW_UNSET);
}

static void
zw_wait_popover_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zw_wait_popover_parent_class)->map (widget);
  gtk_widget_grab_focus (ZW_WAIT_POPOVER (widget)->entry);
}

static void
zw_wait_popover_class_init (ZwWaitPopoverClass *klass)
{
  GTK_WIDGET_CLASS (klass)->map = zw_wait_popover_map;
}

static void
zw_wait_popover_init (ZwWaitPopover *self)
{
}

static GtkWidget *
new_header (ZwWaitPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("preferences-system-time-symbolic");
  GtkWidget *title = gtk_label_new (_("Wait Until"));
  g_autofree char *subject = zw_ticket_popover_dup_subject (ZW_TICKET_POPOVER (self));
  GtkWidget *key = gtk_label_new (subject);

  gtk_widget_add_css_class (icon, "warning");
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (key, "zw-key");
  gtk_widget_add_css_class (box, "zw-menu-row");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), key);
  return box;
}

static ZwSprint *
find_next_sprint (ZwWaitPopover *self, int today)
{
  GListModel *sprints = zw_workspace_get_sprints (zw_ticket_popover_get_workspace (ZW_TICKET_POPOVER (self)),
                                                  zw_ticket_popover_get_project (ZW_TICKET_POPOVER (self)));

  for (guint i = 0; i < g_list_model_get_n_items (sprints); i++)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (sprints, i);
      if (sprint->state == ZW_SPRINT_PLANNED && sprint->start != ZW_UNSET && sprint->start > today)
        return sprint;
    }
  return NULL;
}

static void
add_choices (ZwWaitPopover *self, int today)
{
  ZwDateChoice *choice = ZW_DATE_CHOICE (self->choice);
  ZwSprint *sprint = find_next_sprint (self, today);

  zw_date_choice_add (choice, _("Tomorrow"), today + 1);
  zw_date_choice_add (choice, _("In two days"), today + 2);
  zw_date_choice_add (choice, _("Next week"), zw_date_next_monday (today));
  if (sprint != NULL)
    zw_date_choice_add (choice, _("Next sprint"), sprint->start);
}

static GtkWidget *
new_buttons (ZwWaitPopover *self, gboolean is_waiting)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *stop = gtk_button_new_with_label (_("Stop Waiting"));
  GtkWidget *wait = gtk_button_new_with_label (C_("verb", "Wait"));

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (wait, "suggested-action");
  gtk_widget_set_sensitive (stop, is_waiting);
  gtk_box_append (GTK_BOX (box), stop);
  gtk_box_append (GTK_BOX (box), wait);
  g_signal_connect (stop, "clicked", G_CALLBACK (stop_clicked_cb), self);
  g_signal_connect (wait, "clicked", G_CALLBACK (wait_clicked_cb), self);
  return box;
}

GtkWidget *
zw_wait_popover_new (ZwWorkspace *workspace, const gint64 *tickets, guint n)
{
  ZwWaitPopover *self = ZW_WAIT_POPOVER (zw_ticket_popover_new (ZW_TYPE_WAIT_POPOVER, workspace, 0, tickets, n));
  ZwTicket *ticket = zw_ticket_popover_get_ticket (ZW_TICKET_POPOVER (self));
  int today = zw_clock_get_today (zw_workspace_get_clock (workspace));
  gboolean waits = ticket != NULL && ticket->waiting_until != ZW_UNSET;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->choice = zw_date_choice_new (today);
  add_choices (self, today);
  zw_date_choice_set_date (ZW_DATE_CHOICE (self->choice), waits ? ticket->waiting_until : today + 2);
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("What for?"));
  if (waits && ticket->waiting_for != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), ticket->waiting_for);
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (box), self->choice);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), new_buttons (self, waits));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect (self->entry, "activate", G_CALLBACK (wait_clicked_cb), self);
  return GTK_WIDGET (self);
}
