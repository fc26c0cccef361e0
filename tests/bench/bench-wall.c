/* SPDX-License-Identifier: GPL-3.0-or-later
 * bench-wall DATABASE [CHANGES]: how long a change by another process takes to be painted on the wall, from that process' COMMIT
 * to the end of the frame that shows it, and what CHANGES of them leave in memory. The other process is bench-live as a writer;
 * both sides read the same monotonic clock. */
#include <stdio.h>
#include <string.h>

#include "stage.h"

#define COUNT 70
#define WARM_UP 500

typedef struct {
  gint64 told, painted, committed; /* monotonic µs; 0 = not yet */
  guint n_answers;
  GDataInputStream *answers;
  GOutputStream *orders;
} Watch;

static void
changed_cb (Watch *watch)
{
  if (watch->told == 0)
    watch->told = g_get_monotonic_time ();
}

static void
painted_cb (Watch *watch)
{
  if (watch->told != 0 && watch->painted == 0)
    watch->painted = g_get_monotonic_time ();
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Watch *watch = user_data;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  bench_require (line != NULL, NULL);
  watch->committed = g_ascii_strtoll (line, NULL, 10);
  watch->n_answers++;
}

static void
order (Watch *watch)
{
  watch->told = watch->painted = watch->committed = 0;
  g_data_input_stream_read_line_async (watch->answers, G_PRIORITY_DEFAULT, NULL, answer_cb, watch);
  bench_require (g_output_stream_write_all (watch->orders, "\n", 1, NULL, NULL, NULL), NULL);
}

static double
measure_one (Watch *watch)
{
  order (watch);
  while (watch->painted == 0 || watch->committed == 0)
    g_main_context_iteration (NULL, TRUE);
  return MAX (0.0, (double) (watch->painted - watch->committed) / 1000.0);
}

static void
measure_latency (Watch *watch)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GRand) dice = g_rand_new_with_seed (4);

  for (guint i = 0; i < COUNT; i++)
    {
      double value = measure_one (watch);
      g_array_append_val (values, value);
      bench_idle ((guint) g_rand_int_range (dice, 20, 160));
    }
  bench_print ("wall-p50", bench_percentile (values, 0.5));
  bench_print ("wall-p95", bench_percentile (values, 0.95));
}

/* One after the other, as fast as the other process commits. */
static void
let_change (Watch *watch, guint count)
{
  watch->n_answers = 0;
  for (guint i = 0; i < count; i++)
    {
      order (watch);
      while (watch->n_answers <= i)
        g_main_context_iteration (NULL, TRUE);
    }
  bench_idle (1500);
}

static void
measure_memory (Watch *watch, guint count)
{
  let_change (watch, WARM_UP);
  double before = bench_memory ("rss");
  let_change (watch, count);
  bench_print ("wall-memory-before", before);
  bench_print ("wall-memory-growth", bench_memory ("rss") - before);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_path_get_dirname (argv[0]), *writer = g_build_filename (folder, "bench-live", NULL);
  g_autoptr (GError) error = NULL;

  bench_require (argc >= 2, NULL);
  g_autoptr (GSubprocess) other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, writer, argv[1],
                                                    "write", NULL);
  bench_require (other != NULL, error);
  g_autoptr (GDataInputStream) answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (other));
  Watch watch = { .answers = answers, .orders = g_subprocess_get_stdin_pipe (other) };
  g_free (g_data_input_stream_read_line (answers, NULL, NULL, NULL));
  ZwWindow *window = stage_show_database (argv[1]);
  stage_wait_painted (GTK_WINDOW (window), stage_has_cards, window);
  zw_window_set_wall (window, TRUE);
  stage_settle (window);
  g_signal_connect_swapped (zw_window_get_workspace (window), "changed", G_CALLBACK (changed_cb), &watch);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint", G_CALLBACK (painted_cb), &watch);
  measure_latency (&watch);
  if (argc > 2)
    measure_memory (&watch, (guint) g_ascii_strtoull (argv[2], NULL, 10));
  g_output_stream_close (watch.orders, NULL, NULL);
  g_subprocess_wait (other, NULL, NULL);
  return 0;
}
