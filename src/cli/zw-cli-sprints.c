/* SPDX-License-Identifier: GPL-3.0-or-later
 * `sprint add | edit | delete | start | complete | report`: the life of a sprint and its figures, which anybody can recompute
 * from the log. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <stdio.h>

#include "zw-capacity.h"
#include "zw-cli-commands.h"
#include "zw-cli-output.h"
#include "zw-error.h"
#include "zw-project-commands.h"
#include "zw-report-json.h"
#include "zw-sprint-calendar.h"
#include "zw-sprint-commands.h"
#include "zw-values.h"

enum { VELOCITY_SPRINTS = 3 };

static ZwSprint *
require_sprint (ZwCliSession *session, const char *name, GError **error)
{
  gint64 project = zw_cli_session_require_project (session, error);
  gint64 id = project != 0 ? zw_workspace_match_sprint (session->workspace, project, name, error) : 0;
  return id != 0 ? zw_workspace_get_sprint (session->workspace, id) : NULL;
}

/* --- figures ---------------------------------------------------------------------------------------------------- */

static GPtrArray *
read_facts (ZwCliSession *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  zw_store_read_facts_async (session->setup->store, NULL, zw_cli_done_cb, &result);
  return zw_store_read_facts_finish (session->setup->store, zw_cli_wait (&result), error);
}

static char *
read_text (ZwCliSession *session, ZwSprint *sprint, ZwField field, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  zw_store_read_text_async (session->setup->store, ZW_ENTITY_SPRINT, zw_item_get_id (ZW_ITEM (sprint)), field, zw_cli_done_cb, &result);
  return zw_store_read_text_finish (session->setup->store, zw_cli_wait (&result), error);
}

/* A completed one shows what was sealed, if that can be read and is in the wanted @measure; negative: the project's. */
static ZwSprintReport *
make_report (ZwCliSession *session, ZwSprint *sprint, GPtrArray *facts, int measure, GError **error)
{
  GError *failure = NULL;
  ZwSprintFrame frame;
  g_autofree char *sealed = sprint->state == ZW_SPRINT_CLOSED ? read_text (session, sprint, ZW_FIELD_REPORT, &failure) : NULL;
  g_autofree char *frozen = failure == NULL ? read_text (session, sprint, ZW_FIELD_FROZEN, &failure) : NULL;
  ZwSprintReport *known = sealed != NULL ? zw_report_json_read (sealed, NULL) : NULL;

  if (known != NULL && (measure < 0 || known->measure == (ZwMeasure) measure))
    return known;
  g_clear_pointer (&known, zw_sprint_report_free);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  zw_sprint_frame_init (&frame, session->workspace, sprint, frozen);
  if (measure >= 0)
    frame.measure = (ZwMeasure) measure;
  ZwSprintReport *report = zw_sprint_report_new (&frame, facts);
  zw_sprint_frame_clear (&frame);
  return report;
}

/* Over the last sprints of the project that were closed, newest first. */
static gboolean
measure_velocity (ZwCliSession *session, gint64 project, GPtrArray *facts, int measure, ZwVelocity *velocity, GError **error)
{
  GListModel *sprints = zw_workspace_get_sprints (session->workspace, project);
  ZwVelocitySprint closed[VELOCITY_SPRINTS];
  guint n = 0;

  for (guint i = g_list_model_get_n_items (sprints); i > 0 && n < VELOCITY_SPRINTS; i--)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (sprints, i - 1);
      if (sprint->state != ZW_SPRINT_CLOSED)
        continue;
      g_autoptr (ZwSprintReport) report = make_report (session, sprint, facts, measure, error);
      if (report == NULL)
        return FALSE;
      closed[n++] = (ZwVelocitySprint){ zw_item_get_id (ZW_ITEM (sprint)), report->committed.points, report->completed.points,
                                        report->committed_and_completed };
    }
  zw_velocity_measure (closed, n, velocity);
  return TRUE;
}

/* --- printing --------------------------------------------------------------------------------------------------- */

static void
print_group (const char *name, const ZwSprintGroup *group, ZwMeasure measure)
{
  g_autofree char *points = zw_real_to_string (group->points);
  const char *tickets = group->tickets->len == 1 ? "ticket" : "tickets";

  if (group->tickets->len > 0 && measure == ZW_MEASURE_COUNT)
    printf ("%-12s%4u %s\n", name, group->tickets->len, tickets);
  else if (group->tickets->len > 0)
    printf ("%-12s%4s %s in %u %s\n", name, points, zw_measure_names[measure], group->tickets->len, tickets);
}

