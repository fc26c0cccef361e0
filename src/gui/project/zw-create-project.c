/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opened from the welcome page and the project switcher (win.new-project). What it shows is what the command would make: the
 * preview and the complaint come from a change set that is thrown away. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-create-project.h"

#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-format.h"
#include "zw-project-commands.h"

struct _ZwCreateProject {
  ZwToastWindow parent_instance;
  GtkEditable *name_row;
  GtkEditable *key_row;
  GtkWidget *complaint;
  GtkLabel *complaint_label;
  GtkBox *columns;
  GtkTextBuffer *team;
  GtkWidget *create_button;
  gboolean key_is_own; /* the person typed it: it follows the name no more */
  gboolean suggesting;
};

G_DEFINE_FINAL_TYPE (ZwCreateProject, zw_create_project, ZW_TYPE_TOAST_WINDOW)

static guint created_signal;

static ZwWorkspace *
get_workspace (ZwCreateProject *self)
{
  return zw_toast_window_get_workspace (ZW_TOAST_WINDOW (self));
}

static char *
dup_text (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

/* --- the columns it will have --- */

static gboolean
is_column (const ZwChange *change)
{
  return change->op == ZW_OP_CREATE && change->entity == ZW_ENTITY_STATUS
         && g_strcmp0 (zw_change_get (change, ZW_FIELD_WORKFLOW), zw_workflow_names[ZW_WORKFLOW_WORK]) == 0
         && g_strcmp0 (zw_change_get (change, ZW_FIELD_ON_BOARD), "1") == 0;
}

static void
append_column (ZwCreateProject *self, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (name);

  gtk_widget_add_css_class (box, "zw-column-preview");
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (self->columns, box);
}

static void
show_columns (ZwCreateProject *self)
{
  g_autoptr (GError) error = NULL;
  /* Any valid name will do: the columns are the same for all. */
  g_autoptr (ZwChangeSet) set = zw_project_create (get_workspace (self), NULL, "Preview", NULL, &error);

  for (guint i = 0; set != NULL && i < set->changes->len; i++)
    {
      ZwChange *change = g_ptr_array_index (set->changes, i);
      if (is_column (change))
        append_column (self, zw_change_get (change, ZW_FIELD_NAME));
    }
}

/* --- checking while one types --- */

static void
check (ZwCreateProject *self)
{
  g_autofree char *name = dup_text (self->name_row), *key = dup_text (self->key_row);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwChangeSet) set = *name != '\0' ? zw_project_create (get_workspace (self), key, name, NULL, &error) : NULL;
  g_autofree char *text = error != NULL ? zw_format_error (error) : NULL;

  gtk_widget_set_sensitive (self->create_button, set != NULL);
  gtk_widget_set_visible (self->complaint, text != NULL);
  gtk_label_set_label (self->complaint_label, text != NULL ? text : "");
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->key_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->key_row), "error");
}

static void
name_changed_cb (ZwCreateProject *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *key = *name != '\0' ? zw_project_suggest_key (get_workspace (self), name) : g_strdup ("");

  if (!self->key_is_own)
    {
      self->suggesting = TRUE;
      gtk_editable_set_text (self->key_row, key);
      self->suggesting = FALSE;
    }
  check (self);
}

static void
key_changed_cb (ZwCreateProject *self)
{
  if (self->suggesting)
    return;
  g_autofree char *key = dup_text (self->key_row);
  self->key_is_own = *key != '\0';
  check (self);
}

/* --- creating --- */

/* The names of the team, one per line, without blanks and empty lines. */
static char **
dup_team (ZwCreateProject *self)
{
  GtkTextIter start, end;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  gtk_text_buffer_get_bounds (self->team, &start, &end);
  g_autofree char *text = gtk_text_buffer_get_text (self->team, &start, &end, FALSE);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_strv_builder_add (names, lines[i]);
  return g_strv_builder_end (names);
}

static void
create_cb (ZwCreateProject *self)
{
  ZwWorkspace *workspace = get_workspace (self);
  g_autofree char *name = dup_text (self->name_row), *key = dup_text (self->key_row);
  g_auto (GStrv) team = dup_team (self);
  g_autoptr (GError) error = NULL;
  gint64 project = 0;
  ZwChangeSet *set = zw_project_create_with_team (workspace, key, name, (const char *const *) team, &project, &error);

  if (!gtk_widget_get_sensitive (self->create_button) || !zw_commit (GTK_WIDGET (self), workspace, set, &error))
    return;
  g_signal_emit (self, created_signal, 0, project);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
create_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  create_cb (ZW_CREATE_PROJECT (widget));
  return TRUE;
}

/* --- the dialog --- */

static void
zw_create_project_class_init (ZwCreateProjectClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  created_signal = g_signal_new ("created", ZW_TYPE_CREATE_PROJECT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/create-project.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwCreateProject, name_row);
  gtk_widget_class_bind_template_child (widget_class, ZwCreateProject, key_row);
  gtk_widget_class_bind_template_child (widget_class, ZwCreateProject, complaint);
  gtk_widget_class_bind_template_child (widget_class, ZwCreateProject, complaint_label);
  gtk_widget_class_bind_template_child (widget_class, ZwCreateProject, columns);
  gtk_widget_class_bind_template_child (widget_class, ZwCreateProject, team);
  gtk_widget_class_bind_template_child (widget_class, ZwCreateProject, create_button);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
}

/* Ctrl+Enter creates from everywhere, also from the text, which would take it as a new line. */
static void
zw_create_project_init (ZwCreateProject *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger = gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                                                             gtk_keyval_trigger_new (GDK_KEY_KP_Enter, GDK_CONTROL_MASK));

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (trigger, gtk_callback_action_new (create_shortcut_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
zw_create_project_new (ZwWorkspace *workspace)
{
  ZwCreateProject *self = g_object_new (ZW_TYPE_CREATE_PROJECT, "workspace", workspace, NULL);

  show_columns (self);
  check (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  return GTK_WIDGET (self);
}
