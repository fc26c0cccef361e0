/* SPDX-License-Identifier: GPL-3.0-or-later
 * A random walk through every command of the workspace, among two projects: undone to the start everything is as it was, redone as
 * it became, also for a new process, and database and log stay sound. What a rule refuses is no step. */
#include "zw-command-fixture.h"
#include "zw-error.h"
#include "zw-part-commands.h"
#include "zw-project-commands.h"
#include "zw-sprint-commands.h"
#include "zw-workspace-private.h"

enum { N_STEPS = 1000 };

typedef struct {
  ZwCommandFixture *fixture;
  ZwWorkspace *workspace;
  gint64 projects[2];
  GRand *random;
  GError **error;
} Walk;

static int
below (Walk *self, guint n)
{
  return n == 0 ? 0 : g_rand_int_range (self->random, 0, (gint32) n);
}

static gint64
any_project (Walk *self)
{
  return self->projects[below (self, 2)];
}

static gint64
any_item (Walk *self, GListModel *list)
{
  g_autoptr (ZwItem) item = g_list_model_get_item (list, (guint) below (self, g_list_model_get_n_items (list)));
  return item != NULL ? zw_item_get_id (item) : 0;
}

/* 0 when there is none, and one time in eight. */
static gint64
any_ticket (Walk *self, gint64 project)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (self->workspace, project);
  ZwTicket *ticket = zw_ticket_list_get (tickets, (guint) below (self, zw_ticket_list_get_n (tickets)));
  return ticket != NULL && below (self, 8) > 0 ? zw_item_get_id (ZW_ITEM (ticket)) : 0;
}

static gint64
any_status (Walk *self, gint64 project)
{
  return any_item (self, zw_workspace_get_statuses (self->workspace, project));
}

/* --- steps: each gives a set, or NULL --------------------------------------------------------------------------- */

/* What a step acts on: a project, some of its tickets (never none), a column. */
typedef struct {
  gint64 project, ids[3], status;
  guint n;
} Choice;

static ZwChangeSet *
create (Walk *self, const Choice *choice)
{
  const ZwNewTicket ticket = {
    .project = choice->project, .type = (ZwTicketType) below (self, 5), .title = "made",
    .status = below (self, 3) == 0 ? choice->status : 0,
    .parent = below (self, 3) == 0 ? any_ticket (self, choice->project) : 0, .estimate = below (self, 2) ? "3" : NULL,
    .description = below (self, 4) ? NULL : "a text", .before = any_ticket (self, choice->project),
  };
  return zw_ticket_create (self->workspace, &ticket, 1, NULL, self->error);
}

static ZwChangeSet *
move (Walk *self, const Choice *choice)
{
  gint64 next = any_ticket (self, choice->project), previous = below (self, 2) ? any_ticket (self, choice->project) : 0;

  return below (self, 2) ? zw_ticket_move (self->workspace, choice->ids, choice->n, choice->status, next, previous, self->error)
                         : zw_ticket_drop (self->workspace, choice->ids, choice->n, choice->status, next, previous, self->error);
}

static ZwChangeSet *
close_some (Walk *self, const Choice *choice)
{
  return zw_ticket_close (self->workspace, choice->ids, choice->n, (ZwResolution) (below (self, 2) ? 0 : 1), "why", 0, below (self, 2),
                          self->error);
}

static ZwChangeSet *
reopen (Walk *self, const Choice *choice)
{
  return zw_ticket_reopen (self->workspace, choice->ids, choice->n, self->error);
}

static ZwChangeSet *
delete_one (Walk *self, const Choice *choice)
{
  return zw_ticket_delete (self->workspace, choice->ids, 1, self->error);
}

static ZwChangeSet *
archive (Walk *self, const Choice *choice)
{
  return zw_ticket_set_archived (self->workspace, choice->ids, 1, below (self, 2), self->error);
}

static ZwChangeSet *
wait_for_it (Walk *self, const Choice *choice)
{
  return zw_ticket_wait (self->workspace, choice->ids, choice->n, below (self, 3) ? "2026-12-01" : NULL, "an answer", self->error);
}

static ZwChangeSet *
set_field (Walk *self, const Choice *choice)
{
  static const struct {
    ZwField field;
    const char *value;
  } values[] = { { ZW_FIELD_TITLE, "other" }, { ZW_FIELD_ESTIMATE, "5" },  { ZW_FIELD_ESTIMATE, NULL }, { ZW_FIELD_PRIORITY, "5" },
                 { ZW_FIELD_OWNER, "5" },     { ZW_FIELD_OWNER, NULL },    { ZW_FIELD_DUE, "2026-12-24" }, { ZW_FIELD_PLANNED, "90" },
                 { ZW_FIELD_PROGRESS, "40" }, { ZW_FIELD_TYPE, "problem" }, { ZW_FIELD_TYPE, "bug" },      { ZW_FIELD_TYPE, "epic" },
                 { ZW_FIELD_PARENT, NULL },   { ZW_FIELD_SPRINT, NULL } };
  guint i = (guint) below (self, G_N_ELEMENTS (values));

  return zw_ticket_set_field (self->workspace, choice->ids, choice->n, values[i].field, values[i].value, self->error);
}

