/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an import tells about itself. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-report.h"

#include <stdlib.h>

#include "zw-error.h"

#define MOST_WARNINGS 1000

void
zw_import_warning_free (gpointer data)
{
  ZwImportWarning *warning = data;

  g_free (warning->path);
  g_clear_error (&warning->told);
  g_free (warning);
}

static void
free_extra (gpointer data)
{
  g_free (((ZwImportExtra *) data)->name);
  g_free (data);
}

ZwImportReport *
zw_import_report_new (const char *format, gboolean dry_run)
{
  ZwImportReport *report = g_new0 (ZwImportReport, 1);

  report->format = g_strdup (format);
  report->dry_run = dry_run;
  report->warnings = g_ptr_array_new_with_free_func (zw_import_warning_free);
  report->extras = g_ptr_array_new_with_free_func (free_extra);
  return report;
}

void
zw_import_report_free (ZwImportReport *report)
{
  g_free (report->format);
  g_free (report->project);
  g_ptr_array_unref (report->warnings);
  g_ptr_array_unref (report->extras);
  g_clear_pointer (&report->preview, zw_import_preview_free);
  g_free (report);
}

void
zw_import_warnings_take (GPtrArray *warnings, gint64 line, const char *path, GError *reason)
{
  ZwImportWarning *last = warnings->len > MOST_WARNINGS ? warnings->pdata[MOST_WARNINGS] : NULL;

  if (warnings->len >= MOST_WARNINGS)
    {
      int more = last != NULL ? atoi (last->reason) + 1 : 1;
      g_error_free (reason);
      reason = zw_error_new (ZW_ERROR_INVALID_VALUE, "%d more", more);
      line = 0;
      path = NULL;
    }
  if (last != NULL)
    g_ptr_array_set_size (warnings, MOST_WARNINGS);
  ZwImportWarning *warning = g_new0 (ZwImportWarning, 1);
  *warning = (ZwImportWarning) { line, g_strdup (path), reason->message, reason };
  g_ptr_array_add (warnings, warning);
}
