/* SPDX-License-Identifier: GPL-3.0-or-later
 * The life of a sprint: what is proposed, edited, deleted, warned of at the start, and what becomes of unfinished work. Every
 * deed is undone and redone. */
#include <math.h>

#include "zw-command-fixture.h"
#include "zw-error.h"
#include "zw-part-commands.h"
#include "zw-project-commands.h"
#include "zw-sprint-calendar.h"
#include "zw-sprint-commands.h"
#include "zw-ticket-document.h"

typedef ZwCommandFixture Fixture;

static int
date (const char *text)
{
  int value;

  g_assert_true (zw_date_from_string (text, &value));
  return value;
}

static gint64
add_sprint (Fixture *self, const char *name, const char *start, const char *end)
{
  gint64 id;

  zw_test_commit (self->workspace, zw_sprint_create (self->workspace, self->project, name, NULL, start, end, &id, NULL), NULL);
  return id;
}

static ZwSprint *
sprint (Fixture *self, gint64 id)
{
  return zw_workspace_get_sprint (self->workspace, id);
}

static void
set_field (Fixture *self, gint64 id, ZwField field, const char *value)
{
  GError *error = NULL;

  zw_test_commit (self->workspace, zw_ticket_set_field (self->workspace, &id, 1, field, value, &error), NULL);
  g_assert_no_error (error);
}

static void
plan (Fixture *self, gint64 id, gint64 sprint_id, const char *estimate)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, sprint_id);

  if (estimate != NULL)
    set_field (self, id, ZW_FIELD_ESTIMATE, estimate);
  set_field (self, id, ZW_FIELD_SPRINT, text);
}

static void
finish (Fixture *self, gint64 id)
{
  zw_test_commit (self->workspace, zw_ticket_close (self->workspace, &id, 1, ZW_RESOLUTION_NONE, NULL, 0, FALSE, NULL), NULL);
}

static char *
order (Fixture *self)
{
  return zw_test_titles (G_LIST_MODEL (zw_workspace_get_tickets (self->workspace, self->project)));
}

/* --- proposals ---------------------------------------------------------------------------------------------------- */

static void
test_a_sprint_follows_the_last_one (Fixture *self, gconstpointer data)
{
  int start, end;
  g_autofree char *first = zw_sprint_propose_name (self->workspace, self->project);

  g_assert_cmpstr (first, ==, "Sprint 1");
  add_sprint (self, "Sprint 14", "2026-11-16", "2026-11-27");
  zw_sprint_propose_dates (self->workspace, self->project, &start, &end);
  g_assert_cmpint (start, ==, date ("2026-11-30"));
  g_assert_cmpint (end, ==, date ("2026-12-11"));
  g_autofree char *next = zw_sprint_propose_name (self->workspace, self->project);
  g_assert_cmpstr (next, ==, "Sprint 15");
  add_sprint (self, "Week 3", "2026-11-30", "2026-12-04");
  zw_sprint_propose_dates (self->workspace, self->project, &start, &end);
  g_assert_cmpint (start, ==, date ("2026-12-07"));
  g_assert_cmpint (end, ==, date ("2026-12-11"));
  g_assert_cmpint (zw_sprint_propose_end (self->workspace, self->project, date ("2026-12-09")), ==, date ("2026-12-15"));
  g_autofree char *week = zw_sprint_propose_name (self->workspace, self->project);
  g_assert_cmpstr (week, ==, "Week 4");
}

static void
test_a_sprint_starts_and_ends_on_working_days (Fixture *self, gconstpointer data)
{
  int start, end;

  add_sprint (self, "Sprint 1", "2026-11-23", "2026-12-04");
  zw_test_commit (self->workspace, zw_project_set_holiday (self->workspace, self->project, "2026-12-07", TRUE, NULL), NULL);
  zw_test_commit (self->workspace, zw_project_set_holiday (self->workspace, self->project, "2026-12-21", TRUE, NULL), NULL);
  zw_sprint_propose_dates (self->workspace, self->project, &start, &end);
  g_assert_cmpint (start, ==, date ("2026-12-08"));
  g_assert_cmpint (end, ==, date ("2026-12-22"));
}

/* --- editing and deleting ------------------------------------------------------------------------------------------- */

