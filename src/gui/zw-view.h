/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwView: what the window and the ticket actions ask of a view that shows tickets: which ones a key acts on, where a popover
 * points, where the focus goes afterwards. Implemented by the board and the backlog, asked by ZwWindow. Main thread.
 *
 * Signals: "open-ticket" (ZwTicket, gboolean focus): show it in the pane; focus FALSE = the keyboard stays here.
 *          "toggle-ticket" (ZwTicket): Space, F9. */
#pragma once

#include <gtk/gtk.h>

#include "zw-filterable.h"
#include "zw-move.h"
#include "zw-ticket.h"

G_BEGIN_DECLS

/* The most regions a view may name. */
#define ZW_VIEW_MAX_REGIONS 4

#define ZW_TYPE_VIEW (zw_view_get_type ())
G_DECLARE_INTERFACE (ZwView, zw_view, ZW, VIEW, GtkWidget)

struct _ZwViewInterface {
  GTypeInterface parent_iface;

  void (*set_project) (ZwView *self, gint64 project);
  GtkWidget *(*get_head) (ZwView *self); /* (nullable) */
  GArray *(*dup_targets) (ZwView *self);
  ZwTicket *(*get_current) (ZwView *self);
  gboolean (*get_bounds) (ZwView *self, gint64 ticket, ZwField field, GdkRectangle *bounds);
  gboolean (*focus_ticket) (ZwView *self, ZwTicket *ticket);
  void (*focus) (ZwView *self);
  void (*edit_title) (ZwView *self);
  ZwTicket *(*get_beside) (ZwView *self, ZwTicket *ticket, int step);
  gint64 (*get_sprint) (ZwView *self);
  gboolean (*move) (ZwView *self, const gint64 *ids, guint n, ZwMoveStep step);
  void (*tell_place) (ZwView *self, ZwTicket *ticket);
  void (*set_open_ticket) (ZwView *self, ZwTicket *ticket);
  void (*set_narrow) (ZwView *self, gboolean narrow);
  void (*set_wide) (ZwView *self, gboolean wide); /* optional */
  void (*set_filter) (ZwView *self, const char *filter);
  void (*set_searching) (ZwView *self, gboolean searching);
  void (*start_filter) (ZwView *self);
  guint (*get_regions) (ZwView *self, GtkWidget **regions);
  ZwFilterable *(*get_filterable) (ZwView *self);
};

void       zw_view_set_project (ZwView *self, gint64 project);
/* What stands above the view and the pane beside it, such as the strip of a board. (nullable) borrowed. */
GtkWidget *zw_view_get_head (ZwView *self);
/* What a key acts on: the selection as it is shown, else the ticket of the keyboard; gint64 ids (transfer full). */
GArray    *zw_view_dup_targets (ZwView *self);
/* The ticket the keyboard is on; (nullable) borrowed. */
ZwTicket  *zw_view_get_current (ZwView *self);
/* Where @ticket is in this widget, or its @field where it has a place of its own, for a popover; FALSE when it is not on
 * screen. */
gboolean   zw_view_get_bounds (ZwView *self, gint64 ticket, ZwField field, GdkRectangle *bounds);
/* The keyboard goes to it. FALSE when it is not shown here. */
gboolean   zw_view_focus_ticket (ZwView *self, ZwTicket *ticket);
/* To where the keyboard was last, or the first ticket. */
void       zw_view_focus (ZwView *self);
/* In place, of the ticket the keyboard is on. */
void       zw_view_edit_title (ZwView *self);
/* The ticket @step places further on (negative: back); NULL beyond the ends. Borrowed. */
ZwTicket  *zw_view_get_beside (ZwView *self, ZwTicket *ticket, int step);
/* The sprint that a new ticket goes into when nothing else is said; 0 = none. */
gint64     zw_view_get_sprint (ZwView *self);
/* To the neighbouring place as it is shown here; says what happened. @ids as shown. TRUE when they moved. */
gboolean   zw_view_move (ZwView *self, const gint64 *ids, guint n, ZwMoveStep step);
/* A screen reader hears where @ticket stands now. */
void       zw_view_tell_place (ZwView *self, ZwTicket *ticket);
/* The ticket that is open in the pane is marked (nullable). */
void       zw_view_set_open_ticket (ZwView *self, ZwTicket *ticket);
void       zw_view_set_narrow (ZwView *self, gboolean narrow);
/* Whether there is room for a panel beside the tickets. */
void       zw_view_set_wide (ZwView *self, gboolean wide);
/* (nullable) NULL = none. */
void       zw_view_set_filter (ZwView *self, const char *filter);
/* In a narrow window the filter hides until it is searched. */
void       zw_view_set_searching (ZwView *self, gboolean searching);
/* Puts the keyboard into the filter. */
void       zw_view_start_filter (ZwView *self);
/* In the order F6 visits them, at most ZW_VIEW_MAX_REGIONS borrowed widgets; the last holds the tickets. Their number. */
guint      zw_view_get_regions (ZwView *self, GtkWidget **regions);
/* What it shows and filters; (nullable) NULL before it has a project. Borrowed. */
ZwFilterable *zw_view_get_filterable (ZwView *self);

/* For implementations: they emit the signals. */
void       zw_view_open_ticket (ZwView *self, ZwTicket *ticket, gboolean focus);
void       zw_view_toggle_ticket (ZwView *self, ZwTicket *ticket);

G_END_DECLS
