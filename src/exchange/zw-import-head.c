/* SPDX-License-Identifier: GPL-3.0-or-later
 * The beginning of a file: is it ours, of which version, whose projects. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-error.h"

#include <glib/gi18n.h>

#include "zw-import-reader.h"
#include "zw-json-record.h"
#include "zw-sections.h"

typedef struct {
  ZwJsonScanner *scanner; /* (owned) */
  int format, version, database, partial, since, projects, people, log;
  gboolean has_format, has_version;
} Probe;

void
zw_import_head_free (ZwImportHead *head)
{
  g_free (head->database);
  g_free (head->time_zone);
  g_array_unref (head->projects);
  g_ptr_array_unref (head->keys);
  g_free (head);
}

static void
start_probe (Probe *probe, GInputStream *stream)
{
  probe->scanner = zw_json_scanner_new (stream, ZW_JSON_SCAN_REFUSE_LONE_SURROGATES);
  probe->format = zw_json_scanner_watch (probe->scanner, "$.format", ZW_JSON_GIVE_TEXT);
  probe->version = zw_json_scanner_watch (probe->scanner, "$.version", ZW_JSON_GIVE_TEXT);
  probe->database = zw_json_scanner_watch (probe->scanner, "$.database", ZW_JSON_GIVE_TEXT);
  probe->partial = zw_json_scanner_watch (probe->scanner, "$.partial", ZW_JSON_GIVE_TEXT);
  probe->since = zw_json_scanner_watch (probe->scanner, "$.since", ZW_JSON_GIVE_TEXT);
  zw_json_scanner_watch (probe->scanner, "$.known", ZW_JSON_PASS_OVER);
  probe->projects = zw_json_scanner_watch (probe->scanner, "$.projects[*]", ZW_JSON_GIVE_TEXT);
  probe->people = zw_json_scanner_watch (probe->scanner, "$.people[*]", ZW_JSON_PASS_OVER);
  for (ZwEntity entity = 0; entity < ZW_N_ENTITIES; entity++)
    {
      g_autofree char *path = g_strdup_printf ("$.%s[*]", zw_section_get_name (entity));
      if (entity != ZW_ENTITY_PROJECT && entity != ZW_ENTITY_PERSON)
        zw_json_scanner_watch (probe->scanner, path, ZW_JSON_GIVE_PLACE);
    }
  probe->log = zw_json_scanner_watch (probe->scanner, "$.log[*]", ZW_JSON_GIVE_PLACE);
  zw_json_scanner_set_rest (probe->scanner, ZW_JSON_GIVE_PLACE);
}

static gboolean
refuse (GError **error, const char *detail)
{
  zw_set_error (error, ZW_ERROR_UNSUPPORTED, "this is no export of Zettelwand: %s", detail);
  return FALSE;
}

static gboolean
check_version (ZwJsonRecord *record, GError **error)
{
  gint64 version;

  if (!zw_json_record_get_int64 (record, "version", &version) || version < 1)
    return refuse (error, NC_("error", "its “version” is no number above 0"));
  if (version == ZW_OWN_VERSION)
    return TRUE;
  g_autofree char *given = g_strdup_printf ("%" G_GINT64_FORMAT, version);
  zw_set_error (error, ZW_ERROR_UNSUPPORTED, "the file is of version %s of the format; this Zettelwand reads version %d", given,
                ZW_OWN_VERSION);
  return FALSE;
}

/* Wrong members are left to the reader, which says where they are. */
static void
note_project (ZwImportHead *head, const ZwJsonSlice *slice)
{
  g_autoptr (ZwJsonWarnings) ignored = zw_json_warnings_new ();
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, ignored, NULL);
  gint64 id;

  if (record == NULL || !zw_json_record_get_id (record, "id", &id))
    return;
  const char *key = zw_json_record_get_string (record, "key");
  g_array_append_val (head->projects, id);
  g_ptr_array_add (head->keys, g_strdup (key != NULL ? key : ""));
  if (head->time_zone == NULL)
    head->time_zone = g_strdup (zw_json_record_get_string (record, "time_zone"));
}