static void
test_editing_is_one_set (Fixture *self, gconstpointer data)
{
  gint64 id = add_sprint (self, "Sprint 1", "2026-11-16", "2026-11-27");
  GError *error = NULL;

  zw_test_do_invertibly (self, zw_sprint_edit (self->workspace, id, "Paying", "Guests can pay", date ("2026-11-17"), date ("2026-11-30"),
                                               NULL));
  g_assert_cmpstr (sprint (self, id)->name, ==, "Paying");
  g_assert_cmpstr (sprint (self, id)->goal, ==, "Guests can pay");
  g_assert_cmpint (sprint (self, id)->end, ==, date ("2026-11-30"));
  zw_assert_refused (zw_sprint_edit (self->workspace, id, "Paying", NULL, date ("2026-11-17"), date ("2026-11-16"), &error), error,
                     ZW_ERROR_INVALID_VALUE);
  add_sprint (self, "Sprint 2", NULL, NULL);
  g_assert_null (zw_sprint_edit (self->workspace, id, "sprint 2", NULL, date ("2026-11-17"), date ("2026-11-30"), &error));
  g_clear_error (&error);
}

static void
test_a_running_sprint_keeps_its_start_and_plan_line (Fixture *self, gconstpointer data)
{
  gint64 id = add_sprint (self, "Sprint 1", "2026-11-16", "2026-11-27");
  g_autoptr (ZwChangeSet) start = zw_sprint_start (self->workspace, id, NULL);
  g_autofree char *frozen = NULL;
  GError *error = NULL;

  for (guint i = 0; i < start->changes->len; i++)
    if (((ZwChange *) start->changes->pdata[i])->field == ZW_FIELD_FROZEN)
      frozen = g_strdup (((ZwChange *) start->changes->pdata[i])->new_value);
  zw_test_commit (self->workspace, g_steal_pointer (&start), NULL);
  zw_assert_refused (zw_sprint_edit (self->workspace, id, "Sprint 1", NULL, date ("2026-11-17"), date ("2026-11-27"), &error), error,
                     ZW_ERROR_REFUSED);
  zw_test_do_invertibly (self, zw_sprint_edit (self->workspace, id, "Sprint 1", "goal", date ("2026-11-16"), date ("2026-12-04"), NULL));
  ZwSprintFrame frame;
  zw_sprint_frame_init (&frame, self->workspace, sprint (self, id), frozen);
  g_assert_cmpint (frame.end, ==, date ("2026-11-27"));
  zw_sprint_frame_clear (&frame);
}

static void
test_deleting_gives_the_tickets_back_in_order (Fixture *self, gconstpointer data)
{
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  gint64 c = zw_test_make (self, "c", ZW_TICKET_TASK, 0), id = add_sprint (self, "Sprint 1", NULL, NULL);
  GError *error = NULL;

  (void) a;
  plan (self, b, id, NULL);
  plan (self, c, id, NULL);
  zw_test_do_invertibly (self, zw_sprint_delete (self->workspace, id, NULL));
  g_assert_null (sprint (self, id));
  g_assert_cmpint (zw_test_get (self, c)->sprint, ==, 0);
  g_autofree char *now = order (self);
  g_assert_cmpstr (now, ==, "b c a");
  id = add_sprint (self, "Sprint 2", NULL, NULL);
  zw_test_commit (self->workspace, zw_sprint_start (self->workspace, id, NULL), NULL);
  zw_assert_refused (zw_sprint_delete (self->workspace, id, &error), error, ZW_ERROR_REFUSED);
}

/* --- start ------------------------------------------------------------------------------------------------------------ */

static void
test_a_start_warns_and_does_not_refuse (Fixture *self, gconstpointer data)
{
  gint64 id = add_sprint (self, "Sprint 1", NULL, NULL);
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  gint64 c = zw_test_make (self, "c", ZW_TICKET_TASK, 0), sub = zw_test_make (self, "sub", ZW_TICKET_TASK, a);

  plan (self, a, id, "5");
  plan (self, b, id, NULL);
  plan (self, c, id, "3");
  finish (self, c);
  zw_test_commit (self->workspace, zw_block_start (self->workspace, &a, 1, "keys missing", 0, NULL), NULL);
  g_autoptr (ZwSprintCheck) check = zw_sprint_check_new (self->workspace, id);
  g_assert_cmpuint (check->tickets, ==, 2);
  g_assert_cmpfloat (check->points, ==, 5);
  g_assert_cmpuint (check->unestimated->len, ==, 1);
  g_assert_true (check->unestimated->pdata[0] == zw_test_get (self, b));
  g_assert_cmpuint (check->blocked->len, ==, 1);
  g_assert_cmpuint (check->closed->len, ==, 1);
  g_assert_cmpint (zw_test_get (self, sub)->sprint, ==, id);
  zw_test_do_invertibly (self, zw_sprint_start (self->workspace, id, NULL));
}

