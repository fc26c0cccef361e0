/* SPDX-License-Identifier: GPL-3.0-or-later
 * The first tickets of a file of ours. What they name stands in front of them, as our writer has it, or behind: names are
 * put in at the end. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-glance.h"

typedef struct {
  char *project, *number, *title, *status, *owner; /* (owned) (nullable) ids as texts, but for the title */
} Seen;

struct _ZwImportGlance {
  ZwImportPreview *preview; /* (owned) until the end */
  GHashTable *names;        /* (owned) id as text -> what it is called: keys of projects, names of statuses and people */
  GPtrArray *seen;          /* (owned) Seen */
  guint n_tickets;
};

static void
free_seen (gpointer data)
{
  Seen *seen = data;

  g_free (seen->project);
  g_free (seen->number);
  g_free (seen->title);
  g_free (seen->status);
  g_free (seen->owner);
  g_free (seen);
}

ZwImportGlance *
zw_import_glance_new (void)
{
  ZwImportGlance *self = g_new0 (ZwImportGlance, 1);

  self->preview = zw_import_preview_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->seen = g_ptr_array_new_with_free_func (free_seen);
  return self;
}

void
zw_import_glance_free (ZwImportGlance *self)
{
  g_clear_pointer (&self->preview, zw_import_preview_free);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->seen);
  g_free (self);
}

static void
note_name (ZwImportGlance *self, const ZwImportRecord *record, ZwField field)
{
  const char *name = zw_change_get (zw_import_record_get_create (record), field);

  if (name != NULL)
    g_hash_table_insert (self->names, g_strdup_printf ("%" G_GINT64_FORMAT, record->id), g_strdup (name));
}

static void
note_project (ZwImportGlance *self, const ZwImportRecord *record)
{
  note_name (self, record, ZW_FIELD_KEY);
  if (self->preview->n_projects++ == 0)
    self->preview->project_name = g_strdup (zw_change_get (zw_import_record_get_create (record), ZW_FIELD_NAME));
}

static void
note_ticket (ZwImportGlance *self, const ZwImportRecord *record)
{
  const ZwChange *row = zw_import_record_get_create (record);

  self->n_tickets++;
  if (self->seen->len >= ZW_PREVIEW_TICKETS)
    return;
  Seen *seen = g_new (Seen, 1);
  *seen = (Seen) { g_strdup (zw_change_get (row, ZW_FIELD_PROJECT)), g_strdup (zw_change_get (row, ZW_FIELD_NUMBER)),
                   g_strdup (zw_change_get (row, ZW_FIELD_TITLE)), g_strdup (zw_change_get (row, ZW_FIELD_STATUS)),
                   g_strdup (zw_change_get (row, ZW_FIELD_OWNER)) };
  g_ptr_array_add (self->seen, seen);
}

void
zw_import_glance_note (ZwImportGlance *self, const ZwImportRecord *record)
{
  if (record->entity == ZW_ENTITY_PROJECT)
    note_project (self, record);
  else if (record->entity == ZW_ENTITY_STATUS || record->entity == ZW_ENTITY_PERSON)
    note_name (self, record, ZW_FIELD_NAME);
  else if (record->entity == ZW_ENTITY_TICKET)
    note_ticket (self, record);
}

static const char *
find_name (ZwImportGlance *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->names, id) : NULL;
}

ZwImportPreview *
zw_import_glance_finish (ZwImportGlance *self)
{
  for (guint i = 0; i < self->seen->len; i++)
    {
      const Seen *seen = self->seen->pdata[i];
      const char *prefix = find_name (self, seen->project);
      g_autofree char *key = prefix != NULL && seen->number != NULL ? g_strdup_printf ("%s-%s", prefix, seen->number) : NULL;
      zw_import_preview_add_ticket (self->preview, key, seen->title, find_name (self, seen->status), find_name (self, seen->owner));
    }
  self->preview->n_tickets = self->n_tickets;
  return g_steal_pointer (&self->preview);
}
