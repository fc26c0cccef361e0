/* SPDX-License-Identifier: GPL-3.0-or-later
 * One issue of Jira as a neutral ticket. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <string.h>

#include "zw-json-writer.h"
#include "zw-neutral-guess.h"
#include "zw-reader-jira.h"
#include "zw-reader-text.h"

typedef ZwJira Jira;
typedef ZwJiraIssue Issue;
typedef ZwJiraReverse Reverse;

/* Read below, or said elsewhere in the same issue. */
static const char *const known_fields[] = {
  "summary", "description", "issuetype", "status", "statusCategory", "resolution", "priority", "labels", "assignee", "reporter", "creator",
  "created", "updated", "resolutiondate", "statuscategorychangedate", "duedate", "parent", "subtasks", "issuelinks", "comment",
  "attachment", "worklog", "timetracking", "timeoriginalestimate", "timeestimate", "timespent", "project", "components", "fixVersions",
  "versions", "environment", "aggregateprogress", "aggregatetimeestimate", "aggregatetimeoriginalestimate", "aggregatetimespent",
  "progress", "votes", "watches", "workratio", "lastViewed", "thumbnail", "issuerestriction", "epic", "sprint", "closedSprints",
  "flagged", NULL
};

/* --- texts and people ---------------------------------------------------------------------------------------- */

/* Markup or document. */
static char *
dup_rich_text (ZwJsonRecord *record, const char *name)
{
  g_autoptr (ZwJsonRecord) document = zw_reader_open_object (record, name);
  g_autofree char *wiki = document == NULL ? zw_reader_dup_member (record, name) : NULL;
  return document != NULL ? zw_text_from_adf (document) : zw_text_from_wiki (wiki);
}

static ZwNeutralPerson *
read_person (Jira *jira, ZwJsonRecord *record, const char *name)
{
  g_autoptr (ZwJsonRecord) user = zw_reader_open_object (record, name);

  if (user == NULL)
    return NULL;
  g_autofree char *account = zw_reader_dup_member (user, "accountId"), *key = zw_reader_dup_member (user, "key");
  g_autofree char *login = zw_reader_dup_member (user, "name"), *shown = zw_reader_dup_member (user, "displayName");
  g_autofree char *email = zw_reader_dup_member (user, "emailAddress");
  return zw_neutral_get_person (jira->neutral, account != NULL ? account : key, shown, login, email);
}

/* --- the plain fields ---------------------------------------------------------------------------------------- */

static void
read_status (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *fields)
{
  g_autoptr (ZwJsonRecord) status = zw_reader_open_object (fields, "status");
  g_autofree char *name = status != NULL ? zw_reader_dup_member (status, "name") : NULL;
  g_autofree char *key = zw_reader_dup_inner (status, "statusCategory", "key");

  if (name == NULL)
    return;
  ticket->status = zw_neutral_get_status (project, NULL, name);
  if (g_strcmp0 (key, "done") == 0)
    ticket->status->category = ZW_CATEGORY_DONE;
  else if (g_strcmp0 (key, "indeterminate") == 0)
    ticket->status->category = zw_guess_category (name) == ZW_CATEGORY_WAITING ? ZW_CATEGORY_WAITING : ZW_CATEGORY_IN_PROGRESS;
  else if (g_strcmp0 (key, "new") == 0)
    ticket->status->category = ZW_CATEGORY_TODO;
}

