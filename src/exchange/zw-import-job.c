/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a file comes in: as it is, as one set, as a copy, or as the differences. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-job.h"

#include <string.h>

#include "zw-error.h"
#include "zw-import-bygone.h"
#include "zw-import-correct.h"
#include "zw-import-glance.h"
#include "zw-import-merge.h"
#include "zw-import-pump.h"
#include "zw-import-report.h"
#include "zw-landing.h"
#include "zw-sections.h"

#define LONGEST_KEY 10

/* --- the job ------------------------------------------------------------------------------------------------- */

static GHashTable *
new_id_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

ZwImportJob *
zw_import_job_new (const ZwImportOptions *options)
{
  ZwImportJob *self = g_new0 (ZwImportJob, 1);

  self->options = *options;
  self->options.project = g_strdup (options->project);
  self->options.format = g_strdup (options->format);
  self->options.columns = g_strdup (options->columns);
  self->options.mapping = options->mapping != NULL ? zw_import_mapping_ref (options->mapping) : NULL;
  self->here.people = new_id_set ();
  self->here.projects = new_id_set ();
  self->here.handles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->here.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->read_warnings = zw_json_warnings_new ();
  self->report = zw_import_report_new (ZW_OWN_FORMAT, options->dry_run);
  return self;
}

void
zw_import_job_free (ZwImportJob *self)
{
  g_clear_object (&self->input);
  g_free ((char *) self->options.project);
  g_free ((char *) self->options.format);
  g_free ((char *) self->options.columns);
  g_clear_pointer (&self->options.mapping, zw_import_mapping_unref);
  g_clear_pointer (&self->landing, zw_landing_free);
  g_clear_pointer (&self->head, zw_import_head_free);
  g_clear_pointer (&self->coming, zw_id_map_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->reading.shift.from, g_time_zone_unref);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->here.people);
  g_hash_table_unref (self->here.projects);
  g_hash_table_unref (self->here.handles);
  g_hash_table_unref (self->here.keys);
  zw_json_warnings_unref (self->read_warnings);
  g_clear_pointer (&self->report, zw_import_report_free);
  g_free (self);
}

void
zw_import_job_take_warning (ZwImportJob *self, const ZwImportRecord *record, const char *member, GError *reason)
{
  ZwImportWarning *warning = g_new0 (ZwImportWarning, 1);

  *warning = (ZwImportWarning) { record != NULL ? record->line : 0, NULL, reason->message, reason };
  if (record != NULL)
    warning->path = g_strdup_printf ("$.%s[%" G_GINT64_FORMAT "]%s%s", zw_section_get_name (record->entity), record->index,
                                     member != NULL ? "." : "", member != NULL ? member : "");
  g_ptr_array_add (self->report->warnings, warning);
}

void
zw_import_job_warn (ZwImportJob *self, const ZwImportRecord *record, const char *member, const char *sentence, ...)
{
  va_list arguments;

  va_start (arguments, sentence);
  GError *reason = zw_error_new_valist (ZW_ERROR_INVALID_VALUE, sentence, arguments);
  va_end (arguments);
  zw_import_job_take_warning (self, record, member, reason);
}

gboolean
zw_import_job_place_error (const ZwImportRecord *record, GError **error)
{
  g_autofree char *place = zw_import_record_dup_place (record);

  if (error != NULL)
    {
      GError *cause = g_steal_pointer (error);
      *error = zw_error_wrap (cause, "%s: %s", place, cause->message);
    }
  return FALSE;
}

gboolean
zw_import_job_rewind (ZwImportJob *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (g_seekable_seek (G_SEEKABLE (self->input), 0, G_SEEK_SET, self->cancellable, &local))
    return TRUE;
  zw_set_error (error, ZW_ERROR_IO, "cannot read the file again: %s", local->message);
  return FALSE;
}

/* --- what is here -------------------------------------------------------------------------------------------- */

