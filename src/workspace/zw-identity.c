/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two key files, written whole and atomically by g_file_set_contents. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-identity.h"

#include <glib/gstdio.h>

#include <errno.h>

#include "zw-error.h"
#include "zw-project-commands.h"

static const char writers_group[] = "writers";

static GKeyFile *
read_key_file (const char *path)
{
  GKeyFile *file = g_key_file_new ();
  /* A missing or broken file is an empty one: it holds nothing that cannot be said again. */
  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  return file;
}

static gboolean
write_key_file (GKeyFile *file, const char *dir, const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_mkdir_with_parents (dir, 0700) != 0)
    {
      zw_set_error (error, ZW_ERROR_IO, "cannot make %s: %s", dir, g_strerror (errno));
      return FALSE;
    }
  if (g_key_file_save_to_file (file, path, &cause))
    return TRUE;
  zw_set_error (error, ZW_ERROR_IO, "cannot write %s: %s", path, cause->message);
  return FALSE;
}

static gboolean
is_writer_id (const char *text)
{
  if (text == NULL || strlen (text) != 32)
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isxdigit (*c))
      return FALSE;
  return TRUE;
}

static char *
make_writer_id (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  GString *id = g_string_new (uuid);

  g_string_replace (id, "-", "", 0);
  return g_string_free (id, FALSE);
}

char *
zw_identity_dup_writer (const char *state_dir, const char *channel, GError **error)
{
  g_autofree char *path = g_build_filename (state_dir, "writers.ini", NULL);
  g_autoptr (GKeyFile) file = read_key_file (path);
  g_autofree char *known = g_key_file_get_string (file, writers_group, channel, NULL);

  if (is_writer_id (known))
    return g_steal_pointer (&known);
  char *made = make_writer_id ();
  g_key_file_set_string (file, writers_group, channel, made);
  write_key_file (file, state_dir, path, error);
  return made;
}

static char *
get_actors_path (const char *config_dir)
{
  return g_build_filename (config_dir, "you-are.ini", NULL);
}

gboolean
zw_identity_load_actor (const char *config_dir, const char *database_id, gint64 *person, char **name)
{
  g_autofree char *path = get_actors_path (config_dir);
  g_autoptr (GKeyFile) file = read_key_file (path);

  *person = MAX (0, g_key_file_get_int64 (file, database_id, "person", NULL));
  *name = g_key_file_get_string (file, database_id, "name", NULL);
  if (*name != NULL && **name == '\0')
    g_clear_pointer (name, g_free);
  return *person != 0 || *name != NULL;
}

gboolean
zw_identity_save_actor (const char *config_dir, const char *database_id, gint64 person, const char *name, GError **error)
{
  g_autofree char *path = get_actors_path (config_dir);
  g_autoptr (GKeyFile) file = read_key_file (path);

  g_key_file_remove_group (file, database_id, NULL);
  if (person != 0)
    g_key_file_set_int64 (file, database_id, "person", person);
  if (name != NULL && *name != '\0')
    g_key_file_set_string (file, database_id, "name", name);
  return write_key_file (file, config_dir, path, error);
}

/* --- who acts ---------------------------------------------------------------------------------------------------- */

static gint64
find_login (ZwWorkspace *workspace, const char *login)
{
  GListModel *people = zw_workspace_get_people (workspace);

  for (guint i = 0; login != NULL && i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (ZwPerson) person = g_list_model_get_item (people, i);
      if (g_strcmp0 (person->handle, login) == 0 || g_strcmp0 (person->email, login) == 0)
        return zw_item_get_id (ZW_ITEM (person));
    }
  return 0;
}

gboolean
zw_identity_choose_actor (ZwWorkspace *workspace, const char *config_dir, const char *person, const char *login, GError **error)
{
  const char *database = zw_store_get_database_id (zw_workspace_get_store (workspace)), *name = login;
  g_autoptr (GError) unknown = NULL;
  g_autofree char *kept = NULL;
  gint64 id = 0;

  if (person != NULL && *person != '\0')
    {
      id = zw_workspace_match_person (workspace, person, &unknown);
      name = person;
    }
  else if (!zw_identity_load_actor (config_dir, database, &id, &kept) || id == 0)
    {
      id = find_login (workspace, login);
      name = kept != NULL ? kept : login;
    }
  ZwPerson *known = id == 0 ? NULL : zw_workspace_get_person (workspace, id);
  zw_workspace_set_actor (workspace, known == NULL ? 0 : id, known != NULL ? known->name : name);
  if (!g_error_matches (unknown, ZW_ERROR, ZW_ERROR_AMBIGUOUS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&unknown));
  return FALSE;
}