static void
test_parallel_sprints_only_where_the_project_allows_them (Fixture *self, gconstpointer data)
{
  gint64 first = add_sprint (self, "Sprint 1", NULL, NULL), second = add_sprint (self, "Sprint 2", NULL, NULL);
  ZwItem *project = ZW_ITEM (zw_workspace_get_project (self->workspace, self->project));
  GError *error = NULL;

  zw_test_commit (self->workspace, zw_sprint_start (self->workspace, first, NULL), NULL);
  zw_assert_refused (zw_sprint_start (self->workspace, second, &error), error, ZW_ERROR_REFUSED);
  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, project, ZW_FIELD_PARALLEL_SPRINTS, "1", NULL), NULL);
  zw_test_commit (self->workspace, zw_sprint_start (self->workspace, second, NULL), NULL);
  g_assert_cmpint (sprint (self, second)->state, ==, ZW_SPRINT_ACTIVE);
}

static void
test_a_start_freezes_days_off (Fixture *self, gconstpointer data)
{
  gint64 id = add_sprint (self, "Sprint 1", "2026-11-16", "2026-11-27"), person;
  zw_test_commit (self->workspace, zw_person_create (self->workspace, self->project, "Tomasz", NULL, NULL, ZW_PERSON_MEMBER, &person, NULL),
                  NULL);
  g_autoptr (ZwMember) member = g_list_model_get_item (zw_workspace_get_members (self->workspace, self->project), 0);
  zw_test_commit (self->workspace, zw_member_set_day_off (self->workspace, member, "2026-11-18", TRUE, NULL), NULL);
  g_autofree char *frozen = zw_sprint_calendar_freeze (self->workspace, sprint (self, id));
  zw_test_commit (self->workspace, zw_member_set_day_off (self->workspace, member, "2026-11-19", TRUE, NULL), NULL);

  g_autoptr (ZwSprintCalendar) then = zw_sprint_calendar_new (self->workspace, sprint (self, id), frozen);
  g_autoptr (ZwSprintCalendar) now = zw_sprint_calendar_new (self->workspace, sprint (self, id), NULL);
  g_assert_cmpuint (zw_sprint_calendar_get_days_off (then, member)->len, ==, 1);
  g_assert_cmpuint (zw_sprint_calendar_get_days_off (now, member)->len, ==, 2);
}

/* --- completion -------------------------------------------------------------------------------------------------------- */

/* Six tickets a to f in a running sprint, f done; g in the backlog; another sprint is planned. */
typedef struct {
  gint64 running, planned;
  gint64 a, b, c, d, e, f, g;
} Six;

static Six
start_six (Fixture *self)
{
  Six six = { .running = add_sprint (self, "Sprint 1", "2026-11-16", "2026-11-27"), .planned = add_sprint (self, "Sprint 2", NULL, NULL) };
  gint64 *ids[] = { &six.g, &six.a, &six.b, &six.c, &six.d, &six.e, &six.f };
  const char *const titles[] = { "g", "a", "b", "c", "d", "e", "f" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      *ids[i] = zw_test_make (self, titles[i], ZW_TICKET_STORY, 0);
      if (i > 0)
        plan (self, *ids[i], six.running, "5");
    }
  zw_test_commit (self->workspace, zw_sprint_start (self->workspace, six.running, NULL), NULL);
  finish (self, six.f);
  return six;
}

