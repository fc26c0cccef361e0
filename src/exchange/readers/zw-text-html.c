/* SPDX-License-Identifier: GPL-3.0-or-later
 * HTML of other tools as readable Markdown: a pass over the text that knows the few elements people write with, and drops the
 * tags of all others. It builds no tree, so nothing can be nested too deep, and it never looks at what an address names. */
#define G_LOG_DOMAIN "zettelwand"

#include <stdlib.h>
#include <string.h>

#include "zw-reader-text.h"

#define LONGEST_TAG 16
#define MOST_LISTS 32

typedef struct {
  GString *out;
  const char *p;
  int lists;                /* how deep */
  int numbers[MOST_LISTS];  /* of numbered lists the next number; 0 = bullets */
  gboolean is_code;         /* blanks count */
  gboolean is_untagged;     /* no ">" comes any more */
  GString *href;            /* (nullable) of the link that is open */
} Html;

/* --- characters ---------------------------------------------------------------------------------------------- */

static const struct {
  const char *name, *text;
} entities[] = {
  { "amp", "&" }, { "lt", "<" }, { "gt", ">" }, { "quot", "\"" }, { "apos", "'" }, { "nbsp", " " }, { "auml", "ä" }, { "ouml", "ö" },
  { "uuml", "ü" }, { "Auml", "Ä" }, { "Ouml", "Ö" }, { "Uuml", "Ü" }, { "szlig", "ß" }, { "euro", "€" }, { "ndash", "–" },
  { "mdash", "—" }, { "hellip", "…" }, { "laquo", "«" }, { "raquo", "»" }, { "bdquo", "„" }, { "ldquo", "“" }, { "rdquo", "”" },
  { "copy", "©" }, { "middot", "·" }, { "bull", "•" },
};

/* "&#228;" and "&#xe4;"; FALSE when it is none. */
static gboolean
append_number (Html *self)
{
  gboolean is_hex = g_ascii_tolower (self->p[2]) == 'x';
  char *end;
  guint64 code = g_ascii_strtoull (self->p + (is_hex ? 3 : 2), &end, is_hex ? 16 : 10);

  if (*end != ';' || code == 0 || code > 0x10ffff || !g_unichar_validate ((gunichar) code))
    return FALSE;
  g_string_append_unichar (self->out, (gunichar) code);
  self->p = end + 1;
  return TRUE;
}

static void
append_entity (Html *self)
{
  if (self->p[1] == '#' && append_number (self))
    return;
  for (guint i = 0; self->p[1] != '#' && i < G_N_ELEMENTS (entities); i++)
    {
      gsize length = strlen (entities[i].name);
      if (strncmp (self->p + 1, entities[i].name, length) != 0 || self->p[1 + length] != ';')
        continue;
      g_string_append (self->out, entities[i].text);
      self->p += length + 2;
      return;
    }
  g_string_append_c (self->out, *self->p++);
}

/* --- lines --------------------------------------------------------------------------------------------------- */

static gboolean
ends_with (Html *self, char c)
{
  return self->out->len > 0 && self->out->str[self->out->len - 1] == c;
}

static void
begin_line (Html *self)
{
  while (ends_with (self, ' '))
    g_string_truncate (self->out, self->out->len - 1);
  if (self->out->len > 0 && !ends_with (self, '\n'))
    g_string_append_c (self->out, '\n');
}

static void
begin_paragraph (Html *self)
{
  begin_line (self);
  if (self->out->len > 1 && self->out->str[self->out->len - 2] != '\n')
    g_string_append_c (self->out, '\n');
}

static void
append_char (Html *self)
{
  if (!self->is_code && g_ascii_isspace (*self->p))
    {
      if (self->out->len > 0 && !ends_with (self, ' ') && !ends_with (self, '\n'))
        g_string_append_c (self->out, ' ');
    }
  else
    g_string_append_c (self->out, *self->p);
  self->p++;
}

/* --- elements ------------------------------------------------------------------------------------------------ */

static void
begin_item (Html *self)
{
  int *number = self->lists > 0 && self->lists <= MOST_LISTS ? &self->numbers[self->lists - 1] : NULL;

  begin_line (self);
  for (int i = 1; i < MIN (self->lists, MOST_LISTS); i++)
    g_string_append (self->out, "  ");
  if (number != NULL && *number > 0)
    g_string_append_printf (self->out, "%d. ", (*number)++);
  else
    g_string_append (self->out, "- ");
}

static void
take_list (Html *self, gboolean is_end, gboolean is_numbered)
{
  if (is_end)
    self->lists = MAX (self->lists - 1, 0);
  else if (self->lists++ < MOST_LISTS)
    self->numbers[self->lists - 1] = is_numbered;
  if (self->lists == (is_end ? 0 : 1))
    begin_paragraph (self);
  else
    begin_line (self);
}

/* The value of href among the attributes before @end. */
static GString *
find_href (const char *from, const char *end)
{
  const char *name = g_strstr_len (from, end - from, "href=");
  char quote = name != NULL ? name[5] : '\0';
  const char *close = quote == '"' || quote == '\'' ? memchr (name + 6, quote, (gsize) (end - name - 6)) : NULL;
  return close != NULL ? g_string_new_len (name + 6, close - name - 6) : NULL;
}

