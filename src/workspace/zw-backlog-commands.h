/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the backlog does to tickets beyond the commands that every view has. Pure, as in zw-ticket-commands.h.
 * (transfer full) */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

/* In one set: into @sprint (0 = none) and, in their present order, directly before the ticket @before, else after @after,
 * else keeping their ranks. Sub-tickets go along; closed ones that would
 * change their sprint stay (zw_ticket_count_staying). The rules of zw_ticket_set_field() and zw_ticket_move() hold. */
ZwChangeSet *zw_backlog_move (ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 sprint, gint64 before, gint64 after,
                              GError **error);

G_END_DECLS
