/* SPDX-License-Identifier: GPL-3.0-or-later
 * The differences between a file and what is here, as changes of one set. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-merge.h"

#include <stdlib.h>
#include <string.h>

#include "zw-import-past.h"
#include "zw-import-pump.h"
#include "zw-import-rules.h"
#include "zw-import-same.h"
#include "zw-sections.h"

typedef struct {
  ZwImportJob *job;
  ZwImportPast *past;     /* (owned) */
  ZwImportSame *same;     /* (owned) */
  ZwImportRules *rules;   /* (owned) */
  ZwIdMap *records;       /* (owned) ids of the file */
  ZwImportRecord *record; /* (borrowed) being compared */
  ZwChangeSet *changes;   /* (owned) of the record */
  gboolean kept, deleted; /* (of the record) */
  gboolean keeps_status;  /* (of the record) both have another status, and ours stays */
} Merge;

/* --- one field ----------------------------------------------------------------------------------------------- */

static void
keep_ours (Merge *self, ZwField field)
{
  if (!self->deleted)
    zw_import_job_warn (self->job, self->record, zw_field_to_string (field), "kept: changed here and in the file");
  self->kept = TRUE;
}

/* What a status brings with it stays or goes with it: an open ticket must not take over that it was closed. */
static gboolean
hangs_on_status (ZwField field)
{
  return field == ZW_FIELD_RESOLUTION || field == ZW_FIELD_RESOLUTION_TEXT || field == ZW_FIELD_DUPLICATE_OF
         || field == ZW_FIELD_CLOSED || field == ZW_FIELD_STATUS_SINCE;
}

/* Who changed the field since the two were the same? */
static void
merge_value (Merge *self, const ZwFieldSpec *spec, const char *ours, const char *theirs)
{
  gint64 id = self->record->id;
  const char *base, *seen;
  gboolean touched = zw_import_past_find_base (self->past, id, spec->field, NULL, &base);
  gboolean is_new_here = zw_import_past_is_created_here (self->past, id);

  if (g_strcmp0 (ours, theirs) == 0)
    return;
  if (touched && !is_new_here && g_strcmp0 (theirs, base) == 0)
    return;
  gboolean is_seen = zw_import_past_find_seen (self->past, id, spec->field, &seen) && g_strcmp0 (ours, seen) == 0;
  if ((touched || is_new_here) && g_strcmp0 (ours, base) != 0 && !is_seen && !self->job->options.theirs)
    keep_ours (self, spec->field);
  else
    zw_change_set_set (self->changes, self->record->entity, id, zw_import_record_get_create (self->record)->ticket, spec->field,
                       ours, theirs);
}

static gboolean
has_element (GPtrArray *elements, const char *element)
{
  return elements != NULL && g_ptr_array_find_with_equal_func (elements, element, g_str_equal, NULL);
}

static void
merge_elements (Merge *self, const ZwFieldSpec *spec, GPtrArray *ours)
{
  g_autoptr (GPtrArray) theirs = g_ptr_array_new ();
  const ZwChange *create = zw_import_record_get_create (self->record);
  const char *base;

  for (guint i = 1; i < self->record->set->changes->len; i++)
    {
      const ZwChange *add = self->record->set->changes->pdata[i];
      if (add->field == spec->field)
        g_ptr_array_add (theirs, add->new_value);
    }
  for (guint i = 0; i < theirs->len; i++)
    if (!has_element (ours, theirs->pdata[i])
        && (!zw_import_past_find_base (self->past, create->id, spec->field, theirs->pdata[i], &base) || base == NULL))
      zw_change_set_add (self->changes, create->entity, create->id, create->ticket, spec->field, theirs->pdata[i]);
  for (guint i = 0; ours != NULL && i < ours->len; i++)
    if (!has_element (theirs, ours->pdata[i])
        && (!zw_import_past_find_base (self->past, create->id, spec->field, ours->pdata[i], &base) || base != NULL))
      zw_change_set_remove (self->changes, create->entity, create->id, create->ticket, spec->field, ours->pdata[i]);
}

/* --- one row ------------------------------------------------------------------------------------------------- */

/* In another project a ticket gets another number: that of the file, if nobody here ever had it. */
static void
merge_number (Merge *self, const char *ours)
{
  const ZwChange *create = zw_import_record_get_create (self->record);
  const char *theirs = zw_change_get (create, ZW_FIELD_NUMBER);
  gint64 project = 0;

  for (guint i = 0; i < self->changes->changes->len; i++)
    {
      const ZwChange *change = self->changes->changes->pdata[i];
      if (change->entity == ZW_ENTITY_TICKET && change->field == ZW_FIELD_PROJECT)
        project = g_ascii_strtoll (change->new_value, NULL, 10);
    }
  if (project == 0 || theirs == NULL)
    return;
  g_autofree char *given = g_strdup_printf ("%d", zw_import_past_take_number (self->past, project, atoi (theirs)));
  zw_change_set_set (self->changes, create->entity, create->id, create->ticket, ZW_FIELD_NUMBER, ours, given);
  if (!g_str_equal (given, theirs))
    zw_import_job_warn (self->job, self->record, "number", "%s is another ticket here; it is number %s now", theirs, given);
}

