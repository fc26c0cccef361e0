/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwProjectSwitcher: the button with the project's badge and name; its popover lists the projects. Choosing one runs
 * "win.switch-project". Main thread. */
#pragma once

#include <adwaita.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_PROJECT_SWITCHER (zw_project_switcher_get_type ())
G_DECLARE_FINAL_TYPE (ZwProjectSwitcher, zw_project_switcher, ZW, PROJECT_SWITCHER, AdwBin)

GtkWidget *zw_project_switcher_new (void);
/* @workspace (nullable) a reference is taken; @project 0 = none. */
void       zw_project_switcher_set (ZwProjectSwitcher *self, ZwWorkspace *workspace, gint64 project);

G_END_DECLS
