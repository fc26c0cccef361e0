/* SPDX-License-Identifier: GPL-3.0-or-later
 * A workspace on a database in a temporary folder, filled with a small project, for tests of the ticket pane and its
 * dialogs. The clock stands at Mon 23 Nov 2026, 10:00 UTC. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

typedef struct {
  char *folder;
  ZwStore *store;
  ZwClock *clock;
  ZwWorkspace *workspace;
  ZwWorkspace *last_workspace; /* (weak) (nullable) */
  gint64 project, anna, elif, tomasz, customer;
  gint64 todo, progress, done, not_done;
  gint64 sprint, checkout, payments;
  gint64 epic, story, task, problem; /* tickets; .story has one of everything */
} PaneFixture;

void pane_fixture_set_up (PaneFixture *self, gconstpointer unused);
/* The shop of the example instead, with its whole history; of the ids only .project is set. */
void pane_fixture_set_up_example (PaneFixture *self, gconstpointer unused);
void pane_fixture_tear_down (PaneFixture *self, gconstpointer unused);
/* Like set_up and tear_down around a crash: the same file, opened anew. */
void pane_fixture_restart (PaneFixture *self);

/* Commits or fails the test. */
void pane_commit (PaneFixture *self, ZwChangeSet *set, GError **error);
/* Spins the main context until @expression is TRUE; fails after 10 s. */
#define pane_wait_for(expression) \
  G_STMT_START { \
    gint64 limit_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; \
    while (!(expression)) \
      { \
        g_assert_cmpint (g_get_monotonic_time (), <, limit_); \
        g_main_context_iteration (NULL, FALSE); \
      } \
  } G_STMT_END
/* Until everything committed is stored and what was asked is answered. */
void pane_settle (PaneFixture *self);
/* Shows @child in a window of @width by @height pixels and waits until it is drawn. (transfer none) */
GtkWidget *pane_show (GtkWidget *child, int width, int height);
/* The first descendant of @type whose label, text or accessible name contains @text (NULL = any); NULL when none. */
GtkWidget *pane_find (GtkWidget *root, GType type, const char *text);
