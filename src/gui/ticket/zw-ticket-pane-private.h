/* SPDX-License-Identifier: GPL-3.0-or-later
 * Between zw-ticket-pane.c (the frame), …-head.c (its head and status row), …-title.c (saving the title) and …-actions.c (what
 * its menus and buttons do). */
#pragma once

#include "zw-ticket-document.h"
#include "zw-ticket-pane.h"

G_BEGIN_DECLS

struct _ZwTicketPane {
  GtkWidget parent_instance;
  ZwWorkspace *workspace;     /* (owned) */
  ZwTicketDocument *document; /* (owned) (nullable) */
  GSimpleActionGroup *actions; /* (owned) "pane" */
  GtkWidget *stack;           /* "empty", "ticket" */
  GtkWidget *type_icon, *key, *type_name, *menu;
  GtkWidget *scroller;
  GtkWidget *title;           /* ZwTitleView */
  GtkWidget *conflict;        /* ZwConflictBand */
  GtkWidget *status, *close, *reopen, *age, *age_text;
  GtkWidget *bands, *fields, *figures, *description, *checklist, *links, *attachments, *talk, *comment_bar;
};

/* In init: the group "pane" with everything menus and buttons name. */
void zw_ticket_pane_add_actions (ZwTicketPane *self);
/* After every change: the marks of the menus follow the ticket. */
void zw_ticket_pane_update_actions (ZwTicketPane *self);

/* zw-ticket-pane-head.c: each once. (transfer floating) */
GtkWidget *zw_ticket_pane_new_head (ZwTicketPane *self);
GtkWidget *zw_ticket_pane_new_status_row (ZwTicketPane *self);
void zw_ticket_pane_show_head (ZwTicketPane *self, ZwTicket *ticket);
/* zw-ticket-pane-title.c: from now on what is typed as the title is saved. */
void zw_ticket_pane_follow_title (ZwTicketPane *self);

/* The previous (-1) or the next ticket (1) is wanted. */
void zw_ticket_pane_emit_step (ZwTicketPane *self, int step);
void zw_ticket_pane_emit_close (ZwTicketPane *self);
void zw_ticket_pane_emit_open (ZwTicketPane *self, gint64 id);

G_END_DECLS
