/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwStore: durable truth behind one interface. The workspace (and nobody above it) calls the async functions on the
 * main thread; a backend implements the _in_worker methods, which run one at a time on the store's own thread.
 * Arguments cross as copies: change sets, plain structs, items nobody else has seen.
 *
 * Every async function reports through GAsyncReadyCallback on the caller's main context. Writes are never
 * cancelled and run before queued reads; reads take a GCancellable. Errors are ZW_ERROR. */
#pragma once

#include <gio/gio.h>

#include "zw-change.h"
#include "zw-dump.h"
#include "zw-ticket.h"

G_BEGIN_DECLS

/* --- what comes out ----------------------------------------------------------------------------------------- */

/* A ticket that is not in memory (archived, or another scope), in one line. */
typedef struct {
  gint64 id, project, status;
  int number;
  char *title; /* (owned) */
  ZwTicketType type;
  gboolean archived, deleted;
} ZwTicketStub;
void zw_ticket_stub_free (ZwTicketStub *stub);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwTicketStub, zw_ticket_stub_free)

/* A link seen from one ticket. @outgoing: this ticket is the one that solves, duplicates … */
typedef struct {
  ZwField kind;      /* ZW_FIELD_SOLVES, _DUPLICATES, _RELATES, _SPLIT_FROM; ZW_FIELD_BLOCKER from open block intervals */
  gboolean outgoing; /* BLOCKER: TRUE = the other one blocks this ticket */
  gint64 other;
} ZwLink;

/* Everything of one ticket that is not in memory. */
typedef struct {
  gint64 ticket;
  char *description;      /* (owned) (nullable) */
  char *extra;            /* (owned) (nullable) JSON object text of unknown members */
  GPtrArray *comments;    /* (owned) ZwComment with text, oldest first */
  GPtrArray *checks;      /* (owned) ZwCheckItem by rank */
  GPtrArray *blocks;      /* (owned) ZwBlock, oldest first */
  GPtrArray *works;       /* (owned) ZwWork */
  GPtrArray *attachments; /* (owned) ZwAttachment */
  GPtrArray *sources;     /* (owned) ZwSource */
  GArray *links;          /* (owned) ZwLink */
  GPtrArray *stubs;       /* (owned) ZwTicketStub of every linked, parent and child ticket */
} ZwTicketDetails;
void zw_ticket_details_free (ZwTicketDetails *details);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwTicketDetails, zw_ticket_details_free)

typedef enum {
  ZW_SCOPE_NAMES,   /* projects, statuses, people, members, labels, sprints, filters, open blocks, also former prefixes
                     * (aliases without a ticket), templates, stand-ups: no tickets */
  ZW_SCOPE_BOARD,   /* + tickets of .project (unknown: the first) that the board shows first: not archived, in .sprint, or if 0
                     * all open ones; the names are left out when the load before it was NAMES */
  ZW_SCOPE_REST,    /* the tickets not delivered by an earlier BOARD of this store; names are not sent again */
  ZW_SCOPE_TICKETS, /* the tickets .ids alone, with their parents, children and sub-tickets (also archived ones) */
  ZW_SCOPE_AROUND   /* the tickets .ids and up to .span rank neighbours on each side of each, within .project,
                     * and for each status in .statuses its first and last .span tickets: for exact ranks without
                     * loading a whole database */
} ZwScopeKind;

#define ZW_SCOPE_ACTIVE_SPRINT G_GINT64_CONSTANT (-1) /* the first that is active, else as 0 */

typedef struct {
  ZwScopeKind kind;
  gint64 project, sprint;
  int span;
  GArray *ids;      /* (owned) (nullable) gint64 */
  GArray *statuses; /* (owned) (nullable) gint64 */
} ZwScope;
ZwScope *zw_scope_new (ZwScopeKind kind, gint64 project);
ZwScope *zw_scope_copy (const ZwScope *scope);
void     zw_scope_free (ZwScope *scope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwScope, zw_scope_free)

/* On the main context, in order, before the load's own callback: some thousand ZwItems, parents before children of
 * the same load (projects, people, statuses … then tickets by rank). (transfer none) */
typedef void (*ZwBatchFunc) (GPtrArray *items, gpointer user_data);

/* What the store gives a set at COMMIT. */
typedef struct {
  gint64 set_id;
  gint64 seq;      /* of its last row */
  gint64 at;       /* as stored: never backwards */
  GArray *numbers; /* (owned) ZwGivenNumber */
  gboolean is_void; /* everything was so already: the log does not have the set */
} ZwReceipt;
typedef struct {
  gint64 ticket;
  int number;
} ZwGivenNumber;
void zw_receipt_free (ZwReceipt *receipt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwReceipt, zw_receipt_free)

