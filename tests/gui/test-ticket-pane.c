/* SPDX-License-Identifier: GPL-3.0-or-later
 * Promises of the ticket pane: it shows the ticket as it is, every edit is one command, typed text is never lost. */
#include <adwaita.h>

#include "pane-fixture.h"
#include "zw-check-row.h"
#include "zw-comment-bar.h"
#include "zw-comment-row.h"
#include "zw-conflict-band.h"
#include "zw-description-view.h"
#include "zw-part-commands.h"
#include "zw-ticket-commands.h"
#include "zw-ticket-pane.h"
#include "zw-title-view.h"

#define NARROW 420
#define TALL 1000

typedef struct {
  PaneFixture base;
  GtkWidget *window, *pane;
} Fixture;

static ZwTicket *
story (Fixture *self)
{
  return zw_workspace_get_ticket (self->base.workspace, self->base.story);
}

static void
open_pane (Fixture *self)
{
  self->pane = zw_ticket_pane_new (self->base.workspace);
  self->window = pane_show (self->pane, NARROW, TALL);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), story (self));
  pane_settle (&self->base);
  pane_wait_for (pane_find (self->pane, ZW_TYPE_COMMENT_ROW, NULL) != NULL);
}

static void
set_up (Fixture *self, gconstpointer unused)
{
  pane_fixture_set_up (&self->base, unused);
  open_pane (self);
}

static void
close_pane (Fixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  pane_settle (&self->base);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  close_pane (self);
  pane_fixture_tear_down (&self->base, unused);
}

static gboolean
shows (Fixture *self, const char *text)
{
  return pane_find (self->pane, GTK_TYPE_LABEL, text) != NULL;
}

static void
set_value (Fixture *self, ZwField field, const char *value)
{
  g_autoptr (GError) error = NULL;
  gint64 id = self->base.story;

  pane_commit (&self->base, zw_ticket_set_field (self->base.workspace, &id, 1, field, value, &error), &error);
}

static void
activate (Fixture *self, const char *action, const char *target)
{
  if (target == NULL)
    g_assert_true (gtk_widget_activate_action (self->pane, action, NULL));
  else
    g_assert_true (gtk_widget_activate_action (self->pane, action, "s", target));
}

static void
test_shows (Fixture *self, gconstpointer unused)
{
  const char *const texts[] = { "WEB-2", "Story", "Anna Brandt", "Elif Yıldız", "High", "Sprint 14", "Wed 25 Nov", "in 2 days",
                                "Not waiting", "checkout", "payments", "Guest checkout", "Blocked for 2 days", "PayPal sandbox keys",
                                "4 d in column", "5 points", "2 d", "1 d 3 h", "from the checklist", "Acceptance",
                                "The order is created only", "3 of 5", "Handle cancelled payments", "solves", "Tomasz Kowalski",
                                "Today, 09:12", "Comments 2" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!shows (self, texts[i]) && pane_find (self->pane, GTK_TYPE_WIDGET, texts[i]) == NULL)
      g_error ("the pane does not show “%s”", texts[i]);
}

static void
test_follows (Fixture *self, gconstpointer unused)
{
  set_value (self, ZW_FIELD_ESTIMATE, "8");
  g_assert_true (shows (self, "8 points"));
  set_value (self, ZW_FIELD_OWNER, NULL);
  g_assert_true (shows (self, "Nobody"));
  set_value (self, ZW_FIELD_DUE, "2026-11-20");
  g_assert_true (shows (self, "3 days late"));
  set_value (self, ZW_FIELD_TYPE, "bug");
  g_assert_true (shows (self, "Bug"));
}

static void
test_menus (Fixture *self, gconstpointer unused)
{
  g_autofree char *todo = g_strdup_printf ("%" G_GINT64_FORMAT, self->base.todo);

  activate (self, "pane.priority", "5");
  g_assert_cmpint (story (self)->priority, ==, 5);
  activate (self, "pane.difficulty", "");
  g_assert_cmpint (story (self)->difficulty, ==, ZW_UNSET);
  activate (self, "pane.difficulty", "2");
  g_assert_cmpint (story (self)->difficulty, ==, 2);
  activate (self, "pane.sprint", "");
  g_assert_cmpint (story (self)->sprint, ==, 0);
  activate (self, "pane.status", todo);
  g_assert_cmpint (story (self)->status, ==, self->base.todo);
  activate (self, "pane.type", "task");
  g_assert_cmpint (story (self)->type, ==, ZW_TICKET_TASK);
}

