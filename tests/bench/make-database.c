/* SPDX-License-Identifier: GPL-3.0-or-later
 * make-database PATH TICKETS [ON_BOARD]: a new database with one project of TICKETS tickets in five columns, written by
 * the bulk path. The first ON_BOARD stand in the active sprint, the others in the backlog; without ON_BOARD there is no
 * sprint and the board shows all that are open. Texts come from a fixed seed, so two runs write the same. */
#include <stdlib.h>

#include "bench.h"

#define BATCH 2000
#define FIRST_ID (G_GINT64_CONSTANT (217000000000) << 22)
#define NOW G_GINT64_CONSTANT (1795426320000)
#define DAY_MS G_GINT64_CONSTANT (86400000)
#define N_PEOPLE 12
#define N_LABELS 8

static const char *const words[] = {
  "invoice", "checkout", "search", "filter", "session", "address", "voucher", "stock", "customer", "payment", "import", "export",
  "mail", "basket", "Größe", "delivery", "slow", "broken", "wrong", "missing", "twice", "after", "before", "without", "login",
  "empty", "page", "button", "price", "refund", "label", "printer", "cache", "timeout", "error", "report", "month", "tablet",
};
static const char *const names[N_PEOPLE] = { "Ana", "Ben", "Carla", "Deniz", "Eva", "Finn", "Greta", "Hannes", "Ines", "Jonas", "Kaya",
                                             "Lena" };
static const char *const columns[][2] = {
  { "To Do", "todo" }, { "In Progress", "in-progress" }, { "Review", "in-progress" }, { "Test", "in-progress" }, { "Done", "done" }
};

typedef struct {
  ZwStore *store;
  GRand *dice;
  ZwChangeSet *set; /* (owned) holds the changes of the next batch */
  gint64 next_id, project, sprint, statuses[G_N_ELEMENTS (columns)], people[N_PEOPLE], labels[N_LABELS];
} Maker;

static ZwChange *
create (Maker *maker, ZwEntity entity, gint64 *id)
{
  maker->next_id += 1 + g_rand_int_range (maker->dice, 0, 4096);
  *id = maker->next_id;
  return zw_change_set_create (maker->set, entity, *id, entity == ZW_ENTITY_TICKET ? *id : 0);
}

static char *
write_text (Maker *maker, int n_words)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < n_words; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", words[g_rand_int_range (maker->dice, 0, G_N_ELEMENTS (words))]);
  return g_string_free (text, FALSE);
}

static void
send (Maker *maker)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *batch = maker->set->changes;

  maker->set->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_free);
  zw_store_append_async (maker->store, batch, bench_done_cb, &result);
  bench_require (zw_store_append_finish (maker->store, bench_wait (&result), &error), error);
}

static void
make_people (Maker *maker)
{
  gint64 member;

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      ZwChange *person = create (maker, ZW_ENTITY_PERSON, &maker->people[i]);
      zw_change_put (person, ZW_FIELD_NAME, names[i]);
      person = create (maker, ZW_ENTITY_MEMBER, &member);
      zw_change_put_int (person, ZW_FIELD_PROJECT, maker->project);
      zw_change_put_int (person, ZW_FIELD_PERSON, maker->people[i]);
    }
  for (guint i = 0; i < N_LABELS; i++)
    {
      ZwChange *label = create (maker, ZW_ENTITY_LABEL, &maker->labels[i]);
      zw_change_put_int (label, ZW_FIELD_PROJECT, maker->project);
      zw_change_put (label, ZW_FIELD_NAME, words[i]);
    }
}

static void
make_project (Maker *maker, gboolean with_sprint)
{
  ZwChange *project = create (maker, ZW_ENTITY_PROJECT, &maker->project);

  zw_change_put (project, ZW_FIELD_KEY, "BEN");
  zw_change_put (project, ZW_FIELD_NAME, "Bench");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      ZwChange *status = create (maker, ZW_ENTITY_STATUS, &maker->statuses[i]);
      zw_change_put_int (status, ZW_FIELD_PROJECT, maker->project);
      zw_change_put (status, ZW_FIELD_NAME, columns[i][0]);
      zw_change_put (status, ZW_FIELD_CATEGORY, columns[i][1]);
      zw_change_put_int (status, ZW_FIELD_POSITION, i);
    }
  make_people (maker);
  if (!with_sprint)
    return;
  ZwChange *sprint = create (maker, ZW_ENTITY_SPRINT, &maker->sprint);
  zw_change_put_int (sprint, ZW_FIELD_PROJECT, maker->project);
  zw_change_put (sprint, ZW_FIELD_NAME, "Sprint 1");
  zw_change_put (sprint, ZW_FIELD_STATE, "active");
  zw_change_put (sprint, ZW_FIELD_START, "2026-11-16");
  zw_change_put (sprint, ZW_FIELD_END, "2026-11-27");
}

