/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files in and out of the window: what a drop, the keyboard and the buttons of the import assistant and the export window
 * do, and that what was not wanted did not happen. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "hand.h"
#include "pane-fixture.h"
#include "zw-export-window.h"
#include "zw-import-assistant.h"
#include "zw-import-preview-page.h"
#include "zw-import-report-page.h"
#include "zw-import-words.h"
#include "zw-lazy-rows.h"
#include "zw-window.h"

typedef struct {
  PaneFixture base;
  GSettings *settings;
  ZwWindow *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  pane_fixture_set_up (&self->base, NULL);
  self->settings = g_settings_new ("io.github.zettelwand.Zettelwand");
  self->window = zw_window_new (NULL, self->settings);
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  zw_window_set_workspace (self->window, self->base.workspace, 0);
  gtk_window_present (GTK_WINDOW (self->window));
  pane_wait_for (gtk_widget_get_mapped (GTK_WIDGET (self->window)) && gtk_widget_get_width (GTK_WIDGET (self->window)) > 0);
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

/* --- what is there ------------------------------------------------------------------------------------------- */

typedef struct {
  guint projects, people, tickets;
} Counts;

static Counts
count (Fixture *self)
{
  ZwWorkspace *workspace = self->base.workspace;

  return (Counts) { g_list_model_get_n_items (zw_workspace_get_projects (workspace)),
                    g_list_model_get_n_items (zw_workspace_get_people (workspace)),
                    zw_ticket_list_get_n (zw_workspace_get_tickets (workspace, self->base.project)) };
}

static void
assert_same (Counts before, Counts after)
{
  g_assert_cmpuint (before.projects, ==, after.projects);
  g_assert_cmpuint (before.people, ==, after.people);
  g_assert_cmpuint (before.tickets, ==, after.tickets);
}

static guint
count_in (Fixture *self, gint64 status)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (self->base.workspace, self->base.project);
  guint n = 0;

  for (guint i = 0; i < zw_ticket_list_get_n (tickets); i++)
    n += zw_ticket_list_get (tickets, i)->status == status;
  return n;
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (window))
        return window;
    }
  return NULL;
}

static GtkWidget *
get_assistant (void)
{
  pane_wait_for (find_window (ZW_TYPE_IMPORT_ASSISTANT) != NULL);
  return find_window (ZW_TYPE_IMPORT_ASSISTANT);
}

static GtkWidget *
get_child (GtkWidget *assistant, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (assistant, ZW_TYPE_IMPORT_ASSISTANT, name));
}

static GtkWidget *
get_preview_child (GtkWidget *assistant, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (get_child (assistant, "preview"), ZW_TYPE_IMPORT_PREVIEW_PAGE, name));
}

static gboolean
shows (GtkWidget *assistant, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (get_child (assistant, "stack"))), page) == 0;
}

/* --- what a person does -------------------------------------------------------------------------------------- */

static GFile *
get_fixture (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("ZW_FIXTURES"), name, NULL);
  return g_file_new_for_path (path);
}

static GFile *
write_file (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->base.folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

/* As GTK hands it over when files are let go over the window. */
static gboolean
drop (Fixture *self, GFile *const *files, guint n)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->window));
  g_autoptr (GSList) list = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  for (guint i = n; i > 0; i--)
    list = g_slist_prepend (list, files[i - 1]);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (list));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &taken);
    }
  return taken;
}

/* Drops one file and waits until it was looked into. */
static GtkWidget *
open_file (Fixture *self, GFile *file)
{
  GFile *const files[] = { file };

  g_assert_true (drop (self, files, 1));
  GtkWidget *assistant = get_assistant ();
  pane_wait_for (!zw_import_assistant_is_running (ZW_IMPORT_ASSISTANT (assistant)));
  return assistant;
}

static void
click (GtkWidget *button)
{
  g_assert_true (gtk_widget_is_visible (button) && gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
import (GtkWidget *assistant)
{
  click (get_child (assistant, "import_button"));
  pane_wait_for (shows (assistant, "report"));
}

static void
wait_until_closed (void)
{
  pane_wait_for (find_window (ZW_TYPE_IMPORT_ASSISTANT) == NULL);
}

static void
choose (GtkWidget *row, const char *name)
{
  GListModel *model = adw_combo_row_get_model (ADW_COMBO_ROW (row));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), name))
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
        return;
      }
  g_assert_not_reached ();
}

