/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwConnection: one SQLite connection with its statement cache and its errors as ZW_ERROR. Belongs to the thread that opened
 * it; every function asserts that. Knows SQL as text but none of our tables. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

typedef struct _ZwConnection ZwConnection;
/* A cached statement in use; going out of scope it is reset and back in the cache. */
typedef struct sqlite3_stmt ZwStatement;

typedef enum {
  ZW_CONNECTION_WRITE,
  ZW_CONNECTION_CREATE,    /* as WRITE, and make the file */
  ZW_CONNECTION_READ,
  ZW_CONNECTION_IMMUTABLE  /* READ of a file that nobody can change: no locks, no -shm */
} ZwConnectionMode;

ZwConnection *zw_connection_open (const char *path, ZwConnectionMode mode, GError **error);
void          zw_connection_close (ZwConnection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwConnection, zw_connection_close)

/* Closing it leaves the write-ahead log and its index where they are, even when SQLite takes itself for the last one. */
void          zw_connection_keep_log (ZwConnection *self);
/* (borrowed) for the backup API. */
sqlite3      *zw_connection_get_handle (ZwConnection *self);
const char   *zw_connection_get_path (ZwConnection *self);
/* Sets the error of the last failed call on this connection. @doing: "write", "read", "open" … */
void          zw_connection_set_error (ZwConnection *self, const char *doing, GError **error);
/* As above from a result code alone; @path is named in the message. */
void          zw_sqlite_set_error (int code, int system_errno, const char *doing, const char *path, const char *detail,
                                   GError **error);

/* Runs a script of statements without parameters. */
gboolean      zw_connection_execute (ZwConnection *self, const char *sql, GError **error);
/* The first column of the first row; @value is left alone when there is no row. */
gboolean      zw_connection_query_int (ZwConnection *self, const char *sql, gint64 *value, GError **error);
/* Cached by the address of @sql, which must be a literal or outlive the connection. NULL with an error only when the SQL is
 * wrong or the schema changed. */
ZwStatement  *zw_connection_prepare (ZwConnection *self, const char *sql, GError **error);
void          zw_statement_release (ZwStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwStatement, zw_statement_release)

/* Parameters by name (":id"); a missing one is a programmer's mistake. Texts must live until the step. */
void          zw_statement_bind_int (ZwStatement *self, const char *name, gint64 value);
void          zw_statement_bind_id (ZwStatement *self, const char *name, gint64 id);          /* 0 = NULL */
void          zw_statement_bind_text (ZwStatement *self, const char *name, const char *text); /* (nullable) */
/* TRUE: a row is there. FALSE with *@error set: failure; without: the end. @error must not be NULL. */
gboolean      zw_statement_next (ZwStatement *self, GError **error);
/* Behind the last next(): TRUE when that was the end; FALSE when it failed with *@local, which goes to @error. */
gboolean      zw_statement_conclude (GError **local, GError **error);
/* For statements that give no rows. */
gboolean      zw_statement_run (ZwStatement *self, GError **error);
/* Of the current row; (transfer full), NULL for NULL. */
char         *zw_statement_dup_text (ZwStatement *self, int column);
const char   *zw_statement_get_text (ZwStatement *self, int column); /* borrowed until the next step */
gint64        zw_statement_get_int (ZwStatement *self, int column);  /* 0 for NULL */
/* Rows the last statement changed. */
gint64        zw_connection_get_changes (ZwConnection *self);

gboolean      zw_connection_begin (ZwConnection *self, GError **error); /* IMMEDIATE: nobody else writes from here on */
gboolean      zw_connection_commit (ZwConnection *self, GError **error); /* failing, it has rolled back */
void          zw_connection_rollback (ZwConnection *self);
gboolean      zw_connection_is_in_transaction (ZwConnection *self);

/* After much was read: gives back the pages kept for the next time. */
void          zw_connection_release_memory (ZwConnection *self);

G_END_DECLS
