/* SPDX-License-Identifier: GPL-3.0-or-later
 * Promises of the ticket pane while somebody else works on the same database: a ticket deleted there leaves, what was being typed
 * waits for its return, and a sprint completed there says what it carried. */
#include <adwaita.h>

#include "pane-fixture.h"
#include "zw-part-commands.h"
#include "zw-sprint-commands.h"
#include "zw-sqlite-store.h"
#include "zw-ticket-commands.h"
#include "zw-ticket-pane.h"
#include "zw-title-view.h"

typedef struct {
  PaneFixture base;
  GtkWidget *window, *pane;
  ZwStore *store; /* the other one's */
  ZwWorkspace *workspace;
} Fixture;

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
open_other (Fixture *self)
{
  g_autoptr (GAsyncResult) opened = NULL, loaded = NULL;
  g_autoptr (GError) error = NULL;

  self->store = zw_sqlite_store_new (zw_store_get_path (self->base.store), NULL, "elsewhere");
  zw_store_open_async (self->store, 0, answer_cb, &opened);
  pane_wait_for (opened != NULL);
  g_assert_true (zw_store_open_finish (self->store, opened, &error));
  self->workspace = zw_workspace_new (self->store, self->base.clock, "elsewhere");
  zw_workspace_load_async (self->workspace, 0, answer_cb, &loaded);
  pane_wait_for (loaded != NULL);
  g_assert_true (zw_workspace_load_finish (self->workspace, loaded, &error));
  pane_wait_for (zw_workspace_is_loaded (self->workspace));
}

static void
set_up (Fixture *self, gconstpointer unused)
{
  pane_fixture_set_up (&self->base, unused);
  open_other (self);
  self->pane = zw_ticket_pane_new (self->base.workspace);
  self->window = pane_show (self->pane, 420, 1000);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), zw_workspace_get_ticket (self->base.workspace, self->base.story));
  pane_settle (&self->base);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  pane_settle (&self->base);
  zw_store_close (self->store);
  g_clear_object (&self->workspace);
  g_clear_object (&self->store);
  pane_fixture_tear_down (&self->base, unused);
}

static void
commit_elsewhere (Fixture *self, ZwChangeSet *set, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_no_error (*error);
  zw_workspace_commit_async (self->workspace, set, answer_cb, &result);
  pane_wait_for (result != NULL);
  g_assert_true (zw_workspace_commit_finish (self->workspace, result, error));
}

static gboolean
shows (Fixture *self, const char *text)
{
  return pane_find (self->pane, GTK_TYPE_LABEL, text) != NULL;
}

static void
delete_elsewhere (Fixture *self)
{
  gint64 id = self->base.story;
  g_autoptr (GError) error = NULL;

  commit_elsewhere (self, zw_ticket_delete (self->workspace, &id, 1, &error), &error);
  pane_wait_for (zw_ticket_pane_get_ticket (ZW_TICKET_PANE (self->pane)) == NULL);
}

static void
undo_elsewhere (Fixture *self)
{
  g_autoptr (GAsyncResult) undone = NULL;
  g_autoptr (GError) error = NULL;

  zw_workspace_undo_async (self->workspace, answer_cb, &undone);
  pane_wait_for (undone != NULL);
  g_autoptr (ZwChangeSet) set = zw_workspace_undo_finish (self->workspace, undone, &error);
  g_assert_no_error (error);
  pane_wait_for (zw_workspace_get_ticket (self->base.workspace, self->base.story) != NULL);
}

static void
test_deleted (Fixture *self, gconstpointer unused)
{
  delete_elsewhere (self);
  g_assert_true (shows (self, "No Ticket Selected"));
  undo_elsewhere (self);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), zw_workspace_get_ticket (self->base.workspace, self->base.story));
  g_assert_true (shows (self, "WEB-2"));
}

static void
test_deleted_while_typing (Fixture *self, gconstpointer unused)
{
  GtkWidget *title = pane_find (self->pane, ZW_TYPE_TITLE_VIEW, NULL);

  gtk_widget_grab_focus (title);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (title)), "Pay later", -1);
  delete_elsewhere (self);
  pane_settle (&self->base);
  undo_elsewhere (self);
  ZwTicket *story = zw_workspace_get_ticket (self->base.workspace, self->base.story);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), story);
  pane_wait_for (g_str_equal (story->title, "Pay later"));
}

static void
test_carried (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (shows (self, "carried"));
  commit_elsewhere (self, zw_sprint_start (self->workspace, self->base.sprint, &error), &error);
  commit_elsewhere (self, zw_sprint_complete (self->workspace, self->base.sprint, 0, NULL, &error), &error);
  pane_wait_for (shows (self, "carried 1×"));
}

#define ADD(path, function) g_test_add ("/pane-others/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("ticket-deleted-elsewhere-leaves-and-opens-again", test_deleted);
  ADD ("half-a-title-outlives-a-ticket-deleted-elsewhere", test_deleted_while_typing);
  ADD ("sprint-completed-elsewhere-says-what-it-carried", test_carried);
  return g_test_run ();
}
