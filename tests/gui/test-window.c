/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window on a real database: what it shows, what keys, actions and a pointer do to the board, and that all of it can
 * be taken back. */
#include <adwaita.h>

#include "hand.h"
#include "pane-fixture.h"
#include "zw-backlog-view.h"
#include "zw-column-view.h"
#include "zw-draft-keeper.h"
#include "zw-format.h"
#include "zw-ticket-card.h"
#include "zw-ticket-commands.h"
#include "zw-ticket-pane.h"
#include "zw-wait-popover.h"
#include "zw-window.h"

typedef struct {
  PaneFixture base;
  GSettings *settings;
  ZwWindow *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer size)
{
  int width = size == NULL ? 1440 : GPOINTER_TO_INT (size);

  pane_fixture_set_up (&self->base, NULL);
  self->settings = g_settings_new ("io.github.zettelwand.Zettelwand");
  g_settings_set_int (self->settings, "window-width", width);
  self->window = zw_window_new (NULL, self->settings);
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  zw_window_set_workspace (self->window, self->base.workspace, 0);
  gtk_window_present (GTK_WINDOW (self->window));
  pane_wait_for (gtk_widget_get_mapped (GTK_WIDGET (self->window)) && gtk_widget_get_width (GTK_WIDGET (self->window)) > 0);
  hand_rest (50);
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
get_ticket (Fixture *self, gint64 id)
{
  return zw_workspace_get_ticket (self->base.workspace, id);
}

static ZwBoardView *
get_view (Fixture *self)
{
  return zw_window_get_board_view (self->window);
}

static gboolean
is_card_of (GtkWidget *widget, gint64 ticket)
{
  return ZW_IS_TICKET_CARD (widget) && gtk_widget_get_child_visible (widget) && zw_ticket_card_get_ticket (ZW_TICKET_CARD (widget)) != NULL
         && zw_item_get_id (ZW_ITEM (zw_ticket_card_get_ticket (ZW_TICKET_CARD (widget)))) == ticket;
}

static GtkWidget *
find_card (GtkWidget *root, gint64 ticket)
{
  if (is_card_of (root, ticket))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_card (child, ticket);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_nth_of_type (GtkWidget *root, GType type, guint *n)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && (*n)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth_of_type (child, type, n);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_column (Fixture *self, guint n)
{
  return find_nth_of_type (GTK_WIDGET (self->window), ZW_TYPE_COLUMN_VIEW, &n);
}

static void
act (Fixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), action, NULL));
}

static void
undo (Fixture *self)
{
  pane_wait_for (zw_workspace_can_undo (self->base.workspace));
  act (self, "win.undo");
}

/* --- what it shows --- */

static void
test_shows_board (Fixture *self, gconstpointer size)
{
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, "Nordlicht Web Shop");
  g_assert_nonnull (find_card (find_column (self, 0), self->base.task));
  g_assert_nonnull (find_card (find_column (self, 1), self->base.story));
  g_assert_null (find_card (GTK_WIDGET (self->window), self->base.epic));
  g_assert_null (find_card (GTK_WIDGET (self->window), self->base.problem));
  gtk_test_accessible_assert_property (find_card (find_column (self, 1), self->base.story), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "WEB-2, story, Pay with PayPal without creating an account, blocked: PayPal sandbox keys missing "
                                       "– asked Sven at PayPal, high priority, Anna Brandt, 5 points, difficulty 4 of 5, 60 percent, "
                                       "due Wednesday 25 November");
}

static void
test_narrow_shows_one_column (Fixture *self, gconstpointer size)
{
  guint shown = 0;

  for (guint i = 0; i < 4; i++)
    shown += gtk_widget_get_child_visible (find_column (self, i));
  g_assert_cmpuint (shown, ==, 1);
  g_assert_true (gtk_widget_get_child_visible (find_column (self, 1)));
}

/* A warning of GTK would end the test. */
static void
test_shortcuts (Fixture *self, gconstpointer size)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self->window));
  GtkWidget *shortcuts = NULL;

  gtk_css_provider_load_from_resource (provider, "/io/github/zettelwand/Zettelwand/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  act (self, "win.shortcuts");
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  for (GList *link = windows; link != NULL; link = link->next)
    if (GTK_IS_SHORTCUTS_WINDOW (link->data))
      shortcuts = link->data;
  g_assert_nonnull (shortcuts);
  pane_wait_for (gtk_widget_get_mapped (shortcuts) && gtk_widget_get_width (shortcuts) > 0);
  hand_rest (50);
  gtk_window_destroy (GTK_WINDOW (shortcuts));
  gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (provider));
}

