/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwSparkline: a sprint's burndown as small as a word: a button of 96 x 28 pixels in the sprint strip that opens the report.
 * It follows the workspace by itself. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_SPARKLINE (zw_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (ZwSparkline, zw_sparkline, ZW, SPARKLINE, GtkButton)

GtkWidget *zw_sparkline_new (ZwWorkspace *workspace);
/* 0 = none. Property "has-line" notifies once there is something to draw, and whenever that is another. */
void       zw_sparkline_set_sprint (ZwSparkline *self, gint64 sprint);
gboolean   zw_sparkline_has_line (ZwSparkline *self);
/* How many of the points of a completed sprint were done, as its report says. FALSE while it runs, or nobody knows yet. */
gboolean   zw_sparkline_get_outcome (ZwSparkline *self, double *done, double *scope);

G_END_DECLS
