/* SPDX-License-Identifier: GPL-3.0-or-later
 * Taiga: the dump of a project: stories, tasks (they become sub-tickets of their story), issues and epics, that refer to each
 * other by number and to everything else by name or e-mail address. Points are names whose values stand in a list of their own,
 * anywhere in the file. The timeline, often half of it, repeats what the rest says. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>

#include "zw-json-writer.h"
#include "zw-neutral-guess.h"
#include "zw-reader.h"

typedef enum { KIND_EPIC, KIND_STORY, KIND_TASK, KIND_ISSUE } Kind; /* in this order behind each other */

typedef struct {
  ZwNeutralTicket *ticket; /* (borrowed) */
  Kind kind;
  double kanban, backlog;
  guint order;
  GPtrArray *points;       /* (owned) names */
} Entry;

typedef struct {
  char *epic, *story; /* keys */
} Related;

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  ZwNeutralProject *project;
  GPtrArray *entries, *related;
  GHashTable *points;   /* name -> value (owned double) */
  GHashTable *archived; /* statuses */
  GHashTable *places;   /* status -> its order (owned double) */
  guint n_pages;
  gboolean is_kanban;
} Taiga;

enum { EPICS, STORIES, TASKS, ISSUES, STORY_STATUSES, TASK_STATUSES, ISSUE_STATUSES, EPIC_STATUSES, POINTS, MILESTONES, MEMBERSHIPS,
       COLOURS, PAGES };
static const char *const watches[] = {
  "$.epics[*]", "$.user_stories[*]", "$.tasks[*]", "$.issues[*]", "$.us_statuses[*]", "$.task_statuses[*]", "$.issue_statuses[*]",
  "$.epic_statuses[*]", "$.points[*]", "$.milestones[*]", "$.memberships[*]", "$.tags_colors[*]", "$.wiki_pages[*]", "!$.timeline", NULL
};

static const char *const known_members[] = {
  "ref", "subject", "description", "status", "is_closed", "owner", "assigned_to", "assigned_users", "created_date", "modified_date",
  "finish_date", "finished_date", "due_date", "tags", "milestone", "role_points", "history", "custom_attributes_values", "attachments",
  "user_story", "related_user_stories", "kanban_order", "backlog_order", "sprint_order", "us_order", "taskboard_order", "epics_order",
  "type", "priority", "version", "watchers", "votes", "color", "is_iocaine", NULL
};

static void
free_entry (gpointer data)
{
  g_ptr_array_unref (((Entry *) data)->points);
  g_free (data);
}

static void
free_related (gpointer data)
{
  g_free (((Related *) data)->epic);
  g_free (((Related *) data)->story);
  g_free (data);
}

/* --- names --------------------------------------------------------------------------------------------------- */

static double
read_number (ZwJsonRecord *record, const char *name, double otherwise)
{
  ZwJsonKind kind;
  double value;
  return zw_json_record_get_kind (record, name, &kind) && kind == ZW_JSON_NUMBER && zw_json_record_get_number (record, name, &value)
           ? value : otherwise;
}

/* The columns are those of the stories; the others come beside them where a ticket is in one. */
static void
read_status (Taiga *taiga, ZwJsonRecord *record, gboolean is_column)
{
  g_autofree char *name = zw_reader_dup_member (record, "name");
  gboolean is_archived = zw_reader_read_flag (record, "is_archived");

  if (name == NULL)
    return;
  ZwNeutralStatus *status = zw_neutral_get_status (taiga->project, NULL, name);
  if (zw_reader_read_flag (record, "is_closed"))
    status->category = ZW_CATEGORY_DONE;
  if (is_archived)
    g_hash_table_add (taiga->archived, status);
  if (is_column)
    {
      double *place = g_new (double, 1);
      *place = read_number (record, "order", INFINITY);
      g_hash_table_insert (taiga->places, status, place);
      status->is_hidden = is_archived;
      status->wip_limit = (int) CLAMP (read_number (record, "wip_limit", 0), 0, 9999);
    }
}

static void
read_milestone (Taiga *taiga, ZwJsonRecord *record)
{
  g_autofree char *name = zw_reader_dup_member (record, "name");

  if (name == NULL)
    return;
  ZwNeutralSprint *sprint = zw_neutral_get_sprint (taiga->project, NULL, name);
  sprint->start = zw_reader_read_date (taiga->input, record, "estimated_start");
  sprint->end = zw_reader_read_date (taiga->input, record, "estimated_finish");
  if (!zw_reader_read_flag (record, "closed"))
    return;
  sprint->state = ZW_SPRINT_CLOSED;
  sprint->started = zw_guess_day_instant (sprint->start, FALSE, taiga->input->zone);
  sprint->closed = zw_guess_day_instant (sprint->end, TRUE, taiga->input->zone);
}

