/* SPDX-License-Identifier: GPL-3.0-or-later
 * The last step of every deed in the window: a command's set goes to the workspace, a refusal to the person. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

/* Commits @set (transfer full), or shows why there is none: @error is what the command reported (freed and cleared
 * here). Meant to wrap the command: zw_commit (widget, workspace, zw_ticket_wait (…, &error), &error).
 * TRUE when the set was applied. Main thread. */
gboolean zw_commit (GtkWidget *widget, ZwWorkspace *workspace, ZwChangeSet *set, GError **error);

/* The text form of a reference for commands: decimal, NULL for 0. (transfer full) */
char    *zw_ref_to_text (gint64 id);

G_END_DECLS
