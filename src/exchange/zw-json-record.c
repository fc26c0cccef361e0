/* SPDX-License-Identifier: GPL-3.0-or-later
 * Records and lists of JSON, read member by member. Called by the readers of this folder; every type check is in
 * zw-json-spot.c. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-record.h"

#include <string.h>

#include "zw-json-path.h"
#include "zw-json-spot.h"
#include "zw-schema.h"

struct _ZwJsonRecord {
  ZwJsonTree *tree;   /* (owned) a reference */
  JsonObject *object; /* (unowned) in the tree */
  char *path;         /* (owned) */
};

struct _ZwJsonList {
  ZwJsonTree *tree; /* (owned) a reference */
  JsonArray *array; /* (unowned) in the tree */
  char *path;       /* (owned) */
};

/* --- records --- */

static ZwJsonRecord *
new_record (ZwJsonTree *tree, JsonObject *object, char *path)
{
  ZwJsonRecord *self = g_new (ZwJsonRecord, 1);

  *self = (ZwJsonRecord){ .tree = tree, .object = object, .path = path };
  return self;
}

static ZwJsonRecord *
open_object (const ZwJsonSpot *spot)
{
  if (!zw_json_spot_holds (spot, ZW_JSON_OBJECT))
    return NULL;
  return new_record (g_rc_box_acquire (spot->tree), json_node_get_object (spot->node), zw_json_spot_dup_path (spot));
}

static ZwJsonList *
open_list (const ZwJsonSpot *spot)
{
  ZwJsonList *self;

  if (!zw_json_spot_holds (spot, ZW_JSON_ARRAY))
    return NULL;
  self = g_new (ZwJsonList, 1);
  *self = (ZwJsonList){ .tree = g_rc_box_acquire (spot->tree), .array = json_node_get_array (spot->node),
                        .path = zw_json_spot_dup_path (spot) };
  return self;
}

static ZwJsonSpot
get_member (ZwJsonRecord *self, const char *name)
{
  return (ZwJsonSpot){ .tree = self->tree, .path = self->path, .name = name,
                       .node = json_object_get_member (self->object, name) };
}

ZwJsonRecord *
zw_json_record_new (const ZwJsonSlice *slice, ZwJsonWarnings *warnings, GError **error)
{
  ZwJsonTree *tree;

  if (slice->kind != ZW_JSON_OBJECT)
    {
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, slice->line);
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "line %s, %s: %s where an object should be", line, slice->path,
                    zw_json_kind_to_string (slice->kind));
      return NULL;
    }
  tree = zw_json_tree_parse (slice, warnings, error);
  return tree != NULL ? new_record (tree, json_node_get_object (tree->root), g_strdup (slice->path)) : NULL;
}

/* The path of the container a slice is a member of. */
static char *
dup_parent_path (const ZwJsonSlice *slice)
{
  g_autoptr (GString) step = g_string_new (NULL);

  if (slice->name == NULL)
    return g_strdup (slice->path);
  zw_json_path_append_member (step, slice->name, strlen (slice->name));
  return g_strndup (slice->path, strlen (slice->path) - step->len);
}

ZwJsonRecord *
zw_json_record_new_holding (const ZwJsonSlice *slice, ZwJsonWarnings *warnings, GError **error)
{
  ZwJsonTree *tree = zw_json_tree_parse (slice, warnings, error);
  JsonObject *object;
  JsonNode *root;

  if (tree == NULL)
    return NULL;
  object = json_object_new ();
  json_object_set_member (object, slice->name != NULL ? slice->name : "", tree->root);
  root = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (root, object);
  tree->root = root;
  return new_record (tree, object, dup_parent_path (slice));
}

void
zw_json_record_free (ZwJsonRecord *self)
{
  zw_json_tree_unref (self->tree);
  g_free (self->path);
  g_free (self);
}

const char *
zw_json_record_get_path (ZwJsonRecord *self)
{
  return self->path;
}

gint64
zw_json_record_get_line (ZwJsonRecord *self)
{
  return self->tree->line;
}

