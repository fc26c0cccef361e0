/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of ZwWallColumn share: zw-wall-column.c lays out and draws, zw-wall-column-drag.c drags and drops. Nobody else
 * includes this. */
#pragma once

#include "zw-wall-column.h"

G_BEGIN_DECLS

struct _ZwWallColumn {
  GtkWidget parent_instance;

  ZwWorkspace *workspace; /* (owned) */
  ZwCardTheme *theme;     /* (owned) */
  GListModel *model;      /* (owned) ZwTicket */
  double base;
  GPtrArray *cards;       /* (nullable elements, widgets owned as children) those of the first items of the model */
  GHashTable *limbo;      /* ZwTicket (owned) -> its widget, out of .cards until the next layout says where it is now */
  GPtrArray *parked;      /* widgets without a ticket: taking one out of its parent while that is laid out lays all out anew */
  guint lost;             /* where the card stood whose widget had the focus */
  guint n_shown;
  char *name, *count;     /* (owned) */
  gboolean over;          /* its limit */
  guint n_more;           /* "+7" */
  int more_y;
  PangoLayout *name_text, *count_text, *more_text; /* (owned) (nullable) */

  GtkDragSource *drag;    /* (borrowed) */
  GtkDropTarget *drop;    /* (borrowed) */
  ZwTicket *dragged;      /* (owned) (nullable) */
  double drag_x, drag_y;
  gboolean is_target;     /* a card hovers and may be dropped */
  guint drop_index;
};

/* The card at @y and its index; NULL below the last one. */
ZwWallCard *zw_wall_column_pick (ZwWallColumn *self, double y, guint *index);
/* Where the line of a drop before @index is drawn. */
int         zw_wall_column_get_gap_y (ZwWallColumn *self, guint index);

void        zw_wall_column_add_drag (ZwWallColumn *self);
void        zw_wall_column_snapshot_drop (ZwWallColumn *self, GtkSnapshot *snapshot);

G_END_DECLS
