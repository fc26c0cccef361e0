/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTalkView: a switch between the comments and the history of a ticket. */
#pragma once

#include <gtk/gtk.h>

#include "zw-ticket-document.h"

G_BEGIN_DECLS

#define ZW_TYPE_TALK_VIEW (zw_talk_view_get_type ())
G_DECLARE_FINAL_TYPE (ZwTalkView, zw_talk_view, ZW, TALK_VIEW, GtkBox)

GtkWidget *zw_talk_view_new (ZwWorkspace *workspace);
void       zw_talk_view_set_document (ZwTalkView *self, ZwTicketDocument *document); /* NULL = none */
/* Something changed: a history on show is read anew. */
void       zw_talk_view_update (ZwTalkView *self);

G_END_DECLS
