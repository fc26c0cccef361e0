/* SPDX-License-Identifier: GPL-3.0-or-later
 * Trello: a board as "Print, export, and share: Export as JSON" gives it, of any year. Sources of the facts: exported boards
 * and the importers of other tools. Every member is optional and may come in any order, so cards are read at once and
 * what hangs on them waits for the end of the file. The address by which a card takes mail is a secret and left out. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <string.h>

#include "zw-error.h"
#include "zw-json-writer.h"
#include "zw-neutral-guess.h"
#include "zw-reader-trello.h"

typedef ZwTrelloBoard Board;
typedef ZwTrelloCard Card;
typedef ZwTrelloList List;
typedef ZwTrelloField Field;
typedef ZwTrelloDefinition Definition;
typedef ZwTrelloChecklist Checklist;
typedef ZwTrelloItem Item;
typedef ZwTrelloAction Action;

enum { LISTS, CARDS, LABELS, MEMBERS, CHECKLISTS, ACTIONS, CUSTOM_FIELDS };
static const char *const watches[] = { "$.lists[*]", "$.cards[*]", "$.labels[*]", "$.members[*]", "$.checklists[*]",
                                       "$.actions[*]", "$.customFields[*]", NULL };

/* What is read from a card, and what says nothing about it. */
static const char *const card_members[] = {
  "id", "idBoard", "idList", "idShort", "shortLink", "shortUrl", "url", "name", "desc", "descData", "closed", "due", "pos",
  "dateLastActivity", "dateCompleted", "dateClosed", "idMembers", "idLabels", "labels", "idChecklists", "checklists", "attachments",
  "customFieldItems", "badges", "checkItemStates", "subscribed", "email", "limits", "cover", "idAttachmentCover", "nodeId",
  "manualCoverAttachment", "creationMethod", "creationMethodError", "creationMethodLoadingStartedAt", "staticMapUrl", "actions",
  "idOrganization", "idMemberCreator", "faviconUrl", "powerUps", "ixUpdate", "agent", "type", "pinned", "singleInstrumentationId",
  "badgesText", "friendlyName", NULL
};

/* --- parts --------------------------------------------------------------------------------------------------- */

static void
free_card (gpointer data)
{
  Card *card = data;

  g_free (card->id);
  g_ptr_array_unref (card->fields);
  g_free (card);
}

static void
free_field (gpointer data)
{
  Field *field = data;

  g_free (field->field);
  g_free (field->value);
  g_free (field->option);
  g_free (field);
}

static void
free_definition (gpointer data)
{
  Definition *definition = data;

  g_free (definition->name);
  g_hash_table_unref (definition->options);
  g_free (definition);
}

static void
free_item (gpointer data)
{
  Item *item = data;

  g_free (item->id);
  g_free (item->text);
  g_free (item);
}

static void
free_checklist (gpointer data)
{
  Checklist *checklist = data;

  g_free (checklist->card);
  g_free (checklist->name);
  g_ptr_array_unref (checklist->items);
  g_free (checklist);
}

static void
free_action (gpointer data)
{
  Action *action = data;

  g_free (action->id);
  g_free (action->card);
  g_free (action->text);
  g_free (action->before);
  g_free (action->after);
  g_free (action->before_name);
  g_free (action->after_name);
  g_free (action);
}

/* Positions are numbers of any size, now and then texts; what is none stands behind. */
static double
read_pos (ZwJsonRecord *record)
{
  ZwJsonKind kind;
  double pos;

  if (!zw_json_record_get_kind (record, "pos", &kind) || (kind != ZW_JSON_NUMBER && kind != ZW_JSON_STRING))
    return INFINITY;
  if (kind == ZW_JSON_STRING)
    {
      const char *text = zw_json_record_get_string (record, "pos");
      return zw_real_from_string (text, &pos) && !isnan (pos) ? pos : g_strcmp0 (text, "top") == 0 ? -INFINITY : INFINITY;
    }
  return zw_json_record_get_loose_number (record, "pos", &pos) ? pos : INFINITY;
}

/* The first eight digits of a Trello id are its birth in Unix seconds. */
static gint64
get_birth (const char *id)
{
  g_autofree char *seconds = NULL;

  if (id == NULL || strlen (id) != 24 || strspn (id, "0123456789abcdef") != 24)
    return 0;
  seconds = g_strdup_printf ("%.8s", id);
  return (gint64) g_ascii_strtoull (seconds, NULL, 16) * 1000;
}