typedef enum { ZW_FINISH_COMMIT, ZW_FINISH_ROLLBACK } ZwFinish;

/* A backup file of this database, newest first in lists. */
typedef struct {
  char *path;   /* (owned) */
  gint64 at;    /* UTC ms */
  gint64 size;  /* bytes */
  int tickets;
  char *reason; /* (owned) "daily", "before upgrade", "before restore", "by hand" */
} ZwBackup;
void zw_backup_free (ZwBackup *backup);

/* A finished stay of a ticket in a status. */
typedef struct {
  gint64 status;
  gint64 duration_ms;
} ZwStay;

/* A ticket that was not finished when a sprint it was in was completed, and went on elsewhere. */
typedef struct {
  gint64 ticket;
  guint times;
} ZwCarry;

/* Text typed but not saved. */
typedef struct {
  ZwEntity entity;
  gint64 id;       /* of the entity; 0 with entity TICKET = the new-ticket form */
  ZwField field;
  char *base;      /* (owned) (nullable) the value it started from */
  char *text;      /* (owned) */
  gint64 at;
  gint64 holder;   /* id of the editor that types it, 0 = none: see zw_store_release_draft() */
  gint64 replaces; /* holder of the row whose place this one takes, 0 = none */
  gboolean is_held; /* read: its editor is alive, here or in another process */
} ZwDraft;
void zw_draft_free (ZwDraft *draft);

/* --- the interface ------------------------------------------------------------------------------------------ */

#define ZW_TYPE_STORE (zw_store_get_type ())
G_DECLARE_DERIVABLE_TYPE (ZwStore, zw_store, ZW, STORE, GObject)

/* Signals (main context): "changed-elsewhere" (): another process committed; call read_since. "trouble" (): what
 * zw_store_dup_trouble () tells is something else now. "replaced" (): another file lies where this one was opened; it is told
 * again every second, until this store is closed and another one opened.
 * Properties: "path"; "indexing" (notified): text that came in bulk cannot be found yet. */

typedef enum {
  ZW_OPEN_CREATE = 1 << 0,    /* make the file when it is missing */
  ZW_OPEN_READ_ONLY = 1 << 1  /* a backup, or a look only */
} ZwOpenFlags;

