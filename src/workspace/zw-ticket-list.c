/* SPDX-License-Identifier: GPL-3.0-or-later
 * The sorted live subset: a GSequence for order and positions, a hash from ticket to place. The workspace calls it after
 * all values of a set are right; it never looks at anything but its own predicate and order. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-list.h"

struct _ZwTicketList {
  GObject parent_instance;
  GSequence *order;        /* (owned) of owned tickets */
  GHashTable *places;      /* (owned) ticket -> GSequenceIter */
  ZwTicketPredicate predicate; /* (nullable) */
  gpointer predicate_data;
  GDestroyNotify predicate_free;
  GCompareDataFunc compare;
  gpointer compare_data;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwTicketList, zw_ticket_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return ZW_TYPE_TICKET;
}

static guint
get_n_items (GListModel *model)
{
  return zw_ticket_list_get_n (ZW_TICKET_LIST (model));
}

static gpointer
get_item (GListModel *model, guint position)
{
  ZwTicket *ticket = zw_ticket_list_get (ZW_TICKET_LIST (model), position);
  return ticket == NULL ? NULL : g_object_ref (ticket);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
zw_ticket_list_finalize (GObject *object)
{
  ZwTicketList *self = ZW_TICKET_LIST (object);

  g_hash_table_unref (self->places);
  g_sequence_free (self->order);
  if (self->predicate_free != NULL)
    self->predicate_free (self->predicate_data);
  G_OBJECT_CLASS (zw_ticket_list_parent_class)->finalize (object);
}

static void
zw_ticket_list_class_init (ZwTicketListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zw_ticket_list_finalize;
}

static void
zw_ticket_list_init (ZwTicketList *self)
{
  self->order = g_sequence_new (g_object_unref);
  self->places = g_hash_table_new (NULL, NULL);
}

ZwTicketList *
zw_ticket_list_new (ZwTicketPredicate predicate, gpointer predicate_data, GDestroyNotify predicate_free,
                    GCompareDataFunc compare, gpointer compare_data)
{
  ZwTicketList *self = g_object_new (ZW_TYPE_TICKET_LIST, NULL);

  self->predicate = predicate;
  self->predicate_data = predicate_data;
  self->predicate_free = predicate_free;
  self->compare = compare != NULL ? compare : zw_ticket_compare_rank;
  self->compare_data = compare_data;
  return self;
}

static gboolean
wants (ZwTicketList *self, ZwTicket *ticket)
{
  return self->predicate == NULL || self->predicate (ticket, self->predicate_data);
}

static gboolean
is_ascending (ZwTicketList *self, GPtrArray *tickets)
{
  for (guint i = 1; i < tickets->len; i++)
    if (self->compare (tickets->pdata[i - 1], tickets->pdata[i], self->compare_data) > 0)
      return FALSE;
  return TRUE;
}


static int
compare_pointers (gconstpointer a, gconstpointer b, gpointer data)
{
  ZwTicketList *self = data;
  return self->compare (*(gconstpointer *) a, *(gconstpointer *) b, self->compare_data);
}

static void
sort_tickets (ZwTicketList *self, GPtrArray *tickets)
{
  if (!is_ascending (self, tickets))
    g_ptr_array_sort_with_data (tickets, compare_pointers, self);
}

/* How many tickets at the start, and then at the end, are the same in both orders. */
static void
find_common_ends (ZwTicketList *self, GPtrArray *tickets, guint *head, guint *tail)
{
  guint n_old = zw_ticket_list_get_n (self), limit = MIN (n_old, tickets->len);
  GSequenceIter *iter = g_sequence_get_begin_iter (self->order);

  for (*head = 0; *head < limit && g_sequence_get (iter) == tickets->pdata[*head]; (*head)++)
    iter = g_sequence_iter_next (iter);
  iter = g_sequence_get_end_iter (self->order);
  for (*tail = 0; *tail < limit - *head; (*tail)++)
    {
      iter = g_sequence_iter_prev (iter);
      if (g_sequence_get (iter) != tickets->pdata[tickets->len - 1 - *tail])
        break;
    }
}

static void
replace_middle (ZwTicketList *self, GPtrArray *tickets, guint head, guint tail)
{
  GSequenceIter *first = g_sequence_get_iter_at_pos (self->order, (int) head);
  GSequenceIter *end = g_sequence_get_iter_at_pos (self->order, (int) (zw_ticket_list_get_n (self) - tail));

  for (GSequenceIter *iter = first; iter != end; iter = g_sequence_iter_next (iter))
    g_hash_table_remove (self->places, g_sequence_get (iter));
  g_sequence_remove_range (first, end);
  for (guint i = head; i < tickets->len - tail; i++)
    {
      ZwTicket *ticket = g_object_ref (tickets->pdata[i]);
      g_hash_table_insert (self->places, ticket, g_sequence_insert_before (end, ticket));
    }
}

/* @tickets: sorted, all wanted. */
static void
replace_all (ZwTicketList *self, GPtrArray *tickets)
{
  guint n_old = zw_ticket_list_get_n (self), head, tail;

  find_common_ends (self, tickets, &head, &tail);
  if (head == n_old && head == tickets->len)
    return;
  /* The old tickets must live until the views have let go of them. */
  g_autoptr (GPtrArray) old = g_ptr_array_new_full (n_old, g_object_unref);
  for (GSequenceIter *iter = g_sequence_get_begin_iter (self->order); !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    g_ptr_array_add (old, g_object_ref (g_sequence_get (iter)));
  replace_middle (self, tickets, head, tail);
  g_list_model_items_changed (G_LIST_MODEL (self), head, n_old - head - tail, tickets->len - head - tail);
}

void
zw_ticket_list_fill (ZwTicketList *self, GPtrArray *tickets)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_sized_new (MAX (16, tickets->len));

  for (guint i = 0; i < tickets->len; i++)
    if (wants (self, tickets->pdata[i]))
      g_ptr_array_add (chosen, tickets->pdata[i]);
  sort_tickets (self, chosen);
  replace_all (self, chosen);
}

void
zw_ticket_list_fill_chosen (ZwTicketList *self, GPtrArray *tickets)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_copy (tickets, NULL, NULL);

  sort_tickets (self, chosen);
  replace_all (self, chosen);
}

