/* SPDX-License-Identifier: GPL-3.0-or-later
 * Focalboard: its archive (a zip with a board.jsonl for each board, and the files) and those lines alone; also the older form where
 * boards are blocks among others. Everything is a block that names its parent. Columns are the options of the property that
 * the board's view groups by. Names of people are not in the file. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <string.h>

#include "zw-archive.h"
#include "zw-neutral-guess.h"
#include "zw-places.h"
#include "zw-reader.h"

typedef struct {
  char *id, *name, *type;
  GHashTable *options; /* (owned) id -> text (owned) */
} Property;

typedef struct {
  ZwJsonRecord *record; /* (owned) */
  char *id, *parent, *type;
  char *folder;         /* in the archive; NULL = none */
  gint64 line;
} Block;

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  ZwPlaces *places;
  GPtrArray *boards, *blocks; /* Block */
  GHashTable *by_parent;      /* (owned) id -> GPtrArray of Block */
  const char *folder;         /* of the lines that are read */
  guint n_deleted, n_templates;
} Focalboard;

/* While a board is read. */
typedef struct {
  Focalboard *focalboard;
  ZwNeutralProject *project;
  GPtrArray *properties; /* Property */
  const char *group;     /* (nullable) id of the one that makes columns */
  GHashTable *order;     /* card id -> place in the view, from 1 */
} Board;

static const char *const known_fields[] = { "properties", "contentOrder", "isTemplate", "icon", NULL };

static void
free_property (gpointer data)
{
  Property *property = data;

  g_free (property->id);
  g_free (property->name);
  g_free (property->type);
  g_hash_table_unref (property->options);
  g_free (property);
}

static void
free_block (gpointer data)
{
  Block *block = data;

  zw_json_record_free (block->record);
  g_free (block->id);
  g_free (block->parent);
  g_free (block->type);
  g_free (block->folder);
  g_free (block);
}

/* Milliseconds; 0 = none. */
static gint64
read_ms (ZwJsonRecord *record, const char *name)
{
  double ms = 0;
  return zw_reader_read_number (record, name, &ms) && ms > 0 && ms < 253402300799e3 ? (gint64) ms : 0;
}

/* Of boards and blocks alike .fields, else the record itself. */
static ZwJsonRecord *
open_fields (const Block *block)
{
  return zw_reader_open_object (block->record, "fields");
}

/* --- the lines ----------------------------------------------------------------------------------------------- */

static void
take_block (Focalboard *self, ZwJsonRecord *record, const char *kind, gint64 line)
{
  g_autofree char *id = zw_reader_dup_member (record, "id"), *type = zw_reader_dup_member (record, "type");
  g_autofree char *parent = zw_reader_dup_member (record, "parentId"), *board = zw_reader_dup_member (record, "boardId");
  gboolean is_board = g_str_equal (kind, "board") || g_strcmp0 (type, "board") == 0;

  if (id == NULL || read_ms (record, "deleteAt") != 0)
    {
      self->n_deleted += id != NULL;
      zw_json_record_free (record);
      return;
    }
  Block *block = g_new0 (Block, 1);
  *block = (Block) { record, g_steal_pointer (&id), parent != NULL ? g_steal_pointer (&parent) : g_steal_pointer (&board),
                     g_steal_pointer (&type), g_strdup (self->folder), line };
  g_ptr_array_add (is_board ? self->boards : self->blocks, block);
}

static gboolean
take_slice (const ZwJsonSlice *slice, gpointer data, GError **error)
{
  Focalboard *self = data;

  if (slice->watch < 0 || slice->kind != ZW_JSON_OBJECT)
    return TRUE;
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, self->input->warnings, error);
  if (record == NULL)
    return FALSE;
  g_autofree char *kind = zw_reader_dup_member (record, "type");
  ZwJsonRecord *content = zw_reader_open_object (record, "data");
  if (kind != NULL && content != NULL && (g_str_equal (kind, "board") || g_str_equal (kind, "block")))
    take_block (self, content, kind, slice->line);
  else
    g_clear_pointer (&content, zw_json_record_free);
  return TRUE;
}

/* The blocks of a version 1 that is one object. */
static gboolean
take_old_slice (const ZwJsonSlice *slice, gpointer data, GError **error)
{
  Focalboard *self = data;

  if (slice->watch < 0 || slice->kind != ZW_JSON_OBJECT)
    return TRUE;
  ZwJsonRecord *record = zw_json_record_new (slice, self->input->warnings, error);
  if (record != NULL)
    take_block (self, record, "block", slice->line);
  return record != NULL;
}

