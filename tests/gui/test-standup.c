/* SPDX-License-Identifier: GPL-3.0-or-later
 * The stand-up of the example, walked through by keys and a clock of the test's own. */
#include <adwaita.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "pane-fixture.h"
#include "zw-project-commands.h"
#include "zw-standup-card.h"
#include "zw-standup-end-page.h"
#include "zw-standup-entry.h"
#include "zw-standup-person-page.h"
#include "zw-standup-ticket-page.h"
#include "zw-standup-watch.h"
#include "zw-standup-window.h"
#include "zw-ticket-commands.h"

#define HOUR_MS (60 * 60 * 1000)

typedef struct {
  PaneFixture base;
  GtkWidget *window;
  gint64 start_ms; /* ahead of the real clock: its own ticks count nothing then */
  gint64 opened;   /* the ticket that was asked for */
} Fixture;

static GtkWidget *
find (Fixture *self, GType type, const char *text)
{
  return pane_find (self->window, type, text);
}

static ZwStandupWalk *
walk (Fixture *self)
{
  return zw_standup_window_get_walk (ZW_STANDUP_WINDOW (self->window));
}

static void
open_ticket_cb (Fixture *self, gint64 id)
{
  self->opened = id;
}

static void
open_window (Fixture *self)
{
  self->window = zw_standup_window_new (self->base.workspace, self->base.project, NULL);
  g_signal_connect_swapped (self->window, "open-ticket", G_CALLBACK (open_ticket_cb), self);
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1600, 900);
  gtk_window_present (GTK_WINDOW (self->window));
  pane_wait_for (find (self, ZW_TYPE_STANDUP_PERSON_PAGE, NULL) != NULL || find (self, ZW_TYPE_STANDUP_END_PAGE, NULL) != NULL);
}

static void
set_up (Fixture *self, gconstpointer unused)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  pane_fixture_set_up_example (&self->base, NULL);
  open_window (self);
  self->start_ms = g_get_monotonic_time () / 1000 + HOUR_MS;
  zw_standup_window_tick (ZW_STANDUP_WINDOW (self->window), self->start_ms);
}

static void
close_window (Fixture *self)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  close_window (self);
  pane_settle (&self->base);
  pane_fixture_tear_down (&self->base, NULL);
}

/* As it comes from the keyboard, to the one who hears it first. */
static gboolean
press (Fixture *self, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->window);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
  return handled;
}

