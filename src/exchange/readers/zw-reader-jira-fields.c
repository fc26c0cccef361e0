/* SPDX-License-Identifier: GPL-3.0-or-later
 * What Jira's custom fields are for, and the two forms of its sprints. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <string.h>

#include "zw-neutral-guess.h"
#include "zw-reader-jira.h"

#define CUSTOM "customfield_"
#define MOST_POINTS 100

/* How the values of one field look. */
typedef struct {
  guint n, n_sprints, n_ranks, n_points;
} Shape;

struct _ZwJiraFields {
  GHashTable *roles;  /* (owned) field -> ZwJiraRole */
  GHashTable *names;  /* (owned) field -> name */
  GHashTable *shapes; /* (owned) field -> Shape */
  guint n_samples;
  gboolean has_schema;
};

ZwJiraFields *
zw_jira_fields_new (void)
{
  ZwJiraFields *self = g_new0 (ZwJiraFields, 1);

  self->roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->shapes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
zw_jira_fields_free (ZwJiraFields *self)
{
  g_hash_table_unref (self->roles);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->shapes);
  g_free (self);
}

/* --- told ---------------------------------------------------------------------------------------------------- */

static void
set_role (ZwJiraFields *self, const char *field, ZwJiraRole role)
{
  g_hash_table_insert (self->roles, g_strdup (field), GINT_TO_POINTER (role));
}

void
zw_jira_fields_take_schema (ZwJiraFields *self, ZwJsonRecord *schema)
{
  g_autofree const char **names = zw_json_record_get_names (schema);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_json_record_open_object (schema, names[i]);
      g_autofree char *custom = entry != NULL ? zw_reader_dup_member (entry, "custom") : NULL;
      self->has_schema = self->has_schema || custom != NULL;
      if (custom == NULL)
        continue;
      if (g_str_has_suffix (custom, ":gh-sprint"))
        set_role (self, names[i], ZW_JIRA_SPRINT);
      else if (g_str_has_suffix (custom, ":gh-lexo-rank") || g_str_has_suffix (custom, ":gh-global-rank"))
        set_role (self, names[i], ZW_JIRA_RANK);
      else if (g_str_has_suffix (custom, ":gh-epic-link"))
        set_role (self, names[i], ZW_JIRA_EPIC);
      else if (g_str_has_suffix (custom, ":jsw-story-points"))
        set_role (self, names[i], ZW_JIRA_POINTS);
    }
}

void
zw_jira_fields_take_names (ZwJiraFields *self, ZwJsonRecord *names)
{
  g_autofree const char **fields = zw_json_record_get_names (names);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      char *name = zw_reader_dup_member (names, fields[i]);
      if (name != NULL)
        g_hash_table_insert (self->names, g_strdup (fields[i]), name);
    }
}

/* --- by shape ------------------------------------------------------------------------------------------------ */

static gboolean
is_sprint (ZwJsonRecord *fields, const char *field)
{
  g_autoptr (ZwJsonList) list = zw_json_record_open_list (fields, field);

  if (list == NULL || zw_json_list_get_length (list) == 0)
    return FALSE;
  if (zw_json_list_get_kind (list, 0) == ZW_JSON_STRING)
    return strstr (zw_json_list_get_string (list, 0), "greenhopper.service.sprint.Sprint") != NULL;
  g_autoptr (ZwJsonRecord) entry = zw_json_list_get_kind (list, 0) == ZW_JSON_OBJECT ? zw_json_list_open_object (list, 0) : NULL;
  g_autofree char *state = entry != NULL ? zw_reader_dup_member (entry, "state") : NULL;
  ZwJsonKind kind;
  return state != NULL && zw_json_record_get_kind (entry, "boardId", &kind);
}

static void
note_shape (Shape *shape, ZwJsonRecord *fields, const char *field, ZwJsonKind kind)
{
  double number;

  shape->n++;
  if (kind == ZW_JSON_ARRAY)
    shape->n_sprints += is_sprint (fields, field);
  else if (kind == ZW_JSON_STRING)
    shape->n_ranks += g_regex_match_simple ("^[0-9]\\|[0-9a-z]+:[0-9a-z]*$", zw_json_record_get_string (fields, field), 0, 0);
  else if (kind == ZW_JSON_NUMBER && zw_json_record_get_number (fields, field, &number))
    shape->n_points += number >= 0 && number <= MOST_POINTS && number * 2 == floor (number * 2);
}

