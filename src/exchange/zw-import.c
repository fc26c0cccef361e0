/* SPDX-License-Identifier: GPL-3.0-or-later
 * Import from the outside: prepares the file on a thread, runs the job in the store's one transaction, lets the workspace
 * catch up. The example is an import of a file that ships with the program. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-exchange.h"

#include "zw-error.h"
#include "zw-example-resources.h"
#include "zw-import-job.h"
#include "zw-import-report.h"
#include "zw-landing.h"
#include "zw-reader.h"
#include "zw-sections.h"

#define PROGRESS_STEP_US (100 * 1000)
#define EXAMPLE_PATH "/io/github/zettelwand/Zettelwand/example/nordlicht.json"
#define EXAMPLE_DAY "2026-11-23" /* the Monday on which the example ends */

typedef struct {
  ZwImportJob *job;      /* (owned) */
  GInputStream *source;  /* (owned) as given */
  GFileIOStream *spool;  /* (owned) (nullable) what could not be read twice */
  gint64 size;
  ZwProgressFunc progress;
  gpointer progress_data;
  gint64 next_progress;  /* monotonic us (worker only) */
  GMutex lock;           /* over what follows */
  gint64 done;
} Import;

static void
free_import (gpointer data)
{
  Import *self = data;

  zw_import_job_free (self->job);
  g_clear_object (&self->spool);
  g_object_unref (self->source);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* --- progress ------------------------------------------------------------------------------------------------ */

static gboolean
report_progress_cb (gpointer data)
{
  Import *self = g_task_get_task_data (data);

  g_mutex_lock (&self->lock);
  gint64 done = self->done;
  g_mutex_unlock (&self->lock);
  if (!g_task_get_completed (data))
    self->progress (done, self->size, self->progress_data);
  return G_SOURCE_REMOVE;
}

static void
note_progress (ZwImportJob *job, gint64 bytes, gpointer data)
{
  Import *self = g_task_get_task_data (data);
  gint64 now = g_get_monotonic_time ();

  if (self->progress == NULL || now < self->next_progress)
    return;
  self->next_progress = now + PROGRESS_STEP_US;
  g_mutex_lock (&self->lock);
  self->done = bytes;
  g_mutex_unlock (&self->lock);
  g_main_context_invoke_full (g_task_get_context (data), G_PRIORITY_DEFAULT, report_progress_cb, g_object_ref (data),
                              g_object_unref);
}

/* --- the file ------------------------------------------------------------------------------------------------ */

/* What cannot be read twice (a pipe) goes into a file that nobody sees. (borrowed) */
static GInputStream *
spool (Import *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_tmp ("zettelwand-XXXXXX", &self->spool, error);

  if (file == NULL)
    return NULL;
  g_file_delete (file, NULL, NULL);
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (self->spool));
  if (g_output_stream_splice (output, self->source, G_OUTPUT_STREAM_SPLICE_NONE, cancellable, error) < 0
      || !g_seekable_seek (G_SEEKABLE (self->spool), 0, G_SEEK_SET, cancellable, error))
    return NULL;
  return g_io_stream_get_input_stream (G_IO_STREAM (self->spool));
}

