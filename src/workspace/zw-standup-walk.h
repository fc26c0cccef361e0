/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwStandupWalk: where a stand-up is: whose turn it is or which ticket is looked at, how long that takes, what was parked. It knows
 * ids and milliseconds, no widget and no clock: the window hands it both, the tests others. What it walks over may change under
 * it: the place stays on the same person and ticket, and when that is gone, on the next one. Any one thread. */
#pragma once

#include "zw-standup-report.h"

G_BEGIN_DECLS

typedef enum { ZW_STANDUP_BY_PEOPLE, ZW_STANDUP_BY_WORK } ZwStandupWay;
#define ZW_N_STANDUP_WAYS 2

typedef struct _ZwStandupWalk ZwStandupWalk;

/* @now_ms: of a clock that never goes back; it starts at once. */
ZwStandupWalk *zw_standup_walk_new (gint64 now_ms);
void           zw_standup_walk_free (ZwStandupWalk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwStandupWalk, zw_standup_walk_free)

/* What there is to walk over now: everybody who is there, then what nobody owns, if there is anything to do about it; the work in
 * its order. */
void           zw_standup_walk_set_report (ZwStandupWalk *self, const ZwStandupReport *report);
ZwStandupWay   zw_standup_walk_get_way (const ZwStandupWalk *self);
/* Each way keeps its own place. */
void           zw_standup_walk_set_way (ZwStandupWalk *self, ZwStandupWay way);

/* Behind the last stop is the end. FALSE when it goes no further. */
gboolean       zw_standup_walk_next (ZwStandupWalk *self);
gboolean       zw_standup_walk_back (ZwStandupWalk *self);
/* To a stop by its id; FALSE when there is none. */
gboolean       zw_standup_walk_go_to (ZwStandupWalk *self, gint64 id);
gboolean       zw_standup_walk_is_at_end (const ZwStandupWalk *self);
/* The person (0 = what nobody owns) or ticket; -1 at the end. */
gint64         zw_standup_walk_get_current (const ZwStandupWalk *self);
/* Its place from 0, and how many there are. */
guint          zw_standup_walk_get_index (const ZwStandupWalk *self);
guint          zw_standup_walk_get_n (const ZwStandupWalk *self);
gint64         zw_standup_walk_get_stop (const ZwStandupWalk *self, guint index);
gboolean       zw_standup_walk_has_stop (const ZwStandupWalk *self, gint64 id);
/* Whether the walk was there and went on. */
gboolean       zw_standup_walk_has_passed (const ZwStandupWalk *self, gint64 id);

/* Time goes to the present stop, unless the walk is paused or at its end. */
void           zw_standup_walk_tick (ZwStandupWalk *self, gint64 now_ms);
void           zw_standup_walk_set_paused (ZwStandupWalk *self, gboolean paused);
gboolean       zw_standup_walk_is_paused (const ZwStandupWalk *self);
/* Seconds spent at the present stop (the sum of all visits), and in all. */
int            zw_standup_walk_get_seconds (const ZwStandupWalk *self);
int            zw_standup_walk_get_total_seconds (const ZwStandupWalk *self);

/* The parking lot: one line each; blank ones are not kept. */
void           zw_standup_walk_park (ZwStandupWalk *self, const char *note);
/* In front of what is parked already: lines found from an earlier time. */
void           zw_standup_walk_restore (ZwStandupWalk *self, const char *notes);
/* All lines; "" for none. Borrowed until the next one is parked. */
const char    *zw_standup_walk_get_notes (const ZwStandupWalk *self);

G_END_DECLS
