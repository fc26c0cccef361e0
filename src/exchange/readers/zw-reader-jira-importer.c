/* SPDX-License-Identifier: GPL-3.0-or-later
 * Jira: the JSON that its own importer takes, which other exporters write: users, projects with plain issues, links by external id.
 * Texts are wiki markup, times are periods, and an issue need not have a key. Comes under the name of Jira, and meets what came
 * from there by key. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <string.h>

#include "zw-neutral-guess.h"
#include "zw-reader-text.h"
#include "zw-reader.h"

#define DAY_MINUTES (8 * 60)

typedef struct {
  ZwReaderInput input;
  ZwNeutral *neutral;
  GHashTable *by_external; /* external id -> ticket */
} Importer;

enum { USERS, ISSUES, LINKS };
static const char *const watches[] = { "$.users[*]", "$.projects[*].issues[*]", "$.links[*]", NULL };

static const char *const issue_members[] = {
  "externalId", "key", "summary", "description", "issueType", "status", "resolution", "priority", "reporter", "assignee", "labels",
    "created",
  "updated", "resolutionDate", "duedate", "timeSpent", "originalEstimate", "estimate", "comments", "worklogs", "history",
  "customFieldValues", "watchers", "voters", NULL
};

/* --- people -------------------------------------------------------------------------------------------------- */

static void
read_user (Importer *self, ZwJsonRecord *record)
{
  g_autofree char *login = zw_reader_dup_member (record, "name"), *name = zw_reader_dup_member (record, "fullname");
  g_autofree char *email = zw_reader_dup_member (record, "email");
  zw_neutral_get_person (self->neutral, NULL, name, login, email);
}

static ZwNeutralPerson *
read_person (Importer *self, ZwJsonRecord *record, const char *role)
{
  g_autofree char *login = zw_reader_dup_member (record, role);
  return zw_neutral_get_person (self->neutral, NULL, NULL, login, NULL);
}

/* --- parts --------------------------------------------------------------------------------------------------- */

static void
read_comments (Importer *self, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) list = zw_reader_open_list (record, "comments");

  for (guint i = 0; i < zw_reader_get_length (list); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_reader_open_element (list, i);
      g_autofree char *body = entry != NULL ? zw_reader_dup_member (entry, "body")
                            : zw_json_list_get_kind (list, i) == ZW_JSON_STRING ? g_strdup (zw_json_list_get_string (list, i)) : NULL;
      g_autofree char *text = zw_text_from_wiki (body);
      zw_neutral_add_comment (ticket, NULL, read_person (self, entry, "author"), zw_reader_read_instant (&self->input, entry,
                                                                                                         "created"), text);
    }
}

static void
read_time (Importer *self, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autofree char *planned = zw_reader_dup_member (record, "originalEstimate"), *left = zw_reader_dup_member (record, "estimate");
  g_autofree char *spent = zw_reader_dup_member (record, "timeSpent");
  g_autoptr (GPtrArray) logs = zw_reader_dup_objects (record, "worklogs");
  int total = zw_guess_period (spent, DAY_MINUTES), logged = 0;

  ticket->planned = zw_guess_period (planned, DAY_MINUTES);
  ticket->remaining = zw_guess_period (left, DAY_MINUTES);
  for (guint i = 0; i < logs->len; i++)
    {
      g_autofree char *period = zw_reader_dup_member (logs->pdata[i], "timeSpent");
      g_autofree char *note = zw_reader_dup_member (logs->pdata[i], "comment");
      int minutes = zw_guess_period (period, DAY_MINUTES);
      if (minutes == ZW_UNSET)
        continue;
      zw_neutral_add_work (ticket, NULL, read_person (self, logs->pdata[i], "author"),
                           zw_reader_read_date (&self->input, logs->pdata[i], "startDate"), minutes, note);
      logged += minutes;
    }
  if (total != ZW_UNSET && total > logged)
    zw_neutral_add_work (ticket, "total", NULL, ZW_UNSET, total - logged, NULL);
}

static void
read_history (Importer *self, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (GPtrArray) entries = zw_reader_dup_objects (record, "history");

  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (GPtrArray) items = zw_reader_dup_objects (entries->pdata[i], "items");
      gint64 at = zw_reader_read_instant (&self->input, entries->pdata[i], "created");
      for (guint j = 0; at != 0 && j < items->len; j++)
        {
          g_autofree char *field = zw_reader_dup_member (items->pdata[j], "field");
          g_autofree char *from = zw_reader_dup_member (items->pdata[j], "fromString");
          g_autofree char *to = zw_reader_dup_member (items->pdata[j], "toString");
          if (g_strcmp0 (field, "status") != 0 || from == NULL || to == NULL)
            continue;
          ZwNeutralEvent *event = zw_neutral_add_event (ticket, at, read_person (self, entries->pdata[i], "author"), ZW_FIELD_STATUS);
          event->from_status = zw_neutral_get_status (project, NULL, from);
          event->to_status = zw_neutral_get_status (project, NULL, to);
        }
    }
}

