/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opened by ZwWindow (win.backups). Every file operation is the store's; nothing here opens a database. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backups-window.h"

#include <glib/gi18n.h>

#include "zw-dialogs.h"
#include "zw-feedback.h"
#include "zw-format.h"

#define MS_PER_SECOND 1000

struct _ZwBackupsWindow {
  ZwToastWindow parent_instance;
  GPtrArray *backups; /* (owned) (nullable) ZwBackup, newest first, one per row */
  GtkLabel *about;
  GtkStack *stack;    /* "loading", "list", "empty" */
  GtkListBox *list;
  GtkWidget *create_button;
  GtkWidget *open_button;
  GtkWidget *restore_button;
  GtkSpinner *spinner;
  gboolean busy;      /* the store is backing up or restoring */
  gboolean closed;    /* the widgets are gone, though an answer may still come */
};

G_DEFINE_FINAL_TYPE (ZwBackupsWindow, zw_backups_window, ZW_TYPE_TOAST_WINDOW)

static guint open_signal;

static ZwWorkspace *
get_workspace (ZwBackupsWindow *self)
{
  return zw_toast_window_get_workspace (ZW_TOAST_WINDOW (self));
}

static ZwStore *
get_store (ZwBackupsWindow *self)
{
  return zw_workspace_get_store (get_workspace (self));
}

/* (nullable) */
static ZwBackup *
get_selected (ZwBackupsWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  return row != NULL ? g_ptr_array_index (self->backups, (guint) gtk_list_box_row_get_index (row)) : NULL;
}

static void
update_buttons (ZwBackupsWindow *self)
{
  if (self->closed)
    return;
  gboolean chosen = get_selected (self) != NULL && !self->busy;
  gboolean writable = !zw_workspace_is_read_only (get_workspace (self));

  gtk_widget_set_sensitive (self->open_button, chosen);
  gtk_widget_set_sensitive (self->restore_button, chosen && writable);
  gtk_widget_set_sensitive (self->create_button, !self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
}

static void
set_busy (ZwBackupsWindow *self, gboolean busy)
{
  self->busy = busy;
  update_buttons (self);
}

/* --- the list --- */

static char *
dup_when (ZwBackupsWindow *self, gint64 at)
{
  ZwClock *clock = zw_workspace_get_clock (get_workspace (self));
  g_autofree char *day = zw_format_date (zw_clock_get_date (clock, at), zw_clock_get_today (clock));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / MS_PER_SECOND);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zw_clock_get_zone (clock));
  g_autofree char *time = g_date_time_format (local, "%H:%M");

  /* Translators: a day and a time: "Mon 23 Nov, 08:04". */
  return g_strdup_printf (C_("date", "%s, %s"), day, time);
}

/* Why it was made; nothing for the daily ones. (nullable) static */
static const char *
get_reason (const char *reason)
{
  static const char *const reasons[][2] = {
    { "before upgrade", NC_("backup", "before upgrade") },
    { "before restore", NC_("backup", "before restore") },
    { "by hand", NC_("backup", "by hand") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reason, reasons[i][0]) == 0)
      return g_dpgettext2 (NULL, "backup", reasons[i][1]);
  return NULL;
}

static GtkWidget *
new_label (const char *text, const char *style_class, int width)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style_class);
  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_label_set_xalign (GTK_LABEL (label), g_str_equal (style_class, "zw-sec") ? 1 : 0);
  return label;
}

static GtkWidget *
new_reason (const char *reason)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (reason);

  gtk_widget_add_css_class (chip, "zw-chip");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (chip), label);
  return chip;
}

static GtkWidget *
new_row (ZwBackupsWindow *self, ZwBackup *backup)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *when = dup_when (self, backup->at);
  g_autofree char *size = g_format_size ((guint64) backup->size);
  g_autofree char *tickets = g_strdup_printf (ngettext ("%d ticket", "%d tickets", (gulong) backup->tickets), backup->tickets);
  const char *reason = get_reason (backup->reason);
  g_autofree char *name = g_strjoin (", ", when, size, tickets, reason, NULL);

  gtk_widget_add_css_class (box, "zw-setting");
  gtk_box_append (GTK_BOX (box), new_label (when, "numeric", 18));
  if (reason != NULL)
    gtk_box_append (GTK_BOX (box), new_reason (reason));
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (box), space);
  gtk_box_append (GTK_BOX (box), new_label (size, "zw-sec", 8));
  gtk_box_append (GTK_BOX (box), new_label (tickets, "zw-sec", 11));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
fill (ZwBackupsWindow *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < self->backups->len; i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (self->backups, i)));
  gtk_stack_set_visible_child_name (self->stack, self->backups->len > 0 ? "list" : "empty");
  if (self->backups->len > 0)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  update_buttons (self);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwBackupsWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = zw_store_list_backups_finish (ZW_STORE (source), result, &error);

  if (self->closed)
    return;
  if (error != NULL)
    zw_feedback_error (GTK_WIDGET (self), error);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  self->backups = backups != NULL ? g_steal_pointer (&backups) : g_ptr_array_new ();
  fill (self);
}

