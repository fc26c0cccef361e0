/* SPDX-License-Identifier: GPL-3.0-or-later
 * The walk over a JSON text: one token per step, an explicit stack of open containers, a state that says what may
 * come next. Called by the scanner's next. Never recurses, never trusts, never holds more than one record. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-walk.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- complaints --- */

static void
warn (ZwJsonScanner *self, ZwJsonWarningKind kind, int count)
{
  g_autofree char *path = zw_json_trail_dup_path (&self->trail);

  zw_json_warnings_add (self->warnings, kind, self->input.line, path, NULL, count);
}

static void
warn_about_string (ZwJsonScanner *self, const ZwJsonString *string)
{
  if (self->in_record && self->handling != ZW_JSON_GIVE_TEXT)
    return;
  if (string->nuls > 0)
    warn (self, ZW_JSON_WARNING_NUL_ESCAPE, string->nuls);
  if (string->surrogates > 0)
    warn (self, ZW_JSON_WARNING_LONE_SURROGATE, string->surrogates);
}

static ZwJsonWalk
refuse (ZwJsonScanner *self, const char *reason)
{
  zw_json_input_refuse (&self->input, reason);
  return ZW_JSON_WALK_FAILED;
}

/* What is wrong with a byte where @wanted should be. */
static ZwJsonWalk
refuse_byte (ZwJsonScanner *self, const char *wanted)
{
  const guint8 *p;
  GError *reason;

  zw_json_input_ensure (&self->input, 3);
  p = self->input.cursor;
  g_autofree char *byte = g_strdup_printf (*p > 0x20 && *p < 0x7f ? "“%c”" : "byte 0x%02x", *p);
  if (p == self->input.end)
    reason = zw_error_new (ZW_ERROR_SYNTAX, "the text ends where %s should be", wanted);
  else if (*p == 0)
    reason = zw_error_new (ZW_ERROR_SYNTAX, "a NUL byte");
  else if (*p == '\'')
    reason = zw_error_new (ZW_ERROR_SYNTAX, "strings need double quotes");
  else if (*p == '/')
    reason = zw_error_new (ZW_ERROR_SYNTAX, "comments are no part of JSON");
  else if (p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf)
    reason = zw_error_new (ZW_ERROR_SYNTAX, "a byte order mark inside the text");
  else
    reason = zw_error_new (ZW_ERROR_SYNTAX, "%s where %s should be", byte, wanted);
  zw_json_input_take_refusal (&self->input, reason);
  return ZW_JSON_WALK_FAILED;
}

/* --- before the text --- */

/* Passes over the lines viewers put before a saved text. */
static void
skip_comment_header (ZwJsonScanner *self)
{
  ZwJsonInput *input = &self->input;
  int lines = 0;

  while (zw_json_skip_space (input) == '/')
    {
      zw_json_input_ensure (input, 2);
      if (input->cursor[1] != '/')
        break;
      lines++;
      zw_json_skip_line (input);
    }
  if (lines > 0)
    zw_json_warnings_add (self->warnings, ZW_JSON_WARNING_COMMENT_LINES, 1, "$", NULL, lines);
}

/* --- records --- */

/* The watches whose path leads to the value that begins here, or through it. */
static guint64
find_watches (ZwJsonScanner *self)
{
  const ZwJsonFrame *frame = zw_json_trail_get_top (&self->trail);
  gsize length;
  const char *name = zw_json_trail_get_name (&self->trail, &length);

  if (frame == NULL)
    return ZW_JSON_ALL_WATCHES;
  return zw_json_watches_narrow (&self->watches, frame->watches, self->trail.depth, name, length);
}

static ZwJsonKind
get_kind (guint8 opening)
{
  if (opening == '{')
    return ZW_JSON_OBJECT;
  if (opening == '[')
    return ZW_JSON_ARRAY;
  if (opening == '"')
    return ZW_JSON_STRING;
  if (opening == 't' || opening == 'f')
    return ZW_JSON_BOOLEAN;
  return opening == 'n' ? ZW_JSON_NULL : ZW_JSON_NUMBER;
}

