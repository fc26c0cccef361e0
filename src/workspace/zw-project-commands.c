/* SPDX-License-Identifier: GPL-3.0-or-later
 * Projects, labels, sprints' data, and single fields of all named things. People are in zw-person-commands.c, columns in
 * zw-status-commands.c, matching of typed names in zw-match.c. Pure: builds change sets, changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-project-commands.h"

#include <glib/gi18n-lib.h>

#include "zw-command.h"
#include "zw-error.h"
#include "zw-sprint-commands.h"

static const char *const palette[] = { "blue", "teal", "green", "yellow", "orange", "red", "pink", "purple", "indigo", "brown", "grey" };

/* Of a project: its present and its former ones open tickets. */
static gboolean
check_key_free (ZwWorkspace *workspace, ZwProject *project, const char *key, GError **error)
{
  gint64 id = project != NULL ? zw_item_get_id (ZW_ITEM (project)) : 0;

  if (!zw_command_check_free (zw_workspace_get_projects (workspace), (ZwItem *) project, ZW_FIELD_KEY, key,
                              NC_("error", "project key"), error))
    return FALSE;
  if (!zw_workspace_was_key_of_another (workspace, key, id))
    return TRUE;
  zw_set_error (error, ZW_ERROR_REFUSED, "“%s” was the key of another project, whose tickets open by it still", key);
  return FALSE;
}

/* --- projects ------------------------------------------------------------------------------------------------- */

static gboolean
check_key (const char *key, GError **error)
{
  gsize length = strlen (key);
  gboolean good = length >= 2 && length <= 10 && g_ascii_isupper (key[0]);

  for (gsize i = 1; good && i < length; i++)
    good = g_ascii_isupper (key[i]) || g_ascii_isdigit (key[i]);
  if (!good)
    zw_set_error (error, ZW_ERROR_INVALID_VALUE,
                  "“%s” is no project key: 2 to 10 capital letters or digits, a letter first", key);
  return good;
}

static gboolean
is_key_used (ZwWorkspace *workspace, const char *key)
{
  return zw_command_is_taken (zw_workspace_get_projects (workspace), NULL, ZW_FIELD_KEY, key)
         || zw_workspace_was_key_of_another (workspace, key, 0);
}

char *
zw_project_suggest_key (ZwWorkspace *workspace, const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, NULL);
  g_auto (GStrv) words = g_strsplit_set (ascii, " -_./,", -1);
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL && key->len < 4; i++)
    if (g_ascii_isalpha (words[i][0]))
      g_string_append_c (key, g_ascii_toupper (words[i][0]));
  for (const char *p = ascii; key->len < 3 && g_strv_length (words) == 1 && *p != '\0'; p++)
    if (p > ascii && g_ascii_isalpha (*p))
      g_string_append_c (key, g_ascii_toupper (*p));
  while (key->len < 2)
    g_string_append_c (key, 'P');
  gsize length = key->len;
  for (int suffix = 2; is_key_used (workspace, key->str); suffix++)
    {
      g_string_truncate (key, length);
      g_string_append_printf (key, "%d", suffix);
    }
  return g_strdup (key->str);
}

typedef struct {
  const char *name;
  ZwWorkflow workflow;
  ZwCategory category;
  gboolean on_board;
} NewStatus;

static const NewStatus new_statuses[] = {
  { N_("To Do"), ZW_WORKFLOW_WORK, ZW_CATEGORY_TODO, TRUE },
  { N_("In Progress"), ZW_WORKFLOW_WORK, ZW_CATEGORY_IN_PROGRESS, TRUE },
  { N_("Review"), ZW_WORKFLOW_WORK, ZW_CATEGORY_IN_PROGRESS, TRUE },
  { N_("Done"), ZW_WORKFLOW_WORK, ZW_CATEGORY_DONE, TRUE },
  { N_("Not Done"), ZW_WORKFLOW_WORK, ZW_CATEGORY_CANCELLED, FALSE },
  { N_("New"), ZW_WORKFLOW_SUPPORT, ZW_CATEGORY_TODO, TRUE },
  { N_("Open"), ZW_WORKFLOW_SUPPORT, ZW_CATEGORY_IN_PROGRESS, TRUE },
  { N_("Pending"), ZW_WORKFLOW_SUPPORT, ZW_CATEGORY_WAITING, TRUE },
  { N_("Solved"), ZW_WORKFLOW_SUPPORT, ZW_CATEGORY_DONE, TRUE },
  { N_("Not Solved"), ZW_WORKFLOW_SUPPORT, ZW_CATEGORY_CANCELLED, FALSE },
};

