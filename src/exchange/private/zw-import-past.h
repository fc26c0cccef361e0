/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportPast: what a file and this database have in common, and what happened in each since. A set whose id both know is
 * common; a set of the file alone is news; of the sets that are here alone those count that are no imports, for what an
 * import brought is the file's own. (worker only) */
#pragma once

#include "zw-bulk.h"
#include "zw-id-map.h"
#include "zw-import-same.h"

G_BEGIN_DECLS

typedef struct _ZwImportPast ZwImportPast;

ZwImportPast *zw_import_past_new (void);
void          zw_import_past_free (ZwImportPast *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwImportPast, zw_import_past_free)

/* First the log of the file, from the beginning of @stream; @same takes its share on the way. */
gboolean      zw_import_past_read_file (ZwImportPast *self, GInputStream *stream, ZwImportSame *same, ZwBulk *bulk,
                                        GCancellable *cancellable, GError **error);
/* Then the log of @project here; 0 = of everything. */
gboolean      zw_import_past_read_here (ZwImportPast *self, ZwBulk *bulk, gint64 project, GError **error);

/* Walks the sets in the log of the file that never came here; start with *@position = 0, FALSE at the end. */
gboolean      zw_import_past_next_news (ZwImportPast *self, guint *position, gint64 *set);
/* The value on which the file's news of the field are built (borrowed, nullable): where that is ours, they know what is here.
 * FALSE = there are no news of it. */
gboolean      zw_import_past_find_seen (ZwImportPast *self, gint64 id, ZwField field, const char **seen);
/* Whether the row was made, or deleted, or changed at all here alone; also by something new that belongs or refers to it. */
gboolean      zw_import_past_is_created_here (ZwImportPast *self, gint64 id);
gboolean      zw_import_past_is_deleted_here (ZwImportPast *self, gint64 id);
gboolean      zw_import_past_is_touched_here (ZwImportPast *self, gint64 id);
/* Whether the field (or with @element, its being in the set) was changed here alone; @base (borrowed, nullable) is what it
 * was in common: of elements "1" for in and NULL for out. */
gboolean      zw_import_past_find_base (ZwImportPast *self, gint64 id, ZwField field, const char *element, const char **base);
/* What the file deleted: id -> entity + 1; borrowed. */
ZwIdMap      *zw_import_past_get_deleted (ZwImportPast *self);
/* @number for a new ticket of @project if nobody here ever had it, else the next that nobody had. */
int           zw_import_past_take_number (ZwImportPast *self, gint64 project, int number);

G_END_DECLS
