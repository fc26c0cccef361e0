/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opened by sprint.complete. Follows the workspace while it is open, keeping what was decided. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-complete-window.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-commit.h"
#include "zw-fate-row.h"
#include "zw-feedback.h"
#include "zw-fold-box.h"
#include "zw-format.h"
#include "zw-planning.h"
#include "zw-sprint-closing.h"
#include "zw-ticket-commands.h"

#define EXPANDED_HEIGHT 700

struct _ZwCompleteWindow {
  ZwToastWindow parent_instance;
  gint64 sprint;
  GtkWidget *owner;       /* (weak) (nullable) */
  ZwFateChoices *choices; /* (owned) */
  ZwPlanning *planning;   /* (owned) of the sprint that most goes to */
  GPtrArray *open;        /* (owned) ZwTicket: what needs a decision */
  GPtrArray *rows;        /* (owned) ZwFateRow; none before the list was opened for the first time */
  gboolean listed;        /* it was */
  gboolean completing;
  GtkLabel *summary;
  GtkWidget *open_part;
  AdwComboRow *usual_row;
  AdwExpanderRow *expander;
  GtkWidget *note;
  GtkLabel *note_label;
  GtkButton *plan_button;
  GtkWidget *complete_button;
};

G_DEFINE_FINAL_TYPE (ZwCompleteWindow, zw_complete_window, ZW_TYPE_TOAST_WINDOW)

static ZwWorkspace *
get_workspace (ZwCompleteWindow *self)
{
  return zw_toast_window_get_workspace (ZW_TOAST_WINDOW (self));
}

static ZwSprint *
get_sprint (ZwCompleteWindow *self)
{
  return zw_workspace_get_sprint (get_workspace (self), self->sprint);
}

static ZwProject *
get_project (ZwCompleteWindow *self)
{
  return zw_workspace_get_project (get_workspace (self), get_sprint (self)->project);
}

static guint
get_usual (ZwCompleteWindow *self)
{
  return adw_combo_row_get_selected (self->usual_row);
}

static gint64
get_usual_target (ZwCompleteWindow *self)
{
  return g_array_index (self->choices->targets, gint64, get_usual (self));
}

/* The one that most goes to, else the next one; NULL = there is none yet. */
static ZwSprint *
get_next_sprint (ZwCompleteWindow *self)
{
  gint64 target = get_usual_target (self), first = g_array_index (self->choices->targets, gint64, 0);
  gint64 next = target > 0 ? target : first;

  return next > 0 ? zw_workspace_get_sprint (get_workspace (self), next) : NULL;
}

/* --- figures ----------------------------------------------------------------------------------------------------------- */

typedef struct {
  guint tickets, closed;
  double points, done;
} Figures;

/* As the backlog counts: sub-tickets apart, what is not done in no sum. */
static Figures
count (ZwCompleteWindow *self)
{
  ZwWorkspace *workspace = get_workspace (self);
  ZwTicketList *list = zw_workspace_get_tickets (workspace, get_sprint (self)->project);
  Figures figures = { 0 };

  for (guint i = 0; i < zw_ticket_list_get_n (list); i++)
    {
      ZwTicket *ticket = zw_ticket_list_get (list, i);
      ZwCategory category = zw_workspace_get_category (workspace, ticket);
      if (ticket->sprint != self->sprint || zw_workspace_is_sub_ticket (workspace, ticket))
        continue;
      double size = zw_ticket_get_size (workspace, ticket);
      double points = isnan (size) || category == ZW_CATEGORY_CANCELLED ? 0 : size;
      figures.tickets++;
      figures.closed += zw_category_is_closed (category);
      figures.points += points;
      figures.done += category == ZW_CATEGORY_DONE ? points : 0;
    }
  return figures;
}

