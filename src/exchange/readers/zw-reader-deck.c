/* SPDX-License-Identifier: GPL-3.0-or-later
 * Nextcloud Deck: the export of all boards ({"version", "boards"}), a single board, or the stacks of one as its interface gives
 * them. What is a list in one version is an object by id in another. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>

#include "zw-neutral-guess.h"
#include "zw-places.h"
#include "zw-reader.h"

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  ZwPlaces *places;
  guint n_comments_missing;
} Deck;

static const char *const card_members[] = {
  "id", "title", "description", "descriptionPrev", "stackId", "type", "lastModified", "lastEditor", "createdAt", "labels", "assignedUsers",
  "attachmentCount", "owner", "order", "archived", "done", "duedate", "notified", "deletedAt", "commentsUnread", "commentsCount",
  "comments", "ETag", "overdue", "relatedStack", "relatedBoard", "boardId", "referenceData", NULL
};

/* --- people -------------------------------------------------------------------------------------------------- */

/* The login alone, or an object that tells the name, too. */
static ZwNeutralPerson *
read_user (Deck *deck, ZwJsonRecord *record, const char *name)
{
  g_autoptr (ZwJsonRecord) user = zw_reader_open_object (record, name);
  g_autofree char *login = user != NULL ? zw_reader_dup_member (user, "uid") : zw_reader_dup_member (record, name);
  g_autofree char *key = user != NULL && login == NULL ? zw_reader_dup_member (user, "primaryKey") : NULL;
  g_autofree char *shown = zw_reader_dup_member (user, "displayname");
  return zw_neutral_get_person (deck->neutral, NULL, shown, login != NULL ? login : key, NULL);
}

static void
read_assigned (Deck *deck, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *card)
{
  g_autoptr (GPtrArray) entries = zw_reader_dup_objects (card, "assignedUsers"), people = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      ZwNeutralPerson *person = read_user (deck, entries->pdata[i], "participant");
      if (person != NULL && !g_ptr_array_find (people, person, NULL))
        g_ptr_array_add (people, person);
    }
  zw_reader_take_owners (project, ticket, "assignedUsers", (ZwNeutralPerson *const *) people->pdata, people->len);
}

/* --- cards --------------------------------------------------------------------------------------------------- */

/* Seconds since 1970; 0 is none. */
static gint64
read_seconds (ZwJsonRecord *record, const char *name)
{
  g_autofree char *text = zw_reader_dup_member (record, name);
  return zw_guess_unix_instant (text);
}

static void
read_labels (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (GPtrArray) labels = zw_reader_dup_objects (record, "labels");

  for (guint i = 0; i < labels->len; i++)
    {
      g_autofree char *title = zw_reader_dup_member (labels->pdata[i], "title"), *colour = zw_reader_dup_member (labels->pdata[i], "color");
      if (title == NULL)
        continue;
      ZwNeutralLabel *label = zw_neutral_get_label (project, NULL, title);
      if (label->colour == NULL)
        label->colour = g_strdup (zw_guess_colour (colour));
      if (ticket != NULL)
        zw_neutral_add_label (ticket, label);
    }
}

static void
read_comments (Deck *deck, ZwNeutralTicket *ticket, ZwJsonRecord *card)
{
  g_autoptr (GPtrArray) comments = zw_reader_dup_objects (card, "comments");
  double told = 0;

  for (guint i = 0; i < comments->len; i++)
    {
      ZwJsonRecord *entry = comments->pdata[i];
      g_autofree char *id = zw_reader_dup_member (entry, "id"), *text = zw_reader_dup_member (entry, "message");
      g_autofree char *login = zw_reader_dup_member (entry, "actorId"), *shown = zw_reader_dup_member (entry, "actorDisplayName");
      zw_neutral_add_comment (ticket, id, zw_neutral_get_person (deck->neutral, NULL, shown, login, NULL),
                              zw_reader_read_instant (deck->input, entry, "creationDateTime"), text);
    }
  if (comments->len == 0 && zw_reader_read_number (card, "commentsCount", &told) && told > 0 && told < 1e6)
    deck->n_comments_missing += (guint) told;
}

/* Done is an instant; an older version does not know it. */
static void
read_state (Deck *deck, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *card, const char *stack)
{
  g_autofree char *done = zw_reader_dup_member (card, "done");

  if (done == NULL || g_str_equal (done, "false"))
    return;
  ticket->closed = zw_guess_instant (done, deck->input->zone);
  if (zw_guess_category (stack) == ZW_CATEGORY_DONE)
    return;
  zw_neutral_keep_text (project, ticket, "stack", stack);
  ticket->status = NULL;
  ticket->category = ZW_CATEGORY_DONE;
}

