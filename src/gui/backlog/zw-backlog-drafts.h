/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBacklogDrafts: what is typed at the ends of the sections and not made yet: kept while its row is out of view, and for the
 * next run. What was typed for a sprint that is planned no more goes to the Product Backlog. Main thread.
 *
 * Signal: "found" (gint64 sprint): a text that nobody typed just now is there; 0 = the Product Backlog. */
#pragma once

#include "zw-backlog.h"

G_BEGIN_DECLS

#define ZW_TYPE_BACKLOG_DRAFTS (zw_backlog_drafts_get_type ())
G_DECLARE_FINAL_TYPE (ZwBacklogDrafts, zw_backlog_drafts, ZW, BACKLOG_DRAFTS, GObject)

ZwBacklogDrafts *zw_backlog_drafts_new (ZwWorkspace *workspace, gint64 project);
/* Looks for what an earlier run left in the sections of @backlog; "found" follows. */
void             zw_backlog_drafts_restore (ZwBacklogDrafts *self, ZwBacklog *backlog);
/* "" = nothing. Borrowed until it is another. */
const char      *zw_backlog_drafts_get (ZwBacklogDrafts *self, gint64 sprint);
void             zw_backlog_drafts_set (ZwBacklogDrafts *self, gint64 sprint, const char *text);

G_END_DECLS