static GHashTable *
new_fates (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

static void
put_fate (GHashTable *fates, gint64 id, ZwFate fate)
{
  g_hash_table_insert (fates, g_memdup2 (&id, sizeof id), g_memdup2 (&fate, sizeof fate));
}

static ZwTicket *
find_rest (Fixture *self, const char *title, gint64 original)
{
  ZwTicketList *list = zw_workspace_get_tickets (self->workspace, self->project);

  for (guint i = 0; i < zw_ticket_list_get_n (list); i++)
    {
      ZwTicket *ticket = zw_ticket_list_get (list, i);
      if (g_str_equal (ticket->title, title) && zw_item_get_id (ZW_ITEM (ticket)) != original)
        return ticket;
    }
  g_error ("nothing was split from %s", title);
}

static void
test_each_ticket_has_its_own_fate (Fixture *self, gconstpointer data)
{
  Six six = start_six (self);
  g_autoptr (GHashTable) fates = new_fates ();

  put_fate (fates, six.a, (ZwFate){ .kind = ZW_FATE_SPLIT, .target = six.planned, .rest = 2, .description = "the rest" });
  put_fate (fates, six.b, (ZwFate){ .kind = ZW_FATE_CARRY, .target = ZW_TARGET_BACKLOG });
  put_fate (fates, six.c, (ZwFate){ .kind = ZW_FATE_CANCEL, .resolution = ZW_RESOLUTION_WILL_NOT_BE_DONE, .text = "too dear" });
  put_fate (fates, six.d, (ZwFate){ .kind = ZW_FATE_CARRY, .target = ZW_TARGET_NEW_SPRINT });
  const ZwCompletion completion = { { .kind = ZW_FATE_CARRY, .target = six.planned }, fates, NULL };
  zw_test_do_invertibly (self, zw_sprint_complete_with (self->workspace, six.running, &completion, NULL));

  ZwTicket *rest = find_rest (self, "a", six.a);
  g_assert_cmpfloat (rest->estimate, ==, 2);
  g_assert_cmpint (rest->sprint, ==, six.planned);
  g_assert_cmpint (rest->status, ==, self->todo);
  g_assert_cmpfloat (zw_test_get (self, six.a)->estimate, ==, 3);
  g_assert_cmpint (zw_test_get (self, six.a)->status, ==, self->done);
  g_assert_cmpint (zw_test_get (self, six.a)->sprint, ==, six.running);
  g_assert_cmpint (zw_test_get (self, six.b)->sprint, ==, 0);
  g_assert_cmpint (zw_test_get (self, six.c)->status, ==, self->not_done);
  g_assert_cmpint (zw_test_get (self, six.c)->sprint, ==, six.running);
  g_assert_cmpstr (zw_test_get (self, six.c)->resolution_text, ==, "too dear");
  g_assert_cmpstr (sprint (self, zw_test_get (self, six.d)->sprint)->name, ==, "Sprint 3");
  g_assert_cmpint (zw_test_get (self, six.e)->sprint, ==, six.planned);
  g_assert_cmpint (zw_test_get (self, six.f)->sprint, ==, six.running);
}

/* What goes on are hours that remain: of 5 were 2 worked, and all 3 may go; where nobody worked, a part has to stay. */
static void
test_hours_that_remain_are_divided (Fixture *self, gconstpointer data)
{
  Six six = start_six (self);
  g_autoptr (GHashTable) fates = new_fates ();
  ZwItem *project = ZW_ITEM (zw_workspace_get_project (self->workspace, self->project));
  const ZwCompletion completion = { { .kind = ZW_FATE_CARRY, .target = six.planned }, fates, NULL };
  GError *error = NULL;

  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, project, ZW_FIELD_ESTIMATE_UNIT, "hours", NULL), NULL);
  zw_test_commit (self->workspace, zw_work_add (self->workspace, six.a, 120, NULL, NULL, NULL), NULL);
  set_field (self, six.b, ZW_FIELD_ESTIMATE, NULL);
  set_field (self, six.b, ZW_FIELD_PLANNED, "600");
  g_assert_cmpfloat (zw_ticket_get_divisible (self->workspace, zw_test_get (self, six.a)), ==, 3);
  g_assert_cmpfloat (zw_ticket_get_divisible (self->workspace, zw_test_get (self, six.b)), ==, 10);
  put_fate (fates, six.a, (ZwFate){ .kind = ZW_FATE_SPLIT, .target = six.planned, .rest = 4 });
  zw_assert_refused (zw_sprint_complete_with (self->workspace, six.running, &completion, &error), error, ZW_ERROR_INVALID_VALUE);
  put_fate (fates, six.a, (ZwFate){ .kind = ZW_FATE_SPLIT, .target = six.planned, .rest = 3 });
  put_fate (fates, six.b, (ZwFate){ .kind = ZW_FATE_SPLIT, .target = six.planned, .rest = 10 });
  zw_assert_refused (zw_sprint_complete_with (self->workspace, six.running, &completion, &error), error, ZW_ERROR_INVALID_VALUE);
  put_fate (fates, six.b, (ZwFate){ .kind = ZW_FATE_SPLIT, .target = six.planned, .rest = 7.5 });
  zw_test_do_invertibly (self, zw_sprint_complete_with (self->workspace, six.running, &completion, NULL));
  g_assert_cmpfloat (zw_test_get (self, six.a)->estimate, ==, 2);
  g_assert_cmpfloat (zw_ticket_get_size (self->workspace, find_rest (self, "a", six.a)), ==, 3);
  g_assert_cmpint (zw_test_get (self, six.b)->planned, ==, 150);
  g_assert_cmpint (find_rest (self, "b", six.b)->planned, ==, 450);
  g_assert_true (isnan (find_rest (self, "b", six.b)->estimate));
}

