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

static void
zw_project_settings_class_init (ZwProjectSettingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/project-settings.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwProjectSettings, stack);
}

static void
zw_project_settings_init (ZwProjectSettings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
