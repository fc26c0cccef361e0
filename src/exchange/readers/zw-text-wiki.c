/* SPDX-License-Identifier: GPL-3.0-or-later
 * Jira's wiki markup, line by line: headings, lists, tables, code, quotes; inside lines bold, code, links. What is not known for
 * markup stays as it is. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-reader-text.h"

typedef struct {
  GString *text;
  const char *fence; /* the macro a block of code ends with; NULL outside */
  gboolean in_quote, in_table;
} Wiki;

/* --- inside a line ------------------------------------------------------------------------------------------- */

typedef struct {
  const char *pattern, *replacement;
} Rule;

/* In this order; each on the whole line, but never on what stands between backquotes. */
static const Rule rules[] = {
  { "\\{color(:[^}]*)?\\}", "" },
  { "\\{anchor:[^}]*\\}", "" },
  { "\\[~(?:accountid:)?([^\\]|]+)\\]", "@\\1" },
  { "\\[([^\\]|\\n]+)\\|((?:https?|ftp|mailto|file)[^\\]|\\s]+)(?:\\|[^\\]]*)?\\]", "[\\1](\\2)" },
  { "\\[((?:https?|ftp|mailto)[^\\]|\\s]+)\\]", "<\\1>" },
  { "(?<![\\w*\\\\])\\*(?=[^\\s*])([^*\\n]*[^\\s*])\\*(?![\\w*])", "**\\1**" },
  { "(?<![\\w\\\\-])-(?=[^\\s-])([^-\\n]*[^\\s-])-(?![\\w-])", "~~\\1~~" },
  { "\\?\\?([^?\\n]+)\\?\\?", "*\\1*" },
  { "(?<![\\w+])\\+(?=[^\\s+])([^+\\n]*[^\\s+])\\+(?![\\w+])", "\\1" },
  { "\\\\\\\\\\s*$", "  " },
  { "\\\\([{}\\[\\]!|-])", "\\1" },
};

static char *
convert_words (const char *words)
{
  char *text = g_strdup (words);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (rules[i].pattern, G_REGEX_OPTIMIZE, 0, NULL);
      g_autofree char *before = text;
      text = regex != NULL ? g_regex_replace (regex, before, -1, 0, rules[i].replacement, 0, NULL) : NULL;
      if (text == NULL)
        text = g_strdup (before);
    }
  return text;
}

/* {{code}} stays untouched inside. */
static char *
convert_line (const char *line)
{
  GString *text = g_string_new (NULL);
  const char *p = line, *begin, *end;

  while ((begin = strstr (p, "{{")) != NULL && (end = strstr (begin + 2, "}}")) != NULL)
    {
      g_autofree char *before = g_strndup (p, (gsize) (begin - p)), *code = g_strndup (begin + 2, (gsize) (end - begin - 2));
      g_autofree char *words = convert_words (before);
      g_string_append_printf (text, "%s`%s`", words, code);
      p = end + 2;
    }
  g_autofree char *rest = convert_words (p);
  g_string_append (text, rest);
  return g_string_free (text, FALSE);
}

/* --- lines --------------------------------------------------------------------------------------------------- */

static void
put_line (Wiki *self, const char *line)
{
  if (self->in_quote)
    g_string_append (self->text, *line != '\0' ? "> " : ">");
  g_string_append (self->text, line);
  g_string_append_c (self->text, '\n');
}

/* "{code:java|title=A.java}": a fence begins or ends; what stands behind it in the line is handed back. */
static const char *
take_fence (Wiki *self, const char *line)
{
  static const char *const macros[] = { "{code", "{noformat" };

  for (guint i = 0; i < G_N_ELEMENTS (macros); i++)
    {
      gsize length = strlen (macros[i]);
      const char *end = g_str_has_prefix (line, macros[i]) && (line[length] == ':' || line[length] == '}') ? strchr (line, '}') : NULL;
      if (end == NULL)
        continue;
      g_autofree char *arguments = line[length] == ':' ? g_strndup (line + length + 1, (gsize) (end - line) - length - 1)
                                                       : g_strdup ("");
      gsize word = strcspn (arguments, "|");
      arguments[word] = '\0';
      g_autofree char *fence = g_strconcat ("```", strchr (arguments, '=') == NULL ? arguments : "", NULL);
      put_line (self, fence);
      self->fence = macros[i];
      return end + 1;
    }
  return NULL;
}