static void
test_the_backlog_takes_everything_on_top_in_order (Fixture *self, gconstpointer data)
{
  Six six = start_six (self);
  g_autoptr (GHashTable) fates = new_fates ();

  put_fate (fates, six.c, (ZwFate){ .kind = ZW_FATE_SPLIT, .target = ZW_TARGET_BACKLOG, .rest = 1 });
  const ZwCompletion completion = { { .kind = ZW_FATE_CARRY, .target = ZW_TARGET_BACKLOG }, fates, NULL };
  zw_test_do_invertibly (self, zw_sprint_complete_with (self->workspace, six.running, &completion, NULL));
  g_autofree char *now = order (self);
  g_assert_cmpstr (now, ==, "a b c d e g c f");
}

static void
test_a_family_is_not_torn_apart (Fixture *self, gconstpointer data)
{
  Six six = start_six (self);
  gint64 open = zw_test_make (self, "open", ZW_TICKET_TASK, six.a), closed = zw_test_make (self, "closed", ZW_TICKET_TASK, six.a);
  gint64 late = zw_test_make (self, "late", ZW_TICKET_TASK, six.f), part = zw_test_make (self, "part", ZW_TICKET_TASK, six.b);
  g_autoptr (GHashTable) fates = new_fates ();

  finish (self, closed);
  g_autoptr (GPtrArray) heads = zw_sprint_dup_unfinished (self->workspace, six.running);
  g_assert_cmpuint (heads->len, ==, 6); /* a to e, and f for its open part */
  put_fate (fates, six.b, (ZwFate){ .kind = ZW_FATE_SPLIT, .target = six.planned, .rest = 4 });
  const ZwCompletion completion = { { .kind = ZW_FATE_CARRY, .target = six.planned }, fates, NULL };
  zw_test_do_invertibly (self, zw_sprint_complete_with (self->workspace, six.running, &completion, NULL));
  g_assert_cmpint (zw_test_get (self, six.a)->sprint, ==, six.planned);
  g_assert_cmpint (zw_test_get (self, open)->sprint, ==, six.planned);
  g_assert_cmpint (zw_test_get (self, closed)->sprint, ==, six.planned);
  g_assert_cmpint (zw_test_get (self, six.f)->sprint, ==, zw_test_get (self, late)->sprint);
  g_assert_cmpint (zw_test_get (self, part)->parent, ==, zw_item_get_id (ZW_ITEM (find_rest (self, "b", six.b))));
  g_assert_cmpint (zw_test_get (self, part)->sprint, ==, six.planned);
}

