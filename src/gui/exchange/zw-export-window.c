/* SPDX-License-Identifier: GPL-3.0-or-later
 * The choice of what is exported, and its progress. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-export-window.h"

#include <glib/gi18n.h>

#include "zw-date-row.h"
#include "zw-dialogs.h"
#include "zw-export-file.h"
#include "zw-feedback.h"
#include "zw-format.h"

#define MS_PER_SECOND 1000
#define TICK_MS 100
#define PATIENCE_TICKS 4 /* what takes longer shows how far it is */

typedef enum { WHAT_PROJECT, WHAT_SHOWN, WHAT_EVERYTHING } What;

struct _ZwExportWindow {
  ZwToastWindow parent_instance;
  gint64 project;
  GArray *shown;          /* (owned) (nullable) gint64 */
  GtkWidget *owner;       /* (weak) (nullable) */
  GArray *whats;          /* (owned) What of the rows of what_row */
  GArray *instants;       /* (owned) (nullable) gint64 of the rows of since_row, the last one is a day: then changes are sent */
  gint64 began;           /* UTC ms: when the writing began */
  GCancellable *running;  /* (owned) (nullable) */
  GFile *file;            /* (owned) (nullable) the one that is written */
  gboolean closed;
  gint64 written;         /* bytes */
  guint tick, ticks;      /* source id; since it began */
  GtkStack *stack;
  AdwComboRow *what_row, *format_row, *since_row;
  ZwDateRow *date_row;
  GtkLabel *about, *progress_label;
  GtkProgressBar *progress_bar;
  GtkWidget *progress_box, *export_button;
};

G_DEFINE_FINAL_TYPE (ZwExportWindow, zw_export_window, ZW_TYPE_TOAST_WINDOW)

static guint sent_signal;

static const struct {
  ZwExportFormat format;
  const char *name, *suffix, *about;
} formats[] = {
  { ZW_EXPORT_JSON, N_("Zettelwand (JSON)"), ".json",
    N_("Everything with its history: to be imported again, here or by somebody else.") },
  { ZW_EXPORT_CSV, N_("Table (CSV)"), ".csv", N_("One line per ticket, for spreadsheets.") },
  { ZW_EXPORT_MARKDOWN, N_("Markdown"), ".md", N_("Tickets by sprint and column, to be read.") },
};

static ZwWorkspace *
get_workspace (ZwExportWindow *self)
{
  return zw_toast_window_get_workspace (ZW_TOAST_WINDOW (self));
}

static gboolean
sends_changes (ZwExportWindow *self)
{
  return self->instants != NULL;
}

static What
get_what (ZwExportWindow *self)
{
  return sends_changes (self) ? WHAT_PROJECT : g_array_index (self->whats, What, adw_combo_row_get_selected (self->what_row));
}

static guint
get_format (ZwExportWindow *self)
{
  return MIN (adw_combo_row_get_selected (self->format_row), G_N_ELEMENTS (formats) - 1);
}

static void
format_cb (ZwExportWindow *self)
{
  if (!sends_changes (self))
    gtk_label_set_label (self->about, _(formats[get_format (self)].about));
}

/* --- since when -------------------------------------------------------------------------------------------------------- */

/* Its first instant here. */
static gint64
get_midnight (ZwExportWindow *self, int date)
{
  g_autofree char *day = zw_date_to_string (date);
  g_autofree char *text = day != NULL ? g_strconcat (day, "T00:00:00", NULL) : NULL;
  g_autoptr (GDateTime) midnight
    = text != NULL ? g_date_time_new_from_iso8601 (text, zw_clock_get_zone (zw_workspace_get_clock (get_workspace (self)))) : NULL;

  return midnight != NULL ? g_date_time_to_unix (midnight) * MS_PER_SECOND : 0;
}

static gboolean
is_own_day (ZwExportWindow *self)
{
  return sends_changes (self) && adw_combo_row_get_selected (self->since_row) + 1 == self->instants->len;
}

static gint64
get_since (ZwExportWindow *self)
{
  if (!sends_changes (self))
    return 0;
  return is_own_day (self) ? get_midnight (self, zw_date_row_get_date (self->date_row))
                           : g_array_index (self->instants, gint64, adw_combo_row_get_selected (self->since_row));
}

static void
since_cb (ZwExportWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->date_row), is_own_day (self));
  gtk_widget_set_sensitive (self->export_button, !sends_changes (self) || get_since (self) != 0);
}

/* --- progress ---------------------------------------------------------------------------------------------------------- */

