/* SPDX-License-Identifier: GPL-3.0-or-later
 * The promises of files of other boards: Planka, Focalboard, Nextcloud Deck; and that a newer one of them is merged. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <string.h>

#include "zw-reader-fixture.h"

typedef ZwExchangeFixture Fixture;

/* --- planka -------------------------------------------------------------------------------------------------- */

static void
test_planka_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "planka/board.json", NULL);
  g_autofree char *columns = zw_test_dup_columns (self->workspace, report), *titles = zw_test_dup_titles (self->workspace, report);
  ZwTicket *frame = zw_test_find_ticket (self->workspace, report, "Build a frame");
  ZwTicket *honey = zw_test_find_ticket (self->workspace, report, "Spring honey");
  g_autofree char *due = zw_date_to_string (frame->due);

  g_assert_cmpstr (report->format, ==, "planka");
  g_assert_cmpstr (report->project, ==, "BEE");
  g_assert_cmpstr (columns, ==,
                   "To Do/todo In Progress/in-progress Jarred/done [Archive/todo] [Imported (no list)/todo] [Not Done/cancelled]");
  g_assert_cmpstr (titles, ==, "Build a frame Feed the bees Spring honey Of a list that is gone");
  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET], ==, 5); /* one of them archived */
  g_assert_cmpstr (due, ==, "2024-03-11"); /* the day in Berlin */
  g_assert_cmpfloat (frame->estimate, ==, 5);
  g_assert_cmpint (frame->checks, ==, 2);
  g_assert_cmpint (frame->checks_done, ==, 1);
  g_assert_cmpint (frame->comments, ==, 1);
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, frame->owner), ==, "Kaspar Comb");
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, frame->reporter), ==, "Bea Keeper");
  g_assert_cmpuint (frame->labels->len, ==, 1);
  g_assert_cmpint (honey->closed, ==, G_GINT64_CONSTANT (1708430400000));
  g_assert_cmpuint (zw_test_count_extra (report, "Colour of paint"), ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "attachment"), ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "label"), ==, 1);
  zw_test_assert_whole (self);
}

/* --- focalboard ---------------------------------------------------------------------------------------------- */

static void
test_focalboard_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "focalboard/board.jsonl", NULL);
  g_autofree char *columns = zw_test_dup_columns (self->workspace, report), *titles = zw_test_dup_titles (self->workspace, report);
  ZwTicket *comet = zw_test_find_ticket (self->workspace, report, "Watch the comet");
  g_autofree char *due = zw_date_to_string (comet->due), *text = zw_test_export (self->workspace, report->project_id);

  g_assert_cmpstr (report->format, ==, "focalboard");
  g_assert_cmpstr (columns, ==, "To Do/todo In Progress/in-progress Done/done [Not Done/cancelled]");
  g_assert_cmpstr (titles, ==, "Polish the mirror Watch the comet");
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, comet), ==, "In Progress");
  g_assert_cmpstr (due, ==, "2024-03-11");
  g_assert_cmpfloat (comet->estimate, ==, 8);
  g_assert_cmpint (comet->priority, ==, 4);
  g_assert_cmpuint (comet->labels->len, ==, 2);
  g_assert_cmpint (comet->checks_done, ==, 1);
  g_assert_cmpint (comet->comments, ==, 1);
  g_assert_nonnull (strstr (text, "\"First look up\\n\\nWith the **big** mirror\"")); /* in the order of the card */
  g_assert_true (zw_test_warns_of (report, "deleted blocks are left out (1)"));
  g_assert_true (zw_test_warns_of (report, "templates of cards are left out (1)"));
  g_assert_cmpuint (zw_test_count_extra (report, "Weather"), ==, 1);
  g_assert_cmpuint (zw_test_count_extra (report, "attachment"), ==, 1);
  zw_test_assert_whole (self);
}

/* --- deck ---------------------------------------------------------------------------------------------------- */

