/* SPDX-License-Identifier: GPL-3.0-or-later
 * Promises of the files in the ticket pane: what is added is there byte by byte, what cannot be added says why, removing is
 * undone, the focus stays. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "pane-fixture.h"
#include "zw-attachment-opener.h"
#include "zw-attachment-row.h"
#include "zw-attachments-view.h"
#include "zw-error.h"
#include "zw-feedback.h"
#include "zw-pane-drops.h"
#include "zw-ticket-pane.h"

/* A window that remembers what it was told. */
#define TEST_TYPE_WINDOW (test_window_get_type ())
G_DECLARE_FINAL_TYPE (TestWindow, test_window, TEST, WINDOW, GtkWindow)
struct _TestWindow {
  GtkWindow parent_instance;
  char *toast;   /* (owned) (nullable) */
  GError *error; /* (owned) (nullable) */
};

static void
remember_toast (ZwFeedback *feedback, const char *text, gboolean with_undo)
{
  g_free (TEST_WINDOW (feedback)->toast);
  TEST_WINDOW (feedback)->toast = g_strdup (text);
}

static void
remember_error (ZwFeedback *feedback, const GError *error)
{
  g_clear_error (&TEST_WINDOW (feedback)->error);
  TEST_WINDOW (feedback)->error = g_error_copy (error);
}

static void
feedback_init (ZwFeedbackInterface *iface)
{
  iface->toast = remember_toast;
  iface->error = remember_error;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestWindow, test_window, GTK_TYPE_WINDOW, G_IMPLEMENT_INTERFACE (ZW_TYPE_FEEDBACK, feedback_init))

static void
test_window_finalize (GObject *object)
{
  g_free (TEST_WINDOW (object)->toast);
  g_clear_error (&TEST_WINDOW (object)->error);
  G_OBJECT_CLASS (test_window_parent_class)->finalize (object);
}

static void
test_window_class_init (TestWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_window_finalize;
}

static void
test_window_init (TestWindow *self)
{
}

/* --- the pane in it --- */

typedef struct {
  PaneFixture base;
  GtkWidget *window, *pane, *view;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  pane_fixture_set_up (&self->base, unused);
  self->window = g_object_new (TEST_TYPE_WINDOW, "default-width", 420, "default-height", 1600, NULL);
  self->pane = zw_ticket_pane_new (self->base.workspace);
  gtk_window_set_child (GTK_WINDOW (self->window), self->pane);
  gtk_window_present (GTK_WINDOW (self->window));
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), zw_workspace_get_ticket (self->base.workspace, self->base.story));
  self->view = pane_find (self->pane, ZW_TYPE_ATTACHMENTS_VIEW, NULL);
  pane_settle (&self->base);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  pane_settle (&self->base);
  pane_fixture_tear_down (&self->base, unused);
}

static GtkWidget *
find_row (Fixture *self, const char *name)
{
  GtkWidget *label = pane_find (self->view, GTK_TYPE_LABEL, name);

  return label == NULL ? NULL : gtk_widget_get_ancestor (label, ZW_TYPE_ATTACHMENT_ROW);
}

static GFile *
make_file (Fixture *self, const char *name, const char *content, gssize length)
{
  GFile *file = g_file_new_build_filename (self->base.folder, name, NULL);

  g_assert_true (g_file_set_contents (g_file_peek_path (file), content, length, NULL));
  return file;
}

static void
add (Fixture *self, const char *name, const char *content)
{
  g_autoptr (GFile) file = make_file (self, name, content, -1);

  zw_attachments_view_add_file (ZW_ATTACHMENTS_VIEW (self->view), file);
  pane_wait_for (find_row (self, name) != NULL);
}

static gboolean
is_written (GFile *copy)
{
  g_autoptr (GFileInfo) info = g_file_query_info (copy, G_FILE_ATTRIBUTE_UNIX_MODE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL && (g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_UNIX_MODE) & 0777) == 0400;
}

static void
test_added_file_opens_as_it_was (Fixture *self, gconstpointer unused)
{
  g_autofree char *content = NULL;

  add (self, "notes.txt", "What the customer said");
  GtkWidget *row = find_row (self, "notes.txt");
  g_autoptr (GFile) copy = zw_attachment_get_copy (zw_attachment_row_get_attachment (ZW_ATTACHMENT_ROW (row)));
  zw_attachment_open (self->view, self->base.workspace, zw_attachment_row_get_attachment (ZW_ATTACHMENT_ROW (row)));
  pane_wait_for (is_written (copy));
  /* Written and handed on, or told that nothing can show it. */
  pane_settle (&self->base);
  g_assert_true (g_file_get_contents (g_file_peek_path (copy), &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "What the customer said");
}

/* Its copy cannot be written to. */
static void
test_file_opens_again (Fixture *self, gconstpointer unused)
{
  add (self, "again.txt", "Twice");
  ZwAttachment *attachment = zw_attachment_row_get_attachment (ZW_ATTACHMENT_ROW (find_row (self, "again.txt")));
  g_autoptr (GFile) copy = zw_attachment_get_copy (attachment);
  const TestWindow *window = TEST_WINDOW (self->window);

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *content = NULL;
      zw_attachment_open (self->view, self->base.workspace, attachment);
      pane_wait_for (is_written (copy));
      g_assert_false (g_error_matches (window->error, ZW_ERROR, ZW_ERROR_READ_ONLY));
      g_assert_true (g_file_get_contents (g_file_peek_path (copy), &content, NULL, NULL));
      g_assert_cmpstr (content, ==, "Twice");
    }
}

