/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opened by sprint.create and sprint.edit. The complaint comes from a change set that is thrown away: what the dialog refuses
 * is what the command would refuse. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-dialog.h"

#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-date-row.h"
#include "zw-dialogs.h"
#include "zw-feedback.h"
#include "zw-format.h"
#include "zw-project-commands.h"
#include "zw-sprint-commands.h"
#include "zw-values.h"

struct _ZwSprintDialog {
  ZwToastWindow parent_instance;
  gint64 project, sprint; /* 0 = new */
  GtkWidget *owner;       /* (weak) (nullable) */
  GtkEditable *name_row, *goal_row;
  ZwDateRow *start_row, *end_row;
  GtkLabel *length;
  GtkWidget *complaint;
  GtkLabel *complaint_label;
  GtkButton *save_button;
  char *name, *goal;      /* (owned) as they are without what was entered here */
  int start, end;
  gboolean end_is_own;    /* chosen: it follows the start no more */
};

G_DEFINE_FINAL_TYPE (ZwSprintDialog, zw_sprint_dialog, ZW_TYPE_TOAST_WINDOW)

static ZwWorkspace *
get_workspace (ZwSprintDialog *self)
{
  return zw_toast_window_get_workspace (ZW_TOAST_WINDOW (self));
}

static char *
dup_text (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

/* What would happen now. (transfer full); NULL with the reason. */
static ZwChangeSet *
new_set (ZwSprintDialog *self, GError **error)
{
  g_autofree char *name = dup_text (self->name_row), *goal = dup_text (self->goal_row);
  int start = zw_date_row_get_date (self->start_row), end = zw_date_row_get_date (self->end_row);
  g_autofree char *start_text = zw_date_to_string (start), *end_text = zw_date_to_string (end);

  if (self->sprint != 0)
    return zw_sprint_edit (get_workspace (self), self->sprint, name, goal, start, end, error);
  return zw_sprint_create (get_workspace (self), self->project, name, goal, start_text, end_text, NULL, error);
}

static void
show_length (ZwSprintDialog *self)
{
  ZwProject *project = zw_workspace_get_project (get_workspace (self), self->project);
  int start = zw_date_row_get_date (self->start_row), end = zw_date_row_get_date (self->end_row);
  int days = start != ZW_UNSET && end != ZW_UNSET && project != NULL ? zw_working_days_between (project, start, end) : 0;
  g_autofree char *text = g_strdup_printf (ngettext ("%d working day", "%d working days", (gulong) days), days);

  gtk_label_set_label (self->length, text);
}

static void
check (ZwSprintDialog *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwChangeSet) set = new_set (self, &error);
  g_autofree char *text = error != NULL && *name != '\0' ? zw_format_error (error) : NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), set != NULL);
  gtk_widget_set_visible (self->complaint, text != NULL);
  gtk_label_set_label (self->complaint_label, text != NULL ? text : "");
  show_length (self);
}

static void
start_chosen_cb (ZwSprintDialog *self)
{
  int start = zw_date_row_get_date (self->start_row);

  if (!self->end_is_own && start != ZW_UNSET)
    zw_date_row_set_date (self->end_row, zw_sprint_propose_end (get_workspace (self), self->project, start));
  check (self);
}

static void
end_chosen_cb (ZwSprintDialog *self)
{
  self->end_is_own = TRUE;
  check (self);
}

/* --- while it is open ---------------------------------------------------------------------------------------------- */

/* What has begun began when it did, and what is over ended. */
static void
allow_dates (ZwSprintDialog *self, ZwSprint *sprint)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->start_row), sprint->state == ZW_SPRINT_PLANNED);
  gtk_widget_set_sensitive (GTK_WIDGET (self->end_row), sprint->state != ZW_SPRINT_CLOSED);
}

/* @base becomes @now, and so does the row unless something else was entered. */
static void
follow_text (GtkEditable *row, char **base, const char *now)
{
  g_autofree char *text = dup_text (row), *before = g_steal_pointer (base);

  *base = g_strdup (now != NULL ? now : "");
  if (g_str_equal (text, before) && !g_str_equal (text, *base))
    gtk_editable_set_text (row, *base);
}

static void
follow_date (ZwDateRow *row, int *base, int now)
{
  if (zw_date_row_get_date (row) == *base)
    zw_date_row_set_date (row, now);
  *base = now;
}

/* Somebody else's edit shows in what was not touched here, so saving never takes it back. A sprint that is gone leaves its
 * window: the complaint says so, and what was typed can be copied. */
static void
changed_cb (ZwSprintDialog *self)
{
  ZwSprint *sprint = self->sprint != 0 ? zw_workspace_get_sprint (get_workspace (self), self->sprint) : NULL;

  if (sprint != NULL)
    {
      follow_text (self->name_row, &self->name, sprint->name);
      follow_text (self->goal_row, &self->goal, sprint->goal);
      follow_date (self->start_row, &self->start, sprint->start);
      follow_date (self->end_row, &self->end, sprint->end);
      allow_dates (self, sprint);
    }
  check (self);
}

