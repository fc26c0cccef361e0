/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwCliSession: one run of the command line: the opened workspace and the waiting for it. Shared by the commands of this
 * folder; every function blocks by running the main context. */
#pragma once

#include "zw-cli.h"

G_BEGIN_DECLS

typedef struct {
  const ZwCliSetup *setup;
  ZwWorkspace *workspace; /* (owned) names are loaded */
  gboolean everything;    /* all tickets are loaded */
  gboolean is_prepared;   /* the first change may come */
} ZwCliSession;

/* A command: its own arguments without the command word. FALSE with error; G_OPTION_ERROR = wrong usage. */
typedef gboolean (*ZwCliFunc) (ZwCliSession *session, int argc, char **argv, GError **error);

gboolean zw_cli_session_open (ZwCliSession *session, GError **error);
void     zw_cli_session_close (ZwCliSession *session);

/* --project, or the only one; 0 with error. */
gint64   zw_cli_session_require_project (ZwCliSession *session, GError **error);
gboolean zw_cli_session_load (ZwCliSession *session, const ZwScope *scope, GError **error);
/* All tickets that are not archived. */
gboolean zw_cli_session_load_all (ZwCliSession *session, GError **error);
/* The ids of @keys, loaded with their families and with @span neighbours in rank on each side. (transfer full) gint64 */
GArray  *zw_cli_session_require_tickets (ZwCliSession *session, char **keys, guint n, int span, GError **error);
/* The first two and the last two tickets of @status, or of every status when 0. */
gboolean zw_cli_session_load_ends (ZwCliSession *session, gint64 project, gint64 status, GError **error);
/* "WEB-42", also of a ticket that is deleted or archived; NULL for what never was one. (transfer full) */
char    *zw_cli_session_dup_key (ZwCliSession *session, gint64 ticket);
/* Before the first change of this run: makes the daily backup when it is due. commit does it by itself. */
void     zw_cli_session_prepare_change (ZwCliSession *session);
/* Stores @set (transfer full) and waits until it is durable. NULL @set: FALSE (the error is set already). */
gboolean zw_cli_session_commit (ZwCliSession *session, ZwChangeSet *set, GError **error);

/* Parses @options (ended by an empty entry) out of argv; the rest is left in it. */
gboolean zw_cli_parse (GOptionEntry *options, int *argc, char ***argv, GError **error);
/* FALSE with a usage error unless @min <= argc <= @max. @usage: the command's synopsis. */
gboolean zw_cli_require_arguments (int argc, int min, int max, const char *usage, GError **error);
/* @text, or all of standard input when it is "-". (transfer full) */
char    *zw_cli_dup_text (const char *text, GError **error);
/* Runs the main context until @result is set by zw_cli_done_cb. */
void     zw_cli_done_cb (GObject *source, GAsyncResult *result, gpointer slot);
GAsyncResult *zw_cli_wait (GAsyncResult **slot);

G_END_DECLS