static void
test_deck_arrives (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, "deck/boards.json", NULL);
  g_autofree char *columns = zw_test_dup_columns (self->workspace, report), *titles = zw_test_dup_titles (self->workspace, report);
  ZwTicket *knead = zw_test_find_ticket (self->workspace, report, "Knead");
  ZwTicket *oven = zw_test_find_ticket (self->workspace, report, "Light the oven");
  g_autofree char *due = zw_date_to_string (knead->due);

  g_assert_cmpstr (report->format, ==, "deck");
  g_assert_cmpstr (columns, ==, "To Do/todo Done/done [Not Done/cancelled]");
  g_assert_cmpstr (titles, ==, "Knead Sweep the floor Count the rolls Light the oven");
  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET], ==, 5); /* one of them archived */
  g_assert_cmpuint (report->created[ZW_ENTITY_LABEL], ==, 2);
  g_assert_cmpstr (due, ==, "2024-03-11");
  g_assert_cmpint (knead->checks, ==, 2);
  g_assert_cmpstr (zw_test_get_person_name (self->workspace, knead->owner), ==, "Flora Mehl");
  g_assert_cmpstr (zw_test_get_status_name (self->workspace, oven), ==, "Done");
  g_assert_cmpint (oven->closed, ==, G_GINT64_CONSTANT (1709359200000));
  g_assert_cmpint (oven->comments, ==, 1);
  g_assert_true (zw_test_warns_of (report, "a deleted card"));
  g_assert_true (zw_test_warns_of (report, "their number alone (3)"));
  g_assert_cmpuint (zw_test_count_extra (report, "assignedUsers"), ==, 1);
  zw_test_assert_whole (self);
}

/* --- again --------------------------------------------------------------------------------------------------- */

typedef struct {
  const char *file, *title;          /* of a ticket in it */
  const char *from, *to, *new_title; /* what a newer file says of its title */
  const char *gone, *gone_key;       /* what it has no more, and by which key */
} Newer;

static const Newer newer_files[] = {
  { "planka/board.json", "Build a frame", "\"name\": \"Build a frame\"", "\"name\": \"Build two frames\"", "Build two frames",
    "{\"id\": \"302\", \"boardId\": \"100\", \"listId\": \"201\",", "302" },
  { "focalboard/board.jsonl", "Watch the comet", "\"title\":\"Watch the comet\"", "\"title\":\"Watch both comets\"", "Watch both comets",
    "{\"type\":\"block\",\"data\":{\"id\":\"c2\",\"parentId\":\"b1\",", "c2" },
  { "deck/boards.json", "Knead", "\"title\": \"Knead\"", "\"title\": \"Knead it twice\"", "Knead it twice", "{\"id\": 43, ", "43" },
  { "todoist/sync.json", "Dig a hole", "\"content\": \"Dig a hole\"", "\"content\": \"Dig two holes\"", "Dig two holes",
    "{\"id\": \"504\", ", "504" },
};

static ZwImportReport *
import_newer (Fixture *self, const Newer *newer, gboolean theirs)
{
  g_autofree char *first = zw_test_read_fixture (newer->file), *with_title = zw_test_replace (first, newer->from, newer->to);
  g_autofree char *nothing = g_strdelimit (g_strdup (newer->gone), "0123456789", '9');
  g_autofree char *second = zw_test_replace (with_title, newer->gone, nothing);
  const ZwImportOptions options = { .theirs = theirs };

  /* With other numbers it is another one: the first is told as missing. */
  return zw_test_import (self->workspace, second, &options, NULL);
}

static void
test_newer_is_merged (Fixture *self, gconstpointer data)
{
  const Newer *newer = data;
  g_autoptr (ZwImportReport) before = zw_test_import_fixture (self->workspace, newer->file, NULL);

  zw_test_set (self->workspace, zw_test_find_ticket (self->workspace, before, newer->title), ZW_FIELD_PRIORITY, "1");
  g_autoptr (ZwImportReport) report = import_newer (self, newer, FALSE);
  g_autofree char *gone = g_strdup_printf ("left as they are: %s", newer->gone_key);
  ZwTicket *ticket = zw_test_find_ticket (self->workspace, report, newer->new_title);
  g_assert_cmpint (report->project_id, ==, before->project_id);
  g_assert_nonnull (ticket);
  g_assert_cmpint (ticket->priority, ==, 1);
  g_assert_cmpuint (report->updated[ZW_ENTITY_TICKET], ==, 1);
  g_assert_cmpuint (report->kept[ZW_ENTITY_TICKET], ==, 0);
  g_assert_true (zw_test_warns_of (report, gone));
  zw_test_assert_whole (self);
}