/* Closed is what a resolution or the status says; which of the two closings, the name of the resolution. */
static void
read_resolution (Jira *jira, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *fields)
{
  g_autofree char *resolution = zw_reader_dup_inner (fields, "resolution", "name");
  gint64 resolved = zw_reader_read_instant (jira->input, fields, "resolutiondate");
  gint64 moved = zw_reader_read_instant (jira->input, fields, "statuscategorychangedate");
  int category = ticket->status == NULL ? ZW_NEUTRAL_NO_CATEGORY
               : ticket->status->category != ZW_NEUTRAL_NO_CATEGORY ? ticket->status->category : zw_guess_category (ticket->status->name);
  gboolean is_done = category == ZW_CATEGORY_DONE || (category == ZW_NEUTRAL_NO_CATEGORY && resolution != NULL);
  ZwResolution reason;

  if (!is_done && resolution == NULL)
    return;
  if (!is_done)
    {
      zw_neutral_keep_text (project, ticket, "resolution", resolution);
      return;
    }
  if (ticket->status != NULL && category == ZW_NEUTRAL_NO_CATEGORY)
    ticket->status->category = ZW_CATEGORY_DONE;
  ticket->category = ZW_CATEGORY_DONE;
  ticket->closed = resolved != 0 ? resolved : moved;
  if (zw_guess_cancelled (resolution, &reason))
    {
      ticket->category = ZW_CATEGORY_CANCELLED;
      ticket->resolution = reason;
      ticket->resolution_text = g_strdup (resolution);
      if (ticket->status != NULL)
        zw_neutral_keep_text (project, ticket, "status", ticket->status->name);
    }
  else
    zw_neutral_keep_text (project, ticket, "resolution", resolution);
}

static void
read_type (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *fields)
{
  g_autoptr (ZwJsonRecord) type = zw_reader_open_object (fields, "issuetype");
  g_autofree char *name = type != NULL ? zw_reader_dup_member (type, "name") : NULL;
  double level = 0;
  gboolean is_sub = FALSE;

  if (type == NULL)
    return;
  zw_json_record_get_loose_boolean (type, "subtask", &is_sub);
  zw_json_record_get_loose_number (type, "hierarchyLevel", &level);
  ticket->type = level >= 1 ? ZW_TICKET_EPIC : is_sub ? ZW_TICKET_TASK : zw_guess_type (name);
  if (!zw_guess_is_plain_type (name))
    zw_neutral_keep_text (project, ticket, "type", name);
}

static void
read_names (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *fields, const char *name)
{
  g_autoptr (ZwJsonList) list = zw_reader_open_list (fields, name);
  g_autoptr (GString) json = g_string_new (NULL);

  for (guint i = 0; i < zw_reader_get_length (list); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_reader_open_element (list, i);
      g_autofree char *text = entry != NULL ? zw_reader_dup_member (entry, "name") : NULL;
      if (text == NULL)
        continue;
      g_string_append_c (json, json->len == 0 ? '[' : ',');
      zw_json_append_quoted (json, text);
    }
  if (json->len > 0)
    zw_neutral_keep_json (project, ticket, name, g_string_append_c (json, ']')->str);
}

static void
read_labels (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *fields)
{
  g_autoptr (ZwJsonList) list = zw_reader_open_list (fields, "labels");

  for (guint i = 0; i < zw_reader_get_length (list); i++)
    if (zw_json_list_get_kind (list, i) == ZW_JSON_STRING && *zw_json_list_get_string (list, i) != '\0')
      zw_neutral_add_label (ticket, zw_neutral_get_label (project, NULL, zw_json_list_get_string (list, i)));
}

static int
read_minutes (ZwJsonRecord *record, const char *name)
{
  double seconds;

  if (record == NULL || !zw_json_record_get_loose_number (record, name, &seconds) || seconds < 0 || seconds > 1e9)
    return ZW_UNSET;
  return (int) (seconds / 60);
}

static int
first_set (int first, int second)
{
  return first != ZW_UNSET ? first : second;
}