/* One run of neighbours that came or went: views hear of it once. */
typedef struct {
  guint position, n;
} Run;

static void
flush_removed (ZwTicketList *self, Run *run)
{
  Run gone = *run;

  run->n = 0;
  if (gone.n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), gone.position, gone.n, 0);
}

static void
flush_added (ZwTicketList *self, Run *run)
{
  Run come = *run;

  run->n = 0;
  if (come.n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), come.position, 0, come.n);
}

static void
take_out (ZwTicketList *self, GSequenceIter *iter, Run *run)
{
  guint position = (guint) g_sequence_iter_get_position (iter);

  if (run->n > 0 && position != run->position)
    flush_removed (self, run);
  run->position = position;
  run->n++;
  g_hash_table_remove (self->places, g_sequence_get (iter));
  g_sequence_remove (iter);
}

static void
put_in (ZwTicketList *self, ZwTicket *ticket, Run *run)
{
  GSequenceIter *next = g_sequence_search (self->order, ticket, self->compare, self->compare_data);
  guint position = (guint) g_sequence_iter_get_position (next);

  if (run->n > 0 && position != run->position + run->n)
    flush_added (self, run);
  if (run->n == 0)
    run->position = position;
  run->n++;
  g_hash_table_insert (self->places, ticket, g_sequence_insert_before (next, g_object_ref (ticket)));
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return g_sequence_iter_compare (*(GSequenceIter **) a, *(GSequenceIter **) b);
}

/* Places of the @tickets that are in the list, in its order. */
static GPtrArray *
find_places (ZwTicketList *self, GPtrArray *tickets)
{
  GPtrArray *places = g_ptr_array_new ();

  for (guint i = 0; i < tickets->len; i++)
    {
      GSequenceIter *iter = g_hash_table_lookup (self->places, tickets->pdata[i]);
      if (iter != NULL)
        g_ptr_array_add (places, iter);
    }
  g_ptr_array_sort (places, compare_places);
  return places;
}

/* The first ticket from @places[index] on that is not itself one of the changed; NULL at the end of the list. */
static ZwTicket *
find_steady_follower (GPtrArray *places, guint index)
{
  GSequenceIter *next = g_sequence_iter_next (places->pdata[index]);

  while (++index < places->len && next == places->pdata[index])
    next = g_sequence_iter_next (next);
  return g_sequence_iter_is_end (next) ? NULL : g_sequence_get (next);
}

