/* SPDX-License-Identifier: GPL-3.0-or-later
 * Jira: answers of its REST interface, version 2 (texts in wiki markup) and 3 (documents): a search, pages of searches, single
 * issues, one or many in a file. Sources of the facts: stored answers of servers and of the cloud. There is no board in them:
 * columns are the statuses, done is what its category or its resolution says. Read twice: what the custom fields mean stands
 * behind the issues. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-neutral-guess.h"
#include "zw-reader-jira.h"

typedef ZwJira Jira;
typedef ZwJiraIssue Issue;
typedef ZwJiraReverse Reverse;

enum { ISSUES, FIELDS, CHANGELOG, NAMES, SCHEMA, ELEMENTS };
static const char *const watches[] = { "$.issues[*]", "$.fields", "$.changelog", "$.names", "$.schema", "$[*]", NULL };

static void
free_issue (gpointer data)
{
  g_free (((Issue *) data)->rank);
  g_free (data);
}

static void
free_reverse (gpointer data)
{
  g_free (((Reverse *) data)->from);
  g_free (((Reverse *) data)->to);
  g_free (data);
}

/* --- records ------------------------------------------------------------------------------------------------- */

static void
take_record (Jira *jira, ZwJsonRecord *record, gint64 line)
{
  g_autofree char *key = zw_reader_dup_member (record, "key"), *self = zw_reader_dup_member (record, "self");
  g_autoptr (ZwJsonRecord) fields = zw_reader_open_object (record, "fields"), changelog = zw_reader_open_object (record, "changelog");
  g_autoptr (ZwJsonRecord) schema = zw_reader_open_object (record, "schema"), names = zw_reader_open_object (record, "names");

  if (jira->is_sampling && schema != NULL)
    zw_jira_fields_take_schema (jira->fields, schema);
  if (jira->is_sampling && names != NULL)
    zw_jira_fields_take_names (jira->fields, names);
  zw_jira_take_issue (jira, key, self, fields, changelog, line, zw_json_record_get_path (record));
}

/* --- the file ------------------------------------------------------------------------------------------------ */

/* A single issue is complete when its document is. */
static void
end_document (Jira *jira)
{
  if (jira->key != NULL || jira->single != NULL)
    zw_jira_take_issue (jira, jira->key, jira->self, jira->single, jira->changelog, jira->line, "$");
  g_clear_pointer (&jira->key, g_free);
  g_clear_pointer (&jira->self, g_free);
  g_clear_pointer (&jira->single, zw_json_record_free);
  g_clear_pointer (&jira->changelog, zw_json_record_free);
}

static void
take_member (Jira *jira, const ZwJsonSlice *slice)
{
  g_autoptr (ZwJsonRecord) record = zw_json_record_new_holding (slice, jira->input->warnings, NULL);
  double total;

  if (record == NULL || slice->name == NULL)
    return;
  if (g_str_equal (slice->name, "key"))
    {
      jira->key = zw_reader_dup_member (record, "key");
      jira->line = slice->line;
    }
  else if (g_str_equal (slice->name, "self"))
    jira->self = zw_reader_dup_member (record, "self");
  else if (g_str_equal (slice->name, "total") && zw_json_record_get_loose_number (record, "total", &total))
    jira->total = MAX (jira->total, total);
}

/* An element of an array: an issue, or a page of them. */
static void
take_element (Jira *jira, ZwJsonRecord *record, gint64 line)
{
  g_autoptr (ZwJsonList) issues = zw_reader_open_list (record, "issues");

  if (issues == NULL)
    take_record (jira, record, line);
  for (guint i = 0; i < zw_reader_get_length (issues); i++)
    {
      g_autoptr (ZwJsonRecord) issue = zw_reader_open_element (issues, i);
      if (issue != NULL)
        take_record (jira, issue, line);
    }
}

static gboolean
take_slice (const ZwJsonSlice *slice, gpointer data, GError **error)
{
  Jira *jira = data;

  if (slice->document != jira->document)
    end_document (jira);
  jira->document = slice->document;
  if (slice->watch < 0)
    {
      take_member (jira, slice);
      return TRUE;
    }
  if (slice->kind != ZW_JSON_OBJECT)
    {
      if (!jira->is_sampling && (slice->watch == ISSUES || slice->watch == ELEMENTS))
        zw_neutral_skip (jira->neutral, slice->line, slice->path, "no record");
      return TRUE;
    }
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, jira->input->warnings, error);
  if (record == NULL)
    return FALSE;
  if (slice->watch == ISSUES)
    take_record (jira, record, slice->line);
  else if (slice->watch == ELEMENTS)
    take_element (jira, record, slice->line);
  else if (slice->watch == FIELDS)
    jira->single = g_steal_pointer (&record);
  else if (slice->watch == CHANGELOG)
    jira->changelog = g_steal_pointer (&record);
  else if (slice->watch == NAMES && jira->is_sampling)
    zw_jira_fields_take_names (jira->fields, record);
  else if (slice->watch == SCHEMA && jira->is_sampling)
    zw_jira_fields_take_schema (jira->fields, record);
  return TRUE;
}

/* --- the end ------------------------------------------------------------------------------------------------- */

/* By rank where there is one; new before old categories come with the columns. */
static int
compare_issues (gconstpointer a, gconstpointer b)
{
  const Issue *first = *(gpointer *) a, *second = *(gpointer *) b;

  if (first->rank != NULL && second->rank != NULL && strcmp (first->rank, second->rank) != 0)
    return strcmp (first->rank, second->rank);
  if ((first->rank == NULL) != (second->rank == NULL))
    return first->rank == NULL ? 1 : -1;
  return (first->order > second->order) - (first->order < second->order);
}

