/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files in and out of a window: choosing them, telling what came of it. Called by the window's actions. Must never look
 * into a file itself. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-dialogs.h"
#include "zw-exchange.h"
#include "zw-export-window.h"
#include "zw-import-assistant.h"
#include "zw-window-private.h"

/* --- import --- */

void
zw_window_import_files (ZwWindow *self, GListModel *files)
{
  GtkWidget *assistant = zw_import_assistant_new (self->workspace, GTK_WIDGET (self));

  g_signal_connect_object (assistant, "imported", G_CALLBACK (zw_window_set_project), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (assistant), GTK_WINDOW (self));
  zw_import_assistant_open (ZW_IMPORT_ASSISTANT (assistant), files);
  gtk_window_present (GTK_WINDOW (assistant));
}

static void
import_chosen (GFile *file, gpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_list_store_append (files, file);
  zw_window_import_files (data, G_LIST_MODEL (files));
}

void
zw_window_choose_import (ZwWindow *self)
{
  /* Any file: what it is, its content tells. */
  zw_dialogs_open_file (GTK_WIDGET (self), _("Import"), NULL, import_chosen, g_object_ref (self), g_object_unref);
}

static void
example_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwImportReport) report = zw_import_example_finish (ZW_WORKSPACE (source), result, &error);

  if (report == NULL)
    zw_feedback_error (GTK_WIDGET (self), error);
  else if (report->project_id != 0)
    zw_window_set_project (self, report->project_id);
}

void
zw_window_add_example (ZwWindow *self)
{
  zw_import_example_async (self->workspace, NULL, NULL, NULL, example_ready_cb, g_object_ref (self));
}

/* --- export --- */

/* What a filter leaves of the view; NULL = there is none. (transfer full) */
static GArray *
dup_filtered (ZwWindow *self)
{
  ZwFilterable *filterable = self->view != NULL ? zw_view_get_filterable (self->view) : NULL;
  const char *filter = filterable != NULL ? zw_filterable_get_filter (filterable) : NULL;

  return filter != NULL && *filter != '\0' ? zw_filterable_dup_shown (filterable) : NULL;
}

void
zw_window_choose_export (ZwWindow *self)
{
  g_autoptr (GArray) shown = dup_filtered (self);
  GtkWidget *window = zw_export_window_new (self->workspace, self->project, shown, GTK_WIDGET (self));

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

/* --- changes --- */

/* When the changes of the project were last sent; 0 = never. */
static gint64
get_last_sent (ZwWindow *self)
{
  g_autoptr (GVariant) all = g_settings_get_value (self->settings, "sent-changes");
  g_autofree char *project = g_strdup_printf ("%" G_GINT64_FORMAT, self->project);
  gint64 last = 0;

  g_variant_lookup (all, project, "x", &last);
  return last;
}

static void
sent_cb (ZwWindow *self, gint64 at)
{
  g_autoptr (GVariant) all = g_settings_get_value (self->settings, "sent-changes");
  g_autofree char *project = g_strdup_printf ("%" G_GINT64_FORMAT, self->project);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key;
  gint64 value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sx}"));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&sx}", &key, &value))
    if (!g_str_equal (key, project))
      g_variant_builder_add (&builder, "{sx}", key, value);
  g_variant_builder_add (&builder, "{sx}", project, at);
  g_settings_set_value (self->settings, "sent-changes", g_variant_builder_end (&builder));
}

void
zw_window_send_changes (ZwWindow *self)
{
  GtkWidget *window = zw_export_window_new_changes (self->workspace, self->project, get_last_sent (self), GTK_WIDGET (self));

  g_signal_connect_object (window, "sent", G_CALLBACK (sent_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}
