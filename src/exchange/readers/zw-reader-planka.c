/* SPDX-License-Identifier: GPL-3.0-or-later
 * Planka: answers of its interface, for it exports nothing itself: a board with all that is included, the cards of an archived
 * list, the comments of a card; several, one behind the other, are one board. Join tables, not nested; ids are digits in
 * strings. Of versions 1 (tasks hang on cards) and 2 (on lists of tasks). */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <string.h>

#include "zw-neutral-guess.h"
#include "zw-places.h"
#include "zw-reader.h"

typedef struct {
  char *from, *to; /* ids */
} Join;

typedef struct {
  char *list, *card, *id, *name;
  gboolean done;
  double place;
  guint order;
} Task;

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  ZwNeutralProject *project;
  ZwPlaces *places;
  GHashTable *cards;      /* id -> ticket */
  GHashTable *task_lists; /* id -> card */
  GHashTable *fields;     /* id of a custom field -> its name */
  GPtrArray *labels, *members; /* Join: card, label or person */
  GPtrArray *tasks, *records;  /* Task; ZwJsonRecord of what waits for the cards */
} Planka;

enum { ITEM, ITEMS, LISTS, CARDS, LABELS, CARD_LABELS, MEMBERS, TASK_LISTS, TASKS, USERS, ATTACHMENTS, COMMENTS, ACTIONS, FIELDS, VALUES };
static const char *const watches[] = { "$.item", "$.items[*]", "$.included.lists[*]", "$.included.cards[*]", "$.included.labels[*]",
                                       "$.included.cardLabels[*]", "$.included.cardMemberships[*]", "$.included.taskLists[*]",
                                       "$.included.tasks[*]", "$.included.users[*]", "$.included.attachments[*]",
                                       "$.included.comments[*]", "$.included.actions[*]", "$.included.customFields[*]",
                                       "$.included.customFieldValues[*]", NULL };

static const char *const card_members[] = {
  "id", "boardId", "listId", "creatorUserId", "prevListId", "coverAttachmentId", "type", "position", "name", "description", "dueDate",
  "isClosed", "isDueCompleted", "isSubscribed", "commentsTotal", "listChangedAt", "createdAt", "updatedAt", NULL
};

static void
free_join (gpointer data)
{
  Join *join = data;

  g_free (join->from);
  g_free (join->to);
  g_free (join);
}

static void
free_task (gpointer data)
{
  Task *task = data;

  g_free (task->list);
  g_free (task->card);
  g_free (task->id);
  g_free (task->name);
  g_free (task);
}

static double
read_place (ZwJsonRecord *record)
{
  double place = INFINITY;

  zw_reader_read_number (record, "position", &place);
  return place;
}

/* --- names --------------------------------------------------------------------------------------------------- */

/* The archive and the bin have neither name nor place. */
static void
read_list (Planka *planka, ZwJsonRecord *record)
{
  g_autofree char *id = zw_reader_dup_member (record, "id"), *name = zw_reader_dup_member (record, "name");
  g_autofree char *type = zw_reader_dup_member (record, "type");
  gboolean is_hidden = g_strcmp0 (type, "archive") == 0 || g_strcmp0 (type, "trash") == 0;

  if (id == NULL)
    return;
  ZwNeutralStatus *status = zw_neutral_get_status (planka->project, id, NULL);
  g_free (status->name);
  status->name = g_strdup (name != NULL ? name : g_strcmp0 (type, "trash") == 0 ? "Trash" : is_hidden ? "Archive" : id);
  status->is_hidden = is_hidden;
  if (is_hidden)
    status->category = ZW_CATEGORY_TODO;
  if (g_strcmp0 (type, "closed") == 0)
    status->category = ZW_CATEGORY_DONE;
  zw_places_put (planka->places, status, read_place (record));
}

