/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBulk: one transaction of any size in one job of the store's thread: how imports write. The function that gets it runs
 * there, reads what is in the database, appends, and says how it ends; nobody sees anything of it before. Called by
 * exchange alone; the function must not touch the workspace or anything else of the main thread. */
#pragma once

#include "zw-store.h"

G_BEGIN_DECLS

typedef struct _ZwBulk ZwBulk;

/* (worker only) TRUE: the transaction ends as @finish says; FALSE with an error: it is rolled back. */
typedef gboolean (*ZwBulkFunc) (ZwBulk *bulk, gpointer data, ZwFinish *finish, GError **error);

/* @header: the set that is being made (id, deed, writer, actor, at). Runs in the turn of a write. @data must live until the
 * callback. */
void       zw_store_run_bulk_async (ZwStore *self, ZwChangeSet *header, ZwBulkFunc func, gpointer func_data,
                                    GAsyncReadyCallback callback, gpointer data);
/* The receipt of the set, also of one that was rolled back as asked for. */
ZwReceipt *zw_store_run_bulk_finish (ZwStore *self, GAsyncResult *result, GError **error);

/* --- inside the function -------------------------------------------------------------------------------------- */

/* FALSE: the changes become one logged set. TRUE: rows and log of another database are taken over as they are: nothing is
 * logged, CREATE may carry ZW_FIELD_CHANGED. Once, before the first append. */
gboolean   zw_bulk_begin (ZwBulk *self, gboolean verbatim, GError **error);
/* Takes everything back to the moment before begin, which may be called again. */
void       zw_bulk_undo (ZwBulk *self);
/* ZwChange; they must be valid but need not come in the order of their references. */
gboolean   zw_bulk_append (ZwBulk *self, GPtrArray *changes, GError **error);
/* The same, if a rule lets it in: one of the database itself or of @guards (ZwGuard), all asked behind the last change. If not,
 * nothing of @changes is written, and @refusal says why. */
gboolean   zw_bulk_append_guarded (ZwBulk *self, GPtrArray *changes, GArray *guards, GError **refusal, GError **error);
/* ZwChangeSet with their changes; verbatim, or before the first append: the past of what is going to be appended. Sets with
 * known ids are left out. */
gboolean   zw_bulk_append_log (ZwBulk *self, GPtrArray *sets, GError **error);
/* The content that attachments name by @hash. */
gboolean   zw_bulk_put_content (ZwBulk *self, const char *hash, GBytes *content, GError **error);
/* Marks the row @id deleted by the set @set_id of a log that was taken over; only verbatim. */
gboolean   zw_bulk_bury (ZwBulk *self, ZwEntity entity, gint64 id, gint64 set_id, GError **error);
/* After the log, only verbatim: where it does not say what the rows hold, the rows are right, and what the log lacks becomes
 * the set that the header names. @judge hears of each change first, of rows that were here before, too; FALSE = as it is. */
gboolean   zw_bulk_correct_log (ZwBulk *self, ZwCorrectionFunc judge, gpointer data, GError **error);
/* The id of the set that the header names. */
gint64     zw_bulk_get_set_id (ZwBulk *self);
/* Remembers from which database @project came. */
gboolean   zw_bulk_put_origin (ZwBulk *self, gint64 project, const char *database, GError **error);
/* Remembers that a set of another database came in by a merge, though the log here does not have it. */
gboolean   zw_bulk_put_met (ZwBulk *self, gint64 set_id, GError **error);
/* Whether the log has the set, or it came in by a merge. */
gboolean   zw_bulk_has_met (ZwBulk *self, gint64 set_id, gboolean *found, GError **error);
/* Calls @func with the row @id, deleted or not; @found tells whether there is one. Content is never read. */
gboolean   zw_bulk_read_row (ZwBulk *self, ZwEntity entity, gint64 id, ZwDumpRowFunc func, gpointer data, gboolean *found,
                             GError **error);
/* As zw_store_dump_async(). */
gboolean   zw_bulk_dump (ZwBulk *self, gint64 project, const ZwDumpSink *sink, gpointer data, GError **error);

G_END_DECLS
