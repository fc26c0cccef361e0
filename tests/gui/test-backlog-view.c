/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backlog of the example in the whole window: what it shows, what keys, actions and a pointer do to its rows, and that
 * all of it can be taken back. */
#include <adwaita.h>

#include "hand.h"
#include "pane-fixture.h"
#include "zw-backlog-cell.h"
#include "zw-backlog-commands.h"
#include "zw-backlog-view.h"
#include "zw-card-list.h"
#include "zw-sprint-commands.h"
#include "zw-ticket-commands.h"
#include "zw-title-editor.h"
#include "zw-window.h"

typedef struct {
  PaneFixture base;
  GSettings *settings;
  ZwWindow *window;
  ZwBacklog *backlog;
  ZwCardList *list;
} Fixture;

static GtkWidget *
find (Fixture *self, GType type, const char *text)
{
  return pane_find (GTK_WIDGET (self->window), type, text);
}

static void
act (Fixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (zw_window_get_view (self->window)), action, NULL));
}

static void
open_window (Fixture *self)
{
  self->window = zw_window_new (NULL, self->settings);
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  zw_window_set_workspace (self->window, self->base.workspace, 0);
  zw_window_show_view (self->window, "backlog");
  gtk_window_present (GTK_WINDOW (self->window));
  pane_wait_for (gtk_widget_get_mapped (GTK_WIDGET (self->window)) && gtk_widget_get_width (GTK_WIDGET (self->window)) > 0);
  hand_rest (100);
  self->backlog = zw_backlog_view_get_backlog (ZW_BACKLOG_VIEW (zw_window_get_view (self->window)));
  self->list = ZW_CARD_LIST (pane_find (GTK_WIDGET (zw_window_get_view (self->window)), ZW_TYPE_CARD_LIST, NULL));
}

static void
set_up (Fixture *self, gconstpointer size)
{
  pane_fixture_set_up_example (&self->base, NULL);
  self->settings = g_settings_new ("io.github.zettelwand.Zettelwand");
  g_settings_reset (self->settings, "backlogs");
  g_settings_set_int (self->settings, "window-width", size == NULL ? 1440 : GPOINTER_TO_INT (size));
  open_window (self);
}

static void
tear_down (Fixture *self, gconstpointer size)
{
  pane_settle (&self->base);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->settings);
  hand_rest (20);
  pane_fixture_tear_down (&self->base, NULL);
}

static ZwTicket *
get (Fixture *self, int number)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (self->base.workspace, zw_window_get_project (self->window));

  for (guint i = 0; i < zw_ticket_list_get_n (tickets); i++)
    if (zw_ticket_list_get (tickets, i)->number == number)
      return zw_ticket_list_get (tickets, i);
  g_assert_not_reached ();
}

/* Sprint 14 runs, Sprint 15 is planned. */
static ZwBacklogSection *
get_section (Fixture *self, guint index)
{
  return zw_backlog_get_section (self->backlog, index);
}

static guint
find_index (Fixture *self, guint section, int number)
{
  return zw_ticket_list_index_of (zw_backlog_section_get_tickets (get_section (self, section)), get (self, number));
}

