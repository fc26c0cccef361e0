/* SPDX-License-Identifier: GPL-3.0-or-later
 * The report of the example's running sprint: what the chart draws, what the window says, what can be done with it. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "hand.h"
#include "pane-fixture.h"
#include "zw-board-view.h"
#include "zw-chart-canvas.h"
#include "zw-error.h"
#include "zw-project-commands.h"
#include "zw-report-copy.h"
#include "zw-report-figures.h"
#include "zw-report-lists.h"
#include "zw-report-print.h"
#include "zw-report-words.h"
#include "zw-sparkline.h"
#include "zw-sprint-chart.h"
#include "zw-sprint-closing.h"
#include "zw-sprint-commands.h"
#include "zw-sprint-report-window.h"
#include "zw-sprint-watch.h"
#include "zw-ticket-commands.h"
#include "zw-view.h"

typedef struct {
  PaneFixture base;
  gint64 sprint;
  ZwSprintWatch *watch;
  GtkWidget *window;
} Fixture;

static gint64
find_sprint (Fixture *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 id = zw_workspace_match_sprint (self->base.workspace, self->base.project, name, &error);

  g_assert_no_error (error);
  return id;
}

static const ZwSprintReport *
get_report (Fixture *self)
{
  return zw_sprint_watch_get_report (self->watch);
}

static ZwProject *
get_project (Fixture *self)
{
  return zw_workspace_get_project (self->base.workspace, self->base.project);
}

static void
set_up (Fixture *self, gconstpointer unused)
{
  pane_fixture_set_up_example (&self->base, NULL);
  self->sprint = find_sprint (self, "Sprint 14");
  self->watch = zw_sprint_watch_new (self->base.workspace, self->sprint);
  pane_wait_for (get_report (self) != NULL);
}

static void
open_window (Fixture *self, const char *sprint)
{
  self->window = zw_sprint_report_window_new (self->base.workspace, find_sprint (self, sprint));
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_present (GTK_WINDOW (self->window));
  pane_wait_for (pane_find (self->window, ZW_TYPE_SPRINT_CHART, NULL) != NULL
                 && gtk_widget_get_mapped (pane_find (self->window, ZW_TYPE_SPRINT_CHART, NULL)));
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->watch);
  pane_settle (&self->base);
  pane_fixture_tear_down (&self->base, NULL);
}

static const ZwChartPoint *
get_point (GArray *line, guint index)
{
  g_assert_cmpuint (index, <, line->len);
  return &g_array_index (line, ZwChartPoint, index);
}

/* --- lines --------------------------------------------------------------------------------------------------------- */

/* Picture 05: 40 committed, 3 added on Wednesday, 27 left on Monday morning, 7 behind the plan, 11 forecast. */
static void
test_the_burndown_is_that_of_the_story (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwChartLines) lines = zw_chart_lines_new (get_report (self), ZW_CHART_BURNDOWN);
  double behind = 0;

  g_assert_cmpuint (lines->n_days, ==, 12);
  g_assert_cmpfloat (lines->top, ==, 50);
  g_assert_cmpfloat (lines->step, ==, 10);
  g_assert_cmpfloat (get_point (lines->known, 0)->y, ==, 40);
  g_assert_cmpfloat (get_point (lines->known, lines->known->len - 1)->y, ==, 27);
  g_assert_cmpfloat (get_point (lines->plan, 5)->y, ==, 20);
  g_assert_cmpfloat (get_point (lines->plan, 7)->y, ==, 20);
  g_assert_cmpfloat (get_point (lines->plan, 12)->y, ==, 0);
  g_assert_cmpfloat (get_point (lines->forecast, 1)->y, ==, 11);
  const ZwChartMark *mark = zw_chart_lines_find_mark (lines, lines->first + 2);
  g_assert_nonnull (mark);
  g_assert_cmpfloat (mark->change, ==, 3);
  g_assert_cmpfloat_with_epsilon (mark->at.y, 37, .1);
  g_assert_null (zw_chart_lines_find_mark (lines, lines->first + 1));
  g_assert_true (zw_sprint_report_get_behind (get_report (self), &behind));
  g_assert_cmpfloat (behind, ==, 7);
}