/* In one step: what the wide layout needs must not hold the window, nor what is measured meanwhile be wrong. */
static void
test_wide_becomes_narrow_at_once (Fixture *self, gconstpointer size)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (self->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 480);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 480, 800);
  pane_wait_for (gtk_widget_get_width (GTK_WIDGET (self->window)) <= 480);
  hand_rest (50);
  g_assert_false (gtk_widget_get_child_visible (find_column (self, 0)));
}

static void
test_filter (Fixture *self, gconstpointer size)
{
  ZwBoard *board = zw_board_view_get_board (get_view (self));

  zw_board_set_filter (board, "owner:anna");
  g_assert_cmpuint (zw_board_get_n_shown (board), ==, 1);
  hand_rest (50);
  g_assert_null (find_card (find_column (self, 0), self->base.task));
  act (self, "win.filter");
  hand_rest (50);
  g_assert_cmpuint (zw_board_get_n_cards (board), ==, 2);
}

/* The backlog is built when it first shows; the project comes back in the view it was left in. */
static void
test_views (Fixture *self, gconstpointer size)
{
  gint64 project = zw_window_get_project (self->window);

  g_assert_true (zw_window_get_view (self->window) == ZW_VIEW (get_view (self)));
  act (self, "win.next-view");
  hand_rest (50);
  g_assert_true (ZW_IS_BACKLOG_VIEW (zw_window_get_view (self->window)));
  zw_window_set_workspace (self->window, self->base.workspace, project);
  g_assert_true (ZW_IS_BACKLOG_VIEW (zw_window_get_view (self->window)));
  act (self, "win.show-board");
  g_assert_true (zw_window_get_view (self->window) == ZW_VIEW (get_view (self)));
  zw_window_set_workspace (self->window, self->base.workspace, project);
  g_assert_true (zw_window_get_view (self->window) == ZW_VIEW (get_view (self)));
}

static void
test_pane_is_shut (Fixture *self, gconstpointer size)
{
  guint n = 0;
  GtkWidget *flap = find_nth_of_type (GTK_WIDGET (self->window), ADW_TYPE_FLAP, &n);

  g_assert_false (adw_flap_get_reveal_flap (ADW_FLAP (flap)));
}

/* The pane stays with its ticket, whichever view is beside it. */
static void
test_pane_of_all_views (Fixture *self, gconstpointer size)
{
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.task));
  act (self, "ticket.open");
  act (self, "win.show-backlog");
  pane_wait_for (gtk_widget_get_mapped (pane_find (GTK_WIDGET (self->window), ZW_TYPE_TICKET_PANE, NULL)));
  act (self, "win.show-board");
  hand_rest (50);
  g_assert_true (gtk_widget_has_css_class (find_card (find_column (self, 0), self->base.task), "open"));
}

/* --- what actions do --- */

static void
test_move_and_undo (Fixture *self, gconstpointer size)
{
  gint64 before = get_ticket (self, self->base.task)->status;

  g_assert_true (zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.task)));
  act (self, "ticket.move-right");
  g_assert_cmpint (get_ticket (self, self->base.task)->status, ==, self->base.progress);
  hand_rest (50);
  g_assert_true (gtk_widget_has_focus (find_card (find_column (self, 1), self->base.task)));
  undo (self);
  pane_wait_for (get_ticket (self, self->base.task)->status == before);
  pane_wait_for (pane_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "moved to In Progress: undone") != NULL);
  g_assert_nonnull (pane_find (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "Redo"));
  pane_wait_for (gtk_widget_has_focus (find_card (find_column (self, 0), self->base.task)));
  act (self, "win.redo");
  pane_wait_for (get_ticket (self, self->base.task)->status == self->base.progress);
  pane_wait_for (pane_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "moved to In Progress: done again") != NULL);
  pane_wait_for (gtk_widget_has_focus (find_card (find_column (self, 1), self->base.task)));
}

