/* SPDX-License-Identifier: GPL-3.0-or-later
 * Vikunja: the data.json of its export, an array of projects with their tasks; before version 0.21 an array of namespaces that
 * hold them. Buckets are columns. In newer files a task's bucket and place hang on the view, and the board's view counts. No
 * date is the year 1. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>

#include "zw-error.h"
#include "zw-neutral-guess.h"
#include "zw-places.h"
#include "zw-reader-text.h"
#include "zw-reader.h"

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  ZwPlaces *places;
} Vikunja;

/* While a project is read. */
typedef struct {
  Vikunja *vikunja;
  ZwNeutralProject *project;
  char *view;             /* id of the board's view; NULL = an older file */
  GHashTable *buckets;    /* task -> bucket, of that view */
  GHashTable *positions;  /* task -> its place as text, of that view */
  gint64 line;
} Project;

static const char *const task_members[] = {
  "id", "title", "description", "done", "done_at", "due_date", "bucket_id", "kanban_position", "position", "index", "identifier",
  "labels", "assignees", "comments", "priority", "percent_done", "related_tasks", "attachments", "created", "updated", "created_by",
  "project_id", "list_id", "cover_image_attachment_id", "subscription", "created_by_id", "buckets", "reactions", "is_unread",
  "start_date", "end_date", NULL
};

static ZwNeutralPerson *
take_user (Vikunja *vikunja, ZwJsonRecord *user)
{
  g_autofree char *id = zw_reader_dup_member (user, "id"), *name = zw_reader_dup_member (user, "name");
  g_autofree char *login = zw_reader_dup_member (user, "username"), *email = zw_reader_dup_member (user, "email");
  return user != NULL ? zw_neutral_get_person (vikunja->neutral, id, name, login, email) : NULL;
}

static ZwNeutralPerson *
read_user (Vikunja *vikunja, ZwJsonRecord *record, const char *name)
{
  g_autoptr (ZwJsonRecord) user = zw_reader_open_object (record, name);
  return take_user (vikunja, user);
}

/* --- tasks --------------------------------------------------------------------------------------------------- */

static void
read_labels (Project *self, ZwNeutralTicket *ticket, ZwJsonRecord *task)
{
  g_autoptr (GPtrArray) labels = zw_reader_dup_objects (task, "labels");

  for (guint i = 0; i < labels->len; i++)
    {
      g_autofree char *title = zw_reader_dup_member (labels->pdata[i], "title");
      g_autofree char *colour = zw_reader_dup_member (labels->pdata[i], "hex_color");
      if (title == NULL)
        continue;
      ZwNeutralLabel *label = zw_neutral_get_label (self->project, NULL, title);
      if (label->colour == NULL)
        label->colour = g_strdup (zw_guess_colour (colour));
      zw_neutral_add_label (ticket, label);
    }
}

static void
read_people (Project *self, ZwNeutralTicket *ticket, ZwJsonRecord *task)
{
  g_autoptr (GPtrArray) users = zw_reader_dup_objects (task, "assignees"), people = g_ptr_array_new ();

  for (guint i = 0; i < users->len; i++)
    {
      ZwNeutralPerson *person = take_user (self->vikunja, users->pdata[i]);
      if (person != NULL && !g_ptr_array_find (people, person, NULL))
        g_ptr_array_add (people, person);
    }
  zw_reader_take_owners (self->project, ticket, "assignees", (ZwNeutralPerson *const *) people->pdata, people->len);
  ticket->reporter = read_user (self->vikunja, task, "created_by");
}

static void
read_comments (Project *self, ZwNeutralTicket *ticket, ZwJsonRecord *task)
{
  g_autoptr (GPtrArray) comments = zw_reader_dup_objects (task, "comments");

  for (guint i = 0; i < comments->len; i++)
    {
      g_autofree char *id = zw_reader_dup_member (comments->pdata[i], "id"), *raw = zw_reader_dup_member (comments->pdata[i], "comment");
      g_autofree char *text = zw_text_is_html (raw) ? zw_text_from_html (raw) : g_strdup (raw);
      zw_neutral_add_comment (ticket, id, read_user (self->vikunja, comments->pdata[i], "author"),
                              zw_reader_read_instant (self->vikunja->input, comments->pdata[i], "created"), text);
    }
}

