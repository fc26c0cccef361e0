/* SPDX-License-Identifier: GPL-3.0-or-later
 * The only place that includes md4c. Walks its callbacks and collects blocks; called by ZwMarkdownView and tests.
 * Must never let source text reach the markup unescaped. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-markdown.h"

#include <md4c.h>
#include <string.h>

#define MAX_BYTES (1 << 20)
#define MAX_DEPTH 8

typedef enum { SPAN_BOLD, SPAN_ITALIC, SPAN_CODE, SPAN_STRIKE, SPAN_LINK, N_SPANS } Span;

static const char *const span_open[N_SPANS] = { "<b>", "<i>", "<tt>", "<s>", NULL };
static const char *const span_close[N_SPANS] = { "</b>", "</i>", "</tt>", "</s>", "</a>" };

typedef struct {
  gboolean ordered;
  guint next;
} List;

typedef struct {
  GPtrArray *blocks;      /* (owned) the result */
  GString *text;          /* (owned) of the block being collected */
  GArray *lists;          /* (owned) List, innermost last */
  GPtrArray *rows;        /* (owned) (nullable) a table: GPtrArray of char * */
  ZwMarkdownKind kind;
  ZwMarkdownTask task;
  char *marker;           /* (owned) (nullable) of an item whose text has not begun */
  gboolean item_pending;
  int level, quote;
  int spans[N_SPANS];     /* how often each is open; only the outermost is written */
  int dead_links;         /* links that were refused: their end writes nothing */
} Parser;

void
zw_markdown_block_free (ZwMarkdownBlock *block)
{
  g_free (block->marker);
  g_free (block->text);
  g_free (block);
}

static ZwMarkdownBlock *
add_block (Parser *self, ZwMarkdownKind kind, char *text)
{
  ZwMarkdownBlock *block = g_new0 (ZwMarkdownBlock, 1);

  block->kind = kind;
  block->text = text;
  block->indent = MIN ((int) self->lists->len, MAX_DEPTH);
  block->quote = MIN (self->quote, MAX_DEPTH);
  g_ptr_array_add (self->blocks, block);
  return block;
}

/* Ends the block being collected, if there is one. */
static void
flush (Parser *self)
{
  ZwMarkdownBlock *block;

  if (self->text->len > 0 || self->item_pending)
    {
      ZwMarkdownKind kind = self->item_pending && self->kind == ZW_MARKDOWN_PARAGRAPH ? ZW_MARKDOWN_ITEM : self->kind;
      block = add_block (self, kind, g_strdup (self->text->str));
      block->level = kind == ZW_MARKDOWN_HEADING ? self->level : 0;
      block->marker = g_steal_pointer (&self->marker);
      block->task = self->task;
    }
  g_string_truncate (self->text, 0);
  self->item_pending = FALSE;
  self->task = ZW_MARKDOWN_NO_TASK;
  self->kind = ZW_MARKDOWN_PARAGRAPH;
}

static void
begin_item (Parser *self, const MD_BLOCK_LI_DETAIL *detail)
{
  List *list = &g_array_index (self->lists, List, self->lists->len - 1);

  g_clear_pointer (&self->marker, g_free);
  self->item_pending = TRUE;
  if (detail->is_task)
    self->task = detail->task_mark == ' ' ? ZW_MARKDOWN_TASK_OPEN : ZW_MARKDOWN_TASK_DONE;
  else
    self->marker = list->ordered ? g_strdup_printf ("%u.", list->next) : g_strdup ("•");
  list->next++;
}

static void
begin_list (Parser *self, gboolean ordered, guint start)
{
  List list = { ordered, start };

  g_array_append_val (self->lists, list);
}

/* Width of every column in characters. (transfer full) */
static GArray *
measure_columns (GPtrArray *rows)
{
  GArray *widths = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint r = 0; r < rows->len; r++)
    {
      GPtrArray *row = g_ptr_array_index (rows, r);
      for (guint c = 0; c < row->len; c++)
        {
          int width = (int) g_utf8_strlen (g_ptr_array_index (row, c), -1);
          if (c >= widths->len)
            g_array_append_val (widths, width);
          else if (g_array_index (widths, int, c) < width)
            g_array_index (widths, int, c) = width;
        }
    }
  return widths;
}

