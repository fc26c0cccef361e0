/* SPDX-License-Identifier: GPL-3.0-or-later
 * Our own JSON, record by record. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-reader.h"

#include <glib/gi18n.h>
#include <string.h>

#include "zw-error.h"
#include "zw-import-balance.h"
#include "zw-import-fold.h"
#include "zw-import-log.h"
#include "zw-import-parents.h"
#include "zw-json-record.h"
#include "zw-json-writer.h"
#include "zw-sections.h"

#define BATCH_SLICES 512
#define BATCH_BYTES (128 * 1024)
#define MOST_RECORD_BYTES ((gsize) 1024 * 1024 * 1024)

struct _ZwImportReader {
  ZwJsonScanner *scanner;         /* (owned) */
  const ZwImportReading *reading; /* (borrowed) */
  ZwJsonWarnings *warnings;       /* (owned) a reference */
  ZwImportLog *log;               /* (owned) */
  ZwIdMap *seen;                  /* (owned) id -> mark of every record */
  ZwIdMap *logged;                /* (owned) id -> entity + 1 of what only the log creates */
  ZwIdMap *new_ids;               /* (owned) id in the file -> id given instead */
  gint64 next_new_id;
  GArray *loose;                  /* (owned) ZwImportReference without a record so far */
  ZwImportFold *fold;             /* (owned) */
  ZwImportBalance *balance;       /* (owned) of records and log */
  ZwImportParents *parents;       /* (owned) of tickets */
  gboolean at_end;
};

/* --- plain structs ------------------------------------------------------------------------------------------- */

static void
free_record (gpointer data)
{
  ZwImportRecord *record = data;

  zw_change_set_unref (record->set);
  g_clear_pointer (&record->content, g_bytes_unref);
  g_free (record);
}

ZwChange *
zw_import_record_get_create (const ZwImportRecord *record)
{
  return record->set->changes->pdata[0];
}

char *
zw_import_record_dup_place (const ZwImportRecord *record)
{
  return g_strdup_printf ("line %" G_GINT64_FORMAT ", $.%s[%" G_GINT64_FORMAT "]", record->line,
                          zw_section_get_name (record->entity), record->index);
}

void
zw_import_batch_free (ZwImportBatch *batch)
{
  g_ptr_array_unref (batch->records);
  g_ptr_array_unref (batch->sets);
  g_free (batch);
}

static ZwImportBatch *
new_batch (void)
{
  ZwImportBatch *batch = g_new0 (ZwImportBatch, 1);

  batch->records = g_ptr_array_new_with_free_func (free_record);
  batch->sets = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_set_unref);
  return batch;
}

/* --- ids ----------------------------------------------------------------------------------------------------- */

/* The mark of a record: what it is and where it stands, in one pointer. Places beyond some hundred million are not kept. */
#define ENTITY_BITS 8
#define INDEX_BITS 28
#define MOST_PLACES ((gint64) 1 << INDEX_BITS)
G_STATIC_ASSERT (sizeof (gpointer) >= 8 && ZW_N_ENTITIES < 1 << ENTITY_BITS);

static gpointer
make_mark (const ZwImportRecord *row)
{
  guint64 index = row->index < MOST_PLACES ? (guint64) row->index : 0, line = row->line < MOST_PLACES ? (guint64) row->line : 0;
  return GSIZE_TO_POINTER (((line << INDEX_BITS | index) << ENTITY_BITS) | (guint64) (row->entity + 1));
}

/* The entity + 1 of the mark of @id; 0 = no record has that id. */
static int
find_entity (ZwIdMap *map, gint64 id)
{
  return (int) (GPOINTER_TO_SIZE (zw_id_map_get (map, id)) & ((1 << ENTITY_BITS) - 1));
}

/* The id that stands for @id: its own, or in a copy a new one. People are who they are. */
static gint64
map_id (ZwImportReader *self, ZwEntity entity, gint64 id)
{
  if (self->reading->first_new_id == 0 || entity == ZW_ENTITY_PERSON)
    return id;
  gint64 given = GPOINTER_TO_SIZE (zw_id_map_get (self->new_ids, id));
  if (given != 0)
    return given;
  given = self->next_new_id++;
  zw_id_map_put (self->new_ids, id, GSIZE_TO_POINTER (given));
  return given;
}

