/* SPDX-License-Identifier: GPL-3.0-or-later
 * Is this file ours, of which version, and how it becomes the newest: called once by the store's open. (worker only) */
#pragma once

#include "zw-connection.h"

G_BEGIN_DECLS

typedef enum {
  ZW_FILE_EMPTY,   /* nothing in it yet */
  ZW_FILE_OLD,     /* ours, to be migrated */
  ZW_FILE_CURRENT,
  ZW_FILE_NEWER    /* ours, written by a newer version */
} ZwFileState;

/* Fails with ZW_ERROR_NOT_A_DATABASE when the file belongs to something else. */
gboolean zw_sqlite_inspect (ZwConnection *connection, ZwFileState *state, GError **error);
/* Brings an EMPTY or OLD file to the newest version in one transaction; harmless when another process was faster. */
gboolean zw_sqlite_migrate (ZwConnection *connection, GError **error);

G_END_DECLS
