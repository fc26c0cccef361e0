/* SPDX-License-Identifier: GPL-3.0-or-later
 * The head of a section. Made by ZwBacklogCell. Must never compute a figure that the model knows. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-header.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-fold-box.h"
#include "zw-format.h"
#include "zw-section-menu.h"

/* A name of so many characters never gives way. */
#define MAX_NAME 16

struct _ZwBacklogHeader {
  GtkWidget parent_instance;

  ZwWorkspace *workspace;    /* (owned) */
  ZwBacklogSection *section; /* (owned) (nullable) */
  ZwPlanning *planning;      /* (owned) (nullable) of a planned sprint */

  GtkWidget *row;
  GtkWidget *disclosure;
  GtkWidget *name;
  GtkWidget *chip, *chip_icon, *state;
  GtkWidget *dates;
  GtkWidget *brief;          /* one line beside the name: goal of a collapsed sprint */
  GtkWidget *summary;        /* figures of the Product Backlog, each in a label: the last goes first */
  GtkWidget *n_tickets, *sum, *n_open;
  GtkWidget *count;
  GtkWidget *bar;
  GtkWidget *figures;
  GtkWidget *start;
  GtkWidget *sort, *sort_name;
  GtkWidget *add;
  GtkWidget *menu;
  GtkWidget *goal_row;
  GtkWidget *goal, *goal_edit;
};

G_DEFINE_FINAL_TYPE (ZwBacklogHeader, zw_backlog_header, GTK_TYPE_WIDGET)

/* --- words --- */

static ZwSprint *
get_sprint (ZwBacklogHeader *self)
{
  return zw_backlog_section_get_sprint (self->section);
}

static ZwProject *
get_project (ZwBacklogHeader *self)
{
  return zw_workspace_get_project (self->workspace, zw_backlog_section_get_project (self->section));
}

static const char *
get_name (ZwBacklogHeader *self)
{
  ZwSprint *sprint = get_sprint (self);
  return sprint == NULL ? _("Product Backlog") : sprint->name;
}

static char *
dup_count (ZwBacklogHeader *self)
{
  guint n = zw_backlog_section_get_figures (self->section)->n;
  return g_strdup_printf (ngettext ("%u ticket", "%u tickets", n), n);
}

static char *
dup_open (const ZwBacklogFigures *figures)
{
  return g_strdup_printf (ngettext ("%u not estimated", "%u not estimated", figures->n_unestimated), figures->n_unestimated);
}

/* "38 tickets · 124 points · 6 not estimated". */
static char *
dup_summary (ZwBacklogHeader *self)
{
  const ZwBacklogFigures *figures = zw_backlog_section_get_figures (self->section);
  g_autofree char *count = dup_count (self);
  g_autofree char *sum = zw_format_estimate_long (figures->total, get_project (self));
  g_autofree char *open = dup_open (figures);

  if (figures->n_unestimated == 0)
    return g_strdup_printf ("%s · %s", count, sum);
  return g_strdup_printf ("%s · %s · %s", count, sum, open);
}

char *
zw_backlog_header_dup_name (ZwBacklogHeader *self)
{
  ZwSprint *sprint = self->section == NULL ? NULL : get_sprint (self);
  g_autofree char *summary = self->section == NULL ? g_strdup ("") : dup_summary (self);
  g_autofree char *dates = sprint == NULL ? NULL : zw_format_date_range (sprint->start, sprint->end);

  if (self->section == NULL)
    return g_strdup ("");
  if (sprint == NULL)
    return g_strdup_printf ("%s, %s", get_name (self), summary);
  return g_strdup_printf ("%s, %s, %s, %s", sprint->name, gtk_label_get_text (GTK_LABEL (self->state)), dates, summary);
}

/* --- showing --- */

