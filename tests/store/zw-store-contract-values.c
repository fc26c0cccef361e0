/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every entity and every field comes back as it went in; figures of parts add up. */
#include "zw-store-contract.h"

/* An existing row a reference may point to. */
static gint64
get_target (ZwEntity target, gint64 ticket)
{
  switch (target)
    {
    case ZW_ENTITY_PROJECT:
      return ZW_TEST_PROJECT;
    case ZW_ENTITY_STATUS:
      return ZW_TEST_DOING;
    case ZW_ENTITY_PERSON:
      return ZW_TEST_BEN;
    case ZW_ENTITY_SPRINT:
      return ZW_TEST_SPRINT;
    case ZW_ENTITY_TICKET:
      return ticket;
    case ZW_ENTITY_LABEL:
      return ZW_TEST_LABEL;
    case ZW_ENTITY_MEMBER:
    case ZW_ENTITY_COMMENT:
    case ZW_ENTITY_CHECK_ITEM:
    case ZW_ENTITY_BLOCK:
    case ZW_ENTITY_WORK:
    case ZW_ENTITY_ATTACHMENT:
    case ZW_ENTITY_ALIAS:
    case ZW_ENTITY_FILTER:
    case ZW_ENTITY_TEMPLATE:
    case ZW_ENTITY_SOURCE:
    case ZW_ENTITY_STANDUP:
      break;
    }
  g_assert_not_reached ();
}

/* A valid value that is not the default; texts hold what JSON and SQL find difficult. */
static char *
make_value (const ZwFieldSpec *spec, ZwEntity entity, gint64 ticket)
{
  switch (spec->type)
    {
    case ZW_VALUE_INT:
      return g_strdup (spec->field == ZW_FIELD_NUMBER ? "77" : "4");
    case ZW_VALUE_INT64:
      return g_strdup ("-4611686018427387904");
    case ZW_VALUE_REAL:
      return g_strdup ("0.1");
    case ZW_VALUE_BOOL:
      return g_strdup (spec->field == ZW_FIELD_ARCHIVED || spec->field == ZW_FIELD_DONE || spec->field == ZW_FIELD_INTERNAL
                       || spec->field == ZW_FIELD_WIP_HARD ? "1" : "0");
    case ZW_VALUE_DATE:
    case ZW_VALUE_SET_DATE:
      return g_strdup ("2028-02-29");
    case ZW_VALUE_INSTANT:
      return g_strdup ("1795426320123");
    case ZW_VALUE_CHOICE:
      return g_strdup (spec->choices[1]);
    case ZW_VALUE_TEXT:
    case ZW_VALUE_LONG_TEXT:
      return g_strdup_printf ("%s of “%s”\n\t\\\"'; -- \001 ö🎉", zw_field_to_string (spec->field), zw_entity_to_string (entity));
    case ZW_VALUE_REF:
    case ZW_VALUE_SET_REF:
      return g_strdup_printf ("%" G_GINT64_FORMAT, get_target (spec->target, ticket));
    }
  g_assert_not_reached ();
}

static gboolean
is_set (const ZwFieldSpec *spec)
{
  return spec->type == ZW_VALUE_SET_REF || spec->type == ZW_VALUE_SET_DATE;
}

/* Every field set: in the CREATE where it belongs there, by SET and ADD where not. */
static gint64
make_full (ZwStoreFixture *self, ZwChangeSet *set, ZwEntity entity, gint64 ticket)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields);
  gint64 id = self->next_id++;
  ZwChange *create = zw_change_set_create (set, entity, id, zw_entity_is_part (entity) ? ticket : 0);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *value = make_value (&fields[i], entity, ticket);
      if (is_set (&fields[i]))
        zw_change_set_add (set, entity, id, 0, fields[i].field, value);
      else if (fields[i].type == ZW_VALUE_LONG_TEXT)
        zw_change_set_set (set, entity, id, create->ticket, fields[i].field, NULL, value);
      else
        zw_change_put (create, fields[i].field, value);
    }
  return id;
}

