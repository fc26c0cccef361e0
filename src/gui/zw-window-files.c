/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files in and out of a window: choosing them, telling what came of it. Called by the window's actions. Must never look
 * into a file itself. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-dialogs.h"
#include "zw-exchange.h"
#include "zw-format.h"
#include "zw-import-assistant.h"
#include "zw-window-private.h"

/* --- import --- */

void
zw_window_import_files (ZwWindow *self, GListModel *files)
{
  GtkWidget *assistant = zw_import_assistant_new (self->workspace, GTK_WIDGET (self));

  g_signal_connect_object (assistant, "imported", G_CALLBACK (zw_window_set_project), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (assistant), GTK_WINDOW (self));
  zw_import_assistant_open (ZW_IMPORT_ASSISTANT (assistant), files);
  gtk_window_present (GTK_WINDOW (assistant));
}

static void
import_chosen (GFile *file, gpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_list_store_append (files, file);
  zw_window_import_files (data, G_LIST_MODEL (files));
}

void
zw_window_choose_import (ZwWindow *self)
{
  /* Any file: what it is, its content tells. */
  zw_dialogs_open_file (GTK_WIDGET (self), _("Import"), NULL, import_chosen, g_object_ref (self), g_object_unref);
}

static void
example_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwImportReport) report = zw_import_example_finish (ZW_WORKSPACE (source), result, &error);

  if (report == NULL)
    zw_feedback_error (GTK_WIDGET (self), error);
  else if (report->project_id != 0)
    zw_window_set_project (self, report->project_id);
}

void
zw_window_add_example (ZwWindow *self)
{
  zw_import_example_async (self->workspace, NULL, NULL, NULL, example_ready_cb, g_object_ref (self));
}

/* --- export --- */

typedef struct {
  ZwWindow *window;             /* (owned) */
  GFile *file;                  /* (owned) */
  GFileOutputStream *stream;    /* (owned) */
} Export;

static void
export_free (Export *export)
{
  g_clear_object (&export->window);
  g_clear_object (&export->file);
  g_clear_object (&export->stream);
  g_free (export);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
export_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (export->file);

  if (!zw_export_finish (ZW_WORKSPACE (source), result, &error) || !g_output_stream_close (G_OUTPUT_STREAM (export->stream), NULL, &error))
    {
      g_autofree char *text = zw_format_error (error);
      zw_dialogs_tell (GTK_WIDGET (export->window), _("The project could not be exported"), text);
      return;
    }
  g_autofree char *text = g_strdup_printf (_("Exported to “%s”"), name);
  zw_window_toast (export->window, text, FALSE);
}

static void
export_chosen (GFile *file, gpointer data)
{
  ZwWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);

  if (stream == NULL)
    {
      g_autofree char *text = zw_format_error (error);
      zw_dialogs_tell (GTK_WIDGET (self), _("The project could not be exported"), text);
      return;
    }
  Export *export = g_new0 (Export, 1);
  export->window = g_object_ref (self);
  export->file = g_object_ref (file);
  export->stream = g_object_ref (stream);
  const ZwExportOptions options = { .format = ZW_EXPORT_JSON, .project = self->project };
  zw_export_async (self->workspace, &options, G_OUTPUT_STREAM (stream), NULL, NULL, NULL, export_ready_cb, export);
}

void
zw_window_choose_export (ZwWindow *self)
{
  ZwProject *project = zw_workspace_get_project (self->workspace, self->project);
  g_autofree char *name = g_strconcat (project == NULL ? "zettelwand" : project->name, ".json", NULL);

  g_strdelimit (name, "/", '-');
  zw_dialogs_save_file (GTK_WIDGET (self), _("Export"), name, export_chosen, g_object_ref (self), g_object_unref);
}