static void
update_state (ZwBacklogHeader *self, ZwSprint *sprint)
{
  gboolean running = sprint != NULL && sprint->state == ZW_SPRINT_ACTIVE;
  g_autofree char *dates = sprint == NULL ? g_strdup ("") : zw_format_date_range (sprint->start, sprint->end);

  gtk_widget_set_visible (self->chip, sprint != NULL);
  gtk_widget_set_visible (self->chip_icon, running);
  gtk_label_set_text (GTK_LABEL (self->state), running ? _("Active") : _("Planned"));
  if (running)
    gtk_widget_add_css_class (self->chip, "running");
  else
    gtk_widget_remove_css_class (self->chip, "running");
  gtk_label_set_text (GTK_LABEL (self->dates), dates);
  gtk_widget_set_visible (self->dates, dates[0] != '\0');
}

static void
update_goal (ZwBacklogHeader *self, ZwSprint *sprint, gboolean collapsed)
{
  gboolean has_goal = sprint != NULL && sprint->goal != NULL;

  gtk_widget_set_visible (self->goal_row, sprint != NULL && !collapsed);
  gtk_label_set_text (GTK_LABEL (self->goal), has_goal ? sprint->goal : _("No goal yet"));
  gtk_widget_set_tooltip_text (self->goal, has_goal ? sprint->goal : NULL);
  if (has_goal)
    gtk_widget_remove_css_class (self->goal, "zw-sec");
  else
    gtk_widget_add_css_class (self->goal, "zw-sec");
  gtk_widget_set_visible (self->brief, collapsed && has_goal);
  gtk_label_set_text (GTK_LABEL (self->brief), has_goal ? sprint->goal : "");
  gtk_widget_set_tooltip_text (self->brief, has_goal ? sprint->goal : NULL);
}

static void
set_part (GtkWidget *label, const char *text)
{
  g_autofree char *part = g_strconcat ("· ", text, NULL);
  gtk_label_set_text (GTK_LABEL (label), part);
}

static void
update_summary (ZwBacklogHeader *self, ZwSprint *sprint)
{
  const ZwBacklogFigures *figures = zw_backlog_section_get_figures (self->section);
  g_autofree char *count = dup_count (self), *open = dup_open (figures), *all = dup_summary (self);
  g_autofree char *sum = zw_format_estimate_long (figures->total, get_project (self));

  gtk_widget_set_visible (self->summary, sprint == NULL && figures->n > 0);
  gtk_widget_set_tooltip_text (self->summary, all);
  gtk_label_set_text (GTK_LABEL (self->n_tickets), count);
  set_part (self->sum, sum);
  set_part (self->n_open, open);
  gtk_widget_set_visible (self->n_open, figures->n_unestimated > 0);
}

/* "16 / 43 points" of a sprint that runs. */
static void
update_done (ZwBacklogHeader *self, const ZwBacklogFigures *figures, ZwProject *project)
{
  g_autofree char *done = zw_format_number (figures->done);
  g_autofree char *total = zw_format_estimate_long (figures->total, project);
  g_autofree char *count = dup_count (self);
  g_autofree char *markup = g_markup_printf_escaped (_("<b>%s</b> / %s"), done, total);

  gtk_label_set_text (GTK_LABEL (self->count), count);
  gtk_label_set_markup (GTK_LABEL (self->figures), markup);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), figures->total > 0 ? figures->done / figures->total : 0);
  gtk_widget_set_visible (self->bar, figures->total > 0);
  gtk_widget_set_visible (self->figures, figures->total > 0);
}

/* "22 of 37 points capacity" of a sprint that is planned. */
static void
update_load (ZwBacklogHeader *self, const ZwBacklogFigures *figures, ZwProject *project)
{
  double capacity = self->planning == NULL ? NAN : zw_planning_get_capacity (self->planning);
  gboolean known = !isnan (capacity) && capacity > 0;
  g_autofree char *planned = zw_format_number (figures->total);
  g_autofree char *limit = known ? zw_format_estimate_long (capacity, project) : NULL;
  g_autofree char *summary = dup_summary (self);
  /* Translators: what is planned of what the team can do: "22 of 37 points capacity". */
  g_autofree char *markup = known ? g_markup_printf_escaped (_("<b>%s</b> of %s capacity"), planned, limit) : NULL;

  if (markup != NULL)
    gtk_label_set_markup (GTK_LABEL (self->count), markup);
  else
    gtk_label_set_text (GTK_LABEL (self->count), summary);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), known ? MIN (1, figures->total / capacity) : 0);
  gtk_widget_set_visible (self->bar, known);
  gtk_widget_set_visible (self->figures, FALSE);
  if (known && figures->total > capacity)
    gtk_widget_add_css_class (self->bar, "over");
  else
    gtk_widget_remove_css_class (self->bar, "over");
}

