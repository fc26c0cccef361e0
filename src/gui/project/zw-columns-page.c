/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made by ZwProjectSettings. Rows follow the workspace's list; order changes by commands alone. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-columns-page.h"

#include <glib/gi18n.h>

#include "zw-column-row.h"
#include "zw-commit.h"
#include "zw-dialogs.h"
#include "zw-field-editor.h"
#include "zw-open-list.h"
#include "zw-project-commands.h"

struct _ZwColumnsPage {
  AdwPreferencesPage parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  ZwProject *project;     /* (owned) */
  GListModel *statuses;   /* (owned) of the work on the board */
  GPtrArray *editors;     /* (owned) ZwFieldEditor */
  GtkListBox *list;
  GtkToggleButton *warn;
  GtkToggleButton *refuse;
  AdwComboRow *age_row;
};

G_DEFINE_FINAL_TYPE (ZwColumnsPage, zw_columns_page, ADW_TYPE_PREFERENCES_PAGE)

static gint64
get_project_id (ZwColumnsPage *self)
{
  return zw_item_get_id (ZW_ITEM (self->project));
}

/* 0 behind the last one: commands mean the end by that. */
static gint64
get_id_at (ZwColumnsPage *self, guint index)
{
  g_autoptr (ZwItem) status = g_list_model_get_item (self->statuses, index);
  return status != NULL ? zw_item_get_id (status) : 0;
}

static GtkWidget *
find_row (ZwColumnsPage *self, gint64 status)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);
      if (row == NULL)
        return NULL;
      if (ZW_IS_COLUMN_ROW (row) && zw_item_get_id (ZW_ITEM (zw_column_row_get_status (ZW_COLUMN_ROW (row)))) == status)
        return GTK_WIDGET (row);
    }
}

/* --- order --- */

/* The row of a moved column is a new one: it takes the focus over. */
static void
move_before (ZwColumnsPage *self, gint64 status, gint64 before)
{
  g_autoptr (GError) error = NULL;

  zw_commit (GTK_WIDGET (self), self->workspace, zw_status_move (self->workspace, status, before, &error), &error);
  GtkWidget *row = find_row (self, status);
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
move_cb (ZwColumnRow *row, int step, ZwColumnsPage *self)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  int n = (int) g_list_model_get_n_items (self->statuses);

  if (index + step < 0 || index + step >= n)
    gtk_widget_error_bell (GTK_WIDGET (row));
  else
    move_before (self, zw_item_get_id (ZW_ITEM (zw_column_row_get_status (row))),
                 get_id_at (self, (guint) (step < 0 ? index - 1 : index + 2)));
}

/* --- dragging --- */

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, ZwColumnsPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);

  if (!ZW_IS_COLUMN_ROW (row) || zw_workspace_is_read_only (self->workspace))
    return NULL;
  ZwStatus *status = zw_column_row_get_status (ZW_COLUMN_ROW (row));
  return status->on_board ? gdk_content_provider_new_typed (ZW_TYPE_STATUS, status) : NULL;
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, ZwColumnsPage *self)
{
  g_autoptr (GdkContentProvider) content = gdk_drag_get_content (drag) != NULL ? g_object_ref (gdk_drag_get_content (drag)) : NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, ZW_TYPE_STATUS);
  if (content == NULL || !gdk_content_provider_get_value (content, &value, NULL))
    return;
  GtkWidget *row = find_row (self, zw_item_get_id (g_value_get_object (&value)));
  if (row == NULL)
    return;
  g_autoptr (GdkPaintable) live = gtk_widget_paintable_new (row);
  g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (live);
  GtkWidget *picture = gtk_picture_new_for_paintable (image);
  gtk_widget_add_css_class (picture, "zw-drag-row");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), picture);
  gdk_drag_set_hotspot (drag, 16, gtk_widget_get_height (row) / 2);
}

static void
unmark (ZwColumnsPage *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    gtk_widget_remove_css_class (row, "drop-before");
}

/* The index before which a drop at @y goes: by the middle of the rows, never behind what is off the board. */
static int
find_drop_index (ZwColumnsPage *self, double y)
{
  int index = 0;

  for (;; index++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);
      graphene_rect_t bounds;
      if (!ZW_IS_COLUMN_ROW (row) || !zw_column_row_get_status (ZW_COLUMN_ROW (row))->on_board
          || !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds)
          || y < bounds.origin.y + bounds.size.height / 2)
        return index;
    }
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, ZwColumnsPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, find_drop_index (self, y));

  unmark (self);
  if (row != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "drop-before");
  return GDK_ACTION_MOVE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, ZwColumnsPage *self)
{
  ZwStatus *status = g_value_get_object (value);
  gint64 before = get_id_at (self, (guint) find_drop_index (self, y));

  unmark (self);
  if (status == NULL || status->project != get_project_id (self))
    return FALSE;
  move_before (self, zw_item_get_id (ZW_ITEM (status)), before);
  return TRUE;
}