static void
show_summary (ZwCompleteWindow *self)
{
  Figures figures = count (self);
  g_autofree char *done = zw_format_number (figures.done), *all = zw_format_estimate_long (figures.points, get_project (self));
  g_autofree char *title = g_strdup_printf (_("Complete %s"), get_sprint (self)->name);
  /* Translators: 6 of 17 tickets are closed, 16 of 43 points are done. */
  g_autofree char *text = g_strdup_printf (ngettext ("%u of %u ticket is closed, %s of %s are done.",
                                                     "%u of %u tickets are closed, %s of %s are done.", figures.tickets),
                                           figures.closed, figures.tickets, done, all);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->summary, text);
}

/* Points that @fate takes @ticket's to @sprint with. */
static double
get_moving (ZwCompleteWindow *self, ZwTicket *ticket, ZwFate fate, gint64 sprint)
{
  double size = zw_ticket_get_size (get_workspace (self), ticket);
  double points = fate.kind == ZW_FATE_SPLIT && !isnan (fate.rest) ? fate.rest : size;
  gboolean counts = fate.kind != ZW_FATE_CANCEL && !zw_workspace_is_closed (get_workspace (self), ticket) && !isnan (points);

  return fate.target == sprint && counts ? points : 0;
}

/* What all of them would bring into @sprint. */
static double
sum_moving (ZwCompleteWindow *self, gint64 sprint)
{
  const ZwFate usual = { .kind = ZW_FATE_CARRY, .target = get_usual_target (self) };
  double sum = 0;

  for (guint i = 0; i < self->rows->len; i++)
    sum += get_moving (self, zw_fate_row_get_ticket (self->rows->pdata[i]), zw_fate_row_get_fate (self->rows->pdata[i]), sprint);
  for (guint i = 0; !self->listed && i < self->open->len; i++)
    sum += get_moving (self, self->open->pdata[i], usual, sprint);
  return sum;
}

/* As high as what it says now, until the list takes the room. */
static void
fit_height (ZwCompleteWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, -1);
}

static void
show_note (ZwCompleteWindow *self)
{
  ZwSprint *next = get_next_sprint (self);
  double capacity = next != NULL ? zw_planning_get_capacity (self->planning) : NAN;
  double held = next != NULL ? zw_planning_get_planned (self->planning) + sum_moving (self, zw_item_get_id (ZW_ITEM (next))) : 0;
  gboolean over = !isnan (capacity) && held > capacity;
  g_autofree char *number = over ? zw_format_number (held) : NULL;
  g_autofree char *all = over ? zw_format_estimate_long (capacity, get_project (self)) : NULL;
  /* Translators: Sprint 15 would hold 42 of 37 points. */
  g_autofree char *text = over ? g_markup_printf_escaped (_("%s would hold <b>%s of %s</b>. Plan it before it starts."), next->name, number,
                                                          all)
                               : NULL;

  if (over != gtk_widget_get_visible (self->note) && !adw_expander_row_get_expanded (self->expander))
    fit_height (self);
  gtk_widget_set_visible (self->note, over);
  gtk_label_set_markup (self->note_label, over ? text : "");
}

static void
show_plan_button (ZwCompleteWindow *self)
{
  ZwSprint *next = get_next_sprint (self);
  g_autofree char *text = next != NULL ? g_strdup_printf (_("Plan %s"), next->name) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->plan_button), next != NULL && self->owner != NULL);
  if (next != NULL)
    gtk_button_set_label (self->plan_button, text);
}

static void
show_expander (ZwCompleteWindow *self)
{
  guint n = self->open->len, differ = 0;

  for (guint i = 0; i < self->rows->len; i++)
    differ += zw_fate_row_differs (self->rows->pdata[i]);
  /* Translators: tickets that go elsewhere than the others: 3 of 11 differ. */
  g_autofree char *text = g_strdup_printf (_("%u of %u differ"), differ, n);
  g_autofree char *title = g_strdup_printf (ngettext ("Move %u open ticket to", "Move %u open tickets to", n), n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->usual_row), title);
  adw_expander_row_set_subtitle (self->expander, differ > 0 ? text : _("All go the same way"));
  gtk_widget_set_visible (self->open_part, n > 0);
}

