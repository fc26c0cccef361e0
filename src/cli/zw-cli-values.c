/* SPDX-License-Identifier: GPL-3.0-or-later
 * What people write as field=value, in the encoding of the domain: names matched, durations and dates parsed. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-cli-values.h"

#include "zw-error.h"
#include "zw-project-commands.h"
#include "zw-values.h"

/* The words of the command line and the fields they mean. */
static const struct {
  const char *word;
  ZwField field;
} fields[] = {
  { "title", ZW_FIELD_TITLE },         { "description", ZW_FIELD_DESCRIPTION }, { "type", ZW_FIELD_TYPE },
  { "status", ZW_FIELD_STATUS },       { "owner", ZW_FIELD_OWNER },             { "reporter", ZW_FIELD_REPORTER },
  { "customer", ZW_FIELD_CUSTOMER },   { "estimate", ZW_FIELD_ESTIMATE },       { "duration", ZW_FIELD_PLANNED },
  { "spent", ZW_FIELD_MINUTES },       { "remaining", ZW_FIELD_REMAINING },     { "difficulty", ZW_FIELD_DIFFICULTY },
  { "progress", ZW_FIELD_PROGRESS },   { "priority", ZW_FIELD_PRIORITY },       { "labels", ZW_FIELD_LABELS },
  { "sprint", ZW_FIELD_SPRINT },       { "due", ZW_FIELD_DUE },                 { "waiting", ZW_FIELD_WAITING_UNTIL },
  { "blocked", ZW_FIELD_BLOCKER },     { "parent", ZW_FIELD_PARENT },           { "planned", ZW_FIELD_PLANNED },
};

static const char *const difficulty_names[] = { "trivial", "easy", "normal", "hard", "very-hard", NULL };
static const char *const priority_names[] = { "lowest", "low", "normal", "high", "urgent", NULL };

gboolean
zw_cli_value_parse_assignment (const char *word, ZwCliAssignment *assignment)
{
  const char *equals = strchr (word, '=');

  for (guint i = 0; equals != NULL && i < G_N_ELEMENTS (fields); i++)
    if (strlen (fields[i].word) == (gsize) (equals - word) && g_ascii_strncasecmp (fields[i].word, word, (gsize) (equals - word)) == 0)
      {
        *assignment = (ZwCliAssignment){ fields[i].field, equals + 1 };
        return TRUE;
      }
  return FALSE;
}

/* --- one value ------------------------------------------------------------------------------------------------ */

char *
zw_cli_value_from_id (gint64 id)
{
  return id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;
}

char *
zw_cli_value_refuse (const char *value, const char *what, GError **error)
{
  g_set_error (error, ZW_ERROR, ZW_ERROR_INVALID_VALUE, "“%s” is no %s", value, what);
  return NULL;
}

static int
minutes_per_day (ZwCliSession *session, gint64 project)
{
  return zw_workspace_get_project (session->workspace, project)->minutes_per_day;
}

static char *
parse_minutes (ZwCliSession *session, gint64 project, const char *value, GError **error)
{
  int minutes;

  if (!zw_duration_parse (value, minutes_per_day (session, project), &minutes))
    return zw_cli_value_refuse (value, "duration, such as 90m, 1h30m or 2d", error);
  return g_strdup_printf ("%d", minutes);
}

static char *
parse_date (ZwCliSession *session, const char *value, GError **error)
{
  int date;

  if (!zw_date_parse (value, zw_clock_get_today (zw_workspace_get_clock (session->workspace)), &date))
    return zw_cli_value_refuse (value, "date, such as 2026-12-31, tomorrow, +3d or fri", error);
  return zw_date_to_string (date);
}

static char *
parse_level (const char *value, const char *const *names, const char *what, GError **error)
{
  g_autofree char *folded = g_ascii_strdown (value, -1);
  int index = zw_choice_from_string (names, folded);

  if (index >= 0)
    return g_strdup_printf ("%d", index + 1);
  if (value[0] >= '1' && value[0] <= '5' && value[1] == '\0')
    return g_strdup (value);
  return zw_cli_value_refuse (value, what, error);
}

static char *
parse_parent (ZwCliSession *session, const char *value, GError **error)
{
  char *keys[] = { (char *) value, NULL };
  g_autoptr (GArray) ids = zw_cli_session_require_tickets (session, keys, 1, 0, error);
  return ids != NULL ? zw_cli_value_from_id (g_array_index (ids, gint64, 0)) : NULL;
}

