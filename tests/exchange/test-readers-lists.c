/* SPDX-License-Identifier: GPL-3.0-or-later
 * The promises of files of lists and desks: Todoist, Vikunja, OpenProject, what Jira's importer takes, OTOBO, Zammad. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <string.h>

#include "zw-reader-fixture.h"

typedef ZwExchangeFixture Fixture;

static void
test_todoist_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "todoist/sync.json", NULL);
  g_autofree char *columns = zw_test_dup_columns (self->workspace, report);
  ZwTicket *dig = zw_test_find_ticket (self->workspace, report, "Dig a hole");
  ZwTicket *spade = zw_test_find_ticket (self->workspace, report, "Fetch the spade");
  ZwTicket *nowhere = zw_test_find_ticket (self->workspace, report, "Nowhere yet");
  g_autofree char *due = zw_date_to_string (dig->due), *spade_due = zw_date_to_string (spade->due);

  g_assert_cmpuint (report->created[ZW_ENTITY_PROJECT], ==, 1); /* an empty one is none */
  g_assert_cmpstr (columns, ==, "No Section/todo To Do/todo In Progress/in-progress Done/done [Not Done/cancelled]");
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, nowhere), ==, "No Section");
  g_assert_cmpstr (due, ==, "2024-03-10");
  g_assert_cmpstr (spade_due, ==, "2024-03-11");
  g_assert_cmpint (dig->priority, ==, 5);
  g_assert_cmpint (dig->planned, ==, 30);
  g_assert_cmpint (dig->comments, ==, 1);
  g_assert_cmpuint (dig->labels->len, ==, 2);
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, dig->owner), ==, "Greta Grün");
  g_assert_cmpint (spade->parent, ==, zw_item_get_id (ZW_ITEM (dig)));
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, spade), ==, "Done");
  g_assert_cmpint (spade->closed, ==, G_GINT64_CONSTANT (1704412800000));
  g_assert_cmpuint (report->skipped[ZW_ENTITY_TICKET], ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "recurring"), ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "attachment"), ==, 1);
  g_assert_true (zw_test_warns_of (report, "reminders are left out (1)"));
  zw_test_assert_whole (self);
}

static void
test_vikunja_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "vikunja/data.json", NULL);
  g_autofree char *columns = zw_test_dup_columns (self->workspace, report), *titles = zw_test_dup_titles (self->workspace, report);
  ZwTicket *prune = zw_test_find_ticket (self->workspace, report, "Prune the pear");
  ZwTicket *ladder = zw_test_find_ticket (self->workspace, report, "Buy a ladder");
  ZwTicket *saw = zw_test_find_ticket (self->workspace, report, "Sharpen the saw");
  g_autofree char *due = zw_date_to_string (prune->due), *text = zw_test_export (self->workspace, report->project_id);

  g_assert_cmpuint (report->created[ZW_ENTITY_PROJECT], ==, 1);
  g_assert_cmpstr (columns, ==, "To Do/todo Done/done [Not Done/cancelled]");
  g_assert_cmpstr (titles, ==, "Buy a ladder Prune the pear Sharpen the saw"); /* by the places of the board's view */
  g_assert_cmpstr (due, ==, "2024-03-11");
  g_assert_cmpint (ladder->due, ==, ZW_UNSET); /* the year 1 */
  g_assert_cmpint (prune->priority, ==, 4);
  g_assert_cmpint (prune->progress, ==, 50);
  g_assert_cmpint (prune->blocker, ==, zw_item_get_id (ZW_ITEM (ladder)));
  g_assert_cmpint (saw->parent, ==, zw_item_get_id (ZW_ITEM (prune)));
  g_assert_cmpint (saw->closed, ==, G_GINT64_CONSTANT (1707120000000));
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, prune->owner), ==, "Pia Pear");
  g_assert_nonnull (strstr (text, "\"Every **spring**\\n\\n- saw\\n- ladder & rope\""));
  g_assert_cmpuint (zw_test_count_extra (report, "repeat_after"), ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "start_date"), ==, 0);
  zw_test_assert_whole (self);
}

