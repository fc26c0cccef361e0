/* SPDX-License-Identifier: GPL-3.0-or-later
 * Decisions by name. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-mapping.h"

struct _ZwImportMapping {
  gatomicrefcount references;
  char *project_name;    /* (owned) (nullable) */
  GHashTable *statuses;  /* (owned) folded name -> ZwStatusTarget */
  GHashTable *people;    /* (owned) folded name -> gint64 */
  GPtrArray *columns;    /* (owned) char * (nullable) by place */
};

static void
free_target (gpointer data)
{
  g_free ((char *) ((ZwStatusTarget *) data)->name);
  g_free (data);
}

/* What people call the same. */
static char *
fold (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal != NULL ? normal : name, -1);

  return g_strdup (g_strstrip (folded));
}

ZwImportMapping *
zw_import_mapping_new (void)
{
  ZwImportMapping *self = g_new0 (ZwImportMapping, 1);

  g_atomic_ref_count_init (&self->references);
  self->statuses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_target);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  return self;
}

ZwImportMapping *
zw_import_mapping_ref (ZwImportMapping *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
zw_import_mapping_unref (ZwImportMapping *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->project_name);
  g_hash_table_unref (self->statuses);
  g_hash_table_unref (self->people);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

void
zw_import_mapping_set_project_name (ZwImportMapping *self, const char *name)
{
  g_free (self->project_name);
  self->project_name = g_strdup (name);
}

const char *
zw_import_mapping_get_project_name (ZwImportMapping *self)
{
  return self->project_name;
}

void
zw_import_mapping_put_status (ZwImportMapping *self, const char *status, const ZwStatusTarget *target)
{
  ZwStatusTarget *copy = g_new (ZwStatusTarget, 1);

  *copy = (ZwStatusTarget) { target->column, g_strdup (target->name), target->category };
  g_hash_table_replace (self->statuses, fold (status), copy);
}

const ZwStatusTarget *
zw_import_mapping_get_status (ZwImportMapping *self, const char *status)
{
  g_autofree char *folded = fold (status);
  return g_hash_table_lookup (self->statuses, folded);
}

void
zw_import_mapping_put_person (ZwImportMapping *self, const char *person, gint64 target)
{
  g_hash_table_replace (self->people, fold (person), g_memdup2 (&target, sizeof target));
}

gboolean
zw_import_mapping_get_person (ZwImportMapping *self, const char *person, gint64 *target)
{
  g_autofree char *folded = person != NULL ? fold (person) : NULL;
  const gint64 *found = folded != NULL ? g_hash_table_lookup (self->people, folded) : NULL;

  if (found != NULL)
    *target = *found;
  return found != NULL;
}

void
zw_import_mapping_put_column (ZwImportMapping *self, guint column, const char *role)
{
  if (column >= self->columns->len)
    g_ptr_array_set_size (self->columns, (int) column + 1);
  g_free (self->columns->pdata[column]);
  self->columns->pdata[column] = g_strdup (role);
}

const char *
zw_import_mapping_get_column (ZwImportMapping *self, guint column)
{
  return column < self->columns->len ? self->columns->pdata[column] : NULL;
}
