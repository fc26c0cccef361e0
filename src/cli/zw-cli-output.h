/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the commands print: aligned tables for people, and the JSON of tickets. Standard output only. */
#pragma once

#include "zw-cli-session.h"
#include "zw-json-writer.h"

G_BEGIN_DECLS

/* @text as it may be printed: U+FFFD for every control character but line breaks and tabs. What a file told must not drive the
 * terminal. (transfer full) */
char         *zw_cli_dup_plain (const char *text);

/* A table of cells; columns are as wide as their longest cell, the last one is not padded. */
typedef struct _ZwCliTable ZwCliTable;
ZwCliTable   *zw_cli_table_new (guint n_columns);
void          zw_cli_table_add (ZwCliTable *table, ...) G_GNUC_NULL_TERMINATED; /* n_columns texts; "" = empty */
/* On a terminal, unless $NO_COLOR says no: how the cells of a column stand out, as in "31" for red. @code is static. */
void          zw_cli_table_highlight (ZwCliTable *table, guint column, const char *code);
void          zw_cli_table_print (ZwCliTable *table);
void          zw_cli_table_free (ZwCliTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwCliTable, zw_cli_table_free)

/* A writer to standard output. */
ZwJsonWriter *zw_cli_json_new (void);
/* Members in the encoding of the command line's JSON: null where nothing is set. */
void          zw_cli_json_put_instant (ZwJsonWriter *json, const char *name, gint64 instant);
void          zw_cli_json_put_date (ZwJsonWriter *json, const char *name, int date);
void          zw_cli_json_put_int (ZwJsonWriter *json, const char *name, int value);      /* ZW_UNSET = null */
void          zw_cli_json_put_real (ZwJsonWriter *json, const char *name, double value);  /* NAN = null */
void          zw_cli_json_put_person (ZwJsonWriter *json, ZwCliSession *session, const char *name, gint64 person);
/* The key of a ticket, deleted ones, too; null for 0. */
void          zw_cli_json_put_key (ZwJsonWriter *json, ZwCliSession *session, const char *name, gint64 ticket);
/* "waiting": {until, for}, "blocked": {reason, since, by, blocker}; null for what it is not. */
void          zw_cli_json_put_waiting (ZwJsonWriter *json, ZwTicket *ticket);
void          zw_cli_json_put_blocked (ZwJsonWriter *json, ZwCliSession *session, ZwTicket *ticket);
/* A ticket; with @details also description, checklist, links, comments, extra, and with @history its sets. */
void          zw_cli_json_add_ticket (ZwJsonWriter *json, ZwCliSession *session, ZwTicket *ticket, const ZwTicketDetails *details,
                                      guint carried, GPtrArray *history);
/* {set, at, person, label, changes} */
void          zw_cli_json_add_set (ZwJsonWriter *json, ZwCliSession *session, const ZwChangeSet *set);

/* "WEB-42 In Progress" in English: what a set did, in a few words. (transfer full) */
char         *zw_cli_describe_set (ZwCliSession *session, const ZwChangeSet *set);
/* Local time, "2026-11-23 09:32". (transfer full) */
char         *zw_cli_format_instant (ZwCliSession *session, gint64 instant);
/* The shortest decimal; "" for NAN. (transfer full) */
char         *zw_cli_format_real (double value);

G_END_DECLS
