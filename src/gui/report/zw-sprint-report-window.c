/* SPDX-License-Identifier: GPL-3.0-or-later
 * The report window: which report it shows, and what can be done with it. Must never compute a figure: core does, and
 * ZwSprintWatch keeps it right. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-report-window.h"

#include <glib/gi18n.h>

#include "zw-dialogs.h"
#include "zw-feedback.h"
#include "zw-format.h"
#include "zw-report-copy.h"
#include "zw-report-figures.h"
#include "zw-report-json.h"
#include "zw-report-lists.h"
#include "zw-report-print.h"
#include "zw-report-words.h"
#include "zw-sprint-chart.h"
#include "zw-sprint-watch.h"

struct _ZwSprintReportWindow {
  ZwToastWindow parent_instance;

  GSettings *settings;          /* (owned) */
  gint64 sprint_id;
  ZwSprintWatch *watch;         /* (owned) (nullable) */
  ZwSprintReport *sealed;       /* (owned) (nullable) of a completed sprint */
  const ZwSprintReport *report; /* (borrowed) (nullable) what is shown: .sealed or the watch's */
  GSimpleActionGroup *actions;  /* (owned) "report" */
  gboolean has_chosen;          /* the kind of chart that tells more was chosen once */
  int date;                     /* whose changes are listed; 0 = none */
  gboolean steps;

  AdwWindowTitle *heading;
  GtkWidget *menu_button;
  GtkStack *pages, *views;
  AdwStatusPage *empty;
  GtkWidget *goal_box, *changes_box;
  GtkLabel *goal, *chart_caption, *changes_heading;
  ZwReportFigures *figures;
  ZwReportGroups *groups;
  ZwSprintChart *chart;
  GtkListBox *table, *changes;
  GtkToggleButton *burndown_button, *burnup_button;
};

G_DEFINE_FINAL_TYPE (ZwSprintReportWindow, zw_sprint_report_window, ZW_TYPE_TOAST_WINDOW)

static ZwWorkspace *
get_workspace (ZwSprintReportWindow *self)
{
  return zw_toast_window_get_workspace (ZW_TOAST_WINDOW (self));
}

/* (nullable): somebody deleted it. */
static ZwSprint *
get_sprint (ZwSprintReportWindow *self)
{
  return zw_workspace_get_sprint (get_workspace (self), self->sprint_id);
}

static ZwProject *
get_project (ZwSprintReportWindow *self)
{
  ZwSprint *sprint = get_sprint (self);
  return sprint != NULL ? zw_workspace_get_project (get_workspace (self), sprint->project) : NULL;
}

/* --- what is shown ---------------------------------------------------------------------------------------------- */