/* Inside code: nothing is touched until its end, which may stand behind the last words. */
static void
take_code (Wiki *self, const char *line)
{
  g_autofree char *closing = g_strconcat (self->fence, "}", NULL);
  const char *end = strstr (line, closing);

  if (end == NULL)
    {
      put_line (self, line);
      return;
    }
  g_autofree char *last = g_strndup (line, (gsize) (end - line));
  if (*last != '\0')
    put_line (self, last);
  put_line (self, "```");
  self->fence = NULL;
  const char *rest = end + strlen (closing);
  g_autofree char *words = convert_line (rest);
  if (*words != '\0')
    put_line (self, words);
}

static gboolean
take_heading (Wiki *self, const char *line)
{
  if (line[0] != 'h' || line[1] < '1' || line[1] > '6' || line[2] != '.')
    return FALSE;
  g_autofree char *words = convert_line (g_ascii_isspace (line[3]) ? line + 4 : line + 3);
  g_autofree char *heading = g_strdup_printf ("%.*s %s", line[1] - '0', "######", words);
  put_line (self, heading);
  return TRUE;
}

/* "** item", "## item", "#* item", "- item": as many signs as levels. */
static gboolean
take_item (Wiki *self, const char *line)
{
  gsize level = strspn (line, "*#-");

  if (level == 0 || level > 12 || line[level] != ' ' || (line[0] == '-' && level > 1))
    return FALSE;
  g_autofree char *words = convert_line (line + level + 1);
  g_autofree char *blanks = g_strnfill ((level - 1) * 3, ' ');
  g_autofree char *item = g_strdup_printf ("%s%s %s", blanks, line[level - 1] == '#' ? "1." : "-", words);
  put_line (self, item);
  return TRUE;
}

/* "||head||head||" and "|cell|cell|". */
static gboolean
take_row (Wiki *self, const char *line)
{
  gboolean is_head = g_str_has_prefix (line, "||"), is_first = !self->in_table;

  self->in_table = line[0] == '|' && strlen (line) > 1;
  if (!self->in_table)
    return FALSE;
  g_autofree char *clean = g_strchomp (g_strdup (line));
  g_auto (GStrv) cells = g_strsplit (clean, is_head ? "||" : "|", -1);
  g_autoptr (GString) row = g_string_new ("|"), rule = g_string_new ("|");
  guint n = g_strv_length (cells);
  for (guint i = 1; i < n && !(i == n - 1 && *cells[i] == '\0'); i++)
    {
      g_autofree char *words = convert_line (g_strstrip (cells[i]));
      g_string_append_printf (row, " %s |", words);
      g_string_append (rule, " --- |");
    }
  if (is_first && !is_head)
    {
      g_autofree char *empty = g_strdelimit (g_strdup (rule->str), "-", ' ');
      put_line (self, empty);
      put_line (self, rule->str);
    }
  put_line (self, row->str);
  if (is_first && is_head)
    put_line (self, rule->str);
  return TRUE;
}

static void
take_line (Wiki *self, const char *line)
{
  const char *start = line + strspn (line, " \t"), *rest;

  if (self->fence != NULL)
    take_code (self, line);
  else if ((rest = take_fence (self, start)) != NULL)
    {
      if (*rest != '\0')
        take_code (self, rest);
    }
  else if (g_str_has_prefix (start, "{quote}"))
    {
      self->in_quote = !self->in_quote;
      if (start[7] != '\0')
        take_line (self, start + 7);
    }
  else if (g_str_has_prefix (start, "{panel"))
    put_line (self, "");
  else if (g_str_has_prefix (start, "bq. "))
    {
      g_autofree char *words = convert_line (start + 4), *quoted = g_strconcat ("> ", words, NULL);
      put_line (self, quoted);
    }
  else if (strspn (start, "-") >= 4 && start[strspn (start, "-")] == '\0')
    put_line (self, "---");
  else if (!take_row (self, start) && !take_heading (self, start) && !take_item (self, start))
    {
      g_autofree char *words = convert_line (line);
      put_line (self, words);
    }
}

char *
zw_text_from_wiki (const char *wiki)
{
  if (wiki == NULL || *wiki == '\0')
    return NULL;
  g_autoptr (GRegex) ends = g_regex_new ("\\r\\n?", 0, 0, NULL);
  g_autofree char *clean = g_regex_replace_literal (ends, wiki, -1, 0, "\n", 0, NULL);
  g_auto (GStrv) lines = g_strsplit (clean != NULL ? clean : wiki, "\n", -1);
  Wiki self = { g_string_new (NULL) };

  for (guint i = 0; lines[i] != NULL; i++)
    take_line (&self, lines[i]);
  if (self.fence != NULL)
    put_line (&self, "```");
  char *text = g_strchomp (g_string_free (self.text, FALSE));
  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}
