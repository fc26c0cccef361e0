/* SPDX-License-Identifier: GPL-3.0-or-later
 * The flow: reading, preview, importing, report; and what went wrong. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-assistant.h"

#include <glib/gi18n.h>

#include "zw-dialogs.h"
#include "zw-error.h"
#include "zw-feedback.h"
#include "zw-format.h"
#include "zw-import-preview-page.h"
#include "zw-import-report-page.h"
#include "zw-import-words.h"
#include "zw-project-commands.h"

#define TICK_MS 100
#define PATIENCE_TICKS 4 /* what takes longer shows how far it is */

typedef enum { STATE_READING, STATE_PREVIEW, STATE_IMPORTING, STATE_REPORT, STATE_FAILED } State;

struct _ZwImportAssistant {
  ZwToastWindow parent_instance;
  GtkWidget *owner;          /* (weak) (nullable) */
  GListModel *files;         /* (owned) (nullable) GFile */
  guint current;             /* the one that is being imported */
  ZwImportPlan *plan;        /* (owned) */
  GCancellable *running;     /* (owned) (nullable) of the run that counts */
  State state;
  gboolean closed;           /* the widgets are gone, though an answer may still come */
  guint tick;                /* source id */
  guint ticks;               /* since it began */
  double fraction;           /* how far it is; below 0 = not known */
  GtkStack *stack;
  ZwImportPreviewPage *preview;
  ZwImportReportPage *report;
  AdwStatusPage *failure;
  GtkWidget *progress_box;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkWidget *cancel_button, *import_button, *undo_button, *show_button, *next_button, *copy_button;
};

/* One run over the current file. */
typedef struct {
  ZwImportAssistant *self;   /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GFile *file;               /* (owned) */
  GFileInputStream *stream;  /* (owned) (nullable) */
  gboolean dry;
} Run;

G_DEFINE_FINAL_TYPE (ZwImportAssistant, zw_import_assistant, ZW_TYPE_TOAST_WINDOW)

static guint imported_signal;

static void start_run (ZwImportAssistant *self, gboolean dry);

static ZwWorkspace *
get_workspace (ZwImportAssistant *self)
{
  return zw_toast_window_get_workspace (ZW_TOAST_WINDOW (self));
}

static GFile *
dup_file (ZwImportAssistant *self)
{
  return g_list_model_get_item (self->files, self->current);
}

/* As people know it. */
static char *
dup_name (ZwImportAssistant *self)
{
  g_autoptr (GFile) file = dup_file (self);
  g_autofree char *name = g_file_get_basename (file);
  return g_filename_display_name (name);
}

static gboolean
has_next (ZwImportAssistant *self)
{
  return self->current + 1 < g_list_model_get_n_items (self->files);
}

/* --- what shows -------------------------------------------------------------------------------------------------------- */

static void
show_buttons (ZwImportAssistant *self)
{
  gboolean done = self->state == STATE_REPORT;
  const ZwImportReport *report = zw_import_report_page_get_report (self->report);

  gtk_widget_set_visible (self->cancel_button, !done);
  gtk_widget_set_visible (self->import_button, self->state == STATE_PREVIEW);
  gtk_widget_set_sensitive (self->import_button, zw_import_preview_page_is_valid (self->preview));
  gtk_widget_set_visible (self->undo_button, done && report->is_undoable && self->owner != NULL);
  gtk_widget_set_visible (self->show_button, done && !has_next (self));
  gtk_widget_set_visible (self->next_button, (done || self->state == STATE_FAILED) && has_next (self));
}

