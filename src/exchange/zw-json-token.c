/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tokens of RFC 8259. Called by the scanner alone. Plain text is walked eight bytes at a time; nothing here
 * allocates except for the reason of a refusal, and nothing recurses. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-token.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define EACH(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))
#define HIGH EACH (0x80)

/* --- white space --- */

static inline const guint8 *
skip_line_blanks (const guint8 *p)
{
  const guint64 blanks = G_GUINT64_CONSTANT (0x2020202020202020);

  while (memcmp (p, &blanks, sizeof blanks) == 0)
    p += sizeof blanks;
  while (*p == ' ' || *p == '\t' || *p == '\r')
    p++;
  return p;
}

guint8
zw_json_skip_blanks (ZwJsonInput *input)
{
  while (TRUE)
    {
      guint8 *p = input->cursor;
      if (*p > ' ')
        return *p;
      p = (guint8 *) skip_line_blanks (p);
      input->cursor = p;
      if (*p == '\n')
        {
          input->cursor++;
          input->line++;
          input->line_start = zw_json_input_get_offset (input);
          input->line_extra = 0;
        }
      else if (*p != 0 || p != input->end)
        return *p;
      else if (!zw_json_input_fill (input))
        return 0;
    }
}

void
zw_json_skip_line (ZwJsonInput *input)
{
  while (*input->cursor != '\n')
    {
      if (*input->cursor != 0)
        input->cursor++;
      else if (input->cursor != input->end || !zw_json_input_fill (input))
        return;
    }
}

/* --- strings --- */

/* The first byte from @p on that is a quote, a backslash, a control character (so the 0 at the end) or no ASCII. */
static inline const guint8 *
skip_plain (const guint8 *p)
{
  while (TRUE)
    {
      guint64 word, quote, slash, stop;

      memcpy (&word, p, sizeof word);
      word = GUINT64_FROM_LE (word);
      quote = word ^ EACH ('"');
      slash = word ^ EACH ('\\');
      stop = ((word - EACH (0x20)) | (quote - EACH (1)) | (slash - EACH (1)) | word) & HIGH;
      /* A borrow raises false alarms only above a byte that is one itself, so the lowest is always right. */
      if (stop != 0)
        return p + (__builtin_ctzll (stop) >> 3);
      p += sizeof word;
    }
}

static inline gboolean
is_continuation (guint8 byte)
{
  return (byte & 0xc0) == 0x80;
}

/* Bytes of the UTF-8 sequence at @p, which begins with a byte over 0x7f; 0 when it is none. Reads at most four
 * bytes and stops at the first that does not fit. */
static int
get_sequence_length (const guint8 *p)
{
  if (p[0] >= 0xc2 && p[0] <= 0xdf)
    return is_continuation (p[1]) ? 2 : 0;
  if (p[0] >= 0xe0 && p[0] <= 0xef)
    {
      guint8 low = p[0] == 0xe0 ? 0xa0 : 0x80, high = p[0] == 0xed ? 0x9f : 0xbf;
      return p[1] >= low && p[1] <= high && is_continuation (p[2]) ? 3 : 0;
    }
  if (p[0] >= 0xf0 && p[0] <= 0xf4)
    {
      guint8 low = p[0] == 0xf0 ? 0x90 : 0x80, high = p[0] == 0xf4 ? 0x8f : 0xbf;
      return p[1] >= low && p[1] <= high && is_continuation (p[2]) && is_continuation (p[3]) ? 4 : 0;
    }
  return 0;
}

static gboolean
scan_characters (ZwJsonInput *input)
{
  while (*input->cursor >= 0x80)
    {
      int length;

      if (input->end - input->cursor < 4)
        zw_json_input_ensure (input, 4);
      length = get_sequence_length (input->cursor);
      if (length == 0)
        return zw_json_input_refuse (input, NC_("error", "the text is not valid UTF-8"));
      input->cursor += length;
      input->line_extra += length - 1;
    }
  return TRUE;
}

/* The value of the four hexadecimal digits at @p, or -1 with the first other byte in @wrong. */
static int
read_hex (const guint8 *p, int *wrong)
{
  int value = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);
      if (digit < 0)
        {
          *wrong = i;
          return -1;
        }
      value = value * 16 + digit;
    }
  return value;
}

static gboolean
has_low_surrogate (const guint8 *p)
{
  int wrong, value = p[0] == '\\' && p[1] == 'u' ? read_hex (p + 2, &wrong) : -1;

  return value >= 0xdc00 && value <= 0xdfff;
}