static void
put_status (ZwChangeSet *set, gint64 id, gint64 project, const NewStatus *status, int position)
{
  ZwChange *change = zw_change_set_create (set, ZW_ENTITY_STATUS, id, 0);

  zw_change_put_int (change, ZW_FIELD_PROJECT, project);
  zw_change_put (change, ZW_FIELD_NAME, _(status->name));
  zw_change_put (change, ZW_FIELD_WORKFLOW, zw_workflow_names[status->workflow]);
  zw_change_put (change, ZW_FIELD_CATEGORY, zw_category_names[status->category]);
  zw_change_put_int (change, ZW_FIELD_WIP_LIMIT, 0);
  zw_change_put (change, ZW_FIELD_WIP_HARD, "0");
  zw_change_put (change, ZW_FIELD_ON_BOARD, status->on_board ? "1" : "0");
  zw_change_put_int (change, ZW_FIELD_POSITION, position);
}

static void
put_project (ZwWorkspace *workspace, ZwChange *change, const char *key, const char *name)
{
  GListModel *projects = zw_workspace_get_projects (workspace);

  zw_change_put (change, ZW_FIELD_KEY, key);
  zw_change_put (change, ZW_FIELD_NAME, name);
  zw_change_put (change, ZW_FIELD_TIME_ZONE, g_time_zone_get_identifier (zw_clock_get_zone (zw_workspace_get_clock (workspace))));
  zw_change_put_int (change, ZW_FIELD_WORKING_DAYS, 0x1f);
  zw_change_put_int (change, ZW_FIELD_MINUTES_PER_DAY, 480);
  zw_change_put (change, ZW_FIELD_ESTIMATE_UNIT, zw_estimate_unit_names[ZW_UNIT_POINTS]);
  zw_change_put (change, ZW_FIELD_SCALE, "1 2 3 5 8 13");
  zw_change_put_int (change, ZW_FIELD_SPRINT_DAYS, 14);
  zw_change_put (change, ZW_FIELD_FOCUS_FACTOR, "1");
  zw_change_put_int (change, ZW_FIELD_STANDUP_SECONDS, 120);
  zw_change_put (change, ZW_FIELD_PARALLEL_SPRINTS, "0");
  zw_change_put (change, ZW_FIELD_NEW_LIMIT_HARD, "0");
  zw_change_put (change, ZW_FIELD_SHOW_DIFFICULTY, "1");
  zw_change_put (change, ZW_FIELD_SHOW_TIME, "1");
  zw_change_put (change, ZW_FIELD_SUB_TICKETS_ON_BOARD, "1");
  zw_change_put_int (change, ZW_FIELD_POSITION, g_list_model_get_n_items (projects));
}

ZwChangeSet *
zw_project_create (ZwWorkspace *workspace, const char *key, const char *name, gint64 *id, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  g_autofree char *clean = zw_command_strip (name);
  g_autofree char *prefix = key != NULL && *key != '\0' ? g_ascii_strup (key, -1) : zw_project_suggest_key (workspace, clean);

  if (!zw_command_require_name (clean, "project", error) || !check_key (prefix, error) || !check_key_free (workspace, NULL, prefix, error))
    return NULL;
  gint64 project = zw_workspace_new_id (workspace);
  put_project (workspace, zw_change_set_create (set, ZW_ENTITY_PROJECT, project, 0), prefix, clean);
  for (guint i = 0; i < G_N_ELEMENTS (new_statuses); i++)
    put_status (set, zw_workspace_new_id (workspace), project, &new_statuses[i], (int) i);
  zw_change_set_guard (set, ZW_GUARD_UNIQUE_NAME, ZW_ENTITY_PROJECT, project);
  if (id != NULL)
    *id = project;
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_project_set_description (ZwWorkspace *workspace, gint64 project, const char *old_text, const char *text, GError **error)
{
  const char *before = old_text != NULL && *old_text != '\0' ? old_text : NULL, *after = text != NULL && *text != '\0' ? text : NULL;

  if (!zw_field_spec_validate (zw_entity_find_field (ZW_ENTITY_PROJECT, ZW_FIELD_DESCRIPTION), after, error))
    return NULL;
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  zw_change_set_set (set, ZW_ENTITY_PROJECT, project, 0, ZW_FIELD_DESCRIPTION, before, after);
  return set;
}

ZwChangeSet *
zw_project_set_holiday (ZwWorkspace *workspace, gint64 project, const char *date, gboolean present, GError **error)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);

  if (present)
    zw_change_set_add (set, ZW_ENTITY_PROJECT, project, 0, ZW_FIELD_HOLIDAYS, date);
  else
    zw_change_set_remove (set, ZW_ENTITY_PROJECT, project, 0, ZW_FIELD_HOLIDAYS, date);
  return set;
}

