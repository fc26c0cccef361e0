/* SPDX-License-Identifier: GPL-3.0-or-later
 * Blocks of at most 256 tickets; each knows its place among the blocks and the position of its first ticket. Where a ticket
 * is, is noted when somebody first asks: a filter fills lists of 100,000 anew with every key, and nobody may ever ask. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-order.h"

#include <string.h>

#include "zw-id-map.h"

/* A fill leaves room in every block, so that the next inserts split none. */
enum { MAX_IN_BLOCK = 256, FILLED_IN_BLOCK = 192, FIRST_ROOM = 8 };

typedef struct {
  guint index;  /* among the blocks */
  guint start;  /* position of its first ticket */
  guint n, room;
  ZwTicket **tickets; /* (owned) of borrowed tickets */
} Block;

struct _ZwTicketOrder {
  GPtrArray *blocks; /* (owned) of Block; none is empty */
  ZwIdMap *places;   /* (owned) address of a ticket -> its block; made by get_places() */
  gboolean has_places;
  guint n;
};

static gint64
get_address (ZwTicket *ticket)
{
  return (gint64) (gintptr) ticket;
}

static void
free_block (gpointer data)
{
  Block *block = data;

  g_free (block->tickets);
  g_free (block);
}

static Block *
new_block (guint room)
{
  Block *block = g_new0 (Block, 1);

  block->room = room;
  block->tickets = g_new (ZwTicket *, room);
  return block;
}

ZwTicketOrder *
zw_ticket_order_new (void)
{
  ZwTicketOrder *self = g_new0 (ZwTicketOrder, 1);

  self->blocks = g_ptr_array_new_with_free_func (free_block);
  self->places = zw_id_map_new (NULL);
  return self;
}

void
zw_ticket_order_free (ZwTicketOrder *self)
{
  g_ptr_array_unref (self->blocks);
  zw_id_map_free (self->places);
  g_free (self);
}

guint
zw_ticket_order_get_n (const ZwTicketOrder *self)
{
  return self->n;
}

static Block *
get_block (const ZwTicketOrder *self, guint index)
{
  return self->blocks->pdata[index];
}

/* The block that holds @position; the last one for the end. There must be one. */
static Block *
find_block (const ZwTicketOrder *self, guint position)
{
  guint low = 0, high = self->blocks->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      if (get_block (self, middle)->start <= position)
        low = middle;
      else
        high = middle;
    }
  return get_block (self, low);
}

/* After something came or went in the block before @index. */
static void
renumber (ZwTicketOrder *self, guint index)
{
  for (; index < self->blocks->len; index++)
    {
      Block *block = get_block (self, index);
      block->index = index;
      block->start = index == 0 ? 0 : get_block (self, index - 1)->start + get_block (self, index - 1)->n;
    }
}

ZwTicket *
zw_ticket_order_get (const ZwTicketOrder *self, guint position)
{
  if (position >= self->n)
    return NULL;
  const Block *block = find_block (self, position);
  return block->tickets[position - block->start];
}

static void
note_places (ZwTicketOrder *self, Block *block)
{
  for (guint i = 0; self->has_places && i < block->n; i++)
    zw_id_map_put (self->places, get_address (block->tickets[i]), block);
}

static const ZwIdMap *
get_places (ZwTicketOrder *self)
{
  if (self->has_places)
    return self->places;
  self->has_places = TRUE;
  zw_id_map_reserve (self->places, self->n);
  for (guint i = 0; i < self->blocks->len; i++)
    note_places (self, get_block (self, i));
  return self->places;
}

gboolean
zw_ticket_order_contains (ZwTicketOrder *self, ZwTicket *ticket)
{
  return self->n > 0 && zw_id_map_get (get_places (self), get_address (ticket)) != NULL;
}

guint
zw_ticket_order_index_of (ZwTicketOrder *self, ZwTicket *ticket)
{
  const Block *block = self->n == 0 ? NULL : zw_id_map_get (get_places (self), get_address (ticket));

  for (guint i = 0; block != NULL && i < block->n; i++)
    if (block->tickets[i] == ticket)
      return block->start + i;
  return G_MAXUINT;
}

guint
zw_ticket_order_search (const ZwTicketOrder *self, ZwTicket *ticket, GCompareDataFunc compare, gpointer data)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (compare (zw_ticket_order_get (self, middle), ticket, data) <= 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The upper half of a full block becomes a block of its own. */
static void
split (ZwTicketOrder *self, Block *block)
{
  Block *upper = new_block (MAX_IN_BLOCK);

  upper->n = block->n / 2;
  block->n -= upper->n;
  memcpy (upper->tickets, block->tickets + block->n, upper->n * sizeof *upper->tickets);
  note_places (self, upper);
  g_ptr_array_insert (self->blocks, (int) block->index + 1, upper);
  renumber (self, block->index + 1);
}

static Block *
make_room (ZwTicketOrder *self, guint position)
{
  if (self->blocks->len == 0)
    {
      g_ptr_array_add (self->blocks, new_block (FIRST_ROOM));
      return get_block (self, 0);
    }
  Block *block = find_block (self, position);
  if (block->n == MAX_IN_BLOCK)
    {
      split (self, block);
      block = find_block (self, position);
    }
  if (block->n == block->room)
    {
      block->room = MIN (MAX_IN_BLOCK, block->room * 2);
      block->tickets = g_renew (ZwTicket *, block->tickets, block->room);
    }
  return block;
}

void
zw_ticket_order_insert (ZwTicketOrder *self, guint position, ZwTicket *ticket)
{
  Block *block = make_room (self, position);
  guint index = position - block->start;

  memmove (block->tickets + index + 1, block->tickets + index, (block->n - index) * sizeof *block->tickets);
  block->tickets[index] = ticket;
  block->n++;
  self->n++;
  if (self->has_places)
    zw_id_map_put (self->places, get_address (ticket), block);
  renumber (self, block->index + 1);
}

void
zw_ticket_order_remove (ZwTicketOrder *self, guint position)
{
  Block *block = find_block (self, position);
  guint index = position - block->start, place = block->index;

  if (self->has_places)
    zw_id_map_remove (self->places, get_address (block->tickets[index]));
  block->n--;
  self->n--;
  memmove (block->tickets + index, block->tickets + index + 1, (block->n - index) * sizeof *block->tickets);
  if (block->n == 0)
    g_ptr_array_remove_index (self->blocks, place);
  renumber (self, place);
}

void
zw_ticket_order_fill (ZwTicketOrder *self, GPtrArray *tickets)
{
  zw_id_map_clear (self->places);
  self->has_places = FALSE;
  g_ptr_array_set_size (self->blocks, 0);
  self->n = tickets->len;
  for (guint done = 0; done < tickets->len;)
    {
      guint n = MIN (FILLED_IN_BLOCK, tickets->len - done);
      Block *block = new_block (tickets->len > FILLED_IN_BLOCK ? MAX_IN_BLOCK : MAX (FIRST_ROOM, n));
      memcpy (block->tickets, tickets->pdata + done, n * sizeof *block->tickets);
      block->n = n;
      g_ptr_array_add (self->blocks, block);
      done += n;
    }
  renumber (self, 0);
}

GPtrArray *
zw_ticket_order_dup (const ZwTicketOrder *self)
{
  GPtrArray *tickets = g_ptr_array_sized_new (MAX (1, self->n));

  g_ptr_array_set_size (tickets, (int) self->n);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = get_block (self, i);
      memcpy (tickets->pdata + block->start, block->tickets, block->n * sizeof *block->tickets);
    }
  return tickets;
}
