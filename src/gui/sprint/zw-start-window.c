/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opened by sprint.start. Follows the workspace while it is open: what it says is what would be committed. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-start-window.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-capacity-list.h"
#include "zw-commit.h"
#include "zw-feedback.h"
#include "zw-format.h"
#include "zw-load-bar.h"
#include "zw-planning.h"
#include "zw-sprint-commands.h"

/* As many keys as a warning names. */
#define MOST_KEYS 6
/* A note asks for the height it has in the width of the window. */
#define NOTE_CHARS 44
/* The bar of the whole sprint ends where the bars of the people end. */
#define HEADROOM (4 / 3.0)

struct _ZwStartWindow {
  ZwToastWindow parent_instance;
  gint64 sprint;
  GtkWidget *owner;     /* (weak) (nullable) */
  ZwPlanning *planning; /* (owned) */
  GtkLabel *summary, *goal;
  GtkLabel *load, *velocity;
  GtkBox *load_bin;
  GtkWidget *load_bar;  /* ZwLoadBar */
  GtkBox *people;
  GtkBox *notes;
  GtkWidget *start_button;
};

G_DEFINE_FINAL_TYPE (ZwStartWindow, zw_start_window, ZW_TYPE_TOAST_WINDOW)

static ZwWorkspace *
get_workspace (ZwStartWindow *self)
{
  return zw_toast_window_get_workspace (ZW_TOAST_WINDOW (self));
}

static ZwSprint *
get_sprint (ZwStartWindow *self)
{
  return zw_workspace_get_sprint (get_workspace (self), self->sprint);
}

/* --- notes --------------------------------------------------------------------------------------------------------- */

static void
add_note (ZwStartWindow *self, const char *style, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NOTE_CHARS);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (box, "zw-note");
  gtk_widget_add_css_class (box, style);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (g_str_equal (style, "plain") ? "dialog-information-symbolic"
                                                                                           : "dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (self->notes, box);
}

static char *
dup_keys (ZwStartWindow *self, GPtrArray *tickets)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; i < tickets->len && i < MOST_KEYS; i++)
    {
      g_autofree char *key = zw_format_key (get_workspace (self), tickets->pdata[i]);
      g_string_append_printf (keys, "%s%s", i > 0 ? ", " : "", key);
    }
  if (tickets->len > MOST_KEYS)
    g_string_append (keys, " …");
  return g_string_free (g_steal_pointer (&keys), FALSE);
}

static void
add_ticket_notes (ZwStartWindow *self, ZwSprintCheck *check)
{
  g_autofree char *unestimated_keys = dup_keys (self, check->unestimated), *blocked_keys = dup_keys (self, check->blocked);
  g_autofree char *closed_keys = dup_keys (self, check->closed);
  /* Translators: how many tickets, and their keys. */
  g_autofree char *unestimated = g_strdup_printf (ngettext ("%u ticket is not estimated: %s", "%u tickets are not estimated: %s",
                                                            check->unestimated->len), check->unestimated->len, unestimated_keys);
  g_autofree char *blocked = g_strdup_printf (ngettext ("%u ticket is blocked: %s", "%u tickets are blocked: %s", check->blocked->len),
                                              check->blocked->len, blocked_keys);
  g_autofree char *closed = g_strdup_printf (ngettext ("%u ticket is closed already and will not count: %s",
                                                       "%u tickets are closed already and will not count: %s", check->closed->len),
                                             check->closed->len, closed_keys);

  if (check->tickets == 0)
    add_note (self, "warn", _("There is no open ticket in this sprint."));
  if (check->unestimated->len > 0)
    add_note (self, "warn", unestimated);
  if (check->blocked->len > 0)
    add_note (self, "warn", blocked);
  if (check->closed->len > 0)
    add_note (self, "plain", closed);
}

static void
add_load_note (ZwStartWindow *self, ZwProject *project, double points)
{
  double capacity = zw_planning_get_capacity (self->planning);
  g_autofree char *over = isnan (capacity) || points <= capacity ? NULL : zw_format_estimate_long (points - capacity, project);
  g_autofree char *text = over != NULL ? g_strdup_printf (_("That is %s more than the team’s capacity."), over) : NULL;

  if (text != NULL)
    add_note (self, "warn", text);
}

static void
add_date_note (ZwStartWindow *self, ZwSprint *sprint)
{
  int today = zw_clock_get_today (zw_workspace_get_clock (get_workspace (self)));
  g_autofree char *date = sprint->start != ZW_UNSET ? zw_format_date (sprint->start, today) : NULL;
  g_autofree char *early = date != NULL ? g_strdup_printf (_("It is planned to start on %s; it would start today."), date) : NULL;

  if (sprint->end != ZW_UNSET && today > sprint->end)
    add_note (self, "warn", _("Its last day is over. Change the dates first."));
  else if (sprint->start != ZW_UNSET && today < sprint->start)
    add_note (self, "plain", early);
}

/* --- all of it ------------------------------------------------------------------------------------------------------ */