static ZwBacklogCell *
find_cell_below (GtkWidget *root, GObject *item)
{
  if (ZW_IS_BACKLOG_CELL (root) && zw_backlog_cell_get_item (ZW_BACKLOG_CELL (root)) == item && gtk_widget_get_child_visible (root))
    return ZW_BACKLOG_CELL (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      ZwBacklogCell *found = find_cell_below (child, item);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_cell (Fixture *self, gpointer item)
{
  ZwBacklogCell *cell = find_cell_below (GTK_WIDGET (self->list), item);
  g_assert_nonnull (cell);
  return GTK_WIDGET (cell);
}

static void
focus (Fixture *self, int number)
{
  g_assert_true (zw_view_focus_ticket (zw_window_get_view (self->window), get (self, number)));
}

static void
undo (Fixture *self)
{
  pane_wait_for (zw_workspace_can_undo (self->base.workspace));
  act (self, "win.undo");
}

/* --- what it shows --- */

static void
test_shows (Fixture *self, gconstpointer size)
{
  g_assert_true (zw_backlog_section_is_collapsed (get_section (self, 0)));
  g_assert_nonnull (find (self, GTK_TYPE_LABEL, "22 of 37 points capacity"));
  g_assert_nonnull (find (self, GTK_TYPE_LABEL, "38 tickets"));
  g_assert_nonnull (find (self, GTK_TYPE_LABEL, "· 6 not estimated"));
  g_assert_nonnull (find (self, GTK_TYPE_LABEL, "61 tickets"));
  gtk_test_accessible_assert_role (find_cell (self, get (self, 158)), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (find_cell (self, get (self, 161)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "WEB-161, story, Search forgives typing mistakes, high priority, Jonas Weber, 8 points, "
                                       "difficulty 4 of 5");
  gtk_test_accessible_assert_property (find_cell (self, get_section (self, 0)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Sprint 14, Active, 16 – 27 Nov, 17 tickets · 43 points");
  gtk_test_accessible_assert_state (find_cell (self, get_section (self, 0)), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);
}

static void
test_narrow (Fixture *self, gconstpointer size)
{
  GtkWidget *cell = find_cell (self, get (self, 158));

  g_assert_cmpint (gtk_widget_get_width (cell), <=, 480);
  g_assert_true (gtk_widget_get_child_visible (find (self, GTK_TYPE_LABEL, "38 tickets")));
  g_assert_false (gtk_widget_get_child_visible (find (self, GTK_TYPE_LABEL, "· 6 not estimated")));
  g_assert_false (gtk_widget_get_mapped (find (self, ADW_TYPE_VIEW_SWITCHER, NULL)));
}

/* The rows of a box: the first and the last are rounded, also after one came. */
static void
test_edges (Fixture *self, gconstpointer size)
{
  g_assert_true (gtk_widget_has_css_class (find_cell (self, get (self, 158)), "first"));
  g_assert_true (gtk_widget_has_css_class (find_cell (self, get (self, 165)), "last"));
  focus (self, 165);
  act (self, "ticket.move-top");
  hand_rest (60);
  g_assert_false (gtk_widget_has_css_class (find_cell (self, get (self, 158)), "first"));
  g_assert_true (gtk_widget_has_css_class (find_cell (self, get (self, 165)), "first"));
  g_assert_true (gtk_widget_has_css_class (find_cell (self, get (self, 162)), "last"));
}

/* --- what actions do --- */

static void
test_rank (Fixture *self, gconstpointer size)
{
  focus (self, 160);
  act (self, "ticket.move-down");
  g_assert_cmpuint (find_index (self, 1, 160), ==, 2);
  hand_rest (60);
  g_assert_true (gtk_widget_has_focus (find_cell (self, get (self, 160))));
  gtk_test_accessible_assert_property (find_cell (self, get (self, 160)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "WEB-160, story, Find a parcel shop by postcode, Mei-Lin Chen, 3 points, difficulty 2 of 5, "
                                       "Sprint 15, 3 of 6");
  undo (self);
  pane_wait_for (find_index (self, 1, 160) == 1);
}

static void
test_sprint (Fixture *self, gconstpointer size)
{
  gint64 sprint = zw_backlog_section_get_sprint_id (get_section (self, 1));

  focus (self, 166);
  act (self, "backlog.select");
  focus (self, 168);
  act (self, "backlog.select");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "ticket.set-sprint", "x", sprint));
  g_assert_cmpuint (zw_backlog_section_get_figures (get_section (self, 1))->n, ==, 8);
  g_assert_nonnull (find (self, GTK_TYPE_LABEL, "2 tickets moved to Sprint 15"));
  undo (self);
  pane_wait_for (zw_backlog_section_get_figures (get_section (self, 1))->n == 6);
  pane_wait_for (find (self, GTK_TYPE_LABEL, "2 tickets moved to Sprint 15: undone") != NULL);
}

static void
test_selection (Fixture *self, gconstpointer size)
{
  focus (self, 166);
  act (self, "backlog.extend-down");
  act (self, "backlog.extend-down");
  hand_rest (60);
  g_assert_true (gtk_widget_has_css_class (find_cell (self, get (self, 166)), "selected"));
  g_assert_true (gtk_widget_has_css_class (find_cell (self, get (self, 170)), "selected"));
  g_autoptr (GArray) targets = zw_view_dup_targets (zw_window_get_view (self->window));
  g_assert_cmpuint (targets->len, ==, 3);
  act (self, "backlog.select-all");
  g_autoptr (GArray) all = zw_view_dup_targets (zw_window_get_view (self->window));
  g_assert_cmpuint (all->len, ==, 38);
  act (self, "backlog.escape");
  g_autoptr (GArray) one = zw_view_dup_targets (zw_window_get_view (self->window));
  g_assert_cmpuint (one->len, ==, 1);
}

/* A selected ticket that leaves the backlog takes no part any more. */
static void
test_gone (Fixture *self, gconstpointer size)
{
  gint64 id = zw_item_get_id (ZW_ITEM (get (self, 166)));
  g_autoptr (GError) error = NULL;

  focus (self, 166);
  act (self, "backlog.extend-down");
  pane_commit (&self->base, zw_ticket_close (self->base.workspace, &id, 1, ZW_RESOLUTION_NONE, NULL, 0, FALSE, &error), &error);
  g_autoptr (GArray) targets = zw_view_dup_targets (zw_window_get_view (self->window));
  g_assert_cmpuint (targets->len, ==, 1);
}

static void
test_collapse (Fixture *self, gconstpointer size)
{
  focus (self, 160);
  act (self, "backlog.collapse");
  hand_rest (60);
  g_assert_true (zw_backlog_section_is_collapsed (get_section (self, 1)));
  g_assert_true (gtk_widget_has_focus (find_cell (self, get_section (self, 1))));
  g_assert_true (zw_view_focus_ticket (zw_window_get_view (self->window), get (self, 160)));
  g_assert_false (zw_backlog_section_is_collapsed (get_section (self, 1)));
}

/* Nothing is selected that one cannot see. */
static void
test_select_all_of_collapsed (Fixture *self, gconstpointer size)
{
  focus (self, 160);
  act (self, "backlog.collapse");
  hand_rest (60);
  act (self, "backlog.select-all");
  g_autoptr (GArray) shown = zw_view_dup_targets (zw_window_get_view (self->window));
  g_assert_cmpuint (shown->len, ==, 38);
}

static void
test_filter (Fixture *self, gconstpointer size)
{
  zw_view_set_filter (zw_window_get_view (self->window), "coffee");
  hand_rest (60);
  g_assert_cmpuint (zw_filterable_get_n_shown (ZW_FILTERABLE (self->backlog)), <, 10);
  g_assert_nonnull (find (self, GTK_TYPE_LABEL, "No ticket matches the filter"));
  g_assert_nonnull (find (self, GTK_TYPE_LABEL, "22 of 37 points capacity"));
}

/* The entry at the end of a section: what it read is shown, Enter makes it and waits for the next. */
static void
test_add (Fixture *self, gconstpointer size)
{
  focus (self, 160);
  act (self, "backlog.add-here");
  pane_wait_for (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (self->window))));
  GtkWidget *text = gtk_window_get_focus (GTK_WINDOW (self->window));
  gtk_editable_set_text (GTK_EDITABLE (text), "Roast diary #catalogue 3p");
  g_assert_nonnull (find (self, GTK_TYPE_LABEL, "#catalogue · 3 points"));
  g_signal_emit_by_name (gtk_widget_get_parent (text), "activate");
  g_assert_cmpuint (zw_backlog_section_get_figures (get_section (self, 1))->n, ==, 7);
  g_assert_cmpfloat (zw_backlog_section_get_figures (get_section (self, 1))->total, ==, 25);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == text);
  undo (self);
  pane_wait_for (zw_backlog_section_get_figures (get_section (self, 1))->n == 6);
}

static void
reopen_window (Fixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  pane_settle (&self->base);
  hand_rest (20);
  open_window (self);
}

static gboolean
is_typed (Fixture *self, guint section, const char *text)
{
  ZwBacklogCell *cell = find_cell_below (GTK_WIDGET (self->list), G_OBJECT (zw_backlog_section_get_end (get_section (self, section))));
  GtkWidget *entry = cell == NULL ? NULL : pane_find (GTK_WIDGET (cell), GTK_TYPE_ENTRY, NULL);

  return entry != NULL && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), text);
}

