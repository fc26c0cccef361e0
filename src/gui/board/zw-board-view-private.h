/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of ZwBoardView share: zw-board-view.c builds it, follows the model and is the view, zw-board-view-actions.c runs
 * "board.*". Nobody else includes this. */
#pragma once

#include "zw-board-view.h"
#include "zw-column-box.h"
#include "zw-column-pager.h"
#include "zw-edge-scroll.h"
#include "zw-filter-bar.h"
#include "zw-page-dots.h"
#include "zw-sprint-strip.h"

G_BEGIN_DECLS

struct _ZwBoardView {
  GtkWidget parent_instance;

  ZwWorkspace *workspace;     /* (owned) */
  ZwBoard *board;             /* (owned) (nullable) */
  ZwCardTheme *theme;         /* (owned) */
  ZwCardSelection *selection; /* (owned) */
  ZwColumnView *last;         /* (weak) (nullable) the column the keyboard was in last */
  GSimpleActionGroup *actions; /* (owned) "board" */
  gboolean narrow;
  gboolean searching;

  ZwSprintStrip *strip;       /* (owned) the window shows it above the pane, too */
  ZwFilterBar *filter;
  ZwColumnPager *pager;
  GtkWidget *overlay;
  GtkWidget *first; /* "Add the first ticket", while the whole board has no card */
  GtkWidget *between; /* the page between two sprints */
  GtkWidget *scroller;
  ZwColumnBox *columns;
  ZwEdgeScroll *edge_scroll; /* (owned) */
  ZwPageDots *dots;
};

/* The column and the card the keyboard is on, or was last (nullable, borrowed). */
ZwColumnView *zw_board_view_get_current_column (ZwBoardView *self);
ZwTicket     *zw_board_view_get_current_card (ZwBoardView *self);

/* Once, while the view is made: "board.*". */
void          zw_board_view_add_actions (ZwBoardView *self);
/* The menu's check mark follows what the board shows. */
void          zw_board_view_update_scope_state (ZwBoardView *self);

G_END_DECLS