/* What is open of the checklist and what is in the way go with the rest; undone, they are back. */
static void
test_a_rest_takes_what_is_open_along (Fixture *self, gconstpointer data)
{
  Six six = start_six (self);
  g_autoptr (GHashTable) fates = new_fates ();
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (g_object_unref);

  zw_test_commit (self->workspace, zw_block_start (self->workspace, &six.a, 1, "keys missing", 0, NULL), NULL);
  zw_test_commit (self->workspace, zw_check_item_add (self->workspace, six.a, NULL, "drawn", TRUE, NULL), NULL);
  zw_test_commit (self->workspace, zw_check_item_add (self->workspace, six.a, NULL, "built", FALSE, NULL), NULL);
  g_autoptr (ZwTicketDocument) document = zw_ticket_document_new (self->workspace, zw_test_get (self, six.a));
  while (!zw_ticket_document_is_ready (document))
    g_main_context_iteration (NULL, TRUE);
  GListModel *items = zw_ticket_document_get_checks (document);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    g_ptr_array_add (checks, g_list_model_get_item (items, i));
  g_clear_object (&document);
  put_fate (fates, six.a, (ZwFate){ .kind = ZW_FATE_SPLIT, .target = six.planned, .rest = 2, .checks = checks });
  const ZwCompletion completion = { { .kind = ZW_FATE_CARRY, .target = six.planned }, fates, NULL };
  zw_test_do_invertibly (self, zw_sprint_complete_with (self->workspace, six.running, &completion, NULL));

  ZwTicket *rest = find_rest (self, "a", six.a);
  g_autoptr (GPtrArray) blocks = zw_workspace_dup_open_blocks (self->workspace, zw_item_get_id (ZW_ITEM (rest)), 0);
  g_autoptr (GPtrArray) former = zw_workspace_dup_open_blocks (self->workspace, six.a, 0);
  g_assert_cmpuint (blocks->len, ==, 1);
  g_assert_cmpstr (((ZwBlock *) blocks->pdata[0])->reason, ==, "keys missing");
  g_assert_cmpuint (former->len, ==, 0);
  g_assert_cmpint (rest->checks, ==, 1);
  g_assert_cmpint (rest->checks_done, ==, 0);
  g_assert_cmpint (zw_test_get (self, six.a)->checks, ==, 1);
  g_assert_cmpint (zw_test_get (self, six.a)->checks_done, ==, 1);
}

static void
test_impossible_decisions_are_refused (Fixture *self, gconstpointer data)
{
  Six six = start_six (self);
  static const double rests[] = { 0, 5, -1 };
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rests); i++)
    {
      const ZwCompletion whole = { .others = { .kind = ZW_FATE_SPLIT, .target = six.planned, .rest = rests[i] } };
      zw_assert_refused (zw_sprint_complete_with (self->workspace, six.running, &whole, &error), error, ZW_ERROR_INVALID_VALUE);
    }
  const ZwCompletion without_reason = { .others = { .kind = ZW_FATE_CANCEL } };
  zw_assert_refused (zw_sprint_complete_with (self->workspace, six.running, &without_reason, &error), error, ZW_ERROR_REFUSED);
  const ZwCompletion into_itself = { .others = { .kind = ZW_FATE_CARRY, .target = six.running } };
  zw_assert_refused (zw_sprint_complete_with (self->workspace, six.running, &into_itself, &error), error, ZW_ERROR_REFUSED);
  const ZwCompletion named_twice = { .others = { .kind = ZW_FATE_CARRY, .target = ZW_TARGET_NEW_SPRINT }, .new_sprint = "Sprint 2" };
  g_assert_null (zw_sprint_complete_with (self->workspace, six.running, &named_twice, &error));
  g_clear_error (&error);
}

/* Two sprints run, and the column holds one card of each: the second board has no room for a card of the first. */
static void
test_a_running_target_keeps_its_limits (Fixture *self, gconstpointer data)
{
  gint64 first = add_sprint (self, "Sprint 1", NULL, NULL), second = add_sprint (self, "Sprint 2", NULL, NULL);
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);
  ZwItem *project = ZW_ITEM (zw_workspace_get_project (self->workspace, self->project));
  ZwItem *column = ZW_ITEM (zw_workspace_get_status (self->workspace, self->doing));
  g_autofree char *doing = g_strdup_printf ("%" G_GINT64_FORMAT, self->doing);
  GError *error = NULL;

  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, project, ZW_FIELD_PARALLEL_SPRINTS, "1", NULL), NULL);
  plan (self, a, first, "3");
  plan (self, b, second, "3");
  zw_test_commit (self->workspace, zw_sprint_start (self->workspace, first, NULL), NULL);
  zw_test_commit (self->workspace, zw_sprint_start (self->workspace, second, NULL), NULL);
  set_field (self, a, ZW_FIELD_STATUS, doing);
  set_field (self, b, ZW_FIELD_STATUS, doing);
  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, column, ZW_FIELD_WIP_LIMIT, "1", NULL), NULL);
  zw_test_commit (self->workspace, zw_item_set_field (self->workspace, column, ZW_FIELD_WIP_HARD, "1", NULL), NULL);
  zw_assert_refused (zw_sprint_complete (self->workspace, first, second, NULL, &error), error, ZW_ERROR_LIMIT_REACHED);
  zw_test_do_invertibly (self, zw_sprint_complete (self->workspace, first, 0, NULL, NULL));
}