void
zw_jira_fields_take_sample (ZwJiraFields *self, ZwJsonRecord *fields)
{
  g_autofree const char **names = zw_json_record_get_names (fields);

  self->n_samples++;
  for (guint i = 0; names[i] != NULL; i++)
    {
      ZwJsonKind kind;
      Shape *shape = g_hash_table_lookup (self->shapes, names[i]);
      if (!g_str_has_prefix (names[i], CUSTOM) || !zw_json_record_get_kind (fields, names[i], &kind) || kind == ZW_JSON_NULL)
        continue;
      if (shape == NULL)
        {
          shape = g_new0 (Shape, 1);
          g_hash_table_insert (self->shapes, g_strdup (names[i]), shape);
        }
      note_shape (shape, fields, names[i], kind);
    }
}

/* With names, the fields that are called so; else the one field that can only hold points, if there is just one. */
static void
settle_points (ZwJiraFields *self, ZwNeutral *neutral)
{
  const char *only = NULL;
  GHashTableIter iter;
  gpointer field, value;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->shapes);
  while (g_hash_table_iter_next (&iter, &field, &value))
    {
      const Shape *shape = value;
      const char *name = g_hash_table_lookup (self->names, field);
      if (shape->n_points == 0 || zw_jira_fields_get_role (self, field) != ZW_JIRA_OTHER)
        continue;
      if (name != NULL && zw_guess_is_points (name))
        set_role (self, field, ZW_JIRA_POINTS);
      else if (name == NULL && shape->n_points == shape->n && shape->n * 5 >= self->n_samples)
        {
          only = field;
          n++;
        }
    }
  if (self->has_schema || n != 1)
    return;
  set_role (self, only, ZW_JIRA_POINTS);
  zw_neutral_warn (neutral, 0, NULL, "“%s” is taken for story points: the only field of small numbers", only);
}

void
zw_jira_fields_settle (ZwJiraFields *self, ZwNeutral *neutral)
{
  GHashTableIter iter;
  gpointer field, value;

  g_hash_table_iter_init (&iter, self->shapes);
  while (g_hash_table_iter_next (&iter, &field, &value))
    {
      const Shape *shape = value;
      if (zw_jira_fields_get_role (self, field) != ZW_JIRA_OTHER)
        continue;
      if (shape->n_sprints > 0)
        set_role (self, field, ZW_JIRA_SPRINT);
      else if (shape->n_ranks == shape->n && shape->n > 0)
        set_role (self, field, ZW_JIRA_RANK);
    }
  settle_points (self, neutral);
}

ZwJiraRole
zw_jira_fields_get_role (ZwJiraFields *self, const char *field)
{
  return (ZwJiraRole) GPOINTER_TO_INT (g_hash_table_lookup (self->roles, field));
}

const char *
zw_jira_fields_get_name (ZwJiraFields *self, const char *field)
{
  return g_hash_table_lookup (self->names, field);
}

/* --- sprints ------------------------------------------------------------------------------------------------- */

/* "...Sprint@1b9a3e[completeDate=<null>,name=Sprint, Nr. 3 [S],state=ACTIVE]": a value goes on to the next known name, for names
 * may hold commas and brackets. */
static GHashTable *
parse_old_form (const char *text)
{
  g_autoptr (GRegex) regex
    = g_regex_new ("(?:^|,)(id|rapidViewId|state|name|goal|startDate|endDate|completeDate|activatedDate|sequence|synced|"
                   "autoStartStop|incompleteIssuesDestinationId)=", G_REGEX_OPTIMIZE, 0, NULL);
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *begin = strchr (text, '[');
  g_autofree char *inside = begin != NULL ? g_strdup (begin + 1) : g_strdup ("");
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL;
  int value_start = 0, start, end;

  if (g_str_has_suffix (inside, "]"))
    inside[strlen (inside) - 1] = '\0';
  for (g_regex_match (regex, inside, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_match_info_fetch_pos (match, 0, &start, &end);
      if (name != NULL)
        g_hash_table_insert (values, g_steal_pointer (&name), g_strndup (inside + value_start, (gsize) (start - value_start)));
      name = g_match_info_fetch (match, 1);
      value_start = end;
    }
  if (name != NULL)
    g_hash_table_insert (values, g_steal_pointer (&name), g_strdup (inside + value_start));
  return values;
}

/* The same values of the newer form. */
static GHashTable *
read_new_form (ZwJsonRecord *record)
{
  static const char *const names[] = { "id", "state", "name", "goal", "startDate", "endDate", "completeDate", "activatedDate" };
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char *value = zw_reader_dup_member (record, names[i]);
      if (value != NULL)
        g_hash_table_insert (values, g_strdup (names[i]), value);
    }
  return values;
}

static const char *
get_value (GHashTable *values, const char *name)
{
  const char *value = g_hash_table_lookup (values, name);
  return value == NULL || *value == '\0' || g_str_equal (value, "<null>") ? NULL : value;
}