static ZwNeutralPerson *
read_person (Taiga *taiga, ZwJsonRecord *record, const char *name)
{
  g_autofree char *email = zw_reader_dup_member (record, name);
  return zw_neutral_get_person (taiga->neutral, NULL, NULL, NULL, email);
}

static void
read_point (Taiga *taiga, ZwJsonRecord *record)
{
  char *name = zw_reader_dup_member (record, "name");
  double value = read_number (record, "value", NAN);

  if (name != NULL && !isnan (value))
    g_hash_table_insert (taiga->points, name, g_memdup2 (&value, sizeof value));
  else
    g_free (name);
}

/* ["name", "#colour"] */
static void
read_colour (Taiga *taiga, const ZwJsonSlice *slice)
{
  g_autoptr (ZwJsonRecord) holder = zw_json_record_new_holding (slice, taiga->input->warnings, NULL);
  g_autoptr (ZwJsonList) pair = holder != NULL ? zw_reader_open_list (holder, "") : NULL;

  if (zw_reader_get_length (pair) != 2 || zw_json_list_get_kind (pair, 0) != ZW_JSON_STRING
      || zw_json_list_get_kind (pair, 1) != ZW_JSON_STRING)
    return;
  ZwNeutralLabel *label = zw_neutral_get_label (taiga->project, NULL, zw_json_list_get_string (pair, 0));
  g_free (label->colour);
  label->colour = g_strdup (zw_guess_colour (zw_json_list_get_string (pair, 1)));
}

/* --- history ------------------------------------------------------------------------------------------------- */

static ZwNeutralPerson *
read_actor (Taiga *taiga, ZwJsonRecord *entry)
{
  g_autoptr (ZwJsonList) user = zw_reader_open_list (entry, "user");
  guint n = zw_reader_get_length (user);
  g_autofree char *email = n > 0 && zw_json_list_get_kind (user, 0) == ZW_JSON_STRING ? g_strdup (zw_json_list_get_string (user, 0)) : NULL;
  g_autofree char *name = n > 1 && zw_json_list_get_kind (user, 1) == ZW_JSON_STRING ? g_strdup (zw_json_list_get_string (user, 1)) : NULL;
  return zw_neutral_get_person (taiga->neutral, NULL, name, NULL, email);
}

/* "diff": {"status": [1, 2]} with the names in "values": {"status": {"1": "New", "2": "Done"}}. */
static void
read_move (Taiga *taiga, ZwNeutralTicket *ticket, ZwJsonRecord *entry, gint64 at, ZwNeutralPerson *actor)
{
  g_autoptr (ZwJsonRecord) diff = zw_reader_open_object (entry, "diff"), values = zw_reader_open_object (entry, "values");
  g_autoptr (ZwJsonList) pair = zw_reader_open_list (diff, "status");
  g_autoptr (ZwJsonRecord) names = zw_reader_open_object (values, "status");

  if (zw_reader_get_length (pair) != 2 || names == NULL || at == 0)
    return;
  g_autofree char *from_id = zw_json_list_dup_text (pair, 0), *to_id = zw_json_list_dup_text (pair, 1);
  g_autofree char *from = from_id != NULL ? zw_reader_dup_member (names, from_id) : NULL;
  g_autofree char *to = to_id != NULL ? zw_reader_dup_member (names, to_id) : NULL;
  if (from == NULL || to == NULL)
    return;
  ZwNeutralEvent *event = zw_neutral_add_event (ticket, at, actor, ZW_FIELD_STATUS);
  event->from_status = zw_neutral_get_status (taiga->project, NULL, from);
  event->to_status = zw_neutral_get_status (taiga->project, NULL, to);
}

static void
read_history (Taiga *taiga, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) history = zw_reader_open_list (record, "history");

  for (guint i = 0; i < zw_reader_get_length (history); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_reader_open_element (history, i);
      if (entry == NULL)
        continue;
      g_autofree char *text = zw_reader_dup_member (entry, "comment"), *deleted = zw_reader_dup_member (entry, "delete_comment_date");
      gint64 at = zw_reader_read_instant (taiga->input, entry, "created_at");
      ZwNeutralPerson *actor = read_actor (taiga, entry);
      if (deleted == NULL)
        zw_neutral_add_comment (ticket, NULL, actor, at, text);
      read_move (taiga, ticket, entry, at, actor);
    }
}

/* --- stories, tasks, issues, epics --------------------------------------------------------------------------- */