static void
take_link (Html *self, gboolean is_end, const char *attributes, const char *end)
{
  if (!is_end && self->href == NULL && (self->href = find_href (attributes, end)) != NULL)
    g_string_append_c (self->out, '[');
  if (!is_end || self->href == NULL)
    return;
  g_string_append_printf (self->out, "](%s)", self->href->str);
  g_string_free (self->href, TRUE);
  self->href = NULL;
}

static void
take_code_block (Html *self, gboolean is_end)
{
  if (is_end != self->is_code)
    return;
  begin_line (self);
  g_string_append (self->out, "```\n");
  self->is_code = !is_end;
}

static void
take_heading (Html *self, gboolean is_end, int level)
{
  begin_paragraph (self);
  for (int i = 0; !is_end && i < level; i++)
    g_string_append_c (self->out, '#');
  if (!is_end)
    g_string_append_c (self->out, ' ');
}

static void
take_element (Html *self, const char *name, gboolean is_end, const char *attributes, const char *end)
{
  static const char *const strong[] = { "b", "strong", NULL }, *const soft[] = { "i", "em", NULL };
  static const char *const blocks[] = { "p", "div", "blockquote", "table", "section", "article", NULL };
  static const char *const lines[] = { "br", "tr", "hr", "dt", "dd", NULL };

  if (g_strv_contains (strong, name))
    g_string_append (self->out, "**");
  else if (g_strv_contains (soft, name))
    g_string_append_c (self->out, '*');
  else if (g_str_equal (name, "code") && !self->is_code)
    g_string_append_c (self->out, '`');
  else if (g_strv_contains (blocks, name) && self->lists == 0)
    begin_paragraph (self);
  else if (g_str_equal (name, "br") && !is_end)
    g_string_append_c (self->out, '\n');
  else if (g_strv_contains (lines, name))
    begin_line (self);
  else if (g_str_equal (name, "li") && !is_end)
    begin_item (self);
  else if (g_str_equal (name, "ul") || g_str_equal (name, "ol"))
    take_list (self, is_end, g_str_equal (name, "ol"));
  else if (g_str_equal (name, "a"))
    take_link (self, is_end, attributes, end);
  else if (g_str_equal (name, "pre"))
    take_code_block (self, is_end);
  else if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0')
    take_heading (self, is_end, name[1] - '0');
  else if ((g_str_equal (name, "td") || g_str_equal (name, "th")) && is_end)
    g_string_append_c (self->out, ' ');
}

/* Behind "<script ...>" the next thing to read is behind "</script>". */
static void
pass_over (Html *self, const char *name)
{
  g_autofree char *end = g_strconcat ("</", name, NULL);

  while (*self->p != '\0' && g_ascii_strncasecmp (self->p, end, strlen (end)) != 0)
    self->p++;
}

static void
take_tag (Html *self)
{
  gboolean is_end = self->p[1] == '/';
  const char *name = self->p + 1 + is_end;
  gboolean is_tag = g_ascii_isalpha (*name) || *name == '!' || *name == '?';
  /* Only for what may be a tag: many "<" before one ">" would each look through all of it. */
  const char *close = is_tag && !self->is_untagged ? strchr (name, '>') : NULL;
  char lower[LONGEST_TAG + 1] = "";

  if (strncmp (self->p, "<!--", 4) == 0)
    {
      const char *end = strstr (self->p, "-->");
      self->p = end != NULL ? end + 3 : self->p + strlen (self->p);
      return;
    }
  self->is_untagged = self->is_untagged || (is_tag && close == NULL);
  if (close == NULL)
    {
      g_string_append_c (self->out, *self->p++);
      return;
    }
  for (int i = 0; i < LONGEST_TAG && g_ascii_isalnum (name[i]); i++)
    lower[i] = g_ascii_tolower (name[i]);
  self->p = close + 1;
  take_element (self, lower, is_end, name, close);
  if (!is_end && (g_str_equal (lower, "script") || g_str_equal (lower, "style") || g_str_equal (lower, "head")))
    pass_over (self, lower);
}

/* --- public -------------------------------------------------------------------------------------------------- */

gboolean
zw_text_is_html (const char *text)
{
  static const char *const marks[] = { "<p>", "<p ", "<br", "<div", "</a>", "</li>", "<strong>", "<h1", "<h2", "<h3", "<html",
                                       "<!DOCTYPE" };

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (marks); i++)
    if (strstr (text, marks[i]) != NULL)
      return TRUE;
  return FALSE;
}

char *
zw_text_from_html (const char *html)
{
  Html self = { g_string_new (NULL), html };

  while (self.p != NULL && *self.p != '\0')
    if (*self.p == '<')
      take_tag (&self);
    else if (*self.p == '&')
      append_entity (&self);
    else
      append_char (&self);
  if (self.is_code)
    take_code_block (&self, TRUE);
  take_link (&self, TRUE, NULL, NULL);
  char *text = g_strstrip (g_string_free (self.out, FALSE));
  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}