static gboolean
read_lines (Focalboard *self, const ZwReaderInput *input, GError **error)
{
  static const char *const lines[] = { "$", NULL }, *const old[] = { "$.blocks[*]", NULL };

  if (!zw_reader_scan (input, lines, take_slice, self, error))
    return FALSE;
  return self->boards->len + self->blocks->len > 0
         || (zw_reader_rewind (input, error) && zw_reader_scan (input, old, take_old_slice, self, error));
}

static gboolean
read_archive (Focalboard *self, GError **error)
{
  for (guint i = 0; i < zw_archive_get_n_entries (self->input->archive); i++)
    {
      const char *name = zw_archive_get_name (self->input->archive, i);
      ZwReaderInput inner = *self->input;
      if (!g_str_has_suffix (name, "/board.jsonl"))
        continue;
      g_autofree char *folder = g_strndup (name, strlen (name) - strlen ("board.jsonl"));
      g_autoptr (GInputStream) stream = zw_archive_open_entry (self->input->archive, i);
      inner.stream = stream;
      self->folder = folder;
      gboolean done = read_lines (self, &inner, error);
      self->folder = NULL;
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static void
index_blocks (Focalboard *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = self->blocks->pdata[i];
      GPtrArray *siblings = block->parent != NULL ? g_hash_table_lookup (self->by_parent, block->parent) : NULL;
      if (block->parent != NULL && siblings == NULL)
        g_hash_table_insert (self->by_parent, block->parent, siblings = g_ptr_array_new ());
      if (siblings != NULL)
        g_ptr_array_add (siblings, block);
    }
}

/* --- properties ---------------------------------------------------------------------------------------------- */

static GPtrArray *
read_properties (const Block *board)
{
  g_autoptr (ZwJsonRecord) fields = open_fields (board);
  ZwJsonKind kind;
  gboolean is_new = zw_json_record_get_kind (board->record, "cardProperties", &kind);
  g_autoptr (GPtrArray) list = zw_reader_dup_objects (is_new || fields == NULL ? board->record : fields, "cardProperties");
  GPtrArray *properties = g_ptr_array_new_with_free_func (free_property);

  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (GPtrArray) options = zw_reader_dup_objects (list->pdata[i], "options");
      Property *property = g_new0 (Property, 1);
      *property = (Property) { zw_reader_dup_member (list->pdata[i], "id"), zw_reader_dup_member (list->pdata[i], "name"),
                               zw_reader_dup_member (list->pdata[i], "type"),
                               g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
      g_ptr_array_add (properties, property);
      for (guint j = 0; j < options->len; j++)
        {
          char *id = zw_reader_dup_member (options->pdata[j], "id");
          if (id != NULL)
            g_hash_table_insert (property->options, id, zw_reader_dup_member (options->pdata[j], "value"));
        }
    }
  return properties;
}

static const Property *
find_property (Board *self, const char *id)
{
  for (guint i = 0; i < self->properties->len; i++)
    if (g_strcmp0 (((Property *) self->properties->pdata[i])->id, id) == 0)
      return self->properties->pdata[i];
  return NULL;
}

/* What the view says; else the property called Status; else the first that is a choice. */
static void
find_group (Board *self, const char *wanted)
{
  const Property *first = wanted != NULL ? find_property (self, wanted) : NULL;

  for (guint i = 0; first == NULL && i < self->properties->len; i++)
    {
      const Property *property = self->properties->pdata[i];
      if (g_strcmp0 (property->type, "select") == 0 && property->name != NULL && g_ascii_strcasecmp (property->name, "status") == 0)
        first = property;
    }
  for (guint i = 0; first == NULL && i < self->properties->len; i++)
    if (g_strcmp0 (((Property *) self->properties->pdata[i])->type, "select") == 0)
      first = self->properties->pdata[i];
  self->group = first != NULL ? first->id : NULL;
}

/* Options in the order the board shows, then the others. */
static void
make_columns (Board *self, const Block *board, const char *const *visible)
{
  g_autoptr (ZwJsonRecord) fields = open_fields (board);
  ZwJsonKind kind;
  gboolean is_new = zw_json_record_get_kind (board->record, "cardProperties", &kind);
  g_autoptr (GPtrArray) list = zw_reader_dup_objects (is_new || fields == NULL ? board->record : fields, "cardProperties");
  const Property *group = find_property (self, self->group);

  for (guint i = 0; visible != NULL && group != NULL && visible[i] != NULL; i++)
    if (g_hash_table_contains (group->options, visible[i]))
      zw_neutral_get_status (self->project, visible[i], g_hash_table_lookup (group->options, visible[i]));
  for (guint i = 0; group != NULL && i < list->len; i++)
    {
      g_autofree char *id = zw_reader_dup_member (list->pdata[i], "id");
      g_autoptr (GPtrArray) options = zw_reader_dup_objects (list->pdata[i], "options");
      for (guint j = 0; g_strcmp0 (id, group->id) == 0 && j < options->len; j++)
        {
          g_autofree char *option = zw_reader_dup_member (options->pdata[j], "id");
          if (option != NULL)
            zw_neutral_get_status (self->project, option, g_hash_table_lookup (group->options, option));
        }
    }
}

/* --- views --------------------------------------------------------------------------------------------------- */

static GStrv
dup_strings (ZwJsonRecord *record, const char *name)
{
  g_autoptr (ZwJsonList) list = zw_reader_open_list (record, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < zw_reader_get_length (list); i++)
    {
      g_autoptr (ZwJsonList) inner = zw_json_list_get_kind (list, i) == ZW_JSON_ARRAY ? zw_json_list_open_list (list, i) : NULL;
      if (zw_json_list_get_kind (list, i) == ZW_JSON_STRING)
        g_strv_builder_add (builder, zw_json_list_get_string (list, i));
      for (guint j = 0; j < zw_reader_get_length (inner); j++)
        if (zw_json_list_get_kind (inner, j) == ZW_JSON_STRING)
          g_strv_builder_add (builder, zw_json_list_get_string (inner, j));
    }
  return g_strv_builder_end (builder);
}

/* The first view that is a board decides. */
static void
read_view (Board *self, const Block *board, GPtrArray *children)
{
  g_autofree char *group = NULL;
  g_auto (GStrv) visible = NULL, order = NULL;

  for (guint i = 0; i < children->len && order == NULL; i++)
    {
      const Block *block = children->pdata[i];
      g_autoptr (ZwJsonRecord) fields = g_strcmp0 (block->type, "view") == 0 ? open_fields (block) : NULL;
      g_autofree char *kind = zw_reader_dup_member (fields, "viewType");
      if (g_strcmp0 (kind, "board") != 0)
        continue;
      group = zw_reader_dup_member (fields, "groupById");
      visible = dup_strings (fields, "visibleOptionIds");
      order = dup_strings (fields, "cardOrder");
    }
  find_group (self, group);
  make_columns (self, board, (const char *const *) visible);
  for (guint i = 0; order != NULL && order[i] != NULL; i++)
    g_hash_table_insert (self->order, g_strdup (order[i]), GUINT_TO_POINTER (i + 1));
}

/* --- cards --------------------------------------------------------------------------------------------------- */

static const char *
get_option (const Property *property, const char *id)
{
  const char *text = id != NULL ? g_hash_table_lookup (property->options, id) : NULL;
  return text != NULL ? text : id;
}

/* {"from":ms,"to":ms} as text in a text; the end counts. */
static int
read_day (Board *self, const char *text)
{
  const char *to = text != NULL ? strstr (text, "\"to\":") : NULL, *from = text != NULL ? strstr (text, "\"from\":") : NULL;
  const char *at = to != NULL ? to + 5 : from != NULL ? from + 7 : NULL;
  gint64 ms = at != NULL ? g_ascii_strtoll (at, NULL, 10) : 0;
  return zw_guess_instant_day (ms < G_GINT64_CONSTANT (253402300799000) ? ms : 0, self->focalboard->input->zone);
}

static void
apply_people (Board *self, ZwNeutralTicket *ticket, const Property *property, ZwJsonRecord *values)
{
  g_auto (GStrv) ids = dup_strings (values, property->id);
  g_autofree char *id = zw_reader_dup_member (values, property->id);
  ZwNeutralPerson *person = zw_neutral_get_person (self->focalboard->neutral, id != NULL ? id : ids[0], NULL, NULL, NULL);

  if (ticket->owner == NULL)
    ticket->owner = person;
  for (guint i = 1; ids[0] != NULL && ids[i] != NULL; i++)
    zw_neutral_keep_text (self->project, ticket, property->name, ids[i]);
}

static void
apply_labels (Board *self, ZwNeutralTicket *ticket, const Property *property, ZwJsonRecord *values)
{
  g_auto (GStrv) ids = dup_strings (values, property->id);

  for (guint i = 0; ids[i] != NULL; i++)
    if (*get_option (property, ids[i]) != '\0')
      zw_neutral_add_label (ticket, zw_neutral_get_label (self->project, NULL, get_option (property, ids[i])));
}

static void
apply_property (Board *self, ZwNeutralTicket *ticket, const Property *property, ZwJsonRecord *values)
{
  g_autofree char *value = zw_reader_dup_member (values, property->id);
  const char *type = property->type != NULL ? property->type : "text", *name = property->name != NULL ? property->name : property->id;
  const char *shown = g_str_equal (type, "select") ? get_option (property, value) : value;
  double points = zw_guess_is_points (name) ? zw_guess_points (shown) : NAN;

  if (g_strcmp0 (property->id, self->group) == 0)
    ticket->status = value != NULL ? zw_neutral_find_status (self->project, value, NULL) : NULL;
  else if (g_str_equal (type, "multiSelect"))
    apply_labels (self, ticket, property, values);
  else if (g_str_equal (type, "person") || g_str_equal (type, "multiPerson"))
    apply_people (self, ticket, property, values);
  else if (g_str_equal (type, "date") && ticket->due == ZW_UNSET)
    ticket->due = read_day (self, value);
  else if (!isnan (points) && isnan (ticket->estimate))
    ticket->estimate = points;
  else if (g_ascii_strcasecmp (name, "priority") == 0 && zw_guess_priority (shown) != ZW_UNSET)
    ticket->priority = zw_guess_priority (shown);
  else
    zw_neutral_keep_text (self->project, ticket, name, shown);
}

static void
apply_properties (Board *self, ZwNeutralTicket *ticket, ZwJsonRecord *fields)
{
  g_autoptr (ZwJsonRecord) values = zw_reader_open_object (fields, "properties");
  g_autofree const char **names = values != NULL ? zw_json_record_get_names (values) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const Property *property = find_property (self, names[i]);
      g_autofree char *json = property == NULL ? zw_json_record_dup_json (values, names[i]) : NULL;
      if (property != NULL)
        apply_property (self, ticket, property, values);
      else if (json != NULL && !g_str_equal (json, "\"\"") && !g_str_equal (json, "null"))
        zw_neutral_keep_json (self->project, ticket, names[i], json);
    }
}