static void
type_line (Fixture *self, guint key, const char *text)
{
  g_assert_true (press (self, key));
  GtkWidget *entry = find (self, GTK_TYPE_TEXT, NULL);
  g_assert_true (gtk_widget_get_mapped (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
note_failure (gboolean *failed)
{
  *failed = TRUE;
}

static void
commit (Fixture *self, ZwChangeSet *set)
{
  g_autoptr (GError) error = NULL;
  pane_commit (&self->base, set, &error);
}

static gboolean
says (Fixture *self, const char *text)
{
  return find (self, GTK_TYPE_LABEL, text) != NULL;
}

static ZwTicket *
ticket_numbered (Fixture *self, int number)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (self->base.workspace, self->base.project);

  for (guint i = 0; i < zw_ticket_list_get_n (tickets); i++)
    if (zw_ticket_list_get (tickets, i)->number == number)
      return zw_ticket_list_get (tickets, i);
  g_assert_not_reached ();
}

static char *
read_clipboard (Fixture *self)
{
  GdkContentProvider *content = gdk_clipboard_get_content (gtk_widget_get_clipboard (self->window));
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  return content != NULL && gdk_content_provider_get_value (content, &value, NULL) ? g_value_dup_string (&value) : g_strdup ("");
}

/* --- the walk ------------------------------------------------------------------------------------------------------- */

static void
test_the_first_page_is_that_of_the_picture (Fixture *self, gconstpointer unused)
{
  g_assert_true (says (self, "Anna Brandt"));
  g_assert_true (says (self, "1 of 5 · 7 points in work · 5 done"));
  g_assert_true (says (self, "Since Friday"));
  g_assert_true (says (self, "Blocked for 2 days"));
  g_assert_true (says (self, "Waiting until Wed 25 Nov"));
  pane_wait_for (says (self, "7 behind"));
}

static void
test_space_goes_on_and_left_goes_back (Fixture *self, gconstpointer unused)
{
  press (self, GDK_KEY_space);
  g_assert_true (says (self, "Elif Yıldız"));
  g_assert_true (says (self, "2 of 5"));
  press (self, GDK_KEY_Right);
  g_assert_true (says (self, "Jonas Weber"));
  press (self, GDK_KEY_Left);
  press (self, GDK_KEY_Left);
  g_assert_false (press (self, GDK_KEY_x));
  g_assert_true (says (self, "Anna Brandt"));
}

static void
test_tab_walks_along_the_work (Fixture *self, gconstpointer unused)
{
  press (self, GDK_KEY_space);
  press (self, GDK_KEY_Tab);
  g_assert_nonnull (find (self, ZW_TYPE_STANDUP_TICKET_PAGE, NULL));
  g_assert_true (says (self, "WEB-150")); /* in Testing for the longest time */
  press (self, GDK_KEY_Return);
  g_assert_cmpint (self->opened, ==, zw_item_get_id (ZW_ITEM (ticket_numbered (self, 150))));
  press (self, GDK_KEY_Tab);
  g_assert_true (says (self, "Elif Yıldız"));
}

static void
test_who_is_away_is_skipped_and_shown_as_such (Fixture *self, gconstpointer unused)
{
  GListModel *members = zw_workspace_get_members (self->base.workspace, self->base.project);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (ZwMember) member = g_list_model_get_item (members, i);
      if (g_str_equal (zw_workspace_get_person (self->base.workspace, member->person)->name, "Elif Yıldız"))
        commit (self, zw_member_set_day_off (self->base.workspace, member, "2026-11-23", TRUE, NULL));
    }
  pane_wait_for (says (self, "1 of 4"));
  g_assert_nonnull (find (self, GTK_TYPE_BUTTON, "Elif, away today"));
  press (self, GDK_KEY_space);
  g_assert_true (says (self, "Jonas Weber"));
}

static void
test_up_and_down_choose_a_card (Fixture *self, gconstpointer unused)
{
  press (self, GDK_KEY_Down);
  g_assert_true (ZW_IS_STANDUP_CARD (gtk_window_get_focus (GTK_WINDOW (self->window))));
  press (self, GDK_KEY_Down);
  press (self, GDK_KEY_Return);
  g_assert_cmpint (self->opened, ==, zw_item_get_id (ZW_ITEM (ticket_numbered (self, 144))));
}

/* --- size ----------------------------------------------------------------------------------------------------------- */

/* Of the initials in a face the name stands beside. */
static double
find_smallest (GtkWidget *widget)
{
  double smallest = G_MAXDOUBLE;

  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget) || ADW_IS_AVATAR (widget))
    return smallest;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    {
      PangoContext *context = gtk_widget_get_pango_context (widget);
      const PangoFontDescription *font = pango_context_get_font_description (context);
      double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
      if (!pango_font_description_get_size_is_absolute (font))
        size *= pango_cairo_context_get_resolution (context) / 72;
      g_test_message ("%.1f px: %s", size, gtk_label_get_text (GTK_LABEL (widget)));
      smallest = size;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      double below = find_smallest (child);
      smallest = MIN (smallest, below);
    }
  return smallest;
}

static void
test_nothing_is_smaller_than_22_pixels_on_1080_lines (Fixture *self, gconstpointer unused)
{
  close_window (self);
  self->window = zw_standup_window_new (self->base.workspace, self->base.project, NULL);
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1920, 1080);
  gtk_window_present (GTK_WINDOW (self->window));
  pane_wait_for (find (self, ZW_TYPE_STANDUP_CARD, NULL) != NULL && says (self, "7 behind"));
  pane_wait_for (find_smallest (self->window) >= 21.99);
  press (self, GDK_KEY_Tab);
  pane_wait_for (find_smallest (self->window) >= 21.99);
  for (guint i = zw_standup_walk_get_n (walk (self)); i > 0; i--)
    press (self, GDK_KEY_space);
  pane_wait_for (find_smallest (self->window) >= 21.99);
}

