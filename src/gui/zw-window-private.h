/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of ZwWindow share: zw-window.c builds and lays out, zw-window-actions.c runs "win.*",
 * zw-window-files.c imports and exports, zw-window-project.c opens the windows about a project. Nobody else includes this. */
#pragma once

#include "zw-project-switcher.h"
#include "zw-ticket-actions.h"
#include "zw-window.h"

G_BEGIN_DECLS

struct _ZwWindow {
  AdwApplicationWindow parent_instance;

  GSettings *settings;           /* (owned) */
  char *config_dir;              /* (owned) (nullable) */
  ZwWorkspace *workspace;        /* (owned) (nullable) */
  ZwTicketActions *ticket_actions; /* (owned) (nullable) */
  gint64 project;
  ZwTicket *open_ticket;         /* (owned) (nullable) in the pane */
  AdwToast *toast;               /* (owned) (nullable) the one that shows */
  gint64 toast_shown;            /* monotonic µs */
  gboolean narrow;

  GtkWidget *toasts;
  GtkWidget *header;
  ZwProjectSwitcher *switcher, *narrow_switcher;
  GtkWidget *new_ticket, *new_ticket_label;
  GtkWidget *menu;
  GtkWidget *search;
  GtkWidget *pages;
  GtkWidget *welcome;            /* (nullable) made when first needed */
  GtkWidget *problem;            /* (nullable) */
  ZwBoardView *board_view;       /* (nullable) */
  GtkWidget *pane;               /* (nullable) made when first opened */
};

void zw_window_add_actions (ZwWindow *self);
void zw_window_update_actions (ZwWindow *self);

void zw_window_create_project (ZwWindow *self);
void zw_window_show_settings (ZwWindow *self, const char *page);
void zw_window_show_backups (ZwWindow *self);
void zw_window_ask_who (ZwWindow *self);

void zw_window_import_file (ZwWindow *self, GFile *file);
void zw_window_choose_import (ZwWindow *self);
void zw_window_choose_export (ZwWindow *self);
void zw_window_add_example (ZwWindow *self);

G_END_DECLS
