/* SPDX-License-Identifier: GPL-3.0-or-later
 * A drop target and a key in the capture phase, as the text views of the pane would take a dropped file for its address. Made
 * by the pane; must leave alone what is text: a drag of words into the description, Ctrl+V in an editor. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-pane-drops.h"

#include "zw-feedback.h"

static gboolean
add_value (ZwAttachmentsView *attachments, const GValue *value)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      zw_attachments_view_add_picture (attachments, g_value_get_object (value));
      return TRUE;
    }
  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *at = files; at != NULL; at = at->next)
    zw_attachments_view_add_file (attachments, at->data);
  return files != NULL;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, ZwAttachmentsView *attachments)
{
  return add_value (attachments, value);
}

/* --- pasting --- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZwAttachmentsView) attachments = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value == NULL)
    zw_feedback_error (GTK_WIDGET (attachments), error);
  else
    add_value (attachments, value);
}

/* In an editor text comes first: what was copied in a file manager has both. */
gboolean
zw_pane_drops_paste (GtkWidget *pane, ZwAttachmentsView *attachments)
{
  GtkRoot *root = gtk_widget_get_root (pane);
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (pane);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  gboolean types = GTK_IS_TEXT_VIEW (focus) || GTK_IS_EDITABLE (focus);
  GType type = gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ? GDK_TYPE_FILE_LIST : GDK_TYPE_TEXTURE;

  if ((types && gdk_content_formats_contain_gtype (formats, G_TYPE_STRING)) || !gdk_content_formats_contain_gtype (formats, type))
    return FALSE;
  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, read_cb, g_object_ref (attachments));
  return TRUE;
}

static gboolean
paste_cb (GtkWidget *pane, GVariant *arguments, gpointer attachments)
{
  return zw_pane_drops_paste (pane, attachments);
}

void
zw_pane_drops_add (GtkWidget *pane, ZwAttachmentsView *attachments)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), attachments, 0);
  gtk_widget_add_controller (pane, GTK_EVENT_CONTROLLER (target));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (paste_cb, attachments, NULL)));
  gtk_widget_add_controller (pane, keys);
}