static void
test_close (Fixture *self, gconstpointer unused)
{
  activate (self, "pane.done", NULL);
  g_assert_cmpint (story (self)->status, ==, self->base.done);
  g_assert_true (gtk_widget_get_visible (pane_find (self->pane, GTK_TYPE_BUTTON, "Reopen")));
  g_assert_false (gtk_widget_get_visible (pane_find (self->pane, GTK_TYPE_MENU_BUTTON, "Close Ticket")));
  activate (self, "pane.reopen", NULL);
  g_assert_false (zw_workspace_is_closed (self->base.workspace, story (self)));
}

static void
click (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_bands (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 id = self->base.story;

  click (pane_find (self->pane, GTK_TYPE_BUTTON, "Unblock"));
  g_assert_false (zw_ticket_is_blocked (story (self)));
  g_assert_false (gtk_widget_is_visible (pane_find (self->pane, GTK_TYPE_BUTTON, "Unblock")));
  pane_commit (&self->base, zw_ticket_wait (self->base.workspace, &id, 1, "2026-11-30", "The answer", &error), &error);
  g_assert_true (shows (self, "Waiting until Mon 30 Nov"));
  g_assert_true (shows (self, "The answer"));
  click (pane_find (self->pane, GTK_TYPE_BUTTON, "Stop Waiting"));
  g_assert_cmpint (story (self)->waiting_until, ==, ZW_UNSET);
}

static void
type_title (Fixture *self, const char *text)
{
  GtkWidget *title = pane_find (self->pane, ZW_TYPE_TITLE_VIEW, NULL);

  gtk_widget_grab_focus (title);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (title)), text, -1);
  zw_title_view_commit (ZW_TITLE_VIEW (title));
}

/* As tall as all of its lines. */
static gboolean
is_wholly_shown (GtkWidget *text_view)
{
  GtkTextIter end;
  GdkRectangle line;

  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text_view)), &end);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (text_view), &end, &line);
  return line.height > 0 && gtk_widget_get_height (text_view) >= line.y + line.height;
}

static void
test_title_shown (Fixture *self, gconstpointer unused)
{
  GtkWidget *title = pane_find (self->pane, ZW_TYPE_TITLE_VIEW, NULL);

  pane_wait_for (is_wholly_shown (title));
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), NULL);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), story (self));
  pane_wait_for (is_wholly_shown (title));
}

static void
test_title (Fixture *self, gconstpointer unused)
{
  type_title (self, "  Pay\nby card ");
  g_assert_cmpstr (story (self)->title, ==, "Pay by card");
  type_title (self, "   ");
  g_assert_cmpstr (story (self)->title, ==, "Pay by card");
}

/* Somebody else writes while the title is being typed here. */
static void
set_title (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  pane_commit (&self->base, zw_ticket_set_field (self->base.workspace, &self->base.story, 1, ZW_FIELD_TITLE, text, &error), &error);
}

static void
test_title_conflict (Fixture *self, gconstpointer unused)
{
  GtkWidget *title = pane_find (self->pane, ZW_TYPE_TITLE_VIEW, NULL);

  gtk_widget_grab_focus (title);
  set_title (self, "Theirs, nothing typed");
  zw_title_view_commit (ZW_TITLE_VIEW (title));
  g_assert_cmpstr (story (self)->title, ==, "Theirs, nothing typed");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (title)), "Mine", -1);
  set_title (self, "Theirs");
  zw_title_view_commit (ZW_TITLE_VIEW (title));
  g_assert_cmpstr (story (self)->title, ==, "Theirs");
  g_assert_true (gtk_widget_get_visible (pane_find (self->pane, ZW_TYPE_CONFLICT_BAND, NULL)));
}

static void
test_long_title (Fixture *self, gconstpointer unused)
{
  g_autofree char *words = g_strnfill (300, 'm');
  GtkWidget *title = pane_find (self->pane, ZW_TYPE_TITLE_VIEW, NULL);
  int minimum = 0;

  type_title (self, words);
  g_assert_cmpstr (story (self)->title, ==, words);
  pane_wait_for (is_wholly_shown (title) && gtk_widget_get_height (title) > 100);
  gtk_widget_measure (self->pane, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, NARROW);
}