static void
print_report (ZwSprint *sprint, const ZwSprintReport *report, const ZwVelocity *velocity)
{
  g_autofree char *start = zw_date_to_string (sprint->start), *end = zw_date_to_string (sprint->end);

  printf ("%s, %s, %s to %s\n", sprint->name, zw_sprint_state_names[sprint->state], start != NULL ? start : "?", end != NULL ? end : "?");
  print_group ("committed", &report->committed, report->measure);
  print_group ("added", &report->added, report->measure);
  print_group ("removed", &report->removed, report->measure);
  print_group ("reestimated", &report->reestimated, report->measure);
  print_group ("completed", &report->completed, report->measure);
  print_group ("cancelled", &report->cancelled, report->measure);
  print_group ("carried", &report->carried, report->measure);
  if (velocity->n > 0)
    printf ("velocity      %g %s, mean of the last %u sprints (%g to %g)\n", velocity->mean,
            report->measure == ZW_MEASURE_COUNT ? "tickets" : zw_measure_names[report->measure], velocity->n, velocity->min, velocity->max);
}

/* Archived tickets and those in memory alike must have a key to be named. */
static gboolean
load_tickets (ZwCliSession *session, const ZwSprintReport *report, GError **error)
{
  const ZwSprintGroup *groups[] = { &report->committed, &report->added, &report->removed, &report->done_before_start };
  g_autoptr (ZwScope) named = zw_scope_new (ZW_SCOPE_TICKETS, 0);

  named->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < report->steps->len; i++)
    g_array_append_val (named->ids, g_array_index (report->steps, ZwSprintStep, i).ticket);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    g_array_append_vals (named->ids, groups[i]->tickets->data, groups[i]->tickets->len);
  return named->ids->len == 0 || zw_cli_session_load (session, named, error);
}

/* --- commands --------------------------------------------------------------------------------------------------- */

static gboolean
run_report (ZwCliSession *session, ZwSprint *sprint, const char *measure_name, gboolean as_json, GError **error)
{
  int measure = measure_name != NULL ? zw_choice_from_string (zw_measure_names, measure_name) : -1;
  ZwVelocity velocity;

  if (measure_name != NULL && measure < 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "“%s” is no measure: points, hours or count", measure_name);
      return FALSE;
    }
  g_autoptr (GPtrArray) facts = read_facts (session, error);
  g_autoptr (ZwSprintReport) report = facts != NULL ? make_report (session, sprint, facts, measure, error) : NULL;

  if (report == NULL || !measure_velocity (session, sprint->project, facts, (int) report->measure, &velocity, error)
      || !load_tickets (session, report, error))
    return FALSE;
  if (!as_json)
    {
      print_report (sprint, report, &velocity);
      return TRUE;
    }
  g_autoptr (ZwJsonWriter) json = zw_cli_json_new ();
  zw_report_json_write (json, session->workspace, sprint, report, &velocity);
  return zw_json_writer_finish (json, error);
}

static gboolean
run_add (ZwCliSession *session, int argc, char **argv, GError **error)
{
  const char *start = NULL, *end = NULL, *goal = NULL;
  gint64 project = zw_cli_session_require_project (session, error), id;

  if (project == 0)
    return FALSE;
  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (argv[i], "start="))
      start = argv[i] + strlen ("start=");
    else if (g_str_has_prefix (argv[i], "end="))
      end = argv[i] + strlen ("end=");
    else if (g_str_has_prefix (argv[i], "goal="))
      goal = argv[i] + strlen ("goal=");
    else
      return zw_cli_require_arguments (0, 1, 1, "sprint add NAME [start=DATE] [end=DATE] [goal=TEXT]", error);
  return zw_cli_session_commit (session, zw_sprint_create (session->workspace, project, argv[0], goal, start, end, &id, error), error);
}

