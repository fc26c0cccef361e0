/* SPDX-License-Identifier: GPL-3.0-or-later
 * A project for the tests of command functions. */
#include "zw-command-fixture.h"

#include "zw-project-commands.h"

gint64
zw_test_status_named (ZwCommandFixture *self, const char *name)
{
  return zw_workspace_match_status (self->workspace, self->project, name, NULL);
}

void
zw_command_fixture_set_up (ZwCommandFixture *self, gconstpointer data)
{
  zw_workspace_fixture_set_up (&self->base, data);
  self->workspace = self->base.workspace;
  zw_test_commit (self->workspace, zw_project_create (self->workspace, "NEW", "New Project", &self->project, NULL), NULL);
  self->todo = zw_test_status_named (self, "To Do");
  self->doing = zw_test_status_named (self, "In Progress");
  self->review = zw_test_status_named (self, "Review");
  self->done = zw_test_status_named (self, "Done");
  self->not_done = zw_test_status_named (self, "Not Done");
  self->support_new = zw_test_status_named (self, "New");
}

void
zw_command_fixture_tear_down (ZwCommandFixture *self, gconstpointer data)
{
  zw_workspace_fixture_tear_down (&self->base, data);
}

void
zw_test_do_invertibly (ZwCommandFixture *self, ZwChangeSet *set)
{
  g_autofree char *before = zw_test_dump (self->workspace);

  g_assert_nonnull (set);
  g_assert_false (zw_change_set_is_empty (set));
  zw_test_commit (self->workspace, set, NULL);
  zw_test_settle (self->workspace);
  g_autofree char *after = zw_test_dump (self->workspace);
  zw_test_undo (self->workspace, NULL);
  zw_test_settle (self->workspace);
  g_autofree char *undone = zw_test_dump (self->workspace);
  g_assert_cmpstr (undone, ==, before);
  zw_test_redo (self->workspace, NULL);
  zw_test_settle (self->workspace);
  g_autofree char *redone = zw_test_dump (self->workspace);
  g_assert_cmpstr (redone, ==, after);
}

gint64
zw_test_make (ZwCommandFixture *self, const char *title, ZwTicketType type, gint64 parent)
{
  const ZwNewTicket ticket = { .project = self->project, .type = type, .title = title, .parent = parent };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  zw_test_commit (self->workspace, zw_ticket_create (self->workspace, &ticket, 1, ids, NULL), NULL);
  return g_array_index (ids, gint64, 0);
}

ZwTicket *
zw_test_get (ZwCommandFixture *self, gint64 id)
{
  return zw_workspace_get_ticket (self->workspace, id);
}
