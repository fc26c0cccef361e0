/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwCommentBar: where a new comment is written: Enter makes a line, Ctrl+Enter and the button send. What is typed is
 * kept as a draft. */
#pragma once

#include <gtk/gtk.h>

#include "zw-ticket-document.h"

G_BEGIN_DECLS

#define ZW_TYPE_COMMENT_BAR (zw_comment_bar_get_type ())
G_DECLARE_FINAL_TYPE (ZwCommentBar, zw_comment_bar, ZW, COMMENT_BAR, GtkBox)

GtkWidget *zw_comment_bar_new (ZwWorkspace *workspace);
void       zw_comment_bar_set_document (ZwCommentBar *self, ZwTicketDocument *document); /* NULL = none */
/* Sends what is typed; nothing when it is blank. */
void       zw_comment_bar_send (ZwCommentBar *self);
/* Borrowed: for tests of typing. */
GtkTextBuffer *zw_comment_bar_get_buffer (ZwCommentBar *self);

G_END_DECLS