static void
refresh (ZwCompleteWindow *self)
{
  show_expander (self);
  show_note (self);
}

/* --- rows --------------------------------------------------------------------------------------------------------------- */

static gboolean
has_row (ZwCompleteWindow *self, ZwTicket *ticket)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (zw_fate_row_get_ticket (self->rows->pdata[i]) == ticket)
      return TRUE;
  return FALSE;
}

/* Hundreds of rows take their time: they are made when somebody wants to see them. */
static void
sync_rows (ZwCompleteWindow *self)
{
  GPtrArray *open = self->open;

  if (!self->listed)
    return;
  for (guint i = self->rows->len; i > 0; i--)
    if (!g_ptr_array_find (open, zw_fate_row_get_ticket (self->rows->pdata[i - 1]), NULL))
      {
        adw_expander_row_remove (self->expander, self->rows->pdata[i - 1]);
        g_ptr_array_remove_index (self->rows, i - 1);
      }
  for (guint i = 0; i < open->len; i++)
    if (!has_row (self, open->pdata[i]))
      {
        GtkWidget *row = zw_fate_row_new (get_workspace (self), open->pdata[i], self->choices, get_usual (self));
        g_signal_connect_object (row, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
        g_ptr_array_add (self->rows, g_object_ref_sink (row));
        adw_expander_row_add_row (self->expander, row);
      }
}

static void
sync_open (ZwCompleteWindow *self)
{
  g_autoptr (GPtrArray) open = zw_sprint_dup_unfinished (get_workspace (self), self->sprint);

  g_ptr_array_set_size (self->open, 0);
  for (guint i = 0; i < open->len; i++)
    g_ptr_array_add (self->open, g_object_ref (open->pdata[i]));
  sync_rows (self);
}

/* The list needs its room, and gives it back. */
static void
expanded_cb (ZwCompleteWindow *self)
{
  int width, height;

  if (!self->listed)
    {
      self->listed = TRUE;
      sync_rows (self);
    }
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, adw_expander_row_get_expanded (self->expander) ? EXPANDED_HEIGHT : -1);
}

static void
usual_cb (ZwCompleteWindow *self)
{
  ZwSprint *next = get_next_sprint (self);

  for (guint i = 0; i < self->rows->len; i++)
    zw_fate_row_set_usual (self->rows->pdata[i], get_usual (self));
  zw_planning_set_sprint (self->planning, next != NULL ? zw_item_get_id (ZW_ITEM (next)) : 0);
  show_plan_button (self);
  refresh (self);
}

static void
changed_cb (ZwCompleteWindow *self)
{
  ZwSprint *sprint = get_sprint (self);

  if (self->completing)
    return;
  if (sprint == NULL || sprint->state != ZW_SPRINT_ACTIVE)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  sync_open (self);
  show_summary (self);
  refresh (self);
}

/* --- completing ----------------------------------------------------------------------------------------------------------- */

static void
finish (ZwCompleteWindow *self, ZwChangeSet *set, GError **error)
{
  g_autofree char *text = get_sprint (self) != NULL ? g_strdup_printf (_("%s completed"), get_sprint (self)->name) : NULL;

  if (!zw_commit (GTK_WIDGET (self), get_workspace (self), set, error))
    {
      self->completing = FALSE;
      gtk_widget_set_sensitive (self->complete_button, TRUE);
      return;
    }
  if (self->owner != NULL && text != NULL)
    zw_feedback_toast (self->owner, text, TRUE);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* Closed meanwhile: then it was not meant. */
static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwCompleteWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwChangeSet) set = zw_sprint_closing_prepare_finish (ZW_WORKSPACE (source), result, &error);

  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    finish (self, g_steal_pointer (&set), &error);
}