static void
read_relations (ZwNeutralTicket *ticket, ZwJsonRecord *task)
{
  static const struct {
    const char *name;
    ZwField field; /* PARENT: the other is its parent */
  } kinds[] = {
    { "parenttask", ZW_FIELD_PARENT }, { "blocked", ZW_FIELD_BLOCKER }, { "follows", ZW_FIELD_BLOCKER },
    { "duplicateof", ZW_FIELD_DUPLICATES }, { "related", ZW_FIELD_RELATES },
  };
  g_autoptr (ZwJsonRecord) related = zw_reader_open_object (task, "related_tasks");

  for (guint i = 0; related != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) others = zw_reader_dup_objects (related, kinds[i].name);
      for (guint j = 0; j < others->len; j++)
        {
          g_autofree char *id = zw_reader_dup_member (others->pdata[j], "id");
          if (id != NULL && kinds[i].field != ZW_FIELD_PARENT)
            zw_neutral_add_link (ticket, kinds[i].field, id);
          else if (id != NULL && ticket->parent == NULL)
            ticket->parent = g_steal_pointer (&id);
        }
    }
}

/* In the archive each file has its attachment's number; its content comes with it. */
static void
read_attachments (Project *self, ZwNeutralTicket *ticket, ZwJsonRecord *task)
{
  static const char *const none[] = { "created_by", "task_id", NULL };
  g_autoptr (GPtrArray) entries = zw_reader_dup_objects (task, "attachments");

  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (ZwJsonRecord) file = zw_reader_open_object (entries->pdata[i], "file");
      g_autofree char *id = zw_reader_dup_member (file, "id"), *name = zw_reader_dup_member (file, "name");
      g_autofree char *mime = zw_reader_dup_member (file, "mime"), *entry = g_strconcat ("files/", id, NULL);
      g_autoptr (GBytes) content = id != NULL ? zw_reader_dup_content (self->vikunja->input, entry) : NULL;
      if (content != NULL && name != NULL)
        zw_neutral_add_attachment (self->project, ticket, name, mime, read_user (self->vikunja, entries->pdata[i], "created_by"),
                                   zw_reader_read_instant (self->vikunja->input, entries->pdata[i], "created"), content);
      else
        zw_reader_keep_object (self->project, ticket, "attachment", entries->pdata[i], none);
    }
}

static void
read_state (Project *self, ZwNeutralTicket *ticket, ZwJsonRecord *task, const char *id)
{
  g_autofree char *own_bucket = zw_reader_dup_member (task, "bucket_id");
  const char *bucket = self->view != NULL ? g_hash_table_lookup (self->buckets, id) : own_bucket;

  if (bucket != NULL && !g_str_equal (bucket, "0"))
    ticket->status = zw_neutral_find_status (self->project, bucket, NULL);
  if (!zw_reader_read_flag (task, "done"))
    return;
  ticket->closed = zw_reader_read_instant (self->vikunja->input, task, "done_at");
  int category = ticket->status == NULL ? ZW_NEUTRAL_NO_CATEGORY : ticket->status->category != ZW_NEUTRAL_NO_CATEGORY
                                            ? ticket->status->category : zw_guess_category (ticket->status->name);
  if (category == ZW_CATEGORY_DONE)
    return;
  if (ticket->status != NULL)
    zw_neutral_keep_text (self->project, ticket, "bucket", ticket->status->name);
  ticket->status = NULL;
  ticket->category = ZW_CATEGORY_DONE;
}

static void
place_ticket (Project *self, ZwNeutralTicket *ticket, ZwJsonRecord *task, const char *id)
{
  const char *text = self->view != NULL ? g_hash_table_lookup (self->positions, id) : NULL;
  double place = NAN;

  if (text != NULL)
    place = g_ascii_strtod (text, NULL);
  else if (!zw_reader_read_number (task, "kanban_position", &place))
    zw_reader_read_number (task, "position", &place);
  zw_places_put (self->vikunja->places, ticket, place);
}