/* Out of view, in a window that closed, and for a sprint that is gone: what is typed is there. */
static void
test_draft (Fixture *self, gconstpointer size)
{
  gint64 sprint = zw_backlog_section_get_sprint_id (get_section (self, 1));
  g_autoptr (GError) error = NULL;

  focus (self, 160);
  act (self, "backlog.add-here");
  pane_wait_for (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (self->window))));
  gtk_editable_set_text (GTK_EDITABLE (gtk_window_get_focus (GTK_WINDOW (self->window))), "Roast diary");
  zw_card_list_focus_position (self->list, g_list_model_get_n_items (G_LIST_MODEL (self->backlog)) - 1);
  hand_rest (60);
  focus (self, 165);
  hand_rest (60);
  g_assert_true (is_typed (self, 1, "Roast diary"));
  reopen_window (self);
  pane_wait_for (is_typed (self, 1, "Roast diary"));
  g_assert_true (zw_backlog_section_is_adding (get_section (self, 1)));
  pane_commit (&self->base, zw_sprint_delete (self->base.workspace, sprint, &error), &error);
  hand_rest (60);
  g_assert_true (zw_backlog_section_is_adding (get_section (self, 1)));
  zw_card_list_focus_position (self->list, g_list_model_get_n_items (G_LIST_MODEL (self->backlog)) - 1);
  pane_wait_for (is_typed (self, 1, "Roast diary"));
  pane_settle (&self->base);
}

