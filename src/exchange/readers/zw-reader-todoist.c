/* SPDX-License-Identifier: GPL-3.0-or-later
 * Todoist: the answer of its sync interface: flat lists that refer to each other by id. Sections are columns; who is ticked is
 * done wherever it stands. Completed tasks are in it only where they were asked for. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>

#include "zw-neutral-guess.h"
#include "zw-places.h"
#include "zw-reader.h"

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  ZwPlaces *places;
  GHashTable *colours;  /* label -> colour */
  GHashTable *sections; /* id -> its ZwNeutralStatus */
  GHashTable *tickets;  /* id -> ticket */
  GHashTable *homes;    /* ticket -> its project */
  GPtrArray *items, *notes; /* ZwJsonRecord */
  GArray *lines;        /* gint64, of the items */
  guint n_deleted, n_reminders;
} Todoist;

enum { ITEMS, PROJECTS, SECTIONS, LABELS, NOTES, REMINDERS, PEOPLE, USER };
static const char *const watches[] = { "$.items[*]", "$.projects[*]", "$.sections[*]", "$.labels[*]", "$.notes[*]", "$.reminders[*]",
                                       "$.collaborators[*]", "$.user", NULL };

static const char *const item_members[] = {
  "id", "v2_id", "user_id", "sync_id", "project_id", "v2_project_id", "section_id", "v2_section_id", "parent_id", "v2_parent_id",
  "content", "description", "priority", "due", "labels", "child_order", "day_order", "checked", "is_deleted", "added_at", "date_added",
  "updated_at", "completed_at", "date_completed", "added_by_uid", "assigned_by_uid", "responsible_uid", "duration", "collapsed",
  "is_collapsed", "note_count", "in_history", NULL
};

/* --- names --------------------------------------------------------------------------------------------------- */

static void
read_project (Todoist *todoist, ZwJsonRecord *record)
{
  g_autofree char *id = zw_reader_dup_member (record, "id");
  ZwNeutralProject *project = zw_neutral_get_project (todoist->neutral, id != NULL ? id : "");

  g_free (project->name);
  project->name = zw_reader_dup_member (record, "name");
}

static void
read_section (Todoist *todoist, ZwJsonRecord *record)
{
  g_autofree char *id = zw_reader_dup_member (record, "id"), *project_id = zw_reader_dup_member (record, "project_id");
  g_autofree char *name = zw_reader_dup_member (record, "name");
  double place = NAN;

  if (id == NULL || zw_reader_read_flag (record, "is_deleted"))
    return;
  ZwNeutralStatus *status = zw_neutral_get_status (zw_neutral_get_project (todoist->neutral, project_id != NULL ? project_id : ""), id,
                                                   name);
  status->is_hidden = zw_reader_read_flag (record, "is_archived");
  if (!zw_reader_read_number (record, "section_order", &place))
    zw_reader_read_number (record, "item_order", &place);
  zw_places_put (todoist->places, status, place);
  g_hash_table_insert (todoist->sections, g_steal_pointer (&id), status);
}

static void
read_person (Todoist *todoist, ZwJsonRecord *record)
{
  g_autofree char *id = zw_reader_dup_member (record, "id"), *name = zw_reader_dup_member (record, "full_name");
  g_autofree char *email = zw_reader_dup_member (record, "email");
  zw_neutral_get_person (todoist->neutral, id, name, NULL, email);
}

static ZwNeutralPerson *
find_person (Todoist *todoist, ZwJsonRecord *record, const char *name)
{
  g_autofree char *id = zw_reader_dup_member (record, name);
  return zw_neutral_get_person (todoist->neutral, id, NULL, NULL, NULL);
}

/* --- items --------------------------------------------------------------------------------------------------- */

/* 4 is the most urgent, 1 none. */
static void
read_priority (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *item)
{
  double priority = 1;

  zw_reader_read_number (item, "priority", &priority);
  if (priority >= 3)
    ticket->priority = priority >= 4 ? 5 : 4;
  else if (priority >= 2)
    zw_neutral_keep_text (project, ticket, "priority", "2");
}

static void
read_due (Todoist *todoist, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *item)
{
  g_autoptr (ZwJsonRecord) due = zw_reader_open_object (item, "due"), deadline = zw_reader_open_object (item, "deadline");
  g_autofree char *text = zw_reader_dup_member (due, "string");

  if (due != NULL)
    ticket->due = zw_reader_read_date (todoist->input, due, "date");
  if (ticket->due == ZW_UNSET && deadline != NULL)
    ticket->due = zw_reader_read_date (todoist->input, deadline, "date");
  if (zw_reader_read_flag (due, "is_recurring"))
    zw_neutral_keep_text (project, ticket, "recurring", text);
}

