/* SPDX-License-Identifier: GPL-3.0-or-later
 * The commands that only read. `list` and `show` know tickets; the others print the named things of a project. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <stdio.h>

#include "zw-cli-commands.h"
#include "zw-cli-output.h"
#include "zw-error.h"
#include "zw-query.h"
#include "zw-ticket-commands.h"
#include "zw-values.h"

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

static char *
real_text (double value)
{
  char *text = zw_real_to_string (value);
  return text != NULL ? text : g_strdup ("");
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
      g_autofree char *sum = real_text (estimate);
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

static void
add_sprint (ZwCliSession *session, ZwItem *item, ZwCliTable *table, ZwJsonWriter *json)
{
  ZwSprint *sprint = ZW_SPRINT (item);
  SprintFigures figures = count_sprint (session, sprint);

  if (json == NULL)
    {
      g_autofree char *start = zw_date_to_string (sprint->start), *end = zw_date_to_string (sprint->end);
      g_autofree char *done = real_text (figures.done), *all = real_text (figures.all);
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

/* --- list ----------------------------------------------------------------------------------------------------- */

typedef struct {
  ZwTicket *ticket;
  int column;   /* position of its status */
  int closed;   /* closed tickets come last */
} ListRow;

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const ListRow *first = a, *second = b;

  if (first->closed != second->closed)
    return first->closed - second->closed;
  if (first->column != second->column)
    return first->column - second->column;
  return zw_ticket_compare_rank (first->ticket, second->ticket, NULL);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;
  return first < second ? -1 : first > second;
}

/* Descriptions and comments are not in memory: the store is asked for every word. */
static gboolean
search_texts (ZwCliSession *session, gint64 project, ZwQuery *query, GError **error)
{
  for (guint i = 0; query != NULL && i < zw_query_get_n_words (query); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      zw_store_search_async (session->setup->store, project, zw_query_get_word (query, i), FALSE, G_MAXINT, NULL, zw_cli_done_cb, &result);
      g_autoptr (GArray) ids = zw_store_search_finish (session->setup->store, zw_cli_wait (&result), error);
      if (ids == NULL)
        return FALSE;
      g_array_sort (ids, compare_ids);
      zw_query_set_hits (query, i, ids);
    }
  return TRUE;
}

static GArray *
collect_rows (ZwCliSession *session, gint64 project, const char *query_text, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (ListRow));
  ZwTicketList *list = zw_workspace_get_tickets (session->workspace, project);
  g_autoptr (ZwQuery) query = zw_query_new (session->workspace, project, query_text);

  if (!search_texts (session, project, query, error))
    return NULL;

  for (ZwTicket *ticket = zw_ticket_list_get (list, 0); ticket != NULL; ticket = zw_ticket_list_after (list, ticket))
    {
      ZwStatus *status = zw_workspace_get_status (session->workspace, ticket->status);
      ListRow row = { ticket, status != NULL ? status->position : 0, zw_workspace_is_closed (session->workspace, ticket) };
      if (!ticket->archived && (query == NULL || zw_query_matches (query, ticket)))
        g_array_append_val (rows, row);
    }
  g_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}

static void
add_list_row (ZwCliSession *session, ZwCliTable *table, ZwTicket *ticket)
{
  ZwStatus *status = zw_workspace_get_status (session->workspace, ticket->status);
  ZwPerson *owner = zw_workspace_get_person (session->workspace, ticket->owner);
  g_autofree char *key = zw_workspace_dup_key (session->workspace, ticket);
  g_autofree char *estimate = real_text (ticket->estimate);

  zw_cli_table_add (table, key != NULL ? key : "", zw_ticket_type_names[ticket->type], status != NULL ? status->name : "",
                    owner != NULL ? owner->name : "", estimate, zw_ticket_is_blocked (ticket) ? "blocked" : "", ticket->title, NULL);
}

static gboolean
print_list (ZwCliSession *session, gint64 project, const char *query, gboolean as_json, GError **error)
{
  g_autoptr (GArray) rows = collect_rows (session, project, query, error);
  g_autoptr (ZwCliTable) table = zw_cli_table_new (7);

  if (rows == NULL)
    return FALSE;
  if (!as_json)
    {
      for (guint i = 0; i < rows->len; i++)
        add_list_row (session, table, g_array_index (rows, ListRow, i).ticket);
      zw_cli_table_print (table);
      return TRUE;
    }
  g_autoptr (ZwJsonWriter) json = zw_cli_json_new ();
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < rows->len && !zw_json_writer_has_failed (json); i++)
    zw_cli_json_add_ticket (json, session, g_array_index (rows, ListRow, i).ticket, NULL, NULL);
  zw_json_writer_end_array (json);
  return zw_json_writer_finish (json, error);
}

gboolean
zw_cli_list (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gboolean json = FALSE;
  GOptionEntry options[] = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL }, { NULL } };

  if (!zw_cli_parse (options, &argc, &argv, error))
    return FALSE;
  gint64 project = zw_cli_session_require_project (session, error);
  if (project == 0 || !zw_cli_session_load_all (session, error))
    return FALSE;
  g_autofree char *query = g_strjoinv (" ", argv);
  return print_list (session, project, query, json, error);
}

