/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of formats, and the look that tells them apart: by content, never by a file's name. */
#define G_LOG_DOMAIN "zettelwand"

#include <stdlib.h>
#include <string.h>

#include "zw-error.h"
#include "zw-reader.h"
#include "zw-table.h"

#define SNIFFED_BYTES 4096
#define LOOKED_AT 20 /* elements of an array */

/* In the order they are asked: the more particular first. */
static const ZwReader *const readers[] = {
  &zw_reader_trello, &zw_reader_jira, &zw_reader_wekan, &zw_reader_taiga, &zw_reader_planka, &zw_reader_focalboard, &zw_reader_deck,
  &zw_reader_todoist, &zw_reader_jira_importer, &zw_reader_vikunja, &zw_reader_openproject, &zw_reader_otobo, &zw_reader_gitlab,
  &zw_reader_zammad, &zw_reader_github, &zw_reader_kanboard, &zw_reader_taskwarrior, &zw_reader_nullboard, &zw_reader_csv,
};

const ZwReader *
zw_reader_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_strcmp0 (readers[i]->name, name) == 0)
      return readers[i];
  return NULL;
}

char *
zw_reader_dup_names (void)
{
  GString *names = g_string_new ("zettelwand");

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (zw_reader_find (readers[i]->name) == readers[i])
      g_string_append_printf (names, ", %s", readers[i]->name);
  return g_string_free (names, FALSE);
}

/* --- the look ------------------------------------------------------------------------------------------------ */

static gboolean
rewind_stream (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  return g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, cancellable, error);
}

/* "$[3].title" and "$[0][3].title": 3. */
static int
get_element (const char *path)
{
  const char *bracket = NULL;

  for (const char *p = path; *p == '$' || *p == '[' || *p == ']' || g_ascii_isdigit (*p); p++)
    if (*p == '[')
      bracket = p;
  return bracket != NULL ? atoi (bracket + 1) : 0;
}

/* The names of members; of an array, or of lines, those of the first elements together. */
static gboolean
look_at_json (ZwLook *look, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (ZwJsonScanner) scanner = zw_json_scanner_new (stream, ZW_JSON_SCAN_MANY_DOCUMENTS | ZW_JSON_SCAN_COMMENT_HEADER);
  const ZwJsonSlice *slice;
  const int top = zw_json_scanner_watch (scanner, "$.*", ZW_JSON_GIVE_PLACE);

  zw_json_scanner_watch (scanner, "$[*].*", ZW_JSON_GIVE_PLACE);
  zw_json_scanner_watch (scanner, "$[*][*].*", ZW_JSON_GIVE_PLACE);
  zw_json_scanner_set_rest (scanner, ZW_JSON_GIVE_PLACE);
  look->kind = ZW_LOOK_ARRAY;
  for (gboolean is_first = TRUE;; is_first = FALSE)
    {
      if (!zw_json_scanner_next (scanner, &slice, cancellable, error))
        return FALSE;
      if (slice == NULL || slice->document > LOOKED_AT)
        return TRUE;
      if (slice->watch >= 0 && slice->watch != top && get_element (slice->path) >= LOOKED_AT)
        return TRUE;
      if (is_first && slice->watch == top)
        look->kind = ZW_LOOK_OBJECT;
      look->is_lines = look->is_lines || (look->kind == ZW_LOOK_OBJECT && slice->document > 0);
      if (slice->name != NULL)
        g_hash_table_add (look->names, g_strdup (slice->name));
    }
}

/* The headings, if that is what the first line is. */
static void
look_at_table (ZwLook *look, const char *bytes, gsize length)
{
  g_autofree char *utf8 = length >= 2 && ((guint8) bytes[0] == 0xff || (guint8) bytes[0] == 0xfe)
                            ? g_convert (bytes, (gssize) (length & ~(gsize) 1), "UTF-8", "UTF-16", NULL, NULL, NULL)
                            : g_utf8_make_valid (bytes, (gssize) length);
  const char *text = utf8 != NULL && g_str_has_prefix (utf8, "\xef\xbb\xbf") ? utf8 + 3 : utf8;
  g_autofree char *line = text != NULL ? g_strndup (text, strcspn (text, "\r\n")) : NULL;
  g_autoptr (ZwTable) table = line != NULL ? zw_table_parse (line, NULL) : NULL;

  look->kind = ZW_LOOK_TABLE;
  if (table == NULL || table->rows->len == 0)
    return;
  const GPtrArray *headings = table->rows->pdata[0];
  for (guint i = 0; i < headings->len; i++)
    g_hash_table_add (look->names, g_strstrip (g_utf8_strdown (headings->pdata[i], -1)));
}