static void
read_people (Taiga *taiga, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) users = zw_reader_open_list (record, "assigned_users");
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  ZwNeutralPerson *first = read_person (taiga, record, "assigned_to");

  if (first != NULL)
    g_ptr_array_add (people, first);
  for (guint i = 0; i < zw_reader_get_length (users); i++)
    {
      const char *email = zw_json_list_get_kind (users, i) == ZW_JSON_STRING ? zw_json_list_get_string (users, i) : NULL;
      ZwNeutralPerson *person = zw_neutral_get_person (taiga->neutral, NULL, NULL, NULL, email);
      if (person != NULL && !g_ptr_array_find (people, person, NULL))
        g_ptr_array_add (people, person);
    }
  zw_reader_take_owners (taiga->project, ticket, "assigned_users", (ZwNeutralPerson *const *) people->pdata, people->len);
  ticket->reporter = read_person (taiga, record, "owner");
}

static void
keep_values (Taiga *taiga, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  static const char *const none[] = { NULL };
  g_autoptr (ZwJsonRecord) values = zw_reader_open_object (record, "custom_attributes_values");
  g_autoptr (ZwJsonList) attachments = zw_reader_open_list (record, "attachments");
  g_autoptr (GString) names = g_string_new (NULL);

  if (values != NULL)
    zw_reader_keep_rest (taiga->project, ticket, values, none);
  for (guint i = 0; i < zw_reader_get_length (attachments); i++)
    {
      g_autoptr (ZwJsonRecord) attachment = zw_reader_open_element (attachments, i);
      g_autofree char *name = zw_reader_dup_member (attachment, "name");
      if (name == NULL)
        continue;
      g_string_append_c (names, names->len == 0 ? '[' : ',');
      zw_json_append_quoted (names, name);
    }
  if (names->len > 0)
    zw_neutral_keep_json (taiga->project, ticket, "attachments", g_string_append_c (names, ']')->str);
}

static void
read_tags (Taiga *taiga, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) tags = zw_reader_open_list (record, "tags");

  for (guint i = 0; i < zw_reader_get_length (tags); i++)
    if (zw_json_list_get_kind (tags, i) == ZW_JSON_STRING && *zw_json_list_get_string (tags, i) != '\0')
      zw_neutral_add_label (ticket, zw_neutral_get_label (taiga->project, NULL, zw_json_list_get_string (tags, i)));
}

static void
read_points_of_roles (Entry *entry, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) roles = zw_reader_open_list (record, "role_points");

  for (guint i = 0; i < zw_reader_get_length (roles); i++)
    {
      g_autoptr (ZwJsonRecord) role = zw_reader_open_element (roles, i);
      char *name = zw_reader_dup_member (role, "points");
      if (name != NULL)
        g_ptr_array_add (entry->points, name);
    }
}

/* What only one kind has. */
static void
read_kind (Taiga *taiga, Entry *entry, ZwJsonRecord *record)
{
  static const ZwTicketType types[] = { [KIND_EPIC] = ZW_TICKET_EPIC, [KIND_STORY] = ZW_TICKET_STORY, [KIND_TASK] = ZW_TICKET_TASK,
                                        [KIND_ISSUE] = ZW_TICKET_BUG };
  ZwNeutralTicket *ticket = entry->ticket;
  g_autofree char *story = zw_reader_dup_member (record, "user_story"), *type = zw_reader_dup_member (record, "type");
  g_autofree char *priority = zw_reader_dup_member (record, "priority");
  g_autoptr (ZwJsonList) related = zw_reader_open_list (record, "related_user_stories");

  ticket->type = type != NULL ? zw_guess_type (type) : types[entry->kind];
  if (!zw_guess_is_plain_type (type))
    zw_neutral_keep_text (taiga->project, ticket, "type", type);
  ticket->priority = zw_guess_priority (priority);
  if (ticket->priority == ZW_UNSET)
    zw_neutral_keep_text (taiga->project, ticket, "priority", priority);
  if (story != NULL)
    ticket->parent = g_strconcat ("#", story, NULL);
  for (guint i = 0; i < zw_reader_get_length (related); i++)
    {
      g_autoptr (ZwJsonRecord) link = zw_reader_open_element (related, i);
      g_autofree char *ref = zw_reader_dup_member (link, "user_story"), *foreign = zw_reader_dup_member (link, "source_project_slug");
      if (ref == NULL || foreign != NULL)
        continue;
      Related *pair = g_new0 (Related, 1);
      *pair = (Related) { g_strdup (ticket->key), g_strconcat ("#", ref, NULL) };
      g_ptr_array_add (taiga->related, pair);
    }
  read_points_of_roles (entry, record);
}

