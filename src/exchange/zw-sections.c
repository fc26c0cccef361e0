/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tables of our own JSON. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sections.h"

#include <string.h>

#define JULIAN_1970 719163 /* days from 0001-01-01, counted from 1 */
#define DAY_MS G_GINT64_CONSTANT (86400000)

static const char *const section_names[ZW_N_ENTITIES] = {
  [ZW_ENTITY_PROJECT] = "projects",   [ZW_ENTITY_STATUS] = "statuses",     [ZW_ENTITY_PERSON] = "people",
  [ZW_ENTITY_MEMBER] = "members",     [ZW_ENTITY_LABEL] = "labels",        [ZW_ENTITY_SPRINT] = "sprints",
  [ZW_ENTITY_TICKET] = "tickets",     [ZW_ENTITY_COMMENT] = "comments",    [ZW_ENTITY_CHECK_ITEM] = "check_items",
  [ZW_ENTITY_BLOCK] = "blocks",       [ZW_ENTITY_WORK] = "works",          [ZW_ENTITY_ATTACHMENT] = "attachments",
  [ZW_ENTITY_ALIAS] = "aliases",      [ZW_ENTITY_FILTER] = "filters",      [ZW_ENTITY_TEMPLATE] = "templates",
  [ZW_ENTITY_SOURCE] = "sources",     [ZW_ENTITY_STANDUP] = "standups",
};

const char *
zw_section_get_name (ZwEntity entity)
{
  return section_names[entity];
}

gboolean
zw_section_find (const char *name, ZwEntity *entity)
{
  for (guint i = 0; i < ZW_N_ENTITIES; i++)
    if (g_strcmp0 (section_names[i], name) == 0)
      {
        *entity = i;
        return TRUE;
      }
  return FALSE;
}

int
zw_section_find_member (ZwEntity entity, const char *name)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      const char *field = zw_field_to_string (fields[i].field);
      if (field[0] == name[0] && strcmp (field, name) == 0)
        return fields[i].field == ZW_FIELD_EXTRA ? -1 : (int) i;
    }
  return -1;
}

/* @width digits of @number, and what follows them. */
static char *
append_digits (char *at, int number, int width, char after)
{
  for (int i = width - 1; i >= 0; i--, number /= 10)
    at[i] = (char) ('0' + number % 10);
  at[width] = after;
  return at + width + 1;
}

gboolean
zw_instant_to_string (gint64 instant, char text[ZW_INSTANT_SIZE])
{
  gint64 day = instant / DAY_MS - (instant % DAY_MS < 0), julian = day + JULIAN_1970;
  int rest = (int) (instant - day * DAY_MS);
  GDate date;
  char *at = text;

  if (julian < 1 || julian > 3652059)
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) julian);
  at = append_digits (at, g_date_get_year (&date), 4, '-');
  at = append_digits (at, g_date_get_month (&date), 2, '-');
  at = append_digits (at, g_date_get_day (&date), 2, 'T');
  at = append_digits (at, rest / 3600000, 2, ':');
  at = append_digits (at, rest / 60000 % 60, 2, ':');
  at = append_digits (at, rest / 1000 % 60, 2, '.');
  at = append_digits (at, rest % 1000, 3, 'Z');
  *at = '\0';
  return TRUE;
}

/* Two or three digits; -1 when they are none. */
static int
read_digits (const char *text, int width)
{
  int number = 0;

  for (int i = 0; i < width; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      number = number * 10 + text[i] - '0';
    }
  return number;
}

/* The form we write ourselves, without a detour. */
static gboolean
read_own_form (const char *text, gint64 *instant)
{
  char day[11];
  int date, hour, minute, second, ms;

  if (strlen (text) != 24 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || text[23] != 'Z')
    return FALSE;
  g_strlcpy (day, text, sizeof day);
  hour = read_digits (text + 11, 2);
  minute = read_digits (text + 14, 2);
  second = read_digits (text + 17, 2);
  ms = read_digits (text + 20, 3);
  if (!zw_date_from_string (day, &date) || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || ms < 0)
    return FALSE;
  *instant = (date - JULIAN_1970) * DAY_MS + ((hour * 60 + minute) * 60 + second) * G_GINT64_CONSTANT (1000) + ms;
  return TRUE;
}

gboolean
zw_instant_from_string (const char *text, gint64 *instant)
{
  if (read_own_form (text, instant))
    return TRUE;
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (text, NULL);
  if (moment == NULL)
    return FALSE;
  *instant = g_date_time_to_unix (moment) * 1000 + g_date_time_get_microsecond (moment) / 1000;
  return TRUE;
}