static void
end_table (Parser *self)
{
  g_autoptr (GArray) widths = measure_columns (self->rows);
  GString *text = g_string_new (NULL);

  for (guint r = 0; r < self->rows->len; r++)
    {
      GPtrArray *row = g_ptr_array_index (self->rows, r);
      for (guint c = 0; c < row->len; c++)
        {
          const char *cell = g_ptr_array_index (row, c);
          int padding = c + 1 < row->len ? g_array_index (widths, int, c) - (int) g_utf8_strlen (cell, -1) + 2 : 0;
          g_string_append_printf (text, "%s%*s", cell, padding, "");
        }
      if (r + 1 < self->rows->len)
        g_string_append_c (text, '\n');
    }
  add_block (self, ZW_MARKDOWN_TABLE, g_string_free (text, FALSE));
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

static void
begin_row (Parser *self)
{
  g_ptr_array_add (self->rows, g_ptr_array_new_with_free_func (g_free));
}

static void
end_cell (Parser *self)
{
  g_ptr_array_add (g_ptr_array_index (self->rows, self->rows->len - 1), g_strdup (self->text->str));
  g_string_truncate (self->text, 0);
}

static int
enter_block_cb (MD_BLOCKTYPE type, void *detail, void *user_data)
{
  Parser *self = user_data;
  gboolean keeps_item = type == MD_BLOCK_P || type == MD_BLOCK_TR || type == MD_BLOCK_TH || type == MD_BLOCK_TD
                        || type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY;

  if (!keeps_item && type != MD_BLOCK_DOC)
    flush (self);
  else if (type == MD_BLOCK_P && self->text->len > 0)
    flush (self);
  if (type == MD_BLOCK_QUOTE)
    self->quote++;
  else if (type == MD_BLOCK_UL)
    begin_list (self, FALSE, 1);
  else if (type == MD_BLOCK_OL)
    begin_list (self, TRUE, ((MD_BLOCK_OL_DETAIL *) detail)->start);
  else if (type == MD_BLOCK_LI)
    begin_item (self, detail);
  else if (type == MD_BLOCK_HR)
    add_block (self, ZW_MARKDOWN_RULE, g_strdup (""));
  else if (type == MD_BLOCK_H)
    {
      self->kind = ZW_MARKDOWN_HEADING;
      self->level = (int) ((MD_BLOCK_H_DETAIL *) detail)->level;
    }
  else if (type == MD_BLOCK_CODE)
    self->kind = ZW_MARKDOWN_CODE;
  else if (type == MD_BLOCK_TABLE)
    self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  else if (type == MD_BLOCK_TR)
    begin_row (self);
  return 0;
}

static int
leave_block_cb (MD_BLOCKTYPE type, void *detail, void *user_data)
{
  Parser *self = user_data;

  if (type == MD_BLOCK_CODE && g_str_has_suffix (self->text->str, "\n"))
    g_string_truncate (self->text, self->text->len - 1);
  if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
    end_cell (self);
  else if (type == MD_BLOCK_TABLE)
    end_table (self);
  else if (type == MD_BLOCK_P || type == MD_BLOCK_H || type == MD_BLOCK_CODE || type == MD_BLOCK_LI)
    flush (self);
  else if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
    g_array_set_size (self->lists, self->lists->len - 1);
  else if (type == MD_BLOCK_QUOTE)
    self->quote--;
  return 0;
}

/* Code and tables are shown as plain text, everything else as markup. */
static gboolean
is_plain (Parser *self)
{
  return self->kind == ZW_MARKDOWN_CODE || self->rows != NULL;
}

static void
append_text (Parser *self, const char *text, gssize length)
{
  if (is_plain (self))
    {
      g_string_append_len (self->text, text, length);
      return;
    }
  g_autofree char *escaped = g_markup_escape_text (text, length);
  g_string_append (self->text, escaped);
}

static gboolean
is_safe_link (const char *address)
{
  return g_ascii_strncasecmp (address, "https://", 8) == 0 || g_ascii_strncasecmp (address, "http://", 7) == 0
         || g_ascii_strncasecmp (address, "mailto:", 7) == 0;
}

static void
open_link (Parser *self, const MD_ATTRIBUTE *target)
{
  g_autofree char *address = g_strndup (target->text, target->size);

  if (is_plain (self) || self->spans[SPAN_LINK] > 0 || !is_safe_link (address))
    {
      self->dead_links++;
      return;
    }
  g_autofree char *escaped = g_markup_escape_text (address, -1);
  g_string_append_printf (self->text, "<a href=\"%s\" title=\"%s\">", escaped, escaped);
  self->spans[SPAN_LINK]++;
}

/* Links do not nest, but an image may stand in one: then the last opened is the one refused. */
static void
close_link (Parser *self)
{
  if (self->dead_links > 0)
    self->dead_links--;
  else if (--self->spans[SPAN_LINK] == 0)
    g_string_append (self->text, span_close[SPAN_LINK]);
}

static Span
to_span (MD_SPANTYPE type)
{
  switch (type)
    {
    case MD_SPAN_EM:
      return SPAN_ITALIC;
    case MD_SPAN_STRONG:
      return SPAN_BOLD;
    case MD_SPAN_CODE:
      return SPAN_CODE;
    case MD_SPAN_DEL:
      return SPAN_STRIKE;
    case MD_SPAN_A:
    case MD_SPAN_IMG:
      return SPAN_LINK;
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
      break; /* extensions that are not switched on */
    }
  return N_SPANS;
}

static int
enter_span_cb (MD_SPANTYPE type, void *detail, void *user_data)
{
  Parser *self = user_data;
  Span span = to_span (type);

  if (type == MD_SPAN_A)
    open_link (self, &((MD_SPAN_A_DETAIL *) detail)->href);
  else if (type == MD_SPAN_IMG)
    open_link (self, &((MD_SPAN_IMG_DETAIL *) detail)->src);
  else if (span < N_SPANS && self->spans[span]++ == 0 && !is_plain (self))
    g_string_append (self->text, span_open[span]);
  return 0;
}

static int
leave_span_cb (MD_SPANTYPE type, void *detail, void *user_data)
{
  Parser *self = user_data;
  Span span = to_span (type);

  if (span == SPAN_LINK)
    close_link (self);
  else if (span < N_SPANS && --self->spans[span] == 0 && !is_plain (self))
    g_string_append (self->text, span_close[span]);
  return 0;
}

static gunichar
named_entity (const char *name)
{
  static const struct {
    const char *name;
    gunichar character;
  } known[] = {
    { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' }, { "&nbsp;", 0xa0 },
    { "&copy;", 0xa9 }, { "&reg;", 0xae }, { "&hellip;", 0x2026 }, { "&ndash;", 0x2013 }, { "&mdash;", 0x2014 },
    { "&euro;", 0x20ac }, { "&times;", 0xd7 }, { "&rarr;", 0x2192 }, { "&larr;", 0x2190 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].name, name))
      return known[i].character;
  return 0;
}

static void
append_entity (Parser *self, const char *text, gsize length)
{
  g_autofree char *entity = g_strndup (text, length);
  gunichar character = named_entity (entity);

  if (entity[1] == '#')
    {
      gboolean hexadecimal = g_ascii_tolower (entity[2]) == 'x';
      guint64 code = g_ascii_strtoull (entity + (hexadecimal ? 3 : 2), NULL, hexadecimal ? 16 : 10);
      character = code > 0 && code <= 0x10ffff && g_unichar_validate ((gunichar) code) ? (gunichar) code : 0xfffd;
    }
  if (character == 0)
    {
      append_text (self, entity, -1);
      return;
    }
  char encoded[7] = { 0 };
  append_text (self, encoded, g_unichar_to_utf8 (character, encoded));
}

static int
text_cb (MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user_data)
{
  Parser *self = user_data;

  switch (type)
    {
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH:
      append_text (self, text, size);
      break;
    case MD_TEXT_NULLCHAR:
      append_text (self, "\xef\xbf\xbd", 3);
      break;
    case MD_TEXT_BR:
      append_text (self, self->rows != NULL ? " " : "\n", 1);
      break;
    case MD_TEXT_SOFTBR:
      append_text (self, " ", 1);
      break;
    case MD_TEXT_ENTITY:
      append_entity (self, text, size);
      break;
    }
  return 0;
}

GPtrArray *
zw_markdown_parse (const char *text)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_markdown_block_free);
  const MD_PARSER callbacks = {
    .flags = MD_DIALECT_GITHUB | MD_FLAG_NOHTML,
    .enter_block = enter_block_cb, .leave_block = leave_block_cb,
    .enter_span = enter_span_cb, .leave_span = leave_span_cb, .text = text_cb
  };
  Parser parser = { .blocks = blocks };

  if (text == NULL || *text == '\0')
    return g_steal_pointer (&blocks);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  parser.text = g_string_new (NULL);
  parser.lists = g_array_new (FALSE, FALSE, sizeof (List));
  gboolean parsed = strlen (valid) <= MAX_BYTES && md_parse (valid, (MD_SIZE) strlen (valid), &callbacks, &parser) == 0;
  if (!parsed)
    {
      g_ptr_array_set_size (blocks, 0);
      g_array_set_size (parser.lists, 0);
      parser.quote = 0;
      add_block (&parser, ZW_MARKDOWN_CODE, g_steal_pointer (&valid));
    }
  g_clear_pointer (&parser.rows, g_ptr_array_unref);
  g_free (parser.marker);
  g_string_free (parser.text, TRUE);
  g_array_unref (parser.lists);
  return g_steal_pointer (&blocks);
}
