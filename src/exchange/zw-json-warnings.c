/* SPDX-License-Identifier: GPL-3.0-or-later
 * The bounded list of what was repaired while reading. Filled by scanner, records and readers; never prints. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-warnings.h"

#include <glib/gi18n.h>

#define MOST_KEPT 1000

struct _ZwJsonWarnings {
  GArray *entries; /* (owned) (element-type ZwJsonWarning) */
  gint64 total;
};

static void
clear_warning (gpointer data)
{
  ZwJsonWarning *warning = data;

  g_free (warning->path);
  g_free (warning->detail);
}

static void
clear_warnings (gpointer data)
{
  ZwJsonWarnings *warnings = data;

  g_array_unref (warnings->entries);
}

ZwJsonWarnings *
zw_json_warnings_new (void)
{
  ZwJsonWarnings *warnings = g_rc_box_new0 (ZwJsonWarnings);

  warnings->entries = g_array_new (FALSE, FALSE, sizeof (ZwJsonWarning));
  g_array_set_clear_func (warnings->entries, clear_warning);
  return warnings;
}

ZwJsonWarnings *
zw_json_warnings_ref (ZwJsonWarnings *warnings)
{
  return g_rc_box_acquire (warnings);
}

void
zw_json_warnings_unref (ZwJsonWarnings *warnings)
{
  g_rc_box_release_full (warnings, clear_warnings);
}

void
zw_json_warnings_add (ZwJsonWarnings *warnings, ZwJsonWarningKind kind, gint64 line, const char *path,
                      const char *detail, int count)
{
  ZwJsonWarning warning = { .kind = kind, .line = line, .count = count };

  warnings->total += count;
  if (warnings->entries->len >= MOST_KEPT)
    return;
  warning.path = g_strdup (path);
  warning.detail = g_strdup (detail);
  g_array_append_val (warnings->entries, warning);
}

guint
zw_json_warnings_get_length (ZwJsonWarnings *warnings)
{
  return warnings->entries->len;
}

const ZwJsonWarning *
zw_json_warnings_get (ZwJsonWarnings *warnings, guint position)
{
  g_return_val_if_fail (position < warnings->entries->len, NULL);
  return &g_array_index (warnings->entries, ZwJsonWarning, position);
}

gint64
zw_json_warnings_get_total (ZwJsonWarnings *warnings)
{
  return warnings->total;
}

const char *
zw_json_warning_kind_to_string (ZwJsonWarningKind kind)
{
  switch (kind)
    {
    case ZW_JSON_WARNING_DUPLICATE_MEMBER:
      return NC_("error", "the member comes twice, the last value counts");
    case ZW_JSON_WARNING_NUL_ESCAPE:
      return NC_("error", "a NUL character was replaced by U+2400");
    case ZW_JSON_WARNING_LONE_SURROGATE:
      return NC_("error", "half of a surrogate pair was replaced by U+FFFD");
    case ZW_JSON_WARNING_INTEGER_OUT_OF_RANGE:
      return NC_("error", "an integer beyond 64 bits was replaced by null");
    case ZW_JSON_WARNING_NUMBER_OUT_OF_RANGE:
      return NC_("error", "a number beyond double precision was replaced by null");
    case ZW_JSON_WARNING_COMMENT_LINES:
      return NC_("error", "comment lines before the text were passed over");
    case ZW_JSON_WARNING_WRONG_TYPE:
      return NC_("error", "the member has the wrong type and was left out");
    case ZW_JSON_WARNING_MISSING:
      return NC_("error", "a needed member is missing");
    case ZW_JSON_WARNING_INVALID_VALUE:
      return NC_("error", "the value cannot be used and was left out");
    case ZW_JSON_WARNING_UNKNOWN_MEMBER:
      return NC_("error", "this version does not know the member, and left it out");
    }
  g_return_val_if_reached (NULL);
}

const char *
zw_json_warning_kind_to_reason (ZwJsonWarningKind kind)
{
  switch (kind)
    {
    case ZW_JSON_WARNING_DUPLICATE_MEMBER:
      return NC_("error", "the member comes twice");
    case ZW_JSON_WARNING_NUL_ESCAPE:
      return NC_("error", "a NUL character");
    case ZW_JSON_WARNING_LONE_SURROGATE:
      return NC_("error", "half of a surrogate pair");
    case ZW_JSON_WARNING_INTEGER_OUT_OF_RANGE:
      return NC_("error", "an integer beyond 64 bits");
    case ZW_JSON_WARNING_NUMBER_OUT_OF_RANGE:
      return NC_("error", "a number beyond double precision");
    case ZW_JSON_WARNING_COMMENT_LINES:
      return NC_("error", "comment lines before the text");
    case ZW_JSON_WARNING_WRONG_TYPE:
      return NC_("error", "the member has the wrong type");
    case ZW_JSON_WARNING_MISSING:
      return NC_("error", "a needed member is missing");
    case ZW_JSON_WARNING_INVALID_VALUE:
      return NC_("error", "the value cannot be used");
    case ZW_JSON_WARNING_UNKNOWN_MEMBER:
      return NC_("error", "this version does not know the member");
    }
  g_return_val_if_reached (NULL);
}