static gboolean
scan_unicode_escape (ZwJsonInput *input, gboolean refuse_lone, ZwJsonString *string)
{
  guint8 *p = input->cursor;
  int wrong = 0, value = read_hex (p + 2, &wrong);

  if (value < 0)
    {
      input->cursor += 2 + wrong;
      return zw_json_input_refuse (input, NC_("error", "\\u needs four hexadecimal digits"));
    }
  input->cursor += 6;
  if (value == 0)
    {
      memcpy (p + 2, "2400", 4);
      string->nuls++;
    }
  if (value < 0xd800 || value > 0xdfff)
    return TRUE;
  if (value < 0xdc00 && has_low_surrogate (p + 6))
    {
      input->cursor += 6;
      return TRUE;
    }
  if (refuse_lone)
    {
      input->cursor = p;
      return zw_json_input_refuse (input, NC_("error", "half of a surrogate pair stands alone"));
    }
  memcpy (p + 2, "fffd", 4);
  string->surrogates++;
  return TRUE;
}

static gboolean
scan_escape (ZwJsonInput *input, gboolean refuse_lone, ZwJsonString *string)
{
  string->escaped = TRUE;
  if (input->end - input->cursor < 12)
    zw_json_input_ensure (input, 12);
  if (input->cursor[1] == 'u')
    return scan_unicode_escape (input, refuse_lone, string);
  if (input->cursor[1] == 0 || strchr ("\"\\/bfnrt", input->cursor[1]) == NULL)
    return zw_json_input_refuse (input, NC_("error", "the backslash begins no known escape"));
  input->cursor += 2;
  return TRUE;
}

static gboolean
refuse_control (ZwJsonInput *input)
{
  if (*input->cursor == 0)
    return zw_json_input_refuse (input, input->cursor == input->end ? NC_("error", "the text ends inside a string")
                                                                    : NC_("error", "a NUL byte"));
  return zw_json_input_refuse (input, NC_("error", "a control character inside a string"));
}

gboolean
zw_json_scan_string (ZwJsonInput *input, gboolean refuse_lone_surrogates, ZwJsonString *string)
{
  gint64 start;

  *string = (ZwJsonString){ 0 };
  input->cursor++;
  start = zw_json_input_get_offset (input);
  while (TRUE)
    {
      input->cursor = (guint8 *) skip_plain (input->cursor);
      if (*input->cursor == '"')
        break;
      if (*input->cursor == '\\')
        {
          if (!scan_escape (input, refuse_lone_surrogates, string))
            return FALSE;
        }
      else if (*input->cursor >= 0x80)
        {
          if (!scan_characters (input))
            return FALSE;
        }
      else if (input->cursor != input->end || !zw_json_input_fill (input))
        return refuse_control (input);
    }
  string->length = zw_json_input_get_offset (input) - start;
  input->cursor++;
  return TRUE;
}

static gsize
unescape_unicode (const guint8 *raw, guint8 *target, gsize *taken)
{
  int wrong = 0;
  gunichar value = read_hex (raw + 2, &wrong);

  *taken = 6;
  if (value >= 0xd800 && value <= 0xdbff)
    {
      value = 0x10000 + ((value - 0xd800) << 10) + (read_hex (raw + 8, &wrong) - 0xdc00);
      *taken = 12;
    }
  return g_unichar_to_utf8 (value, (char *) target);
}

static guint8
unescape_letter (guint8 letter)
{
  switch (letter)
    {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return letter;
    }
}

gsize
zw_json_unescape (const guint8 *raw, gsize length, guint8 *target)
{
  gsize written = 0, taken;

  for (gsize i = 0; i < length; i += taken)
    {
      taken = 1;
      if (raw[i] != '\\')
        target[written++] = raw[i];
      else if (raw[i + 1] == 'u')
        written += unescape_unicode (raw + i, target + written, &taken);
      else
        {
          target[written++] = unescape_letter (raw[i + 1]);
          taken = 2;
        }
    }
  return written;
}

/* --- numbers --- */

/* The byte at the cursor, after reading on where the window ends; 0 at the end of the text. */
static guint8
peek (ZwJsonInput *input)
{
  if (*input->cursor == 0 && input->cursor == input->end)
    zw_json_input_fill (input);
  return *input->cursor;
}

