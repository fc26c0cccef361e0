/* SPDX-License-Identifier: GPL-3.0-or-later
 * Between zw-sqlite-dump.c (rows) and zw-sqlite-dump-log.c (the log) alone. (worker only) */
#pragma once

#include "zw-sqlite-dump.h"

G_BEGIN_DECLS

/* The sets and their changes, as far as they belong to what is dumped. */
gboolean zw_sqlite_dump_log (const ZwDump *dump, GError **error);
/* Whether @text, a value of @spec (nullable), names something of another project, which stays at home with it. @error must
 * not be NULL; once it is set the answer is FALSE. */
gboolean zw_sqlite_dump_is_foreign (const ZwDump *dump, const ZwFieldSpec *spec, const char *text, GError **error);
/* Counts a row; TRUE with @error set when the dump should end. */
gboolean zw_sqlite_dump_is_stopped (const ZwDump *dump, guint *n_rows, GError **error);

G_END_DECLS
