/* SPDX-License-Identifier: GPL-3.0-or-later
 * Wekan: a board as it exports itself ("_format": "wekan-board-1.0.0"): flat arrays that refer to each other by id, in any
 * order, so what belongs to cards waits for the end. References may dangle: members who left, lists that are gone. Content of
 * attachments is not taken over. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>

#include "zw-neutral-guess.h"
#include "zw-reader.h"

typedef struct {
  ZwNeutralTicket *ticket; /* (borrowed) */
  char *lane;              /* id of its swimlane */
  double place;
  guint order;
} Card;

typedef struct {
  char *name;
  GHashTable *options; /* id -> text */
} Definition;

typedef struct {
  char *card, *id, *list, *text;
  double place;
  gboolean done;
} Item;

typedef struct {
  char *card, *id, *text, *from, *to; /* a comment, or a move between lists */
  ZwNeutralPerson *author;
  gint64 at, edited;
} Event;

typedef struct {
  char *card, *field, *value;
} Value;

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  ZwNeutralProject *project;
  GHashTable *places;      /* status -> its place (owned double); a list that is gone has none */
  GHashTable *lanes;       /* swimlane id -> title */
  GHashTable *definitions; /* id -> Definition */
  GHashTable *checklists;  /* id -> title */
  GHashTable *by_id;       /* card id -> Card */
  GPtrArray *cards, *items, *events, *values;
} Board;

enum { LISTS, CARDS, SWIMLANES, COMMENTS, CHECKLISTS, ITEMS, LABELS, FIELDS, ACTIVITIES, USERS };
static const char *const watches[] = { "$.lists[*]", "$.cards[*]", "$.swimlanes[*]", "$.comments[*]", "$.checklists[*]",
                                       "$.checklistItems[*]", "$.labels[*]", "$.customFields[*]", "$.activities[*]", "$.users[*]", NULL };

static const char *const card_members[] = {
  "_id", "id", "title", "description", "boardId", "listId", "swimlaneId", "sort", "archived", "archivedAt", "labelIds", "members",
  "assignees", "createdAt", "modifiedAt", "dateLastActivity", "dueAt", "endAt", "spentTime", "parentId", "customFields", "cardNumber",
  "userId", "type", "linkedId", "coverId", "subtaskSort", "targetId_gantt", "linkType_gantt", "linkId_gantt", "stickers",
  "showActivities", "hideFinishedChecklistIfItemsAreHidden", NULL
};

/* --- small parts --------------------------------------------------------------------------------------------- */

static void
free_card (gpointer data)
{
  g_free (((Card *) data)->lane);
  g_free (data);
}

static void
free_definition (gpointer data)
{
  g_free (((Definition *) data)->name);
  g_hash_table_unref (((Definition *) data)->options);
  g_free (data);
}

static void
free_item (gpointer data)
{
  Item *item = data;

  g_free (item->card);
  g_free (item->id);
  g_free (item->list);
  g_free (item->text);
  g_free (item);
}

static void
free_event (gpointer data)
{
  Event *event = data;

  g_free (event->card);
  g_free (event->id);
  g_free (event->text);
  g_free (event->from);
  g_free (event->to);
  g_free (event);
}

static void
free_value (gpointer data)
{
  Value *value = data;

  g_free (value->card);
  g_free (value->field);
  g_free (value->value);
  g_free (value);
}

static char *
dup_id (ZwJsonRecord *record)
{
  char *id = zw_reader_dup_member (record, "_id");
  return id != NULL ? id : zw_reader_dup_member (record, "id");
}

static double
read_place (ZwJsonRecord *record)
{
  ZwJsonKind kind;
  double place;

  return zw_json_record_get_kind (record, "sort", &kind) && kind == ZW_JSON_NUMBER && zw_json_record_get_number (record, "sort", &place)
           ? place : INFINITY;
}

static ZwNeutralPerson *
get_person (Board *board, const char *id)
{
  return zw_neutral_get_person (board->neutral, id, NULL, NULL, NULL);
}

static ZwNeutralPerson *
read_person (Board *board, ZwJsonRecord *record, const char *name)
{
  g_autofree char *id = zw_reader_dup_member (record, name);
  return get_person (board, id);
}

/* --- names --------------------------------------------------------------------------------------------------- */