static void
test_the_burnup_has_two_lines (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwChartLines) lines = zw_chart_lines_new (get_report (self), ZW_CHART_BURNUP);

  g_assert_cmpfloat (get_point (lines->known, 0)->y, ==, 0);
  g_assert_cmpfloat (get_point (lines->known, lines->known->len - 1)->y, ==, 16);
  g_assert_cmpfloat (get_point (lines->scope, lines->scope->len - 1)->y, ==, 43);
  g_assert_cmpfloat (zw_chart_lines_find_mark (lines, lines->first + 2)->at.y, ==, 43);
}

/* However small it is drawn: the figures stand, and a label that finds no place is left out. */
static void
test_no_label_covers_another (Fixture *self, gconstpointer unused)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (""));
  ZwChartStyle style;

  zw_chart_style_init_paper (&style);
  for (int width = 300; width < 1000; width += 50)
    for (int kind = ZW_CHART_BURNDOWN; kind <= ZW_CHART_BURNUP; kind++)
      {
        g_autoptr (ZwChartLines) lines = zw_chart_lines_new (get_report (self), (ZwChartKind) kind);
        g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
        const ZwChartDrawing chart = { .lines = lines, .report = get_report (self), .style = &style, .project = get_project (self),
                                       .context = gtk_widget_get_pango_context (label), .width = width, .height = 240, .stop = -1 };
        ZwChartCanvas canvas = { .chart = &chart, .lines = lines, .style = &style, .snapshot = snapshot };
        zw_chart_get_plot (&chart, &canvas.plot);
        zw_chart_draw_labels (&canvas);
        g_assert_cmpuint (canvas.n_taken, >, 0);
        for (guint i = 0; i < canvas.n_taken; i++)
          for (guint j = 0; j < i; j++)
            g_assert_false (graphene_rect_intersection (&canvas.taken[i], &canvas.taken[j], NULL));
      }
  g_object_unref (label);
}

static void
test_a_guess_is_not_exact (void)
{
  g_autofree char *large = zw_report_forecast_number (24.56), *small = zw_report_forecast_number (3.31);

  g_assert_cmpstr (large, ==, "25");
  g_assert_cmpstr (small, ==, "3.5");
}

/* --- words --------------------------------------------------------------------------------------------------------- */

static void
test_a_sentence_says_what_the_chart_shows (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwChartLines) lines = zw_chart_lines_new (get_report (self), ZW_CHART_BURNDOWN);
  g_autofree char *down = zw_report_summary (get_report (self), ZW_CHART_BURNDOWN, get_project (self));
  g_autofree char *up = zw_report_summary (get_report (self), ZW_CHART_BURNUP, get_project (self));
  g_autofree char *day = zw_report_day_text (get_report (self), lines, 2, get_project (self));

  g_assert_cmpstr (down, ==, "27 points left, 7 behind the plan");
  g_assert_cmpstr (up, ==, "16 of 43 points done");
  g_assert_cmpstr (day, ==, "Wednesday 18 November: 36 points left, plan 28, +3 points added to the sprint");
}

static void
test_copies_hold_every_group_and_day (Fixture *self, gconstpointer unused)
{
  ZwSprint *sprint = zw_workspace_get_sprint (self->base.workspace, self->sprint);
  g_autofree char *csv = zw_report_copy_csv (self->base.workspace, sprint, get_report (self));
  g_autofree char *markdown = zw_report_copy_markdown (self->base.workspace, sprint, get_report (self));

  g_assert_true (g_str_has_prefix (csv, "Group,Ticket,Title,Estimate\r\nCommitted,WEB-137,"));
  g_assert_nonnull (strstr (csv, "\r\nAdded,WEB-155,Cart loses the voucher after the quantity is changed,3\r\n"));
  g_assert_nonnull (strstr (csv, "\r\nRe-Estimated,WEB-146,Apple Pay button on the product page,-2\r\n"));
  g_assert_nonnull (strstr (csv, "\r\n2026-11-18,36,28,43,7\r\n"));
  g_assert_nonnull (strstr (csv, "\r\n2026-11-27,,0,,\r\n"));
  g_assert_true (g_str_has_prefix (markdown, "# Sprint 14\n"));
  g_assert_nonnull (strstr (markdown, "\n27 points left, 7 behind the plan\n"));
  g_assert_nonnull (strstr (markdown, "\n## Added: 5 points in 2 tickets\n"));
  g_assert_nonnull (strstr (markdown, "- WEB-155 Cart loses the voucher after the quantity is changed (3 points)\n"));
}

