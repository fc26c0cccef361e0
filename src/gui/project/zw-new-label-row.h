/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwNewLabelRow: the last row of the labels: a name, a colour, and it is there. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_NEW_LABEL_ROW (zw_new_label_row_get_type ())
G_DECLARE_FINAL_TYPE (ZwNewLabelRow, zw_new_label_row, ZW, NEW_LABEL_ROW, GtkListBoxRow)

GtkWidget *zw_new_label_row_new (ZwWorkspace *workspace, gint64 project);

G_END_DECLS
