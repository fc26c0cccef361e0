/* SPDX-License-Identifier: GPL-3.0-or-later
 * The Atlassian Document Format: a tree of nodes with "type", "content" and "attrs". Unknown nodes give what is in them. The
 * scanner lets no file nest deeper than 256, so the recursion here ends. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-neutral-guess.h"
#include "zw-reader-text.h"

static void write_inline (GString *text, ZwJsonRecord *node);
static char *render_blocks (ZwJsonRecord *node, const char *between);

/* A member as text when it is a string or a number. */
static char *
dup_member (ZwJsonRecord *record, const char *name)
{
  ZwJsonKind kind;

  if (record == NULL || !zw_json_record_get_kind (record, name, &kind) || (kind != ZW_JSON_STRING && kind != ZW_JSON_NUMBER))
    return NULL;
  return zw_json_record_dup_text (record, name);
}

static char *
dup_attribute (ZwJsonRecord *node, const char *name)
{
  ZwJsonKind kind;
  g_autoptr (ZwJsonRecord) attributes
    = zw_json_record_get_kind (node, "attrs", &kind) && kind == ZW_JSON_OBJECT ? zw_json_record_open_object (node, "attrs") : NULL;
  return dup_member (attributes, name);
}

static ZwJsonList *
open_content (ZwJsonRecord *node)
{
  ZwJsonKind kind;
  return zw_json_record_get_kind (node, "content", &kind) && kind == ZW_JSON_ARRAY ? zw_json_record_open_list (node, "content") : NULL;
}

/* --- words --------------------------------------------------------------------------------------------------- */

