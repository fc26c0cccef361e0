/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made by the backlog. All figures come from ZwPlanning; nothing here changes a ticket, its buttons only name actions. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-planning-panel.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-capacity-list.h"
#include "zw-format.h"
#include "zw-velocity-bars.h"

struct _ZwPlanningPanel {
  GtkWidget parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  ZwPlanning *planning;   /* (owned) (nullable) */
  gint64 project, sprint;
  GPtrArray *selection;   /* (owned) ZwTicket */

  GtkLabel *title;
  GtkWidget *nothing;
  GtkWidget *capacity_part;
  GtkLabel *capacity_unit;
  GtkBox *capacity_bin;
  GtkWidget *velocity_part;
  GtkBox *sprints;
  GtkLabel *average;
  GtkLabel *suggestion;
  GtkWidget *card;
  GtkLabel *count, *sum, *outlook;
  GtkWidget *warning;
  GtkButton *move;
};

G_DEFINE_FINAL_TYPE (ZwPlanningPanel, zw_planning_panel, GTK_TYPE_WIDGET)

static guint close_signal;

static ZwProject *
get_project (ZwPlanningPanel *self)
{
  return self->project != 0 ? zw_workspace_get_project (self->workspace, self->project) : NULL;
}

static ZwSprint *
get_sprint (ZwPlanningPanel *self)
{
  return self->sprint != 0 ? zw_workspace_get_sprint (self->workspace, self->sprint) : NULL;
}

/* --- velocity ----------------------------------------------------------------------------------------------------- */

static void
add_sprint (ZwPlanningPanel *self, const ZwVelocitySprint *figures, double top)
{
  ZwSprint *sprint = zw_workspace_get_sprint (self->workspace, figures->sprint);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = gtk_label_new (NULL), *name = gtk_label_new (sprint != NULL ? sprint->name : "");
  g_autofree char *done = zw_format_number (figures->completed), *promised = zw_format_number (figures->committed);
  /* Translators: points done of points promised in a sprint. */
  g_autofree char *markup = g_markup_printf_escaped (_("<b>%s</b> of %s"), done, promised);

  gtk_label_set_markup (GTK_LABEL (words), markup);
  gtk_widget_add_css_class (words, "caption");
  gtk_widget_add_css_class (words, "numeric");
  gtk_widget_add_css_class (name, "caption");
  gtk_widget_add_css_class (name, "zw-sec");
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), zw_velocity_bars_new (figures->committed, figures->completed, top));
  gtk_box_append (GTK_BOX (box), name);
  gtk_widget_add_css_class (box, "zw-velocity-sprint");
  gtk_box_append (self->sprints, box);
}

static char *
dup_average (const ZwVelocity *velocity)
{
  g_autofree char *low = zw_format_number (velocity->min), *high = zw_format_number (velocity->max);

  if (velocity->n == 1)
    return g_strdup (_("as in the last sprint"));
  return g_strdup_printf (ngettext ("average of %u sprint, range %s – %s", "average of %u sprints, range %s – %s", velocity->n),
                          velocity->n, low, high);
}

static void
show_velocity (ZwPlanningPanel *self)
{
  const ZwSprintHistory *history = self->planning != NULL ? zw_planning_get_history (self->planning) : NULL;
  GtkWidget *child;
  double top = 0;

  gtk_widget_set_visible (self->velocity_part, history != NULL && history->n > 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sprints))) != NULL)
    gtk_box_remove (self->sprints, child);
  if (history == NULL || history->n == 0)
    return;
  for (guint i = 0; i < history->n; i++)
    top = MAX (top, MAX (history->sprints[i].committed, history->sprints[i].completed));
  for (guint i = 0; i < history->n; i++)
    add_sprint (self, &history->sprints[i], top);
  g_autofree char *average = dup_average (&history->velocity);
  g_autofree char *suggestion = zw_format_number (zw_velocity_suggest (&history->velocity));
  gtk_label_set_label (self->average, average);
  gtk_label_set_label (self->suggestion, suggestion);
}

/* --- the selection ------------------------------------------------------------------------------------------------- */

/* "13 points" with the figure in bold. */
static char *
dup_sum_markup (double value, ZwProject *project)
{
  g_autofree char *number = zw_format_number (value), *text = zw_format_estimate_long (value, project);

  if (g_str_has_prefix (text, number))
    return g_markup_printf_escaped ("<b>%s</b>%s", number, text + strlen (number));
  return g_markup_escape_text (text, -1);
}

static gboolean
all_in_sprint (ZwPlanningPanel *self)
{
  for (guint i = 0; i < self->selection->len; i++)
    if (ZW_TICKET (self->selection->pdata[i])->sprint != self->sprint)
      return FALSE;
  return TRUE;
}

