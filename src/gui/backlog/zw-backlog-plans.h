/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBacklogPlans: the capacity of each planned sprint that the backlog shows, made when first asked for and kept while the
 * backlog does. Main thread. */
#pragma once

#include "zw-planning.h"

G_BEGIN_DECLS

#define ZW_TYPE_BACKLOG_PLANS (zw_backlog_plans_get_type ())
G_DECLARE_FINAL_TYPE (ZwBacklogPlans, zw_backlog_plans, ZW, BACKLOG_PLANS, GObject)

ZwBacklogPlans *zw_backlog_plans_new (ZwWorkspace *workspace, gint64 project);
/* Borrowed. */
ZwPlanning     *zw_backlog_plans_get (ZwBacklogPlans *self, gint64 sprint);

G_END_DECLS
