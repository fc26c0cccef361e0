/* SPDX-License-Identifier: GPL-3.0-or-later
 * The bytes of attachments. They lie beside the entities under their hash, each once however many name it; which ticket has
 * which is an ordinary change (zw-attachment-commands.h). Called by exchange; callbacks on the main context. */
#pragma once

#include "zw-store.h"

G_BEGIN_DECLS

/* Keeps @content. Finish gives its hash (SHA-256, lower case; transfer full), which an attachment then names as its blob. To be
 * called before the change that names it. NULL with ZW_ERROR_DISK_FULL, ZW_ERROR_READ_ONLY … as a commit. */
void    zw_store_put_content_async (ZwStore *self, GBytes *content, GAsyncReadyCallback callback, gpointer data);
char   *zw_store_put_content_finish (ZwStore *self, GAsyncResult *result, GError **error);

/* The content of that hash (transfer full); NULL with ZW_ERROR_NOT_FOUND when there is none. */
void    zw_store_read_content_async (ZwStore *self, const char *hash, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer data);
GBytes *zw_store_read_content_finish (ZwStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
