/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by the new-ticket dialog. Must never create a person or a label. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-quick-title.h"

#include <math.h>
#include <string.h>

#include "zw-project-commands.h"

static gboolean
contains (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* "3p", "0,5p", or the same with h where the project estimates hours. */
static gboolean
parse_estimate (ZwProject *project, const char *word, double *estimate)
{
  char unit = project != NULL && project->estimate_unit == ZW_UNIT_HOURS ? 'h' : 'p';
  size_t length = strlen (word);

  if (length < 2 || g_ascii_tolower (word[length - 1]) != unit)
    return FALSE;
  g_autofree char *number = g_strndup (word, length - 1);
  g_strdelimit (number, ",", '.');
  double value;
  if (!zw_real_from_string (number, &value) || isnan (value) || value < 0)
    return FALSE;
  *estimate = value;
  return TRUE;
}

/* TRUE when @word was understood. */
static gboolean
take_word (ZwQuickTitle *self, ZwWorkspace *workspace, gint64 project, const char *word)
{
  gint64 id = 0;

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
    return parse_estimate (zw_workspace_get_project (workspace, project), word, &self->estimate);
  return id != 0;
}

ZwQuickTitle *
zw_quick_title_parse (ZwWorkspace *workspace, gint64 project, const char *text)
{
  ZwQuickTitle *self = g_new0 (ZwQuickTitle, 1);
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  GString *title = g_string_new (NULL);

  self->labels = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->estimate = NAN;
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
  g_free (self);
}
