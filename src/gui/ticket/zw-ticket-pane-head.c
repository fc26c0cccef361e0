/* SPDX-License-Identifier: GPL-3.0-or-later
 * The head of the ticket pane (type, key, steps, menu) and the row below its title (column, closing, age): made once, then shown
 * anew with every change. Called by zw-ticket-pane.c; what the menus do is in zw-ticket-pane-actions.c. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-format.h"
#include "zw-pane-parts.h"
#include "zw-project-move.h"
#include "zw-ticket-commands.h"
#include "zw-ticket-pane-private.h"
#include "zw-values.h"

#define AGE_FROM_DAYS 3

/* --- menus --- */

static void
create_status_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  ZwTicketPane *self = user_data;
  ZwTicket *ticket = zw_ticket_pane_get_ticket (self);
  GListModel *statuses = zw_workspace_get_statuses (self->workspace, ticket->project);
  ZwWorkflow workflow = ticket->type == ZW_TICKET_PROBLEM ? ZW_WORKFLOW_SUPPORT : ZW_WORKFLOW_WORK;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (statuses, i);
      g_autofree char *action = g_strdup_printf ("pane.status('%" G_GINT64_FORMAT "')", zw_item_get_id (ZW_ITEM (status)));
      if (status->workflow == workflow)
        g_menu_append (menu, status->name, action);
    }
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

static GMenuModel *
new_type_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (int type = ZW_TICKET_STORY; type <= ZW_TICKET_EPIC; type++)
    {
      g_autofree char *action = g_strdup_printf ("pane.type('%s')", zw_ticket_type_names[type]);
      g_menu_append (menu, zw_format_type ((ZwTicketType) type), action);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
new_section (const char *const *words)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; words[i] != NULL; i += 2)
    g_menu_append (menu, words[i], words[i + 1]);
  return G_MENU_MODEL (menu);
}

static GMenuModel *
new_pane_menu (ZwTicketPane *self)
{
  const char *const edits[] = { _("Edit Title"), "pane.edit-title", _("Duplicate"), "pane.duplicate", _("Copy Key"), "pane.copy-key",
                                _("Create Task from Problem"), "pane.create-task", _("Attach Files…"), "pane.attach", NULL };
  const char *const states[] = { _("Block…"), "pane.block", _("Wait Until…"), "pane.wait", NULL };
  const char *const ends[] = { _("Delete"), "pane.delete", NULL };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) types = new_type_menu ();
  g_autoptr (GMenuModel) first = new_section (edits);
  g_autoptr (GMenuModel) second = new_section (states);
  g_autoptr (GMenuModel) third = new_section (ends);

  g_menu_append_section (menu, NULL, first);
  g_menu_append_submenu (menu, _("Type"), types);
  zw_project_move_append (menu, self->workspace, zw_ticket_pane_get_ticket (self)->project, "pane.move-to-project");
  g_menu_append_section (menu, NULL, second);
  g_menu_append_section (menu, NULL, third);
  return G_MENU_MODEL (menu);
}

/* Made when it opens: projects come and go. */
static void
create_pane_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenuModel) menu = new_pane_menu (user_data);

  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

static GMenuModel *
new_close_menu (void)
{
  const char *const words[] = { _("As Done"), "pane.done", _("As Not Done…"), "pane.not-done", _("As Duplicate of…"),
                                "pane.duplicate-of", NULL };

  return new_section (words);
}

static void
previous_cb (ZwTicketPane *self)
{
  zw_ticket_pane_emit_step (self, -1);
}

static void
next_cb (ZwTicketPane *self)
{
  zw_ticket_pane_emit_step (self, 1);
}