static gboolean
is_known (ZwIdMap *map, gint64 id, ZwEntity entity)
{
  return find_entity (map, id) == (int) entity + 1;
}

static gint64
refer (ZwImportReader *self, ZwJsonRecord *record, const ZwImportRecord *row, const ZwFieldSpec *spec, gint64 id)
{
  int found = find_entity (self->seen, id);

  if (found != 0 && found != (int) spec->target + 1)
    {
      g_autofree char *detail = g_strdup_printf ("%" G_GINT64_FORMAT " is a %s, not a %s", id, zw_entity_to_string (found - 1),
                                                 zw_entity_to_string (spec->target));
      zw_json_record_refuse (record, zw_field_to_string (spec->field), detail);
    }
  if (spec->field == ZW_FIELD_PARENT)
    zw_import_parents_put (self->parents, row->file_id, id);
  gint64 given = map_id (self, spec->target, id);
  if (found == 0)
    {
      ZwImportReference reference = { row->entity, spec->target, row->id, zw_import_record_get_create (row)->ticket, id, given,
                                      row->line, row->index, spec->field };
      g_array_append_val (self->loose, reference);
    }
  return given;
}

/* --- values -------------------------------------------------------------------------------------------------- */

/* @text (transfer full) into the record, if the field can hold it. */
static void
take_value (ZwImportReader *self, ZwJsonRecord *record, ZwImportRecord *row, const ZwFieldSpec *spec, char *text)
{
  g_autofree char *value = text;
  g_autoptr (GError) error = NULL;
  ZwChange *create = zw_import_record_get_create (row);

  if (value == NULL || *value == '\0')
    return;
  if (!zw_field_spec_validate (spec, value, &error))
    {
      zw_json_record_refuse (record, zw_field_to_string (spec->field), error->message);
      return;
    }
  char *moved = zw_import_shift_value (&self->reading->shift, row->entity, spec, value);
  ZwFieldValue entry = { spec->field, moved != NULL ? moved : g_steal_pointer (&value) };
  g_array_append_val (create->values, entry);
}

static void
read_elements (ZwImportReader *self, ZwJsonRecord *record, ZwImportRecord *row, const ZwFieldSpec *spec)
{
  const char *name = zw_field_to_string (spec->field);
  g_autoptr (ZwJsonList) list = zw_json_record_open_list (record, name);

  for (guint i = 0; list != NULL && i < zw_json_list_get_length (list); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup (zw_json_list_get_string (list, i));
      if (text == NULL)
        continue;
      if (!zw_field_spec_validate (spec, text, &error))
        {
          zw_json_record_refuse (record, name, error->message);
          continue;
        }
      if (spec->type == ZW_VALUE_SET_REF)
        {
          gint64 id = refer (self, record, row, spec, g_ascii_strtoll (text, NULL, 10));
          g_free (text);
          text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
        }
      g_autofree char *moved = zw_import_shift_value (&self->reading->shift, row->entity, spec, text);
      zw_change_set_add (row->set, row->entity, row->id, zw_import_record_get_create (row)->ticket, spec->field,
                         moved != NULL ? moved : text);
    }
}

static char *
read_instant (ZwJsonRecord *record, const char *name)
{
  const char *text = zw_json_record_get_string (record, name);
  gint64 instant;

  if (text == NULL)
    return NULL;
  if (zw_instant_from_string (text, &instant))
    return g_strdup_printf ("%" G_GINT64_FORMAT, instant);
  zw_json_record_refuse (record, name, NC_("error", "no instant such as 2026-11-23T08:32:00.000Z"));
  return NULL;
}

static char *
read_reference (ZwImportReader *self, ZwJsonRecord *record, ZwImportRecord *row, const ZwFieldSpec *spec)
{
  gint64 id;

  if (!zw_json_record_get_id (record, zw_field_to_string (spec->field), &id))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT, refer (self, record, row, spec, id));
}

