/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a file's log lacks, as warnings. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-correct.h"

#include "zw-sections.h"

#define MOST_WARNINGS 1000

typedef struct {
  ZwImportJob *job;
  ZwImportReader *reader;
  ZwIdMap *buried;   /* (borrowed) rows that only the log has */
  guint n_warnings;
  gint64 new_record; /* being entered */
} Judge;

static char *
explain (const ZwChange *change)
{
  const char *title = zw_change_get (change, ZW_FIELD_TITLE), *name = title != NULL ? title : zw_change_get (change, ZW_FIELD_NAME);

  switch (change->op)
    {
    case ZW_OP_CREATE:
      return g_strdup ("the log of the file does not know it; it is entered as new");
    case ZW_OP_DELETE:
      return g_strdup_printf ("the log of the file has the %s %" G_GINT64_FORMAT "%s%.80s%s, but there is no record of it; it is"
                              " entered as deleted", zw_entity_to_string (change->entity), change->id, name != NULL ? " “" : "",
                              name != NULL ? name : "", name != NULL ? "”" : "");
    case ZW_OP_SET:
      return g_strdup_printf ("“%.80s”, but “%.80s” by the log of the file; entered as a change",
                              change->new_value != NULL ? change->new_value : "", change->old_value != NULL ? change->old_value : "");
    case ZW_OP_ADD:
      return g_strdup_printf ("holds “%.80s”, but not by the log of the file; entered as a change", change->new_value);
    case ZW_OP_REMOVE:
      return g_strdup_printf ("lacks “%.80s”, but not by the log of the file; entered as a change", change->old_value);
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

static void
warn (Judge *self, gint64 line, const char *path, char *reason)
{
  ZwImportWarning *warning = g_new (ZwImportWarning, 1);

  *warning = (ZwImportWarning) { line, g_strdup (path), reason };
  g_ptr_array_add (self->job->report->warnings, warning);
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
    warn (&self, 0, "$", g_strdup_printf ("%u more values are not as the log of the file says; entered as changes",
                                          self.n_warnings - MOST_WARNINGS));
  return TRUE;
}