/* "berry-red" is a red. */
static void
read_label (Planka *planka, ZwJsonRecord *record)
{
  g_autofree char *id = zw_reader_dup_member (record, "id"), *name = zw_reader_dup_member (record, "name");
  g_autofree char *colour = zw_reader_dup_member (record, "color");
  const char *dash = colour != NULL ? strrchr (colour, '-') : NULL;

  if (id == NULL)
    return;
  ZwNeutralLabel *label = zw_neutral_get_label (planka->project, id, NULL);
  g_free (label->name);
  label->name = g_strdup (name != NULL ? name : colour != NULL ? colour : "Label");
  g_free (label->colour);
  label->colour = g_strdup (zw_guess_colour (colour));
  if (label->colour == NULL && dash != NULL)
    label->colour = g_strdup (zw_guess_colour (dash + 1));
}

static void
read_user (Planka *planka, ZwJsonRecord *record)
{
  g_autofree char *id = zw_reader_dup_member (record, "id"), *name = zw_reader_dup_member (record, "name");
  g_autofree char *login = zw_reader_dup_member (record, "username"), *email = zw_reader_dup_member (record, "email");

  zw_neutral_get_person (planka->neutral, id, name, login, email);
}

static ZwNeutralPerson *
read_person (Planka *planka, ZwJsonRecord *record, const char *name)
{
  g_autofree char *id = zw_reader_dup_member (record, name);
  return zw_neutral_get_person (planka->neutral, id, NULL, NULL, NULL);
}

static void
take_join (GPtrArray *joins, ZwJsonRecord *record, const char *name)
{
  Join *join = g_new0 (Join, 1);

  *join = (Join) { zw_reader_dup_member (record, "cardId"), zw_reader_dup_member (record, name) };
  g_ptr_array_add (joins, join);
}

/* --- cards --------------------------------------------------------------------------------------------------- */

static void
read_card (Planka *planka, ZwJsonRecord *record, gint64 line)
{
  g_autofree char *id = zw_reader_dup_member (record, "id"), *list = zw_reader_dup_member (record, "listId");

  if (id == NULL)
    {
      zw_neutral_skip (planka->neutral, line, zw_json_record_get_path (record), "a card without an id");
      return;
    }
  if (g_hash_table_contains (planka->cards, id))
    return;
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (planka->project, id);
  g_hash_table_insert (planka->cards, ticket->key, ticket);
  zw_places_put (planka->places, ticket, read_place (record));
  ticket->line = line;
  ticket->path = g_strdup (zw_json_record_get_path (record));
  ticket->title = zw_reader_dup_member (record, "name");
  ticket->description = zw_reader_dup_member (record, "description");
  ticket->status = zw_neutral_get_status (planka->project, list != NULL ? list : "", NULL);
  ticket->reporter = read_person (planka, record, "creatorUserId");
  ticket->due = zw_reader_read_date (planka->input, record, "dueDate");
  ticket->created = zw_reader_read_instant (planka->input, record, "createdAt");
  ticket->changed = zw_reader_read_instant (planka->input, record, "updatedAt");
  if (zw_reader_read_flag (record, "isClosed"))
    ticket->closed = zw_reader_read_instant (planka->input, record, "listChangedAt");
  zw_reader_keep_rest (planka->project, ticket, record, card_members);
}

static void
read_task (Planka *planka, ZwJsonRecord *record)
{
  Task *task = g_new0 (Task, 1);

  *task = (Task) { zw_reader_dup_member (record, "taskListId"), zw_reader_dup_member (record, "cardId"),
                   zw_reader_dup_member (record, "id"), zw_reader_dup_member (record, "name"),
                   zw_reader_read_flag (record, "isCompleted"), read_place (record),
                   planka->tasks->len };
  g_ptr_array_add (planka->tasks, task);
}

/* A board, a card, or a comment that came alone. */
static void
read_item (Planka *planka, ZwJsonRecord *record, gint64 line, gboolean is_single)
{
  ZwJsonKind kind;

  if (zw_json_record_get_kind (record, "listId", &kind))
    read_card (planka, record, line);
  else if (zw_json_record_get_kind (record, "cardId", &kind))
    g_ptr_array_add (planka->records, record);
  else if (is_single && planka->project->name == NULL)
    planka->project->name = zw_reader_dup_member (record, "name");
}

