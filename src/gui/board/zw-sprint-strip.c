/* SPDX-License-Identifier: GPL-3.0-or-later
 * The line above the board. Made by ZwBoardView. Must never compute a figure that the board knows, or of a completed sprint the
 * report: what was carried away stands on its board no longer. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-strip.h"

#include <glib/gi18n.h>

#include "zw-fold-box.h"
#include "zw-format.h"
#include "zw-sparkline.h"
#include "zw-sprint-menu.h"
#include "zw-tooltip.h"
#include "zw-values.h"

struct _ZwSprintStrip {
  GtkWidget parent_instance;

  ZwWorkspace *workspace; /* (owned) */
  ZwBoard *board;         /* (owned) (nullable) */
  ZwSprint *sprint;       /* (owned) (nullable) the one we listen to */
  gboolean narrow;

  GtkWidget *row;
  GtkWidget *title;
  GtkWidget *dates;
  GtkWidget *days_chip, *days;
  GtkWidget *separator, *goal_icon, *goal;
  GtkWidget *done_label, *bar, *figures;
  GtkWidget *spark_separator, *spark;
  GtkWidget *wide_bar;
};

G_DEFINE_FINAL_TYPE (ZwSprintStrip, zw_sprint_strip, GTK_TYPE_WIDGET)

/* --- what it says --- */

static const char *
get_title (ZwSprintStrip *self)
{
  ZwSprint *sprint = zw_board_get_sprint (self->board);

  if (zw_board_is_between_sprints (self->board))
    return _("No Sprint");
  switch (zw_board_get_scope (self->board))
    {
    case ZW_BOARD_SPRINT:
      return sprint != NULL ? sprint->name : _("All Open Tickets");
    case ZW_BOARD_OPEN:
      return _("All Open Tickets");
    case ZW_BOARD_PROBLEMS:
      return _("Problems");
    }
  return "";
}

static void
update_days (ZwSprintStrip *self, ZwSprint *sprint, ZwProject *project)
{
  gboolean known = sprint != NULL && sprint->end != ZW_UNSET && project != NULL && sprint->state != ZW_SPRINT_CLOSED;
  int today = zw_clock_get_today (zw_workspace_get_clock (self->workspace));

  gtk_widget_set_visible (self->days_chip, known);
  if (!known)
    return;
  gboolean started = sprint->start == ZW_UNSET || today >= sprint->start;
  int days = zw_working_days_between (project, started ? today : sprint->start, sprint->end);
  g_autofree char *left = g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) days), days);
  g_autofree char *planned = g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
  gtk_label_set_text (GTK_LABEL (self->days), today > sprint->end ? _("Over") : started ? left : planned);
}

static void
update_sprint (ZwSprintStrip *self)
{
  ZwSprint *sprint = zw_board_get_scope (self->board) == ZW_BOARD_SPRINT ? zw_board_get_sprint (self->board) : NULL;
  ZwProject *project = zw_workspace_get_project (self->workspace, zw_board_get_project (self->board));
  g_autofree char *dates = sprint == NULL ? g_strdup ("") : zw_format_date_range (sprint->start, sprint->end);
  gboolean has_goal = sprint != NULL && sprint->goal != NULL && !self->narrow;

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->title), get_title (self));
  gtk_label_set_text (GTK_LABEL (self->dates), dates);
  gtk_widget_set_visible (self->dates, dates[0] != '\0' && !self->narrow);
  update_days (self, sprint, project);
  gtk_widget_set_visible (self->separator, has_goal);
  gtk_widget_set_visible (self->goal_icon, has_goal);
  gtk_label_set_text (GTK_LABEL (self->goal), has_goal ? sprint->goal : "");
  zw_tooltip_set (self->goal, has_goal ? sprint->goal : NULL);
}

static void
name_bar (GtkWidget *bar, gboolean hours, const char *spoken)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, hours ? _("Hours done") : _("Points done"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, spoken, -1);
}

