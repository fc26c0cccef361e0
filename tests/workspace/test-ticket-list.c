/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of tickets: every items-changed, replayed on a shadow array, gives what the list holds. */
#include "zw-item-apply.h"
#include "zw-ticket-list.h"


typedef struct {
  GPtrArray *shadow;
  guint n_emissions;
} Replay;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Replay *replay = data;

  replay->n_emissions++;
  g_assert_cmpuint (position + removed, <=, replay->shadow->len);
  if (removed > 0)
    g_ptr_array_remove_range (replay->shadow, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (ZwTicket) ticket = g_list_model_get_item (model, position + i);
      g_assert_nonnull (ticket);
      g_ptr_array_insert (replay->shadow, (int) (position + i), ticket);
    }
  g_assert_cmpuint (replay->shadow->len, ==, g_list_model_get_n_items (model));
}

static gboolean
is_urgent (ZwTicket *ticket, gpointer unused)
{
  return ticket->priority >= 3;
}

static int
compare_pointers (gconstpointer a, gconstpointer b)
{
  return zw_ticket_compare_rank (*(gconstpointer *) a, *(gconstpointer *) b, NULL);
}

static void
assert_is_right (ZwTicketList *list, GPtrArray *tickets, Replay *replay)
{
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();

  for (guint i = 0; i < tickets->len; i++)
    if (is_urgent (tickets->pdata[i], NULL))
      g_ptr_array_add (expected, tickets->pdata[i]);
  g_ptr_array_sort (expected, compare_pointers);
  g_assert_cmpuint (expected->len, ==, zw_ticket_list_get_n (list));
  g_assert_cmpuint (expected->len, ==, replay->shadow->len);
  for (guint i = 0; i < expected->len; i++)
    {
      ZwTicket *ticket = expected->pdata[i];
      g_assert_true (replay->shadow->pdata[i] == ticket);
      g_assert_true (zw_ticket_list_get (list, i) == ticket);
      g_assert_cmpuint (zw_ticket_list_index_of (list, ticket), ==, i);
      g_assert_true (zw_ticket_list_before (list, ticket) == (i == 0 ? NULL : expected->pdata[i - 1]));
      g_assert_true (zw_ticket_list_after (list, ticket) == (i + 1 == expected->len ? NULL : expected->pdata[i + 1]));
    }
  g_assert_null (zw_ticket_list_get (list, expected->len));
}

static GPtrArray *
make_tickets (GRand *rand, int n)
{
  GPtrArray *tickets = g_ptr_array_new_with_free_func (g_object_unref);

  for (gint64 id = 1; id <= n; id++)
    {
      ZwTicket *ticket = ZW_TICKET (zw_item_new (ZW_ENTITY_TICKET, id));
      ticket->rank = g_rand_int_range (rand, 0, n);
      ticket->priority = g_rand_int_range (rand, 1, 6);
      g_ptr_array_add (tickets, ticket);
    }
  return tickets;
}

/* Up to ten tickets change at once, some of them to the very places of others. */
static GPtrArray *
change_some (GPtrArray *tickets, GRand *rand)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_object_unref);

  for (int n = g_rand_int_range (rand, 1, 11); n > 0; n--)
    {
      ZwTicket *ticket = tickets->pdata[g_rand_int_range (rand, 0, (gint32) tickets->len)];
      if (g_ptr_array_find (changed, ticket, NULL))
        continue;
      ticket->rank = g_rand_int_range (rand, 0, (gint32) tickets->len);
      if (g_rand_boolean (rand))
        ticket->priority = g_rand_int_range (rand, 1, 6);
      g_ptr_array_add (changed, g_object_ref (ticket));
    }
  return changed;
}

