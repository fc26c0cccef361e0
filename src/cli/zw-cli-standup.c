/* SPDX-License-Identifier: GPL-3.0-or-later
 * `standup`: what each person's tickets did since the last stand-up, what is in progress, what is blocked or waits. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <stdio.h>

#include "zw-cli-commands.h"
#include "zw-cli-output.h"
#include "zw-error.h"
#include "zw-standup-markdown.h"
#include "zw-standup-watch.h"
#include "zw-values.h"

/* --- for people ----------------------------------------------------------------------------------------------------- */

static void
add_row (ZwCliTable *table, ZwCliSession *session, const char *group, gint64 id, const char *what)
{
  ZwTicket *ticket = zw_workspace_get_ticket (session->workspace, id);
  g_autofree char *key = ticket != NULL ? zw_workspace_dup_key (session->workspace, ticket) : NULL;
  g_autofree char *text = ticket == NULL ? NULL
                          : *what != '\0' ? g_strdup_printf ("%s (%s)", ticket->title, what) : g_strdup (ticket->title);

  if (text != NULL)
    zw_cli_table_add (table, group, key != NULL ? key : "", text, NULL);
}

static void
add_share (ZwCliTable *table, ZwCliSession *session, const ZwStandupShare *share)
{
  for (guint i = 0; i < share->changes->len; i++)
    {
      const ZwStandupChange *change = &g_array_index (share->changes, ZwStandupChange, i);
      g_autofree char *what = zw_standup_describe_change (session->workspace, change, zw_standup_say_plainly);
      add_row (table, session, "  since then", change->ticket, what);
    }
  for (guint i = 0; i < share->in_progress->len; i++)
    add_row (table, session, "  in progress", g_array_index (share->in_progress, gint64, i), "");
  for (guint i = 0; i < share->blocked->len; i++)
    {
      gint64 id = g_array_index (share->blocked, gint64, i);
      ZwTicket *ticket = zw_workspace_get_ticket (session->workspace, id);
      g_autofree char *what = ticket != NULL ? zw_standup_describe_obstacle (session->workspace, ticket, zw_standup_say_plainly) : NULL;
      add_row (table, session, "  held up", id, what != NULL ? what : "");
    }
}

static void
print_sums (const ZwStandupReport *report)
{
  const char *separator = ": ";

  for (guint i = 0; i < ZW_N_STANDUP_KINDS; i++)
    if (report->sums[i] > 0)
      {
        printf ("%s%u %s", separator, report->sums[i], zw_standup_kind_names[i]);
        separator = ", ";
      }
  printf ("\n");
}

static void
print_report (ZwCliSession *session, const ZwStandupReport *report)
{
  g_autofree char *since = zw_cli_format_instant (session, report->since);

  printf ("Since %s", since);
  print_sums (report);
  for (guint i = 0; i < report->shares->len; i++)
    {
      const ZwStandupShare *share = report->shares->pdata[i];
      ZwPerson *person = zw_workspace_get_person (session->workspace, share->person);
      g_autoptr (ZwCliTable) table = zw_cli_table_new (3);
      printf ("\n%s%s\n", person != NULL ? person->name : "Without an owner", share->is_away ? " (away)" : "");
      add_share (table, session, share);
      zw_cli_table_print (table);
    }
}

/* --- for programs --------------------------------------------------------------------------------------------------- */

static void
begin_ticket (ZwJsonWriter *json, ZwCliSession *session, gint64 id)
{
  ZwTicket *ticket = zw_workspace_get_ticket (session->workspace, id);

  zw_json_writer_begin_object (json, ZW_JSON_LINE);
  zw_cli_json_put_key (json, session, "key", id);
  zw_json_writer_put_string (json, "title", ticket != NULL ? ticket->title : NULL);
}

static void
put_status (ZwJsonWriter *json, ZwCliSession *session, const char *name, gint64 id)
{
  ZwStatus *status = zw_workspace_get_status (session->workspace, id);
  zw_json_writer_put_string (json, name, status != NULL ? status->name : NULL);
}

static void
put_real (ZwJsonWriter *json, const char *name, double value)
{
  if (isnan (value))
    zw_json_writer_put_null (json, name);
  else
    zw_json_writer_put_number (json, name, value);
}

static void
put_kinds (ZwJsonWriter *json, guint kinds)
{
  zw_json_writer_add_name (json, "kinds");
  zw_json_writer_begin_array (json, ZW_JSON_LINE);
  for (guint i = 0; i < ZW_N_STANDUP_KINDS; i++)
    if ((kinds >> i) & 1)
      zw_json_writer_add_string (json, zw_standup_kind_names[i]);
  zw_json_writer_end_array (json);
}

static void
put_changes (ZwJsonWriter *json, ZwCliSession *session, GArray *changes)
{
  zw_json_writer_add_name (json, "changes");
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < changes->len; i++)
    {
      const ZwStandupChange *change = &g_array_index (changes, ZwStandupChange, i);
      begin_ticket (json, session, change->ticket);
      put_kinds (json, change->kinds);
      put_status (json, session, "from", change->from);
      put_status (json, session, "to", change->to);
      put_real (json, "estimate_from", change->estimate_from);
      put_real (json, "estimate_to", change->estimate_to);
      zw_cli_json_put_instant (json, "at", change->at);
      zw_json_writer_end_object (json);
    }
  zw_json_writer_end_array (json);
}