static void
read_list (Board *board, ZwJsonRecord *record)
{
  g_autofree char *id = dup_id (record), *title = zw_reader_dup_member (record, "title");
  g_autoptr (ZwJsonRecord) limit = zw_reader_open_object (record, "wipLimit");
  double *place = g_new (double, 1), value = 0;

  *place = read_place (record);
  ZwNeutralStatus *status = zw_neutral_get_status (board->project, id, title);
  if (title != NULL)
    {
      g_free (status->name);
      status->name = g_strdup (title);
    }
  status->is_hidden = zw_reader_read_flag (record, "archived");
  if (limit != NULL && zw_reader_read_flag (limit, "enabled") && zw_json_record_get_loose_number (limit, "value", &value) && value > 0
      && value < 10000)
    status->wip_limit = (int) value;
  g_hash_table_insert (board->places, status, place);
}

static void
read_label (Board *board, ZwJsonRecord *record)
{
  g_autofree char *id = dup_id (record), *name = zw_reader_dup_member (record, "name"), *colour = zw_reader_dup_member (record, "color");
  ZwNeutralLabel *label = zw_neutral_get_label (board->project, id, NULL);
  const char *shown = name != NULL ? name : colour != NULL ? colour : "Label";

  g_free (label->name);
  label->name = g_strdup (shown);
  g_free (label->colour);
  label->colour = g_strdup (zw_guess_colour (colour));
}

static void
read_user (Board *board, ZwJsonRecord *record)
{
  g_autofree char *id = dup_id (record), *login = zw_reader_dup_member (record, "username");
  g_autofree char *name = zw_reader_dup_inner (record, "profile", "fullname");
  ZwNeutralPerson *person = zw_neutral_get_person (board->neutral, id, name, login, NULL);

  if (person != NULL)
    person->is_member = TRUE;
}

static void
read_definition (Board *board, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonRecord) settings = zw_reader_open_object (record, "settings");
  g_autoptr (ZwJsonList) options = zw_reader_open_list (settings, "dropdownItems");
  char *id = dup_id (record);

  if (id == NULL)
    return;
  Definition *definition = g_new0 (Definition, 1);
  *definition = (Definition) { zw_reader_dup_member (record, "name"), g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  for (guint i = 0; i < zw_reader_get_length (options); i++)
    {
      g_autoptr (ZwJsonRecord) option = zw_reader_open_element (options, i);
      char *option_id = option != NULL ? dup_id (option) : NULL;
      if (option_id != NULL)
        g_hash_table_insert (definition->options, option_id, zw_reader_dup_member (option, "name"));
    }
  g_hash_table_insert (board->definitions, id, definition);
}

static void
note_title (GHashTable *titles, ZwJsonRecord *record)
{
  char *id = dup_id (record);

  if (id != NULL)
    g_hash_table_insert (titles, id, zw_reader_dup_member (record, "title"));
}

/* --- cards --------------------------------------------------------------------------------------------------- */

static void
read_people (Board *board, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  static const char *const names[] = { "assignees", "members" };
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (ZwJsonList) ids = zw_reader_open_list (record, names[i]);
      for (guint j = 0; j < zw_reader_get_length (ids); j++)
        {
          const char *id = zw_json_list_get_kind (ids, j) == ZW_JSON_STRING ? zw_json_list_get_string (ids, j) : NULL;
          ZwNeutralPerson *person = get_person (board, id);
          if (person != NULL && !g_ptr_array_find (people, person, NULL))
            g_ptr_array_add (people, person);
        }
    }
  zw_reader_take_owners (board->project, ticket, "members", (ZwNeutralPerson *const *) people->pdata, people->len);
  ticket->reporter = read_person (board, record, "userId");
}

static void
read_values (Board *board, const char *card, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) values = zw_reader_open_list (record, "customFields");

  for (guint i = 0; i < zw_reader_get_length (values); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_reader_open_element (values, i);
      g_autofree char *text = entry != NULL ? zw_reader_dup_member (entry, "value") : NULL;
      if (text == NULL)
        continue;
      Value *value = g_new0 (Value, 1);
      *value = (Value) { g_strdup (card), dup_id (entry), g_steal_pointer (&text) };
      g_ptr_array_add (board->values, value);
    }
}

static void
read_card_labels (Board *board, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) ids = zw_reader_open_list (record, "labelIds");

  for (guint i = 0; i < zw_reader_get_length (ids); i++)
    if (zw_json_list_get_kind (ids, i) == ZW_JSON_STRING)
      zw_neutral_add_label (ticket, zw_neutral_get_label (board->project, zw_json_list_get_string (ids, i), NULL));
}

