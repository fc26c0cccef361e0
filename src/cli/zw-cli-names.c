/* SPDX-License-Identifier: GPL-3.0-or-later
 * The named things: projects, people, labels, and, with their figures, statuses and sprints. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <stdio.h>

#include "zw-cli-commands.h"
#include "zw-cli-output.h"
#include "zw-report-json.h"
#include "zw-sprint-calendar.h"
#include "zw-ticket-commands.h"

typedef void (*AddRowFunc) (ZwCliSession *session, ZwItem *item, ZwCliTable *table, ZwJsonWriter *json);

static gboolean
parse_json_option (int *argc, char ***argv, gboolean *json, const char *usage, GError **error)
{
  GOptionEntry options[] = { { "json", 0, 0, G_OPTION_ARG_NONE, json, NULL, NULL }, { NULL } };
  return zw_cli_parse (options, argc, argv, error) && zw_cli_require_arguments (*argc, 0, 0, usage, error);
}

static gboolean
print_items (ZwCliSession *session, GListModel *items, gboolean as_json, guint n_columns, AddRowFunc add_row, GError **error)
{
  g_autoptr (ZwJsonWriter) json = as_json ? zw_cli_json_new () : NULL;
  g_autoptr (ZwCliTable) table = as_json ? NULL : zw_cli_table_new (n_columns);

  if (as_json)
    zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ZwItem) item = g_list_model_get_item (items, i);
      if (as_json)
        zw_json_writer_begin_object (json, ZW_JSON_LINE);
      add_row (session, item, table, json);
      if (as_json)
        zw_json_writer_end_object (json);
    }
  if (!as_json)
    {
      zw_cli_table_print (table);
      return TRUE;
    }
  zw_json_writer_end_array (json);
  return zw_json_writer_finish (json, error);
}

/* --- projects, people, labels --------------------------------------------------------------------------------- */

static void
add_project (ZwCliSession *session, ZwItem *item, ZwCliTable *table, ZwJsonWriter *json)
{
  ZwProject *project = ZW_PROJECT (item);

  if (json == NULL)
    {
      zw_cli_table_add (table, project->key, project->name, NULL);
      return;
    }
  zw_json_writer_put_id (json, "id", zw_item_get_id (item));
  zw_json_writer_put_string (json, "key", project->key);
  zw_json_writer_put_string (json, "name", project->name);
}

gboolean
zw_cli_projects (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gboolean json = FALSE;
  return parse_json_option (&argc, &argv, &json, "projects [--json]", error)
         && print_items (session, zw_workspace_get_projects (session->workspace), json, 2, add_project, error);
}

static void
add_person (ZwCliSession *session, ZwItem *item, ZwCliTable *table, ZwJsonWriter *json)
{
  ZwPerson *person = ZW_PERSON (item);

  if (json == NULL)
    {
      zw_cli_table_add (table, person->handle != NULL ? person->handle : "", person->name, zw_person_kind_names[person->kind],
                        person->email != NULL ? person->email : "", NULL);
      return;
    }
  zw_json_writer_put_id (json, "id", zw_item_get_id (item));
  zw_json_writer_put_string (json, "name", person->name);
  zw_json_writer_put_string (json, "handle", person->handle);
  zw_json_writer_put_string (json, "email", person->email);
  zw_json_writer_put_string (json, "company", person->company);
  zw_json_writer_put_string (json, "kind", zw_person_kind_names[person->kind]);
}

gboolean
zw_cli_people (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gboolean json = FALSE;

  if (argc > 0 && g_str_equal (argv[0], "add"))
    return zw_cli_people_add (session, argc - 1, argv + 1, error);
  return parse_json_option (&argc, &argv, &json, "people [--json]", error)
         && print_items (session, zw_workspace_get_people (session->workspace), json, 4, add_person, error);
}

static void
add_label (ZwCliSession *session, ZwItem *item, ZwCliTable *table, ZwJsonWriter *json)
{
  ZwLabel *label = ZW_LABEL (item);

  if (json == NULL)
    {
      zw_cli_table_add (table, label->name, label->colour != NULL ? label->colour : "", NULL);
      return;
    }
  zw_json_writer_put_id (json, "id", zw_item_get_id (item));
  zw_json_writer_put_string (json, "name", label->name);
  zw_json_writer_put_string (json, "colour", label->colour);
}