static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_COMBO_ROW (root) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* --- import -------------------------------------------------------------------------------------------------- */

static void
test_drop_opens (Fixture *self, gconstpointer unused)
{
  const Counts before = count (self);
  g_autoptr (GFile) file = get_fixture ("trello/board.json");
  GtkWidget *assistant = open_file (self, file);

  g_assert_true (shows (assistant, "preview"));
  g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (get_preview_child (assistant, "file_group"))), ==, "board.json");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_preview_child (assistant, "name_row"))), ==, "Harbour Crane");
  g_assert_nonnull (pane_find (assistant, GTK_TYPE_LABEL, "Lift the <b>load</b>"));
  assert_same (before, count (self));
  hand_key (GDK_KEY_Escape);
  wait_until_closed ();
  pane_settle (&self->base);
  assert_same (before, count (self));
}

static void
test_keyboard_alone (Fixture *self, gconstpointer unused)
{
  const Counts before = count (self);
  g_autoptr (GFile) file = get_fixture ("trello/board.json");
  GtkWidget *assistant = open_file (self, file);

  g_assert_true (gtk_widget_activate_action (assistant, "window.close", NULL) || TRUE);
  wait_until_closed ();
  assistant = open_file (self, file);
  gtk_widget_grab_focus (get_child (assistant, "import_button"));
  hand_key (GDK_KEY_Return);
  pane_wait_for (shows (assistant, "report"));
  /* The focus is on what comes next. */
  hand_rest (100);
  hand_key (GDK_KEY_Return);
  wait_until_closed ();
  g_assert_cmpuint (count (self).projects, ==, before.projects + 1);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, "Harbour Crane");
}

static void
test_mapping_is_honoured (Fixture *self, gconstpointer unused)
{
  const Counts before = count (self);
  g_autoptr (GFile) file = get_fixture ("trello/board.json");
  GtkWidget *assistant = open_file (self, file);
  ZwProject *project = zw_workspace_get_project (self->base.workspace, self->base.project);
  guint done = count_in (self, self->base.done);

  choose (get_preview_child (assistant, "project_row"), project->name);
  pane_wait_for (!zw_import_assistant_is_running (ZW_IMPORT_ASSISTANT (assistant)));
  g_assert_false (gtk_widget_get_visible (get_preview_child (assistant, "key_row")));
  choose (find_row (assistant, "Doing"), zw_workspace_get_status (self->base.workspace, self->base.done)->name);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (get_preview_child (assistant, "people_row")), TRUE);
  choose (find_row (assistant, "Ada Lovelace"), "Anna Brandt");
  choose (find_row (assistant, "Grace Hopper"), "Nobody");
  import (assistant);
  g_assert_cmpuint (count (self).projects, ==, before.projects);
  g_assert_cmpuint (count (self).people, ==, before.people);
  g_assert_cmpuint (count_in (self, self->base.done), ==, done + 2);
  click (get_child (assistant, "show_button"));
  wait_until_closed ();
}

static void
test_one_undo (Fixture *self, gconstpointer unused)
{
  const Counts before = count (self);
  g_autoptr (GFile) file = get_fixture ("trello/board.json");
  GtkWidget *assistant = open_file (self, file);

  import (assistant);
  g_assert_cmpuint (count (self).projects, ==, before.projects + 1);
  click (get_child (assistant, "undo_button"));
  wait_until_closed ();
  pane_wait_for (count (self).projects == before.projects);
  assert_same (before, count (self));
}

static void
test_report_lists (Fixture *self, gconstpointer unused)
{
  g_autoptr (GFile) file = write_file (self, "list.csv", "Title,Status\nSweep,Open\n,\nMow,Open\n");
  GtkWidget *assistant = open_file (self, file);

  import (assistant);
  const ZwImportReport *report = zw_import_report_page_get_report (ZW_IMPORT_REPORT_PAGE (get_child (assistant, "report")));
  g_autofree char *text = zw_import_words_report (report, "list.csv", "2026-11-23");
  g_assert_nonnull (pane_find (assistant, GTK_TYPE_LABEL, "Line 3"));
  g_assert_nonnull (strstr (text, "- **Created**: 2 tickets"));
  g_assert_nonnull (strstr (text, "- **Skipped**: 1 ticket"));
  g_assert_nonnull (strstr (text, "- Line 3: "));
  click (get_child (assistant, "show_button"));
  wait_until_closed ();
}

