/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportReportPage: what an import did: counts, and everything that did not come as it stood in the file. Signal:
 *   "save"  the person wants the report as a file */
#pragma once

#include <adwaita.h>

#include "zw-exchange.h"

G_BEGIN_DECLS

#define ZW_TYPE_IMPORT_REPORT_PAGE (zw_import_report_page_get_type ())
G_DECLARE_FINAL_TYPE (ZwImportReportPage, zw_import_report_page, ZW, IMPORT_REPORT_PAGE, AdwBin)

/* @report is taken. @file: its name; @project: of the project it came into (nullable). */
void                  zw_import_report_page_take_report (ZwImportReportPage *self, ZwImportReport *report, const char *file,
                                                         const char *project);
/* Borrowed; NULL before there is one. */
const ZwImportReport *zw_import_report_page_get_report (ZwImportReportPage *self);

G_END_DECLS
