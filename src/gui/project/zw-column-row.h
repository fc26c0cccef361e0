/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwColumnRow: one column of the board in the settings: name, category, limit, and the menu with what can be done to it.
 * Signal "move" (int step): up (-1) or down (1) was asked for; the page does it, because the row may be replaced by that. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_COLUMN_ROW (zw_column_row_get_type ())
G_DECLARE_FINAL_TYPE (ZwColumnRow, zw_column_row, ZW, COLUMN_ROW, GtkListBoxRow)

GtkWidget *zw_column_row_new (ZwWorkspace *workspace, ZwStatus *status);
ZwStatus  *zw_column_row_get_status (ZwColumnRow *self);

G_END_DECLS
