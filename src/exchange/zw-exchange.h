/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files in and out, for window and command line alike: one call to import, one to export. Everything blocking runs on
 * the store's worker or a task thread; callbacks come on the main context. */
#pragma once

#include "zw-import-mapping.h"
#include "zw-import-preview.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

/* Main context, now and then. @total 0 = unknown. Bytes of the file. */
typedef void (*ZwProgressFunc) (gint64 done, gint64 total, gpointer user_data);

typedef struct {
  gboolean dry_run;    /* the real run, rolled back */
  gboolean copy;       /* new ids and a new key prefix, beside what is there */
  gboolean theirs;     /* on conflicts the file wins */
  int shift_days;      /* added to every date and instant of the file (example: whole weeks) */
  const char *project; /* (nullable) key of the project a foreign file goes into; made when there is none */
  const char *columns; /* (nullable) of a table: which is what, "title=Name,status=State" */
  const char *format;  /* (nullable) the foreign format the file is in; else found out from its content */
  ZwImportMapping *mapping; /* (nullable) what was decided about a foreign file; referenced while it is needed */
  gboolean local_time; /* with shift: wall-clock times of the project's zone become wall-clock times of the local one */
} ZwImportOptions;

typedef struct {
  gint64 line;        /* 1-based; 0 = unknown */
  char *path;         /* (owned) (nullable) such as $.tickets[3].title */
  const char *reason; /* in English */
  GError *told;       /* (owned) the same, to be told in any language: zw_error_tell () */
} ZwImportWarning;

/* A member of a foreign file that has no place here: kept as it is with @count tickets. */
typedef struct {
  char *name; /* (owned) */
  guint count;
} ZwImportExtra;

/* Counts per entity kind. */
typedef struct {
  char *format;                       /* (owned) "zettelwand", "trello" ... */
  char *project;                      /* (owned) (nullable) key of the first project touched */
  gint64 project_id;
  guint created[ZW_N_ENTITIES], updated[ZW_N_ENTITIES], unchanged[ZW_N_ENTITIES], kept[ZW_N_ENTITIES], skipped[ZW_N_ENTITIES];
  GPtrArray *warnings;                /* (owned) ZwImportWarning */
  GPtrArray *extras;                  /* (owned) ZwImportExtra, by name */
  gboolean dry_run;
  gboolean is_undoable;               /* it came in as one set that can be taken back */
  ZwImportPreview *preview;           /* (owned) (nullable) of a dry run */
} ZwImportReport;
void zw_import_report_free (ZwImportReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwImportReport, zw_import_report_free)

/* Imports our own JSON, or the export of another tool, by the rules of the bulk path: all or nothing. The format is found out
 * from the content. @input is read to its end in a task thread. After success the workspace has caught up (reload).
 * Errors: ZW_ERROR_SYNTAX with line, column, path; ZW_ERROR_UNSUPPORTED for a file nobody here reads; and others. */
void            zw_import_async (ZwWorkspace *workspace, GInputStream *input, gint64 size, const ZwImportOptions *options,
                                 ZwProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data);
ZwImportReport *zw_import_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error);
/* The example project that ships with the program, dated so that today is day 6 (on a weekend: the last Friday) of its
 * running sprint. */
void            zw_import_example_async (ZwWorkspace *workspace, ZwProgressFunc progress, gpointer progress_data,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
ZwImportReport *zw_import_example_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error);

/* Names of the formats that are read, as in ZwImportOptions.format: ours first. (transfer full) */
char          **zw_import_dup_formats (void);
/* What a column of a table can be, as in ZwImportOptions.columns: "key", "title" … NULL-terminated. (transfer full) */
char          **zw_import_dup_column_roles (void);

typedef enum {
  ZW_EXPORT_JSON,    /* everything, to bring in again: our own format */
  ZW_EXPORT_CSV,     /* tickets as a table for spreadsheets (RFC 4180, UTF-8 with a byte order mark); reads back as "csv" */
  ZW_EXPORT_MARKDOWN /* tickets by sprint and column, to read */
} ZwExportFormat;

typedef struct {
  ZwExportFormat format;
  gint64 project;        /* 0 = every project */
  const gint64 *tickets; /* (nullable) these alone with what belongs to them, such as what a filter shows; copied */
  guint n_tickets;
  gint64 since_set;      /* JSON alone, "Send My Changes": what changed behind the set of this id; 0 = everything */
  gint64 since_at;       /* the same, from this instant (UTC ms) on; 0 = everything */
} ZwExportOptions;

/* Streams to @output, which is flushed, not closed. Archived tickets are among all; tables and Markdown go by board order.
 * @progress gets the bytes written, with an unknown total. Cancelling fails with G_IO_ERROR_CANCELLED; what is written by
 * then is no whole file. JSON of some tickets or since some change is a part of a project: an import merges it with what is
 * there. ZW_ERROR_NOT_FOUND when the log has no such set. */
void            zw_export_async (ZwWorkspace *workspace, const ZwExportOptions *options, GOutputStream *output,
                                 ZwProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data);
gboolean        zw_export_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error);

G_END_DECLS
