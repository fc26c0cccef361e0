/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made by ZwColumnsPage. Reads its status and writes by commands alone. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-column-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "zw-column-delete.h"
#include "zw-commit.h"
#include "zw-dialogs.h"
#include "zw-format.h"
#include "zw-optional-spin.h"
#include "zw-project-commands.h"

#define LARGEST_LIMIT 999

struct _ZwColumnRow {
  GtkListBoxRow parent_instance;
  ZwWorkspace *workspace;      /* (owned) */
  ZwStatus *status;            /* (owned) */
  GSimpleActionGroup *actions; /* (owned) "column." */
  GtkWidget *handle;
  GtkWidget *name;
  GtkWidget *chip;
  GtkWidget *chip_icon;
  GtkWidget *chip_label;
  GtkWidget *hint;
  GtkWidget *limit_bin;
  GtkWidget *limit;            /* ZwOptionalSpin */
  GtkWidget *menu_button;
};

G_DEFINE_FINAL_TYPE (ZwColumnRow, zw_column_row, GTK_TYPE_LIST_BOX_ROW)

static guint move_signal;

static void
set_field (ZwColumnRow *self, ZwField field, const char *value)
{
  g_autoptr (GError) error = NULL;
  zw_commit (GTK_WIDGET (self), self->workspace, zw_item_set_field (self->workspace, ZW_ITEM (self->status), field, value, &error),
             &error);
}

/* --- showing --- */

static const char *
get_tint (ZwCategory category)
{
  switch (category)
    {
    case ZW_CATEGORY_IN_PROGRESS:
      return "acc";
    case ZW_CATEGORY_WAITING:
      return "soon";
    case ZW_CATEGORY_DONE:
      return "ok";
    case ZW_CATEGORY_TODO:
    case ZW_CATEGORY_CANCELLED:
      return NULL;
    }
  return NULL;
}

static const char *
get_icon (ZwCategory category)
{
  switch (category)
    {
    case ZW_CATEGORY_DONE:
      return "object-select-symbolic";
    case ZW_CATEGORY_CANCELLED:
      return "window-close-symbolic";
    case ZW_CATEGORY_WAITING:
      return "preferences-system-time-symbolic";
    case ZW_CATEGORY_TODO:
    case ZW_CATEGORY_IN_PROGRESS:
      return NULL;
    }
  return NULL;
}

static void
show_category (ZwColumnRow *self)
{
  ZwCategory category = self->status->category;
  const char *classes[] = { "zw-chip", get_tint (category), NULL };
  const char *icon = get_icon (category);

  gtk_widget_set_css_classes (self->chip, classes);
  gtk_widget_set_visible (self->chip_icon, icon != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->chip_icon), icon);
  gtk_label_set_label (GTK_LABEL (self->chip_label), zw_format_category (category));
}

static ZwStatus *
find_done_column (ZwColumnRow *self)
{
  GListModel *statuses = zw_workspace_get_statuses (self->workspace, self->status->project);
  ZwStatus *last = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (statuses, i);
      if (status->on_board && status->category == ZW_CATEGORY_DONE && status->workflow == self->status->workflow)
        last = status;
    }
  return last;
}

static void
show_hint (ZwColumnRow *self)
{
  ZwStatus *done = self->status->category == ZW_CATEGORY_CANCELLED ? find_done_column (self) : NULL;
  g_autofree char *shown = done != NULL ? g_strdup_printf (_("shown in the %s column"), done->name) : NULL;

  gtk_widget_set_visible (self->hint, !self->status->on_board);
  gtk_label_set_label (GTK_LABEL (self->hint), shown != NULL ? shown : _("not on the board"));
}

static void
set_state (ZwColumnRow *self, const char *action, const char *value)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), action)),
                             g_variant_new_string (value));
}

static void
refresh (ZwColumnRow *self)
{
  g_autofree char *menu_name = g_strdup_printf (_("Menu of the Column “%s”"), self->status->name);

  gtk_label_set_label (GTK_LABEL (self->name), self->status->name);
  gtk_widget_set_opacity (self->handle, self->status->on_board ? 1 : 0);
  gtk_widget_set_tooltip_text (self->menu_button, menu_name);
  show_category (self);
  show_hint (self);
  zw_optional_spin_set_value (ZW_OPTIONAL_SPIN (self->limit), self->status->wip_limit);
  set_state (self, "category", zw_category_names[self->status->category]);
  set_state (self, "over-limit", self->status->wip_hard ? "refuse" : "warn");
}