/* --- show ----------------------------------------------------------------------------------------------------- */

static void
print_field (const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    printf ("%-14s%s\n", name, value);
}

static void
print_person (ZwCliSession *session, const char *name, gint64 id)
{
  ZwPerson *person = zw_workspace_get_person (session->workspace, id);
  print_field (name, person != NULL ? person->name : NULL);
}

static void
print_duration (ZwCliSession *session, ZwTicket *ticket, const char *name, int minutes)
{
  g_autofree char *text = NULL;

  if (minutes != ZW_UNSET && minutes != 0)
    text = zw_duration_format (minutes, zw_workspace_get_project (session->workspace, ticket->project)->minutes_per_day);
  print_field (name, text);
}

static void
print_labels (ZwCliSession *session, ZwTicket *ticket)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; ticket->labels != NULL && i < ticket->labels->len; i++)
    {
      ZwLabel *label = zw_workspace_get_label (session->workspace, g_array_index (ticket->labels, gint64, i));
      if (label != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", label->name);
    }
  print_field ("Labels", names->str);
}

static void
print_fields (ZwCliSession *session, ZwTicket *ticket)
{
  ZwStatus *status = zw_workspace_get_status (session->workspace, ticket->status);
  ZwSprint *sprint = zw_workspace_get_sprint (session->workspace, ticket->sprint);
  g_autofree char *key = zw_workspace_dup_key (session->workspace, ticket);
  g_autofree char *estimate = real_text (ticket->estimate), *due = zw_date_to_string (ticket->due);
  g_autofree char *waiting = zw_date_to_string (ticket->waiting_until);
  g_autofree char *difficulty = zw_item_dup_value (ZW_ITEM (ticket), ZW_FIELD_DIFFICULTY);
  g_autofree char *progress = g_strdup_printf ("%d %%", zw_workspace_get_progress (session->workspace, ticket));
  g_autofree char *priority = g_strdup_printf ("%d", ticket->priority);

  printf ("%s  %s\n\n", key, ticket->title);
  print_field ("Type", zw_ticket_type_names[ticket->type]);
  print_field ("Status", status != NULL ? status->name : NULL);
  if (ticket->resolution != ZW_RESOLUTION_NONE)
    print_field ("Reason", zw_resolution_names[ticket->resolution]);
  print_field ("", ticket->resolution_text);
  print_person (session, "Owner", ticket->owner);
  print_person (session, "Reporter", ticket->reporter);
  print_person (session, "Customer", ticket->customer);
  print_field ("Estimate", estimate);
  print_duration (session, ticket, "Duration", ticket->planned);
  print_duration (session, ticket, "Spent", ticket->spent);
  print_duration (session, ticket, "Remaining", ticket->remaining);
  print_field ("Difficulty", difficulty);
  print_field ("Progress", progress);
  print_field ("Priority", ticket->priority != 3 ? priority : NULL);
  print_labels (session, ticket);
  print_field ("Sprint", sprint != NULL ? sprint->name : NULL);
  print_field ("Due", due);
  print_field ("Waiting until", waiting);
  print_field ("Waiting for", ticket->waiting_for);
  if (zw_ticket_is_blocked (ticket))
    print_field ("Blocked", ticket->blocked_reason != NULL ? ticket->blocked_reason : "by another ticket");
  print_field ("Archived", ticket->archived ? "yes" : NULL);
}

static void
print_details (ZwCliSession *session, const ZwTicketDetails *details)
{
  if (details->description != NULL)
    printf ("\n%s\n", details->description);
  if (details->checks->len > 0)
    printf ("\n");
  for (guint i = 0; i < details->checks->len; i++)
    {
      ZwCheckItem *item = details->checks->pdata[i];
      printf ("[%c] %s\n", item->done ? 'x' : ' ', item->text);
    }
  for (guint i = 0; i < details->comments->len; i++)
    {
      ZwComment *comment = details->comments->pdata[i];
      ZwPerson *author = zw_workspace_get_person (session->workspace, comment->author);
      g_autofree char *at = zw_cli_format_instant (session, comment->created);
      printf ("\n%s, %s\n%s\n", author != NULL ? author->name : comment->author_name != NULL ? comment->author_name : "?",
              at, comment->text);
    }
}

static void
print_sets (ZwCliSession *session, GPtrArray *sets)
{
  g_autoptr (ZwCliTable) table = zw_cli_table_new (3);

  for (guint i = 0; i < sets->len; i++)
    {
      ZwChangeSet *set = sets->pdata[i];
      g_autofree char *at = zw_cli_format_instant (session, set->at), *label = zw_cli_describe_set (session, set);
      zw_cli_table_add (table, at, set->actor_name != NULL ? set->actor_name : "", label, NULL);
    }
  zw_cli_table_print (table);
}

