/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opening one database for a window. Called by ZwApplication; must never name a backend. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-session.h"

#include "zw-identity.h"
#include "zw-project-commands.h"

typedef struct {
  const ZwSessionSetup *setup;
  gint64 project;
  ZwWorkspace *workspace; /* (owned) (nullable) */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_object (&opening->workspace);
  g_free (opening);
}

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

/* --as, else "You are", else the person of this login, else the plain name. */
static void
choose_actor (ZwWorkspace *workspace, const ZwSessionSetup *setup)
{
  const char *database = zw_store_get_database_id (zw_workspace_get_store (workspace));
  g_autofree char *kept = NULL;
  const char *name = setup->login;
  gint64 person = 0;

  if (setup->person != NULL && setup->person[0] != '\0')
    {
      person = zw_workspace_match_person (workspace, setup->person, NULL);
      name = setup->person;
    }
  else if (!zw_identity_load_actor (setup->config_dir, database, &person, &kept) || person == 0)
    {
      person = find_login (workspace, setup->login);
      name = kept != NULL ? kept : setup->login;
    }
  ZwPerson *known = person == 0 ? NULL : zw_workspace_get_person (workspace, person);
  zw_workspace_set_actor (workspace, known == NULL ? 0 : person, known != NULL ? known->name : name);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  if (!zw_workspace_load_finish (ZW_WORKSPACE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  choose_actor (opening->workspace, opening->setup);
  g_task_return_pointer (task, g_object_ref (opening->workspace), g_object_unref);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  if (!zw_store_open_finish (ZW_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  opening->workspace = zw_workspace_new (ZW_STORE (source), opening->setup->clock, opening->setup->writer);
  zw_workspace_load_async (opening->workspace, opening->project, loaded_cb, task);
}

void
zw_session_open_async (ZwStore *store, ZwOpenFlags flags, gint64 project, const ZwSessionSetup *setup, GAsyncReadyCallback callback,
                       gpointer data)
{
  GTask *task = g_task_new (store, NULL, callback, data);
  Opening *opening = g_new0 (Opening, 1);

  opening->setup = setup;
  opening->project = project;
  g_task_set_task_data (task, opening, opening_free);
  zw_store_open_async (store, flags, opened_cb, task);
}

ZwWorkspace *
zw_session_open_finish (ZwStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
