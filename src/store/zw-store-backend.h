/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a backend tells its ZwStore. For subclasses alone; workspace and above never include it. */
#pragma once

#include "zw-store.h"

G_BEGIN_DECLS

/* In open_in_worker, before it succeeds. @reason: (nullable) copied. */
void     zw_store_set_database_id (ZwStore *self, const char *database_id);
void     zw_store_set_read_only_reason (ZwStore *self, const GError *reason);
void     zw_store_set_on_network (ZwStore *self, gboolean on_network);
/* (worker only) */
void     zw_store_set_seq (ZwStore *self, gint64 seq);
/* (worker only) Notifies on the main context when it changed. */
void     zw_store_set_indexing (ZwStore *self, gboolean indexing);
/* Emits ::changed-elsewhere on the main context. Any thread. */
void     zw_store_report_change (ZwStore *self);
/* Emits ::trouble on the main context when it is another one than before; NULL = all is well. (worker only) */
void     zw_store_set_trouble (ZwStore *self, const GError *trouble);
/* Emits ::replaced on the main context. Any thread. */
void     zw_store_report_replaced (ZwStore *self);
/* Asks for calls of idle_in_worker until it returns FALSE. (worker only) */
void     zw_store_want_idle (ZwStore *self);
/* Runs @func on the worker with the turn of a read; lost when the store is closing. Main thread. */
void     zw_store_run_in_worker (ZwStore *self, void (*func) (ZwStore *self));
/* TRUE and sets G_IO_ERROR_CANCELLED when a long read should stop. @cancellable may be NULL. */
gboolean zw_store_is_stopped (ZwStore *self, GCancellable *cancellable, GError **error);
/* Every function that touches the connection begins with this. */
gboolean zw_store_is_in_worker (ZwStore *self);

G_END_DECLS
