/* SPDX-License-Identifier: GPL-3.0-or-later
 * The wall in a window on a real database: what it shows, its padlock, and that it follows what is changed elsewhere. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#include "hand.h"
#include "pane-fixture.h"
#include "zw-sqlite-store.h"
#include "zw-ticket-commands.h"
#include "zw-wall-view.h"
#include "zw-window.h"

#define HOUR_MS (G_GINT64_CONSTANT (60) * 60 * 1000)
#define CHANGES 1000

typedef struct {
  PaneFixture base;
  GSettings *settings;
  ZwWindow *window;
} Fixture;

static ZwWallView *
get_wall (Fixture *self)
{
  return ZW_WALL_VIEW (zw_window_get_wall (self->window));
}

static ZwTicket *
get_ticket (Fixture *self, gint64 id)
{
  return zw_workspace_get_ticket (self->base.workspace, id);
}

static ZwWallCard *
find_card (Fixture *self, gint64 id)
{
  ZwTicket *ticket = get_ticket (self, id);
  return ticket == NULL ? NULL : zw_wall_grid_find_card (zw_wall_view_get_grid (get_wall (self)), ticket);
}

static gboolean
stands_in (Fixture *self, gint64 id, guint column)
{
  ZwWallColumn *widget = zw_wall_grid_get_column (zw_wall_view_get_grid (get_wall (self)), column);
  return zw_wall_column_find_card (widget, get_ticket (self, id)) != NULL;
}

/* Between a change and the layout after it a card may have no widget. */
static gboolean
glows (Fixture *self, gint64 id)
{
  ZwWallCard *card = find_card (self, id);
  return card != NULL && zw_wall_card_is_glowing (card);
}

static void
act (Fixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), action, NULL));
}

static void
press (Fixture *self, guint keyval)
{
  hand_key (keyval);
  hand_rest (30);
}

static gboolean
shows_cards (Fixture *self)
{
  ZwWallGrid *grid = zw_wall_view_get_grid (get_wall (self));
  return zw_wall_grid_get_n_columns (grid) > 1 && zw_wall_column_get_n_shown (zw_wall_grid_get_column (grid, 1)) > 0;
}

/* @example: the shop of the example instead of the small project. */
static void
set_up (Fixture *self, gconstpointer example)
{
  if (example != NULL)
    pane_fixture_set_up_example (&self->base, NULL);
  else
    pane_fixture_set_up (&self->base, NULL);
  self->settings = g_settings_new ("io.github.zettelwand.Zettelwand");
  self->window = zw_window_new (NULL, self->settings);
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 720);
  zw_window_set_workspace (self->window, self->base.workspace, 0);
  gtk_window_present (GTK_WINDOW (self->window));
  pane_wait_for (gtk_widget_get_mapped (GTK_WIDGET (self->window)) && gtk_widget_get_width (GTK_WIDGET (self->window)) > 0);
  hand_rest (50);
  act (self, "win.full-screen");
  g_assert_nonnull (zw_window_get_wall (self->window));
  pane_wait_for (shows_cards (self));
  hand_rest (50);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  pane_settle (&self->base);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->settings);
  hand_rest (20);
  pane_fixture_tear_down (&self->base, NULL);
}

/* --- what it shows ------------------------------------------------------------------------------------------------ */

