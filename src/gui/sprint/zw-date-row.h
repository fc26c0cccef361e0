/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwDateRow: a row of a form with a day on its right, chosen in a calendar. Property "date" (int, ZW_UNSET = none) notifies
 * when a person chose another one; zw_date_row_set_date() is silent. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ZW_TYPE_DATE_ROW (zw_date_row_get_type ())
G_DECLARE_FINAL_TYPE (ZwDateRow, zw_date_row, ZW, DATE_ROW, AdwActionRow)

/* @today is the year that is not written and where an unset calendar opens. */
void zw_date_row_set_today (ZwDateRow *self, int today);
void zw_date_row_set_date (ZwDateRow *self, int date);
int  zw_date_row_get_date (ZwDateRow *self);

G_END_DECLS
