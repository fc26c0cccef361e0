/* SPDX-License-Identifier: GPL-3.0-or-later
 * The wall in a window on a real database: what it shows, its padlock, and that it follows what is changed elsewhere. */
#include <adwaita.h>

#include "hand.h"
#include "pane-fixture.h"
#include "zw-ticket-commands.h"
#include "zw-wall-view.h"
#include "zw-window.h"

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

static void
set_up (Fixture *self, gconstpointer unused)
{
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
  pane_wait_for (find_card (self, self->base.story) != NULL);
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

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add ("/wall/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("shows/every-column-and-card", test_shows_every_column_and_card);
  ADD ("shows/sprint-and-figures-in-a-sentence", test_tells_sprint_and_figures_in_a_sentence);
  ADD ("shows/no-chrome-and-gives-it-back", test_has_no_chrome_and_gives_it_back);
  ADD ("shows/escape-leaves", test_escape_leaves);
  ADD ("lock/locked-moves-nothing", test_locked_moves_nothing);
  ADD ("lock/unlocked-moves-by-keys-and-keeps-the-focus", test_unlocked_moves_by_keys_and_keeps_the_focus);
#undef ADD
  return g_test_run ();
}
