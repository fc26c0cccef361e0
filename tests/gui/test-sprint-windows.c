/* SPDX-License-Identifier: GPL-3.0-or-later
 * Making, editing, starting and completing sprints in their windows, with the example project. */
#include <adwaita.h>

#include "pane-fixture.h"
#include "zw-complete-window.h"
#include "zw-date-row.h"
#include "zw-fate-row.h"
#include "zw-project-commands.h"
#include "zw-sprint-actions.h"
#include "zw-sprint-commands.h"
#include "zw-sprint-dialog.h"
#include "zw-start-window.h"
#include "zw-ticket-commands.h"

static ZwSprint *
find_sprint (PaneFixture *self, const char *name)
{
  gint64 id = zw_workspace_match_sprint (self->workspace, self->project, name, NULL);
  return id != 0 ? zw_workspace_get_sprint (self->workspace, id) : NULL;
}

static gint64
id_of (gpointer item)
{
  return zw_item_get_id (item);
}

static ZwTicket *
find_ticket (PaneFixture *self, int number)
{
  ZwTicketList *list = zw_workspace_get_tickets (self->workspace, self->project);

  for (guint i = 0; i < zw_ticket_list_get_n (list); i++)
    if (zw_ticket_list_get (list, i)->number == number)
      return zw_ticket_list_get (list, i);
  return NULL;
}

static void
present (GtkWidget *window)
{
  gtk_window_present (GTK_WINDOW (window));
  pane_wait_for (gtk_widget_get_mapped (window) && gtk_widget_get_width (window) > 0);
}

static void
click (GtkWidget *root, const char *label)
{
  GtkWidget *button = pane_find (root, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
assert_says (GtkWidget *root, const char *text)
{
  GtkWidget *label = pane_find (root, GTK_TYPE_LABEL, text);

  if (label == NULL)
    g_error ("nothing says “%s”", text);
  g_assert_true (gtk_widget_get_mapped (label));
}

static void
collect_rows (GtkWidget *root, GPtrArray *rows)
{
  if (ZW_IS_FATE_ROW (root))
    g_ptr_array_add (rows, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_rows (child, rows);
}

/* The choice named @name in the row of the ticket @number. */
static void
decide (GtkWidget *window, int number, const char *name)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (pane_find (window, ADW_TYPE_EXPANDER_ROW, NULL)), TRUE);
  collect_rows (window, rows);
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *child = gtk_widget_get_last_child (gtk_widget_get_first_child (rows->pdata[i]));
      if (zw_fate_row_get_ticket (rows->pdata[i])->number != number)
        continue;
      while (!GTK_IS_DROP_DOWN (child))
        child = gtk_widget_get_prev_sibling (child);
      GListModel *names = gtk_drop_down_get_model (GTK_DROP_DOWN (child));
      for (guint n = 0; n < g_list_model_get_n_items (names); n++)
        if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (names), n), name))
          {
            gtk_drop_down_set_selected (GTK_DROP_DOWN (child), n);
            return;
          }
    }
  g_error ("%d has no choice %s", number, name);
}

/* --- completing ------------------------------------------------------------------------------------------------------ */

static void
test_completing_is_the_picture (PaneFixture *self, gconstpointer data)
{
  GtkWidget *window = zw_complete_window_new (self->workspace, id_of (find_sprint (self, "Sprint 14")), NULL);

  present (window);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Complete Sprint 14");
  assert_says (window, "6 of 17 tickets are closed, 16 of 43 points are done.");
  assert_says (window, "Move 11 open tickets to");
  pane_wait_for (pane_find (window, GTK_TYPE_LABEL, "Sprint 15 would hold 49 of 37 points") != NULL);
  decide (window, 142, "Split");
  decide (window, 148, "Backlog");
  decide (window, 153, "Not done");
  assert_says (window, "3 of 11 differ");
  pane_wait_for (pane_find (window, GTK_TYPE_LABEL, "Sprint 15 would hold 42 of 37 points") != NULL);
  click (window, "Complete Sprint");
  pane_wait_for (find_sprint (self, "Sprint 14")->state == ZW_SPRINT_CLOSED);
  pane_settle (self);
  g_assert_cmpfloat (find_ticket (self, 142)->estimate, ==, 3);
  g_assert_cmpint (find_ticket (self, 148)->sprint, ==, 0);
  g_assert_cmpint (find_ticket (self, 153)->resolution, ==, ZW_RESOLUTION_POSTPONED);
  g_assert_cmpint (find_ticket (self, 151)->sprint, ==, id_of (find_sprint (self, "Sprint 15")));
  g_assert_cmpfloat (find_ticket (self, 189)->estimate, ==, 2);
}

