/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportRules: changes of a merge that a rule over several rows may be against: parents and blockers in a circle, two of
 * one name, a person twice in a project. They wait until everything else is in; then those that a rule is against stay out
 * (or come in by another name), each with a warning. Nobody's import fails for them. (worker only) */
#pragma once

#include "zw-import-job.h"

G_BEGIN_DECLS

typedef struct _ZwImportRules ZwImportRules;

/* @job is borrowed. */
ZwImportRules *zw_import_rules_new (ZwImportJob *job);
void           zw_import_rules_free (ZwImportRules *self);
/* Takes such changes out of @changes, which are those of a row that is here; FALSE when there is none. */
gboolean       zw_import_rules_hold_changes (ZwImportRules *self, const ZwImportRecord *record, ZwChangeSet *changes);
/* Takes @record, a row that is not here, if it is such a change as a whole; else FALSE. */
gboolean       zw_import_rules_hold_row (ZwImportRules *self, const ZwImportRecord *record);
/* Behind the last record: all that waited comes in, or not. */
gboolean       zw_import_rules_settle (ZwImportRules *self, GError **error);

G_END_DECLS
