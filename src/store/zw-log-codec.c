/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing and reading the flat JSON objects of the change log. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-log-codec.h"

#include <string.h>

#include "zw-error.h"

static void
append_escaped (GString *out, guchar c)
{
  static const char named[] = "\"\"\\\\\bb\ff\nn\rr\tt";

  for (const char *pair = named; *pair != '\0'; pair += 2)
    if ((guchar) *pair == c)
      {
        g_string_append_c (out, '\\');
        g_string_append_c (out, pair[1]);
        return;
      }
  g_string_append_printf (out, "\\u%04x", c);
}

void
zw_log_codec_append_string (GString *out, const char *text)
{
  const char *plain = text;

  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      guchar c = (guchar) *text;
      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (out, plain, text - plain);
      append_escaped (out, c);
      plain = text + 1;
    }
  g_string_append_len (out, plain, text - plain);
  g_string_append_c (out, '"');
}

char *
zw_log_codec_encode (GArray *values)
{
  GString *out = g_string_sized_new (256);

  g_string_append_c (out, '{');
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (values, ZwFieldValue, i);
      if (i > 0)
        g_string_append_c (out, ',');
      zw_log_codec_append_string (out, zw_field_to_string (value->field));
      g_string_append_c (out, ':');
      zw_log_codec_append_string (out, value->text);
    }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static void
clear_value (gpointer data)
{
  g_free (((ZwFieldValue *) data)->text);
}

GArray *
zw_log_codec_new_values (void)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (ZwFieldValue));

  g_array_set_clear_func (values, clear_value);
  return values;
}

static void
skip_space (const char **at)
{
  while (**at == ' ' || **at == '\t' || **at == '\n' || **at == '\r')
    (*at)++;
}

static gboolean
take (const char **at, char expected)
{
  skip_space (at);
  if (**at != expected)
    return FALSE;
  (*at)++;
  return TRUE;
}

static gboolean
read_hex (const char **at, gunichar *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++, (*at)++)
    {
      int digit = g_ascii_xdigit_value (**at);
      if (digit < 0)
        return FALSE;
      *unit = *unit * 16 + (gunichar) digit;
    }
  return TRUE;
}

static gboolean
read_unicode_escape (const char **at, GString *out)
{
  gunichar unit, low;

  if (!read_hex (at, &unit) || unit == 0)
    return FALSE;
  if (unit >= 0xd800 && unit < 0xdc00)
    {
      if ((*at)[0] != '\\' || (*at)[1] != 'u')
        return FALSE;
      *at += 2;
      if (!read_hex (at, &low) || low < 0xdc00 || low > 0xdfff)
        return FALSE;
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  g_string_append_unichar (out, unit);
  return TRUE;
}

static gboolean
read_escape (const char **at, GString *out)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  char c = *(*at)++;

  if (c == 'u')
    return read_unicode_escape (at, out);
  const char *found = c == '\0' ? NULL : strchr (from, c);
  if (found == NULL)
    return FALSE;
  g_string_append_c (out, to[found - from]);
  return TRUE;
}

static gboolean
read_string (const char **at, GString *out)
{
  g_string_truncate (out, 0);
  if (!take (at, '"'))
    return FALSE;
  while (**at != '"')
    {
      gsize plain = strcspn (*at, "\"\\");
      g_string_append_len (out, *at, (gssize) plain);
      *at += plain;
      if (**at == '\0')
        return FALSE;
      if (**at != '\\')
        continue;
      (*at)++;
      if (!read_escape (at, out))
        return FALSE;
    }
  (*at)++;
  return TRUE;
}

static gboolean
is_wanted (ZwField field, const ZwField *only)
{
  if (only == NULL)
    return field != ZW_FIELD_NONE;
  while (*only != ZW_FIELD_NONE && *only != field)
    only++;
  return *only != ZW_FIELD_NONE;
}

static gboolean
read_member (const char **at, GString *name, GString *text, const ZwField *only, GArray *values)
{
  if (!read_string (at, name) || !take (at, ':') || !read_string (at, text))
    return FALSE;
  ZwFieldValue value = { zw_field_from_string (name->str), NULL };
  if (!is_wanted (value.field, only))
    return TRUE;
  value.text = g_strndup (text->str, text->len);
  g_array_append_val (values, value);
  return TRUE;
}

static gboolean
read_members (const char *at, const ZwField *only, GArray *values)
{
  g_autoptr (GString) name = g_string_new (NULL), text = g_string_new (NULL);

  if (!take (&at, '{'))
    return FALSE;
  if (!take (&at, '}'))
    {
      do
        if (!read_member (&at, name, text, only, values))
          return FALSE;
      while (take (&at, ','));
      if (!take (&at, '}'))
        return FALSE;
    }
  skip_space (&at);
  return *at == '\0';
}

GArray *
zw_log_codec_decode (const char *text, GError **error)
{
  return zw_log_codec_decode_only (text, NULL, error);
}

GArray *
zw_log_codec_decode_only (const char *text, const ZwField *only, GError **error)
{
  g_autoptr (GArray) values = zw_log_codec_new_values ();

  if (text != NULL && read_members (text, only, values))
    return g_steal_pointer (&values);
  zw_set_error (error, ZW_ERROR_DAMAGED, "the change log holds “%.80s” where the values of a row belong",
                text == NULL ? "" : text);
  return NULL;
}
