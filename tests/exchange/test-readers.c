/* SPDX-License-Identifier: GPL-3.0-or-later
 * The promises of files of other tools: they are known by their content, arrive with what they hold, tell what they could not
 * bring, and meet their earlier selves without doubling anything. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <string.h>

#include "zw-reader-fixture.h"

typedef ZwExchangeFixture Fixture;

/* --- trello -------------------------------------------------------------------------------------------------- */

static void
test_trello_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "trello/board.json", NULL);
  g_autofree char *columns = zw_test_dup_columns (self->workspace, report), *titles = zw_test_dup_titles (self->workspace, report);

  g_assert_cmpstr (report->format, ==, "trello");
  g_assert_cmpstr (columns, ==,
                   "To Do/todo Doing/in-progress Done/done [Old ideas/todo] [Imported (no list)/todo] [Not Done/cancelled]");
  g_assert_cmpstr (titles, ==, "Paint the boom Lift the <b>load</b> Grease the winch A hook of gold Of a list that is gone");
  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET], ==, 6);
  g_assert_cmpuint (report->created[ZW_ENTITY_LABEL], ==, 2);
  g_assert_cmpuint (report->created[ZW_ENTITY_COMMENT], ==, 2);
  g_assert_cmpuint (report->created[ZW_ENTITY_PERSON], ==, 2);
  g_assert_cmpuint (report->skipped[ZW_ENTITY_TICKET], ==, 1);
  g_assert_true (zw_test_warns_of (report, "2 of 5 comments"));
  zw_test_assert_whole (self);
}

static void
test_trello_card (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "trello/board.json", NULL);
  ZwTicket *lift = zw_test_find_ticket (self->workspace, report, "Lift the <b>load</b>");
  ZwTicket *winch = zw_test_find_ticket (self->workspace, report, "Grease the winch");
  g_autofree char *due = zw_date_to_string (winch->due), *key = zw_workspace_dup_key (self->workspace, lift);

  g_assert_cmpstr (key, ==, "HC-1");
  g_assert_cmpfloat (lift->estimate, ==, 5);
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, lift->owner), ==, "Ada Lovelace");
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, lift->reporter), ==, "Ada Lovelace");
  g_assert_cmpint (lift->checks, ==, 3);
  g_assert_cmpint (lift->checks_done, ==, 1);
  g_assert_cmpint (lift->comments, ==, 2);
  g_assert_cmpint (lift->created, ==, G_GINT64_CONSTANT (0x62200000) * 1000);
  g_assert_cmpstr (due, ==, "2022-04-01"); /* the day in Berlin */
  g_assert_cmpuint (zw_test_count_extra (report, "idMembers"), ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "attachments"), ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "Team"), ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "email"), ==, 0);
  g_assert_cmpuint (zw_test_count_extra (report, "owner"), ==, 1);
}

static void
test_trello_history (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "trello/board.json", NULL);
  ZwTicket *lift = zw_test_find_ticket (self->workspace, report, "Lift the <b>load</b>");
  g_autofree char *text = zw_test_export (self->workspace, report->project_id);

  g_assert_cmpint (lift->started, ==, G_GINT64_CONSTANT (1646299800000));
  g_assert_cmpint (lift->status_since, ==, lift->started);
  g_assert_nonnull (strstr (text, "\"actor_name\":\"Ada Lovelace\""));
  g_assert_nonnull (strstr (text, "\"at\":\"2022-03-03T09:30:00.000Z\""));
}

/* --- jira ---------------------------------------------------------------------------------------------------- */

static void
test_jira_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "jira/search.json", NULL);
  g_autofree char *columns = zw_test_dup_columns (self->workspace, report), *titles = zw_test_dup_titles (self->workspace, report);

  g_assert_cmpstr (report->format, ==, "jira");
  g_assert_cmpstr (report->project, ==, "LH");
  g_assert_cmpstr (columns, ==, "To Do/todo In Progress/in-progress Done/done [Not Done/cancelled]");
  g_assert_cmpstr (titles, ==, "Paint the stairs Polish the lens Open the door Buy a boat Scrape first A fresh look");
  g_assert_cmpuint (report->created[ZW_ENTITY_SPRINT], ==, 2);
  g_assert_cmpuint (report->created[ZW_ENTITY_PERSON], ==, 2);
  g_assert_true (zw_test_warns_of (report, "6 of 7 issues"));
  g_assert_true (zw_test_warns_of (report, "first ones of each issue (2)"));
  g_assert_cmpuint (zw_test_count_extra (report, "Place"), ==, 1);
  zw_test_assert_whole (self);
}