static void
compare_row (const ZwDumpRow *row, gpointer data)
{
  Merge *self = data;
  const ZwChange *create = zw_import_record_get_create (self->record);
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);

  self->deleted = row->deleted;
  for (guint i = 0; i < n_fields; i++)
    {
      const char *theirs = zw_change_get (create, fields[i].field);
      guint n_before = self->changes->changes->len;
      if (self->keeps_status && hangs_on_status (fields[i].field))
        continue;
      if (fields[i].type == ZW_VALUE_SET_REF || fields[i].type == ZW_VALUE_SET_DATE)
        merge_elements (self, &fields[i], row->elements[i]);
      else if (fields[i].field != ZW_FIELD_NUMBER && (theirs != NULL || !fields[i].required))
        merge_value (self, &fields[i], row->texts[i], theirs);
      if (fields[i].field == ZW_FIELD_STATUS)
        self->keeps_status = g_strcmp0 (row->texts[i], theirs) != 0 && self->changes->changes->len == n_before;
    }
  if (row->entity == ZW_ENTITY_TICKET)
    merge_number (self, row->texts[zw_entity_find_field (row->entity, ZW_FIELD_NUMBER) - fields]);
}

/* Numbers that were given to other tickets in the meantime are given anew. */
static void
fit_number (Merge *self, ZwImportRecord *record)
{
  ZwChange *create = zw_import_record_get_create (record);
  const char *text = zw_change_get (create, ZW_FIELD_NUMBER);
  int number = text == NULL ? 0 : atoi (text);

  if (number == 0)
    return;
  gint64 project = g_ascii_strtoll (zw_change_get (create, ZW_FIELD_PROJECT), NULL, 10);
  int given = zw_import_past_take_number (self->past, project, number);
  zw_change_put_int (create, ZW_FIELD_NUMBER, given);
  if (given != number)
    zw_import_job_warn (self->job, record, "number", "%d is another ticket here; it is number %d now", number, given);
}

/* Its row is not here, or not any more. */
static gboolean
take_row (Merge *self, ZwImportRecord *record, gboolean revives, GError **error)
{
  ZwImportJob *job = self->job;
  ZwChange *create = zw_import_record_get_create (record);
  gboolean is_deleted_here = revives && zw_import_past_is_deleted_here (self->past, record->id);

  if (is_deleted_here && !self->kept && self->changes->changes->len == 0)
    {
      job->report->skipped[record->entity]++;
      return TRUE;
    }
  if (is_deleted_here && !job->options.theirs)
    {
      zw_import_job_warn (job, record, NULL, "stays deleted: changed in the file, deleted here");
      job->report->kept[record->entity]++;
      return TRUE;
    }
  if (revives)
    zw_change_put (create, ZW_FIELD_NUMBER, NULL);
  else if (record->entity == ZW_ENTITY_TICKET)
    fit_number (self, record);
  return zw_import_rules_hold_row (self->rules, record) || zw_import_job_create_row (job, record, error);
}

/* The label or column is here under another id. */
static gboolean
is_same (Merge *self, ZwImportRecord *record)
{
  if (zw_import_same_get (self->same, record->id) == 0)
    return FALSE;
  zw_import_job_warn (self->job, record, NULL, "taken for the %s “%s” that is here already", zw_entity_to_string (record->entity),
                      zw_change_get (zw_import_record_get_create (record), ZW_FIELD_NAME));
  self->job->report->unchanged[record->entity]++;
  return TRUE;
}

static gboolean
merge_record (Merge *self, ZwImportRecord *record, GError **error)
{
  ZwImportReport *report = self->job->report;
  gboolean found;

  self->record = record;
  self->kept = self->deleted = self->keeps_status = FALSE;
  g_ptr_array_set_size (self->changes->changes, 0);
  zw_id_map_put (self->records, record->id, self);
  zw_change_put (zw_import_record_get_create (record), ZW_FIELD_CHANGED, NULL);
  if (is_same (self, record))
    return TRUE;
  zw_import_same_fit (self->same, record);
  if (!zw_bulk_read_row (self->job->bulk, record->entity, record->id, compare_row, self, &found, error))
    return FALSE;
  if (!found || self->deleted)
    return take_row (self, record, found, error);
  if (record->entity == ZW_ENTITY_PROJECT)
    zw_import_job_note_project (self->job, record);
  report->kept[record->entity] += self->kept;
  report->updated[record->entity] += self->changes->changes->len > 0;
  report->unchanged[record->entity] += self->changes->changes->len == 0 && !self->kept;
  zw_import_rules_hold_changes (self->rules, record, self->changes);
  return self->changes->changes->len == 0 || zw_bulk_append (self->job->bulk, self->changes->changes, error)
         || zw_import_job_place_error (record, error);
}

