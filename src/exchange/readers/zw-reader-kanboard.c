/* SPDX-License-Identifier: GPL-3.0-or-later
 * Kanboard: answers of its JSON-RPC interface: the tasks of a project (getAllTasks), or its board (getBoard: swimlanes, columns,
 * tasks). Every scalar may be a text, 0 means none. A list of tasks tells columns by number alone. Its tables are read by the
 * reader of tables. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>

#include "zw-neutral-guess.h"
#include "zw-reader.h"

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
} Kanboard;

static const char *const known_members[] = {
  "id", "title", "description", "date_creation", "date_modification", "date_completed", "date_due", "date_moved", "project_id",
  "project_name", "column_id", "column_name", "column_title", "column_position", "owner_id", "creator_id", "position", "is_active",
  "score", "swimlane_id", "swimlane_name", "category_name", "category_id", "priority", "time_spent", "time_estimated",
  "assignee_username", "assignee_name", "assignee_email", "creator_username", "creator_name", "url", "tags", "nb_comments", "nb_files",
  "nb_subtasks", "nb_completed_subtasks", "nb_links", "nb_external_links", "color", "assignee_avatar_path", "swimlane_position",
  "recurrence_status", "recurrence_trigger", "recurrence_factor", "recurrence_timeframe", "recurrence_basedate", "is_draggable",
  "category_description", "column_description", "project_is_private", NULL
};

/* 0 and "" are none. */
static gint64
read_seconds (ZwJsonRecord *record, const char *name)
{
  g_autofree char *text = zw_reader_dup_member (record, name);
  return zw_guess_unix_instant (text);
}

static int
read_minutes (ZwJsonRecord *record, const char *name)
{
  g_autofree char *text = zw_reader_dup_member (record, name);
  double hours = zw_guess_points (text);
  return isnan (hours) || hours <= 0 || hours > 1e6 ? ZW_UNSET : (int) lround (hours * 60);
}

static ZwNeutralPerson *
read_person (Kanboard *kanboard, ZwJsonRecord *record, const char *role)
{
  g_autofree char *id_name = g_strconcat (g_str_equal (role, "assignee") ? "owner" : role, "_id", NULL);
  g_autofree char *login_name = g_strconcat (role, "_username", NULL), *name_name = g_strconcat (role, "_name", NULL);
  g_autofree char *email_name = g_strconcat (role, "_email", NULL), *id = zw_reader_dup_member (record, id_name);
  g_autofree char *login = zw_reader_dup_member (record, login_name), *name = zw_reader_dup_member (record, name_name);
  g_autofree char *email = zw_reader_dup_member (record, email_name);
  gboolean is_nobody = id != NULL && g_str_equal (id, "0");

  return zw_neutral_get_person (kanboard->neutral, is_nobody ? NULL : id, name, login, email);
}

static void
read_tags (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) tags = zw_reader_open_list (record, "tags");
  g_autofree char *category = zw_reader_dup_member (record, "category_name");

  for (guint i = 0; i < zw_reader_get_length (tags); i++)
    {
      g_autoptr (ZwJsonRecord) tag = zw_reader_open_element (tags, i);
      g_autofree char *name = tag != NULL ? zw_reader_dup_member (tag, "name")
                            : zw_json_list_get_kind (tags, i) == ZW_JSON_STRING ? g_strdup (zw_json_list_get_string (tags, i)) : NULL;
      if (name != NULL && *name != '\0')
        zw_neutral_add_label (ticket, zw_neutral_get_label (project, NULL, name));
    }
  if (category != NULL)
    zw_neutral_add_label (ticket, zw_neutral_get_label (project, NULL, category));
}

/* Closed tasks are done wherever they stand. */
static void
read_state (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record, const char *column)
{
  g_autofree char *active = zw_reader_dup_member (record, "is_active");

  if (column != NULL)
    ticket->status = zw_neutral_get_status (project, NULL, column);
  if (g_strcmp0 (active, "0") != 0 && g_strcmp0 (active, "false") != 0)
    return;
  ticket->category = ZW_CATEGORY_DONE;
  ticket->closed = read_seconds (record, "date_completed");
  if (ticket->status == NULL || zw_guess_category (column) == ZW_CATEGORY_DONE)
    return;
  zw_neutral_keep_text (project, ticket, "column", column);
  ticket->status = NULL;
}

