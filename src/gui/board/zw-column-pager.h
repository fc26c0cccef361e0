/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwColumnPager: the line above the one column of a narrow board: previous column, name and figures, next column.
 * Reads ZwColumnBox and turns its pages. Main thread. */
#pragma once

#include "zw-column-box.h"

G_BEGIN_DECLS

#define ZW_TYPE_COLUMN_PAGER (zw_column_pager_get_type ())
G_DECLARE_FINAL_TYPE (ZwColumnPager, zw_column_pager, ZW, COLUMN_PAGER, GtkWidget)

/* @columns outlives it. */
GtkWidget *zw_column_pager_new (ZwWorkspace *workspace, ZwColumnBox *columns);
/* Figures or names changed. */
void       zw_column_pager_update (ZwColumnPager *self);

G_END_DECLS
