/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwPeoplePage: the people of a project, and which of them sits at this computer. */
#pragma once

#include <adwaita.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_PEOPLE_PAGE (zw_people_page_get_type ())
G_DECLARE_FINAL_TYPE (ZwPeoplePage, zw_people_page, ZW, PEOPLE_PAGE, AdwPreferencesPage)

GtkWidget *zw_people_page_new (ZwWorkspace *workspace, ZwProject *project);
/* Where “You are” is kept; NULL = for this run only. */
void       zw_people_page_set_config_dir (ZwPeoplePage *self, const char *config_dir);

G_END_DECLS
