/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwPlanning: what a team can take into a sprint and what it has taken so far, live: capacity and assigned work per person,
 * the velocity of the last sprints. Everything in the project's unit (points, or hours). Made by the planning panel, the start
 * dialog and whoever shows a sprint's capacity. Without a widget; never changes anything. Main thread.
 *
 * Signal: "changed" () after any figure changed. */
#pragma once

#include "zw-sprint-history.h"

G_BEGIN_DECLS

#define ZW_TYPE_PLANNING (zw_planning_get_type ())
G_DECLARE_FINAL_TYPE (ZwPlanning, zw_planning, ZW, PLANNING, GObject)

typedef struct {
  ZwPerson *person;    /* (owned) */
  gboolean is_active;  /* FALSE: owns something here, but is no active member; the capacity is 0 then */
  int days_off;        /* working days of the sprint that the person is away */
  double available;    /* NAN = nobody knows yet */
  double assigned;     /* zw_ticket_get_size() of what the person owns in the sprint */
} ZwPlanningShare;

/* Begins to read the history at once. */
ZwPlanning            *zw_planning_new (ZwWorkspace *workspace, gint64 project);
/* 0 = none: no shares, only the velocity. */
void                   zw_planning_set_sprint (ZwPlanning *self, gint64 sprint);
/* Borrowed, nullable. */
ZwSprint              *zw_planning_get_sprint (ZwPlanning *self);

/* By the name of the person; borrowed until the next "changed". */
guint                  zw_planning_get_n_shares (ZwPlanning *self);
const ZwPlanningShare *zw_planning_get_share (ZwPlanning *self, guint i);
/* The sum of what is available; NAN while nobody's share is known. */
double                 zw_planning_get_capacity (ZwPlanning *self);
/* Sizes (zw_ticket_get_size) of the sprint's tickets that count: sub-tickets and cancelled ones apart, in a planned
 * sprint done ones, too. */
double                 zw_planning_get_planned (ZwPlanning *self);
/* The same with @tickets moved in; @moved gets what they bring themselves (nullable). */
double                 zw_planning_get_planned_with (ZwPlanning *self, ZwTicket *const *tickets, guint n, double *moved);

/* NULL until it is read. Borrowed until the next "changed". */
const ZwSprintHistory *zw_planning_get_history (ZwPlanning *self);

G_END_DECLS
