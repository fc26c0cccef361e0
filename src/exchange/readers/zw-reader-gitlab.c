/* SPDX-License-Identifier: GPL-3.0-or-later
 * GitLab: issues as its REST interface gives them (an array, pages of arrays) and the issues.ndjson of a project export, one
 * issue a line with its notes, alone or in its archive. Sources of the facts: stored exports of versions 13 and 17. Without the
 * archive there are no columns: opened and closed become those a new project has. Milestones become sprints; notes of the
 * system are history and left out. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <string.h>

#include "zw-error.h"
#include "zw-neutral-guess.h"
#include "zw-reader-gitlab.h"

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  GHashTable *positions; /* ticket -> its place on the board (owned double) */
  guint n_records, n_merge_requests, n_system_notes, n_comments_missing;
} Gitlab;

static const char *const known_members[] = {
  "id", "iid", "project_id", "title", "description", "state", "labels", "label_links", "milestone", "assignee", "assignees",
  "issue_assignees", "author", "author_id", "created_at", "updated_at", "closed_at", "closed_by", "closed_by_id", "due_date", "weight",
  "time_stats", "time_estimate", "timelogs", "notes", "web_url", "references", "_links", "user_notes_count", "issue_type", "type",
  "work_item_type", "task_completion_status", "has_tasks", "task_status", "blocking_issues_count", "merge_requests_count", "upvotes",
  "downvotes", "subscribed", "relative_position", "lock_version", "milestone_id", "events", "resource_label_events",
  "resource_milestone_events", "resource_state_events", "updated_by_id", "last_edited_at", "last_edited_by_id", "issue_type_id",
  "designs", "design_versions", "imported", "imported_from", "severity", "blocking_count", "state_id", "duplicated_to_id",
  "moved_to_id", "service_desk_reply_to", "health_status", NULL
};

/* --- people -------------------------------------------------------------------------------------------------- */

static ZwNeutralPerson *
read_user (Gitlab *gitlab, ZwJsonRecord *user)
{
  g_autofree char *id = zw_reader_dup_member (user, "id"), *name = zw_reader_dup_member (user, "name");
  g_autofree char *login = zw_reader_dup_member (user, "username");
  return zw_neutral_get_person (gitlab->neutral, id, name, login, NULL);
}

static ZwNeutralPerson *
read_person (Gitlab *gitlab, ZwJsonRecord *record, const char *name)
{
  g_autoptr (ZwJsonRecord) user = zw_reader_open_object (record, name);
  return user != NULL ? read_user (gitlab, user) : NULL;
}

/* By number alone; a name is told, if at all, where the person wrote a note. */
static ZwNeutralPerson *
read_person_id (Gitlab *gitlab, ZwJsonRecord *record, const char *name, const char *shown)
{
  g_autofree char *id = zw_reader_dup_member (record, name);
  return zw_neutral_get_person (gitlab->neutral, id, shown, NULL, NULL);
}

static void
read_assignees (Gitlab *gitlab, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) users = zw_reader_open_list (record, "assignees"), ids = zw_reader_open_list (record, "issue_assignees");
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  for (guint i = 0; i < zw_reader_get_length (users); i++)
    {
      g_autoptr (ZwJsonRecord) user = zw_reader_open_element (users, i);
      ZwNeutralPerson *person = user != NULL ? read_user (gitlab, user) : NULL;
      if (person != NULL)
        g_ptr_array_add (people, person);
    }
  for (guint i = 0; i < zw_reader_get_length (ids); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_reader_open_element (ids, i);
      ZwNeutralPerson *person = entry != NULL ? read_person_id (gitlab, entry, "user_id", NULL) : NULL;
      if (person != NULL)
        g_ptr_array_add (people, person);
    }
  ZwNeutralPerson *old = people->len == 0 ? read_person (gitlab, record, "assignee") : NULL;
  if (old != NULL)
    g_ptr_array_add (people, old);
  zw_reader_take_owners (project, ticket, "assignees", (ZwNeutralPerson *const *) people->pdata, people->len);
}

/* --- parts --------------------------------------------------------------------------------------------------- */

