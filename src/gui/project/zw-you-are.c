/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opened by ZwWindow after a database was opened in which nobody said who they are; the choice itself also by the page
 * People. Must never write to the database: who one is is kept on this computer. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-you-are.h"

#include <glib/gi18n.h>

#include "zw-avatar.h"
#include "zw-feedback.h"
#include "zw-identity.h"

#define AVATAR_SIZE 32

struct _ZwYouAreDialog {
  AdwWindow parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  char *config_dir;       /* (owned) (nullable) */
  GtkListBox *list;
  GtkEditable *name_row;
};

G_DEFINE_FINAL_TYPE (ZwYouAreDialog, zw_you_are_dialog, ADW_TYPE_WINDOW)

void
zw_you_are_choose (GtkWidget *widget, ZwWorkspace *workspace, const char *config_dir, gint64 person_id, const char *name)
{
  ZwPerson *person = person_id != 0 ? zw_workspace_get_person (workspace, person_id) : NULL;
  const char *known = person != NULL ? person->name : name;
  const char *database = zw_store_get_database_id (zw_workspace_get_store (workspace));
  g_autoptr (GError) error = NULL;

  zw_workspace_set_actor (workspace, person_id, known);
  if (config_dir != NULL && !zw_identity_save_actor (config_dir, database, person_id, known, &error))
    zw_feedback_error (widget, error);
}

static void
choose (ZwYouAreDialog *self, gint64 person, const char *name)
{
  zw_you_are_choose (GTK_WIDGET (self), self->workspace, self->config_dir, person, name);
  gtk_window_close (GTK_WINDOW (self));
}

static void
row_activated_cb (ZwYouAreDialog *self, GtkListBoxRow *row)
{
  GListModel *people = zw_workspace_get_people (self->workspace);
  g_autoptr (ZwItem) person = g_list_model_get_item (people, (guint) gtk_list_box_row_get_index (row));

  if (person != NULL)
    choose (self, zw_item_get_id (person), NULL);
}

static void
name_entered_cb (ZwYouAreDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));

  if (*name != '\0')
    choose (self, 0, name);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  ZwPerson *person = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = zw_avatar_new (AVATAR_SIZE);
  g_autofree char *title = g_markup_escape_text (person->name, -1);
  g_autofree char *handle = person->handle != NULL ? g_strconcat ("@", person->handle, NULL) : NULL;

  zw_avatar_set_person (ZW_AVATAR (avatar), person);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), handle != NULL ? handle : "");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
zw_you_are_dialog_finalize (GObject *object)
{
  ZwYouAreDialog *self = ZW_YOU_ARE_DIALOG (object);

  g_clear_object (&self->workspace);
  g_free (self->config_dir);
  G_OBJECT_CLASS (zw_you_are_dialog_parent_class)->finalize (object);
}

static void
zw_you_are_dialog_class_init (ZwYouAreDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zw_you_are_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/you-are-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwYouAreDialog, list);
  gtk_widget_class_bind_template_child (widget_class, ZwYouAreDialog, name_row);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_entered_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
zw_you_are_dialog_init (ZwYouAreDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zw_you_are_dialog_new (ZwWorkspace *workspace, const char *config_dir)
{
  ZwYouAreDialog *self = g_object_new (ZW_TYPE_YOU_ARE_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  self->config_dir = g_strdup (config_dir);
  gtk_list_box_bind_model (self->list, zw_workspace_get_people (workspace), create_row, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), g_list_model_get_n_items (zw_workspace_get_people (workspace)) > 0);
  return GTK_WIDGET (self);
}