const char **
zw_json_record_get_names (ZwJsonRecord *self)
{
  const char **names = g_new (const char *, json_object_get_size (self->object) + 1);
  JsonObjectIter iter;
  JsonNode *node;
  int n_names = 0;

  json_object_iter_init_ordered (&iter, self->object);
  while (json_object_iter_next_ordered (&iter, &names[n_names], &node))
    n_names++;
  names[n_names] = NULL;
  return names;
}

gboolean
zw_json_record_get_kind (ZwJsonRecord *self, const char *name, ZwJsonKind *kind)
{
  ZwJsonSpot spot = get_member (self, name);

  if (spot.node == NULL)
    return FALSE;
  *kind = zw_json_spot_get_kind (&spot);
  return TRUE;
}

const char *
zw_json_record_get_string (ZwJsonRecord *self, const char *name)
{
  ZwJsonSpot spot = get_member (self, name);

  return zw_json_spot_read_string (&spot);
}

gboolean
zw_json_record_get_int64 (ZwJsonRecord *self, const char *name, gint64 *value)
{
  ZwJsonSpot spot = get_member (self, name);

  return zw_json_spot_read_int64 (&spot, value);
}

gboolean
zw_json_record_get_number (ZwJsonRecord *self, const char *name, double *value)
{
  ZwJsonSpot spot = get_member (self, name);

  return zw_json_spot_read_number (&spot, value);
}

gboolean
zw_json_record_get_boolean (ZwJsonRecord *self, const char *name, gboolean *value)
{
  ZwJsonSpot spot = get_member (self, name);

  if (!zw_json_spot_holds (&spot, ZW_JSON_BOOLEAN))
    return FALSE;
  *value = json_node_get_boolean (spot.node);
  return TRUE;
}

gboolean
zw_json_record_get_id (ZwJsonRecord *self, const char *name, gint64 *id)
{
  ZwJsonSpot spot = get_member (self, name);

  return zw_json_spot_read_id (&spot, id);
}

ZwJsonRecord *
zw_json_record_open_object (ZwJsonRecord *self, const char *name)
{
  ZwJsonSpot spot = get_member (self, name);

  return open_object (&spot);
}

ZwJsonList *
zw_json_record_open_list (ZwJsonRecord *self, const char *name)
{
  ZwJsonSpot spot = get_member (self, name);

  return open_list (&spot);
}

char *
zw_json_record_dup_text (ZwJsonRecord *self, const char *name)
{
  ZwJsonSpot spot = get_member (self, name);

  return zw_json_spot_read_text (&spot);
}

gboolean
zw_json_record_get_loose_number (ZwJsonRecord *self, const char *name, double *value)
{
  ZwJsonSpot spot = get_member (self, name);
  const char *text;
  double number;

  if (!zw_json_spot_is_value (&spot) || zw_json_spot_get_kind (&spot) != ZW_JSON_STRING)
    return zw_json_spot_read_number (&spot, value);
  text = json_node_get_string (spot.node);
  if (*text == '\0')
    return FALSE;
  if (!zw_real_from_string (text, &number))
    return zw_json_spot_note (&spot, ZW_JSON_WARNING_INVALID_VALUE, "no number");
  *value = number;
  return TRUE;
}

gboolean
zw_json_record_get_loose_boolean (ZwJsonRecord *self, const char *name, gboolean *value)
{
  static const char *const yes[] = { "true", "1", "yes", NULL }, *const no[] = { "false", "0", "no", NULL };
  ZwJsonSpot spot = get_member (self, name);
  g_autofree char *text = zw_json_spot_read_text (&spot);
  gboolean is_yes = text != NULL && g_strv_contains (yes, text);

  if (text == NULL || *text == '\0')
    return FALSE;
  if (!is_yes && !g_strv_contains (no, text))
    return zw_json_spot_note (&spot, ZW_JSON_WARNING_INVALID_VALUE, "neither yes nor no");
  *value = is_yes;
  return TRUE;
}