static void
read_entry (Taiga *taiga, ZwJsonRecord *record, const ZwJsonSlice *slice, Kind kind)
{
  g_autofree char *ref = zw_reader_dup_member (record, "ref"), *status = zw_reader_dup_member (record, "status");
  g_autofree char *milestone = zw_reader_dup_member (record, "milestone"), *key = g_strconcat ("#", ref, NULL);

  if (ref == NULL)
    {
      zw_neutral_skip (taiga->neutral, slice->line, slice->path, "a record without a ref");
      return;
    }
  Entry *entry = g_new0 (Entry, 1);
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (taiga->project, key);
  *entry = (Entry) { ticket, kind, read_number (record, "kanban_order", INFINITY), read_number (record, "backlog_order", INFINITY),
                     taiga->entries->len, g_ptr_array_new_with_free_func (g_free) };
  g_ptr_array_add (taiga->entries, entry);
  ticket->line = slice->line;
  ticket->path = g_strdup (slice->path);
  ticket->number = (int) CLAMP (g_ascii_strtoll (ref, NULL, 10), 0, G_MAXINT - 1);
  ticket->title = zw_reader_dup_member (record, "subject");
  ticket->description = zw_reader_dup_member (record, "description");
  if (status != NULL)
    ticket->status = zw_neutral_get_status (taiga->project, NULL, status);
  if (milestone != NULL)
    ticket->sprint = zw_neutral_get_sprint (taiga->project, NULL, milestone);
  ticket->created = zw_reader_read_instant (taiga->input, record, "created_date");
  ticket->changed = zw_reader_read_instant (taiga->input, record, "modified_date");
  ticket->closed = zw_reader_read_instant (taiga->input, record, "finish_date");
  if (ticket->closed == 0)
    ticket->closed = zw_reader_read_instant (taiga->input, record, "finished_date");
  ticket->due = zw_reader_read_date (taiga->input, record, "due_date");
  read_people (taiga, ticket, record);
  read_tags (taiga, ticket, record);
  read_kind (taiga, entry, record);
  read_history (taiga, ticket, record);
  keep_values (taiga, ticket, record);
  zw_reader_keep_rest (taiga->project, ticket, record, known_members);
}

/* --- the file ------------------------------------------------------------------------------------------------ */

static void
read_member (Taiga *taiga, const ZwJsonSlice *slice)
{
  g_autoptr (ZwJsonRecord) record = zw_json_record_new_holding (slice, taiga->input->warnings, NULL);

  if (record == NULL || slice->name == NULL)
    return;
  if (g_str_equal (slice->name, "name"))
    zw_reader_take_text (&taiga->project->name, zw_reader_dup_member (record, "name"));
  else if (g_str_equal (slice->name, "description"))
    zw_reader_take_text (&taiga->project->description, zw_reader_dup_member (record, "description"));
  else if (g_str_equal (slice->name, "is_kanban_activated"))
    taiga->is_kanban = zw_reader_read_flag (record, slice->name);
}

static void
take_record (Taiga *taiga, ZwJsonRecord *record, const ZwJsonSlice *slice)
{
  if (slice->watch <= ISSUES)
    read_entry (taiga, record, slice, (Kind) slice->watch);
  else if (slice->watch <= EPIC_STATUSES)
    read_status (taiga, record, slice->watch == STORY_STATUSES);
  else if (slice->watch == POINTS)
    read_point (taiga, record);
  else if (slice->watch == MILESTONES)
    read_milestone (taiga, record);
  else if (slice->watch == PAGES)
    taiga->n_pages++;
  else if (slice->watch == MEMBERSHIPS)
    {
      ZwNeutralPerson *person = read_person (taiga, record, "user");
      if (person == NULL)
        person = read_person (taiga, record, "email");
      if (person != NULL)
        person->is_member = TRUE;
    }
}

static gboolean
take_slice (const ZwJsonSlice *slice, gpointer data, GError **error)
{
  Taiga *taiga = data;

  if (slice->watch == COLOURS)
    read_colour (taiga, slice);
  else if (slice->watch < 0)
    read_member (taiga, slice);
  else if (slice->kind != ZW_JSON_OBJECT)
    zw_neutral_skip (taiga->neutral, slice->line, slice->path, "no record");
  else
    {
      g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, taiga->input->warnings, error);
      if (record == NULL)
        return FALSE;
      take_record (taiga, record, slice);
    }
  return TRUE;
}

/* --- the end ------------------------------------------------------------------------------------------------- */

