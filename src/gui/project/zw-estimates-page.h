/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwEstimatesPage: how a project measures: estimates, time, sprints; and what it is called. */
#pragma once

#include <adwaita.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_ESTIMATES_PAGE (zw_estimates_page_get_type ())
G_DECLARE_FINAL_TYPE (ZwEstimatesPage, zw_estimates_page, ZW, ESTIMATES_PAGE, AdwPreferencesPage)

GtkWidget *zw_estimates_page_new (ZwWorkspace *workspace, ZwProject *project);

G_END_DECLS
