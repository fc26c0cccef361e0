/* SPDX-License-Identifier: GPL-3.0-or-later
 * `export`: a project, what a query finds, or everything, to a file or to standard output. */
#define G_LOG_DOMAIN "zettelwand"

#include <gio/gunixoutputstream.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "zw-cli-commands.h"
#include "zw-cli-progress.h"
#include "zw-cli-values.h"
#include "zw-error.h"
#include "zw-exchange.h"
#include "zw-export-file.h"
#include "zw-project-commands.h"
#include "zw-values.h"

#define SHORTEST_SET 9 /* digits; what is shorter may be a day */

static const char *const format_names[] = {
  [ZW_EXPORT_JSON] = "json", [ZW_EXPORT_CSV] = "csv", [ZW_EXPORT_MARKDOWN] = "markdown", NULL
};

/* --- where to --------------------------------------------------------------------------------------------------- */

static gboolean
export_to (ZwCliSession *session, const ZwExportOptions *options, GOutputStream *output, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (ZwCliInterrupt) interrupt = { NULL };

  zw_cli_interrupt_init (&interrupt);
  zw_export_async (session->workspace, options, output, zw_cli_progress_cb, NULL, interrupt.cancellable, zw_cli_done_cb, &result);
  gboolean success = zw_export_finish (session->workspace, zw_cli_wait (&result), error);
  zw_cli_progress_clear ();
  return success;
}

/* It appears, or replaces the old one, when it is whole. */
static gboolean
export_to_file (ZwCliSession *session, const ZwExportOptions *options, const char *name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (ZwCliInterrupt) interrupt = { NULL };

  zw_cli_interrupt_init (&interrupt);
  zw_export_file_async (session->workspace, options, file, zw_cli_progress_cb, NULL, interrupt.cancellable, zw_cli_done_cb, &result);
  gboolean success = zw_export_file_finish (session->workspace, zw_cli_wait (&result), error);
  zw_cli_progress_clear ();
  return success;
}

/* --- what ------------------------------------------------------------------------------------------------------- */

static gboolean
parse_format (const char *name, ZwExportFormat *format, GError **error)
{
  int index = name != NULL ? zw_choice_from_string (format_names, name) : ZW_EXPORT_JSON;

  if (index < 0)
    {
      g_set_error (error, ZW_ERROR, ZW_ERROR_UNSUPPORTED, "“%s” is no format that can be written; these are: json, csv, markdown", name);
      return FALSE;
    }
  *format = (ZwExportFormat) index;
  return TRUE;
}

/* What the query finds in @project (0 = in each). */
static GArray *
find_tickets (ZwCliSession *session, gint64 project, const char *query, GError **error)
{
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), 1); /* never NULL data, for that says: all */
  GListModel *projects = zw_workspace_get_projects (session->workspace);

  if (!zw_cli_session_load_all (session, error))
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (projects); i++)
    {
      g_autoptr (ZwItem) item = g_list_model_get_item (projects, i);
      gint64 id = zw_item_get_id (item);
      if ((project == 0 || project == id) && !zw_cli_lists_match (session, id, query, ids, error))
        return NULL;
    }
  return g_steal_pointer (&ids);
}

/* "2026-11-20", "2026-11-20T14:00", "today": from then on; the number of a set: behind it. */
static gboolean
parse_since (ZwCliSession *session, const char *text, ZwExportOptions *options, GError **error)
{
  ZwClock *clock = zw_workspace_get_clock (session->workspace);
  g_autofree char *with_time = NULL;
  guint64 set;
  int date;

  if (strlen (text) >= SHORTEST_SET && g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &set, NULL))
    {
      options->since_set = (gint64) set;
      return TRUE;
    }
  if (zw_date_parse (text, zw_clock_get_today (clock), &date))
    {
      g_autofree char *day = zw_date_to_string (date);
      with_time = g_strconcat (day, "T00:00:00", NULL);
    }
  else
    with_time = strlen (text) == strlen ("2026-11-23T09:32") ? g_strconcat (text, ":00", NULL) : g_strdup (text);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (with_time, zw_clock_get_zone (clock));
  if (time == NULL)
    return zw_cli_value_refuse (text, "change set (“zettelwand log --json” has their numbers) and no day, such as 2026-11-20", error)
           != NULL;
  options->since_at = g_date_time_to_unix (time) * 1000;
  return TRUE;
}

typedef struct {
  char *format, *output, *project, *since;
} ExportOptions;

static void
export_options_clear (ExportOptions *options)
{
  g_free (options->format);
  g_free (options->output);
  g_free (options->project);
  g_free (options->since);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExportOptions, export_options_clear)

gboolean
zw_cli_export (ZwCliSession *session, int argc, char **argv, GError **error)
{
  g_auto (ExportOptions) given = { NULL };
  GOptionEntry entries[] = {
    { "project", 0, 0, G_OPTION_ARG_STRING, &given.project, NULL, NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &given.format, NULL, NULL },
    { "since", 0, 0, G_OPTION_ARG_STRING, &given.since, NULL, NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &given.output, NULL, NULL },
    { NULL },
  };
  ZwExportOptions options = { .format = ZW_EXPORT_JSON };
  g_autoptr (GArray) tickets = NULL;

  if (!zw_cli_parse (entries, &argc, &argv, error) || !parse_format (given.format, &options.format, error))
    return FALSE;
  if (given.since != NULL && options.format != ZW_EXPORT_JSON)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--since is for JSON; tables and Markdown have no past");
      return FALSE;
    }
  if (given.since != NULL && !parse_since (session, given.since, &options, error))
    return FALSE;
  const char *wanted = given.project != NULL ? given.project : session->setup->project;
  if (wanted != NULL && (options.project = zw_workspace_match_project (session->workspace, wanted, error)) == 0)
    return FALSE;
  g_autofree char *query = g_strjoinv (" ", argv);
  if (*g_strstrip (query) != '\0')
    {
      if ((tickets = find_tickets (session, options.project, query, error)) == NULL)
        return FALSE;
      options.tickets = (gint64 *) tickets->data;
      options.n_tickets = tickets->len;
    }
  if (given.output != NULL)
    return export_to_file (session, &options, given.output, error);
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  return export_to (session, &options, stream, error);
}
