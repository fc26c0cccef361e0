/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTicketDocument: one opened ticket with what is not in memory: description, comments, checklist, blocks, work,
 * links, attachments, history. Live: changes of this and other processes patch its lists in place. The pane reads it. Main thread.
 * Properties (notify): "ticket" (ZwTicket), "description" (string), "ready" (boolean: details have arrived). */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_TICKET_DOCUMENT (zw_ticket_document_get_type ())
G_DECLARE_FINAL_TYPE (ZwTicketDocument, zw_ticket_document, ZW, TICKET_DOCUMENT, GObject)

/* Starts reading at once. @ticket is a ticket in memory of @workspace. */
ZwTicketDocument *zw_ticket_document_new (ZwWorkspace *workspace, ZwTicket *ticket);
ZwTicket   *zw_ticket_document_get_ticket (ZwTicketDocument *self);
gboolean    zw_ticket_document_is_ready (ZwTicketDocument *self);
const char *zw_ticket_document_get_description (ZwTicketDocument *self); /* (nullable) */
/* Borrowed GListModels: ZwComment by time, ZwCheckItem by rank, ZwBlock, ZwAttachment by time. */
GListModel *zw_ticket_document_get_comments (ZwTicketDocument *self);
GListModel *zw_ticket_document_get_checks (ZwTicketDocument *self);
GListModel *zw_ticket_document_get_blocks (ZwTicketDocument *self);
GListModel *zw_ticket_document_get_attachments (ZwTicketDocument *self);
/* Borrowed array of ZwLink; emits "links-changed". The other ticket: in memory, else its stub (nullable, borrowed). */
GArray     *zw_ticket_document_get_links (ZwTicketDocument *self);
const ZwTicketStub *zw_ticket_document_get_stub (ZwTicketDocument *self, gint64 ticket);
/* The ticket's own sets, newest first, at most @limit, each holding only its changes. */
void        zw_ticket_document_read_history_async (ZwTicketDocument *self, guint limit, GAsyncReadyCallback callback, gpointer data);
GPtrArray  *zw_ticket_document_read_history_finish (ZwTicketDocument *self, GAsyncResult *result, GError **error);

G_END_DECLS