static void
update_figures (ZwBacklogHeader *self, ZwSprint *sprint)
{
  const ZwBacklogFigures *figures = zw_backlog_section_get_figures (self->section);
  ZwProject *project = get_project (self);
  gboolean running = sprint != NULL && sprint->state == ZW_SPRINT_ACTIVE;

  gtk_widget_set_visible (self->count, sprint != NULL);
  gtk_widget_remove_css_class (self->bar, "over");
  if (running)
    update_done (self, figures, project);
  else if (sprint != NULL)
    update_load (self, figures, project);
  gtk_widget_set_visible (self->bar, sprint != NULL && gtk_widget_get_visible (self->bar));
  gtk_widget_set_visible (self->figures, running && gtk_widget_get_visible (self->figures));
  g_autofree char *spoken = dup_summary (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
set_button_name (GtkWidget *button, const char *name)
{
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_sort (ZwBacklogHeader *self, ZwSprint *sprint)
{
  /* Translators: on a menu button: "Sort Rank". */
  ZwBacklogSort order = zw_backlog_section_get_sort (self->section);
  g_autofree char *markup = g_markup_printf_escaped (_("Sort <b>%s</b>"), zw_section_menu_sort_name (order));

  gtk_label_set_markup (GTK_LABEL (self->sort_name), markup);
  gtk_widget_set_visible (self->sort, sprint == NULL);
}

static void
update_buttons (ZwBacklogHeader *self, ZwSprint *sprint, gboolean collapsed)
{
  gint64 id = zw_backlog_section_get_sprint_id (self->section);
  gboolean writable = !zw_workspace_is_read_only (self->workspace);
  g_autofree char *open = g_strdup_printf (collapsed ? _("Expand %s") : _("Collapse %s"), get_name (self));
  g_autofree char *add = g_strdup_printf (_("Add Ticket to %s (N)"), get_name (self));
  g_autofree char *menu = g_strdup_printf (_("Menu of %s"), get_name (self));
  g_autofree char *edit = g_strdup_printf (_("Edit %s"), get_name (self));

  gtk_button_set_icon_name (GTK_BUTTON (self->disclosure), collapsed ? "pan-end-symbolic" : "pan-down-symbolic");
  set_button_name (self->disclosure, open);
  set_button_name (self->add, add);
  set_button_name (self->menu, menu);
  set_button_name (self->goal_edit, edit);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->disclosure), "x", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->add), "x", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->start), "x", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->goal_edit), "x", id);
  gtk_widget_set_visible (self->start, sprint != NULL && sprint->state == ZW_SPRINT_PLANNED && writable);
  gtk_widget_set_visible (self->add, sprint == NULL && writable);
  gtk_widget_set_visible (self->goal_edit, writable);
  update_sort (self, sprint);
}

static void
update (ZwBacklogHeader *self)
{
  ZwSprint *sprint = get_sprint (self);
  gboolean collapsed = zw_backlog_section_is_collapsed (self->section);

  gtk_label_set_text (GTK_LABEL (self->name), get_name (self));
  gtk_label_set_ellipsize (GTK_LABEL (self->name), g_utf8_strlen (get_name (self), -1) > MAX_NAME ? PANGO_ELLIPSIZE_END
                                                                                                 : PANGO_ELLIPSIZE_NONE);
  update_state (self, sprint);
  update_goal (self, sprint, collapsed);
  update_summary (self, sprint);
  update_figures (self, sprint);
  update_buttons (self, sprint, collapsed);
}

