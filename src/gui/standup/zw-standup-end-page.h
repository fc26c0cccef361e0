/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwStandupEndPage: the last page of a stand-up: how long it took, what happened since the last one, the parking lot; also what
 * is said when there is nobody and nothing to walk over. Filled by its window. Main thread. */
#pragma once

#include "zw-standup-scene.h"
#include "zw-standup-walk.h"

G_BEGIN_DECLS

#define ZW_TYPE_STANDUP_END_PAGE (zw_standup_end_page_get_type ())
G_DECLARE_FINAL_TYPE (ZwStandupEndPage, zw_standup_end_page, ZW, STANDUP_END_PAGE, GtkBox)

GtkWidget *zw_standup_end_page_new (void);
/* @is_recorded: it counts as held and its Markdown lies on the clipboard. */
void       zw_standup_end_page_fill (ZwStandupEndPage *self, const ZwStandupScene *scene, ZwStandupWalk *walk, gboolean is_recorded);

G_END_DECLS
