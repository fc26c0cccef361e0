/* SPDX-License-Identifier: GPL-3.0-or-later
 * An attachment in the program for its kind. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

/* Writes @attachment into the private folder below and opens it; a failure is told to the person at @widget. */
void  zw_attachment_open (GtkWidget *widget, ZwWorkspace *workspace, ZwAttachment *attachment);
/* Where it is written to: a copy that cannot be edited, as an edit would never come back. (transfer full) */
GFile *zw_attachment_get_copy (ZwAttachment *attachment);

G_END_DECLS
