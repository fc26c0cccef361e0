/* SPDX-License-Identifier: GPL-3.0-or-later
 * The promises of a decided import: a dry run shows what is there to decide, and what was decided is what happens. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-exchange-fixture.h"

typedef ZwExchangeFixture Fixture;

static ZwImportReport *
import_text (Fixture *self, const char *text, const ZwImportOptions *options)
{
  return zw_test_import (self->workspace, text, options, NULL);
}

static char *
read_board (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("ZW_FIXTURES"), "trello/board.json", NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static const ZwPreviewStatus *
find_shown_status (const ZwImportPreview *preview, const char *name)
{
  for (guint i = 0; i < preview->statuses->len; i++)
    {
      const ZwPreviewStatus *status = preview->statuses->pdata[i];
      if (g_str_equal (status->name, name))
        return status;
    }
  return NULL;
}

static ZwStatus *
find_column (Fixture *self, gint64 project, const char *name)
{
  GListModel *statuses = zw_workspace_get_statuses (self->workspace, project);

  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (statuses, i);
      if (g_str_equal (status->name, name) && status->workflow == ZW_WORKFLOW_WORK)
        return status;
    }
  return NULL;
}

static ZwPerson *
find_person (Fixture *self, const char *name)
{
  GListModel *people = zw_workspace_get_people (self->workspace);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (ZwPerson) person = g_list_model_get_item (people, i);
      if (g_str_equal (person->name, name))
        return person;
    }
  return NULL;
}

static guint
count_in (Fixture *self, gint64 project, gint64 status)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (self->workspace, project);
  guint n = 0;

  for (guint i = 0; i < zw_ticket_list_get_n (tickets); i++)
    n += zw_ticket_list_get (tickets, i)->status == status;
  return n;
}

static guint
count_owned (Fixture *self, gint64 project, gint64 person)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (self->workspace, project);
  guint n = 0;

  for (guint i = 0; i < zw_ticket_list_get_n (tickets); i++)
    n += zw_ticket_list_get (tickets, i)->owner == person;
  return n;
}

/* --- what is shown ------------------------------------------------------------------------------------------- */

static void
test_preview_of_a_board (Fixture *self, gconstpointer unused)
{
  const ZwImportOptions dry = { .dry_run = TRUE };
  g_autofree char *board = read_board ();
  g_autoptr (ZwImportReport) report = import_text (self, board, &dry);
  const ZwImportPreview *preview = report->preview;
  const ZwPreviewTicket *first = preview->tickets->pdata[0];

  g_assert_false (preview->is_known);
  g_assert_cmpuint (preview->n_projects, ==, 1);
  g_assert_cmpuint (preview->n_tickets, ==, report->created[ZW_ENTITY_TICKET]);
  g_assert_cmpuint (preview->people->len, ==, report->created[ZW_ENTITY_PERSON]);
  g_assert_cmpuint (preview->columns->len, ==, 0);
  g_assert_nonnull (first->title);
  g_assert_nonnull (find_shown_status (preview, first->status));
  g_assert_null (zw_workspace_get_status (self->workspace, find_shown_status (preview, first->status)->column));
}

static void
test_preview_knows_what_is_here (Fixture *self, gconstpointer unused)
{
  const ZwImportOptions dry = { .dry_run = TRUE };
  g_autofree char *board = read_board ();
  g_autoptr (ZwImportReport) first = import_text (self, board, NULL);
  g_autoptr (ZwImportReport) report = import_text (self, board, &dry);

  g_assert_true (first->is_undoable);
  g_assert_null (first->preview);
  g_assert_true (report->preview->is_known);
  g_assert_cmpint (report->project_id, ==, first->project_id);
  for (guint i = 0; i < report->preview->statuses->len; i++)
    g_assert_nonnull (zw_workspace_get_status (self->workspace, ((ZwPreviewStatus *) report->preview->statuses->pdata[i])->column));
  for (guint i = 0; i < report->preview->people->len; i++)
    g_assert_nonnull (zw_workspace_get_person (self->workspace, ((ZwPreviewPerson *) report->preview->people->pdata[i])->person));
}