/* --- time ----------------------------------------------------------------------------------------------------------- */

static void
test_the_clock_counts_up_and_turns_amber (Fixture *self, gconstpointer unused)
{
  zw_standup_window_tick (ZW_STANDUP_WINDOW (self->window), self->start_ms + 2 * HOUR_MS);
  press (self, GDK_KEY_space);
  zw_standup_window_tick (ZW_STANDUP_WINDOW (self->window), self->start_ms + 2 * HOUR_MS + 84 * 1000);
  g_assert_true (says (self, "1:24"));
  g_assert_true (says (self, "/ 2:00"));
  GtkWidget *clock = gtk_widget_get_ancestor (find (self, GTK_TYPE_LABEL, "/ 2:00"), GTK_TYPE_OVERLAY);
  GtkWidget *box = gtk_widget_get_last_child (clock);
  g_assert_false (gtk_widget_has_css_class (box, "late"));
  press (self, GDK_KEY_p);
  zw_standup_window_tick (ZW_STANDUP_WINDOW (self->window), self->start_ms + 2 * HOUR_MS + 300 * 1000);
  g_assert_true (says (self, "1:24"));
  press (self, GDK_KEY_p);
  zw_standup_window_tick (ZW_STANDUP_WINDOW (self->window), self->start_ms + 2 * HOUR_MS + 340 * 1000);
  g_assert_true (says (self, "2:04"));
  g_assert_true (gtk_widget_has_css_class (box, "late"));
}

/* --- deeds ---------------------------------------------------------------------------------------------------------- */

static void
test_b_blocks_and_says_so_at_once (Fixture *self, gconstpointer unused)
{
  ZwTicket *ticket = ticket_numbered (self, 157); /* Elif's */

  press (self, GDK_KEY_space);
  type_line (self, GDK_KEY_b, "no printer");
  g_assert_cmpstr (ticket->blocked_reason, ==, "no printer");
  pane_wait_for (says (self, "no printer"));
  g_assert_true (says (self, "Elif Yıldız")); /* the place is kept */
  type_line (self, GDK_KEY_b, "no ink");
  g_assert_cmpstr (ticket->blocked_reason, ==, "no ink");
  type_line (self, GDK_KEY_b, "");
  g_assert_false (zw_ticket_is_blocked (ticket));
}

static void
test_escape_after_a_b_that_does_nothing_stays (Fixture *self, gconstpointer unused)
{
  for (int i = 0; i < 5; i++)
    press (self, GDK_KEY_space);
  press (self, GDK_KEY_b);
  g_assert_true (says (self, "No ticket here to act on"));
  press (self, GDK_KEY_Escape);
  g_assert_true (gtk_widget_get_visible (self->window)); /* meant for a line that did not come */
  press (self, GDK_KEY_n);
  press (self, GDK_KEY_Escape);
  g_assert_true (gtk_widget_get_visible (self->window));
}

static void
test_a_line_keeps_the_keyboard_and_its_text (Fixture *self, gconstpointer unused)
{
  ZwTicket *ticket = ticket_numbered (self, 157);
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));

  press (self, GDK_KEY_space);
  press (self, GDK_KEY_b);
  GtkWidget *entry = find (self, GTK_TYPE_TEXT, NULL), *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (press (self, GDK_KEY_Tab));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == focus);
  g_assert_false (press (self, GDK_KEY_space)); /* typed */
  gtk_editable_set_text (GTK_EDITABLE (entry), "no printer");
  commit (self, zw_ticket_delete (self->base.workspace, &id, 1, NULL)); /* elsewhere, say */
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_get_mapped (entry)); /* and the reason is told */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "no printer");
}