static void
read_duration (ZwNeutralTicket *ticket, ZwJsonRecord *item)
{
  g_autoptr (ZwJsonRecord) duration = zw_reader_open_object (item, "duration");
  g_autofree char *unit = zw_reader_dup_member (duration, "unit");
  double amount = 0;

  if (zw_reader_read_number (duration, "amount", &amount) && amount > 0 && amount < 1e5)
    ticket->planned = (int) lround (amount * (g_strcmp0 (unit, "day") == 0 ? 8 * 60 : 1));
}

static void
read_labels (Todoist *todoist, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *item)
{
  g_autoptr (ZwJsonList) labels = zw_reader_open_list (item, "labels");

  for (guint i = 0; i < zw_reader_get_length (labels); i++)
    {
      const char *name = zw_json_list_get_kind (labels, i) == ZW_JSON_STRING ? zw_json_list_get_string (labels, i) : "";
      if (*name == '\0')
        continue;
      ZwNeutralLabel *label = zw_neutral_get_label (project, NULL, name);
      const char *colour = g_hash_table_lookup (todoist->colours, name);
      if (label->colour == NULL)
        label->colour = g_strdup (zw_guess_colour (colour));
      zw_neutral_add_label (ticket, label);
    }
}

/* Who is in no section of a project that has some stands in a column of its own, in front. */
static void
read_state (Todoist *todoist, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *item)
{
  g_autofree char *section = zw_reader_dup_member (item, "section_id"), *completed = zw_reader_dup_member (item, "completed_at");
  ZwNeutralStatus *status = section != NULL ? g_hash_table_lookup (todoist->sections, section) : NULL;

  if (zw_reader_read_flag (item, "checked"))
    {
      ticket->category = ZW_CATEGORY_DONE;
      ticket->closed = zw_guess_instant (completed, todoist->input->zone);
      if (ticket->closed == 0)
        ticket->closed = zw_reader_read_instant (todoist->input, item, "date_completed");
      if (status != NULL && zw_guess_category (status->name) != ZW_CATEGORY_DONE)
        {
          zw_neutral_keep_text (project, ticket, "section", status->name);
          status = NULL;
        }
    }
  else if (status == NULL && project->statuses->len > 0)
    {
      gboolean is_new = zw_neutral_find_status (project, "", NULL) == NULL;
      status = zw_neutral_get_status (project, "", "No Section");
      status->category = ZW_CATEGORY_TODO;
      if (is_new)
        zw_places_put (todoist->places, status, -INFINITY);
    }
  ticket->status = status;
}

static void
read_item (Todoist *todoist, ZwJsonRecord *item, gint64 line)
{
  g_autofree char *id = zw_reader_dup_member (item, "id"), *project_id = zw_reader_dup_member (item, "project_id");
  ZwNeutralProject *project = zw_neutral_get_project (todoist->neutral, project_id != NULL ? project_id : "");
  double place = NAN;

  if (id == NULL)
    {
      zw_neutral_skip (todoist->neutral, line, zw_json_record_get_path (item), "a task without an id");
      return;
    }
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (project, id);
  g_hash_table_insert (todoist->tickets, ticket->key, ticket);
  g_hash_table_insert (todoist->homes, ticket, project);
  zw_reader_read_number (item, "child_order", &place);
  zw_places_put (todoist->places, ticket, place);
  ticket->line = line;
  ticket->path = g_strdup (zw_json_record_get_path (item));
  ticket->title = zw_reader_dup_member (item, "content");
  ticket->description = zw_reader_dup_member (item, "description");
  ticket->parent = zw_reader_dup_member (item, "parent_id");
  ticket->created = zw_reader_read_instant (todoist->input, item, "added_at");
  if (ticket->created == 0)
    ticket->created = zw_reader_read_instant (todoist->input, item, "date_added");
  ticket->changed = zw_reader_read_instant (todoist->input, item, "updated_at");
  ticket->owner = find_person (todoist, item, "responsible_uid");
  ticket->reporter = find_person (todoist, item, "added_by_uid");
  if (ticket->owner != NULL)
    ticket->owner->is_member = TRUE;
  read_priority (project, ticket, item);
  read_due (todoist, project, ticket, item);
  read_duration (ticket, item);
  read_labels (todoist, project, ticket, item);
  read_state (todoist, project, ticket, item);
  zw_reader_keep_rest (project, ticket, item, item_members);
}