/* --- acting --- */

static void
limit_chosen_cb (ZwOptionalSpin *spin, double value, ZwColumnRow *self)
{
  g_autofree char *limit = g_strdup_printf ("%d", (int) value);
  set_field (self, ZW_FIELD_WIP_LIMIT, limit);
}

static void
rename_to (const char *text, gpointer data)
{
  set_field (data, ZW_FIELD_NAME, text);
}

static void
rename_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwColumnRow *self = data;
  zw_dialogs_ask_text (GTK_WIDGET (self), _("Rename Column"), self->status->name, _("_Rename"), rename_to, g_object_ref (self),
                       g_object_unref);
}

static void
category_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_field (data, ZW_FIELD_CATEGORY, g_variant_get_string (parameter, NULL));
}

static void
over_limit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_field (data, ZW_FIELD_WIP_HARD, g_str_equal (g_variant_get_string (parameter, NULL), "refuse") ? "1" : "0");
}

static void
move_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_signal_emit (data, move_signal, 0, g_str_equal (g_action_get_name (G_ACTION (action)), "move-up") ? -1 : 1);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwColumnRow *self = data;
  zw_column_delete_ask (GTK_WIDGET (self), self->workspace, self->status);
}

/* --- the row --- */

static void
add_shortcut (ZwColumnRow *self, GtkEventController *controller, guint keyval, GdkModifierType modifiers, const char *action)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers), gtk_named_action_new (action)));
}

static void
zw_column_row_dispose (GObject *object)
{
  ZwColumnRow *self = ZW_COLUMN_ROW (object);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "column", NULL);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (zw_column_row_parent_class)->dispose (object);
}

static void
zw_column_row_finalize (GObject *object)
{
  ZwColumnRow *self = ZW_COLUMN_ROW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->status);
  G_OBJECT_CLASS (zw_column_row_parent_class)->finalize (object);
}

static void
zw_column_row_class_init (ZwColumnRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_column_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_column_row_finalize;
  move_signal = g_signal_new ("move", ZW_TYPE_COLUMN_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/column-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwColumnRow, handle);
  gtk_widget_class_bind_template_child (widget_class, ZwColumnRow, name);
  gtk_widget_class_bind_template_child (widget_class, ZwColumnRow, chip);
  gtk_widget_class_bind_template_child (widget_class, ZwColumnRow, chip_icon);
  gtk_widget_class_bind_template_child (widget_class, ZwColumnRow, chip_label);
  gtk_widget_class_bind_template_child (widget_class, ZwColumnRow, hint);
  gtk_widget_class_bind_template_child (widget_class, ZwColumnRow, limit_bin);
  gtk_widget_class_bind_template_child (widget_class, ZwColumnRow, menu_button);
}

static void
zw_column_row_init (ZwColumnRow *self)
{
  static const GActionEntry entries[] = {
    { "rename", rename_cb, NULL, NULL, NULL },
    { "category", category_cb, "s", "'todo'", NULL },
    { "over-limit", over_limit_cb, "s", "'warn'", NULL },
    { "move-up", move_cb, NULL, NULL, NULL },
    { "move-down", move_cb, NULL, NULL, NULL },
    { "delete", delete_cb, NULL, NULL, NULL },
  };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->limit = zw_optional_spin_new (_("no limit"), _("Limit of the Column"), LARGEST_LIMIT);
  adw_bin_set_child (ADW_BIN (self->limit_bin), self->limit);
  g_signal_connect (self->limit, "chosen", G_CALLBACK (limit_chosen_cb), self);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "column", G_ACTION_GROUP (self->actions));
  add_shortcut (self, keys, GDK_KEY_F2, 0, "column.rename");
  add_shortcut (self, keys, GDK_KEY_Up, GDK_ALT_MASK, "column.move-up");
  add_shortcut (self, keys, GDK_KEY_Down, GDK_ALT_MASK, "column.move-down");
  add_shortcut (self, keys, GDK_KEY_Delete, 0, "column.delete");
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
zw_column_row_new (ZwWorkspace *workspace, ZwStatus *status)
{
  ZwColumnRow *self = g_object_new (ZW_TYPE_COLUMN_ROW, NULL);

  self->workspace = g_object_ref (workspace);
  self->status = g_object_ref (status);
  gtk_widget_set_sensitive (self->limit, !zw_workspace_is_read_only (workspace));
  g_signal_connect_object (status, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

ZwStatus *
zw_column_row_get_status (ZwColumnRow *self)
{
  return self->status;
}