static void
read_card (Board *board, ZwJsonRecord *record, const ZwJsonSlice *slice)
{
  g_autofree char *id = dup_id (record), *list = zw_reader_dup_member (record, "listId");
  g_autofree char *lane = zw_reader_dup_member (record, "swimlaneId");
  double number = 0, hours = 0;

  if (id == NULL)
    {
      zw_neutral_skip (board->neutral, slice->line, slice->path, "a card without an id");
      return;
    }
  Card *card = g_new0 (Card, 1);
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (board->project, id);
  *card = (Card) { ticket, g_steal_pointer (&lane), read_place (record), board->cards->len };
  g_ptr_array_add (board->cards, card);
  g_hash_table_insert (board->by_id, ticket->key, card);
  ticket->line = slice->line;
  ticket->path = g_strdup (slice->path);
  ticket->title = zw_reader_dup_member (record, "title");
  ticket->description = zw_reader_dup_member (record, "description");
  ticket->status = zw_neutral_get_status (board->project, list != NULL ? list : "", NULL);
  ticket->is_archived = zw_reader_read_flag (record, "archived");
  ticket->created = zw_reader_read_instant (board->input, record, "createdAt");
  ticket->changed = zw_reader_read_instant (board->input, record, "dateLastActivity");
  ticket->closed = zw_reader_read_instant (board->input, record, "endAt");
  ticket->due = zw_reader_read_date (board->input, record, "dueAt");
  ticket->parent = zw_reader_dup_member (record, "parentId");
  if (zw_json_record_get_loose_number (record, "cardNumber", &number) && number > 0 && number < G_MAXINT)
    ticket->number = (int) number;
  if (zw_json_record_get_loose_number (record, "spentTime", &hours) && hours > 0 && hours < 1e6)
    zw_neutral_add_work (ticket, "total", NULL, ZW_UNSET, (int) lround (hours * 60), NULL);
  read_people (board, ticket, record);
  read_card_labels (board, ticket, record);
  read_values (board, id, record);
  zw_reader_keep_rest (board->project, ticket, record, card_members);
}

/* --- what hangs on cards ------------------------------------------------------------------------------------- */

static void
read_item (Board *board, ZwJsonRecord *record)
{
  Item *item = g_new0 (Item, 1);

  *item = (Item) { zw_reader_dup_member (record, "cardId"), dup_id (record), zw_reader_dup_member (record, "checklistId"),
                   zw_reader_dup_member (record, "title"), read_place (record), zw_reader_read_flag (record, "isFinished") };
  g_ptr_array_add (board->items, item);
}

static void
read_comment (Board *board, ZwJsonRecord *record)
{
  Event *event = g_new0 (Event, 1);

  *event = (Event) { zw_reader_dup_member (record, "cardId"), dup_id (record), zw_reader_dup_member (record, "text"), NULL, NULL,
                     read_person (board, record, "userId"), zw_reader_read_instant (board->input, record, "createdAt"), 0 };
  g_ptr_array_add (board->events, event);
}

static void
read_activity (Board *board, ZwJsonRecord *record)
{
  g_autofree char *type = zw_reader_dup_member (record, "activityType");

  if (g_strcmp0 (type, "moveCard") != 0)
    return;
  Event *event = g_new0 (Event, 1);
  *event = (Event) { zw_reader_dup_member (record, "cardId"), NULL, NULL, zw_reader_dup_member (record, "oldListId"),
                     zw_reader_dup_member (record, "listId"), read_person (board, record, "userId"),
                     zw_reader_read_instant (board->input, record, "createdAt"), 0 };
  g_ptr_array_add (board->events, event);
}

static void
read_board_member (Board *board, const ZwJsonSlice *slice)
{
  g_autoptr (ZwJsonRecord) record = zw_json_record_new_holding (slice, board->input->warnings, NULL);

  if (record == NULL || slice->name == NULL)
    return;
  if (g_str_equal (slice->name, "title"))
    zw_reader_take_text (&board->project->name, zw_reader_dup_member (record, "title"));
  else if (g_str_equal (slice->name, "description"))
    zw_reader_take_text (&board->project->description, zw_reader_dup_member (record, "description"));
}