/* Only what would be taken for markup where it is not meant. */
static void
append_escaped (GString *text, const char *words)
{
  for (const char *p = words; *p != '\0'; p++)
    {
      if (*p == '*' || *p == '`' || (*p == '<' && (g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!')))
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
}

typedef struct {
  const char *type, *sign;
} Mark;

static const Mark marks[] = { { "strong", "**" }, { "em", "*" }, { "strike", "~~" } };

/* The signs of the node's marks; the link's target goes to @href, (transfer full). */
static char *
read_marks (ZwJsonRecord *node, gboolean *is_code, char **href)
{
  ZwJsonKind kind;
  g_autoptr (ZwJsonList) list
    = zw_json_record_get_kind (node, "marks", &kind) && kind == ZW_JSON_ARRAY ? zw_json_record_open_list (node, "marks") : NULL;
  GString *signs = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < zw_json_list_get_length (list); i++)
    {
      g_autoptr (ZwJsonRecord) mark
        = zw_json_list_get_kind (list, i) == ZW_JSON_OBJECT ? zw_json_list_open_object (list, i) : NULL;
      g_autofree char *type = dup_member (mark, "type");
      *is_code = *is_code || g_strcmp0 (type, "code") == 0;
      if (g_strcmp0 (type, "link") == 0 && *href == NULL)
        *href = dup_attribute (mark, "href");
      for (guint j = 0; j < G_N_ELEMENTS (marks); j++)
        if (g_strcmp0 (type, marks[j].type) == 0)
          g_string_append (signs, marks[j].sign);
    }
  return g_string_free (signs, FALSE);
}

static char *
reverse (const char *signs)
{
  return g_strreverse (g_strdup (signs)); /* each sign reads the same from both ends */
}

static void
write_words (GString *text, ZwJsonRecord *node)
{
  g_autofree char *words = dup_member (node, "text"), *href = NULL;
  gboolean is_code = FALSE;
  g_autofree char *signs = read_marks (node, &is_code, &href);

  if (words == NULL || *words == '\0')
    return;
  /* Signs must stand next to words, not to blanks. */
  gsize front = strspn (words, " "), length = strlen (words);
  while (length > front && words[length - 1] == ' ')
    length--;
  g_autofree char *core = g_strndup (words + front, length - front), *closing = reverse (signs);
  if (*core == '\0')
    {
      g_string_append (text, words);
      return;
    }
  g_string_append_len (text, words, (gssize) front);
  if (href != NULL)
    g_string_append_c (text, '[');
  g_string_append (text, signs);
  if (is_code)
    g_string_append_printf (text, "`%s`", core);
  else
    append_escaped (text, core);
  g_string_append (text, closing);
  if (href != NULL)
    g_string_append_printf (text, "](%s)", href);
  g_string_append (text, words + length);
}

static void
write_date (GString *text, ZwJsonRecord *node)
{
  g_autofree char *stamp = dup_attribute (node, "timestamp");
  gint64 instant = stamp != NULL ? g_ascii_strtoll (stamp, NULL, 10) / 1000 : 0;
  g_autoptr (GDateTime) time = instant > 0 ? g_date_time_new_from_unix_utc (instant) : NULL;
  g_autofree char *day = time != NULL ? g_date_time_format (time, "%Y-%m-%d") : NULL;
  g_string_append (text, day != NULL ? day : "");
}

/* Nodes that are one word or one address. */
static gboolean
write_thing (GString *text, ZwJsonRecord *node, const char *type)
{
  static const char *const things[][2] = { { "mention", "text" }, { "emoji", "text" }, { "status", "text" }, { "inlineCard", "url" },
                                           { "blockCard", "url" }, { "embedCard", "url" }, { "media", "alt" }, { "mediaInline", "alt" },
                                           { "placeholder", "text" } };

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    {
      if (!g_str_equal (type, things[i][0]))
        continue;
      g_autofree char *value = dup_attribute (node, things[i][1]);
      g_autofree char *other = value == NULL ? dup_attribute (node, g_str_equal (type, "emoji") ? "shortName" : "id") : NULL;
      if (g_str_has_prefix (type, "media"))
        g_string_append_printf (text, "[attachment%s%s]", value != NULL ? " " : "", value != NULL ? value : "");
      else if (g_str_has_suffix (type, "Card") && value != NULL)
        g_string_append_printf (text, "<%s>", value);
      else
        append_escaped (text, value != NULL ? value : other != NULL ? other : "");
      return TRUE;
    }
  return FALSE;
}

static void
write_inlines (GString *text, ZwJsonRecord *node)
{
  g_autoptr (ZwJsonList) content = open_content (node);

  for (guint i = 0; content != NULL && i < zw_json_list_get_length (content); i++)
    {
      g_autoptr (ZwJsonRecord) child
        = zw_json_list_get_kind (content, i) == ZW_JSON_OBJECT ? zw_json_list_open_object (content, i) : NULL;
      if (child != NULL)
        write_inline (text, child);
    }
}

static void
write_inline (GString *text, ZwJsonRecord *node)
{
  g_autofree char *type = dup_member (node, "type");

  if (type == NULL)
    return;
  if (g_str_equal (type, "text"))
    write_words (text, node);
  else if (g_str_equal (type, "hardBreak"))
    g_string_append (text, "  \n");
  else if (g_str_equal (type, "date"))
    write_date (text, node);
  else if (!write_thing (text, node, type))
    write_inlines (text, node);
}

/* --- blocks -------------------------------------------------------------------------------------------------- */

/* @first in front of the first line, @rest in front of the others. (transfer full) */
static char *
indent (const char *block, const char *first, const char *rest)
{
  g_auto (GStrv) lines = g_strsplit (block, "\n", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      if (*lines[i] != '\0' || i == 0 || *rest == '>')
        g_string_append (text, i == 0 ? first : rest);
      g_string_append (text, lines[i]);
    }
  return g_string_free (text, FALSE);
}

static char *
render_list (ZwJsonRecord *node, const char *type)
{
  g_autoptr (ZwJsonList) content = open_content (node);
  g_autofree char *order = dup_attribute (node, "order");
  GString *text = g_string_new (NULL);
  gint64 number = order != NULL ? g_ascii_strtoll (order, NULL, 10) : 1;

  for (guint i = 0; content != NULL && i < zw_json_list_get_length (content); i++)
    {
      g_autoptr (ZwJsonRecord) item
        = zw_json_list_get_kind (content, i) == ZW_JSON_OBJECT ? zw_json_list_open_object (content, i) : NULL;
      if (item == NULL)
        continue;
      g_autofree char *state = dup_attribute (item, "state");
      g_autofree char *sign = g_str_equal (type, "orderedList") ? g_strdup_printf ("%" G_GINT64_FORMAT ". ", number++)
                            : g_str_equal (type, "taskList")    ? g_strdup (g_strcmp0 (state, "DONE") == 0 ? "- [x] " : "- [ ] ")
                                                                : g_strdup ("- ");
      g_autofree char *blanks = g_strnfill (g_str_equal (type, "taskList") ? 2 : strlen (sign), ' ');
      g_autofree char *inside = render_blocks (item, "\n");
      g_autofree char *lines = indent (inside, sign, blanks);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", lines);
    }
  return g_string_free (text, FALSE);
}

static char *
render_row (ZwJsonRecord *row, guint *n_cells)
{
  g_autoptr (ZwJsonList) cells = open_content (row);
  GString *text = g_string_new ("|");

  *n_cells = cells != NULL ? zw_json_list_get_length (cells) : 0;
  for (guint i = 0; i < *n_cells; i++)
    {
      g_autoptr (ZwJsonRecord) cell = zw_json_list_get_kind (cells, i) == ZW_JSON_OBJECT ? zw_json_list_open_object (cells, i) : NULL;
      g_autofree char *inside = cell != NULL ? render_blocks (cell, " ") : g_strdup ("");
      g_strdelimit (inside, "\n|", ' ');
      g_string_append_printf (text, " %s |", inside);
    }
  return g_string_free (text, FALSE);
}

static char *
render_table (ZwJsonRecord *node)
{
  g_autoptr (ZwJsonList) rows = open_content (node);
  GString *text = g_string_new (NULL);

  for (guint i = 0; rows != NULL && i < zw_json_list_get_length (rows); i++)
    {
      guint n_cells;
      g_autoptr (ZwJsonRecord) row = zw_json_list_get_kind (rows, i) == ZW_JSON_OBJECT ? zw_json_list_open_object (rows, i) : NULL;
      if (row == NULL)
        continue;
      g_autofree char *line = render_row (row, &n_cells);
      gboolean is_first = text->len == 0;
      g_string_append_printf (text, "%s%s", is_first ? "" : "\n", line);
      if (is_first)
        g_string_append (text, "\n|");
      for (guint j = 0; is_first && j < n_cells; j++)
        g_string_append (text, " --- |");
    }
  return g_string_free (text, FALSE);
}

static char *
render_code (ZwJsonRecord *node)
{
  g_autoptr (ZwJsonList) content = open_content (node);
  g_autofree char *language = dup_attribute (node, "language");
  g_autoptr (GString) code = g_string_new (NULL);

  for (guint i = 0; content != NULL && i < zw_json_list_get_length (content); i++)
    {
      g_autoptr (ZwJsonRecord) child
        = zw_json_list_get_kind (content, i) == ZW_JSON_OBJECT ? zw_json_list_open_object (content, i) : NULL;
      g_autofree char *words = dup_member (child, "text");
      g_string_append (code, words != NULL ? words : "");
    }
  g_strchomp (code->str);
  const char *fence = strstr (code->str, "```") != NULL ? "~~~~" : "```";
  return g_strdup_printf ("%s%s\n%s\n%s", fence, language != NULL ? language : "", code->str, fence);
}

static char *
render_heading (ZwJsonRecord *node)
{
  g_autofree char *level = dup_attribute (node, "level");
  GString *text = g_string_new ("######");

  g_string_truncate (text, (gsize) CLAMP (level != NULL ? g_ascii_strtoll (level, NULL, 10) : 1, 1, 6));
  g_string_append_c (text, ' ');
  write_inlines (text, node);
  return g_string_free (text, FALSE);
}

static char *
render_block (ZwJsonRecord *node, const char *type)
{
  if (g_str_equal (type, "heading"))
    return render_heading (node);
  if (g_str_equal (type, "bulletList") || g_str_equal (type, "orderedList") || g_str_equal (type, "taskList")
      || g_str_equal (type, "decisionList"))
    return render_list (node, type);
  if (g_str_equal (type, "codeBlock"))
    return render_code (node);
  if (g_str_equal (type, "rule"))
    return g_strdup ("---");
  if (g_str_equal (type, "table"))
    return render_table (node);
  if (g_str_equal (type, "blockquote") || g_str_equal (type, "panel"))
    {
      g_autofree char *inside = render_blocks (node, "\n\n");
      return indent (inside, "> ", "> ");
    }
  if (g_str_has_suffix (type, "xpand"))
    {
      g_autofree char *inside = render_blocks (node, "\n\n"), *title = dup_attribute (node, "title");
      return g_strdup_printf ("**%s**\n\n%s", title != NULL && *title != '\0' ? title : "…", inside);
    }
  return NULL;
}

static gboolean
is_inline (const char *type)
{
  static const char *const inlines[] = { "text", "hardBreak", "mention", "emoji", "status", "date", "inlineCard", "media",
                                         "mediaInline", "placeholder", NULL };
  return g_strv_contains (inlines, type);
}

/* The children one behind the other; words that stand among blocks make a paragraph of their own. */
static char *
render_blocks (ZwJsonRecord *node, const char *between)
{
  g_autoptr (ZwJsonList) content = open_content (node);
  GString *text = g_string_new (NULL);
  gboolean was_inline = FALSE;

  for (guint i = 0; content != NULL && i < zw_json_list_get_length (content); i++)
    {
      g_autoptr (ZwJsonRecord) child
        = zw_json_list_get_kind (content, i) == ZW_JSON_OBJECT ? zw_json_list_open_object (content, i) : NULL;
      g_autofree char *type = dup_member (child, "type");
      if (type == NULL)
        continue;
      g_autofree char *block = is_inline (type) ? NULL : render_block (child, type);
      g_autoptr (GString) words = g_string_new (NULL);
      if (is_inline (type))
        write_inline (words, child);
      else if (block == NULL && g_str_equal (type, "paragraph"))
        write_inlines (words, child);
      else if (block == NULL && !write_thing (words, child, type))
        block = render_blocks (child, between);
      const char *piece = block != NULL ? block : words->str;
      if (*piece != '\0' && text->len > 0 && !(was_inline && is_inline (type)))
        g_string_append (text, between);
      g_string_append (text, piece);
      was_inline = is_inline (type);
    }
  return g_string_free (text, FALSE);
}

char *
zw_text_from_adf (ZwJsonRecord *document)
{
  char *text = g_strchomp (render_blocks (document, "\n\n"));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}