/* Order, folded sections and the panel are as this computer left them. */
static void
test_look (Fixture *self, gconstpointer size)
{
  focus (self, 160);
  act (self, "backlog.collapse");
  gtk_widget_activate_action (GTK_WIDGET (zw_window_get_view (self->window)), "backlog.sort", "i", ZW_BACKLOG_BY_TITLE);
  gtk_widget_activate_action (GTK_WIDGET (zw_window_get_view (self->window)), "backlog.toggle-section", "x",
                              zw_backlog_section_get_sprint_id (get_section (self, 0)));
  reopen_window (self);
  g_assert_false (zw_backlog_section_is_collapsed (get_section (self, 0)));
  g_assert_true (zw_backlog_section_is_collapsed (get_section (self, 1)));
  g_assert_cmpint (zw_backlog_section_get_sort (get_section (self, 2)), ==, ZW_BACKLOG_BY_TITLE);
  g_assert_nonnull (find (self, GTK_TYPE_LABEL, "Sort Title"));
}

static void
test_paste (Fixture *self, gconstpointer size)
{
  focus (self, 160);
  act (self, "backlog.add-here");
  pane_wait_for (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (self->window))));
  GtkWidget *text = gtk_window_get_focus (GTK_WINDOW (self->window));
  gtk_editable_set_text (GTK_EDITABLE (text), "Alpha 2p\nBeta\n\nGamma #search");
  GtkWidget *create = find (self, GTK_TYPE_BUTTON, "Create 3 Tickets");
  g_assert_nonnull (create);
  g_assert_nonnull (find (self, GTK_TYPE_LABEL, "Alpha"));
  g_assert_cmpuint (zw_backlog_section_get_figures (get_section (self, 1))->n, ==, 6);
  g_signal_emit_by_name (create, "clicked");
  g_assert_cmpuint (zw_backlog_section_get_figures (get_section (self, 1))->n, ==, 9);
  undo (self);
  pane_wait_for (zw_backlog_section_get_figures (get_section (self, 1))->n == 6);
}

static GtkWidget *
edit_title (Fixture *self, int number)
{
  focus (self, number);
  act (self, "ticket.edit-title");
  GtkWidget *text = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (GTK_IS_TEXT_VIEW (text));
  hand_rest (60);
  return text;
}

static void
type (GtkWidget *text, const char *typed)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), typed, -1);
}

static void
test_title (Fixture *self, gconstpointer size)
{
  type (edit_title (self, 160), "Find\nit");
  focus (self, 161);
  g_assert_cmpstr (get (self, 160)->title, ==, "Find it");
}

/* Somebody else moves the row while its title is typed: to section @index. */
static void
move_elsewhere (Fixture *self, int number, guint index)
{
  gint64 id = zw_item_get_id (ZW_ITEM (get (self, number)));
  g_autoptr (GError) error = NULL;

  pane_commit (&self->base, zw_backlog_move (self->base.workspace, &id, 1, zw_backlog_section_get_sprint_id (get_section (self, index)),
                                             0, 0, &error), &error);
  hand_rest (100);
}

static double
get_y (Fixture *self, GtkWidget *text)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (text, GTK_WIDGET (self->list), &bounds));
  return bounds.origin.y;
}

static void
test_title_of_moved (Fixture *self, gconstpointer size)
{
  GtkWidget *text = edit_title (self, 172);
  double y = get_y (self, text);

  type (text, "Half a ti");
  move_elsewhere (self, 172, 1);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == text);
  g_assert_cmpfloat (get_y (self, text), >, 0);
  g_assert_cmpfloat (get_y (self, text), <=, y);
  type (text, "A whole title");
  focus (self, 161);
  g_assert_cmpstr (get (self, 172)->title, ==, "A whole title");
  g_assert_cmpint (get (self, 172)->sprint, ==, zw_backlog_section_get_sprint_id (get_section (self, 1)));
}