static void
begin_record (ZwJsonScanner *self, int watch, guint8 opening)
{
  ZwJsonInput *input = &self->input;

  self->in_record = TRUE;
  self->record_depth = self->trail.depth;
  self->handling = watch < 0 ? self->rest : self->watches.items[watch].handling;
  if (self->handling == ZW_JSON_GIVE_TEXT)
    input->pin = input->cursor - input->buffer;
  self->slice = (ZwJsonSlice){ .watch = watch, .kind = get_kind (opening), .document = self->slice.document, .index = -1,
                               .line = input->line, .column = zw_json_input_get_column (input),
                               .offset = zw_json_input_get_offset (input) };
}

/* Says in the slice where in its container the record is. */
static void
write_place (ZwJsonScanner *self)
{
  const ZwJsonFrame *frame = zw_json_trail_get_top (&self->trail);
  gsize length;
  const char *name = zw_json_trail_get_name (&self->trail, &length);

  g_free (self->path);
  g_free (self->name);
  self->slice.path = self->path = zw_json_trail_dup_path (&self->trail);
  self->slice.name = self->name = name != NULL ? g_strndup (name, length) : NULL;
  if (frame != NULL && !frame->object)
    self->slice.index = frame->index;
}

/* Fills the slice behind the last byte of the record. The pin stays until the next call. */
static ZwJsonWalk
end_record (ZwJsonScanner *self)
{
  ZwJsonInput *input = &self->input;

  self->in_record = FALSE;
  if (self->handling == ZW_JSON_PASS_OVER)
    return ZW_JSON_WALK_ON;
  write_place (self);
  if (self->handling == ZW_JSON_GIVE_PLACE)
    return ZW_JSON_WALK_RECORD;
  self->slice.text = (const char *) input->buffer + input->pin;
  self->slice.length = input->cursor - input->buffer - input->pin;
  return self->slice.length <= input->limit || zw_json_input_refuse_size (input) ? ZW_JSON_WALK_RECORD : ZW_JSON_WALK_FAILED;
}

/* --- values --- */

static ZwJsonWalk
end_value (ZwJsonScanner *self)
{
  self->expect = self->trail.depth > 0 ? ZW_JSON_EXPECT_COMMA : ZW_JSON_EXPECT_NOTHING;
  return self->in_record && self->trail.depth == self->record_depth ? end_record (self) : ZW_JSON_WALK_ON;
}

static ZwJsonWalk
open_container (ZwJsonScanner *self, gboolean object, guint64 watches)
{
  if (!zw_json_trail_enter (&self->trail, object, watches))
    return refuse (self, NC_("error", "nested deeper than 256 levels"));
  self->input.cursor++;
  self->expect = object ? ZW_JSON_EXPECT_FIRST_MEMBER : ZW_JSON_EXPECT_FIRST_ELEMENT;
  return ZW_JSON_WALK_ON;
}

static ZwJsonWalk
close_container (ZwJsonScanner *self)
{
  zw_json_trail_leave (&self->trail);
  self->input.cursor++;
  return end_value (self);
}

/* The number that ends at the cursor is replaced by null, padded with blanks: "null" is never the longer one. */
static void
blank_number (ZwJsonScanner *self, gint64 offset, ZwJsonNumber number)
{
  guint8 *text = self->input.buffer + (offset - self->input.base_offset);

  if (number == ZW_JSON_NUMBER_FITS || self->handling != ZW_JSON_GIVE_TEXT)
    return;
  memset (text, ' ', self->input.cursor - text);
  memcpy (text, "null", 4);
  if (self->trail.depth == self->record_depth)
    self->slice.kind = ZW_JSON_NULL;
  warn (self, number == ZW_JSON_NUMBER_BEYOND_INT64 ? ZW_JSON_WARNING_INTEGER_OUT_OF_RANGE
                                                    : ZW_JSON_WARNING_NUMBER_OUT_OF_RANGE, 1);
}

