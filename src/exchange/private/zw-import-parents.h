/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportParents: who is whose parent in a file, to find circles that no program of ours wrote. Used by the reader alone. */
#pragma once

#include "zw-id-map.h"

G_BEGIN_DECLS

typedef struct _ZwImportParents ZwImportParents;

ZwImportParents *zw_import_parents_new (void);
void             zw_import_parents_free (ZwImportParents *self);
void             zw_import_parents_put (ZwImportParents *self, gint64 id, gint64 parent);
/* The gint64 ids of a circle, each behind its child, the first again at the end; NULL = there is none. (transfer full) */
GArray          *zw_import_parents_find_circle (ZwImportParents *self);

G_END_DECLS
