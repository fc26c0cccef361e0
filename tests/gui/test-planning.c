/* SPDX-License-Identifier: GPL-3.0-or-later
 * Planning a sprint with the example project: the figures of capacity and velocity, and the panel that shows them. */
#include <adwaita.h>
#include <math.h>

#include "pane-fixture.h"
#include "zw-planning-panel.h"
#include "zw-planning.h"
#include "zw-project-commands.h"
#include "zw-ticket-commands.h"

static gint64
find_sprint (PaneFixture *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 id = zw_workspace_match_sprint (self->workspace, self->project, name, &error);

  g_assert_no_error (error);
  return id;
}

static const ZwPlanningShare *
find_share (ZwPlanning *planning, const char *name)
{
  for (guint i = 0; i < zw_planning_get_n_shares (planning); i++)
    if (g_str_equal (zw_planning_get_share (planning, i)->person->name, name))
      return zw_planning_get_share (planning, i);
  g_error ("nobody is called %s", name);
}

static void
test_the_example_has_the_figures_of_its_story (PaneFixture *self, gconstpointer data)
{
  static const struct {
    const char *name;
    int assigned, available, off;
  } people[] = { { "Anna Brandt", 5, 9, 0 }, { "Jonas Weber", 8, 8, 0 }, { "Mei-Lin Chen", 3, 9, 0 }, { "Tomasz Kowalski", 5, 5, 4 },
                 { "Elif Yıldız", 1, 6, 0 } };
  static const double velocity[][2] = { { 40, 38 }, { 38, 34 }, { 37, 36 } };
  g_autoptr (ZwPlanning) planning = zw_planning_new (self->workspace, self->project);

  zw_planning_set_sprint (planning, find_sprint (self, "Sprint 15"));
  pane_wait_for (zw_planning_get_history (planning) != NULL);
  g_assert_cmpuint (zw_planning_get_n_shares (planning), ==, G_N_ELEMENTS (people));
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      const ZwPlanningShare *share = find_share (planning, people[i].name);
      g_assert_cmpfloat (share->assigned, ==, people[i].assigned);
      g_assert_cmpfloat (share->available, ==, people[i].available);
      g_assert_cmpint (share->days_off, ==, people[i].off);
    }
  g_assert_cmpfloat (zw_planning_get_planned (planning), ==, 22);
  g_assert_cmpfloat (zw_planning_get_capacity (planning), ==, 37);
  const ZwSprintHistory *history = zw_planning_get_history (planning);
  g_assert_cmpuint (history->n, ==, G_N_ELEMENTS (velocity));
  for (guint i = 0; i < history->n; i++)
    {
      g_assert_cmpfloat (history->sprints[i].committed, ==, velocity[i][0]);
      g_assert_cmpfloat (history->sprints[i].completed, ==, velocity[i][1]);
    }
  g_assert_cmpfloat (zw_velocity_suggest (&history->velocity), ==, 36);
}

/* Beside another project an import is one set, without its past: no velocity is better than one of 0. */
static void
test_sprints_without_a_past_give_no_velocity (PaneFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ZwItem *sprint = ZW_ITEM (zw_workspace_get_sprint (self->workspace, self->sprint));
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (self->workspace, ZW_DEED_IMPORT);
  gint64 id = zw_workspace_new_id (self->workspace);
  ZwChange *change = zw_change_set_create (set, ZW_ENTITY_SPRINT, id, 0);

  zw_change_put_int (change, ZW_FIELD_PROJECT, self->project);
  zw_change_put (change, ZW_FIELD_NAME, "Sprint 13");
  zw_change_put (change, ZW_FIELD_STATE, "closed");
  zw_change_put_int (change, ZW_FIELD_STARTED, 1793608200000);
  zw_change_put_int (change, ZW_FIELD_CLOSED, 1794583800000);
  zw_change_put (change, ZW_FIELD_START, "2026-11-02");
  zw_change_put (change, ZW_FIELD_END, "2026-11-13");
  zw_change_put_int (change, ZW_FIELD_POSITION, 0);
  g_assert_true (zw_workspace_commit (self->workspace, g_steal_pointer (&set), &error));
  g_autoptr (ZwPlanning) planning = zw_planning_new (self->workspace, self->project);
  zw_planning_set_sprint (planning, zw_item_get_id (sprint));
  pane_wait_for (zw_planning_get_history (planning) != NULL);
  g_assert_cmpuint (zw_planning_get_history (planning)->n, ==, 0);
  g_assert_true (isnan (zw_planning_get_capacity (planning)));
}

