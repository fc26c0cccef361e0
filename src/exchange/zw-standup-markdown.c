/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing a stand-up down. Must never compute a figure: core did. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-markdown.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zw-standup-watch.h"

typedef struct {
  ZwWorkspace *workspace;
  ZwStandupCalendar calendar;
  ZwStandupSay say;
  GString *text;
} Writing;

const char *
zw_standup_say_plainly (const char *phrase)
{
  return phrase;
}

/* --- phrases -------------------------------------------------------------------------------------------------------- */

static void
append_phrase (GString *text, const char *phrase)
{
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, phrase);
}

static void
append_move (GString *text, ZwWorkspace *workspace, const ZwStandupChange *change, ZwStandupSay say)
{
  ZwStatus *from = zw_workspace_get_status (workspace, change->from), *to = zw_workspace_get_status (workspace, change->to);
  const char *column = to != NULL ? to->name : "?";

  if ((change->kinds & ZW_STANDUP_MOVED) == 0)
    append_phrase (text, (change->kinds & ZW_STANDUP_STARTED) != 0 ? say (N_("started")) : column);
  else
    g_string_append_printf (text, "%s → %s", from != NULL ? from->name : "?", column);
}

static void
append_estimate (GString *text, const ZwStandupChange *change, ZwStandupSay say)
{
  g_autofree char *from = zw_real_to_string (change->estimate_from), *to = zw_real_to_string (change->estimate_to);
  g_autofree char *step = g_strdup_printf ("%s → %s", from != NULL ? from : "?", to != NULL ? to : "?");
  /* Translators: what became of a ticket; %s is such as "5 → 3". */
  g_autofree char *phrase = g_strdup_printf (say (N_("estimate %s")), step);

  append_phrase (text, phrase);
}

char *
zw_standup_describe_change (ZwWorkspace *workspace, const ZwStandupChange *change, ZwStandupSay say)
{
  const guint column_kinds
    = ZW_STANDUP_MOVED | ZW_STANDUP_STARTED | ZW_STANDUP_FINISHED | ZW_STANDUP_CANCELLED | ZW_STANDUP_REOPENED;
  GString *text = g_string_new (NULL);

  if ((change->kinds & column_kinds) != 0)
    append_move (text, workspace, change, say);
  if ((change->kinds & ZW_STANDUP_ADDED) != 0)
    append_phrase (text, say (N_("added to the sprint")));
  if ((change->kinds & ZW_STANDUP_REESTIMATED) != 0)
    append_estimate (text, change, say);
  if ((change->kinds & ZW_STANDUP_BLOCKED) != 0)
    append_phrase (text, say (N_("newly blocked")));
  return g_string_free (text, FALSE);
}

static void
append_block (GString *text, const Writing *writing, ZwTicket *ticket)
{
  g_autofree char *since = zw_date_to_string (zw_standup_date_of (&writing->calendar, ticket->blocked_since));

  g_string_append_printf (text, writing->say (N_("blocked since %s")), since);
  ZwTicket *blocker = zw_workspace_get_ticket (writing->workspace, ticket->blocker);
  g_autofree char *key = blocker != NULL ? zw_workspace_dup_key (writing->workspace, blocker) : NULL;
  if (ticket->blocked_reason != NULL || key != NULL)
    g_string_append_printf (text, ": %s", ticket->blocked_reason != NULL ? ticket->blocked_reason : key);
}

static void
append_waiting (GString *text, const Writing *writing, ZwTicket *ticket)
{
  g_autofree char *until = zw_date_to_string (ticket->waiting_until);

  if (text->len > 0)
    g_string_append (text, "; ");
  if (until != NULL)
    g_string_append_printf (text, writing->say (N_("waiting until %s")), until);
  else
    g_string_append (text, writing->say (N_("waiting")));
  if (ticket->waiting_for != NULL)
    g_string_append_printf (text, ": %s", ticket->waiting_for);
}

static char *
describe_obstacle (const Writing *writing, ZwTicket *ticket)
{
  ZwStatus *status = zw_workspace_get_status (writing->workspace, ticket->status);
  GString *text = g_string_new (NULL);

  if (ticket->blocked_since != 0)
    append_block (text, writing, ticket);
  if (ticket->waiting_until != ZW_UNSET || ticket->waiting_for != NULL || (status != NULL && status->category == ZW_CATEGORY_WAITING))
    append_waiting (text, writing, ticket);
  return g_string_free (text, FALSE);
}

char *
zw_standup_describe_obstacle (ZwWorkspace *workspace, ZwTicket *ticket, ZwStandupSay say)
{
  Writing writing = { .workspace = workspace, .say = say };

  zw_standup_calendar_init (&writing.calendar, workspace, ticket->project);
  char *text = describe_obstacle (&writing, ticket);
  zw_standup_calendar_clear (&writing.calendar);
  return text;
}