static void
show_title (ZwImportAssistant *self)
{
  guint n = g_list_model_get_n_items (self->files);
  g_autofree char *title = n > 1 ? g_strdup_printf (_("Import, File %u of %u"), self->current + 1, n) : g_strdup (_("Import"));

  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
set_state (ZwImportAssistant *self, State state)
{
  static const char *const pages[] = { [STATE_READING] = "progress", [STATE_PREVIEW] = "preview", [STATE_IMPORTING] = "progress",
                                       [STATE_REPORT] = "report", [STATE_FAILED] = "failure" };

  State was = self->state;

  self->state = state;
  show_title (self);
  show_buttons (self);
  gtk_stack_set_visible_child_name (self->stack, pages[state]);
  if (state == STATE_PREVIEW && was != STATE_PREVIEW)
    gtk_widget_grab_focus (self->import_button);
  if (state == STATE_REPORT)
    gtk_widget_grab_focus (has_next (self) ? self->next_button : self->show_button);
}

static void
checked_cb (ZwImportAssistant *self)
{
  if (!self->closed)
    show_buttons (self);
}

/* --- progress ---------------------------------------------------------------------------------------------------------- */

static gboolean
tick_cb (gpointer data)
{
  ZwImportAssistant *self = data;

  gtk_widget_set_visible (self->progress_box, ++self->ticks >= PATIENCE_TICKS);
  if (self->fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress_bar, self->fraction);
  else if (adw_get_enable_animations (GTK_WIDGET (self)))
    gtk_progress_bar_pulse (self->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
start_progress (ZwImportAssistant *self, gboolean dry)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *text = g_strdup_printf (dry ? _("Reading “%s”…") : _("Importing “%s”…"), name);

  gtk_label_set_label (self->progress_label, text);
  gtk_widget_set_visible (self->progress_box, FALSE);
  self->fraction = -1;
  self->ticks = 0;
  if (self->tick == 0)
    self->tick = g_timeout_add (TICK_MS, tick_cb, self);
}

static void
progress_cb (gint64 done, gint64 total, gpointer data)
{
  Run *run = data;

  if (run->self->running == run->cancellable)
    run->self->fraction = total > 0 ? CLAMP ((double) done / (double) total, 0, 1) : -1;
}

/* --- what came of it --------------------------------------------------------------------------------------------------- */

static void
show_failure (ZwImportAssistant *self, const GError *error)
{
  g_autofree char *text = zw_format_error (error);
  g_autofree char *body = g_strdup_printf (_("%s Nothing was changed."), text);
  g_autofree char *escaped = g_markup_escape_text (body, -1);

  adw_status_page_set_description (self->failure, escaped);
  /* A file of ours whose key is taken here can still come as a copy. */
  gtk_widget_set_visible (self->copy_button, g_error_matches (error, ZW_ERROR, ZW_ERROR_REFUSED) && !self->plan->copy);
  set_state (self, STATE_FAILED);
}

/* A table whose headings nobody knows is one all the same: the person says what is what. */
static gboolean
may_be_table (ZwImportAssistant *self, const GError *error)
{
  static const char *const suffixes[] = { ".csv", ".tsv", ".tab", ".txt" };
  g_autofree char *name = dup_name (self), *small = g_utf8_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (small, suffixes[i]))
      return self->plan->format == NULL && g_error_matches (error, ZW_ERROR, ZW_ERROR_UNSUPPORTED);
  return FALSE;
}

/* A format without a name for the whole thing, as a table: then the file's will do. */
static void
name_after_file (ZwImportAssistant *self, const ZwImportReport *report)
{
  gboolean is_nameless = g_strcmp0 (report->preview->project_name, report->format) == 0 && report->preview->n_projects == 1;

  if (!is_nameless || self->plan->has_target || zw_workspace_get_project (get_workspace (self), report->project_id) != NULL)
    return;
  g_autofree char *name = dup_name (self);
  char *dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  g_autofree char *key = zw_project_suggest_key (get_workspace (self), name);
  zw_import_plan_name_project (self->plan, name, key);
}

static void
finish_look (ZwImportAssistant *self, ZwImportReport *report, const GError *error)
{
  g_autofree char *name = dup_name (self);

  zw_import_preview_page_set_busy (self->preview, FALSE);
  if (report != NULL)
    {
      name_after_file (self, report);
      zw_import_preview_page_take_report (self->preview, report, name);
      set_state (self, STATE_PREVIEW);
    }
  else if (may_be_table (self, error))
    {
      zw_import_plan_set_format (self->plan, "csv");
      start_run (self, TRUE);
    }
  else if (self->state == STATE_READING)
    show_failure (self, error);
  else
    {
      g_autofree char *text = zw_format_error (error);
      zw_import_preview_page_complain (self->preview, text);
    }
}

static void
tell_owner (ZwImportAssistant *self, const ZwImportReport *report)
{
  g_autofree char *text = zw_import_words_result (report);

  if (self->owner != NULL)
    zw_feedback_toast (self->owner, text, report->is_undoable);
}

static void
finish_import (ZwImportAssistant *self, ZwImportReport *report, const GError *error)
{
  ZwProject *project = report != NULL ? zw_workspace_get_project (get_workspace (self), report->project_id) : NULL;
  g_autofree char *name = dup_name (self);

  if (report != NULL)
    {
      zw_import_report_page_take_report (self->report, report, name, project != NULL ? project->name : NULL);
      set_state (self, STATE_REPORT);
      g_signal_emit (self, imported_signal, 0, report->project_id);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      set_state (self, STATE_PREVIEW);
      zw_feedback_toast (GTK_WIDGET (self), _("The import was canceled. Nothing was changed."), FALSE);
    }
  else
    show_failure (self, error);
}

/* Who closed the window too late is told on the window behind it. */
static void
finish_closed (ZwImportAssistant *self, ZwImportReport *report, gboolean dry)
{
  if (report == NULL && !dry && self->owner != NULL)
    zw_feedback_toast (self->owner, _("The import was canceled. Nothing was changed."), FALSE);
  if (report != NULL && !dry)
    {
      g_signal_emit (self, imported_signal, 0, report->project_id);
      tell_owner (self, report);
    }
  g_clear_pointer (&report, zw_import_report_free);
}

/* --- a run ------------------------------------------------------------------------------------------------------------- */

static void
free_run (Run *run)
{
  g_object_unref (run->self);
  g_object_unref (run->cancellable);
  g_object_unref (run->file);
  g_clear_object (&run->stream);
  g_free (run);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, free_run)

/* Takes @report. */
static void
finish_run (Run *run, ZwImportReport *report, const GError *error)
{
  ZwImportAssistant *self = run->self;
  gboolean counts = self->running == run->cancellable;

  if (counts)
    g_clear_object (&self->running);
  if (counts && !self->closed)
    g_clear_handle_id (&self->tick, g_source_remove);
  if (self->closed)
    finish_closed (self, report, run->dry);
  else if (!counts)
    g_clear_pointer (&report, zw_import_report_free); /* something else was decided meanwhile */
  else if (run->dry)
    finish_look (self, report, error);
  else
    finish_import (self, report, error);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (GError) error = NULL;
  ZwImportReport *report = zw_import_finish (ZW_WORKSPACE (source), result, &error);

  finish_run (run, report, error);
}

static void
size_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;
  g_autoptr (GFileInfo) info = g_file_input_stream_query_info_finish (G_FILE_INPUT_STREAM (source), result, NULL);
  gint64 size = info != NULL ? g_file_info_get_size (info) : 0;
  ZwImportOptions options;

  zw_import_plan_fill (run->self->plan, get_workspace (run->self), &options);
  g_autoptr (ZwImportMapping) mapping = options.mapping;
  options.dry_run = run->dry;
  zw_import_async (get_workspace (run->self), G_INPUT_STREAM (run->stream), size, &options, progress_cb, run, run->cancellable,
                   imported_cb, run);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (GError) error = NULL;

  run->stream = g_file_read_finish (G_FILE (source), result, &error);
  if (run->stream == NULL)
    {
      finish_run (run, NULL, error);
      return;
    }
  Run *opened = g_steal_pointer (&run);
  g_file_input_stream_query_info_async (opened->stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_PRIORITY_DEFAULT, opened->cancellable, size_cb,
                                        opened);
}

