/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing a report as CSV and Markdown. Called by the report window. Must never compute a figure. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-report-copy.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "zw-chart-lines.h"
#include "zw-format.h"
#include "zw-report-lists.h"
#include "zw-report-words.h"

/* --- CSV -------------------------------------------------------------------------------------------------------- */

/* Quoted where it must be. A cell that a table program would take for a formula gets an apostrophe in front. */
static void
append_cell (GString *csv, const char *text, gboolean is_last)
{
  gboolean is_formula = strchr ("=+-@\t\r", text[0]) != NULL && text[0] != '\0';
  g_autofree char *safe = g_strconcat (is_formula ? "'" : "", text, NULL);

  if (strpbrk (safe, ",\"\r\n") == NULL)
    g_string_append (csv, safe);
  else
    {
      g_auto (GStrv) parts = g_strsplit (safe, "\"", -1);
      g_autofree char *doubled = g_strjoinv ("\"\"", parts);
      g_string_append_printf (csv, "\"%s\"", doubled);
    }
  g_string_append (csv, is_last ? "\r\n" : ",");
}

static void
append_number (GString *csv, double value, gboolean is_last)
{
  g_autofree char *text = isnan (value) ? g_strdup ("") : zw_real_to_string (value);
  g_string_append_printf (csv, "%s%s", text, is_last ? "\r\n" : ",");
}

static void
append_head (GString *csv, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    append_cell (csv, names[i], names[i + 1] == NULL);
}

static void
append_csv_ticket (GString *csv, ZwWorkspace *workspace, ZwReportGroup kind, gint64 id, double points)
{
  ZwTicket *ticket = zw_workspace_get_ticket (workspace, id);
  g_autofree char *key = ticket != NULL ? zw_format_key (workspace, ticket) : g_strdup ("");

  append_cell (csv, zw_report_group_name (kind), FALSE);
  append_cell (csv, key, FALSE);
  append_cell (csv, ticket != NULL ? ticket->title : "", FALSE);
  append_number (csv, points, TRUE);
}

static void
append_csv_days (GString *csv, const ZwSprintReport *report)
{
  for (guint i = 0; i < report->burndown->len; i++)
    {
      const ZwBurndownPoint *day = &g_array_index (report->burndown, ZwBurndownPoint, i);
      g_autofree char *date = zw_date_to_string (day->date);
      append_cell (csv, date, FALSE);
      append_number (csv, day->remaining, FALSE);
      append_number (csv, day->ideal, FALSE);
      append_number (csv, day->scope, FALSE);
      append_number (csv, day->done, TRUE);
    }
}

char *
zw_report_copy_csv (ZwWorkspace *workspace, ZwSprint *sprint, const ZwSprintReport *report)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  const char *tickets[] = { C_("chart table", "Group"), C_("chart table", "Ticket"), C_("chart table", "Title"), _("Estimate"), NULL };
  const char *days[] = { C_("chart table", "Day"), C_("chart table", "Left"), C_("chart table", "Plan"), C_("chart table", "Scope"),
                         C_("chart table", "Done"), NULL };

  append_head (csv, tickets);
  for (guint i = 0; i < ZW_N_GROUPS; i++)
    {
      const ZwSprintGroup *group = zw_report_get_group (report, (ZwReportGroup) i);
      for (guint j = 0; j < group->tickets->len; j++)
        append_csv_ticket (csv, workspace, (ZwReportGroup) i, g_array_index (group->tickets, gint64, j),
                           g_array_index (group->amounts, double, j));
    }
  g_string_append (csv, "\r\n");
  append_head (csv, days);
  append_csv_days (csv, report);
  return g_string_free (g_steal_pointer (&csv), FALSE);
}

/* --- Markdown --------------------------------------------------------------------------------------------------- */

/* Nothing in a title may become a link, a list or a table. */
static char *
escape (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("\\`*_[]<>|#", *p) != NULL)
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *p == '\n' || *p == '\r' ? ' ' : *p);
    }
  return g_string_free (escaped, FALSE);
}

static void
append_group (GString *text, ZwWorkspace *workspace, const ZwSprintReport *report, ZwReportGroup kind, ZwProject *project)
{
  const ZwSprintGroup *group = zw_report_get_group (report, kind);
  g_autofree char *figures = zw_report_group_figures (group, kind, project);

  if (group->tickets->len == 0)
    return;
  g_string_append_printf (text, "\n## %s: %s\n\n", zw_report_group_name (kind), figures);
  for (guint i = 0; i < group->tickets->len; i++)
    {
      double points = g_array_index (group->amounts, double, i);
      g_autofree char *name = zw_report_dup_ticket_name (workspace, g_array_index (group->tickets, gint64, i));
      g_autofree char *title = escape (name);
      g_autofree char *amount = kind == ZW_GROUP_REESTIMATED ? zw_report_signed (points, project)
                                                              : zw_format_estimate_long (points, project);
      g_string_append_printf (text, "- %s (%s)\n", title, amount);
    }
}

static char *
dup_figure (double value)
{
  return isnan (value) ? g_strdup ("") : zw_format_number (value);
}

static void
append_days (GString *text, const ZwSprintReport *report)
{
  g_string_append_printf (text, "\n| %s | %s | %s | %s | %s |\n|---|--:|--:|--:|--:|\n", C_("chart table", "Day"),
                          C_("chart table", "Left"), C_("chart table", "Plan"), C_("chart table", "Scope"), C_("chart table", "Done"));
  for (guint i = 0; i < report->burndown->len; i++)
    {
      const ZwBurndownPoint *day = &g_array_index (report->burndown, ZwBurndownPoint, i);
      g_autofree char *date = zw_format_date (day->date, report->today), *left = dup_figure (day->remaining);
      g_autofree char *plan = dup_figure (day->ideal), *scope = dup_figure (day->scope), *done = dup_figure (day->done);
      g_string_append_printf (text, "| %s | %s | %s | %s | %s |\n", date, left, plan, scope, done);
    }
}

char *
zw_report_copy_markdown (ZwWorkspace *workspace, ZwSprint *sprint, const ZwSprintReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);
  ZwProject *project = zw_workspace_get_project (workspace, sprint->project);
  g_autofree char *dates = zw_format_date_range (sprint->start, sprint->end), *name = escape (sprint->name);
  g_autofree char *goal = escape (sprint->goal != NULL ? sprint->goal : "");
  g_autofree char *summary = zw_report_summary (report, ZW_CHART_BURNDOWN, project);

  g_string_append_printf (text, "# %s\n\n%s\n", name, dates);
  if (goal[0] != '\0')
    g_string_append_printf (text, "\n%s\n", goal);
  g_string_append_printf (text, "\n%s\n", summary);
  append_days (text, report);
  for (guint i = 0; i < ZW_N_GROUPS; i++)
    append_group (text, workspace, report, (ZwReportGroup) i, project);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