static void
test_table_is_told (Fixture *self, gconstpointer unused)
{
  g_autoptr (GFile) file = write_file (self, "chores.csv", "What,Where\nSweep,Yard\nMow,Lawn\n");
  GtkWidget *assistant = open_file (self, file);

  g_assert_true (shows (assistant, "preview"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_preview_child (assistant, "name_row"))), ==, "chores");
  choose (find_row (assistant, "What"), "Description");
  pane_wait_for (!zw_import_assistant_is_running (ZW_IMPORT_ASSISTANT (assistant)));
  choose (find_row (assistant, "Where"), "Title");
  pane_wait_for (!zw_import_assistant_is_running (ZW_IMPORT_ASSISTANT (assistant)));
  g_assert_nonnull (pane_find (get_preview_child (assistant, "tickets_row"), GTK_TYPE_LABEL, "Lawn"));
  gtk_window_close (GTK_WINDOW (assistant));
  wait_until_closed ();
}

static void
test_taken_key_is_refused (Fixture *self, gconstpointer unused)
{
  g_autoptr (GFile) file = get_fixture ("trello/board.json");
  GtkWidget *assistant = open_file (self, file);
  ZwProject *project = zw_workspace_get_project (self->base.workspace, self->base.project);

  gtk_editable_set_text (GTK_EDITABLE (get_preview_child (assistant, "key_row")), project->key);
  g_assert_true (gtk_widget_get_visible (get_preview_child (assistant, "complaint")));
  g_assert_false (gtk_widget_get_sensitive (get_child (assistant, "import_button")));
  gtk_editable_set_text (GTK_EDITABLE (get_preview_child (assistant, "key_row")), "DOCK");
  gtk_editable_set_text (GTK_EDITABLE (get_preview_child (assistant, "name_row")), "The <i>Dock</i>");
  import (assistant);
  click (get_child (assistant, "show_button"));
  wait_until_closed ();
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, "The <i>Dock</i>");
}

static void
test_again_is_a_merge (Fixture *self, gconstpointer unused)
{
  g_autoptr (GFile) file = get_fixture ("trello/board.json");
  GtkWidget *assistant = open_file (self, file);

  g_assert_false (gtk_widget_get_visible (get_preview_child (assistant, "theirs_row")));
  import (assistant);
  click (get_child (assistant, "show_button"));
  wait_until_closed ();
  const Counts once = count (self);
  assistant = open_file (self, file);
  g_assert_true (gtk_widget_get_visible (get_preview_child (assistant, "theirs_row")));
  import (assistant);
  g_assert_false (gtk_widget_get_visible (get_child (assistant, "undo_button")));
  click (get_child (assistant, "show_button"));
  wait_until_closed ();
  assert_same (once, count (self));
}

static void
test_failure_is_said (Fixture *self, gconstpointer unused)
{
  const Counts before = count (self);
  g_autoptr (GFile) file = write_file (self, "<b>broken.json", "{\"lists\":[{\"name\":\"<b>\"");
  GtkWidget *assistant = open_file (self, file);

  g_assert_true (shows (assistant, "failure"));
  g_assert_nonnull (pane_find (assistant, GTK_TYPE_LABEL, "Nothing was changed."));
  g_assert_false (gtk_widget_get_visible (get_child (assistant, "import_button")));
  click (get_child (assistant, "cancel_button"));
  wait_until_closed ();
  assert_same (before, count (self));
}

/* Closed at once after Import: all of it or nothing, and no window comes back. */
static void
test_close_while_running (Fixture *self, gconstpointer unused)
{
  const Counts before = count (self);
  g_autoptr (GFile) file = get_fixture ("trello/board.json");
  GtkWidget *assistant = open_file (self, file);

  click (get_child (assistant, "import_button"));
  gtk_window_close (GTK_WINDOW (assistant));
  wait_until_closed ();
  hand_rest (200);
  pane_settle (&self->base);
  assert_same (before, count (self));
}

