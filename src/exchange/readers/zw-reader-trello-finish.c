/* SPDX-License-Identifier: GPL-3.0-or-later
 * Trello, the second half: what was read card by card is brought together when the whole board is known. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>

#include "zw-neutral-guess.h"
#include "zw-reader-trello.h"

#define MOST_POINTS_IN_TITLE 100

typedef ZwTrelloBoard Board;
typedef ZwTrelloCard Card;
typedef ZwTrelloList List;
typedef ZwTrelloField Field;
typedef ZwTrelloDefinition Definition;
typedef ZwTrelloChecklist Checklist;
typedef ZwTrelloItem Item;
typedef ZwTrelloAction Action;

/* --- parts --------------------------------------------------------------------------------------------------- */

static void
apply_field (Board *board, Card *card, const Field *field)
{
  const Definition *definition = field->field != NULL ? g_hash_table_lookup (board->definitions, field->field) : NULL;
  const char *text = field->value;

  if (definition != NULL && field->option != NULL)
    text = g_hash_table_lookup (definition->options, field->option);
  if (definition == NULL || definition->name == NULL || text == NULL)
    return;
  double points = zw_guess_is_points (definition->name) ? zw_guess_points (text) : NAN;
  if (!isnan (points) && isnan (card->ticket->estimate))
    card->ticket->estimate = points;
  else
    zw_neutral_keep_text (board->project, card->ticket, definition->name, text);
}

static int
compare_checklists (gconstpointer a, gconstpointer b)
{
  const Checklist *first = *(gpointer *) a, *second = *(gpointer *) b;
  return (first->pos > second->pos) - (first->pos < second->pos);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *first = *(gpointer *) a, *second = *(gpointer *) b;
  return (first->pos > second->pos) - (first->pos < second->pos);
}

/* A ticket has one checklist: of several the items say which they were of. */
static void
apply_checklists (Board *board)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_sort (board->checklists, compare_checklists);
  for (guint i = 0; i < board->checklists->len; i++)
    {
      const char *card = ((Checklist *) board->checklists->pdata[i])->card;
      if (card != NULL)
        g_hash_table_insert (counts, (gpointer) card, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, card)) + 1));
    }
  for (guint i = 0; i < board->checklists->len; i++)
    {
      Checklist *checklist = board->checklists->pdata[i];
      Card *card = checklist->card != NULL ? g_hash_table_lookup (board->by_id, checklist->card) : NULL;
      if (card == NULL)
        continue;
      gboolean is_one_of_many = GPOINTER_TO_INT (g_hash_table_lookup (counts, checklist->card)) > 1 && checklist->name != NULL;
      g_ptr_array_sort (checklist->items, compare_items);
      for (guint j = 0; j < checklist->items->len; j++)
        {
          const Item *item = checklist->items->pdata[j];
          g_autofree char *text = is_one_of_many && item->text != NULL ? g_strdup_printf ("%s: %s", checklist->name, item->text)
                                                                       : g_strdup (item->text);
          zw_neutral_add_check (card->ticket, item->id, text, item->done);
        }
    }
}

static void
apply_action (Board *board, const Action *action)
{
  Card *card = action->card != NULL ? g_hash_table_lookup (board->by_id, action->card) : NULL;

  if (card == NULL)
    return;
  if (action->text != NULL)
    {
      ZwNeutralComment *comment = zw_neutral_add_comment (card->ticket, action->id, action->author, action->at, action->text);
      if (comment != NULL)
        comment->edited = action->edited;
    }
  else if (action->creates)
    {
      if (card->ticket->reporter == NULL)
        card->ticket->reporter = action->author;
      if (card->ticket->created == 0)
        card->ticket->created = action->at;
    }
  else if (action->before != NULL && action->after != NULL && action->at != 0)
    {
      ZwNeutralEvent *event = zw_neutral_add_event (card->ticket, action->at, action->author, ZW_FIELD_STATUS);
      event->from_status = zw_trello_get_list (board, action->before, action->before_name);
      event->to_status = zw_trello_get_list (board, action->after, action->after_name);
    }
}

static int
compare_lists (gconstpointer a, gconstpointer b, gpointer data)
{
  const List *first = g_hash_table_lookup (data, *(gpointer *) a), *second = g_hash_table_lookup (data, *(gpointer *) b);
  return (first->pos > second->pos) - (first->pos < second->pos);
}

static int
compare_cards (gconstpointer a, gconstpointer b, gpointer data)
{
  const Card *first = *(gpointer *) a, *second = *(gpointer *) b;
  GHashTable *places = data;
  int place = GPOINTER_TO_INT (g_hash_table_lookup (places, first->ticket->status))
              - GPOINTER_TO_INT (g_hash_table_lookup (places, second->ticket->status));

  if (place != 0)
    return place;
  if (first->pos != second->pos)
    return first->pos < second->pos ? -1 : 1;
  return (first->order > second->order) - (first->order < second->order);
}