/* --- one field of any of them --------------------------------------------------------------------------------- */

static gint64
project_of (ZwItem *item)
{
  const ZwFieldSpec *spec = zw_entity_find_field (zw_item_get_entity (item), ZW_FIELD_PROJECT);
  return spec != NULL ? G_STRUCT_MEMBER (gint64, item, spec->offset) : 0;
}

static GListModel *
siblings_of (ZwWorkspace *workspace, ZwItem *item)
{
  switch ((int) zw_item_get_entity (item))
    {
    case ZW_ENTITY_PROJECT:
      return zw_workspace_get_projects (workspace);
    case ZW_ENTITY_PERSON:
      return zw_workspace_get_people (workspace);
    case ZW_ENTITY_STATUS:
      return zw_workspace_get_statuses (workspace, project_of (item));
    case ZW_ENTITY_LABEL:
      return zw_workspace_get_labels (workspace, project_of (item));
    case ZW_ENTITY_SPRINT:
      return zw_workspace_get_sprints (workspace, project_of (item));
    }
  return NULL;
}

static gboolean
check_item_field (ZwWorkspace *workspace, ZwItem *item, ZwField field, const char *value, GError **error)
{
  ZwEntity entity = zw_item_get_entity (item);
  GListModel *siblings = siblings_of (workspace, item);

  if (value == NULL)
    return TRUE;
  if (field == ZW_FIELD_KEY)
    return check_key (value, error) && check_key_free (workspace, ZW_PROJECT (item), value, error);
  if (field == ZW_FIELD_HANDLE && !zw_command_check_handle (value, error))
    return FALSE;
  gboolean is_unique_name = field == ZW_FIELD_NAME && entity != ZW_ENTITY_PERSON && entity != ZW_ENTITY_PROJECT;
  if (siblings != NULL && (field == ZW_FIELD_HANDLE || is_unique_name))
    return zw_command_check_free (siblings, item, field, value, zw_entity_to_string (entity), error);
  return TRUE;
}

static void
keep_old_key (ZwWorkspace *workspace, ZwChangeSet *set, ZwProject *project)
{
  ZwChange *change = zw_change_set_create (set, ZW_ENTITY_ALIAS, zw_workspace_new_id (workspace), 0);

  zw_change_put_int (change, ZW_FIELD_PROJECT, zw_item_get_id (ZW_ITEM (project)));
  zw_change_put (change, ZW_FIELD_KEY, project->key);
}

ZwChangeSet *
zw_item_set_field (ZwWorkspace *workspace, ZwItem *item, ZwField field, const char *value, GError **error)
{
  const ZwFieldSpec *spec = zw_entity_find_field (zw_item_get_entity (item), field);
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  g_autofree char *text = zw_command_strip (value);
  g_autofree char *before = zw_item_dup_value (item, field);

  g_return_val_if_fail (spec != NULL, NULL);
  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  if (!zw_field_spec_validate (spec, text, error) || !check_item_field (workspace, item, field, text, error))
    return NULL;
  zw_command_set (set, item, field, text);
  if (field == ZW_FIELD_KEY && g_strcmp0 (before, text) != 0)
    keep_old_key (workspace, set, ZW_PROJECT (item));
  if (field == ZW_FIELD_NAME || field == ZW_FIELD_KEY || field == ZW_FIELD_HANDLE)
    zw_change_set_guard (set, ZW_GUARD_UNIQUE_NAME, zw_item_get_entity (item), zw_item_get_id (item));
  return g_steal_pointer (&set);
}

/* --- labels --------------------------------------------------------------------------------------------------- */

const char *
zw_label_get_next_colour (ZwWorkspace *workspace, gint64 project, guint ahead)
{
  guint n = g_list_model_get_n_items (zw_workspace_get_labels (workspace, project));
  return palette[(n + ahead) % G_N_ELEMENTS (palette)];
}

