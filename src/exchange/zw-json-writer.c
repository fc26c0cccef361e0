/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON out, piece by piece, through one buffer. Called by exporters and the command line. Never builds a tree, never
 * writes what its own scanner would refuse. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-writer.h"

#include <math.h>
#include <string.h>

#include "zw-schema.h"
#include "zw-text-writer.h"

#define MAX_DEPTH 256

typedef struct {
  gboolean object;
  gboolean block;
  gboolean used; /* has a child */
} Level;

struct _ZwJsonWriter {
  ZwTextWriter *out; /* (owned) */
  GString *buffer;   /* (borrowed) of @out */
  Level levels[MAX_DEPTH];
  int depth;
  gboolean named;    /* the name of the next value is written */
};

/* --- the escaper --- */

static void
append_escape (GString *target, guint8 byte)
{
  static const char letters[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
  const char *letter = strchr (letters, byte);

  if (letter != NULL && byte != 0)
    {
      g_string_append_c (target, '\\');
      g_string_append_c (target, names[letter - letters]);
    }
  else
    g_string_append_printf (target, "\\u%04x", byte);
}

static inline gboolean
needs_escape (guint8 byte)
{
  return byte < 0x20 || byte == '"' || byte == '\\';
}

static void
append_escaped (GString *target, const char *text, gsize length)
{
  gsize start = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (!needs_escape (text[i]))
        continue;
      g_string_append_len (target, text + start, i - start);
      append_escape (target, text[i]);
      start = i + 1;
    }
  g_string_append_len (target, text + start, length - start);
}

void
zw_json_append_quoted (GString *target, const char *text)
{
  g_autofree char *repaired = NULL;
  gsize length = strlen (text);

  if (!g_utf8_validate_len (text, length, NULL))
    {
      text = repaired = g_utf8_make_valid (text, length);
      length = strlen (repaired);
    }
  g_string_append_c (target, '"');
  append_escaped (target, text, length);
  g_string_append_c (target, '"');
}

/* --- layout --- */

static Level *
get_level (ZwJsonWriter *self)
{
  return self->depth > 0 ? &self->levels[self->depth - 1] : NULL;
}

static void
break_line (ZwJsonWriter *self)
{
  g_string_append_c (self->buffer, '\n');
  for (int i = 0; i < self->depth; i++)
    g_string_append (self->buffer, "  ");
}

/* What stands between the last child of the container and the next. */
static void
separate (ZwJsonWriter *self)
{
  Level *level = get_level (self);

  if (level == NULL)
    return;
  if (level->used)
    g_string_append_c (self->buffer, ',');
  level->used = TRUE;
  if (level->block)
    break_line (self);
}

/* Called before each value, whatever it is. */
static void
begin_value (ZwJsonWriter *self)
{
  zw_text_writer_give_way (self->out);
  if (!self->named)
    separate (self);
  self->named = FALSE;
}

static void
begin_container (ZwJsonWriter *self, gboolean object, ZwJsonStyle style)
{
  const Level *outer = get_level (self);

  g_return_if_fail (self->depth < MAX_DEPTH);
  begin_value (self);
  g_string_append_c (self->buffer, object ? '{' : '[');
  self->levels[self->depth++] = (Level){ .object = object,
                                         .block = style == ZW_JSON_BLOCK && (outer == NULL || outer->block) };
}

static void
end_container (ZwJsonWriter *self, gboolean object)
{
  const Level *level = get_level (self);

  g_return_if_fail (level != NULL && level->object == object && !self->named);
  self->depth--;
  if (level->block && level->used)
    break_line (self);
  g_string_append_c (self->buffer, object ? '}' : ']');
}

/* --- public --- */

ZwJsonWriter *
zw_json_writer_new (GOutputStream *stream, GCancellable *cancellable)
{
  ZwJsonWriter *self = g_new0 (ZwJsonWriter, 1);

  self->out = zw_text_writer_new (stream, cancellable);
  self->buffer = zw_text_writer_get_buffer (self->out);
  return self;
}

void
zw_json_writer_free (ZwJsonWriter *self)
{
  zw_text_writer_free (self->out);
  g_free (self);
}

void
zw_json_writer_begin_object (ZwJsonWriter *self, ZwJsonStyle style)
{
  begin_container (self, TRUE, style);
}

void
zw_json_writer_end_object (ZwJsonWriter *self)
{
  end_container (self, TRUE);
}

void
zw_json_writer_begin_array (ZwJsonWriter *self, ZwJsonStyle style)
{
  begin_container (self, FALSE, style);
}

void
zw_json_writer_end_array (ZwJsonWriter *self)
{
  end_container (self, FALSE);
}