/* --- the menus --- */

static void
create_sort_menu_cb (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenuModel) menu = zw_section_menu_new_sorts ();
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

static void
create_menu_cb (GtkMenuButton *button, gpointer data)
{
  ZwBacklogHeader *self = data;
  g_autoptr (GMenuModel) menu = self->section == NULL ? NULL : zw_section_menu_new (self->section);

  if (menu != NULL)
    gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

/* --- building --- */

static GtkWidget *
new_label (const char *style, gboolean secondary)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "numeric");
  if (secondary)
    gtk_widget_add_css_class (label, "zw-sec");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

/* The target first: an action with a parameter never meets a button without one. */
static void
set_action (GtkWidget *button, const char *action)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", G_GINT64_CONSTANT (0));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static GtkWidget *
new_flat_button (const char *icon, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  set_action (button, action);
  return button;
}

static GtkWidget *
new_chip (ZwBacklogHeader *self)
{
  self->chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->chip_icon = gtk_image_new_from_icon_name ("media-playback-start-symbolic");
  self->state = new_label ("caption", FALSE);
  gtk_widget_add_css_class (self->chip, "zw-chip");
  gtk_widget_set_valign (self->chip, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->chip), self->chip_icon);
  gtk_box_append (GTK_BOX (self->chip), self->state);
  return self->chip;
}

static GtkWidget *
new_sort (ZwBacklogHeader *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->sort_name = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (box), self->sort_name);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), box);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_sort_menu_cb, self, NULL);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "zw-sort");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
new_summary (ZwBacklogHeader *self)
{
  ZwFoldBox *box = ZW_FOLD_BOX (zw_fold_box_new ());

  self->n_tickets = new_label ("caption", TRUE);
  self->sum = new_label ("caption", TRUE);
  self->n_open = new_label ("caption", TRUE);
  zw_fold_box_set_spacing (box, 4);
  zw_fold_box_append (box, self->n_tickets, 0, FALSE);
  zw_fold_box_append (box, self->sum, 2, FALSE);
  zw_fold_box_append (box, self->n_open, 1, FALSE);
  return GTK_WIDGET (box);
}

static void
build_parts (ZwBacklogHeader *self)
{
  self->disclosure = new_flat_button ("pan-down-symbolic", "backlog.toggle-section");
  self->name = new_label ("title-4", FALSE);
  self->dates = new_label ("caption", TRUE);
  self->brief = new_label ("caption", TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (self->brief), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->brief), 8);
  self->summary = new_summary (self);
  self->count = new_label ("caption", TRUE);
  self->bar = gtk_progress_bar_new ();
  gtk_widget_add_css_class (self->bar, "zw-bar");
  gtk_widget_set_valign (self->bar, GTK_ALIGN_CENTER);
  self->figures = new_label ("caption", FALSE);
  self->start = gtk_button_new_with_label (_("Start Sprint"));
  gtk_widget_add_css_class (self->start, "suggested-action");
  gtk_widget_set_valign (self->start, GTK_ALIGN_CENTER);
  set_action (self->start, "sprint.start");
  self->sort = new_sort (self);
  self->add = new_flat_button ("list-add-symbolic", "backlog.add");
  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), create_menu_cb, self, NULL);
  gtk_widget_add_css_class (self->menu, "flat");
  gtk_widget_set_valign (self->menu, GTK_ALIGN_CENTER);
}

