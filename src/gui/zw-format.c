/* SPDX-License-Identifier: GPL-3.0-or-later
 * How dates, figures and names are written for people. Called by every view. Must never read a clock of its
 * own or change a value. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-format.h"

#include <glib/gi18n.h>
#include <math.h>

#define SOON_DAYS 2
#define N_AVATAR_COLOURS 14

/* --- dates --- */

static char *
format_time (int date, const char *format)
{
  char text[128] = "";
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, (guint32) date);
  g_date_strftime (text, sizeof text, format, &day);
  return g_strdup (text);
}

static int
get_year (int date)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, (guint32) date);
  return g_date_get_year (&day);
}

static int
get_month (int date)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, (guint32) date);
  return g_date_get_month (&day);
}

char *
zw_format_date (int date, int today)
{
  if (date == ZW_UNSET)
    return g_strdup ("");
  if (today != ZW_UNSET && get_year (date) != get_year (today))
    /* Translators: a date with its year, in the form of strftime: "Wed 25 Nov 2026". */
    return format_time (date, C_("date", "%a %-d %b %Y"));
  /* Translators: a short date in the form of strftime: "Wed 25 Nov". */
  return format_time (date, C_("date", "%a %-d %b"));
}

char *
zw_format_date_long (int date)
{
  /* Translators: a date in full in the form of strftime: "Wednesday 25 November". */
  return date == ZW_UNSET ? g_strdup ("") : format_time (date, C_("date", "%A %-d %B"));
}

char *
zw_format_date_range (int start, int end)
{
  /* Translators: day and month in the form of strftime: "27 Nov". */
  const char *format = C_("date", "%-d %b");

  if (start == ZW_UNSET || end == ZW_UNSET)
    return start == end ? g_strdup ("") : format_time (start == ZW_UNSET ? end : start, format);
  gboolean one_month = get_month (start) == get_month (end) && get_year (start) == get_year (end);
  /* Translators: only the day, when the month stands behind the second date: "16". */
  g_autofree char *first = format_time (start, one_month ? C_("date", "%-d") : format);
  g_autofree char *last = format_time (end, format);
  /* Translators: from one date to another; thin spaces around the dash. */
  return g_strdup_printf (C_("date", "%s – %s"), first, last);
}

char *
zw_format_due (int due, int today, ZwUrgency *urgency)
{
  int days = due - today;

  *urgency = days <= 0 ? ZW_URGENCY_LATE : days <= SOON_DAYS ? ZW_URGENCY_SOON : ZW_URGENCY_NONE;
  if (days == 0)
    return g_strdup (_("Today"));
  if (days < 0)
    return g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong) -days), -days);
  return zw_format_date (due, today);
}

/* --- figures --- */

char *
zw_format_number (double value)
{
  g_autofree char *text = g_strdup_printf ("%.2f", value);
  gsize length = strlen (text);

  while (length > 0 && text[length - 1] == '0')
    length--;
  if (length > 0 && !g_ascii_isdigit (text[length - 1]))
    length--;
  return g_strndup (text, length);
}

static gboolean
counts_hours (ZwProject *project)
{
  return project != NULL && project->estimate_unit == ZW_UNIT_HOURS;
}

char *
zw_format_estimate (double value, ZwProject *project)
{
  g_autofree char *number = zw_format_number (value);

  /* Translators: hours, short: "12 h". */
  if (counts_hours (project))
    return g_strdup_printf (_("%s h"), number);
  /* Translators: story points, short: "12 pts". */
  return g_strdup_printf (value == 1 ? _("%s pt") : _("%s pts"), number);
}

char *
zw_format_estimate_long (double value, ZwProject *project)
{
  g_autofree char *number = zw_format_number (value);

  if (counts_hours (project))
    return g_strdup_printf (value == 1 ? _("%s hour") : _("%s hours"), number);
  return g_strdup_printf (value == 1 ? _("%s point") : _("%s points"), number);
}

char *
zw_format_percent (int percent)
{
  /* Translators: a percentage; a thin space stands before the sign. */
  return g_strdup_printf (_("%d %%"), percent);
}

char *
zw_format_days (int days)
{
  /* Translators: a number of days, short: "7 d". */
  return g_strdup_printf (_("%d d"), days);
}

/* --- names --- */

char *
zw_format_key (ZwWorkspace *workspace, ZwTicket *ticket)
{
  char *key = zw_workspace_dup_key (workspace, ticket);

  if (key != NULL)
    return key;
  ZwProject *project = zw_workspace_get_project (workspace, ticket->project);
  return g_strdup (project != NULL ? project->key : "");
}

