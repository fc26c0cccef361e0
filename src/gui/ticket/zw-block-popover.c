/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by the pane and the board's key B. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-block-popover.h"

#include <glib/gi18n.h>

#include "zw-format.h"
#include "zw-part-commands.h"
#include "zw-ticket-chooser.h"

struct _ZwBlockPopover {
  ZwTicketPopover parent_instance;
  GtkWidget *reason;  /* GtkEntry */
  GtkWidget *chooser; /* ZwTicketChooser in the menu button's popover */
  GtkWidget *choose;  /* GtkMenuButton */
  GtkWidget *block;   /* GtkButton */
  gint64 blocker;
};

G_DEFINE_FINAL_TYPE (ZwBlockPopover, zw_block_popover, ZW_TYPE_TICKET_POPOVER)

static char *
dup_reason (ZwBlockPopover *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
}

static void
update_sensitivity (ZwBlockPopover *self)
{
  g_autofree char *reason = dup_reason (self);

  gtk_widget_set_sensitive (self->block, *reason != '\0' || self->blocker != 0);
}

static void
block_cb (ZwBlockPopover *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = dup_reason (self);
  guint n;
  const gint64 *tickets = zw_ticket_popover_get_tickets (ZW_TICKET_POPOVER (self), &n);
  ZwWorkspace *workspace = zw_ticket_popover_get_workspace (ZW_TICKET_POPOVER (self));

  if (*reason == '\0' && self->blocker == 0)
    return;
  zw_ticket_popover_commit (ZW_TICKET_POPOVER (self),
                            zw_block_start (workspace, tickets, n, *reason == '\0' ? NULL : reason, self->blocker, &error), &error);
}

static void
chosen_cb (ZwTicketChooser *chooser, gint64 id, ZwBlockPopover *self)
{
  ZwWorkspace *workspace = zw_ticket_popover_get_workspace (ZW_TICKET_POPOVER (self));
  ZwTicket *ticket = zw_workspace_get_ticket (workspace, id);
  g_autofree char *key = ticket == NULL ? g_strdup (_("Choose a Ticket…")) : zw_format_key (workspace, ticket);

  self->blocker = ticket == NULL ? 0 : id;
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->choose), key);
  update_sensitivity (self);
}

static void
zw_block_popover_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zw_block_popover_parent_class)->map (widget);
  gtk_widget_grab_focus (ZW_BLOCK_POPOVER (widget)->reason);
}

static void
zw_block_popover_class_init (ZwBlockPopoverClass *klass)
{
  GTK_WIDGET_CLASS (klass)->map = zw_block_popover_map;
}

static void
zw_block_popover_init (ZwBlockPopover *self)
{
}

static GtkWidget *
new_header (ZwBlockPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("action-unavailable-symbolic");
  g_autofree char *subject = zw_ticket_popover_dup_subject (ZW_TICKET_POPOVER (self));
  g_autofree char *text = g_strdup_printf (_("Block %s"), subject);
  GtkWidget *title = gtk_label_new (text);

  gtk_widget_add_css_class (icon, "error");
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  return box;
}

static GtkWidget *
new_footer (ZwBlockPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (_("or blocked by"));

  gtk_widget_add_css_class (label, "zw-key");
  self->choose = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->choose), _("Choose a Ticket…"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->choose), zw_ticket_chooser_popover_new (ZW_TICKET_CHOOSER (self->chooser)));
  gtk_widget_set_hexpand (self->choose, TRUE);
  gtk_widget_set_halign (self->choose, GTK_ALIGN_START);
  self->block = gtk_button_new_with_label (C_("verb", "Block"));
  gtk_widget_add_css_class (self->block, "suggested-action");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->choose);
  gtk_box_append (GTK_BOX (box), self->block);
  return box;
}

GtkWidget *
zw_block_popover_new (ZwWorkspace *workspace, const gint64 *tickets, guint n)
{
  ZwBlockPopover *self = ZW_BLOCK_POPOVER (zw_ticket_popover_new (ZW_TYPE_BLOCK_POPOVER, workspace, 0, tickets, n));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->reason = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->reason), _("What is in the way?"));
  self->chooser = zw_ticket_chooser_new (workspace, zw_ticket_popover_get_project (ZW_TICKET_POPOVER (self)), tickets[0], NULL);
  zw_ticket_chooser_set_none (ZW_TICKET_CHOOSER (self->chooser), _("No Ticket"));
  gtk_widget_add_css_class (box, "zw-popover-form");
  gtk_widget_set_size_request (box, 380, -1);
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (box), self->reason);
  gtk_box_append (GTK_BOX (box), new_footer (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  update_sensitivity (self);
  g_signal_connect_swapped (self->reason, "changed", G_CALLBACK (update_sensitivity), self);
  g_signal_connect_swapped (self->reason, "activate", G_CALLBACK (block_cb), self);
  g_signal_connect_swapped (self->block, "clicked", G_CALLBACK (block_cb), self);
  g_signal_connect (self->chooser, "chosen", G_CALLBACK (chosen_cb), self);
  return GTK_WIDGET (self);
}
