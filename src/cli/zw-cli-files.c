/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whole databases: import, the example, backup, restore, check. */
#define G_LOG_DOMAIN "zettelwand"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <unistd.h>

#include "zw-cli-commands.h"
#include "zw-cli-output.h"
#include "zw-cli-progress.h"
#include "zw-error.h"
#include "zw-exchange.h"
#include "zw-sections.h"

/* --- import --------------------------------------------------------------------------------------------------- */

static void
put_counts (ZwJsonWriter *json, const char *name, const guint *counts)
{
  zw_json_writer_add_name (json, name);
  zw_json_writer_begin_object (json, ZW_JSON_LINE);
  for (int entity = 0; entity < ZW_N_ENTITIES; entity++)
    if (counts[entity] > 0)
      zw_json_writer_put_int64 (json, zw_section_get_name ((ZwEntity) entity), counts[entity]);
  zw_json_writer_end_object (json);
}

static void
put_extras (ZwJsonWriter *json, const ZwImportReport *report)
{
  zw_json_writer_add_name (json, "extra");
  zw_json_writer_begin_object (json, ZW_JSON_LINE);
  for (guint i = 0; i < report->extras->len; i++)
    {
      const ZwImportExtra *extra = report->extras->pdata[i];
      zw_json_writer_put_int64 (json, extra->name, extra->count);
    }
  zw_json_writer_end_object (json);
}

static gboolean
print_report_json (const ZwImportReport *report, GError **error)
{
  g_autoptr (ZwJsonWriter) json = zw_cli_json_new ();

  zw_json_writer_begin_object (json, ZW_JSON_BLOCK);
  zw_json_writer_put_string (json, "format", report->format);
  zw_json_writer_put_string (json, "project", report->project);
  put_counts (json, "created", report->created);
  put_counts (json, "updated", report->updated);
  put_counts (json, "unchanged", report->unchanged);
  put_counts (json, "kept", report->kept);
  put_counts (json, "skipped", report->skipped);
  put_extras (json, report);
  zw_json_writer_put_boolean (json, "dry_run", report->dry_run);
  zw_json_writer_add_name (json, "warnings");
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < report->warnings->len; i++)
    {
      ZwImportWarning *warning = report->warnings->pdata[i];
      zw_json_writer_begin_object (json, ZW_JSON_LINE);
      zw_json_writer_put_int64 (json, "line", warning->line);
      zw_json_writer_put_string (json, "path", warning->path);
      zw_json_writer_put_string (json, "reason", warning->reason);
      zw_json_writer_end_object (json);
    }
  zw_json_writer_end_array (json);
  zw_json_writer_end_object (json);
  return zw_json_writer_finish (json, error);
}

static void
print_counts (const char *word, const guint *counts)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (int entity = 0; entity < ZW_N_ENTITIES; entity++)
    if (counts[entity] > 0)
      {
        g_autofree char *kind
          = g_strdup (counts[entity] == 1 ? zw_entity_to_string ((ZwEntity) entity) : zw_section_get_name ((ZwEntity) entity));
        g_string_append_printf (line, "%s%u %s", line->len > 0 ? ", " : "", counts[entity], g_strdelimit (kind, "_", ' '));
      }
  if (line->len > 0)
    printf ("%s: %s\n", word, line->str);
}

/* What has no place here stays with its ticket. */
static void
print_extras (const ZwImportReport *report)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < report->extras->len; i++)
    {
      const ZwImportExtra *extra = report->extras->pdata[i];
      g_string_append_printf (line, "%s%s (%u)", line->len > 0 ? ", " : "", extra->name, extra->count);
    }
  if (line->len > 0)
    printf ("kept in extra: %s\n", line->str);
}

static void
print_report (const char *name, const ZwImportReport *report)
{
  if (!g_str_equal (report->format, "zettelwand"))
    printf ("%s into %s\n", report->format, report->project);
  if (report->dry_run)
    printf ("Dry run: nothing was changed.\n");
  print_counts ("created", report->created);
  print_counts ("updated", report->updated);
  print_counts ("unchanged", report->unchanged);
  print_counts ("kept", report->kept);
  print_counts ("skipped", report->skipped);
  print_extras (report);
  for (guint i = 0; i < report->warnings->len; i++)
    {
      ZwImportWarning *warning = report->warnings->pdata[i];
      fprintf (stderr, "%s:", name);
      if (warning->line > 0)
        fprintf (stderr, "%" G_GINT64_FORMAT ":", warning->line);
      g_autofree char *path = warning->path != NULL ? zw_cli_dup_plain (warning->path) : NULL;
      g_autofree char *reason = zw_cli_dup_plain (warning->reason);
      if (path != NULL)
        fprintf (stderr, " %s:", path);
      fprintf (stderr, " %s\n", reason);
    }
}