static void
test_w_waits_until_a_day_that_can_be_read (Fixture *self, gconstpointer unused)
{
  ZwTicket *ticket = ticket_numbered (self, 157);
  int friday;

  press (self, GDK_KEY_space);
  type_line (self, GDK_KEY_w, "soon");
  g_assert_cmpint (ticket->waiting_until, ==, ZW_UNSET);
  g_assert_true (says (self, "A day first"));
  press (self, GDK_KEY_Escape);
  g_assert_true (gtk_widget_get_visible (self->window)); /* only the line was given up */
  type_line (self, GDK_KEY_w, "fri the answer");
  zw_date_from_string ("2026-11-27", &friday);
  g_assert_cmpint (ticket->waiting_until, ==, friday);
  g_assert_cmpstr (ticket->waiting_for, ==, "the answer");
}

static void
test_a_change_elsewhere_shows_without_losing_the_place (Fixture *self, gconstpointer unused)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket_numbered (self, 147))); /* Tomasz's */

  for (int i = 0; i < 4; i++)
    press (self, GDK_KEY_space);
  g_assert_true (says (self, "Tomasz Kowalski"));
  commit (self, zw_ticket_close (self->base.workspace, &id, 1, ZW_RESOLUTION_NONE, NULL, 0, TRUE, NULL));
  pane_wait_for (find (self, GTK_TYPE_LABEL, "WEB-147") != NULL && says (self, "1 point in work"));
  g_assert_true (says (self, "Tomasz Kowalski"));
  g_assert_cmpuint (zw_standup_walk_get_index (walk (self)), ==, 4);
}

/* --- the end -------------------------------------------------------------------------------------------------------- */

static void
test_at_the_end_it_is_recorded_and_copied_with_the_parking_lot (Fixture *self, gconstpointer unused)
{
  gint64 now = zw_clock_get_now (self->base.clock), before = zw_standup_find_last_time (self->base.workspace, self->base.project);

  g_assert_cmpint (before, <, now);
  type_line (self, GDK_KEY_n, "who has the keys?");
  g_assert_cmpint (zw_standup_find_last_time (self->base.workspace, self->base.project), ==, before);
  for (int i = 0; i < 5; i++)
    press (self, GDK_KEY_space);
  g_assert_nonnull (find (self, ZW_TYPE_STANDUP_END_PAGE, NULL));
  g_assert_true (says (self, "who has the keys?"));
  g_assert_cmpint (zw_standup_find_last_time (self->base.workspace, self->base.project), ==, now);
  g_autofree char *text = read_clipboard (self);
  g_assert_nonnull (strstr (text, "## Anna Brandt\n"));
  g_assert_nonnull (strstr (text, "## Parking lot\n\n- who has the keys?\n"));
  type_line (self, GDK_KEY_n, "retro on Thursday");
  g_autofree char *more = read_clipboard (self);
  g_assert_nonnull (strstr (more, "- retro on Thursday\n"));
  press (self, GDK_KEY_Left);
  g_assert_true (says (self, "Since Friday")); /* this one still looks back to where it began */
}

