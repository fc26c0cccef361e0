/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwCheckRow: one item of a checklist: ticked by its box, renamed in place (Enter, F2 or a click), moved by its handle or
 * Alt+Up and Alt+Down, deleted by its button or Delete. Knows its item only; the list decides.
 * Signals: "toggled" (), "renamed" (const char *text; empty = delete), "moved" (int step), "deleted" (). */
#pragma once

#include <gtk/gtk.h>

#include "zw-items.h"

G_BEGIN_DECLS

#define ZW_TYPE_CHECK_ROW (zw_check_row_get_type ())
G_DECLARE_FINAL_TYPE (ZwCheckRow, zw_check_row, ZW, CHECK_ROW, GtkListBoxRow)

GtkWidget   *zw_check_row_new (ZwCheckItem *item);
ZwCheckItem *zw_check_row_get_item (ZwCheckRow *self); /* borrowed */
void         zw_check_row_edit (ZwCheckRow *self);

G_END_DECLS