static void
make_comment (Maker *maker, gint64 ticket, gint64 at)
{
  gint64 id;
  ZwChange *comment = create (maker, ZW_ENTITY_COMMENT, &id);
  g_autofree char *text = write_text (maker, 15);

  comment->ticket = ticket;
  zw_change_put_int (comment, ZW_FIELD_TICKET, ticket);
  zw_change_put_int (comment, ZW_FIELD_AUTHOR, maker->people[ticket % N_PEOPLE]);
  zw_change_put_int (comment, ZW_FIELD_CREATED, at);
  zw_change_put (comment, ZW_FIELD_TEXT, text);
}

static void
make_ticket (Maker *maker, int index, gboolean on_board)
{
  static const char *const types[] = { "story", "task", "bug" };
  static const char *const estimates[] = { "1", "2", "3", "5", "8" };
  gint64 id, created = NOW - g_rand_int_range (maker->dice, 1, 90) * DAY_MS;
  ZwChange *ticket = create (maker, ZW_ENTITY_TICKET, &id);
  g_autofree char *title = write_text (maker, g_rand_int_range (maker->dice, 3, 11)), *description = write_text (maker, 30), *label = NULL;

  zw_change_put_int (ticket, ZW_FIELD_PROJECT, maker->project);
  zw_change_put (ticket, ZW_FIELD_TITLE, title);
  zw_change_put (ticket, ZW_FIELD_TYPE, types[index % 3]);
  zw_change_put_int (ticket, ZW_FIELD_STATUS, maker->statuses[index % (int) (maker->sprint == 0 ? 4 : 5)]);
  zw_change_put_int (ticket, ZW_FIELD_OWNER, maker->people[g_rand_int_range (maker->dice, 0, N_PEOPLE)]);
  zw_change_put_int (ticket, ZW_FIELD_REPORTER, maker->people[g_rand_int_range (maker->dice, 0, N_PEOPLE)]);
  zw_change_put (ticket, ZW_FIELD_ESTIMATE, estimates[g_rand_int_range (maker->dice, 0, 5)]);
  zw_change_put_int (ticket, ZW_FIELD_RANK, ((gint64) index + 1) << 20);
  zw_change_put_int (ticket, ZW_FIELD_CREATED, created);
  zw_change_put_int (ticket, ZW_FIELD_STATUS_SINCE, created);
  zw_change_put (ticket, ZW_FIELD_DESCRIPTION, description);
  if (on_board)
    zw_change_put_int (ticket, ZW_FIELD_SPRINT, maker->sprint);
  if (index % 5 < 2)
    {
      label = g_strdup_printf ("%" G_GINT64_FORMAT, maker->labels[index % N_LABELS]);
      zw_change_set_add (maker->set, ZW_ENTITY_TICKET, id, id, ZW_FIELD_LABELS, label);
    }
  if (index % 10 == 0)
    make_comment (maker, id, created);
}

static void
make_everything (Maker *maker, int n_tickets, int on_board)
{
  make_project (maker, on_board >= 0);
  for (int i = 0; i < n_tickets; i++)
    {
      make_ticket (maker, i, i < on_board);
      if (maker->set->changes->len >= BATCH)
        send (maker);
    }
  send (maker);
}

int
main (int argc, char **argv)
{
  Maker maker = { .next_id = FIRST_ID, .dice = g_rand_new_with_seed (1) };
  g_autoptr (GAsyncResult) begun = NULL, finished = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  bench_require (argc >= 3, NULL);
  maker.store = bench_open_store (argv[1], "bench");
  maker.set = zw_change_set_new (FIRST_ID, ZW_DEED_IMPORT);
  maker.set->writer = g_strdup ("bench");
  maker.set->at = NOW;
  zw_store_begin_set_async (maker.store, maker.set, bench_done_cb, &begun);
  bench_require (zw_store_begin_set_finish (maker.store, bench_wait (&begun), &error), error);
  make_everything (&maker, atoi (argv[2]), argc > 3 ? atoi (argv[3]) : -1);
  zw_store_finish_set_async (maker.store, ZW_FINISH_COMMIT, bench_done_cb, &finished);
  g_autoptr (ZwReceipt) receipt = zw_store_finish_set_finish (maker.store, bench_wait (&finished), &error);
  bench_require (receipt != NULL, error);
  bench_print ("committed", bench_ms_since (start));
  while (zw_store_is_indexing (maker.store))
    g_main_context_iteration (NULL, TRUE);
  bench_print ("indexed", bench_ms_since (start));
  zw_store_close (maker.store);
  zw_change_set_unref (maker.set);
  g_object_unref (maker.store);
  g_rand_free (maker.dice);
  return 0;
}
