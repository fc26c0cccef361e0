/* SPDX-License-Identifier: GPL-3.0-or-later
 * The windows about a project and its database: new project, settings, backups, “You are”. Called by zw-window-actions.c. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-backups-window.h"
#include "zw-create-project.h"
#include "zw-project-settings.h"
#include "zw-window-private.h"
#include "zw-you-are.h"

static void
present (ZwWindow *self, GtkWidget *window)
{
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

static void
created_cb (ZwWindow *self, gint64 project)
{
  zw_window_set_project (self, project);
}

void
zw_window_create_project (ZwWindow *self)
{
  GtkWidget *window = zw_create_project_new (self->workspace);

  g_signal_connect_object (window, "created", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  present (self, window);
}

void
zw_window_show_settings (ZwWindow *self, const char *page)
{
  GtkWidget *window = zw_project_settings_new (self->workspace, self->project, page);

  zw_project_settings_set_config_dir (ZW_PROJECT_SETTINGS (window), self->config_dir);
  present (self, window);
}

/* The backups belong to the database that is replaced now. */
static void
open_read_only_cb (ZwWindow *self, GFile *file, GtkWindow *backups)
{
  gtk_window_close (backups);
  g_signal_emit_by_name (self, "open-read-only", file);
}

void
zw_window_show_backups (ZwWindow *self)
{
  GtkWidget *window = zw_backups_window_new (self->workspace);

  g_signal_connect_object (window, "open-read-only", G_CALLBACK (open_read_only_cb), self, G_CONNECT_SWAPPED);
  present (self, window);
}

void
zw_window_ask_who (ZwWindow *self)
{
  present (self, zw_you_are_dialog_new (self->workspace, self->config_dir));
}

void
zw_window_set_config_dir (ZwWindow *self, const char *config_dir)
{
  g_free (self->config_dir);
  self->config_dir = g_strdup (config_dir);
}
