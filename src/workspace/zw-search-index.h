/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwSearchIndex: key and title of every ticket, folded, one after another in one block of memory: a word is found among
 * 100,000 tickets in about a millisecond. The workspace owns it and tells it about changed tickets; queries read it.
 * It keeps no reference to a ticket: one that goes must be removed. */
#pragma once

#include "zw-ticket.h"

G_BEGIN_DECLS

typedef struct _ZwSearchIndex ZwSearchIndex;

ZwSearchIndex *zw_search_index_new (void);
void           zw_search_index_free (ZwSearchIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwSearchIndex, zw_search_index_free)

/* @prefix: the project's key, or NULL. Replaces what is known of @ticket. */
void           zw_search_index_put (ZwSearchIndex *self, ZwTicket *ticket, const char *prefix);
void           zw_search_index_remove (ZwSearchIndex *self, ZwTicket *ticket);
/* The folded text of @ticket, borrowed until the index changes; NULL when unknown. */
const char    *zw_search_index_get_text (ZwSearchIndex *self, ZwTicket *ticket);
/* Every ticket whose text holds all of @words (folded, at least one): borrowed, in the order they were put. */
GPtrArray     *zw_search_index_find (ZwSearchIndex *self, const char *const *words);
/* How both sides are written: canonical composition, case folded. (transfer full) */
char          *zw_search_fold (const char *text);

G_END_DECLS