/* A field that is not named keeps its value. */
static gboolean
run_edit (ZwCliSession *session, ZwSprint *sprint, int argc, char **argv, GError **error)
{
  const char *name = sprint->name, *goal = sprint->goal;
  int start = sprint->start, end = sprint->end, today = zw_clock_get_today (zw_workspace_get_clock (session->workspace));

  for (int i = 0; i < argc; i++)
    if (g_str_has_prefix (argv[i], "name="))
      name = argv[i] + strlen ("name=");
    else if (g_str_has_prefix (argv[i], "goal="))
      goal = argv[i] + strlen ("goal=");
    else if (!(g_str_has_prefix (argv[i], "start=") && zw_date_parse (argv[i] + strlen ("start="), today, &start))
             && !(g_str_has_prefix (argv[i], "end=") && zw_date_parse (argv[i] + strlen ("end="), today, &end)))
      return zw_cli_require_arguments (0, 1, 1, "sprint edit NAME [name=NAME] [start=DATE] [end=DATE] [goal=TEXT]", error);
  return zw_cli_session_commit (session, zw_sprint_edit (session->workspace, zw_item_get_id (ZW_ITEM (sprint)), name, goal, start, end,
                                                         error), error);
}

static void
print_warning (ZwCliSession *session, const char *what, GPtrArray *tickets)
{
  if (tickets->len == 0)
    return;
  printf ("%u %s %s:", tickets->len, tickets->len == 1 ? "ticket is" : "tickets are", what);
  for (guint i = 0; i < tickets->len; i++)
    {
      g_autofree char *key = zw_workspace_dup_key (session->workspace, tickets->pdata[i]);
      printf (" %s", key);
    }
  printf ("\n");
}

/* Warnings do not stand in the way: they are said when the sprint has started. */
static gboolean
run_start (ZwCliSession *session, ZwSprint *sprint, GError **error)
{
  gint64 id = zw_item_get_id (ZW_ITEM (sprint));

  if (!zw_cli_session_load_all (session, error)
      || !zw_cli_session_commit (session, zw_sprint_start (session->workspace, id, error), error))
    return FALSE;
  g_autoptr (ZwSprintCheck) check = zw_sprint_check_new (session->workspace, id);
  print_warning (session, "not estimated", check->unestimated);
  print_warning (session, "blocked", check->blocked);
  return TRUE;
}

static gboolean
run_delete (ZwCliSession *session, ZwSprint *sprint, GError **error)
{
  return zw_cli_session_load_all (session, error)
         && zw_cli_session_commit (session, zw_sprint_delete (session->workspace, zw_item_get_id (ZW_ITEM (sprint)), error), error);
}

gboolean
zw_cli_sprint (ZwCliSession *session, int argc, char **argv, GError **error)
{
  const char *usage = "sprint add|edit NAME [start=DATE] [end=DATE] [goal=TEXT], sprint delete|start NAME, sprint report NAME"
                      " [--measure=points|hours|count] [--json], or"
                      " sprint complete NAME [--to=backlog|new|SPRINT] [KEY=backlog|new|SPRINT|split:POINTS|not-done:REASON ...]";
  g_autofree char *to = NULL, *measure = NULL;
  gboolean as_json = FALSE;
  GOptionEntry options[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL }, { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { "measure", 0, 0, G_OPTION_ARG_STRING, &measure, NULL, NULL }, { NULL },
  };

  if (!zw_cli_parse (options, &argc, &argv, error) || !zw_cli_require_arguments (argc, 2, G_MAXINT, usage, error))
    return FALSE;
  if (g_str_equal (argv[0], "add"))
    return run_add (session, argc - 1, argv + 1, error);
  if (!g_strv_contains ((const char *const[]){ "edit", "delete", "start", "complete", "report", NULL }, argv[0])
      || (argc != 2 && !g_str_equal (argv[0], "edit") && !g_str_equal (argv[0], "complete")))
    return zw_cli_require_arguments (0, 2, 2, usage, error);
  ZwSprint *sprint = require_sprint (session, argv[1], error);
  if (sprint == NULL)
    return FALSE;
  if (g_str_equal (argv[0], "edit"))
    return run_edit (session, sprint, argc - 2, argv + 2, error);
  if (g_str_equal (argv[0], "delete"))
    return run_delete (session, sprint, error);
  if (g_str_equal (argv[0], "start"))
    return run_start (session, sprint, error);
  if (g_str_equal (argv[0], "complete"))
    return zw_cli_sprint_complete (session, sprint, to, argv + 2, (guint) argc - 2, error);
  return run_report (session, sprint, measure, as_json, error);
}
