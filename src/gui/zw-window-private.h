/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of ZwWindow share: zw-window.c builds and lays out, zw-window-views.c holds the views, zw-window-pane.c the
 * ticket beside them and what actions act on, zw-window-toast.c speaks, zw-window-offers.c offers, zw-window-actions.c runs
 * "win.*", zw-window-files.c imports and exports, zw-window-project.c opens the windows about a project, zw-window-standup.c the
 * stand-up, zw-window-wall.c fills the screen. Nobody else includes
 * this. */
#pragma once

#include "zw-feedback.h"
#include "zw-file-drop.h"
#include "zw-pane-frame.h"
#include "zw-project-switcher.h"
#include "zw-sprint-actions.h"
#include "zw-ticket-actions.h"
#include "zw-view.h"
#include "zw-window.h"

G_BEGIN_DECLS

struct _ZwWindow {
  AdwApplicationWindow parent_instance;

  GSettings *settings;           /* (owned) */
  char *config_dir;              /* (owned) (nullable) */
  ZwWorkspace *workspace;        /* (owned) (nullable) */
  ZwTicketActions *ticket_actions; /* (owned) (nullable) */
  ZwSprintActions *sprint_actions; /* (owned) (nullable) */
  gint64 project;
  ZwTicket *open_ticket;         /* (owned) (nullable) in the pane */
  AdwToast *toast;               /* (owned) (nullable) the one that shows */
  gint64 toast_shown;            /* monotonic µs */
  gint64 offered;                /* the ticket that was last offered to be closed; 0 */
  gboolean narrow;
  gboolean wide;                 /* room for a panel or the pane beside the view */
  gboolean bar;                  /* too narrow for the views in the header: they are in a bar below */

  GtkWidget *toasts;
  ZwFileDrop *file_drop;
  GtkWidget *header;
  ZwProjectSwitcher *switcher, *narrow_switcher;
  GtkWidget *view_switcher, *view_bar;
  GtkWidget *new_ticket, *new_ticket_label;
  GtkWidget *menu;
  GtkWidget *search;
  GtkWidget *way_back;           /* the band over a backup that is looked at */
  GtkWidget *trouble, *trouble_text; /* the band that says what is wrong with the database for the moment */
  GtkWidget *pages;
  GtkWidget *welcome;            /* (nullable) made when first needed */
  GtkWidget *problem;            /* (nullable) */
  ZwPaneFrame *frame;            /* (nullable) the views and the pane; NULL before the first project */
  AdwViewStack *views;           /* (nullable) in the frame */
  ZwView *view;                  /* (nullable) the one that shows */
  ZwBoardView *board_view;       /* (nullable) */
  AdwBin *backlog_page;          /* (nullable) empty until it shows for the first time */
  GtkWidget *pane;               /* (nullable) made when first opened */
  GtkWidget *wall;               /* (nullable) ZwWallView, while it shows */
  gboolean wants_wall;           /* it shows as soon as there is a project */
  gboolean filled_screen;        /* as the window manager last said */
  char *failure;                 /* (owned) (nullable) why the wall could not save something, for a while */
  guint failure_timer;
  guint awake;                   /* cookie: the screen does not go to sleep; 0 */
  GtkWidget *stand_up_button;
  GtkWidget *standup;            /* (weak) (nullable) a window of its own */
};

void zw_window_feedback_init (ZwFeedbackInterface *iface);

/* Once per workspace: the board and the room for the others. */
void zw_window_build_views (ZwWindow *self);
void zw_window_drop_views (ZwWindow *self);
/* The project of the window in its views, in the view it was last in. */
void zw_window_show_project (ZwWindow *self);
/* Whether a ticket of this project is open, and which, for the next time; and then, once the tickets are there. */
void zw_window_remember_pane (ZwWindow *self);
void zw_window_open_remembered (ZwWindow *self);
/* The view of the page that is chosen becomes the one that actions ask. */
void zw_window_choose_view (ZwWindow *self);
void zw_window_step_view (ZwWindow *self, int step);
void zw_window_lay_out_views (ZwWindow *self, gboolean pane_beside);

void zw_window_add_ticket_actions (ZwWindow *self);
void zw_window_toggle_ticket (ZwWindow *self, ZwTicket *ticket);
/* The frame was closed by hand: no ticket is open. */
void zw_window_pane_closed (ZwWindow *self);

/* The wall, if it is wanted, instead of the views; without it again; F11. */
void zw_window_show_wall (ZwWindow *self);
void zw_window_drop_wall (ZwWindow *self);
void zw_window_toggle_screen (ZwWindow *self);
void zw_window_screen_changed (ZwWindow *self);
/* What is wrong for the moment, at the edge of the wall; @error (nullable): something could not be saved. */
void zw_window_tell_trouble (ZwWindow *self, const GError *error);
void zw_window_forget_failure (ZwWindow *self);
/* What stands around the views, as it suits what shows. */
void zw_window_update_chrome (ZwWindow *self);

void zw_window_add_actions (ZwWindow *self);
void zw_window_update_actions (ZwWindow *self);

/* @set was applied here: what may be closed next is offered. Then by the button of the offer. */
void zw_window_offer_to_close (ZwWindow *self, const ZwChangeSet *set);
void zw_window_close_finished (ZwWindow *self);

void zw_window_create_project (ZwWindow *self);
void zw_window_show_settings (ZwWindow *self, const char *page);
void zw_window_show_backups (ZwWindow *self);
void zw_window_ask_who (ZwWindow *self);

/* Shows the stand-up of the project, or the one that goes on. */
void zw_window_show_standup (ZwWindow *self);
/* Ends it: its project or database goes. */
void zw_window_drop_standup (ZwWindow *self);

/* @files: GFile; one after the other. */
void zw_window_import_files (ZwWindow *self, GListModel *files);
void zw_window_choose_import (ZwWindow *self);
void zw_window_choose_export (ZwWindow *self);
void zw_window_send_changes (ZwWindow *self);
void zw_window_add_example (ZwWindow *self);

G_END_DECLS
