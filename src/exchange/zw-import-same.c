/* SPDX-License-Identifier: GPL-3.0-or-later
 * One name, one label or column. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-same.h"

#include "zw-json-record.h"

struct _ZwImportSame {
  int label_watch, status_watch;
  GHashTable *names; /* (owned) name within its project (and workflow), casefolded -> gint64 id in the file */
  ZwIdMap *file_ids; /* (owned) of them, and of those that lost against an earlier one of their name */
  ZwIdMap *same;     /* (owned) id in the file -> id here */
};

ZwImportSame *
zw_import_same_new (void)
{
  ZwImportSame *self = g_new0 (ZwImportSame, 1);

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->file_ids = zw_id_map_new (NULL);
  self->same = zw_id_map_new (NULL);
  return self;
}

void
zw_import_same_free (ZwImportSame *self)
{
  g_hash_table_unref (self->names);
  zw_id_map_free (self->file_ids);
  zw_id_map_free (self->same);
  g_free (self);
}

static char *
make_key (ZwEntity entity, gint64 project, const char *workflow, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  return g_strdup_printf ("%d %" G_GINT64_FORMAT " %s %s", entity, project, workflow != NULL ? workflow : "", folded);
}

/* --- the file ------------------------------------------------------------------------------------------------- */

void
zw_import_same_watch (ZwImportSame *self, ZwJsonScanner *scanner)
{
  self->label_watch = zw_json_scanner_watch (scanner, "$.labels[*]", ZW_JSON_GIVE_TEXT);
  self->status_watch = zw_json_scanner_watch (scanner, "$.statuses[*]", ZW_JSON_GIVE_TEXT);
}

/* Wrong members are left to the reader, which says where they are. */
gboolean
zw_import_same_take (ZwImportSame *self, const ZwJsonSlice *slice)
{
  g_autoptr (ZwJsonWarnings) ignored = zw_json_warnings_new ();
  gint64 id, project;

  if (slice->watch != self->label_watch && slice->watch != self->status_watch)
    return FALSE;
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, ignored, NULL);
  if (record == NULL || !zw_json_record_get_id (record, "id", &id) || !zw_json_record_get_id (record, "project", &project))
    return TRUE;
  gboolean is_status = slice->watch == self->status_watch;
  const char *name = zw_json_record_get_string (record, "name");
  const char *workflow = is_status ? zw_json_record_get_string (record, "workflow") : NULL;
  if (is_status && workflow == NULL)
    workflow = zw_workflow_names[0];
  if (name == NULL)
    return TRUE;
  zw_id_map_put (self->file_ids, id, self);
  g_autofree char *key = make_key (is_status ? ZW_ENTITY_STATUS : ZW_ENTITY_LABEL, project, workflow, name);
  if (!g_hash_table_contains (self->names, key))
    g_hash_table_insert (self->names, g_steal_pointer (&key), g_memdup2 (&id, sizeof id));
  return TRUE;
}

/* --- here ----------------------------------------------------------------------------------------------------- */

static const char *
get_text (const ZwDumpRow *row, ZwField field)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);
  return row->texts[zw_entity_find_field (row->entity, field) - fields];
}

/* What the file knows by its id is that and nothing else. */
static gboolean
compare_row (const ZwDumpRow *row, gpointer data, GError **error)
{
  ZwImportSame *self = data;
  gint64 project = g_ascii_strtoll (get_text (row, ZW_FIELD_PROJECT), NULL, 10);
  g_autofree char *key = make_key (row->entity, project, row->entity == ZW_ENTITY_STATUS ? get_text (row, ZW_FIELD_WORKFLOW) : NULL,
                                   get_text (row, ZW_FIELD_NAME));
  const gint64 *id = g_hash_table_lookup (self->names, key);

  if (id != NULL && zw_id_map_get (self->file_ids, row->id) == NULL)
    zw_id_map_put (self->same, *id, GSIZE_TO_POINTER ((gsize) row->id));
  return TRUE;
}

/* A row that is here by its own id already needs no other. */
static gboolean
forget_known (const ZwDumpRow *row, gpointer data, GError **error)
{
  zw_id_map_remove (((ZwImportSame *) data)->same, row->id);
  return TRUE;
}

gboolean
zw_import_same_find (ZwImportSame *self, ZwBulk *bulk, GError **error)
{
  static const ZwDumpSink compare = { .row = compare_row, .entities = 1 << ZW_ENTITY_LABEL | 1 << ZW_ENTITY_STATUS };
  static const ZwDumpSink forget = { .row = forget_known, .entities = 1 << ZW_ENTITY_LABEL | 1 << ZW_ENTITY_STATUS };

  return zw_bulk_dump (bulk, 0, &compare, self, error) && zw_bulk_dump (bulk, 0, &forget, self, error);
}

/* --- answers -------------------------------------------------------------------------------------------------- */

gint64
zw_import_same_get (ZwImportSame *self, gint64 id)
{
  return (gint64) GPOINTER_TO_SIZE (zw_id_map_get (self->same, id));
}

/* The id here that @text of the file leads to; NULL when it stays. (transfer full) */
static char *
map_text (ZwImportSame *self, const char *text)
{
  gint64 same = text == NULL ? 0 : zw_import_same_get (self, g_ascii_strtoll (text, NULL, 10));
  return same == 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, same);
}

static gboolean
may_refer (const ZwFieldSpec *spec)
{
  return (spec->type == ZW_VALUE_REF || spec->type == ZW_VALUE_SET_REF)
         && (spec->target == ZW_ENTITY_LABEL || spec->target == ZW_ENTITY_STATUS);
}

void
zw_import_same_fit (ZwImportSame *self, ZwImportRecord *record)
{
  ZwChange *create = zw_import_record_get_create (record);
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (record->entity, &n_fields);

  for (guint i = 0; i < n_fields && zw_id_map_get_n (self->same) > 0; i++)
    {
      g_autofree char *mapped = may_refer (&fields[i]) ? map_text (self, zw_change_get (create, fields[i].field)) : NULL;
      if (mapped != NULL)
        zw_change_put (create, fields[i].field, mapped);
      for (guint j = 1; may_refer (&fields[i]) && j < record->set->changes->len; j++)
        {
          ZwChange *add = record->set->changes->pdata[j];
          char *element = add->field == fields[i].field ? map_text (self, add->new_value) : NULL;
          if (element == NULL)
            continue;
          g_free (add->new_value);
          add->new_value = element;
        }
    }
}