static gboolean
scan_scalar (ZwJsonScanner *self, guint8 opening)
{
  gint64 offset = zw_json_input_get_offset (&self->input);
  ZwJsonNumber number;
  ZwJsonString string;

  if (opening == '"')
    {
      if (!zw_json_scan_string (&self->input, self->flags & ZW_JSON_SCAN_REFUSE_LONE_SURROGATES, &string))
        return FALSE;
      if (string.nuls > 0 || string.surrogates > 0)
        warn_about_string (self, &string);
      return TRUE;
    }
  if (opening == 't' || opening == 'f' || opening == 'n')
    return zw_json_scan_word (&self->input);
  if (!zw_json_scan_number (&self->input, &number))
    return FALSE;
  blank_number (self, offset, number);
  return TRUE;
}

static ZwJsonWalk
scan_value (ZwJsonScanner *self, guint8 opening)
{
  if (opening == '{' || opening == '[')
    return open_container (self, opening == '{', 0);
  return scan_scalar (self, opening) ? end_value (self) : ZW_JSON_WALK_FAILED;
}

/* A value outside any record: walks into it, or begins a record with it. */
static ZwJsonWalk
meet_value (ZwJsonScanner *self, guint8 opening)
{
  guint64 watches = find_watches (self);
  int watch = zw_json_watches_find_end (&self->watches, watches, self->trail.depth);

  if (watch < 0 && zw_json_watches_lead_on (&self->watches, watches, self->trail.depth, opening))
    return open_container (self, opening == '{', watches);
  begin_record (self, watch, opening);
  return scan_value (self, opening);
}

static ZwJsonWalk
take_value (ZwJsonScanner *self, guint8 opening)
{
  static const char openings[] = "{[\"-0123456789tfn";

  if (opening == 0 || strchr (openings, opening) == NULL)
    return refuse_byte (self, self->trail.depth == 0 ? NC_("error", "a JSON text") : NC_("error", "a value"));
  return self->in_record ? scan_value (self, opening) : meet_value (self, opening);
}

/* --- members --- */

/* The name at @start came before in its object: wipes out the earlier member up to its comma. Not possible where that
 * held records, which are handed out already. */
static gboolean
settle_double (ZwJsonScanner *self, ZwJsonMember *member, gsize start)
{
  if (!self->in_record && zw_json_watches_lead_on (&self->watches, find_watches (self), self->trail.depth, 0))
    return zw_json_input_refuse (&self->input, NC_("error", "a member that holds records comes twice"));
  if (self->in_record)
    memset (self->input.buffer + self->input.pin + member->start, ' ', member->end - member->start);
  member->start = start;
  warn (self, ZW_JSON_WARNING_DUPLICATE_MEMBER, 1);
  return TRUE;
}

/* Enters the name that ends at the cursor. In records nobody reads, only the latest name is kept, for paths. */
static gboolean
enter_name (ZwJsonScanner *self, const ZwJsonString *string)
{
  ZwJsonFrame *frame = zw_json_trail_get_top (&self->trail);
  ZwJsonKeys *keys = &self->trail.keys;
  const guint8 *raw = self->input.cursor - 1 - string->length;
  gsize start = raw - 1 - self->input.buffer - self->input.pin;
  gboolean known = FALSE;

  if (self->in_record && self->handling != ZW_JSON_GIVE_TEXT)
    {
      zw_json_keys_leave (keys, frame->floor);
      frame->member = zw_json_keys_push (keys, self->trail.depth, raw, string->length, string->escaped);
      return TRUE;
    }
  frame->member = zw_json_keys_add (keys, self->trail.depth, raw, string->length, string->escaped, &known);
  if (known)
    return settle_double (self, &keys->members[frame->member], start);
  keys->members[frame->member].start = start;
  return TRUE;
}