static GPtrArray *
read_sets (ZwCliSession *session, gint64 ticket, guint limit, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  zw_store_read_sets_async (session->setup->store, NULL, ticket, limit, NULL, zw_cli_done_cb, &result);
  return zw_store_read_sets_finish (session->setup->store, zw_cli_wait (&result), error);
}

/* The tickets it names by key: duplicate, parent, blockers. */
static gboolean
load_named (ZwCliSession *session, ZwTicket *ticket, GError **error)
{
  g_autoptr (ZwScope) named = zw_scope_new (ZW_SCOPE_TICKETS, 0);
  g_autoptr (GPtrArray) blocks = zw_workspace_dup_open_blocks (session->workspace, zw_item_get_id (ZW_ITEM (ticket)), 0);

  named->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (ticket->duplicate_of != 0)
    g_array_append_val (named->ids, ticket->duplicate_of);
  if (ticket->parent != 0)
    g_array_append_val (named->ids, ticket->parent);
  for (guint i = 0; i < blocks->len; i++)
    if (((ZwBlock *) blocks->pdata[i])->blocker != 0)
      g_array_append_val (named->ids, ((ZwBlock *) blocks->pdata[i])->blocker);
  return named->ids->len == 0 || zw_cli_session_load (session, named, error);
}

static ZwChangeSet *
read_set (ZwCliSession *session, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  zw_store_read_set_async (session->setup->store, id, zw_cli_done_cb, &result);
  return zw_store_read_set_finish (session->setup->store, zw_cli_wait (&result), error);
}

/* Fills the headers of a listing with their changes. */
static gboolean
read_changes (ZwCliSession *session, GPtrArray *sets, GError **error)
{
  for (guint i = 0; i < sets->len; i++)
    {
      ZwChangeSet *whole = read_set (session, ((ZwChangeSet *) sets->pdata[i])->id, error);
      if (whole == NULL)
        return FALSE;
      zw_change_set_unref (sets->pdata[i]);
      sets->pdata[i] = whole;
    }
  return TRUE;
}

static gboolean
print_ticket (ZwCliSession *session, ZwTicket *ticket, gboolean as_json, gboolean with_history, GError **error)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) history = NULL;

  zw_store_read_details_async (session->setup->store, id, NULL, zw_cli_done_cb, &result);
  g_autoptr (ZwTicketDetails) details = zw_store_read_details_finish (session->setup->store, zw_cli_wait (&result), error);
  if (details == NULL || !load_named (session, ticket, error))
    return FALSE;
  if (with_history || as_json)
    {
      history = read_sets (session, id, with_history ? 10000 : 100, error);
      if (history == NULL)
        return FALSE;
    }
  if (as_json)
    {
      g_autoptr (ZwJsonWriter) json = zw_cli_json_new ();
      zw_cli_json_add_ticket (json, session, ticket, details, history);
      return zw_json_writer_finish (json, error);
    }
  print_fields (session, ticket);
  print_details (session, details);
  if (with_history)
    {
      printf ("\n");
      print_sets (session, history);
    }
  return TRUE;
}

gboolean
zw_cli_show (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gboolean json = FALSE, history = FALSE;
  GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL }, { "history", 0, 0, G_OPTION_ARG_NONE, &history, NULL, NULL }, { NULL },
  };

  if (!zw_cli_parse (options, &argc, &argv, error) || !zw_cli_require_arguments (argc, 1, 1, "show KEY [--history] [--json]", error))
    return FALSE;
  g_autoptr (GArray) ids = zw_cli_session_require_tickets (session, argv, 1, 0, error);
  if (ids == NULL)
    return FALSE;
  ZwTicket *ticket = zw_workspace_get_ticket (session->workspace, g_array_index (ids, gint64, 0));
  if (ticket != NULL)
    return print_ticket (session, ticket, json, history, error);
  g_set_error (error, ZW_ERROR, ZW_ERROR_NOT_FOUND, "%s was deleted", argv[0]);
  return FALSE;
}

/* --- log ------------------------------------------------------------------------------------------------------ */

gboolean
zw_cli_log (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gboolean as_json = FALSE;
  int limit = 20;
  GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL }, { NULL, 'n', 0, G_OPTION_ARG_INT, &limit, NULL, NULL }, { NULL },
  };
  options[1].long_name = "number";

  if (!zw_cli_parse (options, &argc, &argv, error) || !zw_cli_require_arguments (argc, 0, 0, "log [-n N] [--json]", error)
      || !zw_cli_session_load_all (session, error))
    return FALSE;
  g_autoptr (GPtrArray) sets = read_sets (session, 0, (guint) MAX (limit, 1), error);
  if (sets == NULL || !read_changes (session, sets, error))
    return FALSE;
  if (!as_json)
    {
      print_sets (session, sets);
      return TRUE;
    }
  g_autoptr (ZwJsonWriter) json = zw_cli_json_new ();
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < sets->len; i++)
    zw_cli_json_add_set (json, session, sets->pdata[i]);
  zw_json_writer_end_array (json);
  return zw_json_writer_finish (json, error);
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