static void
show_summary (ZwStartWindow *self, ZwSprint *sprint, ZwProject *project, ZwSprintCheck *check)
{
  g_autofree char *tickets = g_strdup_printf (ngettext ("%u ticket", "%u tickets", check->tickets), check->tickets);
  g_autofree char *points = zw_format_estimate_long (check->points, project);
  g_autofree char *dates = zw_format_date_range (sprint->start, sprint->end);
  g_autofree char *text = g_strjoin (" · ", tickets, points, *dates != '\0' ? dates : NULL, NULL);
  g_autofree char *title = g_strdup_printf (_("Start %s"), sprint->name);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->summary, text);
  gtk_label_set_label (self->goal, sprint->goal != NULL ? sprint->goal : "");
  gtk_widget_set_visible (GTK_WIDGET (self->goal), sprint->goal != NULL);
}

static void
show_load (ZwStartWindow *self, ZwProject *project, double points)
{
  double capacity = zw_planning_get_capacity (self->planning);
  const ZwSprintHistory *history = zw_planning_get_history (self->planning);
  double usual = history != NULL ? zw_velocity_suggest (&history->velocity) : NAN;
  g_autofree char *promised = zw_format_number (points);
  g_autofree char *available = isnan (capacity) ? NULL : zw_format_estimate_long (capacity, project);
  g_autofree char *load = available != NULL ? g_markup_printf_escaped (_("<b>%s</b> of %s capacity"), promised, available) : NULL;
  g_autofree char *mean = isnan (usual) ? NULL : zw_format_number (usual);
  g_autofree char *velocity = mean != NULL ? g_strdup_printf (_("usually %s are done"), mean) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->load_bin), load != NULL || velocity != NULL);
  gtk_widget_set_visible (self->load_bar, load != NULL);
  gtk_label_set_markup (self->load, load != NULL ? load : "");
  gtk_label_set_label (self->velocity, velocity != NULL ? velocity : "");
  zw_load_bar_set (ZW_LOAD_BAR (self->load_bar), points, capacity, fmax (points, capacity) * HEADROOM);
}

static void
show_notes (ZwStartWindow *self, ZwSprint *sprint, ZwProject *project, ZwSprintCheck *check)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwChangeSet) set = zw_sprint_start (get_workspace (self), self->sprint, &error);
  g_autofree char *refusal = error != NULL ? zw_format_error (error) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->notes))) != NULL)
    gtk_box_remove (self->notes, child);
  if (refusal != NULL)
    add_note (self, "err", refusal);
  add_ticket_notes (self, check);
  add_load_note (self, project, check->points);
  add_date_note (self, sprint);
  gtk_widget_set_sensitive (self->start_button, set != NULL);
}

static void
refresh (ZwStartWindow *self)
{
  ZwSprint *sprint = get_sprint (self);

  if (sprint == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  ZwProject *project = zw_workspace_get_project (get_workspace (self), sprint->project);
  g_autoptr (ZwSprintCheck) check = zw_sprint_check_new (get_workspace (self), self->sprint);
  show_summary (self, sprint, project, check);
  show_load (self, project, check->points);
  show_notes (self, sprint, project, check);
}

static void
start_cb (ZwStartWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (_("%s started"), get_sprint (self)->name);

  if (!zw_commit (GTK_WIDGET (self), get_workspace (self), zw_sprint_start (get_workspace (self), self->sprint, &error), &error))
    return;
  if (self->owner != NULL)
    zw_feedback_toast (self->owner, text, TRUE);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- the window ------------------------------------------------------------------------------------------------------ */

static void
zw_start_window_dispose (GObject *object)
{
  g_clear_object (&ZW_START_WINDOW (object)->planning);
  G_OBJECT_CLASS (zw_start_window_parent_class)->dispose (object);
}

static void
zw_start_window_finalize (GObject *object)
{
  g_clear_weak_pointer (&ZW_START_WINDOW (object)->owner);
  G_OBJECT_CLASS (zw_start_window_parent_class)->finalize (object);
}

static void
zw_start_window_class_init (ZwStartWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_start_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_start_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/sprint/start-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwStartWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, ZwStartWindow, goal);
  gtk_widget_class_bind_template_child (widget_class, ZwStartWindow, load);
  gtk_widget_class_bind_template_child (widget_class, ZwStartWindow, velocity);
  gtk_widget_class_bind_template_child (widget_class, ZwStartWindow, load_bin);
  gtk_widget_class_bind_template_child (widget_class, ZwStartWindow, people);
  gtk_widget_class_bind_template_child (widget_class, ZwStartWindow, notes);
  gtk_widget_class_bind_template_child (widget_class, ZwStartWindow, start_button);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
}

static void
zw_start_window_init (ZwStartWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->load_bar = zw_load_bar_new ();
  gtk_box_append (self->load_bin, self->load_bar);
}

GtkWidget *
zw_start_window_new (ZwWorkspace *workspace, gint64 sprint, GtkWidget *owner)
{
  ZwStartWindow *self = g_object_new (ZW_TYPE_START_WINDOW, "workspace", workspace, NULL);

  self->sprint = sprint;
  g_set_weak_pointer (&self->owner, owner);
  self->planning = zw_planning_new (workspace, zw_workspace_get_sprint (workspace, sprint)->project);
  zw_planning_set_sprint (self->planning, sprint);
  gtk_box_append (self->people, zw_capacity_list_new (self->planning));
  g_signal_connect_object (self->planning, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  /* After an import nothing here is the ticket it was. */
  g_signal_connect_object (workspace, "reloaded", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  refresh (self);
  gtk_widget_grab_focus (self->start_button);
  return GTK_WIDGET (self);
}
