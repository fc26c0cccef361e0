/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwSprintReport as a thing: made empty, copied, freed, and asked. Who computes one: zw-sprint-report.c; who reads a sealed one:
 * exchange. Never looks at a log. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-report.h"

#include <math.h>

#include "zw-sprint-tally.h"

/* Sums are kept change by change; estimates have no more digits than this. */
#define PRECISION 1e6
/* A scope that stands further from the commitment has moved. */
#define MOVED 0.1

const char *const zw_step_kind_names[] = { "added", "removed", "reestimated", "completed", "reopened", "cancelled", "worked", NULL };
const char *const zw_measure_names[] = { "points", "hours", "count", NULL };

double
zw_sprint_tidy (double sum)
{
  double rounded = round (sum * PRECISION) / PRECISION;
  return rounded == 0 ? 0 : rounded; /* no minus in front of nothing */
}

void
zw_sprint_group_put (ZwSprintGroup *group, gint64 ticket, double points)
{
  g_array_append_val (group->tickets, ticket);
  g_array_append_val (group->amounts, points);
  group->points = zw_sprint_tidy (group->points + points);
}

static const ZwBurndownPoint *
get_point (const ZwSprintReport *report, guint index)
{
  return &g_array_index (report->burndown, ZwBurndownPoint, index);
}

static void
init_group (ZwSprintGroup *group)
{
  group->tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  group->amounts = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
clear_step (gpointer step)
{
  g_free (((ZwSprintStep *) step)->actor_name);
}

ZwSprintReport *
zw_sprint_report_new_empty (void)
{
  ZwSprintReport *report = g_new0 (ZwSprintReport, 1);

  init_group (&report->committed);
  init_group (&report->added);
  init_group (&report->removed);
  init_group (&report->reestimated);
  init_group (&report->completed);
  init_group (&report->cancelled);
  init_group (&report->carried);
  init_group (&report->done_before_start);
  report->owners = g_array_new (FALSE, FALSE, sizeof (ZwOwnerPoints));
  report->burndown = g_array_new (FALSE, FALSE, sizeof (ZwBurndownPoint));
  report->steps = g_array_new (FALSE, FALSE, sizeof (ZwSprintStep));
  g_array_set_clear_func (report->steps, clear_step);
  return report;
}

static void
copy_group (ZwSprintGroup *group)
{
  group->tickets = g_array_copy (group->tickets);
  group->amounts = g_array_copy (group->amounts);
}

ZwSprintReport *
zw_sprint_report_copy (const ZwSprintReport *report)
{
  ZwSprintReport *copy = g_memdup2 (report, sizeof *report);
  ZwSprintGroup *groups[] = { &copy->committed, &copy->added, &copy->removed, &copy->reestimated,
                              &copy->completed, &copy->cancelled, &copy->carried, &copy->done_before_start };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    copy_group (groups[i]);
  copy->owners = g_array_copy (report->owners);
  copy->burndown = g_array_copy (report->burndown);
  copy->steps = g_array_copy (report->steps);
  g_array_set_clear_func (copy->steps, clear_step);
  for (guint i = 0; i < copy->steps->len; i++)
    {
      ZwSprintStep *step = &g_array_index (copy->steps, ZwSprintStep, i);
      step->actor_name = g_strdup (step->actor_name);
    }
  return copy;
}

void
zw_sprint_report_free (ZwSprintReport *report)
{
  ZwSprintGroup *groups[] = { &report->committed, &report->added, &report->removed, &report->reestimated,
                              &report->completed, &report->cancelled, &report->carried, &report->done_before_start };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_array_unref (groups[i]->tickets);
      g_array_unref (groups[i]->amounts);
    }
  g_array_unref (report->owners);
  g_array_unref (report->burndown);
  g_array_unref (report->steps);
  g_free (report);
}

int
zw_sprint_report_get_last (const ZwSprintReport *report)
{
  for (int i = (int) report->burndown->len - 1; i >= 0; i--)
    if (!isnan (get_point (report, (guint) i)->remaining))
      return i;
  return -1;
}

/* The last working day that is over, as an index; -1 when there is none. @n (nullable): how many are over. */
static int
find_last_finished (const ZwSprintReport *report, int *n)
{
  int last = -1, finished = 0;

  for (guint i = 0; i < report->burndown->len && get_point (report, i)->date < report->today; i++)
    if (get_point (report, i)->working)
      {
        last = (int) i;
        finished++;
      }
  if (n != NULL)
    *n = finished;
  return last;
}

gboolean
zw_sprint_report_get_behind (const ZwSprintReport *report, double *behind)
{
  int now = zw_sprint_report_get_last (report), finished = find_last_finished (report, NULL);

  if (now < 0)
    return FALSE;
  double plan = finished < 0 ? report->committed.points : get_point (report, (guint) finished)->ideal;
  *behind = zw_sprint_tidy (get_point (report, (guint) now)->remaining - plan);
  return TRUE;
}

/* Today counts as a whole day, with what it has brought already. */
gboolean
zw_sprint_report_get_forecast (const ZwSprintReport *report, double *left)
{
  int n = 0, now = zw_sprint_report_get_last (report), finished = find_last_finished (report, &n), to_come = 0;

  if (now < 0 || finished < 0 || report->is_closed)
    return FALSE;
  for (guint i = 0; i < report->burndown->len; i++)
    to_come += get_point (report, i)->working && get_point (report, i)->date >= report->today;
  if (to_come == 0)
    return FALSE;
  double done = get_point (report, (guint) finished)->done, remaining = get_point (report, (guint) now)->remaining;
  double morning = remaining + get_point (report, (guint) now)->done - done;
  *left = zw_sprint_tidy (CLAMP (morning - done / n * to_come, 0, remaining));
  return TRUE;
}

gboolean
zw_sprint_report_has_moved (const ZwSprintReport *report)
{
  int now = zw_sprint_report_get_last (report);
  return now >= 0 && fabs (get_point (report, (guint) now)->scope - report->committed.points) > MOVED * report->committed.points;
}