static ZwDescriptionView *
description (Fixture *self)
{
  return ZW_DESCRIPTION_VIEW (pane_find (self->pane, ZW_TYPE_DESCRIPTION_VIEW, NULL));
}

static void
type_description (Fixture *self, const char *text)
{
  zw_description_view_edit (description (self));
  g_assert_true (zw_description_view_is_editing (description (self)));
  gtk_text_buffer_set_text (zw_description_view_get_buffer (description (self)), text, -1);
}

static void
test_width (Fixture *self, gconstpointer unused)
{
  g_autofree char *words = g_strnfill (500, 'm');
  int minimum = 0, natural = 0;

  type_description (self, words);
  gtk_text_buffer_set_text (zw_comment_bar_get_buffer (ZW_COMMENT_BAR (pane_find (self->pane, ZW_TYPE_COMMENT_BAR, NULL))), words, -1);
  gtk_widget_measure (self->pane, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <=, NARROW);
  g_assert_cmpint (natural, ==, NARROW);
}

static void
test_title_keeps_typing (Fixture *self, gconstpointer unused)
{
  GtkWidget *title = pane_find (self->pane, ZW_TYPE_TITLE_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (title));
  GtkTextIter start, end;

  gtk_widget_grab_focus (title);
  gtk_text_buffer_set_text (buffer, "Half typ", -1);
  set_value (self, ZW_FIELD_ESTIMATE, "13");
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_autofree char *typed = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (typed, ==, "Half typ");
}

static void
test_description (Fixture *self, gconstpointer unused)
{
  type_description (self, "# New\n<b>plain</b>");
  zw_description_view_save (description (self));
  g_assert_false (zw_description_view_is_editing (description (self)));
  g_assert_true (shows (self, "<b>plain</b>"));
  pane_settle (&self->base);
  g_assert_true (shows (self, "New"));
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GPtrArray *
read_drafts (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  zw_store_read_drafts_async (self->base.store, answer_cb, &result);
  pane_wait_for (result != NULL);
  return zw_store_read_drafts_finish (self->base.store, result, NULL);
}

static guint
count_drafts (Fixture *self)
{
  g_autoptr (GPtrArray) drafts = read_drafts (self);
  return drafts->len;
}

/* What a crash does: the editors are gone, and nothing was told to save. */
static void
lose_editors (Fixture *self)
{
  g_autoptr (GPtrArray) drafts = read_drafts (self);

  for (guint i = 0; i < drafts->len; i++)
    zw_store_release_draft (self->base.store, ((ZwDraft *) drafts->pdata[i])->holder);
}

/* The window dies with the edit open; the next one opens it again. */
static void
test_draft_survives (Fixture *self, gconstpointer unused)
{
  type_description (self, "half a thought");
  gtk_text_buffer_set_text (zw_comment_bar_get_buffer (ZW_COMMENT_BAR (pane_find (self->pane, ZW_TYPE_COMMENT_BAR, NULL))),
                            "half a comment", -1);
  pane_wait_for (count_drafts (self) == 2);
  lose_editors (self);
  GtkWidget *second = zw_ticket_pane_new (self->base.workspace);
  GtkWidget *window = pane_show (second, NARROW, TALL);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (second), story (self));
  ZwDescriptionView *view = ZW_DESCRIPTION_VIEW (pane_find (second, ZW_TYPE_DESCRIPTION_VIEW, NULL));
  ZwCommentBar *bar = ZW_COMMENT_BAR (pane_find (second, ZW_TYPE_COMMENT_BAR, NULL));
  pane_wait_for (zw_description_view_is_editing (view));
  pane_wait_for (gtk_text_buffer_get_char_count (zw_comment_bar_get_buffer (bar)) > 0);
  g_assert_cmpint (gtk_text_buffer_get_char_count (zw_description_view_get_buffer (view)), ==, (int) strlen ("half a thought"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A title needs no second look: found again, it is saved as by clicking away. */
static void
test_title_draft_survives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwDraftKeeper) keeper = zw_draft_keeper_new (self->base.workspace, ZW_ENTITY_TICKET, self->base.story, ZW_FIELD_TITLE);

  zw_draft_keeper_set_base (keeper, story (self)->title);
  zw_draft_keeper_touch (keeper, "A title from before the crash");
  g_clear_object (&keeper);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), NULL);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), story (self));
  pane_wait_for (g_str_equal (story (self)->title, "A title from before the crash"));
  pane_wait_for (count_drafts (self) == 0);
}

