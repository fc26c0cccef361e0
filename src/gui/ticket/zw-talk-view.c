/* SPDX-License-Identifier: GPL-3.0-or-later
 * A part of the ticket pane. The history is read when it is looked at, not before. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-talk-view.h"

#include <glib/gi18n.h>

#include "zw-avatar.h"
#include "zw-comment-row.h"
#include "zw-feedback.h"
#include "zw-history.h"
#include "zw-pane-parts.h"

#define MAX_SETS 200

struct _ZwTalkView {
  GtkBox parent_instance;
  ZwWorkspace *workspace;     /* (owned) */
  ZwTicketDocument *document; /* (owned) (nullable) */
  gulong comments_handler;
  GtkWidget *comments_button, *history_button; /* GtkToggleButton */
  GtkWidget *stack, *comments, *history;
};

G_DEFINE_FINAL_TYPE (ZwTalkView, zw_talk_view, GTK_TYPE_BOX)

static GListModel *
comments_of (ZwTalkView *self)
{
  return zw_ticket_document_get_comments (self->document);
}

static void
update_count (ZwTalkView *self)
{
  guint n = self->document == NULL ? 0 : g_list_model_get_n_items (comments_of (self));
  g_autofree char *label = n == 0 ? g_strdup (_("Comments")) : g_strdup_printf (_("Comments %u"), n);

  gtk_button_set_label (GTK_BUTTON (self->comments_button), label);
}

/* Comments come and go one by one: only those rows are made anew. */
static void
comments_changed_cb (GListModel *model, guint position, guint removed, guint added, ZwTalkView *self)
{
  GtkWidget *child = gtk_widget_get_first_child (self->comments), *previous = NULL;

  for (guint i = 0; i < position; i++)
    {
      previous = child;
      child = gtk_widget_get_next_sibling (child);
    }
  for (guint i = 0; i < removed; i++)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);
      gtk_box_remove (GTK_BOX (self->comments), child);
      child = next;
    }
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (ZwComment) comment = g_list_model_get_item (model, position + i);
      GtkWidget *row = zw_comment_row_new (self->workspace, comment);
      gtk_box_insert_child_after (GTK_BOX (self->comments), row, previous);
      previous = row;
    }
  update_count (self);
}

/* --- history --- */

static const char *
get_actor_name (ZwTalkView *self, const ZwChangeSet *set)
{
  ZwPerson *person = zw_workspace_get_person (self->workspace, set->actor);

  return person != NULL ? person->name : set->actor_name != NULL ? set->actor_name : _("Somebody");
}

static GtkWidget *
new_history_row (ZwTalkView *self, const ZwChangeSet *set, const char *sentences)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *avatar = zw_avatar_new (20);
  GtkWidget *text = gtk_label_new (sentences);
  ZwPerson *person = zw_workspace_get_person (self->workspace, set->actor);
  g_autofree char *time = zw_pane_format_time (zw_workspace_get_clock (self->workspace), set->at);

  if (person != NULL)
    zw_avatar_set_person (ZW_AVATAR (avatar), person);
  else
    zw_avatar_set_name (ZW_AVATAR (avatar), set->actor_name);
  gtk_widget_set_valign (avatar, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (top), zw_pane_label_new (get_actor_name (self, set), "caption-heading"));
  gtk_box_append (GTK_BOX (top), zw_pane_label_new (time, "zw-key"));
  gtk_box_append (GTK_BOX (column), top);
  gtk_box_append (GTK_BOX (column), text);
  gtk_box_append (GTK_BOX (row), avatar);
  gtk_box_append (GTK_BOX (row), column);
  return row;
}

static void
history_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZwTalkView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sets = zw_ticket_document_read_history_finish (ZW_TICKET_DOCUMENT (source), result, &error);

  if (self->document != ZW_TICKET_DOCUMENT (source))
    return;
  if (sets == NULL)
    {
      zw_feedback_error (GTK_WIDGET (self), error);
      return;
    }
  zw_pane_clear_box (GTK_BOX (self->history));
  for (guint i = 0; i < sets->len; i++)
    {
      const ZwChangeSet *set = g_ptr_array_index (sets, i);
      g_autofree char *sentences = zw_history_describe (self->workspace, self->document, set);
      if (*sentences != '\0')
        gtk_box_append (GTK_BOX (self->history), new_history_row (self, set, sentences));
    }
}

void
zw_talk_view_update (ZwTalkView *self)
{
  if (self->document != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->history_button)))
    zw_ticket_document_read_history_async (self->document, MAX_SETS, history_cb, g_object_ref (self));
}

static void
toggled_cb (GtkToggleButton *button, ZwTalkView *self)
{
  gboolean history = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->history_button));

  gtk_stack_set_visible_child (GTK_STACK (self->stack), history ? self->history : self->comments);
  zw_talk_view_update (self);
}

/* --- life --- */

static GtkWidget *
new_switch (ZwTalkView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->comments_button = gtk_toggle_button_new_with_label (_("Comments"));
  self->history_button = gtk_toggle_button_new_with_label (_("History"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->history_button), GTK_TOGGLE_BUTTON (self->comments_button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->comments_button), TRUE);
  gtk_widget_add_css_class (self->comments_button, "flat");
  gtk_widget_add_css_class (self->history_button, "flat");
  gtk_widget_add_css_class (box, "zw-switch");
  gtk_box_append (GTK_BOX (box), self->comments_button);
  gtk_box_append (GTK_BOX (box), self->history_button);
  g_signal_connect (self->history_button, "toggled", G_CALLBACK (toggled_cb), self);
  return box;
}

static void
drop_document (ZwTalkView *self)
{
  if (self->document == NULL)
    return;
  g_clear_signal_handler (&self->comments_handler, comments_of (self));
  zw_pane_clear_box (GTK_BOX (self->comments));
  zw_pane_clear_box (GTK_BOX (self->history));
  g_clear_object (&self->document);
}

static void
zw_talk_view_dispose (GObject *object)
{
  ZwTalkView *self = ZW_TALK_VIEW (object);

  drop_document (self);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_talk_view_parent_class)->dispose (object);
}

static void
zw_talk_view_class_init (ZwTalkViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_talk_view_dispose;
}

static void
zw_talk_view_init (ZwTalkView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  self->comments = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->history = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE); /* a hidden page must not widen the pane */
  gtk_stack_add_child (GTK_STACK (self->stack), self->comments);
  gtk_stack_add_child (GTK_STACK (self->stack), self->history);
  gtk_box_append (GTK_BOX (self), new_switch (self));
  gtk_box_append (GTK_BOX (self), self->stack);
}

GtkWidget *
zw_talk_view_new (ZwWorkspace *workspace)
{
  ZwTalkView *self = g_object_new (ZW_TYPE_TALK_VIEW, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}

void
zw_talk_view_set_document (ZwTalkView *self, ZwTicketDocument *document)
{
  if (self->document == document)
    return;
  drop_document (self);
  if (document != NULL)
    {
      self->document = g_object_ref (document);
      self->comments_handler = g_signal_connect (comments_of (self), "items-changed", G_CALLBACK (comments_changed_cb), self);
      comments_changed_cb (comments_of (self), 0, 0, g_list_model_get_n_items (comments_of (self)), self);
    }
  update_count (self);
  zw_talk_view_update (self);
}
