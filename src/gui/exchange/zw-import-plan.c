/* SPDX-License-Identifier: GPL-3.0-or-later
 * Decisions, and the options they make. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-plan.h"

static void
free_target (gpointer data)
{
  g_free ((char *) ((ZwStatusTarget *) data)->name);
  g_free (data);
}

ZwImportPlan *
zw_import_plan_new (void)
{
  ZwImportPlan *self = g_new0 (ZwImportPlan, 1);

  self->statuses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_target);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->fields = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
zw_import_plan_free (ZwImportPlan *self)
{
  g_free (self->format);
  g_free (self->name);
  g_free (self->key);
  g_hash_table_unref (self->statuses);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->fields);
  g_free (self);
}

void
zw_import_plan_set_format (ZwImportPlan *self, const char *format)
{
  g_free (self->format);
  self->format = g_strdup (format);
  self->copy = self->theirs = FALSE;
  zw_import_plan_clear_project (self);
  g_hash_table_remove_all (self->people);
  g_hash_table_remove_all (self->fields);
}

void
zw_import_plan_set_project (ZwImportPlan *self, gint64 project)
{
  zw_import_plan_clear_project (self);
  self->has_target = TRUE;
  self->project = project;
}

void
zw_import_plan_clear_project (ZwImportPlan *self)
{
  self->has_target = FALSE;
  self->project = 0;
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->key, g_free);
  g_hash_table_remove_all (self->statuses);
}

void
zw_import_plan_name_project (ZwImportPlan *self, const char *name, const char *key)
{
  self->has_target = TRUE;
  g_free (self->name);
  g_free (self->key);
  self->name = g_strdup (name);
  self->key = g_strdup (key);
}

void
zw_import_plan_put_status (ZwImportPlan *self, const char *status, gint64 column, const char *name, int category)
{
  ZwStatusTarget *target = g_new (ZwStatusTarget, 1);

  *target = (ZwStatusTarget) { column, g_strdup (name), category };
  g_hash_table_replace (self->statuses, g_strdup (status), target);
}

void
zw_import_plan_put_person (ZwImportPlan *self, const char *source, gint64 target)
{
  g_hash_table_replace (self->people, g_strdup (source), g_memdup2 (&target, sizeof target));
}

void
zw_import_plan_put_field (ZwImportPlan *self, guint column, const char *role)
{
  g_hash_table_replace (self->fields, GUINT_TO_POINTER (column), g_strdup (role));
}

const ZwStatusTarget *
zw_import_plan_get_status (ZwImportPlan *self, const char *status)
{
  return g_hash_table_lookup (self->statuses, status);
}

const gint64 *
zw_import_plan_get_person (ZwImportPlan *self, const char *source)
{
  return g_hash_table_lookup (self->people, source);
}

static ZwImportMapping *
make_mapping (ZwImportPlan *self)
{
  ZwImportMapping *mapping = zw_import_mapping_new ();
  GHashTableIter iter;
  gpointer key, value;

  zw_import_mapping_set_project_name (mapping, self->name);
  g_hash_table_iter_init (&iter, self->statuses);
  while (g_hash_table_iter_next (&iter, &key, &value))
    zw_import_mapping_put_status (mapping, key, value);
  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, &key, &value))
    zw_import_mapping_put_person (mapping, key, *(gint64 *) value);
  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, &key, &value))
    zw_import_mapping_put_column (mapping, GPOINTER_TO_UINT (key), value);
  return mapping;
}

void
zw_import_plan_fill (ZwImportPlan *self, ZwWorkspace *workspace, ZwImportOptions *options)
{
  ZwProject *project = self->project != 0 ? zw_workspace_get_project (workspace, self->project) : NULL;

  *options = (ZwImportOptions) { .copy = self->copy, .theirs = self->theirs, .format = self->format };
  if (self->has_target)
    options->project = project != NULL ? project->key : self->key;
  options->mapping = make_mapping (self);
}
