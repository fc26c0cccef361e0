/* SPDX-License-Identifier: GPL-3.0-or-later
 * The line above the one column of a narrow board. Made by ZwBoardView. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-column-pager.h"

#include <glib/gi18n.h>

#include "zw-format.h"

struct _ZwColumnPager {
  GtkWidget parent_instance;

  ZwWorkspace *workspace; /* (owned) */
  ZwColumnBox *columns;   /* (weak) */
  GtkWidget *row;
  GtkWidget *previous, *previous_name;
  GtkWidget *name, *count_box, *count, *sum;
  GtkWidget *next, *next_name;
};

G_DEFINE_FINAL_TYPE (ZwColumnPager, zw_column_pager, GTK_TYPE_WIDGET)

static void
update_turn (ZwColumnPager *self, GtkWidget *button, GtkWidget *label, int page)
{
  ZwColumnView *view = page < 0 ? NULL : zw_column_box_get_nth (self->columns, (guint) page);
  const char *name = view == NULL ? "" : zw_board_column_get_status (zw_column_view_get_column (view))->name;

  gtk_label_set_text (GTK_LABEL (label), name);
  gtk_widget_set_opacity (button, view == NULL ? 0 : 1);
  gtk_widget_set_sensitive (button, view != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
zw_column_pager_update (ZwColumnPager *self)
{
  guint page = zw_column_box_get_page (self->columns);
  ZwColumnView *view = zw_column_box_get_nth (self->columns, page);

  if (view == NULL)
    return;
  ZwBoardColumn *column = zw_column_view_get_column (view);
  ZwStatus *status = zw_board_column_get_status (column);
  g_autofree char *count = zw_column_view_dup_count_markup (column);
  double sum = zw_board_column_get_sum (column);
  g_autofree char *points = sum > 0 ? zw_format_estimate (sum, zw_workspace_get_project (self->workspace, status->project)) : g_strdup ("");

  gtk_label_set_text (GTK_LABEL (self->name), status->name);
  gtk_label_set_markup (GTK_LABEL (self->count), count);
  gtk_label_set_text (GTK_LABEL (self->sum), points);
  if (zw_board_column_is_over_limit (column))
    gtk_widget_add_css_class (self->count_box, "over");
  else
    gtk_widget_remove_css_class (self->count_box, "over");
  update_turn (self, self->previous, self->previous_name, (int) page - 1);
  update_turn (self, self->next, self->next_name, (int) page + 1);
}

static void
turn_cb (GtkButton *button, gpointer data)
{
  ZwColumnPager *self = data;
  guint page = zw_column_box_get_page (self->columns);

  zw_column_box_set_page (self->columns, GTK_WIDGET (button) == self->next ? page + 1 : page - 1);
}

static GtkWidget *
make_turn (ZwColumnPager *self, const char *icon, GtkWidget **label, gboolean icon_first)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  *label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (*label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (*label, "caption");
  gtk_box_append (GTK_BOX (box), icon_first ? image : *label);
  gtk_box_append (GTK_BOX (box), icon_first ? *label : image);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (turn_cb), self);
  return button;
}

static GtkWidget *
make_middle (ZwColumnPager *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->name = gtk_label_new (NULL);
  self->count_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->count = gtk_label_new (NULL);
  self->sum = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->name, "title-4");
  gtk_widget_add_css_class (self->count_box, "zw-count");
  gtk_widget_add_css_class (self->count, "caption");
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_widget_set_valign (self->count_box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->sum, "caption");
  gtk_widget_add_css_class (self->sum, "zw-sec");
  gtk_box_append (GTK_BOX (self->count_box), self->count);
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), self->count_box);
  gtk_box_append (GTK_BOX (box), self->sum);
  return box;
}

static void
zw_column_pager_dispose (GObject *object)
{
  ZwColumnPager *self = ZW_COLUMN_PAGER (object);

  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_weak_pointer (&self->columns);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_column_pager_parent_class)->dispose (object);
}

static void
zw_column_pager_class_init (ZwColumnPagerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_column_pager_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "pager");
}

static void
zw_column_pager_init (ZwColumnPager *self)
{
  self->row = gtk_center_box_new ();
  self->previous = make_turn (self, "go-previous-symbolic", &self->previous_name, TRUE);
  self->next = make_turn (self, "go-next-symbolic", &self->next_name, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-pager");
  gtk_center_box_set_start_widget (GTK_CENTER_BOX (self->row), self->previous);
  gtk_center_box_set_center_widget (GTK_CENTER_BOX (self->row), make_middle (self));
  gtk_center_box_set_end_widget (GTK_CENTER_BOX (self->row), self->next);
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
}

GtkWidget *
zw_column_pager_new (ZwWorkspace *workspace, ZwColumnBox *columns)
{
  ZwColumnPager *self = g_object_new (ZW_TYPE_COLUMN_PAGER, NULL);

  self->workspace = g_object_ref (workspace);
  g_set_weak_pointer (&self->columns, columns);
  g_signal_connect_object (columns, "page-changed", G_CALLBACK (zw_column_pager_update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
