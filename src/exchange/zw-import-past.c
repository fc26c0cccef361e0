/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two logs side by side. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-past.h"

#include <stdlib.h>

#include "zw-import-log.h"
#include "zw-json-scanner.h"
#include "zw-log-codec.h"

struct _ZwImportPast {
  ZwIdMap *file_sets;    /* (owned) that the file tells, or knows of */
  ZwIdMap *news;         /* (owned) that it tells, and are not here */
  GHashTable *seen;      /* (owned) "id field" -> (nullable) what the file had last before its own news, or by an import */
  int known_watch;
  ZwIdMap *file_deleted; /* (owned) id -> entity + 1 */
  ZwIdMap *created, *deleted, *touched; /* (owned) by sets that are here alone */
  GHashTable *bases;     /* (owned) "id field[ element]" -> (nullable) value in common */
  GHashTable *numbers;   /* (owned) "project number" ever given here */
  GHashTable *highest;   /* (owned) "project" -> the highest of them */
  ZwIdMap *moved;        /* (owned) id of a ticket -> project it was moved to */
  gboolean is_common, is_import; /* the set being read */
};

ZwImportPast *
zw_import_past_new (void)
{
  ZwImportPast *self = g_new0 (ZwImportPast, 1);

  self->file_sets = zw_id_map_new (NULL);
  self->news = zw_id_map_new (NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->file_deleted = zw_id_map_new (NULL);
  self->created = zw_id_map_new (NULL);
  self->deleted = zw_id_map_new (NULL);
  self->touched = zw_id_map_new (NULL);
  self->moved = zw_id_map_new (NULL);
  self->bases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->highest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
zw_import_past_free (ZwImportPast *self)
{
  zw_id_map_free (self->file_sets);
  zw_id_map_free (self->news);
  g_hash_table_unref (self->seen);
  zw_id_map_free (self->file_deleted);
  zw_id_map_free (self->created);
  zw_id_map_free (self->deleted);
  zw_id_map_free (self->touched);
  zw_id_map_free (self->moved);
  g_hash_table_unref (self->bases);
  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->highest);
  g_free (self);
}

static char *
make_key (gint64 id, const char *field, const char *element)
{
  return element == NULL ? g_strdup_printf ("%" G_GINT64_FORMAT " %s", id, field)
                         : g_strdup_printf ("%" G_GINT64_FORMAT " %s %s", id, field, element);
}

/* --- the file ------------------------------------------------------------------------------------------------ */

/* The value on which the news of a field are built: the one before them, or one that came there by an import in between. */
static void
note_seen (ZwImportPast *self, const ZwChange *change, gboolean is_import)
{
  g_autofree char *key = make_key (change->id, zw_field_to_string (change->field), NULL);

  if (is_import)
    g_hash_table_replace (self->seen, g_steal_pointer (&key), g_strdup (change->new_value));
  else if (!g_hash_table_contains (self->seen, key))
    g_hash_table_insert (self->seen, g_steal_pointer (&key), g_strdup (change->old_value));
}

static gboolean
note_file_set (ZwImportPast *self, ZwBulk *bulk, gint64 id, GError **error)
{
  gboolean is_known;

  if (zw_id_map_get (self->file_sets, id) != NULL)
    return TRUE;
  if (!zw_bulk_has_met (bulk, id, &is_known, error))
    return FALSE;
  zw_id_map_put (self->file_sets, id, self);
  if (!is_known)
    zw_id_map_put (self->news, id, self);
  return TRUE;
}

static void
note_file_change (ZwImportPast *self, const ZwChange *change, const ZwChangeSet *set)
{
  if (change->op == ZW_OP_SET && zw_id_map_get (self->news, set->id) != NULL)
    note_seen (self, change, set->deed == ZW_DEED_IMPORT);
  if (change->op == ZW_OP_DELETE)
    zw_id_map_put (self->file_deleted, change->id, GINT_TO_POINTER (change->entity + 1));
  else if (change->op == ZW_OP_CREATE)
    zw_id_map_remove (self->file_deleted, change->id);
}

/* What is no id is nothing anybody knows. */
static void
note_known (ZwImportPast *self, const ZwJsonSlice *slice)
{
  g_autofree char *text = slice->kind == ZW_JSON_STRING && slice->length > 2 ? g_strndup (slice->text + 1, slice->length - 2) : NULL;
  guint64 id;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &id, NULL))
    zw_id_map_put (self->file_sets, (gint64) id, self);
}