static void
add_file (Board *self, ZwNeutralTicket *ticket, const Block *block, ZwJsonRecord *fields)
{
  g_autofree char *file = zw_reader_dup_member (fields, "fileId"), *named = zw_reader_dup_member (fields, "filename");
  g_autofree char *entry = g_strconcat (block->folder != NULL ? block->folder : "", file, NULL);
  g_autoptr (GBytes) content = file != NULL && block->folder != NULL ? zw_reader_dup_content (self->focalboard->input, entry) : NULL;

  if (content != NULL)
    zw_neutral_add_attachment (self->project, ticket, named != NULL ? named : file, NULL, NULL, read_ms (block->record, "createAt"),
                               content);
  else
    zw_neutral_keep_text (self->project, ticket, "attachment", file);
}

/* Text, a box, a comment or a file that hangs on a card. */
static void
take_content (Board *self, ZwNeutralTicket *ticket, const Block *block, GString *description)
{
  g_autofree char *text = zw_reader_dup_member (block->record, "title"), *author = zw_reader_dup_member (block->record, "createdBy");
  g_autoptr (ZwJsonRecord) fields = open_fields (block);
  const char *type = block->type != NULL ? block->type : "";

  if (g_str_equal (type, "comment"))
    zw_neutral_add_comment (ticket, block->id, zw_neutral_get_person (self->focalboard->neutral, author, NULL, NULL, NULL),
                            read_ms (block->record, "createAt"), text);
  else if (g_str_equal (type, "checkbox"))
    zw_neutral_add_check (ticket, block->id, text, zw_reader_read_flag (fields, "value"));
  else if (g_str_equal (type, "image") || g_str_equal (type, "attachment"))
    add_file (self, ticket, block, fields);
  else if (g_str_equal (type, "divider"))
    g_string_append_printf (description, "%s---", description->len > 0 ? "\n\n" : "");
  else if (text != NULL)
    g_string_append_printf (description, "%s%s%s", description->len > 0 ? "\n\n" : "", g_str_has_prefix (type, "h") ? "## " : "", text);
}