/* Beside the reason a person says more; the rest of a split takes what is open and what is in its way. */
static void
test_decisions_keep_what_was_said (PaneFixture *self, gconstpointer data)
{
  GtkWidget *window = zw_complete_window_new (self->workspace, id_of (find_sprint (self, "Sprint 14")), NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GPtrArray) before = zw_workspace_dup_open_blocks (self->workspace, id_of (find_ticket (self, 142)), 0);

  present (window);
  decide (window, 142, "Split");
  decide (window, 153, "Not done");
  collect_rows (window, rows);
  for (guint i = 0; i < rows->len; i++)
    if (zw_fate_row_get_ticket (rows->pdata[i])->number == 153)
      gtk_editable_set_text (GTK_EDITABLE (pane_find (rows->pdata[i], GTK_TYPE_ENTRY, NULL)), "Switzerland waits");
  click (window, "Complete Sprint");
  pane_wait_for (find_sprint (self, "Sprint 14")->state == ZW_SPRINT_CLOSED);
  pane_settle (self);
  g_assert_cmpstr (find_ticket (self, 153)->resolution_text, ==, "Switzerland waits");
  g_assert_cmpint (find_ticket (self, 142)->checks, ==, 3);
  g_assert_cmpint (find_ticket (self, 189)->checks, ==, 2);
  g_assert_cmpint (find_ticket (self, 189)->checks_done, ==, 0);
  g_autoptr (GPtrArray) after = zw_workspace_dup_open_blocks (self->workspace, id_of (find_ticket (self, 189)), 0);
  g_assert_cmpuint (after->len, ==, before->len);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwChangeSet) set = zw_workspace_undo_finish (ZW_WORKSPACE (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
test_a_completion_is_undone_as_one (PaneFixture *self, gconstpointer data)
{
  GtkWidget *window = zw_complete_window_new (self->workspace, id_of (find_sprint (self, "Sprint 14")), NULL);
  gboolean undone = FALSE;

  present (window);
  decide (window, 142, "Split");
  click (window, "Complete Sprint");
  pane_wait_for (find_sprint (self, "Sprint 14")->state == ZW_SPRINT_CLOSED);
  zw_workspace_undo_async (self->workspace, undone_cb, &undone);
  pane_wait_for (undone);
  g_assert_cmpint (find_sprint (self, "Sprint 14")->state, ==, ZW_SPRINT_ACTIVE);
  g_assert_cmpfloat (find_ticket (self, 142)->estimate, ==, 5);
  g_assert_null (find_ticket (self, 189));
}

/* Somebody closes a ticket while the window is open: its row goes, what was decided for the others stays. */
static void
test_the_window_follows_the_board (PaneFixture *self, gconstpointer data)
{
  GtkWidget *window = zw_complete_window_new (self->workspace, id_of (find_sprint (self, "Sprint 14")), NULL);
  gint64 id = id_of (find_ticket (self, 151));
  g_autoptr (GError) error = NULL;

  present (window);
  decide (window, 148, "Backlog");
  pane_commit (self, zw_ticket_close (self->workspace, &id, 1, ZW_RESOLUTION_NONE, NULL, 0, FALSE, &error), &error);
  assert_says (window, "7 of 17 tickets are closed");
  assert_says (window, "1 of 10 differ");
  gtk_window_close (GTK_WINDOW (window));
  g_assert_cmpint (find_sprint (self, "Sprint 14")->state, ==, ZW_SPRINT_ACTIVE);
}

/* --- starting --------------------------------------------------------------------------------------------------------- */

static void
test_a_start_says_what_stands_in_the_way (PaneFixture *self, gconstpointer data)
{
  GtkWidget *window = zw_start_window_new (self->workspace, id_of (find_sprint (self, "Sprint 15")), NULL);

  present (window);
  assert_says (window, "6 tickets · 22 points");
  pane_wait_for (pane_find (window, GTK_TYPE_LABEL, "22 of 37 points capacity") != NULL);
  pane_wait_for (pane_find (window, GTK_TYPE_LABEL, "usually 36 are done") != NULL);
  assert_says (window, "“Sprint 14” still runs");
  g_assert_false (gtk_widget_is_sensitive (pane_find (window, GTK_TYPE_BUTTON, "Start Sprint")));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_starting_warns_and_starts (PaneFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  pane_commit (self, zw_ticket_set_field (self->workspace, &self->story, 1, ZW_FIELD_ESTIMATE, NULL, &error), &error);
  GtkWidget *window = zw_start_window_new (self->workspace, self->sprint, NULL);
  present (window);
  assert_says (window, "1 ticket is not estimated: WEB-2");
  assert_says (window, "1 ticket is blocked: WEB-2");
  click (window, "Start Sprint");
  g_assert_cmpint (zw_workspace_get_sprint (self->workspace, self->sprint)->state, ==, ZW_SPRINT_ACTIVE);
}

/* --- making and editing ------------------------------------------------------------------------------------------------- */

static void
test_a_new_sprint_is_proposed (PaneFixture *self, gconstpointer data)
{
  GtkWidget *window = zw_sprint_dialog_new (self->workspace, self->project, 0, NULL);

  present (window);
  assert_says (window, "Mon 14 Dec");
  assert_says (window, "Thu 24 Dec"); /* the 25th is a holiday */
  assert_says (window, "9 working days");
  click (window, "Create");
  g_assert_nonnull (find_sprint (self, "Sprint 16"));
}

static void
test_a_name_that_is_taken_is_complained_about (PaneFixture *self, gconstpointer data)
{
  GtkWidget *window = zw_sprint_dialog_new (self->workspace, self->project, id_of (find_sprint (self, "Sprint 15")), NULL);
  GtkWidget *name = pane_find (window, ADW_TYPE_ENTRY_ROW, NULL);

  present (window);
  gtk_editable_set_text (GTK_EDITABLE (name), "sprint 14");
  g_assert_false (gtk_widget_is_sensitive (pane_find (window, GTK_TYPE_BUTTON, "Save")));
  gtk_editable_set_text (GTK_EDITABLE (name), "Before Christmas");
  click (window, "Save");
  g_assert_nonnull (find_sprint (self, "Before Christmas"));
}

static void
test_leaving_with_changes_asks (PaneFixture *self, gconstpointer data)
{
  GtkWidget *window = zw_sprint_dialog_new (self->workspace, self->project, id_of (find_sprint (self, "Sprint 15")), NULL);
  GtkWidget *name = pane_find (window, ADW_TYPE_ENTRY_ROW, NULL);
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  present (window);
  guint before = g_list_model_get_n_items (toplevels);
  gtk_editable_set_text (GTK_EDITABLE (name), "Something else");
  gtk_window_close (GTK_WINDOW (window));
  pane_wait_for (g_list_model_get_n_items (toplevels) == before + 1);
  g_assert_true (gtk_widget_get_visible (window));
  g_assert_cmpstr (find_sprint (self, "Sprint 15")->name, ==, "Sprint 15");
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) question = g_list_model_get_item (toplevels, i);
      if (ADW_IS_MESSAGE_DIALOG (question))
        {
          adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "accept");
          gtk_window_destroy (GTK_WINDOW (question));
        }
    }
  pane_wait_for (window == NULL);
}