/* The log of work, and behind it what the total has more than the log. */
static void
read_time (Jira *jira, ZwNeutralTicket *ticket, ZwJsonRecord *fields)
{
  g_autoptr (ZwJsonRecord) tracking = zw_reader_open_object (fields, "timetracking"), worklog = zw_reader_open_object (fields, "worklog");
  g_autoptr (ZwJsonList) logs = zw_reader_open_list (worklog, "worklogs");
  int spent = first_set (read_minutes (tracking, "timeSpentSeconds"), read_minutes (fields, "timespent")), logged = 0;

  ticket->planned = first_set (read_minutes (tracking, "originalEstimateSeconds"), read_minutes (fields, "timeoriginalestimate"));
  ticket->remaining = first_set (read_minutes (tracking, "remainingEstimateSeconds"), read_minutes (fields, "timeestimate"));
  if (ticket->planned == ZW_UNSET && spent == ZW_UNSET && ticket->remaining == 0)
    ticket->remaining = ZW_UNSET;
  for (guint i = 0; i < zw_reader_get_length (logs); i++)
    {
      g_autoptr (ZwJsonRecord) log = zw_reader_open_element (logs, i);
      int minutes = log != NULL ? read_minutes (log, "timeSpentSeconds") : ZW_UNSET;
      if (minutes == ZW_UNSET || minutes == 0)
        continue;
      g_autofree char *id = zw_reader_dup_member (log, "id"), *started = zw_reader_dup_member (log, "started");
      g_autofree char *note = dup_rich_text (log, "comment");
      zw_neutral_add_work (ticket, id, read_person (jira, log, "author"), zw_guess_date (started, jira->input->zone), minutes, note);
      logged += minutes;
    }
  if (spent != ZW_UNSET && spent > logged)
    zw_neutral_add_work (ticket, "total", NULL, ZW_UNSET, spent - logged, NULL);
}

static void
read_people (Jira *jira, ZwNeutralTicket *ticket, ZwJsonRecord *fields)
{
  ZwNeutralPerson *creator = read_person (jira, fields, "creator");

  ticket->owner = read_person (jira, fields, "assignee");
  ticket->reporter = read_person (jira, fields, "reporter");
  if (ticket->reporter == NULL)
    ticket->reporter = creator;
  if (ticket->owner != NULL)
    ticket->owner->is_member = TRUE;
}

static void
read_comments (Jira *jira, ZwNeutralTicket *ticket, ZwJsonRecord *fields)
{
  g_autoptr (ZwJsonRecord) holder = zw_reader_open_object (fields, "comment");
  g_autoptr (ZwJsonList) list = zw_reader_open_list (holder, "comments");
  double total = 0;

  for (guint i = 0; i < zw_reader_get_length (list); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_reader_open_element (list, i);
      if (entry == NULL)
        continue;
      g_autofree char *id = zw_reader_dup_member (entry, "id"), *text = dup_rich_text (entry, "body");
      gint64 created = zw_reader_read_instant (jira->input, entry, "created");
      gint64 updated = zw_reader_read_instant (jira->input, entry, "updated");
      ZwNeutralComment *comment = zw_neutral_add_comment (ticket, id, read_person (jira, entry, "author"), created, text);
      gboolean is_public = TRUE;
      g_autoptr (ZwJsonRecord) visibility = zw_reader_open_object (entry, "visibility");
      if (comment == NULL)
        continue;
      zw_json_record_get_loose_boolean (entry, "jsdPublic", &is_public);
      comment->is_internal = !is_public || visibility != NULL;
      comment->edited = updated > created ? updated : 0;
    }
  if (holder != NULL && zw_json_record_get_loose_number (holder, "total", &total) && total > zw_reader_get_length (list) && total < 1e6)
    jira->n_comments_missing += (guint) total - zw_reader_get_length (list);
}

/* Names and addresses alone. */
static void
keep_attachments (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *fields)
{
  static const char *const kept[] = { "filename", "content", "size", "mimeType", "created" };
  g_autoptr (ZwJsonList) list = zw_reader_open_list (fields, "attachment");
  g_autoptr (GString) json = g_string_new (NULL);

  for (guint i = 0; i < zw_reader_get_length (list); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_reader_open_element (list, i);
      if (entry == NULL)
        continue;
      g_string_append (json, json->len == 0 ? "[{" : ",{");
      for (guint j = 0, n = 0; j < G_N_ELEMENTS (kept); j++)
        {
          g_autofree char *value = zw_json_record_dup_json (entry, kept[j]);
          if (value != NULL)
            g_string_append_printf (json, "%s\"%s\":%s", n++ > 0 ? "," : "", kept[j], value);
        }
      g_string_append_c (json, '}');
    }
  if (json->len > 0)
    zw_neutral_keep_json (project, ticket, "attachments", g_string_append_c (json, ']')->str);
}