static void
add_label (ZwNeutralProject *project, ZwNeutralTicket *ticket, const char *name, const char *colour)
{
  if (name == NULL || *name == '\0')
    return;
  ZwNeutralLabel *label = zw_neutral_get_label (project, NULL, name);
  if (label->colour == NULL)
    label->colour = g_strdup (zw_guess_colour (colour));
  zw_neutral_add_label (ticket, label);
}

/* Plain names, names with details, or links to labels. */
static void
read_labels (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) labels = zw_reader_open_list (record, "labels"), links = zw_reader_open_list (record, "label_links");

  for (guint i = 0; i < zw_reader_get_length (labels); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_reader_open_element (labels, i);
      g_autofree char *name = zw_reader_dup_member (entry, "name"), *colour = zw_reader_dup_member (entry, "color");
      add_label (project, ticket, entry != NULL ? name : zw_json_list_get_kind (labels, i) == ZW_JSON_STRING
                                                           ? zw_json_list_get_string (labels, i) : NULL, colour);
    }
  for (guint i = 0; i < zw_reader_get_length (links); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_reader_open_element (links, i);
      g_autofree char *name = zw_reader_dup_inner (entry, "label", "title"), *colour = zw_reader_dup_inner (entry, "label", "color");
      add_label (project, ticket, name, colour);
    }
}

static void
read_milestone (Gitlab *gitlab, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonRecord) milestone = zw_reader_open_object (record, "milestone");
  g_autofree char *title = zw_reader_dup_member (milestone, "title"), *state = zw_reader_dup_member (milestone, "state");

  if (title == NULL)
    return;
  ticket->sprint = zw_neutral_find_sprint (project, NULL, title);
  if (ticket->sprint != NULL)
    return;
  ticket->sprint = zw_neutral_get_sprint (project, NULL, title);
  ticket->sprint->goal = zw_reader_dup_member (milestone, "description");
  ticket->sprint->start = zw_reader_read_date (gitlab->input, milestone, "start_date");
  ticket->sprint->end = zw_reader_read_date (gitlab->input, milestone, "due_date");
  if (g_strcmp0 (state, "closed") != 0)
    return;
  ticket->sprint->state = ZW_SPRINT_CLOSED;
  ticket->sprint->started = zw_guess_day_instant (ticket->sprint->start, FALSE, gitlab->input->zone);
  ticket->sprint->closed = zw_guess_day_instant (ticket->sprint->end, TRUE, gitlab->input->zone);
}

static void
read_notes (Gitlab *gitlab, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) notes = zw_reader_open_list (record, "notes");
  double told = 0;

  for (guint i = 0; i < zw_reader_get_length (notes); i++)
    {
      g_autoptr (ZwJsonRecord) note = zw_reader_open_element (notes, i);
      if (note == NULL)
        continue;
      g_autofree char *name = zw_reader_dup_inner (note, "author", "name"), *text = zw_reader_dup_member (note, "note");
      g_autofree char *id = zw_reader_dup_member (note, "id");
      ZwNeutralPerson *author = read_person_id (gitlab, note, "author_id", name);
      if (zw_reader_read_flag (note, "system"))
        {
          gitlab->n_system_notes++;
          continue;
        }
      ZwNeutralComment *comment
        = zw_neutral_add_comment (ticket, id, author, zw_reader_read_instant (gitlab->input, note, "created_at"), text);
      if (comment != NULL)
        comment->is_internal = zw_reader_read_flag (note, "internal") || zw_reader_read_flag (note, "confidential");
    }
  if (notes == NULL && zw_json_record_get_loose_number (record, "user_notes_count", &told) && told > 0 && told < 1e6)
    gitlab->n_comments_missing += (guint) told;
}

static int
read_minutes (ZwJsonRecord *record, const char *name)
{
  double seconds;

  if (record == NULL || !zw_json_record_get_loose_number (record, name, &seconds) || seconds <= 0 || seconds > 1e9)
    return ZW_UNSET;
  return (int) (seconds / 60);
}

