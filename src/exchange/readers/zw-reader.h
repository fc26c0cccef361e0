/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwReader: one format of another tool. A reader knows its format by what a look into the file shows, and turns the file into
 * neutral records. One file each, named in the table of zw-readers.c; used by zw_import_async() on a thread of its own. A
 * reader never touches the database, never opens what a file names, and leaves nothing out silently. */
#pragma once

#include "zw-archive.h"
#include "zw-json-record.h"
#include "zw-neutral.h"

G_BEGIN_DECLS

typedef enum {
  ZW_LOOK_OBJECT, /* JSON: one object, or several, one behind the other */
  ZW_LOOK_ARRAY,  /* JSON: an array of objects, or of pages of them */
  ZW_LOOK_TABLE,  /* lines of separated values */
  ZW_LOOK_GZIP,
  ZW_LOOK_ZIP
} ZwLookKind;

/* What a short look shows. */
typedef struct {
  ZwLookKind kind;
  GHashTable *names; /* (owned) of the members of the top object, or of the first elements; of a table: its columns, small; of
                      * an archive: its entries, with their folders and without */
  gboolean is_lines; /* of objects: there is more than one */
} ZwLook;

typedef struct {
  GInputStream *stream;       /* seekable, at its beginning */
  GTimeZone *zone;            /* of the person: for days and for times without a zone */
  ZwJsonWarnings *warnings;   /* what is repaired or wrong in the JSON */
  GCancellable *cancellable;  /* (nullable) */
  const char *detail;         /* (nullable) what the person added to the format: "title=Name,status=State" */
  ZwImportMapping *mapping;   /* (nullable) what they decided */
  ZwArchive *archive;         /* (nullable) what is in .stream, when that is an archive: set by zw_reader_read() */
} ZwReaderInput;

typedef struct {
  const char *name;
  gboolean (*detect) (const ZwLook *look);
  /* NULL with ZW_ERROR_SYNTAX, ZW_ERROR_INVALID_VALUE, ZW_ERROR_UNSUPPORTED, ZW_ERROR_IO. Not settled. */
  ZwNeutral *(*read) (const ZwReaderInput *input, GError **error);
} ZwReader;

extern const ZwReader zw_reader_trello, zw_reader_jira, zw_reader_github, zw_reader_csv, zw_reader_gitlab, zw_reader_wekan, zw_reader_taiga,
  zw_reader_kanboard, zw_reader_taskwarrior, zw_reader_nullboard, zw_reader_planka, zw_reader_focalboard, zw_reader_deck,
  zw_reader_todoist, zw_reader_vikunja, zw_reader_openproject, zw_reader_otobo, zw_reader_zammad;
/* The form its importer takes: under the name of Jira, too. */
extern const ZwReader zw_reader_jira_importer;

/* Of the table; NULL = there is none of that name. */
const ZwReader *zw_reader_find (const char *name);
/* "trello, jira, ..." (transfer full) */
char           *zw_reader_dup_names (void);
/* What a column of a table can be: "key", "title" … (transfer full) */
char          **zw_reader_dup_column_roles (void);
/* Looks into @stream, which is put back to its beginning. @is_like_ours: it has the first members of our own format. NULL
 * with ZW_ERROR_UNSUPPORTED (no format known here, with what it seems to be) and the errors of reading. */
const ZwReader *zw_reader_detect (GInputStream *stream, gboolean *is_like_ours, GCancellable *cancellable,
                                  GError **error);
/* Reads with @reader (as chosen or detected) and settles. ZW_ERROR_INVALID_VALUE when there is nothing in it. */
ZwNeutral      *zw_reader_read (const ZwReader *reader, const ZwReaderInput *input, GError **error);

/* --- for readers --- */

static inline gboolean
zw_look_has (const ZwLook *look, const char *name)
{
  return g_hash_table_contains (look->names, name);
}

/* Puts @text (transfer full) where another may be: a file can tell everything twice. */
static inline void
zw_reader_take_text (char **place, char *text)
{
  g_free (*place);
  *place = text;
}

/* Everything behind the current place, at most @limit bytes, as UTF-8 (UTF-16 with BOM is converted). */
char           *zw_reader_dup_text (const ZwReaderInput *input, gsize limit, GError **error);