typedef enum { LOOKS_EMPTY, LOOKS_JSON, LOOKS_MARKUP, LOOKS_GZIP, LOOKS_ZIP, LOOKS_TEXT, LOOKS_REFUSED } Looks;

static Looks
sniff (const char *bytes, gsize length)
{
  gsize i = 0;

  if (length >= 2 && (guint8) bytes[0] == 0x1f && (guint8) bytes[1] == 0x8b)
    return LOOKS_GZIP;
  if (length >= 4 && memcmp (bytes, "PK\3\4", 4) == 0)
    return LOOKS_ZIP;
  while (i < length && (bytes[i] == '\0' || g_ascii_isspace (bytes[i]) || (guint8) bytes[i] >= 0xef))
    i++; /* blanks, and byte order marks */
  if (i < length && ((guint8) bytes[i] == 0xbb || (guint8) bytes[i] == 0xbf))
    while (i < length && ((guint8) bytes[i] >= 0x80 || g_ascii_isspace (bytes[i])))
      i++;
  if (i == length)
    return LOOKS_EMPTY;
  return strchr ("{[/", bytes[i]) != NULL ? LOOKS_JSON : bytes[i] == '<' ? LOOKS_MARKUP : LOOKS_TEXT;
}

/* What the file is no export of; @names: of the formats. */
static gboolean
refuse (GError **error, Looks looks)
{
  g_autofree char *names = zw_reader_dup_names ();

  switch (looks)
    {
    case LOOKS_EMPTY:
      zw_set_error (error, ZW_ERROR_SYNTAX, "line 1, column 1: the file is empty");
      return FALSE;
    case LOOKS_MARKUP:
      zw_set_error (error, ZW_ERROR_UNSUPPORTED, "this is a web page, no export: was a login page saved?");
      return FALSE;
    case LOOKS_REFUSED:
      zw_set_error (error, ZW_ERROR_UNSUPPORTED, "this is the answer of a service that refused, no export");
      return FALSE;
    case LOOKS_JSON:
    case LOOKS_GZIP:
    case LOOKS_ZIP:
    case LOOKS_TEXT:
      break;
    }
  zw_set_error (error, ZW_ERROR_UNSUPPORTED, "this is no export that is known here; this Zettelwand reads %s", names);
  return FALSE;
}

static gboolean
take_look (ZwLook *look, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  char bytes[SNIFFED_BYTES];
  gsize length;

  if (!g_input_stream_read_all (stream, bytes, sizeof bytes, &length, cancellable, error)
      || !rewind_stream (stream, cancellable, error))
    return FALSE;
  Looks looks = sniff (bytes, length);
  switch (looks)
    {
    case LOOKS_EMPTY:
    case LOOKS_MARKUP:
    case LOOKS_REFUSED:
      return refuse (error, looks);
    case LOOKS_GZIP:
    case LOOKS_ZIP:
      look->kind = looks == LOOKS_GZIP ? ZW_LOOK_GZIP : ZW_LOOK_ZIP;
      return zw_archive_look (stream, look->names, cancellable, error);
    case LOOKS_TEXT:
      look_at_table (look, bytes, length);
      return TRUE;
    case LOOKS_JSON:
      return look_at_json (look, stream, cancellable, error);
    }
  return FALSE;
}

/* Few members, and one of those with which services say no. */
static gboolean
is_answer_of_refusal (const ZwLook *look)
{
  return look->kind == ZW_LOOK_OBJECT && g_hash_table_size (look->names) <= 5
         && (zw_look_has (look, "message") || zw_look_has (look, "errorMessages") || zw_look_has (look, "error")
             || zw_look_has (look, "errors"));
}

