/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportPreviewPage: what is in a file, and every decision about it: format, project, columns, people. Shows the report of a
 * dry run and writes into the plan it was given. Signals:
 *   "changed"  a decision that changes the counts: the file should be looked at again
 *   "checked"  is-valid may have changed */
#pragma once

#include <adwaita.h>

#include "zw-import-plan.h"

G_BEGIN_DECLS

#define ZW_TYPE_IMPORT_PREVIEW_PAGE (zw_import_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (ZwImportPreviewPage, zw_import_preview_page, ZW, IMPORT_PREVIEW_PAGE, AdwBin)

/* @plan is borrowed until the next call, or NULL. */
void     zw_import_preview_page_set_plan (ZwImportPreviewPage *self, ZwWorkspace *workspace, ZwImportPlan *plan);
/* What a dry run of the plan told; @report is taken. @file: its name. */
void     zw_import_preview_page_take_report (ZwImportPreviewPage *self, ZwImportReport *report, const char *file);
/* Being looked at again. */
void     zw_import_preview_page_set_busy (ZwImportPreviewPage *self, gboolean busy);
/* Why the last decision cannot be; NULL = it can. Plain text. */
void     zw_import_preview_page_complain (ZwImportPreviewPage *self, const char *text);
/* Whether it can be imported like this. */
gboolean zw_import_preview_page_is_valid (ZwImportPreviewPage *self);
/* Borrowed; NULL before the first one. */
const ZwImportReport *zw_import_preview_page_get_report (ZwImportPreviewPage *self);

G_END_DECLS
