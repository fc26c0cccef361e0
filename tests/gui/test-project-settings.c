/* SPDX-License-Identifier: GPL-3.0-or-later
 * Promises of the windows about a project: every field is one command, what is typed is never lost, all can be undone. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "pane-fixture.h"
#include "zw-backups-window.h"
#include "zw-column-row.h"
#include "zw-create-project.h"
#include "zw-dates-dialog.h"
#include "zw-identity.h"
#include "zw-label-row.h"
#include "zw-project-commands.h"
#include "zw-project-settings.h"
#include "zw-you-are.h"

typedef struct {
  PaneFixture base;
  GtkWidget *window; /* (nullable) */
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  pane_fixture_set_up (&self->base, unused);
}

static void
close_window (Fixture *self)
{
  if (self->window == NULL)
    return;
  GtkWidget *window = g_steal_pointer (&self->window);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  pane_settle (&self->base);
  pane_wait_for (window == NULL);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  close_window (self);
  pane_fixture_tear_down (&self->base, unused);
}

static void
show (Fixture *self, GtkWidget *window)
{
  self->window = window;
  gtk_window_present (GTK_WINDOW (window));
  pane_wait_for (gtk_widget_get_mapped (window));
}

static void
show_page (Fixture *self, const char *page)
{
  show (self, zw_project_settings_new (self->base.workspace, self->base.project, page));
}

static ZwProject *
get_project (Fixture *self)
{
  return zw_workspace_get_project (self->base.workspace, self->base.project);
}

/* The first widget of @type in the row, list or window that shows @text. */
static GtkWidget *
find_in_row (Fixture *self, GType row_type, const char *text)
{
  GtkWidget *label = pane_find (self->window, GTK_TYPE_LABEL, text);

  g_assert_nonnull (label);
  GtkWidget *row = gtk_widget_get_ancestor (label, row_type);
  g_assert_nonnull (row);
  return row;
}

static void
undo (Fixture *self)
{
  g_assert_true (gtk_widget_activate_action (self->window, "edit.undo", NULL));
  pane_settle (&self->base);
}

static char *
dup_columns (Fixture *self)
{
  GListModel *statuses = zw_workspace_get_statuses (self->base.workspace, self->base.project);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (statuses, i);
      if (status->workflow == ZW_WORKFLOW_WORK)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", status->name);
    }
  return g_strdup (names->str);
}

/* --- columns --- */

static void
test_moved_column_keeps_focus (Fixture *self, gconstpointer unused)
{
  show_page (self, "columns");
  GtkWidget *row = find_in_row (self, ZW_TYPE_COLUMN_ROW, "Review");
  g_assert_true (gtk_widget_grab_focus (row));
  g_assert_true (gtk_widget_activate_action (row, "column.move-up", NULL));
  g_autofree char *moved = dup_columns (self);
  g_assert_cmpstr (moved, ==, "To Do, Review, In Progress, Done, Not Done");
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (ZW_IS_COLUMN_ROW (focus));
  g_assert_cmpstr (zw_column_row_get_status (ZW_COLUMN_ROW (focus))->name, ==, "Review");
  undo (self);
  g_autofree char *back = dup_columns (self);
  g_assert_cmpstr (back, ==, "To Do, In Progress, Review, Done, Not Done");
}

static void
test_limit_is_one_field (Fixture *self, gconstpointer unused)
{
  show_page (self, "columns");
  GtkWidget *row = find_in_row (self, ZW_TYPE_COLUMN_ROW, "Review");
  ZwStatus *status = zw_column_row_get_status (ZW_COLUMN_ROW (row));
  GtkWidget *spin = pane_find (row, GTK_TYPE_SPIN_BUTTON, NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 4);
  g_assert_cmpint (status->wip_limit, ==, 4);
  g_assert_true (gtk_widget_activate_action (row, "column.over-limit", "s", "refuse"));
  g_assert_true (status->wip_hard);
  undo (self);
  undo (self);
  g_assert_false (status->wip_hard);
  g_assert_cmpint (status->wip_limit, ==, 0);
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 0);
}

/* --- labels --- */

static void
test_deleted_label_comes_back (Fixture *self, gconstpointer unused)
{
  ZwTicket *story = zw_workspace_get_ticket (self->base.workspace, self->base.story);

  show_page (self, "labels");
  GtkWidget *row = find_in_row (self, ZW_TYPE_LABEL_ROW, "checkout");
  pane_wait_for (pane_find (row, GTK_TYPE_LABEL, "1 ticket") != NULL);
  g_signal_emit_by_name (pane_find (row, GTK_TYPE_BUTTON, "Delete"), "clicked");
  g_assert_null (zw_workspace_get_label (self->base.workspace, self->base.checkout));
  g_assert_false (zw_ticket_has_label (story, self->base.checkout));
  undo (self);
  g_assert_nonnull (zw_workspace_get_label (self->base.workspace, self->base.checkout));
  g_assert_true (zw_ticket_has_label (story, self->base.checkout));
}