static void
assert_full (ZwStoreFixture *self, ZwItem *item, ZwEntity entity, gint64 id, gint64 ticket)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *expected = make_value (&fields[i], entity, ticket), *held = NULL;
      if (is_set (&fields[i]))
        continue;
      if (fields[i].type == ZW_VALUE_LONG_TEXT)
        held = zw_sync_read_text (self->store, entity, id, fields[i].field);
      else
        held = zw_item_dup_value (item, fields[i].field);
      g_assert_cmpstr (held, ==, expected);
    }
}

static ZwItem *
find_part (ZwTicketDetails *details, ZwEntity entity, gint64 id)
{
  GPtrArray *parts = entity == ZW_ENTITY_COMMENT      ? details->comments
                   : entity == ZW_ENTITY_CHECK_ITEM   ? details->checks
                   : entity == ZW_ENTITY_BLOCK        ? details->blocks
                   : entity == ZW_ENTITY_WORK         ? details->works
                   : entity == ZW_ENTITY_ATTACHMENT   ? details->attachments
                                                      : details->sources;
  return zw_test_find (parts, id);
}

static void
test_every_field_of_every_entity_comes_back (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 other = zw_test_make_ticket (self, "other"), ids[ZW_N_ENTITIES];
  g_autoptr (ZwChangeSet) set = zw_test_set_new (self, ZW_DEED_EDIT);

  for (ZwEntity entity = 0; entity < ZW_N_ENTITIES; entity++)
    ids[entity] = make_full (self, set, entity, other);
  zw_receipt_free (zw_sync_commit (self->store, set, NULL));
  g_autoptr (GPtrArray) names = zw_sync_load_kind (self->store, ZW_SCOPE_NAMES, 0);
  g_autoptr (ZwScope) scope = zw_scope_new (ZW_SCOPE_TICKETS, 0);
  scope->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (scope->ids, ids[ZW_ENTITY_TICKET]);
  g_autoptr (GPtrArray) tickets = zw_sync_load (self->store, scope, NULL);
  g_autoptr (ZwTicketDetails) details = zw_sync_read_details (self->store, other, NULL);
  for (ZwEntity entity = 0; entity < ZW_N_ENTITIES; entity++)
    {
      ZwItem *item = zw_entity_is_part (entity)     ? find_part (details, entity, ids[entity])
                   : entity == ZW_ENTITY_TICKET     ? zw_test_find (tickets, ids[entity])
                                                    : zw_test_find (names, ids[entity]);
      if (entity == ZW_ENTITY_ALIAS) /* an alias of a ticket is asked for by key alone */
        continue;
      g_assert_nonnull (item);
      assert_full (self, item, entity, ids[entity], other);
    }
  ZwTicket *ticket = (ZwTicket *) zw_test_find (tickets, ids[ZW_ENTITY_TICKET]);
  g_assert_true (zw_ticket_has_label (ticket, ZW_TEST_LABEL));
  g_assert_cmpint (ticket->solves, ==, 1);
  ZwProject *project = (ZwProject *) zw_test_find (names, ids[ZW_ENTITY_PROJECT]);
  g_assert_cmpuint (project->holidays->len, ==, 1);
  zw_sync_assert_sound (self->store);
}

static void
test_what_a_create_leaves_out_is_as_in_a_new_object (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (GPtrArray) names = zw_sync_load_kind (self->store, ZW_SCOPE_NAMES, 0);
  ZwProject *project = (ZwProject *) zw_test_find (names, ZW_TEST_PROJECT);

  g_assert_cmpint (project->working_days, ==, 0x1f);
  g_assert_cmpint (project->minutes_per_day, ==, 480);
  g_assert_cmpfloat (project->focus_factor, ==, 1.0);
  g_assert_true (project->show_time);
  g_assert_false (project->parallel_sprints);
  g_assert_cmpint (project->age_limit, ==, ZW_UNSET);
}

static void
add_part (ZwStoreFixture *self, ZwChangeSet *set, ZwEntity entity, gint64 ticket, ZwField field, const char *value)
{
  ZwChange *part = zw_change_set_create (set, entity, self->next_id++, ticket);

  zw_change_put_int (part, ZW_FIELD_TICKET, ticket);
  zw_change_put (part, field, value);
  if (entity == ZW_ENTITY_CHECK_ITEM)
    {
      zw_change_put (part, ZW_FIELD_RANK, "1");
      zw_change_put (part, ZW_FIELD_TEXT, "check");
    }
  if (entity == ZW_ENTITY_BLOCK)
    zw_change_put_int (part, ZW_FIELD_SINCE, 5000);
}