static GInputStream *
open_input (const char *name, gint64 *size, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr (GFileInfo) info = NULL;

  *size = 0;
  if (g_str_equal (name, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info != NULL)
    *size = g_file_info_get_size (info);
  return G_INPUT_STREAM (g_file_read (file, NULL, error));
}

/* "line 2, column 23 (byte 58), $.projects[0]: why" as compilers write it: FILE:2:23: $.projects[0]: why. What is wrong with a
 * whole record has no column. */
static void
place_in_file (const char *name, GError **error)
{
  g_autoptr (GRegex) place
    = g_regex_new ("^line (\\d+)(?:, column (\\d+)(?: \\(byte \\d+(?: in UTF-8)?\\))?)?[,:] ", G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (error == NULL || *error == NULL)
    return;
  if (!g_regex_match (place, (*error)->message, 0, &match))
    {
      g_prefix_error (error, "%s: ", name);
      return;
    }
  int end;
  g_autofree char *line = g_match_info_fetch (match, 1), *column = g_match_info_fetch (match, 2);
  g_match_info_fetch_pos (match, 0, NULL, &end);
  gboolean has_column = column != NULL && *column != '\0';
  char *placed = g_strconcat (name, ":", line, has_column ? ":" : "", has_column ? column : "", ": ", (*error)->message + end, NULL);
  g_free ((*error)->message);
  (*error)->message = placed;
}

static gboolean
import_one (ZwCliSession *session, const char *name, const ZwImportOptions *options, gboolean as_json, GError **error)
{
  gint64 size;
  g_auto (ZwCliInterrupt) interrupt = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GInputStream) input = open_input (name, &size, error);

  if (input == NULL)
    return FALSE;
  if (!options->dry_run)
    zw_cli_session_prepare_change (session);
  zw_cli_interrupt_init (&interrupt);
  zw_import_async (session->workspace, input, size, options, zw_cli_progress_cb, NULL, interrupt.cancellable, zw_cli_done_cb, &result);
  g_autoptr (ZwImportReport) report = zw_import_finish (session->workspace, zw_cli_wait (&result), error);
  zw_cli_progress_clear ();
  if (report == NULL)
    {
      place_in_file (name, error);
      return FALSE;
    }
  if (as_json)
    return print_report_json (report, error);
  print_report (name, report);
  return TRUE;
}

gboolean
zw_cli_import (ZwCliSession *session, int argc, char **argv, GError **error)
{
  ZwImportOptions chosen = { 0 };
  g_autofree char *format = NULL, *project = NULL, *columns = NULL;
  g_auto (GStrv) statuses = NULL, people = NULL;
  g_autoptr (ZwImportMapping) mapping = NULL;
  gboolean as_json = FALSE;
  GOptionEntry options[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, NULL, NULL },
    { "project", 0, 0, G_OPTION_ARG_STRING, &project, NULL, NULL },
    { "columns", 0, 0, G_OPTION_ARG_STRING, &columns, NULL, NULL },
    { "map-status", 0, 0, G_OPTION_ARG_STRING_ARRAY, &statuses, NULL, NULL },
    { "map-person", 0, 0, G_OPTION_ARG_STRING_ARRAY, &people, NULL, NULL },
    { "copy", 0, 0, G_OPTION_ARG_NONE, &chosen.copy, NULL, NULL },
    { "theirs", 0, 0, G_OPTION_ARG_NONE, &chosen.theirs, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &chosen.dry_run, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL },
  };

  if (!zw_cli_parse (options, &argc, &argv, error)
      || !zw_cli_require_arguments (argc, 1, G_MAXINT,
                                    "import [--format=NAME] [--project=KEY] [--columns=FIELD=HEADING,...] [--map-status=NAME=COLUMN]"
                                    " [--map-person=NAME=PERSON] [--copy] [--theirs] [--dry-run] [--json] FILE...", error)
      || !zw_cli_read_mapping (session, statuses, people, &mapping, error))
    return FALSE;
  chosen.mapping = mapping;
  chosen.format = format == NULL && columns != NULL ? "csv" : format;
  chosen.columns = columns;
  chosen.project = project != NULL ? project : session->setup->project;
  for (int i = 0; i < argc; i++)
    if (!import_one (session, argv[i], &chosen, as_json, error))
      return FALSE;
  return TRUE;
}

gboolean
zw_cli_example (ZwCliSession *session, int argc, char **argv, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (!zw_cli_require_arguments (argc, 0, 0, "example", error))
    return FALSE;
  zw_cli_session_prepare_change (session);
  zw_import_example_async (session->workspace, zw_cli_progress_cb, NULL, NULL, zw_cli_done_cb, &result);
  g_autoptr (ZwImportReport) report = zw_import_example_finish (session->workspace, zw_cli_wait (&result), error);
  zw_cli_progress_clear ();
  return report != NULL;
}

/* --- backup, restore, check ------------------------------------------------------------------------------------ */

gboolean
zw_cli_backup (ZwCliSession *session, int argc, char **argv, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (!zw_cli_require_arguments (argc, 0, 1, "backup [FILE]", error))
    return FALSE;
  zw_store_backup_async (session->setup->store, argc > 0 ? argv[0] : NULL, "by hand", zw_cli_done_cb, &result);
  return zw_store_backup_finish (session->setup->store, zw_cli_wait (&result), error);
}

gboolean
zw_cli_restore (ZwCliSession *session, int argc, char **argv, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (!zw_cli_require_arguments (argc, 1, 1, "restore FILE", error))
    return FALSE;
  zw_store_restore_async (session->setup->store, argv[0], zw_cli_done_cb, &result);
  return zw_store_restore_finish (session->setup->store, zw_cli_wait (&result), error);
}

gboolean
zw_cli_check (ZwCliSession *session, int argc, char **argv, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (!zw_cli_require_arguments (argc, 0, 0, "check", error))
    return FALSE;
  zw_store_check_async (session->setup->store, zw_cli_done_cb, &result);
  g_autoptr (GPtrArray) complaints = zw_store_check_finish (session->setup->store, zw_cli_wait (&result), error);
  if (complaints == NULL)
    return FALSE;
  for (guint i = 0; i < complaints->len; i++)
    fprintf (stderr, "%s\n", (char *) complaints->pdata[i]);
  if (complaints->len == 0)
    {
      printf ("ok\n");
      return TRUE;
    }
  g_set_error (error, ZW_ERROR, ZW_ERROR_DAMAGED, "the database has %u faults; restore a backup", complaints->len);
  return FALSE;
}
