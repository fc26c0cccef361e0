/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copies of the database: made, verified, kept, listed and put back. (worker only) */
#pragma once

#include "zw-connection.h"
#include "zw-store.h"

G_BEGIN_DECLS

/* A copy under way, made in slices so that the thread stays free for people. */
typedef struct _ZwCopy ZwCopy;

/* Begins a copy of @connection to @path (through a file beside it). */
ZwCopy    *zw_copy_new (ZwConnection *connection, const char *path, GError **error);
/* Copies up to @n_pages (-1 = all); @more tells whether some are left. */
gboolean   zw_copy_step (ZwCopy *self, int n_pages, gboolean *more, GError **error);
/* Verifies the complete copy and gives it its name. */
gboolean   zw_copy_finish (ZwCopy *self, GError **error);
/* Also removes what was not finished. */
void       zw_copy_free (ZwCopy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwCopy, zw_copy_free)

/* The folder of a database's backups; made when missing. (transfer full) */
char      *zw_sqlite_backup_folder (const char *backup_dir, const char *database_id, GError **error);
/* The path of a backup made now for @reason. (transfer full) */
char      *zw_sqlite_backup_path (const char *folder, const char *reason);
gboolean   zw_sqlite_backup (ZwConnection *connection, const char *path, GError **error);
/* ZwBackup, newest first; @count: also how many tickets each holds. */
GPtrArray *zw_sqlite_backup_list (const char *folder, gboolean count, GError **error);
/* Whether the newest daily backup is a day old or missing. */
gboolean   zw_sqlite_backup_is_due (const char *folder);
/* Removes what is too old: of the daily ones the newest 12 stay and the newest of each of 10 further weeks, of every other
 * kind the newest 12. */
void       zw_sqlite_backup_thin_out (const char *folder);

/* Whether the file at @path is a sound database of ours that this version can read. */
gboolean   zw_sqlite_backup_verify (const char *path, GError **error);
/* Overwrites the content of @connection with that of @path; all or nothing. */
gboolean   zw_sqlite_backup_put_back (ZwConnection *connection, const char *path, GError **error);
/* PRAGMA quick_check; FALSE with ZW_ERROR_DAMAGED and its first complaint. */
gboolean   zw_sqlite_quick_check (ZwConnection *connection, GError **error);

G_END_DECLS
