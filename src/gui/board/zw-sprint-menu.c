/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which sprints there are, and what can be done with the one on show. Must never change anything: it names actions. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-menu.h"

#include <glib/gi18n.h>

/* Of those that were completed, the latest. */
#define MAX_COMPLETED 12

static void
append_action (GMenu *menu, const char *label, const char *action, gint64 sprint)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", sprint);
  g_menu_append_item (menu, item);
}

static GMenu *
new_life (ZwSprint *sprint)
{
  GMenu *menu = g_menu_new ();
  gint64 id = zw_item_get_id (ZW_ITEM (sprint));

  if (sprint->state != ZW_SPRINT_CLOSED)
    append_action (menu, _("Edit Sprint…"), "sprint.edit", id);
  if (sprint->state == ZW_SPRINT_PLANNED)
    append_action (menu, _("Start Sprint…"), "sprint.start", id);
  if (sprint->state == ZW_SPRINT_ACTIVE)
    append_action (menu, _("Complete Sprint…"), "sprint.complete", id);
  if (sprint->state != ZW_SPRINT_PLANNED)
    append_action (menu, _("Sprint Report"), "sprint.report", id);
  return menu;
}

static void
append_scope (GMenu *menu, ZwSprint *sprint)
{
  g_autofree char *running = g_strdup_printf (_("%s (running)"), sprint->name);
  g_autofree char *scope = g_strdup_printf ("%" G_GINT64_FORMAT, zw_item_get_id (ZW_ITEM (sprint)));
  g_autoptr (GMenuItem) item = g_menu_item_new (sprint->state == ZW_SPRINT_ACTIVE ? running : sprint->name, NULL);

  g_menu_item_set_action_and_target (item, "board.scope", "s", scope);
  g_menu_append_item (menu, item);
}

/* All that run or are planned, in their order. */
static GMenu *
new_sprints (GListModel *all)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (all, i);
      if (sprint->state != ZW_SPRINT_CLOSED)
        append_scope (menu, sprint);
    }
  return menu;
}

static GMenu *
new_completed (GListModel *all)
{
  GMenu *menu = g_menu_new ();

  for (guint i = g_list_model_get_n_items (all); i > 0 && g_menu_model_get_n_items (G_MENU_MODEL (menu)) < MAX_COMPLETED; i--)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (all, i - 1);
      if (sprint->state == ZW_SPRINT_CLOSED)
        append_scope (menu, sprint);
    }
  return menu;
}

GMenuModel *
zw_sprint_menu_new (ZwWorkspace *workspace, ZwBoard *board)
{
  GMenu *menu = g_menu_new ();
  GListModel *all = zw_workspace_get_sprints (workspace, zw_board_get_project (board));
  ZwSprint *shown = zw_board_get_scope (board) == ZW_BOARD_SPRINT ? zw_board_get_sprint (board) : NULL;
  g_autoptr (GMenu) sprints = new_sprints (all), completed = new_completed (all), scopes = g_menu_new ();

  if (shown != NULL)
    {
      g_autoptr (GMenu) life = new_life (shown);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (life));
    }
  g_menu_append (scopes, _("All Open Tickets"), "board.scope::open");
  g_menu_append (scopes, _("Problems"), "board.scope::problems");
  if (g_menu_model_get_n_items (G_MENU_MODEL (completed)) > 0)
    g_menu_append_submenu (scopes, _("Completed Sprints"), G_MENU_MODEL (completed));
  g_menu_append_section (menu, _("Show"), G_MENU_MODEL (sprints));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (scopes));
  if (shown == NULL)
    {
      g_autoptr (GMenu) closed = g_menu_new ();
      g_menu_append (closed, _("Closed Longer Ago, Too"), "board.show-all");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (closed));
    }
  return G_MENU_MODEL (menu);
}
