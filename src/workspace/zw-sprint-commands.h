/* SPDX-License-Identifier: GPL-3.0-or-later
 * The life of a sprint: started and completed by a person, never by a date. Pure, as in zw-ticket-commands.h.
 * (transfer full) */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

/* Planned -> active. Freezes the calendar (zone, working days, holidays, days off) in the sprint; the commitment is what the log says
 * at that instant. Refused while another sprint runs, unless the project allows parallel ones. */
ZwChangeSet *zw_sprint_start (ZwWorkspace *workspace, gint64 sprint, GError **error);
/* Active -> closed, in one set: every unfinished ticket of the sprint goes to @target, another sprint that is not closed, or
 * (0) to the top of the backlog in its present order. All tickets of the sprint must be in memory. @report: the sealed
 * report's text, kept as it is (nullable). An empty sprint completes, too. */
ZwChangeSet *zw_sprint_complete (ZwWorkspace *workspace, gint64 sprint, gint64 target, const char *report, GError **error);

G_END_DECLS
