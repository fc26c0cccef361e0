/* SPDX-License-Identifier: GPL-3.0-or-later
 * bench-start STARTED [DATABASE]: from the start of the process (STARTED: the monotonic clock then, in µs) to the first painted
 * frame of an empty window, or of the board of DATABASE with its cards; then the memory once all is loaded. */
#include <time.h>

#include "stage.h"

static double
get_used_ms (clockid_t clock)
{
  struct timespec used;

  clock_gettime (clock, &used);
  return (double) used.tv_sec * 1000.0 + (double) used.tv_nsec / 1e6;
}

/* By the clock on the wall, of all threads, and of the main thread. */
static void
print_painted (gint64 started)
{
  bench_print ("painted", bench_ms_since (started));
  bench_print ("cpu", get_used_ms (CLOCK_PROCESS_CPUTIME_ID));
  bench_print ("main", get_used_ms (CLOCK_THREAD_CPUTIME_ID));
}

static void
print_memory (void)
{
  bench_print ("rss", bench_memory ("rss"));
  bench_print ("anonymous", bench_memory ("anonymous"));
  bench_print ("peak", bench_memory ("peak"));
}

int
main (int argc, char **argv)
{
  bench_require (argc >= 2, NULL);
  gint64 started = g_ascii_strtoll (argv[1], NULL, 10);
  if (argc == 2)
    {
      GtkWindow *empty = stage_show_empty ();
      stage_wait_painted (empty, NULL, NULL);
      print_painted (started);
      bench_idle (600);
      print_memory ();
      return 0;
    }
  ZwWindow *window = stage_show_database (argv[2]);
  stage_wait_painted (GTK_WINDOW (window), stage_has_cards, window);
  print_painted (started);
  stage_settle (window);
  print_memory ();
  zw_store_close (zw_workspace_get_store (zw_window_get_workspace (window)));
  return 0;
}
