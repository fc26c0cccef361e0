/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwLabelRow: one label in the settings: colour, name, how many tickets carry it; edited in place. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_LABEL_ROW (zw_label_row_get_type ())
G_DECLARE_FINAL_TYPE (ZwLabelRow, zw_label_row, ZW, LABEL_ROW, GtkListBoxRow)

GtkWidget *zw_label_row_new (ZwWorkspace *workspace, ZwLabel *label);
ZwLabel   *zw_label_row_get_label (ZwLabelRow *self);
/* How many tickets carry it; counted by the page for all at once. */
void       zw_label_row_set_count (ZwLabelRow *self, guint count);
/* Turns the row into its form and back: Enter or leaving it commits, Escape does not. */
void       zw_label_row_edit (ZwLabelRow *self);

G_END_DECLS
