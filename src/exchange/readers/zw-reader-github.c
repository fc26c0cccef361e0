/* SPDX-License-Identifier: GPL-3.0-or-later
 * GitHub: issues as its REST interface gives them (an array, pages of arrays, a search, one issue) and as "gh issue list --json"
 * does with whatever members were asked for. Sources of the facts: stored answers of both. There are no columns: open and
 * closed become the columns a new project has, unless a project board's status comes along. Milestones become sprints. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-neutral-guess.h"
#include "zw-reader.h"

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  guint n_pulls, n_comments_missing;
} Github;

/* Both spellings of each; what is read below, or says nothing about the issue. */
static const char *const known_members[] = {
  "number", "title", "body", "state", "state_reason", "stateReason", "labels", "assignee", "assignees", "milestone", "user", "author",
  "comments", "created_at", "createdAt", "updated_at", "updatedAt", "closed_at", "closedAt", "html_url", "url", "id", "node_id",
  "labels_url", "comments_url", "events_url", "repository_url", "timeline_url", "repository", "reactions", "reactionGroups",
  "author_association", "score", "projectItems", "projectCards", "type", "issue_type", "sub_issues_summary", "parent_issue_url",
  "closed", "performed_via_github_app", "text_matches", "issue_dependencies_summary", "issue_field_values", "body_html", "body_text",
  NULL
};

/* --- small parts --------------------------------------------------------------------------------------------- */

/* A member in either spelling. */
static char *
dup_either (ZwJsonRecord *record, const char *name, const char *other)
{
  char *text = zw_reader_dup_member (record, name);
  return text != NULL ? text : zw_reader_dup_member (record, other);
}

static gint64
read_either (Github *github, ZwJsonRecord *record, const char *name, const char *other)
{
  gint64 instant = zw_reader_read_instant (github->input, record, name);
  return instant != 0 ? instant : zw_reader_read_instant (github->input, record, other);
}

/* "https://github.com/owner/name/issues/12" -> "owner/name"; also of the interface's own addresses. */
static char *
dup_repository (const char *url)
{
  g_autoptr (GRegex) regex = g_regex_new ("^https?://[^/]+/(?:api/v3/)?(?:repos/)?([^/]+/[^/]+)(?:/(?:issues|pull)/|$)",
                                          G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  return url != NULL && g_regex_match (regex, url, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

static ZwNeutralPerson *
read_user (Github *github, ZwJsonRecord *user)
{
  g_autofree char *login = zw_reader_dup_member (user, "login"), *name = zw_reader_dup_member (user, "name");
  return zw_neutral_get_person (github->neutral, NULL, name, login, NULL);
}

static ZwNeutralPerson *
read_person (Github *github, ZwJsonRecord *record, const char *name)
{
  g_autoptr (ZwJsonRecord) user = zw_reader_open_object (record, name);
  g_autofree char *login = user == NULL ? zw_reader_dup_member (record, name) : NULL;
  return user != NULL ? read_user (github, user) : zw_neutral_get_person (github->neutral, NULL, NULL, login, NULL);
}

/* --- an issue ------------------------------------------------------------------------------------------------ */

/* "priority: high", "P1". */
static void
read_meaning_of_label (ZwNeutralTicket *ticket, const char *name)
{
  ZwTicketType type = zw_guess_type (name);
  const char *colon = strchr (name, ':');
  gboolean is_priority = g_ascii_strncasecmp (name, "prio", 4) == 0 || (name[0] == 'P' && g_ascii_isdigit (name[1]) && name[2] == '\0');

  if (ticket->type == ZW_TICKET_TASK && type != ZW_TICKET_TASK)
    ticket->type = type;
  if (is_priority && ticket->priority == ZW_UNSET)
    ticket->priority = zw_guess_priority (colon != NULL ? colon + 1 : name);
}

static void
read_labels (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) list = zw_reader_open_list (record, "labels");

  for (guint i = 0; i < zw_reader_get_length (list); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_reader_open_element (list, i);
      g_autofree char *colour = zw_reader_dup_member (entry, "color");
      g_autofree char *name = entry != NULL ? zw_reader_dup_member (entry, "name")
                            : zw_json_list_get_kind (list, i) == ZW_JSON_STRING ? g_strdup (zw_json_list_get_string (list, i)) : NULL;
      if (name == NULL || *g_strstrip (name) == '\0')
        continue;
      ZwNeutralLabel *label = zw_neutral_get_label (project, NULL, name);
      if (label->colour == NULL)
        label->colour = g_strdup (zw_guess_colour (colour));
      zw_neutral_add_label (ticket, label);
      read_meaning_of_label (ticket, name);
    }
}

static void
read_assignees (Github *github, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) list = zw_reader_open_list (record, "assignees");
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  ZwNeutralPerson *single = read_person (github, record, "assignee");

  for (guint i = 0; i < zw_reader_get_length (list); i++)
    {
      g_autoptr (ZwJsonRecord) user = zw_reader_open_element (list, i);
      ZwNeutralPerson *person = user != NULL ? read_user (github, user) : NULL;
      if (person != NULL)
        g_ptr_array_add (people, person);
    }
  if (people->len == 0 && single != NULL)
    g_ptr_array_add (people, single);
  zw_reader_take_owners (project, ticket, "assignees", (ZwNeutralPerson *const *) people->pdata, people->len);
}

static void
read_milestone (Github *github, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonRecord) milestone = zw_reader_open_object (record, "milestone");
  g_autofree char *title = zw_reader_dup_member (milestone, "title"), *state = zw_reader_dup_member (milestone, "state");
  g_autofree char *due = milestone != NULL ? dup_either (milestone, "due_on", "dueOn") : NULL;

  if (title == NULL)
    return;
  ticket->sprint = zw_neutral_find_sprint (project, NULL, title);
  if (ticket->sprint != NULL)
    return;
  ticket->sprint = zw_neutral_get_sprint (project, NULL, title);
  ticket->sprint->goal = zw_reader_dup_member (milestone, "description");
  ticket->sprint->end = zw_guess_date (due, github->input->zone);
  if (state != NULL && g_ascii_strcasecmp (state, "closed") == 0)
    ticket->sprint->state = ZW_SPRINT_CLOSED;
  ticket->sprint->closed = read_either (github, milestone, "closed_at", "closedAt");
}