static void
test_several_come_in_turn (Fixture *self, gconstpointer unused)
{
  const Counts before = count (self);
  g_autoptr (GFile) first = get_fixture ("trello/board.json"), second = get_fixture ("wekan/board.json");
  GFile *const files[] = { first, second };

  g_assert_true (drop (self, files, 2));
  GtkWidget *assistant = get_assistant ();
  pane_wait_for (shows (assistant, "preview"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (assistant)), ==, "Import, File 1 of 2");
  import (assistant);
  click (get_child (assistant, "next_button"));
  pane_wait_for (shows (assistant, "preview"));
  g_assert_true (gtk_widget_get_sensitive (get_child (assistant, "import_button")));
  import (assistant);
  g_assert_true (gtk_widget_get_visible (get_child (assistant, "show_button")));
  click (get_child (assistant, "show_button"));
  wait_until_closed ();
  g_assert_cmpuint (count (self).projects, >=, before.projects + 2);
}

static void
test_fits_a_small_screen (Fixture *self, gconstpointer unused)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self->window));
  g_autoptr (GFile) file = get_fixture ("trello/board.json");
  GtkWidget *assistant = open_file (self, file);
  int dpi, minimum;

  gtk_widget_measure (assistant, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  hand_rest (100);
  gtk_widget_measure (assistant, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 640);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  gtk_window_close (GTK_WINDOW (assistant));
  wait_until_closed ();
}

/* --- export -------------------------------------------------------------------------------------------------- */

static GtkWidget *
open_export (Fixture *self)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.export", NULL));
  pane_wait_for (find_window (ZW_TYPE_EXPORT_WINDOW) != NULL);
  return find_window (ZW_TYPE_EXPORT_WINDOW);
}

static GtkWidget *
get_export_child (GtkWidget *window, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (window, ZW_TYPE_EXPORT_WINDOW, name));
}

static void
test_export_comes_back (Fixture *self, gconstpointer format)
{
  GtkWidget *window = open_export (self);
  g_autofree char *path = g_build_filename (self->base.folder, "out", NULL), *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  adw_combo_row_set_selected (ADW_COMBO_ROW (get_export_child (window, "format_row")), GPOINTER_TO_UINT (format));
  zw_export_window_write (ZW_EXPORT_WINDOW (window), file);
  pane_wait_for (find_window (ZW_TYPE_EXPORT_WINDOW) == NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Pay with PayPal without creating an account"));
  g_assert_nonnull (pane_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "Exported to “out”"));
}

static void
test_export_of_a_filter (Fixture *self, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (self->base.folder, "out.csv", NULL), *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  zw_view_set_filter (zw_window_get_view (self->window), "translate");
  hand_rest (300);
  GtkWidget *window = open_export (self);
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_export_child (window, "format_row")), 1);
  zw_export_window_write (ZW_EXPORT_WINDOW (window), file);
  pane_wait_for (find_window (ZW_TYPE_EXPORT_WINDOW) == NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Translate the PayPal error messages"));
  g_assert_null (strstr (text, "without creating an account"));
  g_assert_nonnull (pane_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "1 ticket exported"));
}

static void
assert_no_parts (Fixture *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->base.folder, 0, NULL);

  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    g_assert_false (g_str_has_suffix (name, ".part"));
}

/* What cannot be written says so and stays as it was; who gives up finds no half file. */
static void
test_export_is_whole_or_not (Fixture *self, gconstpointer unused)
{
  GtkWidget *window = open_export (self);
  g_autofree char *path = g_build_filename (self->base.folder, "none", "out.json", NULL);
  g_autofree char *other = g_build_filename (self->base.folder, "other.json", NULL);
  g_autoptr (GFile) nowhere = g_file_new_for_path (path), file = g_file_new_for_path (other);

  zw_export_window_write (ZW_EXPORT_WINDOW (window), nowhere);
  pane_wait_for (find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  gtk_window_destroy (GTK_WINDOW (find_window (ADW_TYPE_MESSAGE_DIALOG)));
  g_assert_true (gtk_widget_get_visible (get_export_child (window, "export_button")));
  zw_export_window_write (ZW_EXPORT_WINDOW (window), file);
  gtk_window_close (GTK_WINDOW (window));
  pane_wait_for (find_window (ZW_TYPE_EXPORT_WINDOW) == NULL);
  hand_rest (200);
  pane_settle (&self->base);
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  assert_no_parts (self);
}

/* --- changes that are sent ----------------------------------------------------------------------------------- */

static GtkWidget *
open_changes (Fixture *self)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.send-changes", NULL));
  pane_wait_for (find_window (ZW_TYPE_EXPORT_WINDOW) != NULL);
  return find_window (ZW_TYPE_EXPORT_WINDOW);
}