static void
read_time (Gitlab *gitlab, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonRecord) stats = zw_reader_open_object (record, "time_stats");
  g_autoptr (ZwJsonList) logs = zw_reader_open_list (record, "timelogs");
  int spent = read_minutes (stats, "total_time_spent");

  ticket->planned = read_minutes (stats != NULL ? stats : record, "time_estimate");
  if (spent != ZW_UNSET)
    zw_neutral_add_work (ticket, "total", NULL, ZW_UNSET, spent, NULL);
  for (guint i = 0; i < zw_reader_get_length (logs); i++)
    {
      g_autoptr (ZwJsonRecord) log = zw_reader_open_element (logs, i);
      int minutes = log != NULL ? read_minutes (log, "time_spent") : ZW_UNSET;
      if (minutes == ZW_UNSET)
        continue;
      g_autofree char *note = zw_reader_dup_member (log, "summary");
      zw_neutral_add_work (ticket, NULL, read_person_id (gitlab, log, "user_id", NULL),
                           zw_reader_read_date (gitlab->input, log, "spent_at"), minutes, note);
    }
}

/* --- an issue ------------------------------------------------------------------------------------------------ */

static ZwNeutralTicket *
add_ticket (Gitlab *gitlab, ZwJsonRecord *record, int number, ZwNeutralProject **project)
{
  g_autofree char *full = zw_reader_dup_inner (record, "references", "full"), *url = zw_reader_dup_member (record, "web_url");
  char *hash = full != NULL ? strchr (full, '#') : NULL;
  g_autofree char *path = hash != NULL ? g_strndup (full, (gsize) (hash - full)) : NULL;
  g_autofree char *key = g_strdup_printf ("%s#%d", path != NULL ? path : "", number);

  *project = zw_neutral_get_project (gitlab->neutral, path);
  (*project)->has_local_keys = path == NULL;
  if ((*project)->name == NULL && path != NULL)
    (*project)->name = g_strdup (strrchr (path, '/') != NULL ? strrchr (path, '/') + 1 : path);
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (*project, key);
  ticket->number = number;
  ticket->url = g_steal_pointer (&url);
  return ticket;
}

static void
read_type (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autofree char *type = zw_reader_dup_member (record, "issue_type"), *base = zw_reader_dup_inner (record, "work_item_type", "base_type");
  const char *name = type != NULL ? type : base;

  ticket->type = zw_guess_type (name);
  if (name != NULL && g_ascii_strcasecmp (name, "issue") != 0 && g_ascii_strcasecmp (name, "task") != 0)
    zw_neutral_keep_text (project, ticket, "type", name);
}

static void
fill_ticket (Gitlab *gitlab, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autofree char *state = zw_reader_dup_member (record, "state"), *weight = zw_reader_dup_member (record, "weight");
  double position;

  ticket->title = zw_reader_dup_member (record, "title");
  ticket->description = zw_reader_dup_member (record, "description");
  ticket->estimate = zw_guess_points (weight);
  ticket->due = zw_reader_read_date (gitlab->input, record, "due_date");
  ticket->created = zw_reader_read_instant (gitlab->input, record, "created_at");
  ticket->changed = zw_reader_read_instant (gitlab->input, record, "updated_at");
  if (g_strcmp0 (state, "closed") == 0)
    {
      ticket->category = ZW_CATEGORY_DONE;
      ticket->closed = zw_reader_read_instant (gitlab->input, record, "closed_at");
    }
  if (zw_json_record_get_loose_number (record, "relative_position", &position))
    g_hash_table_insert (gitlab->positions, ticket, g_memdup2 (&position, sizeof position));
  read_type (project, ticket, record);
  read_notes (gitlab, ticket, record);
  ticket->reporter = read_person (gitlab, record, "author");
  if (ticket->reporter == NULL)
    ticket->reporter = read_person_id (gitlab, record, "author_id", NULL);
  read_labels (project, ticket, record);
  read_assignees (gitlab, project, ticket, record);
  read_milestone (gitlab, project, ticket, record);
  read_time (gitlab, ticket, record);
  zw_reader_read_boxes (ticket);
  zw_reader_keep_rest (project, ticket, record, known_members);
}

