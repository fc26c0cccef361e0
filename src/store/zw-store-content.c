/* SPDX-License-Identifier: GPL-3.0-or-later
 * The async pair around the backend's verbs for content. The hash is made on the worker: it takes time for what is big. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-store-content.h"

#include "zw-error.h"
#include "zw-store-private.h"

static void
put_in_worker (GTask *task, gpointer source, gpointer data)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, data);
  GError *error = NULL;

  if (ZW_STORE_GET_CLASS (source)->put_content_in_worker (source, hash, data, &error))
    g_task_return_pointer (task, g_steal_pointer (&hash), g_free);
  else
    g_task_return_error (task, error);
}

static void
read_in_worker (GTask *task, gpointer source, gpointer data)
{
  GError *error = NULL;
  GBytes *content = ZW_STORE_GET_CLASS (source)->read_content_in_worker (source, data, &error);

  if (content != NULL)
    g_task_return_pointer (task, content, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
zw_store_put_content_async (ZwStore *self, GBytes *content, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_task_set_task_data (task, g_bytes_ref (content), (GDestroyNotify) g_bytes_unref);
  zw_store_push_write (self, task, put_in_worker);
}

char *
zw_store_put_content_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
zw_store_read_content_async (ZwStore *self, const char *hash, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_task_data (task, g_strdup (hash), g_free);
  zw_store_push (self, ZW_TURN_READ, task, read_in_worker);
}

GBytes *
zw_store_read_content_finish (ZwStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
