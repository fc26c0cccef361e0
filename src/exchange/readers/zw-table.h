/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTable: lines of separated values as RFC 4180 and spreadsheets write them: comma, semicolon, tab or bar, found out from the
 * first line; quoted cells may hold anything; and what such cells mean as days. Pure; used by the reader of tables. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  GPtrArray *rows; /* (owned) of GPtrArray of char *, the first is the heading */
  GArray *lines;   /* (owned) gint64: where each begins */
} ZwTable;

/* ZW_ERROR_SYNTAX with the line of a quote that never ends. */
ZwTable *zw_table_parse (const char *text, GError **error);
void     zw_table_free (ZwTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwTable, zw_table_free)
/* "" where the row is shorter. */
const char *zw_table_get (const ZwTable *self, guint row, guint column);

/* How a column writes days with slashes. */
typedef enum { ZW_DAYS_UNKNOWN, ZW_DAYS_DAY_FIRST, ZW_DAYS_MONTH_FIRST } ZwDayOrder;
/* What @text tells of it: a part above 12 is no month. */
ZwDayOrder zw_table_guess_day_order (const char *text);
/* UTC ms of "2024-03-01 10:00", "1.3.2024 10:00", "01/Mar/24 8:05 AM", "3/1/2024" ...; 0 = none, also where @order leaves two
 * days possible. @date (nullable): the day as written. */
gint64     zw_table_read_instant (const char *text, ZwDayOrder order, GTimeZone *zone, int *date);

G_END_DECLS