static void
read_field (ZwImportReader *self, ZwJsonRecord *record, ZwImportRecord *row, const ZwFieldSpec *spec)
{
  const char *name = zw_field_to_string (spec->field);
  char *text = NULL;
  gint64 whole;
  double real;
  gboolean truth;

  switch (spec->type)
    {
    case ZW_VALUE_INT:
    case ZW_VALUE_INT64:
      text = zw_json_record_get_int64 (record, name, &whole) ? g_strdup_printf ("%" G_GINT64_FORMAT, whole) : NULL;
      break;
    case ZW_VALUE_REAL:
      text = zw_json_record_get_number (record, name, &real) ? zw_real_to_string (real) : NULL;
      break;
    case ZW_VALUE_BOOL:
      text = zw_json_record_get_boolean (record, name, &truth) ? g_strdup (truth ? "1" : "0") : NULL;
      break;
    case ZW_VALUE_DATE:
    case ZW_VALUE_CHOICE:
    case ZW_VALUE_TEXT:
    case ZW_VALUE_LONG_TEXT:
      text = g_strdup (zw_json_record_get_string (record, name));
      break;
    case ZW_VALUE_INSTANT:
      text = read_instant (record, name);
      break;
    case ZW_VALUE_REF:
      text = read_reference (self, record, row, spec);
      break;
    case ZW_VALUE_SET_REF:
    case ZW_VALUE_SET_DATE:
      read_elements (self, record, row, spec);
      break;
    }
  take_value (self, record, row, spec, text);
}

/* --- members that are no fields ------------------------------------------------------------------------------ */

static void
keep_unknown (ZwImportReader *self, ZwJsonRecord *record, ZwImportRecord *row, const char *name, GString *extra)
{
  g_autofree char *json = zw_json_record_dup_json (record, name);

  if (zw_entity_find_field (row->entity, ZW_FIELD_EXTRA) == NULL)
    {
      g_autofree char *path = g_strdup_printf ("%s.%s", zw_json_record_get_path (record), name);
      zw_json_warnings_add (self->warnings, ZW_JSON_WARNING_UNKNOWN_MEMBER, row->line, path, NULL, 1);
      return;
    }
  g_string_append_c (extra, extra->len == 0 ? '{' : ',');
  zw_json_append_quoted (extra, name);
  g_string_append_c (extra, ':');
  g_string_append (extra, json);
}

static void
read_changed (ZwImportReader *self, ZwJsonRecord *record, ZwImportRecord *row)
{
  g_autofree char *text = read_instant (record, "changed");

  if (text == NULL)
    return;
  gint64 instant = zw_import_shift_instant (&self->reading->shift, g_ascii_strtoll (text, NULL, 10));
  zw_change_put_int (zw_import_record_get_create (row), ZW_FIELD_CHANGED, instant);
}

/* The content names its attachment's blob, which is its hash. */
static void
read_content (ZwImportReader *self, ZwJsonRecord *record, ZwImportRecord *row)
{
  ZwChange *create = zw_import_record_get_create (row);

  row->content = zw_json_record_dup_base64 (record, "data");
  if (row->content == NULL)
    return;
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, row->content);
  const char *named = zw_json_record_get_string (record, "blob");
  if (named != NULL && !g_str_equal (named, hash))
    zw_json_record_refuse (record, "blob", NC_("error", "not the SHA-256 of the data"));
  zw_change_put (create, ZW_FIELD_BLOB, hash);
}