static void
add_dragging (ZwColumnsPage *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (ZW_TYPE_STATUS, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (unmark), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
}

/* --- adding --- */

/* A new column stands before the first closed one. */
static gint64
find_first_closed (ZwColumnsPage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (self->statuses, i);
      if (zw_category_is_closed (status->category))
        return zw_item_get_id (ZW_ITEM (status));
    }
  return 0;
}

static void
add_column (const char *text, gpointer data)
{
  ZwColumnsPage *self = data;
  gint64 id = 0;
  g_autoptr (GError) error = NULL;
  ZwChangeSet *set = zw_status_create (self->workspace, get_project_id (self), text, ZW_WORKFLOW_WORK, ZW_CATEGORY_IN_PROGRESS,
                                       find_first_closed (self), &id, &error);
  GtkWidget *row;

  if (!zw_commit (GTK_WIDGET (self), self->workspace, set, &error))
    return;
  row = find_row (self, id);
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
row_activated_cb (ZwColumnsPage *self, GtkListBoxRow *row)
{
  if (!ZW_IS_COLUMN_ROW (row))
    zw_dialogs_ask_text (GTK_WIDGET (self), _("New Column"), NULL, _("_Add"), add_column, g_object_ref (self), g_object_unref);
}

/* --- the page --- */

static gboolean
is_work (gpointer item, gpointer data)
{
  return ZW_STATUS (item)->workflow == ZW_WORKFLOW_WORK;
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  ZwColumnsPage *self = data;

  if (!ZW_IS_STATUS (item))
    return zw_open_list_new_add_row (_("Add Column"));
  GtkWidget *row = zw_column_row_new (self->workspace, item);
  g_signal_connect_object (row, "move", G_CALLBACK (move_cb), self, 0);
  return row;
}

static void
fill_age_row (ZwColumnsPage *self)
{
  static const int days[] = { 2, 3, 5, 7, 10, 14, 21, 30 };
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  int present = self->project->age_limit;
  gboolean is_listed = present == ZW_UNSET;

  gtk_string_list_append (names, _("Automatic"));
  g_strv_builder_add (values, "");
  for (guint i = 0; i <= G_N_ELEMENTS (days); i++)
    {
      int n = i < G_N_ELEMENTS (days) ? days[i] : present;
      if (i == G_N_ELEMENTS (days) && is_listed)
        break;
      is_listed |= n == present;
      g_autofree char *value = g_strdup_printf ("%d", n);
      g_strv_builder_add (values, value);
      gtk_string_list_take (names, g_strdup_printf (ngettext ("After %d Day", "After %d Days", (gulong) n), n));
    }
  g_auto (GStrv) texts = g_strv_builder_end (values);
  adw_combo_row_set_model (self->age_row, G_LIST_MODEL (names));
  g_ptr_array_add (self->editors, zw_field_editor_new_combo (self->age_row, self->workspace, ZW_ITEM (self->project),
                                                             ZW_FIELD_AGE_LIMIT, (const char *const *) texts));
}

static void
zw_columns_page_dispose (GObject *object)
{
  ZwColumnsPage *self = ZW_COLUMNS_PAGE (object);

  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_object (&self->statuses);
  g_clear_object (&self->project);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_columns_page_parent_class)->dispose (object);
}

static void
zw_columns_page_class_init (ZwColumnsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_columns_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/columns-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwColumnsPage, list);
  gtk_widget_class_bind_template_child (widget_class, ZwColumnsPage, warn);
  gtk_widget_class_bind_template_child (widget_class, ZwColumnsPage, refuse);
  gtk_widget_class_bind_template_child (widget_class, ZwColumnsPage, age_row);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
zw_columns_page_init (ZwColumnsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
}

GtkWidget *
zw_columns_page_new (ZwWorkspace *workspace, ZwProject *project)
{
  ZwColumnsPage *self = g_object_new (ZW_TYPE_COLUMNS_PAGE, NULL);
  GListModel *statuses = zw_workspace_get_statuses (workspace, zw_item_get_id (ZW_ITEM (project)));
  ZwItem *item = ZW_ITEM (project);

  self->workspace = g_object_ref (workspace);
  self->project = g_object_ref (project);
  self->statuses = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (statuses),
                                                            GTK_FILTER (gtk_custom_filter_new (is_work, NULL, NULL))));
  zw_open_list_bind (self->list, self->statuses, create_row, self);
  add_dragging (self);
  g_ptr_array_add (self->editors, zw_field_editor_new_toggle (self->warn, workspace, item, ZW_FIELD_NEW_LIMIT_HARD, "0"));
  g_ptr_array_add (self->editors, zw_field_editor_new_toggle (self->refuse, workspace, item, ZW_FIELD_NEW_LIMIT_HARD, "1"));
  fill_age_row (self);
  return GTK_WIDGET (self);
}