/* Another window renames the sprint meanwhile: saving a goal here does not take the new name back. */
static void
test_saving_keeps_what_others_changed (PaneFixture *self, gconstpointer data)
{
  ZwSprint *sprint = find_sprint (self, "Sprint 15");
  GtkWidget *window = zw_sprint_dialog_new (self->workspace, self->project, id_of (sprint), NULL);
  g_autoptr (GError) error = NULL;
  int start = sprint->start, end = sprint->end;

  present (window);
  gtk_editable_set_text (GTK_EDITABLE (gtk_window_get_focus (GTK_WINDOW (window))), "Nobody waits");
  pane_commit (self, zw_sprint_edit (self->workspace, id_of (sprint), "Advent", "Theirs", start, end - 1, &error), &error);
  click (window, "Save");
  sprint = find_sprint (self, "Advent");
  g_assert_nonnull (sprint);
  g_assert_cmpstr (sprint->goal, ==, "Nobody waits");
  g_assert_cmpint (sprint->start, ==, start);
  g_assert_cmpint (sprint->end, ==, end - 1);
}

static void
test_a_sprint_that_is_gone_keeps_its_text (PaneFixture *self, gconstpointer data)
{
  gint64 id = id_of (find_sprint (self, "Sprint 15"));
  GtkWidget *window = zw_sprint_dialog_new (self->workspace, self->project, id, NULL);
  GtkWidget *name = pane_find (window, ADW_TYPE_ENTRY_ROW, NULL);
  g_autoptr (GError) error = NULL;

  present (window);
  gtk_editable_set_text (GTK_EDITABLE (name), "Before Christmas");
  pane_commit (self, zw_sprint_delete (self->workspace, id, &error), &error);
  g_assert_false (gtk_widget_is_sensitive (pane_find (window, GTK_TYPE_BUTTON, "Save")));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "Before Christmas");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- actions -------------------------------------------------------------------------------------------------------------- */