static void
test_shows_every_column_and_card (Fixture *self, gconstpointer unused)
{
  ZwWallGrid *grid = zw_wall_view_get_grid (get_wall (self));

  g_assert_cmpuint (zw_wall_grid_get_n_columns (grid), ==, 4);
  g_assert_true (stands_in (self, self->base.task, 0));
  g_assert_true (stands_in (self, self->base.story, 1));
  gtk_test_accessible_assert_role (zw_wall_grid_get_column (grid, 0), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_role (find_card (self, self->base.story), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (find_card (self, self->base.story), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "WEB-2, story, Pay with PayPal without creating an account, blocked: PayPal sandbox keys missing "
                                       "– asked Sven at PayPal, high priority, Anna Brandt, 5 points, difficulty 4 of 5, 60 percent, "
                                       "due Wednesday 25 November, In Progress, 1 of 1");
}

static void
test_tells_sprint_and_figures_in_a_sentence (Fixture *self, gconstpointer unused)
{
  g_assert_nonnull (zw_wall_view_get_summary (get_wall (self)));
}

static void
test_has_no_chrome_and_gives_it_back (Fixture *self, gconstpointer unused)
{
  GtkWidget *header = pane_find (GTK_WIDGET (self->window), ADW_TYPE_HEADER_BAR, NULL);

  g_assert_false (gtk_widget_get_visible (header));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "show-backlog"));
  act (self, "win.full-screen");
  g_assert_null (zw_window_get_wall (self->window));
  g_assert_true (gtk_widget_get_visible (header));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "show-backlog"));
}

static void
test_menu_opens_it_from_any_view (Fixture *self, gconstpointer unused)
{
  act (self, "win.full-screen");
  act (self, "win.show-backlog");
  act (self, "win.show-wall");
  g_assert_nonnull (zw_window_get_wall (self->window));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "show-wall"));
  act (self, "win.full-screen");
  g_assert_null (zw_window_get_wall (self->window));
}

static void
test_escape_leaves (Fixture *self, gconstpointer unused)
{
  if (!hand_is_there ())
    {
      g_test_skip ("no XTEST");
      return;
    }
  press (self, GDK_KEY_Escape);
  pane_wait_for (zw_window_get_wall (self->window) == NULL);
}

static int
measure_text (Fixture *self, double base, double pixels)
{
  g_autoptr (PangoLayout) layout = zw_wall_new_text (zw_window_get_wall (self->window), base, pixels, FALSE, "x");
  g_autoptr (PangoAttrIterator) iter = pango_attr_list_get_iterator (pango_layout_get_attributes (layout));
  PangoAttribute *size = pango_attr_iterator_get (iter, PANGO_ATTR_ABSOLUTE_SIZE);

  return ((PangoAttrSize *) size)->size / PANGO_SCALE;
}

/* All words go through one function, whatever size they ask for. */
static void
test_no_text_is_smaller_than_22_pixels_at_1080 (Fixture *self, gconstpointer unused)
{
  g_assert_cmpint (measure_text (self, zw_wall_get_base (1920, 1080), 5), ==, 22);
  g_assert_cmpint (measure_text (self, zw_wall_get_base (3840, 2160), 5), ==, 44);
  g_assert_cmpint (measure_text (self, zw_wall_get_base (1080, 1920), 5), ==, 22);
  g_assert_cmpint (measure_text (self, zw_wall_get_base (1024, 768), 5), ==, 15);
}

/* @page of those in turn; its words are drawn by then. */
static void
turn_to (Fixture *self, const char *page)
{
  zw_wall_view_turn_page (get_wall (self));
  g_assert_cmpstr (zw_wall_view_get_page (get_wall (self)), ==, page);
  hand_rest (40);
}

static void
test_pages_turn_and_pass_over_empty_ones (Fixture *self, gconstpointer unused)
{
  /* No sprint runs, so there is no burndown. */
  g_assert_cmpstr (zw_wall_view_get_page (get_wall (self)), ==, "board");
  turn_to (self, "blocked");
  turn_to (self, "board");
  turn_to (self, "blocked");
  g_assert_true (gtk_widget_activate_action (zw_window_get_wall (self->window), "wall.locked", NULL));
  g_assert_cmpstr (zw_wall_view_get_page (get_wall (self)), ==, "board");
  turn_to (self, "board");
}

/* --- the padlock -------------------------------------------------------------------------------------------------- */

