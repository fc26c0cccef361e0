/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwNewTicketDialog: a new ticket, or one per pasted line. What is typed survives a crash as a draft.
 * Signal "created" (gint64 id): after each commit; of several the first. */
#pragma once

#include <adwaita.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_NEW_TICKET_DIALOG (zw_new_ticket_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZwNewTicketDialog, zw_new_ticket_dialog, ZW, NEW_TICKET_DIALOG, AdwWindow)

/* @parent: the widget that asks; its window becomes the parent and shows the toast. @status 0 = the first column;
 * @sprint 0 = the backlog. Present it with gtk_window_present(). */
GtkWidget *zw_new_ticket_dialog_new (GtkWidget *parent, ZwWorkspace *workspace, gint64 project, gint64 status, gint64 sprint);
/* Starts with this type, such as PROBLEM from the help desk. */
void       zw_new_ticket_dialog_set_kind (ZwNewTicketDialog *self, ZwTicketType type);
/* As if the person typed it. */
void       zw_new_ticket_dialog_set_title_line (ZwNewTicketDialog *self, const char *text);
/* Creates what the form says; FALSE (and it stays open) when that was refused. */
gboolean   zw_new_ticket_dialog_submit (ZwNewTicketDialog *self);

G_END_DECLS