/* What was sent lately is what is offered next. */
static void
test_changes_since_the_last_time (Fixture *self, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (self->base.folder, "changes.json", NULL), *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *window = open_changes (self);
  AdwComboRow *since = ADW_COMBO_ROW (get_export_child (window, "since_row"));
  guint n = g_list_model_get_n_items (adw_combo_row_get_model (since));

  g_assert_false (gtk_widget_get_visible (get_export_child (window, "what_row")));
  adw_combo_row_set_selected (since, n - 1);
  g_assert_true (gtk_widget_get_visible (get_export_child (window, "date_row")));
  adw_combo_row_set_selected (since, 0);
  zw_export_window_write (ZW_EXPORT_WINDOW (window), file);
  pane_wait_for (find_window (ZW_TYPE_EXPORT_WINDOW) == NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Pay with PayPal without creating an account"));
  window = open_changes (self);
  since = ADW_COMBO_ROW (get_export_child (window, "since_row"));
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (since)), ==, n + 1);
  gtk_window_close (GTK_WINDOW (window));
  g_settings_reset (self->settings, "sent-changes");
}

/* Who has the project already gets them as a merge. */
static void
test_changes_come_back (Fixture *self, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (self->base.folder, "changes.json", NULL), *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *window = open_changes (self);

  zw_export_window_write (ZW_EXPORT_WINDOW (window), file);
  pane_wait_for (find_window (ZW_TYPE_EXPORT_WINDOW) == NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  GtkWidget *assistant = open_file (self, file);
  g_assert_true (shows (assistant, "preview"));
  g_assert_true (gtk_widget_get_visible (get_preview_child (assistant, "theirs_row")));
  gtk_window_close (GTK_WINDOW (assistant));
  wait_until_closed ();
  g_settings_reset (self->settings, "sent-changes");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  if (!hand_is_there ())
    return 77;
#define TEST(name, data, func) g_test_add (name, Fixture, data, set_up, func, tear_down)
  TEST ("/file-windows/import/a-drop-opens-the-assistant", NULL, test_drop_opens);
  TEST ("/file-windows/import/goes-by-keyboard-alone", NULL, test_keyboard_alone);
  TEST ("/file-windows/import/mapping-is-honoured", NULL, test_mapping_is_honoured);
  TEST ("/file-windows/import/one-undo-takes-all-back", NULL, test_one_undo);
  TEST ("/file-windows/import/report-lists-skipped-lines", NULL, test_report_lists);
  TEST ("/file-windows/import/a-table-is-told-what-is-what", NULL, test_table_is_told);
  TEST ("/file-windows/import/a-taken-key-is-refused", NULL, test_taken_key_is_refused);
  TEST ("/file-windows/import/again-is-a-merge", NULL, test_again_is_a_merge);
  TEST ("/file-windows/import/failure-is-said-in-words", NULL, test_failure_is_said);
  TEST ("/file-windows/import/closing-while-it-runs-changes-nothing", NULL, test_close_while_running);
  TEST ("/file-windows/import/several-files-come-in-turn", NULL, test_several_come_in_turn);
  TEST ("/file-windows/import/fits-a-small-screen-and-large-text", NULL, test_fits_a_small_screen);
  TEST ("/file-windows/export/json", GUINT_TO_POINTER (0), test_export_comes_back);
  TEST ("/file-windows/export/table", GUINT_TO_POINTER (1), test_export_comes_back);
  TEST ("/file-windows/export/markdown", GUINT_TO_POINTER (2), test_export_comes_back);
  TEST ("/file-windows/export/what-a-filter-shows", NULL, test_export_of_a_filter);
  TEST ("/file-windows/export/is-whole-or-not-there", NULL, test_export_is_whole_or_not);
  TEST ("/file-windows/export/changes-since-the-last-time", NULL, test_changes_since_the_last_time);
  TEST ("/file-windows/export/changes-come-back-as-a-merge", NULL, test_changes_come_back);
  return g_test_run ();
}
