/* SPDX-License-Identifier: GPL-3.0-or-later
 * The sorted live subset: what is wanted, where it belongs, and what the views are told. The workspace calls it after all
 * values of a set are right; it never looks at anything but its own predicate and order. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-list.h"

#include "zw-ticket-order.h"

struct _ZwTicketList {
  GObject parent_instance;
  ZwTicketOrder *order;        /* (owned) */
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

  zw_ticket_order_free (self->order);
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
  self->order = zw_ticket_order_new ();
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

/* @tickets: sorted, all wanted. The views hear of what lies between the common ends. */
static void
replace_all (ZwTicketList *self, GPtrArray *tickets)
{
  g_autoptr (GPtrArray) old = zw_ticket_order_dup (self->order);
  guint limit = MIN (old->len, tickets->len), head = 0, tail = 0;

  while (head < limit && old->pdata[head] == tickets->pdata[head])
    head++;
  if (head == old->len && head == tickets->len)
    return;
  while (tail < limit - head && old->pdata[old->len - 1 - tail] == tickets->pdata[tickets->len - 1 - tail])
    tail++;
  zw_ticket_order_fill (self->order, tickets);
  g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail, tickets->len - head - tail);
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
take_out (ZwTicketList *self, guint position, Run *run)
{
  if (run->n > 0 && position != run->position)
    flush_removed (self, run);
  run->position = position;
  run->n++;
  zw_ticket_order_remove (self->order, position);
}

static void
put_in (ZwTicketList *self, ZwTicket *ticket, Run *run)
{
  guint position = zw_ticket_order_search (self->order, ticket, self->compare, self->compare_data);

  if (run->n > 0 && position != run->position + run->n)
    flush_added (self, run);
  if (run->n == 0)
    run->position = position;
  run->n++;
  zw_ticket_order_insert (self->order, position, ticket);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;
  return first == second ? 0 : first < second ? -1 : 1;
}

/* Positions of the @tickets that are in the list, rising. */
static GArray *
find_positions (ZwTicketList *self, GPtrArray *tickets)
{
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < tickets->len; i++)
    {
      guint position = zw_ticket_order_index_of (self->order, tickets->pdata[i]);
      if (position != G_MAXUINT)
        g_array_append_val (positions, position);
    }
  g_array_sort (positions, compare_positions);
  return positions;
}

static gboolean
is_misplaced (ZwTicketList *self, guint position, ZwTicket *follower)
{
  ZwTicket *ticket = zw_ticket_order_get (self->order, position);
  ZwTicket *previous = position == 0 ? NULL : zw_ticket_order_get (self->order, position - 1);

  return !wants (self, ticket) || (previous != NULL && self->compare (previous, ticket, self->compare_data) >= 0)
         || (follower != NULL && self->compare (ticket, follower, self->compare_data) >= 0);
}

/* Takes every changed ticket out that no longer belongs, or no longer where it is. What stays is in order, because each
 * is compared with the one before it (steady, or just confirmed) and with the next steady one, behind its run. */
static void
take_out_misplaced (ZwTicketList *self, GArray *positions)
{
  Run run = { 0, 0 };
  guint n_out = 0;

  for (guint i = 0; i < positions->len;)
    {
      guint first = i, last = g_array_index (positions, guint, i);
      while (++i < positions->len && g_array_index (positions, guint, i) == last + 1)
        last++;
      ZwTicket *follower = zw_ticket_order_get (self->order, last + 1 - n_out);
      for (guint j = first; j < i; j++)
        {
          guint position = g_array_index (positions, guint, j) - n_out;
          if (!is_misplaced (self, position, follower))
            continue;
          take_out (self, position, &run);
          n_out++;
        }
    }
  flush_removed (self, &run);
}

static void
put_in_missing (ZwTicketList *self, GPtrArray *tickets)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  Run run = { 0, 0 };

  for (guint i = 0; i < tickets->len; i++)
    if (!zw_ticket_order_contains (self->order, tickets->pdata[i]) && wants (self, tickets->pdata[i]))
      g_ptr_array_add (missing, tickets->pdata[i]);
  g_ptr_array_sort_with_data (missing, compare_pointers, self);
  for (guint i = 0; i < missing->len; i++)
    put_in (self, missing->pdata[i], &run);
  flush_added (self, &run);
}

void
zw_ticket_list_update_all (ZwTicketList *self, GPtrArray *tickets)
{
  g_autoptr (GArray) positions = find_positions (self, tickets);

  take_out_misplaced (self, positions);
  put_in_missing (self, tickets);
}

void
zw_ticket_list_update (ZwTicketList *self, ZwTicket *ticket)
{
  gpointer pointers[] = { ticket };
  GPtrArray tickets = { pointers, 1 };

  zw_ticket_list_update_all (self, &tickets);
}

void
zw_ticket_list_remove (ZwTicketList *self, ZwTicket *ticket)
{
  guint position = zw_ticket_order_index_of (self->order, ticket);

  if (position == G_MAXUINT)
    return;
  zw_ticket_order_remove (self->order, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

guint
zw_ticket_list_get_n (ZwTicketList *self)
{
  return zw_ticket_order_get_n (self->order);
}

ZwTicket *
zw_ticket_list_get (ZwTicketList *self, guint position)
{
  return zw_ticket_order_get (self->order, position);
}

guint
zw_ticket_list_index_of (ZwTicketList *self, ZwTicket *ticket)
{
  return zw_ticket_order_index_of (self->order, ticket);
}

ZwTicket *
zw_ticket_list_before (ZwTicketList *self, ZwTicket *ticket)
{
  guint position = zw_ticket_order_index_of (self->order, ticket);
  return position == G_MAXUINT || position == 0 ? NULL : zw_ticket_order_get (self->order, position - 1);
}

ZwTicket *
zw_ticket_list_after (ZwTicketList *self, ZwTicket *ticket)
{
  guint position = zw_ticket_order_index_of (self->order, ticket);
  return position == G_MAXUINT ? NULL : zw_ticket_order_get (self->order, position + 1);
}

GPtrArray *
zw_ticket_list_dup_all (ZwTicketList *self)
{
  return zw_ticket_order_dup (self->order);
}
