/* SPDX-License-Identifier: GPL-3.0-or-later
 * The menus of a section. Asked by ZwBacklogHeader when they open. Must never run what they name. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-section-menu.h"

#include <glib/gi18n.h>

const char *
zw_section_menu_sort_name (ZwBacklogSort sort)
{
  switch (sort)
    {
    case ZW_BACKLOG_BY_RANK:
      return C_("sort", "Rank");
    case ZW_BACKLOG_BY_PRIORITY:
      return C_("sort", "Priority");
    case ZW_BACKLOG_BY_ESTIMATE:
      return C_("sort", "Estimate");
    case ZW_BACKLOG_BY_AGE:
      return C_("sort", "Newest");
    case ZW_BACKLOG_BY_TITLE:
      return C_("sort", "Title");
    }
  return "";
}

static void
append (GMenu *menu, const char *label, const char *action, gint64 id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", id);
  g_menu_append_item (menu, item);
}

static GMenu *
begin_section (GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  return section; /* kept alive by the menu */
}

static void
append_sprint_deeds (GMenu *menu, ZwSprint *sprint)
{
  gint64 id = zw_item_get_id (ZW_ITEM (sprint));
  GMenu *life = begin_section (menu);
  GMenu *end = begin_section (menu);

  append (life, _("Edit Sprint…"), "sprint.edit", id);
  if (sprint->state == ZW_SPRINT_PLANNED)
    append (life, _("Start Sprint…"), "sprint.start", id);
  else
    append (life, _("Complete Sprint…"), "sprint.complete", id);
  if (sprint->state == ZW_SPRINT_ACTIVE)
    append (life, _("Sprint Report"), "sprint.report", id);
  if (sprint->state == ZW_SPRINT_PLANNED)
    append (end, _("Delete Sprint"), "sprint.delete", id);
}

GMenuModel *
zw_section_menu_new_sorts (void)
{
  GMenu *menu = g_menu_new ();

  for (int sort = ZW_BACKLOG_BY_RANK; sort <= ZW_BACKLOG_BY_TITLE; sort++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (zw_section_menu_sort_name ((ZwBacklogSort) sort), NULL);
      g_menu_item_set_action_and_target (item, "backlog.sort", "i", sort);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

GMenuModel *
zw_section_menu_new (ZwBacklogSection *section)
{
  GMenu *menu = g_menu_new ();
  GMenu *add = begin_section (menu);

  append (add, _("Add Ticket"), "backlog.add", zw_backlog_section_get_sprint_id (section));
  g_menu_append (add, _("Create Sprint…"), "sprint.create");
  if (zw_backlog_section_get_sprint (section) != NULL)
    append_sprint_deeds (menu, zw_backlog_section_get_sprint (section));
  GMenu *look = begin_section (menu);
  g_menu_append (look, _("Expand All"), "backlog.expand-all");
  g_menu_append (look, _("Collapse All"), "backlog.collapse-all");
  g_menu_append (look, _("Planning"), "backlog.planning");
  return G_MENU_MODEL (menu);
}
