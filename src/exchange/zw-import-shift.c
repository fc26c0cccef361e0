/* SPDX-License-Identifier: GPL-3.0-or-later
 * Dates and instants on the move. A day is a calendar day: 09:12 stays 09:12 over a change of the clocks. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-shift.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)

gboolean
zw_import_shift_is_needed (const ZwImportShift *shift)
{
  return shift->days != 0 || shift->from != NULL;
}

/* @instant as if its clock on the wall, @days later, hung in @to. */
static gint64
move_wall_clock (const ZwImportShift *shift, gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / 1000);
  g_autoptr (GDateTime) there = utc == NULL ? NULL : g_date_time_to_timezone (utc, shift->from);
  g_autoptr (GDateTime) moved = there == NULL ? NULL : g_date_time_add_days (there, shift->days);
  g_autoptr (GDateTime) here
    = moved == NULL ? NULL
                    : g_date_time_new (shift->to, g_date_time_get_year (moved), g_date_time_get_month (moved),
                                       g_date_time_get_day_of_month (moved), g_date_time_get_hour (moved),
                                       g_date_time_get_minute (moved), g_date_time_get_second (moved));

  return here == NULL ? instant : g_date_time_to_unix (here) * 1000 + instant % 1000;
}

gint64
zw_import_shift_instant (const ZwImportShift *shift, gint64 instant)
{
  return shift->from != NULL ? move_wall_clock (shift, instant) : instant + shift->days * DAY_MS;
}

static char *
shift_date (const ZwImportShift *shift, const char *text)
{
  int date;
  return zw_date_from_string (text, &date) ? zw_date_to_string (date + shift->days) : NULL;
}

char *
zw_import_shift_value (const ZwImportShift *shift, ZwEntity entity, const ZwFieldSpec *spec, const char *text)
{
  if (text == NULL || !zw_import_shift_is_needed (shift))
    return NULL;
  switch (spec->type)
    {
    case ZW_VALUE_DATE:
    case ZW_VALUE_SET_DATE:
      return shift_date (shift, text);
    case ZW_VALUE_INSTANT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, zw_import_shift_instant (shift, g_ascii_strtoll (text, NULL, 10)));
    case ZW_VALUE_TEXT:
      /* The days of the project begin where its clock hangs. */
      if (entity == ZW_ENTITY_PROJECT && spec->field == ZW_FIELD_TIME_ZONE && shift->to != NULL)
        return g_strdup (g_time_zone_get_identifier (shift->to));
      return NULL;
    case ZW_VALUE_INT:
    case ZW_VALUE_INT64:
    case ZW_VALUE_REAL:
    case ZW_VALUE_BOOL:
    case ZW_VALUE_CHOICE:
    case ZW_VALUE_LONG_TEXT:
    case ZW_VALUE_REF:
    case ZW_VALUE_SET_REF:
      return NULL;
    }
  return NULL;
}
