/* SPDX-License-Identifier: GPL-3.0-or-later
 * One sprint after the other: its frozen calendar, its part of the log, its report. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-history.h"

#include <math.h>

#include "zw-sprint-calendar.h"

typedef struct {
  ZwWorkspace *workspace;   /* (owned) */
  GPtrArray *sprints;       /* (owned) ZwSprint */
  guint next;               /* the one being read */
  char *frozen;             /* (owned) (nullable) of the sprint being read */
  ZwSprintHistory *history; /* (owned) so far */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->workspace);
  g_ptr_array_unref (reading->sprints);
  g_free (reading->frozen);
  g_clear_pointer (&reading->history, zw_sprint_history_free);
  g_free (reading);
}

static int
compare_closed (gconstpointer a, gconstpointer b)
{
  const ZwSprint *first = *(ZwSprint *const *) a, *second = *(ZwSprint *const *) b;

  if (first->closed != second->closed)
    return first->closed < second->closed ? -1 : 1;
  return first->position - second->position;
}

GPtrArray *
zw_sprint_history_dup_sprints (ZwWorkspace *workspace, gint64 project)
{
  GListModel *sprints = zw_workspace_get_sprints (workspace, project);
  GPtrArray *closed = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (sprints); i++)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (sprints, i);
      if (sprint->state == ZW_SPRINT_CLOSED)
        g_ptr_array_add (closed, g_steal_pointer (&sprint));
    }
  g_ptr_array_sort (closed, compare_closed);
  if (closed->len > ZW_VELOCITY_SPRINTS)
    g_ptr_array_remove_range (closed, 0, closed->len - ZW_VELOCITY_SPRINTS);
  return closed;
}

/* A sprint that came with an import, already closed, has no days in the log: that is not a velocity of 0. */
static gboolean
is_told (const ZwSprintReport *report)
{
  for (guint i = 0; i < report->burndown->len; i++)
    if (!isnan (g_array_index (report->burndown, ZwBurndownPoint, i).remaining))
      return TRUE;
  return FALSE;
}

static void
add_sprint (Reading *reading, GPtrArray *facts)
{
  ZwSprintHistory *history = reading->history;
  ZwSprintFrame frame;

  zw_sprint_frame_init (&frame, reading->workspace, reading->sprints->pdata[reading->next++], reading->frozen);
  ZwSprintReport *report = zw_sprint_report_new (&frame, facts);
  if (!is_told (report))
    {
      zw_sprint_report_free (report);
      zw_sprint_frame_clear (&frame);
      return;
    }
  history->reports[history->n] = report;
  history->sprints[history->n++]
    = (ZwVelocitySprint){ frame.sprint, report->committed.points, report->completed.points, report->committed_and_completed };
  zw_sprint_frame_clear (&frame);
}

static void read_next (GTask *task);

static void
facts_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) facts = zw_store_read_sprint_facts_finish (ZW_STORE (source), result, &error);

  if (facts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  add_sprint (g_task_get_task_data (task), facts);
  read_next (g_steal_pointer (&task));
}

static void
frozen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Reading *reading = g_task_get_task_data (task);
  ZwItem *sprint = reading->sprints->pdata[reading->next];
  GError *error = NULL;

  g_clear_pointer (&reading->frozen, g_free);
  reading->frozen = zw_store_read_text_finish (ZW_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (!g_task_return_error_if_cancelled (task))
    zw_store_read_sprint_facts_async (ZW_STORE (source), zw_item_get_id (sprint), NULL, facts_cb, g_steal_pointer (&task));
}

/* Takes @task. */
static void
read_next (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  if (reading->next < reading->sprints->len)
    {
      zw_store_read_text_async (zw_workspace_get_store (reading->workspace), ZW_ENTITY_SPRINT,
                                zw_item_get_id (reading->sprints->pdata[reading->next]), ZW_FIELD_FROZEN, frozen_cb, task);
      return;
    }
  zw_velocity_measure (reading->history->sprints, reading->history->n, &reading->history->velocity);
  g_task_return_pointer (task, g_steal_pointer (&reading->history), (GDestroyNotify) zw_sprint_history_free);
  g_object_unref (task);
}

void
zw_sprint_history_read_async (ZwWorkspace *workspace, gint64 project, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, data);
  Reading *reading = g_new0 (Reading, 1);

  reading->workspace = g_object_ref (workspace);
  reading->sprints = zw_sprint_history_dup_sprints (workspace, project);
  reading->history = g_new0 (ZwSprintHistory, 1);
  g_task_set_task_data (task, reading, reading_free);
  read_next (task);
}

ZwSprintHistory *
zw_sprint_history_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
zw_sprint_history_free (ZwSprintHistory *self)
{
  for (guint i = 0; i < self->n; i++)
    zw_sprint_report_free (self->reports[i]);
  g_free (self);
}

static double
get_points_of (ZwSprintReport *report, gint64 person)
{
  for (guint i = 0; i < report->owners->len; i++)
    if (g_array_index (report->owners, ZwOwnerPoints, i).person == person)
      return g_array_index (report->owners, ZwOwnerPoints, i).points;
  return 0;
}

double
zw_sprint_history_get_mean_of (ZwSprintHistory *self, gint64 person)
{
  double sum = 0;

  for (guint i = 0; i < self->n; i++)
    sum += get_points_of (self->reports[i], person);
  return self->n > 0 ? sum / self->n : NAN;
}