/* --- the window ---------------------------------------------------------------------------------------------------- */

static void
test_the_window_shows_figures_chart_and_groups (Fixture *self, gconstpointer unused)
{
  open_window (self, "Sprint 14");
  GtkWidget *chart = pane_find (self->window, ZW_TYPE_SPRINT_CHART, NULL);

  g_assert_nonnull (pane_find (self->window, GTK_TYPE_LABEL, "7 behind the plan"));
  g_assert_nonnull (pane_find (self->window, GTK_TYPE_LABEL, "of 43"));
  g_assert_nonnull (pane_find (self->window, GTK_TYPE_LABEL, "40 points in 15 tickets"));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (chart)), ==, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL, "27 points left, 7 behind the plan");
  g_assert_cmpint (zw_sprint_chart_get_kind (ZW_SPRINT_CHART (chart)), ==, ZW_CHART_BURNDOWN);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pane_find (self->window, GTK_TYPE_TOGGLE_BUTTON, "Burnup")), TRUE);
  g_assert_cmpint (zw_sprint_chart_get_kind (ZW_SPRINT_CHART (chart)), ==, ZW_CHART_BURNUP);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_LABEL, "16 of 43 points done");
}

static void
test_a_step_lists_the_changes_that_made_it (Fixture *self, gconstpointer unused)
{
  open_window (self, "Sprint 14");
  GtkWidget *chart = pane_find (self->window, ZW_TYPE_SPRINT_CHART, NULL);
  int wednesday = g_array_index (get_report (self)->burndown, ZwBurndownPoint, 2).date;

  g_signal_emit_by_name (chart, "chosen", wednesday, TRUE);
  g_assert_nonnull (pane_find (self->window, GTK_TYPE_LABEL, "Scope Changes on Wed 18 Nov"));
  g_assert_nonnull (pane_find (self->window, GTK_TYPE_LABEL, "WEB-155 Cart loses the voucher"));
  g_assert_nonnull (pane_find (self->window, GTK_TYPE_LABEL, "Added with 3 points"));
  g_assert_null (pane_find (self->window, GTK_TYPE_LABEL, "Completed: 2 points"));
  g_signal_emit_by_name (chart, "chosen", wednesday, FALSE);
  g_assert_nonnull (pane_find (self->window, GTK_TYPE_LABEL, "Completed: 2 points"));
  g_signal_emit_by_name (chart, "chosen", wednesday - 2, FALSE);
  g_assert_nonnull (pane_find (self->window, GTK_TYPE_LABEL, "Nothing Changed on Mon 16 Nov"));
}

static void
test_arrows_walk_through_days_and_steps (Fixture *self, gconstpointer unused)
{
  if (!hand_is_there ())
    {
      g_test_skip ("no keyboard to press");
      return;
    }
  open_window (self, "Sprint 14");
  GtkWidget *chart = pane_find (self->window, ZW_TYPE_SPRINT_CHART, NULL);

  gtk_widget_grab_focus (chart);
  hand_rest (50);
  hand_key (GDK_KEY_Home);
  for (int i = 0; i < 2; i++)
    hand_key (GDK_KEY_Right);
  hand_rest (50);
  gtk_test_accessible_assert_property (
    chart, GTK_ACCESSIBLE_PROPERTY_LABEL, "Wednesday 18 November: 36 points left, plan 28, +3 points added to the sprint");
  hand_key (GDK_KEY_Return);
  hand_rest (50);
  g_assert_nonnull (pane_find (self->window, GTK_TYPE_LABEL, "Scope Changes on Wed 18 Nov"));
}

static void
test_the_chart_is_a_table_too (Fixture *self, gconstpointer unused)
{
  guint rows = 0;

  open_window (self, "Sprint 14");
  gtk_widget_activate_action (self->window, "report.table", NULL);
  GtkWidget *head = pane_find (self->window, GTK_TYPE_LABEL, "Change of Scope");
  g_assert_nonnull (head);
  GtkWidget *list = gtk_widget_get_ancestor (head, GTK_TYPE_LIST_BOX);
  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) rows) != NULL)
    rows++;
  g_assert_cmpuint (rows, ==, 13);
  gtk_test_accessible_assert_property (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Monday 16 November: 40 points left, plan 36");
}