static void
read_custom (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (GPtrArray) values = zw_reader_dup_objects (record, "customFieldValues");

  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *name = zw_reader_dup_member (values->pdata[i], "fieldName"), *text = zw_reader_dup_member (values->pdata[i],
                                                                                                                  "value");
      g_autofree char *json = text == NULL ? zw_json_record_dup_json (values->pdata[i], "value") : NULL;
      double points = zw_guess_is_points (name) ? zw_guess_points (text) : NAN;
      if (name == NULL)
        continue;
      if (!isnan (points) && isnan (ticket->estimate))
        ticket->estimate = points;
      else if (text != NULL)
        zw_neutral_keep_text (project, ticket, name, text);
      else if (json != NULL && !g_str_equal (json, "null"))
        zw_neutral_keep_json (project, ticket, name, json);
    }
}

static void
read_labels (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) labels = zw_reader_open_list (record, "labels");

  for (guint i = 0; i < zw_reader_get_length (labels); i++)
    if (zw_json_list_get_kind (labels, i) == ZW_JSON_STRING && *zw_json_list_get_string (labels, i) != '\0')
      zw_neutral_add_label (ticket, zw_neutral_get_label (project, NULL, zw_json_list_get_string (labels, i)));
}

/* --- an issue ------------------------------------------------------------------------------------------------ */

static void
read_state (Importer *self, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autofree char *status = zw_reader_dup_member (record, "status"), *resolution = zw_reader_dup_member (record, "resolution");
  g_autofree char *type = zw_reader_dup_member (record, "issueType"), *priority = zw_reader_dup_member (record, "priority");
  ZwResolution reason;

  if (status != NULL)
    ticket->status = zw_neutral_get_status (project, NULL, status);
  ticket->closed = zw_reader_read_instant (&self->input, record, "resolutionDate");
  if (zw_guess_cancelled (resolution, &reason) && zw_guess_category (status) == ZW_CATEGORY_DONE)
    {
      ticket->category = ZW_CATEGORY_CANCELLED;
      ticket->resolution = reason;
      ticket->resolution_text = g_strdup (resolution);
    }
  else
    zw_neutral_keep_text (project, ticket, "resolution", resolution);
  ticket->type = zw_guess_type (type);
  if (!zw_guess_is_plain_type (type))
    zw_neutral_keep_text (project, ticket, "type", type);
  ticket->priority = zw_guess_priority (priority);
  if (ticket->priority == ZW_UNSET)
    zw_neutral_keep_text (project, ticket, "priority", priority);
}

static void
fill_ticket (Importer *self, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autofree char *description = zw_reader_dup_member (record, "description");

  ticket->title = zw_reader_dup_member (record, "summary");
  ticket->description = zw_text_from_wiki (description);
  ticket->created = zw_reader_read_instant (&self->input, record, "created");
  ticket->changed = zw_reader_read_instant (&self->input, record, "updated");
  ticket->due = zw_reader_read_date (&self->input, record, "duedate");
  ticket->owner = read_person (self, record, "assignee");
  if (ticket->owner != NULL)
    ticket->owner->is_member = TRUE;
  ticket->reporter = read_person (self, record, "reporter");
  read_state (self, project, ticket, record);
  read_labels (project, ticket, record);
  read_time (self, ticket, record);
  read_comments (self, ticket, record);
  read_history (self, project, ticket, record);
  read_custom (project, ticket, record);
  zw_reader_keep_rest (project, ticket, record, issue_members);
}

/* "$.projects[3].issues[7]" -> "3" */
static ZwNeutralProject *
get_project (Importer *self, const char *path)
{
  const char *bracket = strchr (path, '[');
  g_autofree char *index = bracket != NULL ? g_strndup (bracket + 1, strspn (bracket + 1, "0123456789")) : NULL;
  return zw_neutral_get_project (self->neutral, index);
}

