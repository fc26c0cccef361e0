/* SPDX-License-Identifier: GPL-3.0-or-later
 * Projects, people, labels and sprints' data. Columns are in zw-status-commands.c, matching of typed names in zw-match.c.
 * Pure: builds change sets, changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-project-commands.h"

#include <glib/gi18n-lib.h>

#include "zw-command.h"
#include "zw-error.h"
#include "zw-sprint-commands.h"

static const char *const palette[] = { "blue", "teal", "green", "yellow", "orange", "red", "pink", "purple", "indigo", "brown", "grey" };
/* Neighbours differ: the next person is told from the last one at a glance. */
static const char *const avatar_palette[]
  = { "purple", "blue", "green", "orange", "pink", "teal", "indigo", "red", "brown", "yellow", "grey" };

static char *
strip (const char *text)
{
  return g_strstrip (g_strdup (text != NULL ? text : ""));
}

static gboolean
require_name (const char *name, const char *what, GError **error)
{
  if (*name != '\0' && g_utf8_validate (name, -1, NULL))
    return TRUE;
  zw_set_error (error, ZW_ERROR_INVALID_VALUE, "the name of a %s cannot be empty", what);
  return FALSE;
}

/* Whether another item of @list has @text in @field, case-insensitively. */
static gboolean
is_taken (GListModel *list, ZwItem *except, ZwField field, const char *text)
{
  g_autofree char *wanted = g_utf8_casefold (text, -1);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ZwItem) item = g_list_model_get_item (list, i);
      g_autofree char *value = zw_item_dup_value (item, field);
      g_autofree char *folded = value != NULL ? g_utf8_casefold (value, -1) : NULL;
      if (item != except && g_strcmp0 (folded, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_free (GListModel *list, ZwItem *except, ZwField field, const char *text, const char *what, GError **error)
{
  if (!is_taken (list, except, field, text))
    return TRUE;
  zw_set_error (error, ZW_ERROR_REFUSED, "there is a %s “%s” already", what, text);
  return FALSE;
}

/* Of a project: its present and its former ones open tickets. */
static gboolean
check_key_free (ZwWorkspace *workspace, ZwProject *project, const char *key, GError **error)
{
  gint64 id = project != NULL ? zw_item_get_id (ZW_ITEM (project)) : 0;

  if (!check_free (zw_workspace_get_projects (workspace), (ZwItem *) project, ZW_FIELD_KEY, key, NC_("error", "project key"), error))
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
  return is_taken (zw_workspace_get_projects (workspace), NULL, ZW_FIELD_KEY, key)
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
  g_autofree char *clean = strip (name);
  g_autofree char *prefix = key != NULL && *key != '\0' ? g_ascii_strup (key, -1) : zw_project_suggest_key (workspace, clean);

  if (!require_name (clean, "project", error) || !check_key (prefix, error) || !check_key_free (workspace, NULL, prefix, error))
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
check_handle (const char *handle, GError **error)
{
  for (const char *p = handle; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && strchr ("._-", *p) == NULL)
      {
        zw_set_error (error, ZW_ERROR_INVALID_VALUE,
                      "“%s” is no handle: small letters, digits, dot, dash and underscore only", handle);
        return FALSE;
      }
  return TRUE;
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
  if (field == ZW_FIELD_HANDLE && !check_handle (value, error))
    return FALSE;
  gboolean is_unique_name = field == ZW_FIELD_NAME && entity != ZW_ENTITY_PERSON && entity != ZW_ENTITY_PROJECT;
  if (siblings != NULL && (field == ZW_FIELD_HANDLE || is_unique_name))
    return check_free (siblings, item, field, value, zw_entity_to_string (entity), error);
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
  g_autofree char *text = strip (value);
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

/* --- people --------------------------------------------------------------------------------------------------- */

/* How many people @set makes, and whether one of them has @handle. */
static guint
count_new_people (const ZwChangeSet *set, const char *handle, gboolean *has_handle)
{
  guint n = 0;

  *has_handle = FALSE;
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = g_ptr_array_index (set->changes, i);
      if (change->op != ZW_OP_CREATE || change->entity != ZW_ENTITY_PERSON)
        continue;
      *has_handle |= g_strcmp0 (zw_change_get (change, ZW_FIELD_HANDLE), handle) == 0;
      n++;
    }
  return n;
}

static gboolean
is_handle_taken (ZwWorkspace *workspace, const ZwChangeSet *set, const char *handle)
{
  gboolean is_new;

  count_new_people (set, handle, &is_new);
  return is_new || is_taken (zw_workspace_get_people (workspace), NULL, ZW_FIELD_HANDLE, handle);
}

static char *
suggest_handle (ZwWorkspace *workspace, const ZwChangeSet *set, const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, NULL);
  g_autoptr (GString) handle = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && *p != ' '; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (handle, g_ascii_tolower (*p));
  if (handle->len == 0)
    g_string_assign (handle, "person");
  gsize length = handle->len;
  for (int suffix = 2; is_handle_taken (workspace, set, handle->str); suffix++)
    {
      g_string_truncate (handle, length);
      g_string_append_printf (handle, "%d", suffix);
    }
  return g_strdup (handle->str);
}

static void
put_member (ZwWorkspace *workspace, ZwChangeSet *set, gint64 project, gint64 person)
{
  ZwChange *change = zw_change_set_create (set, ZW_ENTITY_MEMBER, zw_workspace_new_id (workspace), 0);

  zw_change_put_int (change, ZW_FIELD_PROJECT, project);
  zw_change_put_int (change, ZW_FIELD_PERSON, person);
  zw_change_put (change, ZW_FIELD_ACTIVE, "1");
}

/* A person with the next colour; a member of @project when that is not 0. The new id. */
static gint64
put_person (ZwWorkspace *workspace, ZwChangeSet *set, gint64 project, const char *name, const char *handle, const char *email,
            ZwPersonKind kind)
{
  gint64 person = zw_workspace_new_id (workspace);
  gboolean is_taken_here;
  guint n = g_list_model_get_n_items (zw_workspace_get_people (workspace)) + count_new_people (set, handle, &is_taken_here);
  ZwChange *change = zw_change_set_create (set, ZW_ENTITY_PERSON, person, 0);

  zw_change_put (change, ZW_FIELD_NAME, name);
  zw_change_put (change, ZW_FIELD_HANDLE, handle);
  zw_change_put (change, ZW_FIELD_EMAIL, email);
  zw_change_put (change, ZW_FIELD_COLOUR, avatar_palette[n % G_N_ELEMENTS (avatar_palette)]);
  zw_change_put (change, ZW_FIELD_KIND, zw_person_kind_names[kind]);
  zw_change_set_guard (set, ZW_GUARD_UNIQUE_NAME, ZW_ENTITY_PERSON, person);
  if (project != 0 && kind == ZW_PERSON_MEMBER)
    put_member (workspace, set, project, person);
  return person;
}

ZwChangeSet *
zw_person_create (ZwWorkspace *workspace, gint64 project, const char *name, const char *handle, const char *email,
                  ZwPersonKind kind, gint64 *id, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  g_autofree char *clean = strip (name);
  g_autofree char *mail = strip (email);
  GListModel *people = zw_workspace_get_people (workspace);

  if (!require_name (clean, "person", error))
    return NULL;
  g_autofree char *unique = handle != NULL && *handle != '\0' ? g_strdup (handle) : suggest_handle (workspace, set, clean);
  if (!check_handle (unique, error) || !check_free (people, NULL, ZW_FIELD_HANDLE, unique, NC_("error", "person with the handle"), error))
    return NULL;
  gint64 person = put_person (workspace, set, project, clean, unique, mail, kind);
  if (id != NULL)
    *id = person;
  return g_steal_pointer (&set);
}

/* The member of the database who is called exactly @name; 0 = none. */
static gint64
find_person (ZwWorkspace *workspace, const char *name)
{
  GListModel *people = zw_workspace_get_people (workspace);
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (ZwPerson) person = g_list_model_get_item (people, i);
      g_autofree char *folded = g_utf8_casefold (person->name, -1);
      if (person->kind == ZW_PERSON_MEMBER && g_str_equal (folded, wanted))
        return zw_item_get_id (ZW_ITEM (person));
    }
  return 0;
}

ZwChangeSet *
zw_project_create_with_team (ZwWorkspace *workspace, const char *key, const char *name, const char *const *team, gint64 *id,
                             GError **error)
{
  gint64 project;
  ZwChangeSet *set = zw_project_create (workspace, key, name, &project, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; set != NULL && team[i] != NULL; i++)
    {
      g_autofree char *clean = strip (team[i]);
      g_autofree char *handle = suggest_handle (workspace, set, clean);
      gint64 known = find_person (workspace, clean);
      if (*clean == '\0' || !g_hash_table_add (seen, g_utf8_casefold (clean, -1)))
        continue;
      if (known != 0)
        put_member (workspace, set, project, known);
      else
        put_person (workspace, set, project, clean, handle, NULL, ZW_PERSON_MEMBER);
    }
  if (set != NULL && id != NULL)
    *id = project;
  return set;
}

ZwChangeSet *
zw_member_set_active (ZwWorkspace *workspace, gint64 project, gint64 person, gboolean active, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  GListModel *members = zw_workspace_get_members (workspace, project);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (ZwMember) member = g_list_model_get_item (members, i);
      if (member->person != person)
        continue;
      zw_command_set (set, ZW_ITEM (member), ZW_FIELD_ACTIVE, active ? "1" : "0");
      return g_steal_pointer (&set);
    }
  if (active)
    put_member (workspace, set, project, person);
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_member_set_day_off (ZwWorkspace *workspace, ZwMember *member, const char *date, gboolean off, GError **error)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_PROJECT);
  gint64 id = zw_item_get_id (ZW_ITEM (member));

  if (off)
    zw_change_set_add (set, ZW_ENTITY_MEMBER, id, 0, ZW_FIELD_DAYS_OFF, date);
  else
    zw_change_set_remove (set, ZW_ENTITY_MEMBER, id, 0, ZW_FIELD_DAYS_OFF, date);
  return set;
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
  g_autofree char *clean = strip (name);
  GListModel *labels = zw_workspace_get_labels (workspace, project);

  if (!require_name (clean, NC_("error", "label"), error) || !check_free (labels, NULL, ZW_FIELD_NAME, clean, NC_("error", "label"), error))
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
  g_autofree char *clean = strip (name);
  g_autofree char *aim = strip (goal);
  GListModel *sprints = zw_workspace_get_sprints (workspace, project_id);
  int first = ZW_UNSET, last = ZW_UNSET, proposed_first, proposed_last;

  if (!require_name (clean, NC_("error", "sprint"), error)
      || !check_free (sprints, NULL, ZW_FIELD_NAME, clean, NC_("error", "sprint"), error))
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