/* Its section is folded, so the row has no place: it stays where it is until the title is done. */
static void
test_title_of_hidden (Fixture *self, gconstpointer size)
{
  GtkWidget *text = edit_title (self, 160);
  double y = get_y (self, text);

  type (text, "Half a ti");
  move_elsewhere (self, 160, 0);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == text);
  g_assert_cmpfloat_with_epsilon (get_y (self, text), y, 2);
  type (text, "A whole title");
  hand_rest (60);
  zw_title_editor_end (ZW_TITLE_EDITOR (gtk_widget_get_parent (text)), TRUE);
  g_assert_cmpstr (get (self, 160)->title, ==, "A whole title");
  hand_rest (100);
  g_assert_true (gtk_widget_has_focus (find_cell (self, get (self, 161))));
}

/* What goes on from sprint to sprint says so, on its row and to assistive technology. */
static void
test_carried (Fixture *self, gconstpointer size)
{
  gint64 running = zw_backlog_section_get_sprint_id (get_section (self, 0));
  gint64 next = zw_backlog_section_get_sprint_id (get_section (self, 1));
  g_autoptr (GError) error = NULL;

  pane_commit (&self->base, zw_sprint_complete (self->base.workspace, running, next, NULL, &error), &error);
  pane_wait_for (zw_workspace_count_carries (self->base.workspace, get (self, 151)) == 1);
  focus (self, 151);
  hand_rest (60);
  gtk_test_accessible_assert_property (find_cell (self, get (self, 151)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "WEB-151, story, Show the delivery date before checkout, Mei-Lin Chen, 3 points, "
                                       "difficulty 2 of 5, carried 1×");
}

/* --- what a hand does --- */

static void
drag (GtkWidget *from, GtkWidget *to, double y)
{
  hand_move (from, 200, 18, 1);
  hand_button (1, TRUE);
  hand_move (from, 220, 24, 4);
  hand_move (to, 240, y, 12);
  hand_rest (100);
  hand_button (1, FALSE);
  hand_rest (100);
}

static void
test_drag (Fixture *self, gconstpointer size)
{
  if (!hand_is_there ())
    {
      g_test_skip ("no XTEST");
      return;
    }
  drag (find_cell (self, get (self, 166)), find_cell (self, get (self, 160)), 4);
  pane_wait_for (get (self, 166)->sprint == zw_backlog_section_get_sprint_id (get_section (self, 1)));
  g_assert_cmpuint (find_index (self, 1, 166), ==, 1);
  hand_rest (300);
  undo (self);
  pane_wait_for (get (self, 166)->sprint == 0);
  g_assert_cmpuint (find_index (self, 2, 166), ==, 0);
}

/* On the head of a collapsed section: at its end. */
static void
test_drag_to_header (Fixture *self, gconstpointer size)
{
  GtkWidget *header = find_cell (self, get_section (self, 0));

  if (!hand_is_there ())
    {
      g_test_skip ("no XTEST");
      return;
    }
  drag (find_cell (self, get (self, 158)), header, gtk_widget_get_height (header) * .7);
  pane_wait_for (get (self, 158)->sprint == zw_backlog_section_get_sprint_id (get_section (self, 0)));
  g_assert_cmpuint (find_index (self, 0, 158), ==, 17);
}

static void
test_keys (Fixture *self, gconstpointer size)
{
  if (!hand_is_there ())
    {
      g_test_skip ("no XTEST");
      return;
    }
  focus (self, 170);
  pane_wait_for (gtk_window_is_active (GTK_WINDOW (self->window)));
  hand_key (GDK_KEY_4);
  pane_wait_for (get (self, 170)->difficulty == 4);
  hand_key (GDK_KEY_p);
  hand_rest (300);
  hand_key (GDK_KEY_5);
  hand_key (GDK_KEY_Return);
  pane_wait_for (get (self, 170)->estimate == 5);
  pane_wait_for (gtk_widget_has_focus (find_cell (self, get (self, 170))));
}

/* The pill is a stop of its own: Tab and Enter open the scale, and a number typed there counts. */
static void
test_pill (Fixture *self, gconstpointer size)
{
  if (!hand_is_there ())
    {
      g_test_skip ("no XTEST");
      return;
    }
  focus (self, 170);
  pane_wait_for (gtk_window_is_active (GTK_WINDOW (self->window)));
  hand_key (GDK_KEY_Tab);
  GtkWidget *cell = find_cell (self, get (self, 170));
  pane_wait_for (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)), cell));
  gtk_test_accessible_assert_property (gtk_window_get_focus (GTK_WINDOW (self->window)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Estimate, not estimated");
  hand_key (GDK_KEY_Return);
  pane_wait_for (find (self, GTK_TYPE_LABEL, "Estimate WEB-170") != NULL);
  hand_rest (300);
  hand_key (GDK_KEY_8);
  hand_key (GDK_KEY_Return);
  pane_wait_for (get (self, 170)->estimate == 8);
  pane_wait_for (gtk_widget_has_focus (cell));
}

/* All that are selected leave together, and say so. */
static void
test_drag_of_many (Fixture *self, gconstpointer size)
{
  if (!hand_is_there ())
    {
      g_test_skip ("no XTEST");
      return;
    }
  focus (self, 166);
  act (self, "backlog.select");
  focus (self, 170);
  act (self, "backlog.select");
  GtkWidget *from = find_cell (self, get (self, 166)), *to = find_cell (self, get (self, 160));
  hand_move (from, 200, 18, 1);
  hand_button (1, TRUE);
  hand_move (from, 220, 24, 4);
  hand_move (to, 240, 4, 12);
  hand_rest (100);
  g_assert_true (gtk_widget_has_css_class (find_cell (self, get (self, 170)), "ghost"));
  g_assert_false (gtk_widget_has_css_class (find_cell (self, get (self, 168)), "ghost"));
  hand_button (1, FALSE);
  pane_wait_for (get (self, 170)->sprint == zw_backlog_section_get_sprint_id (get_section (self, 1)));
  g_assert_cmpuint (find_index (self, 1, 166), ==, 1);
  g_assert_cmpuint (find_index (self, 1, 170), ==, 2);
  hand_rest (300);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, size, test) g_test_add (path, Fixture, size, set_up, test, tear_down)
  ADD ("/backlog-view/shows/shows-sections-with-their-figures", NULL, test_shows);
  ADD ("/backlog-view/shows/fits-a-narrow-window", GINT_TO_POINTER (480), test_narrow);
  ADD ("/backlog-view/shows/rows-of-a-section-look-like-one-box", NULL, test_edges);
  ADD ("/backlog-view/acts/ranked-row-keeps-the-focus-and-says-its-place", NULL, test_rank);
  ADD ("/backlog-view/acts/selection-moves-to-a-sprint-and-back", NULL, test_sprint);
  ADD ("/backlog-view/shows/selection-grows-by-keys", NULL, test_selection);
  ADD ("/backlog-view/shows/ticket-that-is-gone-is-not-selected", NULL, test_gone);
  ADD ("/backlog-view/shows/collapsed-section-takes-the-focus", NULL, test_collapse);
  ADD ("/backlog-view/shows/select-all-leaves-collapsed-tickets-alone", NULL, test_select_all_of_collapsed);
  ADD ("/backlog-view/shows/filter-says-why-a-section-is-empty", NULL, test_filter);
  ADD ("/backlog-view/types/entry-adds-one-after-another", NULL, test_add);
  ADD ("/backlog-view/types/text-for-new-tickets-outlives-row-window-and-sprint", NULL, test_draft);
  ADD ("/backlog-view/shows/comes-back-as-it-was-left", NULL, test_look);
  ADD ("/backlog-view/types/pasted-list-is-shown-before-it-is-made", NULL, test_paste);
  ADD ("/backlog-view/types/title-being-typed-is-saved", NULL, test_title);
  ADD ("/backlog-view/types/title-being-typed-goes-with-its-row", NULL, test_title_of_moved);
  ADD ("/backlog-view/types/title-being-typed-outlives-its-place", NULL, test_title_of_hidden);
  ADD ("/backlog-view/shows/carried-tickets-say-so", NULL, test_carried);
  ADD ("/backlog-view/acts/drag-moves-to-a-place-in-a-sprint", NULL, test_drag);
  ADD ("/backlog-view/acts/drag-to-a-collapsed-section-ends-there", NULL, test_drag_to_header);
  ADD ("/backlog-view/acts/drag-takes-all-that-are-selected", NULL, test_drag_of_many);
  ADD ("/backlog-view/types/estimate-opens-by-tab-and-enter", NULL, test_pill);
  ADD ("/backlog-view/acts/keys-act-on-the-focused-row", NULL, test_keys);
  return g_test_run ();
}
