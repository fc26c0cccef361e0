/* SPDX-License-Identifier: GPL-3.0-or-later
 * Our own JSON out: takes the rows of a dump on the store's thread and writes each at once. Knows the format and nothing of
 * the database; memory is one record and the writer's buffer. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-export-job.h"

#include <string.h>

#include "zw-error.h"
#include "zw-json-record.h"
#include "zw-json-writer.h"
#include "zw-sections.h"

typedef struct {
  ZwExportJob *job;      /* (borrowed) */
  ZwJsonWriter *writer;  /* (owned) */
  guint section;         /* position in the order of the dump; its array is open when in_section */
  gboolean in_section, in_log, log_done, in_set;
  ZwChangeSet *waiting;  /* (owned) (nullable) a set of which no change was wanted so far */
} Export;

static gpointer
begin_export (ZwExportJob *job)
{
  Export *self = g_new0 (Export, 1);

  self->job = job;
  self->writer = zw_json_writer_new (job->output, job->cancellable);
  return self;
}

static void
free_export (gpointer data)
{
  Export *self = data;

  g_clear_pointer (&self->waiting, zw_change_set_unref);
  zw_json_writer_free (self->writer);
  g_free (self);
}

/* --- sections ------------------------------------------------------------------------------------------------ */

static void
begin_section (Export *self, const char *name)
{
  zw_json_writer_add_name (self->writer, name);
  zw_json_writer_begin_array (self->writer, ZW_JSON_BLOCK);
}

static void
end_set (Export *self)
{
  if (self->in_set)
    {
      zw_json_writer_end_array (self->writer);
      zw_json_writer_end_object (self->writer);
    }
  self->in_set = FALSE;
}

/* The sections before the one at @position, empty ones too; the log comes before the attachments. */
static void
close_sections_before (Export *self, guint position)
{
  while (self->section < position)
    {
      if (!self->in_section)
        begin_section (self, zw_section_get_name (zw_dump_get_entity (self->section)));
      zw_json_writer_end_array (self->writer);
      self->in_section = FALSE;
      self->section++;
    }
}

static void
open_log (Export *self)
{
  close_sections_before (self, ZW_N_ENTITIES - 1);
  if (!self->in_log)
    begin_section (self, "log");
  self->in_log = TRUE;
}

static void
close_log (Export *self)
{
  if (self->log_done)
    return;
  open_log (self);
  end_set (self);
  zw_json_writer_end_array (self->writer);
  self->log_done = TRUE;
}

static void
open_section (Export *self, ZwEntity entity)
{
  guint position = self->section;

  while (zw_dump_get_entity (position) != entity)
    position++;
  if (entity == ZW_ENTITY_ATTACHMENT)
    close_log (self);
  close_sections_before (self, position);
  if (!self->in_section)
    begin_section (self, zw_section_get_name (entity));
  self->in_section = TRUE;
}

/* --- values -------------------------------------------------------------------------------------------------- */

static gboolean
put_instant (Export *self, const char *name, gint64 instant, GError **error)
{
  char text[ZW_INSTANT_SIZE];

  if (!zw_instant_to_string (instant, text))
    {
      g_autofree char *given = g_strdup_printf ("%" G_GINT64_FORMAT, instant);
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "cannot write “%s”: %s is in no year we can name", name, given);
      return FALSE;
    }
  zw_json_writer_put_string (self->writer, name, text);
  return TRUE;
}

static gboolean
put_value (Export *self, const ZwFieldSpec *spec, const char *text, GError **error)
{
  const char *name = zw_field_to_string (spec->field);

  switch (spec->type)
    {
    case ZW_VALUE_INT:
    case ZW_VALUE_INT64:
    case ZW_VALUE_REAL:
      zw_json_writer_put_json (self->writer, name, text);
      return TRUE;
    case ZW_VALUE_BOOL:
      zw_json_writer_put_boolean (self->writer, name, text[0] != '0');
      return TRUE;
    case ZW_VALUE_INSTANT:
      return put_instant (self, name, g_ascii_strtoll (text, NULL, 10), error);
    case ZW_VALUE_DATE:
    case ZW_VALUE_CHOICE:
    case ZW_VALUE_TEXT:
    case ZW_VALUE_LONG_TEXT:
    case ZW_VALUE_REF:
    case ZW_VALUE_SET_REF:
    case ZW_VALUE_SET_DATE:
      zw_json_writer_put_string (self->writer, name, text);
      return TRUE;
    }
  return TRUE;
}