static ZwJsonWalk
take_name (ZwJsonScanner *self, guint8 opening)
{
  ZwJsonInput *input = &self->input;
  gboolean own_pin = input->pin == ZW_JSON_UNPINNED, good;
  ZwJsonString string;

  if (opening == '}' && self->expect == ZW_JSON_EXPECT_FIRST_MEMBER)
    return close_container (self);
  if (opening == '}')
    return refuse (self, NC_("error", "a comma before the end of an object"));
  if (opening != '"')
    return refuse_byte (self, NC_("error", "a member name"));
  if (own_pin)
    input->pin = input->cursor - input->buffer;
  good = zw_json_scan_string (input, self->flags & ZW_JSON_SCAN_REFUSE_LONE_SURROGATES, &string);
  if (good && (string.nuls > 0 || string.surrogates > 0))
    warn_about_string (self, &string);
  good = good && enter_name (self, &string);
  if (own_pin)
    input->pin = ZW_JSON_UNPINNED;
  self->expect = ZW_JSON_EXPECT_COLON;
  return good ? ZW_JSON_WALK_ON : ZW_JSON_WALK_FAILED;
}

/* --- between values --- */

static ZwJsonWalk
take_comma (ZwJsonScanner *self, guint8 byte)
{
  ZwJsonFrame *frame = zw_json_trail_get_top (&self->trail);
  ZwJsonInput *input = &self->input;

  if (byte == (frame->object ? '}' : ']'))
    return close_container (self);
  if (byte != ',')
    return refuse_byte (self, frame->object ? NC_("error", "a comma or the end of the object")
                                            : NC_("error", "a comma or the end of the array"));
  input->cursor++;
  self->expect = frame->object ? ZW_JSON_EXPECT_MEMBER : ZW_JSON_EXPECT_VALUE;
  if (!frame->object)
    frame->index++;
  else
    {
      self->trail.keys.members[frame->member].end = input->cursor - input->buffer - input->pin;
      frame->member = ZW_JSON_NO_MEMBER;
    }
  return ZW_JSON_WALK_ON;
}

static ZwJsonWalk
take_end (ZwJsonScanner *self)
{
  if (zw_json_input_is_done (&self->input))
    return ZW_JSON_WALK_END;
  if ((self->flags & ZW_JSON_SCAN_MANY_DOCUMENTS) == 0)
    return refuse (self, *self->input.cursor == 0 ? NC_("error", "a NUL byte")
                                                  : NC_("error", "more text behind the end of the JSON text"));
  self->slice.document++;
  self->expect = ZW_JSON_EXPECT_VALUE;
  return ZW_JSON_WALK_ON;
}

static ZwJsonWalk
start (ZwJsonScanner *self)
{
  if (!zw_json_input_start (&self->input))
    return ZW_JSON_WALK_FAILED;
  if ((self->flags & ZW_JSON_SCAN_COMMENT_HEADER) != 0)
    skip_comment_header (self);
  if (zw_json_skip_space (&self->input) == 0 && zw_json_input_is_done (&self->input))
    return refuse (self, NC_("error", "the text is empty"));
  self->expect = ZW_JSON_EXPECT_VALUE;
  return ZW_JSON_WALK_ON;
}

ZwJsonWalk
zw_json_walk_take_token (ZwJsonScanner *self)
{
  guint8 byte = self->expect == ZW_JSON_EXPECT_START ? 0 : zw_json_skip_space (&self->input);

  switch (self->expect)
    {
    case ZW_JSON_EXPECT_START:
      return start (self);
    case ZW_JSON_EXPECT_FIRST_ELEMENT:
      if (byte == ']')
        return close_container (self);
      return take_value (self, byte);
    case ZW_JSON_EXPECT_VALUE:
      if (byte == ']' && self->trail.depth > 0 && !zw_json_trail_get_top (&self->trail)->object)
        return refuse (self, NC_("error", "a comma before the end of an array"));
      return take_value (self, byte);
    case ZW_JSON_EXPECT_FIRST_MEMBER:
    case ZW_JSON_EXPECT_MEMBER:
      return take_name (self, byte);
    case ZW_JSON_EXPECT_COLON:
      if (byte != ':')
        return refuse_byte (self, NC_("error", "a colon"));
      self->input.cursor++;
      self->expect = ZW_JSON_EXPECT_VALUE;
      return ZW_JSON_WALK_ON;
    case ZW_JSON_EXPECT_COMMA:
      return take_comma (self, byte);
    case ZW_JSON_EXPECT_NOTHING:
      return take_end (self);
    }
  g_return_val_if_reached (ZW_JSON_WALK_FAILED);
}