static void
read_note (Todoist *todoist, ZwJsonRecord *note)
{
  g_autofree char *item = zw_reader_dup_member (note, "item_id"), *id = zw_reader_dup_member (note, "id");
  g_autofree char *text = zw_reader_dup_member (note, "content");
  g_autoptr (ZwJsonRecord) file = zw_reader_open_object (note, "file_attachment");
  ZwNeutralTicket *ticket = item != NULL ? g_hash_table_lookup (todoist->tickets, item) : NULL;
  static const char *const none[] = { NULL };
  gint64 at = zw_reader_read_instant (todoist->input, note, "posted_at");

  if (ticket == NULL || zw_reader_read_flag (note, "is_deleted"))
    return;
  zw_neutral_add_comment (ticket, id, find_person (todoist, note, "posted_uid"),
                          at != 0 ? at : zw_reader_read_instant (todoist->input, note, "posted"), text);
  if (file != NULL)
    zw_reader_keep_object (g_hash_table_lookup (todoist->homes, ticket), ticket, "attachment", file, none);
}

/* --- the file ------------------------------------------------------------------------------------------------ */

static void
take_kept (Todoist *todoist, const ZwJsonSlice *slice, ZwJsonRecord *record)
{
  if (slice->watch == NOTES)
    g_ptr_array_add (todoist->notes, record);
  else
    {
      g_ptr_array_add (todoist->items, record);
      g_array_append_val (todoist->lines, slice->line);
    }
}

static gboolean
take_slice (const ZwJsonSlice *slice, gpointer data, GError **error)
{
  Todoist *todoist = data;

  if (slice->watch < 0 || slice->kind != ZW_JSON_OBJECT)
    return TRUE;
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, todoist->input->warnings, error);
  if (record == NULL)
    return FALSE;
  if (zw_reader_read_flag (record, "is_deleted") && slice->watch == ITEMS)
    todoist->n_deleted++;
  else if (slice->watch == ITEMS || slice->watch == NOTES)
    take_kept (todoist, slice, g_steal_pointer (&record));
  else if (slice->watch == PROJECTS)
    read_project (todoist, record);
  else if (slice->watch == SECTIONS)
    read_section (todoist, record);
  else if (slice->watch == LABELS)
    {
      char *name = zw_reader_dup_member (record, "name");
      if (name != NULL)
        g_hash_table_insert (todoist->colours, name, zw_reader_dup_member (record, "color"));
    }
  else if (slice->watch == REMINDERS)
    todoist->n_reminders++;
  else
    read_person (todoist, record);
  return TRUE;
}

static void
finish (Todoist *todoist)
{
  ZwNeutral *neutral = todoist->neutral;

  for (guint i = 0; i < todoist->items->len; i++)
    read_item (todoist, todoist->items->pdata[i], g_array_index (todoist->lines, gint64, i));
  for (guint i = 0; i < todoist->notes->len; i++)
    read_note (todoist, todoist->notes->pdata[i]);
  for (guint i = neutral->projects->len; i > 0; i--)
    {
      ZwNeutralProject *project = neutral->projects->pdata[i - 1];
      zw_places_sort (todoist->places, project->statuses);
      zw_places_sort_tickets (todoist->places, project);
      if (project->tickets->len == 0 && project->statuses->len == 0)
        g_ptr_array_remove_index (neutral->projects, i - 1);
    }
  neutral->n_skipped += todoist->n_deleted;
  if (todoist->n_deleted > 0)
    zw_neutral_warn (neutral, 0, NULL, "deleted tasks are left out (%u)", todoist->n_deleted);
  if (todoist->n_reminders > 0)
    zw_neutral_warn (neutral, 0, NULL, "reminders are left out (%u)", todoist->n_reminders);
}

static ZwNeutral *
read_todoist (const ZwReaderInput *input, GError **error)
{
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("todoist");
  g_autoptr (ZwPlaces) places = zw_places_new ();
  g_autoptr (GHashTable) colours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) tickets = g_hash_table_new (g_str_hash, g_str_equal), homes = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_json_record_free);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_json_record_free);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  Todoist todoist = { input, neutral, places, colours, sections, tickets, homes, items, notes, lines };

  if (!zw_reader_scan (input, watches, take_slice, &todoist, error))
    return NULL;
  finish (&todoist);
  return g_steal_pointer (&neutral);
}

static gboolean
detect_todoist (const ZwLook *look)
{
  return look->kind == ZW_LOOK_OBJECT && zw_look_has (look, "items")
         && (zw_look_has (look, "sync_token") || zw_look_has (look, "sections") || zw_look_has (look, "project_notes"));
}

const ZwReader zw_reader_todoist = { "todoist", detect_todoist, read_todoist };