static void
put_elements (Export *self, const ZwFieldSpec *spec, GPtrArray *elements)
{
  zw_json_writer_add_name (self->writer, zw_field_to_string (spec->field));
  zw_json_writer_begin_array (self->writer, ZW_JSON_LINE);
  for (guint i = 0; i < elements->len; i++)
    zw_json_writer_add_string (self->writer, elements->pdata[i]);
  zw_json_writer_end_array (self->writer);
}

/* The unknown members that were kept stand beside the others again. What has become a field since stays away. */
static void
put_extra (Export *self, ZwEntity entity, const char *extra)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (extra, strlen (extra));
  g_autoptr (ZwJsonScanner) scanner = zw_json_scanner_new_for_bytes (bytes, ZW_JSON_SCAN_PLAIN);
  g_autoptr (ZwJsonWarnings) warnings = zw_json_warnings_new ();
  const ZwJsonSlice *slice = NULL;

  zw_json_scanner_watch (scanner, "$", ZW_JSON_GIVE_TEXT);
  if (!zw_json_scanner_next (scanner, &slice, NULL, &error))
    {
      g_message ("unknown members are left out, for they are no JSON: %s", error->message);
      return;
    }
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, warnings, NULL);
  if (record == NULL)
    return;
  g_autofree const char **names = zw_json_record_get_names (record);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *json = zw_json_record_dup_json (record, names[i]);
      if (zw_section_find_member (entity, names[i]) < 0 && !g_str_equal (names[i], "id") && !g_str_equal (names[i], "changed")
          && !g_str_equal (names[i], "data"))
        zw_json_writer_put_json (self->writer, names[i], json);
    }
}

/* --- what the dump brings ------------------------------------------------------------------------------------ */

/* A full disk ends the dump at once; what went wrong is told at the end. */
static gboolean
check_writer (Export *self, GError **error)
{
  return !zw_json_writer_has_failed (self->writer) || zw_json_writer_finish (self->writer, error);
}

/* Which set the news follow, and all that the sender has: who has them, too, knows what both have in common. */
static gboolean
write_since (Export *self, GError **error)
{
  const ZwExportSince *since = self->job->since;

  zw_json_writer_add_name (self->writer, "since");
  zw_json_writer_begin_object (self->writer, ZW_JSON_LINE);
  if (since->last_set != 0)
    zw_json_writer_put_id (self->writer, "set", since->last_set);
  if (since->last_set != 0 && !put_instant (self, "at", since->last_at, error))
    return FALSE;
  zw_json_writer_end_object (self->writer);
  zw_json_writer_add_name (self->writer, "known");
  zw_json_writer_begin_array (self->writer, ZW_JSON_LINE);
  for (guint i = 0; i < since->known->len; i++)
    zw_json_writer_add_id (self->writer, g_array_index (since->known, gint64, i));
  zw_json_writer_end_array (self->writer);
  return TRUE;
}

/* The ticket a row is, or belongs to; 0 = none. */
static gint64
get_ticket (const ZwDumpRow *row)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);
  const ZwFieldSpec *spec = row->entity != ZW_ENTITY_TICKET ? zw_entity_find_field (row->entity, ZW_FIELD_TICKET) : NULL;
  const char *text = spec != NULL ? row->texts[spec - fields] : NULL;

  return row->entity == ZW_ENTITY_TICKET ? row->id : text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static gboolean
wants_row (const Export *self, const ZwDumpRow *row)
{
  gint64 ticket = self->job->tickets != NULL ? get_ticket (row) : 0;

  return (self->job->since == NULL || zw_export_since_wants (self->job->since, row))
         && (ticket == 0 || zw_export_job_wants (self->job, ticket));
}

static gboolean
write_head (const ZwDumpHead *head, gpointer data, GError **error)
{
  Export *self = data;

  zw_json_writer_begin_object (self->writer, ZW_JSON_BLOCK);
  zw_json_writer_put_string (self->writer, "format", ZW_OWN_FORMAT);
  zw_json_writer_put_int64 (self->writer, "version", ZW_OWN_VERSION);
  if (head->last_change != 0 && !put_instant (self, "exported", head->last_change, error))
    return FALSE;
  if (head->database != NULL)
    zw_json_writer_put_string (self->writer, "database", head->database);
  if (self->job->tickets == NULL && self->job->since == NULL)
    return TRUE;
  zw_json_writer_put_boolean (self->writer, "partial", TRUE);
  return self->job->since == NULL || write_since (self, error);
}

static gboolean
write_fields (Export *self, const ZwDumpRow *row, GError **error)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (row->elements[i] != NULL)
        put_elements (self, &fields[i], row->elements[i]);
      else if (row->texts[i] == NULL)
        continue;
      else if (fields[i].field == ZW_FIELD_EXTRA)
        put_extra (self, row->entity, row->texts[i]);
      else if (!put_value (self, &fields[i], row->texts[i], error))
        return FALSE;
    }
  return row->changed == 0 || put_instant (self, "changed", row->changed, error);
}

