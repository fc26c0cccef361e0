/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files in and out of a window: choosing them, telling what came of it. Called by the window's actions. Must never look
 * into a file itself. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-dialogs.h"
#include "zw-exchange.h"
#include "zw-format.h"
#include "zw-window-private.h"

#define MOST_NOTES 6
#define PATIENCE_US (400 * 1000) /* what takes longer shows how far it is */

/* An import on its way. */
typedef struct {
  ZwWindow *window;          /* (owned) */
  GCancellable *cancellable; /* (owned) */
  AdwToast *toast;           /* (owned) (nullable) once it takes a while */
  gint64 started;            /* monotonic µs */
} Importing;

/* --- import --- */

static void
choose_again (gpointer data)
{
  zw_window_choose_import (data);
}

static void
tell_failure (ZwWindow *self, const GError *error)
{
  g_autofree char *text = zw_format_error (error);
  g_autofree char *body = g_strdup_printf (_("%s Nothing was changed."), text);

  zw_dialogs_ask (GTK_WIDGET (self), _("This file cannot be imported"), body, NULL, _("Choose _Another File"), FALSE, choose_again,
                  g_object_ref (self), g_object_unref);
}

/* What was not taken over as it stands in the file. The reasons name places in it. */
static void
tell_notes (ZwWindow *self, GPtrArray *warnings)
{
  g_autofree char *heading = g_strdup_printf (ngettext ("Imported, With %u Note", "Imported, With %u Notes", warnings->len), warnings->len);
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; i < MIN (warnings->len, MOST_NOTES); i++)
    {
      const ZwImportWarning *warning = warnings->pdata[i];
      g_autofree char *reason = zw_format_error (warning->told);
      g_string_append_printf (body, "%s%s%s%s", i > 0 ? "\n\n" : "", warning->path != NULL ? warning->path : "",
                              warning->path != NULL ? ": " : "", reason);
    }
  if (warnings->len > MOST_NOTES)
    {
      guint more = warnings->len - MOST_NOTES;
      g_string_append (body, "\n\n");
      g_string_append_printf (body, ngettext ("and %u more", "and %u more", more), more);
    }
  zw_dialogs_tell (GTK_WIDGET (self), heading, body->str);
}

static void
tell_import (ZwWindow *self, ZwImportReport *report)
{
  guint created = report->created[ZW_ENTITY_TICKET], updated = report->updated[ZW_ENTITY_TICKET];
  g_autofree char *new_ones = g_strdup_printf (ngettext ("%u ticket imported", "%u tickets imported", created), created);
  g_autofree char *changed = g_strdup_printf (ngettext ("%u ticket updated", "%u tickets updated", updated), updated);
  g_autofree char *text = created > 0 && updated > 0 ? g_strdup_printf ("%s, %s", new_ones, changed)
                          : updated > 0 ? g_strdup (changed) : g_strdup (new_ones);

  zw_window_toast (self, text, FALSE);
  if (report->project_id != 0)
    zw_window_set_project (self, report->project_id);
  if (report->warnings->len > 0)
    tell_notes (self, report->warnings);
}

static void
free_importing (Importing *self)
{
  g_clear_object (&self->toast);
  g_object_unref (self->cancellable);
  g_object_unref (self->window);
  g_free (self);
}

/* Who closes the window does not wait for it. */
static gboolean
close_request_cb (GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
  return FALSE;
}

/* A toast that was sent away stays away. */
static void
progress_cb (gint64 done, gint64 total, gpointer data)
{
  Importing *self = data;
  g_autofree char *text = total > 0 ? g_strdup_printf (_("Importing… %d %%"), (int) (done * 100 / total)) : g_strdup (_("Importing…"));

  if (g_get_monotonic_time () - self->started < PATIENCE_US || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->toast != NULL)
    {
      adw_toast_set_title (self->toast, text);
      return;
    }
  self->toast = zw_window_toast_until_done (self->window, text, _("Cancel"));
  g_signal_connect_object (self->toast, "button-clicked", G_CALLBACK (g_cancellable_cancel), self->cancellable, G_CONNECT_SWAPPED);
}