static void
show_outlook (ZwPlanningPanel *self, ZwSprint *sprint)
{
  ZwProject *project = get_project (self);
  double moved = 0, capacity = NAN, planned = 0;

  if (self->planning != NULL)
    {
      planned = zw_planning_get_planned_with (self->planning, (ZwTicket *const *) self->selection->pdata, self->selection->len, &moved);
      capacity = zw_planning_get_capacity (self->planning);
    }
  /* What the button would do: those that are all in it leave it. */
  if (all_in_sprint (self))
    planned -= moved;
  g_autofree char *sum = dup_sum_markup (moved, project);
  g_autofree char *number = zw_format_number (planned), *alone = zw_format_estimate_long (planned, project);
  g_autofree char *all = isnan (capacity) ? NULL : zw_format_estimate_long (capacity, project);
  const char *name = sprint != NULL ? sprint->name : "";
  /* Translators: Sprint 15 would be at 35 of 37 points. */
  g_autofree char *outlook = all != NULL ? g_markup_printf_escaped (_("%s would be at <b>%s of %s</b>"), name, number, all)
                                         : g_markup_printf_escaped (_("%s would be at <b>%s</b>"), name, alone);

  gtk_label_set_markup (self->sum, sum);
  gtk_label_set_markup (self->outlook, outlook);
  gtk_widget_set_visible (GTK_WIDGET (self->outlook), sprint != NULL);
  gtk_widget_set_visible (self->warning, sprint != NULL && planned > capacity);
}

static void
show_selection (ZwPlanningPanel *self)
{
  ZwSprint *sprint = get_sprint (self);
  guint n = self->selection->len;
  gboolean leaves = sprint == NULL || all_in_sprint (self);
  g_autofree char *count = g_strdup_printf (ngettext ("%u ticket selected", "%u tickets selected", n), n);
  g_autofree char *move = leaves ? g_strdup (_("Move to Backlog")) : g_strdup_printf (_("Move to %s"), sprint->name);

  gtk_widget_set_visible (self->card, n > 0);
  gtk_label_set_label (self->count, count);
  show_outlook (self, sprint);
  gtk_button_set_label (self->move, move);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->move), "x", leaves ? (gint64) 0 : self->sprint);
  gtk_widget_set_visible (GTK_WIDGET (self->move), sprint != NULL);
}

/* --- all of it ----------------------------------------------------------------------------------------------------- */

static void
refresh (ZwPlanningPanel *self)
{
  ZwSprint *sprint = get_sprint (self);
  ZwProject *project = get_project (self);
  gboolean hours = project != NULL && project->estimate_unit == ZW_UNIT_HOURS;
  g_autofree char *title = sprint != NULL ? g_strdup_printf (_("Planning %s"), sprint->name) : g_strdup (_("Planning"));

  gtk_label_set_label (self->title, title);
  gtk_widget_set_visible (self->nothing, sprint == NULL);
  gtk_widget_set_visible (self->capacity_part, sprint != NULL && zw_planning_get_n_shares (self->planning) > 0);
  gtk_label_set_label (self->capacity_unit, hours ? _("hours assigned / available") : _("points assigned / available"));
  show_velocity (self);
  show_selection (self);
}

static void
clear_planning (ZwPlanningPanel *self)
{
  GtkWidget *child;

  if (self->planning != NULL)
    g_signal_handlers_disconnect_by_data (self->planning, self);
  g_clear_object (&self->planning);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->capacity_bin))) != NULL)
    gtk_box_remove (self->capacity_bin, child);
}

void
zw_planning_panel_set_project (ZwPlanningPanel *self, gint64 project)
{
  if (project == self->project)
    return;
  clear_planning (self);
  self->project = project;
  self->sprint = 0;
  if (project != 0)
    {
      self->planning = zw_planning_new (self->workspace, project);
      g_signal_connect_object (self->planning, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->capacity_bin, zw_capacity_list_new (self->planning));
    }
  refresh (self);
}

void
zw_planning_panel_set_sprint (ZwPlanningPanel *self, gint64 sprint_id)
{
  ZwSprint *sprint = sprint_id != 0 ? zw_workspace_get_sprint (self->workspace, sprint_id) : NULL;

  if (sprint != NULL)
    zw_planning_panel_set_project (self, sprint->project);
  self->sprint = sprint != NULL ? sprint_id : 0;
  if (self->planning != NULL)
    zw_planning_set_sprint (self->planning, self->sprint);
  refresh (self);
}

void
zw_planning_panel_set_selection (ZwPlanningPanel *self, ZwTicket *const *tickets, guint n)
{
  g_ptr_array_set_size (self->selection, 0);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->selection, g_object_ref (tickets[i]));
  show_selection (self);
}

static void
close_cb (ZwPlanningPanel *self)
{
  g_signal_emit (self, close_signal, 0);
}

/* --- the widget ---------------------------------------------------------------------------------------------------- */

static void
zw_planning_panel_dispose (GObject *object)
{
  ZwPlanningPanel *self = ZW_PLANNING_PANEL (object);
  GtkWidget *child;

  if (self->planning != NULL)
    clear_planning (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->selection, g_ptr_array_unref);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_planning_panel_parent_class)->dispose (object);
}

static void
zw_planning_panel_class_init (ZwPlanningPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_planning_panel_dispose;
  close_signal = g_signal_new ("close", ZW_TYPE_PLANNING_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "planningpanel");
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/sprint/planning-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, title);
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, nothing);
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, capacity_part);
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, capacity_unit);
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, capacity_bin);
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, velocity_part);
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, sprints);
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, average);
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, suggestion);
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, card);
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, count);
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, sum);
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, outlook);
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, warning);
  gtk_widget_class_bind_template_child (widget_class, ZwPlanningPanel, move);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
zw_planning_panel_init (ZwPlanningPanel *self)
{
  self->selection = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-planning");
}

GtkWidget *
zw_planning_panel_new (ZwWorkspace *workspace)
{
  ZwPlanningPanel *self = g_object_new (ZW_TYPE_PLANNING_PANEL, NULL);

  self->workspace = g_object_ref (workspace);
  refresh (self);
  return GTK_WIDGET (self);
}