/* --- lists, labels, members ---------------------------------------------------------------------------------- */

ZwNeutralStatus *
zw_trello_get_list (Board *board, const char *id, const char *name)
{
  ZwNeutralStatus *status = zw_neutral_get_status (board->project, id, name);

  if (g_hash_table_lookup (board->lists, status) == NULL)
    {
      List *list = g_new0 (List, 1);
      list->pos = INFINITY;
      status->is_hidden = TRUE;
      g_hash_table_insert (board->lists, status, list);
    }
  return status;
}

static void
read_list (Board *board, ZwJsonRecord *record)
{
  g_autofree char *id = zw_reader_dup_member (record, "id"), *name = zw_reader_dup_member (record, "name");
  ZwNeutralStatus *status;
  double limit;

  if (id == NULL)
    return;
  status = zw_trello_get_list (board, id, name);
  List *list = g_hash_table_lookup (board->lists, status);
  g_free (status->name);
  status->name = g_strdup (name != NULL && *g_strchug (name) != '\0' ? g_strchomp (name) : id);
  status->is_hidden = zw_reader_read_flag (record, "closed");
  if (zw_json_record_get_loose_number (record, "softLimit", &limit) && limit > 0 && limit < 10000)
    status->wip_limit = (int) limit;
  list->pos = read_pos (record);
  list->is_known = TRUE;
}

/* Labels without a name are called by their colour. */
static ZwNeutralLabel *
read_label (Board *board, ZwJsonRecord *record)
{
  g_autofree char *id = zw_reader_dup_member (record, "id"), *name = zw_reader_dup_member (record, "name");
  g_autofree char *colour = zw_reader_dup_member (record, "color");
  ZwNeutralLabel *label;

  if (name == NULL && colour != NULL)
    {
      name = g_strdelimit (g_strdup (colour), "_", ' ');
      name[0] = g_ascii_toupper (name[0]);
    }
  if (id == NULL && name == NULL)
    return NULL;
  label = zw_neutral_get_label (board->project, id, name != NULL ? name : "Label");
  if (label->colour == NULL)
    label->colour = g_strdup (zw_guess_colour (colour));
  return label;
}

static ZwNeutralPerson *
read_member (Board *board, ZwJsonRecord *record)
{
  g_autofree char *id = zw_reader_dup_member (record, "id"), *name = zw_reader_dup_member (record, "fullName");
  g_autofree char *login = zw_reader_dup_member (record, "username"), *email = zw_reader_dup_member (record, "email");
  return zw_neutral_get_person (board->neutral, id, name, login, email);
}

/* --- cards --------------------------------------------------------------------------------------------------- */

static void
read_members (Board *board, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) list = zw_json_record_open_list (record, "idMembers");
  g_autoptr (GString) others = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < zw_json_list_get_length (list); i++)
    {
      const char *id = zw_json_list_get_string (list, i);
      ZwNeutralPerson *person = id != NULL ? zw_neutral_get_person (board->neutral, id, NULL, NULL, NULL) : NULL;
      if (person == NULL)
        continue;
      person->is_member = TRUE;
      if (ticket->owner == NULL)
        ticket->owner = person;
      else
        {
          g_string_append_c (others, others->len == 0 ? '[' : ',');
          zw_json_append_quoted (others, id);
        }
    }
  if (others->len > 0)
    zw_neutral_keep_json (board->project, ticket, "idMembers", g_string_append_c (others, ']')->str);
}

static void
read_labels (Board *board, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) ids = zw_json_record_open_list (record, "idLabels");
  g_autoptr (ZwJsonList) labels = zw_json_record_open_list (record, "labels");

  for (guint i = 0; labels != NULL && i < zw_json_list_get_length (labels); i++)
    {
      g_autoptr (ZwJsonRecord) label = zw_json_list_open_object (labels, i);
      if (label != NULL)
        zw_neutral_add_label (ticket, read_label (board, label));
    }
  for (guint i = 0; ids != NULL && i < zw_json_list_get_length (ids); i++)
    {
      const char *id = zw_json_list_get_string (ids, i);
      if (id != NULL)
        zw_neutral_add_label (ticket, zw_neutral_get_label (board->project, id, NULL));
    }
}

