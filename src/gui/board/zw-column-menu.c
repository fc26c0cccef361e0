/* SPDX-License-Identifier: GPL-3.0-or-later
 * The menu of a column, and the column as something to drag. Called by ZwColumnView. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-column-menu.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "zw-column-delete.h"
#include "zw-commit.h"
#include "zw-dialogs.h"
#include "zw-drag-escape.h"
#include "zw-format.h"
#include "zw-project-commands.h"

static const char *const colours[] = { "blue", "teal", "green", "yellow", "orange", "red", "pink", "purple", "indigo", "brown", "grey" };

static ZwStatus *
get_status (ZwColumnView *self)
{
  return zw_board_column_get_status (zw_column_view_get_column (self));
}

static gint64
get_status_id (ZwColumnView *self)
{
  return zw_item_get_id (ZW_ITEM (get_status (self)));
}

static gboolean
set_field (ZwColumnView *self, ZwField field, const char *value)
{
  g_autoptr (GError) error = NULL;
  ZwWorkspace *workspace = zw_column_view_get_workspace (self);

  return zw_commit (GTK_WIDGET (self), workspace, zw_item_set_field (workspace, ZW_ITEM (get_status (self)), field, value, &error), &error);
}

/* --- name and limit --- */

static void
rename_to (const char *text, gpointer data)
{
  set_field (data, ZW_FIELD_NAME, text);
}

static void
rename_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ZwColumnView *self = ZW_COLUMN_VIEW (widget);
  zw_dialogs_ask_text (widget, _("Rename Column"), get_status (self)->name, _("_Rename"), rename_to, g_object_ref (self), g_object_unref);
}

typedef struct {
  ZwColumnView *view; /* (owned) */
  GtkSpinButton *limit; /* (owned) */
  GtkCheckButton *hard; /* (owned) */
} LimitForm;

static void
limit_form_free (gpointer data)
{
  LimitForm *form = data;

  g_clear_object (&form->view);
  g_clear_object (&form->limit);
  g_clear_object (&form->hard);
  g_free (form);
}

static void
set_limit (gpointer data)
{
  LimitForm *form = data;
  g_autofree char *limit = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (form->limit));

  if (set_field (form->view, ZW_FIELD_WIP_LIMIT, limit))
    set_field (form->view, ZW_FIELD_WIP_HARD, gtk_check_button_get_active (form->hard) ? "1" : "0");
}

static void
limit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ZwColumnView *self = ZW_COLUMN_VIEW (widget);
  ZwStatus *status = get_status (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *limit = gtk_spin_button_new_with_range (0, 999, 1);
  GtkWidget *soft = gtk_check_button_new_with_mnemonic (_("_Warn when it is exceeded"));
  GtkWidget *hard = gtk_check_button_new_with_mnemonic (_("Re_fuse further cards"));
  LimitForm *form = g_new0 (LimitForm, 1);

  form->view = g_object_ref (self);
  form->limit = g_object_ref_sink (GTK_SPIN_BUTTON (limit));
  form->hard = g_object_ref_sink (GTK_CHECK_BUTTON (hard));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (limit), status->wip_limit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (limit), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Limit"), -1);
  gtk_entry_set_activates_default (GTK_ENTRY (gtk_widget_get_first_child (limit)), TRUE);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (hard), GTK_CHECK_BUTTON (soft));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (status->wip_hard ? hard : soft), TRUE);
  gtk_box_append (GTK_BOX (box), limit);
  gtk_box_append (GTK_BOX (box), soft);
  gtk_box_append (GTK_BOX (box), hard);
  zw_dialogs_ask (widget, _("Limit of the Column"), _("How many cards it may hold at once; 0 is no limit."), box, _("_Set"), FALSE,
                  set_limit, form, limit_form_free);
}

/* --- category and colour --- */

static void
category_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_field (ZW_COLUMN_VIEW (widget), ZW_FIELD_CATEGORY, g_variant_get_string (parameter, NULL));
}

