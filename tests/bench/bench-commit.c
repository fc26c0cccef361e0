/* SPDX-License-Identifier: GPL-3.0-or-later
 * bench-commit DATABASE FLOOR_DATABASE: what a move costs from the command to "stored", beside the least that is durable: one
 * row of one table updated in WAL mode with synchronous=FULL. Turn by turn in one process, seven rounds. Prints the
 * medians over the rounds, and the cost on the main thread alone (a drop, without the disk). */
#include <sqlite3.h>
#include <stdlib.h>

#include "bench.h"

#define ROUNDS 7
#define PAIRS 60

static void
require_sqlite (sqlite3 *database, int code)
{
  if (code != SQLITE_OK && code != SQLITE_DONE)
    g_error ("the floor: %s", sqlite3_errmsg (database));
}

static sqlite3 *
open_floor (const char *path)
{
  sqlite3 *database = NULL;

  require_sqlite (database, sqlite3_open (path, &database));
  require_sqlite (database, sqlite3_exec (database,
                                          "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                                          "CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT);"
                                          "WITH RECURSIVE number (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number LIMIT 1000)"
                                          "INSERT INTO row SELECT value, hex (randomblob (40)) FROM number",
                                          NULL, NULL, NULL));
  return database;
}

static sqlite3_stmt *
prepare (sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  require_sqlite (database, sqlite3_prepare_v2 (database, sql, -1, &statement, NULL));
  return statement;
}

static void
step (sqlite3 *database, sqlite3_stmt *statement)
{
  require_sqlite (database, sqlite3_step (statement));
  sqlite3_reset (statement);
}

typedef struct {
  sqlite3 *database;
  sqlite3_stmt *begin, *update, *commit;
} Floor;

static double
commit_floor (Floor *floor, GRand *dice)
{
  gint64 start = g_get_monotonic_time ();

  sqlite3_bind_int (floor->update, 1, g_rand_int_range (dice, 1, 1001));
  step (floor->database, floor->begin);
  step (floor->database, floor->update);
  step (floor->database, floor->commit);
  return bench_ms_since (start);
}

static double
commit_move (ZwWorkspace *workspace, ZwBoard *board, GRand *dice, double *applied)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  zw_workspace_commit_async (workspace, bench_make_move (workspace, board, dice), bench_done_cb, &result);
  *applied = bench_ms_since (start);
  bench_require (zw_workspace_commit_finish (workspace, bench_wait (&result), &error), error);
  return bench_ms_since (start);
}

static GArray *
new_values (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

static void
measure (Floor *floor, ZwWorkspace *workspace, ZwBoard *board, GRand *dice)
{
  const char *const names[] = { "floor-p50", "floor-p95", "ours-p50", "ours-p95", "applied-p50", "applied-p95" };
  GArray *medians[G_N_ELEMENTS (names)];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    medians[i] = new_values ();
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GArray) floors = new_values (), moves = new_values (), applies = new_values ();
      GArray *const values[] = { floors, moves, applies };
      for (guint pair = 0; pair < PAIRS; pair++)
        {
          double applied, raw = commit_floor (floor, dice), move = commit_move (workspace, board, dice, &applied);
          g_array_append_val (floors, raw);
          g_array_append_val (moves, move);
          g_array_append_val (applies, applied);
        }
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          double value = bench_percentile (values[i / 2], i % 2 == 0 ? 0.5 : 0.95);
          g_array_append_val (medians[i], value);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      bench_print (names[i], bench_percentile (medians[i], 0.5));
      g_array_unref (medians[i]);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (2);

  bench_require (argc == 3, NULL);
  g_autoptr (ZwStore) store = bench_open_store (argv[1], "bench");
  gint64 start = g_get_monotonic_time ();
  g_autoptr (ZwWorkspace) workspace = bench_load_workspace (store);
  bench_print ("load", bench_ms_since (start));
  g_autoptr (ZwBoard) board = zw_board_new (workspace, bench_get_project (workspace));
  Floor floor = { .database = open_floor (argv[2]) };
  floor.begin = prepare (floor.database, "BEGIN IMMEDIATE");
  floor.update = prepare (floor.database, "UPDATE row SET text = hex (randomblob (40)) WHERE id = ?");
  floor.commit = prepare (floor.database, "COMMIT");
  measure (&floor, workspace, board, dice);
  sqlite3_finalize (floor.begin);
  sqlite3_finalize (floor.update);
  sqlite3_finalize (floor.commit);
  sqlite3_close (floor.database);
  zw_store_close (store);
  return 0;
}
