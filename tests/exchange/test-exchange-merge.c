/* SPDX-License-Identifier: GPL-3.0-or-later
 * The promises of a file that meets its own project: what changed in the file alone comes in, what changed here stays,
 * nobody's work is lost, and it can be taken back. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-exchange-fixture.h"

typedef struct {
  ZwExchangeFixture base;
  ZwWorkspace *here, *there; /* both began as the same file */
  gint64 one, two;           /* its tickets */
} MergeFixture;

static void
set_up (MergeFixture *self, gconstpointer unused)
{
  g_autofree char *world = zw_test_make_world (-1, ZW_FIELD_NONE);

  zw_exchange_fixture_set_up (&self->base, NULL);
  self->here = self->base.workspace;
  self->there = zw_exchange_fixture_open (&self->base, "there.db");
  zw_import_report_free (zw_test_import (self->here, world, NULL, NULL));
  g_autofree char *common = zw_test_export (self->here, 0);
  zw_import_report_free (zw_test_import (self->there, common, NULL, NULL));
  self->one = zw_test_world_id (ZW_ENTITY_TICKET, 1);
  self->two = zw_test_world_id (ZW_ENTITY_TICKET, 2);
}

static void
tear_down (MergeFixture *self, gconstpointer unused)
{
  zw_test_assert_sound (self->here);
  zw_test_assert_sound (self->there);
  zw_test_close (self->there);
  zw_exchange_fixture_tear_down (&self->base, NULL);
}

static void
set_field (ZwWorkspace *workspace, gint64 ticket, ZwField field, const char *value)
{
  ZwItem *item = ZW_ITEM (zw_workspace_get_ticket (workspace, ticket));
  zw_test_commit (workspace, zw_test_set_of (workspace, item, field, value), NULL);
}

static void
assert_field (ZwWorkspace *workspace, gint64 ticket, ZwField field, const char *expected)
{
  g_autofree char *value = zw_item_dup_value (ZW_ITEM (zw_workspace_get_ticket (workspace, ticket)), field);
  g_assert_cmpstr (value, ==, expected);
}

static void
change_label (ZwWorkspace *workspace, gint64 ticket, gboolean add, int label)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, zw_test_world_id (ZW_ENTITY_LABEL, label));

  if (add)
    zw_change_set_add (set, ZW_ENTITY_TICKET, ticket, ticket, ZW_FIELD_LABELS, id);
  else
    zw_change_set_remove (set, ZW_ENTITY_TICKET, ticket, ticket, ZW_FIELD_LABELS, id);
  zw_test_commit (workspace, set, NULL);
}

static gint64
add_ticket (ZwWorkspace *workspace, const char *title)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_CREATE);
  gint64 id = zw_workspace_new_id (workspace);
  ZwChange *create = zw_change_set_create (set, ZW_ENTITY_TICKET, id, id);

  zw_change_put_int (create, ZW_FIELD_PROJECT, zw_test_world_id (ZW_ENTITY_PROJECT, 1));
  zw_change_put_int (create, ZW_FIELD_STATUS, zw_test_world_id (ZW_ENTITY_STATUS, 1));
  zw_change_put (create, ZW_FIELD_TITLE, title);
  zw_change_put_int (create, ZW_FIELD_PRIORITY, 3);
  zw_change_put_int (create, ZW_FIELD_RANK, 7 << 20);
  zw_test_commit (workspace, set, NULL);
  return id;
}

static void
delete_ticket (ZwWorkspace *workspace, gint64 id)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_DELETE);

  zw_change_set_delete (set, ZW_ENTITY_TICKET, id, id);
  zw_test_commit (workspace, set, NULL);
}

/* The state there comes here. */
static ZwImportReport *
merge (MergeFixture *self, gboolean theirs)
{
  g_autofree char *file = zw_test_export (self->there, 0);
  const ZwImportOptions options = { .theirs = theirs };
  return zw_test_import (self->here, file, &options, NULL);
}

/* --- promises ------------------------------------------------------------------------------------------------ */

