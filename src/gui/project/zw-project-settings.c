/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opened by ZwWindow (win.project-settings, win.people). Holds the pages; each reads and writes for itself. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-project-settings.h"

#include <glib/gi18n.h>

#include "zw-columns-page.h"
#include "zw-estimates-page.h"
#include "zw-labels-page.h"
#include "zw-people-page.h"

/* With the margins: a list of 612 px. */
#define PAGE_WIDTH 636

struct _ZwProjectSettings {
  ZwToastWindow parent_instance;
  gint64 project;
  AdwViewStack *stack;
  GtkWidget *people; /* ZwPeoplePage */
};

G_DEFINE_FINAL_TYPE (ZwProjectSettings, zw_project_settings, ZW_TYPE_TOAST_WINDOW)

/* Reloading replaces the items the pages hold. */
static void
close_cb (ZwProjectSettings *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
changed_cb (ZwWorkspace *workspace, ZwChangeSet *set, gboolean own, ZwProjectSettings *self)
{
  if (zw_workspace_get_project (workspace, self->project) == NULL)
    gtk_window_close (GTK_WINDOW (self));
}

/* --- pages by the keyboard --- */

/* A page that was seen before brings its own focus along. */
static void
focus_page (ZwProjectSettings *self)
{
  GtkWidget *page = adw_view_stack_get_visible_child (self->stack);

  if (gtk_widget_get_focus_child (page) == NULL)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static gboolean
turn_page_cb (GtkWidget *widget, GVariant *step, gpointer data)
{
  ZwProjectSettings *self = ZW_PROJECT_SETTINGS (widget);
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->stack);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (pages));

  for (guint i = 0; i < n; i++)
    if (gtk_selection_model_is_selected (pages, i))
      {
        gtk_selection_model_select_item (pages, (i + n + (guint) g_variant_get_int32 (step)) % n, TRUE);
        break;
      }
  focus_page (self);
  return TRUE;
}

/* The rows come before the tabs: one opens the settings to change something. */
static void
zw_project_settings_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zw_project_settings_parent_class)->map (widget);
  focus_page (ZW_PROJECT_SETTINGS (widget));
}

static void
zw_project_settings_class_init (ZwProjectSettingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->map = zw_project_settings_map;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/project-settings.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwProjectSettings, stack);
}

static void
add_turning (GtkEventController *keys, guint keyval, int step)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keyval, GDK_CONTROL_MASK),
                                            gtk_callback_action_new (turn_page_cb, NULL, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (step));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
}

/* Ctrl+PgUp and Ctrl+PgDn turn the page from everywhere, also from the lists, which would go to their ends by them. */
static void
zw_project_settings_init (ZwProjectSettings *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_turning (keys, GDK_KEY_Page_Up, -1);
  add_turning (keys, GDK_KEY_Page_Down, 1);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* AdwPreferencesPage is narrower the less its rows need; here all pages are equally wide. */
static void
widen (GtkWidget *page)
{
  GtkWidget *child = gtk_widget_get_first_child (page);

  while (child != NULL && !ADW_IS_CLAMP (child))
    child = gtk_widget_get_first_child (child);
  if (child == NULL)
    return;
  adw_clamp_set_maximum_size (ADW_CLAMP (child), PAGE_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (child), PAGE_WIDTH);
}

static void
add_page (ZwProjectSettings *self, GtkWidget *page, const char *name, const char *title, const char *icon)
{
  AdwViewStackPage *entry = adw_view_stack_add_titled (self->stack, page, name, title);
  adw_view_stack_page_set_icon_name (entry, icon);
  widen (page);
}

GtkWidget *
zw_project_settings_new (ZwWorkspace *workspace, gint64 project_id, const char *page)
{
  ZwProjectSettings *self = g_object_new (ZW_TYPE_PROJECT_SETTINGS, "workspace", workspace, NULL);
  ZwProject *project = zw_workspace_get_project (workspace, project_id);

  g_return_val_if_fail (project != NULL, NULL);
  self->project = project_id;
  self->people = zw_people_page_new (workspace, project);
  add_page (self, zw_columns_page_new (workspace, project), "columns", _("Columns"), "zw-board-symbolic");
  add_page (self, self->people, "people", _("People"), "system-users-symbolic");
  add_page (self, zw_labels_page_new (workspace, project), "labels", _("Labels"), "user-bookmarks-symbolic");
  add_page (self, zw_estimates_page_new (workspace, project), "estimates", _("Estimates"), "accessories-calculator-symbolic");
  if (page != NULL)
    adw_view_stack_set_visible_child_name (self->stack, page);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (workspace, "reloaded", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
zw_project_settings_set_config_dir (ZwProjectSettings *self, const char *config_dir)
{
  zw_people_page_set_config_dir (ZW_PEOPLE_PAGE (self->people), config_dir);
}