static void
replay_steps (int n_tickets, int n_steps)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);
  g_autoptr (GPtrArray) tickets = make_tickets (rand, n_tickets);
  g_autoptr (ZwTicketList) list = zw_ticket_list_new (is_urgent, NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) shadow = g_ptr_array_new ();
  Replay replay = { shadow, 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &replay);
  zw_ticket_list_fill (list, tickets);
  assert_is_right (list, tickets, &replay);
  for (int step = 0; step < n_steps; step++)
    {
      g_autoptr (GPtrArray) changed = change_some (tickets, rand);
      if (changed->len == 1 && g_rand_boolean (rand))
        zw_ticket_list_update (list, changed->pdata[0]);
      else if (step % 50 == 0)
        zw_ticket_list_fill (list, tickets);
      else
        zw_ticket_list_update_all (list, changed);
      assert_is_right (list, tickets, &replay);
    }
}

static void
test_replays_to_the_same_list (void)
{
  replay_steps (60, 4000);
}

/* Long enough for blocks to fill, split and empty. */
static void
test_replays_to_the_same_long_list (void)
{
  replay_steps (2000, 1000);
}

static void
test_a_run_is_one_emission (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) tickets = make_tickets (rand, 60);
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  g_autoptr (ZwTicketList) list = zw_ticket_list_new (NULL, NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) shadow = g_ptr_array_new ();
  Replay replay = { shadow, 0 };

  for (guint i = 0; i < tickets->len; i++)
    ((ZwTicket *) tickets->pdata[i])->rank = 1000 * (gint64) i;
  zw_ticket_list_fill (list, tickets);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &replay);
  g_ptr_array_extend (shadow, tickets, NULL, NULL);
  for (guint i = 10; i < 15; i++)
    {
      ((ZwTicket *) tickets->pdata[i])->rank = 30500 + i;
      g_ptr_array_add (some, tickets->pdata[i]);
    }
  zw_ticket_list_update_all (list, some);
  g_assert_cmpuint (replay.n_emissions, ==, 2); /* five out, five in */
  replay.n_emissions = 0;
  zw_ticket_list_update_all (list, some);
  zw_ticket_list_fill (list, tickets);
  g_assert_cmpuint (replay.n_emissions, ==, 0); /* what is right is left alone */
}

static void
test_respread_keeps_every_card (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) tickets = make_tickets (rand, 60);
  g_autoptr (ZwTicketList) list = zw_ticket_list_new (NULL, NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) shadow = g_ptr_array_new ();
  Replay replay = { shadow, 0 };

  for (guint i = 0; i < tickets->len; i++)
    ((ZwTicket *) tickets->pdata[i])->rank = (gint64) i;
  zw_ticket_list_fill (list, tickets);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &replay);
  for (guint i = 0; i < tickets->len; i++)
    ((ZwTicket *) tickets->pdata[i])->rank = (gint64) i << 20;
  zw_ticket_list_update_all (list, tickets);
  g_assert_cmpuint (replay.n_emissions, ==, 0);
}

static void
test_keeps_nothing_alive (void)
{
  ZwTicketList *list = zw_ticket_list_new (NULL, NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) tickets = g_ptr_array_new ();
  ZwTicket *ticket = ZW_TICKET (zw_item_new (ZW_ENTITY_TICKET, 1));

  g_ptr_array_add (tickets, ticket);
  zw_ticket_list_fill (list, tickets);
  zw_ticket_list_remove (list, ticket);
  g_assert_finalize_object (ticket);
  g_assert_finalize_object (list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticket-list/replays-to-the-same-list", test_replays_to_the_same_list);
  g_test_add_func ("/ticket-list/replays-to-the-same-long-list", test_replays_to_the_same_long_list);
  g_test_add_func ("/ticket-list/a-run-is-one-emission", test_a_run_is_one_emission);
  g_test_add_func ("/ticket-list/respread-keeps-every-card", test_respread_keeps_every_card);
  g_test_add_func ("/ticket-list/keeps-nothing-alive", test_keeps_nothing_alive);
  return g_test_run ();
}