static void
test_locked_moves_nothing (Fixture *self, gconstpointer unused)
{
  zw_view_focus_ticket (zw_window_get_view (self->window), get_ticket (self, self->base.task));
  pane_wait_for (zw_view_get_current (zw_window_get_view (self->window)) == get_ticket (self, self->base.task));
  act (self, "ticket.move-right");
  act (self, "ticket.delete");
  hand_rest (50);
  g_assert_true (stands_in (self, self->base.task, 0));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "undo"));
}

static void
drag_task (Fixture *self)
{
  GtkWidget *card = GTK_WIDGET (find_card (self, self->base.task));
  GtkWidget *column = GTK_WIDGET (zw_wall_grid_get_column (zw_wall_view_get_grid (get_wall (self)), 1));

  hand_move (card, gtk_widget_get_width (card) / 2.0, gtk_widget_get_height (card) / 2.0, 2);
  hand_button (1, TRUE);
  hand_rest (40);
  hand_move (column, gtk_widget_get_width (column) / 2.0, gtk_widget_get_height (column) * .9, 12);
  hand_rest (40);
  hand_button (1, FALSE);
  hand_rest (200);
}

static void
test_cards_can_be_dragged_once_unlocked (Fixture *self, gconstpointer unused)
{
  if (!hand_is_there ())
    {
      g_test_skip ("no XTEST");
      return;
    }
  drag_task (self);
  g_assert_true (stands_in (self, self->base.task, 0));
  g_assert_true (gtk_widget_activate_action (zw_window_get_wall (self->window), "wall.locked", NULL));
  drag_task (self);
  pane_wait_for (stands_in (self, self->base.task, 1));
  g_assert_cmpint (get_ticket (self, self->base.task)->status, ==, self->base.progress);
}

static void
test_unlocked_moves_by_keys_and_keeps_the_focus (Fixture *self, gconstpointer unused)
{
  ZwView *view = zw_window_get_view (self->window);

  if (!hand_is_there ())
    {
      g_test_skip ("no XTEST");
      return;
    }
  zw_view_focus_ticket (view, get_ticket (self, self->base.task));
  pane_wait_for (zw_view_get_current (view) == get_ticket (self, self->base.task));
  press (self, GDK_KEY_l);
  pane_wait_for (!zw_wall_view_is_locked (get_wall (self)));
  act (self, "ticket.move-right");
  pane_wait_for (stands_in (self, self->base.task, 1));
  pane_wait_for (zw_view_get_current (view) == get_ticket (self, self->base.task));
  g_assert_cmpint (get_ticket (self, self->base.task)->status, ==, self->base.progress);
  press (self, GDK_KEY_l);
  pane_wait_for (zw_wall_view_is_locked (get_wall (self)));
}

/* --- what others change --------------------------------------------------------------------------------------------- */

typedef struct {
  ZwStore *store;
  ZwWorkspace *workspace;
} Other;

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
open_other (Other *self, const char *path)
{
  g_autoptr (ZwClock) clock = zw_clock_new_fixed (G_GINT64_CONSTANT (1795428000000), NULL);
  g_autoptr (GAsyncResult) opened = NULL, loaded = NULL;
  g_autoptr (GError) error = NULL;

  self->store = zw_sqlite_store_new (path, NULL, "elsewhere");
  zw_store_open_async (self->store, 0, answer_cb, &opened);
  pane_wait_for (opened != NULL);
  g_assert_true (zw_store_open_finish (self->store, opened, &error));
  self->workspace = zw_workspace_new (self->store, clock, "elsewhere");
  zw_workspace_load_async (self->workspace, 0, answer_cb, &loaded);
  pane_wait_for (loaded != NULL);
  g_assert_true (zw_workspace_load_finish (self->workspace, loaded, &error));
  pane_wait_for (zw_workspace_is_loaded (self->workspace));
}

static void
close_other (Other *self)
{
  zw_store_close (self->store);
  g_clear_object (&self->workspace);
  g_clear_object (&self->store);
}

