/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a stand-up tells as text for a chat or a page: who moved what, what is in progress, what is blocked, the parking lot. Called
 * by `standup` in English and by the stand-up window in the person's language. Dates are ISO, so that no reader mistakes them.
 * Main thread; changes nothing. */
#pragma once

#include "zw-standup-report.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

/* How a phrase of ours is said: the phrase itself, or its translation. */
typedef const char *(*ZwStandupSay) (const char *phrase) G_GNUC_FORMAT (1);
const char *zw_standup_say_plainly (const char *phrase);

/* "Review → Done, 5 → 3 points": what became of it. (transfer full) */
char *zw_standup_describe_change (ZwWorkspace *workspace, const ZwStandupChange *change, ZwStandupSay say);
/* "blocked since 2026-11-21: keys missing" and "waiting until 2026-11-25: an answer"; "" for neither. (transfer full) */
char *zw_standup_describe_obstacle (ZwWorkspace *workspace, ZwTicket *ticket, ZwStandupSay say);
/* The whole of it; @notes (nullable): one note of the parking lot a line. (transfer full) */
char *zw_standup_markdown_new (ZwWorkspace *workspace, gint64 project, const ZwStandupReport *report, const char *notes,
                               ZwStandupSay say);

G_END_DECLS