static const char *
get_text (const ZwDumpRow *row, ZwField field)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);
  return row->texts[zw_entity_find_field (row->entity, field) - fields];
}

static void
note_key (ZwImportSurroundings *here, const char *key, gint64 project)
{
  g_hash_table_insert (here->keys, g_ascii_strup (key, -1), g_memdup2 (&project, sizeof project));
}

static gboolean
note_surroundings (const ZwDumpRow *row, gpointer data, GError **error)
{
  ZwImportSurroundings *here = data;

  if (row->entity == ZW_ENTITY_PERSON)
    {
      const char *handle = get_text (row, ZW_FIELD_HANDLE);
      g_hash_table_add (here->people, g_memdup2 (&row->id, sizeof row->id));
      if (handle != NULL)
        g_hash_table_add (here->handles, g_strdup (handle));
    }
  else if (row->entity == ZW_ENTITY_PROJECT)
    {
      g_hash_table_add (here->projects, g_memdup2 (&row->id, sizeof row->id));
      note_key (here, get_text (row, ZW_FIELD_KEY), row->id);
    }
  else if (get_text (row, ZW_FIELD_TICKET) == NULL)
    note_key (here, get_text (row, ZW_FIELD_KEY), g_ascii_strtoll (get_text (row, ZW_FIELD_PROJECT), NULL, 10));
  return TRUE;
}

static gboolean
look_around (ZwImportJob *self, GError **error)
{
  static const ZwDumpSink sink
    = { .row = note_surroundings, .entities = 1 << ZW_ENTITY_PERSON | 1 << ZW_ENTITY_PROJECT | 1 << ZW_ENTITY_ALIAS };
  return zw_bulk_dump (self->bulk, 0, &sink, &self->here, error);
}

static gboolean
is_key_free (ZwImportJob *self, const char *key, gint64 project)
{
  g_autofree char *capitals = g_ascii_strup (key, -1);
  const gint64 *owner = g_hash_table_lookup (self->here.keys, capitals);

  return owner == NULL || *owner == project;
}

static void
ignore_row (const ZwDumpRow *row, gpointer data)
{
}