char *
zw_format_initials (const char *name)
{
  g_autoptr (GString) initials = g_string_new (NULL);

  if (name == NULL)
    return g_strdup ("");
  g_auto (GStrv) words = g_strsplit_set (name, " \t", -1);
  g_autoptr (GPtrArray) filled = g_ptr_array_new ();
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_ptr_array_add (filled, words[i]);
  if (filled->len > 0)
    g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (filled->pdata[0])));
  if (filled->len > 1)
    g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (filled->pdata[filled->len - 1])));
  return g_strdup (initials->str);
}

int
zw_format_avatar_colour (ZwPerson *person)
{
  /* The colours one may choose, with the avatar colours that stand for them in the style sheet. */
  static const struct {
    const char *name;
    int number;
  } chosen[] = { { "blue", 1 }, { "teal", 2 }, { "green", 3 }, { "yellow", 5 }, { "orange", 7 }, { "red", 8 },
                 { "pink", 9 }, { "purple", 10 }, { "indigo", 11 }, { "brown", 12 }, { "grey", 14 } };

  for (guint i = 0; person->colour != NULL && i < G_N_ELEMENTS (chosen); i++)
    if (g_str_equal (person->colour, chosen[i].name))
      return chosen[i].number;
  return (int) (g_str_hash (person->name) % N_AVATAR_COLOURS) + 1;
}

const char *
zw_format_type (ZwTicketType type)
{
  switch (type)
    {
    case ZW_TICKET_STORY:
      return C_("ticket type", "Story");
    case ZW_TICKET_TASK:
      return C_("ticket type", "Task");
    case ZW_TICKET_BUG:
      return C_("ticket type", "Bug");
    case ZW_TICKET_PROBLEM:
      return C_("ticket type", "Problem");
    case ZW_TICKET_EPIC:
      return C_("ticket type", "Epic");
    }
  return "";
}

const char *
zw_format_category (ZwCategory category)
{
  switch (category)
    {
    case ZW_CATEGORY_TODO:
      return C_("category", "To Do");
    case ZW_CATEGORY_IN_PROGRESS:
      return C_("category", "In Progress");
    case ZW_CATEGORY_WAITING:
      return C_("category", "Waiting");
    case ZW_CATEGORY_DONE:
      return C_("category", "Done");
    case ZW_CATEGORY_CANCELLED:
      return C_("category", "Not Done");
    }
  return "";
}

const char *
zw_format_resolution (ZwResolution resolution)
{
  switch (resolution)
    {
    case ZW_RESOLUTION_NONE:
      return "";
    case ZW_RESOLUTION_POSTPONED:
      return C_("resolution", "Postponed");
    case ZW_RESOLUTION_DUPLICATE:
      return C_("resolution", "Duplicate");
    case ZW_RESOLUTION_NOT_REPRODUCIBLE:
      return C_("resolution", "Not reproducible");
    case ZW_RESOLUTION_WILL_NOT_BE_DONE:
      return C_("resolution", "Will not be done");
    case ZW_RESOLUTION_CANNOT_BE_SOLVED:
      return C_("resolution", "Cannot be solved");
    case ZW_RESOLUTION_OTHER:
      return C_("resolution", "Other");
    }
  return "";
}

/* "to Q1" goes on after "postponed", "the budget is spent" does not. */
static gboolean
goes_on (const char *text)
{
  /* Translators: words that a closing remark begins with when it goes on in the sentence of its reason, as in "postponed to Q1", "will
   * not be done because of the costs". In small letters, separated by spaces; choose those of your language. */
  g_auto (GStrv) words = g_strsplit (_("to until till into by for of in on at after before since because as due without"), " ", -1);
  g_autofree char *first = g_strndup (text, strcspn (text, " \t\n"));

  return g_strv_contains ((const char *const *) words, first);
}

char *
zw_format_not_done (ZwTicket *ticket)
{
  const char *text = ticket->resolution_text != NULL ? ticket->resolution_text : "";
  g_autofree char *reason = g_utf8_strdown (zw_format_resolution (ticket->resolution), -1);

  if (*text == '\0')
    return g_steal_pointer (&reason);
  if (*reason == '\0' || ticket->resolution == ZW_RESOLUTION_OTHER)
    return g_strdup (text);
  return g_strconcat (reason, goes_on (text) ? " " : ": ", text, NULL);
}

