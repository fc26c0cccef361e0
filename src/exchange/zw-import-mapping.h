/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportMapping: what the person decided about a file of another tool before it comes in: which column here a status of the
 * file is, who somebody is, which column of a table is what. What it does not name goes its own way: by its name, else as a new
 * one. Filled on one thread before an import, only read from then on. */
#pragma once

#include "zw-schema.h"

G_BEGIN_DECLS

typedef struct _ZwImportMapping ZwImportMapping;

/* Nothing decided yet: everything lands as the file says. (transfer full) */
ZwImportMapping *zw_import_mapping_new (void);
ZwImportMapping *zw_import_mapping_ref (ZwImportMapping *self);
void             zw_import_mapping_unref (ZwImportMapping *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwImportMapping, zw_import_mapping_unref)

/* How the first new project is called; NULL = as in the file. */
void             zw_import_mapping_set_project_name (ZwImportMapping *self, const char *name);
const char      *zw_import_mapping_get_project_name (ZwImportMapping *self);

/* Where a status lands. */
typedef struct {
  gint64 column;      /* the id of one here; 0 or one that is gone = the one called .name, made when there is none */
  const char *name;   /* (nullable) as in the file */
  int category;       /* ZwCategory of a new one; -1 = as the file has it */
} ZwStatusTarget;

/* @status: as the file calls it, in any case. */
void             zw_import_mapping_put_status (ZwImportMapping *self, const char *status, const ZwStatusTarget *target);
/* NULL = not decided. */
const ZwStatusTarget *zw_import_mapping_get_status (ZwImportMapping *self, const char *status);

#define ZW_NEW_PERSON G_GINT64_CONSTANT (-1)
#define ZW_NOBODY G_GINT64_CONSTANT (0)

/* @person: the id the file has for them, their login, e-mail or name, in any case. @target: a person here, ZW_NEW_PERSON or
 * ZW_NOBODY: what they did then has no name. */
void             zw_import_mapping_put_person (ZwImportMapping *self, const char *person, gint64 target);
/* Whether it was decided; NULL is nobody. */
gboolean         zw_import_mapping_get_person (ZwImportMapping *self, const char *person, gint64 *target);

/* @role: a word as in ZwImportOptions.columns, "" = not taken as anything. */
void             zw_import_mapping_put_column (ZwImportMapping *self, guint column, const char *role);
/* NULL = not decided. */
const char      *zw_import_mapping_get_column (ZwImportMapping *self, guint column);

G_END_DECLS