static void
stop_run (ZwImportAssistant *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
}

static void
start_run (ZwImportAssistant *self, gboolean dry)
{
  Run *run = g_new0 (Run, 1);

  stop_run (self);
  g_clear_object (&self->running);
  self->running = g_cancellable_new ();
  *run = (Run) { g_object_ref (self), g_object_ref (self->running), dup_file (self), NULL, dry };
  start_progress (self, dry);
  g_file_read_async (run->file, G_PRIORITY_DEFAULT, run->cancellable, opened_cb, run);
}

/* A first look, of which nothing is known. */
static void
start_file (ZwImportAssistant *self)
{
  g_clear_pointer (&self->plan, zw_import_plan_free);
  self->plan = zw_import_plan_new ();
  zw_import_preview_page_set_plan (self->preview, get_workspace (self), self->plan);
  start_run (self, TRUE);
  set_state (self, STATE_READING);
}

/* --- what the person does ---------------------------------------------------------------------------------------------- */

static void
changed_cb (ZwImportAssistant *self)
{
  zw_import_preview_page_complain (self->preview, NULL);
  zw_import_preview_page_set_busy (self->preview, TRUE);
  start_run (self, TRUE);
}

static void
import_cb (ZwImportAssistant *self)
{
  if (self->state != STATE_PREVIEW || !zw_import_preview_page_is_valid (self->preview))
    return;
  start_run (self, FALSE);
  set_state (self, STATE_IMPORTING);
}