static const ZwReader *
detect (GInputStream *stream, gboolean *is_like_ours, GCancellable *cancellable, GError **error)
{
  ZwLook look = { ZW_LOOK_OBJECT, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  const ZwReader *reader = NULL;

  if (take_look (&look, stream, cancellable, error))
    {
      for (guint i = 0; reader == NULL && i < G_N_ELEMENTS (readers); i++)
        if (readers[i]->detect (&look))
          reader = readers[i];
      if (reader == NULL && is_answer_of_refusal (&look))
        refuse (error, LOOKS_REFUSED);
      else if (reader == NULL)
        refuse (error, LOOKS_TEXT);
    }
  *is_like_ours = zw_look_has (&look, "format") && zw_look_has (&look, "version");
  g_hash_table_unref (look.names);
  return reader;
}

const ZwReader *
zw_reader_detect (GInputStream *stream, gboolean *is_like_ours, GCancellable *cancellable, GError **error)
{
  if (!rewind_stream (stream, cancellable, error))
    return NULL;
  const ZwReader *reader = detect (stream, is_like_ours, cancellable, error);
  return reader != NULL && rewind_stream (stream, cancellable, error) ? reader : NULL;
}

/* What @reader makes of the file, an archive unpacked. */
static ZwNeutral *
read_file (const ZwReader *reader, const ZwReaderInput *input, GError **error)
{
  g_autoptr (ZwArchive) archive = NULL;
  ZwReaderInput inner = *input;
  char bytes[4] = "";
  gsize length;

  if (!rewind_stream (input->stream, input->cancellable, error)
      || !g_input_stream_read_all (input->stream, bytes, sizeof bytes, &length, input->cancellable, error)
      || !rewind_stream (input->stream, input->cancellable, error))
    return NULL;
  Looks looks = sniff (bytes, length);
  if (looks == LOOKS_GZIP || looks == LOOKS_ZIP)
    {
      inner.archive = archive = zw_archive_open (input->stream, input->cancellable, error);
      if (archive == NULL)
        return NULL;
    }
  return reader->read (&inner, error);
}

ZwNeutral *
zw_reader_read (const ZwReader *reader, const ZwReaderInput *input, GError **error)
{
  g_autoptr (ZwNeutral) neutral = read_file (reader, input, error);
  gboolean is_empty = TRUE;

  if (neutral == NULL)
    return NULL;
  for (guint i = 0; i < neutral->projects->len; i++)
    {
      const ZwNeutralProject *project = neutral->projects->pdata[i];
      is_empty = is_empty && project->tickets->len == 0 && project->statuses->len == 0;
    }
  if (is_empty)
    {
      const ZwImportWarning *first = neutral->warnings->len > 0 ? neutral->warnings->pdata[0] : NULL;
      GError *cause = first != NULL ? g_error_copy (first->told) : zw_error_new (ZW_ERROR_INVALID_VALUE, "no records were found");
      g_propagate_error (error, zw_error_wrap (cause, "nothing in it can be imported as “%s”: %s", reader->name, cause->message));
      return NULL;
    }
  zw_neutral_settle (neutral, reader->name);
  return g_steal_pointer (&neutral);
}

/* --- for readers --------------------------------------------------------------------------------------------- */

gboolean
zw_reader_enter (const ZwReaderInput *input, const char *name, ZwReaderInput *inner)
{
  for (guint i = 0; input->archive != NULL && i < zw_archive_get_n_entries (input->archive); i++)
    if (g_str_equal (zw_archive_get_name (input->archive, i), name))
      {
        *inner = *input;
        inner->stream = zw_archive_open_entry (input->archive, i);
        return TRUE;
      }
  return FALSE;
}

gboolean
zw_reader_rewind (const ZwReaderInput *input, GError **error)
{
  return rewind_stream (input->stream, input->cancellable, error);
}

gboolean
zw_reader_scan (const ZwReaderInput *input, const char *const *watches, ZwSliceFunc func, gpointer data, GError **error)
{
  g_autoptr (ZwJsonScanner) scanner
    = zw_json_scanner_new (input->stream, ZW_JSON_SCAN_MANY_DOCUMENTS | ZW_JSON_SCAN_COMMENT_HEADER);
  ZwJsonWarnings *repairs = zw_json_scanner_get_warnings (scanner);
  const ZwJsonSlice *slice;

  for (guint i = 0; watches[i] != NULL; i++)
    zw_json_scanner_watch (scanner, watches[i] + (*watches[i] == '!'), *watches[i] == '!' ? ZW_JSON_PASS_OVER : ZW_JSON_GIVE_TEXT);
  do
    if (!zw_json_scanner_next (scanner, &slice, input->cancellable, error) || (slice != NULL && !func (slice, data, error)))
      return FALSE;
  while (slice != NULL);
  for (guint i = 0; i < zw_json_warnings_get_length (repairs); i++)
    {
      const ZwJsonWarning *repair = zw_json_warnings_get (repairs, i);
      zw_json_warnings_add (input->warnings, repair->kind, repair->line, repair->path, repair->detail, repair->count);
    }
  return TRUE;
}

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  ZwRecordFunc func;
  gpointer data;
  guint n;
} Records;

