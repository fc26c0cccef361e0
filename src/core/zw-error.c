/* SPDX-License-Identifier: GPL-3.0-or-later
 * Errors that carry their sentence and its parts. Everybody below gui makes them; gui tells them in the person's language.
 * Must never look up a translation itself. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-error.h"

#include <string.h>

#define QUOTE "“"

typedef struct {
  const char *sentence; /* (nullable) a literal */
  GStrv parts;          /* (nullable) what was put into it, in its order, as text */
  guint64 words;        /* bit by bit: the part is no quotation, and so may be a word of ours */
  GError *cause;        /* (owned) (nullable) what the last part says */
} ZwErrorPrivate;

static void
zw_error_private_init (ZwErrorPrivate *priv)
{
  *priv = (ZwErrorPrivate) { 0 };
}

static void
zw_error_private_copy (const ZwErrorPrivate *from, ZwErrorPrivate *to)
{
  *to = *from;
  to->parts = g_strdupv (from->parts);
  to->cause = from->cause != NULL ? g_error_copy (from->cause) : NULL;
}

static void
zw_error_private_clear (ZwErrorPrivate *priv)
{
  g_clear_pointer (&priv->parts, g_strfreev);
  g_clear_error (&priv->cause);
}

G_DEFINE_EXTENDED_ERROR (ZwError, zw_error)

/* --- placeholders ----------------------------------------------------------------------------------------------- */

typedef struct {
  const char *start; /* at its % */
  const char *end;
  guint position;    /* from 1; 0: the next one */
  guint max_bytes;   /* G_MAXUINT: all */
  char kind;         /* s, d, u, or % for a plain per cent sign */
  gboolean quoted;
} Placeholder;

static gboolean
find_placeholder (const char *text, const char *from, Placeholder *found)
{
  const char *cursor = strchr (from, '%');

  if (cursor == NULL)
    return FALSE;
  *found = (Placeholder) { .start = cursor, .max_bytes = G_MAXUINT };
  found->quoted = (gsize) (cursor - text) >= strlen (QUOTE) && strncmp (cursor - strlen (QUOTE), QUOTE, strlen (QUOTE)) == 0;
  cursor++;
  const char *digits = cursor;
  guint64 number = g_ascii_strtoull (digits, (char **) &cursor, 10);
  if (cursor > digits && *cursor == '$')
    {
      found->position = (guint) number;
      cursor++;
    }
  if (*cursor == '.')
    found->max_bytes = (guint) g_ascii_strtoull (cursor + 1, (char **) &cursor, 10);
  found->kind = *cursor;
  found->end = *cursor == '\0' ? cursor : cursor + 1;
  return TRUE;
}

/* Whole characters of @text, of no more than @max_bytes. */
static char *
shorten (const char *text, guint max_bytes)
{
  gsize length = strlen (text);

  if (length <= max_bytes)
    return g_strdup (text);
  const char *end = g_utf8_find_prev_char (text, text + max_bytes + 1);
  return g_strndup (text, end == NULL ? 0 : (gsize) (end - text));
}

static void
collect_parts (ZwErrorPrivate *priv, const char *sentence, va_list arguments)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  Placeholder next;
  guint n = 0;

  priv->sentence = sentence;
  for (const char *cursor = sentence; find_placeholder (sentence, cursor, &next); cursor = next.end)
    {
      g_autofree char *part = NULL;
      if (next.kind == 's')
        {
          const char *text = va_arg (arguments, const char *);
          part = shorten (text != NULL ? text : "", next.max_bytes);
        }
      else if (next.kind == 'd')
        part = g_strdup_printf ("%d", va_arg (arguments, int));
      else if (next.kind == 'u')
        part = g_strdup_printf ("%u", va_arg (arguments, guint));
      g_assert (part != NULL || next.kind == '%');
      if (part == NULL)
        continue;
      g_strv_builder_add (parts, part);
      priv->words |= (guint64) (next.kind == 's' && !next.quoted) << n++;
    }
  priv->parts = g_strv_builder_end (parts);
}

static const char *
keep_words (const char *text, gboolean is_sentence)
{
  return text;
}

static void
append_part (GString *filled, const ZwErrorPrivate *priv, guint index, ZwErrorWords words)
{
  if (priv->cause != NULL && priv->parts[index + 1] == NULL)
    {
      g_autofree char *told = zw_error_tell (priv->cause, words);
      g_string_append (filled, told);
    }
  else
    g_string_append (filled, priv->words >> index & 1 ? words (priv->parts[index], FALSE) : priv->parts[index]);
}

/* @sentence may be a translation of the one that was given: its order may differ, and it may leave a part out. */
static char *
fill (const ZwErrorPrivate *priv, const char *sentence, ZwErrorWords words)
{
  GString *filled = g_string_new (NULL);
  guint n_parts = g_strv_length (priv->parts), upcoming = 0;
  const char *cursor = sentence;
  Placeholder next;

  for (; find_placeholder (sentence, cursor, &next); cursor = next.end)
    {
      g_string_append_len (filled, cursor, next.start - cursor);
      guint index = next.position > 0 ? next.position - 1 : upcoming;
      if (next.kind == '%')
        g_string_append_c (filled, '%');
      else if (index < n_parts)
        append_part (filled, priv, index, words);
      upcoming += next.kind != '%';
    }
  g_string_append (filled, cursor);
  return g_string_free (filled, FALSE);
}

/* --- public ----------------------------------------------------------------------------------------------------- */

GError *
zw_error_new_valist (ZwError code, const char *sentence, va_list arguments)
{
  GError *error = g_error_new_literal (zw_error_quark (), (int) code, sentence);
  ZwErrorPrivate *priv = zw_error_get_private (error);

  collect_parts (priv, sentence, arguments);
  g_free (error->message);
  error->message = fill (priv, sentence, keep_words);
  return error;
}

GError *
zw_error_new (ZwError code, const char *sentence, ...)
{
  va_list arguments;

  va_start (arguments, sentence);
  GError *error = zw_error_new_valist (code, sentence, arguments);
  va_end (arguments);
  return error;
}

void
zw_set_error (GError **error, ZwError code, const char *sentence, ...)
{
  va_list arguments;

  if (error == NULL)
    return;
  va_start (arguments, sentence);
  g_propagate_error (error, zw_error_new_valist (code, sentence, arguments));
  va_end (arguments);
}

GError *
zw_error_wrap (GError *cause, const char *sentence, ...)
{
  va_list arguments;

  va_start (arguments, sentence);
  GError *error = zw_error_new_valist (cause->domain == ZW_ERROR ? (ZwError) cause->code : ZW_ERROR_IO, sentence, arguments);
  va_end (arguments);
  ((ZwErrorPrivate *) zw_error_get_private (error))->cause = cause;
  return error;
}

char *
zw_error_tell (const GError *error, ZwErrorWords words)
{
  ZwErrorPrivate *priv = error->domain == ZW_ERROR ? zw_error_get_private (error) : NULL;

  if (priv == NULL || priv->sentence == NULL)
    return g_strdup (error->message);
  return fill (priv, words (priv->sentence, TRUE), words);
}