static void
put_in_progress (ZwJsonWriter *json, ZwCliSession *session, GArray *ids)
{
  zw_json_writer_add_name (json, "in_progress");
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < ids->len; i++)
    {
      ZwTicket *ticket = zw_workspace_get_ticket (session->workspace, g_array_index (ids, gint64, i));
      begin_ticket (json, session, g_array_index (ids, gint64, i));
      put_status (json, session, "status", ticket->status);
      put_real (json, "estimate", ticket->estimate);
      zw_json_writer_put_int64 (json, "progress", zw_workspace_get_progress (session->workspace, ticket));
      zw_json_writer_end_object (json);
    }
  zw_json_writer_end_array (json);
}

static void
put_blocked (ZwJsonWriter *json, ZwCliSession *session, GArray *ids)
{
  zw_json_writer_add_name (json, "blocked");
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < ids->len; i++)
    {
      ZwTicket *ticket = zw_workspace_get_ticket (session->workspace, g_array_index (ids, gint64, i));
      begin_ticket (json, session, g_array_index (ids, gint64, i));
      put_status (json, session, "status", ticket->status);
      zw_cli_json_put_blocked (json, session, ticket);
      zw_cli_json_put_waiting (json, ticket);
      zw_json_writer_end_object (json);
    }
  zw_json_writer_end_array (json);
}

static gboolean
write_json (ZwCliSession *session, const ZwStandupReport *report, GError **error)
{
  g_autoptr (ZwJsonWriter) json = zw_cli_json_new ();

  zw_json_writer_begin_object (json, ZW_JSON_BLOCK);
  zw_cli_json_put_instant (json, "since", report->since);
  zw_cli_json_put_instant (json, "until", report->until);
  zw_json_writer_add_name (json, "people");
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < report->shares->len; i++)
    {
      const ZwStandupShare *share = report->shares->pdata[i];
      ZwPerson *person = zw_workspace_get_person (session->workspace, share->person);
      zw_json_writer_begin_object (json, ZW_JSON_BLOCK);
      zw_json_writer_put_string (json, "name", person != NULL ? person->name : NULL);
      zw_json_writer_put_boolean (json, "away", share->is_away);
      put_changes (json, session, share->changes);
      put_in_progress (json, session, share->in_progress);
      put_blocked (json, session, share->blocked);
      zw_json_writer_end_object (json);
    }
  zw_json_writer_end_array (json);
  zw_json_writer_end_object (json);
  return zw_json_writer_finish (json, error);
}

/* --- the command ---------------------------------------------------------------------------------------------------- */

/* Days that are over: "fri" is the last Friday, "-3d" three days ago, "yesterday" what it says. */
static gboolean
parse_past_day (const char *text, int today, int *date)
{
  g_autofree char *ahead = text[0] == '-' ? g_strconcat ("+", text + 1, NULL) : NULL;

  if (g_ascii_strcasecmp (text, "yesterday") == 0)
    {
      *date = today - 1;
      return TRUE;
    }
  if (!zw_date_parse (ahead != NULL ? ahead : text, today, date))
    return FALSE;
  if (ahead != NULL)
    *date = 2 * today - *date;
  else if (g_ascii_isalpha (text[0]) && *date > today && g_ascii_strcasecmp (text, "tomorrow") != 0)
    *date -= 7;
  return *date <= today;
}

/* The start of the day @text; 0 = not asked for. */
static gboolean
parse_since (ZwCliSession *session, gint64 project, const char *text, gint64 *since, GError **error)
{
  ZwStandupCalendar calendar;
  int date;

  *since = 0;
  if (text == NULL)
    return TRUE;
  zw_standup_calendar_init (&calendar, session->workspace, project);
  gboolean is_day = parse_past_day (text, zw_standup_date_of (&calendar, zw_clock_get_now (zw_workspace_get_clock (session->workspace))),
                                    &date);
  *since = is_day ? zw_standup_start_of (&calendar, date) : 0;
  zw_standup_calendar_clear (&calendar);
  if (!is_day)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "“%s” is no day that is over or today; write it as 2026-11-20, yesterday, fri or -3d", text);
  return is_day;
}

static const ZwStandupReport *
wait_for_report (ZwStandupWatch *watch, GError **error)
{
  while (zw_standup_watch_get_report (watch) == NULL && zw_standup_watch_get_error (watch) == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (zw_standup_watch_get_error (watch) != NULL)
    g_propagate_error (error, g_error_copy (zw_standup_watch_get_error (watch)));
  return zw_standup_watch_get_error (watch) == NULL ? zw_standup_watch_get_report (watch) : NULL;
}

gboolean
zw_cli_standup (ZwCliSession *session, int argc, char **argv, GError **error)
{
  g_autofree char *day = NULL;
  gboolean as_json = FALSE, as_markdown = FALSE;
  GOptionEntry options[] = {
    { "since", 0, 0, G_OPTION_ARG_STRING, &day, NULL, NULL },
    { "markdown", 0, 0, G_OPTION_ARG_NONE, &as_markdown, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL },
  };
  gint64 since;

  if (!zw_cli_parse (options, &argc, &argv, error)
      || !zw_cli_require_arguments (argc + (as_json && as_markdown), 0, 0, "standup [--since=DATE] [--markdown|--json]", error))
    return FALSE;
  gint64 project = zw_cli_session_require_project (session, error);
  if (project == 0 || !parse_since (session, project, day, &since, error) || !zw_cli_session_load_all (session, error))
    return FALSE;
  g_autoptr (ZwStandupWatch) watch = zw_standup_watch_new (session->workspace, project, since);
  const ZwStandupReport *report = wait_for_report (watch, error);
  if (report == NULL)
    return FALSE;
  if (as_json)
    return write_json (session, report, error);
  if (as_markdown)
    {
      g_autofree char *text = zw_standup_markdown_new (session->workspace, project, report, NULL, zw_standup_say_plainly);
      fputs (text, stdout);
    }
  else
    print_report (session, report);
  return TRUE;
}