static void
take_page (Records *self, const ZwJsonSlice *slice)
{
  g_autoptr (ZwJsonRecord) holder = zw_json_record_new_holding (slice, self->input->warnings, NULL);
  g_autoptr (ZwJsonList) page = holder != NULL ? zw_reader_open_list (holder, slice->name != NULL ? slice->name : "") : NULL;

  for (guint i = 0; i < zw_reader_get_length (page); i++)
    {
      g_autoptr (ZwJsonRecord) record = zw_reader_open_element (page, i);
      if (record != NULL)
        self->func (record, slice->line, self->data);
    }
}

static gboolean
take_record (const ZwJsonSlice *slice, gpointer data, GError **error)
{
  Records *self = data;

  if (slice->watch < 0)
    return TRUE;
  self->n++;
  if (slice->kind == ZW_JSON_ARRAY)
    take_page (self, slice);
  else if (slice->kind != ZW_JSON_OBJECT)
    zw_neutral_skip (self->neutral, slice->line, slice->path, "no record");
  else
    {
      g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, self->input->warnings, error);
      if (record == NULL)
        return FALSE;
      self->func (record, slice->line, self->data);
    }
  return TRUE;
}

gboolean
zw_reader_read_records (const ZwReaderInput *input, const char *const *lists, ZwNeutral *neutral, ZwRecordFunc func, gpointer data,
                        GError **error)
{
  static const char *const whole[] = { "$", NULL };
  Records records = { input, neutral, func, data, 0 };

  if (!zw_reader_scan (input, lists, take_record, &records, error))
    return FALSE;
  return records.n > 0 || (zw_reader_rewind (input, error) && zw_reader_scan (input, whole, take_record, &records, error));
}

char *
zw_reader_dup_text (const ZwReaderInput *input, gsize limit, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[65536];
  gsize length;

  do
    {
      if (!g_input_stream_read_all (input->stream, buffer, sizeof buffer, &length, input->cancellable, error))
        return NULL;
      g_byte_array_append (bytes, buffer, (guint) length);
      if (bytes->len > limit)
        {
          zw_set_error (error, ZW_ERROR_UNSUPPORTED, "the file is larger than %u MiB", (guint) (limit >> 20));
          return NULL;
        }
    }
  while (length == sizeof buffer);
  const char *text = (const char *) bytes->data;
  if (bytes->len >= 2 && bytes->len % 2 == 0
      && ((bytes->data[0] == 0xff && bytes->data[1] == 0xfe) || (bytes->data[0] == 0xfe && bytes->data[1] == 0xff)))
    return g_convert (text, bytes->len, "UTF-8", "UTF-16", NULL, NULL, error);
  gsize skip = bytes->len >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  const char *end;
  if (bytes->len == 0 || g_utf8_validate (text + skip, (gssize) (bytes->len - skip), &end))
    return g_strndup (bytes->len > 0 ? text + skip : "", bytes->len - skip);
  g_autofree char *place = g_strdup_printf ("%" G_GSIZE_FORMAT, (gsize) (end - text));
  zw_set_error (error, ZW_ERROR_SYNTAX, "byte %s: the file is not in UTF-8", place);
  return NULL;
}
