/* SPDX-License-Identifier: GPL-3.0-or-later
 * Import and export answer "unsupported" until the reader and writer land; that commit deletes this file. */
#include "zw-error.h"
#include "zw-exchange.h"

static void
refuse (ZwWorkspace *workspace, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (workspace, NULL, callback, data);
  g_task_return_new_error (task, ZW_ERROR, ZW_ERROR_UNSUPPORTED, "not in this version");
}

void
zw_import_report_free (ZwImportReport *report)
{
  g_free (report);
}

void
zw_import_async (ZwWorkspace *workspace, GInputStream *input, gint64 size, const ZwImportOptions *options, ZwProgressFunc progress,
                 gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  refuse (workspace, callback, data);
}

ZwImportReport *
zw_import_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
zw_import_example_async (ZwWorkspace *workspace, ZwProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  refuse (workspace, callback, data);
}

ZwImportReport *
zw_import_example_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
zw_export_async (ZwWorkspace *workspace, gint64 project, ZwExportFormat format, GOutputStream *output, ZwProgressFunc progress,
                 gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  refuse (workspace, callback, data);
}

gboolean
zw_export_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
