/* SPDX-License-Identifier: GPL-3.0-or-later
 * Between zw-store.c (the object) and its async functions in zw-store-calls.c and zw-store-facts.c alone. */
#pragma once

#include "zw-store-backend.h"
#include "zw-worker.h"

G_BEGIN_DECLS

/* @task: (transfer full). Runs @func on the store's thread in @turn. */
void          zw_store_push (ZwStore *self, ZwTurn turn, GTask *task, ZwWorkerFunc func);
/* Writes that are no part of an open bulk set wait until it is finished: between these two calls they are held. Main thread. */
void          zw_store_hold_writes (ZwStore *self);
void          zw_store_release_writes (ZwStore *self);
/* As zw_store_push() in the turn of writes, after an open bulk set. */
void          zw_store_push_write (ZwStore *self, GTask *task, ZwWorkerFunc func);
/* (worker only) After open_in_worker succeeded: calls ->opened on the main context. */
void          zw_store_announce_open (ZwStore *self);

G_END_DECLS