static void
append_member (GString *json, ZwJsonRecord *record, const char *name)
{
  g_autofree char *value = zw_json_record_dup_json (record, name);

  if (value == NULL || g_str_equal (value, "null"))
    return;
  if (json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  zw_json_append_quoted (json, name);
  g_string_append_c (json, ':');
  g_string_append (json, value);
}

/* Names and addresses; never fetched. */
static void
keep_attachments (Board *board, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  static const char *const kept[] = { "name", "url", "mimeType", "bytes", "date", "isUpload" };
  g_autoptr (ZwJsonList) list = zw_json_record_open_list (record, "attachments");
  g_autoptr (GString) json = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < zw_json_list_get_length (list); i++)
    {
      g_autoptr (ZwJsonRecord) attachment = zw_json_list_open_object (list, i);
      if (attachment == NULL)
        continue;
      g_string_append (json, json->len == 0 ? "[{" : ",{");
      for (guint j = 0; j < G_N_ELEMENTS (kept); j++)
        append_member (json, attachment, kept[j]);
      g_string_append_c (json, '}');
    }
  if (json->len > 0)
    zw_neutral_keep_json (board->project, ticket, "attachments", g_string_append_c (json, ']')->str);
}

static void
read_field_values (Card *card, ZwJsonRecord *record)
{
  static const char *const kinds[] = { "text", "number", "date", "checked" };
  g_autoptr (ZwJsonList) list = zw_json_record_open_list (record, "customFieldItems");

  for (guint i = 0; list != NULL && i < zw_json_list_get_length (list); i++)
    {
      g_autoptr (ZwJsonRecord) item = zw_json_list_open_object (list, i);
      g_autoptr (ZwJsonRecord) value = item != NULL ? zw_json_record_open_object (item, "value") : NULL;
      if (item == NULL)
        continue;
      Field *field = g_new0 (Field, 1);
      field->field = zw_reader_dup_member (item, "idCustomField");
      field->option = zw_reader_dup_member (item, "idValue");
      for (guint j = 0; value != NULL && field->value == NULL && j < G_N_ELEMENTS (kinds); j++)
        field->value = zw_reader_dup_member (value, kinds[j]);
      g_ptr_array_add (card->fields, field);
    }
}

static void
read_times (Board *board, ZwNeutralTicket *ticket, ZwJsonRecord *record, const char *id)
{
  GTimeZone *zone = board->input->zone;
  g_autofree char *due = zw_reader_dup_member (record, "due"), *last = zw_reader_dup_member (record, "dateLastActivity");
  g_autofree char *completed = zw_reader_dup_member (record, "dateCompleted");

  ticket->created = get_birth (id);
  ticket->changed = zw_guess_instant (last, zone);
  ticket->closed = zw_guess_instant (completed, zone);
  ticket->due = zw_guess_date (due, zone);
  if (due == NULL || ticket->due != ZW_UNSET)
    return;
  zw_neutral_warn (board->neutral, ticket->line, ticket->path, "“%.40s” is no due date, left out", due);
  zw_neutral_keep_text (board->project, ticket, "due", due);
}

static void
read_badges (Card *card, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonRecord) badges = zw_json_record_open_object (record, "badges");
  double comments = 0;

  if (badges != NULL && zw_json_record_get_loose_number (badges, "comments", &comments) && comments > 0 && comments < 1e6)
    card->n_comments = (int) comments;
}

static void
read_cover (Board *board, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  ZwJsonKind kind;
  g_autoptr (ZwJsonRecord) cover = zw_json_record_get_kind (record, "cover", &kind) && kind == ZW_JSON_OBJECT
                                     ? zw_json_record_open_object (record, "cover") : NULL;
  g_autofree char *colour = cover != NULL ? zw_reader_dup_member (cover, "color") : NULL;
  zw_neutral_keep_text (board->project, ticket, "cover", colour);
}

static Card *
add_card (Board *board, const char *id, const char *key)
{
  Card *card = g_new0 (Card, 1);

  card->id = g_strdup (id);
  card->ticket = zw_neutral_add_ticket (board->project, key);
  card->order = board->cards->len;
  card->fields = g_ptr_array_new_with_free_func (free_field);
  g_ptr_array_add (board->cards, card);
  g_hash_table_insert (board->by_id, card->id, card);
  return card;
}