static void
test_jira_issue (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "jira/search.json", NULL);
  ZwTicket *lens = zw_test_find_ticket (self->workspace, report, "Polish the lens");
  ZwTicket *door = zw_test_find_ticket (self->workspace, report, "Open the door");
  ZwTicket *stairs = zw_test_find_ticket (self->workspace, report, "Paint the stairs");
  ZwTicket *boat = zw_test_find_ticket (self->workspace, report, "Buy a boat");
  ZwTicket *look = zw_test_find_ticket (self->workspace, report, "A fresh look");
  ZwTicket *scrape = zw_test_find_ticket (self->workspace, report, "Scrape first");
  g_autofree char *due = zw_date_to_string (lens->due);

  g_assert_cmpint (lens->number, ==, 1);
  g_assert_cmpint (lens->type, ==, ZW_TICKET_STORY);
  g_assert_cmpint (lens->priority, ==, 4);
  g_assert_cmpstr (due, ==, "2024-01-18");
  g_assert_cmpfloat (lens->estimate, ==, 5);
  g_assert_cmpint (lens->planned, ==, 120);
  g_assert_cmpint (lens->spent, ==, 90);
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, lens->owner), ==, "Ann Droid");
  g_assert_cmpint (stairs->parent, ==, zw_item_get_id (ZW_ITEM (look)));
  g_assert_cmpint (scrape->parent, ==, zw_item_get_id (ZW_ITEM (stairs)));
  g_assert_cmpint (scrape->sprint, ==, stairs->sprint);
  g_assert_true (isnan (look->estimate));
  g_assert_cmpint (door->blocker, ==, zw_item_get_id (ZW_ITEM (stairs)));
  g_assert_cmpint (door->sprint, ==, 0); /* of a closed sprint, and not done */
  g_assert_cmpint (boat->resolution, ==, ZW_RESOLUTION_WILL_NOT_BE_DONE);
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, boat), ==, "Not Done");
}

static void
test_jira_texts (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "jira/search.json", NULL);
  g_autofree char *text = zw_test_export (self->workspace, report->project_id);

  g_assert_nonnull (strstr (text, "\"## How\\n\\nWith a **soft** cloth, see [the manual](https://example.org/m).\\n\\n"
                                  "- wipe\\n  1. twice\\n\\n\\\\<b>kept\\\\</b>\""));
  g_assert_nonnull (strstr (text, "\"## Steps\\n\\n- **red** paint\\n   - `brush`\\n```c\\nint *x;\\n```\""));
  g_assert_nonnull (strstr (text, "\"name\":\"Sprint 2, the [second]\",\"goal\":\"Light, and more\""));
}

/* The report of the closed sprint is what Jira's would be. */
static void
test_jira_history (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "jira/search.json", NULL);
  ZwTicket *lens = zw_test_find_ticket (self->workspace, report, "Polish the lens");
  ZwTicket *door = zw_test_find_ticket (self->workspace, report, "Open the door");
  g_autofree char *text = zw_test_export (self->workspace, report->project_id);
  g_autofree char *sprint = g_strdup_printf ("\"field\":\"sprint\",\"old\":\"%" G_GINT64_FORMAT "\"}", lens->sprint);

  g_assert_cmpint (lens->started, ==, G_GINT64_CONSTANT (1704880800000));
  g_assert_cmpint (lens->closed, ==, G_GINT64_CONSTANT (1705485600000));
  g_assert_cmpint (door->status_since, ==, door->created);
  g_assert_nonnull (strstr (text, sprint)); /* the door left it when it ended */
  g_assert_nonnull (strstr (text, "\"field\":\"state\",\"old\":\"active\",\"new\":\"closed\""));
}

