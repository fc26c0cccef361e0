/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWorker: one named thread and its sorted queue of GTasks. A store owns one and pushes every piece of work through
 * it; nothing else may run on the thread. Knows nothing of what the work is. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Who goes first; within a turn first come, first served. */
typedef enum {
  ZW_TURN_WRITE,
  ZW_TURN_CLOSE,
  ZW_TURN_READ
} ZwTurn;

typedef struct _ZwWorker ZwWorker;

/* Runs on the worker thread and must return @task's result. */
typedef void (*ZwWorkerFunc) (GTask *task, gpointer source, gpointer data);

/* What nobody waits for (indexing, daily backup): one short slice; TRUE = there is more. */
typedef gboolean (*ZwIdleFunc) (gpointer data);

/* Starts the thread. @name: at most 15 bytes, shown by debuggers. @idle runs when no task waits and it was asked for. */
ZwWorker *zw_worker_new (const char *name, ZwIdleFunc idle, gpointer data);
/* (worker only) Calls the idle function between tasks until it returns FALSE. */
void      zw_worker_want_idle (ZwWorker *self);
/* @task: (transfer full). Once the worker is closing, tasks are answered with G_IO_ERROR_CANCELLED instead. Any thread. */
void      zw_worker_push (ZwWorker *self, ZwTurn turn, GTask *task, ZwWorkerFunc func);
/* Whether the caller is the worker thread. */
gboolean  zw_worker_is_current (ZwWorker *self);
/* Whether close has begun: long reads look at it now and then. Any thread. */
gboolean  zw_worker_is_closing (ZwWorker *self);
/* Lets the writes pushed so far finish, runs @func on the worker, cancels what waits, joins and frees. Blocking; not on the
 * worker itself. */
void      zw_worker_close (ZwWorker *self, GFunc func, gpointer data, gpointer user_data);

G_END_DECLS