static void
test_a_planned_sprint_is_deleted_by_its_action (PaneFixture *self, gconstpointer data)
{
  GtkWidget *window = pane_show (gtk_label_new ("board"), 300, 200);
  g_autoptr (ZwSprintActions) actions = zw_sprint_actions_new (self->workspace, GTK_WINDOW (window));
  gint64 id = id_of (find_sprint (self, "Sprint 15"));

  g_assert_false (g_action_group_get_action_enabled (zw_sprint_actions_get_group (actions), "create"));
  zw_sprint_actions_set_project (actions, self->project);
  g_assert_true (g_action_group_get_action_enabled (zw_sprint_actions_get_group (actions), "create"));
  g_action_group_activate_action (zw_sprint_actions_get_group (actions), "delete", g_variant_new_int64 (id));
  g_assert_null (zw_workspace_get_sprint (self->workspace, id));
  g_assert_cmpint (find_ticket (self, 158)->sprint, ==, 0);
  /* A menu that still names it does nothing. */
  g_action_group_activate_action (zw_sprint_actions_get_group (actions), "start", g_variant_new_int64 (id));
  gtk_window_destroy (GTK_WINDOW (window));
}

#define TEST(name, set_up, func) g_test_add ("/sprint-windows/" name, PaneFixture, NULL, set_up, func, pane_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  TEST ("completing-is-the-picture", pane_fixture_set_up_example, test_completing_is_the_picture);
  TEST ("decisions-keep-what-was-said", pane_fixture_set_up_example, test_decisions_keep_what_was_said);
  TEST ("a-completion-is-undone-as-one", pane_fixture_set_up_example, test_a_completion_is_undone_as_one);
  TEST ("the-window-follows-the-board", pane_fixture_set_up_example, test_the_window_follows_the_board);
  TEST ("a-start-says-what-stands-in-the-way", pane_fixture_set_up_example, test_a_start_says_what_stands_in_the_way);
  TEST ("starting-warns-and-starts", pane_fixture_set_up, test_starting_warns_and_starts);
  TEST ("a-new-sprint-is-proposed", pane_fixture_set_up_example, test_a_new_sprint_is_proposed);
  TEST ("a-name-that-is-taken-is-complained-about", pane_fixture_set_up_example, test_a_name_that_is_taken_is_complained_about);
  TEST ("leaving-with-changes-asks", pane_fixture_set_up_example, test_leaving_with_changes_asks);
  TEST ("saving-keeps-what-others-changed", pane_fixture_set_up_example, test_saving_keeps_what_others_changed);
  TEST ("a-sprint-that-is-gone-keeps-its-text", pane_fixture_set_up_example, test_a_sprint_that_is_gone_keeps_its_text);
  TEST ("a-planned-sprint-is-deleted-by-its-action", pane_fixture_set_up_example, test_a_planned_sprint_is_deleted_by_its_action);
  return g_test_run ();
}
