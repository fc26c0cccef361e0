/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON paths as text. Called by the scanner's trail and by records. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-path.h"

#define LONGEST_NAME 40

static gboolean
is_plain_name (const char *name, gsize length)
{
  if (length == 0 || g_ascii_isdigit (*name))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (name[i]) && name[i] != '_' && name[i] != '-' && (guint8) name[i] < 0x80)
        return FALSE;
    }
  return TRUE;
}

/* Bytes of the first LONGEST_NAME characters of @name, which is valid UTF-8. */
static gsize
get_short_length (const char *name, gsize length)
{
  gsize characters = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (((guint8) name[i] & 0xc0) != 0x80 && characters++ == LONGEST_NAME)
        return i;
    }
  return length;
}

static void
append_quoted (GString *path, const char *name, gsize length)
{
  g_string_append (path, "[\"");
  for (gsize i = 0; i < length; i++)
    {
      if (name[i] == '"' || name[i] == '\\')
        g_string_append_c (path, '\\');
      if ((guint8) name[i] < 0x20 || name[i] == 0x7f)
        g_string_append_printf (path, "\\u%04x", name[i]);
      else
        g_string_append_c (path, name[i]);
    }
}

void
zw_json_path_append_member (GString *path, const char *name, gsize length)
{
  gboolean plain = is_plain_name (name, length);
  gsize shown = get_short_length (name, length);

  if (plain)
    {
      g_string_append_c (path, '.');
      g_string_append_len (path, name, shown);
    }
  else
    append_quoted (path, name, shown);
  if (shown < length)
    g_string_append (path, "…");
  if (!plain)
    g_string_append (path, "\"]");
}

void
zw_json_path_append_element (GString *path, gint64 index)
{
  g_string_append_printf (path, "[%" G_GINT64_FORMAT "]", index);
}