static void
test_preview_of_our_own (Fixture *self, gconstpointer unused)
{
  const ZwImportOptions dry = { .dry_run = TRUE };
  g_autofree char *example = zw_test_read_example ();
  g_autoptr (ZwImportReport) fresh = import_text (self, example, &dry);
  const ZwPreviewTicket *ticket = fresh->preview->tickets->pdata[0];
  g_autoptr (ZwImportReport) real = import_text (self, example, NULL);
  g_autoptr (ZwImportReport) again = import_text (self, example, &dry);

  g_assert_cmpuint (fresh->preview->tickets->len, ==, ZW_PREVIEW_TICKETS);
  g_assert_cmpuint (fresh->preview->n_tickets, ==, fresh->created[ZW_ENTITY_TICKET]);
  g_assert_true (g_str_has_prefix (ticket->key, "WEB-"));
  g_assert_nonnull (ticket->status);
  g_assert_false (fresh->preview->is_known);
  /* It brought its own history. */
  g_assert_false (real->is_undoable);
  g_assert_true (again->preview->is_known);
}

static void
test_preview_of_a_table (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportMapping) mapping = zw_import_mapping_new ();
  const ZwImportOptions dry = { .dry_run = TRUE, .format = "csv", .mapping = mapping };
  const char *table = "What,Where\nSweep,Yard\nMow,Lawn\n";
  g_autoptr (ZwImportReport) assumed = import_text (self, table, &dry);
  const ZwPreviewColumn *what = assumed->preview->columns->pdata[0], *where = assumed->preview->columns->pdata[1];

  g_assert_cmpstr (what->heading, ==, "What");
  g_assert_cmpstr (what->role, ==, "title");
  g_assert_cmpstr (where->sample, ==, "Yard");
  g_assert_null (where->role);
  zw_import_mapping_put_column (mapping, 0, "");
  zw_import_mapping_put_column (mapping, 1, "title");
  g_autoptr (ZwImportReport) chosen = import_text (self, table, &dry);
  g_assert_cmpstr (((ZwPreviewTicket *) chosen->preview->tickets->pdata[0])->title, ==, "Yard");
}

/* --- what is decided ----------------------------------------------------------------------------------------- */

static void
test_statuses_land_as_decided (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) example = zw_test_import_example (self->workspace, NULL);
  g_autoptr (ZwImportMapping) mapping = zw_import_mapping_new ();
  const ZwImportOptions options = { .project = "WEB", .mapping = mapping }, dry = { .project = "WEB", .dry_run = TRUE };
  g_autofree char *board = read_board ();
  g_autoptr (ZwImportReport) report = import_text (self, board, &dry);
  const ZwPreviewStatus *first = report->preview->statuses->pdata[0], *second = report->preview->statuses->pdata[1];
  gint64 review = zw_item_get_id (ZW_ITEM (find_column (self, example->project_id, "Review")));
  guint before = count_in (self, example->project_id, review);

  zw_import_mapping_put_status (mapping, first->name, &(ZwStatusTarget){ review, NULL, -1 });
  zw_import_mapping_put_status (mapping, second->name, &(ZwStatusTarget){ 0, "Quay", ZW_CATEGORY_WAITING });
  g_autoptr (ZwImportReport) real = import_text (self, board, &options);
  ZwStatus *quay = find_column (self, example->project_id, "Quay");
  g_assert_cmpuint (real->created[ZW_ENTITY_TICKET], ==, report->created[ZW_ENTITY_TICKET]);
  /* One of them is archived. */
  g_assert_cmpuint (count_in (self, example->project_id, review), ==, before + first->n_tickets - 1);
  g_assert_cmpint (quay->category, ==, ZW_CATEGORY_WAITING);
  g_assert_null (find_column (self, example->project_id, second->name));
  zw_test_assert_sound (self->workspace);
}

static void
test_people_land_as_decided (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) example = zw_test_import_example (self->workspace, NULL);
  g_autoptr (ZwImportMapping) mapping = zw_import_mapping_new ();
  const ZwImportOptions options = { .project = "DOCK", .mapping = mapping };
  g_autofree char *board = read_board ();
  gint64 anna = zw_item_get_id (ZW_ITEM (find_person (self, "Anna Brandt")));

  zw_import_mapping_put_person (mapping, "ada lovelace", anna);
  zw_import_mapping_put_person (mapping, "grace", ZW_NOBODY);
  zw_import_mapping_set_project_name (mapping, "The Dock");
  g_autoptr (ZwImportReport) real = import_text (self, board, &options);
  g_assert_cmpstr (zw_workspace_get_project (self->workspace, real->project_id)->name, ==, "The Dock");
  g_assert_cmpuint (count_owned (self, real->project_id, anna), >, 0);
  g_assert_null (find_person (self, "Ada Lovelace"));
  g_assert_null (find_person (self, "Grace Hopper"));
  g_assert_cmpint (example->project_id, !=, real->project_id);
  zw_test_assert_sound (self->workspace);
}

