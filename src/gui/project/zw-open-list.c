/* SPDX-License-Identifier: GPL-3.0-or-later
 * Binding a list box to a model and one more item. Must know nothing of what the rows are. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-open-list.h"

void
zw_open_list_bind (GtkListBox *list, GListModel *model, GtkListBoxCreateWidgetFunc create, gpointer data)
{
  const char *const last_words[] = { "", NULL };
  g_autoptr (GtkStringList) last = gtk_string_list_new (last_words);
  g_autoptr (GListStore) parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFlattenListModel) rows = NULL;

  g_list_store_append (parts, model);
  g_list_store_append (parts, last);
  rows = gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (parts)));
  gtk_list_box_bind_model (list, G_LIST_MODEL (rows), create, data, NULL);
}

GtkWidget *
zw_open_list_new_add_row (const char *label)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *text = gtk_label_new (label);

  gtk_widget_add_css_class (text, "heading");
  gtk_widget_add_css_class (box, "zw-setting");
  gtk_widget_add_css_class (box, "add");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return row;
}