/* --- links --------------------------------------------------------------------------------------------------- */

static void
add_reverse (Jira *jira, ZwField field, const char *from, const char *to)
{
  Reverse *reverse = g_new0 (Reverse, 1);

  *reverse = (Reverse) { field, g_strdup (from), g_strdup (to) };
  g_ptr_array_add (jira->reverses, reverse);
}

/* Every link stands at both of its ends, unless one of them is not in the file. */
static void
read_links (Jira *jira, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *fields)
{
  g_autoptr (ZwJsonList) list = zw_reader_open_list (fields, "issuelinks");

  for (guint i = 0; i < zw_reader_get_length (list); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_reader_open_element (list, i);
      g_autofree char *type = entry != NULL ? zw_reader_dup_inner (entry, "type", "name") : NULL;
      g_autofree char *inward = entry != NULL ? zw_reader_dup_inner (entry, "inwardIssue", "key") : NULL;
      g_autofree char *outward = entry != NULL ? zw_reader_dup_inner (entry, "outwardIssue", "key") : NULL;
      const char *other = inward != NULL ? inward : outward;
      if (type == NULL || other == NULL)
        continue;
      if (g_ascii_strncasecmp (type, "block", 5) == 0)
        {
          if (inward != NULL)
            zw_neutral_add_link (ticket, ZW_FIELD_BLOCKER, inward);
          else
            add_reverse (jira, ZW_FIELD_BLOCKER, outward, ticket->key);
        }
      else if (g_ascii_strncasecmp (type, "duplicate", 9) == 0)
        {
          if (outward != NULL)
            zw_neutral_add_link (ticket, ZW_FIELD_DUPLICATES, outward);
          else
            add_reverse (jira, ZW_FIELD_DUPLICATES, inward, ticket->key);
        }
      else
        {
          zw_neutral_add_link (ticket, ZW_FIELD_RELATES, other);
          g_autofree char *name = g_strdup_printf ("link %s%s", type, inward != NULL ? " (inward)" : "");
          if (g_ascii_strncasecmp (type, "relate", 6) != 0)
            zw_neutral_keep_text (project, ticket, name, other);
        }
    }
}

/* --- the changelog ------------------------------------------------------------------------------------------- */

/* Of "12, 34" the last. */
static ZwNeutralSprint *
find_last_sprint (ZwNeutralProject *project, const char *ids)
{
  const char *last = ids != NULL ? strrchr (ids, ',') : NULL;
  g_autofree char *id = ids != NULL ? g_strstrip (g_strdup (last != NULL ? last + 1 : ids)) : NULL;
  return id != NULL && *id != '\0' ? zw_neutral_find_sprint (project, id, NULL) : NULL;
}

static void
read_item (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *item, gint64 at, ZwNeutralPerson *author)
{
  g_autofree char *field = zw_reader_dup_member (item, "field");
  g_autofree char *from = zw_reader_dup_member (item, "fromString"), *to = zw_reader_dup_member (item, "toString");

  if (field == NULL)
    return;
  if (g_str_equal (field, "status") && from != NULL && to != NULL)
    {
      ZwNeutralEvent *event = zw_neutral_add_event (ticket, at, author, ZW_FIELD_STATUS);
      event->from_status = zw_neutral_get_status (project, NULL, from);
      event->to_status = zw_neutral_get_status (project, NULL, to);
    }
  else if (g_str_equal (field, "Sprint"))
    {
      g_autofree char *from_ids = zw_reader_dup_member (item, "from"), *to_ids = zw_reader_dup_member (item, "to");
      ZwNeutralEvent *event = zw_neutral_add_event (ticket, at, author, ZW_FIELD_SPRINT);
      event->from_sprint = find_last_sprint (project, from_ids);
      event->to_sprint = find_last_sprint (project, to_ids);
    }
  else if (zw_guess_is_points (field))
    {
      ZwNeutralEvent *event = zw_neutral_add_event (ticket, at, author, ZW_FIELD_ESTIMATE);
      event->from_estimate = zw_guess_points (from);
      event->to_estimate = zw_guess_points (to);
    }
}