static ZwChangeSet *
set_reference (Walk *self, const Choice *choice)
{
  gboolean is_parent = below (self, 2);
  gint64 id = is_parent ? any_ticket (self, choice->project) : any_item (self, zw_workspace_get_sprints (self->workspace, choice->project));
  g_autofree char *text = id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;

  return zw_ticket_set_field (self->workspace, choice->ids, choice->n, is_parent ? ZW_FIELD_PARENT : ZW_FIELD_SPRINT, text, self->error);
}

static ZwChangeSet *
set_type (Walk *self, const Choice *choice)
{
  return zw_ticket_set_type (self->workspace, choice->ids, choice->n, (ZwTicketType) below (self, 5), choice->status, self->error);
}

static ZwChangeSet *
transfer (Walk *self, const Choice *choice)
{
  return zw_ticket_move_to_project (self->workspace, choice->ids, choice->n, any_project (self), self->error);
}

static ZwChangeSet *
change_labels (Walk *self, const Choice *choice)
{
  gint64 label = any_item (self, zw_workspace_get_labels (self->workspace, choice->project));
  g_autofree char *name = g_strdup_printf ("label %d", below (self, 6));

  if (label == 0 || below (self, 5) == 0)
    return zw_label_create (self->workspace, choice->project, name, NULL, NULL, self->error);
  if (below (self, 6) == 0)
    return zw_label_delete (self->workspace, label, self->error);
  return zw_ticket_set_label (self->workspace, choice->ids, choice->n, label, below (self, 2), self->error);
}

static ZwChangeSet *
change_columns (Walk *self, const Choice *choice)
{
  ZwStatus *status = zw_workspace_get_status (self->workspace, choice->status);
  g_autofree char *name = g_strdup_printf ("column %d", below (self, 6));

  switch (below (self, 4))
    {
    case 0:
      return zw_status_create (self->workspace, choice->project, name, status->workflow, (ZwCategory) below (self, 5), choice->status, NULL,
                               self->error);
    case 1:
      return zw_status_move (self->workspace, choice->status, any_status (self, choice->project), self->error);
    case 2:
      return zw_item_set_field (self->workspace, ZW_ITEM (status), ZW_FIELD_NAME, name, self->error);
    }
  return zw_status_delete (self->workspace, choice->status, any_status (self, choice->project), self->error);
}

static ZwChangeSet *
change_sprints (Walk *self, const Choice *choice)
{
  gint64 sprint = any_item (self, zw_workspace_get_sprints (self->workspace, choice->project));
  g_autofree char *name = g_strdup_printf ("Sprint %d", below (self, 9));

  switch (sprint != 0 ? below (self, 4) : 0)
    {
    case 0:
      return zw_sprint_create (self->workspace, choice->project, name, NULL, NULL, NULL, NULL, self->error);
    case 1:
      return zw_sprint_start (self->workspace, sprint, self->error);
    case 2:
      return zw_sprint_delete (self->workspace, sprint, self->error);
    }
  return zw_sprint_complete (self->workspace, sprint, 0, "{}", self->error);
}

static ZwChangeSet *
link_tickets (Walk *self, const Choice *choice)
{
  static const ZwField kinds[] = { ZW_FIELD_BLOCKER, ZW_FIELD_RELATES, ZW_FIELD_DUPLICATES, ZW_FIELD_SOLVES };
  gint64 other = any_ticket (self, any_project (self));
  ZwField kind = kinds[below (self, G_N_ELEMENTS (kinds))];

  if (other == 0)
    return zw_block_start (self->workspace, choice->ids, choice->n, "a reason", 0, self->error);
  return below (self, 3) ? zw_link_add (self->workspace, choice->ids[0], kind, other, self->error)
                         : zw_link_remove (self->workspace, choice->ids[0], kind, other, self->error);
}

static ZwChangeSet *
unblock (Walk *self, const Choice *choice)
{
  g_autoptr (GPtrArray) blocks = zw_workspace_dup_open_blocks (self->workspace, choice->ids[0], 0);
  return zw_block_end (self->workspace, blocks, self->error);
}

static ZwChangeSet *
add_part (Walk *self, const Choice *choice)
{
  switch (below (self, 3))
    {
    case 0:
      return zw_comment_add (self->workspace, choice->ids[0], "a comment", self->error);
    case 1:
      return zw_check_item_add (self->workspace, choice->ids[0], NULL, "one\ntwo", below (self, 2), self->error);
    }
  return zw_work_add (self->workspace, choice->ids[0], 30, NULL, NULL, self->error);
}

static ZwChangeSet *
rename_project (Walk *self, const Choice *choice)
{
  ZwItem *project = ZW_ITEM (zw_workspace_get_project (self->workspace, choice->project));
  g_autofree char *key = g_strdup_printf ("KEY%d", below (self, 1000));
  return zw_item_set_field (self->workspace, project, ZW_FIELD_KEY, key, self->error);
}

/* --- the walk --------------------------------------------------------------------------------------------------- */

typedef ZwChangeSet *(*Step) (Walk *self, const Choice *choice);