/* There and back: the keyboard stays on the head of the column, and the words say which one it was. */
static void
test_column_move_and_undo (Fixture *self, gconstpointer size)
{
  GtkWidget *column = find_column (self, 1);
  GtkWidget *menu = pane_find (column, GTK_TYPE_MENU_BUTTON, NULL);

  gtk_widget_child_focus (menu, GTK_DIR_TAB_FORWARD);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (gtk_widget_is_ancestor (focus, column));
  gtk_widget_activate_action (focus, "column.move-left", NULL);
  pane_wait_for (find_column (self, 0) == column);
  hand_rest (50);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == focus);
  undo (self);
  pane_wait_for (find_column (self, 1) == column);
  pane_wait_for (pane_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "Column “In Progress” moved: undone") != NULL);
  hand_rest (50);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == focus);
}

/* A screen reader hears where the card went; the place is forgotten with the focus. */
static void
test_place (Fixture *self, gconstpointer size)
{
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.task));
  act (self, "ticket.move-right");
  hand_rest (100);
  GtkWidget *card = find_card (find_column (self, 1), self->base.task);
  g_autofree char *name = zw_format_card_name (self->base.workspace, get_ticket (self, self->base.task));
  gboolean first = get_ticket (self, self->base.task)->rank < get_ticket (self, self->base.story)->rank;
  g_autofree char *place = g_strconcat (name, first ? ", In Progress, 1 of 2" : ", In Progress, 2 of 2", NULL);
  gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL, place);
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.story));
  hand_rest (100);
  gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static void
test_rank (Fixture *self, gconstpointer size)
{
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.task));
  act (self, "ticket.move-right");
  gboolean first = get_ticket (self, self->base.task)->rank < get_ticket (self, self->base.story)->rank;
  act (self, first ? "ticket.move-down" : "ticket.move-up");
  g_assert_true (first != (get_ticket (self, self->base.task)->rank < get_ticket (self, self->base.story)->rank));
}

static void
test_delete_and_undo (Fixture *self, gconstpointer size)
{
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.task));
  act (self, "ticket.delete");
  g_assert_null (get_ticket (self, self->base.task));
  undo (self);
  pane_wait_for (get_ticket (self, self->base.task) != NULL);
}

static void
test_pane (Fixture *self, gconstpointer size)
{
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.story));
  act (self, "ticket.open");
  hand_rest (400);
  g_assert_true (gtk_widget_has_css_class (find_card (find_column (self, 1), self->base.story), "open"));
  act (self, "win.close-pane");
  hand_rest (50);
  g_assert_false (gtk_widget_has_css_class (find_card (find_column (self, 1), self->base.story), "open"));
}

/* --- what a hand does --- */

static void
test_keys (Fixture *self, gconstpointer size)
{
  if (!hand_is_there ())
    {
      g_test_skip ("no XTEST");
      return;
    }
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.task));
  pane_wait_for (gtk_window_is_active (GTK_WINDOW (self->window)));
  hand_key (GDK_KEY_m);
  pane_wait_for (get_ticket (self, self->base.task)->owner == self->base.anna);
  hand_key (GDK_KEY_3);
  pane_wait_for (get_ticket (self, self->base.task)->difficulty == 3);
  hand_key (GDK_KEY_0);
  pane_wait_for (get_ticket (self, self->base.task)->difficulty == ZW_UNSET);
}

static GtkWindow *
find_active_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_window_is_active (window))
        return window;
    }
  return NULL;
}

static GtkWindow *
find_close_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (ADW_IS_MESSAGE_DIALOG (window))
        return window; /* the list keeps it */
    }
  return NULL;
}

static void
test_enter_closes (Fixture *self, gconstpointer size)
{
  if (!hand_is_there ())
    {
      g_test_skip ("no XTEST");
      return;
    }
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.task));
  pane_wait_for (gtk_window_is_active (GTK_WINDOW (self->window)));
  hand_key (GDK_KEY_c);
  pane_wait_for (find_active_dialog () != NULL);
  GtkWindow *dialog = find_active_dialog ();
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  hand_key (GDK_KEY_Return);
  pane_wait_for (get_ticket (self, self->base.task)->status == self->base.done);
  pane_wait_for (dialog == NULL);
}

