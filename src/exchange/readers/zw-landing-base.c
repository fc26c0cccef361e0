/* SPDX-License-Identifier: GPL-3.0-or-later
 * The value last imported, in and out of its column. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-landing-base.h"

#include <string.h>

#include "zw-json-record.h"
#include "zw-json-writer.h"

#define HASH_LENGTH 16

ZwBase *
zw_base_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

ZwBase *
zw_base_parse (const char *json)
{
  ZwBase *self = zw_base_new ();
  g_autoptr (ZwJsonWarnings) ignored = zw_json_warnings_new ();
  const ZwJsonSlice *slice = NULL;

  if (json == NULL)
    return self;
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (ZwJsonScanner) scanner = zw_json_scanner_new_for_bytes (bytes, ZW_JSON_SCAN_PLAIN);
  if (!zw_json_scanner_next (scanner, &slice, NULL, NULL) || slice == NULL)
    return self;
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, ignored, NULL);
  if (record == NULL)
    return self;
  g_autofree const char **names = zw_json_record_get_names (record);
  for (guint i = 0; names[i] != NULL; i++)
    zw_base_put (self, names[i], zw_json_record_get_string (record, names[i]));
  return self;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

char *
zw_base_to_json (ZwBase *self)
{
  GString *json = g_string_new ("{");
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (self), compare_names);

  for (GList *name = names; name != NULL; name = name->next)
    {
      if (json->len > 1)
        g_string_append_c (json, ',');
      zw_json_append_quoted (json, name->data);
      g_string_append_c (json, ':');
      zw_json_append_quoted (json, g_hash_table_lookup (self, name->data));
    }
  return g_string_free (g_string_append_c (json, '}'), FALSE);
}

void
zw_base_put (ZwBase *self, const char *name, const char *value)
{
  if (value != NULL)
    g_hash_table_insert (self, g_strdup (name), g_strdup (value));
  else
    g_hash_table_remove (self, name);
}

void
zw_base_put_part (ZwBase *self, const char *kind, const char *id, gint64 ours, const char *text)
{
  g_autofree char *hash = zw_base_hash (text);
  g_hash_table_insert (self, g_strconcat (kind, " ", id, NULL),
                       g_strdup_printf ("%" G_GINT64_FORMAT " %s", ours, hash != NULL ? hash : ""));
}

gboolean
zw_base_get_part (ZwBase *self, const char *kind, const char *id, gint64 *ours, const char **hash)
{
  g_autofree char *name = g_strconcat (kind, " ", id, NULL);
  const char *value = g_hash_table_lookup (self, name);
  char *rest;

  if (value == NULL)
    return FALSE;
  *ours = g_ascii_strtoll (value, &rest, 10);
  *hash = *rest == ' ' ? rest + 1 : rest;
  return *ours > 0;
}

char *
zw_base_hash (const char *text)
{
  char *hash = text != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA1, text, -1) : NULL;

  if (hash != NULL)
    hash[HASH_LENGTH] = '\0';
  return hash;
}
