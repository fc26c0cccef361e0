/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by the pane's list of fields and the new-ticket dialog. Knows no ticket. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-field-row.h"

struct _ZwFieldRow {
  GtkListBoxRow parent_instance;
  GtkWidget *name;   /* GtkLabel */
  GtkWidget *button; /* GtkMenuButton */
  ZwPopoverFunc create;
  gpointer owner;    /* not owned */
};

G_DEFINE_FINAL_TYPE (ZwFieldRow, zw_field_row, GTK_TYPE_LIST_BOX_ROW)

static void
create_cb (GtkMenuButton *button, gpointer user_data)
{
  ZwFieldRow *self = user_data;

  gtk_menu_button_set_popover (button, self->create (self->owner));
}

static void
zw_field_row_class_init (ZwFieldRowClass *klass)
{
}

static void
zw_field_row_init (ZwFieldRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->name, "zw-name");
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  gtk_widget_set_hexpand (self->button, TRUE);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

GtkWidget *
zw_field_row_new (const char *name, ZwPopoverFunc create, gpointer owner)
{
  ZwFieldRow *self = g_object_new (ZW_TYPE_FIELD_ROW, NULL);

  self->create = create;
  self->owner = owner;
  zw_field_row_set_name (self, name);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_cb, self, NULL);
  return GTK_WIDGET (self);
}

void
zw_field_row_set_name (ZwFieldRow *self, const char *name)
{
  gtk_label_set_text (GTK_LABEL (self->name), name);
}

void
zw_field_row_join (ZwFieldRow *self, GtkSizeGroup *names)
{
  gtk_size_group_add_widget (names, self->name);
}

static GtkWidget *
new_text (const char *text, gboolean is_set)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (!is_set)
    gtk_widget_add_css_class (label, "zw-sec");
  return label;
}

void
zw_field_row_set_value (ZwFieldRow *self, GtkWidget *start, const char *text, gboolean is_set, GtkWidget *end)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  if (start != NULL)
    gtk_box_append (GTK_BOX (box), start);
  gtk_box_append (GTK_BOX (box), new_text (text, is_set));
  if (end != NULL)
    gtk_box_append (GTK_BOX (box), end);
  zw_field_row_set_content (self, box, text);
}

void
zw_field_row_set_content (ZwFieldRow *self, GtkWidget *content, const char *spoken)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", gtk_label_get_text (GTK_LABEL (self->name)), spoken);

  gtk_widget_set_hexpand (content, TRUE);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), content);
  /* The button centres its content; a value stands at the start. */
  gtk_widget_set_halign (gtk_widget_get_parent (content), GTK_ALIGN_FILL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
zw_field_row_popup (ZwFieldRow *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
