/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWriting: one change set on its way into the tables and the log, inside a transaction its caller began. The only
 * place that changes an entity row. (worker only) */
#pragma once

#include "zw-sqlite-schema.h"
#include "zw-store.h"

G_BEGIN_DECLS

typedef struct _ZwWriting ZwWriting;

/* @header gives id, undoes, deed, writer, actor, at; its changes are not looked at. @bulk: the texts are indexed later. */
ZwWriting *zw_writing_new (ZwConnection *connection, ZwSqliteSchema *schema, ZwChangeSet *header, gboolean bulk, GError **error);
void       zw_writing_free (ZwWriting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwWriting, zw_writing_free)

/* Rows, log and numbers of @changes (ZwChange). On failure the transaction must be rolled back. */
gboolean   zw_writing_apply (ZwWriting *self, GPtrArray *changes, GError **error);
/* The same, unless a rule of the database or one of @guards is against it: then nothing is written, and @refusal says why. */
gboolean   zw_writing_try (ZwWriting *self, GPtrArray *changes, GArray *guards, GError **refusal, GError **error);
/* Checks the guards, writes the set itself: (transfer full) what it was given. COMMIT may follow. */
ZwReceipt *zw_writing_complete (ZwWriting *self, GArray *guards, GError **error);
/* Takes the sets of another database's log over as they are, those with known ids left out. Only where @header has id 0:
 * such a writing logs nothing of what is applied, and takes ZW_FIELD_CHANGED among the values of a CREATE. */
gboolean   zw_writing_take_log (ZwWriting *self, GPtrArray *sets, GError **error);
/* Where a log that was taken over and the rows do not say the same, the rows are right: what the log lacks becomes the set
 * @header. @judge hears of each change; FALSE = leave the log as it is there. */
gboolean   zw_writing_correct_log (ZwWriting *self, const ZwChangeSet *header, ZwCorrectionFunc judge, gpointer data, GError **error);
/* seq of its first row; 0 while there is none. */
gint64     zw_writing_get_first_seq (ZwWriting *self);

G_END_DECLS
