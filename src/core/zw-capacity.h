/* SPDX-License-Identifier: GPL-3.0-or-later
 * How much a team can take into a sprint, and how much it took before. Pure: dates, masks and figures in, figures out.
 * Called by zw-planning.c and the tests. Points and hours are two measures of their own: neither is made from the other. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The sprint and the calendar of its project. */
typedef struct {
  int start, end;           /* dates, both inclusive */
  int working_days;         /* mask, bit 0 = Monday */
  const GArray *holidays;   /* (nullable) int dates */
  double focus_factor;      /* 0..1: the share of the hours that goes into tickets */
} ZwCapacityFrame;

typedef struct {
  int minutes_per_day;
  double points;            /* in a full sprint; NAN = nobody knows */
  const GArray *days_off;   /* (nullable) int dates */
} ZwCapacityMember;

typedef struct {
  int days;                 /* working days of the sprint, holidays apart */
  int days_off;             /* of those, the ones this person is away */
  double hours;             /* hours per day x (days - days_off) x focus factor */
  double points;            /* of a full sprint, reduced in proportion to holidays and days off, to the whole point; NAN = unknown */
} ZwCapacity;

void zw_capacity_measure (const ZwCapacityFrame *frame, const ZwCapacityMember *member, ZwCapacity *capacity);

/* What became of one closed sprint. */
typedef struct {
  gint64 sprint;
  double committed, completed;
  double committed_and_completed; /* without what was added later */
} ZwVelocitySprint;

typedef struct {
  guint n;                  /* sprints it is the mean of */
  double mean, min, max;    /* completed points; NAN while n is 0 */
  double kept, promised;    /* predictability as a fraction: committed and completed / committed, summed up */
} ZwVelocity;

void   zw_velocity_measure (const ZwVelocitySprint *sprints, guint n, ZwVelocity *velocity);
/* The mean to the whole point: what the team may promise next. NAN while nothing is known. */
double zw_velocity_suggest (const ZwVelocity *velocity);

G_END_DECLS
