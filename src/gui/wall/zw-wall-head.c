/* SPDX-License-Identifier: GPL-3.0-or-later
 * The head of the wall. Must never read a store: what it says is handed to it. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-wall-head.h"

#include <glib/gi18n.h>

#include "zw-report-words.h"
#include "zw-values.h"
#include "zw-wall-chart.h"

#define HEIGHT 112
#define UPRIGHT_HEIGHT 212
#define GAP 40
#define CHART_WIDTH 300
#define SMALL 23
#define TITLE 32
#define GOAL 25
#define FIGURE 46

/* A word above a figure. */
typedef struct {
  char *word, *figure; /* (owned) (nullable) not shown */
  const char *color;   /* of the figure; NULL = as text */
} Figure;

struct _ZwWallHead {
  GtkWidget parent_instance;

  ZwWorkspace *workspace; /* (owned) */
  ZwCardTheme *theme;     /* (owned) */
  double base;
  char *title, *goal;     /* (owned) */
  Figure days, points, burndown;
  ZwChartLines *lines;    /* (owned) (nullable) */
  const ZwSprintReport *report; /* (borrowed) (nullable) */
  char *summary;          /* (owned) */
};

G_DEFINE_FINAL_TYPE (ZwWallHead, zw_wall_head, GTK_TYPE_WIDGET)

/* --- what it says ------------------------------------------------------------------------------------------------- */

static void
set_figure (Figure *figure, const char *word, const char *text, const char *color)
{
  g_free (figure->word);
  g_free (figure->figure);
  figure->word = g_strdup (word);
  figure->figure = g_strdup (text);
  figure->color = color;
}

static void
update_days (ZwWallHead *self, ZwSprint *sprint, ZwProject *project)
{
  gboolean known = sprint != NULL && sprint->end != ZW_UNSET && project != NULL && sprint->state == ZW_SPRINT_ACTIVE;
  int today = zw_clock_get_today (zw_workspace_get_clock (self->workspace));

  set_figure (&self->days, NULL, NULL, NULL);
  if (!known)
    return;
  int from = sprint->start != ZW_UNSET ? MAX (today, sprint->start) : today;
  g_autofree char *days = g_strdup_printf ("%d", zw_working_days_between (project, from, sprint->end));
  set_figure (&self->days, _("Days left"), today > sprint->end ? _("Over") : days, today > sprint->end ? "warning_color" : NULL);
}

static void
update_points (ZwWallHead *self, ZwBoard *board, ZwProject *project)
{
  double total = zw_board_get_total (board);
  g_autofree char *done = zw_format_number (zw_board_get_done (board)), *all = zw_format_number (total);
  /* Translators: points done of all points, with thin spaces. */
  g_autofree char *text = g_strdup_printf (_("%s / %s"), done, all);
  gboolean hours = project != NULL && project->estimate_unit == ZW_UNIT_HOURS;

  set_figure (&self->points, NULL, NULL, NULL);
  if (total > 0)
    set_figure (&self->points, hours ? _("Hours done") : _("Points done"), text, NULL);
}

static void
update_burndown (ZwWallHead *self)
{
  double behind;

  g_clear_pointer (&self->lines, zw_chart_lines_free);
  set_figure (&self->burndown, NULL, NULL, NULL);
  if (self->report != NULL)
    self->lines = zw_chart_lines_new (self->report, ZW_CHART_BURNDOWN);
  if (self->lines == NULL || !zw_sprint_report_get_behind (self->report, &behind))
    return;
  g_autofree char *number = zw_format_number (ABS (behind));
  /* Translators: points behind or ahead of the plan, short. */
  g_autofree char *text = behind > 0 ? g_strdup_printf (_("%s behind"), number)
                          : behind < 0 ? g_strdup_printf (_("%s ahead"), number) : g_strdup (_("On plan"));
  set_figure (&self->burndown, _("Burndown"), text, behind > 0 ? "warning_color" : NULL);
}

static void
append_words (GString *sentence, const char *words)
{
  if (words == NULL || *words == '\0')
    return;
  if (sentence->len > 0)
    g_string_append (sentence, ", ");
  g_string_append (sentence, words);
}

