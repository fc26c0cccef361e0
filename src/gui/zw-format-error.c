/* SPDX-License-Identifier: GPL-3.0-or-later
 * Turning an error of the layers below into words for people. Called by whatever shows a toast, a dialog or a banner; the
 * one place that knows how fields and things are called in a sentence. Must never ask who made the error. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-format.h"

#include <glib/gi18n.h>

#include "zw-error.h"

/* What fields, entities and their choices are called in a sentence. The name itself when it is not here: nobody types the rest. */
static const struct {
  const char *name, *word;
} words[] = {
  { "title", NC_("error", "title") },
  { "type", NC_("error", "type") },
  { "description", NC_("error", "description") },
  { "status", NC_("error", "column") },
  { "owner", NC_("error", "owner") },
  { "reporter", NC_("error", "reporter") },
  { "customer", NC_("error", "customer") },
  { "estimate", NC_("error", "estimate") },
  { "planned", NC_("error", "planned time") },
  { "remaining", NC_("error", "remaining time") },
  { "minutes", NC_("error", "time") },
  { "difficulty", NC_("error", "difficulty") },
  { "progress", NC_("error", "progress") },
  { "priority", NC_("error", "priority") },
  { "labels", NC_("error", "labels") },
  { "sprint", NC_("error", "sprint") },
  { "rank", NC_("error", "place") },
  { "due", NC_("error", "due date") },
  { "waiting_until", NC_("error", "waiting date") },
  { "waiting_for", NC_("error", "reason for waiting") },
  { "resolution", NC_("error", "reason for closing") },
  { "resolution_text", NC_("error", "closing remark") },
  { "duplicate_of", NC_("error", "duplicate") },
  { "sub-ticket", NC_("error", "sub-ticket") },
  { "parent", NC_("error", "parent") },
  { "archived", NC_("error", "archive") },
  { "name", NC_("error", "name") },
  { "key", NC_("error", "key") },
  { "handle", NC_("error", "handle") },
  { "email", NC_("error", "e-mail") },
  { "company", NC_("error", "company") },
  { "colour", NC_("error", "colour") },
  { "role", NC_("error", "role") },
  { "goal", NC_("error", "goal") },
  { "start", NC_("error", "first day") },
  { "end", NC_("error", "last day") },
  { "state", NC_("error", "state") },
  { "category", NC_("error", "category") },
  { "position", NC_("error", "position") },
  { "wip_limit", NC_("error", "limit") },
  { "scale", NC_("error", "scale") },
  { "sprint_days", NC_("error", "length of a sprint") },
  { "minutes_per_day", NC_("error", "hours per day") },
  { "points_per_sprint", NC_("error", "points per sprint") },
  { "focus_factor", NC_("error", "focus factor") },
  { "time_zone", NC_("error", "time zone") },
  { "working_days", NC_("error", "working days") },
  { "text", NC_("error", "text") },
  { "todo", NC_("error", "untouched") },
  { "in-progress", NC_("error", "started") },
  { "waiting", NC_("error", "waiting") },
  { "done", NC_("error", "done") },
  { "cancelled", NC_("error", "not done") },
  { "reason", NC_("error", "reason") },
  { "project", NC_("error", "project") },
  { "person", NC_("error", "person") },
  { "member", NC_("error", "team member") },
  { "label", NC_("error", "label") },
  { "ticket", NC_("error", "ticket") },
  { "comment", NC_("error", "comment") },
  { "check_item", NC_("error", "checklist item") },
  { "check item", NC_("error", "checklist item") },
  { "block", NC_("error", "blocker") },
  { "work", NC_("error", "time entry") },
  { "attachment", NC_("error", "attachment") },
  { "filter", NC_("error", "filter") },
  { "template", NC_("error", "template") },
  { "bug", NC_("error", "bug") },
  { "task", NC_("error", "task") },
  { "story", NC_("error", "story") },
  { "problem", NC_("error", "problem") },
  { "epic", NC_("error", "epic") },
};

static const char *
find_words (const char *text, gboolean is_sentence)
{
  if (*text == '\0')
    return text;
  if (is_sentence)
    return gettext (text);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].name, text))
      return g_dpgettext2 (NULL, "error", words[i].word);
  return g_dpgettext2 (NULL, "error", text);
}

/* What is said of a cause that needs no details. */
static const char *
find_known_text (const GError *error)
{
  if (error->domain != ZW_ERROR)
    return NULL;
  switch ((ZwError) error->code)
    {
    case ZW_ERROR_READ_ONLY:
      return _("Changes cannot be saved: the file is read-only.");
    case ZW_ERROR_LOCKED:
      return _("Another Zettelwand window is saving. Try again in a moment.");
    case ZW_ERROR_DISK_FULL:
      return _("The disk is full. Make room, then try again.");
    case ZW_ERROR_NOT_A_DATABASE:
      return _("This file is not a Zettelwand database.");
    case ZW_ERROR_DAMAGED:
      return _("The database is damaged. A backup can be restored from the main menu.");
    case ZW_ERROR_NEWER_SCHEMA:
      return _("This database was written by a newer Zettelwand and is open read-only.");
    case ZW_ERROR_NOT_FOUND:
    case ZW_ERROR_AMBIGUOUS:
    case ZW_ERROR_INVALID_VALUE:
    case ZW_ERROR_REFUSED:
    case ZW_ERROR_LIMIT_REACHED:
    case ZW_ERROR_CYCLE:
    case ZW_ERROR_CONFLICT:
    case ZW_ERROR_NOTHING_TO_UNDO:
    case ZW_ERROR_IO:
    case ZW_ERROR_SYNTAX:
    case ZW_ERROR_UNSUPPORTED:
      return NULL;
    }
  return NULL;
}

char *
zw_format_error (const GError *error)
{
  const char *known = find_known_text (error);

  if (known != NULL)
    return g_strdup (known);
  g_autofree char *told = zw_error_tell (error, find_words);
  const char *rest = *told == '\0' ? told : g_utf8_next_char (told);
  g_autofree char *first = g_utf8_strup (told, rest - told);
  return g_strconcat (first, rest, g_str_has_suffix (told, ".") ? "" : ".", NULL);
}
