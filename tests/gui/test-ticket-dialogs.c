/* SPDX-License-Identifier: GPL-3.0-or-later
 * Promises of the small windows about tickets: each choice is one command on all its tickets. */
#include <adwaita.h>
#include <math.h>

#include "pane-fixture.h"
#include "zw-block-popover.h"
#include "zw-close-dialog.h"
#include "zw-date-popover.h"
#include "zw-estimate-popover.h"
#include "zw-format.h"
#include "zw-label-popover.h"
#include "zw-new-ticket-dialog.h"
#include "zw-person-popover.h"
#include "zw-quick-title.h"
#include "zw-ticket-chooser.h"
#include "zw-time-popover.h"
#include "zw-wait-popover.h"

typedef struct {
  PaneFixture base;
  GtkWidget *window, *anchor, *popover;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  pane_fixture_set_up (&self->base, unused);
  self->anchor = gtk_menu_button_new ();
  self->window = pane_show (self->anchor, 600, 700);
}

/* GTK lets go of a popover some frames after it closed. */
static void
close_popover (Fixture *self)
{
  if (self->popover == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  pane_wait_for (!gtk_widget_get_mapped (self->popover) && G_OBJECT (self->popover)->ref_count == 1);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  close_popover (self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  pane_settle (&self->base);
  pane_fixture_tear_down (&self->base, unused);
}

static ZwTicket *
ticket (Fixture *self, gint64 id)
{
  return zw_workspace_get_ticket (self->base.workspace, id);
}

static void
open_popover (Fixture *self, GtkWidget *popover)
{
  close_popover (self);
  self->popover = popover;
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->anchor), popover);
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->anchor));
  pane_wait_for (gtk_widget_get_mapped (popover));
}