static void
read_members (ZwImportReader *self, ZwJsonRecord *record, ZwImportRecord *row)
{
  g_autofree const char **names = zw_json_record_get_names (record);
  g_autoptr (GString) extra = g_string_new (NULL);
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);

  for (guint i = 0; names[i] != NULL; i++)
    {
      int index = zw_section_find_member (row->entity, names[i]);
      ZwJsonKind kind;
      if (g_str_equal (names[i], "id") || (row->entity == ZW_ENTITY_ATTACHMENT && g_str_equal (names[i], "data")))
        continue;
      if (g_str_equal (names[i], "changed"))
        read_changed (self, record, row);
      else if (index < 0)
        keep_unknown (self, record, row, names[i], extra);
      else if (zw_json_record_get_kind (record, names[i], &kind) && kind != ZW_JSON_NULL)
        read_field (self, record, row, &fields[index]);
    }
  if (extra->len > 0)
    zw_change_put (zw_import_record_get_create (row), ZW_FIELD_EXTRA, g_string_append_c (extra, '}')->str);
}

/* --- records ------------------------------------------------------------------------------------------------- */

/* What no row can do without and nothing gives by itself. */
static void
check_required (ZwJsonRecord *record, const ZwImportRecord *row)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].required && (fields[i].type == ZW_VALUE_TEXT || fields[i].type == ZW_VALUE_REF)
        && zw_change_get (zw_import_record_get_create (row), fields[i].field) == NULL)
      zw_json_record_need (record, zw_field_to_string (fields[i].field));
}

/* Notes the id, which nobody else may have. */
static gboolean
read_id (ZwImportReader *self, ZwJsonRecord *record, ZwImportRecord *row)
{
  gint64 id;

  if (!zw_json_record_need (record, "id") || !zw_json_record_get_id (record, "id", &id))
    return FALSE;
  if (zw_id_map_get (self->seen, id) != NULL)
    zw_json_record_refuse (record, "id", NC_("error", "used by two records"));
  zw_id_map_put (self->seen, id, make_mark (row));
  row->file_id = id;
  row->id = map_id (self, row->entity, id);
  return TRUE;
}

static ZwImportRecord *
read_record (ZwImportReader *self, const ZwJsonSlice *slice, ZwEntity entity, GError **error)
{
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, self->warnings, error);
  gint64 ticket = 0;

  if (record == NULL)
    return NULL;
  ZwImportRecord *row = g_new0 (ZwImportRecord, 1);
  *row = (ZwImportRecord) { .entity = entity, .line = slice->line, .index = slice->index };
  row->set = zw_change_set_new (0, ZW_DEED_IMPORT);
  if (read_id (self, record, row))
    {
      if (zw_entity_is_part (entity) && zw_json_record_get_id (record, "ticket", &ticket))
        ticket = map_id (self, ZW_ENTITY_TICKET, ticket);
      zw_change_set_create (row->set, entity, row->id, ticket);
      read_members (self, record, row);
      if (entity == ZW_ENTITY_ATTACHMENT)
        read_content (self, record, row);
      check_required (record, row);
    }
  if (zw_json_record_check (record, error))
    return row;
  free_record (row);
  return NULL;
}

/* --- the log ------------------------------------------------------------------------------------------------- */

static gboolean
take_log (ZwImportReader *self, const ZwJsonSlice *slice, GPtrArray *sets, GError **error)
{
  const ZwChange *change;

  if (!zw_import_log_take (self->log, slice, sets, &change, error))
    return FALSE;
  if (change == NULL)
    return TRUE;
  if (zw_id_map_get (self->seen, change->id) != NULL
      || (self->reading->coming != NULL && zw_id_map_get (self->reading->coming, change->id) != NULL))
    {
      if (self->reading->wants_log)
        zw_import_balance_take_change (self->balance, change);
      return TRUE;
    }
  if (change->op == ZW_OP_CREATE)
    zw_id_map_put (self->logged, change->id, GINT_TO_POINTER (change->entity + 1));
  if (self->reading->wants_log)
    zw_import_fold_add (self->fold, change, ((ZwChangeSet *) sets->pdata[sets->len - 1])->id);
  return TRUE;
}

/* --- the file ------------------------------------------------------------------------------------------------ */