static void
name_cause (GError **error)
{
  if (*error == NULL || (*error)->domain == ZW_ERROR || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autoptr (GError) cause = g_steal_pointer (error);
  *error = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
             ? zw_error_new (ZW_ERROR_DISK_FULL, "cannot read the file: %s", cause->message)
             : zw_error_new (ZW_ERROR_IO, "cannot read the file: %s", cause->message);
}

static const ZwReader *
choose_reader (ZwImportJob *job, gboolean *is_like_ours, GCancellable *cancellable, GError **error)
{
  const ZwReader *reader = job->options.format != NULL ? zw_reader_find (job->options.format) : NULL;

  if (job->options.format == NULL)
    return zw_reader_detect (job->input, is_like_ours, cancellable, error);
  /* The tables of other tools have a reader of their own, and a tool may have several forms. */
  const ZwReader *found = reader != NULL ? zw_reader_detect (job->input, is_like_ours, cancellable, NULL) : NULL;
  if (found == &zw_reader_csv || (found != NULL && g_str_equal (found->name, reader->name)))
    return found;
  g_autofree char *names = zw_reader_dup_names ();
  if (reader == NULL)
    zw_set_error (error, ZW_ERROR_UNSUPPORTED, "this version reads no “%s” files; it reads %s", job->options.format, names);
  return reader;
}

/* What is not ours may be of another tool. @error is never NULL. */
static void
read_beginning (ZwImportJob *job, GCancellable *cancellable, GError **error)
{
  ZwReaderInput input = { job->input, job->zone, job->read_warnings, cancellable, job->options.columns, job->options.mapping };
  g_autoptr (GError) local = NULL;

  if (job->options.format == NULL || g_str_equal (job->options.format, ZW_OWN_FORMAT))
    job->head = zw_import_head_read (job->input, cancellable, &local);
  if (job->head != NULL)
    return;
  gboolean is_foreign = local == NULL
                        || (job->options.format == NULL && !job->options.copy && job->options.shift_days == 0
                            && (g_error_matches (local, ZW_ERROR, ZW_ERROR_UNSUPPORTED)
                                || g_error_matches (local, ZW_ERROR, ZW_ERROR_SYNTAX)));
  if (!is_foreign)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return;
    }
  gboolean is_like_ours = FALSE;
  const ZwReader *reader = choose_reader (job, &is_like_ours, cancellable, error);
  if (reader == NULL && local != NULL && (is_like_ours || g_error_matches (*error, ZW_ERROR, ZW_ERROR_SYNTAX)))
    {
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&local));
    }
  ZwNeutral *neutral = reader != NULL ? zw_reader_read (reader, &input, error) : NULL;
  job->landing = neutral != NULL ? zw_landing_new (neutral) : NULL;
}

static void
prepare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Import *self = data;
  GError *error = NULL;

  gboolean seekable = G_IS_SEEKABLE (self->source) && g_seekable_can_seek (G_SEEKABLE (self->source));
  GInputStream *input = seekable ? self->source : spool (self, cancellable, &error);
  g_set_object (&self->job->input, input);
  if (self->job->input != NULL)
    read_beginning (self->job, cancellable, &error);
  name_cause (&error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* --- the steps ----------------------------------------------------------------------------------------------- */

static void
collect_warnings (ZwImportReport *report, ZwJsonWarnings *warnings)
{
  for (guint i = 0; i < zw_json_warnings_get_length (warnings); i++)
    {
      const ZwJsonWarning *from = zw_json_warnings_get (warnings, i);
      const char *kind = zw_json_warning_kind_to_string (from->kind);
      zw_import_warnings_take (report->warnings, from->line, from->path,
                               from->detail != NULL ? zw_error_new (ZW_ERROR_INVALID_VALUE, "%s: %s", kind, from->detail)
                                                    : zw_error_new (ZW_ERROR_INVALID_VALUE, "%s", kind));
    }
}

static void
return_report (GTask *task)
{
  Import *self = g_task_get_task_data (task);

  collect_warnings (self->job->report, self->job->read_warnings);
  g_task_return_pointer (task, g_steal_pointer (&self->job->report), (GDestroyNotify) zw_import_report_free);
}

static void
reloaded_cb (GObject *workspace, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (zw_workspace_reload_finish (ZW_WORKSPACE (workspace), result, &error))
    return_report (task);
  else
    g_task_return_error (task, error);
}

static void
job_done_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Import *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ZwReceipt) receipt = zw_store_run_bulk_finish (ZW_STORE (store), result, &error);

  if (receipt == NULL)
    g_task_return_error (task, error);
  else if (self->job->options.dry_run)
    return_report (task);
  else
    {
      /* What came in as it is brought its own log and no set of ours. */
      self->job->report->is_undoable = !receipt->is_void && (self->job->landing != NULL || self->job->mode != ZW_IMPORT_VERBATIM);
      g_autoptr (ZwWorkspace) workspace = g_object_ref (g_task_get_source_object (task));
      zw_workspace_reload_async (workspace, reloaded_cb, g_steal_pointer (&task));
    }
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  ZwWorkspace *workspace = ZW_WORKSPACE (source);
  Import *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* A set that could not be stored is reported where it was made. */
  if (!zw_workspace_flush_finish (workspace, result, &error))
    g_debug ("importing after a failed set: %s", error->message);
  g_autoptr (ZwChangeSet) header = zw_workspace_new_set (workspace, ZW_DEED_IMPORT);
  self->job->progress_data = task;
  zw_store_run_bulk_async (zw_workspace_get_store (workspace), header, zw_import_job_run_in_worker, self->job, job_done_cb, task);
}