/* The line of a sprint that has begun. */
static void
update_spark (ZwSprintStrip *self)
{
  ZwSprint *sprint = zw_board_get_scope (self->board) == ZW_BOARD_SPRINT ? zw_board_get_sprint (self->board) : NULL;
  gboolean began = sprint != NULL && sprint->state != ZW_SPRINT_PLANNED;

  zw_sparkline_set_sprint (ZW_SPARKLINE (self->spark), began ? zw_item_get_id (ZW_ITEM (sprint)) : 0);
  gtk_widget_set_visible (self->spark, !self->narrow && zw_sparkline_has_line (ZW_SPARKLINE (self->spark)));
  gtk_widget_set_visible (self->spark_separator, gtk_widget_get_visible (self->spark));
}

static void
update_figures (ZwSprintStrip *self)
{
  ZwProject *project = zw_workspace_get_project (self->workspace, zw_board_get_project (self->board));
  gboolean hours = project != NULL && project->estimate_unit == ZW_UNIT_HOURS;
  double total = zw_board_get_total (self->board), done = zw_board_get_done (self->board);

  zw_sparkline_get_outcome (ZW_SPARKLINE (self->spark), &done, &total);
  g_autofree char *done_text = zw_format_number (done);
  g_autofree char *total_text = zw_format_number (total);
  g_autofree char *all = zw_format_estimate_long (total, project);
  /* Translators: points done of all points: "16 / 43" with thin spaces. */
  g_autofree char *markup = g_markup_printf_escaped (_("<b>%s</b> / %s"), done_text, self->narrow ? all : total_text);
  g_autofree char *spoken = g_strdup_printf (_("%s of %s done"), done_text, all);
  double fraction = total > 0 ? CLAMP (done / total, 0, 1) : 0;
  gboolean known = total > 0 && zw_board_get_scope (self->board) != ZW_BOARD_PROBLEMS && !zw_board_is_between_sprints (self->board);

  gtk_label_set_markup (GTK_LABEL (self->figures), markup);
  gtk_label_set_text (GTK_LABEL (self->done_label), hours ? _("Hours done") : _("Points done"));
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), fraction);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->wide_bar), fraction);
  name_bar (self->bar, hours, spoken);
  name_bar (self->wide_bar, hours, spoken);
  gtk_widget_set_visible (self->figures, known);
  gtk_widget_set_visible (self->done_label, known && !self->narrow);
  gtk_widget_set_visible (self->bar, known && !self->narrow);
  gtk_widget_set_visible (self->wide_bar, known && self->narrow);
}

static void
sprint_changed_cb (ZwSprintStrip *self)
{
  update_sprint (self);
  update_spark (self);
  update_figures (self);
}

static void
update (ZwSprintStrip *self)
{
  ZwSprint *sprint = zw_board_get_sprint (self->board);

  if (sprint != self->sprint)
    {
      if (self->sprint != NULL)
        g_signal_handlers_disconnect_by_func (self->sprint, G_CALLBACK (sprint_changed_cb), self);
      g_set_object (&self->sprint, sprint);
      if (sprint != NULL)
        g_signal_connect_object (sprint, "notify", G_CALLBACK (sprint_changed_cb), self, G_CONNECT_SWAPPED);
    }
  update_sprint (self);
  update_spark (self);
  update_figures (self);
}

static void
update_cb (ZwSprintStrip *self)
{
  if (self->board != NULL)
    update (self);
}

/* --- the menu --- */

static void
create_popup_cb (GtkMenuButton *button, gpointer data)
{
  ZwSprintStrip *self = data;
  g_autoptr (GMenuModel) menu = self->board == NULL ? G_MENU_MODEL (g_menu_new ()) : zw_sprint_menu_new (self->workspace, self->board);

  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

/* --- building --- */

static GtkWidget *
new_label (const char *const *classes)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_css_classes (label, (const char **) classes);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

static GtkWidget *
new_chip (ZwSprintStrip *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("preferences-system-time-symbolic");

  self->days_chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->days = new_label ((const char *[]) { "caption", "numeric", NULL });
  gtk_widget_add_css_class (self->days_chip, "zw-chip");
  gtk_widget_add_css_class (icon, "zw-sec");
  gtk_widget_set_valign (self->days_chip, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->days_chip), icon);
  gtk_box_append (GTK_BOX (self->days_chip), self->days);
  return self->days_chip;
}

