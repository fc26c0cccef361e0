/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwJsonRecord and ZwJsonList: an object and an array of JSON, read member by member with the type checked first.
 * Made by the readers of this folder from the scanner's slices; the only place that speaks to json-glib.
 *
 * No getter fails: a member that is absent or null has no value; one of the wrong type has none either and leaves a
 * warning with its path, and so do missing members a reader needs. A reader of foreign files shows the warnings; a
 * strict reader asks at the end of each record whether all was well (zw_json_record_check). One thread at a time. */
#pragma once

#include "zw-json-scanner.h"

G_BEGIN_DECLS

typedef struct _ZwJsonRecord ZwJsonRecord;
typedef struct _ZwJsonList ZwJsonList;

/* The object in @slice, which is copied. Problems go to @warnings and stay with the record. NULL with
 * ZW_ERROR_INVALID_VALUE when the slice holds no object. */
ZwJsonRecord *zw_json_record_new (const ZwJsonSlice *slice, ZwJsonWarnings *warnings, GError **error);
/* A record with one member: the slice's value, whatever it is, under the slice's name ("" where it has none). So
 * members next to the records ("version") are read like any other. NULL with ZW_ERROR_SYNTAX only if @slice is none of
 * the scanner's. */
ZwJsonRecord *zw_json_record_new_holding (const ZwJsonSlice *slice, ZwJsonWarnings *warnings, GError **error);
void          zw_json_record_free (ZwJsonRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwJsonRecord, zw_json_record_free)

/* "$.tickets[213]"; owned by the record. */
const char   *zw_json_record_get_path (ZwJsonRecord *record);
/* The line its slice begins in, from 1. */
gint64        zw_json_record_get_line (ZwJsonRecord *record);
/* The names of all members in file order, NULL-terminated; free the array alone. */
const char  **zw_json_record_get_names (ZwJsonRecord *record);
/* FALSE when there is no such member; null is a kind of its own. */
gboolean      zw_json_record_get_kind (ZwJsonRecord *record, const char *name, ZwJsonKind *kind);

/* Texts: valid UTF-8, owned by the record; NULL when there is none. */
const char   *zw_json_record_get_string (ZwJsonRecord *record, const char *name);
/* The others give FALSE and leave @value alone when there is none. An int64 may be written "3.0"; any number is a
 * double. */
gboolean      zw_json_record_get_int64 (ZwJsonRecord *record, const char *name, gint64 *value);
gboolean      zw_json_record_get_number (ZwJsonRecord *record, const char *name, double *value);
gboolean      zw_json_record_get_boolean (ZwJsonRecord *record, const char *name, gboolean *value);
/* Our own ids: decimal digits in a string, above 0. */
gboolean      zw_json_record_get_id (ZwJsonRecord *record, const char *name, gint64 *id);
/* Objects and arrays inside: owned by the caller, valid on their own; NULL when there is none. */
ZwJsonRecord *zw_json_record_open_object (ZwJsonRecord *record, const char *name);
ZwJsonList   *zw_json_record_open_list (ZwJsonRecord *record, const char *name);

/* For tools that write every scalar as they please: a string, number or boolean as text ("true"), free it. */
char         *zw_json_record_dup_text (ZwJsonRecord *record, const char *name);
/* The same for numbers: a number, or a string that is one to its end. */
gboolean      zw_json_record_get_loose_number (ZwJsonRecord *record, const char *name, double *value);
/* And for booleans: true, false, 1, 0, "true", "false", "1", "0", "yes", "no". */
gboolean      zw_json_record_get_loose_boolean (ZwJsonRecord *record, const char *name, gboolean *value);
/* Bytes written as base64; NULL when there are none. Free with g_bytes_unref. */
GBytes       *zw_json_record_dup_base64 (ZwJsonRecord *record, const char *name);
/* Any member as compact JSON on one line, to be kept and written again; NULL when absent. Free it. */
char         *zw_json_record_dup_json (ZwJsonRecord *record, const char *name);

/* Whether the member has a value; notes it as missing when not. */
gboolean      zw_json_record_need (ZwJsonRecord *record, const char *name);
/* Notes that the member's value is of no use, for rules only the reader knows. @detail says which, in English. */
void          zw_json_record_refuse (ZwJsonRecord *record, const char *name, const char *detail);
/* FALSE with ZW_ERROR_INVALID_VALUE naming line and path when anything in this record, or in what was opened from it,
 * was of the wrong type, missing or refused so far. */
gboolean      zw_json_record_check (ZwJsonRecord *record, GError **error);

void          zw_json_list_free (ZwJsonList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwJsonList, zw_json_list_free)
guint         zw_json_list_get_length (ZwJsonList *list);
/* Elements, at @position < length; all as above. */
ZwJsonKind    zw_json_list_get_kind (ZwJsonList *list, guint position);
const char   *zw_json_list_get_string (ZwJsonList *list, guint position);
gboolean      zw_json_list_get_int64 (ZwJsonList *list, guint position, gint64 *value);
gboolean      zw_json_list_get_id (ZwJsonList *list, guint position, gint64 *id);
char         *zw_json_list_dup_text (ZwJsonList *list, guint position);
ZwJsonRecord *zw_json_list_open_object (ZwJsonList *list, guint position);
ZwJsonList   *zw_json_list_open_list (ZwJsonList *list, guint position);

G_END_DECLS