/* What a second window opens is the ticket, not what is half typed in the first. */
static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_typing_before_the_draft_came_loses_none (Fixture *self, gconstpointer unused)
{
  ZwDraftKeeper *former = zw_draft_keeper_new (self->base.workspace, ZW_ENTITY_TICKET, self->base.story, ZW_FIELD_TITLE);
  g_autoptr (ZwDraftKeeper) keeper = zw_draft_keeper_new (self->base.workspace, ZW_ENTITY_TICKET, self->base.story, ZW_FIELD_TITLE);
  guint n_restored = 0;

  zw_draft_keeper_touch (former, "From before the crash");
  g_object_unref (former);
  g_signal_connect_swapped (keeper, "restored", G_CALLBACK (count_cb), &n_restored);
  zw_draft_keeper_restore (keeper);
  zw_draft_keeper_touch (keeper, "Typed at once");
  zw_draft_keeper_flush (keeper);
  g_assert_cmpuint (count_drafts (self), ==, 2);
  g_assert_cmpuint (n_restored, ==, 0);
  zw_draft_keeper_discard (keeper);
  g_assert_cmpuint (count_drafts (self), ==, 1);
}

static void
test_living_draft_is_left_alone (Fixture *self, gconstpointer unused)
{
  GtkWidget *title = pane_find (self->pane, ZW_TYPE_TITLE_VIEW, NULL);

  gtk_widget_grab_focus (title);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (title)), "Pay with", -1);
  gtk_text_buffer_set_text (zw_comment_bar_get_buffer (ZW_COMMENT_BAR (pane_find (self->pane, ZW_TYPE_COMMENT_BAR, NULL))),
                            "half a comment", -1);
  pane_wait_for (count_drafts (self) == 2);
  GtkWidget *second = zw_ticket_pane_new (self->base.workspace);
  GtkWidget *window = pane_show (second, NARROW, TALL);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (second), story (self));
  pane_settle (&self->base);
  pane_settle (&self->base);
  g_assert_cmpstr (story (self)->title, ==, "Pay with PayPal without creating an account");
  ZwCommentBar *bar = ZW_COMMENT_BAR (pane_find (second, ZW_TYPE_COMMENT_BAR, NULL));
  g_assert_cmpint (gtk_text_buffer_get_char_count (zw_comment_bar_get_buffer (bar)), ==, 0);
  g_assert_cmpuint (count_drafts (self), ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What is typed while the ticket is deleted waits for it to come back. */
static void
test_title_outlives_its_ticket (Fixture *self, gconstpointer unused)
{
  GtkWidget *title = pane_find (self->pane, ZW_TYPE_TITLE_VIEW, NULL);
  gint64 id = self->base.story;
  g_autoptr (GAsyncResult) undone = NULL;
  g_autoptr (GError) error = NULL;

  gtk_widget_grab_focus (title);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (title)), "Pay later", -1);
  pane_commit (&self->base, zw_ticket_delete (self->base.workspace, &id, 1, &error), &error);
  g_assert_null (zw_ticket_pane_get_ticket (ZW_TICKET_PANE (self->pane)));
  pane_settle (&self->base);
  g_assert_cmpuint (count_drafts (self), ==, 1);
  zw_workspace_undo_async (self->base.workspace, answer_cb, &undone);
  pane_wait_for (undone != NULL);
  g_autoptr (ZwChangeSet) set = zw_workspace_undo_finish (self->base.workspace, undone, &error);
  g_assert_no_error (error);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), story (self));
  pane_wait_for (g_str_equal (story (self)->title, "Pay later"));
  pane_wait_for (count_drafts (self) == 0);
}