static void
import_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Importing *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwImportReport) report = zw_import_finish (ZW_WORKSPACE (source), result, &error);

  if (report != NULL)
    tell_import (self->window, report);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    zw_window_toast (self->window, _("The import was canceled. Nothing was changed."), FALSE);
  else
    {
      if (self->toast != NULL)
        zw_window_toast (self->window, _("The import failed"), FALSE);
      tell_failure (self->window, error);
    }
  free_importing (self);
}

void
zw_window_import_file (ZwWindow *self, GFile *file)
{
  ZwImportOptions options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);

  if (stream == NULL)
    {
      tell_failure (self, error);
      return;
    }
  g_autoptr (GFileInfo) info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  gint64 size = info == NULL ? 0 : g_file_info_get_size (info);
  Importing *importing = g_new0 (Importing, 1);
  *importing = (Importing) { g_object_ref (self), g_cancellable_new (), NULL, g_get_monotonic_time () };
  g_signal_connect_object (self, "close-request", G_CALLBACK (close_request_cb), importing->cancellable, G_CONNECT_SWAPPED);
  zw_import_async (self->workspace, G_INPUT_STREAM (stream), size, &options, progress_cb, importing, importing->cancellable,
                   import_ready_cb, importing);
}

static void
import_chosen (GFile *file, gpointer data)
{
  zw_window_import_file (data, file);
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
    tell_failure (self, error);
  else if (report->project_id != 0)
    zw_window_set_project (self, report->project_id);
}

void
zw_window_add_example (ZwWindow *self)
{
  zw_import_example_async (self->workspace, NULL, NULL, NULL, example_ready_cb, g_object_ref (self));
}

/* --- export --- */

typedef struct {
  ZwWindow *window;             /* (owned) */
  GFile *file;                  /* (owned) */
  GFileOutputStream *stream;    /* (owned) */
} Export;

static void
export_free (Export *export)
{
  g_clear_object (&export->window);
  g_clear_object (&export->file);
  g_clear_object (&export->stream);
  g_free (export);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
export_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (export->file);

  if (!zw_export_finish (ZW_WORKSPACE (source), result, &error) || !g_output_stream_close (G_OUTPUT_STREAM (export->stream), NULL, &error))
    {
      g_autofree char *text = zw_format_error (error);
      zw_dialogs_tell (GTK_WIDGET (export->window), _("The project could not be exported"), text);
      return;
    }
  g_autofree char *text = g_strdup_printf (_("Exported to “%s”"), name);
  zw_window_toast (export->window, text, FALSE);
}

static void
export_chosen (GFile *file, gpointer data)
{
  ZwWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);

  if (stream == NULL)
    {
      g_autofree char *text = zw_format_error (error);
      zw_dialogs_tell (GTK_WIDGET (self), _("The project could not be exported"), text);
      return;
    }
  Export *export = g_new0 (Export, 1);
  export->window = g_object_ref (self);
  export->file = g_object_ref (file);
  export->stream = g_object_ref (stream);
  const ZwExportOptions options = { .format = ZW_EXPORT_JSON, .project = self->project };
  zw_export_async (self->workspace, &options, G_OUTPUT_STREAM (stream), NULL, NULL, NULL, export_ready_cb, export);
}

void
zw_window_choose_export (ZwWindow *self)
{
  ZwProject *project = zw_workspace_get_project (self->workspace, self->project);
  g_autofree char *name = g_strconcat (project == NULL ? "zettelwand" : project->name, ".json", NULL);

  g_strdelimit (name, "/", '-');
  zw_dialogs_save_file (GTK_WIDGET (self), _("Export"), name, export_chosen, g_object_ref (self), g_object_unref);
}
