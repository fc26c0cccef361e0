/* SPDX-License-Identifier: GPL-3.0-or-later
 * A small strict parser of separated values, and of the days people write into them. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-table.h"

#include <stdlib.h>
#include <string.h>

#include "zw-error.h"
#include "zw-neutral-guess.h"

/* --- cells --------------------------------------------------------------------------------------------------- */

typedef struct {
  const char *p;
  gint64 line;
  char separator;
} Cursor;

/* The one that the first line has most of, outside quotes. */
static char
find_separator (const char *text)
{
  static const char candidates[] = { ',', ';', '\t', '|' };
  guint counts[G_N_ELEMENTS (candidates)] = { 0 }, best = 0;
  gboolean is_quoted = FALSE;

  for (const char *p = text; *p != '\0' && (is_quoted || (*p != '\n' && *p != '\r')); p++)
    {
      if (*p == '"')
        is_quoted = !is_quoted;
      for (guint i = 0; !is_quoted && i < G_N_ELEMENTS (candidates); i++)
        counts[i] += *p == candidates[i];
    }
  for (guint i = 1; i < G_N_ELEMENTS (candidates); i++)
    if (counts[i] > counts[best])
      best = i;
  return candidates[best];
}

static gboolean
is_end_of_line (char c)
{
  return c == '\n' || c == '\r' || c == '\0';
}

static gboolean
read_quoted (Cursor *self, GString *cell, GError **error)
{
  gint64 begin = self->line;

  for (self->p++; *self->p != '\0'; self->p++)
    {
      if (*self->p == '\n')
        self->line++;
      if (*self->p != '"')
        g_string_append_c (cell, *self->p);
      else if (self->p[1] == '"')
        g_string_append_c (cell, *self->p++);
      else
        {
          self->p++;
          return TRUE;
        }
    }
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, begin);
  zw_set_error (error, ZW_ERROR_SYNTAX, "line %s, column 1: a quoted cell that never ends", line);
  return FALSE;
}

static gboolean
read_row (Cursor *self, GPtrArray *row, GError **error)
{
  for (;;)
    {
      g_autoptr (GString) cell = g_string_new (NULL);
      if (*self->p == '"' && !read_quoted (self, cell, error))
        return FALSE;
      for (; !is_end_of_line (*self->p) && *self->p != self->separator; self->p++)
        g_string_append_c (cell, *self->p);
      g_ptr_array_add (row, g_strdup (cell->str));
      if (*self->p != self->separator || *self->p == '\0')
        break;
      self->p++;
    }
  if (*self->p == '\r')
    self->p++;
  if (*self->p == '\n')
    self->p++;
  self->line++;
  return TRUE;
}

static gboolean
is_blank (GPtrArray *row)
{
  return row->len == 1 && *(char *) row->pdata[0] == '\0';
}

ZwTable *
zw_table_parse (const char *text, GError **error)
{
  g_autoptr (ZwTable) self = g_new0 (ZwTable, 1);
  Cursor cursor = { text, 1, find_separator (text) };

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (*cursor.p != '\0')
    {
      g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
      gint64 line = cursor.line;
      if (!read_row (&cursor, row, error))
        return NULL;
      if (is_blank (row))
        continue;
      g_ptr_array_add (self->rows, g_steal_pointer (&row));
      g_array_append_val (self->lines, line);
    }
  return g_steal_pointer (&self);
}

void
zw_table_free (ZwTable *self)
{
  g_ptr_array_unref (self->rows);
  g_array_unref (self->lines);
  g_free (self);
}

const char *
zw_table_get (const ZwTable *self, guint row, guint column)
{
  const GPtrArray *cells = self->rows->pdata[row];
  return column < cells->len ? cells->pdata[column] : "";
}

/* --- days ---------------------------------------------------------------------------------------------------- */

static const char *const month_names[] = { "jan", "feb", "mar|mär|mrz", "apr", "may|mai", "jun", "jul", "aug", "sep", "oct|okt", "nov",
                                           "dec|dez" };