static void
assert_figures (ZwTicket *ticket, gint64 blocker)
{
  g_assert_cmpint (ticket->comments, ==, 2);
  g_assert_cmpint (ticket->checks, ==, 2);
  g_assert_cmpint (ticket->checks_done, ==, 1);
  g_assert_cmpint (ticket->spent, ==, 90);
  g_assert_cmpint (ticket->solved_by, ==, 1);
  g_assert_cmpint (ticket->solves, ==, 0);
  g_assert_cmpint (ticket->children, ==, 1);
  g_assert_cmpint (ticket->children_closed, ==, 0);
  g_assert_cmpint (ticket->blocked_since, ==, 5000);
  g_assert_cmpint (ticket->blocker, ==, blocker);
  g_assert_cmpint (ticket->children_progress, ==, -1);
}

static void
test_figures_of_parts_add_up (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 ticket = zw_test_make_ticket (self, "whole"), blocker = zw_test_make_ticket (self, "blocker");
  g_autofree char *ticket_text = g_strdup_printf ("%" G_GINT64_FORMAT, ticket);
  g_autofree char *blocker_text = g_strdup_printf ("%" G_GINT64_FORMAT, blocker);
  g_autoptr (ZwChangeSet) set = zw_test_set_new (self, ZW_DEED_EDIT);

  add_part (self, set, ZW_ENTITY_COMMENT, ticket, ZW_FIELD_AUTHOR_NAME, "Ana");
  add_part (self, set, ZW_ENTITY_COMMENT, ticket, ZW_FIELD_AUTHOR_NAME, "Ben");
  add_part (self, set, ZW_ENTITY_CHECK_ITEM, ticket, ZW_FIELD_DONE, "1");
  add_part (self, set, ZW_ENTITY_CHECK_ITEM, ticket, ZW_FIELD_DONE, "0");
  add_part (self, set, ZW_ENTITY_WORK, ticket, ZW_FIELD_MINUTES, "60");
  add_part (self, set, ZW_ENTITY_WORK, ticket, ZW_FIELD_MINUTES, "30");
  add_part (self, set, ZW_ENTITY_BLOCK, ticket, ZW_FIELD_BLOCKER, blocker_text);
  zw_change_set_add (set, ZW_ENTITY_TICKET, blocker, 0, ZW_FIELD_SOLVES, ticket_text);
  zw_change_set_set (set, ZW_ENTITY_TICKET, blocker, 0, ZW_FIELD_PARENT, NULL, ticket_text);
  zw_receipt_free (zw_sync_commit (self->store, set, NULL));
  g_autoptr (GPtrArray) board = zw_sync_load_kind (self->store, ZW_SCOPE_BOARD, ZW_TEST_PROJECT);
  assert_figures ((ZwTicket *) zw_test_find (board, ticket), blocker);
  g_autoptr (GPtrArray) names = zw_sync_load_kind (self->store, ZW_SCOPE_NAMES, 0);
  g_autoptr (GPtrArray) rest = zw_sync_load_kind (self->store, ZW_SCOPE_REST, 0);
  assert_figures ((ZwTicket *) zw_test_find (rest, ticket), blocker);
  g_assert_cmpint (((ZwTicket *) zw_test_find (rest, blocker))->solves, ==, 1);
  g_autoptr (ZwTicketDetails) details = zw_sync_read_details (self->store, ticket, NULL);
  g_assert_cmpuint (details->comments->len, ==, 2);
  g_assert_cmpuint (details->links->len, ==, 2);
  g_assert_cmpuint (details->stubs->len, ==, 1);
}

