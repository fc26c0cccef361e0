/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files onto tickets and off them again, for window and command line alike. Reading and writing never blocks: callbacks come
 * on the main context. Errors name the file and say why. */
#pragma once

#include "zw-attachment-commands.h"
#include "zw-exchange.h"

G_BEGIN_DECLS

/* Reads @file, keeps its bytes and commits that @ticket has it. @progress: (nullable) bytes of the file. Refused before a
 * byte is read: what is too large, and what is no file. */
void     zw_attach_file_async (ZwWorkspace *workspace, gint64 ticket, GFile *file, ZwProgressFunc progress, gpointer progress_data,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* The same with bytes that are there: a picture from the clipboard. */
void     zw_attach_bytes_async (ZwWorkspace *workspace, gint64 ticket, const char *name, GBytes *content, GAsyncReadyCallback callback,
                                gpointer data);
/* Of both: when the attachment is durable. */
gboolean zw_attach_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error);

/* Writes the content of @attachment to @file, in the place of what was there, whole or not at all. */
void     zw_attachment_write_async (ZwWorkspace *workspace, ZwAttachment *attachment, GFile *file, GAsyncReadyCallback callback,
                                    gpointer data);
gboolean zw_attachment_write_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error);

G_END_DECLS