static ZwTicket *
draw_card (ZwBoard *board, GRand *dice, ZwBoardColumn **column)
{
  int n_columns = (int) g_list_model_get_n_items (G_LIST_MODEL (board));
  g_autoptr (ZwBoardColumn) drawn = g_list_model_get_item (G_LIST_MODEL (board), (guint) g_rand_int_range (dice, 0, n_columns));
  GListModel *cards = zw_board_column_get_cards (drawn);
  guint n = g_list_model_get_n_items (cards);

  *column = drawn;
  return g_list_model_get_item (cards, n == 0 ? 0 : (guint) g_rand_int_range (dice, 0, (int) n));
}

static gboolean
move_something (Other *self, ZwBoard *board, GRand *dice)
{
  ZwBoardColumn *from, *to;
  g_autoptr (ZwTicket) moved = draw_card (board, dice, &from), before = draw_card (board, dice, &to);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = moved == NULL ? 0 : zw_item_get_id (ZW_ITEM (moved));

  if (moved == NULL || moved == before)
    return FALSE;
  g_autoptr (ZwChangeSet) set = zw_ticket_move (self->workspace, &id, 1, zw_item_get_id (ZW_ITEM (zw_board_column_get_status (to))),
                                                before == NULL ? 0 : zw_item_get_id (ZW_ITEM (before)), 0, &error);
  if (set == NULL || zw_change_set_is_empty (set))
    return FALSE;
  zw_workspace_commit_async (self->workspace, g_steal_pointer (&set), answer_cb, &result);
  pane_wait_for (result != NULL);
  g_assert_true (zw_workspace_commit_finish (self->workspace, result, &error));
  return TRUE;
}

/* The other process: test-wall write PATH. */
static int
write_changes (const char *path)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (11);
  Other other;

  open_other (&other, path);
  g_autoptr (ZwProject) project = g_list_model_get_item (zw_workspace_get_projects (other.workspace), 0);
  g_autoptr (ZwBoard) board = zw_board_new (other.workspace, zw_item_get_id (ZW_ITEM (project)));
  for (int done = 0; done < CHANGES;)
    done += move_something (&other, board, dice);
  g_clear_object (&board);
  close_other (&other);
  return 0;
}

/* The other process: test-wall hold PATH. Holds the right to write until its input ends. */
static int
hold_database (const char *path)
{
  g_autoptr (GAsyncResult) begun = NULL, finished = NULL;
  g_autoptr (GError) error = NULL;
  Other other;

  open_other (&other, path);
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (other.workspace, ZW_DEED_IMPORT);
  zw_store_begin_set_async (other.store, set, answer_cb, &begun);
  pane_wait_for (begun != NULL);
  g_assert_true (zw_store_begin_set_finish (other.store, begun, &error));
  printf ("held\n");
  fflush (stdout);
  while (getchar () != EOF)
    ;
  zw_store_finish_set_async (other.store, ZW_FINISH_ROLLBACK, answer_cb, &finished);
  pane_wait_for (finished != NULL);
  close_other (&other);
  return 0;
}

static GSubprocess *
start_other (Fixture *self, const char *what)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE, &error, program, what,
                                           zw_store_get_path (self->base.store), NULL);
  g_assert_no_error (error);
  return process;
}

static void
count_changes_cb (guint *count, ZwChangeSet *set, gboolean own)
{
  *count += !own;
}

