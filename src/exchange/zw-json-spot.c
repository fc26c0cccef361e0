/* SPDX-License-Identifier: GPL-3.0-or-later
 * Typed reading of one value. Called by records and lists; nothing is read of a node before its kind is known. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-spot.h"

#include <glib/gi18n.h>
#include <string.h>

#include "zw-json-path.h"
#include "zw-json-writer.h"
#include "zw-schema.h"

/* --- problems --- */

char *
zw_json_spot_dup_path (const ZwJsonSpot *spot)
{
  GString *path = g_string_new (spot->path);

  if (spot->name != NULL)
    zw_json_path_append_member (path, spot->name, strlen (spot->name));
  else
    zw_json_path_append_element (path, spot->index);
  return g_string_free (path, FALSE);
}

gboolean
zw_json_spot_note (const ZwJsonSpot *spot, ZwJsonWarningKind kind, const char *detail)
{
  g_autofree char *path = zw_json_spot_dup_path (spot);

  zw_json_warnings_add (spot->tree->warnings, kind, spot->tree->line, path, detail, 1);
  if (spot->tree->error != NULL)
    return FALSE;
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, spot->tree->line);
  const char *reason = zw_json_warning_kind_to_reason (kind);
  spot->tree->error = detail != NULL ? zw_error_new (ZW_ERROR_INVALID_VALUE, "line %s, %s: %s: %s", line, path, reason, detail)
                                     : zw_error_new (ZW_ERROR_INVALID_VALUE, "line %s, %s: %s", line, path, reason);
  return FALSE;
}

const char *
zw_json_kind_to_string (ZwJsonKind kind)
{
  static const char *const names[] = {
    NC_("error", "an object"), NC_("error", "an array"), NC_("error", "a string"), NC_("error", "a number"), NC_("error", "a boolean"),
    "null",
  };

  return names[kind];
}

ZwJsonKind
zw_json_spot_get_kind (const ZwJsonSpot *spot)
{
  return spot->node->kind;
}

gboolean
zw_json_spot_is_value (const ZwJsonSpot *spot)
{
  return spot->node != NULL && spot->node->kind != ZW_JSON_NULL;
}

static gboolean
note_wrong_type (const ZwJsonSpot *spot, const char *wanted)
{
  const char *found = zw_json_kind_to_string (spot->node->kind);
  g_autofree char *detail = g_strdup_printf ("%s where %s should be", found, wanted);

  return zw_json_spot_note (spot, ZW_JSON_WARNING_WRONG_TYPE, detail);
}

gboolean
zw_json_spot_holds (const ZwJsonSpot *spot, ZwJsonKind kind)
{
  return zw_json_spot_is_value (spot)
         && (spot->node->kind == kind || note_wrong_type (spot, zw_json_kind_to_string (kind)));
}

/* --- reading a spot --- */

const char *
zw_json_spot_read_string (const ZwJsonSpot *spot)
{
  return zw_json_spot_holds (spot, ZW_JSON_STRING) ? spot->node->string : NULL;
}

gboolean
zw_json_spot_read_number (const ZwJsonSpot *spot, double *value)
{
  if (!zw_json_spot_holds (spot, ZW_JSON_NUMBER))
    return FALSE;
  *value = spot->node->n ? (double) spot->node->integer
                                                                 : spot->node->real;
  return TRUE;
}

gboolean
zw_json_spot_read_int64 (const ZwJsonSpot *spot, gint64 *value)
{
  double number;

  if (!zw_json_spot_holds (spot, ZW_JSON_NUMBER))
    return FALSE;
  if (spot->node->n)
    {
      *value = spot->node->integer;
      return TRUE;
    }
  number = spot->node->real;
  if (!(number >= -9223372036854775808.0 && number < 9223372036854775808.0) || (double) (gint64) number != number)
    return zw_json_spot_note (spot, ZW_JSON_WARNING_INVALID_VALUE, "no whole number");
  *value = (gint64) number;
  return TRUE;
}

gboolean
zw_json_spot_read_id (const ZwJsonSpot *spot, gint64 *id)
{
  const char *text = zw_json_spot_read_string (spot);
  guint64 value;

  if (text == NULL)
    return FALSE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &value, NULL) || *text == '0')
    return zw_json_spot_note (spot, ZW_JSON_WARNING_INVALID_VALUE, "no id");
  *id = (gint64) value;
  return TRUE;
}

char *
zw_json_spot_read_text (const ZwJsonSpot *spot)
{
  if (!zw_json_spot_is_value (spot))
    return NULL;
  switch (spot->node->kind)
    {
    case ZW_JSON_STRING:
      return g_strdup (spot->node->string);
    case ZW_JSON_BOOLEAN:
      return g_strdup (spot->node->boolean ? "true" : "false");
    case ZW_JSON_NUMBER:
      if (spot->node->n)
        return g_strdup_printf ("%" G_GINT64_FORMAT, spot->node->integer);
      return zw_real_to_string (spot->node->real);
    case ZW_JSON_OBJECT:
    case ZW_JSON_ARRAY:
      note_wrong_type (spot, "a text");
      return NULL;
    case ZW_JSON_NULL:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}

/* --- JSON again --- */

static void
append_children (GString *text, const ZwJsonNode *node)
{
  g_string_append_c (text, node->kind == ZW_JSON_OBJECT ? '{' : '[');
  for (guint i = 0; i < node->n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      if (node->kind == ZW_JSON_OBJECT)
        {
          zw_json_append_quoted (text, node->children[i].name);
          g_string_append_c (text, ':');
        }
      zw_json_append_node (text, &node->children[i]);
    }
  g_string_append_c (text, node->kind == ZW_JSON_OBJECT ? '}' : ']');
}

void
zw_json_append_node (GString *text, ZwJsonNode *node)
{
  g_autofree char *scalar = NULL;

  switch (node->kind)
    {
    case ZW_JSON_OBJECT:
    case ZW_JSON_ARRAY:
      append_children (text, node);
      return;
    case ZW_JSON_STRING:
      zw_json_append_quoted (text, node->string);
      return;
    case ZW_JSON_NULL:
      g_string_append (text, "null");
      return;
    case ZW_JSON_NUMBER:
    case ZW_JSON_BOOLEAN:
      scalar = zw_json_spot_read_text (&(ZwJsonSpot){ .node = node });
      g_string_append (text, scalar);
      return;
    }
}
