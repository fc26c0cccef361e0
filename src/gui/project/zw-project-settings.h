/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwProjectSettings: everything that is set once per project: columns, people, labels, estimates. Changes take effect at once
 * and can be undone here. */
#pragma once

#include "zw-toast-window.h"

G_BEGIN_DECLS

#define ZW_TYPE_PROJECT_SETTINGS (zw_project_settings_get_type ())
G_DECLARE_FINAL_TYPE (ZwProjectSettings, zw_project_settings, ZW, PROJECT_SETTINGS, ZwToastWindow)

/* @page: "columns", "people", "labels", "estimates"; NULL = the first. The project must exist; when it is deleted the window
 * closes. The caller makes it transient and presents it. */
GtkWidget *zw_project_settings_new (ZwWorkspace *workspace, gint64 project, const char *page);
/* Where “You are” is kept (zw-identity.h); NULL, as at first = for this run only. */
void       zw_project_settings_set_config_dir (ZwProjectSettings *self, const char *config_dir);

G_END_DECLS