static void
update_heading (ZwSprintReportWindow *self, ZwSprint *sprint)
{
  g_autofree char *dates = zw_format_date_range (sprint->start, sprint->end);
  const char *state = sprint->state == ZW_SPRINT_CLOSED ? C_("sprint", "completed")
                      : sprint->state == ZW_SPRINT_ACTIVE ? C_("sprint", "running") : C_("sprint", "planned");
  g_autofree char *subtitle = dates[0] != '\0' ? g_strdup_printf ("%s · %s", dates, state) : g_strdup (state);
  g_autofree char *title = g_strdup_printf (_("Report of %s"), sprint->name);

  adw_window_title_set_title (self->heading, sprint->name);
  adw_window_title_set_subtitle (self->heading, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (self->goal, sprint->goal != NULL ? sprint->goal : "");
  gtk_widget_set_visible (self->goal_box, sprint->goal != NULL);
}

static void
update_changes (ZwSprintReportWindow *self)
{
  guint n = 0;

  gtk_widget_set_visible (self->changes_box, self->date != 0);
  if (self->date == 0)
    return;
  n = zw_report_fill_changes (self->changes, get_workspace (self), self->report, get_project (self), self->date, self->steps);
  g_autofree char *day = zw_format_date (self->date, self->report->today);
  g_autofree char *heading = g_strdup_printf (n == 0 ? _("Nothing Changed on %s") : self->steps ? _("Scope Changes on %s")
                                                                                                  : _("Changes on %s"), day);
  gtk_label_set_text (self->changes_heading, heading);
  gtk_widget_set_visible (GTK_WIDGET (self->changes), n > 0);
}

static void
update_chart (ZwSprintReportWindow *self)
{
  ZwChartKind kind = gtk_toggle_button_get_active (self->burnup_button) ? ZW_CHART_BURNUP : ZW_CHART_BURNDOWN;
  g_autoptr (ZwChartLines) lines = zw_chart_lines_new (self->report, kind);
  g_autofree char *summary = zw_report_summary (self->report, kind, get_project (self));

  zw_sprint_chart_set_report (self->chart, self->report, get_project (self));
  zw_sprint_chart_set_kind (self->chart, kind);
  gtk_label_set_text (self->chart_caption, summary);
  if (lines != NULL)
    zw_report_fill_table (self->table, self->report, lines, get_project (self));
}

static void
show_nothing (ZwSprintReportWindow *self, const char *title, const char *description)
{
  self->report = NULL;
  zw_sprint_chart_set_report (self->chart, NULL, NULL);
  zw_report_groups_set (self->groups, get_workspace (self), NULL, NULL);
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, description);
  gtk_stack_set_visible_child_name (self->pages, "empty");
  gtk_widget_set_visible (self->menu_button, FALSE);
}

/* The first look offers the chart that tells more; afterwards the person chose. */
static void
choose_kind (ZwSprintReportWindow *self)
{
  if (self->has_chosen)
    return;
  self->has_chosen = TRUE;
  if (zw_sprint_report_has_moved (self->report))
    gtk_toggle_button_set_active (self->burnup_button, TRUE);
}

static void
show_report (ZwSprintReportWindow *self, ZwSprint *sprint)
{
  choose_kind (self);
  zw_report_figures_set (self->figures, self->report, get_project (self), sprint->state == ZW_SPRINT_CLOSED);
  zw_report_groups_set (self->groups, get_workspace (self), self->report, get_project (self));
  update_chart (self);
  update_changes (self);
  gtk_widget_set_visible (self->menu_button, TRUE);
  gtk_stack_set_visible_child_name (self->pages, "report");
}

/* A completed sprint shows what was sealed; one that came without a seal, what its log tells. Gives the report that was shown
 * before, if it was ours: the widgets let go of it when they get the next one. */
static ZwSprintReport *
choose_report (ZwSprintReportWindow *self, ZwSprint *sprint)
{
  const char *text = zw_sprint_watch_get_sealed (self->watch);
  ZwSprintReport *before = g_steal_pointer (&self->sealed);
  g_autoptr (GError) error = NULL;

  if (sprint->state == ZW_SPRINT_CLOSED && text != NULL)
    self->sealed = zw_report_json_read (text, &error);
  if (error != NULL)
    zw_feedback_error (GTK_WIDGET (self), error);
  self->report = self->sealed != NULL ? self->sealed : zw_sprint_watch_get_report (self->watch);
  return before;
}

static void
update (ZwSprintReportWindow *self)
{
  ZwSprint *sprint = get_sprint (self);

  if (sprint == NULL)
    {
      show_nothing (self, _("This sprint is gone"), _("It was deleted in the meantime."));
      return;
    }
  update_heading (self, sprint);
  g_autoptr (ZwSprintReport) before = choose_report (self, sprint);
  if (zw_sprint_watch_get_error (self->watch) != NULL && self->report == NULL)
    {
      g_autofree char *text = zw_format_error (zw_sprint_watch_get_error (self->watch));
      g_autofree char *markup = g_markup_escape_text (text, -1);
      show_nothing (self, _("The report cannot be read"), markup);
    }
  else if (self->report != NULL && sprint->state == ZW_SPRINT_PLANNED)
    show_nothing (self, _("Not enough history yet"), _("The charts appear after the first day of a sprint."));
  else if (self->report != NULL)
    show_report (self, sprint);
  else
    show_nothing (self, "", "");
}