static void
test_openproject_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "openproject/packages.json", NULL);
  ZwTicket *keel = zw_test_find_ticket (self->workspace, report, "Lay the keel");
  ZwTicket *oak = zw_test_find_ticket (self->workspace, report, "Fell the oak");
  g_autofree char *due = zw_date_to_string (keel->due), *oak_due = zw_date_to_string (oak->due);
  g_autofree char *text = zw_test_export (self->workspace, report->project_id);

  g_assert_cmpstr (due, ==, "2024-03-10");
  g_assert_cmpstr (oak_due, ==, "2024-04-01");
  g_assert_cmpint (keel->number, ==, 1528);
  g_assert_cmpfloat (keel->estimate, ==, 8);
  g_assert_cmpint (keel->planned, ==, 150);
  g_assert_cmpint (keel->spent, ==, 26 * 60);
  g_assert_cmpint (keel->priority, ==, 4);
  g_assert_cmpstr (zw_workspace_get_sprint (self->workspace, keel->sprint)->name, ==, "Sprint 1");
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, keel->owner), ==, "Hanna Hobel");
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, keel->reporter), ==, "Nils Nagel");
  g_assert_cmpint (oak->parent, ==, zw_item_get_id (ZW_ITEM (keel)));
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, oak), ==, "Closed");
  g_assert_nonnull (strstr (text, "\"The *old* one\""));
  g_assert_true (zw_test_warns_of (report, "2 of 3 work packages"));
  g_assert_cmpuint (zw_test_count_extra (report, "customField1"), ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "customField3"), ==, 1);
  zw_test_assert_whole (self);
}

static void
test_jira_importer_arrives (Fixture *self, gconstpointer unused)
{
  const ZwImportOptions jira = { .format = "jira" };
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "jira/importer.json", &jira);
  ZwTicket *span = zw_test_find_ticket (self->workspace, report, "Span it");
  ZwTicket *pier = zw_test_find_ticket (self->workspace, report, "Sink a pier");
  ZwTicket *steel = zw_test_find_ticket (self->workspace, report, "Order steel");
  g_autofree char *text = zw_test_export (self->workspace, report->project_id);

  g_assert_cmpstr (report->format, ==, "jira");
  g_assert_cmpstr (report->project, ==, "BRI");
  g_assert_cmpfloat (span->estimate, ==, 13);
  g_assert_cmpint (span->planned, ==, 11 * 60); /* a working day and three hours */
  g_assert_cmpint (span->spent, ==, 120);
  g_assert_cmpint (span->comments, ==, 2);
  g_assert_cmpint (span->started, ==, G_GINT64_CONSTANT (1551855600161));
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, span->owner), ==, "Aiko Sato");
  g_assert_cmpint (pier->parent, ==, zw_item_get_id (ZW_ITEM (span)));
  g_assert_cmpint (steel->resolution, ==, ZW_RESOLUTION_WILL_NOT_BE_DONE);
  g_assert_nonnull (strstr (text, "\"# How\\n\\n**bold**\""));
  g_assert_cmpuint (zw_test_count_extra (report, "River"), ==, 1);
  zw_test_assert_whole (self);
}