/* Whether any project of the file is here, deleted or not. */
static gboolean
find_project (ZwImportJob *self, gboolean *found, GError **error)
{
  *found = FALSE;
  for (guint i = 0; i < self->head->projects->len && !*found; i++)
    if (!zw_bulk_read_row (self->bulk, ZW_ENTITY_PROJECT, g_array_index (self->head->projects, gint64, i), ignore_row, NULL,
                           found, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_key (ZwImportJob *self, const char *key, gint64 project, GError **error)
{
  if (is_key_free (self, key, project))
    return TRUE;
  zw_set_error (error, ZW_ERROR_REFUSED,
                "another project here has the key %s, or had it once; rename the key in the file, or import a copy, which gets a new one",
                key);
  return FALSE;
}

static gboolean
check_keys (ZwImportJob *self, GError **error)
{
  for (guint i = 0; i < self->head->keys->len; i++)
    if (!check_key (self, self->head->keys->pdata[i], g_array_index (self->head->projects, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* News alone are no project. */
static gboolean
refuse_since (ZwImportJob *self, GError **error)
{
  const char *key = self->head->keys->len > 0 ? self->head->keys->pdata[0] : "";
  char at[ZW_INSTANT_SIZE] = "";

  if (self->head->since_at != 0 && zw_instant_to_string (self->head->since_at, at))
    at[strlen ("2026-11-23")] = '\0';
  zw_set_error (error, ZW_ERROR_REFUSED,
                "the file holds only what changed in %s since %s, and that project is not here; first import all of it, as it was then",
                key, at);
  return FALSE;
}

/* A file of ours says itself which project it is: another one cannot be chosen. */
static gboolean
check_choice (ZwImportJob *self, GError **error)
{
  const char *wanted = self->options.project;
  const char *key = self->head->keys->len > 0 ? self->head->keys->pdata[0] : "";

  for (guint i = 0; wanted != NULL && i < self->head->keys->len; i++)
    if (g_ascii_strcasecmp (self->head->keys->pdata[i], wanted) == 0)
      return TRUE;
  if (wanted == NULL)
    return TRUE;
  zw_set_error (error, ZW_ERROR_REFUSED, "there is no project %s in the file, which brings its own: %s", wanted, key);
  return FALSE;
}

static gboolean
choose_mode (ZwImportJob *self, GError **error)
{
  gboolean found;

  if (!check_choice (self, error) || !look_around (self, error) || !find_project (self, &found, error))
    return FALSE;
  if (found && self->is_example)
    {
      zw_set_error (error, ZW_ERROR_REFUSED, "the example project %s is here already", (char *) self->head->keys->pdata[0]);
      return FALSE;
    }
  if (self->head->has_since && (!found || self->options.copy))
    return refuse_since (self, error);
  self->is_first = g_hash_table_size (self->here.people) == 0 && g_hash_table_size (self->here.projects) == 0;
  self->mode = self->options.copy            ? ZW_IMPORT_COPY
             : found                         ? ZW_IMPORT_MERGE
             : self->head->is_partial || (self->is_example && !self->is_first) ? ZW_IMPORT_LOGGED
                                             : ZW_IMPORT_VERBATIM;
  return self->mode == ZW_IMPORT_COPY || self->mode == ZW_IMPORT_MERGE || check_keys (self, error);
}

/* --- rows ---------------------------------------------------------------------------------------------------- */

/* WEB2, WEB3 ... for a copy of WEB. */
static char *
find_free_key (ZwImportJob *self, const char *key)
{
  for (int i = 2;; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", i);
      char *free_key = g_strdup_printf ("%.*s%s", (int) (LONGEST_KEY - strlen (number)), key, number);
      if (!g_hash_table_contains (self->here.keys, free_key))
        return free_key;
      g_free (free_key);
    }
}

void
zw_import_job_note_project (ZwImportJob *self, const ZwImportRecord *record)
{
  if (self->report->project != NULL)
    return;
  self->report->project = g_strdup (zw_change_get (zw_import_record_get_create (record), ZW_FIELD_KEY));
  self->report->project_id = record->id;
}

static gboolean
fit_project (ZwImportJob *self, ZwImportRecord *record, GError **error)
{
  ZwChange *create = zw_import_record_get_create (record);

  if (self->mode == ZW_IMPORT_COPY)
    {
      g_autofree char *old_key = g_ascii_strup (zw_change_get (create, ZW_FIELD_KEY), -1);
      g_autofree char *key = g_hash_table_contains (self->here.keys, old_key) ? find_free_key (self, old_key) : g_steal_pointer (&old_key);
      zw_change_put (create, ZW_FIELD_KEY, key);
      note_key (&self->here, key, record->id);
    }
  else if (!check_key (self, zw_change_get (create, ZW_FIELD_KEY), record->id, error))
    return zw_import_job_place_error (record, error);
  zw_import_job_note_project (self, record);
  return TRUE;
}

/* A key that a project had once leads to it still, but not where another project has it now. */
static gboolean
is_taken_alias (ZwImportJob *self, const ZwImportRecord *record)
{
  const ZwChange *create = zw_import_record_get_create (record);

  if (record->entity != ZW_ENTITY_ALIAS || zw_change_get (create, ZW_FIELD_TICKET) != NULL)
    return FALSE;
  const char *key = zw_change_get (create, ZW_FIELD_KEY);
  if (is_key_free (self, key, g_ascii_strtoll (zw_change_get (create, ZW_FIELD_PROJECT), NULL, 10)))
    return FALSE;
  zw_import_job_warn (self, record, NULL, "not taken: %s is the key of another project here, or was once", key);
  self->report->skipped[record->entity]++;
  return TRUE;
}

/* Handles are unique; who came first keeps it. */
static void
fit_person (ZwImportJob *self, ZwImportRecord *record)
{
  ZwChange *create = zw_import_record_get_create (record);
  const char *handle = zw_change_get (create, ZW_FIELD_HANDLE);

  if (handle == NULL || g_hash_table_add (self->here.handles, g_strdup (handle)))
    return;
  zw_import_job_warn (self, record, "handle", "“%s” is somebody else here, left out", handle);
  zw_change_put (create, ZW_FIELD_HANDLE, NULL);
}

gboolean
zw_import_job_create_row (ZwImportJob *self, ZwImportRecord *record, GError **error)
{
  ZwChange *create = zw_import_record_get_create (record);

  if (is_taken_alias (self, record))
    return TRUE;
  if (record->entity == ZW_ENTITY_PERSON)
    fit_person (self, record);
  if (record->entity == ZW_ENTITY_PROJECT && !fit_project (self, record, error))
    return FALSE;
  if (self->mode != ZW_IMPORT_VERBATIM)
    zw_change_put (create, ZW_FIELD_CHANGED, NULL);
  if (record->content != NULL
      && !zw_bulk_put_content (self->bulk, zw_change_get (create, ZW_FIELD_BLOB), record->content, error))
    return FALSE;
  self->report->created[record->entity]++;
  return zw_bulk_append (self->bulk, record->set->changes, error) || zw_import_job_place_error (record, error);
}

static gboolean
append_row (ZwImportJob *self, ZwImportRecord *record, GError **error)
{
  if (record->entity != ZW_ENTITY_PERSON || !g_hash_table_contains (self->here.people, &record->id))
    return zw_import_job_create_row (self, record, error);
  self->report->skipped[record->entity]++;
  return TRUE;
}

static gboolean
append_batch (ZwImportJob *self, ZwImportBatch *batch, gpointer unused, GError **error)
{
  for (guint i = 0; i < batch->records->len; i++)
    if (!append_row (self, batch->records->pdata[i], error))
      return FALSE;
  return self->mode != ZW_IMPORT_VERBATIM || batch->sets->len == 0 || zw_bulk_append_log (self->bulk, batch->sets, error);
}

/* --- after the last record ----------------------------------------------------------------------------------- */

typedef struct {
  const ZwImportReference *reference;
  char *given; /* (owned) */
  gboolean holds;
} Holding;

static void
note_holding (const ZwDumpRow *row, gpointer data)
{
  Holding *holding = data;
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);
  guint index = (guint) (zw_entity_find_field (row->entity, holding->reference->field) - fields);

  holding->holds = !row->deleted
                   && (row->elements[index] != NULL
                         ? g_ptr_array_find_with_equal_func (row->elements[index], holding->given, g_str_equal, NULL)
                         : g_strcmp0 (row->texts[index], holding->given) == 0);
}

/* What refers to a deleted row that only the log of the file knows loses the reference where that log does not come along. */
static gboolean
drop_reference (ZwImportJob *self, const ZwImportReference *reference, GError **error)
{
  g_autofree char *given = g_strdup_printf ("%" G_GINT64_FORMAT, reference->given);
  g_autoptr (ZwChangeSet) set = zw_change_set_new (0, ZW_DEED_IMPORT);
  Holding holding = { reference, given };
  gboolean found;

  if (!zw_bulk_read_row (self->bulk, reference->target, reference->given, ignore_row, NULL, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  if (!zw_bulk_read_row (self->bulk, reference->entity, reference->id, note_holding, &holding, &found, error))
    return FALSE;
  if (!holding.holds)
    return TRUE;
  if (self->head->is_partial)
    {
      const ZwImportRecord place = { .entity = reference->entity, .line = reference->line, .index = reference->index };
      zw_import_job_warn (self, &place, zw_field_to_string (reference->field), "left out: what it names is neither in the file nor here");
    }
  if (zw_entity_find_field (reference->entity, reference->field)->type == ZW_VALUE_SET_REF)
    zw_change_set_remove (set, reference->entity, reference->id, reference->ticket, reference->field, given);
  else
    zw_change_set_set (set, reference->entity, reference->id, reference->ticket, reference->field, given, NULL);
  return zw_bulk_append (self->bulk, set->changes, error);
}

static gboolean
drop_references (ZwImportJob *self, GArray *loose, GError **error)
{
  for (guint i = 0; i < loose->len; i++)
    if (!drop_reference (self, &g_array_index (loose, ZwImportReference, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
bury_row (ZwImportJob *self, gint64 id, const ZwImportBuried *buried, GError **error)
{
  const ZwChange *create = buried->set->changes->pdata[0];
  gint64 deleted_by = buried->missing ? zw_bulk_get_set_id (self->bulk) : buried->deleted_by;
  gboolean found;

  if (!zw_bulk_read_row (self->bulk, create->entity, id, ignore_row, NULL, &found, error))
    return FALSE;
  return found
         || (zw_bulk_append (self->bulk, buried->set->changes, error)
             && (deleted_by == 0 || zw_bulk_bury (self->bulk, create->entity, id, deleted_by, error)));
}

/* @any_missing: whether the log has one that should have been a record. */
static gboolean
bury (ZwImportJob *self, ZwIdMap *rows, gboolean *any_missing, GError **error)
{
  guint position = 0;
  gint64 id;
  gpointer value;

  *any_missing = FALSE;
  while (zw_id_map_next (rows, &position, &id, &value))
    {
      *any_missing = *any_missing || ((ZwImportBuried *) value)->missing;
      if (!bury_row (self, id, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_origins (ZwImportJob *self, GError **error)
{
  for (guint i = 0; self->head->database != NULL && i < self->head->projects->len; i++)
    if (!zw_bulk_put_origin (self->bulk, g_array_index (self->head->projects, gint64, i), self->head->database, error))
      return FALSE;
  return TRUE;
}

static gboolean
settle (ZwImportJob *self, ZwImportReader *reader, GError **error)
{
  GArray *loose = zw_import_reader_check_parents (reader, error) ? zw_import_reader_get_loose_references (reader, error) : NULL;
  gboolean any_missing;

  if (loose == NULL)
    return FALSE;
  if (self->mode != ZW_IMPORT_VERBATIM)
    return drop_references (self, loose, error);
  ZwIdMap *buried = zw_import_reader_get_buried (reader);
  if (!bury (self, buried, &any_missing, error) || !put_origins (self, error))
    return FALSE;
  /* Beside others, people may be known already, and sets may have been taken over in part. */
  gboolean is_doubtful = any_missing || !self->is_first || !zw_import_reader_is_even (reader);
  return !is_doubtful || zw_import_correct_log (self, reader, buried, error);
}

/* --- all together -------------------------------------------------------------------------------------------- */

/* Of a log that comes first only what has no record needs to be kept. */
static gboolean
look_ahead (ZwImportJob *self, GError **error)
{
  if (!self->reading.wants_log || !self->head->is_log_first || self->coming != NULL)
    return TRUE;
  if (!zw_import_job_rewind (self, error))
    return FALSE;
  self->coming = self->reading.coming = zw_import_head_read_ids (self->input, self->cancellable, error);
  return self->coming != NULL;
}

static void
prepare_reading (ZwImportJob *self)
{
  ZwImportReading *reading = &self->reading;

  g_clear_pointer (&reading->shift.from, g_time_zone_unref);
  reading->shift.days = self->options.shift_days;
  if (self->options.local_time && self->head->time_zone != NULL)
    reading->shift.from = g_time_zone_new_identifier (self->head->time_zone);
  reading->shift.to = reading->shift.from != NULL ? self->zone : NULL;
  reading->is_partial = self->head->is_partial;
  reading->wants_log = self->mode == ZW_IMPORT_VERBATIM;
  reading->first_new_id = self->mode == ZW_IMPORT_COPY ? self->first_new_id : 0;
}

static void
clear_counts (ZwImportJob *self)
{
  memset (self->report->created, 0, sizeof self->report->created);
  memset (self->report->skipped, 0, sizeof self->report->skipped);
  g_ptr_array_set_size (self->report->warnings, 0);
  g_clear_pointer (&self->report->project, g_free);
  zw_json_warnings_unref (self->read_warnings);
  self->read_warnings = zw_json_warnings_new ();
}

static void
note_records (ZwImportGlance *glance, ZwImportBatch *batch)
{
  for (guint i = 0; glance != NULL && i < batch->records->len; i++)
    zw_import_glance_note (glance, batch->records->pdata[i]);
}

gboolean
zw_import_job_read_file (ZwImportJob *self, ZwImportBatchFunc func, gpointer data, gboolean *without_log, GError **error)
{
  gboolean has_records = FALSE;
  ZwImportBatch *next;
  g_autoptr (GError) local = NULL;

  g_autoptr (ZwImportGlance) glance = self->options.dry_run ? zw_import_glance_new () : NULL;

  prepare_reading (self);
  if (!look_ahead (self, error) || !zw_import_job_rewind (self, error)
      || !zw_bulk_begin (self->bulk, self->mode == ZW_IMPORT_VERBATIM, error)
      || (self->mode == ZW_IMPORT_LOGGED && !zw_import_take_bygone (self, error)))
    return FALSE;
  g_autoptr (ZwImportPump) pump = zw_import_pump_new (self->input, &self->reading, self->read_warnings, self->cancellable);
  while ((next = zw_import_pump_next (pump, &local)) != NULL)
    {
      g_autoptr (ZwImportBatch) batch = next;
      note_records (glance, batch);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !func (self, batch, data, error))
        return FALSE;
      has_records = has_records || batch->records->len > 0;
      self->progress (self, batch->bytes, self->progress_data);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (without_log != NULL)
    *without_log = has_records && zw_import_reader_get_n_sets (zw_import_pump_get_reader (pump)) == 0;
  g_clear_pointer (&self->report->preview, zw_import_preview_free);
  if (glance != NULL)
    self->report->preview = zw_import_glance_finish (glance);
  if (glance != NULL)
    self->report->preview->is_known = self->mode == ZW_IMPORT_MERGE;
  return settle (self, zw_import_pump_get_reader (pump), error);
}

static gboolean
run_job (ZwImportJob *self, ZwBulk *bulk, ZwFinish *finish, GError **error)
{
  gboolean without_log = FALSE;

  self->bulk = bulk;
  *finish = self->options.dry_run ? ZW_FINISH_ROLLBACK : ZW_FINISH_COMMIT;
  if (self->landing != NULL)
    return zw_landing_run_in_worker (self->landing, self, error);
  if (!choose_mode (self, error))
    return FALSE;
  if (self->mode == ZW_IMPORT_MERGE)
    return zw_import_merge (self, error);
  if (!zw_import_job_read_file (self, append_batch, NULL, &without_log, error))
    return FALSE;
  if (self->mode != ZW_IMPORT_VERBATIM || !without_log)
    return TRUE;
  /* Rows without a log would be rows without a history: then they become one set of our own. */
  zw_bulk_undo (bulk);
  clear_counts (self);
  self->mode = ZW_IMPORT_LOGGED;
  g_hash_table_remove_all (self->here.handles);
  return look_around (self, error) && zw_import_job_read_file (self, append_batch, NULL, NULL, error);
}

gboolean
zw_import_job_run_in_worker (ZwBulk *bulk, gpointer data, ZwFinish *finish, GError **error)
{
  ZwImportJob *self = data;

  /* The last moment to cancel. */
  return run_job (self, bulk, finish, error) && !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}
