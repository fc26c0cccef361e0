/* SPDX-License-Identifier: GPL-3.0-or-later
 * What became of the last closed sprints of a project: one report each, computed from the change log. Called by zw-planning.c
 * and whoever shows a velocity. Main thread; changes nothing. */
#pragma once

#include "zw-capacity.h"
#include "zw-sprint-report.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

/* As many as the velocity is the mean of. */
#define ZW_VELOCITY_SPRINTS 3

typedef struct {
  guint n;                                       /* closed sprints that the log tells of, oldest first */
  ZwVelocitySprint sprints[ZW_VELOCITY_SPRINTS];
  ZwSprintReport *reports[ZW_VELOCITY_SPRINTS];  /* (owned) of the same sprints */
  ZwVelocity velocity;
} ZwSprintHistory;

/* The last closed sprints of @project, at most ZW_VELOCITY_SPRINTS, in the order they were closed. (transfer full) */
GPtrArray       *zw_sprint_history_dup_sprints (ZwWorkspace *workspace, gint64 project);
void             zw_sprint_history_read_async (ZwWorkspace *workspace, gint64 project, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer data);
/* (transfer full) */
ZwSprintHistory *zw_sprint_history_read_finish (GAsyncResult *result, GError **error);
void             zw_sprint_history_free (ZwSprintHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwSprintHistory, zw_sprint_history_free)

/* What @person completed on average in those sprints; NAN while there is none. */
double           zw_sprint_history_get_mean_of (ZwSprintHistory *self, gint64 person);

G_END_DECLS