/* --- github -------------------------------------------------------------------------------------------------- */

static void
test_github_pages (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "github/rest-pages.json", NULL);
  ZwTicket *sails = zw_test_find_ticket (self->workspace, report, "Sails flap");
  ZwTicket *cat = zw_test_find_ticket (self->workspace, report, "Teach the cat to swim");

  g_assert_cmpstr (report->format, ==, "github");
  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET], ==, 2);
  g_assert_cmpuint (report->skipped[ZW_ENTITY_TICKET], ==, 1);
  g_assert_true (zw_test_warns_of (report, "pull requests are no issues and are left out (1)"));
  g_assert_true (zw_test_warns_of (report, "their number alone (2)"));
  g_assert_cmpint (sails->number, ==, 3);
  g_assert_cmpint (sails->type, ==, ZW_TICKET_BUG);
  g_assert_cmpint (sails->priority, ==, 4);
  g_assert_cmpint (sails->checks, ==, 2);
  g_assert_cmpint (sails->checks_done, ==, 1);
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, sails->owner), ==, "skipper");
  g_assert_cmpstr (zw_workspace_get_sprint (self->workspace, sails->sprint)->name, ==, "Spring");
  g_assert_cmpint (cat->resolution, ==, ZW_RESOLUTION_WILL_NOT_BE_DONE);
  g_assert_cmpint (cat->closed, ==, G_GINT64_CONSTANT (1704412800000));
  g_assert_cmpuint (zw_test_count_extra (report, "assignees"), ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "locked"), ==, 1);
  zw_test_assert_whole (self);
}

/* The same issues by another way: one project, nothing twice. */
static void
test_github_forms_meet (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) first = zw_test_import_fixture (self->workspace, "github/rest-pages.json", NULL);
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "github/gh-list.json", NULL);
  ZwTicket *sails = zw_test_find_ticket (self->workspace, report, "Sails flap in a gale");

  g_assert_cmpint (report->project_id, ==, first->project_id);
  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET], ==, 1);
  g_assert_cmpuint (report->updated[ZW_ENTITY_TICKET], ==, 1);
  g_assert_cmpuint (report->created[ZW_ENTITY_COMMENT], ==, 1);
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, sails), ==, "In the dock");
  g_assert_true (zw_test_warns_of (report, "harbour/boat#1"));
  zw_test_assert_whole (self);
}

/* --- tables -------------------------------------------------------------------------------------------------- */

static void
test_table_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "csv/plain.csv", NULL);
  ZwTicket *deck = zw_test_find_ticket (self->workspace, report, "Deck; schrubben");
  ZwTicket *anchor = zw_test_find_ticket (self->workspace, report, "Anker \"lichten\" und setzen");
  g_autofree char *due = zw_date_to_string (deck->due), *columns = zw_test_dup_columns (self->workspace, report);

  g_assert_cmpstr (report->format, ==, "csv");
  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET], ==, 2);
  g_assert_cmpuint (report->skipped[ZW_ENTITY_TICKET], ==, 1);
  g_assert_cmpstr (columns, ==, "To Do/todo In Arbeit/in-progress Erledigt/done [Not Done/cancelled]");
  g_assert_cmpstr (due, ==, "2024-12-31");
  g_assert_cmpfloat (deck->estimate, ==, 0.5);
  g_assert_cmpuint (deck->labels->len, ==, 2);
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, deck->owner), ==, "Käpt'n Blau");
  g_assert_true (isnan (anchor->estimate));
  g_assert_cmpuint (zw_test_count_extra (report, "estimate"), ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "Farbe der Kiste"), ==, 1);
  zw_test_assert_whole (self);
}