static void
test_taken_name_stays_to_be_corrected (Fixture *self, gconstpointer unused)
{
  show_page (self, "labels");
  GtkWidget *row = find_in_row (self, ZW_TYPE_LABEL_ROW, "checkout");
  zw_label_row_edit (ZW_LABEL_ROW (row));
  GtkWidget *entry = pane_find (row, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "payments");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "payments");
  g_assert_cmpstr (zw_workspace_get_label (self->base.workspace, self->base.checkout)->name, ==, "checkout");
  gtk_editable_set_text (GTK_EDITABLE (entry), "till");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (zw_workspace_get_label (self->base.workspace, self->base.checkout)->name, ==, "till");
}

/* --- estimates --- */

static void
test_closing_commits_what_is_typed (Fixture *self, gconstpointer unused)
{
  show_page (self, "estimates");
  GtkWidget *row = find_in_row (self, ADW_TYPE_ENTRY_ROW, "Name of the Project");
  gtk_widget_grab_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row))));
  gtk_editable_set_text (GTK_EDITABLE (row), "Nordlicht Coffee");
  g_assert_cmpstr (get_project (self)->name, ==, "Nordlicht Web Shop");
  close_window (self);
  g_assert_cmpstr (get_project (self)->name, ==, "Nordlicht Coffee");
}

static void
test_wrong_key_is_refused (Fixture *self, gconstpointer unused)
{
  show_page (self, "estimates");
  GtkWidget *row = find_in_row (self, ADW_TYPE_ENTRY_ROW, "Key");
  gtk_editable_set_text (GTK_EDITABLE (row), "w");
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (row)), "activate");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpstr (get_project (self)->key, ==, "WEB");
  gtk_editable_set_text (GTK_EDITABLE (row), "SHOP");
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (row)), "activate");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpstr (get_project (self)->key, ==, "SHOP");
}

static void
test_week_keeps_a_working_day (Fixture *self, gconstpointer unused)
{
  static const char *const days[] = { "Mo", "Tu", "We", "Th", "Fr" };

  show_page (self, "estimates");
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pane_find (self->window, GTK_TYPE_TOGGLE_BUTTON, days[i])), FALSE);
  g_assert_cmpint (get_project (self)->working_days, ==, 1 << 4);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (pane_find (self->window, GTK_TYPE_TOGGLE_BUTTON, "Fr"))));
}

static void
test_focus_and_parallel_sprints (Fixture *self, gconstpointer unused)
{
  show_page (self, "estimates");
  GtkWidget *focus = pane_find (find_in_row (self, ADW_TYPE_ACTION_ROW, "Focus"), GTK_TYPE_SPIN_BUTTON, NULL);
  gtk_spin_button_spin (GTK_SPIN_BUTTON (focus), GTK_SPIN_STEP_BACKWARD, .05);
  gtk_spin_button_spin (GTK_SPIN_BUTTON (focus), GTK_SPIN_STEP_BACKWARD, .05);
  gtk_spin_button_spin (GTK_SPIN_BUTTON (focus), GTK_SPIN_STEP_BACKWARD, .05);
  g_assert_cmpfloat (get_project (self)->focus_factor, ==, .85);
  GtkWidget *parallel = pane_find (find_in_row (self, ADW_TYPE_ACTION_ROW, "Parallel Sprints"), GTK_TYPE_SWITCH, NULL);
  gtk_switch_set_active (GTK_SWITCH (parallel), TRUE);
  g_assert_true (get_project (self)->parallel_sprints);
  undo (self);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (parallel)));
}

static void
test_holiday_goes_in_and_out (Fixture *self, gconstpointer unused)
{
  show (self, zw_dates_dialog_new_holidays (self->base.workspace, get_project (self)));
  g_assert_null (get_project (self)->holidays);
  g_signal_emit_by_name (pane_find (self->window, GTK_TYPE_BUTTON, "Add"), "clicked");
  g_assert_cmpuint (get_project (self)->holidays->len, ==, 1);
  g_signal_emit_by_name (pane_find (self->window, GTK_TYPE_BUTTON, "Remove"), "clicked");
  g_assert_true (get_project (self)->holidays == NULL || get_project (self)->holidays->len == 0);
}

static char *
dup_description (Fixture *self)
{
  GtkWidget *view = pane_find (self->window, GTK_TYPE_TEXT_VIEW, NULL);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &start, &end);
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &start, &end, FALSE);
}

static void
test_description_is_kept (Fixture *self, gconstpointer unused)
{
  show_page (self, "estimates");
  GtkTextView *view = GTK_TEXT_VIEW (pane_find (self->window, GTK_TYPE_TEXT_VIEW, NULL));
  pane_wait_for (gtk_text_view_get_editable (view));
  gtk_widget_grab_focus (GTK_WIDGET (view));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), "Coffee from the north.", -1);
  close_window (self);
  show_page (self, "estimates");
  pane_settle (&self->base);
  g_autofree char *kept = dup_description (self);
  g_assert_cmpstr (kept, ==, "Coffee from the north.");
  undo (self);
  pane_settle (&self->base);
  g_autofree char *undone = dup_description (self);
  g_assert_cmpstr (undone, ==, "");
}

/* --- a new project --- */