struct _ZwStoreClass {
  GObjectClass parent_class;
  /* All (worker only). @error is set exactly when FALSE or NULL is returned. */
  gboolean     (*open_in_worker) (ZwStore *self, ZwOpenFlags flags, GError **error);
  gboolean     (*load_in_worker) (ZwStore *self, const ZwScope *scope, ZwBatchFunc emit, gpointer data,
                                  GCancellable *cancellable, GError **error);
  ZwReceipt   *(*commit_in_worker) (ZwStore *self, ZwChangeSet *set, GError **error);
  gboolean     (*begin_set_in_worker) (ZwStore *self, ZwChangeSet *header, GError **error);
  gboolean     (*append_in_worker) (ZwStore *self, GPtrArray *changes, GError **error);
  gboolean     (*append_log_in_worker) (ZwStore *self, GPtrArray *sets, GError **error);
  ZwReceipt   *(*finish_set_in_worker) (ZwStore *self, ZwFinish finish, GError **error);
  GPtrArray   *(*read_since_in_worker) (ZwStore *self, gint64 seq, guint max_rows, gboolean *too_many, GError **error);
  GPtrArray   *(*read_sets_in_worker) (ZwStore *self, const char *writer, gint64 ticket, guint limit, GError **error);
  ZwChangeSet *(*read_set_in_worker) (ZwStore *self, gint64 set_id, GError **error);
  GArray      *(*find_keys_in_worker) (ZwStore *self, const char *const *keys, GError **error);
  ZwTicketDetails *(*read_details_in_worker) (ZwStore *self, gint64 ticket, GError **error);
  char        *(*read_text_in_worker) (ZwStore *self, ZwEntity entity, gint64 id, ZwField field, GError **error);
  GArray      *(*search_in_worker) (ZwStore *self, gint64 project, const char *text, gboolean archived, guint limit, GError **error);
  GPtrArray   *(*read_facts_in_worker) (ZwStore *self, GError **error);
  GPtrArray   *(*read_sprint_facts_in_worker) (ZwStore *self, gint64 sprint, GError **error);
  GPtrArray   *(*read_recent_in_worker) (ZwStore *self, gint64 since, GError **error);
  GArray      *(*read_stays_in_worker) (ZwStore *self, GError **error);
  GArray      *(*read_carries_in_worker) (ZwStore *self, GError **error);
  gboolean     (*save_draft_in_worker) (ZwStore *self, const ZwDraft *draft, GError **error);
  GPtrArray   *(*read_drafts_in_worker) (ZwStore *self, GError **error);
  void         (*release_draft_in_worker) (ZwStore *self, gint64 holder);
  gboolean     (*backup_in_worker) (ZwStore *self, const char *path, const char *reason, GError **error);
  GPtrArray   *(*list_backups_in_worker) (ZwStore *self, GError **error);
  gboolean     (*restore_in_worker) (ZwStore *self, const char *path, GError **error);
  GPtrArray   *(*check_in_worker) (ZwStore *self, GError **error);
  gboolean     (*dump_in_worker) (ZwStore *self, gint64 project, const ZwDumpSink *sink, gpointer data,
                                  GCancellable *cancellable, GError **error);
  /* For zw-bulk.h, between begin_set and finish_set, which abandon_set replaces when the set is given up. */
  void         (*abandon_set_in_worker) (ZwStore *self);
  gboolean     (*read_row_in_worker) (ZwStore *self, ZwEntity entity, gint64 id, ZwDumpRowFunc func, gpointer data,
                                      gboolean *found, GError **error);
  gboolean     (*bury_row_in_worker) (ZwStore *self, ZwEntity entity, gint64 id, gint64 set_id, GError **error);
  gboolean     (*put_content_in_worker) (ZwStore *self, const char *hash, GBytes *content, GError **error);
  GBytes      *(*read_content_in_worker) (ZwStore *self, const char *hash, GError **error);
  gboolean     (*put_origin_in_worker) (ZwStore *self, gint64 project, const char *database, GError **error);
  gboolean     (*put_met_in_worker) (ZwStore *self, gint64 set_id, GError **error);
  gboolean     (*has_met_in_worker) (ZwStore *self, gint64 set_id, gboolean *found, GError **error);
  gboolean     (*append_guarded_in_worker) (ZwStore *self, GPtrArray *changes, GArray *guards, GError **refusal, GError **error);
  gboolean     (*correct_log_in_worker) (ZwStore *self, ZwChangeSet *header, ZwCorrectionFunc judge, gpointer data, GError **error);
  void         (*close_in_worker) (ZwStore *self);
  /* What nobody waits for (indexing, daily backup), one short slice a call; TRUE = there is more. May be NULL. */
  gboolean     (*idle_in_worker) (ZwStore *self);
  /* Main thread, may be NULL: after a successful open; before the close. */
  void         (*opened) (ZwStore *self);
  void         (*closing) (ZwStore *self);
};

/* @flags as above. After success the getters below answer. ZW_ERROR_NEWER_SCHEMA never fails an open: such a file is
 * opened read-only and get_read_only_reason() says so. */
void         zw_store_open_async (ZwStore *self, ZwOpenFlags flags, GAsyncReadyCallback callback, gpointer data);
gboolean     zw_store_open_finish (ZwStore *self, GAsyncResult *result, GError **error);
/* Drains writes, cancels reads, removes -wal/-shm, joins the thread. Blocking; safe to call twice. */
void         zw_store_close (ZwStore *self);

/* The file's absolute path (or another address), fixed at construction. */
const char  *zw_store_get_path (ZwStore *self);
/* Random id of the database as hexadecimal text. (after open) */
const char  *zw_store_get_database_id (ZwStore *self);
/* NULL = writable; else why not: file, folder, newer schema, asked for. (borrowed) */
const GError *zw_store_get_read_only_reason (ZwStore *self);
/* seq up to which the caller has seen the log: that of the last load of names, raised by read_since and by own commits that
 * followed it without a gap. Pass it to read_since. */
gint64       zw_store_get_seq (ZwStore *self);
/* Why others' changes cannot be seen for the moment: NULL = they can; NOT_FOUND: the file is not at its place any more; LOCKED: another
 * program holds it. It passes by itself. (transfer full) */
GError      *zw_store_dup_trouble (ZwStore *self);
/* Whether the worker is still filling the full-text index. */
gboolean     zw_store_is_indexing (ZwStore *self);
/* Whether the file lies on a network file system, where locks cannot be trusted: worth a warning. (after open) */
gboolean     zw_store_is_on_network (ZwStore *self);

