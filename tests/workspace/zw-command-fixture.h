/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the tests of the command functions begin with: a project of its own with the columns every new project has, and the proof
 * that a deed can be undone and redone. */
#pragma once

#include "zw-ticket-commands.h"
#include "zw-workspace-fixture.h"

G_BEGIN_DECLS

typedef struct {
  ZwWorkspaceFixture base;
  ZwWorkspace *workspace; /* borrowed from base */
  gint64 project, todo, doing, review, done, not_done, support_new;
  gint64 measured; /* ticket whose age limit is waited for */
} ZwCommandFixture;

void      zw_command_fixture_set_up (ZwCommandFixture *self, gconstpointer data);
void      zw_command_fixture_tear_down (ZwCommandFixture *self, gconstpointer data);

gint64    zw_test_status_named (ZwCommandFixture *self, const char *name);
/* Commits @set (transfer full) and shows that undo and redo give exactly what was there before and after. */
void      zw_test_do_invertibly (ZwCommandFixture *self, ZwChangeSet *set);
/* A committed ticket in its first column; @parent 0 = none. */
gint64    zw_test_make (ZwCommandFixture *self, const char *title, ZwTicketType type, gint64 parent);
ZwTicket *zw_test_get (ZwCommandFixture *self, gint64 id);

/* @expression fails with @code in @error, which is cleared for the next one. */
#define zw_assert_refused(expression, error, code) \
  G_STMT_START { \
    g_assert_null (expression); \
    g_assert_error (error, ZW_ERROR, code); \
    g_clear_error (&(error)); \
  } G_STMT_END

G_END_DECLS