static void
created_cb (GtkWidget *window, gint64 project, gint64 *created)
{
  *created = project;
}

static void
test_key_follows_the_name_until_typed (Fixture *self, gconstpointer unused)
{
  show (self, zw_create_project_new (self->base.workspace));
  GtkEditable *name = GTK_EDITABLE (find_in_row (self, ADW_TYPE_ENTRY_ROW, "Name"));
  GtkEditable *key = GTK_EDITABLE (find_in_row (self, ADW_TYPE_ENTRY_ROW, "Key"));
  GtkWidget *create = pane_find (self->window, GTK_TYPE_BUTTON, "Create");
  g_assert_false (gtk_widget_get_sensitive (create));
  gtk_editable_set_text (name, "Help Desk");
  g_assert_cmpstr (gtk_editable_get_text (key), ==, "HD");
  g_assert_true (gtk_widget_get_sensitive (create));
  gtk_editable_set_text (key, "WEB");
  g_assert_false (gtk_widget_get_sensitive (create));
  gtk_editable_set_text (key, "HELP");
  gtk_editable_set_text (name, "Help Desk North");
  g_assert_cmpstr (gtk_editable_get_text (key), ==, "HELP");
  g_assert_true (gtk_widget_get_sensitive (create));
}

static void
test_project_with_team_is_one_deed (Fixture *self, gconstpointer unused)
{
  guint n_people = g_list_model_get_n_items (zw_workspace_get_people (self->base.workspace));
  gint64 created = 0;

  show (self, zw_create_project_new (self->base.workspace));
  g_signal_connect (self->window, "created", G_CALLBACK (created_cb), &created);
  gtk_editable_set_text (GTK_EDITABLE (find_in_row (self, ADW_TYPE_ENTRY_ROW, "Name")), "Mobile");
  GtkTextView *team = GTK_TEXT_VIEW (pane_find (self->window, GTK_TYPE_TEXT_VIEW, NULL));
  /* One is known already, one comes twice, two share a first name. */
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (team), "Anna Brandt\n\n  Jonas Weber\nJonas Weber\nJonas Meier\n", -1);
  g_signal_emit_by_name (pane_find (self->window, GTK_TYPE_BUTTON, "Create"), "clicked");
  self->window = NULL;
  g_assert_cmpint (created, !=, 0);
  g_assert_cmpuint (g_list_model_get_n_items (zw_workspace_get_members (self->base.workspace, created)), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (zw_workspace_get_people (self->base.workspace)), ==, n_people + 2);
  pane_settle (&self->base);
  show_page (self, NULL);
  undo (self);
  g_assert_null (zw_workspace_get_project (self->base.workspace, created));
  g_assert_cmpuint (g_list_model_get_n_items (zw_workspace_get_people (self->base.workspace)), ==, n_people);
}

/* --- this computer --- */

static void
test_you_are_is_kept (Fixture *self, gconstpointer unused)
{
  const char *database = zw_store_get_database_id (self->base.store);
  gint64 person;
  g_autofree char *name = NULL;

  show (self, zw_you_are_dialog_new (self->base.workspace, self->base.folder));
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (find_in_row (self, GTK_TYPE_LIST_BOX_ROW, "Tomasz"));
  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (row)), "row-activated", row);
  self->window = NULL;
  g_assert_cmpint (zw_workspace_get_actor (self->base.workspace), ==, self->base.tomasz);
  g_assert_true (zw_identity_load_actor (self->base.folder, database, &person, &name));
  g_assert_cmpint (person, ==, self->base.tomasz);
}

static void
test_answer_after_closing_is_harmless (Fixture *self, gconstpointer unused)
{
  GtkWidget *window = zw_backups_window_new (self->base.workspace);

  gtk_window_present (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (window));
  pane_settle (&self->base);
}

#define ADD(name, function) g_test_add ("/project-settings/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("a-moved-column-keeps-the-focus", test_moved_column_keeps_focus);
  ADD ("a-limit-is-one-field", test_limit_is_one_field);
  ADD ("a-deleted-label-comes-back-to-its-tickets", test_deleted_label_comes_back);
  ADD ("a-taken-name-stays-to-be-corrected", test_taken_name_stays_to_be_corrected);
  ADD ("closing-commits-what-is-typed", test_closing_commits_what_is_typed);
  ADD ("a-wrong-key-is-refused", test_wrong_key_is_refused);
  ADD ("a-week-keeps-a-working-day", test_week_keeps_a_working_day);
  ADD ("a-holiday-goes-in-and-out", test_holiday_goes_in_and_out);
  ADD ("focus-and-parallel-sprints", test_focus_and_parallel_sprints);
  ADD ("a-description-is-kept-and-taken-back", test_description_is_kept);
  ADD ("the-key-follows-the-name-until-typed", test_key_follows_the_name_until_typed);
  ADD ("a-project-with-its-team-is-one-deed", test_project_with_team_is_one_deed);
  ADD ("you-are-is-kept-on-this-computer", test_you_are_is_kept);
  ADD ("an-answer-after-closing-is-harmless", test_answer_after_closing_is_harmless);
  return g_test_run ();
}