static GtkWidget *
new_bar (void)
{
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_widget_add_css_class (bar, "zw-bar");
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  return bar;
}

static void
build_row (ZwSprintStrip *self)
{
  ZwFoldBox *row = ZW_FOLD_BOX (self->row);

  zw_fold_box_append (row, self->title, 0, FALSE);
  zw_fold_box_append (row, self->dates, 4, FALSE);
  zw_fold_box_append (row, new_chip (self), 6, FALSE);
  zw_fold_box_append (row, self->separator, 1, FALSE);
  zw_fold_box_append (row, self->goal_icon, 1, FALSE);
  zw_fold_box_append (row, self->goal, 1, TRUE);
  zw_fold_box_append (row, self->done_label, 2, FALSE);
  zw_fold_box_append (row, self->bar, 5, FALSE);
  zw_fold_box_append (row, self->figures, 0, FALSE);
  zw_fold_box_append (row, self->spark_separator, 3, FALSE);
  zw_fold_box_append (row, self->spark, 3, FALSE);
}

static void
zw_sprint_strip_dispose (GObject *object)
{
  ZwSprintStrip *self = ZW_SPRINT_STRIP (object);
  GtkWidget *child;

  zw_sprint_strip_set_board (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->sprint);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_sprint_strip_parent_class)->dispose (object);
}

static void
zw_sprint_strip_class_init (ZwSprintStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_sprint_strip_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "sprintstrip");
}

static void
zw_sprint_strip_init (ZwSprintStrip *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (widget)), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (widget, "zw-strip");
  self->row = zw_fold_box_new ();
  gtk_widget_set_vexpand (self->row, TRUE);
  zw_fold_box_set_spacing (ZW_FOLD_BOX (self->row), 12);
  self->title = gtk_menu_button_new ();
  gtk_widget_add_css_class (self->title, "flat");
  gtk_widget_set_valign (self->title, GTK_ALIGN_CENTER);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->title), TRUE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->title), create_popup_cb, self, NULL);
  self->dates = new_label ((const char *[]) { "caption", "numeric", "zw-sec", NULL });
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (self->separator, "zw-bar-separator");
  self->goal_icon = gtk_image_new_from_icon_name ("zw-goal-symbolic");
  gtk_widget_add_css_class (self->goal_icon, "zw-sec");
  self->goal = new_label ((const char *[]) { "body", NULL });
  gtk_label_set_ellipsize (GTK_LABEL (self->goal), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->goal), 12);
  gtk_label_set_xalign (GTK_LABEL (self->goal), 0);
  self->done_label = new_label ((const char *[]) { "caption", "zw-sec", NULL });
  self->bar = new_bar ();
  self->figures = new_label ((const char *[]) { "caption", "numeric", NULL });
  self->wide_bar = new_bar ();
  gtk_widget_set_visible (self->wide_bar, FALSE);
  gtk_widget_set_parent (self->row, widget);
  gtk_widget_set_parent (self->wide_bar, widget);
}

void
zw_sprint_strip_set_board (ZwSprintStrip *self, ZwBoard *board)
{
  if (self->board != NULL)
    g_signal_handlers_disconnect_by_func (self->board, G_CALLBACK (update_cb), self);
  g_set_object (&self->board, board);
  if (board == NULL)
    return;
  g_signal_connect_object (board, "totals-changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

void
zw_sprint_strip_set_narrow (ZwSprintStrip *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  update_cb (self);
}

GtkWidget *
zw_sprint_strip_new (ZwWorkspace *workspace)
{
  ZwSprintStrip *self = g_object_new (ZW_TYPE_SPRINT_STRIP, NULL);

  self->workspace = g_object_ref (workspace);
  self->spark = zw_sparkline_new (workspace);
  self->spark_separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (self->spark, FALSE);
  gtk_widget_set_visible (self->spark_separator, FALSE);
  g_signal_connect_object (self->spark, "notify::has-line", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  build_row (self);
  g_signal_connect_object (zw_workspace_get_clock (workspace), "day-changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