/* The question waits with its ticket; once it is answered, nothing is left of it. */
static void
test_title_conflict_comes_back (Fixture *self, gconstpointer unused)
{
  GtkWidget *title = pane_find (self->pane, ZW_TYPE_TITLE_VIEW, NULL);
  GtkWidget *band = pane_find (self->pane, ZW_TYPE_CONFLICT_BAND, NULL);

  gtk_widget_grab_focus (title);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (title)), "Mine", -1);
  set_title (self, "Theirs");
  zw_title_view_commit (ZW_TITLE_VIEW (title));
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), zw_workspace_get_ticket (self->base.workspace, self->base.task));
  g_assert_false (gtk_widget_get_visible (band));
  pane_settle (&self->base);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), story (self));
  pane_wait_for (gtk_widget_get_visible (band));
  g_assert_nonnull (pane_find (band, GTK_TYPE_LABEL, "Mine"));
  g_assert_cmpstr (story (self)->title, ==, "Theirs");
  g_signal_emit_by_name (pane_find (band, GTK_TYPE_BUTTON, "Use Mine"), "clicked");
  pane_wait_for (g_str_equal (story (self)->title, "Mine"));
  pane_wait_for (count_drafts (self) == 0);
}

static void
test_saved_draft_is_gone (Fixture *self, gconstpointer unused)
{
  type_description (self, "whole thought");
  zw_description_view_save (description (self));
  pane_settle (&self->base);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), NULL);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), story (self));
  pane_settle (&self->base);
  pane_wait_for (pane_find (self->pane, GTK_TYPE_LABEL, "whole thought") != NULL);
  g_assert_false (zw_description_view_is_editing (description (self)));
}

static void
test_switch_saves (Fixture *self, gconstpointer unused)
{
  type_description (self, "typed, then another card");
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), zw_workspace_get_ticket (self->base.workspace, self->base.task));
  pane_settle (&self->base);
  g_assert_false (zw_description_view_is_editing (description (self)));
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (self->pane), story (self));
  pane_wait_for (pane_find (self->pane, GTK_TYPE_LABEL, "typed, then another card") != NULL);
}

static void
test_comment (Fixture *self, gconstpointer unused)
{
  ZwCommentBar *bar = ZW_COMMENT_BAR (pane_find (self->pane, ZW_TYPE_COMMENT_BAR, NULL));

  gtk_text_buffer_set_text (zw_comment_bar_get_buffer (bar), "  \n ", -1);
  zw_comment_bar_send (bar);
  g_assert_cmpint (story (self)->comments, ==, 2);
  gtk_text_buffer_set_text (zw_comment_bar_get_buffer (bar), "I *agree*", -1);
  zw_comment_bar_send (bar);
  g_assert_cmpint (story (self)->comments, ==, 3);
  g_assert_true (shows (self, "I agree"));
  g_assert_cmpint (gtk_text_buffer_get_char_count (zw_comment_bar_get_buffer (bar)), ==, 0);
}

static void
test_own_comment (Fixture *self, gconstpointer unused)
{
  GtkWidget *row = gtk_widget_get_ancestor (pane_find (self->pane, GTK_TYPE_LABEL, "Then I go on"), ZW_TYPE_COMMENT_ROW);
  GtkWidget *other = gtk_widget_get_ancestor (pane_find (self->pane, GTK_TYPE_LABEL, "The webhook works"), ZW_TYPE_COMMENT_ROW);

  g_assert_true (gtk_widget_get_visible (pane_find (row, GTK_TYPE_MENU_BUTTON, "Comment Menu")));
  g_assert_false (gtk_widget_get_visible (pane_find (other, GTK_TYPE_MENU_BUTTON, "Comment Menu")));
  gtk_widget_activate_action (row, "comment.delete", NULL);
  g_assert_cmpint (story (self)->comments, ==, 1);
  g_assert_false (shows (self, "Then I go on"));
}

static GtkWidget *
own_row (Fixture *self)
{
  return gtk_widget_get_ancestor (pane_find (self->pane, GTK_TYPE_LABEL, "Then I go on"), ZW_TYPE_COMMENT_ROW);
}

static GtkTextBuffer *
edit_comment (GtkWidget *row)
{
  gtk_widget_activate_action (row, "comment.edit", NULL);
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (pane_find (row, GTK_TYPE_TEXT_VIEW, NULL)));
}

static void
drop_focus (Fixture *self)
{
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  pane_settle (&self->base);
}

static ZwComment *
dup_comment (ZwTicketDocument *document, const char *words)
{
  GListModel *comments = zw_ticket_document_get_comments (document);

  for (guint i = 0; i < g_list_model_get_n_items (comments); i++)
    {
      g_autoptr (ZwComment) comment = g_list_model_get_item (comments, i);
      if (strstr (comment->text, words) != NULL)
        return g_steal_pointer (&comment);
    }
  g_assert_not_reached ();
}

