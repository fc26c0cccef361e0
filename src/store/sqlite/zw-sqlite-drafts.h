/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text typed but not saved, in a file of its own beside the database: never logged, exported or backed up. (worker only) */
#pragma once

#include "zw-connection.h"
#include "zw-store.h"

G_BEGIN_DECLS

/* Opens <database>.drafts, making it when missing. */
ZwConnection *zw_sqlite_drafts_open (const char *database_path, GError **error);
/* An empty text deletes the draft. @writer: (nullable) */
gboolean      zw_sqlite_drafts_save (ZwConnection *connection, const char *writer, const ZwDraft *draft, GError **error);
/* ZwDraft of @writer alone, oldest first. */
GPtrArray    *zw_sqlite_drafts_read (ZwConnection *connection, const char *writer, GError **error);

G_END_DECLS