static gboolean
take_slice (const ZwJsonSlice *slice, gpointer data, GError **error)
{
  Board *board = data;

  if (slice->watch < 0)
    {
      read_board_member (board, slice);
      return TRUE;
    }
  if (slice->kind != ZW_JSON_OBJECT)
    {
      zw_neutral_skip (board->neutral, slice->line, slice->path, "no record");
      return TRUE;
    }
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, board->input->warnings, error);
  if (record == NULL)
    return FALSE;
  if (slice->watch == LISTS)
    read_list (board, record);
  else if (slice->watch == CARDS)
    read_card (board, record, slice);
  else if (slice->watch == SWIMLANES)
    note_title (board->lanes, record);
  else if (slice->watch == COMMENTS)
    read_comment (board, record);
  else if (slice->watch == CHECKLISTS)
    note_title (board->checklists, record);
  else if (slice->watch == ITEMS)
    read_item (board, record);
  else if (slice->watch == LABELS)
    read_label (board, record);
  else if (slice->watch == FIELDS)
    read_definition (board, record);
  else if (slice->watch == ACTIVITIES)
    read_activity (board, record);
  else
    read_user (board, record);
  return TRUE;
}

/* --- the end ------------------------------------------------------------------------------------------------- */

static Card *
find_card (Board *board, const char *id)
{
  return id != NULL ? g_hash_table_lookup (board->by_id, id) : NULL;
}

static void
apply_values (Board *board)
{
  for (guint i = 0; i < board->values->len; i++)
    {
      const Value *value = board->values->pdata[i];
      Card *card = find_card (board, value->card);
      const Definition *definition = value->field != NULL ? g_hash_table_lookup (board->definitions, value->field) : NULL;
      const char *name = definition != NULL && definition->name != NULL ? definition->name : value->field;
      const char *option = definition != NULL ? g_hash_table_lookup (definition->options, value->value) : NULL;
      if (card == NULL || name == NULL)
        continue;
      double points = zw_guess_is_points (name) ? zw_guess_points (value->value) : NAN;
      if (!isnan (points) && isnan (card->ticket->estimate))
        card->ticket->estimate = points;
      else
        zw_neutral_keep_text (board->project, card->ticket, name, option != NULL ? option : value->value);
    }
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *first = *(gpointer *) a, *second = *(gpointer *) b;
  int lists = g_strcmp0 (first->list, second->list);
  return lists != 0 ? lists : (first->place > second->place) - (first->place < second->place);
}

/* Of several checklists of a card the items say which they were of. */
static void
apply_items (Board *board)
{
  g_autoptr (GHashTable) first_lists = g_hash_table_new (g_str_hash, g_str_equal), many = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_sort (board->items, compare_items);
  for (guint i = 0; i < board->items->len; i++)
    {
      const Item *item = board->items->pdata[i];
      const char *first = item->card != NULL ? g_hash_table_lookup (first_lists, item->card) : NULL;
      if (item->card == NULL || item->list == NULL)
        continue;
      if (first == NULL)
        g_hash_table_insert (first_lists, item->card, item->list);
      else if (!g_str_equal (first, item->list))
        g_hash_table_add (many, item->card);
    }
  for (guint i = 0; i < board->items->len; i++)
    {
      const Item *item = board->items->pdata[i];
      Card *card = find_card (board, item->card);
      const char *title = item->list != NULL ? g_hash_table_lookup (board->checklists, item->list) : NULL;
      gboolean is_one_of_many = title != NULL && item->text != NULL && item->card != NULL && g_hash_table_contains (many, item->card);
      g_autofree char *text = is_one_of_many ? g_strdup_printf ("%s: %s", title, item->text) : g_strdup (item->text);
      if (card != NULL)
        zw_neutral_add_check (card->ticket, item->id, text, item->done);
    }
}

static void
apply_events (Board *board)
{
  guint n_lost = 0;

  for (guint i = 0; i < board->events->len; i++)
    {
      const Event *event = board->events->pdata[i];
      Card *card = find_card (board, event->card);
      n_lost += card == NULL && event->text != NULL;
      if (card != NULL && event->text != NULL)
        zw_neutral_add_comment (card->ticket, event->id, event->author, event->at, event->text);
      else if (card != NULL && event->at != 0 && event->from != NULL && event->to != NULL)
        {
          ZwNeutralEvent *move = zw_neutral_add_event (card->ticket, event->at, event->author, ZW_FIELD_STATUS);
          move->from_status = zw_neutral_find_status (board->project, event->from, NULL);
          move->to_status = zw_neutral_find_status (board->project, event->to, NULL);
        }
    }
  if (n_lost > 0)
    zw_neutral_warn (board->neutral, 0, "$.comments", "comments of cards that are not in the file are left out (%u)", n_lost);
}