/* g_base64_decode passes over what is no base64; we do not. */
static gboolean
is_base64 (const char *text)
{
  gsize length = strlen (text), padding = 0;

  while (padding < 2 && padding < length && text[length - 1 - padding] == '=')
    padding++;
  for (gsize i = 0; i < length - padding; i++)
    {
      if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
        return FALSE;
    }
  return length % 4 == 0;
}

GBytes *
zw_json_record_dup_base64 (ZwJsonRecord *self, const char *name)
{
  ZwJsonSpot spot = get_member (self, name);
  const char *text = zw_json_spot_read_string (&spot);
  gsize length;
  guint8 *bytes;

  if (text == NULL)
    return NULL;
  if (!is_base64 (text))
    {
      zw_json_spot_note (&spot, ZW_JSON_WARNING_INVALID_VALUE, "no base64");
      return NULL;
    }
  bytes = g_base64_decode (text, &length);
  return g_bytes_new_take (bytes, length);
}

char *
zw_json_record_dup_json (ZwJsonRecord *self, const char *name)
{
  JsonNode *node = json_object_get_member (self->object, name);
  GString *text;

  if (node == NULL)
    return NULL;
  text = g_string_new (NULL);
  zw_json_append_node (text, node);
  return g_string_free (text, FALSE);
}

gboolean
zw_json_record_need (ZwJsonRecord *self, const char *name)
{
  ZwJsonSpot spot = get_member (self, name);

  return zw_json_spot_is_value (&spot) || zw_json_spot_note (&spot, ZW_JSON_WARNING_MISSING, NULL);
}

void
zw_json_record_refuse (ZwJsonRecord *self, const char *name, const char *detail)
{
  ZwJsonSpot spot = get_member (self, name);

  zw_json_spot_note (&spot, ZW_JSON_WARNING_INVALID_VALUE, detail);
}

gboolean
zw_json_record_check (ZwJsonRecord *self, GError **error)
{
  if (self->tree->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->tree->error));
  return FALSE;
}

/* --- lists --- */

static ZwJsonSpot
get_element (ZwJsonList *self, guint position)
{
  g_assert (position < json_array_get_length (self->array));
  return (ZwJsonSpot){ .tree = self->tree, .path = self->path, .index = position,
                 .node = json_array_get_element (self->array, position) };
}

void
zw_json_list_free (ZwJsonList *self)
{
  zw_json_tree_unref (self->tree);
  g_free (self->path);
  g_free (self);
}

guint
zw_json_list_get_length (ZwJsonList *self)
{
  return json_array_get_length (self->array);
}

ZwJsonKind
zw_json_list_get_kind (ZwJsonList *self, guint position)
{
  ZwJsonSpot spot = get_element (self, position);

  return zw_json_spot_get_kind (&spot);
}

const char *
zw_json_list_get_string (ZwJsonList *self, guint position)
{
  ZwJsonSpot spot = get_element (self, position);

  return zw_json_spot_read_string (&spot);
}

gboolean
zw_json_list_get_int64 (ZwJsonList *self, guint position, gint64 *value)
{
  ZwJsonSpot spot = get_element (self, position);

  return zw_json_spot_read_int64 (&spot, value);
}

gboolean
zw_json_list_get_id (ZwJsonList *self, guint position, gint64 *id)
{
  ZwJsonSpot spot = get_element (self, position);

  return zw_json_spot_read_id (&spot, id);
}

char *
zw_json_list_dup_text (ZwJsonList *self, guint position)
{
  ZwJsonSpot spot = get_element (self, position);

  return zw_json_spot_read_text (&spot);
}

ZwJsonRecord *
zw_json_list_open_object (ZwJsonList *self, guint position)
{
  ZwJsonSpot spot = get_element (self, position);

  return open_object (&spot);
}

ZwJsonList *
zw_json_list_open_list (ZwJsonList *self, guint position)
{
  ZwJsonSpot spot = get_element (self, position);

  return open_list (&spot);
}