static void
complete_cb (ZwCompleteWindow *self)
{
  g_autoptr (GHashTable) fates = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  const ZwCompletion completion = { .others = { .kind = ZW_FATE_CARRY, .target = get_usual_target (self) }, .fates = fates };

  if (self->completing)
    return;
  self->completing = TRUE;
  gtk_widget_set_sensitive (self->complete_button, FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const ZwFate fate = zw_fate_row_get_fate (self->rows->pdata[i]);
      gint64 id = zw_item_get_id (ZW_ITEM (zw_fate_row_get_ticket (self->rows->pdata[i])));
      g_hash_table_insert (fates, g_memdup2 (&id, sizeof id), g_memdup2 (&fate, sizeof fate));
    }
  zw_sprint_closing_prepare_async (get_workspace (self), self->sprint, &completion, prepared_cb, g_object_ref (self));
}

static void
plan_cb (ZwCompleteWindow *self)
{
  if (self->owner != NULL)
    gtk_widget_activate_action (self->owner, "win.show-backlog", NULL);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- the window ------------------------------------------------------------------------------------------------------------- */

static void
zw_complete_window_dispose (GObject *object)
{
  g_clear_object (&ZW_COMPLETE_WINDOW (object)->planning);
  G_OBJECT_CLASS (zw_complete_window_parent_class)->dispose (object);
}

static void
zw_complete_window_finalize (GObject *object)
{
  ZwCompleteWindow *self = ZW_COMPLETE_WINDOW (object);

  g_clear_weak_pointer (&self->owner);
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->rows);
  zw_fate_choices_free (self->choices);
  G_OBJECT_CLASS (zw_complete_window_parent_class)->finalize (object);
}

static void
zw_complete_window_class_init (ZwCompleteWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_complete_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_complete_window_finalize;
  g_type_ensure (ZW_TYPE_FOLD_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/sprint/complete-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwCompleteWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, ZwCompleteWindow, open_part);
  gtk_widget_class_bind_template_child (widget_class, ZwCompleteWindow, usual_row);
  gtk_widget_class_bind_template_child (widget_class, ZwCompleteWindow, expander);
  gtk_widget_class_bind_template_child (widget_class, ZwCompleteWindow, note);
  gtk_widget_class_bind_template_child (widget_class, ZwCompleteWindow, note_label);
  gtk_widget_class_bind_template_child (widget_class, ZwCompleteWindow, plan_button);
  gtk_widget_class_bind_template_child (widget_class, ZwCompleteWindow, complete_button);
  gtk_widget_class_bind_template_callback (widget_class, complete_cb);
  gtk_widget_class_bind_template_callback (widget_class, plan_cb);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
}

static void
zw_complete_window_init (ZwCompleteWindow *self)
{
  self->open = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zw_complete_window_new (ZwWorkspace *workspace, gint64 sprint_id, GtkWidget *owner)
{
  ZwCompleteWindow *self = g_object_new (ZW_TYPE_COMPLETE_WINDOW, "workspace", workspace, NULL);
  ZwSprint *sprint = zw_workspace_get_sprint (workspace, sprint_id);

  self->sprint = sprint_id;
  g_set_weak_pointer (&self->owner, owner);
  self->choices = zw_fate_choices_new (workspace, sprint);
  self->planning = zw_planning_new (workspace, sprint->project);
  adw_combo_row_set_model (self->usual_row, G_LIST_MODEL (self->choices->names));
  sync_open (self);
  usual_cb (self);
  show_summary (self);
  g_signal_connect_object (self->usual_row, "notify::selected", G_CALLBACK (usual_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->planning, "changed", G_CALLBACK (show_note), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  /* After an import nothing here is the ticket it was. */
  g_signal_connect_object (workspace, "reloaded", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  gtk_widget_grab_focus (self->complete_button);
  return GTK_WIDGET (self);
}