static ZwNeutralSprint *
take_sprint (ZwNeutralProject *project, GHashTable *values, GTimeZone *zone)
{
  const char *id = get_value (values, "id"), *name = get_value (values, "name"), *state = get_value (values, "state");

  if (id == NULL && name == NULL)
    return NULL;
  ZwNeutralSprint *sprint = zw_neutral_find_sprint (project, id, name);
  if (sprint != NULL)
    return sprint;
  sprint = zw_neutral_get_sprint (project, id, name);
  sprint->goal = g_strdup (get_value (values, "goal"));
  sprint->state = state == NULL || g_ascii_strcasecmp (state, "future") == 0 ? ZW_SPRINT_PLANNED
                : g_ascii_strcasecmp (state, "closed") == 0                  ? ZW_SPRINT_CLOSED
                                                                             : ZW_SPRINT_ACTIVE;
  sprint->start = zw_guess_date (get_value (values, "startDate"), zone);
  sprint->end = zw_guess_date (get_value (values, "endDate"), zone);
  sprint->started = zw_guess_instant (get_value (values, "activatedDate"), zone);
  if (sprint->started == 0)
    sprint->started = zw_guess_instant (get_value (values, "startDate"), zone);
  sprint->closed = zw_guess_instant (get_value (values, "completeDate"), zone);
  if (sprint->closed == 0 && sprint->state == ZW_SPRINT_CLOSED)
    sprint->closed = zw_guess_instant (get_value (values, "endDate"), zone);
  return sprint;
}

/* Closed ones by their end, then the running one, then those to come. */
static int
compare_sprints (gconstpointer a, gconstpointer b)
{
  static const int places[] = { [ZW_SPRINT_CLOSED] = 0, [ZW_SPRINT_ACTIVE] = 1, [ZW_SPRINT_PLANNED] = 2 };
  const ZwNeutralSprint *first = *(gpointer *) a, *second = *(gpointer *) b;

  if (first->state != second->state)
    return places[first->state] - places[second->state];
  return (first->closed > second->closed) - (first->closed < second->closed);
}

GPtrArray *
zw_jira_dup_sprints (ZwNeutralProject *project, ZwJsonRecord *fields, const char *field, GTimeZone *zone)
{
  GPtrArray *sprints = g_ptr_array_new ();
  ZwJsonKind kind;
  g_autoptr (ZwJsonList) list
    = zw_json_record_get_kind (fields, field, &kind) && kind == ZW_JSON_ARRAY ? zw_json_record_open_list (fields, field) : NULL;

  for (guint i = 0; list != NULL && i < zw_json_list_get_length (list); i++)
    {
      g_autoptr (GHashTable) values = NULL;
      g_autoptr (ZwJsonRecord) record = zw_json_list_get_kind (list, i) == ZW_JSON_OBJECT ? zw_json_list_open_object (list, i) : NULL;
      if (record != NULL)
        values = read_new_form (record);
      else if (zw_json_list_get_kind (list, i) == ZW_JSON_STRING)
        values = parse_old_form (zw_json_list_get_string (list, i));
      ZwNeutralSprint *sprint = values != NULL ? take_sprint (project, values, zone) : NULL;
      if (sprint != NULL && !g_ptr_array_find (sprints, sprint, NULL))
        g_ptr_array_add (sprints, sprint);
    }
  g_ptr_array_sort (sprints, compare_sprints);
  return sprints;
}

static gboolean
has_sprint_events (const ZwNeutralTicket *ticket)
{
  for (guint i = 0; i < ticket->events->len; i++)
    if (((ZwNeutralEvent *) ticket->events->pdata[i])->field == ZW_FIELD_SPRINT)
      return TRUE;
  return FALSE;
}

void
zw_jira_settle_sprint (ZwNeutralTicket *ticket, GPtrArray *sprints, gboolean is_done)
{
  ZwNeutralSprint *last = sprints->len > 0 ? sprints->pdata[sprints->len - 1] : NULL;

  /* Jira leaves an open issue of a closed sprint in the backlog, with the sprint still in its list. */
  gboolean is_left = last != NULL && last->state == ZW_SPRINT_CLOSED && !is_done;
  ticket->sprint = is_left ? NULL : last;
  if (has_sprint_events (ticket))
    return;
  for (guint i = 0; i < sprints->len; i++)
    {
      ZwNeutralSprint *from = sprints->pdata[i], *to = i + 1 < sprints->len ? sprints->pdata[i + 1] : NULL;
      if (from->closed == 0 || (to == NULL && !is_left))
        continue;
      ZwNeutralEvent *event = zw_neutral_add_event (ticket, from->closed + 1, NULL, ZW_FIELD_SPRINT);
      event->from_sprint = from;
      event->to_sprint = to;
    }
}
