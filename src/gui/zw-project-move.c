/* SPDX-License-Identifier: GPL-3.0-or-later
 * Moving tickets to another project. Must never decide what is allowed: the command does. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-project-move.h"

#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-feedback.h"
#include "zw-format.h"
#include "zw-ticket-commands.h"

void
zw_project_move_append (GMenu *menu, ZwWorkspace *workspace, gint64 project, const char *action)
{
  GListModel *projects = zw_workspace_get_projects (workspace);
  g_autoptr (GMenu) others = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (projects); i++)
    {
      g_autoptr (ZwProject) other = g_list_model_get_item (projects, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (other->name, NULL);
      g_menu_item_set_action_and_target (item, action, "x", zw_item_get_id (ZW_ITEM (other)));
      if (zw_item_get_id (ZW_ITEM (other)) != project)
        g_menu_append_item (others, item);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (others)) > 0)
    g_menu_append_submenu (menu, _("Move to Project"), G_MENU_MODEL (others));
}

/* Named by the old key: the new one is known only when it is stored. */
static char *
new_message (ZwWorkspace *workspace, const gint64 *ids, guint n, ZwProject *project)
{
  if (n > 1)
    return g_strdup_printf (ngettext ("%u ticket moved to %s", "%u tickets moved to %s", n), n, project->name);
  g_autofree char *key = zw_format_key (workspace, zw_workspace_get_ticket (workspace, ids[0]));
  return g_strdup_printf (_("%s moved to %s"), key, project->name);
}

gboolean
zw_project_move_run (GtkWidget *widget, ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 project_id)
{
  ZwProject *project = zw_workspace_get_project (workspace, project_id);
  g_autoptr (GError) error = NULL;

  if (project == NULL || n == 0 || zw_workspace_get_ticket (workspace, ids[0]) == NULL)
    return FALSE;
  g_autofree char *message = new_message (workspace, ids, n, project);
  if (!zw_commit (widget, workspace, zw_ticket_move_to_project (workspace, ids, n, project_id, &error), &error))
    return FALSE;
  zw_feedback_toast (widget, message, TRUE);
  return TRUE;
}