/* Somebody takes a ticket, is away, leaves: the figures follow at once. */
static void
test_capacity_follows_the_team (PaneFixture *self, gconstpointer data)
{
  g_autoptr (ZwPlanning) planning = zw_planning_new (self->workspace, self->project);
  g_autofree char *tomasz = g_strdup_printf ("%" G_GINT64_FORMAT, self->tomasz);
  g_autoptr (GError) error = NULL;
  GListModel *members = zw_workspace_get_members (self->workspace, self->project);

  zw_planning_set_sprint (planning, self->sprint);
  g_assert_true (isnan (zw_planning_get_capacity (planning)));
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (ZwMember) member = g_list_model_get_item (members, i);
      pane_commit (self, zw_item_set_field (self->workspace, ZW_ITEM (member), ZW_FIELD_POINTS_PER_SPRINT, "10", &error), &error);
      if (member->person == self->tomasz)
        pane_commit (self, zw_member_set_day_off (self->workspace, member, "2026-11-26", TRUE, &error), &error);
    }
  g_assert_cmpfloat (zw_planning_get_capacity (planning), ==, 29);
  g_assert_cmpfloat (find_share (planning, "Anna Brandt")->assigned, ==, 5);
  pane_commit (self, zw_ticket_set_field (self->workspace, &self->story, 1, ZW_FIELD_OWNER, tomasz, &error), &error);
  g_assert_cmpfloat (find_share (planning, "Anna Brandt")->assigned, ==, 0);
  g_assert_cmpfloat (find_share (planning, "Tomasz Kowalski")->assigned, ==, 5);
  pane_commit (self, zw_member_set_active (self->workspace, self->project, self->tomasz, FALSE, &error), &error);
  g_assert_false (find_share (planning, "Tomasz Kowalski")->is_active);
  g_assert_cmpfloat (zw_planning_get_capacity (planning), ==, 20);
}

static void
test_the_panel_says_what_a_selection_would_change (PaneFixture *self, gconstpointer data)
{
  GtkWidget *panel = zw_planning_panel_new (self->workspace);
  GtkWidget *window = pane_show (panel, 330, 860);
  ZwTicketList *tickets = zw_workspace_get_tickets (self->workspace, self->project);
  ZwTicket *selected[3];
  guint n = 0;

  for (guint i = 0; i < zw_ticket_list_get_n (tickets) && n < G_N_ELEMENTS (selected); i++)
    {
      ZwTicket *ticket = zw_ticket_list_get (tickets, i);
      if (ticket->number == 166 || ticket->number == 167 || ticket->number == 168)
        selected[n++] = ticket;
    }
  zw_planning_panel_set_sprint (ZW_PLANNING_PANEL (panel), find_sprint (self, "Sprint 15"));
  pane_wait_for (pane_find (panel, GTK_TYPE_LABEL, "average of 3 sprints") != NULL);
  g_assert_nonnull (pane_find (panel, GTK_TYPE_LABEL, "Planning Sprint 15"));
  g_assert_nonnull (pane_find (panel, GTK_TYPE_LABEL, "4 d off"));
  g_assert_nonnull (pane_find (panel, GTK_TYPE_LABEL, "38 of 40"));
  zw_planning_panel_set_selection (ZW_PLANNING_PANEL (panel), selected, n);
  g_assert_nonnull (pane_find (panel, GTK_TYPE_LABEL, "3 tickets selected"));
  g_assert_nonnull (pane_find (panel, GTK_TYPE_LABEL, "13 points"));
  g_assert_nonnull (pane_find (panel, GTK_TYPE_LABEL, "Sprint 15 would be at 35 of 37 points"));
  g_assert_nonnull (pane_find (panel, GTK_TYPE_BUTTON, "Move to Sprint 15"));
  zw_planning_panel_set_sprint (ZW_PLANNING_PANEL (panel), 0);
  g_assert_true (gtk_widget_get_mapped (pane_find (panel, GTK_TYPE_LABEL, "No sprint is planned.")));
  gtk_window_destroy (GTK_WINDOW (window));
}

#define TEST(name, set_up, func) g_test_add ("/planning/" name, PaneFixture, NULL, set_up, func, pane_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  TEST ("the-example-has-the-figures-of-its-story", pane_fixture_set_up_example, test_the_example_has_the_figures_of_its_story);
  TEST ("sprints-without-a-past-give-no-velocity", pane_fixture_set_up, test_sprints_without_a_past_give_no_velocity);
  TEST ("capacity-follows-the-team", pane_fixture_set_up, test_capacity_follows_the_team);
  TEST ("the-panel-says-what-a-selection-would-change", pane_fixture_set_up_example, test_the_panel_says_what_a_selection_would_change);
  return g_test_run ();
}
