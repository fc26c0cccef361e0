/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportReader: our own JSON in, as changes that could be appended at once: every value checked against the field tables,
 * every id seen once, every reference noted. Reads on a thread of its own, ahead of the store; knows nothing of what is in
 * the database. */
#pragma once

#include "zw-change.h"
#include "zw-id-map.h"
#include "zw-import-shift.h"
#include "zw-json-scanner.h"

G_BEGIN_DECLS

/* What the beginning of a file tells. */
typedef struct {
  char *database;      /* (owned) (nullable) id of the database it comes from */
  char *time_zone;     /* (owned) (nullable) of its first project */
  GArray *projects;    /* (owned) gint64 ids */
  GPtrArray *keys;     /* (owned) their keys */
  gboolean is_partial;   /* some rows of a project alone: what they name may stand elsewhere */
  gboolean has_since;    /* what changed behind a set alone */
  gint64 since_set, since_at; /* that set, and when it was; 0 = from the beginning */
  gboolean is_log_first; /* other programs sort members by name; ours writes the log behind what it is about */
} ZwImportHead;
void zw_import_head_free (ZwImportHead *head);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwImportHead, zw_import_head_free)
/* Reads as far as needed; no further. ZW_ERROR_UNSUPPORTED when it is no file of ours, or of a version we do not know. */
ZwImportHead *zw_import_head_read (GInputStream *stream, GCancellable *cancellable, GError **error);

/* The ids of all records (to a pointer that is not NULL), from the beginning of @stream: for logs that come first. (transfer
 * full) */
ZwIdMap      *zw_import_head_read_ids (GInputStream *stream, GCancellable *cancellable, GError **error);

/* One record: a row of an entity. */
typedef struct {
  ZwEntity entity;
  gint64 id, file_id; /* as it gets it, and as the file has it */
  gint64 line, index; /* where it stands */
  ZwChangeSet *set;   /* (owned) its CREATE, with ZW_FIELD_CHANGED where the file has it, then the ADDs of its sets */
  GBytes *content;    /* (owned) (nullable) of an attachment */
} ZwImportRecord;
/* The CREATE (borrowed). */
ZwChange *zw_import_record_get_create (const ZwImportRecord *record);
/* "line 7, $.tickets[3]" (transfer full) */
char     *zw_import_record_dup_place (const ZwImportRecord *record);

typedef struct {
  GPtrArray *records; /* (owned) ZwImportRecord */
  GPtrArray *sets;    /* (owned) ZwChangeSet of the log, in order; the next batch may bring more changes of the last */
  gint64 bytes;       /* of the file that are behind it */
} ZwImportBatch;
void zw_import_batch_free (ZwImportBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwImportBatch, zw_import_batch_free)

/* A reference to something that stands further down, or nowhere. */
typedef struct {
  ZwEntity entity, target;
  gint64 id, ticket;     /* of the row that refers */
  gint64 wanted, given;  /* as in the file, and as written */
  gint64 line, index;
  ZwField field;
} ZwImportReference;

/* A row that only the log knows: deleted, or part of something deleted. */
typedef struct {
  ZwChangeSet *set;  /* (owned) its CREATE with the values it had last, and its ADDs */
  gint64 deleted_by; /* the deleting set; 0 = only hidden, or missing */
  gboolean missing;  /* by the log it is there, and nothing hides it */
} ZwImportBuried;

typedef struct _ZwImportReader ZwImportReader;

typedef struct {
  ZwImportShift shift;
  gboolean is_partial; /* references may lead out of the file */
  gboolean wants_log;  /* hand out the log, and fold what is only there */
  gint64 first_new_id; /* 0 = ids stay; else everybody gets a new one, counting up from here */
  ZwIdMap *coming;     /* (borrowed) (nullable) ids of records that stand behind the log */
} ZwImportReading;

/* From the beginning of @stream. @reading must live as long. @warnings gets what is left out. */
ZwImportReader *zw_import_reader_new (GInputStream *stream, const ZwImportReading *reading, ZwJsonWarnings *warnings);
void            zw_import_reader_free (ZwImportReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwImportReader, zw_import_reader_free)
/* The next few hundred records: (transfer full); NULL without error at the end of a file that was all valid. */
ZwImportBatch  *zw_import_reader_next (ZwImportReader *self, GCancellable *cancellable, GError **error);

/* After the end: */
/* Whether nobody is their own parent's parent; else the error names the circle. */
gboolean        zw_import_reader_check_parents (ZwImportReader *self, GError **error);
/* References to ids that no record has; borrowed ZwImportReference. ZW_ERROR_INVALID_VALUE and NULL when the log does not
 * know one of them either, and the file is no part of another. */
GArray         *zw_import_reader_get_loose_references (ZwImportReader *self, GError **error);
/* Every row of the log without a record, of ZwImportBuried; borrowed. */
ZwIdMap        *zw_import_reader_get_buried (ZwImportReader *self);
/* After that: whether the log ends in what the records are; it may do so where this says no, never the other way round. */
gboolean        zw_import_reader_is_even (ZwImportReader *self);
/* Where the record of @id stands; FALSE when there is none. @line 0 = unknown. */
gboolean        zw_import_reader_find_place (ZwImportReader *self, gint64 id, gint64 *line, gint64 *index);
/* Sets of the log. */
guint           zw_import_reader_get_n_sets (ZwImportReader *self);

G_END_DECLS
