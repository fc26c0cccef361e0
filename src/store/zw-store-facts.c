/* SPDX-License-Identifier: GPL-3.0-or-later
 * The async functions of ZwStore that read parts of the log for figures: one number in, an array out. No decision is taken
 * here; the verbs are the backend's. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-store-private.h"

/* @id: what the verb asks for, if anything. */
static void
push_read (ZwStore *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data, ZwWorkerFunc func)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_task_data (task, g_memdup2 (&id, sizeof id), g_free);
  zw_store_push (self, ZW_TURN_READ, task, func);
}

static void
return_array (GTask *task, gpointer array, GError *error, GDestroyNotify destroy)
{
  if (array != NULL)
    g_task_return_pointer (task, array, destroy);
  else
    g_task_return_error (task, error);
}

static gpointer
finish_read (ZwStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
read_facts_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  GPtrArray *sets = ZW_STORE_GET_CLASS (source)->read_facts_in_worker (source, &error);
  return_array (task, sets, error, (GDestroyNotify) g_ptr_array_unref);
}

void
zw_store_read_facts_async (ZwStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  push_read (self, 0, cancellable, callback, data, read_facts_in_worker);
}

GPtrArray *
zw_store_read_facts_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_read (self, result, error);
}

static void
read_sprint_facts_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  GPtrArray *sets = ZW_STORE_GET_CLASS (source)->read_sprint_facts_in_worker (source, *(gint64 *) data, &error);
  return_array (task, sets, error, (GDestroyNotify) g_ptr_array_unref);
}

void
zw_store_read_sprint_facts_async (ZwStore *self, gint64 sprint, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  push_read (self, sprint, cancellable, callback, data, read_sprint_facts_in_worker);
}

GPtrArray *
zw_store_read_sprint_facts_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_read (self, result, error);
}

static void
read_recent_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  GPtrArray *sets = ZW_STORE_GET_CLASS (source)->read_recent_in_worker (source, *(gint64 *) data, &error);
  return_array (task, sets, error, (GDestroyNotify) g_ptr_array_unref);
}

void
zw_store_read_recent_async (ZwStore *self, gint64 since, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  push_read (self, since, cancellable, callback, data, read_recent_in_worker);
}

GPtrArray *
zw_store_read_recent_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_read (self, result, error);
}

static void
read_stays_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  GArray *stays = ZW_STORE_GET_CLASS (source)->read_stays_in_worker (source, &error);
  return_array (task, stays, error, (GDestroyNotify) g_array_unref);
}

void
zw_store_read_stays_async (ZwStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  push_read (self, 0, cancellable, callback, data, read_stays_in_worker);
}

GArray *
zw_store_read_stays_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_read (self, result, error);
}

static void
read_carries_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  GArray *carries = ZW_STORE_GET_CLASS (source)->read_carries_in_worker (source, &error);
  return_array (task, carries, error, (GDestroyNotify) g_array_unref);
}

void
zw_store_read_carries_async (ZwStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  push_read (self, 0, cancellable, callback, data, read_carries_in_worker);
}

GArray *
zw_store_read_carries_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return finish_read (self, result, error);
}