gboolean
zw_cli_labels (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gboolean json = FALSE;

  if (!parse_json_option (&argc, &argv, &json, "labels [--json]", error))
    return FALSE;
  gint64 project = zw_cli_session_require_project (session, error);
  return project != 0 && print_items (session, zw_workspace_get_labels (session->workspace, project), json, 2, add_label, error);
}

/* --- statuses and sprints: with figures, so all tickets are needed ---------------------------------------------- */

static void
count_status (ZwCliSession *session, ZwStatus *status, int *tickets, double *estimate)
{
  ZwTicketList *list = zw_workspace_get_tickets (session->workspace, status->project);

  *tickets = 0;
  *estimate = 0;
  for (ZwTicket *ticket = zw_ticket_list_get (list, 0); ticket != NULL; ticket = zw_ticket_list_after (list, ticket))
    if (ticket->status == zw_item_get_id (ZW_ITEM (status)))
      {
        *tickets += 1;
        *estimate += isnan (ticket->estimate) ? 0 : ticket->estimate;
      }
}

static void
add_status (ZwCliSession *session, ZwItem *item, ZwCliTable *table, ZwJsonWriter *json)
{
  ZwStatus *status = ZW_STATUS (item);
  double estimate;
  int tickets;

  count_status (session, status, &tickets, &estimate);
  if (json == NULL)
    {
      g_autofree char *count = status->wip_limit > 0 ? g_strdup_printf ("%d/%d", zw_status_count_cards (session->workspace, status),
                                                                        status->wip_limit)
                                                     : g_strdup_printf ("%d", tickets);
      g_autofree char *sum = zw_cli_format_real (estimate);
      zw_cli_table_add (table, status->name, zw_workflow_names[status->workflow], zw_category_names[status->category], count, sum, NULL);
      return;
    }
  zw_json_writer_put_string (json, "name", status->name);
  zw_json_writer_put_string (json, "workflow", zw_workflow_names[status->workflow]);
  zw_json_writer_put_string (json, "category", zw_category_names[status->category]);
  zw_json_writer_put_int64 (json, "limit", status->wip_limit);
  zw_json_writer_put_boolean (json, "hard", status->wip_hard);
  zw_json_writer_put_int64 (json, "position", status->position);
  zw_json_writer_put_int64 (json, "tickets", tickets);
  zw_json_writer_put_number (json, "estimate", estimate);
}

gboolean
zw_cli_statuses (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gboolean json = FALSE;

  if (!parse_json_option (&argc, &argv, &json, "statuses [--json]", error))
    return FALSE;
  gint64 project = zw_cli_session_require_project (session, error);
  return project != 0 && zw_cli_session_load_all (session, error)
         && print_items (session, zw_workspace_get_statuses (session->workspace, project), json, 5, add_status, error);
}

typedef struct {
  int tickets;
  double all, done;
} SprintFigures;

static SprintFigures
count_sprint (ZwCliSession *session, ZwSprint *sprint)
{
  ZwTicketList *list = zw_workspace_get_tickets (session->workspace, sprint->project);
  SprintFigures figures = { 0 };

  for (ZwTicket *ticket = zw_ticket_list_get (list, 0); ticket != NULL; ticket = zw_ticket_list_after (list, ticket))
    {
      ZwTicket *parent = zw_workspace_get_ticket (session->workspace, ticket->parent);
      ZwCategory category = zw_workspace_get_category (session->workspace, ticket);
      gboolean counts = !isnan (ticket->estimate) && (parent == NULL || parent->type == ZW_TICKET_EPIC);
      if (ticket->sprint != zw_item_get_id (ZW_ITEM (sprint)))
        continue;
      figures.tickets += 1;
      figures.all += counts && category != ZW_CATEGORY_CANCELLED ? ticket->estimate : 0;
      figures.done += counts && category == ZW_CATEGORY_DONE ? ticket->estimate : 0;
    }
  return figures;
}