/* Nothing is asked about a ticket that is closed; the done column and the one for what is not done are two things, though. */
static void
test_closed_ticket_is_not_closed_again (Fixture *self, gconstpointer size)
{
  gint64 id = self->base.task;
  GError *error = NULL;

  zw_workspace_commit (self->base.workspace,
                       zw_ticket_close (self->base.workspace, &id, 1, ZW_RESOLUTION_NONE, NULL, 0, FALSE, &error), &error);
  g_assert_no_error (error);
  pane_settle (&self->base);
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, id));
  act (self, "ticket.close");
  pane_wait_for (pane_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "closed already") != NULL);
  g_assert_null (find_close_dialog ());
  gtk_widget_activate_action (GTK_WIDGET (self->window), "ticket.move-to", "x", self->base.not_done);
  pane_wait_for (find_close_dialog () != NULL);
  gtk_window_destroy (find_close_dialog ());
}

static gboolean
stay_cb (void)
{
  return TRUE;
}

static void
test_close_while_typing (Fixture *self, gconstpointer size)
{
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.task));
  act (self, "ticket.edit-title");
  GtkWidget *editor = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (GTK_IS_TEXT_VIEW (editor));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), "Typed and not lost", -1);
  g_signal_connect_after (self->window, "close-request", G_CALLBACK (stay_cb), NULL);
  gtk_window_close (GTK_WINDOW (self->window));
  g_assert_cmpstr (get_ticket (self, self->base.task)->title, ==, "Typed and not lost");
  pane_settle (&self->base);
}

static GtkWidget *
find_dialog (Fixture *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (ADW_IS_MESSAGE_DIALOG (link->data) && gtk_window_get_transient_for (link->data) == GTK_WINDOW (self->window))
      return link->data;
  g_assert_not_reached ();
}

static GtkTextBuffer *
edit_title_of_task (Fixture *self)
{
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.task));
  act (self, "ticket.edit-title");
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (self->window))));
}

/* As after a crash: a draft is there, and nobody types yet. */
static void
test_card_takes_up_its_draft (Fixture *self, gconstpointer size)
{
  g_autoptr (ZwDraftKeeper) keeper = zw_draft_keeper_new (self->base.workspace, ZW_ENTITY_TICKET, self->base.task, ZW_FIELD_TITLE);

  zw_draft_keeper_set_base (keeper, get_ticket (self, self->base.task)->title);
  zw_draft_keeper_touch (keeper, "From before the crash");
  g_clear_object (&keeper);
  GtkTextBuffer *buffer = edit_title_of_task (self);
  pane_wait_for (gtk_text_buffer_get_char_count (buffer) == (int) strlen ("From before the crash"));
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.task));
  pane_wait_for (g_str_equal (get_ticket (self, self->base.task)->title, "From before the crash"));
}

/* Left unchanged, an editor writes nothing over somebody else's title; changed, it asks. */
static void
test_card_asks_about_a_title_of_others (Fixture *self, gconstpointer size)
{
  GError *error = NULL;
  gint64 id = self->base.task;

  edit_title_of_task (self);
  pane_commit (&self->base, zw_ticket_set_field (self->base.workspace, &id, 1, ZW_FIELD_TITLE, "Theirs", &error), &error);
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, id));
  g_assert_cmpstr (get_ticket (self, id)->title, ==, "Theirs");
  gtk_text_buffer_set_text (edit_title_of_task (self), "Mine", -1);
  pane_commit (&self->base, zw_ticket_set_field (self->base.workspace, &id, 1, ZW_FIELD_TITLE, "Theirs again", &error), &error);
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, id));
  GtkWidget *dialog = find_dialog (self);
  pane_wait_for (gtk_widget_get_mapped (dialog));
  g_assert_nonnull (pane_find (dialog, GTK_TYPE_LABEL, "Theirs again"));
  g_assert_cmpstr (get_ticket (self, id)->title, ==, "Theirs again");
  g_signal_emit_by_name (pane_find (dialog, GTK_TYPE_BUTTON, "Use Mine"), "clicked");
  pane_wait_for (g_str_equal (get_ticket (self, id)->title, "Mine"));
  hand_rest (50);
}

/* Somebody else takes the card to another column: what is typed stays under the eye, and none of it acts as a key. */
static void
test_title_of_moved_card (Fixture *self, gconstpointer size)
{
  gint64 id = self->base.task;
  g_autofree char *status = g_strdup_printf ("%" G_GINT64_FORMAT, self->base.progress);
  g_autoptr (GError) error = NULL;
  GtkTextBuffer *buffer = edit_title_of_task (self);
  GtkWidget *text = gtk_window_get_focus (GTK_WINDOW (self->window));

  gtk_text_buffer_set_text (buffer, "Half a ti", -1);
  pane_commit (&self->base, zw_ticket_set_field (self->base.workspace, &id, 1, ZW_FIELD_STATUS, status, &error), &error);
  hand_rest (100);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == text);
  g_assert_true (gtk_widget_get_mapped (text));
  gtk_text_buffer_set_text (buffer, "A whole title", -1);
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.story));
  g_assert_cmpstr (get_ticket (self, id)->title, ==, "A whole title");
  hand_rest (100);
}