static void
test_table_by_mapping (Fixture *self, gconstpointer unused)
{
  const ZwImportOptions mapped = { .format = "csv", .columns = "title=Was,status=Wo" };
  const ZwImportOptions wrong = { .format = "csv", .columns = "title=Nix" };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, "Was,Wo\nRudern,Done\n", &mapped, NULL);

  g_assert_nonnull (zw_test_find_ticket (self->workspace, report, "Rudern"));
  g_assert_null (zw_test_import (self->workspace, "Was,Wo\nRudern,Done\n", &wrong, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_INVALID_VALUE);
  zw_test_assert_refused (self->workspace, "Title,B\n\"never ends", ZW_ERROR_SYNTAX, "line 2");
}

static void
test_table_of_jira (Fixture *self, gconstpointer unused)
{
  const ZwImportOptions jira = { .format = "jira" };
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "csv/jira.csv", &jira);
  ZwTicket *lens = zw_test_find_ticket (self->workspace, report, "Polish, the lens");
  ZwTicket *stairs = zw_test_find_ticket (self->workspace, report, "Paint the stairs");
  g_autofree char *titles = zw_test_dup_titles (self->workspace, report);

  g_assert_cmpstr (report->format, ==, "jira");
  g_assert_cmpstr (report->project, ==, "LH");
  g_assert_cmpstr (titles, ==, "Paint the stairs Polish, the lens");
  g_assert_cmpint (lens->planned, ==, 120);
  g_assert_cmpint (lens->comments, ==, 2);
  g_assert_cmpint (lens->resolution, ==, ZW_RESOLUTION_WILL_NOT_BE_DONE);
  g_assert_cmpuint (lens->labels->len, ==, 2);
  g_assert_cmpint (lens->created, ==, G_GINT64_CONSTANT (1704265500000)); /* in Berlin */
  g_assert_cmpint (stairs->parent, ==, zw_item_get_id (ZW_ITEM (lens)));
  g_assert_cmpstr (zw_workspace_get_sprint (self->workspace, stairs->sprint)->name, ==, "Sprint 1"); /* where its parent is */
  g_assert_cmpuint (zw_test_count_extra (report, "sprint"), ==, 1);
  zw_test_assert_whole (self);
}

/* --- gitlab, wekan, taiga, kanboard --------------------------------------------------------------------------- */

static void
test_gitlab_lines (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "gitlab/issues.ndjson", NULL);
  ZwTicket *net = zw_test_find_ticket (self->workspace, report, "Mend the net");
  ZwTicket *fish = zw_test_find_ticket (self->workspace, report, "Count the fish");
  g_autofree char *titles = zw_test_dup_titles (self->workspace, report), *due = zw_date_to_string (net->due);

  g_assert_cmpstr (report->format, ==, "gitlab");
  g_assert_cmpstr (titles, ==, "Count the fish Mend the net"); /* by place */
  g_assert_cmpint (net->number, ==, 3);
  g_assert_cmpfloat (net->estimate, ==, 3);
  g_assert_cmpint (net->planned, ==, 60);
  g_assert_cmpint (net->checks, ==, 2);
  g_assert_cmpstr (due, ==, "2024-05-01");
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, net->owner), ==, "Bert Rand");
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, net->reporter), ==, "Anne Chovy");
  g_assert_cmpint (fish->spent, ==, 30);
  g_assert_cmpint (fish->closed, ==, G_GINT64_CONSTANT (1704412800000));
  g_assert_true (zw_test_warns_of (report, "notes of the system are left out (1)"));
  g_assert_cmpuint (zw_test_count_extra (report, "confidential"), ==, 1);
  zw_test_assert_whole (self);
  zw_test_assert_refused (self->workspace, "[{\"iid\":1,\"project_id\":2,\"title\":\"x\",\"source_branch\":\"y\"}]", ZW_ERROR_UNSUPPORTED,
                          "merge requests");
}