static gboolean
tick_cb (gpointer data)
{
  ZwExportWindow *self = data;
  g_autofree char *size = g_format_size ((guint64) self->written);
  g_autofree char *text = g_strdup_printf (_("Exporting… %s"), size);

  gtk_widget_set_visible (self->progress_box, ++self->ticks >= PATIENCE_TICKS);
  gtk_label_set_label (self->progress_label, text);
  if (adw_get_enable_animations (GTK_WIDGET (self)))
    gtk_progress_bar_pulse (self->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
set_running (ZwExportWindow *self, gboolean running)
{
  gtk_stack_set_visible_child_name (self->stack, running ? "progress" : "form");
  gtk_widget_set_visible (self->export_button, !running);
  gtk_widget_set_visible (self->progress_box, FALSE);
  g_clear_handle_id (&self->tick, g_source_remove);
  self->ticks = 0;
  self->written = 0;
  if (running)
    self->tick = g_timeout_add (TICK_MS, tick_cb, self);
}

static void
progress_cb (gint64 done, gint64 total, gpointer data)
{
  ((ZwExportWindow *) data)->written = done;
}

/* --- writing ----------------------------------------------------------------------------------------------------------- */

static void
tell_success (ZwExportWindow *self)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);
  guint n = get_what (self) == WHAT_SHOWN ? self->shown->len : 0;
  g_autofree char *counted = g_strdup_printf (ngettext ("%u ticket exported to “%s”", "%u tickets exported to “%s”", n), n, shown);
  g_autofree char *plain = g_strdup_printf (_("Exported to “%s”"), shown);

  if (sends_changes (self))
    g_signal_emit (self, sent_signal, 0, self->began);
  if (self->owner != NULL)
    zw_feedback_toast (self->owner, n > 0 ? counted : plain, FALSE);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
tell_failure (ZwExportWindow *self, const GError *error)
{
  g_autofree char *text = zw_format_error (error);

  set_running (self, FALSE);
  zw_dialogs_tell (GTK_WIDGET (self), _("The File Could Not Be Written"), text);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwExportWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = zw_export_file_finish (ZW_WORKSPACE (source), result, &error);

  g_clear_object (&self->running);
  if (self->closed)
    return;
  if (done)
    tell_success (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      set_running (self, FALSE);
      zw_feedback_toast (GTK_WIDGET (self), _("The export was canceled. No file was written."), FALSE);
    }
  else
    tell_failure (self, error);
}

void
zw_export_window_write (ZwExportWindow *self, GFile *file)
{
  if (self->closed || self->running != NULL)
    return;
  What what = get_what (self);
  const ZwExportOptions options = {
    .format = formats[get_format (self)].format,
    .project = what != WHAT_EVERYTHING ? self->project : 0,
    .tickets = what == WHAT_SHOWN ? (const gint64 *) (gpointer) self->shown->data : NULL,
    .n_tickets = what == WHAT_SHOWN ? self->shown->len : 0,
    .since_at = get_since (self),
  };

  g_set_object (&self->file, file);
  self->began = zw_clock_get_now (zw_workspace_get_clock (get_workspace (self)));
  self->running = g_cancellable_new ();
  set_running (self, TRUE);
  zw_export_file_async (get_workspace (self), &options, file, progress_cb, self, self->running, written_cb, g_object_ref (self));
}

static void
file_chosen (GFile *file, gpointer data)
{
  zw_export_window_write (data, file);
}

static char *
make_name (ZwExportWindow *self)
{
  ZwProject *project = get_what (self) != WHAT_EVERYTHING ? zw_workspace_get_project (get_workspace (self), self->project) : NULL;
  const char *what = project != NULL ? project->name : _("Zettelwand");
  /* Translators: name of a file that holds the changes of a project. */
  g_autofree char *stem = sends_changes (self) ? g_strdup_printf (_("Changes of %s"), what) : g_strdup (what);
  char *name = g_strconcat (stem, formats[get_format (self)].suffix, NULL);

  return g_strdelimit (name, "/", '-');
}

static void
export_cb (ZwExportWindow *self)
{
  g_autofree char *name = make_name (self);

  if (self->running == NULL && gtk_widget_get_sensitive (self->export_button))
    zw_dialogs_save_file (GTK_WIDGET (self), gtk_window_get_title (GTK_WINDOW (self)), name, file_chosen, g_object_ref (self),
                          g_object_unref);
}

static void
cancel_cb (ZwExportWindow *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* --- the window -------------------------------------------------------------------------------------------------------- */

static void
stop (ZwExportWindow *self)
{
  self->closed = TRUE;
  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
}

static gboolean
zw_export_window_close_request (GtkWindow *window)
{
  stop (ZW_EXPORT_WINDOW (window));
  return GTK_WINDOW_CLASS (zw_export_window_parent_class)->close_request (window);
}

static void
zw_export_window_dispose (GObject *object)
{
  stop (ZW_EXPORT_WINDOW (object));
  G_OBJECT_CLASS (zw_export_window_parent_class)->dispose (object);
}

static void
zw_export_window_finalize (GObject *object)
{
  ZwExportWindow *self = ZW_EXPORT_WINDOW (object);

  g_clear_weak_pointer (&self->owner);
  g_clear_object (&self->running);
  g_clear_object (&self->file);
  g_clear_pointer (&self->shown, g_array_unref);
  g_array_unref (self->whats);
  g_clear_pointer (&self->instants, g_array_unref);
  G_OBJECT_CLASS (zw_export_window_parent_class)->finalize (object);
}

static gboolean
export_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  export_cb (ZW_EXPORT_WINDOW (widget));
  return TRUE;
}

static void
zw_export_window_class_init (ZwExportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_export_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_export_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = zw_export_window_close_request;
  sent_signal = g_signal_new ("sent", ZW_TYPE_EXPORT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  g_type_ensure (ZW_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/exchange/export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwExportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ZwExportWindow, what_row);
  gtk_widget_class_bind_template_child (widget_class, ZwExportWindow, format_row);
  gtk_widget_class_bind_template_child (widget_class, ZwExportWindow, since_row);
  gtk_widget_class_bind_template_child (widget_class, ZwExportWindow, date_row);
  gtk_widget_class_bind_template_child (widget_class, ZwExportWindow, about);
  gtk_widget_class_bind_template_child (widget_class, ZwExportWindow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, ZwExportWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, ZwExportWindow, progress_box);
  gtk_widget_class_bind_template_child (widget_class, ZwExportWindow, export_button);
  gtk_widget_class_bind_template_callback (widget_class, format_cb);
  gtk_widget_class_bind_template_callback (widget_class, since_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, export_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, export_shortcut_cb, NULL);
}

static void
zw_export_window_init (ZwExportWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->whats = g_array_new (FALSE, FALSE, sizeof (What));
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    gtk_string_list_append (names, _(formats[i].name));
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (names));
  format_cb (self);
}

static void
add_what (ZwExportWindow *self, GtkStringList *names, const char *name, What what)
{
  gtk_string_list_append (names, name);
  g_array_append_val (self->whats, what);
}

/* What a filter shows comes first: who filtered means it. */
static void
list_whats (ZwExportWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  ZwProject *project = zw_workspace_get_project (get_workspace (self), self->project);
  guint n = self->shown != NULL ? self->shown->len : 0;
  g_autofree char *shown = g_strdup_printf (ngettext ("%u Ticket That the Filter Shows", "%u Tickets That the Filter Shows", n), n);

  if (n > 0)
    add_what (self, names, shown, WHAT_SHOWN);
  if (project != NULL)
    add_what (self, names, project->name, WHAT_PROJECT);
  add_what (self, names, _("All Projects"), WHAT_EVERYTHING);
  adw_combo_row_set_model (self->what_row, G_LIST_MODEL (names));
}

GtkWidget *
zw_export_window_new (ZwWorkspace *workspace, gint64 project, GArray *shown, GtkWidget *owner)
{
  ZwExportWindow *self = g_object_new (ZW_TYPE_EXPORT_WINDOW, "workspace", workspace, NULL);

  self->project = project;
  self->shown = shown != NULL ? g_array_ref (shown) : NULL;
  g_set_weak_pointer (&self->owner, owner);
  list_whats (self);
  return GTK_WIDGET (self);
}

/* --- changes ----------------------------------------------------------------------------------------------------------- */

static void
add_instant (ZwExportWindow *self, GtkStringList *names, const char *name, gint64 instant)
{
  gtk_string_list_append (names, name);
  g_array_append_val (self->instants, instant);
}

static void
list_instants (ZwExportWindow *self, gint64 last)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  ZwClock *clock = zw_workspace_get_clock (get_workspace (self));
  int today = zw_clock_get_today (clock);
  g_autofree char *day = zw_format_date (zw_clock_get_date (clock, last), today);
  /* Translators: since the last time that changes were sent, on a day: Last Time, Fri 20 Nov */
  g_autofree char *again = g_strdup_printf (_("Last Time, %s"), day);

  self->instants = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (last != 0)
    add_instant (self, names, again, last);
  add_instant (self, names, _("Today"), get_midnight (self, today));
  add_instant (self, names, _("Yesterday"), get_midnight (self, today - 1));
  add_instant (self, names, _("Seven Days Ago"), get_midnight (self, today - 7));
  add_instant (self, names, _("Another Day"), 0);
  zw_date_row_set_today (self->date_row, today);
  zw_date_row_set_date (self->date_row, today - 14);
  adw_combo_row_set_model (self->since_row, G_LIST_MODEL (names));
  since_cb (self);
}

GtkWidget *
zw_export_window_new_changes (ZwWorkspace *workspace, gint64 project, gint64 last, GtkWidget *owner)
{
  ZwExportWindow *self = ZW_EXPORT_WINDOW (zw_export_window_new (workspace, project, NULL, owner));

  gtk_window_set_title (GTK_WINDOW (self), _("Send My Changes"));
  gtk_label_set_label (self->about, _("Writes a file for others who have this project. They import it: nothing is doubled, and where both "
                                      "changed the same, theirs stays and is listed."));
  gtk_widget_set_visible (GTK_WIDGET (self->what_row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->format_row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->since_row), TRUE);
  list_instants (self, last);
  return GTK_WIDGET (self);
}