static void
read_changelog (Jira *jira, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *changelog)
{
  g_autoptr (ZwJsonList) histories = zw_reader_open_list (changelog, "histories");

  for (guint i = 0; i < zw_reader_get_length (histories); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_reader_open_element (histories, i);
      g_autoptr (ZwJsonList) items = entry != NULL ? zw_reader_open_list (entry, "items") : NULL;
      gint64 at = entry != NULL ? zw_reader_read_instant (jira->input, entry, "created") : 0;
      ZwNeutralPerson *author = entry != NULL ? read_person (jira, entry, "author") : NULL;
      for (guint j = 0; at != 0 && j < zw_reader_get_length (items); j++)
        {
          g_autoptr (ZwJsonRecord) item = zw_reader_open_element (items, j);
          if (item != NULL)
            read_item (project, ticket, item, at, author);
        }
    }
}

/* --- custom fields ------------------------------------------------------------------------------------------- */

/* The text of an option, a person or a plain value; NULL = more than that. */
static char *
dup_simple (ZwJsonRecord *fields, const char *field)
{
  g_autoptr (ZwJsonRecord) object = zw_reader_open_object (fields, field);
  static const char *const members[] = { "value", "displayName", "name" };
  char *text = zw_reader_dup_member (fields, field);

  for (guint i = 0; object != NULL && text == NULL && i < G_N_ELEMENTS (members); i++)
    text = zw_reader_dup_member (object, members[i]);
  return text;
}

static void
keep_custom (Jira *jira, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *fields, const char *field)
{
  const char *name = zw_jira_fields_get_name (jira->fields, field);
  g_autofree char *text = dup_simple (fields, field);
  g_autofree char *json = text == NULL ? zw_json_record_dup_json (fields, field) : NULL;

  if (text != NULL)
    zw_neutral_keep_text (project, ticket, name != NULL ? name : field, text);
  else if (json != NULL && !g_str_equal (json, "null") && !g_str_equal (json, "[]") && !g_str_equal (json, "{}"))
    zw_neutral_keep_json (project, ticket, name != NULL ? name : field, json);
}

static void
read_custom (Jira *jira, ZwNeutralProject *project, Issue *issue, ZwJsonRecord *fields, const char *field, GPtrArray **sprints)
{
  ZwNeutralTicket *ticket = issue->ticket;
  g_autofree char *text = zw_reader_dup_member (fields, field);

  switch (zw_jira_fields_get_role (jira->fields, field))
    {
    case ZW_JIRA_SPRINT:
      if (*sprints == NULL)
        *sprints = zw_jira_dup_sprints (project, fields, field, jira->input->zone);
      break;
    case ZW_JIRA_RANK:
      if (issue->rank == NULL)
        issue->rank = g_steal_pointer (&text);
      break;
    case ZW_JIRA_EPIC:
      if (ticket->parent == NULL)
        ticket->parent = g_steal_pointer (&text);
      break;
    case ZW_JIRA_POINTS:
      if (isnan (ticket->estimate))
        ticket->estimate = zw_guess_points (text);
      break;
    case ZW_JIRA_OTHER:
      keep_custom (jira, project, ticket, fields, field);
      break;
    }
}

/* --- an issue ------------------------------------------------------------------------------------------------ */

/* "https://x.net/rest/api/2/issue/10001" -> "https://x.net/browse/AB-1" */
static char *
make_url (const char *self, const char *key)
{
  const char *rest = self != NULL ? strstr (self, "/rest/") : NULL;
  return rest != NULL ? g_strdup_printf ("%.*s/browse/%s", (int) (rest - self), self, key) : NULL;
}