static void
test_wekan_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "wekan/board.json", NULL);
  ZwTicket *beds = zw_test_find_ticket (self->workspace, report, "Dig the beds");
  ZwTicket *spade = zw_test_find_ticket (self->workspace, report, "Sharpen the spade");
  g_autofree char *columns = zw_test_dup_columns (self->workspace, report), *due = zw_date_to_string (beds->due);

  g_assert_cmpstr (report->format, ==, "wekan");
  g_assert_cmpstr (columns, ==, "To do/todo Doing/in-progress Done/done [Imported (no list)/todo] [Not Done/cancelled]");
  g_assert_cmpint (beds->number, ==, 4);
  g_assert_cmpfloat (beds->estimate, ==, 5);
  g_assert_cmpint (beds->checks, ==, 3);
  g_assert_cmpint (beds->spent, ==, 90);
  g_assert_cmpstr (due, ==, "2024-03-10");
  g_assert_cmpint (beds->started, ==, G_GINT64_CONSTANT (1709452800000));
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, beds->owner), ==, "Fern Leaf");
  g_assert_cmpint (spade->parent, ==, zw_item_get_id (ZW_ITEM (beds)));
  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET], ==, 3);
  g_assert_cmpuint (report->created[ZW_ENTITY_PERSON], ==, 2);
  g_assert_true (zw_test_warns_of (report, "not in the file are left out (1)"));
  g_assert_cmpuint (zw_test_count_extra (report, "Soil"), ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "swimlane"), ==, 3);
  zw_test_assert_whole (self);
}

static void
test_taiga_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "taiga/dump.json", NULL);
  ZwTicket *strings = zw_test_find_ticket (self->workspace, report, "Tune the strings");
  ZwTicket *fork = zw_test_find_ticket (self->workspace, report, "Fetch a tuning fork");
  ZwTicket *oboe = zw_test_find_ticket (self->workspace, report, "The oboe squeaks");
  ZwTicket *season = zw_test_find_ticket (self->workspace, report, "A season");
  g_autofree char *columns = zw_test_dup_columns (self->workspace, report), *titles = zw_test_dup_titles (self->workspace, report);

  g_assert_cmpstr (columns, ==, "New/todo In progress/in-progress Done/done Closed/done [Not Done/cancelled]");
  g_assert_cmpstr (titles, ==, "A season Print the parts Tune the strings Fetch a tuning fork The oboe squeaks");
  g_assert_cmpfloat (strings->estimate, ==, 3.5);
  g_assert_cmpint (strings->parent, ==, zw_item_get_id (ZW_ITEM (season)));
  g_assert_cmpint (fork->parent, ==, zw_item_get_id (ZW_ITEM (strings)));
  g_assert_cmpint (strings->comments, ==, 1);
  g_assert_cmpint (strings->started, ==, G_GINT64_CONSTANT (1709539200000));
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, strings->owner), ==, "Ida Ho");
  g_assert_cmpint (zw_workspace_get_sprint (self->workspace, strings->sprint)->state, ==, ZW_SPRINT_CLOSED);
  g_assert_cmpint (oboe->priority, ==, 4);
  g_assert_true (zw_test_warns_of (report, "pages of the wiki are left out (1)"));
  g_assert_cmpuint (zw_test_count_extra (report, "blocked_note"), ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "type"), ==, 1);
  zw_test_assert_whole (self);
}

static void
test_kanboard_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "kanboard/tasks.json", NULL);
  g_autoptr (ZwImportReport) table = zw_test_import_fixture (self->workspace, "kanboard/tasks.csv", NULL);
  ZwTicket *bake = zw_test_find_ticket (self->workspace, report, "Bake");
  ZwTicket *eat = zw_test_find_ticket (self->workspace, report, "Eat");
  ZwTicket *cake = zw_test_find_ticket (self->workspace, table, "A \"big\" cake");
  ZwTicket *rolls = zw_test_find_ticket (self->workspace, table, "Rolls");
  g_autofree char *due = zw_date_to_string (bake->due), *table_due = zw_date_to_string (cake->due);

  g_assert_cmpfloat (bake->estimate, ==, 5);
  g_assert_cmpint (bake->planned, ==, 90);
  g_assert_cmpstr (due, ==, "2024-03-11"); /* midnight in Berlin */
  g_assert_true (isnan (eat->estimate));
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, eat), ==, "Done");
  g_assert_cmpstr (table->format, ==, "kanboard");
  g_assert_cmpint (table->project_id, !=, report->project_id); /* numbers alone do not make them the same */
  g_assert_cmpstr (table_due, ==, "2024-03-10");
  g_assert_cmpuint (cake->labels->len, ==, 2);
  g_assert_cmpint (rolls->spent, ==, 60);
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, rolls), ==, "Done");
  zw_test_assert_whole (self);
}