static gboolean
note_since (ZwImportHead *head, ZwJsonRecord *record, GError **error)
{
  g_autoptr (ZwJsonRecord) since = zw_json_record_open_object (record, "since");
  const char *at = since != NULL ? zw_json_record_get_string (since, "at") : NULL;

  head->has_since = TRUE;
  if (since != NULL)
    zw_json_record_get_id (since, "set", &head->since_set);
  if (at != NULL && !zw_instant_from_string (at, &head->since_at))
    zw_json_record_refuse (since, "at", NC_("error", "no instant such as 2026-11-23T08:32:00.000Z"));
  return zw_json_record_check (record, error);
}

static gboolean
note_member (Probe *probe, ZwImportHead *head, const ZwJsonSlice *slice, GError **error)
{
  g_autoptr (ZwJsonWarnings) ignored = zw_json_warnings_new ();
  g_autoptr (ZwJsonRecord) record = zw_json_record_new_holding (slice, ignored, error);

  if (record == NULL)
    return FALSE;
  if (slice->watch == probe->database)
    {
      g_free (head->database);
      head->database = g_strdup (zw_json_record_get_string (record, "database"));
    }
  if (slice->watch == probe->partial)
    zw_json_record_get_boolean (record, "partial", &head->is_partial);
  if (slice->watch == probe->since)
    return note_since (head, record, error);
  if (slice->watch == probe->version)
    {
      probe->has_version = TRUE;
      return check_version (record, error);
    }
  if (slice->watch != probe->format)
    return TRUE;
  probe->has_format = TRUE;
  return g_strcmp0 (zw_json_record_get_string (record, "format"), ZW_OWN_FORMAT) == 0
         || refuse (error, NC_("error", "its “format” is not “zettelwand”"));
}

static gboolean
read_probe (Probe *probe, ZwImportHead *head, GCancellable *cancellable, GError **error)
{
  const ZwJsonSlice *slice;

  for (;;)
    {
      if (!zw_json_scanner_next (probe->scanner, &slice, cancellable, error))
        return FALSE;
      if (slice == NULL)
        break;
      head->is_log_first = head->is_log_first || slice->watch == probe->log;
      if (slice->watch == probe->format || slice->watch == probe->version || slice->watch == probe->database
          || slice->watch == probe->partial || slice->watch == probe->since)
        {
          if (!note_member (probe, head, slice, error))
            return FALSE;
        }
      else if (slice->watch == probe->projects)
        note_project (head, slice);
      else if (probe->has_format && probe->has_version && head->projects->len > 0)
        return TRUE;
    }
  if (!probe->has_format)
    return refuse (error, NC_("error", "there is no “format”"));
  return probe->has_version || refuse (error, NC_("error", "there is no “version”"));
}

ZwImportHead *
zw_import_head_read (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  Probe probe = { NULL };
  ZwImportHead *head = g_new0 (ZwImportHead, 1);

  head->projects = g_array_new (FALSE, FALSE, sizeof (gint64));
  head->keys = g_ptr_array_new_with_free_func (g_free);
  start_probe (&probe, stream);
  if (!read_probe (&probe, head, cancellable, error))
    g_clear_pointer (&head, zw_import_head_free);
  zw_json_scanner_free (probe.scanner);
  return head;
}

/* Wrong ids are left to the reader, which says where they are. */
ZwIdMap *
zw_import_head_read_ids (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (ZwJsonScanner) scanner = zw_json_scanner_new (stream, ZW_JSON_SCAN_REFUSE_LONE_SURROGATES);
  g_autoptr (ZwIdMap) ids = zw_id_map_new (NULL);
  const ZwJsonSlice *slice;

  for (ZwEntity entity = 0; entity < ZW_N_ENTITIES; entity++)
    {
      g_autofree char *path = g_strdup_printf ("$.%s[*].id", zw_section_get_name (entity));
      zw_json_scanner_watch (scanner, path, ZW_JSON_GIVE_TEXT);
    }
  zw_json_scanner_set_rest (scanner, ZW_JSON_PASS_OVER);
  for (;;)
    {
      if (!zw_json_scanner_next (scanner, &slice, cancellable, error))
        return NULL;
      if (slice == NULL)
        return g_steal_pointer (&ids);
      g_autofree char *text = slice->length > 2 ? g_strndup (slice->text + 1, slice->length - 2) : NULL;
      guint64 id;
      if (text != NULL && g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &id, NULL))
        zw_id_map_put (ids, (gint64) id, ids);
    }
}