/* The year 1 is none. */
static void
keep_date (Project *self, ZwNeutralTicket *ticket, ZwJsonRecord *task, const char *name)
{
  g_autofree char *text = zw_reader_dup_member (task, name);

  if (zw_reader_read_instant (self->vikunja->input, task, name) != 0)
    zw_neutral_keep_text (self->project, ticket, name, text);
}

/* Nothing, low, medium, high, urgent, now. */
static void
read_priority (ZwNeutralTicket *ticket, ZwJsonRecord *task)
{
  double priority = 0;

  if (zw_reader_read_number (task, "priority", &priority) && priority >= 1 && priority <= 5)
    ticket->priority = MIN ((int) priority + 1, 5);
}

static void
read_task (Project *self, ZwJsonRecord *task)
{
  const ZwReaderInput *input = self->vikunja->input;
  g_autofree char *id = zw_reader_dup_member (task, "id"), *raw = zw_reader_dup_member (task, "description");
  double progress = 0;

  if (id == NULL)
    {
      zw_neutral_skip (self->vikunja->neutral, self->line, zw_json_record_get_path (task), "a task without an id");
      return;
    }
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (self->project, id);
  ticket->line = self->line;
  ticket->path = g_strdup (zw_json_record_get_path (task));
  ticket->number = zw_reader_read_ticket_number (task, "index");
  ticket->title = zw_reader_dup_member (task, "title");
  ticket->description = zw_text_is_html (raw) ? zw_text_from_html (raw) : g_steal_pointer (&raw);
  ticket->due = zw_reader_read_date (input, task, "due_date");
  ticket->created = zw_reader_read_instant (input, task, "created");
  ticket->changed = zw_reader_read_instant (input, task, "updated");
  if (zw_reader_read_number (task, "percent_done", &progress) && progress > 0 && progress <= 1)
    ticket->progress = (int) lround (progress * 100);
  read_priority (ticket, task);
  read_labels (self, ticket, task);
  read_people (self, ticket, task);
  read_comments (self, ticket, task);
  read_relations (ticket, task);
  read_attachments (self, ticket, task);
  read_state (self, ticket, task, id);
  place_ticket (self, ticket, task, id);
  keep_date (self, ticket, task, "start_date");
  keep_date (self, ticket, task, "end_date");
  zw_reader_read_boxes (ticket);
  zw_reader_keep_rest (self->project, ticket, task, task_members);
}

/* --- projects ------------------------------------------------------------------------------------------------ */

static void
find_view (Project *self, ZwJsonRecord *record)
{
  g_autoptr (GPtrArray) views = zw_reader_dup_objects (record, "views");

  for (guint i = 0; i < views->len && self->view == NULL; i++)
    {
      g_autofree char *kind = zw_reader_dup_member (views->pdata[i], "view_kind");
      if (g_strcmp0 (kind, "kanban") == 0 || g_strcmp0 (kind, "3") == 0)
        self->view = zw_reader_dup_member (views->pdata[i], "id");
    }
}

/* Of the entries in the list @name that are of the board's view: task -> @member. */
static GHashTable *
map_tasks (Project *self, ZwJsonRecord *record, const char *name, const char *member)
{
  GHashTable *map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) entries = zw_reader_dup_objects (record, name);

  for (guint i = 0; i < entries->len; i++)
    {
      g_autofree char *task = zw_reader_dup_member (entries->pdata[i], "task_id");
      g_autofree char *view = zw_reader_dup_member (entries->pdata[i], "project_view_id");
      if (task != NULL && g_strcmp0 (view, self->view) == 0)
        g_hash_table_insert (map, g_steal_pointer (&task), zw_reader_dup_member (entries->pdata[i], member));
    }
  return map;
}