/* A newer file of the same board goes where the person said, without being told again. */
static void
test_decisions_are_kept (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportReport) example = zw_test_import_example (self->workspace, NULL);
  g_autoptr (ZwImportMapping) mapping = zw_import_mapping_new ();
  const ZwImportOptions options = { .project = "WEB", .mapping = mapping };
  g_autofree char *board = read_board (), *newer = zw_test_replace (board, "Paint the boom", "Paint the boom red");
  gint64 review = zw_item_get_id (ZW_ITEM (find_column (self, example->project_id, "Review")));

  zw_import_mapping_put_status (mapping, "Doing", &(ZwStatusTarget){ review, NULL, -1 });
  zw_import_mapping_put_person (mapping, "Ada Lovelace", zw_item_get_id (ZW_ITEM (find_person (self, "Anna Brandt"))));
  zw_import_mapping_put_person (mapping, "Grace Hopper", ZW_NOBODY);
  g_autoptr (ZwImportReport) first = import_text (self, board, &options);
  g_autoptr (ZwImportReport) same = import_text (self, board, NULL);
  guint in_review = count_in (self, example->project_id, review);
  guint people = g_list_model_get_n_items (zw_workspace_get_people (self->workspace));
  g_autoptr (ZwImportReport) second = import_text (self, newer, NULL);

  g_assert_cmpuint (same->unchanged[ZW_ENTITY_TICKET], ==, first->created[ZW_ENTITY_TICKET]);
  g_assert_false (same->is_undoable);
  g_assert_cmpuint (second->updated[ZW_ENTITY_TICKET], ==, 1);
  g_assert_cmpuint (second->created[ZW_ENTITY_STATUS] + second->created[ZW_ENTITY_PERSON], ==, 0);
  g_assert_null (find_column (self, example->project_id, "Doing"));
  g_assert_cmpuint (count_in (self, example->project_id, review), ==, in_review);
  g_assert_cmpuint (g_list_model_get_n_items (zw_workspace_get_people (self->workspace)), ==, people);
  zw_test_assert_sound (self->workspace);
}

/* A namesake is somebody else when the person says so. */
static void
test_namesakes_are_told_apart (Fixture *self, gconstpointer unused)
{
  g_autoptr (ZwImportMapping) mapping = zw_import_mapping_new ();
  const ZwImportOptions options = { .project = "B", .mapping = mapping }, plain = { .project = "AA" };
  const ZwImportOptions other = { .project = "BB", .mapping = mapping };
  const char *table = "Title,Assignee\nSweep,Ann\n";
  g_autoptr (ZwImportReport) first = import_text (self, table, &plain);
  g_autoptr (GError) error = NULL;

  zw_import_mapping_put_person (mapping, "ann", ZW_NEW_PERSON);
  g_assert_null (zw_test_import (self->workspace, table, &options, &error));
  g_assert_nonnull (error);
  g_autoptr (ZwImportReport) second = import_text (self, table, &other);
  g_assert_cmpuint (first->created[ZW_ENTITY_PERSON], ==, 1);
  g_assert_cmpuint (second->created[ZW_ENTITY_PERSON], ==, 1);
  zw_test_assert_sound (self->workspace);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, func) g_test_add (name, Fixture, NULL, zw_exchange_fixture_set_up, func, zw_exchange_fixture_tear_down)
  TEST ("/import-mapping/preview-shows-a-board", test_preview_of_a_board);
  TEST ("/import-mapping/preview-knows-what-is-here", test_preview_knows_what_is_here);
  TEST ("/import-mapping/preview-shows-a-file-of-ours", test_preview_of_our_own);
  TEST ("/import-mapping/preview-shows-the-columns-of-a-table", test_preview_of_a_table);
  TEST ("/import-mapping/statuses-land-as-decided", test_statuses_land_as_decided);
  TEST ("/import-mapping/people-land-as-decided", test_people_land_as_decided);
  TEST ("/import-mapping/decisions-hold-for-the-next-file", test_decisions_are_kept);
  TEST ("/import-mapping/namesakes-are-told-apart", test_namesakes_are_told_apart);
  return g_test_run ();
}