/* --- taskwarrior, nullboard ----------------------------------------------------------------------------------- */

static void
test_taskwarrior_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "taskwarrior/export.json", NULL);
  ZwTicket *sow = zw_test_find_ticket (self->workspace, report, "Sow the carrots");
  ZwTicket *dig = zw_test_find_ticket (self->workspace, report, "Dig");
  g_autofree char *due = zw_date_to_string (sow->due);

  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET], ==, 2);
  g_assert_cmpuint (report->skipped[ZW_ENTITY_TICKET], ==, 2);
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, sow), ==, "In Progress");
  g_assert_cmpstr (due, ==, "2024-04-02"); /* the day in Berlin */
  g_assert_cmpint (sow->priority, ==, 4);
  g_assert_cmpint (sow->comments, ==, 1);
  g_assert_false (zw_ticket_is_blocked (sow)); /* what blocked it is done */
  g_assert_cmpint (dig->closed, ==, G_GINT64_CONSTANT (1709362800000));
  g_assert_cmpuint (zw_test_count_extra (report, "estimate_min"), ==, 1);
  zw_test_assert_whole (self);
}

static void
test_nullboard_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "nullboard/boards.nbx", NULL);
  g_autoptr (ZwImportReport) again = zw_test_import_fixture (self->workspace, "nullboard/boards.nbx", NULL);
  ZwTicket *lock = zw_test_find_ticket (self->workspace, report, "Lock");

  g_assert_cmpuint (report->created[ZW_ENTITY_PROJECT], ==, 2);
  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET], ==, 3);
  g_assert_nonnull (zw_test_find_ticket (self->workspace, report, "Oil the door"));
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, lock), ==, "Done");
  g_assert_cmpint (again->project_id, ==, report->project_id);
  g_assert_cmpuint (again->unchanged[ZW_ENTITY_TICKET], ==, 3);
  zw_test_assert_whole (self);
}

/* --- again --------------------------------------------------------------------------------------------------- */

static void
test_again_changes_nothing (Fixture *self, gconstpointer unused)
{
  zw_import_report_free (zw_test_import_fixture (self->workspace, "trello/board.json", NULL));
  g_autofree char *before = zw_test_export (self->workspace, 0);
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "trello/board.json", NULL);
  g_autofree char *after = zw_test_export (self->workspace, 0);

  g_assert_cmpuint (report->unchanged[ZW_ENTITY_TICKET], ==, 6);
  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET] + report->updated[ZW_ENTITY_TICKET] + report->kept[ZW_ENTITY_TICKET], ==, 0);
  g_assert_cmpuint (report->unchanged[ZW_ENTITY_COMMENT], ==, 2);
  g_assert_cmpuint (report->unchanged[ZW_ENTITY_CHECK_ITEM], ==, 3);
  g_assert_cmpstr (before, ==, after);
}

/* Both changed one ticket: each its own field, and one field both. */
static void
test_again_is_merged (Fixture *self, gconstpointer theirs)
{
  g_autofree char *first = zw_test_read_fixture ("trello/board.json");
  g_autofree char *with_title = zw_test_replace (first, "\"Paint the boom\"", "\"Paint the whole boom\"");
  g_autofree char *second = zw_test_replace (with_title, "\"number\":\"5\"", "\"number\":\"8\"");
  const ZwImportOptions options = { .theirs = theirs != NULL };
  g_autoptr (ZwImportReport) before = zw_test_import (self->workspace, first, NULL, NULL);

  zw_test_set (self->workspace, zw_test_find_ticket (self->workspace, before, "Paint the boom"), ZW_FIELD_PRIORITY, "5");
  zw_test_set (self->workspace, zw_test_find_ticket (self->workspace, before, "Lift the <b>load</b>"), ZW_FIELD_ESTIMATE, "3");
  g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, second, &options, NULL);
  ZwTicket *paint = zw_test_find_ticket (self->workspace, report, "Paint the whole boom");
  ZwTicket *lift = zw_test_find_ticket (self->workspace, report, "Lift the <b>load</b>");
  g_assert_nonnull (paint);
  g_assert_cmpint (paint->priority, ==, 5);
  g_assert_cmpfloat (lift->estimate, ==, theirs != NULL ? 8 : 3);
  g_assert_cmpuint (report->kept[ZW_ENTITY_TICKET], ==, theirs != NULL ? 0 : 1);
  g_assert_cmpuint (report->updated[ZW_ENTITY_TICKET], ==, theirs != NULL ? 2 : 1);
  g_assert_cmpint (zw_test_warns_of (report, "estimate kept"), ==, theirs == NULL);
  zw_test_assert_whole (self);
}

