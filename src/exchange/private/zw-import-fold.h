/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportFold: what the log alone still knows: rows that were deleted, or belong to something deleted, put together from
 * their changes. So a database that was exported and imported can undo and check as before. Used by the reader alone. */
#pragma once

#include "zw-import-balance.h"
#include "zw-import-reader.h"

G_BEGIN_DECLS

typedef struct _ZwImportFold ZwImportFold;

ZwImportFold *zw_import_fold_new (void);
void          zw_import_fold_free (ZwImportFold *self);
/* The next change of the log, of the set @set_id. Copied. */
void          zw_import_fold_add (ZwImportFold *self, const ZwChange *change, gint64 set_id);
/* Every row (ZwImportBuried) that is not in @seen; borrowed. What the log says of the others (records behind it) goes onto
 * its side of @balance. */
ZwIdMap      *zw_import_fold_take_rows (ZwImportFold *self, ZwIdMap *seen, ZwImportBalance *balance);

G_END_DECLS
