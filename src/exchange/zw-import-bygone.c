/* SPDX-License-Identifier: GPL-3.0-or-later
 * The log of a file whose rows come in as one set of ours: taken over in front of that set, so that reports know the project's
 * past, while undo takes back the import alone. Called by zw-import-job.c. Writes log rows only, never a row of a table. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-bygone.h"

#include "zw-import-pump.h"

/* What the set of the import makes again tells in the end what it is; of all else the log would say what no table holds. People
 * have a past of their own here, and sets of values would be added up. */
static gboolean
is_told (ZwIdMap *coming, const ZwChange *change)
{
  gboolean is_whole = change->op == ZW_OP_CREATE || change->op == ZW_OP_SET || change->op == ZW_OP_DELETE;
  return is_whole && change->entity != ZW_ENTITY_PERSON && zw_id_map_get (coming, change->id) != NULL;
}

/* Nobody here can undo it. */
static void
fit_set (ZwIdMap *coming, ZwChangeSet *set)
{
  g_clear_pointer (&set->writer, g_free);
  for (guint i = set->changes->len; i > 0; i--)
    if (!is_told (coming, set->changes->pdata[i - 1]))
      g_ptr_array_remove_index (set->changes, i - 1);
}

static gboolean
take_batch (ZwImportJob *self, ZwIdMap *coming, ZwImportBatch *batch, GError **error)
{
  for (guint i = 0; i < batch->sets->len; i++)
    fit_set (coming, batch->sets->pdata[i]);
  return batch->sets->len == 0 || zw_bulk_append_log (self->bulk, batch->sets, error);
}

gboolean
zw_import_take_bygone (ZwImportJob *self, GError **error)
{
  ZwImportReading reading = self->reading;
  g_autoptr (ZwJsonWarnings) warnings = zw_json_warnings_new (); /* told when the rows are read */
  g_autoptr (GError) local = NULL;
  ZwImportBatch *next;

  if (!zw_import_job_rewind (self, error))
    return FALSE;
  g_autoptr (ZwIdMap) coming = zw_import_head_read_ids (self->input, self->cancellable, error);
  if (coming == NULL || !zw_import_job_rewind (self, error))
    return FALSE;
  reading.wants_log = TRUE;
  reading.coming = self->head->is_log_first ? coming : NULL;
  g_autoptr (ZwImportPump) pump = zw_import_pump_new (self->input, &reading, warnings, self->cancellable);
  while ((next = zw_import_pump_next (pump, &local)) != NULL)
    {
      g_autoptr (ZwImportBatch) batch = next;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !take_batch (self, coming, batch, error))
        return FALSE;
    }
  if (local == NULL)
    return zw_import_job_rewind (self, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
