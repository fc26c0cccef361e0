/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwStandupSide: what lies beside the page: title, day and total time, everybody (or all tickets) with what is over checked off, and
 * the keys. In the upright shape it lies above the page, narrower it shows faces alone. Main thread.
 *
 * Signal "chosen" (gint64 id): a click on a person or ticket. */
#pragma once

#include "zw-standup-scene.h"
#include "zw-standup-walk.h"

G_BEGIN_DECLS

#define ZW_TYPE_STANDUP_SIDE (zw_standup_side_get_type ())
G_DECLARE_FINAL_TYPE (ZwStandupSide, zw_standup_side, ZW, STANDUP_SIDE, GtkBox)

GtkWidget *zw_standup_side_new (void);
void       zw_standup_side_fill (ZwStandupSide *self, const ZwStandupScene *scene, ZwStandupWalk *walk);
/* Day and time of day; the time all of it took, with @limit in seconds to hold it against. */
void       zw_standup_side_set_times (ZwStandupSide *self, const ZwStandupScene *scene, int total, int limit);

G_END_DECLS