static void
test_the_same_again_changes_nothing (MergeFixture *self, gconstpointer unused)
{
  g_autofree char *before = zw_test_export (self->here, 0);
  g_autoptr (ZwImportReport) report = merge (self, FALSE);
  g_autofree char *after = zw_test_export (self->here, 0);

  g_assert_cmpstr (before, ==, after);
  for (ZwEntity entity = 0; entity < ZW_N_ENTITIES; entity++)
    {
      g_assert_cmpuint (report->unchanged[entity], ==, 2);
      g_assert_cmpuint (report->created[entity] + report->updated[entity] + report->kept[entity], ==, 0);
    }
}

static void
test_who_changed_alone_wins (MergeFixture *self, gconstpointer unused)
{
  set_field (self->there, self->one, ZW_FIELD_TITLE, "There");
  set_field (self->here, self->two, ZW_FIELD_TITLE, "Here");
  change_label (self->there, self->one, FALSE, 1);
  change_label (self->here, self->one, FALSE, 2);
  change_label (self->here, self->two, FALSE, 1);
  g_autoptr (ZwImportReport) report = merge (self, FALSE);
  assert_field (self->here, self->one, ZW_FIELD_TITLE, "There");
  assert_field (self->here, self->two, ZW_FIELD_TITLE, "Here");
  g_assert_null (zw_workspace_get_ticket (self->here, self->one)->labels);
  g_assert_cmpuint (zw_workspace_get_ticket (self->here, self->two)->labels->len, ==, 1);
  g_assert_cmpuint (report->updated[ZW_ENTITY_TICKET], ==, 1);
  g_assert_cmpuint (report->kept[ZW_ENTITY_TICKET], ==, 0);
}

static void
test_both_changed_ours_stays_and_is_listed (MergeFixture *self, gconstpointer unused)
{
  set_field (self->there, self->one, ZW_FIELD_TITLE, "There");
  set_field (self->here, self->one, ZW_FIELD_TITLE, "Here");
  g_autoptr (ZwImportReport) report = merge (self, FALSE);
  ZwImportWarning *warning = report->warnings->pdata[0];
  assert_field (self->here, self->one, ZW_FIELD_TITLE, "Here");
  g_assert_cmpuint (report->kept[ZW_ENTITY_TICKET], ==, 1);
  g_assert_cmpuint (report->warnings->len, ==, 1);
  g_assert_cmpstr (warning->path, ==, "$.tickets[0].title");
  g_autoptr (ZwImportReport) forced = merge (self, TRUE);
  assert_field (self->here, self->one, ZW_FIELD_TITLE, "There");
  g_assert_cmpuint (forced->updated[ZW_ENTITY_TICKET], ==, 1);
}

/* What came in by an import is the file's: the next one goes on from there. */
static void
test_the_next_file_goes_on (MergeFixture *self, gconstpointer unused)
{
  set_field (self->there, self->one, ZW_FIELD_TITLE, "First");
  zw_import_report_free (merge (self, FALSE));
  set_field (self->there, self->one, ZW_FIELD_TITLE, "Second");
  zw_import_report_free (merge (self, FALSE));
  assert_field (self->here, self->one, ZW_FIELD_TITLE, "Second");
}

static void
test_a_change_taken_back_is_none (MergeFixture *self, gconstpointer unused)
{
  set_field (self->here, self->one, ZW_FIELD_TITLE, "Here");
  zw_test_undo (self->here, NULL);
  zw_test_settle (self->here);
  set_field (self->there, self->one, ZW_FIELD_TITLE, "There");
  zw_import_report_free (merge (self, FALSE));
  assert_field (self->here, self->one, ZW_FIELD_TITLE, "There");
}

static void
test_new_tickets_get_free_numbers (MergeFixture *self, gconstpointer unused)
{
  gint64 ours = add_ticket (self->here, "Ours"), theirs = add_ticket (self->there, "Theirs");
  int number = zw_workspace_get_ticket (self->here, ours)->number;

  g_assert_cmpint (zw_workspace_get_ticket (self->there, theirs)->number, ==, number);
  g_autoptr (ZwImportReport) report = merge (self, FALSE);
  g_assert_cmpint (zw_workspace_get_ticket (self->here, ours)->number, ==, number);
  g_assert_cmpint (zw_workspace_get_ticket (self->here, theirs)->number, ==, number + 1);
  g_assert_cmpuint (report->warnings->len, ==, 1);
  g_autoptr (ZwImportReport) again = merge (self, FALSE);
  g_assert_cmpuint (again->created[ZW_ENTITY_TICKET] + again->updated[ZW_ENTITY_TICKET], ==, 0);
}