gboolean
zw_import_past_read_file (ZwImportPast *self, GInputStream *stream, ZwImportSame *same, ZwBulk *bulk, GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (ZwJsonScanner) scanner = zw_json_scanner_new (stream, ZW_JSON_SCAN_REFUSE_LONE_SURROGATES);
  g_autoptr (ZwJsonWarnings) ignored = zw_json_warnings_new ();
  const ZwImportShift unmoved = { 0 };
  g_autoptr (ZwImportLog) log = zw_import_log_new (scanner, &unmoved, ignored);
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_set_unref);
  const ZwJsonSlice *slice;
  const ZwChange *change;

  self->known_watch = zw_json_scanner_watch (scanner, "$.known[*]", ZW_JSON_GIVE_TEXT);
  zw_import_same_watch (same, scanner);
  zw_json_scanner_set_rest (scanner, ZW_JSON_PASS_OVER);
  for (;;)
    {
      if (!zw_json_scanner_next (scanner, &slice, cancellable, error))
        return FALSE;
      if (slice == NULL)
        return zw_import_log_finish (log, error);
      if (zw_import_same_take (same, slice))
        continue;
      if (slice->watch == self->known_watch)
        {
          note_known (self, slice);
          continue;
        }
      if (!zw_import_log_take (log, slice, sets, &change, error))
        return FALSE;
      if (change != NULL && !note_file_set (self, bulk, ((ZwChangeSet *) sets->pdata[sets->len - 1])->id, error))
        return FALSE;
      if (change != NULL)
        note_file_change (self, change, sets->pdata[sets->len - 1]);
      g_ptr_array_set_size (sets, 0);
    }
}

/* --- here ---------------------------------------------------------------------------------------------------- */

static void
note_number (ZwImportPast *self, const char *project, const char *number)
{
  if (project == NULL || number == NULL)
    return;
  int given = atoi (number), highest = GPOINTER_TO_INT (g_hash_table_lookup (self->highest, project));
  g_hash_table_add (self->numbers, g_strdup_printf ("%s %d", project, given));
  if (given > highest)
    g_hash_table_replace (self->highest, g_strdup (project), GINT_TO_POINTER (given));
}

/* What somebody here newly refers to is in use here. */
static void
note_use (ZwImportPast *self, ZwEntity entity, ZwField field, const char *text)
{
  const ZwFieldSpec *spec = zw_entity_find_field (entity, field);
  gint64 id = text == NULL || spec == NULL || (spec->type != ZW_VALUE_REF && spec->type != ZW_VALUE_SET_REF)
                ? 0 : g_ascii_strtoll (text, NULL, 10);

  if (id != 0)
    zw_id_map_put (self->touched, id, self);
}

static gboolean
note_created_values (ZwImportPast *self, const ZwDumpChange *change, ZwEntity entity, GError **error)
{
  g_autoptr (GArray) values = zw_log_codec_decode (change->new_value, error);
  const char *project = NULL, *number = NULL;

  if (values == NULL)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (values, ZwFieldValue, i);
      if (value->field == ZW_FIELD_PROJECT)
        project = value->text;
      if (value->field == ZW_FIELD_NUMBER)
        number = value->text;
      if (!self->is_common && !self->is_import)
        note_use (self, entity, value->field, value->text);
    }
  if (entity == ZW_ENTITY_TICKET)
    note_number (self, project, number);
  return TRUE;
}

/* The first value before anything of ours is the common one; what an import set is common again. */
static void
note_base (ZwImportPast *self, const ZwDumpChange *change, const char *element, const char *base)
{
  g_autofree char *key = make_key (change->id, change->field, element);

  if (self->is_import)
    g_hash_table_remove (self->bases, key);
  else if (!g_hash_table_contains (self->bases, key))
    g_hash_table_insert (self->bases, g_steal_pointer (&key), g_strdup (base));
}

static void
note_row (ZwImportPast *self, ZwIdMap *map, gint64 id)
{
  if (self->is_import)
    zw_id_map_remove (map, id);
  else
    zw_id_map_put (map, id, self);
}

static gboolean
note_set_here (const ZwChangeSet *header, gpointer data, GError **error)
{
  ZwImportPast *self = data;

  self->is_common = zw_id_map_get (self->file_sets, header->id) != NULL;
  self->is_import = header->deed == ZW_DEED_IMPORT;
  return TRUE;
}