/* Whether the wall has, card by card, what @board has. */
static gboolean
shows_same (Fixture *self, ZwBoard *board)
{
  ZwWallGrid *grid = zw_wall_view_get_grid (get_wall (self));

  for (guint i = 0; i < zw_wall_grid_get_n_columns (grid); i++)
    {
      ZwWallColumn *column = zw_wall_grid_get_column (grid, i);
      g_autoptr (ZwBoardColumn) model = g_list_model_get_item (G_LIST_MODEL (board), i);
      GListModel *cards = zw_board_column_get_cards (model);
      if (g_list_model_get_n_items (cards) != g_list_model_get_n_items (zw_wall_column_get_cards (column)))
        return FALSE;
      for (guint j = 0; j < zw_wall_column_get_n_shown (column); j++)
        {
          g_autoptr (ZwItem) ticket = g_list_model_get_item (cards, j);
          ZwWallCard *card = zw_wall_column_get_card (column, j);
          if (zw_item_get_id (ticket) != zw_item_get_id (ZW_ITEM (zw_wall_card_get_ticket (card))))
            return FALSE;
        }
    }
  return TRUE;
}

static guint
count_widgets (GtkWidget *root)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child);
  return n;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Live memory and not the size of the process, which checkers of memory make their own. */
static void
test_a_thousand_changes_elsewhere_all_show_in_flat_memory (Fixture *self, gconstpointer unused)
{
  ZwView *view = zw_window_get_view (self->window);
  ZwWallColumn *column = zw_wall_grid_get_column (zw_wall_view_get_grid (get_wall (self)), 1);
  gboolean ended = FALSE;
  guint changes = 0;
  size_t early = 0;

  pane_wait_for (zw_wall_column_get_card (column, 0) != NULL);
  ZwTicket *focused = zw_wall_card_get_ticket (zw_wall_column_get_card (column, 0));
  zw_view_focus_ticket (view, focused);
  pane_wait_for (zw_view_get_current (view) == focused);
  g_signal_connect_swapped (self->base.workspace, "changed", G_CALLBACK (count_changes_cb), &changes);
  g_autoptr (GSubprocess) writer = start_other (self, "write");
  g_subprocess_wait_async (writer, NULL, done_cb, &ended);
  while (!ended)
    {
      g_main_context_iteration (NULL, TRUE);
      if (early == 0 && changes > CHANGES / 3)
        early = mallinfo2 ().uordblks;
      /* Whatever moves where, the keyboard is on some card. */
      if (zw_view_get_current (view) == NULL)
        hand_rest (40);
      g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (self->window)));
    }
  pane_wait_for (changes == CHANGES);
  Other other;
  open_other (&other, zw_store_get_path (self->base.store));
  ZwBoard *board = zw_board_new (other.workspace, self->base.project);
  pane_wait_for (shows_same (self, board));
  g_object_unref (board);
  close_other (&other);
  size_t late = mallinfo2 ().uordblks;
  g_test_message ("live memory after a third of the changes %zu, after all %zu", early, late);
  g_assert_cmpuint (late, <, early + 3 * 1024 * 1024);
  g_assert_cmpuint (count_widgets (GTK_WIDGET (zw_wall_view_get_grid (get_wall (self)))), <, 150);
}

static void
test_what_changes_elsewhere_glows_unless_animations_are_off (Fixture *self, gconstpointer unused)
{
  gint64 id = self->base.task;
  g_autoptr (GError) error = NULL;
  Other other;

  open_other (&other, zw_store_get_path (self->base.store));
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (self->window)), "gtk-enable-animations", TRUE, NULL);
  g_autoptr (ZwChangeSet) set = zw_ticket_move (other.workspace, &id, 1, self->base.progress, 0, 0, &error);
  g_assert_true (zw_workspace_commit (other.workspace, g_steal_pointer (&set), &error));
  pane_wait_for (stands_in (self, id, 1) && glows (self, id));
  g_assert_false (glows (self, self->base.story));
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (self->window)), "gtk-enable-animations", FALSE, NULL);
  id = self->base.story;
  g_autoptr (ZwChangeSet) next = zw_ticket_move (other.workspace, &id, 1, self->base.todo, 0, 0, &error);
  g_assert_true (zw_workspace_commit (other.workspace, g_steal_pointer (&next), &error));
  pane_wait_for (stands_in (self, id, 0));
  hand_rest (60);
  g_assert_false (glows (self, id));
  close_other (&other);
}

