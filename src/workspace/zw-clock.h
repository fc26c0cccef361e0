/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwClock: the one clock, made in main and handed down; tests and --now fix it. Instants are UTC ms, dates are
 * local calendar dates as in zw-schema.h. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ZW_TYPE_CLOCK (zw_clock_get_type ())
G_DECLARE_FINAL_TYPE (ZwClock, zw_clock, ZW, CLOCK, GObject)

ZwClock   *zw_clock_new_system (void);
/* Stands still at @now until zw_clock_set(). @zone NULL = the local one. */
ZwClock   *zw_clock_new_fixed (gint64 now, GTimeZone *zone);
void       zw_clock_set (ZwClock *self, gint64 now);
/* Signal "day-changed": the local date is another one (a timer of the system clock, or zw_clock_set). */

gint64     zw_clock_get_now (ZwClock *self);
int        zw_clock_get_today (ZwClock *self);
/* The local date of @instant. */
int        zw_clock_get_date (ZwClock *self, gint64 instant);
GTimeZone *zw_clock_get_zone (ZwClock *self);

G_END_DECLS
