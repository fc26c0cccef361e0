/* SPDX-License-Identifier: GPL-3.0-or-later
 * A row of the pane's attachments. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-attachment-row.h"

#include <glib/gi18n.h>

#include "zw-pane-parts.h"

struct _ZwAttachmentRow {
  GtkListBoxRow parent_instance;
  ZwWorkspace *workspace;   /* (owned) */
  ZwAttachment *attachment; /* (owned) */
  GtkWidget *name;
  GtkWidget *menu;          /* GtkMenuButton */
};

G_DEFINE_FINAL_TYPE (ZwAttachmentRow, zw_attachment_row, GTK_TYPE_LIST_BOX_ROW)

static guint wished_signal;

/* In the order of ZwAttachmentDeed. */
static const char *const actions[] = { "attachment.open", "attachment.save", "attachment.rename", "attachment.remove" };

static void
act_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i], name))
      {
        g_signal_emit (widget, wished_signal, 0, (int) i);
        return;
      }
}

static gboolean
menu_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (ZW_ATTACHMENT_ROW (widget)->menu));
  return TRUE;
}

static void
secondary_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ZwAttachmentRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->menu));
}

static void
zw_attachment_row_dispose (GObject *object)
{
  ZwAttachmentRow *self = ZW_ATTACHMENT_ROW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->attachment);
  G_OBJECT_CLASS (zw_attachment_row_parent_class)->dispose (object);
}

static void
zw_attachment_row_class_init (ZwAttachmentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_attachment_row_dispose;
  wished_signal = g_signal_new ("wished", ZW_TYPE_ATTACHMENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, act_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, actions[ZW_ATTACHMENT_REMOVE], NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, actions[ZW_ATTACHMENT_RENAME], NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb, NULL);
}

static void
zw_attachment_row_init (ZwAttachmentRow *self)
{
  GtkGesture *secondary = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
}

/* --- what it shows --- */

static void
show_name_cb (ZwAttachmentRow *self)
{
  g_autofree char *size = g_format_size ((guint64) self->attachment->size);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", self->attachment->name, size);

  gtk_label_set_text (GTK_LABEL (self->name), self->attachment->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static GtkWidget *
new_icon (ZwAttachment *attachment)
{
  g_autofree char *type = attachment->mime == NULL ? NULL : g_content_type_from_mime_type (attachment->mime);
  g_autoptr (GIcon) icon = type == NULL ? g_themed_icon_new ("text-x-generic-symbolic") : g_content_type_get_symbolic_icon (type);

  return gtk_image_new_from_gicon (icon);
}

static GtkWidget *
new_menu_button (void)
{
  static const char *const words[] = { N_("Open"), N_("Save As…"), N_("Rename…"), N_("Remove") };
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_menu_append (menu, _(words[i]), actions[i]);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Attachment Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Attachment Menu"), -1);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "zw-reveal");
  gtk_widget_add_css_class (button, "zw-small");
  return button;
}

/* The menu takes the place of the size while the row is pointed at or focused. */
static GtkWidget *
new_end (ZwAttachmentRow *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  g_autofree char *size = g_format_size ((guint64) self->attachment->size);
  GtkWidget *words = zw_pane_label_new (size, "zw-key");

  gtk_widget_add_css_class (words, "zw-conceal");
  self->menu = new_menu_button ();
  gtk_overlay_set_child (GTK_OVERLAY (overlay), words);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->menu);
  return overlay;
}

static char *
dup_origin (ZwAttachmentRow *self)
{
  ZwPerson *author = zw_workspace_get_person (self->workspace, self->attachment->author);
  g_autofree char *time = zw_pane_format_time (zw_workspace_get_clock (self->workspace), self->attachment->created);

  /* Translators: a file; name of a person, then a time. */
  return author == NULL ? g_steal_pointer (&time) : g_strdup_printf (_("%s, %s"), author->name, time);
}

GtkWidget *
zw_attachment_row_new (ZwWorkspace *workspace, ZwAttachment *attachment)
{
  ZwAttachmentRow *self = g_object_new (ZW_TYPE_ATTACHMENT_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->workspace = g_object_ref (workspace);
  self->attachment = g_object_ref (attachment);
  self->name = zw_pane_label_new (NULL, NULL);
  g_autofree char *origin = dup_origin (self);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_widget_add_css_class (box, "zw-link");
  gtk_box_append (GTK_BOX (box), new_icon (attachment));
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), new_end (self));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), origin);
  g_signal_connect_object (attachment, "notify", G_CALLBACK (show_name_cb), self, G_CONNECT_SWAPPED);
  show_name_cb (self);
  return GTK_WIDGET (self);
}

ZwAttachment *
zw_attachment_row_get_attachment (ZwAttachmentRow *self)
{
  return self->attachment;
}