/* What GTK tells an editor when another window comes to the front: the focus leaves, and is still its own. */
static void
tell_of_another_window (GtkWidget *text)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (text);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_FOCUS (controller))
        g_signal_emit_by_name (controller, "leave");
    }
}

static void
test_title_stays_open_behind_another_window (Fixture *self, gconstpointer size)
{
  GtkTextBuffer *buffer = edit_title_of_task (self);
  GtkWidget *text = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_autofree char *title = g_strdup (get_ticket (self, self->base.task)->title);

  gtk_text_buffer_set_text (buffer, "Half a ti", -1);
  tell_of_another_window (text);
  hand_rest (50);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == text);
  g_assert_cmpstr (get_ticket (self, self->base.task)->title, ==, title);
  gtk_text_buffer_set_text (buffer, title, -1);
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.story));
}

/* A text view that wraps knows its height only once it has a width. */
static void
test_title_is_seen_while_it_is_edited (Fixture *self, gconstpointer size)
{
  edit_title_of_task (self);
  GtkWidget *text = gtk_window_get_focus (GTK_WINDOW (self->window));

  pane_wait_for (gtk_widget_get_height (text) >= 16);
  g_assert_cmpint (gtk_widget_get_height (text), ==, gtk_widget_get_height (gtk_widget_get_parent (text)));
  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.story));
}

static GtkWidget *
open_wait_popover (Fixture *self)
{
  guint n = 0;

  zw_board_view_focus_ticket (get_view (self), get_ticket (self, self->base.task));
  act (self, "ticket.wait");
  GtkWidget *popover = find_nth_of_type (GTK_WIDGET (get_view (self)), ZW_TYPE_WAIT_POPOVER, &n);
  g_assert_nonnull (popover);
  pane_wait_for (gtk_widget_get_mapped (popover));
  return popover;
}

static void
test_tall_popover (Fixture *self, gconstpointer size)
{
  GtkWidget *popover = open_wait_popover (self);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (popover));
  GdkRectangle screen;

  gdk_monitor_get_geometry (gdk_display_get_monitor_at_surface (gdk_display_get_default (), surface), &screen);
  g_assert_cmpint (gdk_popup_get_position_y (GDK_POPUP (surface)), >=, 0);
  g_assert_cmpint (gdk_popup_get_position_y (GDK_POPUP (surface)) + gdk_surface_get_height (surface), <=, screen.height);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
test_popover_of_gone_card (Fixture *self, gconstpointer size)
{
  GtkWidget *popover = open_wait_popover (self);
  g_autoptr (GError) error = NULL;

  pane_commit (&self->base, zw_ticket_delete (self->base.workspace, &self->base.task, 1, &error), &error);
  pane_settle (&self->base);
  gtk_popover_popdown (GTK_POPOVER (popover));
  hand_rest (50);
  g_assert_true (ZW_IS_TICKET_CARD (gtk_window_get_focus (GTK_WINDOW (self->window))));
}

static void
test_drag (Fixture *self, gconstpointer size)
{
  GtkWidget *card = find_card (find_column (self, 0), self->base.task);
  GtkWidget *target = find_column (self, 1);

  if (!hand_is_there ())
    {
      g_test_skip ("no XTEST");
      return;
    }
  hand_move (card, 40, 30, 1);
  hand_button (1, TRUE);
  hand_move (card, 60, 34, 4);
  hand_move (target, gtk_widget_get_width (target) / 2, gtk_widget_get_height (target) - 40, 12);
  hand_rest (100);
  g_assert_true (gtk_widget_has_css_class (target, "drop"));
  hand_button (1, FALSE);
  pane_wait_for (get_ticket (self, self->base.task)->status == self->base.progress);
  g_assert_cmpint (get_ticket (self, self->base.task)->rank, >, get_ticket (self, self->base.story)->rank);
  hand_rest (300);
  undo (self);
  pane_wait_for (get_ticket (self, self->base.task)->status == self->base.todo);
}

