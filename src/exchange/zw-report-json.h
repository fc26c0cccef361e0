/* SPDX-License-Identifier: GPL-3.0-or-later
 * A sprint's report as JSON: what `sprint report --json` prints, and the text that seals a sprint when it is completed,
 * which the report window reads back. Called by the command line and the window. Main thread. */
#pragma once

#include "zw-capacity.h"
#include "zw-json-writer.h"
#include "zw-sprint-report.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

/* One object. Tickets that are not in memory have the key null; @velocity (nullable). */
void            zw_report_json_write (ZwJsonWriter *json, ZwWorkspace *workspace, ZwSprint *sprint, const ZwSprintReport *report,
                                      const ZwVelocity *velocity);
/* The same as a text of its own: the report as it will stand for ever. (transfer full); NULL with ZW_ERROR_INVALID_VALUE
 * when a figure is none. */
char           *zw_report_json_seal (ZwWorkspace *workspace, ZwSprint *sprint, const ZwSprintReport *report,
                                     const ZwVelocity *velocity, GError **error);
/* What zw_report_json_seal() wrote, also by an older version: what it did not write stays empty. (transfer full); NULL
 * with ZW_ERROR_SYNTAX or ZW_ERROR_INVALID_VALUE when @text is no report. */
ZwSprintReport *zw_report_json_read (const char *text, GError **error);

G_END_DECLS
