/* SPDX-License-Identifier: GPL-3.0-or-later
 * Telling that tickets were created: "WEB-189 created". Used by the new-ticket dialog. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

/* @ids: what was just committed. One ticket is named as soon as the store has given it its number. */
void zw_created_toast_show (GtkWidget *widget, ZwWorkspace *workspace, const gint64 *ids, guint n);

G_END_DECLS
