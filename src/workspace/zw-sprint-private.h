/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the two files of the sprint commands share; not for anyone else. */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

/* NULL with ZW_ERROR_NOT_FOUND. */
ZwSprint  *zw_sprint_require (ZwWorkspace *workspace, gint64 sprint, GError **error);
/* FALSE with @sentence, a literal such as "cannot start “%s”: %s", about @sprint; @why is marked NC_("error", …). */
#define zw_sprint_refuse(error, sentence, sprint, why) \
  (zw_set_error ((error), ZW_ERROR_REFUSED, sentence, (sprint)->name, (why)), FALSE)
/* Every ticket of the sprint, by rank. (transfer container) of borrowed ZwTicket. */
GPtrArray *zw_sprint_dup_tickets (ZwWorkspace *workspace, gint64 sprint);
/* @n ranks above everything in the full order; @tickets (ZwTicket) move there and do not count as neighbours. */
void       zw_sprint_rank_on_top (ZwWorkspace *workspace, ZwChangeSet *set, gint64 project, GPtrArray *tickets, guint n, gint64 *ranks);

G_END_DECLS
