/* SPDX-License-Identifier: GPL-3.0-or-later
 * The foot of the ticket pane. Must never throw typed text away. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-comment-bar.h"

#include <glib/gi18n.h>

#include "zw-avatar.h"
#include "zw-draft-keeper.h"
#include "zw-feedback.h"
#include "zw-pane-parts.h"
#include "zw-part-commands.h"

#define MIN_HEIGHT 22
#define MAX_HEIGHT 160

struct _ZwCommentBar {
  GtkBox parent_instance;
  ZwWorkspace *workspace;     /* (owned) */
  ZwTicketDocument *document; /* (owned) (nullable) */
  ZwDraftKeeper *keeper;      /* (owned) (nullable) of .document */
  gulong restored_handler;
  GtkWidget *avatar, *text, *placeholder, *send;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (ZwCommentBar, zw_comment_bar, GTK_TYPE_BOX)

static void
set_text (ZwCommentBar *self, const char *text)
{
  self->updating = TRUE;
  gtk_text_buffer_set_text (zw_comment_bar_get_buffer (self), text, -1);
  self->updating = FALSE;
}

static void
changed_cb (GtkTextBuffer *buffer, ZwCommentBar *self)
{
  g_autofree char *text = zw_pane_dup_buffer_text (buffer);

  gtk_widget_set_visible (self->placeholder, *text == '\0');
  gtk_widget_set_sensitive (self->send, *text != '\0');
  if (!self->updating && self->keeper != NULL)
    zw_draft_keeper_touch (self->keeper, text);
}

static void
restored_cb (ZwDraftKeeper *keeper, const char *text, ZwCommentBar *self)
{
  g_autofree char *typed = zw_pane_dup_buffer_text (zw_comment_bar_get_buffer (self));

  if (*typed == '\0')
    set_text (self, text);
}

/* One comment on its way to the disk. */
typedef struct {
  ZwCommentBar *bar;     /* (owned) */
  ZwDraftKeeper *keeper; /* (owned) of its ticket */
  char *text;            /* (owned) */
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->bar);
  g_object_unref (sending->keeper);
  g_free (sending->text);
  g_free (sending);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

/* Stored: the draft may go, unless the next comment is being typed. Refused: what was typed comes back. */
static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Sending) sending = data;
  g_autoptr (GError) error = NULL;
  ZwCommentBar *self = sending->bar;
  gboolean stored = zw_workspace_commit_finish (ZW_WORKSPACE (source), result, &error);
  gboolean is_shown = self->keeper == sending->keeper;
  g_autofree char *next = is_shown ? zw_pane_dup_buffer_text (zw_comment_bar_get_buffer (self)) : g_strdup ("");

  if (stored && *next == '\0')
    zw_draft_keeper_discard (sending->keeper);
  if (stored)
    return;
  g_autofree char *both = *next == '\0' ? g_strdup (sending->text) : g_strconcat (sending->text, "\n\n", next, NULL);
  if (is_shown)
    set_text (self, both);
  zw_draft_keeper_touch (sending->keeper, both);
  zw_draft_keeper_flush (sending->keeper);
  zw_feedback_error (GTK_WIDGET (self), error);
}

void
zw_comment_bar_send (ZwCommentBar *self)
{
  g_autofree char *text = g_strstrip (zw_pane_dup_buffer_text (zw_comment_bar_get_buffer (self)));
  g_autoptr (GError) error = NULL;

  if (*text == '\0' || self->document == NULL)
    return;
  gint64 id = zw_item_get_id (ZW_ITEM (zw_ticket_document_get_ticket (self->document)));
  ZwChangeSet *set = zw_comment_add (self->workspace, id, text, &error);
  if (set == NULL)
    {
      zw_feedback_error (GTK_WIDGET (self), error);
      return;
    }
  Sending *sending = g_new (Sending, 1);
  *sending = (Sending) { g_object_ref (self), g_object_ref (self->keeper), g_steal_pointer (&text) };
  set_text (self, "");
  zw_workspace_commit_async (self->workspace, set, sent_cb, sending);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ZwCommentBar *self)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || (state & GDK_CONTROL_MASK) == 0)
    return FALSE;
  zw_comment_bar_send (self);
  return TRUE;
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, ZwCommentBar *self)
{
  if (self->keeper != NULL)
    zw_draft_keeper_flush (self->keeper);
}