/* No file may grow: what a full disk does. */
static void
set_disk_full (gboolean full)
{
  struct rlimit limit;

  signal (SIGXFSZ, full ? SIG_IGN : SIG_DFL);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = full ? 0 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_what_was_not_stored_is_not_called_recorded (Fixture *self, gconstpointer unused)
{
  gint64 now = zw_clock_get_now (self->base.clock);
  gboolean failed = FALSE;

  g_signal_connect_swapped (self->base.workspace, "failed", G_CALLBACK (note_failure), &failed);
  type_line (self, GDK_KEY_n, "who has the keys?");
  pane_settle (&self->base);
  set_disk_full (TRUE);
  for (int i = 0; i < 5; i++)
    press (self, GDK_KEY_space);
  pane_wait_for (failed);
  set_disk_full (FALSE);
  g_assert_false (says (self, "Copied as Markdown"));
  g_assert_cmpint (zw_standup_find_last_time (self->base.workspace, self->base.project), <, now);
  press (self, GDK_KEY_Left); /* there is room again */
  press (self, GDK_KEY_space);
  pane_settle (&self->base);
  g_assert_true (says (self, "Copied as Markdown"));
  g_assert_cmpint (zw_standup_find_last_time (self->base.workspace, self->base.project), ==, now);
  g_signal_handlers_disconnect_by_data (self->base.workspace, &failed);
}

static void
test_what_is_undone_is_recorded_again (Fixture *self, gconstpointer unused)
{
  gint64 now = zw_clock_get_now (self->base.clock);
  g_autoptr (GAsyncResult) result = NULL;

  for (int i = 0; i < 5; i++)
    press (self, GDK_KEY_space);
  pane_settle (&self->base);
  zw_workspace_undo_async (self->base.workspace, take_result_cb, &result);
  pane_wait_for (result != NULL);
  g_autoptr (ZwChangeSet) undone = zw_workspace_undo_finish (self->base.workspace, result, NULL);
  g_assert_nonnull (undone);
  pane_settle (&self->base);
  g_assert_cmpint (zw_standup_find_last_time (self->base.workspace, self->base.project), <, now);
  type_line (self, GDK_KEY_n, "and this");
  pane_settle (&self->base);
  g_assert_cmpint (zw_standup_find_last_time (self->base.workspace, self->base.project), ==, now);
}

static void
test_notes_of_one_that_was_left_come_back (Fixture *self, gconstpointer unused)
{
  gint64 before = zw_standup_find_last_time (self->base.workspace, self->base.project);

  type_line (self, GDK_KEY_n, "not lost");
  g_autofree char *none = read_clipboard (self);
  press (self, GDK_KEY_Escape);
  self->window = NULL;
  pane_settle (&self->base);
  g_assert_cmpint (zw_standup_find_last_time (self->base.workspace, self->base.project), ==, before); /* not held */
  open_window (self);
  pane_wait_for (g_str_equal (zw_standup_walk_get_notes (walk (self)), "not lost"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add ("/standup/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("the-first-page-is-that-of-the-picture", test_the_first_page_is_that_of_the_picture);
  ADD ("space-goes-on-and-left-goes-back", test_space_goes_on_and_left_goes_back);
  ADD ("tab-walks-along-the-work", test_tab_walks_along_the_work);
  ADD ("who-is-away-is-skipped-and-shown-as-such", test_who_is_away_is_skipped_and_shown_as_such);
  ADD ("up-and-down-choose-a-card", test_up_and_down_choose_a_card);
  ADD ("nothing-is-smaller-than-22-pixels-on-1080-lines", test_nothing_is_smaller_than_22_pixels_on_1080_lines);
  ADD ("the-clock-counts-up-and-turns-amber", test_the_clock_counts_up_and_turns_amber);
  ADD ("b-blocks-and-says-so-at-once", test_b_blocks_and_says_so_at_once);
  ADD ("escape-after-a-b-that-does-nothing-stays", test_escape_after_a_b_that_does_nothing_stays);
  ADD ("a-line-keeps-the-keyboard-and-its-text", test_a_line_keeps_the_keyboard_and_its_text);
  ADD ("w-waits-until-a-day-that-can-be-read", test_w_waits_until_a_day_that_can_be_read);
  ADD ("a-change-elsewhere-shows-without-losing-the-place", test_a_change_elsewhere_shows_without_losing_the_place);
  ADD ("at-the-end-it-is-recorded-and-copied-with-the-parking-lot", test_at_the_end_it_is_recorded_and_copied_with_the_parking_lot);
  ADD ("what-was-not-stored-is-not-called-recorded", test_what_was_not_stored_is_not_called_recorded);
  ADD ("what-is-undone-is-recorded-again", test_what_is_undone_is_recorded_again);
  ADD ("notes-of-one-that-was-left-come-back", test_notes_of_one_that_was_left_come_back);
#undef ADD
  return g_test_run ();
}