static void
test_undo_takes_it_back (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) example = zw_test_import_example (self->workspace, NULL);
  g_autofree char *before = zw_test_dump (self->workspace);
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "trello/board.json", NULL);

  g_assert_true (zw_test_undo (self->workspace, NULL));
  g_autofree char *after = zw_test_dump (self->workspace);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (zw_test_redo (self->workspace, NULL));
  g_assert_nonnull (zw_test_find_ticket (self->workspace, report, "Paint the boom"));
  zw_test_assert_sound (self->workspace);
}

static void
test_dry_run_changes_nothing (Fixture *self, gconstpointer unused)
{
  g_autofree char *before = zw_test_export (self->workspace, 0);
  const ZwImportOptions dry = { .dry_run = TRUE };
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "trello/board.json", &dry);
  g_autofree char *after = zw_test_export (self->workspace, 0);

  g_assert_true (report->dry_run);
  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET], ==, 6);
  g_assert_cmpstr (before, ==, after);
}

/* What may be seen: a window that watched a ticket being archived still has it in memory. */
static char *
dup_visible (ZwWorkspace *workspace)
{
  g_autofree char *dump = zw_test_dump (workspace);
  g_autoptr (GRegex) archived = g_regex_new ("^ticket .* archived=1 .*\\n", G_REGEX_MULTILINE, 0, NULL);
  return g_regex_replace_literal (archived, dump, -1, 0, "", 0, NULL);
}

/* What is logged of the past comes by another window, too: in the end both show the same. */
static void
test_another_window_follows (Fixture *self, gconstpointer name)
{
  ZwWorkspace *other = zw_exchange_fixture_open (self, "first.db");

  zw_import_report_free (zw_test_import_fixture (self->workspace, name, NULL));
  zw_test_catch_up (other);
  g_autofree char *here = dup_visible (self->workspace), *there = dup_visible (other);
  g_assert_cmpstr (here, ==, there);
  zw_test_close (other);
}

static void
test_into_a_chosen_project (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) example = zw_test_import_example (self->workspace, NULL);
  const ZwImportOptions web = { .project = "web" }, fresh = { .project = "CRANE" };
  g_autoptr (ZwImportReport) into = zw_test_import_fixture (self->workspace, "trello/board.json", &web);
  g_autoptr (ZwImportReport) beside = zw_test_import_fixture (self->workspace, "trello/board.json", &fresh);
  ZwTicket *paint = zw_test_find_ticket (self->workspace, into, "Paint the boom");

  g_assert_cmpint (into->project_id, ==, example->project_id);
  g_assert_cmpint (paint->number, >, 100);
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, paint), ==, "To Do");
  g_assert_cmpstr (beside->project, ==, "CRANE");
  g_assert_cmpuint (beside->created[ZW_ENTITY_TICKET], ==, 6);
  g_assert_cmpuint (beside->unchanged[ZW_ENTITY_PERSON], ==, 2);
  zw_test_assert_whole (self);
}

/* --- what is none -------------------------------------------------------------------------------------------- */