const char *
zw_format_priority (int priority)
{
  switch (CLAMP (priority, 1, 5))
    {
    case 1:
      return C_("priority", "Lowest");
    case 2:
      return C_("priority", "Low");
    case 4:
      return C_("priority", "High");
    case 5:
      return C_("priority", "Urgent");
    }
  return C_("priority", "Normal");
}

const char *
zw_format_type_icon (ZwTicketType type)
{
  switch (type)
    {
    case ZW_TICKET_STORY:
      return "zw-story-symbolic";
    case ZW_TICKET_TASK:
      return "zw-task-symbolic";
    case ZW_TICKET_BUG:
      return "zw-bug-symbolic";
    case ZW_TICKET_PROBLEM:
      return "zw-problem-symbolic";
    case ZW_TICKET_EPIC:
      return "zw-epic-symbolic";
    }
  return "";
}

const char *
zw_format_type_class (ZwTicketType type)
{
  switch (type)
    {
    case ZW_TICKET_STORY:
      return "t-story";
    case ZW_TICKET_TASK:
      return "t-task";
    case ZW_TICKET_BUG:
      return "t-bug";
    case ZW_TICKET_PROBLEM:
      return "t-problem";
    case ZW_TICKET_EPIC:
      return "t-epic";
    }
  return "";
}

/* --- the card, read aloud --- */

static void
append_part (GString *name, const char *part)
{
  if (part == NULL || part[0] == '\0')
    return;
  if (name->len > 0)
    g_string_append (name, ", ");
  g_string_append (name, part);
}

static void
append_state (GString *name, ZwTicket *ticket, int today)
{
  if (zw_ticket_is_blocked (ticket))
    {
      g_autofree char *text = g_strdup_printf (_("blocked: %s"), ticket->blocked_reason);
      append_part (name, ticket->blocked_reason != NULL ? text : _("blocked"));
    }
  if (ticket->waiting_until != ZW_UNSET)
    {
      g_autofree char *date = zw_format_date_long (ticket->waiting_until);
      g_autofree char *text = g_strdup_printf (ticket->waiting_until <= today ? _("due back since %s") : _("waiting until %s"), date);
      append_part (name, text);
    }
  if (ticket->priority > 3)
    append_part (name, ticket->priority == 4 ? _("high priority") : _("urgent"));
}

static void
append_figures (GString *name, ZwTicket *ticket, ZwProject *project, int progress)
{
  if (!isnan (ticket->estimate))
    {
      g_autofree char *estimate = zw_format_estimate_long (ticket->estimate, project);
      append_part (name, estimate);
    }
  if (ticket->difficulty != ZW_UNSET)
    {
      g_autofree char *difficulty = g_strdup_printf (_("difficulty %d of 5"), ticket->difficulty);
      append_part (name, difficulty);
    }
  if (progress > 0 && progress < 100)
    {
      g_autofree char *percent = g_strdup_printf (ngettext ("%d percent", "%d percent", (gulong) progress), progress);
      append_part (name, percent);
    }
}

char *
zw_format_carried (guint times)
{
  /* Translators: out of how many sprints a ticket was carried, unfinished. */
  return g_strdup_printf (ngettext ("carried %u×", "carried %u×", times), times);
}

char *
zw_format_card_name (ZwWorkspace *workspace, ZwTicket *ticket)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *key = zw_format_key (workspace, ticket);
  g_autofree char *type = g_utf8_strdown (zw_format_type (ticket->type), -1);
  ZwPerson *owner = ticket->owner == 0 ? NULL : zw_workspace_get_person (workspace, ticket->owner);
  int today = zw_clock_get_today (zw_workspace_get_clock (workspace));

  append_part (name, key);
  append_part (name, type);
  append_part (name, ticket->title);
  append_state (name, ticket, today);
  append_part (name, owner != NULL ? owner->name : NULL);
  append_figures (name, ticket, zw_workspace_get_project (workspace, ticket->project),
                  zw_workspace_get_progress (workspace, ticket));
  if (zw_workspace_is_closed (workspace, ticket))
    append_part (name, ticket->resolution == ZW_RESOLUTION_NONE ? _("done") : _("not done"));
  else if (ticket->due != ZW_UNSET)
    {
      g_autofree char *date = zw_format_date_long (ticket->due);
      g_autofree char *due = g_strdup_printf (_("due %s"), date);
      append_part (name, due);
    }
  if (!zw_workspace_is_closed (workspace, ticket) && zw_workspace_count_carries (workspace, ticket) > 0)
    {
      g_autofree char *carried = zw_format_carried (zw_workspace_count_carries (workspace, ticket));
      append_part (name, carried);
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}