/* An array of them with gh, only their number with the REST interface. */
static void
read_comments (Github *github, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) list = zw_reader_open_list (record, "comments");
  ZwJsonKind kind;
  double n;

  for (guint i = 0; i < zw_reader_get_length (list); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_reader_open_element (list, i);
      if (entry == NULL)
        continue;
      g_autofree char *id = dup_either (entry, "id", "url"), *text = zw_reader_dup_member (entry, "body");
      ZwNeutralPerson *author = read_person (github, entry, "author");
      zw_neutral_add_comment (ticket, id, author != NULL ? author : read_person (github, entry, "user"),
                              read_either (github, entry, "createdAt", "created_at"), text);
    }
  if (list == NULL && zw_json_record_get_kind (record, "comments", &kind) && kind == ZW_JSON_NUMBER
      && zw_json_record_get_number (record, "comments", &n) && n > 0 && n < 1e6)
    github->n_comments_missing += (guint) n;
}

static void
read_state (Github *github, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autofree char *state = zw_reader_dup_member (record, "state"), *reason = dup_either (record, "state_reason", "stateReason");
  g_autoptr (ZwJsonList) boards = zw_reader_open_list (record, "projectItems");
  g_autoptr (ZwJsonRecord) board = zw_reader_get_length (boards) > 0 ? zw_reader_open_element (boards, 0) : NULL;
  g_autofree char *column = zw_reader_dup_inner (board, "status", "name");
  gboolean is_closed = state != NULL ? g_ascii_strcasecmp (state, "closed") == 0 : zw_reader_read_flag (record, "closed");

  if (column != NULL)
    ticket->status = zw_neutral_get_status (project, NULL, column);
  if (!is_closed)
    return;
  /* Closed is closed, wherever the board left it. */
  if (ticket->status != NULL && zw_guess_category (column) != ZW_CATEGORY_DONE)
    {
      zw_neutral_keep_text (project, ticket, "projectStatus", column);
      ticket->status = NULL;
    }
  ticket->category = ZW_CATEGORY_DONE;
  ticket->closed = read_either (github, record, "closed_at", "closedAt");
  if (reason != NULL && zw_guess_cancelled (reason, &ticket->resolution))
    ticket->category = ZW_CATEGORY_CANCELLED;
}

static void
read_parent (ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autofree char *url = zw_reader_dup_member (record, "parent_issue_url"), *repository = dup_repository (url);
  const char *number = url != NULL ? strrchr (url, '/') : NULL;

  if (repository != NULL && number != NULL)
    ticket->parent = g_strdup_printf ("%s#%s", repository, number + 1);
}

static ZwNeutralTicket *
add_ticket (Github *github, ZwJsonRecord *record, int number, ZwNeutralProject **project)
{
  g_autofree char *url = dup_either (record, "html_url", "url"), *repository_url = zw_reader_dup_member (record, "repository_url");
  g_autofree char *repository = dup_repository (repository_url != NULL ? repository_url : url);
  g_autofree char *key = g_strdup_printf ("%s#%d", repository != NULL ? repository : "", number);

  *project = zw_neutral_get_project (github->neutral, repository);
  if ((*project)->name == NULL && repository != NULL)
    (*project)->name = g_strdup (strchr (repository, '/') + 1);
  (*project)->has_local_keys = repository == NULL;
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (*project, key);
  ticket->url = g_steal_pointer (&url);
  ticket->number = number;
  return ticket;
}