static void
read_card (Deck *deck, ZwNeutralProject *project, ZwNeutralStatus *status, ZwJsonRecord *card, gint64 line)
{
  g_autofree char *id = zw_reader_dup_member (card, "id");
  double place = NAN;

  if (id == NULL)
    {
      zw_neutral_skip (deck->neutral, line, zw_json_record_get_path (card), "a card without an id");
      return;
    }
  if (read_seconds (card, "deletedAt") != 0)
    {
      zw_neutral_skip (deck->neutral, line, zw_json_record_get_path (card), "a deleted card");
      return;
    }
  zw_reader_read_number (card, "order", &place);
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (project, id);
  zw_places_put (deck->places, ticket, place);
  ticket->line = line;
  ticket->path = g_strdup (zw_json_record_get_path (card));
  ticket->title = zw_reader_dup_member (card, "title");
  ticket->description = zw_reader_dup_member (card, "description");
  ticket->status = status;
  ticket->is_archived = zw_reader_read_flag (card, "archived");
  ticket->created = read_seconds (card, "createdAt");
  ticket->changed = read_seconds (card, "lastModified");
  ticket->due = zw_reader_read_date (deck->input, card, "duedate");
  ticket->reporter = read_user (deck, card, "owner");
  read_state (deck, project, ticket, card, status->name);
  read_assigned (deck, project, ticket, card);
  read_labels (project, ticket, card);
  read_comments (deck, ticket, card);
  zw_reader_read_boxes (ticket);
  zw_reader_keep_rest (project, ticket, card, card_members);
}

/* --- boards -------------------------------------------------------------------------------------------------- */

static void
read_stack (Deck *deck, ZwNeutralProject *project, ZwJsonRecord *stack, gint64 line)
{
  g_autofree char *id = zw_reader_dup_member (stack, "id"), *title = zw_reader_dup_member (stack, "title");
  g_autoptr (GPtrArray) cards = zw_reader_dup_objects (stack, "cards");
  double place = NAN;

  zw_reader_read_number (stack, "order", &place);
  ZwNeutralStatus *status = zw_neutral_get_status (project, id != NULL ? id : title != NULL ? title : "", title != NULL ? title : "Stack");
  status->is_hidden = read_seconds (stack, "deletedAt") != 0;
  zw_places_put (deck->places, status, place);
  for (guint i = 0; i < cards->len; i++)
    read_card (deck, project, status, cards->pdata[i], line);
}

static void
read_board (Deck *deck, ZwJsonRecord *board, gint64 line)
{
  g_autofree char *id = zw_reader_dup_member (board, "id");
  g_autoptr (GPtrArray) stacks = zw_reader_dup_objects (board, "stacks");
  ZwNeutralProject *project = zw_neutral_get_project (deck->neutral, id);

  if (read_seconds (board, "deletedAt") != 0)
    return;
  project->has_local_keys = TRUE;
  project->name = zw_reader_dup_member (board, "title");
  read_labels (project, NULL, board);
  for (guint i = 0; i < stacks->len; i++)
    read_stack (deck, project, stacks->pdata[i], line);
}

/* The whole export, a board, or a stack. */
static void
take_record (ZwJsonRecord *record, gint64 line, gpointer data)
{
  Deck *deck = data;
  g_autoptr (GPtrArray) boards = zw_reader_dup_objects (record, "boards");
  g_autofree char *board_id = zw_reader_dup_member (record, "boardId");
  ZwJsonKind kind;

  for (guint i = 0; i < boards->len; i++)
    read_board (deck, boards->pdata[i], line);
  if (zw_json_record_get_kind (record, "stacks", &kind))
    read_board (deck, record, line);
  else if (board_id != NULL)
    {
      ZwNeutralProject *project = zw_neutral_get_project (deck->neutral, board_id);
      project->has_local_keys = TRUE;
      read_stack (deck, project, record, line);
    }
}

static ZwNeutral *
read_deck (const ZwReaderInput *input, GError **error)
{
  static const char *const lists[] = { "$[*]", NULL };
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("deck");
  g_autoptr (ZwPlaces) places = zw_places_new ();
  Deck deck = { input, neutral, places };

  if (!zw_reader_read_records (input, lists, neutral, take_record, &deck, error))
    return NULL;
  for (guint i = 0; i < neutral->projects->len; i++)
    {
      ZwNeutralProject *project = neutral->projects->pdata[i];
      zw_places_sort (places, project->statuses);
      zw_places_sort_tickets (places, project);
    }
  if (deck.n_comments_missing > 0)
    zw_neutral_warn (neutral, 0, NULL, "comments are not in the file, which holds their number alone (%u)", deck.n_comments_missing);
  return g_steal_pointer (&neutral);
}

static gboolean
detect_deck (const ZwLook *look)
{
  if (look->kind == ZW_LOOK_ARRAY)
    return zw_look_has (look, "boardId") && zw_look_has (look, "cards") && zw_look_has (look, "order");
  return look->kind == ZW_LOOK_OBJECT
         && ((zw_look_has (look, "version") && zw_look_has (look, "boards"))
             || (zw_look_has (look, "stacks") && zw_look_has (look, "title") && zw_look_has (look, "owner")));
}

const ZwReader zw_reader_deck = { "deck", detect_deck, read_deck };
