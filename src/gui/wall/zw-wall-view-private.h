/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of ZwWallView share: zw-wall-view.c builds it and follows the board, zw-wall-view-hands.c is the padlock, the
 * pointer, keys and time. Nobody else includes this. */
#pragma once

#include "zw-card-selection.h"
#include "zw-sprint-watch.h"
#include "zw-wall-chart.h"
#include "zw-wall-head.h"
#include "zw-wall-view.h"

G_BEGIN_DECLS

struct _ZwWallView {
  GtkWidget parent_instance;

  ZwWorkspace *workspace;     /* (owned) */
  GSettings *settings;        /* (owned) */
  ZwBoard *board;             /* (owned) (nullable) */
  ZwCardTheme *theme;         /* (owned) */
  ZwCardSelection *selection; /* (owned) always empty: a drop asks for one */
  ZwSprintWatch *watch;       /* (owned) (nullable) */
  double base;

  GtkWidget *head;
  GtkStack *pages;
  ZwWallGrid *grid;           /* the page "board" */
  GtkWidget *chart;           /* the page "burndown" */
  ZwWallGrid *stopped;        /* the page "blocked": no columns while it does not show */
  GtkWidget *line;            /* what is wrong for the moment */
  GtkWidget *corner;          /* the buttons that come with the pointer */
  GtkWidget *lock;

  GHashTable *waiting_glow;   /* (owned) ids of tickets whose cards are not laid out yet */
  ZwTicket *waiting_focus;    /* (owned) (nullable) likewise */
  guint wait_tick;            /* tick callback; 0 = none */
  int wait_frames;

  GSimpleActionGroup *actions; /* (owned) "wall" */
  gboolean locked;
  double pointer_x, pointer_y;
  guint idle_timer, shift_timer, rotation_timer;
};

/* Before the hands: the pages beside the board, and their turn. */
void zw_wall_view_add_pages (ZwWallView *self);
void zw_wall_view_show_board (ZwWallView *self);
/* How often. (transfer full) */
GMenuModel *zw_wall_view_new_menu (void);
void zw_wall_view_add_hands (ZwWallView *self);
void zw_wall_view_stop_timers (ZwWallView *self);
/* Columns that came meanwhile learn whether they can be moved. */
void zw_wall_view_update_lock (ZwWallView *self);

G_END_DECLS
