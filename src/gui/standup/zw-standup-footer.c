/* SPDX-License-Identifier: GPL-3.0-or-later
 * The foot of the stand-up. Must never compute a figure: ZwSprintWatch has them. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-footer.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-format.h"
#include "zw-sprint-watch.h"
#include "zw-standup-chart.h"
#include "zw-values.h"

struct _ZwStandupFooter {
  GtkBox parent_instance;
  ZwSprintWatch *watch;  /* (owned) (nullable) of the running sprint */
  ZwStandupScene scene;  /* as last filled; .report is not kept */
  GtkWidget *goal_head, *goal, *figures, *days_box, *days, *done_box, *done_head, *done, *all, *plan_box, *plan, *plan_icon, *chart;
};

G_DEFINE_FINAL_TYPE (ZwStandupFooter, zw_standup_footer, GTK_TYPE_BOX)

/* --- filling -------------------------------------------------------------------------------------------------------- */

static void
fill_days (ZwStandupFooter *self, ZwSprint *sprint, ZwProject *project)
{
  int today = zw_standup_scene_get_today (&self->scene);
  gboolean known = sprint != NULL && sprint->end != ZW_UNSET;
  int days = known ? zw_working_days_between (project, MAX (today, sprint->start != ZW_UNSET ? sprint->start : today), sprint->end) : 0;
  g_autofree char *text = g_strdup_printf ("%d", days);

  gtk_widget_set_visible (self->days_box, known);
  gtk_label_set_text (GTK_LABEL (self->days), text);
}

static void
fill_plan (ZwStandupFooter *self, const ZwSprintReport *report)
{
  static const char *const tones[] = { "su-ok", NULL, "su-warn" };
  double behind = 0;
  gboolean known = report != NULL && zw_sprint_report_get_behind (report, &behind);
  int side = known ? (behind > 0) - (behind < 0) : 0;
  g_autofree char *amount = zw_format_number (fabs (behind));
  /* Translators: points that are missing to the plan, or done ahead of it. */
  g_autofree char *text = side > 0 ? g_strdup_printf (C_("stand-up", "%s behind"), amount)
                          : side < 0 ? g_strdup_printf (C_("stand-up", "%s ahead"), amount) : g_strdup (C_("stand-up", "on plan"));

  gtk_widget_set_visible (self->plan_box, known);
  gtk_widget_set_visible (self->plan_icon, side != 0);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->plan_icon), side > 0 ? "pan-down-symbolic" : "pan-up-symbolic");
  gtk_label_set_text (GTK_LABEL (self->plan), text);
  gtk_widget_set_css_classes (self->plan, (const char *[]) { "su-figure", tones[side + 1], NULL });
  gtk_widget_set_css_classes (self->plan_icon, (const char *[]) { "su-figure-icon", tones[side + 1], NULL });
}

static void
fill_done (ZwStandupFooter *self, const ZwSprintReport *report, ZwProject *project)
{
  int last = report != NULL ? zw_sprint_report_get_last (report) : -1;
  const ZwBurndownPoint *point = last >= 0 ? &g_array_index (report->burndown, ZwBurndownPoint, last) : NULL;
  g_autofree char *done = zw_format_number (point != NULL ? point->done : 0), *scope = zw_format_number (point != NULL ? point->scope : 0);
  g_autofree char *all = g_strdup_printf ("/ %s", scope);

  gtk_widget_set_visible (self->done_box, point != NULL && point->scope > 0);
  gtk_label_set_text (GTK_LABEL (self->done_head), project != NULL && project->estimate_unit == ZW_UNIT_HOURS ? _("Hours done")
                                                                                                             : _("Points done"));
  gtk_label_set_text (GTK_LABEL (self->done), done);
  gtk_label_set_text (GTK_LABEL (self->all), all);
}

static void
fill_goal (ZwStandupFooter *self, ZwSprint *sprint)
{
  /* Translators: "Sprint 14 goal". */
  g_autofree char *head = sprint != NULL ? g_strdup_printf (_("%s goal"), sprint->name) : NULL;

  if (sprint == NULL)
    gtk_label_set_text (GTK_LABEL (self->goal_head), _("No sprint is running"));
  else
    gtk_label_set_text (GTK_LABEL (self->goal_head), sprint->goal != NULL ? head : sprint->name);
  gtk_label_set_text (GTK_LABEL (self->goal), sprint == NULL ? _("All open tickets") : sprint->goal != NULL ? sprint->goal : "");
  gtk_widget_set_visible (self->goal, sprint == NULL || sprint->goal != NULL);
}

