/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportSame: labels and columns of a file that are here under another id, because both sides made one of the same name.
 * Two people who both added the label “Bug” meant one label. Used by merges alone. (worker only) */
#pragma once

#include "zw-bulk.h"
#include "zw-import-reader.h"
#include "zw-json-scanner.h"

G_BEGIN_DECLS

typedef struct _ZwImportSame ZwImportSame;

ZwImportSame *zw_import_same_new (void);
void          zw_import_same_free (ZwImportSame *self);
/* First the file: adds its watches to @scanner; a slice that is not @self's is not taken (FALSE). */
void          zw_import_same_watch (ZwImportSame *self, ZwJsonScanner *scanner);
gboolean      zw_import_same_take (ZwImportSame *self, const ZwJsonSlice *slice);
/* Then what is here. */
gboolean      zw_import_same_find (ZwImportSame *self, ZwBulk *bulk, GError **error);
/* The id of the row here that @id of the file stands for; 0 = none, it is itself. */
gint64        zw_import_same_get (ZwImportSame *self, gint64 id);
/* References of @record to such rows now lead to those that are here. */
void          zw_import_same_fit (ZwImportSame *self, ZwImportRecord *record);

G_END_DECLS