/* A link stands in the log of the rest, whose original nobody loses. */
static void
test_a_rest_is_linked_to_its_origin (Fixture *self, gconstpointer data)
{
  Six six = start_six (self);
  const ZwCompletion completion = { .others = { .kind = ZW_FATE_SPLIT, .target = six.planned, .rest = 2 } };
  g_autoptr (ZwChangeSet) set = zw_sprint_complete_with (self->workspace, six.running, &completion, NULL);
  g_autofree char *origin = g_strdup_printf ("%" G_GINT64_FORMAT, six.a);
  gboolean linked = FALSE;

  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      linked |= change->op == ZW_OP_ADD && change->field == ZW_FIELD_SPLIT_FROM && g_strcmp0 (change->new_value, origin) == 0;
    }
  g_assert_true (linked);
}

/* --- carried ---------------------------------------------------------------------------------------------------- */

typedef struct {
  Fixture *fixture;
  gint64 ticket;
  guint wanted;
} Carried;

static gboolean
is_carried (gpointer data)
{
  const Carried *carried = data;
  return zw_workspace_count_carries (carried->fixture->workspace, zw_test_get (carried->fixture, carried->ticket)) == carried->wanted;
}

static void
assert_carried (Fixture *self, gint64 ticket, guint times)
{
  Carried carried = { self, ticket, times };
  g_assert_true (zw_wait_until (is_carried, &carried, 5000));
}

static void
test_what_is_carried_says_how_often (Fixture *self, gconstpointer data)
{
  gint64 first = add_sprint (self, "Sprint 1", NULL, NULL), second = add_sprint (self, "Sprint 2", NULL, NULL);
  gint64 a = zw_test_make (self, "a", ZW_TICKET_TASK, 0), b = zw_test_make (self, "b", ZW_TICKET_TASK, 0);

  plan (self, a, first, "3");
  plan (self, b, first, "3");
  zw_test_commit (self->workspace, zw_sprint_start (self->workspace, first, NULL), NULL);
  finish (self, b);
  zw_test_commit (self->workspace, zw_sprint_complete (self->workspace, first, second, NULL, NULL), NULL);
  assert_carried (self, a, 1);
  assert_carried (self, b, 0);
  zw_test_commit (self->workspace, zw_sprint_start (self->workspace, second, NULL), NULL);
  zw_test_commit (self->workspace, zw_sprint_complete (self->workspace, second, 0, NULL, NULL), NULL);
  assert_carried (self, a, 2);
  zw_test_undo (self->workspace, NULL);
  assert_carried (self, a, 1);
  zw_test_redo (self->workspace, NULL);
  assert_carried (self, a, 2);
}

#define TEST(name, func) g_test_add ("/sprints/" name, Fixture, NULL, zw_command_fixture_set_up, func, zw_command_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("a-sprint-follows-the-last-one", test_a_sprint_follows_the_last_one);
  TEST ("a-sprint-starts-and-ends-on-working-days", test_a_sprint_starts_and_ends_on_working_days);
  TEST ("editing-is-one-set", test_editing_is_one_set);
  TEST ("a-running-sprint-keeps-its-start-and-plan-line", test_a_running_sprint_keeps_its_start_and_plan_line);
  TEST ("deleting-gives-the-tickets-back-in-order", test_deleting_gives_the_tickets_back_in_order);
  TEST ("a-start-warns-and-does-not-refuse", test_a_start_warns_and_does_not_refuse);
  TEST ("parallel-sprints-only-where-the-project-allows-them", test_parallel_sprints_only_where_the_project_allows_them);
  TEST ("a-start-freezes-days-off", test_a_start_freezes_days_off);
  TEST ("each-ticket-has-its-own-fate", test_each_ticket_has_its_own_fate);
  TEST ("hours-that-remain-are-divided", test_hours_that_remain_are_divided);
  TEST ("the-backlog-takes-everything-on-top-in-order", test_the_backlog_takes_everything_on_top_in_order);
  TEST ("a-rest-takes-what-is-open-along", test_a_rest_takes_what_is_open_along);
  TEST ("a-family-is-not-torn-apart", test_a_family_is_not_torn_apart);
  TEST ("impossible-decisions-are-refused", test_impossible_decisions_are_refused);
  TEST ("a-running-target-keeps-its-limits", test_a_running_target_keeps_its_limits);
  TEST ("a-rest-is-linked-to-its-origin", test_a_rest_is_linked_to_its_origin);
  TEST ("what-is-carried-says-how-often", test_what_is_carried_says_how_often);
  return g_test_run ();
}