static gsize
skip_digits (ZwJsonInput *input)
{
  gsize digits = 0;

  while (g_ascii_isdigit (peek (input)))
    {
      const guint8 *p = input->cursor;
      while (g_ascii_isdigit (*p))
        p++;
      digits += p - input->cursor;
      input->cursor += p - input->cursor;
    }
  return digits;
}

/* One digit or more, or a refusal that says after what they are missing. */
static gboolean
need_digits (ZwJsonInput *input, gsize *digits, const char *reason)
{
  *digits = skip_digits (input);
  return *digits > 0 || zw_json_input_refuse (input, reason);
}

static gboolean
scan_integer_part (ZwJsonInput *input, gsize *digits)
{
  gboolean zero = peek (input) == '0';

  if (!need_digits (input, digits, NC_("error", "a digit is missing after the minus sign")))
    return FALSE;
  if (!zero || *digits == 1)
    return TRUE;
  input->cursor -= *digits - 1;
  return zw_json_input_refuse (input, NC_("error", "a number may not begin with a zero"));
}

static gboolean
scan_exponent (ZwJsonInput *input, gsize *digits)
{
  input->cursor++;
  if (peek (input) == '+' || *input->cursor == '-')
    input->cursor++;
  return need_digits (input, digits, NC_("error", "a digit is missing in the exponent"));
}

static gboolean
is_beyond_int64 (const char *text, gsize digits)
{
  gboolean negative = *text == '-';
  const char *limit = negative ? "9223372036854775808" : "9223372036854775807";

  return digits > 19 || strncmp (text + negative, limit, 19) > 0;
}

static gboolean
is_beyond_double (const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);

  return !isfinite (g_ascii_strtod (copy, NULL));
}

/* Few digits and a short exponent cannot leave the range, so hardly any number is ever converted here. */
static ZwJsonNumber
judge_number (const char *text, gsize length, gsize digits, gsize exponent, gboolean fraction)
{
  if (exponent == 0 && !fraction)
    return digits < 19 || !is_beyond_int64 (text, digits) ? ZW_JSON_NUMBER_FITS : ZW_JSON_NUMBER_BEYOND_INT64;
  if (digits < 200 && exponent < 3)
    return ZW_JSON_NUMBER_FITS;
  return is_beyond_double (text, length) ? ZW_JSON_NUMBER_BEYOND_DOUBLE : ZW_JSON_NUMBER_FITS;
}

static gboolean
scan_number_parts (ZwJsonInput *input, gsize *digits, gsize *exponent, gboolean *fraction)
{
  gsize ignored;

  if (*input->cursor == '-')
    input->cursor++;
  if (!scan_integer_part (input, digits))
    return FALSE;
  *fraction = peek (input) == '.';
  if (*fraction)
    {
      input->cursor++;
      if (!need_digits (input, &ignored, NC_("error", "a digit is missing after the decimal point")))
        return FALSE;
    }
  if (peek (input) == 'e' || *input->cursor == 'E')
    return scan_exponent (input, exponent);
  return TRUE;
}

gboolean
zw_json_scan_number (ZwJsonInput *input, ZwJsonNumber *number)
{
  gsize digits = 0, exponent = 0, start;
  gboolean fraction = FALSE, own_pin = input->pin == ZW_JSON_UNPINNED, good;
  gint64 offset = zw_json_input_get_offset (input);

  if (own_pin)
    input->pin = input->cursor - input->buffer;
  good = scan_number_parts (input, &digits, &exponent, &fraction) && input->error == NULL && input->reason == NULL;
  start = offset - input->base_offset;
  if (good)
    *number = judge_number ((const char *) input->buffer + start, input->cursor - input->buffer - start, digits,
                            exponent, fraction);
  if (own_pin)
    input->pin = ZW_JSON_UNPINNED;
  return good;
}

/* --- words --- */

static gboolean
scan_exactly (ZwJsonInput *input, const char *word)
{
  for (; *word != '\0'; word++, input->cursor++)
    {
      if (*input->cursor != (guint8) *word)
        return zw_json_input_refuse (input, input->cursor == input->end ? NC_("error", "the text ends inside a value")
                                                                        : NC_("error", "only true, false and null are words"));
    }
  return TRUE;
}

gboolean
zw_json_scan_word (ZwJsonInput *input)
{
  zw_json_input_ensure (input, 5);
  if (*input->cursor == 't')
    return scan_exactly (input, "true");
  if (*input->cursor == 'f')
    return scan_exactly (input, "false");
  return scan_exactly (input, "null");
}
