/* SPDX-License-Identifier: GPL-3.0-or-later
 * Everything a completion needs, read and put together: what each unfinished ticket's fate asks of the store, the sprint's part
 * of the log, the report as it will stand for ever. Called by the window and the command line, which commit the set. Main
 * thread. */
#pragma once

#include "zw-sprint-commands.h"

G_BEGIN_DECLS

/* @completion is copied; descriptions of what is split need not be in it. */
void         zw_sprint_closing_prepare_async (ZwWorkspace *workspace, gint64 sprint, const ZwCompletion *completion,
                                              GAsyncReadyCallback callback, gpointer data);
/* The sealed set, to be committed at once. (transfer full); NULL with what zw_sprint_complete_with() refuses, or what cannot be
 * read. */
ZwChangeSet *zw_sprint_closing_prepare_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error);

G_END_DECLS