static void
append_figure (GString *sentence, const Figure *figure)
{
  if (figure->word == NULL)
    return;
  append_words (sentence, figure->word);
  g_string_append_printf (sentence, " %s", figure->figure);
}

static void
update_summary (ZwWallHead *self, ZwProject *project)
{
  g_autoptr (GString) sentence = g_string_new (NULL);

  append_words (sentence, self->title);
  append_words (sentence, self->goal);
  append_figure (sentence, &self->days);
  append_figure (sentence, &self->points);
  if (self->lines != NULL)
    {
      g_autofree char *chart = zw_report_summary (self->report, ZW_CHART_BURNDOWN, project);
      append_words (sentence, chart);
    }
  g_free (self->summary);
  self->summary = g_strdup (sentence->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->summary, -1);
}

static const char *
get_title (ZwBoard *board, ZwProject *project, ZwSprint *sprint)
{
  if (sprint != NULL)
    return sprint->name;
  return zw_board_is_between_sprints (board) ? _("No Sprint") : project != NULL ? project->name : "";
}

void
zw_wall_head_update (ZwWallHead *self, ZwBoard *board, const ZwSprintReport *report)
{
  ZwProject *project = zw_workspace_get_project (self->workspace, zw_board_get_project (board));
  ZwSprint *sprint = zw_board_get_scope (board) == ZW_BOARD_SPRINT ? zw_board_get_sprint (board) : NULL;

  self->report = report;
  g_free (self->title);
  g_free (self->goal);
  self->title = g_strdup (get_title (board, project, sprint));
  self->goal = g_strdup (sprint != NULL ? sprint->goal : _("All Open Tickets"));
  update_days (self, sprint, project);
  update_points (self, board, project);
  update_burndown (self);
  update_summary (self, project);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static PangoLayout *
new_text (ZwWallHead *self, double pixels, gboolean bold, const char *text)
{
  return zw_wall_new_text (GTK_WIDGET (self), self->base, pixels, bold, text);
}

static void
append_text (GtkSnapshot *snapshot, PangoLayout *layout, int x, int y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* Two rows in the middle of @height; the width they take. */
static int
draw_pair (ZwWallHead *self, GtkSnapshot *snapshot, PangoLayout *upper, PangoLayout *lower, int x, int y, int height,
           const GdkRGBA *upper_color, const GdkRGBA *lower_color)
{
  int upper_width, upper_height, lower_width, lower_height;

  pango_layout_get_pixel_size (upper, &upper_width, &upper_height);
  pango_layout_get_pixel_size (lower, &lower_width, &lower_height);
  y += (height - upper_height - lower_height) / 2;
  append_text (snapshot, upper, x, y, upper_color);
  append_text (snapshot, lower, x, y + upper_height, lower_color);
  return MAX (upper_width, lower_width);
}

static int
draw_figure (ZwWallHead *self, GtkSnapshot *snapshot, const Figure *figure, int x, int y, int height, const GdkRGBA *foreground)
{
  if (figure->word == NULL)
    return x;
  g_autoptr (PangoLayout) word = new_text (self, SMALL, FALSE, figure->word), text = new_text (self, FIGURE, TRUE, figure->figure);
  const GdkRGBA *color = figure->color != NULL ? zw_card_theme_get_color (self->theme, figure->color) : foreground;
  return x + zw_wall_scale (self->base, GAP)
         + draw_pair (self, snapshot, word, text, x, y, height, zw_card_theme_get_color (self->theme, "zw_sec"), color);
}

static int
measure_figure (ZwWallHead *self, const Figure *figure)
{
  int word_width, text_width;

  if (figure->word == NULL)
    return 0;
  g_autoptr (PangoLayout) word = new_text (self, SMALL, FALSE, figure->word), text = new_text (self, FIGURE, TRUE, figure->figure);
  pango_layout_get_pixel_size (word, &word_width, NULL);
  pango_layout_get_pixel_size (text, &text_width, NULL);
  return MAX (word_width, text_width) + zw_wall_scale (self->base, GAP);
}

static void
draw_goal (ZwWallHead *self, GtkSnapshot *snapshot, int width, int height, const GdkRGBA *foreground)
{
  g_autoptr (PangoLayout) title = new_text (self, TITLE, TRUE, self->title), goal = new_text (self, GOAL, FALSE, self->goal);

  pango_layout_set_width (title, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_height (title, -1);
  pango_layout_set_width (goal, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_height (goal, -2);
  draw_pair (self, snapshot, title, goal, 0, 0, height, foreground, foreground);
}

static void
draw_chart (ZwWallHead *self, GtkSnapshot *snapshot, int x, int y, int width, int height)
{
  int margin = height / 10;

  if (self->lines != NULL)
    zw_wall_chart_append_small (snapshot, GTK_WIDGET (self), self->lines, self->report, self->base,
                                &GRAPHENE_RECT_INIT (x, y + margin, width, height - 2 * margin));
}

static void
zw_wall_head_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZwWallHead *self = ZW_WALL_HEAD (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget), gap = zw_wall_scale (self->base, GAP);
  gboolean upright = height > zw_wall_scale (self->base, HEIGHT) + 1;
  int row = upright ? height / 2 : height, y = upright ? row : 0;
  int chart = self->lines == NULL ? 0 : zw_wall_scale (self->base, CHART_WIDTH);
  int figures = measure_figure (self, &self->days) + measure_figure (self, &self->points) + measure_figure (self, &self->burndown);
  GdkRGBA foreground;

  if (self->title == NULL)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &foreground);
  /* A narrow screen keeps room for the goal. */
  if (!upright && width - figures - chart < width * 3 / 10)
    chart = MAX (width * 7 / 10 - figures, 0);
  int x = upright ? 0 : width - figures - chart;
  draw_goal (self, snapshot, upright ? width : x - gap, row, &foreground);
  x = draw_figure (self, snapshot, &self->days, x, y, row, &foreground);
  x = draw_figure (self, snapshot, &self->points, x, y, row, &foreground);
  x = draw_figure (self, snapshot, &self->burndown, x, y, row, &foreground);
  if (chart > zw_wall_scale (self->base, CHART_WIDTH / 3.0))
    draw_chart (self, snapshot, x, y, upright ? MIN (width - x, 2 * chart) : chart, row);
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static void
zw_wall_head_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = 1;
  *minimum_baseline = *natural_baseline = -1;
}

static void
zw_wall_head_finalize (GObject *object)
{
  ZwWallHead *self = ZW_WALL_HEAD (object);

  set_figure (&self->days, NULL, NULL, NULL);
  set_figure (&self->points, NULL, NULL, NULL);
  set_figure (&self->burndown, NULL, NULL, NULL);
  g_clear_pointer (&self->lines, zw_chart_lines_free);
  g_free (self->title);
  g_free (self->goal);
  g_free (self->summary);
  g_clear_object (&self->theme);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_wall_head_parent_class)->finalize (object);
}

static void
zw_wall_head_class_init (ZwWallHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zw_wall_head_finalize;
  widget_class->measure = zw_wall_head_measure;
  widget_class->snapshot = zw_wall_head_snapshot;
  gtk_widget_class_set_css_name (widget_class, "wallhead");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
zw_wall_head_init (ZwWallHead *self)
{
  self->base = 1;
}

void
zw_wall_head_set_base (ZwWallHead *self, double base)
{
  self->base = base;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

int
zw_wall_head_get_height (double base, int width, int height)
{
  return zw_wall_scale (base, height > width ? UPRIGHT_HEIGHT : HEIGHT);
}

const char *
zw_wall_head_get_summary (ZwWallHead *self)
{
  return self->summary;
}

GtkWidget *
zw_wall_head_new (ZwWorkspace *workspace, ZwCardTheme *theme)
{
  ZwWallHead *self = g_object_new (ZW_TYPE_WALL_HEAD, NULL);

  self->workspace = g_object_ref (workspace);
  self->theme = g_object_ref (theme);
  return GTK_WIDGET (self);
}