/* The last child closes: its parent is offered, and the button closes it by one set that undo takes back. */
static void
test_offer_to_close_parent (Fixture *self, gconstpointer size)
{
  gint64 child = self->base.task, parent = self->base.story;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, parent);

  zw_workspace_commit (self->base.workspace, zw_ticket_set_field (self->base.workspace, &child, 1, ZW_FIELD_PARENT, id, NULL), NULL);
  zw_workspace_commit (self->base.workspace, zw_ticket_close (self->base.workspace, &child, 1, ZW_RESOLUTION_NONE, NULL, 0, FALSE, NULL),
                       NULL);
  /* The offer comes when the window has nothing else to do; before, its action has nothing to close. */
  pane_wait_for ((act (self, "win.close-finished"), get_ticket (self, parent)->status == self->base.done));
  hand_rest (20);
  undo (self);
  pane_wait_for (get_ticket (self, parent)->status != self->base.done);
  g_assert_cmpint (get_ticket (self, child)->status, ==, self->base.done);
}

/* Another window on the same project begins with what this one showed. */
static void
test_scope_and_pane_come_back (Fixture *self, gconstpointer size)
{
  ZwBoard *board = zw_board_view_get_board (get_view (self));

  gtk_widget_activate_action (zw_view_get_head (ZW_VIEW (get_view (self))), "board.scope", "s", "problems");
  g_assert_cmpint (zw_board_get_scope (board), ==, ZW_BOARD_PROBLEMS);
  zw_window_open_ticket (self->window, get_ticket (self, self->base.story), FALSE);
  hand_rest (300);
  gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = zw_window_new (NULL, self->settings);
  zw_window_set_workspace (self->window, self->base.workspace, 0);
  gtk_window_present (GTK_WINDOW (self->window));
  pane_wait_for (gtk_widget_get_mapped (GTK_WIDGET (self->window)));
  hand_rest (400);
  g_assert_cmpint (zw_board_get_scope (zw_board_view_get_board (get_view (self))), ==, ZW_BOARD_PROBLEMS);
  GtkWidget *pane = pane_find (GTK_WIDGET (self->window), ZW_TYPE_TICKET_PANE, NULL);
  g_assert_nonnull (pane);
  g_assert_true (zw_ticket_pane_get_ticket (ZW_TICKET_PANE (pane)) == get_ticket (self, self->base.story));
}

static gboolean
is_in_sight (Fixture *self, GtkWidget *column)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (column, GTK_WIDGET (self->window), &bounds)
         && bounds.origin.x + bounds.size.width <= gtk_widget_get_width (GTK_WIDGET (self->window));
}

/* The pointer rests at the edge while the board scrolls below it, and lets go there. */
static void
test_drag_out_of_sight (Fixture *self, gconstpointer size)
{
  GtkWidget *card = find_card (find_column (self, 0), self->base.task), *last = find_column (self, 3);

  if (!hand_is_there ())
    {
      g_test_skip ("no XTEST");
      return;
    }
  g_assert_false (is_in_sight (self, last));
  hand_move (card, 40, 30, 1);
  hand_button (1, TRUE);
  hand_move (card, 60, 34, 4);
  hand_move (GTK_WIDGET (self->window), gtk_widget_get_width (GTK_WIDGET (self->window)) - 20, 300, 12);
  pane_wait_for (is_in_sight (self, last));
  pane_wait_for (gtk_widget_has_css_class (last, "drop"));
  hand_button (1, FALSE);
  pane_wait_for (get_ticket (self, self->base.task)->status == self->base.done);
  hand_rest (300);
}

/* Escape on the way: nothing moves, and the board stands still. */
static void
test_escape_at_the_edge (Fixture *self, gconstpointer size)
{
  GtkWidget *card = find_card (find_column (self, 0), self->base.task), *last = find_column (self, 3);

  if (!hand_is_there ())
    {
      g_test_skip ("no XTEST");
      return;
    }
  hand_move (card, 40, 30, 1);
  hand_button (1, TRUE);
  hand_move (card, 60, 34, 4);
  hand_move (GTK_WIDGET (self->window), gtk_widget_get_width (GTK_WIDGET (self->window)) - 20, 300, 12);
  pane_wait_for (gtk_widget_has_css_class (last, "drop"));
  hand_key (GDK_KEY_Escape);
  pane_wait_for (!gtk_widget_has_css_class (last, "drop"));
  hand_button (1, FALSE);
  hand_rest (300);
  g_assert_cmpint (get_ticket (self, self->base.task)->status, ==, self->base.todo);
}

