/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the workspace's tests begin with: a database in a folder of its own with the small world of the store's tests, a
 * clock that stands still, and a loaded workspace on it. Blocking calls for the async functions. */
#pragma once

#include "zw-store-fixture.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

typedef struct {
  ZwStoreFixture base; /* folder, store, ids */
  ZwClock *clock;
  ZwWorkspace *workspace; /* writer "me", all loaded; the store fixture writes as "window" */
} ZwWorkspaceFixture;

/* A Tuesday, 2026-11-24 09:00 UTC. */
#define ZW_TEST_NOW G_GINT64_CONSTANT (1795510800000)

void         zw_workspace_fixture_set_up (ZwWorkspaceFixture *self, gconstpointer unused);
void         zw_workspace_fixture_tear_down (ZwWorkspaceFixture *self, gconstpointer unused);
/* Closes everything and opens it again, as a new process would. */
void         zw_workspace_fixture_restart (ZwWorkspaceFixture *self);
/* Another process on the same file: its own store and workspace, (transfer full). Close with zw_test_close. */
ZwWorkspace *zw_workspace_fixture_open_second (ZwWorkspaceFixture *self, const char *writer);
void         zw_test_close (ZwWorkspace *workspace);

/* Load, all of it. */
void         zw_test_load (ZwWorkspace *workspace);
void         zw_test_flush (ZwWorkspace *workspace);
void         zw_test_reload (ZwWorkspace *workspace);
/* Waits until @workspace is stored and has read again what it doubted. */
void         zw_test_settle (ZwWorkspace *workspace);
/* Commits and waits; @set (transfer full). With a NULL @error a failure ends the test. */
gboolean     zw_test_commit (ZwWorkspace *workspace, ZwChangeSet *set, GError **error);
/* FALSE with @error when it was refused. */
gboolean     zw_test_undo (ZwWorkspace *workspace, GError **error);
gboolean     zw_test_redo (ZwWorkspace *workspace, GError **error);

/* Tells @workspace that another process wrote, as its store's watch does, and waits until it has caught up. */
void         zw_test_catch_up (ZwWorkspace *workspace);

/* A ticket by the plainest set, applied at once; status 0 = To Do. */
ZwTicket    *zw_test_ticket (ZwWorkspace *workspace, const char *title, gint64 status);
/* SET of one field from its present value, not committed. */
ZwChangeSet *zw_test_set_of (ZwWorkspace *workspace, ZwItem *item, ZwField field, const char *value);
/* Commits it without waiting. */
void         zw_test_set (ZwWorkspace *workspace, gpointer item, ZwField field, const char *value);

/* Everything a person could see, as text: items with fields and figures by id, lists in their order. (transfer full) */
char        *zw_test_dump (ZwWorkspace *workspace);
/* Titles of a list of tickets, joined by spaces. (transfer full) */
char        *zw_test_titles (GListModel *tickets);

G_END_DECLS