static int
read_month (const char *name)
{
  g_autofree char *small = g_utf8_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (month_names); i++)
    {
      g_auto (GStrv) names = g_strsplit (month_names[i], "|", -1);
      for (guint j = 0; names[j] != NULL; j++)
        if (g_str_has_prefix (small, names[j]))
          return (int) i + 1;
    }
  return 0;
}

/* Three parts with one sign between them, then a time of day or nothing. */
static GMatchInfo *
match_parts (const char *text)
{
  const char *first = text + strspn (text, " \t"), *sign = first + strspn (first, "0123456789");

  if (sign == first || sign > first + 4 || *sign == '\0' || strchr ("-/.", *sign) == NULL)
    return NULL; /* most cells are no days, and that is seen without a regular expression */
  g_autoptr (GRegex) regex = g_regex_new ("^\\s*(\\d{1,4})([-/.])\\s?(\\d{1,2}|\\p{L}{3,9})\\.?\\2\\s?(\\d{1,4})"
                                          "(?:[T ,]+(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?(?:\\.\\d+)?\\s*([AaPp][Mm])?)?\\s*$",
                                          G_REGEX_OPTIMIZE, 0, NULL);
  GMatchInfo *match = NULL;

  if (g_regex_match (regex, text, 0, &match))
    return match;
  g_clear_pointer (&match, g_match_info_unref);
  return NULL;
}

static int
fetch (GMatchInfo *match, int group)
{
  g_autofree char *text = g_match_info_fetch (match, group);
  return text != NULL ? atoi (text) : 0;
}

ZwDayOrder
zw_table_guess_day_order (const char *text)
{
  g_autoptr (GMatchInfo) match = match_parts (text);

  if (match == NULL)
    return ZW_DAYS_UNKNOWN;
  int first = fetch (match, 1), second = fetch (match, 3);
  return first > 12 && first <= 31 ? ZW_DAYS_DAY_FIRST : second > 12 && second <= 31 ? ZW_DAYS_MONTH_FIRST : ZW_DAYS_UNKNOWN;
}

/* Year, month and day of the match; FALSE when they are none, or two days are possible. */
static gboolean
read_day (GMatchInfo *match, ZwDayOrder order, int *year, int *month, int *day)
{
  g_autofree char *sign = g_match_info_fetch (match, 2), *middle = g_match_info_fetch (match, 3);
  int first = fetch (match, 1), last = fetch (match, 4);
  gboolean is_named = !g_ascii_isdigit (*middle);
  int second = is_named ? read_month (middle) : atoi (middle);

  if (first > 31)
    {
      *year = first;
      *month = second;
      *day = last;
      return TRUE;
    }
  *year = last < 70 ? 2000 + last : last < 100 ? 1900 + last : last;
  if (is_named || *sign == '.' || first > 12 || (order == ZW_DAYS_DAY_FIRST && second <= 12))
    {
      *day = first;
      *month = second;
      return TRUE;
    }
  *day = second;
  *month = first;
  return order == ZW_DAYS_MONTH_FIRST || second > 12 || first == second;
}

static int
read_hour (GMatchInfo *match)
{
  g_autofree char *half = g_match_info_fetch (match, 8);
  int hour = fetch (match, 5);

  if (half == NULL || *half == '\0')
    return hour;
  return hour % 12 + (g_ascii_tolower (*half) == 'p' ? 12 : 0);
}

gint64
zw_table_read_instant (const char *text, ZwDayOrder order, GTimeZone *zone, int *date)
{
  int year, month, day, ignored;
  gint64 instant = zw_guess_instant (text, zone);
  g_autoptr (GMatchInfo) match = instant == 0 ? match_parts (text) : NULL;

  if (date == NULL)
    date = &ignored;
  *date = zw_guess_date (text, zone);
  if (instant != 0 || match == NULL || !read_day (match, order, &year, &month, &day) || month < 1 || month > 12 || year < 1970)
    return instant;
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return 0;
  g_autofree char *iso = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  g_autofree char *full = g_strdup_printf ("%sT%02d:%02d:%02d", iso, CLAMP (read_hour (match), 0, 23), CLAMP (fetch (match, 6), 0, 59),
                                           CLAMP (fetch (match, 7), 0, 59));
  zw_date_from_string (iso, date);
  return zw_guess_instant (full, zone);
}
