/* SPDX-License-Identifier: GPL-3.0-or-later
 * Deleting a column: asks where its tickets go, then does it. Called by the settings and by the column on the board. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

/* @widget: any in the window that asks; it shows the toast or the refusal. A column without a possible target is refused. */
void zw_column_delete_ask (GtkWidget *widget, ZwWorkspace *workspace, ZwStatus *status);

G_END_DECLS
