/* SPDX-License-Identifier: GPL-3.0-or-later
 * The history of a ticket in sentences: what a set of changes did, with names instead of ids. Main thread. */
#pragma once

#include "zw-ticket-document.h"

G_BEGIN_DECLS

/* One sentence per line, in the order of the changes, without the actor ("moved it from To Do to Review"); "" when
 * nothing in it is worth telling. (transfer full) */
char *zw_history_describe (ZwWorkspace *workspace, ZwTicketDocument *document, const ZwChangeSet *set);

G_END_DECLS