static void
read_issue (Github *github, ZwJsonRecord *record, gint64 line)
{
  const char *path = zw_json_record_get_path (record);
  ZwNeutralProject *project;
  ZwJsonKind kind;
  double number = 0;

  if (zw_json_record_get_kind (record, "pull_request", &kind) && kind == ZW_JSON_OBJECT)
    {
      github->n_pulls++;
      github->neutral->n_skipped++;
      return;
    }
  if (!zw_json_record_get_kind (record, "number", &kind) || !zw_json_record_get_loose_number (record, "number", &number) || number < 1
      || number > G_MAXINT)
    {
      zw_neutral_skip (github->neutral, line, path, "an issue without a number");
      return;
    }
  ZwNeutralTicket *ticket = add_ticket (github, record, (int) number, &project);
  g_autofree char *type = zw_reader_dup_inner (record, "type", "name"), *plain_type = zw_reader_dup_member (record, "type");
  ticket->line = line;
  ticket->path = g_strdup (path);
  ticket->title = zw_reader_dup_member (record, "title");
  ticket->description = zw_reader_dup_member (record, "body");
  ticket->type = zw_guess_type (type != NULL ? type : plain_type);
  if (!zw_guess_is_plain_type (type != NULL ? type : plain_type))
    zw_neutral_keep_text (project, ticket, "type", type != NULL ? type : plain_type);
  ticket->created = read_either (github, record, "created_at", "createdAt");
  ticket->changed = read_either (github, record, "updated_at", "updatedAt");
  ticket->reporter = read_person (github, record, "user");
  if (ticket->reporter == NULL)
    ticket->reporter = read_person (github, record, "author");
  read_state (github, project, ticket, record);
  read_labels (project, ticket, record);
  read_assignees (github, project, ticket, record);
  read_milestone (github, project, ticket, record);
  read_comments (github, ticket, record);
  zw_reader_read_boxes (ticket);
  read_parent (ticket, record);
  zw_reader_keep_rest (project, ticket, record, known_members);
}

/* --- the file ------------------------------------------------------------------------------------------------ */

static void
take_record (ZwJsonRecord *record, gint64 line, gpointer data)
{
  read_issue (data, record, line);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const ZwNeutralTicket *first = *(gpointer *) a, *second = *(gpointer *) b;
  return (first->number > second->number) - (first->number < second->number);
}

static void
finish (Github *github)
{
  for (guint i = 0; i < github->neutral->projects->len; i++)
    g_ptr_array_sort (((ZwNeutralProject *) github->neutral->projects->pdata[i])->tickets, compare_numbers);
  if (github->n_pulls > 0)
    zw_neutral_warn (github->neutral, 0, NULL, "pull requests are no issues and are left out (%u)", github->n_pulls);
  if (github->n_comments_missing > 0)
    zw_neutral_warn (github->neutral, 0, NULL, "comments are not in the file, which holds their number alone (%u)",
                     github->n_comments_missing);
}

static ZwNeutral *
read_github (const ZwReaderInput *input, GError **error)
{
  static const char *const lists[] = { "$[*]", "$.items[*]", "$.issues[*]", NULL };
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("github");
  Github github = { input, neutral };

  if (!zw_reader_read_records (input, lists, neutral, take_record, &github, error))
    return NULL;
  finish (&github);
  return g_steal_pointer (&neutral);
}

static gboolean
detect_github (const ZwLook *look)
{
  gboolean is_json = look->kind == ZW_LOOK_OBJECT || look->kind == ZW_LOOK_ARRAY;
  gboolean is_search = zw_look_has (look, "total_count") && zw_look_has (look, "items");
  gboolean is_issue = zw_look_has (look, "number") && zw_look_has (look, "title")
                      && (zw_look_has (look, "html_url") || zw_look_has (look, "labels_url") || zw_look_has (look, "node_id")
                          || zw_look_has (look, "user") || zw_look_has (look, "state") || zw_look_has (look, "labels")
                          || zw_look_has (look, "body") || zw_look_has (look, "createdAt") || zw_look_has (look, "url")
                          || zw_look_has (look, "milestone") || zw_look_has (look, "comments") || g_hash_table_size (look->names) == 2);
  return is_json && (is_search || (is_issue && !zw_look_has (look, "group_id") && !zw_look_has (look, "iid")));
}

const ZwReader zw_reader_github = { "github", detect_github, read_github };
