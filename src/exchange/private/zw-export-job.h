/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwExportJob: one export on its way, and ZwExportKind, what a format has to know how to do. A kind takes the rows of a dump on
 * the store's thread and ends the file in a thread of its own; it knows the format and nothing of the database. */
#pragma once

#include "zw-exchange.h"
#include "zw-export-since.h"

G_BEGIN_DECLS

typedef struct {
  ZwExportFormat format;
  gint64 project;            /* 0 = all */
  GHashTable *tickets;       /* (owned) (nullable) gint64 ids: these alone */
  ZwExportSince *since;      /* (owned) (nullable) what happened behind a moment, alone */
  GOutputStream *output;     /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) */
  GTask *task;               /* (borrowed) whose data this is */
  gpointer state;            /* (owned) of the kind */

  ZwProgressFunc progress;
  gpointer progress_data;
  gint64 next_progress;      /* monotonic us (worker only) */
  GMutex lock;               /* over what follows */
  gint64 done;
} ZwExportJob;

/* @begin makes the state, which the sink gets as its data; @end writes the rest out, which may block. */
typedef struct {
  ZwDumpSink sink;
  gpointer (*begin) (ZwExportJob *job);
  gboolean (*end) (gpointer state, GError **error);
  void (*free) (gpointer state);
} ZwExportKind;

extern const ZwExportKind zw_export_json, zw_export_csv, zw_export_markdown;

/* Tells whoever waits how far it is, now and then. Any thread, one at a time. */
void     zw_export_job_note (ZwExportJob *self, gint64 bytes);
/* Whether the ticket @id is to come out. */
gboolean zw_export_job_wants (const ZwExportJob *self, gint64 id);

G_END_DECLS
