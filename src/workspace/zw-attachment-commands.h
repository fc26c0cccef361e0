/* SPDX-License-Identifier: GPL-3.0-or-later
 * The files of a ticket. Pure, as in zw-ticket-commands.h: the bytes are in the store before (zw-store-content.h), and stay
 * there when an attachment is removed, so that the removal can be undone. (transfer full) */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

/* A database is one file that people copy and send: it holds pictures and logs, not films. */
#define ZW_ATTACHMENT_MAX_BYTES (25 * 1024 * 1024)

/* FALSE with ZW_ERROR_REFUSED when @size bytes are more than a ticket takes. @name: of the file, for the message. */
gboolean     zw_attachment_accepts (const char *name, gint64 size, GError **error);
/* @name may be a path, of which the last part counts. @mime: (nullable). @hash: see zw_store_put_content_async(). */
ZwChangeSet *zw_attachment_add (ZwWorkspace *workspace, gint64 ticket, const char *name, const char *mime, const char *hash,
                                gint64 size, GError **error);
/* Of @name the last part counts again; an empty one is refused. An empty set when it is called so already. */
ZwChangeSet *zw_attachment_rename (ZwWorkspace *workspace, ZwAttachment *attachment, const char *name, GError **error);
/* What a file called @name may be called on a disk: an import, or another program's database, may hold a path. Never empty.
 * (transfer full) */
char        *zw_attachment_dup_file_name (const char *name);
ZwChangeSet *zw_attachment_remove (ZwWorkspace *workspace, ZwAttachment *attachment, GError **error);

G_END_DECLS
