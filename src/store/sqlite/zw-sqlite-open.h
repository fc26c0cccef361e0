/* SPDX-License-Identifier: GPL-3.0-or-later
 * From a path to a connection that may be used: existence, rights, kind, version, damage. (worker only) */
#pragma once

#include "zw-connection.h"
#include "zw-store.h"

G_BEGIN_DECLS

/* Opens the file of @store and tells the store its read-only reason and whether it is on a network. @backup_dir: (nullable) for
 * the copy before an upgrade. @presence: see zw_presence_enter(). */
ZwConnection *zw_sqlite_open (ZwStore *store, ZwOpenFlags flags, const char *backup_dir, int *presence, GError **error);

G_END_DECLS