static ZwTicket *
find_ticket (Fixture *self, int number)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (self->base.workspace, self->base.project);

  for (guint i = 0; i < zw_ticket_list_get_n (tickets); i++)
    if (zw_ticket_list_get (tickets, i)->number == number)
      return zw_ticket_list_get (tickets, i);
  g_assert_not_reached ();
}

static void
test_a_running_sprint_is_followed (Fixture *self, gconstpointer unused)
{
  gint64 ticket = zw_item_get_id (ZW_ITEM (find_ticket (self, 151)));
  g_autoptr (GError) error = NULL;

  open_window (self, "Sprint 14");
  pane_commit (&self->base, zw_ticket_set_field (self->base.workspace, &ticket, 1, ZW_FIELD_ESTIMATE, "13", &error), &error);
  pane_wait_for (pane_find (self->window, GTK_TYPE_LABEL, "of 53") != NULL);
  g_assert_nonnull (pane_find (self->window, GTK_TYPE_LABEL, "37 points left, 17 behind the plan"));
}

/* 10 more of 40 is more than a tenth. */
static void
test_the_burnup_comes_first_when_scope_moved (Fixture *self, gconstpointer unused)
{
  gint64 ticket = zw_item_get_id (ZW_ITEM (find_ticket (self, 151)));
  g_autoptr (GError) error = NULL;

  pane_commit (&self->base, zw_ticket_set_field (self->base.workspace, &ticket, 1, ZW_FIELD_ESTIMATE, "13", &error), &error);
  open_window (self, "Sprint 14");
  g_assert_cmpint (zw_sprint_chart_get_kind (ZW_SPRINT_CHART (pane_find (self->window, ZW_TYPE_SPRINT_CHART, NULL))), ==, ZW_CHART_BURNUP);
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

/* What is open goes to the backlog. */
static void
complete (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ZwCompletion completion = { .others = { .kind = ZW_FATE_CARRY, .target = ZW_TARGET_BACKLOG } };

  zw_sprint_closing_prepare_async (self->base.workspace, self->sprint, &completion, answer_cb, &result);
  pane_wait_for (result != NULL);
  pane_commit (&self->base, zw_sprint_closing_prepare_finish (self->base.workspace, result, &error), &error);
}

static void
test_a_sealed_report_outlives_later_edits (Fixture *self, gconstpointer unused)
{
  gint64 ticket = zw_item_get_id (ZW_ITEM (find_ticket (self, 137)));
  g_autoptr (GError) error = NULL;

  complete (self);
  open_window (self, "Sprint 14");
  g_assert_nonnull (pane_find (self->window, GTK_TYPE_LABEL, "27 points in 11 tickets"));
  pane_commit (&self->base, zw_ticket_set_field (self->base.workspace, &ticket, 1, ZW_FIELD_ESTIMATE, "13", &error), &error);
  pane_settle (&self->base);
  hand_rest (100);
  g_assert_nonnull (pane_find (self->window, GTK_TYPE_LABEL, "16 points in 5 tickets"));
}

static void
test_an_empty_sprint_has_an_empty_chart (Fixture *self, gconstpointer unused)
{
  ZwSprintFrame frame = { .sprint = 1, .start = 739000, .end = 739004, .started = G_GINT64_CONSTANT (1700000000000),
                          .now = G_GINT64_CONSTANT (1700000000000), .working_days = 0, .zone = g_time_zone_new_utc (),
                          .categories = g_hash_table_new (g_int64_hash, g_int64_equal) };
  g_autoptr (GPtrArray) log = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_set_unref);
  ZwChangeSet *start = zw_change_set_new (1, ZW_DEED_SPRINT);

  start->at = frame.started;
  zw_change_set_set (start, ZW_ENTITY_SPRINT, 1, 0, ZW_FIELD_STATE, "planned", "active");
  g_ptr_array_add (log, start);
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&frame, log);
  g_autoptr (ZwChartLines) down = zw_chart_lines_new (report, ZW_CHART_BURNDOWN);
  g_autoptr (ZwChartLines) up = zw_chart_lines_new (report, ZW_CHART_BURNUP);
  g_assert_cmpfloat (down->top, ==, 1);
  g_assert_cmpfloat (up->top, ==, 1);
  g_assert_cmpuint (down->forecast->len, ==, 0);
  g_time_zone_unref (frame.zone);
  g_hash_table_unref (frame.categories);
}

