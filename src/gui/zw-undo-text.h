/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an undo or a redo did, in words for people: "WEB-157 moved to Review: undone". Main thread. */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

/* @set: what zw_workspace_undo_finish() or, with @redo, zw_workspace_redo_finish() gave; applied already. (transfer full) */
char *zw_undo_text_new (ZwWorkspace *workspace, const ZwChangeSet *set, gboolean redo);

G_END_DECLS