static void
prepared_cb (GObject *workspace, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  ZwImportJob *job = ((Import *) g_task_get_task_data (task))->job;

  if (g_task_propagate_boolean (G_TASK (result), &error)
      && (job->landing == NULL || zw_landing_prepare (job->landing, ZW_WORKSPACE (workspace), &job->options, &error)))
    zw_workspace_flush_async (ZW_WORKSPACE (workspace), flushed_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
start (ZwWorkspace *workspace, GInputStream *input, gint64 size, const ZwImportOptions *options, gboolean is_example,
       ZwProgressFunc progress, gpointer progress_data, GTask *task)
{
  Import *self = g_new0 (Import, 1);
  g_autoptr (GTask) preparation = g_task_new (workspace, g_task_get_cancellable (task), prepared_cb, task);

  self->job = zw_import_job_new (options);
  self->job->is_example = is_example;
  self->job->zone = g_time_zone_ref (zw_clock_get_zone (zw_workspace_get_clock (workspace)));
  self->job->now = zw_clock_get_now (zw_workspace_get_clock (workspace));
  self->job->first_new_id = is_example ? 0 : zw_workspace_reserve_ids (workspace);
  self->job->progress = note_progress;
  g_set_object (&self->job->cancellable, g_task_get_cancellable (task));
  self->source = g_object_ref (input);
  self->size = self->job->size = size;
  self->progress = progress;
  self->progress_data = progress_data;
  g_mutex_init (&self->lock);
  g_task_set_task_data (task, self, free_import);
  /* Who cancels after the COMMIT came too late, and must not be told that nothing happened. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (preparation, self, NULL);
  g_task_run_in_thread (preparation, prepare_in_thread);
}

void
zw_import_async (ZwWorkspace *workspace, GInputStream *input, gint64 size, const ZwImportOptions *options,
                 ZwProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                 gpointer data)
{
  start (workspace, input, size, options, FALSE, progress, progress_data, g_task_new (workspace, cancellable, callback, data));
}

ZwImportReport *
zw_import_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

char **
zw_import_dup_formats (void)
{
  g_autofree char *names = zw_reader_dup_names ();
  return g_strsplit (names, ", ", -1);
}

char **
zw_import_dup_column_roles (void)
{
  return zw_reader_dup_column_roles ();
}

/* --- the example --------------------------------------------------------------------------------------------- */

/* Whole weeks from the week of the example's last day to that of @today: weekdays stay weekdays, so today is its Monday's
 * week, the second of the running sprint. */
static int
get_shift_days (int today)
{
  int day;

  zw_date_from_string (EXAMPLE_DAY, &day);
  int days = today - day;
  return (days >= 0 ? days / 7 : -((6 - days) / 7)) * 7;
}

void
zw_import_example_async (ZwWorkspace *workspace, ZwProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (zw_example_get_resource (), EXAMPLE_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_bytes (bytes);
  ZwImportOptions options = {
    .shift_days = get_shift_days (zw_clock_get_today (zw_workspace_get_clock (workspace))), .local_time = TRUE,
  };

  start (workspace, input, (gint64) g_bytes_get_size (bytes), &options, TRUE, progress, progress_data,
         g_task_new (workspace, cancellable, callback, data));
}

ZwImportReport *
zw_import_example_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return zw_import_finish (workspace, result, error);
}