/* --- the page ------------------------------------------------------------------------------------------------------- */

/* What people typed must not become a heading, a list or a link by itself. */
static void
append_escaped (GString *text, const char *words)
{
  for (const char *p = words; *p != '\0'; p++)
    {
      if (strchr ("\\`*_[]<>#|", *p) != NULL)
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p == '\n' ? ' ' : *p);
    }
}

static void
append_ticket (const Writing *writing, gint64 id, const char *what)
{
  ZwTicket *ticket = zw_workspace_get_ticket (writing->workspace, id);
  g_autofree char *key = ticket != NULL ? zw_workspace_dup_key (writing->workspace, ticket) : NULL;

  if (ticket == NULL)
    return;
  g_string_append_printf (writing->text, "- %s ", key != NULL ? key : "");
  append_escaped (writing->text, ticket->title);
  if (*what != '\0')
    {
      g_string_append (writing->text, " — ");
      append_escaped (writing->text, what);
    }
  g_string_append_c (writing->text, '\n');
}

static void
append_share_heading (const Writing *writing, const ZwStandupShare *share)
{
  ZwPerson *person = zw_workspace_get_person (writing->workspace, share->person);

  g_string_append (writing->text, "\n## ");
  append_escaped (writing->text, person != NULL ? person->name : writing->say (N_("Without an owner")));
  if (share->is_away)
    g_string_append_printf (writing->text, " (%s)", writing->say (N_("away")));
  g_string_append_c (writing->text, '\n');
}

static void
append_group_heading (const Writing *writing, const char *heading, guint n)
{
  if (n > 0)
    g_string_append_printf (writing->text, "\n**%s**\n\n", heading);
}

static void
append_share (const Writing *writing, const ZwStandupShare *share)
{
  append_share_heading (writing, share);
  append_group_heading (writing, writing->say (N_("Since last time")), share->changes->len);
  for (guint i = 0; i < share->changes->len; i++)
    {
      const ZwStandupChange *change = &g_array_index (share->changes, ZwStandupChange, i);
      g_autofree char *what = zw_standup_describe_change (writing->workspace, change, writing->say);
      append_ticket (writing, change->ticket, what);
    }
  append_group_heading (writing, writing->say (N_("In progress")), share->in_progress->len);
  for (guint i = 0; i < share->in_progress->len; i++)
    append_ticket (writing, g_array_index (share->in_progress, gint64, i), "");
  append_group_heading (writing, writing->say (N_("Blocked or waiting")), share->blocked->len);
  for (guint i = 0; i < share->blocked->len; i++)
    {
      gint64 id = g_array_index (share->blocked, gint64, i);
      ZwTicket *ticket = zw_workspace_get_ticket (writing->workspace, id);
      g_autofree char *what = ticket != NULL ? describe_obstacle (writing, ticket) : g_strdup ("");
      append_ticket (writing, id, what);
    }
}

static void
append_notes (const Writing *writing, const char *notes)
{
  g_auto (GStrv) lines = g_strsplit (notes != NULL ? notes : "", "\n", -1);
  gboolean is_first = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*g_strstrip (lines[i]) == '\0')
        continue;
      if (is_first)
        g_string_append_printf (writing->text, "\n## %s\n\n", writing->say (N_("Parking lot")));
      is_first = FALSE;
      g_string_append (writing->text, "- ");
      append_escaped (writing->text, lines[i]);
      g_string_append_c (writing->text, '\n');
    }
}

static char *
format_instant (const Writing *writing, gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, writing->calendar.zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

char *
zw_standup_markdown_new (ZwWorkspace *workspace, gint64 project, const ZwStandupReport *report, const char *notes, ZwStandupSay say)
{
  Writing writing = { .workspace = workspace, .say = say, .text = g_string_new ("# ") };

  zw_standup_calendar_init (&writing.calendar, workspace, project);
  g_autofree char *since = format_instant (&writing, report->since), *until = format_instant (&writing, report->until);
  g_autoptr (GString) name = g_string_new (NULL);
  append_escaped (name, zw_workspace_get_project (workspace, project)->name);
  g_string_append_printf (writing.text, say (N_("Stand-up of %s, %s")), name->str, until);
  g_string_append (writing.text, "\n\n");
  g_string_append_printf (writing.text, say (N_("Since %s")), since);
  g_string_append_c (writing.text, '\n');
  for (guint i = 0; i < report->shares->len; i++)
    append_share (&writing, report->shares->pdata[i]);
  append_notes (&writing, notes);
  zw_standup_calendar_clear (&writing.calendar);
  return g_string_free (writing.text, FALSE);
}