static void
colour_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *colour = g_variant_get_string (parameter, NULL);
  set_field (ZW_COLUMN_VIEW (widget), ZW_FIELD_COLOUR, colour[0] == '\0' ? NULL : colour);
}

/* --- neighbours --- */

typedef struct {
  ZwColumnView *view; /* (owned) */
  gboolean left;
} NewColumn;

static void
new_column_free (gpointer data)
{
  NewColumn *column = data;

  g_clear_object (&column->view);
  g_free (column);
}

static void
add_column (const char *text, gpointer data)
{
  NewColumn *column = data;
  ZwWorkspace *workspace = zw_column_view_get_workspace (column->view);
  ZwStatus *status = get_status (column->view);
  ZwStatus *next = zw_column_view_get_neighbour (column->view, 1);
  gint64 before = column->left ? get_status_id (column->view) : next == NULL ? 0 : zw_item_get_id (ZW_ITEM (next));
  ZwCategory category = zw_category_is_closed (status->category) ? ZW_CATEGORY_IN_PROGRESS : status->category;
  gint64 id;
  g_autoptr (GError) error = NULL;

  zw_commit (GTK_WIDGET (column->view), workspace,
             zw_status_create (workspace, status->project, text, status->workflow, category, before, &id, &error), &error);
}

static void
add_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NewColumn *column = g_new0 (NewColumn, 1);

  column->view = g_object_ref (ZW_COLUMN_VIEW (widget));
  column->left = g_str_equal (action, "column.add-left");
  zw_dialogs_ask_text (widget, _("New Column"), NULL, _("_Add"), add_column, column, new_column_free);
}

static void
move_before (ZwColumnView *self, ZwStatus *before)
{
  g_autoptr (GError) error = NULL;
  ZwWorkspace *workspace = zw_column_view_get_workspace (self);
  gint64 before_id = before == NULL ? 0 : zw_item_get_id (ZW_ITEM (before));

  zw_commit (GTK_WIDGET (self), workspace, zw_status_move (workspace, get_status_id (self), before_id, &error), &error);
}

static void
move_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ZwColumnView *self = ZW_COLUMN_VIEW (widget);
  gboolean left = g_str_equal (action, "column.move-left");

  if (zw_column_view_get_neighbour (self, left ? -1 : 1) != NULL)
    move_before (self, zw_column_view_get_neighbour (self, left ? -1 : 2));
}

/* Alt and an arrow: the card the keyboard is on, else the column. */
static gboolean
alt_arrow (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  GtkWidget *list = GTK_WIDGET (zw_column_view_get_list (ZW_COLUMN_VIEW (widget)));
  gboolean right = g_variant_get_boolean (arguments);

  if (gtk_widget_get_focus_child (widget) != NULL && gtk_widget_get_focus_child (list) != NULL)
    gtk_widget_activate_action (widget, right ? "ticket.move-right" : "ticket.move-left", NULL);
  else
    gtk_widget_activate_action (widget, right ? "column.move-right" : "column.move-left", NULL);
  return TRUE;
}

static void
delete_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ZwColumnView *self = ZW_COLUMN_VIEW (widget);
  zw_column_delete_ask (widget, zw_column_view_get_workspace (self), get_status (self));
}

/* --- the menu --- */

static GMenuModel *
new_category_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (int i = 0; zw_category_names[i] != NULL; i++)
    {
      g_autofree char *action = g_strconcat ("column.category::", zw_category_names[i], NULL);
      g_menu_append (menu, zw_format_category ((ZwCategory) i), action);
    }
  return G_MENU_MODEL (menu);
}

static const char *
get_colour_name (guint i)
{
  const char *names[] = { C_("colour", "Blue"), C_("colour", "Teal"), C_("colour", "Green"), C_("colour", "Yellow"),
                          C_("colour", "Orange"), C_("colour", "Red"), C_("colour", "Pink"), C_("colour", "Purple"),
                          C_("colour", "Indigo"), C_("colour", "Brown"), C_("colour", "Grey") };
  return names[i];
}