/* A member beside the sections. */
static gboolean
check_member (ZwImportReader *self, const ZwJsonSlice *slice, GError **error)
{
  ZwEntity entity;

  if (slice->name == NULL || zw_section_find (slice->name, &entity) || g_str_equal (slice->name, "log"))
    {
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, slice->line);
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "line %s, %s: no list of records", line, slice->path);
      return FALSE;
    }
  if (!g_str_equal (slice->name, "format") && !g_str_equal (slice->name, "version") && !g_str_equal (slice->name, "exported")
      && !g_str_equal (slice->name, "database") && !g_str_equal (slice->name, "$schema") && !g_str_equal (slice->name, "partial")
      && !g_str_equal (slice->name, "since") && !g_str_equal (slice->name, "known"))
    zw_json_warnings_add (self->warnings, ZW_JSON_WARNING_UNKNOWN_MEMBER, slice->line, slice->path, NULL, 1);
  return TRUE;
}

static gboolean
take_slice (ZwImportReader *self, const ZwJsonSlice *slice, ZwImportBatch *batch, GError **error)
{
  if (zw_import_log_owns (self->log, slice))
    return take_log (self, slice, batch->sets, error);
  if (slice->watch < 0)
    return check_member (self, slice, error);
  ZwImportRecord *record = read_record (self, slice, (ZwEntity) slice->watch, error);
  if (record == NULL)
    return FALSE;
  if (self->reading->wants_log)
    zw_import_balance_put_row (self->balance, record->set);
  g_ptr_array_add (batch->records, record);
  return TRUE;
}

ZwImportBatch *
zw_import_reader_next (ZwImportReader *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (ZwImportBatch) batch = new_batch ();
  const ZwJsonSlice *slice = NULL;
  gsize bytes = 0;

  for (guint n = 0; !self->at_end && n < BATCH_SLICES && bytes < BATCH_BYTES; n++)
    {
      if (!zw_json_scanner_next (self->scanner, &slice, cancellable, error))
        return NULL;
      self->at_end = slice == NULL;
      if (slice != NULL ? !take_slice (self, slice, batch, error) : !zw_import_log_finish (self->log, error))
        return NULL;
      bytes += slice != NULL ? slice->length : 0;
    }
  batch->bytes = zw_json_scanner_get_bytes_read (self->scanner);
  return self->at_end && batch->records->len + batch->sets->len == 0 ? NULL : g_steal_pointer (&batch);
}

ZwImportReader *
zw_import_reader_new (GInputStream *stream, const ZwImportReading *reading, ZwJsonWarnings *warnings)
{
  ZwImportReader *self = g_new0 (ZwImportReader, 1);

  self->scanner = zw_json_scanner_new (stream, ZW_JSON_SCAN_REFUSE_LONE_SURROGATES);
  self->reading = reading;
  self->warnings = zw_json_warnings_ref (warnings);
  for (ZwEntity entity = 0; entity < ZW_N_ENTITIES; entity++)
    {
      g_autofree char *path = g_strdup_printf ("$.%s[*]", zw_section_get_name (entity));
      zw_json_scanner_watch (self->scanner, path, ZW_JSON_GIVE_TEXT);
    }
  self->log = zw_import_log_new (self->scanner, &reading->shift, warnings);
  zw_json_scanner_set_rest (self->scanner, ZW_JSON_GIVE_PLACE);
  zw_json_scanner_set_limit (self->scanner, MOST_RECORD_BYTES);
  self->seen = zw_id_map_new (NULL);
  self->logged = zw_id_map_new (NULL);
  self->new_ids = zw_id_map_new (NULL);
  self->next_new_id = reading->first_new_id;
  self->loose = g_array_new (FALSE, FALSE, sizeof (ZwImportReference));
  self->fold = zw_import_fold_new ();
  self->balance = zw_import_balance_new ();
  self->parents = zw_import_parents_new ();
  return self;
}

void
zw_import_reader_free (ZwImportReader *self)
{
  zw_json_scanner_free (self->scanner);
  zw_import_log_free (self->log);
  zw_json_warnings_unref (self->warnings);
  zw_id_map_free (self->seen);
  zw_id_map_free (self->logged);
  zw_id_map_free (self->new_ids);
  g_array_unref (self->loose);
  zw_import_fold_free (self->fold);
  zw_import_balance_free (self->balance);
  zw_import_parents_free (self->parents);
  g_free (self);
}