/* What is imported may be called anything. */
static void
test_copy_stays_in_its_folder (Fixture *self, gconstpointer unused)
{
  static const char *const names[] = { "../../../.config/autostart/x.desktop", "/etc/x", "..", ".", "", "a\n/../x" };
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "zettelwand", "attachments", NULL);
  g_autoptr (GFile) home = g_file_new_for_path (folder);

  add (self, "name.txt", "text");
  ZwAttachment *attachment = zw_attachment_row_get_attachment (ZW_ATTACHMENT_ROW (find_row (self, "name.txt")));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_steal_pointer (&attachment->name);
      attachment->name = g_strdup (names[i]);
      g_autoptr (GFile) copy = zw_attachment_get_copy (attachment);
      g_autoptr (GFile) content = g_file_get_parent (copy), parent = g_file_get_parent (content);
      g_assert_true (g_file_equal (parent, home));
      g_free (attachment->name);
      attachment->name = g_steal_pointer (&name);
    }
}

static void
test_what_cannot_be_added_says_why (Fixture *self, gconstpointer unused)
{
  g_autoptr (GFile) gone = g_file_new_build_filename (self->base.folder, "gone.txt", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (self->base.folder);
  TestWindow *window = TEST_WINDOW (self->window);

  zw_attachments_view_add_file (ZW_ATTACHMENTS_VIEW (self->view), gone);
  pane_wait_for (window->error != NULL);
  g_assert_error (window->error, ZW_ERROR, ZW_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (window->error->message, "gone.txt"));
  g_clear_error (&window->error);
  zw_attachments_view_add_file (ZW_ATTACHMENTS_VIEW (self->view), folder);
  pane_wait_for (window->error != NULL);
  g_assert_error (window->error, ZW_ERROR, ZW_ERROR_REFUSED);
}

static void
test_removing_keeps_the_focus_and_is_told (Fixture *self, gconstpointer unused)
{
  add (self, "first.txt", "1");
  add (self, "second.txt", "2");
  GtkWidget *second = find_row (self, "second.txt");
  gtk_widget_grab_focus (find_row (self, "first.txt"));
  gtk_widget_activate_action (find_row (self, "first.txt"), "attachment.remove", NULL);
  g_assert_null (find_row (self, "first.txt"));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == second);
  g_assert_nonnull (strstr (TEST_WINDOW (self->window)->toast, "first.txt"));
  gtk_widget_activate_action (second, "attachment.remove", NULL);
  g_assert_true (GTK_IS_BUTTON (gtk_window_get_focus (GTK_WINDOW (self->window))));
}

/* What was on its way when another ticket was chosen still goes to the one it was meant for. */
static void
test_file_goes_to_the_ticket_it_was_meant_for (Fixture *self, gconstpointer unused)
{
  g_autoptr (GFile) file = make_file (self, "notes.txt", "text", -1);

  zw_attachments_view_add_file (ZW_ATTACHMENTS_VIEW (self->view), file);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), zw_workspace_get_ticket (self->base.workspace, self->base.task));
  pane_wait_for (zw_workspace_can_undo (self->base.workspace));
  pane_settle (&self->base);
  g_assert_null (find_row (self, "notes.txt"));
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), zw_workspace_get_ticket (self->base.workspace, self->base.story));
  pane_wait_for (find_row (self, "notes.txt") != NULL);
}

static void
test_picture_becomes_a_file_with_a_name (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) pixels = g_bytes_new ("\xff\x00\x00\xff", 4);
  g_autoptr (GdkTexture) picture = gdk_memory_texture_new (1, 1, GDK_MEMORY_R8G8B8A8, pixels, 4);

  zw_attachments_view_add_picture (ZW_ATTACHMENTS_VIEW (self->view), picture);
  pane_wait_for (find_row (self, "Picture 2026-11-23") != NULL);
}

/* Outside of editors, a copied file is pasted as one. */
static void
test_copied_file_is_pasted (Fixture *self, gconstpointer unused)
{
  g_autoptr (GFile) file = make_file (self, "copied.txt", "text", -1);
  GSList files = { file, NULL };
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (&files));
  gdk_clipboard_set_value (gtk_widget_get_clipboard (self->view), &value);
  gtk_widget_grab_focus (pane_find (self->view, GTK_TYPE_BUTTON, NULL));
  g_assert_true (zw_pane_drops_paste (self->pane, ZW_ATTACHMENTS_VIEW (self->view)));
  pane_wait_for (find_row (self, "copied.txt") != NULL);
}

#define ADD(path, function) g_test_add ("/attachments-view/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("added-file-opens-as-it-was", test_added_file_opens_as_it_was);
  ADD ("file-opens-again", test_file_opens_again);
  ADD ("copy-stays-in-its-folder", test_copy_stays_in_its_folder);
  ADD ("what-cannot-be-added-says-why", test_what_cannot_be_added_says_why);
  ADD ("removing-keeps-the-focus-and-is-told", test_removing_keeps_the_focus_and_is_told);
  ADD ("file-goes-to-the-ticket-it-was-meant-for", test_file_goes_to_the_ticket_it_was_meant_for);
  ADD ("picture-becomes-a-file-with-a-name", test_picture_becomes_a_file_with_a_name);
  ADD ("copied-file-is-pasted", test_copied_file_is_pasted);
  return g_test_run ();
}