/* --- a night -------------------------------------------------------------------------------------------------------- */

static gboolean
says (Fixture *self, gint64 id, const char *words)
{
  g_autofree char *all = zw_wall_card_dup_words (find_card (self, id));
  return strstr (all, words) != NULL;
}

static gint64
find_number (Fixture *self, int number)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (self->base.workspace, self->base.project);

  for (guint i = 0; i < zw_ticket_list_get_n (tickets); i++)
    if (zw_ticket_list_get (tickets, i)->number == number)
      return zw_item_get_id (ZW_ITEM (zw_ticket_list_get (tickets, i)));
  g_assert_not_reached ();
}

static gboolean
tells (Fixture *self, const char *words)
{
  return strstr (zw_wall_view_get_summary (get_wall (self)), words) != NULL;
}

/* The clock stands at Monday 23 November, 10:00. */
static void
test_a_day_goes_by_without_a_restart (Fixture *self, gconstpointer unused)
{
  gint64 now = zw_clock_get_now (self->base.clock), due = find_number (self, 142), waiting = find_number (self, 144);

  g_assert_true (says (self, due, "Wed 25 Nov"));
  g_assert_true (says (self, waiting, "Waiting · until Wed 25 Nov"));
  g_assert_true (tells (self, "Days left 5"));
  for (int hour = 1; hour <= 24; hour++)
    {
      zw_clock_set (self->base.clock, now + hour * HOUR_MS);
      hand_rest (10);
      g_assert_true (tells (self, hour < 14 ? "Days left 5" : "Days left 4"));
    }
  zw_clock_set (self->base.clock, now + 48 * HOUR_MS);
  g_assert_true (says (self, waiting, "Due back"));
  g_assert_true (says (self, due, "Today"));
  /* The computer slept over a weekend. */
  zw_clock_set (self->base.clock, now + 7 * 24 * HOUR_MS);
  hand_rest (10);
  g_assert_true (tells (self, "Days left Over"));
  g_assert_true (says (self, due, "5 days late"));
}

static void
test_a_database_that_is_gone_is_told_at_the_edge (Fixture *self, gconstpointer unused)
{
  const char *path = zw_store_get_path (self->base.store);
  g_autofree char *elsewhere = g_strconcat (path, ".away", NULL);

  g_assert_null (zw_wall_view_get_trouble (get_wall (self)));
  g_assert_cmpint (g_rename (path, elsewhere), ==, 0);
  pane_wait_for (zw_wall_view_get_trouble (get_wall (self)) != NULL);
  g_assert_nonnull (find_card (self, self->base.story));
  g_assert_cmpint (g_rename (elsewhere, path), ==, 0);
  pane_wait_for (zw_wall_view_get_trouble (get_wall (self)) == NULL);
}

static void
unlock (Fixture *self)
{
  g_assert_true (gtk_widget_activate_action (zw_window_get_wall (self->window), "wall.locked", NULL));
  g_assert_false (zw_wall_view_is_locked (get_wall (self)));
}

static void
try_to_move (Fixture *self)
{
  ZwView *view = zw_window_get_view (self->window);

  zw_view_focus_ticket (view, get_ticket (self, self->base.task));
  pane_wait_for (zw_view_get_current (view) == get_ticket (self, self->base.task));
  act (self, "ticket.move-right");
}

/* The limit on the size of files stands for a disk without space. */
static void
test_a_full_disk_is_told_and_passes (Fixture *self, gconstpointer unused)
{
  struct rlimit before, low = { 4096, RLIM_INFINITY };

  signal (SIGXFSZ, SIG_IGN);
  pane_settle (&self->base);
  unlock (self);
  getrlimit (RLIMIT_FSIZE, &before);
  low.rlim_max = before.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &low), ==, 0);
  try_to_move (self);
  pane_wait_for (zw_wall_view_get_trouble (get_wall (self)) != NULL);
  setrlimit (RLIMIT_FSIZE, &before);
  pane_wait_for (stands_in (self, self->base.task, 0));
  g_assert_nonnull (strstr (zw_wall_view_get_trouble (get_wall (self)), "disk is full"));
  try_to_move (self);
  pane_wait_for (stands_in (self, self->base.task, 1) && zw_wall_view_get_trouble (get_wall (self)) == NULL);
}