/* --- leaving ------------------------------------------------------------------------------------------------------- */

static void
save_cb (ZwSprintDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *text = g_strdup_printf (self->sprint != 0 ? _("%s changed") : _("%s created"), name);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->save_button))
      || !zw_commit (GTK_WIDGET (self), get_workspace (self), new_set (self, &error), &error))
    return;
  if (self->owner != NULL)
    zw_feedback_toast (self->owner, text, TRUE);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
save_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  save_cb (ZW_SPRINT_DIALOG (widget));
  return TRUE;
}

static gboolean
was_changed (ZwSprintDialog *self)
{
  g_autofree char *name = dup_text (self->name_row), *goal = dup_text (self->goal_row);

  return g_strcmp0 (name, self->name) != 0 || g_strcmp0 (goal, self->goal) != 0
         || zw_date_row_get_date (self->start_row) != self->start || zw_date_row_get_date (self->end_row) != self->end;
}

static gboolean
destroy_cb (gpointer data)
{
  gtk_window_destroy (GTK_WINDOW (data));
  return G_SOURCE_REMOVE;
}

/* After the question is gone: it closes itself when it was answered. */
static void
discard (gpointer data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, destroy_cb, g_object_ref (data), g_object_unref);
}

static gboolean
zw_sprint_dialog_close_request (GtkWindow *window)
{
  if (!was_changed (ZW_SPRINT_DIALOG (window)))
    return GTK_WINDOW_CLASS (zw_sprint_dialog_parent_class)->close_request (window);
  /* The question goes with its window, so it needs no hold on it. */
  zw_dialogs_ask (GTK_WIDGET (window), _("Discard Changes?"), _("What was entered here is not saved."), NULL, _("_Discard"), TRUE, discard,
                  window, NULL);
  return TRUE;
}

/* --- the dialog ------------------------------------------------------------------------------------------------------ */

static void
zw_sprint_dialog_finalize (GObject *object)
{
  ZwSprintDialog *self = ZW_SPRINT_DIALOG (object);

  g_clear_weak_pointer (&self->owner);
  g_free (self->name);
  g_free (self->goal);
  G_OBJECT_CLASS (zw_sprint_dialog_parent_class)->finalize (object);
}

static void
zw_sprint_dialog_class_init (ZwSprintDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zw_sprint_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = zw_sprint_dialog_close_request;
  g_type_ensure (ZW_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/sprint/sprint-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwSprintDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintDialog, goal_row);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintDialog, start_row);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintDialog, end_row);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintDialog, length);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintDialog, complaint);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintDialog, complaint_label);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, start_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, save_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, save_shortcut_cb, NULL);
}

static void
zw_sprint_dialog_init (ZwSprintDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_present (ZwSprintDialog *self, ZwSprint *sprint)
{
  gtk_window_set_title (GTK_WINDOW (self), _("Edit Sprint"));
  gtk_button_set_label (self->save_button, _("Save"));
  self->name = g_strdup (sprint->name);
  self->goal = g_strdup (sprint->goal != NULL ? sprint->goal : "");
  self->start = sprint->start;
  self->end = sprint->end;
  self->end_is_own = sprint->state != ZW_SPRINT_PLANNED;
  allow_dates (self, sprint);
}

static void
show_proposal (ZwSprintDialog *self)
{
  self->name = zw_sprint_propose_name (get_workspace (self), self->project);
  self->goal = g_strdup ("");
  zw_sprint_propose_dates (get_workspace (self), self->project, &self->start, &self->end);
}

GtkWidget *
zw_sprint_dialog_new (ZwWorkspace *workspace, gint64 project, gint64 sprint_id, GtkWidget *owner)
{
  ZwSprintDialog *self = g_object_new (ZW_TYPE_SPRINT_DIALOG, "workspace", workspace, NULL);
  ZwSprint *sprint = sprint_id != 0 ? zw_workspace_get_sprint (workspace, sprint_id) : NULL;
  int today = zw_clock_get_today (zw_workspace_get_clock (workspace));

  self->project = sprint != NULL ? sprint->project : project;
  self->sprint = sprint != NULL ? sprint_id : 0;
  g_set_weak_pointer (&self->owner, owner);
  zw_date_row_set_today (self->start_row, today);
  zw_date_row_set_today (self->end_row, today);
  if (sprint != NULL)
    show_present (self, sprint);
  else
    show_proposal (self);
  zw_date_row_set_date (self->start_row, self->start);
  zw_date_row_set_date (self->end_row, self->end);
  gtk_editable_set_text (self->goal_row, self->goal);
  gtk_editable_set_text (self->name_row, self->name);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  check (self);
  gtk_widget_grab_focus (GTK_WIDGET (sprint != NULL ? self->goal_row : self->name_row));
  return GTK_WIDGET (self);
}
