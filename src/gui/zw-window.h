/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWindow: one window on one open database: header bar, the views of one project with the ticket pane beside them, or the
 * welcome page while there is no project. Implements ZwFeedback with toasts. Remembers size, project and the view of each.
 * Main thread.
 *
 * Signals: "database-replaced": another file lies where the database was opened;
 *          "open-database" (GFile): the application opens another one; "open-read-only" (GFile): the same, to look only. */
#pragma once

#include <adwaita.h>

#include "zw-board-view.h"
#include "zw-view.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_WINDOW (zw_window_get_type ())
G_DECLARE_FINAL_TYPE (ZwWindow, zw_window, ZW, WINDOW, AdwApplicationWindow)

/* Empty until it gets a workspace. */
ZwWindow    *zw_window_new (AdwApplication *application, GSettings *settings);
/* How wide it will be when it is first shown, in pixels: a small one must not ask for the header of a large one. */
void         zw_window_expect_width (ZwWindow *self, int width);
/* Where “You are” is kept (zw-identity.h); NULL, as at first = for this run only. */
void         zw_window_set_config_dir (ZwWindow *self, const char *config_dir);
/* Above the board, or at the edge of the wall: @text (nullable) instead of what the database tells. */
void         zw_window_set_trouble (ZwWindow *self, const char *text);
/* Shows @workspace (names and a board are loaded). @project 0 = the one shown last, else the first. */
void         zw_window_set_workspace (ZwWindow *self, ZwWorkspace *workspace, gint64 project);
/* The page of a database without a project, until a project is shown. */
void         zw_window_show_welcome (ZwWindow *self);
/* Instead of a database: why there is none. */
void         zw_window_show_problem (ZwWindow *self, const char *title, const GError *error);

/* A stand-up of the project that shows, not yet on the screen. (borrowed): a window of its own. */
GtkWidget   *zw_window_new_standup (ZwWindow *self);

ZwWorkspace *zw_window_get_workspace (ZwWindow *self); /* (nullable) borrowed */
ZwBoardView *zw_window_get_board_view (ZwWindow *self); /* (nullable) borrowed */
ZwView      *zw_window_get_view (ZwWindow *self);      /* (nullable) borrowed: the one that shows */
/* "board" or "backlog"; anything else is ignored. */
void         zw_window_show_view (ZwWindow *self, const char *name);
/* The wall: the board alone, on the whole screen. Wanted before a project shows, it comes with it. */
void         zw_window_set_wall (ZwWindow *self, gboolean wanted);
GtkWidget   *zw_window_get_wall (ZwWindow *self);      /* (nullable) borrowed ZwWallView */
gint64       zw_window_get_project (ZwWindow *self);   /* 0 = none */
void         zw_window_set_project (ZwWindow *self, gint64 project);
/* Opens the pane on it. NULL closes. @focus: the keyboard goes there, too. */
void         zw_window_open_ticket (ZwWindow *self, ZwTicket *ticket, gboolean focus);
void         zw_window_toast (ZwWindow *self, const char *text, gboolean with_undo);
/* @label (nullable): a button that runs the detailed action @action, such as "win.redo". */
void         zw_window_toast_with_button (ZwWindow *self, const char *text, const char *label, const char *action);
/* Whether the workspace is a backup that is only looked at: a band says so and leads back (app.back-to-current). */
void         zw_window_set_looking (ZwWindow *self, gboolean looking);
/* Stays until another one comes: what is being done, its title to be changed as it goes on. @label: of a button whose click
 * the toast tells as "button-clicked". (transfer full) */
AdwToast    *zw_window_toast_until_done (ZwWindow *self, const char *text, const char *label);

G_END_DECLS