/* An import that runs is given up; else the window closes. */
static void
cancel_cb (ZwImportAssistant *self)
{
  if (self->state == STATE_IMPORTING)
    stop_run (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
show_cb (ZwImportAssistant *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* The window behind says what was taken back. */
static void
undo_cb (ZwImportAssistant *self)
{
  GtkWidget *owner = self->owner;

  g_clear_weak_pointer (&self->owner);
  gtk_window_close (GTK_WINDOW (self));
  if (owner != NULL)
    gtk_widget_activate_action (owner, "win.undo", NULL);
}

static void
next_cb (ZwImportAssistant *self)
{
  self->current++;
  start_file (self);
}

static void
copy_cb (ZwImportAssistant *self)
{
  self->plan->copy = TRUE;
  start_run (self, TRUE);
  set_state (self, STATE_READING);
}

static void
another_chosen (GFile *file, gpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_list_store_append (files, file);
  zw_import_assistant_open (data, G_LIST_MODEL (files));
}

static void
another_cb (ZwImportAssistant *self)
{
  zw_dialogs_open_file (GTK_WIDGET (self), _("Import"), NULL, another_chosen, g_object_ref (self), g_object_unref);
}

/* --- the report as a file ---------------------------------------------------------------------------------------------- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwImportAssistant) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    zw_feedback_error (GTK_WIDGET (self), error);
  else
    zw_feedback_toast (GTK_WIDGET (self), _("Report saved"), FALSE);
}

static void
report_file_chosen (GFile *file, gpointer data)
{
  ZwImportAssistant *self = data;
  g_autofree char *name = dup_name (self);
  g_autofree char *day = zw_date_to_string (zw_clock_get_today (zw_workspace_get_clock (get_workspace (self))));
  char *text = zw_import_words_report (zw_import_report_page_get_report (self->report), name, day);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, saved_cb, g_object_ref (self));
}

static void
save_cb (ZwImportAssistant *self)
{
  zw_dialogs_save_file (GTK_WIDGET (self), _("Save Report"), _("Import Report.md"), report_file_chosen, g_object_ref (self),
                        g_object_unref);
}

/* --- the window -------------------------------------------------------------------------------------------------------- */

/* What runs is given up; what came in is told behind. */
static gboolean
zw_import_assistant_close_request (GtkWindow *window)
{
  ZwImportAssistant *self = ZW_IMPORT_ASSISTANT (window);

  if (self->state == STATE_REPORT && !self->closed)
    tell_owner (self, zw_import_report_page_get_report (self->report));
  self->closed = TRUE;
  g_clear_handle_id (&self->tick, g_source_remove);
  stop_run (self);
  return GTK_WINDOW_CLASS (zw_import_assistant_parent_class)->close_request (window);
}

static void
zw_import_assistant_dispose (GObject *object)
{
  ZwImportAssistant *self = ZW_IMPORT_ASSISTANT (object);

  self->closed = TRUE;
  g_clear_handle_id (&self->tick, g_source_remove);
  stop_run (self);
  G_OBJECT_CLASS (zw_import_assistant_parent_class)->dispose (object);
}

static void
zw_import_assistant_finalize (GObject *object)
{
  ZwImportAssistant *self = ZW_IMPORT_ASSISTANT (object);

  g_clear_weak_pointer (&self->owner);
  g_clear_object (&self->files);
  g_clear_object (&self->running);
  g_clear_pointer (&self->plan, zw_import_plan_free);
  G_OBJECT_CLASS (zw_import_assistant_parent_class)->finalize (object);
}

static gboolean
import_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  import_cb (ZW_IMPORT_ASSISTANT (widget));
  return TRUE;
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ZwImportAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, ZwImportAssistant, preview);
  gtk_widget_class_bind_template_child (widget_class, ZwImportAssistant, report);
  gtk_widget_class_bind_template_child (widget_class, ZwImportAssistant, failure);
  gtk_widget_class_bind_template_child (widget_class, ZwImportAssistant, progress_box);
  gtk_widget_class_bind_template_child (widget_class, ZwImportAssistant, progress_label);
  gtk_widget_class_bind_template_child (widget_class, ZwImportAssistant, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, ZwImportAssistant, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ZwImportAssistant, import_button);
  gtk_widget_class_bind_template_child (widget_class, ZwImportAssistant, undo_button);
  gtk_widget_class_bind_template_child (widget_class, ZwImportAssistant, show_button);
  gtk_widget_class_bind_template_child (widget_class, ZwImportAssistant, next_button);
  gtk_widget_class_bind_template_child (widget_class, ZwImportAssistant, copy_button);
}

static void
zw_import_assistant_class_init (ZwImportAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_import_assistant_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_import_assistant_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = zw_import_assistant_close_request;
  imported_signal
    = g_signal_new ("imported", ZW_TYPE_IMPORT_ASSISTANT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  g_type_ensure (ZW_TYPE_IMPORT_PREVIEW_PAGE);
  g_type_ensure (ZW_TYPE_IMPORT_REPORT_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/exchange/import-assistant.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, checked_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, another_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, import_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, import_shortcut_cb, NULL);
}

static void
zw_import_assistant_init (ZwImportAssistant *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Taking it back is for the window behind, which shows what is taken back. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "edit.undo", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "edit.redo", FALSE);
}

GtkWidget *
zw_import_assistant_new (ZwWorkspace *workspace, GtkWidget *owner)
{
  ZwImportAssistant *self = g_object_new (ZW_TYPE_IMPORT_ASSISTANT, "workspace", workspace, NULL);

  g_set_weak_pointer (&self->owner, owner);
  return GTK_WIDGET (self);
}

void
zw_import_assistant_open (ZwImportAssistant *self, GListModel *files)
{
  if (self->closed || g_list_model_get_n_items (files) == 0)
    return;
  g_set_object (&self->files, files);
  self->current = 0;
  start_file (self);
}

gboolean
zw_import_assistant_is_running (ZwImportAssistant *self)
{
  return self->running != NULL;
}
