/* SPDX-License-Identifier: GPL-3.0-or-later
 * The store's thread. The queue is a GAsyncQueue kept sorted by turn and serial number; a closing worker leaves its loop after
 * the close job and answers everything behind it with a cancellation. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-worker.h"

struct _ZwWorker {
  GThread *thread;
  GAsyncQueue *queue;   /* (owned) Job */
  guint64 serial;       /* under the queue's lock */
  gboolean closed;      /* under the queue's lock: nothing more is accepted */
  int closing;          /* atomic */
  ZwIdleFunc idle;
  gpointer idle_data;
  gboolean idle_wanted; /* (worker only) */
};

typedef struct {
  ZwTurn turn;
  guint64 serial;
  GTask *task;          /* (owned) (nullable) NULL = the close job */
  ZwWorkerFunc func;
  GFunc close_func;
  gpointer data, user_data;
} Job;

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer unused)
{
  const Job *first = a, *second = b;

  if (first->turn != second->turn)
    return first->turn < second->turn ? -1 : 1;
  return first->serial < second->serial ? -1 : first->serial > second->serial;
}

static gboolean
release_task_cb (gpointer task)
{
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

/* A task holds its source object; were the worker to drop the last reference, the store would be finalized here and
 * join its own thread. */
static void
release_in_context (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, release_task_cb, task, NULL);
  g_source_attach (source, g_task_get_context (task));
}

static void
cancel_task (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the database was closed");
}

static void
cancel_waiting (ZwWorker *self)
{
  Job *job;

  g_async_queue_lock (self->queue);
  self->closed = TRUE;
  while ((job = g_async_queue_try_pop_unlocked (self->queue)) != NULL)
    {
      cancel_task (job->task);
      release_in_context (job->task);
      g_free (job);
    }
  g_async_queue_unlock (self->queue);
}

/* The next job, or NULL after a slice of idle work. */
static Job *
next_job (ZwWorker *self)
{
  if (!self->idle_wanted)
    return g_async_queue_pop (self->queue);
  Job *job = g_async_queue_try_pop (self->queue);
  if (job == NULL)
    self->idle_wanted = self->idle (self->idle_data);
  return job;
}

static gpointer
run (gpointer data)
{
  ZwWorker *self = data;

  for (;;)
    {
      g_autofree Job *job = next_job (self);
      if (job == NULL)
        continue;
      if (job->task == NULL)
        {
          job->close_func (job->data, job->user_data);
          cancel_waiting (self);
          return NULL;
        }
      job->func (job->task, g_task_get_source_object (job->task), g_task_get_task_data (job->task));
      release_in_context (job->task);
    }
}

ZwWorker *
zw_worker_new (const char *name, ZwIdleFunc idle, gpointer data)
{
  ZwWorker *self = g_new0 (ZwWorker, 1);

  self->idle = idle;
  self->idle_data = data;
  self->queue = g_async_queue_new ();
  self->thread = g_thread_new (name, run, self);
  return self;
}

void
zw_worker_want_idle (ZwWorker *self)
{
  g_assert (zw_worker_is_current (self));
  self->idle_wanted = TRUE;
}

static gboolean
push_job (ZwWorker *self, Job *job)
{
  g_async_queue_lock (self->queue);
  gboolean accepted = !self->closed;
  if (accepted)
    {
      job->serial = self->serial++;
      g_async_queue_push_sorted_unlocked (self->queue, job, compare_jobs, NULL);
    }
  g_async_queue_unlock (self->queue);
  return accepted;
}

void
zw_worker_push (ZwWorker *self, ZwTurn turn, GTask *task, ZwWorkerFunc func)
{
  Job *job = g_new0 (Job, 1);

  job->turn = turn;
  job->task = task;
  job->func = func;
  if (push_job (self, job))
    return;
  cancel_task (task);
  release_in_context (task);
  g_free (job);
}

gboolean
zw_worker_is_current (ZwWorker *self)
{
  return g_thread_self () == self->thread;
}

gboolean
zw_worker_is_closing (ZwWorker *self)
{
  return g_atomic_int_get (&self->closing) != 0;
}

void
zw_worker_close (ZwWorker *self, GFunc func, gpointer data, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  g_assert (!zw_worker_is_current (self));
  job->turn = ZW_TURN_CLOSE;
  job->close_func = func;
  job->data = data;
  job->user_data = user_data;
  g_atomic_int_set (&self->closing, 1);
  push_job (self, job);
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_free (self);
}
