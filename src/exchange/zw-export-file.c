/* SPDX-License-Identifier: GPL-3.0-or-later
 * One export into one file. Must never leave a part of one behind. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-export-file.h"

typedef struct {
  ZwExportOptions options;
  GArray *tickets;           /* (owned) (nullable) gint64 */
  GFile *file;               /* (owned) */
  GFile *part;               /* (owned) (nullable) beside it, while a new one is written: then it gets the name */
  GFileOutputStream *stream; /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) what is told once the part is gone */
  ZwProgressFunc progress;   /* (nullable) */
  gpointer progress_data;
} Export;

static void
free_export (gpointer data)
{
  Export *self = data;

  g_clear_pointer (&self->tickets, g_array_unref);
  g_clear_object (&self->file);
  g_clear_object (&self->part);
  g_clear_object (&self->stream);
  g_clear_error (&self->error);
  g_free (self);
}

static void
deleted_cb (GObject *part, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Export *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_file_delete_finish (G_FILE (part), result, &error))
    g_debug ("a part of an export stays: %s", error->message);
  g_task_return_error (task, g_steal_pointer (&self->error));
}

/* Takes @error. A part is no export; whoever hears of the failure may end the process. */
static void
fail (GTask *task, GError *error)
{
  Export *self = g_task_get_task_data (task);

  self->error = error;
  if (self->part != NULL)
    g_file_delete_async (self->part, G_PRIORITY_DEFAULT, NULL, deleted_cb, g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&self->error));
}

static void
moved_cb (GObject *part, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_file_move_finish (G_FILE (part), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    fail (task, error);
}

static void
closed_cb (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Export *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (!g_output_stream_close_finish (G_OUTPUT_STREAM (stream), result, &error)
      || (self->part != NULL && g_cancellable_set_error_if_cancelled (cancellable, &error)))
    fail (task, error);
  else if (self->part == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_file_move_async (self->part, self->file, G_FILE_COPY_NONE, G_PRIORITY_DEFAULT, cancellable, NULL, NULL, moved_cb,
                       g_steal_pointer (&task));
}

/* A stream that is closed with a cancelled cancellable leaves the old file as it was. */
static void
exported_cb (GObject *workspace, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (zw_export_finish (ZW_WORKSPACE (workspace), result, &error))
    {
      GCancellable *cancellable = g_task_get_cancellable (task);
      g_output_stream_close_async (G_OUTPUT_STREAM (self->stream), G_PRIORITY_DEFAULT, cancellable, closed_cb, g_steal_pointer (&task));
      return;
    }
  g_autoptr (GCancellable) discard = g_cancellable_new ();
  g_cancellable_cancel (discard);
  g_output_stream_close (G_OUTPUT_STREAM (self->stream), discard, NULL);
  fail (task, error);
}

/* Takes @task; @stream (transfer full) NULL = @error (taken). Who cancels may do so when the part is there already. */
static void
write_to (GTask *task, GFileOutputStream *stream, GError *error)
{
  g_autoptr (GTask) owned = task;
  Export *self = g_task_get_task_data (task);

  self->stream = stream;
  if (stream == NULL)
    {
      fail (task, error);
      return;
    }
  zw_export_async (g_task_get_source_object (task), &self->options, G_OUTPUT_STREAM (stream), self->progress, self->progress_data,
                   g_task_get_cancellable (task), exported_cb, g_object_ref (task));
}

static void
replaced_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  GFileOutputStream *stream = g_file_replace_finish (G_FILE (file), result, &error);

  write_to (data, stream, error);
}

static void
created_cb (GObject *part, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  GFileOutputStream *stream = g_file_create_finish (G_FILE (part), result, &error);

  write_to (data, stream, error);
}

/* GIO puts a file in the place of another only when it is whole, but begins a new one under its name. */
static void
looked_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Export *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (file), result, NULL);
  g_autoptr (GFile) folder = g_file_get_parent (self->file);
  g_autofree char *unique = g_uuid_string_random (), *name = g_strconcat (".zettelwand-", unique, ".part", NULL);

  if (info != NULL || folder == NULL)
    {
      g_file_replace_async (self->file, NULL, FALSE, G_FILE_CREATE_NONE, G_PRIORITY_DEFAULT, cancellable, replaced_cb, task);
      return;
    }
  self->part = g_file_get_child (folder, name);
  g_file_create_async (self->part, G_FILE_CREATE_NONE, G_PRIORITY_DEFAULT, cancellable, created_cb, task);
}

void
zw_export_file_async (ZwWorkspace *workspace, const ZwExportOptions *options, GFile *file, ZwProgressFunc progress, gpointer progress_data,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, data);
  Export *self = g_new0 (Export, 1);

  self->options = *options;
  self->file = g_object_ref (file);
  if (options->tickets != NULL)
    {
      self->tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_vals (self->tickets, options->tickets, options->n_tickets);
      self->options.tickets = (const gint64 *) (gpointer) self->tickets->data;
    }
  self->progress = progress;
  self->progress_data = progress_data;
  g_task_set_task_data (task, self, free_export);
  /* Who cancels after the file was replaced came too late. */
  g_task_set_check_cancellable (task, FALSE);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, cancellable, looked_cb, task);
}

gboolean
zw_export_file_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