static GMenuModel *
new_colour_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, C_("colour", "None"), "column.colour::");
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      g_autofree char *action = g_strconcat ("column.colour::", colours[i], NULL);
      g_menu_append (menu, get_colour_name (i), action);
    }
  return G_MENU_MODEL (menu);
}

static void
append_section (GMenu *menu, GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

static GMenuModel *
new_menu (void)
{
  GMenu *menu = g_menu_new ();
  GMenu *look = g_menu_new ();
  GMenu *place = g_menu_new ();
  GMenu *end = g_menu_new ();
  g_autoptr (GMenuModel) categories = new_category_menu ();
  g_autoptr (GMenuModel) tints = new_colour_menu ();

  g_menu_append (look, _("Rename…"), "column.rename");
  g_menu_append_submenu (look, _("Category"), categories);
  g_menu_append (look, _("Limit…"), "column.limit");
  g_menu_append_submenu (look, _("Colour"), tints);
  g_menu_append (place, _("Add Column Left…"), "column.add-left");
  g_menu_append (place, _("Add Column Right…"), "column.add-right");
  g_menu_append (place, _("Move Left"), "column.move-left");
  g_menu_append (place, _("Move Right"), "column.move-right");
  g_menu_append (end, _("Delete…"), "column.delete");
  append_section (menu, look);
  append_section (menu, place);
  append_section (menu, end);
  return G_MENU_MODEL (menu);
}

static void
create_popover_cb (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenuModel) menu = new_menu ();

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

/* --- the column as something to drag --- */

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, gpointer data)
{
  ZwColumnView *self = data;

  if (zw_workspace_is_read_only (zw_column_view_get_workspace (self)))
    return NULL;
  return gdk_content_provider_new_typed (ZW_TYPE_STATUS, get_status (self));
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, gpointer data)
{
  GtkWidget *widget = data;
  g_autoptr (GdkPaintable) live = gtk_widget_paintable_new (widget);
  g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (live);

  zw_drag_escape_watch (drag);
  gtk_drag_source_set_icon (source, image, 24, 22);
  gtk_widget_add_css_class (widget, "dragging");
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, gpointer data)
{
  gtk_widget_remove_css_class (GTK_WIDGET (data), "dragging");
}

void
zw_column_menu_attach (ZwColumnView *self, GtkMenuButton *button, GtkWidget *header)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepare_cb), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (source, "drag-end", G_CALLBACK (drag_end_cb), self, 0);
  gtk_widget_add_controller (header, GTK_EVENT_CONTROLLER (source));
  gtk_menu_button_set_create_popup_func (button, create_popover_cb, NULL, NULL);
}

void
zw_column_menu_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "column.rename", NULL, rename_cb);
  gtk_widget_class_install_action (klass, "column.limit", NULL, limit_cb);
  gtk_widget_class_install_action (klass, "column.category", "s", category_cb);
  gtk_widget_class_install_action (klass, "column.colour", "s", colour_cb);
  gtk_widget_class_install_action (klass, "column.add-left", NULL, add_cb);
  gtk_widget_class_install_action (klass, "column.add-right", NULL, add_cb);
  gtk_widget_class_install_action (klass, "column.move-left", NULL, move_cb);
  gtk_widget_class_install_action (klass, "column.move-right", NULL, move_cb);
  gtk_widget_class_install_action (klass, "column.delete", NULL, delete_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F2, GDK_SHIFT_MASK, "column.rename", NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_Left, GDK_ALT_MASK, alt_arrow, "b", FALSE);
  gtk_widget_class_add_binding (klass, GDK_KEY_Right, GDK_ALT_MASK, alt_arrow, "b", TRUE);
}