static void
read_issue (Importer *self, ZwJsonRecord *record, const ZwJsonSlice *slice)
{
  g_autofree char *key = zw_reader_dup_member (record, "key"), *external = zw_reader_dup_member (record, "externalId");
  ZwNeutralProject *project = get_project (self, slice->path);
  const char *dash = key != NULL ? strrchr (key, '-') : NULL;

  if (key == NULL && external == NULL)
    {
      zw_neutral_skip (self->neutral, slice->line, slice->path, "an issue without a key");
      return;
    }
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (project, key != NULL ? key : external);
  project->has_local_keys = TRUE;
  ticket->line = slice->line;
  ticket->path = g_strdup (slice->path);
  ticket->number = dash != NULL ? (int) CLAMP (g_ascii_strtoll (dash + 1, NULL, 10), 0, G_MAXINT - 1) : 0;
  if (external != NULL)
    g_hash_table_insert (self->by_external, g_steal_pointer (&external), ticket);
  fill_ticket (self, project, ticket, record);
}

/* The source is the sub-task, the one that blocks, the duplicate. */
static void
read_link (Importer *self, ZwJsonRecord *record)
{
  g_autofree char *name = zw_reader_dup_member (record, "name"), *source = zw_reader_dup_member (record, "sourceId");
  g_autofree char *destination = zw_reader_dup_member (record, "destinationId");
  ZwNeutralTicket *from = source != NULL ? g_hash_table_lookup (self->by_external, source) : NULL;
  ZwNeutralTicket *to = destination != NULL ? g_hash_table_lookup (self->by_external, destination) : NULL;

  if (from == NULL || to == NULL || name == NULL)
    return;
  if (g_str_equal (name, "sub-task-link"))
    {
      g_free (from->parent);
      from->parent = g_strdup (to->key);
    }
  else if (g_ascii_strncasecmp (name, "block", 5) == 0)
    zw_neutral_add_link (to, ZW_FIELD_BLOCKER, from->key);
  else if (g_ascii_strncasecmp (name, "duplicate", 9) == 0)
    zw_neutral_add_link (from, ZW_FIELD_DUPLICATES, to->key);
  else
    zw_neutral_add_link (from, ZW_FIELD_RELATES, to->key);
}

/* --- the file ------------------------------------------------------------------------------------------------ */

static void
read_project_member (Importer *self, const ZwJsonSlice *slice)
{
  g_autoptr (ZwJsonRecord) record = zw_json_record_new_holding (slice, self->input.warnings, NULL);

  if (record == NULL || slice->name == NULL || !g_str_has_prefix (slice->path, "$.projects["))
    return;
  ZwNeutralProject *project = get_project (self, slice->path);
  char **slot = g_str_equal (slice->name, "name") ? &project->name : g_str_equal (slice->name, "key") ? &project->key
                : g_str_equal (slice->name, "description") ? &project->description : NULL;
  if (slot == NULL)
    return;
  g_free (*slot);
  *slot = zw_reader_dup_member (record, slice->name);
}

typedef struct {
  Importer importer;
  gboolean takes_links; /* the second time: links may stand in front of what they link */
} Reading;

static gboolean
take_slice (const ZwJsonSlice *slice, gpointer data, GError **error)
{
  Reading *reading = data;
  Importer *self = &reading->importer;

  if (slice->watch < 0)
    {
      if (!reading->takes_links)
        read_project_member (self, slice);
      return TRUE;
    }
  if (slice->kind != ZW_JSON_OBJECT || (slice->watch == LINKS) != reading->takes_links)
    return TRUE;
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, self->input.warnings, error);
  if (record == NULL)
    return FALSE;
  if (slice->watch == USERS)
    read_user (self, record);
  else if (slice->watch == ISSUES)
    read_issue (self, record, slice);
  else
    read_link (self, record);
  return TRUE;
}

static ZwNeutral *
read_importer (const ZwReaderInput *input, GError **error)
{
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("jira");
  g_autoptr (ZwJsonWarnings) passing = zw_json_warnings_new ();
  g_autoptr (GHashTable) by_external = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { { *input, neutral, by_external } };

  if (!zw_reader_scan (input, watches, take_slice, &reading, error) || !zw_reader_rewind (input, error))
    return NULL;
  reading.takes_links = TRUE;
  reading.importer.input.warnings = passing; /* each would be told twice */
  if (!zw_reader_scan (&reading.importer.input, watches, take_slice, &reading, error))
    return NULL;
  for (guint i = neutral->projects->len; i > 0; i--)
    if (((ZwNeutralProject *) neutral->projects->pdata[i - 1])->tickets->len == 0)
      g_ptr_array_remove_index (neutral->projects, i - 1);
  return g_steal_pointer (&neutral);
}

static gboolean
detect_importer (const ZwLook *look)
{
  return look->kind == ZW_LOOK_OBJECT && zw_look_has (look, "projects") && !zw_look_has (look, "format")
         && (zw_look_has (look, "users") || zw_look_has (look, "links") || g_hash_table_size (look->names) == 1);
}

const ZwReader zw_reader_jira_importer = { "jira", detect_importer, read_importer };