static char *
read_text (ZwCliSession *session, ZwSprint *sprint, ZwField field)
{
  g_autoptr (GAsyncResult) result = NULL;

  zw_store_read_text_async (session->setup->store, ZW_ENTITY_SPRINT, zw_item_get_id (ZW_ITEM (sprint)), field, zw_cli_done_cb, &result);
  return zw_store_read_text_finish (session->setup->store, zw_cli_wait (&result), NULL);
}

/* As sealed, else from the log. NULL when neither can be read. */
static ZwSprintReport *
read_report (ZwCliSession *session, ZwSprint *sprint)
{
  g_autofree char *sealed = read_text (session, sprint, ZW_FIELD_REPORT), *frozen = NULL;
  ZwSprintReport *report = sealed != NULL ? zw_report_json_read (sealed, NULL) : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  ZwSprintFrame frame;

  if (report != NULL)
    return report;
  zw_store_read_sprint_facts_async (session->setup->store, zw_item_get_id (ZW_ITEM (sprint)), NULL, zw_cli_done_cb, &result);
  g_autoptr (GPtrArray) facts = zw_store_read_sprint_facts_finish (session->setup->store, zw_cli_wait (&result), NULL);
  if (facts == NULL)
    return NULL;
  frozen = read_text (session, sprint, ZW_FIELD_FROZEN);
  zw_sprint_frame_init (&frame, session->workspace, sprint, frozen);
  report = zw_sprint_report_new (&frame, facts);
  zw_sprint_frame_clear (&frame);
  return report;
}

/* What was carried away is in a completed sprint no longer: its report knows of it. */
static void
correct_completed (ZwCliSession *session, ZwSprint *sprint, SprintFigures *figures)
{
  g_autoptr (ZwSprintReport) report = sprint->state == ZW_SPRINT_CLOSED ? read_report (session, sprint) : NULL;

  if (report == NULL || zw_sprint_report_get_last (report) < 0)
    return;
  figures->tickets = (int) (report->completed.tickets->len + report->cancelled.tickets->len + report->carried.tickets->len);
  figures->all = report->committed.points;
  figures->done = report->completed.points;
}

static void
add_sprint (ZwCliSession *session, ZwItem *item, ZwCliTable *table, ZwJsonWriter *json)
{
  ZwSprint *sprint = ZW_SPRINT (item);
  SprintFigures figures = count_sprint (session, sprint);

  correct_completed (session, sprint, &figures);
  if (json == NULL)
    {
      g_autofree char *start = zw_date_to_string (sprint->start), *end = zw_date_to_string (sprint->end);
      g_autofree char *done = zw_cli_format_real (figures.done), *all = zw_cli_format_real (figures.all);
      g_autofree char *points = g_strdup_printf ("%s of %s", done, all);
      zw_cli_table_add (table, sprint->name, zw_sprint_state_names[sprint->state], start != NULL ? start : "", end != NULL ? end : "",
                        points, sprint->goal != NULL ? sprint->goal : "", NULL);
      return;
    }
  zw_json_writer_put_string (json, "name", sprint->name);
  zw_json_writer_put_string (json, "state", zw_sprint_state_names[sprint->state]);
  zw_cli_json_put_date (json, "start", sprint->start);
  zw_cli_json_put_date (json, "end", sprint->end);
  zw_json_writer_put_string (json, "goal", sprint->goal);
  zw_cli_json_put_instant (json, "started", sprint->started);
  zw_cli_json_put_instant (json, "closed", sprint->closed);
  zw_json_writer_put_number (json, "committed", figures.all);
  zw_json_writer_put_number (json, "completed", figures.done);
  zw_json_writer_put_int64 (json, "tickets", figures.tickets);
}

gboolean
zw_cli_sprints (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gboolean json = FALSE;

  if (!parse_json_option (&argc, &argv, &json, "sprints [--json]", error))
    return FALSE;
  gint64 project = zw_cli_session_require_project (session, error);
  return project != 0 && zw_cli_session_load_all (session, error)
         && print_items (session, zw_workspace_get_sprints (session->workspace, project), json, 6, add_sprint, error);
}
