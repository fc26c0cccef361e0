/* SPDX-License-Identifier: GPL-3.0-or-later
 * Durations, dates and ages as people type and read them. Pure. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-values.h"

#include <math.h>

#include "zw-sprint-report.h"

#define MAX_MINUTES (10 * 365 * 24 * 60)

static gboolean
unit_minutes (char unit, int minutes_per_day, int *minutes)
{
  switch (unit)
    {
    case 'm':
      *minutes = 1;
      return TRUE;
    case 'h':
      *minutes = 60;
      return TRUE;
    case 'd':
      *minutes = minutes_per_day;
      return TRUE;
    case 'w':
      *minutes = 5 * minutes_per_day;
      return TRUE;
    }
  return FALSE;
}

gboolean
zw_duration_parse (const char *text, int minutes_per_day, int *minutes)
{
  double sum = 0;
  gboolean any = FALSE;

  for (const char *p = text; ; )
    {
      char *end;
      int unit = 60;
      while (*p == ' ')
        p++;
      if (*p == '\0')
        break;
      if (!g_ascii_isdigit (*p))
        return FALSE;
      double amount = g_ascii_strtod (p, &end);
      while (*end == ' ')
        end++;
      if (*end != '\0' && !unit_minutes (g_ascii_tolower (*end++), minutes_per_day, &unit))
        return FALSE;
      sum += amount * unit;
      any = TRUE;
      p = end;
    }
  if (!any || !(sum <= MAX_MINUTES))
    return FALSE;
  *minutes = (int) lround (sum);
  return TRUE;
}

char *
zw_duration_format (int minutes, int minutes_per_day)
{
  g_autoptr (GString) text = g_string_new (minutes < 0 ? "-" : "");
  int rest = abs (minutes);

  if (rest >= minutes_per_day)
    g_string_append_printf (text, "%dd", rest / minutes_per_day);
  rest %= minutes_per_day;
  if (rest >= 60)
    g_string_append_printf (text, "%s%dh", text->len > 0 ? " " : "", rest / 60);
  if (rest % 60 != 0 || text->len == 0)
    g_string_append_printf (text, "%s%dm", text->len > 0 ? " " : "", rest % 60);
  return g_strdup (text->str);
}

static int
weekday_of (int date)
{
  GDate value;

  g_date_clear (&value, 1);
  g_date_set_julian (&value, (guint32) date);
  return (int) g_date_get_weekday (&value) - 1;
}

static gboolean
parse_weekday (const char *text, int today, int *date)
{
  static const char *const days[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
  gsize length = strlen (text);

  for (int i = 0; i < 7; i++)
    if (length >= 3 && length <= strlen (days[i]) && g_ascii_strncasecmp (days[i], text, length) == 0)
      {
        int ahead = (i - weekday_of (today) + 7) % 7;
        *date = today + (ahead == 0 ? 7 : ahead);
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_offset (const char *text, int today, int *date)
{
  char *end;
  gint64 amount;

  if (text[0] != '+' || !g_ascii_isdigit (text[1]))
    return FALSE;
  amount = g_ascii_strtoll (text + 1, &end, 10);
  if (amount > 36500 || (*end != '\0' && (end[1] != '\0' || strchr ("dw", *end) == NULL)))
    return FALSE;
  *date = today + (int) amount * (*end == 'w' ? 7 : 1);
  return TRUE;
}

gboolean
zw_date_parse (const char *text, int today, int *date)
{
  if (text == NULL || *text == '\0')
    return FALSE;
  if (g_ascii_strcasecmp (text, "today") == 0)
    {
      *date = today;
      return TRUE;
    }
  if (g_ascii_strcasecmp (text, "tomorrow") == 0)
    {
      *date = today + 1;
      return TRUE;
    }
  return parse_offset (text, today, date) || parse_weekday (text, today, date) || zw_date_from_string (text, date);
}

int
zw_working_days_between (ZwProject *project, int from, int to)
{
  return zw_count_working_days (project->working_days, project->holidays, from, to);
}

int
zw_ticket_get_age (ZwWorkspace *workspace, ZwTicket *ticket)
{
  ZwClock *clock = zw_workspace_get_clock (workspace);
  gint64 since = ticket->status_since != 0 ? ticket->status_since : ticket->created;

  return since == 0 ? 0 : MAX (0, zw_clock_get_today (clock) - zw_clock_get_date (clock, since));
}