/* --- what the file deleted ----------------------------------------------------------------------------------- */

typedef struct {
  gboolean deleted;
  gint64 ticket;
} Presence;

static void
note_presence (const ZwDumpRow *row, gpointer data)
{
  Presence *presence = data;
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);
  const ZwFieldSpec *ticket = zw_entity_is_part (row->entity) ? zw_entity_find_field (row->entity, ZW_FIELD_TICKET) : NULL;

  presence->deleted = row->deleted;
  presence->ticket = ticket == NULL ? 0 : g_ascii_strtoll (row->texts[ticket - fields], NULL, 10);
}

static gboolean
delete_row (Merge *self, ZwEntity entity, gint64 id, GError **error)
{
  Presence presence = { TRUE, 0 };
  gboolean found;

  if (!zw_bulk_read_row (self->job->bulk, entity, id, note_presence, &presence, &found, error))
    return FALSE;
  if (!found || presence.deleted)
    return TRUE;
  if (zw_import_past_is_touched_here (self->past, id) && !self->job->options.theirs)
    {
      self->job->report->kept[entity]++;
      return TRUE;
    }
  g_ptr_array_set_size (self->changes->changes, 0);
  zw_change_set_delete (self->changes, entity, id, presence.ticket);
  self->job->report->updated[entity]++;
  return zw_bulk_append (self->job->bulk, self->changes->changes, error);
}

static gboolean
delete_rows (Merge *self, GError **error)
{
  guint position = 0;
  gint64 id;
  gpointer entity;

  while (zw_id_map_next (zw_import_past_get_deleted (self->past), &position, &id, &entity))
    if (zw_id_map_get (self->records, id) == NULL && !delete_row (self, GPOINTER_TO_INT (entity) - 1, id, error))
      return FALSE;
  return TRUE;
}

/* --- all together -------------------------------------------------------------------------------------------- */

/* News that follow something that never came here: what else changed before them is not in the file. */
static gboolean
check_since (Merge *self, GError **error)
{
  const ZwImportHead *head = self->job->head;
  gboolean found = TRUE;
  char at[ZW_INSTANT_SIZE] = "";

  if (head->has_since && head->since_set != 0 && !zw_bulk_has_met (self->job->bulk, head->since_set, &found, error))
    return FALSE;
  if (!found && head->since_at != 0 && zw_instant_to_string (head->since_at, at))
    {
      at[strlen ("2026-11-23")] = '\0';
      zw_import_job_warn (self->job, NULL, NULL,
                          "the file begins behind a change of %s that is not here: what changed before that day may be missing."
                          " Ask for everything since an earlier day", at);
    }
  return TRUE;
}

static gboolean
read_past (Merge *self, GError **error)
{
  GArray *projects = self->job->head->projects;
  gint64 project = projects->len == 1 ? g_array_index (projects, gint64, 0) : 0;

  return zw_import_job_rewind (self->job, error)
         && zw_import_past_read_file (self->past, self->job->input, self->same, self->job->bulk, self->job->cancellable,
                                   error)
         && zw_import_same_find (self->same, self->job->bulk, error)
         && zw_import_past_read_here (self->past, self->job->bulk, project, error) && check_since (self, error);
}

/* The next file may begin behind any of them. */
static gboolean
note_news (Merge *self, GError **error)
{
  guint position = 0;
  gint64 set;

  while (zw_import_past_next_news (self->past, &position, &set))
    if (!zw_bulk_put_met (self->job->bulk, set, error))
      return FALSE;
  return TRUE;
}

static gboolean
merge_batch (ZwImportJob *job, ZwImportBatch *batch, gpointer data, GError **error)
{
  for (guint i = 0; i < batch->records->len; i++)
    if (!merge_record (data, batch->records->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
zw_import_merge (ZwImportJob *job, GError **error)
{
  Merge merge = { .job = job, .past = zw_import_past_new (), .same = zw_import_same_new (), .rules = zw_import_rules_new (job),
                  .records = zw_id_map_new (NULL), .changes = zw_change_set_new (0, ZW_DEED_IMPORT) };
  gboolean success = read_past (&merge, error) && zw_import_job_read_file (job, merge_batch, &merge, NULL, error)
                     && delete_rows (&merge, error) && zw_import_rules_settle (merge.rules, error) && note_news (&merge, error);

  zw_import_past_free (merge.past);
  zw_import_same_free (merge.same);
  zw_import_rules_free (merge.rules);
  zw_id_map_free (merge.records);
  zw_change_set_unref (merge.changes);
  return success;
}
