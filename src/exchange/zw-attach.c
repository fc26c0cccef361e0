/* SPDX-License-Identifier: GPL-3.0-or-later
 * A chain of steps, each of which is the callback of the one before: look at the file, read it, keep the bytes, commit. Called
 * by the pane and the command line; must never hold more of a file than a ticket takes. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-attach.h"

#include "zw-error.h"
#include "zw-store-content.h"

#define CHUNK_BYTES (512 * 1024)
#define SNIFF_BYTES 4096

typedef struct {
  gint64 ticket;
  GFile *file;         /* (owned) (nullable) */
  char *name;          /* (owned) */
  GByteArray *read;    /* (owned) */
  gint64 total;
  GBytes *content;     /* (owned) (nullable) once it is whole */
  ZwProgressFunc progress;
  gpointer progress_data;
} Attach;

static void
attach_free (gpointer data)
{
  Attach *attach = data;

  g_clear_object (&attach->file);
  g_byte_array_unref (attach->read);
  g_clear_pointer (&attach->content, g_bytes_unref);
  g_free (attach->name);
  g_free (attach);
}

static GTask *
new_task (ZwWorkspace *workspace, gint64 ticket, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data,
          Attach **attach)
{
  GTask *task = g_task_new (workspace, cancellable, callback, data);

  *attach = g_new0 (Attach, 1);
  (*attach)->ticket = ticket;
  (*attach)->read = g_byte_array_new ();
  g_task_set_source_tag (task, zw_attach_finish);
  g_task_set_task_data (task, *attach, attach_free);
  return task;
}

/* GIO's message says why in the person's language; ours says what could not be done. Takes @error. */
static void
fail (GTask *task, GError *error)
{
  const Attach *attach = g_task_get_task_data (task);
  g_autoptr (GError) cause = error;

  if (cause->domain == ZW_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&cause));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_task_return_error (task, zw_error_new (ZW_ERROR_NOT_FOUND, "cannot read “%s”: the file is not there any more", attach->name));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_task_return_error (task, zw_error_new (ZW_ERROR_IO, "cannot read “%s”: you have no permission to", attach->name));
  else
    g_task_return_error (task, zw_error_new (ZW_ERROR_IO, "cannot read “%s”: “%s”", attach->name, cause->message));
}

