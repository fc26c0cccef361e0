/* SPDX-License-Identifier: GPL-3.0-or-later
 * Values as people type them, in the encoding of the domain. Between the files of this folder that set fields. */
#pragma once

#include "zw-cli-session.h"

G_BEGIN_DECLS

typedef struct {
  ZwField field;
  const char *value; /* borrowed from the word; "" = clear */
} ZwCliAssignment;

/* FALSE when @word is no field=value of a known field. */
gboolean zw_cli_value_parse_assignment (const char *word, ZwCliAssignment *assignment);
/* NULL for 0. (transfer full) */
char    *zw_cli_value_from_id (gint64 id);
/* “@value” is no @what. Always NULL. */
char    *zw_cli_value_refuse (const char *value, const char *what, GError **error);
/* The value in the domain's encoding; NULL without error = clear. (transfer full) */
char    *zw_cli_value_resolve (ZwCliSession *session, gint64 project, const ZwCliAssignment *assignment, GError **error);
/* "2026-12-01 the customer's answer": a date, then what for. (transfer full) */
gboolean zw_cli_value_split_waiting (ZwCliSession *session, const char *value, char **until, char **what, GError **error);
/* A key blocks as a ticket, any other text is the reason (borrowed). */
gboolean zw_cli_value_split_blocked (ZwCliSession *session, const char *value, gint64 *blocker, const char **reason, GError **error);
/* The ids of the comma-separated @names; missing labels are made in @set, unless @so_far (nullable) makes them. (transfer full) */
GArray  *zw_cli_value_resolve_labels (ZwCliSession *session, gint64 project, const char *names, ZwChangeSet *set,
                                      const ZwChangeSet *so_far, GError **error);

G_END_DECLS