void         zw_store_load_async (ZwStore *self, const ZwScope *scope, ZwBatchFunc batch, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
gboolean     zw_store_load_finish (ZwStore *self, GAsyncResult *result, GError **error);

/* One set, one transaction. Every SET is a compare-and-set on the field's old value: another value there is
 * ZW_ERROR_CONFLICT naming field, both values and the other author. Guards are checked after the rows are written.
 * A long text is compared, too: NULL says that there was none (a bulk set with NULL takes what is there). An undo
 * (.undoes) always compares, and its DELETE refuses a row that was changed since. A ticket created without a number gets
 * one; SET of a ticket's number to NULL gives a new one of its (new) project. Adding what is there and removing what is
 * not changes and logs nothing. */
void         zw_store_commit_async (ZwStore *self, ZwChangeSet *set, GAsyncReadyCallback callback, gpointer data);
ZwReceipt   *zw_store_commit_finish (ZwStore *self, GAsyncResult *result, GError **error);

/* The bulk path: begin (header carries id, deed, writer, actor, at), append batches (values are validated, no
 * compare-and-set for creates), finish. One transaction; other writes of this store wait. An append that fails rolls
 * back at once and finish then reports the same error. */
void         zw_store_begin_set_async (ZwStore *self, ZwChangeSet *header, GAsyncReadyCallback callback, gpointer data);
gboolean     zw_store_begin_set_finish (ZwStore *self, GAsyncResult *result, GError **error);
void         zw_store_append_async (ZwStore *self, GPtrArray *changes /* ZwChange, (transfer full) */,
                                    GAsyncReadyCallback callback, gpointer data);
gboolean     zw_store_append_finish (ZwStore *self, GAsyncResult *result, GError **error);
/* Taking a project over with its history, between begin and finish: with a header of id 0 nothing of the appended changes
 * is logged (a CREATE may then carry ZW_FIELD_CHANGED); instead the sets of its log follow here, as they are, in their
 * order, those whose ids are known left out. A large set may come in several pieces of the same id, one behind the other. */
void         zw_store_append_log_async (ZwStore *self, GPtrArray *sets /* ZwChangeSet, (transfer full) */,
                                        GAsyncReadyCallback callback, gpointer data);
gboolean     zw_store_append_log_finish (ZwStore *self, GAsyncResult *result, GError **error);
void         zw_store_finish_set_async (ZwStore *self, ZwFinish finish, GAsyncReadyCallback callback, gpointer data);
ZwReceipt   *zw_store_finish_set_finish (ZwStore *self, GAsyncResult *result, GError **error);

/* Sets committed after @seq that this store did not commit by commit_async (its own bulk sets do come), oldest first
 * (transfer container of ZwChangeSet). With over @max_rows rows, or after a restore by anybody, the array is empty and
 * @too_many TRUE: reload instead. Items loaded after @seq may hold the new values already. */
void         zw_store_read_since_async (ZwStore *self, gint64 seq, guint max_rows, GAsyncReadyCallback callback, gpointer data);
GPtrArray   *zw_store_read_since_finish (ZwStore *self, GAsyncResult *result, gboolean *too_many, GError **error);

/* The newest @limit sets, newest first: of @writer (NULL = all) and of @ticket's history (0 = all). With a ticket only
 * the changes that concern it are in the sets; with neither, headers only for undo stacks (changes may be empty). */
void         zw_store_read_sets_async (ZwStore *self, const char *writer, gint64 ticket, guint limit,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray   *zw_store_read_sets_finish (ZwStore *self, GAsyncResult *result, GError **error);
void         zw_store_read_set_async (ZwStore *self, gint64 set_id, GAsyncReadyCallback callback, gpointer data);
ZwChangeSet *zw_store_read_set_finish (ZwStore *self, GAsyncResult *result, GError **error);

/* Ticket ids of keys such as "WEB-42" (also aliases, case-insensitively), 0 where there is none; (transfer full) gint64. */
void         zw_store_find_keys_async (ZwStore *self, const char *const *keys, GAsyncReadyCallback callback, gpointer data);
GArray      *zw_store_find_keys_finish (ZwStore *self, GAsyncResult *result, GError **error);

void         zw_store_read_details_async (ZwStore *self, gint64 ticket, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer data);
ZwTicketDetails *zw_store_read_details_finish (ZwStore *self, GAsyncResult *result, GError **error);
/* One long text (description, goal notes, extra, frozen, report); NULL without error = unset. */
void         zw_store_read_text_async (ZwStore *self, ZwEntity entity, gint64 id, ZwField field,
                                       GAsyncReadyCallback callback, gpointer data);
char        *zw_store_read_text_finish (ZwStore *self, GAsyncResult *result, GError **error);
/* Full text over title, description and comments: ticket ids, best first. @project 0 = all. */
void         zw_store_search_async (ZwStore *self, gint64 project, const char *text, gboolean archived, guint limit,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GArray      *zw_store_search_finish (ZwStore *self, GAsyncResult *result, GError **error);

/* The whole log in order, with only what sprint figures need: tickets made and deleted, their status, sprint, estimate,
 * type, parent and owner, the states of sprints and the categories of columns. (transfer full) ZwChangeSet; sets without
 * such changes are left out. */
void         zw_store_read_facts_async (ZwStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray   *zw_store_read_facts_finish (ZwStore *self, GAsyncResult *result, GError **error);
/* The same of one sprint: of the tickets that are or ever were in it, and of those that are or were their parents. */
void         zw_store_read_sprint_facts_async (ZwStore *self, gint64 sprint, GCancellable *cancellable, GAsyncReadyCallback callback,
                                               gpointer data);
GPtrArray   *zw_store_read_sprint_facts_finish (ZwStore *self, GAsyncResult *result, GError **error);
/* What a stand-up looks back at: the sets committed after the instant @since, in log order, with tickets made, their status,
 * sprint and estimate, and columns deleted; sets without such changes are left out. (transfer full) ZwChangeSet */
void         zw_store_read_recent_async (ZwStore *self, gint64 since, GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer data);
GPtrArray   *zw_store_read_recent_finish (ZwStore *self, GAsyncResult *result, GError **error);
/* Every finished stay in a status, from the change log alone: (transfer full) ZwStay, in no order. */
void         zw_store_read_stays_async (ZwStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GArray      *zw_store_read_stays_finish (ZwStore *self, GAsyncResult *result, GError **error);
/* Who was carried out of how many completed sprints, from the change log: (transfer full) ZwCarry, in no order. */
void         zw_store_read_carries_async (ZwStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GArray      *zw_store_read_carries_finish (ZwStore *self, GAsyncResult *result, GError **error);

/* Drafts: an empty text deletes the draft. Kept beside the database, never logged. One row per editor: whoever saves one as
 * its @holder holds it, so that no other editor, here or in another process, takes it for the rest of a crash, until the holder
 * is released or its process ends. Read are all of this writer, oldest first. */
void         zw_store_save_draft_async (ZwStore *self, const ZwDraft *draft, GAsyncReadyCallback callback, gpointer data);
gboolean     zw_store_save_draft_finish (ZwStore *self, GAsyncResult *result, GError **error);
void         zw_store_read_drafts_async (ZwStore *self, GAsyncReadyCallback callback, gpointer data);
GPtrArray   *zw_store_read_drafts_finish (ZwStore *self, GAsyncResult *result, GError **error);
/* The editor @holder is gone; what it left may be taken up by the next. Behind what was saved before. */
void         zw_store_release_draft (ZwStore *self, gint64 holder);

/* A verified, consistent copy. @path NULL = into the data folder under the database's id; with the reason "daily" only when the
 * newest such one is a day old. A window needs not ask for daily ones: they are made in its idle moments. */
void         zw_store_backup_async (ZwStore *self, const char *path, const char *reason, GAsyncReadyCallback callback, gpointer data);
gboolean     zw_store_backup_finish (ZwStore *self, GAsyncResult *result, GError **error);
void         zw_store_list_backups_async (ZwStore *self, GAsyncReadyCallback callback, gpointer data);
GPtrArray   *zw_store_list_backups_finish (ZwStore *self, GAsyncResult *result, GError **error);
/* Backs the present state up, then replaces it. Reload afterwards. */
void         zw_store_restore_async (ZwStore *self, const char *path, GAsyncReadyCallback callback, gpointer data);
gboolean     zw_store_restore_finish (ZwStore *self, GAsyncResult *result, GError **error);
/* Everything there is (@project 0), or one project with the people it names and its part of the log, without its links to
 * other projects; row by row to @sink on the store's own thread: one consistent moment. @sink and @sink_data must live
 * until the callback. */
void         zw_store_dump_async (ZwStore *self, gint64 project, const ZwDumpSink *sink, gpointer sink_data,
                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean     zw_store_dump_finish (ZwStore *self, GAsyncResult *result, GError **error);
/* Complaints (char *); an empty array = database, log and counters are sound. */
void         zw_store_check_async (ZwStore *self, GAsyncReadyCallback callback, gpointer data);
GPtrArray   *zw_store_check_finish (ZwStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
