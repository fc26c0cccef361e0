/* SPDX-License-Identifier: GPL-3.0-or-later
 * bench-start STARTED [DATABASE]: from the start of the process (STARTED: the monotonic clock then, in µs) to the first painted
 * frame of an empty window, or of the board of DATABASE with its cards; then the memory once all is loaded. */
#include <stdlib.h>

#include "stage.h"

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
      bench_print ("painted", bench_ms_since (started));
      bench_idle (600);
      print_memory ();
      return 0;
    }
  ZwWindow *window = stage_show_database (argv[2]);
  stage_wait_painted (GTK_WINDOW (window), stage_has_cards, window);
  bench_print ("painted", bench_ms_since (started));
  stage_settle (window);
  print_memory ();
  zw_store_close (zw_workspace_get_store (zw_window_get_workspace (window)));
  return 0;
}
