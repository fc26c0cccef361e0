/* SPDX-License-Identifier: GPL-3.0-or-later
 * Typed reading of one value. Called by records and lists; with them the only place that calls json-glib's getters,
 * and none of them before the node's type is known. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-spot.h"

#include <glib/gi18n.h>
#include <string.h>

#include "zw-json-path.h"
#include "zw-json-writer.h"
#include "zw-schema.h"

/* --- trees and problems --- */

static void
clear_tree (gpointer data)
{
  ZwJsonTree *tree = data;

  json_node_unref (tree->root);
  zw_json_warnings_unref (tree->warnings);
  g_clear_error (&tree->error);
}

void
zw_json_tree_unref (ZwJsonTree *tree)
{
  g_rc_box_release_full (tree, clear_tree);
}

ZwJsonTree *
zw_json_tree_parse (const ZwJsonSlice *slice, ZwJsonWarnings *warnings, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) syntax = NULL;
  ZwJsonTree *tree;

  g_return_val_if_fail (slice->text != NULL, NULL);
  if (!json_parser_load_from_data (parser, slice->text, slice->length, &syntax))
    {
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, slice->line);
      zw_set_error (error, ZW_ERROR_SYNTAX, "line %s, %s: %s", line, slice->path, syntax->message);
      return NULL;
    }
  tree = g_rc_box_new0 (ZwJsonTree);
  tree->root = json_parser_steal_root (parser);
  tree->warnings = zw_json_warnings_ref (warnings);
  tree->line = slice->line;
  return tree;
}

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

static ZwJsonKind
get_node_kind (JsonNode *node)
{
  GType type;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return ZW_JSON_OBJECT;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return ZW_JSON_ARRAY;
  if (JSON_NODE_HOLDS_NULL (node))
    return ZW_JSON_NULL;
  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return ZW_JSON_STRING;
  return type == G_TYPE_BOOLEAN ? ZW_JSON_BOOLEAN : ZW_JSON_NUMBER;
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
  return get_node_kind (spot->node);
}

gboolean
zw_json_spot_is_value (const ZwJsonSpot *spot)
{
  return spot->node != NULL && !JSON_NODE_HOLDS_NULL (spot->node);
}

static gboolean
note_wrong_type (const ZwJsonSpot *spot, const char *wanted)
{
  const char *found = zw_json_kind_to_string (get_node_kind (spot->node));
  g_autofree char *detail = g_strdup_printf ("%s where %s should be", found, wanted);

  return zw_json_spot_note (spot, ZW_JSON_WARNING_WRONG_TYPE, detail);
}

gboolean
zw_json_spot_holds (const ZwJsonSpot *spot, ZwJsonKind kind)
{
  return zw_json_spot_is_value (spot)
         && (get_node_kind (spot->node) == kind || note_wrong_type (spot, zw_json_kind_to_string (kind)));
}

/* --- reading a spot --- */

const char *
zw_json_spot_read_string (const ZwJsonSpot *spot)
{
  return zw_json_spot_holds (spot, ZW_JSON_STRING) ? json_node_get_string (spot->node) : NULL;
}

gboolean
zw_json_spot_read_number (const ZwJsonSpot *spot, double *value)
{
  if (!zw_json_spot_holds (spot, ZW_JSON_NUMBER))
    return FALSE;
  *value = json_node_get_value_type (spot->node) == G_TYPE_INT64 ? (double) json_node_get_int (spot->node)
                                                                 : json_node_get_double (spot->node);
  return TRUE;
}

gboolean
zw_json_spot_read_int64 (const ZwJsonSpot *spot, gint64 *value)
{
  double number;

  if (!zw_json_spot_holds (spot, ZW_JSON_NUMBER))
    return FALSE;
  if (json_node_get_value_type (spot->node) == G_TYPE_INT64)
    {
      *value = json_node_get_int (spot->node);
      return TRUE;
    }
  number = json_node_get_double (spot->node);
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
  switch (get_node_kind (spot->node))
    {
    case ZW_JSON_STRING:
      return json_node_dup_string (spot->node);
    case ZW_JSON_BOOLEAN:
      return g_strdup (json_node_get_boolean (spot->node) ? "true" : "false");
    case ZW_JSON_NUMBER:
      if (json_node_get_value_type (spot->node) == G_TYPE_INT64)
        return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (spot->node));
      return zw_real_to_string (json_node_get_double (spot->node));
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
append_object (GString *text, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  char separator = '{';

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_string_append_c (text, separator);
      zw_json_append_quoted (text, name);
      g_string_append_c (text, ':');
      zw_json_append_node (text, node);
      separator = ',';
    }
  g_string_append (text, separator == '{' ? "{}" : "}");
}

static void
append_array (GString *text, JsonArray *array)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      zw_json_append_node (text, json_array_get_element (array, i));
    }
  g_string_append_c (text, ']');
}

void
zw_json_append_node (GString *text, JsonNode *node)
{
  g_autofree char *scalar = NULL;

  switch (get_node_kind (node))
    {
    case ZW_JSON_OBJECT:
      append_object (text, json_node_get_object (node));
      return;
    case ZW_JSON_ARRAY:
      append_array (text, json_node_get_array (node));
      return;
    case ZW_JSON_STRING:
      zw_json_append_quoted (text, json_node_get_string (node));
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