/* Takes every changed ticket out that no longer belongs, or no longer where it is. What stays is in order, because each
 * is compared with the one before it (steady, or just confirmed) and with the next steady one. */
static void
take_out_misplaced (ZwTicketList *self, GPtrArray *places)
{
  Run run = { 0, 0 };
  ZwTicket *follower = NULL;
  gboolean runs_on = FALSE;

  for (guint i = 0; i < places->len; i++)
    {
      GSequenceIter *iter = places->pdata[i];
      ZwTicket *ticket = g_sequence_get (iter);
      if (i == 0 || !runs_on)
        follower = find_steady_follower (places, i);
      runs_on = i + 1 < places->len && g_sequence_iter_next (iter) == places->pdata[i + 1];
      GSequenceIter *previous = g_sequence_iter_prev (iter);
      if (!wants (self, ticket)
          || (previous != iter && self->compare (g_sequence_get (previous), ticket, self->compare_data) >= 0)
          || (follower != NULL && self->compare (ticket, follower, self->compare_data) >= 0))
        take_out (self, iter, &run);
    }
  flush_removed (self, &run);
}

static void
put_in_missing (ZwTicketList *self, GPtrArray *tickets)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  Run run = { 0, 0 };

  for (guint i = 0; i < tickets->len; i++)
    if (!g_hash_table_contains (self->places, tickets->pdata[i]) && wants (self, tickets->pdata[i]))
      g_ptr_array_add (missing, tickets->pdata[i]);
  g_ptr_array_sort_with_data (missing, compare_pointers, self);
  for (guint i = 0; i < missing->len; i++)
    put_in (self, missing->pdata[i], &run);
  flush_added (self, &run);
}

void
zw_ticket_list_update_all (ZwTicketList *self, GPtrArray *tickets)
{
  g_autoptr (GPtrArray) places = find_places (self, tickets);

  take_out_misplaced (self, places);
  put_in_missing (self, tickets);
}

void
zw_ticket_list_update (ZwTicketList *self, ZwTicket *ticket)
{
  g_autoptr (GPtrArray) tickets = g_ptr_array_new_full (1, g_object_unref);

  g_ptr_array_add (tickets, g_object_ref (ticket));
  zw_ticket_list_update_all (self, tickets);
}

void
zw_ticket_list_remove (ZwTicketList *self, ZwTicket *ticket)
{
  GSequenceIter *iter = g_hash_table_lookup (self->places, ticket);
  Run run = { 0, 0 };

  if (iter == NULL)
    return;
  g_autoptr (ZwTicket) kept = g_object_ref (ticket);
  take_out (self, iter, &run);
  flush_removed (self, &run);
}

guint
zw_ticket_list_get_n (ZwTicketList *self)
{
  return g_hash_table_size (self->places);
}

ZwTicket *
zw_ticket_list_get (ZwTicketList *self, guint position)
{
  if (position >= zw_ticket_list_get_n (self))
    return NULL;
  return g_sequence_get (g_sequence_get_iter_at_pos (self->order, (int) position));
}

gboolean
zw_ticket_list_contains (ZwTicketList *self, ZwTicket *ticket)
{
  return g_hash_table_contains (self->places, ticket);
}

guint
zw_ticket_list_index_of (ZwTicketList *self, ZwTicket *ticket)
{
  GSequenceIter *iter = g_hash_table_lookup (self->places, ticket);
  return iter == NULL ? G_MAXUINT : (guint) g_sequence_iter_get_position (iter);
}

ZwTicket *
zw_ticket_list_before (ZwTicketList *self, ZwTicket *ticket)
{
  GSequenceIter *iter = g_hash_table_lookup (self->places, ticket);
  return iter == NULL || g_sequence_iter_is_begin (iter) ? NULL : g_sequence_get (g_sequence_iter_prev (iter));
}

ZwTicket *
zw_ticket_list_after (ZwTicketList *self, ZwTicket *ticket)
{
  GSequenceIter *iter = g_hash_table_lookup (self->places, ticket);
  GSequenceIter *next = iter == NULL ? NULL : g_sequence_iter_next (iter);
  return next == NULL || g_sequence_iter_is_end (next) ? NULL : g_sequence_get (next);
}