static void
test_a_held_database_is_told_and_passes (Fixture *self, gconstpointer unused)
{
  g_autoptr (GSubprocess) holder = start_other (self, "hold");
  g_autoptr (GDataInputStream) output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (holder));
  g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, NULL);

  g_assert_cmpstr (line, ==, "held");
  unlock (self);
  try_to_move (self);
  pane_wait_for (zw_wall_view_get_trouble (get_wall (self)) != NULL);
  pane_wait_for (stands_in (self, self->base.task, 0));
  g_output_stream_close (g_subprocess_get_stdin_pipe (holder), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (holder, NULL, NULL));
  try_to_move (self);
  pane_wait_for (stands_in (self, self->base.task, 1) && zw_wall_view_get_trouble (get_wall (self)) == NULL);
}

/* As when its file was replaced. */
static void
test_a_database_opened_anew_is_on_the_wall_at_once (Fixture *self, gconstpointer unused)
{
  zw_window_set_workspace (self->window, self->base.workspace, 0);
  g_assert_nonnull (zw_window_get_wall (self->window));
  pane_wait_for (find_card (self, self->base.story) != NULL);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "write"))
    return write_changes (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "hold"))
    return hold_database (argv[2]);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add ("/wall/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("shows/every-column-and-card", test_shows_every_column_and_card);
  ADD ("shows/sprint-and-figures-in-a-sentence", test_tells_sprint_and_figures_in_a_sentence);
  ADD ("shows/no-chrome-and-gives-it-back", test_has_no_chrome_and_gives_it_back);
  ADD ("shows/menu-opens-it-from-any-view", test_menu_opens_it_from_any_view);
  ADD ("shows/escape-leaves", test_escape_leaves);
  ADD ("shows/no-text-smaller-than-22-pixels-at-1080", test_no_text_is_smaller_than_22_pixels_at_1080);
  ADD ("shows/pages-turn-and-pass-over-empty-ones", test_pages_turn_and_pass_over_empty_ones);
  ADD ("lock/locked-moves-nothing", test_locked_moves_nothing);
  ADD ("lock/unlocked-moves-by-keys-and-keeps-the-focus", test_unlocked_moves_by_keys_and_keeps_the_focus);
  ADD ("lock/cards-can-be-dragged-once-unlocked", test_cards_can_be_dragged_once_unlocked);
  ADD ("live/what-changes-elsewhere-glows-unless-animations-are-off", test_what_changes_elsewhere_glows_unless_animations_are_off);
  g_test_add ("/wall/live/a-thousand-changes-elsewhere-all-show-in-flat-memory", Fixture, "example", set_up,
              test_a_thousand_changes_elsewhere_all_show_in_flat_memory, tear_down);
  g_test_add ("/wall/night/a-day-goes-by-without-a-restart", Fixture, "example", set_up, test_a_day_goes_by_without_a_restart, tear_down);
  ADD ("night/a-database-that-is-gone-is-told-at-the-edge", test_a_database_that_is_gone_is_told_at_the_edge);
  ADD ("night/a-full-disk-is-told-and-passes", test_a_full_disk_is_told_and_passes);
  ADD ("night/a-held-database-is-told-and-passes", test_a_held_database_is_told_and_passes);
  ADD ("night/a-database-opened-anew-is-on-the-wall-at-once", test_a_database_opened_anew_is_on_the_wall_at_once);
#undef ADD
  return g_test_run ();
}
