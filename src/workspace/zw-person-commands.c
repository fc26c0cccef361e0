/* SPDX-License-Identifier: GPL-3.0-or-later
 * People and their membership in projects. Pure: builds change sets, changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n-lib.h>

#include "zw-command.h"
#include "zw-error.h"
#include "zw-project-commands.h"

/* Neighbours differ: the next person is told from the last one at a glance. */
static const char *const avatar_palette[]
  = { "purple", "blue", "green", "orange", "pink", "teal", "indigo", "red", "brown", "yellow", "grey" };

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
  return is_new || zw_command_is_taken (zw_workspace_get_people (workspace), NULL, ZW_FIELD_HANDLE, handle);
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
  g_autofree char *clean = zw_command_strip (name);
  g_autofree char *mail = zw_command_strip (email);
  GListModel *people = zw_workspace_get_people (workspace);

  if (!zw_command_require_name (clean, "person", error))
    return NULL;
  g_autofree char *unique = handle != NULL && *handle != '\0' ? g_strdup (handle) : suggest_handle (workspace, set, clean);
  if (!zw_command_check_handle (unique, error)
      || !zw_command_check_free (people, NULL, ZW_FIELD_HANDLE, unique, NC_("error", "person with the handle"), error))
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
      g_autofree char *clean = zw_command_strip (team[i]);
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
