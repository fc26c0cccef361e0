/* SPDX-License-Identifier: GPL-3.0-or-later
 * Records in memory. The text has been validated: what would be an error in a parser is none here. Recurses no deeper than the
 * scanner lets records be. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-tree.h"

#include <string.h>

#define BLOCK ((gsize) 16 * 1024)
#define LARGE 64 /* members: from there on an index is worth its while */

typedef struct {
  ZwJsonTree *tree;
  char *p;
  GArray *open; /* ZwJsonNode: children of what is not complete yet */
} Parser;

static void parse_value (Parser *self, ZwJsonNode *node);

/* --- memory -------------------------------------------------------------------------------------------------- */

static ZwJsonNode *
store_nodes (ZwJsonTree *tree, const ZwJsonNode *nodes, guint n)
{
  gsize bytes = n * sizeof (ZwJsonNode);

  if (n == 0)
    return NULL;
  if (tree->size - tree->used < bytes)
    {
      tree->size = MAX (bytes, tree->blocks->len == 0 ? BLOCK / 8 : BLOCK);
      tree->used = 0;
      g_ptr_array_add (tree->blocks, g_malloc (tree->size));
    }
  ZwJsonNode *stored = (ZwJsonNode *) ((char *) tree->blocks->pdata[tree->blocks->len - 1] + tree->used);
  memcpy (stored, nodes, bytes);
  tree->used += bytes;
  return stored;
}

static void
clear_tree (gpointer data)
{
  ZwJsonTree *tree = data;

  g_ptr_array_unref (tree->blocks);
  g_clear_pointer (&tree->indexes, g_hash_table_unref);
  zw_json_warnings_unref (tree->warnings);
  g_clear_error (&tree->error);
  g_free (tree->text);
}

void
zw_json_tree_unref (ZwJsonTree *tree)
{
  g_rc_box_release_full (tree, clear_tree);
}

/* --- texts --------------------------------------------------------------------------------------------------- */

static guint
hash_name (const char *name)
{
  guint hash = 5381;

  for (; *name != '\0'; name++)
    hash = hash * 33 + (guint8) *name;
  return hash;
}

static gunichar
take_hex (char **p)
{
  gunichar code = 0;

  for (int i = 0; i < 4; i++)
    code = code << 4 | (gunichar) g_ascii_xdigit_value (*(*p)++);
  return code;
}

/* Behind "\u"; a second half follows where the first is one. */
static char *
take_escape (char **p, char *to)
{
  gunichar code = take_hex (p);

  if (code >= 0xd800 && code < 0xdc00 && (*p)[0] == '\\' && (*p)[1] == 'u')
    {
      *p += 2;
      code = 0x10000 + ((code - 0xd800) << 10) + (take_hex (p) - 0xdc00);
    }
  return to + g_unichar_to_utf8 (code, to);
}

/* The text at the opening quotation mark, in place: what is unescaped is never longer. */
static const char *
take_string (Parser *self)
{
  char *begin = ++self->p, *to = begin + strcspn (begin, "\"\\"), *from = to;

  while (*from != '"')
    {
      if (*from != '\\')
        {
          *to++ = *from++;
          continue;
        }
      char escape = from[1];
      from += 2;
      if (escape == 'u')
        to = take_escape (&from, to);
      else
        *to++ = escape == 'b' ? '\b' : escape == 'f' ? '\f' : escape == 'n' ? '\n' : escape == 'r' ? '\r' : escape == 't' ? '\t' : escape;
    }
  *to = '\0';
  self->p = from + 1;
  return begin;
}

/* --- values -------------------------------------------------------------------------------------------------- */

static void
skip_blanks (Parser *self)
{
  while (*self->p == ' ' || *self->p == '\n' || *self->p == '\r' || *self->p == '\t')
    self->p++;
}

static void
parse_number (Parser *self, ZwJsonNode *node)
{
  char *end = self->p + strspn (self->p, "-0123456789");

  node->kind = ZW_JSON_NUMBER;
  node->n = *end != '.' && *end != 'e' && *end != 'E';
  if (node->n)
    node->integer = g_ascii_strtoll (self->p, NULL, 10);
  else
    node->real = g_ascii_strtod (self->p, &end);
  self->p = end;
}

/* Among the members behind @first one of @node's name; NULL = none. */
static ZwJsonNode *
find_open (Parser *self, guint first, const ZwJsonNode *node)
{
  for (guint i = first; i < self->open->len; i++)
    {
      ZwJsonNode *other = &g_array_index (self->open, ZwJsonNode, i);
      if (other->hash == node->hash && strcmp (other->name, node->name) == 0)
        return other;
    }
  return NULL;
}