static void
update (ZwStandupFooter *self)
{
  ZwSprint *sprint = zw_workspace_get_active_sprint (self->scene.workspace, self->scene.project);
  ZwProject *project = zw_standup_scene_get_project (&self->scene);
  const ZwSprintReport *report = self->watch != NULL ? zw_sprint_watch_get_report (self->watch) : NULL;

  fill_goal (self, sprint);
  fill_days (self, sprint, project);
  fill_done (self, report, project);
  fill_plan (self, report);
  zw_standup_chart_set_report (ZW_STANDUP_CHART (self->chart), report, project, self->scene.em);
  gtk_widget_set_visible (self->chart, report != NULL && zw_sprint_report_get_last (report) >= 0);
}

static void
drop_watch (ZwStandupFooter *self)
{
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
}

static void
follow (ZwStandupFooter *self)
{
  ZwSprint *sprint = zw_workspace_get_active_sprint (self->scene.workspace, self->scene.project);
  gint64 id = sprint != NULL ? zw_item_get_id (ZW_ITEM (sprint)) : 0;

  if (self->watch != NULL && zw_sprint_watch_get_sprint (self->watch) == id)
    return;
  drop_watch (self);
  if (id == 0)
    return;
  self->watch = zw_sprint_watch_new (self->scene.workspace, id);
  g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (update), self);
}

void
zw_standup_footer_fill (ZwStandupFooter *self, const ZwStandupScene *scene)
{
  gboolean tall = scene->shape == ZW_STANDUP_TALL;

  self->scene = *scene;
  self->scene.report = NULL;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), tall ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  follow (self);
  update (self);
}

/* --- building ------------------------------------------------------------------------------------------------------- */

/* Never cut: half a figure is a wrong one. */
static GtkWidget *
new_number (const char *style_class)
{
  GtkWidget *label = zw_standup_label_new (NULL, style_class);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  return label;
}

/* A word above a figure. */
static GtkWidget *
new_figure (const char *word, GtkWidget *figure, GtkWidget **head)
{
  GtkWidget *box = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-foot-figure"), *label = zw_standup_label_new (word, "su-label");

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), figure);
  if (head != NULL)
    *head = label;
  return box;
}

static GtkWidget *
new_goal (ZwStandupFooter *self)
{
  GtkWidget *box = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-goal");

  self->goal_head = zw_standup_label_new (NULL, "su-label");
  self->goal = zw_standup_text_new (NULL, "su-goal-text", 2);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), self->goal_head);
  gtk_box_append (GTK_BOX (box), self->goal);
  return box;
}

static GtkWidget *
new_pair (GtkWidget *first, GtkWidget *second, const char *style_class)
{
  GtkWidget *box = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, style_class);

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

static void
zw_standup_footer_dispose (GObject *object)
{
  drop_watch (ZW_STANDUP_FOOTER (object));
  G_OBJECT_CLASS (zw_standup_footer_parent_class)->dispose (object);
}

static void
zw_standup_footer_class_init (ZwStandupFooterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_standup_footer_dispose;
}

static void
zw_standup_footer_init (ZwStandupFooter *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "su-footer");
  self->figures = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-foot-figures");
  self->days = new_number ("su-figure");
  self->done = new_number ("su-figure");
  self->all = new_number ("su-figure-of");
  self->plan = new_number ("su-figure");
  self->plan_icon = zw_standup_icon_new ("pan-down-symbolic", "su-figure-icon");
  self->chart = zw_standup_chart_new ();
  self->days_box = new_figure (_("Days left"), self->days, NULL);
  self->done_box = new_figure (NULL, new_pair (self->done, self->all, "su-pair"), &self->done_head);
  self->plan_box = new_figure (_("Burndown"), new_pair (self->plan_icon, self->plan, "su-pair"), NULL);
  gtk_widget_set_hexpand (self->chart, TRUE);
  gtk_box_append (GTK_BOX (self->figures), self->days_box);
  gtk_box_append (GTK_BOX (self->figures), self->done_box);
  gtk_box_append (GTK_BOX (self->figures), self->plan_box);
  gtk_box_append (GTK_BOX (self->figures), self->chart);
  gtk_box_append (GTK_BOX (self), new_goal (self));
  gtk_box_append (GTK_BOX (self), self->figures);
}

GtkWidget *
zw_standup_footer_new (void)
{
  return g_object_new (ZW_TYPE_STANDUP_FOOTER, NULL);
}
