/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportBalance: whether the records of a file and its log say the same, in one number: every value of a record is put on
 * one side, every value that the log gives a row on the other, what it takes from it off again. It cannot tell what differs,
 * and may see a difference where none matters, but never misses one (but for one chance in 2^64). Used by the reader alone. */
#pragma once

#include "zw-change.h"

G_BEGIN_DECLS

typedef struct _ZwImportBalance ZwImportBalance;

ZwImportBalance *zw_import_balance_new (void);
void             zw_import_balance_free (ZwImportBalance *self);
/* A row as it is: its CREATE and the ADDs of its sets. */
void             zw_import_balance_put_row (ZwImportBalance *self, const ZwChangeSet *row);
/* What the log says of a row, change by change or (its values so far) all at once. */
void             zw_import_balance_take_change (ZwImportBalance *self, const ZwChange *change);
void             zw_import_balance_take_row (ZwImportBalance *self, const ZwChangeSet *row);
gboolean         zw_import_balance_is_even (ZwImportBalance *self);

G_END_DECLS