/* In large objects by the names so far, in @names, made when it gets large. */
static ZwJsonNode *
find_double (Parser *self, guint first, const ZwJsonNode *node, GHashTable **names)
{
  guint n = self->open->len - first;

  if (n < LARGE)
    return find_open (self, first, node);
  if (*names == NULL)
    {
      *names = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < n; i++)
        g_hash_table_insert (*names, (gpointer) g_array_index (self->open, ZwJsonNode, first + i).name, GUINT_TO_POINTER (i + 1));
    }
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (*names, node->name));
  if (position > 0)
    return &g_array_index (self->open, ZwJsonNode, first + position - 1);
  g_hash_table_insert (*names, (gpointer) node->name, GUINT_TO_POINTER (n + 1));
  return NULL;
}

/* Of two members with one name the first keeps its place and gets the value of the second. */
static void
parse_member (Parser *self, guint first, GHashTable **names)
{
  ZwJsonNode node = { 0 };

  const char *name = take_string (self);
  skip_blanks (self);
  self->p++;
  parse_value (self, &node);
  node.name = name;
  node.hash = hash_name (name);
  ZwJsonNode *earlier = find_double (self, first, &node, names);
  if (earlier != NULL)
    *earlier = node;
  else
    g_array_append_val (self->open, node);
}

/* Behind the opening bracket. */
static void
parse_children (Parser *self, ZwJsonNode *node, char end)
{
  guint first = self->open->len;
  g_autoptr (GHashTable) names = NULL;

  for (self->p++, skip_blanks (self); *self->p != end; skip_blanks (self))
    {
      if (*self->p == ',')
        self->p++;
      skip_blanks (self);
      if (end == '}')
        parse_member (self, first, &names);
      else
        {
          ZwJsonNode element = { 0 };
          parse_value (self, &element);
          g_array_append_val (self->open, element);
        }
    }
  self->p++;
  node->n = self->open->len - first;
  node->children = store_nodes (self->tree, &g_array_index (self->open, ZwJsonNode, first), node->n);
  g_array_set_size (self->open, first);
}

static void
parse_value (Parser *self, ZwJsonNode *node)
{
  skip_blanks (self);
  switch (*self->p)
    {
    case '{':
      node->kind = ZW_JSON_OBJECT;
      parse_children (self, node, '}');
      return;
    case '[':
      node->kind = ZW_JSON_ARRAY;
      parse_children (self, node, ']');
      return;
    case '"':
      node->kind = ZW_JSON_STRING;
      node->string = take_string (self);
      return;
    case 't':
    case 'f':
      node->kind = ZW_JSON_BOOLEAN;
      node->boolean = *self->p == 't';
      self->p += node->boolean ? 4 : 5;
      return;
    case 'n':
      node->kind = ZW_JSON_NULL;
      self->p += 4;
      return;
    default:
      parse_number (self, node);
    }
}

/* --- public -------------------------------------------------------------------------------------------------- */

ZwJsonTree *
zw_json_tree_parse (const ZwJsonSlice *slice, ZwJsonWarnings *warnings)
{
  ZwJsonTree *tree = g_rc_box_new0 (ZwJsonTree);
  g_autoptr (GArray) open = g_array_sized_new (FALSE, FALSE, sizeof (ZwJsonNode), 32);
  ZwJsonNode root = { 0 };

  tree->text = g_strndup (slice->text, slice->length);
  tree->blocks = g_ptr_array_new_with_free_func (g_free);
  tree->warnings = zw_json_warnings_ref (warnings);
  tree->line = slice->line;
  Parser parser = { tree, tree->text, open };
  parse_value (&parser, &root);
  tree->root = store_nodes (tree, &root, 1);
  return tree;
}

void
zw_json_tree_wrap (ZwJsonTree *tree, const char *name)
{
  ZwJsonNode holder = { .kind = ZW_JSON_OBJECT, .n = 1, .children = tree->root };
  char *copy = g_strdup (name);

  g_ptr_array_insert (tree->blocks, 0, copy);
  tree->root->name = copy;
  tree->root->hash = hash_name (copy);
  tree->root = store_nodes (tree, &holder, 1);
}

static GHashTable *
make_index (const ZwJsonNode *object)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < object->n; i++)
    g_hash_table_insert (index, (gpointer) object->children[i].name, &object->children[i]);
  return index;
}

ZwJsonNode *
zw_json_tree_find (ZwJsonTree *tree, ZwJsonNode *object, const char *name)
{
  if (object->n >= LARGE)
    {
      if (tree->indexes == NULL)
        tree->indexes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
      GHashTable *index = g_hash_table_lookup (tree->indexes, object);
      if (index == NULL)
        g_hash_table_insert (tree->indexes, object, index = make_index (object));
      return g_hash_table_lookup (index, name);
    }
  guint hash = hash_name (name);
  for (guint i = 0; i < object->n; i++)
    if (object->children[i].hash == hash && strcmp (object->children[i].name, name) == 0)
      return &object->children[i];
  return NULL;
}