static void
note_touch (ZwImportPast *self, const ZwDumpChange *change, ZwEntity entity)
{
  zw_id_map_put (self->touched, change->id, self);
  if (change->ticket != 0)
    zw_id_map_put (self->touched, change->ticket, self);
  if (change->field != NULL)
    note_use (self, entity, zw_field_from_string (change->field), change->new_value);
}

/* A ticket that moves gets its new project first, and then its number there. */
static void
note_move (ZwImportPast *self, const ZwDumpChange *change)
{
  if (g_strcmp0 (change->field, "project") == 0 && change->new_value != NULL)
    zw_id_map_put (self->moved, change->id, GSIZE_TO_POINTER ((gsize) g_ascii_strtoll (change->new_value, NULL, 10)));
  if (g_strcmp0 (change->field, "number") != 0 || zw_id_map_get (self->moved, change->id) == NULL)
    return;
  g_autofree char *project = g_strdup_printf ("%" G_GSIZE_FORMAT, GPOINTER_TO_SIZE (zw_id_map_get (self->moved, change->id)));
  note_number (self, project, change->new_value);
}

static gboolean
note_change_here (const ZwDumpChange *change, gpointer data, GError **error)
{
  ZwImportPast *self = data;
  gboolean creates = g_str_equal (change->op, "create"), deletes = g_str_equal (change->op, "delete");
  ZwEntity entity;

  if (!zw_entity_from_string (change->entity, &entity))
    return TRUE;
  if (creates && (entity == ZW_ENTITY_TICKET || !self->is_common) && !note_created_values (self, change, entity, error))
    return FALSE;
  if (entity == ZW_ENTITY_TICKET)
    note_move (self, change);
  if (self->is_common)
    return TRUE;
  if (!self->is_import)
    note_touch (self, change, entity);
  if (creates)
    {
      note_row (self, self->created, change->id);
      zw_id_map_remove (self->deleted, change->id);
    }
  else if (deletes)
    note_row (self, self->deleted, change->id);
  else if (g_str_equal (change->op, "add"))
    note_base (self, change, change->new_value, NULL);
  else if (g_str_equal (change->op, "remove"))
    note_base (self, change, change->old_value, "1");
  else
    note_base (self, change, NULL, change->old_value);
  return TRUE;
}

gboolean
zw_import_past_read_here (ZwImportPast *self, ZwBulk *bulk, gint64 project, GError **error)
{
  static const ZwDumpSink sink = { .set = note_set_here, .change = note_change_here };
  return zw_bulk_dump (bulk, project, &sink, self, error);
}

/* --- answers ------------------------------------------------------------------------------------------------- */

gboolean
zw_import_past_is_created_here (ZwImportPast *self, gint64 id)
{
  return zw_id_map_get (self->created, id) != NULL;
}

gboolean
zw_import_past_is_deleted_here (ZwImportPast *self, gint64 id)
{
  return zw_id_map_get (self->deleted, id) != NULL;
}

gboolean
zw_import_past_is_touched_here (ZwImportPast *self, gint64 id)
{
  return zw_id_map_get (self->touched, id) != NULL;
}

gboolean
zw_import_past_find_base (ZwImportPast *self, gint64 id, ZwField field, const char *element, const char **base)
{
  g_autofree char *key = make_key (id, zw_field_to_string (field), element);
  gpointer value = NULL;
  gboolean found = g_hash_table_lookup_extended (self->bases, key, NULL, &value);

  *base = value;
  return found;
}

gboolean
zw_import_past_find_seen (ZwImportPast *self, gint64 id, ZwField field, const char **seen)
{
  g_autofree char *key = make_key (id, zw_field_to_string (field), NULL);
  gpointer value = NULL;
  gboolean found = g_hash_table_lookup_extended (self->seen, key, NULL, &value);

  *seen = value;
  return found;
}

gboolean
zw_import_past_next_news (ZwImportPast *self, guint *position, gint64 *set)
{
  return zw_id_map_next (self->news, position, set, NULL);
}

ZwIdMap *
zw_import_past_get_deleted (ZwImportPast *self)
{
  return self->file_deleted;
}

int
zw_import_past_take_number (ZwImportPast *self, gint64 project, int number)
{
  g_autofree char *project_text = g_strdup_printf ("%" G_GINT64_FORMAT, project);
  g_autofree char *key = g_strdup_printf ("%s %d", project_text, number);

  if (g_hash_table_contains (self->numbers, key))
    number = GPOINTER_TO_INT (g_hash_table_lookup (self->highest, project_text)) + 1;
  g_autofree char *number_text = g_strdup_printf ("%d", number);
  note_number (self, project_text, number_text);
  return number;
}
