/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by ZwBacklogCell alone. Must draw nothing but the ring of the focus. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-pill.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-format.h"

#define HEIGHT 24

GtkWidget *
zw_backlog_pill_new (GtkWidget *row)
{
  GtkWidget *pill = gtk_button_new ();

  gtk_widget_add_css_class (pill, "zw-pill-stop");
  gtk_widget_set_can_target (pill, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (pill), "card.estimate");
  gtk_widget_set_parent (pill, row);
  return pill;
}

void
zw_backlog_pill_update (GtkWidget *pill, ZwWorkspace *workspace, ZwTicket *ticket)
{
  ZwProject *project = zw_workspace_get_project (workspace, ticket->project);
  g_autofree char *value = isnan (ticket->estimate) ? g_strdup (_("not estimated")) : zw_format_estimate_long (ticket->estimate, project);
  g_autofree char *name = g_strdup_printf ("%s, %s", _("Estimate"), value);

  gtk_accessible_update_property (GTK_ACCESSIBLE (pill), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
zw_backlog_pill_place (GtkWidget *pill, int x, int width, int row_height)
{
  int minimum, height;

  gtk_widget_measure (pill, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (pill, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  height = MAX (height, HEIGHT);
  gtk_widget_size_allocate (pill, &(GtkAllocation) { x, (row_height - height) / 2, MAX (width, minimum), height }, -1);
}