static void
read_card (Board *board, ZwJsonRecord *record, const ZwJsonSlice *slice)
{
  g_autofree char *id = zw_reader_dup_member (record, "id"), *key = zw_reader_dup_member (record, "shortLink");
  g_autofree char *list = zw_reader_dup_member (record, "idList");
  double number;

  if (id == NULL && key == NULL)
    {
      zw_neutral_skip (board->neutral, slice->line, slice->path, "a card without an id");
      return;
    }
  Card *card = add_card (board, id != NULL ? id : key, key != NULL ? key : id);
  ZwNeutralTicket *ticket = card->ticket;
  ticket->line = slice->line;
  ticket->path = g_strdup (slice->path);
  ticket->title = zw_reader_dup_member (record, "name");
  ticket->description = zw_reader_dup_member (record, "desc");
  ticket->url = zw_reader_dup_member (record, "shortUrl");
  if (ticket->url == NULL)
    ticket->url = zw_reader_dup_member (record, "url");
  if (zw_json_record_get_loose_number (record, "idShort", &number) && number > 0 && number < G_MAXINT)
    ticket->number = (int) number;
  ticket->is_archived = zw_reader_read_flag (record, "closed");
  ticket->status = zw_trello_get_list (board, list != NULL ? list : "", NULL);
  card->pos = read_pos (record);
  read_times (board, ticket, record, id);
  read_members (board, ticket, record);
  read_labels (board, ticket, record);
  keep_attachments (board, ticket, record);
  read_field_values (card, record);
  read_badges (card, record);
  read_cover (board, ticket, record);
  zw_reader_keep_rest (board->project, ticket, record, card_members);
}

/* --- what hangs on cards ------------------------------------------------------------------------------------- */

static void
read_checklist (Board *board, ZwJsonRecord *record)
{
  Checklist *checklist = g_new0 (Checklist, 1);
  g_autoptr (ZwJsonList) items = zw_json_record_open_list (record, "checkItems");

  *checklist = (Checklist) { zw_reader_dup_member (record, "idCard"), zw_reader_dup_member (record, "name"), read_pos (record),
                             g_ptr_array_new_with_free_func (free_item) };
  g_ptr_array_add (board->checklists, checklist);
  for (guint i = 0; items != NULL && i < zw_json_list_get_length (items); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_json_list_open_object (items, i);
      if (entry == NULL)
        continue;
      Item *item = g_new0 (Item, 1);
      g_autofree char *state = zw_reader_dup_member (entry, "state");
      *item = (Item) { zw_reader_dup_member (entry, "id"), zw_reader_dup_member (entry, "name"), read_pos (entry),
                       g_strcmp0 (state, "complete") == 0 };
      g_ptr_array_add (checklist->items, item);
    }
}

static ZwNeutralPerson *
read_author (Board *board, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonRecord) creator = zw_json_record_open_object (record, "memberCreator");
  g_autofree char *id = zw_reader_dup_member (record, "idMemberCreator");
  return creator != NULL ? read_member (board, creator) : zw_neutral_get_person (board->neutral, id, NULL, NULL, NULL);
}

static void
fill_action (Board *board, Action *action, const char *type, ZwJsonRecord *record, ZwJsonRecord *data)
{
  g_autofree char *date = zw_reader_dup_member (record, "date"), *edited = zw_reader_dup_member (data, "dateLastEdited");

  action->id = zw_reader_dup_member (record, "id");
  action->card = zw_reader_dup_inner (data, "card", "id");
  action->at = zw_guess_instant (date, board->input->zone);
  action->edited = zw_guess_instant (edited, board->input->zone);
  action->author = read_author (board, record);
  if (g_str_has_suffix (type, "ommentCard"))
    action->text = zw_reader_dup_member (data, "text");
  else if (g_str_equal (type, "updateCard"))
    {
      action->before = zw_reader_dup_inner (data, "listBefore", "id");
      action->after = zw_reader_dup_inner (data, "listAfter", "id");
      action->before_name = zw_reader_dup_inner (data, "listBefore", "name");
      action->after_name = zw_reader_dup_inner (data, "listAfter", "name");
    }
  else
    action->creates = TRUE;
}

/* Comments, moves and births; the rest of what happened is Trello's. */
static void
read_action (Board *board, ZwJsonRecord *record)
{
  g_autofree char *type = zw_reader_dup_member (record, "type");
  g_autoptr (ZwJsonRecord) data = zw_json_record_open_object (record, "data");
  static const char *const wanted[] = { "commentCard", "copyCommentCard", "updateCard", "createCard", "copyCard",
                                        "convertToCardFromCheckItem", "emailCard", "moveCardToBoard", NULL };

  if (type == NULL || data == NULL || !g_strv_contains (wanted, type))
    return;
  Action *action = g_new0 (Action, 1);
  fill_action (board, action, type, record, data);
  g_ptr_array_add (board->actions, action);
}

