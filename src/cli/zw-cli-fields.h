/* SPDX-License-Identifier: GPL-3.0-or-later
 * field=value words of `add` and `set`: parsed, matched against names, and turned into change sets. */
#pragma once

#include "zw-cli-session.h"
#include "zw-ticket-commands.h"

G_BEGIN_DECLS

/* Splits the words that look like field=value from the others; unknown field names are a usage error. Both arrays hold
 * borrowed words. */
gboolean     zw_cli_fields_split (int argc, char **argv, GPtrArray *words, GPtrArray *assignments, GError **error);

/* One set that makes @title with all @assignments and prints nothing; @id receives the new ticket. @so_far (nullable): what it
 * will be merged to; labels that are made there are not made again. */
ZwChangeSet *zw_cli_fields_create (ZwCliSession *session, gint64 project, const char *title, GPtrArray *assignments,
                                   gint64 solves, const ZwChangeSet *so_far, gint64 *id, GError **error);
/* One set that does all @assignments to the tickets; @n_staying: closed ones among several that stay out of the sprint. */
ZwChangeSet *zw_cli_fields_set (ZwCliSession *session, GArray *ids, GPtrArray *assignments, guint *n_staying, GError **error);

/* "postponed", "will-not-be-done" … or any other text, which becomes "other: text". */
ZwResolution zw_cli_fields_parse_reason (const char *text, const char **rest);

G_END_DECLS
