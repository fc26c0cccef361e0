/* SPDX-License-Identifier: GPL-3.0-or-later
 * bench-board DATABASE: what hands do on a board that is all there: a card dropped in another column, and keys typed into the
 * filter; each from the event to the painted frame. Prints frames, ms by the clock on the wall, and ms of the main thread. */
#include <time.h>

#include "stage.h"
#include "zw-filter-bar.h"
#include "zw-move.h"

#define DROPS 40

typedef struct {
  ZwWindow *window;
  ZwBoardView *view;
  ZwBoard *board;
  GRand *dice;
} Hands;

static double
get_thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1000.0 + (double) now.tv_nsec / 1e6;
}

/* An event comes at any moment between two frames. */
static void
wait_a_moment (Hands *hands)
{
  bench_idle ((guint) g_rand_int_range (hands->dice, 20, 60));
}

static void
print_percentiles (const char *name, GArray *values)
{
  g_autofree char *median = g_strconcat (name, "-p50", NULL), *high = g_strconcat (name, "-p95", NULL);

  bench_print (median, bench_percentile (values, 0.5));
  bench_print (high, bench_percentile (values, 0.95));
}

static GArray *
new_values (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

/* --- drops ---------------------------------------------------------------------------------------------------- */

typedef struct {
  Hands *hands;
  ZwTicket *ticket;
  int old_x;
} Drop;

static gboolean
is_elsewhere (gpointer data)
{
  Drop *drop = data;
  GdkRectangle bounds;

  return zw_board_view_get_card_bounds (drop->hands->view, zw_item_get_id (ZW_ITEM (drop->ticket)), &bounds) && bounds.x != drop->old_x;
}

static ZwBoardColumn *
get_column (Hands *hands, guint index)
{
  return g_list_model_get_item (G_LIST_MODEL (hands->board), index % g_list_model_get_n_items (G_LIST_MODEL (hands->board)));
}

static void
drop_one (Hands *hands, guint turn, GArray *frames, GArray *walls, GArray *costs)
{
  g_autoptr (ZwBoardColumn) from = get_column (hands, turn), to = get_column (hands, turn + 1);
  g_autoptr (ZwTicket) ticket = g_list_model_get_item (zw_board_column_get_cards (from), 1);
  g_autoptr (ZwTicket) next = g_list_model_get_item (zw_board_column_get_cards (to), 2);
  Drop drop = { hands, ticket };
  GdkRectangle bounds = { 0 };

  bench_require (ticket != NULL && zw_board_view_get_card_bounds (hands->view, zw_item_get_id (ZW_ITEM (ticket)), &bounds), NULL);
  drop.old_x = bounds.x;
  wait_a_moment (hands);
  gint64 start = g_get_monotonic_time ();
  double thread_start = get_thread_ms ();
  bench_require (zw_move_drop (GTK_WIDGET (hands->view), zw_window_get_workspace (hands->window), hands->board, to, NULL, ticket,
                               next), NULL);
  double n_frames = stage_wait_painted (GTK_WINDOW (hands->window), is_elsewhere, &drop);
  double wall = bench_ms_since (start), cost = get_thread_ms () - thread_start;
  g_array_append_val (frames, n_frames);
  g_array_append_val (walls, wall);
  g_array_append_val (costs, cost);
}

static void
measure_drops (Hands *hands)
{
  g_autoptr (GArray) frames = new_values (), walls = new_values (), costs = new_values ();

  for (guint i = 0; i < DROPS; i++)
    drop_one (hands, i, frames, walls, costs);
  print_percentiles ("drop-frames", frames);
  print_percentiles ("drop-wall", walls);
  print_percentiles ("drop-cost", costs);
}

/* --- the filter ----------------------------------------------------------------------------------------------- */

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct {
  ZwBoard *board;
  const char *text;
} Filter;

static gboolean
is_filtered (gpointer data)
{
  Filter *filter = data;
  return g_strcmp0 (zw_board_get_filter (filter->board), filter->text[0] == '\0' ? NULL : filter->text) == 0;
}

static void
type_word (Hands *hands, GtkEditable *entry, const char *word, GArray *walls, GArray *costs)
{
  g_autofree char *typed = g_strdup (word);

  for (gsize length = 1; length <= strlen (word) + 1; length++)
    {
      if (length <= strlen (word))
        typed[length - 1] = word[length - 1];
      typed[length <= strlen (word) ? length : 0] = '\0';
      Filter filter = { hands->board, typed };
      wait_a_moment (hands);
      gint64 start = g_get_monotonic_time ();
      double thread_start = get_thread_ms ();
      gtk_editable_set_text (entry, typed);
      stage_wait_painted (GTK_WINDOW (hands->window), is_filtered, &filter);
      double wall = bench_ms_since (start), cost = get_thread_ms () - thread_start;
      g_array_append_val (walls, wall);
      g_array_append_val (costs, cost);
    }
}

static void
measure_filter (Hands *hands)
{
  static const char *const typed_words[] = { "slow", "voucher", "broken", "invoice", "zzz", "login" };
  g_autoptr (GArray) walls = new_values (), costs = new_values ();
  GtkWidget *entry = find_widget (find_widget (GTK_WIDGET (hands->view), ZW_TYPE_FILTER_BAR), GTK_TYPE_ENTRY);

  for (guint i = 0; i < G_N_ELEMENTS (typed_words); i++)
    type_word (hands, GTK_EDITABLE (entry), typed_words[i], walls, costs);
  print_percentiles ("filter", walls);
  print_percentiles ("filter-cost", costs);
}

int
main (int argc, char **argv)
{
  Hands hands = { .dice = g_rand_new_with_seed (5) };

  bench_require (argc == 2, NULL);
  hands.window = stage_show_database (argv[1]);
  stage_wait_painted (GTK_WINDOW (hands.window), stage_has_cards, hands.window);
  stage_settle (hands.window);
  hands.view = zw_window_get_board_view (hands.window);
  hands.board = zw_board_view_get_board (hands.view);
  measure_filter (&hands);
  measure_drops (&hands);
  zw_store_close (zw_workspace_get_store (zw_window_get_workspace (hands.window)));
  g_rand_free (hands.dice);
  return 0;
}
