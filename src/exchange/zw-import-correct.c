/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a file's log lacks, as warnings. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-correct.h"

#include "zw-error.h"
#include "zw-import-report.h"
#include "zw-sections.h"

#define MOST_WARNINGS 1000

typedef struct {
  ZwImportJob *job;
  ZwImportReader *reader;
  ZwIdMap *buried;   /* (borrowed) rows that only the log has */
  guint n_warnings;
  gint64 new_record; /* being entered */
} Judge;

static const char *
or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

static GError *
explain_deleted (const ZwChange *change)
{
  const char *title = zw_change_get (change, ZW_FIELD_TITLE), *name = title != NULL ? title : zw_change_get (change, ZW_FIELD_NAME);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, change->id);

  return zw_error_new (ZW_ERROR_INVALID_VALUE,
                       "the log of the file has the %s %s “%.80s”, but there is no record of it; it is entered as deleted",
                       zw_entity_to_string (change->entity), id, or_nothing (name));
}

/* (transfer full) */
static GError *
explain (const ZwChange *change)
{
  switch (change->op)
    {
    case ZW_OP_CREATE:
      return zw_error_new (ZW_ERROR_INVALID_VALUE, "the log of the file does not know it; it is entered as new");
    case ZW_OP_DELETE:
      return explain_deleted (change);
    case ZW_OP_SET:
      return zw_error_new (ZW_ERROR_INVALID_VALUE, "“%.80s”, but “%.80s” by the log of the file; entered as a change",
                           or_nothing (change->new_value), or_nothing (change->old_value));
    case ZW_OP_ADD:
      return zw_error_new (ZW_ERROR_INVALID_VALUE, "holds “%.80s”, but not by the log of the file; entered as a change",
                           change->new_value);
    case ZW_OP_REMOVE:
      return zw_error_new (ZW_ERROR_INVALID_VALUE, "lacks “%.80s”, but not by the log of the file; entered as a change",
                           change->old_value);
    }
  return NULL;
}

static char *
make_path (const ZwChange *change, gboolean is_record, gint64 index)
{
  const char *section = zw_section_get_name (change->entity);

  if (!is_record)
    return g_strdup_printf ("$.%s", section);
  if (change->field == ZW_FIELD_NONE)
    return g_strdup_printf ("$.%s[%" G_GINT64_FORMAT "]", section, index);
  return g_strdup_printf ("$.%s[%" G_GINT64_FORMAT "].%s", section, index, zw_field_to_string (change->field));
}

/* Takes @reason. */
static void
warn (Judge *self, gint64 line, const char *path, GError *reason)
{
  zw_import_warnings_take (self->job->report->warnings, line, path, reason);
}

static gboolean
judge (const ZwChange *change, gpointer data)
{
  Judge *self = data;
  gint64 line, index;
  gboolean is_record = zw_import_reader_find_place (self->reader, change->id, &line, &index);

  if (!is_record && zw_id_map_get (self->buried, change->id) == NULL)
    return FALSE;
  /* Of a record that is new to the log one warning is enough; one that was not taken over has its own. */
  if (self->new_record == change->id || (is_record && change->op == ZW_OP_DELETE))
    return TRUE;
  self->new_record = change->op == ZW_OP_CREATE ? change->id : 0;
  if (self->n_warnings++ < MOST_WARNINGS)
    {
      g_autofree char *path = make_path (change, is_record, index);
      warn (self, is_record ? line : 0, path, explain (change));
    }
  return TRUE;
}

gboolean
zw_import_correct_log (ZwImportJob *job, ZwImportReader *reader, ZwIdMap *buried, GError **error)
{
  Judge self = { job, reader, buried };

  if (!zw_bulk_correct_log (job->bulk, judge, &self, error))
    return FALSE;
  if (self.n_warnings > MOST_WARNINGS)
    warn (&self, 0, "$", zw_error_new (ZW_ERROR_INVALID_VALUE,
                                       "%u more values are not as the log of the file says; entered as changes",
                                       self.n_warnings - MOST_WARNINGS));
  return TRUE;
}