static void
sum_points (Taiga *taiga, Entry *entry)
{
  for (guint i = 0; i < entry->points->len; i++)
    {
      const double *value = g_hash_table_lookup (taiga->points, entry->points->pdata[i]);
      if (value != NULL)
        entry->ticket->estimate = (isnan (entry->ticket->estimate) ? 0 : entry->ticket->estimate) + *value;
    }
}

static int
compare_entries (gconstpointer a, gconstpointer b, gpointer data)
{
  const Entry *first = *(gpointer *) a, *second = *(gpointer *) b;
  const Taiga *taiga = data;
  double first_place = taiga->is_kanban ? first->kanban : first->backlog;
  double second_place = taiga->is_kanban ? second->kanban : second->backlog;

  if (first->kind != second->kind)
    return (int) first->kind - (int) second->kind;
  if (first_place != second_place)
    return first_place < second_place ? -1 : 1;
  return (first->order > second->order) - (first->order < second->order);
}

/* Open ones in front of the first column that is done. */
static void
place_others (Taiga *taiga)
{
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  double first_done = INFINITY;

  for (guint i = 0; i < taiga->entries->len; i++)
    g_hash_table_add (used, ((Entry *) taiga->entries->pdata[i])->ticket->status);
  for (guint i = 0; i < taiga->project->statuses->len; i++)
    {
      const ZwNeutralStatus *status = taiga->project->statuses->pdata[i];
      const double *place = g_hash_table_lookup (taiga->places, status);
      if (place != NULL && status->category == ZW_CATEGORY_DONE)
        first_done = MIN (first_done, *place);
    }
  for (guint i = 0; i < taiga->project->statuses->len; i++)
    {
      ZwNeutralStatus *status = taiga->project->statuses->pdata[i];
      double *place = g_hash_table_contains (taiga->places, status) ? NULL : g_new (double, 1);
      if (place == NULL)
        continue;
      *place = status->category == ZW_CATEGORY_DONE ? INFINITY : first_done - 0.5;
      status->is_hidden = !g_hash_table_contains (used, status);
      g_hash_table_insert (taiga->places, status, place);
    }
}

static int
compare_statuses (gconstpointer a, gconstpointer b, gpointer places)
{
  const double *first = g_hash_table_lookup (places, *(gpointer *) a), *second = g_hash_table_lookup (places, *(gpointer *) b);
  double first_place = first != NULL ? *first : INFINITY, second_place = second != NULL ? *second : INFINITY;
  return (first_place > second_place) - (first_place < second_place);
}

static void
finish (Taiga *taiga)
{
  g_autoptr (GHashTable) order = g_hash_table_new (NULL, NULL), by_key = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_sort_with_data (taiga->entries, compare_entries, taiga);
  for (guint i = 0; i < taiga->entries->len; i++)
    {
      Entry *entry = taiga->entries->pdata[i];
      sum_points (taiga, entry);
      entry->ticket->is_archived = g_hash_table_contains (taiga->archived, entry->ticket->status);
      g_hash_table_insert (order, entry->ticket, GUINT_TO_POINTER (i));
      g_hash_table_insert (by_key, entry->ticket->key, entry->ticket);
    }
  zw_neutral_sort_tickets (taiga->project, order);
  for (guint i = 0; i < taiga->related->len; i++)
    {
      const Related *related = taiga->related->pdata[i];
      ZwNeutralTicket *story = g_hash_table_lookup (by_key, related->story);
      if (story != NULL && story->parent == NULL)
        story->parent = g_strdup (related->epic);
    }
  place_others (taiga);
  g_ptr_array_sort_with_data (taiga->project->statuses, compare_statuses, taiga->places);
  if (taiga->n_pages > 0)
    zw_neutral_warn (taiga->neutral, 0, "$.wiki_pages", "pages of the wiki are left out (%u)", taiga->n_pages);
}

static ZwNeutral *
read_taiga (const ZwReaderInput *input, GError **error)
{
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("taiga");
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry), related = g_ptr_array_new_with_free_func (free_related);
  g_autoptr (GHashTable) points = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) archived = g_hash_table_new (NULL, NULL), places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Taiga taiga = { input, neutral, zw_neutral_get_project (neutral, NULL), entries, related, points, archived, places };

  taiga.project->has_local_keys = TRUE;
  if (!zw_reader_scan (input, watches, take_slice, &taiga, error))
    return NULL;
  finish (&taiga);
  return g_steal_pointer (&neutral);
}

static gboolean
detect_taiga (const ZwLook *look)
{
  return look->kind == ZW_LOOK_OBJECT && zw_look_has (look, "us_statuses") && zw_look_has (look, "user_stories");
}

const ZwReader zw_reader_taiga = { "taiga", detect_taiga, read_taiga };
