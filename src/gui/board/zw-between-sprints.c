/* SPDX-License-Identifier: GPL-3.0-or-later
 * The page between two sprints. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-between-sprints.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static GtkWidget *
new_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

GtkWidget *
zw_between_sprints_new (void)
{
  GtkWidget *page = adw_status_page_new (), *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *backlog = new_button (_("Open _Backlog"), "win.show-backlog");

  gtk_widget_add_css_class (backlog, "suggested-action");
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), backlog);
  gtk_box_append (GTK_BOX (buttons), new_button (_("Show _All"), "board.scope::open"));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "zw-board-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No sprint is running"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _("Plan one in the backlog, or show all open tickets."));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), buttons);
  return page;
}
