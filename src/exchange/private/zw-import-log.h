/* SPDX-License-Identifier: GPL-3.0-or-later
 * The log of a file: one record of JSON into one change set. Used by the reader alone. */
#pragma once

#include "zw-change.h"
#include "zw-import-shift.h"
#include "zw-json-record.h"

G_BEGIN_DECLS

/* (transfer full) NULL with ZW_ERROR_INVALID_VALUE. Fields that we do not know are left out with a warning. */
ZwChangeSet *zw_import_log_read_set (const ZwJsonSlice *slice, const ZwImportShift *shift, ZwJsonWarnings *warnings,
                                     GError **error);

G_END_DECLS
