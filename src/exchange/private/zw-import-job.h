/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportJob: one import inside the store's one transaction: looks what is here, decides how the file comes in, and brings
 * it in. Everything runs on the store's thread; the main thread sees the job before and after. */
#pragma once

#include "zw-bulk.h"
#include "zw-exchange.h"
#include "zw-import-reader.h"

G_BEGIN_DECLS

typedef enum {
  ZW_IMPORT_VERBATIM, /* rows and log as they are */
  ZW_IMPORT_LOGGED,   /* rows as one new set, their log in front of it */
  ZW_IMPORT_COPY,     /* rows as one new set, with new ids and a new key */
  ZW_IMPORT_MERGE     /* differences as one new set */
} ZwImportMode;

typedef struct _ZwImportJob ZwImportJob;
typedef struct _ZwLanding ZwLanding;
typedef void (*ZwImportProgress) (ZwImportJob *job, gint64 bytes, gpointer data); /* (worker only) */

/* What is here already, as far as a file can clash with it. */
typedef struct {
  GHashTable *people;   /* (owned) gint64 ids */
  GHashTable *handles;  /* (owned) of people */
  GHashTable *projects; /* (owned) gint64 ids */
  GHashTable *keys;     /* (owned) of projects, in capitals -> gint64 id; also those they had before */
} ZwImportSurroundings;

struct _ZwImportJob {
  ZwImportOptions options;
  gboolean is_example;      /* refused when it is here; one undoable set where there is something else */
  GInputStream *input;      /* (owned) seekable */
  ZwImportHead *head;       /* (owned) (nullable) of a file of ours */
  ZwLanding *landing;       /* (owned) (nullable) a foreign file instead */
  gint64 now;               /* UTC ms, for its past */
  gint64 size;              /* of the file; 0 = not known */
  GTimeZone *zone;          /* (owned) the local one */
  gint64 first_new_id;      /* for copies and foreign files */
  GCancellable *cancellable; /* (owned) (nullable) */
  ZwImportProgress progress;
  gpointer progress_data;

  /* (worker only) until the end */
  ZwBulk *bulk;
  ZwImportMode mode;
  ZwImportSurroundings here;
  gboolean is_first;             /* there is nothing else here */
  ZwImportReading reading;
  ZwIdMap *coming;               /* (owned) (nullable) for the reading */
  ZwJsonWarnings *read_warnings; /* (owned) of the reader's thread */
  ZwImportReport *report;        /* (owned) */
};

ZwImportJob *zw_import_job_new (const ZwImportOptions *options);
void         zw_import_job_free (ZwImportJob *self);
/* A ZwBulkFunc. */
gboolean     zw_import_job_run_in_worker (ZwBulk *bulk, gpointer job, ZwFinish *finish, GError **error);
/* Notes something for the report; @sentence is one of errors (zw-error.h). */
void         zw_import_job_warn (ZwImportJob *self, const ZwImportRecord *record, const char *member, const char *sentence, ...)
               G_GNUC_PRINTF (4, 5);
/* The same of what is an error already; @reason is taken. */
void         zw_import_job_take_warning (ZwImportJob *self, const ZwImportRecord *record, const char *member, GError *reason);
/* Sets @error's place to that of the record; always FALSE. */
gboolean     zw_import_job_place_error (const ZwImportRecord *record, GError **error);
/* Reads the file from its beginning and hands each batch to @func; afterwards references to what only the log knows are
 * settled. @without_log (nullable): there were records, but no log. */
typedef gboolean (*ZwImportBatchFunc) (ZwImportJob *job, ZwImportBatch *batch, gpointer data, GError **error);
gboolean     zw_import_job_read_file (ZwImportJob *self, ZwImportBatchFunc func, gpointer data, gboolean *without_log,
                                      GError **error);
/* Appends a row that is not here, fitted to what is. */
gboolean     zw_import_job_create_row (ZwImportJob *self, ZwImportRecord *record, GError **error);
/* The first project of the file is the one the report names. */
void         zw_import_job_note_project (ZwImportJob *self, const ZwImportRecord *record);
/* From the beginning again. */
gboolean     zw_import_job_rewind (ZwImportJob *self, GError **error);

G_END_DECLS