static const Step steps[] = {
  create, create, create, move, move, close_some, reopen, delete_one, archive, wait_for_it, set_field, set_field, set_reference, set_type,
  transfer, transfer, change_labels, change_labels, change_columns, change_sprints, link_tickets, link_tickets, unblock, add_part,
  rename_project,
};

static gboolean
has_id (const Choice *choice, gint64 id)
{
  for (guint i = 0; i < choice->n; i++)
    if (choice->ids[i] == id)
      return TRUE;
  return FALSE;
}

/* FALSE when there is no ticket to act on. */
static gboolean
choose (Walk *self, Choice *choice)
{
  *choice = (Choice) { .project = any_project (self) };
  choice->status = any_status (self, choice->project);
  for (int i = below (self, G_N_ELEMENTS (choice->ids)); i >= 0; i--)
    {
      gint64 id = any_ticket (self, choice->project);
      if (id != 0 && !has_id (choice, id))
        choice->ids[choice->n++] = id;
    }
  return choice->n > 0;
}

/* Numbers are waited for now and then only: most sets follow each other without. */
static void
take_step (Walk *self)
{
  g_autoptr (GError) error = NULL;
  Choice choice;

  self->error = &error;
  if (below (self, 8) == 0)
    zw_test_flush (self->workspace);
  Step step = choose (self, &choice) ? steps[below (self, G_N_ELEMENTS (steps))] : create;
  ZwChangeSet *set = step (self, &choice);
  g_assert_true ((set == NULL) == (error != NULL));
  if (set != NULL)
    zw_workspace_commit (self->workspace, set, NULL);
}

static void
failed_cb (ZwWorkspace *workspace, ZwChangeSet *set, const GError *error, gpointer unused)
{
  g_error ("refused by the store: %s", error->message);
}

/* Back to the set @marker; how many sets that took. */
static guint
undo_until (ZwWorkspace *workspace, gint64 marker)
{
  guint n = 0;

  for (; zw_undo_stack_peek (workspace->undo, FALSE, NULL) != marker; n++)
    zw_test_undo (workspace, NULL);
  zw_test_settle (workspace);
  return n;
}

/* Line by line: what differs is found in a long dump. */
static void
assert_same (const char *now, const char *expected)
{
  g_auto (GStrv) lines = g_strsplit (now, "\n", -1), wanted = g_strsplit (expected, "\n", -1);

  for (guint i = 0; lines[i] != NULL && wanted[i] != NULL; i++)
    g_assert_cmpstr (lines[i], ==, wanted[i]);
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (wanted));
}

static void
test_walk (ZwCommandFixture *self, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (data != NULL ? GPOINTER_TO_UINT (data) : (guint32) g_test_rand_int ());
  Walk walk = { self, self->workspace, { self->project }, random, NULL };
  guint n;

  zw_test_commit (self->workspace, zw_project_create (self->workspace, "OPS", "Operations", &walk.projects[1], NULL), NULL);
  for (int i = 0; i < 10; i++)
    zw_test_make (self, "start", ZW_TICKET_TASK, 0);
  g_autofree char *start = zw_test_dump (self->workspace);
  gint64 marker = zw_undo_stack_peek (self->workspace->undo, FALSE, NULL);
  gulong handler = g_signal_connect (self->workspace, "failed", G_CALLBACK (failed_cb), NULL);
  for (int i = 0; i < N_STEPS; i++)
    take_step (&walk);
  zw_test_flush (self->workspace);
  zw_test_settle (self->workspace);
  g_autofree char *end = zw_test_dump (self->workspace);
  n = undo_until (self->workspace, marker);
  g_test_message ("%u of %d steps changed something", n, N_STEPS);
  g_assert_cmpuint (n, >, N_STEPS / 2);
  g_autofree char *undone = zw_test_dump (self->workspace);
  assert_same (undone, start);
  for (guint i = 0; i < n; i++)
    zw_test_redo (self->workspace, NULL);
  zw_test_settle (self->workspace);
  g_autofree char *redone = zw_test_dump (self->workspace);
  assert_same (redone, end);
  zw_sync_assert_sound (zw_workspace_get_store (self->workspace));
  g_signal_handler_disconnect (self->workspace, handler);
  zw_workspace_fixture_restart (&self->base);
  self->workspace = self->base.workspace;
  g_assert_cmpuint (undo_until (self->workspace, marker), ==, n);
  g_autofree char *again = zw_test_dump (self->workspace);
  assert_same (again, start);
  zw_sync_assert_sound (zw_workspace_get_store (self->workspace));
}

/* @seed 0 = another one every time. */
static void
add (const char *path, guint32 seed)
{
  g_test_add (path, ZwCommandFixture, GUINT_TO_POINTER (seed), zw_command_fixture_set_up, test_walk, zw_command_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/walk/a-thousand-commands-undone-are-the-start", 2026);
  /* A sub-ticket in the archive went into a sprint with its parent, and out of it when the sprint was deleted. */
  add ("/walk/what-lies-in-the-archive-stays-there", 1585996451);
  if (g_test_slow ())
    add ("/walk/a-thousand-commands-of-another-kind", 0);
  return g_test_run ();
}
