/* SPDX-License-Identifier: GPL-3.0-or-later
 * bench-live DATABASE: how long a change by another process takes to reach an open workspace, from that process's COMMIT to
 * ::changed here. It starts itself a second time as the writer (bench-live DATABASE write), which moves a ticket for each
 * line it reads and answers with the instant of the COMMIT; both sides read the same monotonic clock. */
#include <stdio.h>
#include <string.h>

#include "bench.h"

#define COUNT 70

/* --- the writer ----------------------------------------------------------------------------------------------- */

static void
write_on_demand (const char *path)
{
  g_autoptr (ZwStore) store = bench_open_store (path, "elsewhere");
  g_autoptr (ZwWorkspace) workspace = bench_load_workspace (store);
  g_autoptr (ZwBoard) board = zw_board_new (workspace, bench_get_project (workspace));
  g_autoptr (GRand) dice = g_rand_new_with_seed (3);
  char line[16];

  printf ("ready\n");
  fflush (stdout);
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      zw_workspace_commit_async (workspace, bench_make_move (workspace, board, dice), bench_done_cb, &result);
      bench_require (zw_workspace_commit_finish (workspace, bench_wait (&result), &error), error);
      printf ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
      fflush (stdout);
    }
  zw_store_close (store);
}

/* --- the window's side ---------------------------------------------------------------------------------------- */

typedef struct {
  gint64 seen, committed; /* monotonic µs; 0 = not yet */
  GDataInputStream *answers;
  GOutputStream *orders;
} Watch;

static void
changed_cb (Watch *watch)
{
  if (watch->seen == 0)
    watch->seen = g_get_monotonic_time ();
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  bench_require (line != NULL, NULL);
  ((Watch *) user_data)->committed = g_ascii_strtoll (line, NULL, 10);
}

static double
measure_one (Watch *watch)
{
  watch->seen = watch->committed = 0;
  g_data_input_stream_read_line_async (watch->answers, G_PRIORITY_DEFAULT, NULL, answer_cb, watch);
  bench_require (g_output_stream_write_all (watch->orders, "\n", 1, NULL, NULL, NULL), NULL);
  while (watch->seen == 0 || watch->committed == 0)
    g_main_context_iteration (NULL, TRUE);
  return MAX (0.0, (double) (watch->seen - watch->committed) / 1000.0);
}

static void
watch_other_process (const char *program, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) writer = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, path,
                                                     "write", NULL);
  bench_require (writer != NULL, error);
  g_autoptr (ZwStore) store = bench_open_store (path, "window");
  g_autoptr (ZwWorkspace) workspace = bench_load_workspace (store);
  g_autoptr (ZwBoard) board = zw_board_new (workspace, bench_get_project (workspace));
  g_autoptr (GDataInputStream) answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (writer));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GRand) dice = g_rand_new_with_seed (4);
  Watch watch = { .answers = answers, .orders = g_subprocess_get_stdin_pipe (writer) };

  g_free (g_data_input_stream_read_line (answers, NULL, NULL, NULL));
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (changed_cb), &watch);
  for (guint i = 0; i < COUNT; i++)
    {
      double value = measure_one (&watch);
      g_array_append_val (values, value);
      bench_idle ((guint) g_rand_int_range (dice, 20, 160));
    }
  bench_print ("live-p50", bench_percentile (values, 0.5));
  bench_print ("live-p95", bench_percentile (values, 0.95));
  g_output_stream_close (watch.orders, NULL, NULL);
  g_subprocess_wait (writer, NULL, NULL);
  zw_store_close (store);
}

int
main (int argc, char **argv)
{
  bench_require (argc >= 2, NULL);
  if (argc == 3 && g_str_equal (argv[2], "write"))
    write_on_demand (argv[1]);
  else
    watch_other_process (argv[0], argv[1]);
  return 0;
}
