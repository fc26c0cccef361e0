/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwExportSince: what happened behind a moment of the log, found before the rows are written: which rows were touched, which
 * sets are news, and which are not: who has those has what the news builds on. Filled on the store's thread. */
#pragma once

#include "zw-dump.h"
#include "zw-id-map.h"

G_BEGIN_DECLS

typedef struct {
  gint64 wanted_set, wanted_at; /* behind this set; from this instant (UTC ms) on; the other is 0 */
  gint64 last_set, last_at;     /* the newest set before the news, imports apart: what they brought others may have; 0 = none */
  gboolean is_found;            /* the wanted set is there */
  GArray *known;                /* (owned) gint64 ids of the sets before, in their order */
  ZwIdMap *news;                /* (owned) ids of the sets behind */
  ZwIdMap *touched;             /* (owned) ids of rows, and of the tickets they belong to */
  gboolean is_behind, is_news;  /* the log is past the moment; the set being read is news */
} ZwExportSince;

ZwExportSince *zw_export_since_new (gint64 set, gint64 at);
void           zw_export_since_free (ZwExportSince *self);
/* Takes sets and changes alone; its data is the ZwExportSince. */
extern const ZwDumpSink zw_export_since_sink;
/* After the log: FALSE with ZW_ERROR_NOT_FOUND when the set is not in it. */
gboolean       zw_export_since_check (const ZwExportSince *self, GError **error);
/* Whether a file of the changes has the row: names always, so that whoever reads it knows who is who. */
gboolean       zw_export_since_wants (const ZwExportSince *self, const ZwDumpRow *row);

G_END_DECLS