static void
test_unknown_is_refused (Fixture *self, gconstpointer unused)
{
  zw_test_assert_refused (self->workspace, "", ZW_ERROR_SYNTAX, "empty");
  zw_test_assert_refused (self->workspace, "<html><body>Log in</body></html>", ZW_ERROR_UNSUPPORTED, "web page");
  zw_test_assert_refused (self->workspace, "{\"message\":\"Not Found\",\"status\":\"404\"}", ZW_ERROR_UNSUPPORTED, "refused");
  zw_test_assert_refused (self->workspace, "\"text\"", ZW_ERROR_UNSUPPORTED, "no export");
  zw_test_assert_refused (self->workspace, "{\"lists\":[],\"cards\":[{\"id\":\"a\"}],\"prefs\":{", ZW_ERROR_SYNTAX, "line 1");
  zw_test_assert_refused (self->workspace, "{\"lists\":{},\"cards\":[null,{}],\"prefs\":{}}", ZW_ERROR_INVALID_VALUE, "nothing in it");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, data, func) g_test_add (name, Fixture, data, zw_exchange_fixture_set_up, func, zw_exchange_fixture_tear_down)
  TEST ("/readers/trello/arrives", NULL, test_trello_arrives);
  TEST ("/readers/trello/a-card-keeps-what-it-says", NULL, test_trello_card);
  TEST ("/readers/trello/moves-become-history", NULL, test_trello_history);
  TEST ("/readers/trello/wrong-types-do-no-harm", "trello/board.json", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/jira/arrives", NULL, test_jira_arrives);
  TEST ("/readers/jira/an-issue-keeps-what-it-says", NULL, test_jira_issue);
  TEST ("/readers/jira/texts-become-markdown", NULL, test_jira_texts);
  TEST ("/readers/jira/changelog-becomes-history", NULL, test_jira_history);
  TEST ("/readers/jira/wrong-types-do-no-harm", "jira/search.json", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/github/pages-arrive", NULL, test_github_pages);
  TEST ("/readers/github/other-forms-meet-them", NULL, test_github_forms_meet);
  TEST ("/readers/github/wrong-types-do-no-harm", "github/rest-pages.json", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/table/arrives", NULL, test_table_arrives);
  TEST ("/readers/table/goes-by-what-people-say", NULL, test_table_by_mapping);
  TEST ("/readers/table/of-jira-repeats-columns", NULL, test_table_of_jira);
  TEST ("/readers/gitlab/lines-arrive", NULL, test_gitlab_lines);
  TEST ("/readers/gitlab/wrong-types-do-no-harm", "gitlab/issues.ndjson", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/wekan/arrives", NULL, test_wekan_arrives);
  TEST ("/readers/wekan/wrong-types-do-no-harm", "wekan/board.json", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/taiga/arrives", NULL, test_taiga_arrives);
  TEST ("/readers/taiga/wrong-types-do-no-harm", "taiga/dump.json", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/kanboard/arrives", NULL, test_kanboard_arrives);
  TEST ("/readers/kanboard/wrong-types-do-no-harm", "kanboard/tasks.json", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/taskwarrior/arrives", NULL, test_taskwarrior_arrives);
  TEST ("/readers/taskwarrior/wrong-types-do-no-harm", "taskwarrior/export.json", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/nullboard/arrives", NULL, test_nullboard_arrives);
  TEST ("/readers/nullboard/wrong-types-do-no-harm", "nullboard/boards.nbx", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/again/changes-nothing", NULL, test_again_changes_nothing);
  TEST ("/readers/again/keeps-what-changed-here", NULL, test_again_is_merged);
  TEST ("/readers/again/theirs-reverses-it", "theirs", test_again_is_merged);
  TEST ("/readers/undo-takes-it-back", NULL, test_undo_takes_it_back);
  TEST ("/readers/dry-run-changes-nothing", NULL, test_dry_run_changes_nothing);
  TEST ("/readers/another-window-follows/trello", "trello/board.json", test_another_window_follows);
  TEST ("/readers/another-window-follows/jira", "jira/search.json", test_another_window_follows);
  TEST ("/readers/goes-into-a-chosen-project", NULL, test_into_a_chosen_project);
  TEST ("/readers/what-is-no-export-is-refused", NULL, test_unknown_is_refused);
  return g_test_run ();
}
