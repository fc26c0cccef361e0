/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportPlan: what the person decided about the file that is being imported, from the first look to the import. Made by the
 * assistant, changed by its pages. Knows no widgets. */
#pragma once

#include "zw-exchange.h"

G_BEGIN_DECLS

typedef struct {
  char *format;          /* (owned) (nullable) chosen; NULL = as found */
  gboolean has_target;   /* the project was chosen, or named, by the person */
  gint64 project;        /* an existing one; 0 = a new one */
  char *name, *key;      /* (owned) (nullable) of the new one */
  gboolean copy, theirs;
  GHashTable *statuses;  /* (owned) char * -> ZwStatusTarget, without a name */
  GHashTable *people;    /* (owned) char * source -> gint64 */
  GHashTable *fields;    /* (owned) place of a column of the table -> role (static or "") */
} ZwImportPlan;

ZwImportPlan    *zw_import_plan_new (void);
void             zw_import_plan_free (ZwImportPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwImportPlan, zw_import_plan_free)

/* NULL = as found. What was decided about a file in the other format is forgotten. */
void             zw_import_plan_set_format (ZwImportPlan *self, const char *format);
/* @project 0 = a new one. Its columns are others: what was decided about them is forgotten. */
void             zw_import_plan_set_project (ZwImportPlan *self, gint64 project);
/* As in the file, after all. */
void             zw_import_plan_clear_project (ZwImportPlan *self);
void             zw_import_plan_name_project (ZwImportPlan *self, const char *name, const char *key);
void             zw_import_plan_put_status (ZwImportPlan *self, const char *status, gint64 column, const char *name, int category);
void             zw_import_plan_put_person (ZwImportPlan *self, const char *source, gint64 target);
/* @role is copied; "" = nothing. */
void             zw_import_plan_put_field (ZwImportPlan *self, guint column, const char *role);

/* What was decided; NULL = nothing. */
const ZwStatusTarget *zw_import_plan_get_status (ZwImportPlan *self, const char *status);
const gint64    *zw_import_plan_get_person (ZwImportPlan *self, const char *source);

/* @options are borrowed from @self and @workspace until either changes; their mapping is a new one (transfer full). */
void             zw_import_plan_fill (ZwImportPlan *self, ZwWorkspace *workspace, ZwImportOptions *options);

G_END_DECLS
