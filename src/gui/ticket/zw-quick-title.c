/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by the new-ticket dialog. Must never create a person or a label. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-quick-title.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "zw-format.h"
#include "zw-pane-parts.h"
#include "zw-project-commands.h"

static gboolean
contains (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* "3p", "0,5p": a number and its unit. */
static gboolean
parse_number (const char *word, char unit, double *value)
{
  size_t length = strlen (word);

  if (length < 2 || g_ascii_tolower (word[length - 1]) != unit)
    return FALSE;
  g_autofree char *number = g_strndup (word, length - 1);
  g_strdelimit (number, ",", '.');
  return zw_real_from_string (number, value) && !isnan (*value) && *value >= 0;
}

static gboolean
take_amount (ZwQuickTitle *self, ZwProject *project, const char *word)
{
  gboolean in_hours = project != NULL && project->estimate_unit == ZW_UNIT_HOURS;
  double value;

  if (parse_number (word, in_hours ? 'h' : 'p', &value))
    self->estimate = value;
  else if (!in_hours && parse_number (word, 'h', &value) && value < G_MAXINT / 60)
    self->planned = (int) round (value * 60);
  else
    return FALSE;
  return TRUE;
}

static gboolean
begins (const char *name, const char *word)
{
  g_autofree char *folded_name = g_utf8_casefold (name, -1), *folded_word = g_utf8_casefold (word, -1);
  return g_utf8_strlen (word, -1) > 1 && g_str_has_prefix (folded_name, folded_word);
}

/* From the most urgent down: “low” is no beginning of “lowest” for a person. */
static gboolean
take_priority (ZwQuickTitle *self, const char *word)
{
  static const struct {
    const char *name;
    int priority;
  } names[] = { { "urgent", 5 }, { "high", 4 }, { "normal", 3 }, { "low", 2 }, { "lowest", 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (begins (names[i].name, word) || begins (zw_format_priority (names[i].priority), word))
      {
        self->priority = names[i].priority;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_weekday (int date, const char *word)
{
  static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
  GDate day;
  char local[64] = "";

  g_date_clear (&day, 1);
  g_date_set_julian (&day, (guint32) date);
  g_date_strftime (local, sizeof local, "%A", &day);
  return begins (names[g_date_get_weekday (&day) - 1], word) || begins (local, word);
}

/* ZW_UNSET when @word is no day. A weekday is the next one, which may be today. */
static int
read_day (ZwWorkspace *workspace, const char *word)
{
  int today = zw_clock_get_today (zw_workspace_get_clock (workspace)), date;

  if (zw_date_from_string (word, &date) && date != ZW_UNSET)
    return date;
  if (begins ("today", word) || begins (_("Today"), word))
    return today;
  if (begins ("tomorrow", word) || begins (_("Tomorrow"), word))
    return today + 1;
  for (date = today; date < today + 7; date++)
    if (is_weekday (date, word))
      return date;
  return ZW_UNSET;
}

static gboolean
take_due (ZwQuickTitle *self, ZwWorkspace *workspace, const char *word)
{
  int date = read_day (workspace, word);

  if (date == ZW_UNSET)
    return FALSE;
  self->due = date;
  return TRUE;
}

/* TRUE when @word was understood. */
static gboolean
take_word (ZwQuickTitle *self, ZwWorkspace *workspace, gint64 project, const char *word)
{
  gint64 id = 0;

  if (word[0] == '!' && word[1] != '\0')
    return take_priority (self, word + 1);
  if (word[0] == '^' && word[1] != '\0')
    return take_due (self, workspace, word + 1);
  if (word[0] == '#' && word[1] != '\0')
    {
      id = zw_workspace_match_label (workspace, project, word + 1, NULL);
      if (id != 0 && !contains (self->labels, id))
        g_array_append_val (self->labels, id);
    }
  else if (word[0] == '@' && word[1] != '\0')
    {
      id = zw_workspace_match_person (workspace, word + 1, NULL);
      self->owner = id == 0 ? self->owner : id;
    }
  else
    return take_amount (self, zw_workspace_get_project (workspace, project), word);
  /* "#12" is the number of something elsewhere. */
  if (id == 0 && strspn (word + 1, "0123456789") < strlen (word + 1))
    g_ptr_array_add (self->unknown, g_strdup (word));
  return id != 0;
}

ZwQuickTitle *
zw_quick_title_parse (ZwWorkspace *workspace, gint64 project, const char *text)
{
  ZwQuickTitle *self = g_new0 (ZwQuickTitle, 1);
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  GString *title = g_string_new (NULL);

  self->labels = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->unknown = g_ptr_array_new_with_free_func (g_free);
  self->estimate = NAN;
  self->planned = self->due = ZW_UNSET;
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !take_word (self, workspace, project, words[i]))
      g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "", words[i]);
  self->title = g_string_free (title, FALSE);
  return self;
}

void
zw_quick_title_free (ZwQuickTitle *self)
{
  g_free (self->title);
  g_array_unref (self->labels);
  g_ptr_array_unref (self->unknown);
  g_free (self);
}

GPtrArray *
zw_quick_title_dup_words (const ZwQuickTitle *self, ZwWorkspace *workspace, gint64 project)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  ZwProject *in = zw_workspace_get_project (workspace, project);
  int today = zw_clock_get_today (zw_workspace_get_clock (workspace));

  if (!isnan (self->estimate))
    g_ptr_array_add (words, zw_format_estimate_long (self->estimate, in));
  if (self->planned != ZW_UNSET)
    g_ptr_array_add (words, zw_pane_format_minutes (self->planned, in == NULL ? 480 : in->minutes_per_day));
  if (self->priority != 0)
    g_ptr_array_add (words, g_strdup (zw_format_priority (self->priority)));
  if (self->due != ZW_UNSET)
    g_ptr_array_add (words, zw_format_date (self->due, today));
  return words;
}
