/* SPDX-License-Identifier: GPL-3.0-or-later
 * The inside of ZwSqliteStore, shared by its files (zw-sqlite-store.c, …-writing.c, …-care.c, …-exchange.c) alone. */
#pragma once

#include "zw-sqlite-backup.h"
#include "zw-sqlite-holders.h"
#include "zw-sqlite-load.h"
#include "zw-sqlite-store.h"
#include "zw-sqlite-watch.h"
#include "zw-sqlite-write.h"

G_BEGIN_DECLS

struct _ZwSqliteStore {
  ZwStore parent_instance;
  char *backup_dir; /* (owned) (nullable) */
  char *writer;     /* (owned) (nullable) */
  ZwWatch *watch;   /* (owned) (nullable) main thread alone */
  int looking;      /* atomic: a look at the database is under way */
  /* (worker only) from here on */
  ZwConnection *connection; /* (owned) (nullable) NULL until open */
  ZwConnection *drafts;     /* (owned) (nullable) opened when first needed */
  ZwHolders *holders;       /* (owned) (nullable) opened with the drafts: who types them */
  ZwSqliteSchema *schema;   /* (owned) */
  ZwLoadState load_state;
  GHashTable *own_sets;     /* (owned) gint64 ids of the sets committed here */
  ZwWriting *bulk;          /* (owned) (nullable) the bulk set under way */
  GError *bulk_error;       /* (owned) (nullable) why it was rolled back */
  ZwCopy *daily;            /* (owned) (nullable) the daily backup under way */
  gboolean wants_daily, asked_daily;
  gboolean has_read_much;   /* what that took is given back when nothing else is to do */
  char *generation;         /* (owned) (nullable) changes when somebody restores a backup */
  gint64 data_version;      /* as last seen: changes when another connection commits */
  gint64 opened_at;         /* monotonic µs */
  guint64 file_device, file_number; /* which file was opened, wherever it lies by now */
  int presence;             /* file descriptor of zw_presence_enter() */
};

/* To be called after long reads. (worker only) */
void       zw_sqlite_store_note_long_read (ZwSqliteStore *self);
/* Every verb begins with one of these: the right thread, and a database to work on. */
gboolean   zw_sqlite_store_is_open (ZwSqliteStore *self, GError **error);
gboolean   zw_sqlite_store_is_writable (ZwSqliteStore *self, GError **error);
/* What the connection looks like now: id, generation, position in the log, rows to be indexed. */
gboolean   zw_sqlite_store_introduce (ZwSqliteStore *self, GError **error);
/* Reads the mark that a restore leaves. (transfer full) */
char      *zw_sqlite_store_read_generation (ZwSqliteStore *self, GError **error);
/* Looks whether another process committed; queued by the watch. */
void       zw_sqlite_store_look_in_worker (ZwStore *store);

ZwReceipt *zw_sqlite_store_commit_in_worker (ZwStore *store, ZwChangeSet *set, GError **error);
gboolean   zw_sqlite_store_begin_set_in_worker (ZwStore *store, ZwChangeSet *header, GError **error);
gboolean   zw_sqlite_store_append_in_worker (ZwStore *store, GPtrArray *changes, GError **error);
gboolean   zw_sqlite_store_append_log_in_worker (ZwStore *store, GPtrArray *sets, GError **error);
ZwReceipt *zw_sqlite_store_finish_set_in_worker (ZwStore *store, ZwFinish finish, GError **error);
gboolean   zw_sqlite_store_append_guarded_in_worker (ZwStore *store, GPtrArray *changes, GArray *guards, GError **refusal,
                                                     GError **error);
gboolean   zw_sqlite_store_correct_log_in_worker (ZwStore *store, ZwChangeSet *header, ZwCorrectionFunc judge, gpointer data,
                                                  GError **error);
void       zw_sqlite_store_abandon_set_in_worker (ZwStore *store);

gboolean   zw_sqlite_store_dump_in_worker (ZwStore *store, gint64 project, const ZwDumpSink *sink, gpointer data,
                                           GCancellable *cancellable, GError **error);
gboolean   zw_sqlite_store_read_row_in_worker (ZwStore *store, ZwEntity entity, gint64 id, ZwDumpRowFunc func, gpointer data,
                                               gboolean *found, GError **error);
gboolean   zw_sqlite_store_bury_row_in_worker (ZwStore *store, ZwEntity entity, gint64 id, gint64 set_id, GError **error);
gboolean   zw_sqlite_store_put_content_in_worker (ZwStore *store, const char *hash, GBytes *content, GError **error);
GBytes    *zw_sqlite_store_read_content_in_worker (ZwStore *store, const char *hash, GError **error);
gboolean   zw_sqlite_store_put_origin_in_worker (ZwStore *store, gint64 project, const char *database, GError **error);
gboolean   zw_sqlite_store_put_met_in_worker (ZwStore *store, gint64 set_id, GError **error);
gboolean   zw_sqlite_store_has_met_in_worker (ZwStore *store, gint64 set_id, gboolean *found, GError **error);

gboolean   zw_sqlite_store_save_draft_in_worker (ZwStore *store, const ZwDraft *draft, GError **error);
GPtrArray *zw_sqlite_store_read_drafts_in_worker (ZwStore *store, GError **error);
void       zw_sqlite_store_release_draft_in_worker (ZwStore *store, gint64 holder);
gboolean   zw_sqlite_store_backup_in_worker (ZwStore *store, const char *path, const char *reason, GError **error);
GPtrArray *zw_sqlite_store_list_backups_in_worker (ZwStore *store, GError **error);
gboolean   zw_sqlite_store_restore_in_worker (ZwStore *store, const char *path, GError **error);
GPtrArray *zw_sqlite_store_check_in_worker (ZwStore *store, GError **error);
gboolean   zw_sqlite_store_idle_in_worker (ZwStore *store);

G_END_DECLS
