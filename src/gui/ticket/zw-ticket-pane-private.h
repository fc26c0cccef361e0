/* SPDX-License-Identifier: GPL-3.0-or-later
 * Between zw-ticket-pane.c (what is shown) and zw-ticket-pane-actions.c (what its menus and buttons do). */
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

void zw_ticket_pane_emit_close (ZwTicketPane *self);
void zw_ticket_pane_emit_open (ZwTicketPane *self, gint64 id);

G_END_DECLS