static void
test_archived_and_deleted_tickets_stay_away (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 archived = zw_test_make_ticket (self, "archived"), deleted = zw_test_make_ticket (self, "deleted");
  g_autoptr (ZwChangeSet) set = zw_test_set_new (self, ZW_DEED_DELETE);

  zw_change_set_set (set, ZW_ENTITY_TICKET, archived, 0, ZW_FIELD_ARCHIVED, "0", "1");
  zw_change_set_delete (set, ZW_ENTITY_TICKET, deleted, 0);
  zw_receipt_free (zw_sync_commit (self->store, set, NULL));
  g_autoptr (GPtrArray) names = zw_sync_load_kind (self->store, ZW_SCOPE_NAMES, 0);
  g_autoptr (GPtrArray) board = zw_sync_load_kind (self->store, ZW_SCOPE_BOARD, ZW_TEST_PROJECT);
  g_autoptr (GPtrArray) rest = zw_sync_load_kind (self->store, ZW_SCOPE_REST, 0);
  g_autoptr (ZwScope) scope = zw_scope_new (ZW_SCOPE_TICKETS, 0);
  scope->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (scope->ids, archived);
  g_array_append_val (scope->ids, deleted);
  g_autoptr (GPtrArray) named = zw_sync_load (self->store, scope, NULL);
  g_assert_cmpuint (board->len, ==, 0);
  g_assert_cmpuint (rest->len, ==, 0);
  g_assert_cmpuint (named->len, ==, 1);
  g_assert_nonnull (zw_test_find (named, archived));
}

static void
test_around_gives_rank_neighbours_alone (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 ids[9], status = ZW_TEST_TODO;
  g_autoptr (ZwScope) scope = zw_scope_new (ZW_SCOPE_AROUND, ZW_TEST_PROJECT);

  for (int i = 0; i < 9; i++)
    ids[i] = zw_test_make_ticket (self, "row");
  scope->span = 1;
  scope->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (scope->ids, ids[4]);
  g_autoptr (GPtrArray) near = zw_sync_load (self->store, scope, NULL);
  g_assert_cmpuint (near->len, ==, 3);
  for (int i = 3; i <= 5; i++)
    g_assert_cmpint (zw_item_get_id (near->pdata[i - 3]), ==, ids[i]);
  scope->statuses = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (scope->statuses, status);
  g_autoptr (GPtrArray) ends = zw_sync_load (self->store, scope, NULL);
  g_assert_cmpuint (ends->len, ==, 5);
  g_assert_nonnull (zw_test_find (ends, ids[0]));
  g_assert_nonnull (zw_test_find (ends, ids[8]));
}

static void
test_text_is_found_until_it_changes (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 ticket = zw_test_make_ticket (self, "Größe der Knöpfe");
  g_autoptr (GArray) found = NULL, gone = NULL, described = NULL;

  found = zw_sync_search (self->store, "größe KNO", FALSE);
  g_assert_cmpuint (found->len, ==, 1);
  zw_receipt_free (zw_test_set_field (self, self->store, ticket, ZW_FIELD_TITLE, "Größe der Knöpfe", "Farben", NULL));
  gone = zw_sync_search (self->store, "knöpfe", FALSE);
  g_assert_cmpuint (gone->len, ==, 0);
  zw_receipt_free (zw_test_set_field (self, self->store, ticket, ZW_FIELD_DESCRIPTION, NULL, "Alle \"Rahmen\" -- rot*", NULL));
  described = zw_sync_search (self->store, "\"rahmen\" rot*", FALSE);
  g_assert_cmpuint (described->len, ==, 1);
  g_assert_cmpint (g_array_index (described, gint64, 0), ==, ticket);
  zw_sync_assert_sound (self->store);
}

static gboolean
tells_of (GPtrArray *sets, gint64 ticket, ZwOp op)
{
  for (guint i = 0; i < sets->len; i++)
    {
      GPtrArray *changes = ((ZwChangeSet *) sets->pdata[i])->changes;
      for (guint j = 0; j < changes->len; j++)
        if (((ZwChange *) changes->pdata[j])->id == ticket && ((ZwChange *) changes->pdata[j])->op == op)
          return TRUE;
    }
  return FALSE;
}

