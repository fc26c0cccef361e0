/* SPDX-License-Identifier: GPL-3.0-or-later
 * Export from the outside: waits for what is being stored, hands the rows of a dump to the kind of file that is wanted, and
 * lets it write the rest in a thread. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-export-job.h"

#define PROGRESS_STEP_US (100 * 1000)

static const ZwExportKind *
get_kind (ZwExportFormat format)
{
  switch (format)
    {
    case ZW_EXPORT_JSON:
      return &zw_export_json;
    case ZW_EXPORT_CSV:
      return &zw_export_csv;
    case ZW_EXPORT_MARKDOWN:
      return &zw_export_markdown;
    }
  g_assert_not_reached ();
}

static void
free_job (gpointer data)
{
  ZwExportJob *self = data;

  get_kind (self->format)->free (self->state);
  g_clear_pointer (&self->tickets, g_hash_table_unref);
  g_clear_pointer (&self->since, zw_export_since_free);
  g_object_unref (self->output);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* --- for the kinds ------------------------------------------------------------------------------------------- */

static gboolean
report_progress_cb (gpointer data)
{
  ZwExportJob *self = g_task_get_task_data (data);

  g_mutex_lock (&self->lock);
  gint64 done = self->done;
  g_mutex_unlock (&self->lock);
  if (!g_task_get_completed (data))
    self->progress (done, 0, self->progress_data);
  return G_SOURCE_REMOVE;
}

void
zw_export_job_note (ZwExportJob *self, gint64 bytes)
{
  gint64 now = g_get_monotonic_time ();

  if (self->progress == NULL || now < self->next_progress)
    return;
  self->next_progress = now + PROGRESS_STEP_US;
  g_mutex_lock (&self->lock);
  self->done = bytes;
  g_mutex_unlock (&self->lock);
  g_main_context_invoke_full (g_task_get_context (self->task), G_PRIORITY_DEFAULT, report_progress_cb, g_object_ref (self->task),
                              g_object_unref);
}

gboolean
zw_export_job_wants (const ZwExportJob *self, gint64 id)
{
  return self->tickets == NULL || g_hash_table_contains (self->tickets, &id);
}

/* --- one after the other ------------------------------------------------------------------------------------- */

/* The rest goes out in a thread: the stream may block. */
static void
end_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ZwExportJob *self = data;
  GError *error = NULL;

  if (get_kind (self->format)->end (self->state, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
dumped_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (zw_store_dump_finish (ZW_STORE (store), result, &error))
    g_task_run_in_thread (task, end_in_thread);
  else
    g_task_return_error (task, error);
}

static void
dump (GTask *task)
{
  ZwExportJob *self = g_task_get_task_data (task);

  zw_store_dump_async (zw_workspace_get_store (g_task_get_source_object (task)), self->project, &get_kind (self->format)->sink,
                       self->state, self->cancellable, dumped_cb, task);
}

static void
parted_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;
  ZwExportJob *self = g_task_get_task_data (task);

  if (zw_store_dump_finish (ZW_STORE (store), result, &error) && zw_export_since_check (self->since, &error))
    {
      dump (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
flushed_cb (GObject *workspace, GAsyncResult *result, gpointer data)
{
  ZwExportJob *self = g_task_get_task_data (data);
  g_autoptr (GError) error = NULL;

  /* What could not be stored was reported where it was made; the export shows what is stored. */
  if (!zw_workspace_flush_finish (ZW_WORKSPACE (workspace), result, &error))
    g_debug ("exporting without the last changes: %s", error->message);
  if (self->since == NULL)
    dump (data);
  else
    zw_store_dump_async (zw_workspace_get_store (ZW_WORKSPACE (workspace)), self->project, &zw_export_since_sink, self->since,
                         self->cancellable, parted_cb, data);
}

/* --- public -------------------------------------------------------------------------------------------------- */

static GHashTable *
collect_tickets (const gint64 *tickets, guint n)
{
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < n; i++)
    g_hash_table_add (ids, g_memdup2 (&tickets[i], sizeof tickets[i]));
  return ids;
}

void
zw_export_async (ZwWorkspace *workspace, const ZwExportOptions *options, GOutputStream *output, ZwProgressFunc progress,
                 gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, data);
  ZwExportJob *self = g_new0 (ZwExportJob, 1);

  self->format = options->format;
  self->project = options->project;
  self->tickets = options->tickets != NULL ? collect_tickets (options->tickets, options->n_tickets) : NULL;
  if (options->since_set != 0 || options->since_at != 0)
    self->since = zw_export_since_new (options->since_set, options->since_at);
  self->output = g_object_ref (output);
  g_set_object (&self->cancellable, cancellable);
  self->task = task;
  self->progress = progress;
  self->progress_data = progress_data;
  g_mutex_init (&self->lock);
  self->state = get_kind (self->format)->begin (self);
  g_task_set_task_data (task, self, free_job);
  zw_workspace_flush_async (workspace, flushed_cb, task);
}

gboolean
zw_export_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