static void
read_buckets (Project *self, ZwJsonRecord *record)
{
  g_autoptr (GPtrArray) buckets = zw_reader_dup_objects (record, "buckets");

  for (guint i = 0; i < buckets->len; i++)
    {
      g_autofree char *id = zw_reader_dup_member (buckets->pdata[i], "id"), *title = zw_reader_dup_member (buckets->pdata[i], "title");
      g_autofree char *view = zw_reader_dup_member (buckets->pdata[i], "project_view_id");
      double place = NAN, limit = 0;
      if (id == NULL || (self->view != NULL && view != NULL && !g_str_equal (view, self->view)))
        continue;
      ZwNeutralStatus *status = zw_neutral_get_status (self->project, id, title);
      zw_reader_read_number (buckets->pdata[i], "position", &place);
      zw_places_put (self->vikunja->places, status, place);
      if (zw_reader_read_number (buckets->pdata[i], "limit", &limit) && limit > 0 && limit < 10000)
        status->wip_limit = (int) limit;
      if (zw_reader_read_flag (buckets->pdata[i], "is_done_bucket"))
        status->category = ZW_CATEGORY_DONE;
    }
}

static void
read_project (Vikunja *vikunja, ZwJsonRecord *record, gint64 line)
{
  g_autofree char *id = zw_reader_dup_member (record, "id");
  g_autoptr (GPtrArray) tasks = zw_reader_dup_objects (record, "tasks");
  Project self = { vikunja, zw_neutral_get_project (vikunja->neutral, id), .line = line };

  self.project->has_local_keys = TRUE;
  if (self.project->name == NULL)
    self.project->name = zw_reader_dup_member (record, "title");
  find_view (&self, record);
  self.buckets = map_tasks (&self, record, "task_buckets", "bucket_id");
  self.positions = map_tasks (&self, record, "positions", "position");
  read_buckets (&self, record);
  for (guint i = 0; i < tasks->len; i++)
    read_task (&self, tasks->pdata[i]);
  zw_places_sort (vikunja->places, self.project->statuses);
  zw_places_sort_tickets (vikunja->places, self.project);
  if (tasks->len == 0 && self.project->statuses->len == 0)
    g_ptr_array_remove (vikunja->neutral->projects, self.project);
  g_hash_table_unref (self.buckets);
  g_hash_table_unref (self.positions);
  g_free (self.view);
}

/* A project, or a namespace of them. */
static void
take_record (ZwJsonRecord *record, gint64 line, gpointer data)
{
  g_autoptr (GPtrArray) projects = zw_reader_dup_objects (record, "projects"), lists = zw_reader_dup_objects (record, "lists");
  ZwJsonKind kind;

  for (guint i = 0; i < projects->len; i++)
    read_project (data, projects->pdata[i], line);
  for (guint i = 0; i < lists->len; i++)
    read_project (data, lists->pdata[i], line);
  if (zw_json_record_get_kind (record, "tasks", &kind) || zw_json_record_get_kind (record, "buckets", &kind))
    read_project (data, record, line);
}

static ZwNeutral *
read_vikunja (const ZwReaderInput *input, GError **error)
{
  static const char *const lists[] = { "$[*]", NULL };
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("vikunja");
  g_autoptr (ZwPlaces) places = zw_places_new ();
  Vikunja vikunja = { input, neutral, places };
  ZwReaderInput inner;

  if (input->archive == NULL)
    return zw_reader_read_records (input, lists, neutral, take_record, &vikunja, error) ? g_steal_pointer (&neutral) : NULL;
  if (!zw_reader_enter (input, "data.json", &inner))
    {
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "there is no “%s” in the archive", "data.json");
      return NULL;
    }
  gboolean done = zw_reader_read_records (&inner, lists, neutral, take_record, &vikunja, error);
  g_object_unref (inner.stream);
  return done ? g_steal_pointer (&neutral) : NULL;
}

static gboolean
detect_vikunja (const ZwLook *look)
{
  if (look->kind == ZW_LOOK_ZIP)
    return zw_look_has (look, "data.json") && zw_look_has (look, "VERSION");
  return (look->kind == ZW_LOOK_OBJECT || look->kind == ZW_LOOK_ARRAY)
         && ((zw_look_has (look, "tasks") && zw_look_has (look, "title")
              && (zw_look_has (look, "buckets") || zw_look_has (look, "parent_project_id") || zw_look_has (look, "views")))
             || (zw_look_has (look, "is_archived") && zw_look_has (look, "title")
                 && (zw_look_has (look, "projects") || zw_look_has (look, "lists"))));
}

const ZwReader zw_reader_vikunja = { "vikunja", detect_vikunja, read_vikunja };