static GtkWidget *
new_goal_row (ZwBacklogHeader *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("zw-goal-symbolic");
  GtkWidget *word = new_label ("body", TRUE);

  self->goal_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->goal = new_label ("body", FALSE);
  self->goal_edit = new_flat_button ("document-edit-symbolic", "sprint.edit");
  gtk_label_set_text (GTK_LABEL (word), _("Goal"));
  gtk_label_set_ellipsize (GTK_LABEL (self->goal), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (icon, "zw-sec");
  gtk_widget_add_css_class (self->goal_row, "zw-section-goal");
  gtk_box_append (GTK_BOX (self->goal_row), icon);
  gtk_box_append (GTK_BOX (self->goal_row), word);
  gtk_box_append (GTK_BOX (self->goal_row), self->goal);
  gtk_box_append (GTK_BOX (self->goal_row), self->goal_edit);
  return self->goal_row;
}

static void
build_row (ZwBacklogHeader *self)
{
  ZwFoldBox *row = ZW_FOLD_BOX (self->row);
  GtkWidget *spacer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (self->brief, TRUE);
  zw_fold_box_set_spacing (row, 10);
  zw_fold_box_append (row, self->disclosure, 0, FALSE);
  zw_fold_box_append (row, self->name, 0, FALSE);
  zw_fold_box_append (row, new_chip (self), 3, FALSE);
  zw_fold_box_append (row, self->dates, 4, FALSE);
  zw_fold_box_append (row, self->brief, 1, FALSE);
  zw_fold_box_append (row, self->summary, 1, FALSE);
  zw_fold_box_append (row, spacer, 0, TRUE);
  zw_fold_box_append (row, self->count, 5, FALSE);
  zw_fold_box_append (row, self->bar, 2, FALSE);
  zw_fold_box_append (row, self->figures, 6, FALSE);
  zw_fold_box_append (row, self->start, 0, FALSE);
  zw_fold_box_append (row, self->sort, 2, FALSE);
  zw_fold_box_append (row, self->add, 0, FALSE);
  zw_fold_box_append (row, self->menu, 0, FALSE);
}

static void
zw_backlog_header_dispose (GObject *object)
{
  ZwBacklogHeader *self = ZW_BACKLOG_HEADER (object);
  GtkWidget *child;

  zw_backlog_header_set_section (self, NULL, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_backlog_header_parent_class)->dispose (object);
}

static void
zw_backlog_header_class_init (ZwBacklogHeaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_backlog_header_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "sectionheader");
}

static void
zw_backlog_header_init (ZwBacklogHeader *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (widget)), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (widget, "zw-section");
  self->row = zw_fold_box_new ();
  build_parts (self);
  build_row (self);
  gtk_widget_set_parent (self->row, widget);
  gtk_widget_set_parent (new_goal_row (self), widget);
}

static void
forget (ZwBacklogHeader *self)
{
  if (self->planning != NULL)
    g_signal_handlers_disconnect_by_func (self->planning, G_CALLBACK (update), self);
  if (self->section != NULL && get_sprint (self) != NULL)
    g_signal_handlers_disconnect_by_func (get_sprint (self), G_CALLBACK (update), self);
  if (self->section != NULL)
    g_signal_handlers_disconnect_by_func (self->section, G_CALLBACK (update), self);
  g_clear_object (&self->planning);
  g_clear_object (&self->section);
}

void
zw_backlog_header_set_section (ZwBacklogHeader *self, ZwBacklogSection *section, ZwBacklogPlans *plans)
{
  ZwSprint *sprint = section == NULL ? NULL : zw_backlog_section_get_sprint (section);

  forget (self);
  if (section == NULL)
    return;
  self->section = g_object_ref (section);
  g_signal_connect_swapped (section, "changed", G_CALLBACK (update), self);
  if (sprint != NULL)
    g_signal_connect_swapped (sprint, "notify", G_CALLBACK (update), self);
  if (sprint != NULL && plans != NULL && sprint->state == ZW_SPRINT_PLANNED)
    {
      self->planning = g_object_ref (zw_backlog_plans_get (plans, zw_item_get_id (ZW_ITEM (sprint))));
      g_signal_connect_swapped (self->planning, "changed", G_CALLBACK (update), self);
    }
  update (self);
}

GtkWidget *
zw_backlog_header_new (ZwWorkspace *workspace)
{
  ZwBacklogHeader *self = g_object_new (ZW_TYPE_BACKLOG_HEADER, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}