static void
test_deleting_wins_over_leaving_alone (MergeFixture *self, gconstpointer unused)
{
  delete_ticket (self->there, self->one);
  delete_ticket (self->here, self->two);
  zw_import_report_free (merge (self, FALSE));
  g_assert_null (zw_workspace_get_ticket (self->here, self->one));
  g_assert_null (zw_workspace_get_ticket (self->here, self->two));
}

static void
test_changing_wins_over_deleting (MergeFixture *self, gconstpointer unused)
{
  delete_ticket (self->there, self->one);
  set_field (self->here, self->one, ZW_FIELD_TITLE, "Wanted");
  g_autoptr (ZwImportReport) report = merge (self, FALSE);
  g_assert_nonnull (zw_workspace_get_ticket (self->here, self->one));
  g_assert_cmpuint (report->kept[ZW_ENTITY_TICKET], ==, 1);
}

static void
test_one_set_takes_it_all_back (MergeFixture *self, gconstpointer unused)
{
  g_autofree char *before = g_strdup (zw_workspace_get_ticket (self->here, self->one)->title);

  set_field (self->there, self->one, ZW_FIELD_TITLE, "There");
  change_label (self->there, self->two, FALSE, 1);
  gint64 added = add_ticket (self->there, "New");
  zw_import_report_free (merge (self, FALSE));
  g_assert_nonnull (zw_workspace_get_ticket (self->here, added));
  zw_test_undo (self->here, NULL);
  zw_test_settle (self->here);
  assert_field (self->here, self->one, ZW_FIELD_TITLE, before);
  g_assert_cmpuint (zw_workspace_get_ticket (self->here, self->two)->labels->len, ==, 2);
  g_assert_null (zw_workspace_get_ticket (self->here, added));
}

static void
test_a_copy_stands_beside (MergeFixture *self, gconstpointer unused)
{
  g_autofree char *file = zw_test_export (self->there, 0);
  const ZwImportOptions options = { .copy = TRUE };
  g_autoptr (ZwImportReport) report = zw_test_import (self->here, file, &options, NULL);

  g_assert_cmpstr (report->project, ==, "AB12");
  g_assert_cmpuint (report->skipped[ZW_ENTITY_PERSON], ==, 2);
  g_assert_cmpuint (report->created[ZW_ENTITY_TICKET], ==, 2);
  g_assert_nonnull (zw_workspace_get_project (self->here, report->project_id));
  g_assert_cmpuint (g_list_model_get_n_items (zw_workspace_get_projects (self->here)), ==, 4);
  zw_test_undo (self->here, NULL);
  zw_test_settle (self->here);
  g_assert_cmpuint (g_list_model_get_n_items (zw_workspace_get_projects (self->here)), ==, 2);
}

#define TEST(name, func) g_test_add ("/exchange-merge/" name, MergeFixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("the-same-again-changes-nothing", test_the_same_again_changes_nothing);
  TEST ("who-changed-alone-wins", test_who_changed_alone_wins);
  TEST ("both-changed-ours-stays-and-is-listed", test_both_changed_ours_stays_and_is_listed);
  TEST ("the-next-file-goes-on", test_the_next_file_goes_on);
  TEST ("a-change-taken-back-is-none", test_a_change_taken_back_is_none);
  TEST ("new-tickets-get-free-numbers", test_new_tickets_get_free_numbers);
  TEST ("deleting-wins-over-leaving-alone", test_deleting_wins_over_leaving_alone);
  TEST ("changing-wins-over-deleting", test_changing_wins_over_deleting);
  TEST ("one-set-takes-it-all-back", test_one_set_takes_it_all_back);
  TEST ("a-copy-stands-beside", test_a_copy_stands_beside);
  return g_test_run ();
}