void
zw_json_writer_add_name (ZwJsonWriter *self, const char *name)
{
  const Level *level = get_level (self);

  g_return_if_fail (level != NULL && level->object && !self->named);
  separate (self);
  zw_json_append_quoted (self->buffer, name);
  g_string_append (self->buffer, level->block ? ": " : ":");
  self->named = TRUE;
}

void
zw_json_writer_add_string (ZwJsonWriter *self, const char *value)
{
  begin_value (self);
  if (value != NULL)
    zw_json_append_quoted (self->buffer, value);
  else
    g_string_append (self->buffer, "null");
}

void
zw_json_writer_add_int64 (ZwJsonWriter *self, gint64 value)
{
  begin_value (self);
  g_string_append_printf (self->buffer, "%" G_GINT64_FORMAT, value);
}

void
zw_json_writer_add_id (ZwJsonWriter *self, gint64 id)
{
  begin_value (self);
  g_string_append_printf (self->buffer, "\"%" G_GINT64_FORMAT "\"", id);
}

void
zw_json_writer_add_number (ZwJsonWriter *self, double value)
{
  g_autofree char *digits = isfinite (value) ? zw_real_to_string (value) : NULL;

  begin_value (self);
  g_string_append (self->buffer, digits != NULL ? digits : "null");
  if (digits == NULL)
    zw_text_writer_fail (self->out, zw_error_new (ZW_ERROR_INVALID_VALUE, "JSON holds no infinite or undefined numbers"));
}

void
zw_json_writer_add_boolean (ZwJsonWriter *self, gboolean value)
{
  begin_value (self);
  g_string_append (self->buffer, value ? "true" : "false");
}

void
zw_json_writer_add_null (ZwJsonWriter *self)
{
  begin_value (self);
  g_string_append (self->buffer, "null");
}

void
zw_json_writer_add_base64 (ZwJsonWriter *self, GBytes *bytes)
{
  const gsize step = 30 * 1024;
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  begin_value (self);
  g_string_append_c (self->buffer, '"');
  /* Steps of a multiple of three need no padding before the last. */
  for (gsize i = 0; i < length; i += step)
    {
      g_autofree char *text = g_base64_encode (data + i, MIN (step, length - i));
      g_string_append (self->buffer, text);
      zw_text_writer_give_way (self->out);
    }
  g_string_append_c (self->buffer, '"');
}

void
zw_json_writer_add_json (ZwJsonWriter *self, const char *json)
{
  begin_value (self);
  for (gsize length; *json != '\0'; json += length)
    {
      length = strcspn (json, "\r\n");
      g_string_append_len (self->buffer, json, length);
      if (json[length] == '\0')
        continue;
      g_string_append_c (self->buffer, ' ');
      length++;
    }
}

void
zw_json_writer_put_string (ZwJsonWriter *self, const char *name, const char *value)
{
  zw_json_writer_add_name (self, name);
  zw_json_writer_add_string (self, value);
}

void
zw_json_writer_put_int64 (ZwJsonWriter *self, const char *name, gint64 value)
{
  zw_json_writer_add_name (self, name);
  zw_json_writer_add_int64 (self, value);
}

void
zw_json_writer_put_id (ZwJsonWriter *self, const char *name, gint64 id)
{
  zw_json_writer_add_name (self, name);
  zw_json_writer_add_id (self, id);
}

void
zw_json_writer_put_number (ZwJsonWriter *self, const char *name, double value)
{
  zw_json_writer_add_name (self, name);
  zw_json_writer_add_number (self, value);
}

void
zw_json_writer_put_boolean (ZwJsonWriter *self, const char *name, gboolean value)
{
  zw_json_writer_add_name (self, name);
  zw_json_writer_add_boolean (self, value);
}

void
zw_json_writer_put_null (ZwJsonWriter *self, const char *name)
{
  zw_json_writer_add_name (self, name);
  zw_json_writer_add_null (self);
}

void
zw_json_writer_put_json (ZwJsonWriter *self, const char *name, const char *json)
{
  zw_json_writer_add_name (self, name);
  zw_json_writer_add_json (self, json);
}

gint64
zw_json_writer_get_length (ZwJsonWriter *self)
{
  return zw_text_writer_get_length (self->out);
}

gboolean
zw_json_writer_has_failed (ZwJsonWriter *self)
{
  return zw_text_writer_has_failed (self->out);
}

gboolean
zw_json_writer_finish (ZwJsonWriter *self, GError **error)
{
  g_warn_if_fail (zw_json_writer_has_failed (self) || (self->depth == 0 && !self->named));
  g_string_append_c (self->buffer, '\n');
  return zw_text_writer_finish (self->out, error);
}