/* Lists by their position; cards by list, then position. */
static void
put_in_order (Board *board)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  g_ptr_array_sort_with_data (board->project->statuses, compare_lists, board->lists);
  for (guint i = 0; i < board->project->statuses->len; i++)
    g_hash_table_insert (places, board->project->statuses->pdata[i], GUINT_TO_POINTER (i));
  g_ptr_array_sort_with_data (board->cards, compare_cards, places);
  for (guint i = 0; i < board->cards->len; i++)
    board->project->tickets->pdata[i] = ((Card *) board->cards->pdata[i])->ticket;
}

/* Cards of a list that is gone are not lost: they stand in one of their own. */
static void
gather_lost_lists (Board *board)
{
  g_autoptr (GHashTable) lost = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < board->project->statuses->len; i++)
    {
      ZwNeutralStatus *status = board->project->statuses->pdata[i];
      const List *list = g_hash_table_lookup (board->lists, status);
      if (!list->is_known && (status->name == NULL || g_strcmp0 (status->name, status->id) == 0))
        g_hash_table_add (lost, status);
    }
  zw_neutral_gather_lost (board->project, lost);
}

/* Trello offers labels nobody named or used. */
static void
drop_unused_labels (Board *board)
{
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  GPtrArray *labels = board->project->labels;

  for (guint i = 0; i < board->cards->len; i++)
    {
      const ZwNeutralTicket *ticket = ((Card *) board->cards->pdata[i])->ticket;
      for (guint j = 0; j < ticket->labels->len; j++)
        g_hash_table_add (used, ticket->labels->pdata[j]);
    }
  for (guint i = labels->len; i > 0; i--)
    {
      const ZwNeutralLabel *label = labels->pdata[i - 1];
      g_autofree char *plain = g_strdelimit (g_ascii_strdown (label->name != NULL ? label->name : "", -1), " ", '_');
      if (!g_hash_table_contains (used, label) && (g_str_equal (plain, "label") || zw_guess_colour (plain) != NULL))
        zw_neutral_drop_label (board->project, labels->pdata[i - 1]);
    }
}

/* "(5) Title", where several cards have it: the habit of Scrum for Trello. The title stays as it is. */
static void
read_points_in_titles (Board *board)
{
  g_autoptr (GRegex) regex
    = g_regex_new ("^\\(([0-9]{1,3}(?:\\.[0-9])?)\\)\\s|\\s\\[([0-9]{1,3}(?:\\.[0-9])?)\\]$", G_REGEX_OPTIMIZE, 0, NULL);
  guint n = 0;

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < board->cards->len && (pass == 0 || n > 1); i++)
      {
        ZwNeutralTicket *ticket = ((Card *) board->cards->pdata[i])->ticket;
        g_autoptr (GMatchInfo) match = NULL;
        if (ticket->title == NULL || !isnan (ticket->estimate) || !g_regex_match (regex, ticket->title, 0, &match))
          continue;
        g_autofree char *front = g_match_info_fetch (match, 1), *back = g_match_info_fetch (match, 2);
        double points = zw_guess_points (front != NULL && *front != '\0' ? front : back);
        n += pass == 0 && points > 0 && points <= MOST_POINTS_IN_TITLE && front != NULL && *front != '\0';
        if (pass == 1 && points <= MOST_POINTS_IN_TITLE)
          ticket->estimate = points;
      }
}

/* Trello exports the newest 1000 actions alone. */
static void
count_comments (Board *board)
{
  guint found = 0, told = 0;

  for (guint i = 0; i < board->cards->len; i++)
    {
      const Card *card = board->cards->pdata[i];
      found += card->ticket->comments->len;
      told += (guint) card->n_comments;
    }
  if (found < told)
    zw_neutral_warn (board->neutral, 0, "$.actions", "%u of %u comments are in the file: Trello exports the newest 1000 actions only",
                     found, told);
}

void
zw_trello_finish (Board *board)
{
  for (guint i = 0; i < board->cards->len; i++)
    {
      Card *card = board->cards->pdata[i];
      for (guint j = 0; j < card->fields->len; j++)
        apply_field (board, card, card->fields->pdata[j]);
    }
  apply_checklists (board);
  for (guint i = board->actions->len; i > 0; i--)
    apply_action (board, board->actions->pdata[i - 1]);
  gather_lost_lists (board);
  put_in_order (board);
  zw_neutral_drop_unknown_labels (board->project);
  drop_unused_labels (board);
  read_points_in_titles (board);
  count_comments (board);
}
