/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwExportTickets: the tickets of an export with all that is told beside them (names, checklists, open blocks, work, sources),
 * collected from a dump, for the kinds of file that people read. A dump goes by ids and such files go by board order, so the
 * texts of the tickets that are wanted wait in memory; the file itself is streamed. Filled on the store's thread, read
 * in another one afterwards. */
#pragma once

#include "zw-export-job.h"
#include "zw-id-map.h"
#include "zw-text-writer.h"

G_BEGIN_DECLS

typedef struct {
  ZwEntity entity;
  gint64 id, changed;
  GPtrArray *labels; /* (owned) (nullable) of a ticket: rows, borrowed */
  GPtrArray *parts;  /* (owned) (nullable) of a ticket: its rows of other entities, borrowed */
  const char *texts[];
} ZwExportRow;

typedef struct {
  ZwExportJob *job;     /* (borrowed) */
  ZwTextWriter *out;    /* (owned) */
  GStringChunk *texts;  /* (owned) */
  ZwIdMap *rows;        /* (owned) ZwExportRow, whatever their entity */
  ZwIdMap *children;    /* (owned) id of a ticket -> GPtrArray of borrowed rows; once sorted */
  GPtrArray *tickets;   /* (owned) those that are wanted, borrowed; in board order once sorted */
  GPtrArray *projects, *sprints, *statuses; /* (owned) borrowed; by position once sorted */
} ZwExportTickets;

gpointer     zw_export_tickets_begin (ZwExportJob *job);
void         zw_export_tickets_free (gpointer self);
/* For the sink. */
gboolean     zw_export_tickets_take_row (const ZwDumpRow *row, gpointer self, GError **error);
#define ZW_EXPORT_TICKETS_ENTITIES \
  (1 << ZW_ENTITY_PERSON | 1 << ZW_ENTITY_PROJECT | 1 << ZW_ENTITY_STATUS | 1 << ZW_ENTITY_LABEL | 1 << ZW_ENTITY_SPRINT \
   | 1 << ZW_ENTITY_TICKET | 1 << ZW_ENTITY_CHECK_ITEM | 1 << ZW_ENTITY_BLOCK | 1 << ZW_ENTITY_WORK | 1 << ZW_ENTITY_SOURCE)
/* After the last row: projects and sprints by position; tickets by project, those that are archived last, closed ones before
 * them, then by column and rank. */
void         zw_export_tickets_sort (ZwExportTickets *self);

const char  *zw_export_row_get (const ZwExportRow *row, ZwField field);          /* (nullable) in the encoding of the log */
gint64       zw_export_row_get_int (const ZwExportRow *row, ZwField field);      /* 0 = unset */
int          zw_export_row_get_choice (const ZwExportRow *row, ZwField field);
/* What the reference @field names; NULL = nothing, or not here. */
ZwExportRow *zw_export_tickets_follow (const ZwExportTickets *self, const ZwExportRow *row, ZwField field);
/* The name of what @field names. (nullable) */
const char  *zw_export_tickets_name (const ZwExportTickets *self, const ZwExportRow *row, ZwField field);
/* The key of @ticket, "" for NULL. (transfer full) */
char        *zw_export_tickets_dup_key (const ZwExportTickets *self, const ZwExportRow *ticket);
int          zw_export_tickets_get_category (const ZwExportTickets *self, const ZwExportRow *ticket);
/* 0..100 as the board shows it. */
int          zw_export_tickets_get_progress (const ZwExportTickets *self, const ZwExportRow *ticket);
/* The next part of @entity from @position on, which moves; NULL = no more. Checklists come by rank. */
ZwExportRow *zw_export_row_next_part (const ZwExportRow *ticket, ZwEntity entity, guint *position);

G_END_DECLS
