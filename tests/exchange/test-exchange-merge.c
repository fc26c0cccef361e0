/* SPDX-License-Identifier: GPL-3.0-or-later
 * The promises of a file that meets its own project: what changed in the file alone comes in, what changed here stays,
 * nobody's work is lost, and it can be taken back. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

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

/* A row of the first project, with one value. */
static gint64
add_row (ZwWorkspace *workspace, ZwEntity entity, ZwField field, const char *value)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  gint64 id = zw_workspace_new_id (workspace);
  ZwChange *create = zw_change_set_create (set, entity, id, 0);

  zw_change_put_int (create, ZW_FIELD_PROJECT, zw_test_world_id (ZW_ENTITY_PROJECT, 1));
  zw_change_put (create, field, value);
  zw_test_commit (workspace, set, NULL);
  return id;
}

static gint64
add_named (ZwWorkspace *workspace, ZwEntity entity, const char *name)
{
  return add_row (workspace, entity, ZW_FIELD_NAME, name);
}

static void
rename_row (ZwWorkspace *workspace, ZwEntity entity, gint64 id, ZwField field, const char *name)
{
  zw_test_commit (workspace, zw_test_set_of (workspace, zw_workspace_get_item (workspace, entity, id), field, name), NULL);
}

static void
assert_name (ZwWorkspace *workspace, ZwEntity entity, gint64 id, ZwField field, const char *expected)
{
  g_autofree char *name = zw_item_dup_value (zw_workspace_get_item (workspace, entity, id), field);
  g_assert_cmpstr (name, ==, expected);
}

static void
set_id (ZwWorkspace *workspace, gint64 ticket, ZwField field, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  set_field (workspace, ticket, field, text);
}

static void
put_label (ZwWorkspace *workspace, gint64 ticket, gint64 label)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, label);

  zw_change_set_add (set, ZW_ENTITY_TICKET, ticket, ticket, ZW_FIELD_LABELS, id);
  zw_test_commit (workspace, set, NULL);
}

static gint64
add_block (ZwWorkspace *workspace, gint64 ticket, gint64 blocker)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  gint64 id = zw_workspace_new_id (workspace);
  ZwChange *create = zw_change_set_create (set, ZW_ENTITY_BLOCK, id, ticket);

  zw_change_put_int (create, ZW_FIELD_TICKET, ticket);
  zw_change_put_int (create, ZW_FIELD_BLOCKER, blocker);
  zw_change_put_int (create, ZW_FIELD_SINCE, ZW_TEST_NOW);
  zw_test_commit (workspace, set, NULL);
  return id;
}