/* --- the bytes are there ---------------------------------------------------------------------------------------- */

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (zw_workspace_commit_finish (ZW_WORKSPACE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static char *
guess_mime (const Attach *attach)
{
  gsize size;
  const guchar *data = g_bytes_get_data (attach->content, &size);
  g_autofree char *type = g_content_type_guess (attach->name, data, MIN (size, SNIFF_BYTES), NULL);

  return type == NULL ? NULL : g_content_type_get_mime_type (type);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Attach *attach = g_task_get_task_data (task);
  ZwWorkspace *workspace = g_task_get_source_object (task);
  GError *error = NULL;
  g_autofree char *hash = zw_store_put_content_finish (ZW_STORE (source), result, &error);
  g_autofree char *mime = guess_mime (attach);
  ZwChangeSet *set = hash == NULL ? NULL
                                  : zw_attachment_add (workspace, attach->ticket, attach->name, mime, hash,
                                                       (gint64) g_bytes_get_size (attach->content), &error);

  if (set == NULL)
    g_task_return_error (task, error);
  else
    zw_workspace_commit_async (workspace, set, committed_cb, g_steal_pointer (&task));
}

static void
keep (GTask *task)
{
  Attach *attach = g_task_get_task_data (task);
  ZwWorkspace *workspace = g_task_get_source_object (task);

  zw_store_put_content_async (zw_workspace_get_store (workspace), attach->content, kept_cb, task);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static void read_on (GTask *task, GInputStream *stream);

static void
chunk_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Attach *attach = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (chunk == NULL)
    {
      fail (task, error);
      return;
    }
  if (g_bytes_get_size (chunk) == 0)
    {
      attach->content = g_byte_array_free_to_bytes (g_steal_pointer (&attach->read));
      attach->read = g_byte_array_new ();
      keep (g_steal_pointer (&task));
      return;
    }
  g_byte_array_append (attach->read, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
  /* A file may grow while it is read, or not know its size. */
  if (!zw_attachment_accepts (attach->name, attach->read->len, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (attach->progress != NULL)
    attach->progress (attach->read->len, attach->total, attach->progress_data);
  read_on (g_steal_pointer (&task), G_INPUT_STREAM (source));
}

static void
read_on (GTask *task, GInputStream *stream)
{
  g_input_stream_read_bytes_async (stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), chunk_read_cb, task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    fail (task, error);
  else
    read_on (g_steal_pointer (&task), G_INPUT_STREAM (stream));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Attach *attach = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (info == NULL)
    {
      fail (task, error);
      return;
    }
  g_free (attach->name);
  attach->name = g_strdup (g_file_info_get_display_name (info));
  attach->total = g_file_info_get_size (info);
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    g_task_return_error (task, zw_error_new (ZW_ERROR_REFUSED, "cannot attach “%s”: it is a folder", attach->name));
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_task_return_error (task, zw_error_new (ZW_ERROR_REFUSED, "cannot attach “%s”: it is no file", attach->name));
  else if (!zw_attachment_accepts (attach->name, attach->total, &error))
    g_task_return_error (task, error);
  else
    g_file_read_async (attach->file, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), opened_cb, g_object_ref (task));
}

void
zw_attach_file_async (ZwWorkspace *workspace, gint64 ticket, GFile *file, ZwProgressFunc progress, gpointer progress_data,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Attach *attach;
  GTask *task = new_task (workspace, ticket, cancellable, callback, data, &attach);

  attach->file = g_object_ref (file);
  attach->name = g_file_get_basename (file);
  attach->progress = progress;
  attach->progress_data = progress_data;
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME "," G_FILE_ATTRIBUTE_STANDARD_SIZE ","
                           G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, cancellable, looked_cb, task);
}

void
zw_attach_bytes_async (ZwWorkspace *workspace, gint64 ticket, const char *name, GBytes *content, GAsyncReadyCallback callback,
                       gpointer data)
{
  Attach *attach;
  g_autoptr (GTask) task = new_task (workspace, ticket, NULL, callback, data, &attach);
  GError *error = NULL;

  attach->name = g_strdup (name);
  attach->content = g_bytes_ref (content);
  if (zw_attachment_accepts (name, (gint64) g_bytes_get_size (content), &error))
    keep (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

gboolean
zw_attach_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- writing ---------------------------------------------------------------------------------------------------- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_parse_name (G_FILE (source));

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_task_return_error (task, zw_error_new (ZW_ERROR_DISK_FULL, "cannot write “%s”: the disk is full", name));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    g_task_return_error (task, zw_error_new (ZW_ERROR_READ_ONLY, "cannot write “%s”: you have no permission to", name));
  else
    g_task_return_error (task, zw_error_new (ZW_ERROR_IO, "cannot write “%s”: “%s”", name, error->message));
}

static void
content_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GFile *file = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) content = zw_store_read_content_finish (ZW_STORE (source), result, &error);

  if (content == NULL)
    g_task_return_error (task, error);
  else
    g_file_replace_contents_bytes_async (file, content, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, g_task_get_cancellable (task),
                                         written_cb, g_object_ref (task));
}

void
zw_attachment_write_async (ZwWorkspace *workspace, ZwAttachment *attachment, GFile *file, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (workspace, NULL, callback, data);

  g_task_set_source_tag (task, zw_attachment_write_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  zw_store_read_content_async (zw_workspace_get_store (workspace), attachment->blob == NULL ? "" : attachment->blob, NULL,
                               content_read_cb, task);
}

gboolean
zw_attachment_write_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