/* The text of @value in the domain's encoding; NULL without error = clear. */
char *
zw_cli_value_resolve (ZwCliSession *session, gint64 project, const ZwCliAssignment *assignment, GError **error)
{
  const char *value = assignment->value;

  if (*value == '\0')
    return NULL;
  switch ((int) assignment->field)
    {
    case ZW_FIELD_OWNER:
    case ZW_FIELD_REPORTER:
    case ZW_FIELD_CUSTOMER:
      return zw_cli_value_from_id (zw_workspace_match_person (session->workspace, value, error));
    case ZW_FIELD_STATUS:
      return zw_cli_value_from_id (zw_workspace_match_status (session->workspace, project, value, error));
    case ZW_FIELD_SPRINT:
      return zw_cli_value_from_id (zw_workspace_match_sprint (session->workspace, project, value, error));
    case ZW_FIELD_PARENT:
      return parse_parent (session, value, error);
    case ZW_FIELD_PLANNED:
    case ZW_FIELD_REMAINING:
    case ZW_FIELD_MINUTES:
      return parse_minutes (session, project, value, error);
    case ZW_FIELD_DUE:
      return parse_date (session, value, error);
    case ZW_FIELD_DIFFICULTY:
      return parse_level (value, difficulty_names, "difficulty: 1 to 5, or trivial, easy, normal, hard, very-hard", error);
    case ZW_FIELD_PRIORITY:
      return parse_level (value, priority_names, "priority: 1 to 5, or lowest, low, normal, high, urgent", error);
    case ZW_FIELD_ESTIMATE:
      return g_str_equal (value, "?") ? NULL : g_strdup (value);
    case ZW_FIELD_PROGRESS:
      return g_str_has_suffix (value, "%") ? g_strndup (value, strlen (value) - 1) : g_strdup (value);
    case ZW_FIELD_TYPE:
      return g_ascii_strdown (value, -1);
    }
  return g_strdup (value);
}

/* "2026-12-01 the customer's answer": a date, then what for. */
gboolean
zw_cli_value_split_waiting (ZwCliSession *session, const char *value, char **until, char **what, GError **error)
{
  g_auto (GStrv) parts = g_strsplit_set (value, " :", 2);

  *until = *what = NULL;
  if (*value == '\0')
    return TRUE;
  *until = parse_date (session, parts[0], error);
  *what = parts[1] != NULL ? g_strstrip (g_strdup (parts[1])) : NULL;
  return *until != NULL;
}

/* A key blocks as a ticket, any other text is the reason. */
gboolean
zw_cli_value_split_blocked (ZwCliSession *session, const char *value, gint64 *blocker, const char **reason, GError **error)
{
  const char *dash = strrchr (value, '-');
  gboolean is_key = dash != NULL && g_ascii_isupper (value[0]) && strchr (value, ' ') == NULL
                    && g_ascii_string_to_unsigned (dash + 1, 10, 1, G_MAXINT, NULL, NULL);
  char *keys[] = { (char *) value, NULL };

  *blocker = 0;
  *reason = value;
  if (!is_key)
    return TRUE;
  g_autoptr (GArray) ids = zw_cli_session_require_tickets (session, keys, 1, 0, error);
  if (ids == NULL)
    return FALSE;
  *blocker = g_array_index (ids, gint64, 0);
  *reason = NULL;
  return TRUE;
}

/* --- labels --------------------------------------------------------------------------------------------------- */

/* The label called @name that @set makes; 0 = none. */
static gint64
find_made_label (const ZwChangeSet *set, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; set != NULL && i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->op != ZW_OP_CREATE || change->entity != ZW_ENTITY_LABEL)
        continue;
      g_autofree char *folded = g_utf8_casefold (zw_change_get (change, ZW_FIELD_NAME), -1);
      if (g_str_equal (folded, wanted))
        return change->id;
    }
  return 0;
}

/* Makes the label in @set unless that or @so_far does already. 0 with error. */
static gint64
make_label (ZwCliSession *session, gint64 project, const char *name, ZwChangeSet *set, const ZwChangeSet *so_far, GError **error)
{
  guint n_made = set->guards->len + (so_far != NULL ? so_far->guards->len : 0); /* one guard each: their colours should differ, too */
  gint64 id = find_made_label (set, name);

  if (id == 0)
    id = find_made_label (so_far, name);
  if (id != 0)
    return id;
  g_autoptr (ZwChangeSet) made = zw_label_create (session->workspace, project, name,
                                                  zw_label_get_next_colour (session->workspace, project, n_made), &id, error);
  if (made == NULL)
    return 0;
  zw_change_set_merge (set, made);
  return id;
}

/* The ids of the comma-separated @names; missing labels are made in @set. */
GArray *
zw_cli_value_resolve_labels (ZwCliSession *session, gint64 project, const char *names, ZwChangeSet *set,
                             const ZwChangeSet *so_far, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (GError) unknown = NULL;
      if (*g_strstrip (parts[i]) == '\0')
        continue;
      gint64 id = zw_workspace_match_label (session->workspace, project, parts[i], &unknown);
      if (g_error_matches (unknown, ZW_ERROR, ZW_ERROR_AMBIGUOUS))
        {
          g_propagate_error (error, g_steal_pointer (&unknown));
          return NULL;
        }
      if (id == 0 && (id = make_label (session, project, parts[i], set, so_far, error)) == 0)
        return NULL;
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}