static void
assert_warned (const ZwImportReport *report, const char *words)
{
  for (guint i = 0; i < report->warnings->len; i++)
    if (strstr (((ZwImportWarning *) report->warnings->pdata[i])->reason, words) != NULL)
      return;
  g_error ("no warning says “%s”", words);
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

/* --- what a rule is against ----------------------------------------------------------------------------------- */

/* Nothing more to do, now or ever. */
static void
assert_settled (MergeFixture *self)
{
  g_autofree char *before = zw_test_export (self->here, 0);
  g_autoptr (ZwImportReport) report = merge (self, FALSE);
  g_autofree char *after = zw_test_export (self->here, 0);

  g_assert_cmpstr (before, ==, after);
  zw_test_assert_sound (self->here);
}

static void
test_parents_never_form_a_circle (MergeFixture *self, gconstpointer unused)
{
  gint64 first = add_ticket (self->there, "First"), second = add_ticket (self->there, "Second");

  zw_import_report_free (merge (self, FALSE));
  set_id (self->here, first, ZW_FIELD_PARENT, second);
  set_id (self->there, second, ZW_FIELD_PARENT, first);
  set_field (self->there, second, ZW_FIELD_TITLE, "Second there");
  g_autoptr (ZwImportReport) report = merge (self, FALSE);
  g_assert_cmpint (zw_workspace_get_ticket (self->here, first)->parent, ==, second);
  g_assert_cmpint (zw_workspace_get_ticket (self->here, second)->parent, ==, 0);
  assert_field (self->here, second, ZW_FIELD_TITLE, "Second there");
  assert_warned (report, "kept as it is here: parents would form a circle: AB1-");
  assert_settled (self);
}

static void
test_blockers_never_form_a_circle (MergeFixture *self, gconstpointer unused)
{
  add_block (self->here, self->one, self->two);
  gint64 block = add_block (self->there, self->two, self->one);
  g_autoptr (ZwImportReport) report = merge (self, FALSE);

  assert_warned (report, "not taken: blockers would form a circle");
  g_assert_cmpuint (report->kept[ZW_ENTITY_BLOCK], ==, 1);
  g_assert_cmpuint (report->created[ZW_ENTITY_BLOCK], ==, 0);
  g_assert_cmpint (block, !=, 0);
  assert_settled (self);
}

static void
test_one_name_is_one_label (MergeFixture *self, gconstpointer unused)
{
  gint64 ours = add_named (self->here, ZW_ENTITY_LABEL, "Größe"), theirs = add_named (self->there, ZW_ENTITY_LABEL, "gröSSe");

  put_label (self->there, self->two, theirs);
  g_autoptr (ZwImportReport) report = merge (self, FALSE);
  assert_warned (report, "taken for the label “gröSSe” that is here already");
  g_assert_null (zw_workspace_get_label (self->here, theirs));
  GArray *labels = zw_workspace_get_ticket (self->here, self->two)->labels;
  g_assert_cmpuint (labels->len, ==, 3);
  g_assert_cmpint (g_array_index (labels, gint64, 2), ==, ours);
  assert_settled (self);
}

static void
test_one_name_is_one_column (MergeFixture *self, gconstpointer unused)
{
  gint64 ours = add_named (self->here, ZW_ENTITY_STATUS, "Test"), theirs = add_named (self->there, ZW_ENTITY_STATUS, "Test");

  set_id (self->there, self->one, ZW_FIELD_STATUS, theirs);
  zw_import_report_free (merge (self, FALSE));
  g_assert_cmpint (zw_workspace_get_ticket (self->here, self->one)->status, ==, ours);
  g_assert_null (zw_workspace_get_status (self->here, theirs));
  assert_settled (self);
}

static void
test_a_sprint_of_a_taken_name_gets_another (MergeFixture *self, gconstpointer unused)
{
  gint64 ours = add_named (self->here, ZW_ENTITY_SPRINT, "Sprint 9"), theirs = add_named (self->there, ZW_ENTITY_SPRINT, "Sprint 9");
  g_autoptr (ZwImportReport) report = merge (self, FALSE);

  assert_warned (report, "it is “Sprint 9 (2)” now");
  assert_name (self->here, ZW_ENTITY_SPRINT, ours, ZW_FIELD_NAME, "Sprint 9");
  assert_name (self->here, ZW_ENTITY_SPRINT, theirs, ZW_FIELD_NAME, "Sprint 9 (2)");
  g_assert_cmpuint (report->created[ZW_ENTITY_SPRINT], ==, 1);
  assert_settled (self);
}

static void
test_a_new_name_that_is_taken_here_is_not_taken_over (MergeFixture *self, gconstpointer unused)
{
  gint64 label = zw_test_world_id (ZW_ENTITY_LABEL, 1), project = zw_test_world_id (ZW_ENTITY_PROJECT, 1);
  g_autofree char *name = g_strdup (zw_workspace_get_label (self->here, label)->name);

  add_named (self->here, ZW_ENTITY_LABEL, "Fresh");
  rename_row (self->there, ZW_ENTITY_LABEL, label, ZW_FIELD_NAME, "Fresh");
  rename_row (self->here, ZW_ENTITY_PROJECT, zw_test_world_id (ZW_ENTITY_PROJECT, 2), ZW_FIELD_KEY, "NEW");
  rename_row (self->there, ZW_ENTITY_PROJECT, project, ZW_FIELD_KEY, "NEW");
  rename_row (self->there, ZW_ENTITY_PERSON, zw_test_world_id (ZW_ENTITY_PERSON, 1), ZW_FIELD_HANDLE, "same");
  rename_row (self->here, ZW_ENTITY_PERSON, zw_test_world_id (ZW_ENTITY_PERSON, 2), ZW_FIELD_HANDLE, "same");
  g_autoptr (ZwImportReport) report = merge (self, FALSE);
  assert_name (self->here, ZW_ENTITY_LABEL, label, ZW_FIELD_NAME, name);
  assert_name (self->here, ZW_ENTITY_PROJECT, project, ZW_FIELD_KEY, "AB1");
  assert_name (self->here, ZW_ENTITY_PERSON, zw_test_world_id (ZW_ENTITY_PERSON, 1), ZW_FIELD_HANDLE, "ana1");
  assert_warned (report, "another one is called “Fresh”");
  g_assert_cmpuint (report->kept[ZW_ENTITY_LABEL], ==, 1);
  g_assert_cmpuint (report->updated[ZW_ENTITY_LABEL], ==, 0);
  assert_settled (self);
}

static void
test_swapped_names_come_in_together (MergeFixture *self, gconstpointer unused)
{
  gint64 first = add_named (self->there, ZW_ENTITY_LABEL, "First"), second = add_named (self->there, ZW_ENTITY_LABEL, "Second");

  zw_import_report_free (merge (self, FALSE));
  rename_row (self->there, ZW_ENTITY_LABEL, first, ZW_FIELD_NAME, "Third");
  rename_row (self->there, ZW_ENTITY_LABEL, second, ZW_FIELD_NAME, "First");
  rename_row (self->there, ZW_ENTITY_LABEL, first, ZW_FIELD_NAME, "Second");
  g_autoptr (ZwImportReport) report = merge (self, FALSE);
  assert_name (self->here, ZW_ENTITY_LABEL, first, ZW_FIELD_NAME, "Second");
  assert_name (self->here, ZW_ENTITY_LABEL, second, ZW_FIELD_NAME, "First");
  g_assert_cmpuint (report->warnings->len, ==, 0);
  assert_settled (self);
}

static void
test_a_person_is_in_a_project_once (MergeFixture *self, gconstpointer unused)
{
  g_autofree char *person = g_strdup_printf ("%" G_GINT64_FORMAT, zw_test_world_id (ZW_ENTITY_PERSON, 2));

  add_row (self->here, ZW_ENTITY_MEMBER, ZW_FIELD_PERSON, person);
  add_row (self->there, ZW_ENTITY_MEMBER, ZW_FIELD_PERSON, person);
  g_autoptr (ZwImportReport) report = merge (self, FALSE);
  assert_warned (report, "this person is in the project already");
  g_assert_cmpuint (report->kept[ZW_ENTITY_MEMBER], ==, 1);
  assert_settled (self);
}

/* What somebody here began to use, or to talk about, is not deleted under them. */
static void
test_what_is_in_use_here_stays (MergeFixture *self, gconstpointer unused)
{
  gint64 column = add_named (self->there, ZW_ENTITY_STATUS, "Test"), comment = zw_workspace_new_id (self->here);

  zw_import_report_free (merge (self, FALSE));
  set_id (self->here, self->one, ZW_FIELD_STATUS, column);
  ZwChangeSet *talk = zw_workspace_new_set (self->here, ZW_DEED_COMMENT);
  ZwChange *create = zw_change_set_create (talk, ZW_ENTITY_COMMENT, comment, self->two);
  zw_change_put_int (create, ZW_FIELD_TICKET, self->two);
  zw_change_put (create, ZW_FIELD_TEXT, "Wait");
  zw_test_commit (self->here, talk, NULL);
  ZwChangeSet *set = zw_workspace_new_set (self->there, ZW_DEED_PROJECT);
  zw_change_set_delete (set, ZW_ENTITY_STATUS, column, 0);
  zw_test_commit (self->there, set, NULL);
  delete_ticket (self->there, self->two);
  g_autoptr (ZwImportReport) report = merge (self, FALSE);
  g_assert_nonnull (zw_workspace_get_status (self->here, column));
  g_assert_nonnull (zw_workspace_get_ticket (self->here, self->two));
  g_assert_cmpuint (report->kept[ZW_ENTITY_TICKET], ==, 1);
  g_assert_cmpuint (report->kept[ZW_ENTITY_STATUS], ==, 1);
  assert_settled (self);
}

static void
move_to_project (ZwWorkspace *workspace, gint64 ticket, int project)
{
  ZwItem *item = ZW_ITEM (zw_workspace_get_ticket (workspace, ticket));
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  g_autofree char *to = g_strdup_printf ("%" G_GINT64_FORMAT, zw_test_world_id (ZW_ENTITY_PROJECT, project));
  g_autofree char *from = zw_item_dup_value (item, ZW_FIELD_PROJECT), *number = zw_item_dup_value (item, ZW_FIELD_NUMBER);

  zw_change_set_set (set, ZW_ENTITY_TICKET, ticket, ticket, ZW_FIELD_PROJECT, from, to);
  zw_change_set_set (set, ZW_ENTITY_TICKET, ticket, ticket, ZW_FIELD_NUMBER, number, NULL);
  zw_test_commit (workspace, set, NULL);
}

static void
assert_place (ZwWorkspace *workspace, gint64 ticket, int project, int number)
{
  g_assert_cmpint (zw_workspace_get_ticket (workspace, ticket)->project, ==, zw_test_world_id (ZW_ENTITY_PROJECT, project));
  g_assert_cmpint (zw_workspace_get_ticket (workspace, ticket)->number, ==, number);
}

static void
test_a_ticket_moves_to_another_project (MergeFixture *self, gconstpointer unused)
{
  assert_place (self->here, self->one, 1, 41);
  assert_place (self->here, self->two, 2, 42);
  move_to_project (self->there, self->one, 2);
  assert_place (self->there, self->one, 2, 43);
  zw_import_report_free (merge (self, FALSE));
  assert_place (self->here, self->one, 2, 43);
  assert_settled (self);
}

/* The number it gets there may be another ticket's here, by whatever way that one came to it. */
static void
test_no_number_is_given_twice (MergeFixture *self, gconstpointer unused)
{
  move_to_project (self->here, self->two, 1);
  assert_place (self->here, self->two, 1, 42);
  gint64 theirs = add_ticket (self->there, "Theirs");
  assert_place (self->there, theirs, 1, 42);
  g_autoptr (ZwImportReport) report = merge (self, FALSE);
  assert_place (self->here, self->two, 1, 42);
  assert_place (self->here, theirs, 1, 43);
  assert_warned (report, "42 is another ticket here; it is number 43 now");
  assert_settled (self);
}

/* A project that is not here yet must not take a key that leads elsewhere. */
static void
test_a_key_somebody_had_is_taken (MergeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example ();

  add_row (self->here, ZW_ENTITY_ALIAS, ZW_FIELD_KEY, "WEB");
  zw_test_assert_refused (self->here, example, ZW_ERROR_REFUSED, "another project here has the key WEB, or had it once");
}

static void
test_a_file_with_a_circle_is_refused (MergeFixture *self, gconstpointer unused)
{
  g_autofree char *file = zw_test_export (self->there, 0);
  g_autofree char *parent = g_strdup_printf ("\"parent\":\"%" G_GINT64_FORMAT "\"", self->two);
  g_autofree char *wrong = g_strdup_printf ("\"parent\":\"%" G_GINT64_FORMAT "\"", self->one);
  g_autofree char *edited = zw_test_replace (file, parent, wrong);

  zw_test_assert_refused (self->here, edited, ZW_ERROR_INVALID_VALUE, "].parent: the parents form a circle: $.tickets[0] → $.tickets[0]");
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
  TEST ("parents-never-form-a-circle", test_parents_never_form_a_circle);
  TEST ("blockers-never-form-a-circle", test_blockers_never_form_a_circle);
  TEST ("one-name-is-one-label", test_one_name_is_one_label);
  TEST ("one-name-is-one-column", test_one_name_is_one_column);
  TEST ("a-sprint-of-a-taken-name-gets-another", test_a_sprint_of_a_taken_name_gets_another);
  TEST ("a-new-name-that-is-taken-here-is-not-taken-over", test_a_new_name_that_is_taken_here_is_not_taken_over);
  TEST ("swapped-names-come-in-together", test_swapped_names_come_in_together);
  TEST ("a-person-is-in-a-project-once", test_a_person_is_in_a_project_once);
  TEST ("what-is-in-use-here-stays", test_what_is_in_use_here_stays);
  TEST ("a-ticket-moves-to-another-project", test_a_ticket_moves_to_another_project);
  TEST ("no-number-is-given-twice", test_no_number_is_given_twice);
  TEST ("a-key-somebody-had-is-taken", test_a_key_somebody_had_is_taken);
  TEST ("a-file-with-a-circle-is-refused", test_a_file_with_a_circle_is_refused);
  return g_test_run ();
}