/* --- after the end ------------------------------------------------------------------------------------------- */

gboolean
zw_import_reader_check_parents (ZwImportReader *self, GError **error)
{
  g_autoptr (GArray) circle = zw_import_parents_find_circle (self->parents);
  g_autoptr (GString) path = g_string_new (NULL);
  gint64 line = 0, index;

  if (circle == NULL)
    return TRUE;
  for (guint i = circle->len; i > 0; i--)
    {
      zw_import_reader_find_place (self, g_array_index (circle, gint64, i - 1), &line, &index);
      g_string_prepend (path, i == circle->len ? "" : " → ");
      g_autofree char *place = g_strdup_printf ("$.tickets[%" G_GINT64_FORMAT "]", index);
      g_string_prepend (path, place);
    }
  g_autofree char *line_text = g_strdup_printf ("%" G_GINT64_FORMAT, line);
  g_autofree char *member = g_strdup_printf ("$.tickets[%" G_GINT64_FORMAT "].parent", index);
  zw_set_error (error, ZW_ERROR_INVALID_VALUE, "line %s, %s: the parents form a circle: %s", line_text, member, path->str);
  return FALSE;
}

GArray *
zw_import_reader_get_loose_references (ZwImportReader *self, GError **error)
{
  guint kept = 0;

  for (guint i = 0; i < self->loose->len; i++)
    {
      ZwImportReference *reference = &g_array_index (self->loose, ZwImportReference, i);
      if (is_known (self->seen, reference->wanted, reference->target))
        continue;
      if (!is_known (self->logged, reference->wanted, reference->target) && !self->reading->is_partial)
        {
          g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, reference->line);
          g_autofree char *path = g_strdup_printf ("$.%s[%" G_GINT64_FORMAT "].%s", zw_section_get_name (reference->entity),
                                                   reference->index, zw_field_to_string (reference->field));
          g_autofree char *wanted = g_strdup_printf ("%" G_GINT64_FORMAT, reference->wanted);
          zw_set_error (error, ZW_ERROR_INVALID_VALUE, "line %s, %s: there is no %s %s", line, path,
                        zw_entity_to_string (reference->target), wanted);
          return NULL;
        }
      g_array_index (self->loose, ZwImportReference, kept++) = *reference;
    }
  g_array_set_size (self->loose, kept);
  return self->loose;
}

/* What the rows of something deleted belong to is deleted, or belongs to something deleted: no record either way. */
static gboolean
is_hidden (ZwImportReader *self, const ZwChange *create)
{
  const char *container = zw_change_get (create, ZW_FIELD_TICKET);

  if (container == NULL)
    container = zw_change_get (create, ZW_FIELD_PROJECT);
  return container != NULL && zw_id_map_get (self->seen, g_ascii_strtoll (container, NULL, 10)) == NULL;
}

ZwIdMap *
zw_import_reader_get_buried (ZwImportReader *self)
{
  ZwIdMap *rows = zw_import_fold_take_rows (self->fold, self->seen, self->balance);
  guint position = 0;
  gpointer value;

  while (zw_id_map_next (rows, &position, NULL, &value))
    {
      ZwImportBuried *buried = value;
      buried->missing = buried->deleted_by == 0 && !is_hidden (self, buried->set->changes->pdata[0]);
    }
  return rows;
}

gboolean
zw_import_reader_is_even (ZwImportReader *self)
{
  return zw_import_balance_is_even (self->balance);
}

gboolean
zw_import_reader_find_place (ZwImportReader *self, gint64 id, gint64 *line, gint64 *index)
{
  gsize mark = GPOINTER_TO_SIZE (zw_id_map_get (self->seen, id)) >> ENTITY_BITS;

  *index = (gint64) (mark & (MOST_PLACES - 1));
  *line = (gint64) (mark >> INDEX_BITS);
  return zw_id_map_get (self->seen, id) != NULL;
}

guint
zw_import_reader_get_n_sets (ZwImportReader *self)
{
  return zw_import_log_get_n_sets (self->log);
}