static void
test_trouble (Fixture *self, gconstpointer unused)
{
  GtkWidget *text;

  zw_window_set_trouble (self->window, "The disk has gone for a walk");
  text = pane_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "The disk has gone for a walk");
  g_assert_nonnull (text);
  pane_wait_for (gtk_widget_get_mapped (text));
  zw_window_set_trouble (self->window, NULL);
  pane_wait_for (!gtk_widget_get_mapped (text));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, size, test) g_test_add (path, Fixture, size, set_up, test, tear_down)
  ADD ("/window/shows/shows-the-board-of-its-project", NULL, test_shows_board);
  ADD ("/window/shows/what-is-wrong-with-the-database-until-it-is-over", NULL, test_trouble);
  ADD ("/window/shows/narrow-shows-the-column-where-work-is", GINT_TO_POINTER (480), test_narrow_shows_one_column);
  ADD ("/window/shows/wide-becomes-narrow-in-one-step", GINT_TO_POINTER (1200), test_wide_becomes_narrow_at_once);
  ADD ("/window/helps/shortcuts-open-without-a-complaint", NULL, test_shortcuts);
  ADD ("/window/shows/filter-hides-cards-and-keeps-the-count", NULL, test_filter);
  ADD ("/window/shows/project-comes-back-in-its-view", NULL, test_views);
  ADD ("/window/shows/pane-is-shut-at-the-start", NULL, test_pane_is_shut);
  ADD ("/window/shows/pane-stays-when-the-view-changes", NULL, test_pane_of_all_views);
  ADD ("/window/acts/moved-card-keeps-the-focus-and-comes-back", NULL, test_move_and_undo);
  ADD ("/window/acts/moved-column-keeps-the-focus-and-comes-back", NULL, test_column_move_and_undo);
  ADD ("/window/acts/moved-card-says-its-place", NULL, test_place);
  ADD ("/window/acts/rank-swaps-neighbours", NULL, test_rank);
  ADD ("/window/acts/deleted-card-comes-back", NULL, test_delete_and_undo);
  ADD ("/window/shows/open-card-has-a-ring", NULL, test_pane);
  ADD ("/window/acts/keys-act-on-the-focused-card", NULL, test_keys);
  ADD ("/window/acts/c-and-enter-close-a-ticket", NULL, test_enter_closes);
  ADD ("/window/acts/closed-ticket-is-not-closed-again", NULL, test_closed_ticket_is_not_closed_again);
  ADD ("/window/acts/title-being-typed-is-saved-on-close", NULL, test_close_while_typing);
  ADD ("/window/acts/card-takes-up-the-draft-of-its-title", NULL, test_card_takes_up_its_draft);
  ADD ("/window/acts/title-stays-open-behind-another-window", NULL, test_title_stays_open_behind_another_window);
  ADD ("/window/acts/title-is-seen-while-it-is-edited", NULL, test_title_is_seen_while_it_is_edited);
  ADD ("/window/acts/card-asks-about-a-title-that-others-changed", NULL, test_card_asks_about_a_title_of_others);
  ADD ("/window/acts/title-being-typed-outlives-its-column", NULL, test_title_of_moved_card);
  ADD ("/window/acts/tall-popover-keeps-its-buttons-on-the-screen", NULL, test_tall_popover);
  ADD ("/window/acts/focus-stays-on-the-board-when-the-card-of-a-popover-goes", NULL, test_popover_of_gone_card);
  ADD ("/window/acts/drag-ends-in-a-move-and-undo", NULL, test_drag);
  ADD ("/window/shows/scope-and-open-ticket-come-back", NULL, test_scope_and_pane_come_back);
  ADD ("/window/acts/parent-is-offered-after-its-last-sub-ticket", NULL, test_offer_to_close_parent);
  ADD ("/window/acts/drag-to-the-edge-reaches-a-column-out-of-sight", GINT_TO_POINTER (700), test_drag_out_of_sight);
  ADD ("/window/acts/escape-at-the-edge-moves-nothing", GINT_TO_POINTER (700), test_escape_at_the_edge);
  return g_test_run ();
}
