/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwQuery: the filter language: words over key and title, descriptions and comments (zw-full-text.h), and field:value terms
 * (owner: reporter: label: type: status: sprint: priority: is:blocked|waiting|late|unestimated|closed|open; -term negates).
 * Compiled once, asked per ticket; needs a workspace to know names. Unknown fields are plain words.
 * Values are names, handles or their beginnings; me and none are people, none and active sprints; "..." keeps words together.
 * All terms must hold, but several owners, statuses … are alternatives. A field without a value is no term yet. */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

typedef struct _ZwQuery ZwQuery;
/* NULL for an empty text. @project gives the names' meaning. */
ZwQuery  *zw_query_new (ZwWorkspace *workspace, gint64 project, const char *text);
gboolean  zw_query_matches (ZwQuery *self, ZwTicket *ticket);
/* The words as they were typed, those that must not occur last. Borrowed. */
guint       zw_query_get_n_words (ZwQuery *self);
const char *zw_query_get_word (ZwQuery *self, guint index);
/* The word is also found in these tickets, whatever key and title say: @ids (nullable) gint64, ascending; a reference is kept. */
void        zw_query_set_hits (ZwQuery *self, guint index, GArray *ids);
/* Every listed ticket of the project that matches, in no particular order, borrowed: about a millisecond for a word
 * among 100,000 tickets, where asking one by one costs ten. (transfer container) */
GPtrArray *zw_query_dup_matches (ZwQuery *self);
void      zw_query_free (ZwQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwQuery, zw_query_free)

G_END_DECLS