static void
test_a_planned_sprint_has_no_report_yet (Fixture *self, gconstpointer unused)
{
  self->window = zw_sprint_report_window_new (self->base.workspace, find_sprint (self, "Sprint 15"));
  gtk_window_present (GTK_WINDOW (self->window));
  pane_wait_for (pane_find (self->window, GTK_TYPE_LABEL, "Not enough history yet") != NULL);
}

static void
test_a_completed_sprint_shows_what_was_carried (Fixture *self, gconstpointer unused)
{
  open_window (self, "Sprint 13");
  g_assert_nonnull (pane_find (self->window, GTK_TYPE_LABEL, "Carried Over"));
  g_assert_null (pane_find (self->window, GTK_TYPE_LABEL, "Forecast"));
}

static void
test_closing_remembers_the_size (Fixture *self, gconstpointer unused)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.zettelwand.Zettelwand");
  int width = 0, height = 0;

  open_window (self, "Sprint 14");
  gtk_window_set_default_size (GTK_WINDOW (self->window), 731, 642);
  gtk_window_close (GTK_WINDOW (self->window));
  self->window = NULL;
  g_settings_get (settings, "report-size", "(ii)", &width, &height);
  g_assert_cmpint (width, ==, 731);
  g_assert_cmpint (height, ==, 642);
}

/* --- files --------------------------------------------------------------------------------------------------------- */

static void
assert_file (const char *path, const char *magic)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (length, >, 2000);
  g_assert_cmpmem (content, strlen (magic), magic, strlen (magic));
}

