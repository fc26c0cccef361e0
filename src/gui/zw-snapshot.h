/* SPDX-License-Identifier: GPL-3.0-or-later
 * Drawing a view of a window into a PNG: "zettelwand snapshot". Called by ZwApplication once the window is there.
 * Main thread. */
#pragma once

#include "zw-window.h"

G_BEGIN_DECLS

typedef struct {
  const char *view;   /* "board", "backlog", "import", "report", "ticket", "welcome" */
  const char *output; /* PNG */
  int width, height;
  gboolean dark;
  const char *filter; /* (nullable) */
  const char *file;   /* (nullable) what is imported */
} ZwSnapshotOptions;

/* @text "1440x900". FALSE on anything else. */
gboolean zw_snapshot_parse_size (const char *text, int *width, int *height);
/* Before the window is shown: size and style. */
void     zw_snapshot_prepare (ZwWindow *window, const ZwSnapshotOptions *options);
/* Waits until everything is loaded and painted. */
void     zw_snapshot_async (ZwWindow *window, const ZwSnapshotOptions *options, GAsyncReadyCallback callback, gpointer data);
gboolean zw_snapshot_finish (ZwWindow *window, GAsyncResult *result, GError **error);

G_END_DECLS
