/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportGlance: collects the preview of a file of ours from its records as they pass in a dry run. Pure. */
#pragma once

#include "zw-import-preview.h"
#include "zw-import-reader.h"

G_BEGIN_DECLS

typedef struct _ZwImportGlance ZwImportGlance;

ZwImportGlance  *zw_import_glance_new (void);
void             zw_import_glance_free (ZwImportGlance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwImportGlance, zw_import_glance_free)
void             zw_import_glance_note (ZwImportGlance *self, const ZwImportRecord *record);
/* After the last record, once. (transfer full) */
ZwImportPreview *zw_import_glance_finish (ZwImportGlance *self);

G_END_DECLS