static void
test_the_report_is_a_pdf_and_its_chart_a_picture (Fixture *self, gconstpointer unused)
{
  g_autofree char *pdf = g_build_filename (self->base.folder, "report.pdf", NULL);
  g_autofree char *png = g_build_filename (self->base.folder, "chart.png", NULL);
  g_autoptr (GFile) pdf_file = g_file_new_for_path (pdf), png_file = g_file_new_for_path (png);
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/chart.png");
  g_autoptr (GError) error = NULL, unwritten = NULL;

  open_window (self, "Sprint 14");
  const ZwReportSheet sheet = { self->base.workspace, zw_workspace_get_sprint (self->base.workspace, self->sprint), get_report (self),
                                ZW_CHART_BURNDOWN, TRUE };
  g_assert_false (zw_report_save_pdf (GTK_WINDOW (self->window), &sheet, nowhere, &unwritten));
  g_assert_error (unwritten, ZW_ERROR, ZW_ERROR_IO);
  g_assert_true (zw_report_save_pdf (GTK_WINDOW (self->window), &sheet, pdf_file, &error));
  g_assert_no_error (error);
  assert_file (pdf, "%PDF");
  g_assert_true (zw_report_save_png (self->window, &sheet, png_file, &error));
  g_assert_no_error (error);
  assert_file (png, "\x89PNG");
  g_assert_false (zw_report_save_png (self->window, &sheet, nowhere, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (g_remove (pdf), ==, 0);
  g_assert_cmpint (g_remove (png), ==, 0);
}

/* --- the strip ----------------------------------------------------------------------------------------------------- */

static void
test_the_strip_draws_the_sprint_on_the_board (Fixture *self, gconstpointer unused)
{
  GtkWidget *view = zw_board_view_new (self->base.workspace);

  g_object_ref_sink (view);
  zw_board_view_set_project (ZW_BOARD_VIEW (view), self->base.project);
  self->window = pane_show (zw_view_get_head (ZW_VIEW (view)), 1440, 44);
  GtkWidget *spark = pane_find (self->window, ZW_TYPE_SPARKLINE, NULL);
  g_assert_nonnull (spark);
  pane_wait_for (zw_sparkline_has_line (ZW_SPARKLINE (spark)) && gtk_widget_get_mapped (spark));
  gtk_test_accessible_assert_property (spark, GTK_ACCESSIBLE_PROPERTY_LABEL, "Sprint Report: 27 points left, 7 behind the plan");
  g_clear_pointer ((GtkWindow **) &self->window, gtk_window_destroy);
  g_object_unref (view);
}

/* The board of a completed sprint holds what was done and nothing else: 16 of 16 would be no news. */
static void
test_the_strip_of_a_completed_sprint_says_what_its_report_says (Fixture *self, gconstpointer unused)
{
  GtkWidget *view = zw_board_view_new (self->base.workspace);
  g_autofree char *scope = g_strdup_printf ("%" G_GINT64_FORMAT, self->sprint);

  g_object_ref_sink (view);
  zw_board_view_set_project (ZW_BOARD_VIEW (view), self->base.project);
  self->window = pane_show (zw_view_get_head (ZW_VIEW (view)), 1440, 44);
  complete (self);
  g_assert_true (gtk_widget_activate_action (zw_view_get_head (ZW_VIEW (view)), "board.scope", "s", scope));
  pane_wait_for (pane_find (self->window, GTK_TYPE_LABEL, "16 / 43") != NULL);
  g_clear_pointer ((GtkWindow **) &self->window, gtk_window_destroy);
  g_object_unref (view);
}

static void
test_between_two_sprints_the_board_shows_the_way (Fixture *self, gconstpointer unused)
{
  GtkWidget *view = zw_board_view_new (self->base.workspace);
  g_autoptr (GError) error = NULL;

  zw_board_view_set_project (ZW_BOARD_VIEW (view), self->base.project);
  self->window = pane_show (view, 1440, 800);
  GtkWidget *page = pane_find (self->window, ADW_TYPE_STATUS_PAGE, NULL);
  g_assert_nonnull (page);
  g_assert_false (gtk_widget_get_mapped (page));
  pane_commit (&self->base, zw_sprint_complete (self->base.workspace, self->sprint, 0, NULL, &error), &error);
  pane_wait_for (gtk_widget_get_mapped (page) && gtk_widget_get_height (page) > 400);
  g_assert_nonnull (pane_find (page, GTK_TYPE_LABEL, "No sprint is running"));
  gtk_widget_activate_action (view, "board.scope", "s", "open");
  g_assert_false (gtk_widget_get_visible (page));
}

#define TEST(name, func) g_test_add ("/report/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  TEST ("the-burndown-is-that-of-the-story", test_the_burndown_is_that_of_the_story);
  TEST ("the-burnup-has-two-lines", test_the_burnup_has_two_lines);
  TEST ("no-label-covers-another", test_no_label_covers_another);
  g_test_add_func ("/report/a-guess-is-not-exact", test_a_guess_is_not_exact);
  TEST ("a-sentence-says-what-the-chart-shows", test_a_sentence_says_what_the_chart_shows);
  TEST ("copies-hold-every-group-and-day", test_copies_hold_every_group_and_day);
  TEST ("the-window-shows-figures-chart-and-groups", test_the_window_shows_figures_chart_and_groups);
  TEST ("a-step-lists-the-changes-that-made-it", test_a_step_lists_the_changes_that_made_it);
  TEST ("arrows-walk-through-days-and-steps", test_arrows_walk_through_days_and_steps);
  TEST ("the-chart-is-a-table-too", test_the_chart_is_a_table_too);
  TEST ("a-running-sprint-is-followed", test_a_running_sprint_is_followed);
  TEST ("the-burnup-comes-first-when-scope-moved", test_the_burnup_comes_first_when_scope_moved);
  TEST ("a-sealed-report-outlives-later-edits", test_a_sealed_report_outlives_later_edits);
  TEST ("an-empty-sprint-has-an-empty-chart", test_an_empty_sprint_has_an_empty_chart);
  TEST ("a-planned-sprint-has-no-report-yet", test_a_planned_sprint_has_no_report_yet);
  TEST ("a-completed-sprint-shows-what-was-carried", test_a_completed_sprint_shows_what_was_carried);
  TEST ("closing-remembers-the-size", test_closing_remembers_the_size);
  TEST ("the-report-is-a-pdf-and-its-chart-a-picture", test_the_report_is_a_pdf_and_its_chart_a_picture);
  TEST ("the-strip-draws-the-sprint-on-the-board", test_the_strip_draws_the_sprint_on_the_board);
  TEST ("the-strip-of-a-completed-sprint-says-what-its-report-says", test_the_strip_of_a_completed_sprint_says_what_its_report_says);
  TEST ("between-two-sprints-the-board-shows-the-way", test_between_two_sprints_the_board_shows_the_way);
  return g_test_run ();
}
