/* SPDX-License-Identifier: GPL-3.0-or-later
 * Is everything in order: pages, references, tables against the log, counters, full text. Changes nothing but that it
 * completes the full-text index first. (worker only) */
#pragma once

#include "zw-sqlite-schema.h"

G_BEGIN_DECLS

/* Complaints (char *), empty when all is well; NULL with an error when it could not be looked at. */
GPtrArray *zw_sqlite_check (ZwConnection *connection, ZwSqliteSchema *schema, gboolean writable, GError **error);

G_END_DECLS