static void
read_task (Kanboard *kanboard, ZwJsonRecord *record, gint64 line, const char *column_name, const char *lane)
{
  g_autofree char *id = zw_reader_dup_member (record, "id"), *project_id = zw_reader_dup_member (record, "project_id");
  g_autofree char *own_column = zw_reader_dup_member (record, "column_name"), *column_id = zw_reader_dup_member (record, "column_id");
  g_autofree char *score = zw_reader_dup_member (record, "score"), *priority = zw_reader_dup_member (record, "priority");
  g_autofree char *by_number = column_id != NULL ? g_strdup_printf ("Column %s", column_id) : NULL;
  gint64 due = read_seconds (record, "date_due");

  if (id == NULL)
    {
      zw_neutral_skip (kanboard->neutral, line, zw_json_record_get_path (record), "a task without an id");
      return;
    }
  ZwNeutralProject *project = zw_neutral_get_project (kanboard->neutral, project_id);
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (project, id);
  if (project->name == NULL)
    project->name = zw_reader_dup_member (record, "project_name");
  ticket->line = line;
  ticket->path = g_strdup (zw_json_record_get_path (record));
  ticket->url = zw_reader_dup_member (record, "url");
  project->has_local_keys = project->has_local_keys || ticket->url == NULL;
  ticket->number = (int) CLAMP (g_ascii_strtoll (id, NULL, 10), 0, G_MAXINT - 1);
  ticket->title = zw_reader_dup_member (record, "title");
  ticket->description = zw_reader_dup_member (record, "description");
  ticket->estimate = g_strcmp0 (score, "0") == 0 ? NAN : zw_guess_points (score);
  ticket->planned = read_minutes (record, "time_estimated");
  if (read_minutes (record, "time_spent") != ZW_UNSET)
    zw_neutral_add_work (ticket, "total", NULL, ZW_UNSET, read_minutes (record, "time_spent"), NULL);
  ticket->created = read_seconds (record, "date_creation");
  ticket->changed = read_seconds (record, "date_modification");
  if (due != 0)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (due / 1000);
      g_autofree char *text = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
      ticket->due = zw_guess_date (text, kanboard->input->zone);
    }
  ticket->owner = read_person (kanboard, record, "assignee");
  if (ticket->owner != NULL)
    ticket->owner->is_member = TRUE;
  ticket->reporter = read_person (kanboard, record, "creator");
  if (g_strcmp0 (priority, "0") != 0)
    zw_neutral_keep_text (project, ticket, "priority", priority);
  read_tags (project, ticket, record);
  read_state (project, ticket, record, column_name != NULL ? column_name : own_column != NULL ? own_column : by_number);
  zw_neutral_keep_text (project, ticket, "swimlane", lane);
  zw_reader_keep_rest (project, ticket, record, known_members);
}

/* --- boards -------------------------------------------------------------------------------------------------- */

static void
read_column (Kanboard *kanboard, ZwJsonRecord *column, gint64 line, const char *lane)
{
  g_autofree char *title = zw_reader_dup_member (column, "title"), *limit = zw_reader_dup_member (column, "task_limit");
  g_autofree char *project_id = zw_reader_dup_member (column, "project_id");
  g_autoptr (ZwJsonList) tasks = zw_reader_open_list (column, "tasks");
  ZwNeutralProject *project = zw_neutral_get_project (kanboard->neutral, project_id);

  if (title != NULL)
    zw_neutral_get_status (project, NULL, title)->wip_limit
      = limit != NULL ? (int) CLAMP (g_ascii_strtoll (limit, NULL, 10), 0, 9999) : 0;
  for (guint i = 0; i < zw_reader_get_length (tasks); i++)
    {
      g_autoptr (ZwJsonRecord) task = zw_reader_open_element (tasks, i);
      if (task != NULL)
        read_task (kanboard, task, line, title, lane);
    }
}

/* A swimlane with columns, or a task. */
static void
take_record (ZwJsonRecord *record, gint64 line, gpointer data)
{
  g_autoptr (ZwJsonList) columns = zw_reader_open_list (record, "columns");
  g_autofree char *lane = columns != NULL ? zw_reader_dup_member (record, "name") : NULL;

  if (columns == NULL)
    read_task (data, record, line, NULL, NULL);
  for (guint i = 0; i < zw_reader_get_length (columns); i++)
    {
      g_autoptr (ZwJsonRecord) column = zw_reader_open_element (columns, i);
      if (column != NULL)
        read_column (data, column, line, lane);
    }
}

static ZwNeutral *
read_kanboard (const ZwReaderInput *input, GError **error)
{
  static const char *const lists[] = { "$.result[*]", "$[*]", NULL };
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("kanboard");
  Kanboard kanboard = { input, neutral };

  return zw_reader_read_records (input, lists, neutral, take_record, &kanboard, error) ? g_steal_pointer (&neutral) : NULL;
}

static gboolean
detect_kanboard (const ZwLook *look)
{
  return (look->kind == ZW_LOOK_OBJECT && zw_look_has (look, "jsonrpc") && zw_look_has (look, "result"))
         || (look->kind == ZW_LOOK_ARRAY && zw_look_has (look, "column_id") && zw_look_has (look, "swimlane_id"))
         || (look->kind == ZW_LOOK_ARRAY && zw_look_has (look, "columns") && zw_look_has (look, "nb_swimlanes"));
}

const ZwReader zw_reader_kanboard = { "kanboard", detect_kanboard, read_kanboard };