/* --- the chart -------------------------------------------------------------------------------------------------- */

static void
kind_toggled_cb (ZwSprintReportWindow *self)
{
  if (self->report != NULL)
    update_chart (self);
}

static void
chosen_cb (ZwSprintReportWindow *self, int date, gboolean steps)
{
  self->date = date;
  self->steps = steps;
  update_changes (self);
}

static void
hide_changes_cb (ZwSprintReportWindow *self)
{
  self->date = 0;
  update_changes (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->chart));
}

/* --- actions ---------------------------------------------------------------------------------------------------- */

static void
copy (ZwSprintReportWindow *self, char *(*make) (ZwWorkspace *, ZwSprint *, const ZwSprintReport *))
{
  ZwSprint *sprint = get_sprint (self);

  if (self->report == NULL || sprint == NULL)
    return;
  g_autofree char *text = make (get_workspace (self), sprint, self->report);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  zw_feedback_toast (GTK_WIDGET (self), _("Report copied"), FALSE);
}

static void
copy_csv_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  copy (data, zw_report_copy_csv);
}

static void
copy_markdown_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  copy (data, zw_report_copy_markdown);
}

static gboolean
get_sheet (ZwSprintReportWindow *self, ZwReportSheet *sheet)
{
  g_autoptr (GVariant) replan = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "replan");

  *sheet = (ZwReportSheet){ get_workspace (self), get_sprint (self), self->report, zw_sprint_chart_get_kind (self->chart),
                            g_variant_get_boolean (replan) };
  return sheet->sprint != NULL && sheet->report != NULL;
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (ZwSprintReportWindow) self = g_object_ref (data);
  g_autoptr (GError) error = NULL;
  ZwReportSheet sheet;

  if (get_sheet (self, &sheet) && !zw_report_print (GTK_WINDOW (self), &sheet, &error))
    zw_feedback_error (GTK_WIDGET (self), error);
}

static void
tell_saved (ZwSprintReportWindow *self, GFile *file, gboolean saved, const GError *error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = g_strdup_printf (_("Saved as “%s”"), name);

  if (saved)
    zw_feedback_toast (GTK_WIDGET (self), text, FALSE);
  else if (error != NULL)
    zw_feedback_error (GTK_WIDGET (self), error);
}

static void
pdf_chosen (GFile *file, gpointer data)
{
  ZwSprintReportWindow *self = data;
  g_autoptr (GError) error = NULL;
  ZwReportSheet sheet;

  gboolean saved = get_sheet (self, &sheet) && zw_report_save_pdf (GTK_WINDOW (self), &sheet, file, &error);
  tell_saved (self, file, saved, error);
}

static void
png_chosen (GFile *file, gpointer data)
{
  ZwSprintReportWindow *self = data;
  g_autoptr (GError) error = NULL;
  ZwReportSheet sheet;

  gboolean saved = get_sheet (self, &sheet) && zw_report_save_png (GTK_WIDGET (self), &sheet, file, &error);
  tell_saved (self, file, saved, error);
}

static void
ask_file (ZwSprintReportWindow *self, const char *title, const char *suffix, ZwFileFunc chosen)
{
  ZwSprint *sprint = get_sprint (self);
  g_autofree char *name = g_strconcat (sprint != NULL ? sprint->name : _("Sprint Report"), suffix, NULL);

  g_strdelimit (name, "/", '-');
  zw_dialogs_save_file (GTK_WIDGET (self), title, name, chosen, g_object_ref (self), g_object_unref);
}

static void
save_pdf_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_file (data, _("Save as PDF"), ".pdf", pdf_chosen);
}

static void
save_png_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_file (data, _("Save Chart as PNG"), ".png", png_chosen);
}

