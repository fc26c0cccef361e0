/* SPDX-License-Identifier: GPL-3.0-or-later
 * A title edited in place. Made by the cards of the board and the rows of the backlog; what is behind it (draft, saving, the
 * question about somebody else's title) is ZwTitleEdit's. Must never write by itself. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-title-editor.h"

#include <glib/gi18n.h>

#include "zw-pane-parts.h"
#include "zw-title-edit.h"

struct _ZwTitleEditor {
  GtkWidget parent_instance;

  GtkWidget *text;
  ZwTitleEdit *edit; /* (owned) (nullable) until it ended */
};

G_DEFINE_FINAL_TYPE (ZwTitleEditor, zw_title_editor, GTK_TYPE_WIDGET)

static guint ended_signal;

static GtkTextBuffer *
get_buffer (ZwTitleEditor *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
}

static char *
dup_typed (ZwTitleEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
}

static void
set_text (ZwTitleEditor *self, const char *text)
{
  GtkTextIter start, end;

  gtk_text_buffer_set_text (get_buffer (self), text, -1);
  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  gtk_text_buffer_select_range (get_buffer (self), &start, &end);
}

/* --- what the person does --- */

/* Another window in front is no reason to end: half a title would be saved. */
static void
left_cb (ZwTitleEditor *self)
{
  if (!zw_pane_holds_focus (self->text))
    zw_title_editor_end (self, TRUE);
}

static gboolean
key_cb (ZwTitleEditor *self, guint keyval)
{
  gboolean save = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (!save && keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  zw_title_editor_end (self, save);
  return GDK_EVENT_STOP;
}

static void
changed_cb (ZwTitleEditor *self)
{
  g_autofree char *text = dup_typed (self);

  if (self->edit != NULL)
    zw_title_edit_touch (self->edit, text);
}

/* A title is one line, whatever is pasted. */
static void
insert_cb (GtkTextBuffer *buffer, GtkTextIter *where, const char *text, int length)
{
  g_autofree char *line = g_strndup (text, (gsize) length);

  if (strpbrk (line, "\r\n\t") == NULL)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_text_buffer_insert (buffer, where, g_strdelimit (line, "\r\n\t", ' '), -1);
}

static void
restored_cb (ZwTitleEditor *self, const char *text)
{
  set_text (self, text);
}

/* --- the widget --- */

static void
zw_title_editor_dispose (GObject *object)
{
  ZwTitleEditor *self = ZW_TITLE_EDITOR (object);

  g_clear_object (&self->edit);
  g_clear_pointer (&self->text, gtk_widget_unparent);
  G_OBJECT_CLASS (zw_title_editor_parent_class)->dispose (object);
}

static void
zw_title_editor_class_init (ZwTitleEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_title_editor_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "titleeditor");
  ended_signal = g_signal_new ("ended", ZW_TYPE_TITLE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_title_editor_init (ZwTitleEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->text = gtk_text_view_new ();
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Title"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->text, focus);
  gtk_widget_add_controller (self->text, keys);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
}

GtkWidget *
zw_title_editor_open (GtkWidget *owner, ZwWorkspace *workspace, ZwTicket *ticket, gboolean wraps)
{
  ZwTitleEditor *self = g_object_new (ZW_TYPE_TITLE_EDITOR, NULL);

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text), wraps ? GTK_WRAP_WORD_CHAR : GTK_WRAP_NONE);
  /* A text that wraps does not know its height before it got a place, and would get none in the middle. */
  gtk_widget_set_valign (self->text, wraps ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
  gtk_widget_set_parent (GTK_WIDGET (self), owner);
  gtk_widget_grab_focus (self->text);
  set_text (self, ticket->title);
  self->edit = zw_title_edit_new (workspace, ticket);
  g_signal_connect_object (self->edit, "restored", G_CALLBACK (restored_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_buffer (self), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (get_buffer (self), "insert-text", G_CALLBACK (insert_cb), NULL);
  return GTK_WIDGET (self);
}

static gboolean
unparent_cb (gpointer editor)
{
  if (gtk_widget_get_parent (editor) != NULL)
    gtk_widget_unparent (editor);
  return G_SOURCE_REMOVE;
}

void
zw_title_editor_end (ZwTitleEditor *self, gboolean save)
{
  g_autoptr (ZwTitleEdit) edit = g_steal_pointer (&self->edit);
  g_autoptr (GtkWidget) owner = edit == NULL ? NULL : g_object_ref (gtk_widget_get_parent (GTK_WIDGET (self)));

  if (edit == NULL)
    return;
  g_autofree char *text = dup_typed (self);
  if (gtk_widget_has_focus (self->text))
    gtk_widget_grab_focus (owner);
  /* Soon: GTK still walks up from it while the focus leaves. */
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, unparent_cb, g_object_ref (self), g_object_unref);
  g_signal_emit (self, ended_signal, 0);
  if (save)
    zw_title_edit_finish (edit, owner, text);
  else
    zw_title_edit_cancel (edit);
}