/* Somebody else's words come between: both are shown, and mine can still be chosen. */
static void
test_comment_conflict (Fixture *self, gconstpointer unused)
{
  GtkWidget *row = own_row (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwTicketDocument) document = zw_ticket_document_new (self->base.workspace, story (self));
  GtkTextBuffer *buffer = edit_comment (row);

  pane_wait_for (zw_ticket_document_is_ready (document));
  g_autoptr (ZwComment) comment = dup_comment (document, "Then I go on");

  pane_commit (&self->base, zw_comment_edit (self->base.workspace, comment, comment->text, "Theirs", &error), &error);
  gtk_text_buffer_set_text (buffer, "Mine", -1);
  drop_focus (self);
  GtkWidget *band = pane_find (row, ZW_TYPE_CONFLICT_BAND, NULL);
  pane_wait_for (gtk_widget_get_visible (band));
  g_assert_cmpstr (comment->text, ==, "Theirs");
  g_assert_cmpuint (count_drafts (self), ==, 1);
  click (pane_find (band, GTK_TYPE_BUTTON, "Use Mine"));
  pane_settle (&self->base);
  g_assert_cmpstr (comment->text, ==, "Mine");
  pane_wait_for (count_drafts (self) == 0);
}

static void
test_comment_draft (Fixture *self, gconstpointer unused)
{
  GtkWidget *row = own_row (self);

  gtk_text_buffer_set_text (edit_comment (row), "half a", -1);
  pane_wait_for (count_drafts (self) == 1);
  lose_editors (self);
  GtkWidget *second = zw_ticket_pane_new (self->base.workspace);
  GtkWidget *window = pane_show (second, NARROW, TALL);
  zw_ticket_pane_set_ticket (ZW_TICKET_PANE (second), story (self));
  pane_wait_for (pane_find (second, GTK_TYPE_LABEL, "Then I go on") != NULL);
  GtkWidget *again = gtk_widget_get_ancestor (pane_find (second, GTK_TYPE_LABEL, "Then I go on"), ZW_TYPE_COMMENT_ROW);
  GtkTextBuffer *buffer = edit_comment (again);
  pane_wait_for (gtk_text_buffer_get_char_count (buffer) == (int) strlen ("half a"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_checklist (Fixture *self, gconstpointer unused)
{
  GtkWidget *row = gtk_widget_get_ancestor (pane_find (self->pane, GTK_TYPE_LABEL, "Handle cancelled"), ZW_TYPE_CHECK_ROW);

  g_signal_emit_by_name (row, "toggled");
  g_assert_cmpint (story (self)->checks_done, ==, 4);
  g_assert_true (shows (self, "4 of 5"));
  g_signal_emit_by_name (row, "renamed", "Handle them");
  g_assert_true (shows (self, "Handle them"));
  g_signal_emit_by_name (row, "moved", -1);
  row = gtk_widget_get_ancestor (pane_find (self->pane, GTK_TYPE_LABEL, "Handle them"), ZW_TYPE_CHECK_ROW);
  g_assert_cmpint (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)), ==, 2);
  g_signal_emit_by_name (row, "deleted");
  g_assert_cmpint (story (self)->checks, ==, 4);
}

static void
find_new_item_entry (GtkWidget *widget, GtkWidget **found)
{
  if (GTK_IS_ENTRY (widget) && g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (widget)), "New item") == 0)
    *found = widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    find_new_item_entry (child, found);
}

static void
test_pasted_items (Fixture *self, gconstpointer unused)
{
  GtkWidget *entry = NULL;

  find_new_item_entry (self->pane, &entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "one");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (story (self)->checks, ==, 6);
  gtk_editable_set_text (GTK_EDITABLE (entry), "two\nthree\n\nfour");
  g_assert_cmpint (story (self)->checks, ==, 9);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static void
test_deleted (Fixture *self, gconstpointer unused)
{
  activate (self, "pane.delete", NULL);
  g_assert_null (zw_ticket_pane_get_ticket (ZW_TICKET_PANE (self->pane)));
  g_assert_true (shows (self, "No Ticket Selected"));
}

static void
test_history (Fixture *self, gconstpointer unused)
{
  GtkWidget *history = pane_find (self->pane, GTK_TYPE_TOGGLE_BUTTON, "History");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (history), TRUE);
  pane_wait_for (shows (self, "created the ticket"));
  g_assert_true (shows (self, "moved it from To Do to In Progress"));
  g_assert_true (shows (self, "set the owner to Anna Brandt"));
  g_assert_true (shows (self, "ticked “Store the payment reference”"));
  g_assert_true (shows (self, "blocked it: PayPal sandbox keys"));
}

