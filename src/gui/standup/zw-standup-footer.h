/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwStandupFooter: how the sprint stands: its goal, days left, points done, how far from the plan, and the burndown. Follows the
 * running sprint by itself once it is filled. Main thread. */
#pragma once

#include "zw-standup-scene.h"

G_BEGIN_DECLS

#define ZW_TYPE_STANDUP_FOOTER (zw_standup_footer_get_type ())
G_DECLARE_FINAL_TYPE (ZwStandupFooter, zw_standup_footer, ZW, STANDUP_FOOTER, GtkBox)

GtkWidget *zw_standup_footer_new (void);
void       zw_standup_footer_fill (ZwStandupFooter *self, const ZwStandupScene *scene);

G_END_DECLS