static void
test_facts_of_a_sprint_tell_of_all_that_were_ever_in_it (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 in = zw_test_make_ticket (self, "in it"), left = zw_test_make_ticket (self, "left it");
  gint64 never = zw_test_make_ticket (self, "never in it"), parent = zw_test_make_ticket (self, "parent");
  gint64 former = zw_test_make_ticket (self, "former parent");
  g_autofree char *sprint = g_strdup_printf ("%d", ZW_TEST_SPRINT), *above = g_strdup_printf ("%" G_GINT64_FORMAT, parent);
  g_autofree char *before = g_strdup_printf ("%" G_GINT64_FORMAT, former);

  zw_receipt_free (zw_test_set_field (self, self->store, in, ZW_FIELD_SPRINT, NULL, sprint, NULL));
  zw_receipt_free (zw_test_set_field (self, self->store, in, ZW_FIELD_PARENT, NULL, before, NULL));
  zw_receipt_free (zw_test_set_field (self, self->store, in, ZW_FIELD_PARENT, before, above, NULL));
  zw_receipt_free (zw_test_set_field (self, self->store, in, ZW_FIELD_TITLE, "in it", "still in it", NULL));
  zw_receipt_free (zw_test_set_field (self, self->store, left, ZW_FIELD_SPRINT, NULL, sprint, NULL));
  zw_receipt_free (zw_test_set_field (self, self->store, left, ZW_FIELD_SPRINT, sprint, NULL, NULL));
  g_autoptr (GPtrArray) sets = zw_sync_read_sprint_facts (self->store, ZW_TEST_SPRINT);
  gint64 told[] = { in, left, parent, former };
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_assert_true (tells_of (sets, told[i], ZW_OP_CREATE));
  g_assert_true (tells_of (sets, in, ZW_OP_SET));
  g_assert_false (tells_of (sets, never, ZW_OP_CREATE));
  for (guint i = 1; i < sets->len; i++)
    g_assert_cmpint (((ZwChangeSet *) sets->pdata[i - 1])->seq, <, ((ZwChangeSet *) sets->pdata[i])->seq);
}

static void
test_what_is_recent_begins_after_its_instant (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 before = zw_test_make_ticket (self, "before");
  g_autoptr (GPtrArray) all = zw_sync_read_recent (self->store, 0);
  gint64 since = ((ZwChangeSet *) all->pdata[all->len - 1])->at;
  ZwChangeSet *later = zw_test_set_new (self, ZW_DEED_CREATE);
  gint64 after;

  g_assert_true (tells_of (all, before, ZW_OP_CREATE));
  later->at = since + 1000;
  after = zw_test_add_ticket (self, later, "after");
  zw_change_set_set (later, ZW_ENTITY_TICKET, before, before, ZW_FIELD_TITLE, "before", "no news");
  zw_receipt_free (zw_sync_commit (self->store, later, NULL));
  zw_change_set_unref (later);
  g_autoptr (GPtrArray) sets = zw_sync_read_recent (self->store, since);
  g_assert_cmpuint (sets->len, ==, 1);
  g_assert_true (tells_of (sets, after, ZW_OP_CREATE));
  g_assert_false (tells_of (sets, before, ZW_OP_SET));
}

#define ADD(name, func) \
  do \
    { \
      g_autofree char *path = g_strconcat ("/store/", backend, "/" name, NULL); \
      g_test_add (path, ZwStoreFixture, (gconstpointer) factory, zw_store_fixture_set_up, func, zw_store_fixture_tear_down); \
    } \
  while (0)

void
zw_store_contract_add_values (const char *backend, ZwStoreFactory factory)
{
  ADD ("every-field-of-every-entity-comes-back", test_every_field_of_every_entity_comes_back);
  ADD ("what-a-create-leaves-out-is-as-in-a-new-object", test_what_a_create_leaves_out_is_as_in_a_new_object);
  ADD ("figures-of-parts-add-up", test_figures_of_parts_add_up);
  ADD ("archived-and-deleted-tickets-stay-away", test_archived_and_deleted_tickets_stay_away);
  ADD ("around-gives-rank-neighbours-alone", test_around_gives_rank_neighbours_alone);
  ADD ("facts-of-a-sprint-tell-of-all-that-were-ever-in-it", test_facts_of_a_sprint_tell_of_all_that_were_ever_in_it);
  ADD ("what-is-recent-begins-after-its-instant", test_what_is_recent_begins_after_its_instant);
  ADD ("text-is-found-until-it-changes", test_text_is_found_until_it_changes);
}