static void
test_conflict_band (void)
{
  GtkWidget *band = g_object_ref_sink (zw_conflict_band_new ());

  g_assert_false (gtk_widget_get_visible (band));
  zw_conflict_band_show (ZW_CONFLICT_BAND (band), "Title", "theirs <b>", "mine");
  g_assert_true (gtk_widget_get_visible (band));
  g_assert_nonnull (pane_find (band, GTK_TYPE_LABEL, "theirs <b>"));
  g_assert_nonnull (pane_find (band, GTK_TYPE_LABEL, "mine"));
  click (pane_find (band, GTK_TYPE_BUTTON, "Use Mine"));
  g_assert_false (gtk_widget_get_visible (band));
  g_assert_finalize_object (band);
}

static void
test_finalizes (Fixture *self, gconstpointer unused)
{
  GtkWidget *pane = self->pane;

  g_object_add_weak_pointer (G_OBJECT (pane), (gpointer *) &pane);
  gtk_window_destroy (GTK_WINDOW (self->window));
  pane_settle (&self->base);
  pane_wait_for (pane == NULL);
  open_pane (self);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/ticket-pane/shows-the-whole-ticket", test_shows);
  ADD ("/ticket-pane/follows-every-change", test_follows);
  ADD ("/ticket-pane/menus-set-their-field", test_menus);
  ADD ("/ticket-pane/closes-and-reopens", test_close);
  ADD ("/ticket-pane/bands-come-and-go", test_bands);
  ADD ("/ticket-pane/title-shows-all-lines", test_title_shown);
  ADD ("/ticket-pane/title-is-one-trimmed-line", test_title);
  ADD ("/ticket-pane/title-changed-by-others-is-not-overwritten", test_title_conflict);
  ADD ("/ticket-pane/title-of-300-characters-wraps", test_long_title);
  ADD ("/ticket-pane/stays-420-px-wide", test_width);
  ADD ("/ticket-pane/typing-survives-other-changes", test_title_keeps_typing);
  ADD ("/ticket-pane/description-is-saved-and-never-markup", test_description);
  ADD ("/ticket-pane/draft-opens-again", test_draft_survives);
  ADD ("/ticket-pane/title-draft-is-saved-when-found-again", test_title_draft_survives);
  ADD ("/ticket-pane/typing-before-the-draft-came-loses-none", test_typing_before_the_draft_came_loses_none);
  ADD ("/ticket-pane/draft-of-a-living-editor-is-left-alone", test_living_draft_is_left_alone);
  ADD ("/ticket-pane/half-a-title-outlives-its-ticket", test_title_outlives_its_ticket);
  ADD ("/ticket-pane/title-in-conflict-comes-back-with-its-ticket", test_title_conflict_comes_back);
  ADD ("/ticket-pane/saved-draft-is-gone", test_saved_draft_is_gone);
  ADD ("/ticket-pane/another-ticket-saves-the-edit", test_switch_saves);
  ADD ("/ticket-pane/comment-is-sent-once-and-not-blank", test_comment);
  ADD ("/ticket-pane/only-own-comments-have-a-menu", test_own_comment);
  ADD ("/ticket-pane/comment-in-conflict-shows-both", test_comment_conflict);
  ADD ("/ticket-pane/comment-draft-opens-again", test_comment_draft);
  ADD ("/ticket-pane/checklist-ticks-renames-moves-deletes", test_checklist);
  ADD ("/ticket-pane/pasted-lines-are-items", test_pasted_items);
  ADD ("/ticket-pane/deleted-ticket-leaves", test_deleted);
  ADD ("/ticket-pane/history-reads-as-sentences", test_history);
  ADD ("/ticket-pane/is-finalized", test_finalizes);
  g_test_add_func ("/conflict-band/shows-both-and-resolves", test_conflict_band);
  return g_test_run ();
}
