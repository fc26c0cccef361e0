/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportPump: a reader on a thread of its own, a few batches ahead of whoever takes them. One taker; the reader's answers
 * are asked for after the end alone. */
#pragma once

#include "zw-import-reader.h"

G_BEGIN_DECLS

typedef struct _ZwImportPump ZwImportPump;

/* Starts at once. @reading must outlive the pump. */
ZwImportPump   *zw_import_pump_new (GInputStream *stream, const ZwImportReading *reading, ZwJsonWarnings *warnings,
                                    GCancellable *cancellable);
/* Stops the thread and waits for it. */
void            zw_import_pump_free (ZwImportPump *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwImportPump, zw_import_pump_free)
/* As zw_import_reader_next(); waits. */
ZwImportBatch  *zw_import_pump_next (ZwImportPump *self, GError **error);
/* After the end; borrowed. */
ZwImportReader *zw_import_pump_get_reader (ZwImportPump *self);

G_END_DECLS