/* In the order of the card, then what the order does not name. */
static void
take_contents (Board *self, ZwNeutralTicket *ticket, const Block *card, ZwJsonRecord *fields)
{
  GPtrArray *children = g_hash_table_lookup (self->focalboard->by_parent, card->id);
  g_auto (GStrv) order = dup_strings (fields, "contentOrder");
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL), by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) description = g_string_new (NULL);

  for (guint i = 0; children != NULL && i < children->len; i++)
    g_hash_table_insert (by_id, ((Block *) children->pdata[i])->id, children->pdata[i]);
  for (guint i = 0; order[i] != NULL; i++)
    {
      const Block *block = g_hash_table_lookup (by_id, order[i]);
      if (block != NULL && g_hash_table_add (done, (gpointer) block))
        take_content (self, ticket, block, description);
    }
  for (guint i = 0; children != NULL && i < children->len; i++)
    if (g_hash_table_add (done, children->pdata[i]))
      take_content (self, ticket, children->pdata[i], description);
  if (description->len > 0)
    ticket->description = g_strdup (description->str);
}

static void
read_card (Board *self, const Block *card)
{
  Focalboard *focalboard = self->focalboard;
  g_autoptr (ZwJsonRecord) fields = open_fields (card);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->order, card->id));

  if (zw_reader_read_flag (fields, "isTemplate"))
    {
      focalboard->n_templates++;
      return;
    }
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (self->project, card->id);
  zw_places_put (focalboard->places, ticket, place > 0 ? place : INFINITY);
  ticket->line = card->line;
  ticket->path = g_strdup (zw_json_record_get_path (card->record));
  ticket->title = zw_reader_dup_member (card->record, "title");
  ticket->created = read_ms (card->record, "createAt");
  ticket->changed = read_ms (card->record, "updateAt");
  if (fields != NULL)
    apply_properties (self, ticket, fields);
  take_contents (self, ticket, card, fields);
  if (fields != NULL)
    zw_reader_keep_rest (self->project, ticket, fields, known_fields);
}

