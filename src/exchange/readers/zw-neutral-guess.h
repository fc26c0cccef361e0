/* SPDX-License-Identifier: GPL-3.0-or-later
 * What other tools write as they please, understood: instants, days, sizes, colours, and what a column is for. Pure functions
 * for the readers and the landing; nothing here fails, what is not understood is none. */
#pragma once

#include "zw-neutral.h"

G_BEGIN_DECLS

/* UTC ms of "2015-05-08T15:08:46.000+0000", "2014-11-21 00:21:08" (in @zone), a day (its beginning in @zone); 0 = none, also
 * outside the years 1970 to 9999. */
gint64   zw_guess_instant (const char *text, GTimeZone *zone);
/* Minutes of "PT2H30M" or "P1DT2H", with days of @minutes_per_day; ZW_UNSET = none. */
int      zw_guess_period (const char *text, int minutes_per_day);
/* The day of an instant in @zone; ZW_UNSET for 0. */
int      zw_guess_instant_day (gint64 instant, GTimeZone *zone);
/* Seconds since 1970 as text or digits; 0 = none. */
gint64   zw_guess_unix_instant (const char *seconds);
/* The day of an instant in @zone, or the day itself where no time is written; ZW_UNSET = none. */
int      zw_guess_date (const char *text, GTimeZone *zone);
/* The first instant of @date, or the last one with @end; 0 for ZW_UNSET. */
gint64   zw_guess_day_instant (int date, gboolean end, GTimeZone *zone);
/* "5", "0.5", "1/2"; NAN = none or not above 0. */
double   zw_guess_points (const char *text);
/* Of our palette, nearest to "#61bd4f", "61bd4f" or a usual colour name; NULL = none. (static) */
const char *zw_guess_colour (const char *text);
/* What a column of that name is for; ZW_NEUTRAL_NO_CATEGORY when the name does not tell. */
int      zw_guess_category (const char *name);
/* Whether a resolution or status of that name means: closed, but not done; which reason. */
gboolean zw_guess_cancelled (const char *name, ZwResolution *reason);
/* "Highest", "P1", "blocker", "low" ...: 5 most urgent .. 1; ZW_UNSET when the name does not tell. */
int      zw_guess_priority (const char *name);
/* "Bug", "User Story", "Epic" ...; TASK when the name does not tell. */
ZwTicketType zw_guess_type (const char *name);
/* Whether that is all @name says; also of NULL. */
gboolean zw_guess_is_plain_type (const char *name);
/* Whether a field of that name holds story points. */
gboolean zw_guess_is_points (const char *name);
/* Gives every column of @project without a category one, by its name, else by its place; says which were by place. */
void     zw_neutral_guess_categories (ZwNeutralProject *project);

G_END_DECLS
