/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwColumnsPage: the columns of a project in order, and what happens at their limits. */
#pragma once

#include <adwaita.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_COLUMNS_PAGE (zw_columns_page_get_type ())
G_DECLARE_FINAL_TYPE (ZwColumnsPage, zw_columns_page, ZW, COLUMNS_PAGE, AdwPreferencesPage)

GtkWidget *zw_columns_page_new (ZwWorkspace *workspace, ZwProject *project);

G_END_DECLS
