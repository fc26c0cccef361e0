/* SPDX-License-Identifier: GPL-3.0-or-later
 * The arithmetic of planning. Knows no item and no clock. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-capacity.h"

#include <math.h>

#include "zw-sprint-report.h"

#define MINUTES_PER_HOUR 60.0

static gboolean
is_working_day (const ZwCapacityFrame *frame, int date)
{
  return zw_count_working_days (frame->working_days, frame->holidays, date, date) > 0;
}

/* A day named twice is one day, and a free Sunday is none. */
static int
count_days_off (const ZwCapacityFrame *frame, const GArray *days_off)
{
  int n = 0;

  for (int date = frame->start; date <= frame->end; date++)
    {
      gboolean off = FALSE;
      for (guint i = 0; days_off != NULL && i < days_off->len && !off; i++)
        off = g_array_index (days_off, int, i) == date;
      n += off && is_working_day (frame, date);
    }
  return n;
}

void
zw_capacity_measure (const ZwCapacityFrame *frame, const ZwCapacityMember *member, ZwCapacity *capacity)
{
  int full = zw_count_working_days (frame->working_days, NULL, frame->start, frame->end);
  int days = zw_count_working_days (frame->working_days, frame->holidays, frame->start, frame->end);
  int days_off = count_days_off (frame, member->days_off);
  int present = days - days_off;

  *capacity = (ZwCapacity){
    .days = days,
    .days_off = days_off,
    .hours = member->minutes_per_day / MINUTES_PER_HOUR * present * frame->focus_factor,
    .points = full > 0 ? round (member->points * present / full) : isnan (member->points) ? NAN : 0,
  };
}

void
zw_velocity_measure (const ZwVelocitySprint *sprints, guint n, ZwVelocity *velocity)
{
  double sum = 0;

  *velocity = (ZwVelocity){ .n = n, .mean = NAN, .min = NAN, .max = NAN };
  for (guint i = 0; i < n; i++)
    {
      sum += sprints[i].completed;
      velocity->min = fmin (velocity->min, sprints[i].completed);
      velocity->max = fmax (velocity->max, sprints[i].completed);
      velocity->kept += sprints[i].committed_and_completed;
      velocity->promised += sprints[i].committed;
    }
  if (n > 0)
    velocity->mean = sum / n;
}

double
zw_velocity_suggest (const ZwVelocity *velocity)
{
  return round (velocity->mean);
}