static GtkWidget *
add_icon_button (GtkWidget *box, const char *icon, const char *tooltip, GCallback clicked, ZwTicketPane *self)
{
  GtkWidget *button = zw_pane_icon_button_new (icon, tooltip);

  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

GtkWidget *
zw_ticket_pane_new_head (ZwTicketPane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (head, "zw-pane-head");
  self->type_icon = gtk_image_new ();
  self->key = zw_pane_label_new (NULL, "heading");
  self->type_name = zw_pane_label_new (NULL, "zw-sec");
  gtk_widget_set_hexpand (self->type_name, TRUE);
  gtk_box_append (GTK_BOX (head), self->type_icon);
  gtk_box_append (GTK_BOX (head), self->key);
  gtk_box_append (GTK_BOX (head), self->type_name);
  add_icon_button (head, "go-up-symbolic", _("Previous Ticket"), G_CALLBACK (previous_cb), self);
  add_icon_button (head, "go-down-symbolic", _("Next Ticket"), G_CALLBACK (next_cb), self);
  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->menu), FALSE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), create_pane_popover_cb, self, NULL);
  gtk_widget_set_valign (self->menu, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->menu, _("Ticket Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Ticket Menu"), -1);
  gtk_box_append (GTK_BOX (head), self->menu);
  add_icon_button (head, "window-close-symbolic", _("Close Pane (Esc)"), G_CALLBACK (zw_ticket_pane_emit_close), self);
  return head;
}

static GtkWidget *
new_menu_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  return button;
}

GtkWidget *
zw_ticket_pane_new_status_row (ZwTicketPane *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autoptr (GMenuModel) menu = new_close_menu ();

  self->status = new_menu_button ();
  gtk_widget_set_tooltip_text (self->status, _("Move to Another Column"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->status), create_status_popover_cb, self, NULL);
  self->close = new_menu_button ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->close), _("Close Ticket"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->close), menu);
  self->reopen = gtk_button_new_with_label (_("Reopen"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->reopen), "pane.reopen");
  self->age = zw_pane_chip_new ("zw-hourglass-symbolic", "");
  self->age_text = gtk_widget_get_last_child (self->age);
  gtk_widget_set_hexpand (self->age, TRUE);
  gtk_widget_set_halign (self->age, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (row), self->status);
  gtk_box_append (GTK_BOX (row), self->close);
  gtk_box_append (GTK_BOX (row), self->reopen);
  gtk_box_append (GTK_BOX (row), self->age);
  return row;
}

/* --- showing --- */

static void
set_type_class (GtkWidget *icon, const char *style_class)
{
  const char *classes[] = { style_class, NULL };

  gtk_widget_set_css_classes (icon, classes);
}

/* How long it stays is only news about what is being worked on. */
static void
show_age (ZwTicketPane *self, ZwTicket *ticket)
{
  ZwCategory category = zw_workspace_get_category (self->workspace, ticket);
  gboolean works = category == ZW_CATEGORY_IN_PROGRESS || category == ZW_CATEGORY_WAITING;
  int age = zw_ticket_get_age (self->workspace, ticket);
  gboolean old = age > zw_workspace_get_age_limit (self->workspace, ticket);
  g_autofree char *days = zw_format_days (age);
  g_autofree char *text = g_strdup_printf (_("%s in column"), days);

  gtk_label_set_text (GTK_LABEL (self->age_text), text);
  gtk_widget_set_visible (self->age, works && age >= AGE_FROM_DAYS);
  gtk_widget_set_tooltip_text (self->age, old ? _("Longer than most tickets stay here") : NULL);
  if (old)
    gtk_widget_add_css_class (self->age, "soon");
  else
    gtk_widget_remove_css_class (self->age, "soon");
}

static void
show_status (ZwTicketPane *self, ZwTicket *ticket)
{
  ZwStatus *status = zw_workspace_get_status (self->workspace, ticket->status);
  gboolean closed = zw_workspace_is_closed (self->workspace, ticket);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->status), status == NULL ? "" : status->name);
  gtk_widget_set_visible (self->close, !closed);
  gtk_widget_set_visible (self->reopen, closed);
  show_age (self, ticket);
}

void
zw_ticket_pane_show_head (ZwTicketPane *self, ZwTicket *ticket)
{
  g_autofree char *key = zw_format_key (self->workspace, ticket);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->type_icon), zw_format_type_icon (ticket->type));
  set_type_class (self->type_icon, zw_format_type_class (ticket->type));
  gtk_label_set_text (GTK_LABEL (self->key), key);
  gtk_label_set_text (GTK_LABEL (self->type_name), zw_format_type (ticket->type));
  show_status (self, ticket);
}
