/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportLog: the log of a file, change by change. A set may be as large as the file (an import of everything is one set),
 * so sets come in pieces: several ZwChangeSets with one id, one behind the other. Used beside the scanner that is handed
 * in; on its thread. */
#pragma once

#include "zw-change.h"
#include "zw-import-shift.h"
#include "zw-json-scanner.h"

G_BEGIN_DECLS

typedef struct _ZwImportLog ZwImportLog;

/* Adds its watches to @scanner, which hands out all else as places or not at all. @shift is borrowed. */
ZwImportLog *zw_import_log_new (ZwJsonScanner *scanner, const ZwImportShift *shift, ZwJsonWarnings *warnings);
void         zw_import_log_free (ZwImportLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwImportLog, zw_import_log_free)

/* Whether the slice is part of the log. */
gboolean     zw_import_log_owns (ZwImportLog *self, const ZwJsonSlice *slice);
/* Takes such a slice in. A change goes to the end of the last set of @sets, or of a new one when that is another; it is
 * also put in @change (borrowed), else NULL. What we do not know is left out with a warning. FALSE with
 * ZW_ERROR_INVALID_VALUE and the place. */
gboolean     zw_import_log_take (ZwImportLog *self, const ZwJsonSlice *slice, GPtrArray *sets, const ZwChange **change,
                                 GError **error);
/* Behind the last slice: whether the last set was whole. */
gboolean     zw_import_log_finish (ZwImportLog *self, GError **error);
/* Sets so far. */
guint        zw_import_log_get_n_sets (ZwImportLog *self);

G_END_DECLS
