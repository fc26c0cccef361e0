/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwDateChoice: a few near dates as rows and a calendar below; both show the same day.
 * Signals: "picked" (int date): a row was clicked; "selected" (int date): any other way. Dates as in zw-schema.h. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_DATE_CHOICE (zw_date_choice_get_type ())
G_DECLARE_FINAL_TYPE (ZwDateChoice, zw_date_choice, ZW, DATE_CHOICE, GtkBox)

GtkWidget *zw_date_choice_new (int today);
/* A row "Tomorrow … Tue 24 Nov". */
void       zw_date_choice_add (ZwDateChoice *self, const char *name, int date);
/* ZW_UNSET shows today without choosing it. */
void       zw_date_choice_set_date (ZwDateChoice *self, int date);
int        zw_date_choice_get_date (ZwDateChoice *self);

/* @date moved to the next Monday after it. */
int        zw_date_next_monday (int date);

G_END_DECLS