/* --- boards -------------------------------------------------------------------------------------------------- */

static void
read_board (Focalboard *focalboard, const Block *board)
{
  GPtrArray *children = g_hash_table_lookup (focalboard->by_parent, board->id);
  g_autoptr (GPtrArray) none = g_ptr_array_new (), properties = read_properties (board);
  g_autoptr (GHashTable) order = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (ZwJsonRecord) fields = open_fields (board);
  Board self = { focalboard, zw_neutral_get_project (focalboard->neutral, board->id), properties, NULL, order };

  if (zw_reader_read_flag (board->record, "isTemplate") || zw_reader_read_flag (fields, "isTemplate"))
    {
      g_ptr_array_remove (focalboard->neutral->projects, self.project);
      return;
    }
  self.project->name = zw_reader_dup_member (board->record, "title");
  self.project->description = zw_reader_dup_member (fields != NULL ? fields : board->record, "description");
  read_view (&self, board, children != NULL ? children : none);
  for (guint i = 0; children != NULL && i < children->len; i++)
    if (g_strcmp0 (((Block *) children->pdata[i])->type, "card") == 0)
      read_card (&self, children->pdata[i]);
  zw_places_sort_tickets (focalboard->places, self.project);
}

static void
finish (Focalboard *self)
{
  index_blocks (self);
  for (guint i = 0; i < self->boards->len; i++)
    read_board (self, self->boards->pdata[i]);
  if (self->n_deleted > 0)
    zw_neutral_warn (self->neutral, 0, NULL, "deleted blocks are left out (%u)", self->n_deleted);
  if (self->n_templates > 0)
    zw_neutral_warn (self->neutral, 0, NULL, "templates of cards are left out (%u)", self->n_templates);
}

static ZwNeutral *
read_focalboard (const ZwReaderInput *input, GError **error)
{
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("focalboard");
  g_autoptr (ZwPlaces) places = zw_places_new ();
  g_autoptr (GPtrArray) boards = g_ptr_array_new_with_free_func (free_block), blocks = g_ptr_array_new_with_free_func (free_block);
  g_autoptr (GHashTable) by_parent = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  Focalboard focalboard = { input, neutral, places, boards, blocks, by_parent };

  if (input->archive != NULL ? !read_archive (&focalboard, error) : !read_lines (&focalboard, input, error))
    return NULL;
  finish (&focalboard);
  return g_steal_pointer (&neutral);
}

static gboolean
detect_focalboard (const ZwLook *look)
{
  if (look->kind == ZW_LOOK_ZIP)
    return zw_look_has (look, "version.json") && zw_look_has (look, "board.jsonl");
  return look->kind == ZW_LOOK_OBJECT
         && ((zw_look_has (look, "type") && zw_look_has (look, "data"))
             || (zw_look_has (look, "version") && zw_look_has (look, "date") && zw_look_has (look, "blocks")));
}

const ZwReader zw_reader_focalboard = { "focalboard", detect_focalboard, read_focalboard };