static void
test_both_changed (Fixture *self, gconstpointer data)
{
  const Newer *newer = data;
  g_autoptr (ZwImportReport) before = zw_test_import_fixture (self->workspace, newer->file, NULL);

  zw_test_set (self->workspace, zw_test_find_ticket (self->workspace, before, newer->title), ZW_FIELD_TITLE, "Ours");
  g_autoptr (ZwImportReport) report = import_newer (self, newer, FALSE);
  g_assert_nonnull (zw_test_find_ticket (self->workspace, report, "Ours"));
  g_assert_cmpuint (report->kept[ZW_ENTITY_TICKET], ==, 1);
  g_assert_true (zw_test_warns_of (report, "title kept"));
}

static void
test_theirs_wins (Fixture *self, gconstpointer data)
{
  const Newer *newer = data;
  g_autoptr (ZwImportReport) before = zw_test_import_fixture (self->workspace, newer->file, NULL);

  zw_test_set (self->workspace, zw_test_find_ticket (self->workspace, before, newer->title), ZW_FIELD_TITLE, "Ours");
  g_autoptr (ZwImportReport) report = import_newer (self, newer, TRUE);
  g_assert_null (zw_test_find_ticket (self->workspace, report, "Ours"));
  g_assert_nonnull (zw_test_find_ticket (self->workspace, report, newer->new_title));
  g_assert_cmpuint (report->kept[ZW_ENTITY_TICKET], ==, 0);
}

/* The same file twice changes nothing. */
static void
test_again_changes_nothing (Fixture *self, gconstpointer data)
{
  const Newer *newer = data;
  zw_import_report_free (zw_test_import_fixture (self->workspace, newer->file, NULL));
  g_autofree char *before = zw_test_export (self->workspace, 0);
  g_autoptr (ZwImportReport) report = zw_test_import_fixture (self->workspace, newer->file, NULL);
  g_autofree char *after = zw_test_export (self->workspace, 0);

  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET] + report->updated[ZW_ENTITY_TICKET] + report->kept[ZW_ENTITY_TICKET], ==, 0);
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, data, func) g_test_add (name, Fixture, data, zw_exchange_fixture_set_up, func, zw_exchange_fixture_tear_down)
  TEST ("/readers/planka/arrives", NULL, test_planka_arrives);
  TEST ("/readers/planka/wrong-types-do-no-harm", "planka/board.json", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/focalboard/arrives", NULL, test_focalboard_arrives);
  TEST ("/readers/focalboard/wrong-types-do-no-harm", "focalboard/board.jsonl", zw_test_wrong_types_do_no_harm);
  TEST ("/readers/deck/arrives", NULL, test_deck_arrives);
  TEST ("/readers/deck/wrong-types-do-no-harm", "deck/boards.json", zw_test_wrong_types_do_no_harm);
  for (guint i = 0; i < G_N_ELEMENTS (newer_files); i++)
    {
      const char *end = strchr (newer_files[i].file, '/');
      g_autofree char *name = g_strndup (newer_files[i].file, (gsize) (end - newer_files[i].file));
      g_autofree char *merged = g_strdup_printf ("/readers/again/%s/is-merged-and-tells-what-is-gone", name);
      g_autofree char *both = g_strdup_printf ("/readers/again/%s/keeps-what-changed-here", name);
      g_autofree char *theirs = g_strdup_printf ("/readers/again/%s/theirs-reverses-it", name);
      g_autofree char *nothing = g_strdup_printf ("/readers/again/%s/changes-nothing", name);
      TEST (merged, &newer_files[i], test_newer_is_merged);
      TEST (both, &newer_files[i], test_both_changed);
      TEST (theirs, &newer_files[i], test_theirs_wins);
      TEST (nothing, &newer_files[i], test_again_changes_nothing);
    }
  return g_test_run ();
}