static void
note_name (GHashTable *names, ZwJsonRecord *record, const char *member)
{
  char *id = zw_reader_dup_member (record, "id");

  if (id != NULL)
    g_hash_table_insert (names, id, zw_reader_dup_member (record, member));
}

static gboolean
take_slice (const ZwJsonSlice *slice, gpointer data, GError **error)
{
  Planka *planka = data;

  if (slice->watch < 0 || slice->kind != ZW_JSON_OBJECT)
    return TRUE;
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, planka->input->warnings, error);
  if (record == NULL)
    return FALSE;
  guint n_waiting = planka->records->len;
  switch (slice->watch)
    {
    case ITEM: case ITEMS: read_item (planka, record, slice->line, slice->watch == ITEM); break;
    case LISTS: read_list (planka, record); break;
    case CARDS: read_card (planka, record, slice->line); break;
    case LABELS: read_label (planka, record); break;
    case CARD_LABELS: take_join (planka->labels, record, "labelId"); break;
    case MEMBERS: take_join (planka->members, record, "userId"); break;
    case TASK_LISTS: note_name (planka->task_lists, record, "cardId"); break;
    case TASKS: read_task (planka, record); break;
    case USERS: read_user (planka, record); break;
    case FIELDS: note_name (planka->fields, record, "name"); break;
    case ATTACHMENTS:
    case COMMENTS:
    case ACTIONS:
    case VALUES: g_ptr_array_add (planka->records, record); break;
    }
  if (planka->records->len > n_waiting)
    g_steal_pointer (&record);
  return TRUE;
}

/* --- the end ------------------------------------------------------------------------------------------------- */

static ZwNeutralTicket *
find_card (Planka *planka, const char *id)
{
  return id != NULL ? g_hash_table_lookup (planka->cards, id) : NULL;
}

static void
apply_labels (Planka *planka)
{
  for (guint i = 0; i < planka->labels->len; i++)
    {
      const Join *join = planka->labels->pdata[i];
      ZwNeutralTicket *ticket = find_card (planka, join->from);
      if (ticket != NULL && join->to != NULL)
        zw_neutral_add_label (ticket, zw_neutral_get_label (planka->project, join->to, NULL));
    }
  zw_neutral_drop_unknown_labels (planka->project);
}

static void
apply_members (Planka *planka)
{
  g_autoptr (GHashTable) people = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer ticket, members;

  for (guint i = 0; i < planka->members->len; i++)
    {
      const Join *join = planka->members->pdata[i];
      ZwNeutralTicket *card = find_card (planka, join->from);
      ZwNeutralPerson *person = zw_neutral_get_person (planka->neutral, join->to, NULL, NULL, NULL);
      if (card == NULL || person == NULL)
        continue;
      if (!g_hash_table_contains (people, card))
        g_hash_table_insert (people, card, g_ptr_array_new ());
      g_ptr_array_add (g_hash_table_lookup (people, card), person);
    }
  g_hash_table_iter_init (&iter, people);
  while (g_hash_table_iter_next (&iter, &ticket, &members))
    zw_reader_take_owners (planka->project, ticket, "members", (ZwNeutralPerson *const *) ((GPtrArray *) members)->pdata,
                           ((GPtrArray *) members)->len);
}

static int
compare_tasks (gconstpointer a, gconstpointer b)
{
  const Task *first = *(gpointer *) a, *second = *(gpointer *) b;

  if (first->place != second->place)
    return first->place < second->place ? -1 : 1;
  return (first->order > second->order) - (first->order < second->order);
}