static void
type (Fixture *self, GtkWidget *entry, const char *text)
{
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static void
click (GtkWidget *root, const char *label)
{
  GtkWidget *button = pane_find (root, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static GtkWidget *
entry_of (Fixture *self)
{
  return pane_find (self->popover, GTK_TYPE_ENTRY, NULL);
}

/* --- popovers --- */

static void
test_estimate (Fixture *self, gconstpointer unused)
{
  gint64 ids[] = { self->base.story, self->base.task };

  open_popover (self, zw_estimate_popover_new (self->base.workspace, 0, ids, 2));
  click (self->popover, "8");
  g_assert_cmpfloat (ticket (self, ids[0])->estimate, ==, 8);
  g_assert_cmpfloat (ticket (self, ids[1])->estimate, ==, 8);
  open_popover (self, zw_estimate_popover_new (self->base.workspace, 0, ids, 1));
  type (self, entry_of (self), "0,5");
  g_assert_cmpfloat (ticket (self, ids[0])->estimate, ==, 0.5);
  open_popover (self, zw_estimate_popover_new (self->base.workspace, 0, ids, 1));
  type (self, entry_of (self), "many");
  g_assert_true (gtk_widget_has_css_class (entry_of (self), "error"));
  type (self, entry_of (self), "?");
  g_assert_true (isnan (ticket (self, ids[0])->estimate));
}

static void
test_person (Fixture *self, gconstpointer unused)
{
  gint64 id = self->base.task;

  open_popover (self, zw_person_popover_new (self->base.workspace, 0, &id, 1, ZW_FIELD_OWNER));
  type (self, pane_find (self->popover, GTK_TYPE_SEARCH_ENTRY, NULL), "tom");
  g_assert_cmpint (ticket (self, id)->owner, ==, self->base.tomasz);
  open_popover (self, zw_person_popover_new (self->base.workspace, 0, &id, 1, ZW_FIELD_OWNER));
  g_assert_null (pane_find (self->popover, GTK_TYPE_LABEL, "Paula"));
  type (self, pane_find (self->popover, GTK_TYPE_SEARCH_ENTRY, NULL), "Nora Neu");
  ZwPerson *person = zw_workspace_get_person (self->base.workspace, ticket (self, id)->owner);
  g_assert_cmpstr (person->name, ==, "Nora Neu");
  open_popover (self, zw_person_popover_new (self->base.workspace, 0, &id, 1, ZW_FIELD_OWNER));
  type (self, pane_find (self->popover, GTK_TYPE_SEARCH_ENTRY, NULL), "");
  g_assert_cmpint (ticket (self, id)->owner, ==, 0);
}

static void
test_labels (Fixture *self, gconstpointer unused)
{
  gint64 ids[] = { self->base.story, self->base.task };

  open_popover (self, zw_label_popover_new (self->base.workspace, 0, ids, 2));
  type (self, pane_find (self->popover, GTK_TYPE_SEARCH_ENTRY, NULL), "check");
  g_assert_true (zw_ticket_has_label (ticket (self, ids[0]), self->base.checkout));
  g_assert_true (zw_ticket_has_label (ticket (self, ids[1]), self->base.checkout));
  type (self, pane_find (self->popover, GTK_TYPE_SEARCH_ENTRY, NULL), "check");
  g_assert_false (zw_ticket_has_label (ticket (self, ids[0]), self->base.checkout));
  type (self, pane_find (self->popover, GTK_TYPE_SEARCH_ENTRY, NULL), "brand new");
  g_assert_cmpuint (ticket (self, ids[1])->labels->len, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (zw_workspace_get_labels (self->base.workspace, self->base.project)), ==, 3);
}

static void
test_due (Fixture *self, gconstpointer unused)
{
  gint64 id = self->base.task;
  int today = zw_clock_get_today (self->base.clock);

  open_popover (self, zw_date_popover_new (self->base.workspace, 0, &id, 1));
  type (self, entry_of (self), "+3d");
  g_assert_cmpint (ticket (self, id)->due, ==, today + 3);
  open_popover (self, zw_date_popover_new (self->base.workspace, 0, &id, 1));
  type (self, entry_of (self), "someday");
  g_assert_true (gtk_widget_has_css_class (entry_of (self), "error"));
  click (self->popover, "Remove");
  g_assert_cmpint (ticket (self, id)->due, ==, ZW_UNSET);
}

static void
test_wait (Fixture *self, gconstpointer unused)
{
  gint64 ids[] = { self->base.story, self->base.task };

  open_popover (self, zw_wait_popover_new (self->base.workspace, ids, 2));
  type (self, entry_of (self), "The test group");
  g_assert_cmpint (ticket (self, ids[0])->waiting_until, ==, zw_clock_get_today (self->base.clock) + 2);
  g_assert_cmpstr (ticket (self, ids[1])->waiting_for, ==, "The test group");
  open_popover (self, zw_wait_popover_new (self->base.workspace, ids, 2));
  click (self->popover, "Stop Waiting");
  g_assert_cmpint (ticket (self, ids[0])->waiting_until, ==, ZW_UNSET);
  g_assert_null (ticket (self, ids[1])->waiting_for);
}

static void
test_block (Fixture *self, gconstpointer unused)
{
  gint64 id = self->base.task;

  open_popover (self, zw_block_popover_new (self->base.workspace, &id, 1));
  g_assert_false (gtk_widget_get_sensitive (pane_find (self->popover, GTK_TYPE_BUTTON, "Block")));
  type (self, entry_of (self), "No keys");
  g_assert_true (zw_ticket_is_blocked (ticket (self, id)));
  g_assert_cmpstr (ticket (self, id)->blocked_reason, ==, "No keys");
}

static void
test_time (Fixture *self, gconstpointer unused)
{
  gint64 id = self->base.story;

  open_popover (self, zw_time_popover_new (self->base.workspace, id, ZW_FIELD_PLANNED));
  type (self, entry_of (self), "3d");
  g_assert_cmpint (ticket (self, id)->planned, ==, 3 * 480);
  open_popover (self, zw_time_popover_new (self->base.workspace, id, ZW_FIELD_MINUTES));
  type (self, entry_of (self), "1h 30m");
  g_assert_cmpint (ticket (self, id)->spent, ==, 660 + 90);
}

static void
chosen_cb (ZwTicketChooser *chooser, gint64 id, gint64 *chosen)
{
  *chosen = id;
}

static void
test_chooser (Fixture *self, gconstpointer unused)
{
  GtkWidget *chooser = zw_ticket_chooser_new (self->base.workspace, self->base.project, self->base.story, NULL);
  gint64 chosen = -1;

  zw_ticket_chooser_set_none (ZW_TICKET_CHOOSER (chooser), "None");
  g_signal_connect (chooser, "chosen", G_CALLBACK (chosen_cb), &chosen);
  open_popover (self, zw_ticket_chooser_popover_new (ZW_TICKET_CHOOSER (chooser)));
  g_assert_null (pane_find (self->popover, GTK_TYPE_LABEL, "Pay with PayPal"));
  type (self, pane_find (self->popover, GTK_TYPE_SEARCH_ENTRY, NULL), "web-3");
  g_assert_cmpint (chosen, ==, self->base.task);
  type (self, pane_find (self->popover, GTK_TYPE_SEARCH_ENTRY, NULL), "TRANSLATE");
  g_assert_cmpint (chosen, ==, self->base.task);
  type (self, pane_find (self->popover, GTK_TYPE_SEARCH_ENTRY, NULL), "");
  g_assert_cmpint (chosen, ==, 0);
}

/* --- the title line --- */

static void
test_quick_title (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwQuickTitle) all = zw_quick_title_parse (self->base.workspace, self->base.project,
                                                       "Show the  date #checkout @elif 3p #checkout");
  g_autoptr (ZwQuickTitle) none = zw_quick_title_parse (self->base.workspace, self->base.project,
                                                        "Issue #12 with @nobody-here, 3pm and a@b 5 px");
  g_autoptr (ZwQuickTitle) more = zw_quick_title_parse (self->base.workspace, self->base.project,
                                                        "Print ^fri !hi 1,5h ! ^ !! ^never");
  g_autoptr (ZwQuickTitle) dated = zw_quick_title_parse (self->base.workspace, self->base.project, "^2026-12-01 !lowest ^");
  g_autoptr (ZwQuickTitle) only = zw_quick_title_parse (self->base.workspace, self->base.project, "#checkout 0,5P");

  g_assert_cmpstr (all->title, ==, "Show the date");
  g_assert_cmpuint (all->labels->len, ==, 1);
  g_assert_cmpint (all->owner, ==, self->base.elif);
  g_assert_cmpfloat (all->estimate, ==, 3);
  g_assert_cmpstr (none->title, ==, "Issue #12 with @nobody-here, 3pm and a@b 5 px");
  g_assert_cmpuint (none->labels->len, ==, 0);
  g_assert_cmpuint (none->unknown->len, ==, 1);
  g_assert_cmpstr (none->unknown->pdata[0], ==, "@nobody-here,");
  g_assert_true (isnan (none->estimate));
  g_assert_cmpstr (more->title, ==, "Print ! ^ !! ^never");
  g_assert_cmpint (more->priority, ==, 4);
  g_assert_cmpint (more->planned, ==, 90);
  g_autofree char *friday = zw_date_to_string (more->due), *december = zw_date_to_string (dated->due);
  g_assert_cmpstr (friday, ==, "2026-11-27");
  g_assert_cmpstr (december, ==, "2026-12-01");
  g_assert_cmpint (dated->priority, ==, 1);
  g_assert_cmpint (none->due, ==, ZW_UNSET);
  g_assert_cmpstr (only->title, ==, "");
  g_assert_cmpfloat (only->estimate, ==, 0.5);
}

/* --- dialogs --- */

static void
created_cb (ZwNewTicketDialog *dialog, gint64 id, gint64 *created)
{
  *created = id;
}

static GtkWidget *
open_new_ticket (Fixture *self, gint64 *created)
{
  GtkWidget *dialog = zw_new_ticket_dialog_new (self->anchor, self->base.workspace, self->base.project, self->base.progress,
                                                self->base.sprint);

  g_signal_connect (dialog, "created", G_CALLBACK (created_cb), created);
  gtk_window_present (GTK_WINDOW (dialog));
  pane_settle (&self->base);
  return dialog;
}

static void
test_new_ticket (Fixture *self, gconstpointer unused)
{
  gint64 created = 0;
  GtkWidget *dialog = open_new_ticket (self, &created);

  g_assert_false (zw_new_ticket_dialog_submit (ZW_NEW_TICKET_DIALOG (dialog)));
  zw_new_ticket_dialog_set_title_line (ZW_NEW_TICKET_DIALOG (dialog), "Show the roast date #checkout @anna 3p");
  g_assert_nonnull (pane_find (dialog, GTK_TYPE_LABEL, "Read as"));
  g_assert_true (zw_new_ticket_dialog_submit (ZW_NEW_TICKET_DIALOG (dialog)));
  ZwTicket *made = ticket (self, created);
  g_assert_cmpstr (made->title, ==, "Show the roast date");
  g_assert_cmpint (made->status, ==, self->base.progress);
  g_assert_cmpint (made->sprint, ==, self->base.sprint);
  g_assert_cmpint (made->owner, ==, self->base.anna);
  g_assert_cmpint (made->reporter, ==, self->base.anna);
  g_assert_cmpfloat (made->estimate, ==, 3);
  g_assert_true (zw_ticket_has_label (made, self->base.checkout));
  pane_settle (&self->base);
}

static void
test_new_problem (Fixture *self, gconstpointer unused)
{
  gint64 created = 0;
  GtkWidget *dialog = open_new_ticket (self, &created);

  zw_new_ticket_dialog_set_kind (ZW_NEW_TICKET_DIALOG (dialog), ZW_TICKET_PROBLEM);
  zw_new_ticket_dialog_set_title_line (ZW_NEW_TICKET_DIALOG (dialog), "Where is my order?");
  g_assert_true (zw_new_ticket_dialog_submit (ZW_NEW_TICKET_DIALOG (dialog)));
  ZwTicket *made = ticket (self, created);
  g_assert_cmpint (made->type, ==, ZW_TICKET_PROBLEM);
  g_assert_cmpint (zw_workspace_get_status (self->base.workspace, made->status)->workflow, ==, ZW_WORKFLOW_SUPPORT);
  g_assert_cmpint (made->sprint, ==, 0);
  pane_settle (&self->base);
}

static void
test_new_lines (Fixture *self, gconstpointer unused)
{
  gint64 created = 0;
  GtkWidget *dialog = open_new_ticket (self, &created);
  guint before = zw_ticket_list_get_n (zw_workspace_get_tickets (self->base.workspace, self->base.project));

  zw_new_ticket_dialog_set_title_line (ZW_NEW_TICKET_DIALOG (dialog), "One 2p\n\nTwo @elif\n  Three  ");
  g_assert_nonnull (pane_find (dialog, GTK_TYPE_LABEL, "3 lines were pasted"));
  click (dialog, "One Ticket per Line");
  g_assert_cmpuint (zw_ticket_list_get_n (zw_workspace_get_tickets (self->base.workspace, self->base.project)), ==, before + 3);
  g_assert_cmpstr (ticket (self, created)->title, ==, "One");
  g_assert_cmpfloat (ticket (self, created)->estimate, ==, 2);
  pane_settle (&self->base);
}

static void
test_create_another (Fixture *self, gconstpointer unused)
{
  gint64 first = 0;
  GtkWidget *dialog = open_new_ticket (self, &first);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (pane_find (dialog, GTK_TYPE_CHECK_BUTTON, NULL)), TRUE);
  zw_new_ticket_dialog_set_title_line (ZW_NEW_TICKET_DIALOG (dialog), "One");
  g_assert_true (zw_new_ticket_dialog_submit (ZW_NEW_TICKET_DIALOG (dialog)));
  gint64 one = first;
  zw_new_ticket_dialog_set_title_line (ZW_NEW_TICKET_DIALOG (dialog), "Two");
  g_assert_true (zw_new_ticket_dialog_submit (ZW_NEW_TICKET_DIALOG (dialog)));
  g_assert_cmpint (first, !=, one);
  click (dialog, "Cancel");
  pane_settle (&self->base);
}

static GtkWidget *
open_close_dialog (Fixture *self, const gint64 *ids, guint n, ZwResolution resolution)
{
  GtkWidget *dialog = zw_close_dialog_new (self->anchor, self->base.workspace, ids, n, resolution);

  gtk_window_present (GTK_WINDOW (dialog));
  pane_wait_for (gtk_widget_get_mapped (dialog));
  return dialog;
}

static void
test_close_done (Fixture *self, gconstpointer unused)
{
  gint64 ids[] = { self->base.story, self->base.task };
  GtkWidget *dialog = open_close_dialog (self, ids, 2, ZW_RESOLUTION_NONE);

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_cmpint (ticket (self, ids[0])->status, ==, self->base.done);
  g_assert_cmpint (ticket (self, ids[1])->status, ==, self->base.done);
}

static void
assert_reads (ZwResolution resolution, const char *text, const char *expected)
{
  g_autofree char *own = g_strdup (text);
  ZwTicket closed = { .resolution = resolution, .resolution_text = own };
  g_autofree char *reads = zw_format_not_done (&closed);

  g_assert_cmpstr (reads, ==, expected);
}

static void
test_why_not_done_reads_well (void)
{
  assert_reads (ZW_RESOLUTION_POSTPONED, "to Q1", "postponed to Q1");
  assert_reads (ZW_RESOLUTION_POSTPONED, "The budget is spent", "postponed: The budget is spent");
  assert_reads (ZW_RESOLUTION_WILL_NOT_BE_DONE, "tools are missing", "will not be done: tools are missing");
  assert_reads (ZW_RESOLUTION_POSTPONED, NULL, "postponed");
  assert_reads (ZW_RESOLUTION_OTHER, "Sold", "Sold");
  assert_reads (ZW_RESOLUTION_OTHER, NULL, "other");
}

static void
test_close_not_done (Fixture *self, gconstpointer unused)
{
  gint64 id = self->base.task;
  GtkWidget *dialog = open_close_dialog (self, &id, 1, ZW_RESOLUTION_WILL_NOT_BE_DONE);

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_cmpint (ticket (self, id)->status, ==, self->base.not_done);
  g_assert_cmpint (ticket (self, id)->resolution, ==, ZW_RESOLUTION_WILL_NOT_BE_DONE);
}

static void
test_close_cancelled (Fixture *self, gconstpointer unused)
{
  gint64 id = self->base.task;
  GtkWidget *dialog = open_close_dialog (self, &id, 1, ZW_RESOLUTION_DUPLICATE);

  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "close"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_false (zw_workspace_is_closed (self->base.workspace, ticket (self, id)));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/estimate-popover/number-typed-or-clicked-counts-for-all", test_estimate);
  ADD ("/person-popover/finds-creates-and-clears", test_person);
  ADD ("/label-popover/toggles-on-all-and-creates", test_labels);
  ADD ("/date-popover/reads-words-and-removes", test_due);
  ADD ("/wait-popover/waits-and-stops", test_wait);
  ADD ("/block-popover/needs-a-reason", test_block);
  ADD ("/time-popover/plans-and-logs", test_time);
  ADD ("/ticket-chooser/finds-by-key-and-title", test_chooser);
  ADD ("/quick-title/takes-what-it-knows-and-leaves-the-rest", test_quick_title);
  ADD ("/new-ticket/creates-what-the-form-says", test_new_ticket);
  ADD ("/new-ticket/problem-goes-to-support", test_new_problem);
  ADD ("/new-ticket/one-ticket-per-line", test_new_lines);
  ADD ("/new-ticket/stays-for-another", test_create_another);
  ADD ("/close-dialog/done-closes-all", test_close_done);
  ADD ("/close-dialog/not-done-keeps-the-reason", test_close_not_done);
  ADD ("/close-dialog/duplicate-needs-its-original", test_close_cancelled);
  g_test_add_func ("/close-dialog/why-not-done-reads-well", test_why_not_done_reads_well);
  return g_test_run ();
}