/* In the window that we belong to. */
static void
open_ticket_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (data));

  if (window == NULL || !gtk_widget_activate_action_variant (GTK_WIDGET (window), "win.open-ticket", parameter))
    return;
  gtk_window_present (window);
}

static void
table_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  ZwSprintReportWindow *self = data;

  g_simple_action_set_state (action, value);
  gtk_stack_set_visible_child_name (self->views, g_variant_get_boolean (value) ? "table" : "chart");
}

static void
replan_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  ZwSprintReportWindow *self = data;

  g_simple_action_set_state (action, value);
  zw_sprint_chart_set_replan (self->chart, g_variant_get_boolean (value));
}

static void
add_actions (ZwSprintReportWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "copy-csv", .activate = copy_csv_cb },
    { .name = "copy-markdown", .activate = copy_markdown_cb },
    { .name = "print", .activate = print_cb },
    { .name = "save-pdf", .activate = save_pdf_cb },
    { .name = "save-png", .activate = save_png_cb },
    { .name = "open-ticket", .activate = open_ticket_cb, .parameter_type = "x" },
    { .name = "table", .state = "false", .change_state = table_cb },
    { .name = "replan", .state = "false", .change_state = replan_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "report", G_ACTION_GROUP (self->actions));
}

/* --- the window ------------------------------------------------------------------------------------------------- */

static gboolean
zw_sprint_report_window_close_request (GtkWindow *window)
{
  ZwSprintReportWindow *self = ZW_SPRINT_REPORT_WINDOW (window);
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  if (!gtk_window_is_maximized (window) && !gtk_window_is_fullscreen (window))
    g_settings_set (self->settings, "report-size", "(ii)", width, height);
  return GTK_WINDOW_CLASS (zw_sprint_report_window_parent_class)->close_request (window);
}

static void
zw_sprint_report_window_dispose (GObject *object)
{
  ZwSprintReportWindow *self = ZW_SPRINT_REPORT_WINDOW (object);

  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  if (self->chart != NULL)
    zw_sprint_chart_set_report (self->chart, NULL, NULL);
  self->report = NULL;
  g_clear_object (&self->watch);
  g_clear_pointer (&self->sealed, zw_sprint_report_free);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (zw_sprint_report_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, views);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, empty);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, goal_box);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, goal);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, chart_caption);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, changes_box);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, changes_heading);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, figures);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, groups);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, chart);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, table);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, changes);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, burndown_button);
  gtk_widget_class_bind_template_child (widget_class, ZwSprintReportWindow, burnup_button);
  gtk_widget_class_bind_template_callback (widget_class, kind_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, hide_changes_cb);
}

static void
zw_sprint_report_window_class_init (ZwSprintReportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_sprint_report_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = zw_sprint_report_window_close_request;
  g_type_ensure (ZW_TYPE_REPORT_FIGURES);
  g_type_ensure (ZW_TYPE_REPORT_GROUPS);
  g_type_ensure (ZW_TYPE_SPRINT_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/report/sprint-report-window.ui");
  bind_children (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "report.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
zw_sprint_report_window_init (ZwSprintReportWindow *self)
{
  int width, height;

  gtk_widget_init_template (GTK_WIDGET (self));
  add_actions (self);
  self->settings = g_settings_new (APPLICATION_ID);
  g_settings_get (self->settings, "report-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  gtk_widget_set_visible (self->menu_button, FALSE);
}

GtkWidget *
zw_sprint_report_window_new (ZwWorkspace *workspace, gint64 sprint)
{
  ZwSprintReportWindow *self = g_object_new (ZW_TYPE_SPRINT_REPORT_WINDOW, "workspace", workspace, NULL);

  self->sprint_id = sprint;
  self->watch = zw_sprint_watch_new (workspace, sprint);
  g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (update), self);
  if (get_sprint (self) != NULL)
    update_heading (self, get_sprint (self));
  else
    update (self);
  return GTK_WIDGET (self);
}
