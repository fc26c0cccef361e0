/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwQuery: the filter language: words over key and title, and field:value terms
 * (owner: reporter: label: type: status: sprint: priority: is:blocked|waiting|late|unestimated|closed|open; -term negates).
 * Compiled once, asked per ticket; needs a workspace to know names. Unknown fields are plain words. */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

typedef struct _ZwQuery ZwQuery;
/* NULL for an empty text. @project gives the names' meaning. */
ZwQuery  *zw_query_new (ZwWorkspace *workspace, gint64 project, const char *text);
gboolean  zw_query_matches (ZwQuery *self, ZwTicket *ticket);
void      zw_query_free (ZwQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwQuery, zw_query_free)

G_END_DECLS