static void
reread (ZwBackupsWindow *self)
{
  zw_store_list_backups_async (get_store (self), listed_cb, g_object_ref (self));
}

/* --- making one --- */

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwBackupsWindow) self = data;
  g_autoptr (GError) error = NULL;

  set_busy (self, FALSE);
  if (!zw_store_backup_finish (ZW_STORE (source), result, &error))
    zw_feedback_error (GTK_WIDGET (self), error);
  else
    zw_feedback_toast (GTK_WIDGET (self), _("Backup written and checked"), FALSE);
  reread (self);
}

static void
create_cb (ZwBackupsWindow *self)
{
  set_busy (self, TRUE);
  zw_store_backup_async (get_store (self), NULL, "by hand", backed_up_cb, g_object_ref (self));
}

/* --- looking into one --- */

static void
open_cb (ZwBackupsWindow *self)
{
  ZwBackup *backup = get_selected (self);

  if (backup == NULL)
    return;
  g_autoptr (GFile) file = g_file_new_for_path (backup->path);
  g_signal_emit (self, open_signal, 0, file);
}

/* --- going back to one --- */

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwBackupsWindow) self = data;
  g_autoptr (GError) error = NULL;

  set_busy (self, FALSE);
  if (!zw_workspace_reload_finish (ZW_WORKSPACE (source), result, &error))
    zw_feedback_error (GTK_WIDGET (self), error);
  else
    zw_feedback_toast (GTK_WIDGET (self), _("Backup restored"), FALSE);
  reread (self);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwBackupsWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!zw_store_restore_finish (ZW_STORE (source), result, &error))
    {
      set_busy (self, FALSE);
      zw_feedback_error (GTK_WIDGET (self), error);
      return;
    }
  zw_workspace_reload_async (get_workspace (self), reloaded_cb, g_object_ref (self));
}

typedef struct {
  ZwBackupsWindow *window; /* (owned) */
  char *path;              /* (owned) */
} Restore;

static void
restore_free (gpointer data)
{
  Restore *restore = data;

  g_object_unref (restore->window);
  g_free (restore->path);
  g_free (restore);
}

static void
restore_now (gpointer data)
{
  Restore *restore = data;

  set_busy (restore->window, TRUE);
  zw_store_restore_async (get_store (restore->window), restore->path, restored_cb, g_object_ref (restore->window));
}

static void
restore_cb (ZwBackupsWindow *self)
{
  ZwBackup *backup = get_selected (self);

  if (backup == NULL)
    return;
  g_autofree char *when = dup_when (self, backup->at);
  g_autofree char *heading = g_strdup_printf (_("Go Back to %s?"), when);
  Restore *restore = g_new0 (Restore, 1);
  restore->window = g_object_ref (self);
  restore->path = g_strdup (backup->path);
  zw_dialogs_ask (GTK_WIDGET (self), heading,
                  _("All projects become what they were then, in every open window. The present state is backed up first."), NULL,
                  _("_Restore"), TRUE, restore_now, restore, restore_free);
}

/* --- the window --- */

static void
zw_backups_window_dispose (GObject *object)
{
  ZW_BACKUPS_WINDOW (object)->closed = TRUE;
  G_OBJECT_CLASS (zw_backups_window_parent_class)->dispose (object);
}

static void
zw_backups_window_finalize (GObject *object)
{
  g_clear_pointer (&ZW_BACKUPS_WINDOW (object)->backups, g_ptr_array_unref);
  G_OBJECT_CLASS (zw_backups_window_parent_class)->finalize (object);
}

static void
zw_backups_window_class_init (ZwBackupsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_backups_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_backups_window_finalize;
  open_signal = g_signal_new ("open-read-only", ZW_TYPE_BACKUPS_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_FILE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/backups-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwBackupsWindow, about);
  gtk_widget_class_bind_template_child (widget_class, ZwBackupsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ZwBackupsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, ZwBackupsWindow, create_button);
  gtk_widget_class_bind_template_child (widget_class, ZwBackupsWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, ZwBackupsWindow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, ZwBackupsWindow, spinner);
  gtk_widget_class_bind_template_callback (widget_class, update_buttons);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
}

static void
zw_backups_window_init (ZwBackupsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_label (self->about, _("Made every day and before every upgrade. Each one was checked after it was written."));
}

GtkWidget *
zw_backups_window_new (ZwWorkspace *workspace)
{
  ZwBackupsWindow *self = g_object_new (ZW_TYPE_BACKUPS_WINDOW, "workspace", workspace, NULL);

  update_buttons (self);
  reread (self);
  return GTK_WIDGET (self);
}