ZwChangeSet *
zw_label_create (ZwWorkspace *workspace, gint64 project, const char *name, const char *colour, gint64 *id, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  g_autofree char *clean = zw_command_strip (name);
  GListModel *labels = zw_workspace_get_labels (workspace, project);

  if (!zw_command_require_name (clean, NC_("error", "label"), error)
      || !zw_command_check_free (labels, NULL, ZW_FIELD_NAME, clean, NC_("error", "label"), error))
    return NULL;
  gint64 label = zw_workspace_new_id (workspace);
  ZwChange *change = zw_change_set_create (set, ZW_ENTITY_LABEL, label, 0);
  zw_change_put_int (change, ZW_FIELD_PROJECT, project);
  zw_change_put (change, ZW_FIELD_NAME, clean);
  zw_change_put (change, ZW_FIELD_COLOUR, colour != NULL ? colour : zw_label_get_next_colour (workspace, project, 0));
  zw_change_set_guard (set, ZW_GUARD_UNIQUE_NAME, ZW_ENTITY_LABEL, label);
  if (id != NULL)
    *id = label;
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_label_delete (ZwWorkspace *workspace, gint64 label_id, GError **error)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  ZwLabel *label = zw_workspace_get_label (workspace, label_id);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, label_id);

  if (label == NULL)
    return set;
  ZwTicketList *tickets = zw_workspace_get_tickets (workspace, label->project);
  for (guint i = 0; i < zw_ticket_list_get_n (tickets); i++)
    {
      ZwTicket *ticket = zw_ticket_list_get (tickets, i);
      gint64 id = zw_item_get_id (ZW_ITEM (ticket));
      if (zw_ticket_has_label (ticket, label_id))
        zw_change_set_remove (set, ZW_ENTITY_TICKET, id, id, ZW_FIELD_LABELS, text);
    }
  zw_command_delete (set, ZW_ITEM (label));
  return set;
}

/* --- sprints -------------------------------------------------------------------------------------------------- */

ZwChangeSet *
zw_sprint_create (ZwWorkspace *workspace, gint64 project_id, const char *name, const char *goal, const char *start,
                  const char *end, gint64 *id, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_SPRINT);
  g_autofree char *clean = zw_command_strip (name);
  g_autofree char *aim = zw_command_strip (goal);
  GListModel *sprints = zw_workspace_get_sprints (workspace, project_id);
  int first = ZW_UNSET, last = ZW_UNSET, proposed_first, proposed_last;

  if (!zw_command_require_name (clean, NC_("error", "sprint"), error)
      || !zw_command_check_free (sprints, NULL, ZW_FIELD_NAME, clean, NC_("error", "sprint"), error))
    return NULL;
  if (!zw_date_from_string (start, &first) || !zw_date_from_string (end, &last))
    {
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "a sprint's dates are written YYYY-MM-DD");
      return NULL;
    }
  zw_sprint_propose_dates (workspace, project_id, &proposed_first, &proposed_last);
  first = start != NULL ? first : proposed_first;
  last = end != NULL ? last : zw_sprint_propose_end (workspace, project_id, first);
  if (last < first)
    {
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "“%s” cannot end before it starts", clean);
      return NULL;
    }
  g_autofree char *first_text = zw_date_to_string (first), *last_text = zw_date_to_string (last);
  gint64 sprint = zw_workspace_new_id (workspace);
  ZwChange *change = zw_change_set_create (set, ZW_ENTITY_SPRINT, sprint, 0);
  zw_change_put_int (change, ZW_FIELD_PROJECT, project_id);
  zw_change_put (change, ZW_FIELD_NAME, clean);
  zw_change_put (change, ZW_FIELD_GOAL, aim);
  zw_change_put (change, ZW_FIELD_STATE, zw_sprint_state_names[ZW_SPRINT_PLANNED]);
  zw_change_put (change, ZW_FIELD_START, first_text);
  zw_change_put (change, ZW_FIELD_END, last_text);
  zw_change_put_int (change, ZW_FIELD_POSITION, g_list_model_get_n_items (sprints));
  zw_change_set_guard (set, ZW_GUARD_UNIQUE_NAME, ZW_ENTITY_SPRINT, sprint);
  if (id != NULL)
    *id = sprint;
  return g_steal_pointer (&set);
}
