/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwLabelsPage: the labels of a project, with how many tickets carry each. */
#pragma once

#include <adwaita.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_LABELS_PAGE (zw_labels_page_get_type ())
G_DECLARE_FINAL_TYPE (ZwLabelsPage, zw_labels_page, ZW, LABELS_PAGE, AdwPreferencesPage)

GtkWidget *zw_labels_page_new (ZwWorkspace *workspace, ZwProject *project);

G_END_DECLS
