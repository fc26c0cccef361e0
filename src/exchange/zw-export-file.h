/* SPDX-License-Identifier: GPL-3.0-or-later
 * Exporting into a file that appears when it is whole: written beside the old one, which stays as it was when the export is
 * given up or fails. Called by the export window and the command line. Main thread. */
#pragma once

#include "zw-exchange.h"

G_BEGIN_DECLS

/* As zw_export_async(), into @file. */
void     zw_export_file_async (ZwWorkspace *workspace, const ZwExportOptions *options, GFile *file, ZwProgressFunc progress,
                               gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean zw_export_file_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error);

G_END_DECLS