static void
put_in_order (Jira *jira)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  g_ptr_array_sort (jira->issues, compare_issues);
  for (guint i = 0; i < jira->issues->len; i++)
    g_hash_table_insert (places, ((Issue *) jira->issues->pdata[i])->ticket, GUINT_TO_POINTER (i));
  for (guint i = 0; i < jira->neutral->projects->len; i++)
    zw_neutral_sort_tickets (jira->neutral->projects->pdata[i], places);
}

/* New, on the way, done: within each as they appeared. Names alone decide for those only the changelog knows. */
static int
compare_statuses (gconstpointer a, gconstpointer b)
{
  static const int places[] = { [ZW_CATEGORY_TODO] = 0, [ZW_CATEGORY_IN_PROGRESS] = 1, [ZW_CATEGORY_WAITING] = 2,
                                [ZW_CATEGORY_DONE] = 3, [ZW_CATEGORY_CANCELLED] = 4 };
  const ZwNeutralStatus *first = *(gpointer *) a, *second = *(gpointer *) b;
  return places[first->category] - places[second->category];
}

static void
finish_statuses (ZwNeutralProject *project)
{
  for (guint i = 0; i < project->statuses->len; i++)
    {
      ZwNeutralStatus *status = project->statuses->pdata[i];
      if (status->category == ZW_NEUTRAL_NO_CATEGORY)
        status->category = zw_guess_category (status->name);
      if (status->category == ZW_NEUTRAL_NO_CATEGORY)
        status->category = ZW_CATEGORY_IN_PROGRESS;
    }
  g_ptr_array_sort (project->statuses, compare_statuses);
}

static int
compare_sprints (gconstpointer a, gconstpointer b)
{
  const ZwNeutralSprint *first = *(gpointer *) a, *second = *(gpointer *) b;
  gint64 first_at = first->started != 0 ? first->started : G_MAXINT64, second_at = second->started != 0 ? second->started : G_MAXINT64;
  return (first_at > second_at) - (first_at < second_at);
}

static void
finish (Jira *jira)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < jira->issues->len; i++)
    {
      ZwNeutralTicket *ticket = ((Issue *) jira->issues->pdata[i])->ticket;
      g_hash_table_insert (by_key, ticket->key, ticket);
    }
  for (guint i = 0; i < jira->reverses->len; i++)
    {
      const Reverse *reverse = jira->reverses->pdata[i];
      ZwNeutralTicket *from = g_hash_table_lookup (by_key, reverse->from);
      if (from != NULL)
        zw_neutral_add_link (from, reverse->field, reverse->to);
    }
  put_in_order (jira);
  for (guint i = 0; i < jira->neutral->projects->len; i++)
    {
      ZwNeutralProject *project = jira->neutral->projects->pdata[i];
      finish_statuses (project);
      g_ptr_array_sort (project->sprints, compare_sprints);
    }
  if (jira->total > jira->issues->len)
    zw_neutral_warn (jira->neutral, 0, "$.total", "%u of %u issues are in the file: it is one page of a search", jira->issues->len,
                     (guint) MIN (jira->total, G_MAXINT));
  if (jira->n_comments_missing > 0)
    zw_neutral_warn (jira->neutral, 0, NULL, "comments are not in the file: it holds the first ones of each issue (%u)",
                     jira->n_comments_missing);
}

static gboolean
scan (Jira *jira, gboolean is_sampling, GError **error)
{
  jira->is_sampling = is_sampling;
  jira->document = 0;
  if (!zw_reader_rewind (jira->input, error) || !zw_reader_scan (jira->input, watches, take_slice, jira, error))
    return FALSE;
  end_document (jira);
  return TRUE;
}

static ZwNeutral *
read_jira (const ZwReaderInput *input, GError **error)
{
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("jira");
  g_autoptr (ZwJsonWarnings) passing = zw_json_warnings_new ();
  ZwReaderInput sampling = *input;
  Jira jira = { &sampling, neutral, zw_jira_fields_new (), g_ptr_array_new_with_free_func (free_issue),
                g_ptr_array_new_with_free_func (free_reverse) };

  sampling.warnings = passing; /* each would be told twice */
  gboolean done = scan (&jira, TRUE, error);
  if (done)
    {
      zw_jira_fields_settle (jira.fields, neutral);
      jira.input = input;
      done = scan (&jira, FALSE, error);
    }
  if (done)
    finish (&jira);
  else
    end_document (&jira);
  zw_jira_fields_free (jira.fields);
  g_ptr_array_unref (jira.issues);
  g_ptr_array_unref (jira.reverses);
  return done ? g_steal_pointer (&neutral) : NULL;
}

static gboolean
detect_jira (const ZwLook *look)
{
  gboolean is_issue = zw_look_has (look, "key") && zw_look_has (look, "fields");
  gboolean is_search = zw_look_has (look, "issues")
                       && (zw_look_has (look, "total") || zw_look_has (look, "startAt") || zw_look_has (look, "maxResults")
                           || zw_look_has (look, "nextPageToken") || zw_look_has (look, "isLast") || zw_look_has (look, "expand")
                           || g_hash_table_size (look->names) == 1);
  return (look->kind == ZW_LOOK_OBJECT || look->kind == ZW_LOOK_ARRAY) && (is_issue || is_search);
}

const ZwReader zw_reader_jira = { "jira", detect_jira, read_jira };