static gboolean
write_row (const ZwDumpRow *row, gpointer data, GError **error)
{
  Export *self = data;

  if (!wants_row (self, row))
    return TRUE;
  open_section (self, row->entity);
  zw_json_writer_begin_object (self->writer, ZW_JSON_LINE);
  zw_json_writer_put_id (self->writer, "id", row->id);
  if (!write_fields (self, row, error))
    return FALSE;
  if (row->content != NULL)
    {
      zw_json_writer_add_name (self->writer, "data");
      zw_json_writer_add_base64 (self->writer, row->content);
    }
  zw_json_writer_end_object (self->writer);
  zw_export_job_note (self->job, zw_json_writer_get_length (self->writer));
  return check_writer (self, error);
}

static gboolean
begin_set (Export *self, const ZwChangeSet *header, GError **error)
{
  open_log (self);
  end_set (self);
  zw_json_writer_begin_object (self->writer, ZW_JSON_LINE);
  zw_json_writer_put_id (self->writer, "id", header->id);
  if (header->undoes != 0)
    zw_json_writer_put_id (self->writer, "undoes", header->undoes);
  zw_json_writer_put_string (self->writer, "deed", zw_deed_to_string (header->deed));
  if (header->writer != NULL)
    zw_json_writer_put_string (self->writer, "writer", header->writer);
  if (header->actor != 0)
    zw_json_writer_put_id (self->writer, "actor", header->actor);
  if (header->actor_name != NULL)
    zw_json_writer_put_string (self->writer, "actor_name", header->actor_name);
  if (!put_instant (self, "at", header->at, error))
    return FALSE;
  zw_json_writer_add_name (self->writer, "changes");
  zw_json_writer_begin_array (self->writer, ZW_JSON_LINE);
  self->in_set = TRUE;
  zw_export_job_note (self->job, zw_json_writer_get_length (self->writer));
  return check_writer (self, error);
}

/* It begins with its first change that is wanted. */
static gboolean
write_set (const ZwChangeSet *header, gpointer data, GError **error)
{
  Export *self = data;

  g_clear_pointer (&self->waiting, zw_change_set_unref);
  if (self->job->since == NULL || zw_id_map_get (self->job->since->news, header->id) != NULL)
    self->waiting = zw_change_set_ref ((ZwChangeSet *) header);
  else
    end_set (self);
  return TRUE;
}

static gboolean
wants_change (const Export *self, const ZwDumpChange *change)
{
  gint64 ticket = g_str_equal (change->entity, "ticket") ? change->id : change->ticket;

  return (self->waiting != NULL || self->in_set) && (ticket == 0 || zw_export_job_wants (self->job, ticket));
}

static gboolean
write_change (const ZwDumpChange *change, gpointer data, GError **error)
{
  Export *self = data;
  ZwJsonWriter *writer = self->writer;
  gboolean creates = g_str_equal (change->op, "create"), deletes = g_str_equal (change->op, "delete");
  g_autoptr (ZwChangeSet) header = NULL;

  if (!wants_change (self, change))
    return TRUE;
  header = g_steal_pointer (&self->waiting);
  if (header != NULL && !begin_set (self, header, error))
    return FALSE;
  zw_json_writer_begin_object (writer, ZW_JSON_LINE);
  zw_json_writer_put_string (writer, "op", change->op);
  zw_json_writer_put_string (writer, "entity", change->entity);
  zw_json_writer_put_id (writer, "id", change->id);
  if (change->ticket != 0 && !g_str_equal (change->entity, "ticket"))
    zw_json_writer_put_id (writer, "ticket", change->ticket);
  if (creates || deletes)
    {
      const char *values = creates ? change->new_value : change->old_value;
      zw_json_writer_put_json (writer, "values", values != NULL ? values : "{}");
    }
  else
    {
      zw_json_writer_put_string (writer, "field", change->field);
      if (change->old_value != NULL)
        zw_json_writer_put_string (writer, "old", change->old_value);
      if (change->new_value != NULL)
        zw_json_writer_put_string (writer, "new", change->new_value);
    }
  zw_json_writer_end_object (writer);
  return TRUE;
}

static gboolean
end_export (gpointer data, GError **error)
{
  Export *self = data;

  close_log (self);
  open_section (self, ZW_ENTITY_ATTACHMENT);
  zw_json_writer_end_array (self->writer);
  zw_json_writer_end_object (self->writer);
  return zw_json_writer_finish (self->writer, error);
}

const ZwExportKind zw_export_json = { { write_head, write_row, write_set, write_change }, begin_export, end_export, free_export };