static void
read_definition (Board *board, ZwJsonRecord *record)
{
  g_autofree char *id = zw_reader_dup_member (record, "id"), *type = zw_reader_dup_member (record, "type");
  g_autoptr (ZwJsonList) options = zw_json_record_open_list (record, "options");

  if (id == NULL)
    return;
  Definition *definition = g_new0 (Definition, 1);
  *definition = (Definition) { zw_reader_dup_member (record, "name"), g_strcmp0 (type, "number") == 0,
                               g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  for (guint i = 0; options != NULL && i < zw_json_list_get_length (options); i++)
    {
      g_autoptr (ZwJsonRecord) option = zw_json_list_open_object (options, i);
      char *option_id = option != NULL ? zw_reader_dup_member (option, "id") : NULL;
      if (option_id != NULL)
        g_hash_table_insert (definition->options, option_id, zw_reader_dup_inner (option, "value", "text"));
    }
  g_hash_table_insert (board->definitions, g_steal_pointer (&id), definition);
}

/* --- the file ------------------------------------------------------------------------------------------------ */

static void
read_board_member (Board *board, const ZwJsonSlice *slice)
{
  g_autoptr (ZwJsonRecord) record = zw_json_record_new_holding (slice, board->input->warnings, NULL);
  const char *name = slice->name;

  if (record == NULL || name == NULL)
    return;
  if (g_str_equal (name, "name") && board->project->name == NULL)
    zw_reader_take_text (&board->project->name, zw_reader_dup_member (record, name));
  else if (g_str_equal (name, "desc") && board->project->description == NULL)
    zw_reader_take_text (&board->project->description, zw_reader_dup_member (record, name));
  else if (slice->kind != ZW_JSON_NULL
           && (g_str_equal (name, "lists") || g_str_equal (name, "cards") || g_str_equal (name, "labels")
               || g_str_equal (name, "members") || g_str_equal (name, "checklists") || g_str_equal (name, "actions"))
           && slice->kind != ZW_JSON_ARRAY)
    zw_neutral_warn (board->neutral, slice->line, slice->path, "no list of records, left out");
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
  else if (slice->watch == LABELS)
    read_label (board, record);
  else if (slice->watch == CHECKLISTS)
    read_checklist (board, record);
  else if (slice->watch == ACTIONS)
    read_action (board, record);
  else if (slice->watch == CUSTOM_FIELDS)
    read_definition (board, record);
  else
    {
      ZwNeutralPerson *person = read_member (board, record);
      if (person != NULL)
        person->is_member = TRUE;
    }
  return TRUE;
}

/* --- all of it ----------------------------------------------------------------------------------------------- */

static ZwNeutral *
read_trello (const ZwReaderInput *input, GError **error)
{
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("trello");
  Board board = { input, neutral, zw_neutral_get_project (neutral, NULL) };

  board.lists = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  board.cards = g_ptr_array_new_with_free_func (free_card);
  board.by_id = g_hash_table_new (g_str_hash, g_str_equal);
  board.definitions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_definition);
  board.checklists = g_ptr_array_new_with_free_func (free_checklist);
  board.actions = g_ptr_array_new_with_free_func (free_action);
  gboolean done = zw_reader_scan (input, watches, take_slice, &board, error);
  if (done)
    zw_trello_finish (&board);
  g_hash_table_unref (board.lists);
  g_hash_table_unref (board.by_id);
  g_hash_table_unref (board.definitions);
  g_ptr_array_unref (board.cards);
  g_ptr_array_unref (board.checklists);
  g_ptr_array_unref (board.actions);
  return done ? g_steal_pointer (&neutral) : NULL;
}

static gboolean
detect_trello (const ZwLook *look)
{
  return look->kind == ZW_LOOK_OBJECT && zw_look_has (look, "lists") && zw_look_has (look, "cards")
         && !zw_look_has (look, "swimlanes")
         && (zw_look_has (look, "labelNames") || zw_look_has (look, "shortLink") || zw_look_has (look, "idOrganization")
             || zw_look_has (look, "prefs"));
}

const ZwReader zw_reader_trello = { "trello", detect_trello, read_trello };
