/* SPDX-License-Identifier: GPL-3.0-or-later
 * The commands of the command line, for the table in zw-cli.c. Each parses its own arguments, prints to standard output
 * and reports errors through GError. */
#pragma once

#include "zw-cli-session.h"
#include "zw-import-mapping.h"

G_BEGIN_DECLS

/* zw-cli-names.c */
gboolean zw_cli_projects (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_statuses (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_people (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_labels (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_sprints (ZwCliSession *session, int argc, char **argv, GError **error);

/* zw-cli-lists.c */
gboolean zw_cli_list (ZwCliSession *session, int argc, char **argv, GError **error);
/* For zw-cli-export.c: the ids of the tickets that `list` would show, appended to @ids (gint64). Everything is loaded. */
gboolean zw_cli_lists_match (ZwCliSession *session, gint64 project, const char *query, GArray *ids, GError **error);

/* zw-cli-show.c */
gboolean zw_cli_show (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_log (ZwCliSession *session, int argc, char **argv, GError **error);

/* zw-cli-make.c */
gboolean zw_cli_project (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_status (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_people_add (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_label (ZwCliSession *session, int argc, char **argv, GError **error);

/* zw-cli-sprints.c */
gboolean zw_cli_sprint (ZwCliSession *session, int argc, char **argv, GError **error);

/* zw-cli-sprint-complete.c, for zw-cli-sprints.c. @to (nullable); @decisions: @n words "KEY=FATE". */
gboolean zw_cli_sprint_complete (ZwCliSession *session, ZwSprint *sprint, const char *to, char **decisions, guint n, GError **error);

/* zw-cli-standup.c */
gboolean zw_cli_standup (ZwCliSession *session, int argc, char **argv, GError **error);

/* zw-cli-tickets.c */
gboolean zw_cli_add (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_set (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_move (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_close (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_reopen (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_delete (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_archive (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_unarchive (ZwCliSession *session, int argc, char **argv, GError **error);

/* zw-cli-parts.c */
gboolean zw_cli_comment (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_check_item (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_link (ZwCliSession *session, int argc, char **argv, GError **error);

/* zw-cli-attach.c */
gboolean zw_cli_attach (ZwCliSession *session, int argc, char **argv, GError **error);

/* zw-cli-undo.c */
gboolean zw_cli_undo (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_redo (ZwCliSession *session, int argc, char **argv, GError **error);

/* zw-cli-export.c */
gboolean zw_cli_export (ZwCliSession *session, int argc, char **argv, GError **error);

/* zw-cli-files.c */
gboolean zw_cli_import (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_example (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_backup (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_restore (ZwCliSession *session, int argc, char **argv, GError **error);
gboolean zw_cli_check (ZwCliSession *session, int argc, char **argv, GError **error);

/* What --map-status and --map-person say (nullable lists); *@mapping NULL = nothing. (transfer full) */
gboolean zw_cli_read_mapping (ZwCliSession *session, char **statuses, char **people, ZwImportMapping **mapping, GError **error);

G_END_DECLS
