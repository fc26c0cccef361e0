/* SPDX-License-Identifier: GPL-3.0-or-later
 * Filling the report of an import (zw-exchange.h has its struct). Whoever holds it fills it; one thread at a time. */
#pragma once

#include "zw-exchange.h"

G_BEGIN_DECLS

ZwImportReport *zw_import_report_new (const char *format, gboolean dry_run);
void            zw_import_warning_free (gpointer warning);
/* Adds to @warnings (ZwImportWarning); @path is copied (nullable), @reason taken: an error for the sake of its sentence alone.
 * A file cannot fill memory with complaints about itself: past 1,000 only the last entry counts how many more there were. */
void            zw_import_warnings_take (GPtrArray *warnings, gint64 line, const char *path, GError *reason);

G_END_DECLS