static GtkWidget *
new_entry (ZwCommentBar *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->text = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Write a comment"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), MIN_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->text);
  self->placeholder = zw_pane_label_new (_("Write a comment…"), "dim-label");
  gtk_widget_set_can_target (self->placeholder, FALSE);
  gtk_widget_set_valign (self->placeholder, GTK_ALIGN_START);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->placeholder);
  gtk_overlay_set_measure_overlay (GTK_OVERLAY (overlay), self->placeholder, TRUE);
  gtk_widget_add_css_class (overlay, "zw-editor");
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_widget_set_valign (overlay, GTK_ALIGN_CENTER);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->text, keys);
  gtk_widget_add_controller (self->text, focus);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  g_signal_connect (zw_comment_bar_get_buffer (self), "changed", G_CALLBACK (changed_cb), self);
  return overlay;
}

static void
drop_document (ZwCommentBar *self)
{
  if (self->document == NULL)
    return;
  zw_draft_keeper_flush (self->keeper);
  g_clear_signal_handler (&self->restored_handler, self->keeper);
  g_clear_object (&self->keeper);
  g_clear_object (&self->document);
  set_text (self, "");
}

static void
zw_comment_bar_dispose (GObject *object)
{
  ZwCommentBar *self = ZW_COMMENT_BAR (object);

  drop_document (self);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_comment_bar_parent_class)->dispose (object);
}

static void
zw_comment_bar_class_init (ZwCommentBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_comment_bar_dispose;
}

static void
zw_comment_bar_init (ZwCommentBar *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-comment-bar");
  self->avatar = zw_avatar_new (28);
  self->send = zw_pane_icon_button_new ("zw-send-symbolic", _("Send (Ctrl+Enter)"));
  gtk_widget_set_sensitive (self->send, FALSE);
  gtk_box_append (GTK_BOX (self), self->avatar);
  gtk_box_append (GTK_BOX (self), new_entry (self));
  gtk_box_append (GTK_BOX (self), self->send);
  g_signal_connect_swapped (self->send, "clicked", G_CALLBACK (zw_comment_bar_send), self);
}

GtkWidget *
zw_comment_bar_new (ZwWorkspace *workspace)
{
  ZwCommentBar *self = g_object_new (ZW_TYPE_COMMENT_BAR, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}

void
zw_comment_bar_set_document (ZwCommentBar *self, ZwTicketDocument *document)
{
  if (self->document == document)
    return;
  drop_document (self);
  if (document == NULL)
    return;
  gint64 id = zw_item_get_id (ZW_ITEM (zw_ticket_document_get_ticket (document)));
  ZwPerson *me = zw_workspace_get_person (self->workspace, zw_workspace_get_actor (self->workspace));
  self->document = g_object_ref (document);
  self->keeper = zw_draft_keeper_new (self->workspace, ZW_ENTITY_TICKET, id, ZW_FIELD_TEXT);
  self->restored_handler = g_signal_connect (self->keeper, "restored", G_CALLBACK (restored_cb), self);
  zw_draft_keeper_restore (self->keeper);
  if (me != NULL)
    zw_avatar_set_person (ZW_AVATAR (self->avatar), me);
  else
    zw_avatar_set_name (ZW_AVATAR (self->avatar), zw_workspace_get_actor_name (self->workspace));
  gtk_widget_set_sensitive (GTK_WIDGET (self), !zw_workspace_is_read_only (self->workspace));
}

GtkTextBuffer *
zw_comment_bar_get_buffer (ZwCommentBar *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
}