static double
get_place (GHashTable *places, gconstpointer status)
{
  const double *place = g_hash_table_lookup (places, status);
  return place != NULL ? *place : INFINITY;
}

static int
compare_statuses (gconstpointer a, gconstpointer b, gpointer places)
{
  double first = get_place (places, *(gpointer *) a), second = get_place (places, *(gpointer *) b);
  return (first > second) - (first < second);
}

static int
compare_cards (gconstpointer a, gconstpointer b, gpointer places)
{
  const Card *first = *(gpointer *) a, *second = *(gpointer *) b;
  double first_list = get_place (places, first->ticket->status), second_list = get_place (places, second->ticket->status);

  if (first_list != second_list)
    return first_list < second_list ? -1 : 1;
  if (first->place != second->place)
    return first->place < second->place ? -1 : 1;
  return (first->order > second->order) - (first->order < second->order);
}

/* A board of one swimlane has none to speak of. */
static void
keep_lanes (Board *board)
{
  for (guint i = 0; g_hash_table_size (board->lanes) > 1 && i < board->cards->len; i++)
    {
      const Card *card = board->cards->pdata[i];
      const char *title = card->lane != NULL ? g_hash_table_lookup (board->lanes, card->lane) : NULL;
      zw_neutral_keep_text (board->project, card->ticket, "swimlane", title != NULL ? title : card->lane);
    }
}

static void
put_in_order (Board *board)
{
  g_autoptr (GHashTable) order = g_hash_table_new (NULL, NULL), lost = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < board->project->statuses->len; i++)
    if (!g_hash_table_contains (board->places, board->project->statuses->pdata[i]))
      g_hash_table_add (lost, board->project->statuses->pdata[i]);
  zw_neutral_gather_lost (board->project, lost);
  g_ptr_array_sort_with_data (board->project->statuses, compare_statuses, board->places);
  g_ptr_array_sort_with_data (board->cards, compare_cards, board->places);
  for (guint i = 0; i < board->cards->len; i++)
    g_hash_table_insert (order, ((Card *) board->cards->pdata[i])->ticket, GUINT_TO_POINTER (i));
  zw_neutral_sort_tickets (board->project, order);
}

static Board
make_board (const ZwReaderInput *input, ZwNeutral *neutral)
{
  Board board = { input, neutral, zw_neutral_get_project (neutral, NULL) };

  board.places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  board.lanes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  board.definitions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_definition);
  board.checklists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  board.by_id = g_hash_table_new (g_str_hash, g_str_equal);
  board.cards = g_ptr_array_new_with_free_func (free_card);
  board.items = g_ptr_array_new_with_free_func (free_item);
  board.events = g_ptr_array_new_with_free_func (free_event);
  board.values = g_ptr_array_new_with_free_func (free_value);
  return board;
}

static void
clear_board (Board *board)
{
  g_hash_table_unref (board->places);
  g_hash_table_unref (board->lanes);
  g_hash_table_unref (board->definitions);
  g_hash_table_unref (board->checklists);
  g_hash_table_unref (board->by_id);
  g_ptr_array_unref (board->cards);
  g_ptr_array_unref (board->items);
  g_ptr_array_unref (board->events);
  g_ptr_array_unref (board->values);
}

static ZwNeutral *
read_wekan (const ZwReaderInput *input, GError **error)
{
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("wekan");
  Board board = make_board (input, neutral);
  gboolean done = zw_reader_scan (input, watches, take_slice, &board, error);

  if (done)
    {
      apply_values (&board);
      keep_lanes (&board);
      apply_items (&board);
      apply_events (&board);
      put_in_order (&board);
      zw_neutral_drop_unknown_labels (board.project);
    }
  clear_board (&board);
  return done ? g_steal_pointer (&neutral) : NULL;
}

static gboolean
detect_wekan (const ZwLook *look)
{
  return look->kind == ZW_LOOK_OBJECT && zw_look_has (look, "lists") && zw_look_has (look, "cards")
         && (zw_look_has (look, "_format") || (zw_look_has (look, "swimlanes") && zw_look_has (look, "checklistItems")));
}

const ZwReader zw_reader_wekan = { "wekan", detect_wekan, read_wekan };