/* The archive's entry @name as an input of its own; free inner->stream. FALSE: there is none, or no archive. */
gboolean        zw_reader_enter (const ZwReaderInput *input, const char *name, ZwReaderInput *inner);
/* To the beginning again. */
gboolean        zw_reader_rewind (const ZwReaderInput *input, GError **error);
/* Calls @func for each record; @watches: paths, NULL-terminated, those with "!" in front are passed over; their index comes as
 * slice->watch, -1 = the rest. FALSE stops with @error. */
typedef gboolean (*ZwSliceFunc) (const ZwJsonSlice *slice, gpointer data, GError **error);
gboolean        zw_reader_scan (const ZwReaderInput *input, const char *const *watches, ZwSliceFunc func, gpointer data,
                                GError **error);
/* Hands every record at @lists (paths, NULL-terminated) to @func, those of pages (arrays in the list) one by one; without any,
 * each document of the file is a record. What is no object is skipped in @neutral. */
typedef void (*ZwRecordFunc) (ZwJsonRecord *record, gint64 line, gpointer data);
gboolean        zw_reader_read_records (const ZwReaderInput *input, const char *const *lists, ZwNeutral *neutral, ZwRecordFunc func,
                                        gpointer data, GError **error);
/* The members of @record that are in none of the lists (names, NULL-terminated), and are not empty, go to the ticket's extra. */
void            zw_reader_keep_rest (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record,
                                     const char *const *known);
/* @record without the members @without (NULL-terminated) and the empty ones goes to extra under @name. */
void            zw_reader_keep_object (ZwNeutralProject *project, ZwNeutralTicket *ticket, const char *name, ZwJsonRecord *record,
                                       const char *const *without);
/* A member as text, whatever scalar it is; NULL = none, also of no record. (transfer full) */
char           *zw_reader_dup_member (ZwJsonRecord *record, const char *name);
/* The same of an object inside. */
char           *zw_reader_dup_inner (ZwJsonRecord *record, const char *object, const char *name);
/* Bytes written as base64 in a text; NULL = none. (transfer full) */
GBytes         *zw_reader_dup_base64 (ZwJsonRecord *record, const char *name);
/* What the archive's entry of that name holds; NULL when there is none, or no archive, or it is too large to be attached. */
GBytes         *zw_reader_dup_content (const ZwReaderInput *input, const char *entry);
/* Objects and arrays where they are such; NULL else, also of no record. (transfer full) */
ZwJsonRecord   *zw_reader_open_object (ZwJsonRecord *record, const char *name);
ZwJsonList     *zw_reader_open_list (ZwJsonRecord *record, const char *name);
ZwJsonRecord   *zw_reader_open_element (ZwJsonList *list, guint position);
/* 0 for NULL. */
guint           zw_reader_get_length (ZwJsonList *list);
/* As in zw-neutral-guess.h. */
gint64          zw_reader_read_instant (const ZwReaderInput *input, ZwJsonRecord *record, const char *name);
int             zw_reader_read_date (const ZwReaderInput *input, ZwJsonRecord *record, const char *name);
gboolean        zw_reader_read_flag (ZwJsonRecord *record, const char *name);
/* A number, or a text that is one; FALSE leaves @value alone. */
gboolean        zw_reader_read_number (ZwJsonRecord *record, const char *name, double *value);
/* The number of ticket it says, from 1; 0 = none. */
int             zw_reader_read_ticket_number (ZwJsonRecord *record, const char *name);
/* Every object in the list @name, or in the object of that name, whose keys then do not matter. (transfer full) of
 * ZwJsonRecord, never NULL. */
GPtrArray      *zw_reader_dup_objects (ZwJsonRecord *record, const char *name);

/* The boxes of the description ("- [x] this") as a checklist; the text keeps them, too. */
void            zw_reader_read_boxes (ZwNeutralTicket *ticket);
/* The first of @people works on it; the others are kept under @name. */
void            zw_reader_take_owners (ZwNeutralProject *project, ZwNeutralTicket *ticket, const char *name,
                                       ZwNeutralPerson *const *people, guint n);

G_END_DECLS
