/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a status, a person or a column of a table can be decided to be: names for a drop-down and what each of them means. */
#pragma once

#include <gtk/gtk.h>

#include "zw-import-plan.h"

G_BEGIN_DECLS

/* Columns of one project, or of a new one, and how a new column begins. */
typedef struct {
  GtkStringList *names; /* (owned) */
  GArray *targets;      /* (owned) ZwStatusTarget */
} ZwStatusChoices;

/* @project 0 = a new one. */
ZwStatusChoices *zw_status_choices_new (ZwWorkspace *workspace, gint64 project);
void             zw_status_choices_free (ZwStatusChoices *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwStatusChoices, zw_status_choices_free)
/* Where @status goes, by the plan or by itself. */
guint            zw_status_choices_find (ZwStatusChoices *self, ZwImportPlan *plan, const ZwPreviewStatus *status);

/* People here, then a new one, then nobody. */
typedef struct {
  GtkStringList *names; /* (owned) */
  GArray *targets;      /* (owned) gint64 */
} ZwPersonChoices;

ZwPersonChoices *zw_person_choices_new (ZwWorkspace *workspace);
void             zw_person_choices_free (ZwPersonChoices *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwPersonChoices, zw_person_choices_free)
guint            zw_person_choices_find (ZwPersonChoices *self, ZwImportPlan *plan, const ZwPreviewPerson *person);

/* Nothing, then everything a column of a table can be. */
typedef struct {
  GtkStringList *names; /* (owned) */
  char **roles;         /* (owned) "" first */
} ZwFieldChoices;

ZwFieldChoices  *zw_field_choices_new (void);
void             zw_field_choices_free (ZwFieldChoices *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwFieldChoices, zw_field_choices_free)
guint            zw_field_choices_find (ZwFieldChoices *self, const ZwPreviewColumn *column);

G_END_DECLS
