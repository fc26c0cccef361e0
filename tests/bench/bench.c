/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the programs of ./dev bench share. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "zw-sqlite-store.h"
#include "zw-ticket-commands.h"

/* --- waiting -------------------------------------------------------------------------------------------------- */

void
bench_done_cb (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

GAsyncResult *
bench_wait (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

static gboolean
end_cb (gpointer ended)
{
  *(gboolean *) ended = TRUE;
  return G_SOURCE_REMOVE;
}

void
bench_idle (guint ms)
{
  gboolean ended = FALSE;

  g_timeout_add (ms, end_cb, &ended);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
}

void
bench_require (gboolean success, const GError *error)
{
  if (success)
    return;
  fprintf (stderr, "%s: %s\n", g_get_prgname (), error != NULL ? error->message : "failed");
  exit (1);
}

/* --- figures -------------------------------------------------------------------------------------------------- */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;
  return (first > second) - (first < second);
}

double
bench_percentile (GArray *values, double fraction)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, (guint) ((values->len - 1) * fraction + 0.5));
}

double
bench_ms_since (gint64 monotonic_us)
{
  return (double) (g_get_monotonic_time () - monotonic_us) / 1000.0;
}

double
bench_memory (const char *kind)
{
  g_autofree char *status = NULL;
  const char *name = g_str_equal (kind, "rss") ? "\nVmRSS:" : g_str_equal (kind, "peak") ? "\nVmHWM:" : "\nRssAnon:";

  bench_require (g_file_get_contents ("/proc/self/status", &status, NULL, NULL), NULL);
  const char *line = strstr (status, name);
  return line == NULL ? 0 : g_ascii_strtod (line + strlen (name), NULL) / 1024.0;
}

void
bench_print (const char *name, double value)
{
  printf ("%s %.4f\n", name, value);
  fflush (stdout);
}

/* --- a workspace ---------------------------------------------------------------------------------------------- */

ZwStore *
bench_open_store (const char *path, const char *writer)
{
  g_autoptr (ZwStore) store = zw_sqlite_store_new (path, NULL, writer);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zw_store_open_async (store, ZW_OPEN_CREATE, bench_done_cb, &result);
  bench_require (zw_store_open_finish (store, bench_wait (&result), &error), error);
  return g_steal_pointer (&store);
}

ZwWorkspace *
bench_load_workspace (ZwStore *store)
{
  g_autoptr (ZwClock) clock = zw_clock_new_system ();
  g_autoptr (ZwWorkspace) workspace = zw_workspace_new (store, clock, "window");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zw_workspace_load_async (workspace, 0, bench_done_cb, &result);
  bench_require (zw_workspace_load_finish (workspace, bench_wait (&result), &error), error);
  while (!zw_workspace_is_loaded (workspace))
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&workspace);
}

gint64
bench_get_project (ZwWorkspace *workspace)
{
  g_autoptr (ZwItem) project = g_list_model_get_item (zw_workspace_get_projects (workspace), 0);
  return zw_item_get_id (project);
}

static ZwTicket *
draw_card (GListModel *cards, GRand *dice)
{
  guint n = g_list_model_get_n_items (cards);
  return n == 0 ? NULL : g_list_model_get_item (cards, (guint) g_rand_int_range (dice, 0, (int) n));
}

static ZwBoardColumn *
draw_column (ZwBoard *board, GRand *dice)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (board));
  return g_list_model_get_item (G_LIST_MODEL (board), (guint) g_rand_int_range (dice, 0, (int) n));
}

ZwChangeSet *
bench_make_move (ZwWorkspace *workspace, ZwBoard *board, GRand *dice)
{
  while (TRUE)
    {
      g_autoptr (ZwBoardColumn) from = draw_column (board, dice), to = draw_column (board, dice);
      g_autoptr (ZwTicket) moved = draw_card (zw_board_column_get_cards (from), dice);
      g_autoptr (ZwTicket) before = draw_card (zw_board_column_get_cards (to), dice);
      g_autoptr (GError) error = NULL;
      if (moved == NULL || moved == before)
        continue;
      gint64 id = zw_item_get_id (ZW_ITEM (moved));
      g_autoptr (ZwChangeSet) set
        = zw_ticket_move (workspace, &id, 1, zw_item_get_id (ZW_ITEM (zw_board_column_get_status (to))),
                          before == NULL ? 0 : zw_item_get_id (ZW_ITEM (before)), 0, &error);
      bench_require (set != NULL, error);
      if (!zw_change_set_is_empty (set))
        return g_steal_pointer (&set);
    }
}