static void
read_issue (Gitlab *gitlab, ZwJsonRecord *record, gint64 line)
{
  const char *path = zw_json_record_get_path (record);
  ZwNeutralProject *project;
  ZwJsonKind kind;
  double number = 0;

  gitlab->n_records++;
  if (zw_json_record_get_kind (record, "source_branch", &kind))
    {
      gitlab->n_merge_requests++;
      gitlab->neutral->n_skipped++;
      return;
    }
  if (!zw_json_record_get_kind (record, "iid", &kind) || !zw_json_record_get_loose_number (record, "iid", &number) || number < 1
      || number > G_MAXINT)
    {
      zw_neutral_skip (gitlab->neutral, line, path, "an issue without an iid");
      return;
    }
  ZwNeutralTicket *ticket = add_ticket (gitlab, record, (int) number, &project);
  ticket->line = line;
  ticket->path = g_strdup (path);
  fill_ticket (gitlab, project, ticket, record);
}

/* --- the file ------------------------------------------------------------------------------------------------ */

static void
take_record (ZwJsonRecord *record, gint64 line, gpointer data)
{
  read_issue (data, record, line);
}

/* By place on the board where that is told, else by number. */
static int
compare_tickets (gconstpointer a, gconstpointer b, gpointer positions)
{
  const ZwNeutralTicket *first = *(gpointer *) a, *second = *(gpointer *) b;
  const double *first_place = g_hash_table_lookup (positions, first), *second_place = g_hash_table_lookup (positions, second);

  if (first_place != NULL && second_place != NULL && *first_place != *second_place)
    return *first_place < *second_place ? -1 : 1;
  return (first->number > second->number) - (first->number < second->number);
}

static gboolean
finish (Gitlab *gitlab, GError **error)
{
  for (guint i = 0; i < gitlab->neutral->projects->len; i++)
    {
      ZwNeutralProject *project = gitlab->neutral->projects->pdata[i];
      gboolean has_places = g_hash_table_size (gitlab->positions) == project->tickets->len;
      g_autoptr (GHashTable) none = g_hash_table_new (NULL, NULL);
      g_ptr_array_sort_with_data (project->tickets, compare_tickets, has_places ? gitlab->positions : none);
    }
  if (gitlab->n_merge_requests > 0 && gitlab->n_merge_requests == gitlab->n_records)
    {
      zw_set_error (error, ZW_ERROR_UNSUPPORTED, "these are merge requests, no issues");
      return FALSE;
    }
  if (gitlab->n_merge_requests > 0)
    zw_neutral_warn (gitlab->neutral, 0, NULL, "merge requests are no issues and are left out (%u)", gitlab->n_merge_requests);
  if (gitlab->n_system_notes > 0)
    zw_neutral_warn (gitlab->neutral, 0, NULL, "notes of the system are left out (%u)", gitlab->n_system_notes);
  if (gitlab->n_comments_missing > 0)
    zw_neutral_warn (gitlab->neutral, 0, NULL, "comments are not in the file, which holds their number alone (%u)",
                     gitlab->n_comments_missing);
  return TRUE;
}

static ZwNeutral *
read_gitlab (const ZwReaderInput *input, GError **error)
{
  static const char *const lists[] = { "$[*]", NULL };
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("gitlab");
  g_autoptr (GHashTable) positions = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Gitlab gitlab = { input, neutral, positions };

  if (input->archive != NULL ? !zw_gitlab_read_export (input, neutral, take_record, &gitlab, error)
                             : !zw_reader_read_records (input, lists, neutral, take_record, &gitlab, error))
    return NULL;
  if (!finish (&gitlab, error))
    return NULL;
  return g_steal_pointer (&neutral);
}

static gboolean
detect_gitlab (const ZwLook *look)
{
  if (look->kind == ZW_LOOK_GZIP)
    return zw_look_has (look, "VERSION") && (zw_look_has (look, "tree/project/issues.ndjson") || zw_look_has (look, "project.json"));
  return (look->kind == ZW_LOOK_OBJECT || look->kind == ZW_LOOK_ARRAY) && zw_look_has (look, "iid")
         && (zw_look_has (look, "title") || zw_look_has (look, "source_branch"))
         && (zw_look_has (look, "project_id") || zw_look_has (look, "notes") || zw_look_has (look, "label_links")
             || zw_look_has (look, "web_url") || zw_look_has (look, "author_id") || zw_look_has (look, "source_branch"));
}

const ZwReader zw_reader_gitlab = { "gitlab", detect_gitlab, read_gitlab };