static void
test_otobo_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "otobo/tickets.json", NULL);
  ZwTicket *printer = zw_test_find_ticket (self->workspace, report, "The printer hums");
  g_autofree char *due = zw_date_to_string (printer->due), *until = zw_date_to_string (printer->waiting_until);
  g_autofree char *text = zw_test_export (self->workspace, report->project_id);

  g_assert_cmpint (printer->type, ==, ZW_TICKET_PROBLEM);
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, printer), ==, "Pending");
  g_assert_cmpstr (until, ==, "2024-03-25");
  g_assert_cmpstr (due, ==, "2024-03-24");
  g_assert_cmpint (printer->priority, ==, 4);
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, printer->customer), ==, "Meyer, Hans");
  g_assert_cmpint (zw_workspace_get_person (self->workspace, printer->customer)->kind, ==, ZW_PERSON_CUSTOMER);
  g_assert_cmpint (printer->comments, ==, 1);
  g_assert_nonnull (strstr (text, "\"Hello,\\n\\nit hums.\""));
  g_assert_nonnull (strstr (text, "\"It **does** – really\""));
  g_assert_nonnull (strstr (text, "\"data\":\"aHVtIGh1bQ==\""));
  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET], ==, 2); /* one of them archived */
  g_assert_cmpuint (report->created[ZW_ENTITY_ATTACHMENT], ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "Queue"), ==, 2);
  g_assert_cmpuint (zw_test_count_extra (report, "Module"), ==, 1);
  zw_test_assert_whole (self);
}

static void
test_otobo_again (Fixture *self, gconstpointer unused)
{
  zw_import_report_free (zw_test_import_fixture (self->workspace, "otobo/tickets.json", NULL));
  g_autofree char *before = zw_test_export (self->workspace, 0);
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "otobo/tickets.json", NULL);
  g_autofree char *after = zw_test_export (self->workspace, 0);

  g_assert_cmpuint (report->unchanged[ZW_ENTITY_ATTACHMENT], ==, 1);
  g_assert_cmpstr (before, ==, after);
}

static void
test_zammad_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "zammad/tickets.json", NULL);
  ZwTicket *door = zw_test_find_ticket (self->workspace, report, "The door squeaks");
  ZwTicket *solved = zw_test_find_ticket (self->workspace, report, "Solved long ago");
  g_autofree char *until = zw_date_to_string (door->waiting_until), *text = zw_test_export (self->workspace, report->project_id);

  g_assert_cmpint (door->type, ==, ZW_TICKET_PROBLEM);
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, door), ==, "Pending");
  g_assert_cmpstr (until, ==, "2024-03-11");
  g_assert_cmpint (door->priority, ==, 4);
  g_assert_cmpint (door->comments, ==, 1);
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, door->customer), ==, "nora@mail.example");
  g_assert_nonnull (strstr (text, "\"It *squeaks*\""));
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, solved), ==, "Solved");
  g_assert_cmpint (solved->closed, ==, G_GINT64_CONSTANT (1704182400000));
  g_assert_true (zw_test_warns_of (report, "their number alone (2)"));
  g_assert_cmpuint (zw_test_count_extra (report, "group"), ==, 1);
  zw_test_assert_whole (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, data, func) g_test_add (name, Fixture, data, zw_exchange_fixture_set_up, func, zw_exchange_fixture_tear_down)
  TEST ("/readers/todoist/arrives", NULL, test_todoist_arrives);
  TEST ("/readers/todoist/wrong-types-do-no-harm", "todoist/sync.json", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/vikunja/arrives", NULL, test_vikunja_arrives);
  TEST ("/readers/vikunja/wrong-types-do-no-harm", "vikunja/data.json", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/openproject/arrives", NULL, test_openproject_arrives);
  TEST ("/readers/openproject/wrong-types-do-no-harm", "openproject/packages.json", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/jira-importer/arrives", NULL, test_jira_importer_arrives);
  TEST ("/readers/jira-importer/wrong-types-do-no-harm", "jira/importer.json", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/otobo/arrives", NULL, test_otobo_arrives);
  TEST ("/readers/otobo/again-changes-nothing", NULL, test_otobo_again);
  TEST ("/readers/otobo/wrong-types-do-no-harm", "otobo/tickets.json", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/zammad/arrives", NULL, test_zammad_arrives);
  TEST ("/readers/zammad/wrong-types-do-no-harm", "zammad/tickets.json", zw_test_wrong_types_do_no_harm);
  return g_test_run ();
}
