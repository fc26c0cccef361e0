/* SPDX-License-Identifier: GPL-3.0-or-later
 * kill -9 at random moments: what was acknowledged is there, imports are whole or absent, and all is sound. */
#include <signal.h>
#include <stdlib.h>

#include "zw-sqlite-store.h"
#include "zw-store-fixture.h"

#define N_KILLS 200
#define KILLS_PER_CHECK 50
#define LONGEST_LIFE_US 120000
#define IMPORT_SIZE 400 /* as in store-writer.c */
#define IDS_PER_WRITER (G_GINT64_CONSTANT (1) << 32)

static ZwStore *
make_store (const char *folder, int number)
{
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  return zw_sqlite_store_new (path, NULL, "survivor");
}

/* How long a writer takes to start is the machine's business: most are given their life from when they have opened. */
static void
wait_until_open (GSubprocess *writer)
{
  char word[sizeof "open\n" - 1];

  g_assert_true (g_input_stream_read_all (g_subprocess_get_stdout_pipe (writer), word, sizeof word, NULL, NULL, NULL));
}

/* Starts a writer, kills it within its life of up to 120 ms and appends what it acknowledged. */
static void
run_one (ZwStoreFixture *self, int number, GArray *acknowledged)
{
  g_autofree char *path = g_build_filename (self->folder, "test.db", NULL);
  g_autofree char *first_id = g_strdup_printf ("%" G_GINT64_FORMAT, IDS_PER_WRITER * (number + 1));
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) writer
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("ZW_STORE_WRITER"), path,
                        number % 4 == 0 ? "import" : "stream", first_id, NULL);
  g_autofree char *output = NULL;

  g_assert_no_error (error);
  if (number % 8 != 0)
    wait_until_open (writer);
  g_usleep ((gulong) g_test_rand_int_range (5000, LONGEST_LIFE_US));
  g_subprocess_send_signal (writer, SIGKILL);
  g_subprocess_communicate_utf8 (writer, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (writer)); /* not one that ended by itself */
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (lines[i], NULL, 10);
      if (!g_str_equal (lines[i], "open"))
        g_array_append_val (acknowledged, id);
    }
}

static void
assert_survived (ZwStoreFixture *self, GArray *acknowledged)
{
  g_autoptr (GHashTable) stored = g_hash_table_new (g_int64_hash, g_int64_equal);

  self->store = make_store (self->folder, 0);
  zw_sync_open (self->store, 0, NULL);
  g_assert_null (zw_store_get_read_only_reason (self->store));
  g_autoptr (GPtrArray) sets = zw_sync_read_sets (self->store, "killed", 0, G_MAXINT);
  for (guint i = 0; i < sets->len; i++)
    {
      ZwChangeSet *header = sets->pdata[i];
      g_hash_table_add (stored, &header->id);
      if (header->deed != ZW_DEED_IMPORT)
        continue;
      g_autoptr (ZwChangeSet) set = zw_sync_read_set (self->store, header->id, NULL);
      g_assert_cmpuint (set->changes->len, ==, IMPORT_SIZE);
    }
  for (guint i = 0; i < acknowledged->len; i++)
    g_assert_true (g_hash_table_contains (stored, &g_array_index (acknowledged, gint64, i)));
  zw_sync_assert_sound (self->store);
}

static void
leave (ZwStoreFixture *self)
{
  zw_store_close (self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->store);
}

static void
test_nothing_acknowledged_is_lost (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (GArray) acknowledged = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int i = 0; i < N_KILLS; i++)
    {
      if (self->store != NULL)
        leave (self);
      run_one (self, i, acknowledged);
      if ((i + 1) % KILLS_PER_CHECK == 0)
        assert_survived (self, acknowledged);
    }
  g_test_message ("%u sets acknowledged by %d killed writers", acknowledged->len, N_KILLS);
  g_assert_cmpuint (acknowledged->len, >, N_KILLS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store-kill/nothing-acknowledged-is-lost", ZwStoreFixture, (gconstpointer) make_store, zw_store_fixture_set_up,
              test_nothing_acknowledged_is_lost, zw_store_fixture_tear_down);
  return g_test_run ();
}