static ZwNeutralProject *
get_project (Jira *jira, const char *key, ZwJsonRecord *fields)
{
  const char *dash = strrchr (key, '-');
  g_autofree char *prefix = dash != NULL ? g_strndup (key, (gsize) (dash - key)) : g_strdup (key);
  ZwNeutralProject *project = zw_neutral_get_project (jira->neutral, prefix);

  if (project->key == NULL)
    project->key = g_strdup (prefix);
  if (project->name == NULL)
    project->name = zw_reader_dup_inner (fields, "project", "name");
  return project;
}

static void
read_fields (Jira *jira, ZwNeutralProject *project, Issue *issue, ZwJsonRecord *fields, ZwJsonRecord *changelog)
{
  ZwNeutralTicket *ticket = issue->ticket;
  g_autofree char *priority = zw_reader_dup_inner (fields, "priority", "name"), *due = zw_reader_dup_member (fields, "duedate");
  g_autofree char *environment = dup_rich_text (fields, "environment");
  g_autofree const char **names = zw_json_record_get_names (fields);
  g_autoptr (GPtrArray) sprints = NULL;

  ticket->title = zw_reader_dup_member (fields, "summary");
  ticket->description = dup_rich_text (fields, "description");
  read_type (project, ticket, fields);
  read_status (project, ticket, fields);
  ticket->created = zw_reader_read_instant (jira->input, fields, "created");
  ticket->changed = zw_reader_read_instant (jira->input, fields, "updated");
  read_resolution (jira, project, ticket, fields);
  ticket->priority = zw_guess_priority (priority);
  if (ticket->priority == ZW_UNSET)
    zw_neutral_keep_text (project, ticket, "priority", priority);
  ticket->due = zw_guess_date (due, jira->input->zone);
  ticket->parent = zw_reader_dup_inner (fields, "parent", "key");
  read_labels (project, ticket, fields);
  read_people (jira, ticket, fields);
  read_time (jira, ticket, fields);
  read_comments (jira, ticket, fields);
  read_links (jira, project, ticket, fields);
  keep_attachments (project, ticket, fields);
  read_names (project, ticket, fields, "components");
  read_names (project, ticket, fields, "fixVersions");
  read_names (project, ticket, fields, "versions");
  zw_neutral_keep_text (project, ticket, "environment", environment);
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_strv_contains (known_fields, names[i]))
      read_custom (jira, project, issue, fields, names[i], &sprints);
  read_changelog (jira, project, ticket, changelog);
  if (sprints != NULL)
    zw_jira_settle_sprint (ticket, sprints, ticket->category != ZW_NEUTRAL_NO_CATEGORY);
}

void
zw_jira_take_issue (Jira *jira, const char *key, const char *self, ZwJsonRecord *fields, ZwJsonRecord *changelog, gint64 line,
                    const char *path)
{
  if (jira->is_sampling)
    {
      if (fields != NULL)
        zw_jira_fields_take_sample (jira->fields, fields);
      return;
    }
  if (key == NULL)
    {
      zw_neutral_skip (jira->neutral, line, path, "an issue without a key");
      return;
    }
  ZwNeutralProject *project = get_project (jira, key, fields);
  Issue *issue = g_new0 (Issue, 1);
  const char *dash = strrchr (key, '-');
  *issue = (Issue) { zw_neutral_add_ticket (project, key), NULL, jira->issues->len };
  g_ptr_array_add (jira->issues, issue);
  issue->ticket->line = line;
  issue->ticket->path = g_strdup (path);
  issue->ticket->url = make_url (self, key);
  issue->ticket->number = dash != NULL ? (int) CLAMP (g_ascii_strtoll (dash + 1, NULL, 10), 0, G_MAXINT - 1) : 0;
  project->has_local_keys = project->has_local_keys || issue->ticket->url == NULL;
  if (fields != NULL)
    read_fields (jira, project, issue, fields, changelog);
}
