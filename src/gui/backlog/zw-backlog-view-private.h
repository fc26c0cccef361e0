/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of ZwBacklogView share: zw-backlog-view.c builds it, shows a project and is the ZwView,
 * zw-backlog-rows.c knows selection, focus and drops, zw-backlog-look.c what is remembered,
 * zw-backlog-actions.c runs "backlog.*". Nobody else includes this. */
#pragma once

#include "zw-backlog-cell.h"
#include "zw-backlog-view.h"
#include "zw-card-list.h"
#include "zw-filter-bar.h"
#include "zw-view.h"

G_BEGIN_DECLS

struct _ZwBacklogView {
  GtkWidget parent_instance;

  ZwWorkspace *workspace;      /* (owned) */
  ZwBacklog *backlog;          /* (owned) (nullable) before the first project */
  ZwBacklogPlans *plans;       /* (owned) (nullable) with .backlog */
  ZwBacklogDrafts *drafts;     /* (owned) (nullable) with .backlog */
  ZwCardTheme *theme;          /* (owned) */
  ZwCardSelection *selection;  /* (owned) */
  GPtrArray *cells;            /* (owned) of borrowed ZwBacklogCell: children of the list */
  GSimpleActionGroup *actions; /* (owned) "backlog" */
  ZwTicket *open_ticket;       /* (owned) (nullable) in the pane */
  gboolean narrow, wide, searching;
  gboolean recalling;          /* what is set now was remembered */
  gboolean wants_panel;        /* beside the list in a wide window */
  gboolean shows_panel;        /* asked for in a smaller one */
  guint adding_tick;           /* tick callback */
  int adding_frames;

  GtkWidget *column;           /* filter and list */
  GtkWidget *filter_row;
  ZwFilterBar *filter;
  GtkWidget *panel_toggle;
  ZwCardList *list;
  GtkWidget *empty;
  GtkWidget *separator;
  GtkWidget *panel;            /* (nullable) made when first shown */
};

/* zw-backlog-rows.c */
ZwCard           *zw_backlog_view_create_cell (ZwCardList *list, gpointer view);
void              zw_backlog_view_connect_list (ZwBacklogView *self);
/* The row of the keyboard: a section, a ticket, an end; (nullable) borrowed. */
GObject          *zw_backlog_view_get_focus_item (ZwBacklogView *self);
/* The section of that row, else the last one. (nullable) before the first project. */
ZwBacklogSection *zw_backlog_view_get_current_section (ZwBacklogView *self);
ZwTicket         *zw_backlog_view_get_current (ZwBacklogView *self);
GArray           *zw_backlog_view_dup_targets (ZwBacklogView *self);
ZwBacklogCell    *zw_backlog_view_find_cell (ZwBacklogView *self, GObject *item);
gboolean          zw_backlog_view_focus_row (ZwBacklogView *self, guint position);
/* Opens its section when it is collapsed. */
gboolean          zw_backlog_view_focus_ticket (ZwBacklogView *self, ZwTicket *ticket);
void              zw_backlog_view_drop_gone (ZwBacklogView *self);
void              zw_backlog_view_start_adding (ZwBacklogView *self, ZwBacklogSection *section);

/* zw-backlog-actions.c */
void              zw_backlog_view_add_actions (ZwBacklogView *self);

/* zw-backlog-look.c */
void              zw_backlog_view_add_signals (GType type);
/* The person changed what is remembered of the view. */
void              zw_backlog_view_tell_look (ZwBacklogView *self);

/* zw-backlog-panel.c */
GtkWidget        *zw_backlog_view_create_panel_toggle (ZwBacklogView *self);
void              zw_backlog_view_update_panel (ZwBacklogView *self);
void              zw_backlog_view_update_panel_selection (ZwBacklogView *self);
void              zw_backlog_view_update_toggle (ZwBacklogView *self);
void              zw_backlog_view_set_planning (ZwBacklogView *self, gboolean planning);
/* Beside the list in a wide window. */
void              zw_backlog_view_want_panel (ZwBacklogView *self, gboolean wanted);

G_END_DECLS
