/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opening one database for a window. Called by ZwApplication; must never name a backend. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-session.h"

#include "zw-identity.h"

typedef struct {
  const ZwSessionSetup *setup;
  ZwWorkspace *workspace; /* (owned) */
  GError *error;          /* (owned) (nullable) why the store did not open */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_object (&opening->workspace);
  g_clear_error (&opening->error);
  g_free (opening);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  if (!zw_workspace_load_finish (ZW_WORKSPACE (source), result, &error) || opening->error != NULL)
    {
      /* A store that did not open cannot be read either: the first reason counts. */
      g_task_return_error (task, g_error_copy (opening->error != NULL ? opening->error : error));
      g_clear_error (&error);
      return;
    }
  /* A name that could be several people acts as the plain name here: a window has nobody to ask yet. */
  zw_identity_choose_actor (opening->workspace, opening->setup->config_dir, opening->setup->person, opening->setup->login, NULL);
  g_task_return_pointer (task, g_object_ref (opening->workspace), g_object_unref);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Opening *opening = g_task_get_task_data (task);

  zw_store_open_finish (ZW_STORE (source), result, &opening->error);
}

void
zw_session_open_async (ZwStore *store, ZwOpenFlags flags, gint64 project, const ZwSessionSetup *setup, GAsyncReadyCallback callback,
                       gpointer data)
{
  GTask *task = g_task_new (store, NULL, callback, data);
  Opening *opening = g_new0 (Opening, 1);

  opening->setup = setup;
  g_task_set_task_data (task, opening, opening_free);
  zw_store_open_async (store, flags, opened_cb, g_object_ref (task));
  /* Asked for at once, read as soon as the store is open. */
  opening->workspace = zw_workspace_new (store, setup->clock, setup->writer);
  zw_workspace_load_async (opening->workspace, project, loaded_cb, task);
}

ZwWorkspace *
zw_session_open_finish (ZwStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
