/* SPDX-License-Identifier: GPL-3.0-or-later
 * The SQLite backend. Named by main.c and the tests alone. */
#pragma once

#include "zw-store.h"

G_BEGIN_DECLS

#define ZW_TYPE_SQLITE_STORE (zw_sqlite_store_get_type ())
G_DECLARE_FINAL_TYPE (ZwSqliteStore, zw_sqlite_store, ZW, SQLITE_STORE, ZwStore)

/* @path: the database file; made absolute. @backup_dir: folder for backups (made when needed), NULL = no automatic
 * backups. @writer: this channel's id, for drafts. Does no I/O. */
ZwStore *zw_sqlite_store_new (const char *path, const char *backup_dir, const char *writer);

G_END_DECLS
