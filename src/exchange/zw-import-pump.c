/* SPDX-License-Identifier: GPL-3.0-or-later
 * A bounded queue between the thread that reads and the one that writes. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-pump.h"

#define MOST_AHEAD 4 /* batches: some MiB */

struct _ZwImportPump {
  ZwImportReader *reader;    /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) */
  GThread *thread;           /* (owned) */
  GMutex lock;               /* over what follows */
  GCond moved;
  GQueue batches;            /* of owned ZwImportBatch */
  GError *error;             /* (owned) (nullable) */
  gboolean at_end, stopped;
};

/* Waits for room; FALSE when nobody wants more. */
static gboolean
push_batch (ZwImportPump *self, ZwImportBatch *batch)
{
  g_mutex_lock (&self->lock);
  while (self->batches.length >= MOST_AHEAD && !self->stopped)
    g_cond_wait (&self->moved, &self->lock);
  gboolean wanted = !self->stopped;
  g_queue_push_tail (&self->batches, batch);
  g_cond_signal (&self->moved);
  g_mutex_unlock (&self->lock);
  return wanted;
}

static gpointer
read_in_thread (gpointer data)
{
  ZwImportPump *self = data;
  GError *error = NULL;
  ZwImportBatch *batch;

  while ((batch = zw_import_reader_next (self->reader, self->cancellable, &error)) != NULL)
    if (!push_batch (self, batch))
      return NULL;
  g_mutex_lock (&self->lock);
  self->error = error;
  self->at_end = TRUE;
  g_cond_signal (&self->moved);
  g_mutex_unlock (&self->lock);
  return NULL;
}

ZwImportPump *
zw_import_pump_new (GInputStream *stream, const ZwImportReading *reading, ZwJsonWarnings *warnings, GCancellable *cancellable)
{
  ZwImportPump *self = g_new0 (ZwImportPump, 1);

  self->reader = zw_import_reader_new (stream, reading, warnings);
  g_set_object (&self->cancellable, cancellable);
  g_mutex_init (&self->lock);
  g_cond_init (&self->moved);
  g_queue_init (&self->batches);
  self->thread = g_thread_new ("zw-import", read_in_thread, self);
  return self;
}

void
zw_import_pump_free (ZwImportPump *self)
{
  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  g_cond_signal (&self->moved);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_queue_clear_full (&self->batches, (GDestroyNotify) zw_import_batch_free);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->moved);
  zw_import_reader_free (self->reader);
  g_free (self);
}

ZwImportBatch *
zw_import_pump_next (ZwImportPump *self, GError **error)
{
  g_mutex_lock (&self->lock);
  while (self->batches.length == 0 && !self->at_end)
    g_cond_wait (&self->moved, &self->lock);
  ZwImportBatch *batch = g_queue_pop_head (&self->batches);
  if (batch == NULL && self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  g_cond_signal (&self->moved);
  g_mutex_unlock (&self->lock);
  return batch;
}

ZwImportReader *
zw_import_pump_get_reader (ZwImportPump *self)
{
  return self->reader;
}