static void
apply_tasks (Planka *planka)
{
  g_ptr_array_sort (planka->tasks, compare_tasks);
  for (guint i = 0; i < planka->tasks->len; i++)
    {
      const Task *task = planka->tasks->pdata[i];
      const char *card = task->list != NULL ? g_hash_table_lookup (planka->task_lists, task->list) : task->card;
      ZwNeutralTicket *ticket = find_card (planka, card);
      if (ticket != NULL)
        zw_neutral_add_check (ticket, task->id, task->name, task->done);
    }
}

/* A comment, an action of version 1 that is one, a file, or the value of a custom field. */
static void
apply_record (Planka *planka, ZwJsonRecord *record)
{
  static const char *const rest[] = { "id", "cardId", "createdAt", "updatedAt", "creatorUserId", NULL };
  g_autofree char *card = zw_reader_dup_member (record, "cardId"), *id = zw_reader_dup_member (record, "id");
  g_autofree char *text = zw_reader_dup_member (record, "text"), *old_text = zw_reader_dup_inner (record, "data", "text");
  g_autofree char *field = zw_reader_dup_member (record, "customFieldId"), *content = zw_reader_dup_member (record, "content");
  g_autofree char *name = zw_reader_dup_member (record, "name");
  ZwNeutralTicket *ticket = find_card (planka, card);
  const char *field_name = field != NULL ? g_hash_table_lookup (planka->fields, field) : NULL;
  double points = zw_guess_is_points (field_name) ? zw_guess_points (content) : NAN;

  if (ticket == NULL)
    return;
  if (text != NULL || old_text != NULL)
    zw_neutral_add_comment (ticket, id, read_person (planka, record, "userId"),
                            zw_reader_read_instant (planka->input, record, "createdAt"), text != NULL ? text : old_text);
  else if (!isnan (points) && isnan (ticket->estimate))
    ticket->estimate = points;
  else if (field != NULL)
    zw_neutral_keep_text (planka->project, ticket, field_name != NULL ? field_name : field, content);
  else if (name != NULL)
    zw_reader_keep_object (planka->project, ticket, "attachment", record, rest);
}

static void
finish (Planka *planka)
{
  g_autoptr (GHashTable) lost = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < planka->project->statuses->len; i++)
    {
      ZwNeutralStatus *status = planka->project->statuses->pdata[i];
      if (g_strcmp0 (status->id, status->name) == 0 || status->name == NULL)
        g_hash_table_add (lost, status);
    }
  zw_neutral_gather_lost (planka->project, lost);
  apply_labels (planka);
  apply_members (planka);
  apply_tasks (planka);
  for (guint i = 0; i < planka->records->len; i++)
    apply_record (planka, planka->records->pdata[i]);
  for (guint i = 0; i < planka->project->tickets->len; i++)
    {
      ZwNeutralTicket *ticket = planka->project->tickets->pdata[i];
      ticket->is_archived = ticket->status->is_hidden && !g_hash_table_contains (lost, ticket->status);
    }
  zw_places_sort (planka->places, planka->project->statuses);
  zw_places_sort_tickets (planka->places, planka->project);
}

static ZwNeutral *
read_planka (const ZwReaderInput *input, GError **error)
{
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("planka");
  g_autoptr (ZwPlaces) places = zw_places_new ();
  g_autoptr (GHashTable) cards = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) task_lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (free_join), members = g_ptr_array_new_with_free_func (free_join);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (free_task);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_json_record_free);
  Planka planka = { input, neutral, zw_neutral_get_project (neutral, NULL), places, cards, task_lists, fields, labels, members, tasks,
                    records };

  if (!zw_reader_scan (input, watches, take_slice, &planka, error))
    return NULL;
  finish (&planka);
  return g_steal_pointer (&neutral);
}

static gboolean
detect_planka (const ZwLook *look)
{
  return look->kind == ZW_LOOK_OBJECT && zw_look_has (look, "included") && (zw_look_has (look, "item") || zw_look_has (look, "items"));
}

const ZwReader zw_reader_planka = { "planka", detect_planka, read_planka };
